"""Whether a store agrees with itself: the log with its digests and seals, the rest with a fold of the log from nothing.

Read only. Each check takes a connection that stands in a transaction. `mending.py` makes again what follows.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import cache
from typing import Any

from graph_service.messages import m
from graph_service.model import SHARED, Fact
from graph_service.stores.fold import fact_id, fold
from graph_service.stores.fold.touched import hooks
from graph_service.stores.folding import counting
from graph_service.stores.health import Check, State, bounds, clock, identifiers
from graph_service.stores.naming import aliases_of, label_of
from graph_service.stores.sqlite import codec, schema, sealing
from graph_service.stores.sqlite.lookup import SqliteLookup
from graph_service.stores.sqlite.writing import batches_of, fact_row
from graph_service.stores.variants import variants

OK, WARNING, ERROR = State
Objects = dict[str, tuple[str, str, str | None]]
"""Of tables, indexes and triggers by name: kind, table, and the SQL that makes it."""


# What nothing else tells: changed by hand, it is beyond mending


def log(db: sqlite3.Connection) -> Check:
    """Whether each statement is still what was written, and each batch says what it said, in its order."""
    said, wrong = 0, []
    for n, *columns in db.execute(_STATEMENTS):
        said += 1
        if codec.statement_row(codec.statement(columns[1:])) != tuple(columns):
            wrong.append(n)
    if wrong:
        return _changed_statement(db, wrong)
    rows = db.execute("SELECT n, id, body FROM batch ORDER BY n").fetchall()
    bodies = [codec.batch(body) for _, _, body in rows]
    if [n for n, _, _ in rows] != list(range(1, len(rows) + 1)) or [b.id for b in bodies] != [
        id_ for _, id_, _ in rows
    ]:
        return Check("log", ERROR, m("doctor-log-gap"))
    held, made = sealing.held(db), sealing.of_batches(db)
    for _, id_, _ in rows:
        if held.get(("said", id_)) != made["said", id_]:
            return Check("log", ERROR, m("doctor-log-batch", id=id_))
    if held.get(("log", "")) != made.get(("log", "")):
        return Check("log", ERROR, m("doctor-log-gap"))
    return Check("log", OK, m("doctor-log", n=said, batches=len(rows)))


def _changed_statement(db: sqlite3.Connection, wrong: list[int]) -> Check:
    """Where the first of the statements that are not as they were written stands."""
    place = db.execute(_WHERE, (wrong[0],)).fetchone()
    id_, file, sheet, row = place or ("?", "", "", 0)
    where = m("doctor-log-row", id=id_, file=file, sheet=sheet, row=row) if row else m("doctor-log-word", id=id_)
    return Check("log", ERROR, m("doctor-log-broken", n=len(wrong), where=where))


def origins(db: sqlite3.Connection) -> Check:
    """Whether who said what when, and in which row of which file, is as it was written."""
    held, made = sealing.held(db), sealing.of_batches(db)
    sealed = {id_ for kind, id_ in held.keys() | made.keys() if kind == "told"}
    if wrong := sorted(id_ for id_ in sealed if held.get(("told", id_)) != made.get(("told", id_))):
        return Check("origins", ERROR, m("doctor-origins-broken", n=len(wrong), id=wrong[0]))
    return Check("origins", OK, m("doctor-origins", n=len(sealed)))


def documents(db: sqlite3.Connection) -> Check:
    """Whether documents, and the store's own id, are as they were written."""
    held, made = sealing.held(db), sealing.of_documents(db)
    if held.get(("store", "")) != made["store", ""]:
        return Check("documents", ERROR, m("doctor-documents-store"))
    sealed = {id_ for kind, id_ in held.keys() | made.keys() if kind == "document"}
    wrong = sorted(id_ for id_ in sealed if held.get(("document", id_)) != made.get(("document", id_)))
    if wrong or held.get(("documents", "")) != made.get(("documents", "")):
        return Check("documents", ERROR, m("doctor-documents-broken", n=len(wrong), id=(wrong or ["?"])[0]))
    return Check("documents", OK, m("doctor-documents", n=len(sealed)))


# What can be made again


def revisions(db: sqlite3.Connection) -> Check:
    """Whether each batch made the revisions, and changed the facts, that it is written down with."""
    held, made = sealing.held(db), sealing.of_changes(db)
    sealed = {key for key in held.keys() | made.keys() if key[0] in ("changed", "revision")}
    wrong = [key for key in sealed if held.get(key) != made.get(key)]
    (lost,) = db.execute("SELECT (SELECT count(*) FROM revision WHERE batch NOT IN (SELECT n FROM batch))").fetchone()
    if wrong or lost:
        return Check("revisions", ERROR, m("doctor-revisions-broken"))
    return Check("revisions", OK, m("doctor-revisions"))


def facts(db: sqlite3.Connection) -> Check:
    """Whether the facts of every scope, and what is kept to fold less the next time, are those of the log."""
    look = SqliteLookup(db)
    statements, now, counts = counting(look, batches_of(db), {})
    found = fold(now)
    nodes = {(codec.TYPES.get(type_), id_): n for n, id_, type_ in db.execute("SELECT n, id, type FROM node")}
    expected: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for key, contents in variants(found).items():
        for mask, fact in contents.items():
            try:
                row = fact_row(0, nodes[fact.type, fact.id], mask, fact, nodes, lambda scope, key: key in found[scope])  # type: ignore[arg-type]
            except KeyError:
                row = (0, None, fact.type.value, mask)  # a node is not there: it cannot be what is held
            expected[fact.type.value, key[1], mask] = row[1:]
    held = {(type_, id_, row[2]): tuple(row) for type_, id_, *row in db.execute(_HELD)}
    wrong = {key[:2] for key in expected.keys() | held.keys() if expected.get(key) != held.get(key)}
    if wrong:
        return Check("facts", ERROR, m("doctor-facts-broken", n=len(wrong), id=str(min(wrong, key=str)[1])))
    speaking: Counter[tuple[str, str]] = Counter()
    for n in counts:
        if (said := statements[n]).type not in SHARED:
            speaking[said.source, said.visibility.value] += 1
    kept = {(source, scope): rows for source, scope, rows in db.execute("SELECT * FROM speaking WHERE rows <> 0")}
    about = {(fact_id(said.type, key), said.type.value, n) for n, said in statements.items() for key in said.ids}
    named = {(text, n) for n, said in statements.items() for text in hooks(said)}
    (orphans,) = db.execute("SELECT count(*) FROM statement WHERE n NOT IN (SELECT statement FROM says)").fetchone()
    if (
        orphans
        or kept != speaking
        or look.every_count() != counts
        or set(db.execute("SELECT id, type, statement FROM about")) != about
        or set(db.execute("SELECT text, statement FROM hook")) != named
    ):
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
        or not _words_are_those_of_the_texts(db)
    ):
        return Check("index", ERROR, m("doctor-index-broken"))
    return Check("index", OK, m("doctor-index", n=len(labels)))


def _words_are_those_of_the_texts(db: sqlite3.Connection) -> bool:
    """SQLite's own check of a full-text index, beginnings of words too. It writes, so a copy is checked."""
    (made,) = db.execute("SELECT sql FROM main.sqlite_master WHERE name = 'label'").fetchone()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        copy.execute(made)
        for table in ("data", "idx", "content", "docsize", "config"):
            rows = db.execute(f"SELECT * FROM label_{table}").fetchall()  # noqa: S608
            copy.execute(f"DELETE FROM label_{table}")  # noqa: S608
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                copy.executemany(f"INSERT INTO label_{table} VALUES ({marks})", rows)  # noqa: S608
        # Read anew: the connection that made the index remembers how it was.
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as read:
            read.deserialize(copy.serialize())
            try:
                read.execute("INSERT INTO label (label) VALUES ('integrity-check')")
            except sqlite3.DatabaseError:
                return False
    return True


def shape(db: sqlite3.Connection) -> Iterator[str]:
    """The names of tables, indexes and triggers that are not as this version makes them."""
    should, is_ = objects_made(), objects(db)
    tables = {table for _, table, _ in should.values()}
    for name in sorted(should.keys() | is_.keys()):
        # A table of somebody else's beside ours is no harm; a trigger or an index on ours may be.
        ours = name in should or is_[name][1] in tables or is_[name][0] == "trigger"
        if ours and should.get(name) != is_.get(name):
            yield name


@cache
def objects_made() -> Objects:
    """What this version makes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        schema.migrate(fresh)
        return objects(fresh)


def objects(db: sqlite3.Connection) -> Objects:
    rows = db.execute("SELECT name, type, tbl_name, sql FROM main.sqlite_master")
    return {name: (type_, table, sql) for name, type_, table, sql in rows}


def values(db: sqlite3.Connection) -> Check:
    """Whether each value of a fact is one that questions can compute with."""
    return bounds(_bodies(db))


def numbers(db: sqlite3.Connection) -> Check:
    return identifiers(_bodies(db))


def _bodies(db: sqlite3.Connection) -> Iterator[Fact]:
    return (codec.fact(*columns) for _, *columns in db.execute(_BODIES))


def times(db: sqlite3.Connection) -> Check:
    return clock(batches_of(db))


CHECKS: Mapping[str, Callable[[sqlite3.Connection], Check]] = {
    "log": log,
    "origins": origins,
    "documents": documents,
    "revisions": revisions,
    "facts": facts,
    "index": index,
    "bounds": values,
    "identifiers": numbers,
    "clock": times,
}

_STATEMENTS = "SELECT n, digest, op, type, source, key, updated, visibility, ids, fields FROM statement"
_WHERE = """
    SELECT batch.id, place.file, place.sheet, says.row FROM says JOIN batch ON batch.n = says.batch
    JOIN place ON place.n = says.place WHERE says.statement = ? ORDER BY says.n DESC LIMIT 1
"""
_HELD = """
    SELECT node.type, node.id, fact.node, fact.type, scopes, a, b, name, kind, start, end, extra, hash, content, body
    FROM fact JOIN node ON node.n = fact.node
"""
_BODIES = "SELECT fact.n, fact.type, node.id, fact.body FROM fact JOIN node ON node.n = fact.node"
