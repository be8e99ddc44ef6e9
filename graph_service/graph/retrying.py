"""Repeats work that reads a store and then writes to it, if somebody else wrote in between."""

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
    """Return the result of `work`, which gets the revision that it reads at and writes only at that one
    (`Store.write`)."""
    for _ in range(_TRIES - 1):
        try:
            return work(session.store.head().revisions[Scope.INTERNAL])
        except Conflict as moved:
            if moved.code != "store-moved":
                raise
    return work(session.store.head().revisions[Scope.INTERNAL])


def while_it_moves(work: Callable[[], T]) -> T:
    """Return the result of `work`; starts it again if the store was replaced while it read."""
    for _ in range(_TRIES - 1):
        try:
            return work()
        except StoreError as swept:
            if swept.code != "neo4j-swept":
                raise
    return work()


def asked_again(function: Callable[P, T]) -> Callable[P, T]:
    """Return a reading function wrapped in `while_it_moves`."""

    @wraps(function)
    def run(*args: P.args, **options: P.kwargs) -> T:
        return while_it_moves(lambda: function(*args, **options))

    return run
