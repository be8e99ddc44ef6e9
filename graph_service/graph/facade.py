"""The facade's object: a store, what was loaded from it, and everything an entrance may ask of the two."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph_service.errors import Ambiguous, Forbidden, NotFound, UsageError
from graph_service.graph.asking import make_input, refer
from graph_service.graph.retrying import while_it_moves
from graph_service.messages import Lang, m
from graph_service.model import Batch, Fact, RecordType, Scope, readable
from graph_service.queries import QUESTIONS
from graph_service.queries.declare import Question, Registry
from graph_service.queries.records import Answer
from graph_service.queries.view import View
from graph_service.settings import Settings, memory_of
from graph_service.stores.base import Document, Snapshot, Store
from graph_service.stores.moved import replica_of
from graph_service.stores.open import open_store
from graph_service.territories import Territories
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import Vocabulary
from graph_service.vocabulary import packaged as packaged_vocabulary

if TYPE_CHECKING:
    import networkx

    from graph_service.graph import copying, editing, importing
    from graph_service.projection import Excerpt, Projection
    from importers.batch import Progress
    from visualisations.view import MapView

# Most processes ask one question: what imports, edits, maps and exports need is loaded where that is done.


def open_graph(
    url: str,
    *,
    create: bool = False,
    scope: Scope | str = Scope.INTERNAL,
    registry: Registry = QUESTIONS,
    lazy: bool = False,
    settings: Settings | None = None,
) -> Graph:
    """Open the graph kept at `url`. A store that does not exist is made only with `create`; else StoreMissing.

    `settings` say how much memory projections may take and where snapshots are kept; None: those of the environment.
    With `lazy`, a server that cannot be reached yet fails each question (StoreError) until it can be.
    """
    settings = settings or Settings.from_environment()
    return Graph(open_store(url, create=create, lazy=lazy), Scope(scope), registry, settings)


def lowered(mine: Scope, asked: Scope | str | None) -> Scope:
    """The scope that a reader who may see `mine` gets by asking for another. Raises UsageError for a higher one."""
    if asked is None:
        return mine
    try:
        scope = Scope(asked)
    except ValueError as error:
        raise UsageError("unknown-scope", scope=str(asked)[:80], known=", ".join(Scope)) from error
    if not mine.sees(scope):
        raise UsageError("scope-raise", scope=mine.value, asked=scope.value)
    return scope


@dataclass
class _Loaded:
    """What was read of a scope at a revision. The projection is made when a question first needs it."""

    revision: int
    vocabulary: Vocabulary
    territories: Territories
    projection: Projection | None = None
    needed: int | None = None
    """Bytes that a projection takes, once somebody has asked."""
    labels: tuple[Sequence[Fact], Sequence[Fact]] | None = None
    """Terms and themes, which every part needs."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class Graph:
    """Ask, import, correct, undo, map and export one store.

    Each question of the registry is a method: `graph.paths("TH", "CCS", k=3)`. Arguments are what people type: ids,
    identifiers or unambiguous names. `scope` is the most that this object may see.
    """

    def __init__(
        self, store: Store, scope: Scope, registry: Registry = QUESTIONS, settings: Settings | None = None
    ) -> None:
        self.store = store
        self.settings = settings or Settings()
        self.memory = memory_of(self.settings)
        self.scope = scope
        self.registry = registry
        self.waits: Callable[[], object] | None = None
        """Called where an answer has to wait until kernels are compiled: once on a machine, for large stores."""
        self._loaded: dict[Scope, _Loaded] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Questions

    def __getattr__(self, name: str) -> Callable[..., Answer]:
        question = self.registry.get(name) if not name.startswith("_") else None
        if question is None:
            raise AttributeError(name)

        def method(*args: Any, scope: Scope | str | None = None, **options: Any) -> Answer:
            return self.ask(question, _named(question, args, options), scope=scope)

        method.__name__, method.__doc__ = question.name, question.run.__doc__
        return method

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.registry.names]

    def ask(
        self, question: Question[Any, Any] | str, values: Mapping[str, Any], *, scope: Scope | str | None = None
    ) -> Answer:
        """Answer a question from raw values, in `scope` or in all that this object may see."""
        if isinstance(question, str):
            found = self.registry.get(question)
            if found is None:
                raise UsageError("unknown-question", name=question)
            question = found

        def answered() -> Answer:
            with self.view(scope) as view:
                if not view.scope.sees(question.reads):
                    raise Forbidden("scope-needed", scope=question.reads.value)
                answer: Answer = question.run(view, make_input(question, values, view, _today()))
                return answer

        return while_it_moves(answered)

    @contextmanager
    def view(self, scope: Scope | str | None = None) -> Iterator[View]:
        """A view of one revision: all that is read inside the block agrees."""
        scope = self.lowered(scope)
        with self.store.read():
            revision = self.store.head().revisions[scope]
            loaded = self._load(scope, revision)
            yield View(
                self.store,
                scope,
                revision,
                lambda: self._project(scope, loaded),
                loaded.vocabulary,
                loaded.territories,
                lambda: self._excerpt(scope, loaded),
            )

    def lowered(self, scope: Scope | str | None) -> Scope:
        """The asked scope, which may only be lower than this object's own."""
        return lowered(self.scope, scope)

    def _load(self, scope: Scope, revision: int) -> _Loaded:
        with self._lock:
            loaded = self._loaded.get(scope)
        if loaded is None or loaded.revision != revision:
            loaded = _Loaded(
                revision,
                packaged_vocabulary().extended(map(readable, self.store.facts(RecordType.TERM, None, scope))),
                packaged_territories().extended(map(readable, self.store.facts(RecordType.TERRITORY, None, scope))),
            )
            with self._lock:
                self._loaded[scope] = loaded
        return loaded

    def _project(self, scope: Scope, loaded: _Loaded) -> Projection:
        from graph_service.projection import Projection, engine

        if needed := self._too_large(scope, loaded):
            raise UsageError("whole-needed", needed=_amount(needed), memory=_amount(self.memory))
        with loaded.lock:
            if loaded.projection is None:
                snapshot = self._snapshot(scope)
                loaded.projection = Projection(snapshot, loaded.vocabulary, loaded.territories.ancestors)
                engine.prepare(loaded.projection.pairs, self.waits)
            return loaded.projection

    def _excerpt(self, scope: Scope, loaded: _Loaded) -> Excerpt | None:
        """A part for one question, where the whole takes more memory than it may."""
        if not self._too_large(scope, loaded):
            return None
        from graph_service.projection import Excerpt, estimate

        if loaded.labels is None:
            terms, themes = (self.store.facts(type_, None, scope) for type_ in (RecordType.TERM, RecordType.THEME))
            loaded.labels = terms, themes
        return Excerpt(
            self.store,
            scope,
            loaded.revision,
            loaded.vocabulary,
            loaded.territories.ancestors,
            loaded.labels,
            estimate.held(self.memory),
        )

    def _too_large(self, scope: Scope, loaded: _Loaded) -> int:
        """How many bytes the projection of a scope takes, if more than it may; else 0. Counted once a revision."""
        from graph_service.projection import estimate

        if loaded.needed is None:
            at_most = estimate.needed(self.store.size(None))
            loaded.needed = at_most if at_most <= self.memory else estimate.needed(self.store.size(scope))
        return loaded.needed if loaded.needed > self.memory else 0

    def _snapshot(self, scope: Scope) -> Snapshot:
        """All that a projection of a scope is made of. Of a store on this machine none is kept beside it."""
        if self.store.remote:
            from graph_service.graph.caching import cache_of

            if cache := cache_of(self.settings):
                return cache.snapshot(self.store, scope)
        return self.store.snapshot(scope)

    def warm(self) -> None:
        """Load what questions about ties need: for a service, before anybody asks."""
        from graph_service.projection import engine

        with self.view() as view:
            if view.excerpt is not None:
                engine.compiled(self.waits)
                return
            engine.prepare(view.projection.pairs, self.waits, served=True)

    # Writing

    def check_writable(self) -> None:
        """Raise UsageError where this object sees less than all, Forbidden where the store is a replica: whatever
        writes, or tries what writing would do, asks this first."""
        if self.scope is not Scope.INTERNAL:
            raise UsageError("edit-scope")
        if replica := replica_of(self.store):
            raise Forbidden("replica", scope=m(f"scope-of-{replica.scope}"), store=replica.store_id)

    def import_files(
        self, paths: Sequence[str | Path], *, progress: Progress | None = None, **options: Any
    ) -> importing.ImportReport:
        """Import files as one batch; `options` are those of `maillage import`. Raises InputError for what cannot
        be read, and then nothing is written."""
        from graph_service.graph import importing

        return importing.import_files(self, [Path(p) for p in paths], importing.Options(**options), progress)

    def check_files(self, paths: Sequence[str | Path], **options: Any) -> None:
        """Read files as an import would. Raises InputError or UsageError for what may not be taken at all."""
        from graph_service.graph import importing

        importing.read_files(self, [Path(p) for p in paths], importing.Options(**options))

    def edit(self, operations: Iterable[Mapping[str, Any]], *, who: str = "", note: str = "") -> editing.EditReport:
        """Say staff's words: a list of operations is one batch and one undo."""
        from graph_service.graph import editing

        return editing.edit(self, list(operations), who=who, note=note)

    def undo(self, batch: str, *, who: str = "", yes: bool = False) -> editing.EditReport:
        """Withdraw a batch. Undoing an undo brings the batch back.

        What readers would see by it who do not see it now is listed and refused (InputError) without `yes`.
        """
        from graph_service.graph import changes, editing

        self.check_writable()
        known = {b.id: alive for b, alive in self.store.batches()}
        if batch not in known:
            raise NotFound("batch-unknown", id=batch[:80])
        if not known[batch]:
            raise UsageError("batch-undone", id=batch)
        undone = self.new_batch("undo", withdraws=(batch,), who=who)
        if not yes:
            changes.refuse_widening(self, self.store.write(undone, [], dry_run=True).changes)
        return editing.report(self, self.store.write(undone, []))

    def mend(self) -> int:
        """Make the facts again from what was said, where others changed the store by hand. Returns how many."""
        if self.scope is not Scope.INTERNAL:
            raise UsageError("edit-scope")
        self.check_writable()
        counts = self.store.mend(self.new_batch("edit", who="doctor", note="doctor --mend")).counts
        return sum(n for found in (counts.created, counts.updated, counts.withdrawn) for n in found.values())

    def configure(
        self,
        *,
        default_as_of: str | None = None,
        fictional: bool = False,
        examples: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """What holds for the whole store: the date questions are asked at, whether its relations are invented, and
        questions to begin with (`examples`: of `paths` with `from` and `to`, of `gaps` with `project`)."""
        self.check_writable()
        held = self.store.document("settings", "store")
        body = {"default_as_of": default_as_of, "fictional": fictional, "examples": [*map(dict, examples)]}
        self.store.put(Document("settings", "store", held.version if held else 0, body, Scope.PUBLIC))

    @property
    def fictional(self) -> bool:
        settings = self.store.document("settings", "store")
        return bool(settings and settings.body.get("fictional"))

    def examples(self, view: View) -> list[dict[str, str]]:
        """The questions to begin with that a view can answer: each name with the id that it leads to there."""
        settings = self.store.document("settings", "store")
        found = []
        for example in (settings.body.get("examples") or ()) if settings else ():
            told = {"question": example["question"]}
            try:
                for name in sorted(example.keys() - {"question"}):
                    type_ = RecordType.PROJECT if name == "project" else RecordType.ACTOR
                    told[name] = refer(view.store, view.scope, example[name], [type_])
                    told[f"{name}_name"] = view.facts(type_, [told[name]])[0].name
            except (NotFound, Ambiguous):
                continue  # not in what this reader sees
            found.append(told)
        return found

    def new_batch(self, kind: str, **more: Any) -> Batch:
        """A batch with a new id and the time of day, which are told to people and never folded."""
        now = datetime.now(UTC)
        return Batch(f"{now:%Y%m%d}-{secrets.token_hex(3)}", kind, at=now.isoformat(timespec="seconds"), **more)

    def batches(self) -> list[tuple[Batch, bool]]:
        """Every batch with whether it is live, the newest first. A list of what came in tells of what is hidden."""
        if self.scope is not Scope.INTERNAL:
            raise Forbidden("scope-needed", scope=Scope.INTERNAL.value)
        return self.store.batches()[::-1]

    def batch(self, id_: str) -> tuple[Batch, bool]:
        found = next(((batch, alive) for batch, alive in self.batches() if batch.id == id_), None)
        if found is None:
            raise NotFound("batch-unknown", id=id_[:80])
        return found

    # Taking out

    def copy_to(
        self, url: str, scope: Scope | str | None = None, progress: copying.Progress | None = None
    ) -> copying.CopyReport:
        """Copy the store whole to another, made if it is not there; or with `scope` make that a replica of what the
        scope sees. See `graph_service.graph.copying`."""
        from graph_service.graph import copying

        if self.scope is not Scope.INTERNAL:
            raise Forbidden("scope-needed", scope=Scope.INTERNAL.value)
        asked = None if scope is None else self.lowered(scope)
        target = open_store(url, create=True)
        try:
            return replace(copying.copy(self.store, target, asked, progress), upgraded=target.upgraded)
        finally:
            target.close()

    def map(self, **options: Any) -> MapView:
        """The map view around an actor (`focus`, `depth`) or of the paths between two (`path=(from, to)`)."""
        from graph_service.graph.mapping import MapRequest, map_view

        return map_view(self, MapRequest(**options))

    def export(
        self, target: str | Path, *, scope: Scope | str | None = None, lang: Lang = "fr", **filters: Any
    ) -> dict[str, int]:
        """Write the facts of a scope as the template, filled: a workbook (.xlsx, its words in `lang`) or CSV files
        in a .zip. `filters` (theme, territory, actor_kind, project_kind, role) keep a part. Returns rows by sheet.

        Edited and imported again, the file says what was edited in it and nothing else.
        """
        from graph_service.graph import exporting

        return exporting.export(self, Path(target), self.lowered(scope), lang, filters)

    def to_networkx(self, *, two_mode: bool = True, scope: Scope | str | None = None, **options: Any) -> networkx.Graph:
        """The graph for networkx: actors and projects (`two_mode`), or actors with ties of `weight`."""
        from graph_service.graph import exporting

        return exporting.to_networkx(self, two_mode, scope, options)


def _named(question: Question[Any, Any], args: Sequence[Any], options: Mapping[str, Any]) -> dict[str, Any]:
    places = question.arguments
    if len(args) > len(places):
        raise TypeError(f"{question.name} takes {len(places)} positional arguments, {len(args)} given")
    return {**{p.name: value for p, value in zip(places, args, strict=False)}, **options}


def _today() -> date:
    return datetime.now().astimezone().date()


def _amount(size: int) -> str:
    """Bytes as MAILLAGE_MEMORY takes them, rounded up."""
    unit, name = next((u, n) for u, n in ((2**30, "G"), (2**20, "M"), (2**10, "K")) if size >= 10 * u or u == 2**10)
    return f"{-(-size // unit)}{name}"
