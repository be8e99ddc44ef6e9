"""The store protocol on Neo4j: `pinned_store` opens and pins reads, `reads` reads, this writes. A batch's way into the
database is `writing.py`."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from graph_service.errors import Conflict, StoreError
from graph_service.messages import Message, m
from graph_service.model import Batch, Say, Says
from graph_service.settings import Neo4jSettings
from graph_service.stores import garbage_collection
from graph_service.stores.base import Document, Head, Written
from graph_service.stores.neo4j import documents, writing
from graph_service.stores.neo4j.connection import Run
from graph_service.stores.neo4j.faults import UNCERTAIN
from graph_service.stores.neo4j.pinned_store import ReadPosition
from graph_service.stores.neo4j.reads import Reads


class Neo4jStore(Reads):
    """See `graph_service.stores.base.Store`."""

    def __init__(
        self,
        url: str,
        *,
        create: bool = False,
        whole: bool = False,
        lazy: bool = False,
        settings: Neo4jSettings | None = None,
    ) -> None:
        """Raises StoreError where the server cannot be reached or used, unless `lazy`: then each question does, until
        it can be. `whole` folds everything at each write, for tests."""
        self._whole = whole
        self._writing = threading.Lock()
        super().__init__(url, create=create, lazy=lazy, settings=settings)

    def write(
        self,
        batch: Batch,
        says: Iterable[Say],
        documents: Sequence[Document] = (),
        *,
        dry_run: bool = False,
        at: int | None = None,
    ) -> Written:
        with self._writer(batch) as writer:
            log = [(batch, Says.of(says))]
            return writer.append(log, documents, dry_run=dry_run, at=at, whole=self._whole)

    def load(
        self,
        log: Iterable[tuple[Batch, list[Say]]],
        documents: Sequence[Document] = (),
        *,
        replacing: Head | None = None,
    ) -> None:
        whole = [(batch, Says.of(says)) for batch, says in log]
        if replacing is not None:
            if self.head().store_id != replacing.store_id:
                raise Conflict("store-moved")
            with self._writer(whole[-1][0]) as writer:
                own: ReadPosition | None = getattr(self._local, "at", None)
                writer.replace(
                    whole,
                    documents,
                    replacing.batches,
                    dict(replacing.revisions),
                    lambda n: self._readers.wait(n, own.n if own else None),
                )
            return
        if self.head().batches:
            raise StoreError("store-not-empty", path=self.url)
        if whole:
            with self._writer(whole[-1][0]) as writer:
                writer.append(whole, documents)
        else:
            for document in documents:
                self.put(document)

    def mend(self, batch: Batch) -> Written:
        """Rebuild all facts from the log after others changed or deleted them. `batch` has no statements."""
        with self._writer(batch) as writer:
            return writer.mend([(batch, Says())])

    @contextmanager
    def _writer(self, last: Batch) -> Iterator[writing.Writer]:
        """Write batches of which `last` is the last. A failure says what became of it."""
        if not self._ready:
            self._open()
        # Threads of one process take turns here: only one of them need ask the server for the lock.
        with self._writing, garbage_collection.paused():
            writer = writing.Writer(self._connection)
            try:
                yield writer
            except StoreError as error:
                if error.code in UNCERTAIN:
                    error.message = m("error-neo4j-fate", told=error.message, fate=self._fate(last))
                raise

    def _fate(self, batch: Batch) -> Message:
        """Whether a batch whose write failed is in the store: looked up, as an answer may be lost after a commit."""
        try:
            kept = self._connection.read(lambda run: writing.committed(run, batch.id), settled=True)
        except StoreError:
            return m("fate-unknown", id=batch.id)
        if not kept:
            return m("fate-not-kept")
        self._finisher.look()
        return m("fate-kept", id=batch.id)

    def put(self, document: Document) -> Document:
        if not self._ready:
            self._open()
        asked: list[Document] = []

        def work(run: Run) -> Document:
            new = replace(document, version=document.version + 1)
            if asked and documents.one(run, document.collection, document.id) == new:
                # Asked before, and not heard of since.
                return new
            asked.append(document)
            return documents.put(run, document)

        return self._connection.write(work, settled=True)
