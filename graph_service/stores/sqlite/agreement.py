"""Whether a store agrees with itself: the log with its digests, facts and indexes with a fold of the log from nothing.

Read only. Each check takes a connection that stands in a transaction.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import zip_longest
from typing import Any

from graph_service.messages import m
from graph_service.model import SHARED
from graph_service.stores.fold import fold
from graph_service.stores.folding import counting
from graph_service.stores.health import Check, State, bounds, clock
from graph_service.stores.naming import aliases_of, label_of
from graph_service.stores.sqlite import codec
from graph_service.stores.sqlite.lookup import SqliteLookup
from graph_service.stores.sqlite.writing import batches_of, fact_row
from graph_service.stores.variants import variants

OK, WARNING, ERROR = State


def log(db: sqlite3.Connection) -> Check:
    """Whether each statement is still what was written, and no batch is missing."""
    said = changed = 0
    for told, *columns in db.execute(
        "SELECT digest, op, type, source, key, updated, visibility, ids, fields FROM statement"
    ):
        said += 1
        changed += codec.statement(columns).digest != told
    numbers = [n for (n,) in db.execute("SELECT n FROM batch ORDER BY n")]
    ids = [id_ for (id_,) in db.execute("SELECT id FROM batch ORDER BY n")]
    if changed or numbers != list(range(1, len(numbers) + 1)) or [b.id for b in batches_of(db)] != ids:
        return Check("log", ERROR, m("doctor-log-broken", n=changed))
    return Check("log", OK, m("doctor-log", n=said, batches=len(numbers)))


def facts(db: sqlite3.Connection) -> Check:
    """Whether the facts of every scope, and what is kept to fold less the next time, are those of the log."""
    statements, now, counts = counting(SqliteLookup(db), batches_of(db), {})
    found = fold(now)
    nodes = {(codec.TYPES[type_], id_): n for n, id_, type_ in db.execute("SELECT n, id, type FROM node")}
    expected: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for key, contents in variants(found).items():
        for mask, fact in contents.items():
            try:
                row = fact_row(0, mask, fact, nodes, lambda scope, key: key in found[scope])
            except KeyError:
                row = (0, None, fact.type.value, mask)  # a node is not there: it cannot be what is held
            expected[fact.type.value, key[1], mask] = row[1:]
    held = {(type_, id_, row[2]): tuple(row) for type_, id_, *row in db.execute(_HELD)}
    wrong = {key[:2] for key in expected.keys() | held.keys() if expected.get(key) != held.get(key)}
    if wrong:
        return Check("facts", ERROR, m("doctor-facts-broken", n=len(wrong), id=min(wrong)[1]))
    speaking: Counter[tuple[str, str]] = Counter()
    for n in counts:
        if (said := statements[n]).type not in SHARED:
            speaking[said.source, said.visibility.value] += 1
    kept = {(source, scope): rows for source, scope, rows in db.execute("SELECT * FROM speaking WHERE rows <> 0")}
    if kept != speaking or dict(db.execute("SELECT statement, count FROM now")) != counts:
        return Check("facts", ERROR, m("doctor-counting-broken"))
    return Check("facts", OK, m("doctor-facts", n=len({key[:2] for key in held})))


def index(db: sqlite3.Connection) -> Check:
    """Whether names, identifiers and full-text search lead to the facts that they should lead to."""
    aliases, labels = set(), {}
    for n, *columns in db.execute(_BODIES):
        fact = codec.fact(*columns)
        aliases |= {(alias, kind, n) for alias, kind in aliases_of(fact)}
        if text := label_of(fact):
            labels[n] = text
    if (
        aliases != set(db.execute("SELECT alias, kind, fact FROM alias"))
        or labels != dict(db.execute("SELECT rowid, text FROM label"))
        or not _same_words(db, labels)
    ):
        return Check("index", ERROR, m("doctor-index-broken"))
    return Check("index", OK, m("doctor-index", n=len(labels)))


def _same_words(db: sqlite3.Connection, labels: dict[int, str]) -> bool:
    """Whether full-text search holds, word for word, what an index made now of the same texts holds."""
    (made,) = db.execute("SELECT sql FROM main.sqlite_master WHERE name = 'label'").fetchone()
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.execute(made)
        fresh.executemany("INSERT INTO label (rowid, text) VALUES (?, ?)", labels.items())
        return all(one == other for one, other in zip_longest(_words(db), _words(fresh)))


def _words(db: sqlite3.Connection) -> Iterator[Any]:
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab (main, label, instance)")
    yield from db.execute("SELECT term, doc, col, offset FROM temp.words")


def values(db: sqlite3.Connection) -> Check:
    """Whether each value of a fact is one that questions can compute with."""
    return bounds(codec.fact(*columns) for _, *columns in db.execute(_BODIES))


def times(db: sqlite3.Connection) -> Check:
    return clock(batches_of(db))


CHECKS: Mapping[str, Callable[[sqlite3.Connection], Check]] = {
    "log": log,
    "facts": facts,
    "index": index,
    "bounds": values,
    "clock": times,
}

_HELD = """
    SELECT node.type, node.id, fact.node, fact.type, scopes, a, b, name, kind, start, end, extra, hash, content, body
    FROM fact JOIN node ON node.n = fact.node
"""
_BODIES = "SELECT fact.n, fact.type, node.id, fact.body FROM fact JOIN node ON node.n = fact.node"
