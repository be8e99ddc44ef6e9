"""Pins the reads of a Neo4j store to one batch, so that they agree while others write.

Neo4j lets a reader see what others commit while it reads. So a reader notes at which batch the store stands, and asks
for what was so then: a fact tells since which batch it is so, and a version that is over until which (`facts.py`).
After each answer the head is looked at: where it has moved meanwhile, what is behind is read once more.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from graph_service.errors import StoreError
from graph_service.messages import Message, m
from graph_service.model import SCOPES, Scope
from graph_service.settings import Neo4jSettings
from graph_service.stores.base import Head
from graph_service.stores.neo4j import opening, schema, texts
from graph_service.stores.neo4j.connection import Connection, Run
from graph_service.stores.neo4j.finishing import Finisher
from graph_service.stores.neo4j.read_cache import ReadCache
from graph_service.stores.neo4j.readers import Readers


@dataclass(frozen=True, slots=True)
class ReadPosition:
    """The batch that a reader is pinned to, and the store's state at it."""

    store_id: str
    n: int
    base: int
    """The number of the last batch that is no part of the log: 0 unless the log was replaced."""
    revisions: Mapping[Scope, int]


class PinnedStore:
    """An open store whose reads are pinned to one batch."""

    remote = True

    def __init__(
        self,
        url: str,
        *,
        create: bool = False,
        lazy: bool = False,
        settings: Neo4jSettings | None = None,
    ) -> None:
        """Raises StoreError where the server cannot be reached or used, unless `lazy`: then each question does, until
        it can be."""
        self.url = url
        self._create = create
        self._connection = Connection(url, settings or Neo4jSettings.from_environment(url))
        self._ready = False
        self._upgraded: Message | None = None
        self._opening = threading.Lock()
        self._local = threading.local()
        self._cache = ReadCache()
        self._readers = Readers()
        self._finisher = Finisher(self._connection)
        try:
            self._open()
        except StoreError as error:
            # What time does not mend is told at once.
            if not lazy or error.code != "neo4j-unreachable":
                self.close()
                raise

    def close(self) -> None:
        self._finisher.close()
        self._connection.close()

    @property
    def upgraded(self) -> Message | None:
        return self._upgraded

    # Opening

    def _open(self) -> None:
        """Find the store or make it, bring it up to date, and finish what another left in the middle."""
        with self._opening:
            if self._ready:
                return
            found = opening.find(self._connection)
            if found is None:
                opening.make(self._connection, create=self._create)
            else:
                if opening.bring_up_to_date(self._connection, found):
                    known = len(schema.MIGRATIONS)
                    self._upgraded = m("neo4j-upgraded", version=found.schema, known=known)
                if found.unfinished:
                    self._finisher.finish()
            self._ready = True

    def head(self) -> Head:
        with self.reading() as at:
            return Head(at.store_id, dict(at.revisions), at.n - at.base, str(at.base) if at.base else "")

    def read(self) -> AbstractContextManager[None]:
        @contextmanager
        def pinned() -> Iterator[None]:
            with self.reading():
                yield

        return pinned()

    @contextmanager
    def reading(self) -> Iterator[ReadPosition]:
        """Pin reads to one batch until the block ends. Blocks may be nested."""
        if getattr(self._local, "at", None) is None:
            if not self._ready:
                self._open()
            found = self.run(texts.HEAD)
            if not found:
                self._ready = False
                raise StoreError("neo4j-changed")
            store_id, n, base, folding, *revisions = found[0]
            if folding is not None:
                self._finisher.look()
            self._local.at = ReadPosition(store_id, n, base, dict(zip(SCOPES, revisions, strict=True)))
            self._local.depth = 0
            self._readers.enter(n)
        self._local.depth += 1
        try:
            yield self._local.at
        finally:
            self._local.depth -= 1
            if self._local.depth == 0:
                self._readers.leave(self._local.at.n)
                self._local.at = None

    def run(self, text: str, **parameters: Any) -> list[list[Any]]:
        return self._connection.read(lambda run: run(text, **parameters), settled=True)

    def _seen(self, text: str, at: ReadPosition, **parameters: Any) -> list[list[Any]]:
        """The rows of a text that reads what was so at a batch (`$n`), whatever is written beside."""

        def work(run: Run) -> list[list[Any]]:
            rows = run(text, n=at.n, **parameters)
            return rows if self._still(run, at) else rows + run(text, n=at.n, **parameters)

        return self._connection.read(work, settled=True)

    def _still(self, run: Run, at: ReadPosition) -> bool:
        """Whether nothing can have changed since the reader noted where it stands."""
        n, folding, swept = run(texts.MOVED)[0]
        if swept > at.n:
            raise StoreError("neo4j-swept")
        return bool(n == at.n and folding is None)
