"""Work that reads a store and then writes to it, done again where somebody else wrote in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from graph_service.errors import Conflict
from graph_service.model import Scope

if TYPE_CHECKING:
    from graph_service.graph.facade import Graph

T = TypeVar("T")
_TRIES = 5


def at_one_revision(graph: Graph, work: Callable[[int], T]) -> T:
    """The result of `work`, which is given the revision that it reads at and writes only at that (`Store.write`)."""
    for _ in range(_TRIES - 1):
        try:
            return work(graph.store.head().revisions[Scope.INTERNAL])
        except Conflict as moved:
            if moved.code != "store-moved":
                raise
    return work(graph.store.head().revisions[Scope.INTERNAL])
