"""Copies a store whole, or makes a replica of what one scope sees, between any two stores.

A *whole copy* appends to the target the batches of the source that it lacks, one after the other, with their ids,
times and notes, and then takes over the documents. What is cut short goes on where it stopped, since each batch is
whole or absent. The target keeps the id that it was made with: both may be written to from now on, and two stores that
differ must not pass for one. It answers to the source's workbooks all the same (`graph_service.stores.lineage`).

A *replica* holds what `graph_service.stores.reduction` leaves of the source's log, in one batch, and the few documents
that may be shared. Each copy makes it anew, whole or not at all, and nothing else may write to it
(`Graph.check_writable`). It holds nothing that its scope, or one below it, does not see: whoever asks it
in a higher scope is shown no more.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from graph_service.errors import StoreError, UsageError
from graph_service.graph.configuring import example_for
from graph_service.messages import Message
from graph_service.model import SCOPES, Batch, Say, Scope, canonical_json
from graph_service.stores import garbage_collection, lineage
from graph_service.stores.base import Document, Store
from graph_service.stores.reading import Reader
from graph_service.stores.reduction import reduce

Progress = Callable[[int, int, int], None]
"""Called with the batches that the target has, those that it shall have, and the statements written so far."""


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What a copy wrote, and what both stores hold now. Their hashes are equal in every scope named (else
    StoreError)."""

    scope: Scope | None
    """Of a replica."""
    batches: int
    """In the target."""
    copied: int
    """Batches written by this copy."""
    says: int
    """Statements written by this copy, with where they stand."""
    documents: int
    """Documents written by this copy."""
    hashes: Mapping[Scope, str]
    """Content hashes."""
    log: str
    """`log_hash` of the target."""
    upgraded: Message | None = None
    """What opening the target did to a store that an earlier version had made."""

    def as_json(self) -> dict[str, Any]:
        return {
            "scope": self.scope.value if self.scope else None,
            "batches": self.batches,
            "copied": self.copied,
            "says": self.says,
            "documents": self.documents,
            "hashes": {scope.value: content for scope, content in self.hashes.items()},
            "log": self.log,
        }


def copy(source: Store, target: Store, scope: Scope | None = None, progress: Progress | None = None) -> CopyReport:
    """Make `target` a whole copy of `source`, or with `scope` a replica of what that sees.

    Raises UsageError where the target holds anything else, and then nothing is written; StoreError where the two are
    not equal in the end.
    """
    if scope is None:
        return _whole(source, target, progress)
    if scope is Scope.INTERNAL:
        raise UsageError("copy-scope")
    return _replica(source, target, scope, progress)


def log_hash(store: Store) -> str:
    """Return a digest of a log: its batches, their statements and where these stand. Leaves out summaries, which each
    store writes itself."""
    found = blake2b(digest_size=16)
    for batch, says in store.log():
        found.update(canonical_json(_content(batch)).encode())
        for say in says:
            found.update(canonical_json([say.statement.digest, say.file, say.sheet, say.row]).encode())
    return found.hexdigest()


def _content(batch: Batch) -> list[Any]:
    return [batch.id, batch.kind, batch.ends, batch.withdraws, batch.at, batch.who, batch.note]


# A whole copy


def _whole(source: Store, target: Store, progress: Progress | None) -> CopyReport:
    if lineage.replica_of(source):
        raise UsageError("copy-from-replica", url=shown_url(source.url))
    if lineage.replica_of(target):
        raise UsageError("copy-onto-replica", url=shown_url(target.url))
    _refuse_another_log(source, target)
    copied = statements = documents = 0
    while True:
        held = len(target.batches())
        batches = [batch for batch, _ in source.batches()]
        for batch in batches[held:]:
            says = [Say(s.statement, s.file, s.sheet, s.row) for s in source.statements(batch=batch.id)]
            target.write(batch, says)
            copied, statements, held = copied + 1, statements + len(says), held + 1
            if progress:
                progress(held, len(batches), statements)
        documents += _documents(source, target)
        # Somebody may have imported into the source meanwhile: what is compared is one state of it.
        with source.read():
            if source.head().batches <= held:
                hashes, log = _compared(source, target, SCOPES), log_hash(target)
                if log != log_hash(source):
                    raise StoreError("copy-unlike")
                return CopyReport(None, held, copied, statements, documents, hashes, log)


def _refuse_another_log(source: Store, target: Store) -> None:
    """Raise UsageError unless the target's log is the beginning of the source's, by all but what batches say."""
    there, here = ([batch for batch, _ in store.batches()] for store in (source, target))
    same = 0
    while same < min(len(there), len(here)) and _content(there[same]) == _content(here[same]):
        same += 1
    if same == len(here):
        return
    raise UsageError(
        "copy-diverged" if same < len(there) else "copy-behind",
        source=shown_url(source.url),
        target=shown_url(target.url),
        same=same,
        more=len(here) - same,
        head=there[-1].id if there else "-",
        other=here[-1].id,
    )


def _documents(source: Store, target: Store) -> int:
    """Bring the target's documents to what the source's say. Returns how many differed."""
    held = {(d.collection, d.id): d for d in target.documents()}
    mine = (lineage.SETTINGS, lineage.ORIGINS)
    wanted = [d for d in source.documents() if (d.collection, d.id) != mine]
    own = target.head().store_id
    ids = (lineage.own_store_ids(source) | lineage.own_store_ids(target)) - {own}
    wanted += [lineage.origins_document(ids)] if ids else []
    written = 0
    for document in wanted:
        there = held.get((document.collection, document.id))
        if there is None or (there.body, there.scope) != (document.body, document.scope):
            target.put(replace(document, version=there.version if there else 0))
            written += 1
    return written


def _compared(source: Store, target: Store, scopes: Sequence[Scope]) -> dict[Scope, str]:
    """The content hashes of both. Raises StoreError where they differ."""
    hashes = {scope: target.content_hash(scope) for scope in scopes}
    if hashes != {scope: source.content_hash(scope) for scope in scopes}:
        raise StoreError("copy-unlike")
    return hashes


# A replica


def _replica(source: Store, target: Store, scope: Scope, progress: Progress | None) -> CopyReport:
    head, held = target.head(), lineage.replica_of(target)
    if held is None and (head.batches or target.documents()):
        raise UsageError("copy-onto-own", url=shown_url(target.url))
    if held and held.store_id not in lineage.own_store_ids(source):
        raise UsageError("copy-onto-other-replica", url=shown_url(target.url), store=held.store_id)
    with source.read(), garbage_collection.paused():
        says = reduce(source.log(), scope).says
        shared = _shared(source, scope)
        from_ = source.head()
        expected = {s: source.content_hash(s) for s in SCOPES if scope.sees(s)}
    now = datetime.now(UTC)
    at = now.isoformat(timespec="seconds")
    mark = lineage.replica_document(lineage.Replica(scope, from_.store_id, from_.revisions[scope], at))
    versions = {(d.collection, d.id): d.version for d in target.documents()}
    documents = [replace(d, version=versions.get((d.collection, d.id), 0)) for d in (mark, *shared)]
    copied = 0
    # Facts that somebody changed by hand are made again with all the rest.
    if not _holds(target, says, documents) or {s: target.content_hash(s) for s in expected} != expected:
        if progress:
            progress(0, 1, len(says))
        batch = Batch(f"{now:%Y%m%d}-{secrets.token_hex(3)}", "copy", at=at)
        target.load([(batch, says)], documents, replacing=head)
        copied = 1
    else:
        target.put(documents[0])
    if progress:
        progress(1, 1, len(says))
    hashes = {s: target.content_hash(s) for s in expected}
    if hashes != expected:
        raise StoreError("copy-unlike")
    return CopyReport(scope, 1, copied, len(says) * copied, len(documents), hashes, log_hash(target))


def _holds(target: Store, says: Sequence[Say], documents: Sequence[Document]) -> bool:
    """Whether a replica says and holds this already, but for when it was copied."""
    log = list(target.log())
    if len(log) != 1 or log[0][0].kind != "copy" or list(log[0][1]) != list(says):
        return False
    held = {(d.collection, d.id): d for d in target.documents()}
    mark, *others = documents
    before = held.pop((mark.collection, mark.id), None)
    if before is None or before.scope is not mark.scope:
        return False
    return {(d.collection, d.id, d.scope, canonical_json(d.body)) for d in held.values()} == {
        (d.collection, d.id, d.scope, canonical_json(d.body)) for d in others
    }


def _shared(source: Store, scope: Scope) -> list[Document]:
    """The documents that a replica may hold. What is not listed here is never shared: tokens, audit, review, gaps."""
    store = source.document(lineage.SETTINGS, "store")
    if store is None or not scope.sees(store.scope):
        return []
    body = {name: store.body[name] for name in ("default_as_of", "fictional") if name in store.body}
    reader = Reader(source, scope)
    examples = [example for example in store.body.get("examples") or () if example_for(reader, example)]
    return [replace(store, body={**body, "examples": examples})]


def shown_url(url: str) -> str:
    """Return a store's URL without a name and password before an `@`."""
    return re.sub(r"//[^/@]*@", "//", url)
