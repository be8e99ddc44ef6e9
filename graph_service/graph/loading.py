"""Loads and keeps what questions need of each scope: vocabulary, territories and projection, until the scope's revision
moves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph_service.errors import UsageError
from graph_service.model import Batch, Fact, RecordType, Scope
from graph_service.queries.view import View, named_by
from graph_service.settings import Settings, memory_of
from graph_service.stores.base import Head, Store
from graph_service.stores.reading import Reader
from graph_service.territories import Territories
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import Vocabulary
from graph_service.vocabulary import packaged as packaged_vocabulary

if TYPE_CHECKING:
    from graph_service.projection import Excerpt, Projection


@dataclass
class Loaded:
    """What was loaded of a scope at a revision. The projection is made when a question first needs it."""

    revision: int
    vocabulary: Vocabulary
    territories: Territories
    projection: Projection | None = None
    needed: int | None = None
    """Bytes that a projection takes, once somebody has asked."""
    labels: tuple[Sequence[Fact], Sequence[Fact]] | None = None
    """Terms and themes, which every excerpt needs."""
    naming: dict[str, list[str]] | None = None
    """Which projects name a project, once a card has asked."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class Loader:
    """Loads what questions need of one store, and keeps it. Several threads may ask at once."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.memory = memory_of(settings)
        self.waits: Callable[[], object] | None = None
        """Called where an answer has to wait until kernels are compiled: once on a machine, for large stores."""
        self._loaded: dict[Scope, Loaded] = {}
        self._log: tuple[Head, Sequence[Batch]] | None = None
        self._lock = threading.Lock()

    def view(self, scope: Scope) -> View:
        """A view of a scope as the store is now. The caller holds the store's `read()` as long as it is used."""
        head = self.store.head()
        reader = Reader(self.store, scope, lambda: self._batches(head))
        loaded = self.loaded(reader, head.revisions[scope])
        return View(
            reader,
            loaded.revision,
            lambda: self._project(reader, loaded),
            loaded.vocabulary,
            loaded.territories,
            lambda: self._excerpt(reader, loaded),
            lambda: self._naming(reader, loaded),
            lambda: self.view(scope),
        )

    def loaded(self, reader: Reader, revision: int) -> Loaded:
        """Return what is kept for a reader's scope; reads it again if the revision has moved."""
        with self._lock:
            kept = self._loaded.get(reader.scope)
        if kept is None or kept.revision != revision:
            kept = Loaded(
                revision,
                packaged_vocabulary().extended(reader.facts(RecordType.TERM)),
                packaged_territories().extended(reader.facts(RecordType.TERRITORY)),
            )
            with self._lock:
                self._loaded[reader.scope] = kept
        return kept

    def warm(self, scope: Scope) -> None:
        """Load what questions about ties need before anybody asks. The caller holds a `read()`, as for `view`."""
        from graph_service.projection import engine

        view = self.view(scope)
        if view.excerpt is not None:
            engine.compiled(self.waits)
            return
        engine.prepare(view.projection.pairs, self.waits, served=True)

    def _batches(self, head: Head) -> Sequence[Batch]:
        """The batches of a store that stands at `head`, kept as long as it stands there."""
        with self._lock:
            kept = self._log
        if kept is None or kept[0] != head:
            kept = head, [batch for batch, _ in self.store.batches()]
            with self._lock:
                self._log = kept
        return kept[1]

    def _project(self, reader: Reader, loaded: Loaded) -> Projection:
        from graph_service.projection import Projection, engine

        if needed := self._too_large(reader.scope, loaded):
            raise UsageError("whole-needed", needed=_amount(needed), memory=_amount(self.memory))
        with loaded.lock:
            if loaded.projection is None:
                snapshot = self.store.snapshot(reader.scope)
                loaded.projection = Projection(snapshot, loaded.vocabulary, loaded.territories.ancestors)
                engine.prepare(loaded.projection.pairs, self.waits)
            return loaded.projection

    def _excerpt(self, reader: Reader, loaded: Loaded) -> Excerpt | None:
        """An excerpt for one question, where the whole takes more memory than it may."""
        if not self._too_large(reader.scope, loaded):
            return None
        from graph_service.projection import Excerpt, estimate

        if loaded.labels is None:
            loaded.labels = reader.facts(RecordType.TERM), reader.facts(RecordType.THEME)
        most = estimate.held(self.memory)
        ancestors = loaded.territories.ancestors
        return Excerpt(reader, loaded.revision, loaded.vocabulary, ancestors, loaded.labels, most)

    def _naming(self, reader: Reader, loaded: Loaded) -> dict[str, list[str]]:
        if loaded.naming is None:
            loaded.naming = named_by(reader)
        return loaded.naming

    def _too_large(self, scope: Scope, loaded: Loaded) -> int:
        """How many bytes the projection of a scope takes, if more than it may; else 0. Counted once a revision."""
        from graph_service.projection import estimate

        if loaded.needed is None:
            at_most = estimate.needed(self.store.size(None))
            loaded.needed = at_most if at_most <= self.memory else estimate.needed(self.store.size(scope))
        return loaded.needed if loaded.needed > self.memory else 0


def _amount(size: int) -> str:
    """Bytes as MAILLAGE_MEMORY takes them, rounded up."""
    unit, name = next((u, n) for u, n in ((2**30, "G"), (2**20, "M"), (2**10, "K")) if size >= 10 * u or u == 2**10)
    return f"{-(-size // unit)}{name}"
