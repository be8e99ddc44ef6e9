"""Finds the actors that could be one with others, by index (`graph_service.stores.base.Clues`)."""

from __future__ import annotations

import json
import sqlite3

from graph_service.model import Scope
from graph_service.stores.base import Clues
from graph_service.stores.variants import bit


def ids(db: sqlite3.Connection, clues: Clues, scope: Scope, most: int) -> list[str]:
    """See `graph_service.stores.base.Store.candidates`."""
    seen = bit(scope)
    found: set[str] = set()
    for kind, texts in ((1, clues.numbers), (2, clues.names)):
        found.update(id_ for (id_,) in db.execute(_BY_ALIAS, (json.dumps(list(texts)), kind, seen)))
    if clues.places:
        asked = json.dumps(list(clues.places)), json.dumps(list(clues.kinds))
        found.update(id_ for (id_,) in db.execute(_AT, (*asked, seen)))
    if clues.words:
        # A view on the index of words, which FTS5 makes of nothing and which ends with the connection.
        db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.label_word USING fts5vocab('main', 'label', 'instance')")
        by_word: dict[str, set[str]] = {}
        for word, id_ in db.execute(_BY_WORD, (json.dumps(sorted(set(clues.words))), seen)):
            by_word.setdefault(word, set()).add(id_)
        found.update(id_ for holders in by_word.values() if len(holders) <= most for id_ in holders)
    return sorted(found)


_BY_ALIAS = """
    SELECT DISTINCT node.id FROM json_each(?1) AS asked
    CROSS JOIN alias ON alias.alias = asked.value AND alias.kind = ?2
    CROSS JOIN fact ON fact.n = alias.fact AND +fact.type = 'actor' AND fact.scopes & ?3
    CROSS JOIN node ON node.n = fact.node
"""
_AT = """
    SELECT node.id FROM fact JOIN node ON node.n = fact.node
    WHERE fact.type = 'actor' AND fact.kind IN (SELECT value FROM json_each(?2)) AND fact.scopes & ?3
          AND fact.extra ->> 'territory' IN (SELECT value FROM json_each(?1))
"""
_BY_WORD = """
    SELECT asked.value, node.id FROM json_each(?1) AS asked
    CROSS JOIN temp.label_word AS word ON word.term = asked.value
    CROSS JOIN fact ON fact.n = word.doc AND +fact.type = 'actor' AND fact.scopes & ?2
    CROSS JOIN node ON node.n = fact.node
"""
