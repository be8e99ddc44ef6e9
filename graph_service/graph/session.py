"""A store in use: asked through views of one scope, and written to where that is allowed.

Operations (import, edit, undo, map, export, …) are functions of a session, one module each; the facade's `Graph` is a
session that has them as methods.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, overload

from graph_service.errors import Forbidden, NotFound, UsageError
from graph_service.graph.asking import make_input
from graph_service.graph.configuring import default_as_of
from graph_service.graph.loading import Loader
from graph_service.graph.retrying import while_it_moves
from graph_service.messages import m
from graph_service.model import Batch, Scope
from graph_service.queries import QUESTIONS
from graph_service.queries.base import Answer, QueryInput
from graph_service.queries.blocks import Block
from graph_service.queries.declare import Question, Registry
from graph_service.queries.view import View
from graph_service.settings import Settings
from graph_service.stores.base import Store
from graph_service.stores.lineage import replica_of

if TYPE_CHECKING:
    from graph_service.graph.sentences.told import Told

Q = TypeVar("Q", bound=QueryInput)
A = TypeVar("A", bound=Answer)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked, and its answer."""

    question: Question[Any, Any]
    query: QueryInput
    answer: Answer

    def told(self) -> Iterable[Block]:
        """The answer in blocks."""
        return self.question.tell(self.answer, self.query)


class Session:
    """`scope` is the most that it may see."""

    def __init__(
        self, store: Store, scope: Scope, registry: Registry = QUESTIONS, settings: Settings | None = None
    ) -> None:
        self.store = store
        self.scope = scope
        self.registry = registry
        self.settings = settings or Settings()
        self.loader = Loader(store, self.settings)

    @property
    def waits(self) -> Callable[[], object] | None:
        """Called where an answer has to wait until kernels are compiled: once on a machine, for large stores."""
        return self.loader.waits

    @waits.setter
    def waits(self, told: Callable[[], object] | None) -> None:
        self.loader.waits = told

    def close(self) -> None:
        self.store.close()

    # Reading

    @overload
    def ask(self, question: Question[Q, A], values: Mapping[str, Any], *, scope: Scope | str | None = None) -> A: ...

    @overload
    def ask(self, question: str, values: Mapping[str, Any], *, scope: Scope | str | None = None) -> Answer: ...

    def ask(
        self, question: Question[Any, Any] | str, values: Mapping[str, Any], *, scope: Scope | str | None = None
    ) -> Answer:
        """Answer a question from raw values, in `scope` or in all that this session may see."""
        return self.asked(question, values, scope=scope).answer

    def asked(
        self, question: Question[Any, Any] | str, values: Mapping[str, Any], *, scope: Scope | str | None = None
    ) -> Asked:
        """As `ask`, with the input that the values came to: what telling the answer takes."""
        found = self.question(question) if isinstance(question, str) else question

        def answered() -> Asked:
            with self.view(scope) as view:
                if not view.scope.sees(found.reads):
                    raise Forbidden("scope-needed", scope=found.reads.value)
                query = make_input(found, values, view, lambda: default_as_of(view.reader) or today())
                return Asked(found, query, found.run(view, query))

        return while_it_moves(answered)

    def understand(self, text: str, *, scope: Scope | str | None = None) -> Told:
        """Return what a sentence asks: one reading where it is sure, else those that are offered. Nothing is asked."""
        from graph_service.graph.sentences.told import understood

        with self.view(scope) as view:
            return understood(view, self.registry, text, default_as_of(view.reader) or today())

    def question(self, name: str) -> Question[Any, Any]:
        """The question of this name. Raises UsageError where there is none."""
        found = self.registry.get(name)
        if found is None:
            raise UsageError("unknown-question", name=name)
        return found

    @contextmanager
    def view(self, scope: Scope | str | None = None) -> Iterator[View]:
        """A view of one revision: all that is read inside the block agrees."""
        with self.store.read():
            yield self.loader.view(self.lowered(scope))

    def lowered(self, scope: Scope | str | None) -> Scope:
        """The asked scope, which may only be lower than this session's own."""
        return lowered(self.scope, scope)

    def warm(self) -> None:
        """Load what questions about ties need: for a service, before anybody asks."""
        with self.store.read():
            self.loader.warm(self.scope)
        # The first sentence would wait for the names of all places.
        self.understand("?")

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

    # Writing

    def check_writable(self) -> None:
        """Raise UsageError where this session sees less than all, Forbidden where the store is a replica: whatever
        writes, or tries what writing would do, asks this first."""
        if self.scope is not Scope.INTERNAL:
            raise UsageError("edit-scope")
        if replica := replica_of(self.store):
            raise Forbidden("replica", scope=m(f"scope-of-{replica.scope}"), store=replica.store_id)

    def new_batch(self, kind: str, **more: Any) -> Batch:
        """A batch with a new id and the time of day, which are told to people and never folded."""
        now = datetime.now(UTC)
        return Batch(f"{now:%Y%m%d}-{secrets.token_hex(3)}", kind, at=now.isoformat(timespec="seconds"), **more)


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


def today() -> date:
    return datetime.now().astimezone().date()
