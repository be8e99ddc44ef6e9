"""The seals of a file (`graph_service.stores.seals`): written with what they seal, in its transaction.

The table `seal` holds, by kind: `store` (the store's id); of each batch `told` (the batch and its places), `said` (what
the fold hangs on: its statements in their order, what it ends and withdraws) and `changed` (the revisions that it made
and the facts that it changed); `log`, a chain over all batches, so that none goes unseen; `revision`, where each scope
stands; of each document `document`; and `documents`, a sum over these.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from graph_service.model import SCOPES, ListDigest, Scope, canonical_json, digest, texts_digest
from graph_service.stores.base import Document
from graph_service.stores.seals import StatementLocation, batch_seal, document_seal
from graph_service.stores.sqlite import codec

Seals = dict[tuple[str, str], str]
"""Digests by (kind, id)."""

_ALL = 2**128


def seal_batch(db: sqlite3.Connection, number: int) -> None:
    """Seal a batch that was appended last, as it is recorded."""
    id_, told, said = _of_batch(db, number)
    _keep(db, {("told", id_): told, ("said", id_): said, ("log", ""): digest(_held(db, "log", ""), id_, said)})
    seal_changes(db, [number])


def seal_changes(db: sqlite3.Connection, numbers: list[int]) -> None:
    """Seal anew what these batches changed, and where each scope stands."""
    for number in numbers:
        _keep(db, {("changed", _id(db, number)): _changed(db, number)})
    _keep(db, _revisions(db))


def seal_document(db: sqlite3.Connection, document: Document) -> None:
    """Seal a document that was set."""
    name, seal = _name(document), document_seal(document)
    before = _held(db, "document", name)
    total = int(_held(db, "documents", "") or "0", 16) - int(before or "0", 16) + int(seal, 16)
    _keep(db, {("document", name): seal, ("documents", ""): f"{total % _ALL:032x}"})


def seal_all(db: sqlite3.Connection) -> None:
    """Seal a store as it stands, whatever was sealed before."""
    db.execute("DELETE FROM seal")
    _keep(db, {("store", ""): _store(db)})
    for (number,) in db.execute("SELECT n FROM batch ORDER BY n").fetchall():
        seal_batch(db, number)
    for document in documents(db):
        seal_document(db, document)


def held(db: sqlite3.Connection) -> Seals:
    return {(kind, id_): seal for kind, id_, seal in db.execute("SELECT kind, id, digest FROM seal")}


def of_batches(db: sqlite3.Connection) -> Seals:
    """The seals `told`, `said` and `log` of what stands in the file now."""
    found: Seals = {}
    for (number,) in db.execute("SELECT n FROM batch ORDER BY n").fetchall():
        id_, told, said = _of_batch(db, number)
        found |= {("told", id_): told, ("said", id_): said}
        found["log", ""] = digest(found.get(("log", ""), ""), id_, said)
    return found


def of_changes(db: sqlite3.Connection) -> Seals:
    """The seals `changed` and `revision` of what stands in the file now."""
    batches = db.execute("SELECT n, id FROM batch ORDER BY n").fetchall()
    return {("changed", id_): _changed(db, number) for number, id_ in batches} | _revisions(db)


def of_documents(db: sqlite3.Connection) -> Seals:
    """The seals `store`, `document` and `documents` of what stands in the file now."""
    found: Seals = {("store", ""): _store(db)}
    total = 0
    for document in documents(db):
        seal = found["document", _name(document)] = document_seal(document)
        total += int(seal, 16)
        found["documents", ""] = f"{total % _ALL:032x}"
    return found


def documents(db: sqlite3.Connection) -> Iterator[Document]:
    rows = db.execute("SELECT collection, id, version, body, scope FROM document ORDER BY collection, id").fetchall()
    return (codec.document(row) for row in rows)


def _of_batch(db: sqlite3.Connection, number: int) -> tuple[str, str, str]:
    """(id, `told`, `said`) of a batch, read from the file."""
    (body,) = db.execute("SELECT body FROM batch WHERE n = ?", (number,)).fetchone()
    batch = codec.batch(body)
    said = ListDigest(batch.id, batch.ends, batch.withdraws)

    def places() -> Iterator[StatementLocation]:
        for row in db.execute(_PLACES, (number,)):
            said.add(row[0])
            yield row

    return batch.id, batch_seal(batch, places()), said.hexdigest()


def _changed(db: sqlite3.Connection, number: int) -> str:
    revisions = db.execute("SELECT scope, revision FROM revision WHERE batch = ? ORDER BY scope, revision", (number,))
    return texts_digest(revisions.fetchall(), sorted(db.execute(_CHANGES, (number,))))


def _revisions(db: sqlite3.Connection) -> Seals:
    found = dict(db.execute("SELECT scope, max(revision) FROM revision GROUP BY scope"))
    return {("revision", scope.value): str(found.get(scope.rank, 0)) for scope in SCOPES if scope.rank in found}


def _store(db: sqlite3.Connection) -> str:
    return digest(db.execute("SELECT value FROM meta WHERE key = 'store_id'").fetchall())


def _name(document: Document) -> str:
    return canonical_json([document.collection, document.id])


def _id(db: sqlite3.Connection, number: int) -> str:
    found: str = db.execute("SELECT id FROM batch WHERE n = ?", (number,)).fetchone()[0]
    return found


def revision_of(seals: Seals, scope: Scope) -> int:
    """Where a scope stood when it was sealed last; 0 where that cannot be read."""
    text = seals.get(("revision", scope.value), "0")
    return int(text) if text.isdecimal() else 0


def _held(db: sqlite3.Connection, kind: str, id_: str) -> str:
    """A seal that the file holds; empty where it holds none."""
    row = db.execute("SELECT digest FROM seal WHERE kind = ? AND id = ?", (kind, id_)).fetchone()
    return str(row[0]) if row else ""


def _keep(db: sqlite3.Connection, seals: Seals) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO seal (kind, id, digest) VALUES (?, ?, ?)", [(*key, seal) for key, seal in seals.items()]
    )


_PLACES = """
    SELECT s.digest, place.file, place.sheet, says.row FROM says
    JOIN statement AS s ON s.n = says.statement JOIN place ON place.n = says.place
    WHERE says.batch = ? ORDER BY says.n
"""
_CHANGES = """
    SELECT node.type, node.id, change.scopes FROM change JOIN node ON node.n = change.node WHERE change.batch = ?
"""
