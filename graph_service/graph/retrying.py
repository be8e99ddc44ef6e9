"""Work that reads a store and then writes to it, done again where somebody else wrote in between."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from graph_service.errors import Conflict, StoreError
from graph_service.model import Scope

if TYPE_CHECKING:
    from graph_service.graph.session import Session

T = TypeVar("T")
P = ParamSpec("P")
_TRIES = 5


def at_one_revision(session: Session, work: Callable[[int], T]) -> T:
    """The result of `work`, which is given the revision that it reads at and writes only at that (`Store.write`)."""
    for _ in range(_TRIES - 1):
        try:
            return work(session.store.head().revisions[Scope.INTERNAL])
        except Conflict as moved:
            if moved.code != "store-moved":
                raise
    return work(session.store.head().revisions[Scope.INTERNAL])


def while_it_moves(work: Callable[[], T]) -> T:
    """The result of `work`, asked again from its beginning where what it read was replaced meanwhile."""
    for _ in range(_TRIES - 1):
        try:
            return work()
        except StoreError as swept:
            if swept.code != "neo4j-swept":
                raise
    return work()


def asked_again(function: Callable[P, T]) -> Callable[P, T]:
    """A function that reads, as `while_it_moves` runs it."""

    @wraps(function)
    def run(*args: P.args, **options: P.kwargs) -> T:
        return while_it_moves(lambda: function(*args, **options))

    return run
