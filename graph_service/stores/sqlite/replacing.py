"""Making a store's log exactly another, inside one transaction: what a replica is filled by, and filled again.

What is taken out leaves no byte behind: SQLite overwrites what it frees (`secure_delete`), and the full-text index,
which keeps the words of deleted rows until it merges, is made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph_service.model import SCOPES, Batch, Says, Scope, digest
from graph_service.stores.base import Document
from graph_service.stores.sqlite import sealing, writing
from graph_service.stores.variants import bit

_TABLES = (
    *("change", "revision", "alias", "fact", "node", "speaking", "now", "hook", "about", "says", "place"),
    *("statement", "batch", "document"),
)
"""All but the store's own id; who refers before who is referred to."""


def empty_log(db: sqlite3.Connection) -> None:
    """Merge the write-ahead log into the file and cut it to nothing, outside of any transaction.

    It still holds pages as they were. While a reader stands in an older state that cannot be done: then whoever
    writes or closes next does it.
    """
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def replace_all(db: sqlite3.Connection, log: Sequence[tuple[Batch, Says]], documents: Sequence[Document]) -> None:
    """Take everything out, append `log`, keep `documents`; a scope's revision rises if its facts differ from before."""
    (secure,) = db.execute("PRAGMA secure_delete").fetchone()
    db.execute("PRAGMA secure_delete = ON")
    try:
        _replace_all(db, log, documents)
    finally:
        db.execute(f"PRAGMA secure_delete = {secure}")


def _replace_all(db: sqlite3.Connection, log: Sequence[tuple[Batch, Says]], documents: Sequence[Document]) -> None:
    before, was = _revisions(db), {scope: _seen(db, scope) for scope in SCOPES}
    (label,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'label'").fetchone()
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    db.execute("DROP TABLE label")
    db.execute(label)
    db.execute("DELETE FROM seal WHERE kind <> 'store'")
    if log:
        writing.append(db, log, ())
    for document in documents:
        writing.keep(db, replace(document, version=document.version + 1))
    _go_on(db, before, {scope for scope in SCOPES if _seen(db, scope) != was[scope]})


def _revisions(db: sqlite3.Connection) -> dict[Scope, int]:
    found = dict(db.execute("SELECT scope, max(revision) FROM revision GROUP BY scope"))
    return {scope: found.get(scope.rank, 0) for scope in SCOPES}


def _seen(db: sqlite3.Connection, scope: Scope) -> str:
    """A digest of all that a scope sees of the facts."""
    rows = db.execute(
        "SELECT fact.type, node.id, fact.hash FROM fact JOIN node ON node.n = fact.node WHERE fact.scopes & ? "
        "ORDER BY fact.type, node.id",
        (bit(scope),),
    )
    return digest(*rows.fetchall())


def _go_on(db: sqlite3.Connection, before: Mapping[Scope, int], differ: set[Scope]) -> None:
    """Revisions where they were, one higher for whom facts differ. What is gone is named nowhere: all that is there
    counts as changed at the revision that a scope stands at now."""
    (last,) = db.execute("SELECT coalesce(max(n), 0) FROM batch").fetchone()
    db.execute("DELETE FROM revision")
    db.execute("DELETE FROM change")
    for scope in SCOPES:
        if last and (number := before[scope] + (scope in differ)):
            db.execute("INSERT INTO revision VALUES (?, ?, ?)", (scope.rank, number, last))
    if last:
        db.execute("INSERT INTO change SELECT ?, node, sum(scopes) FROM fact GROUP BY node", (last,))
    sealing.seal_changes(db, list(range(1, last + 1)))
