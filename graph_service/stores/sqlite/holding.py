"""Finds the actors and projects whose names hold a word, and the words that a mistyped one may have meant."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice

from graph_service.model import RecordType, Scope
from graph_service.stores.base import Named
from graph_service.stores.naming import nearest_words
from graph_service.stores.variants import bit


def holding(
    db: sqlite3.Connection, words: Iterable[str], scope: Scope, types: Sequence[RecordType], most: int
) -> dict[str, list[Named]]:
    """See `graph_service.stores.base.Store.holding`."""
    kept = json.dumps([type_.value for type_ in types or (RecordType.ACTOR, RecordType.PROJECT)])
    found: dict[str, list[Named]] = {word: [] for word in words}
    # What is folded holds letters and digits only, and no operator of FTS5.
    for word in filter(str.isalnum, found):
        rows = db.execute(_HOLDING, (f'"{word}"', bit(scope), kept, most + 1)).fetchall()
        named = [
            Named(RecordType(type_), id_, name, kind, tuple(sorted(names.split("\n") if names else ())))
            for id_, type_, name, kind, names in (rows if len(rows) <= most else ())
        ]
        found[word] = sorted(named, key=lambda one: (one.id, one.type))
    return found


def near_words(db: sqlite3.Connection, word: str, scope: Scope, most: int) -> list[str]:
    """See `graph_service.stores.base.Store.near_words`."""
    # A view on the index of words, which FTS5 makes of nothing and which ends with the connection.
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.label_term USING fts5vocab('main', 'label', 'row')")
    if not word.isalnum():
        return []
    first = word[:1]
    rows = db.execute("SELECT term FROM temp.label_term WHERE term >= ? AND term < ?", (first, chr(ord(first) + 1)))
    seen = (
        term
        for term in nearest_words(word, (term for (term,) in rows))
        # The index holds the words of every scope.
        if db.execute(_HELD, (f'"{term}"', bit(scope))).fetchone()
    )
    return list(islice(seen, most))


_HELD = """
    SELECT 1 FROM label JOIN fact ON fact.n = label.rowid
    WHERE label MATCH ?1 AND fact.scopes & ?2 AND fact.type IN ('actor', 'project') LIMIT 1
"""
_HOLDING = """
    SELECT node.id, fact.type, fact.name, fact.kind,
           (SELECT group_concat(alias.alias, char(10)) FROM alias WHERE alias.fact = fact.n AND alias.kind = 2)
    FROM label JOIN fact ON fact.n = label.rowid JOIN node ON node.n = fact.node
    WHERE label MATCH ?1 AND fact.scopes & ?2 AND fact.type IN (SELECT value FROM json_each(?3)) LIMIT ?4
"""
