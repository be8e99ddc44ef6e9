"""Collaboration paths: chains of ties by which one actor can be brought to another (docs/method.md#path).

A hop's strength is s = w/(w + w0), a path's the product over its hops, and a path's cost the sum of the integers
round(2^40 · −ln s). Paths are ordered by cost, then hops, then ids. The limit on hops is part of the question: the
answer is the strongest path of so many hops, not the strongest path if it happens to be short enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import prod

import numpy as np

from graph_service.projection.affiliation import Flags
from graph_service.projection.kernel_arrays import ENDLESS
from graph_service.projection.lens import Moment, without
from graph_service.projection.ties import Projection

FILTERS = {
    "since": "since",
    "avoid": "avoid",
    "max_hops": "",
    "theme": "themes",
    "territory": "territories",
    "actor_kind": "actor_kinds",
    "project_kind": "project_kinds",
    "role": "roles",
}
"""What may block a path, in the order of `blocked_by`, and the field of `Filters` that holds it."""

KEPT = 1_000_000
"""How many ties a moment keeps of a search (12 MB) for the next one."""


@dataclass(frozen=True, slots=True)
class Path:
    """A simple path; `strength` is the product of those of its hops, each from 0 to 1."""

    actors: tuple[int, ...]
    cost: int
    strength: float
    hops: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """The one filter whose removal would give the strongest path, and how strong that is."""

    filter: str
    would_give: float


def strongest_paths(
    projection: Projection, moment: Moment, a: int, b: int, k: int = 1, max_hops: int | None = 4
) -> list[Path]:
    """The `k` strongest simple paths from `a` to `b` of at most `max_hops` hops (None: any number), strongest first.

    Exact and deterministic. k best after Yen (1971) in Lawler's form (1972): each path found splits the paths not
    yet seen into parts that share a beginning with it, and the best of each part waits in a queue.
    """
    search = _Search(projection, moment, a, b, max_hops)
    found = [search.path(cost, actors) for cost, actors in search.best(k)]
    # A fault in between leaves its half-made rows behind.
    if search.pool.used[0] <= KEPT:
        moment.pools.append(search.pool)
    return found


def blocked_by(projection: Projection, moment: Moment, a: int, b: int, max_hops: int | None = 4) -> Blocked | None:
    """Where no path is found: the single filter of `FILTERS` without which the strongest path appears.

    None where lifting no single one helps. Of filters that give equally strong paths the first is told.
    """
    best: tuple[int, Blocked] | None = None
    for name, attribute in FILTERS.items():
        if name == "max_hops":
            if max_hops is None:
                continue
            found = strongest_paths(projection, moment, a, b, 1, None)
        else:
            if getattr(moment.filters, attribute) in (None, ()):
                continue
            lifted = projection.at(moment.as_of, moment.profile, without(moment.filters, attribute))
            found = strongest_paths(projection, lifted, a, b, 1, max_hops)
        if found and (best is None or found[0].cost < best[0]):
            best = found[0].cost, Blocked(name, found[0].strength)
    return best[1] if best else None


class _Search:
    """One question for paths: the rows of ties computed so far, and who may not be entered."""

    def __init__(self, projection: Projection, moment: Moment, a: int, b: int, max_hops: int | None) -> None:
        actors = projection.affiliation.actors
        self.projection, self.moment, self.a, self.b = projection, moment, a, b
        # Twice the actors: no limit, also to what is left of it behind a path's beginning.
        self.max_hops = 2 * actors if max_hops is None else max_hops
        try:
            self.pool = moment.pools.pop()
        except IndexError:
            self.pool = moment.engine.pool(actors)
        self.blocked: Flags = ~moment.allowed
        self.blocked[list(moment.filters.avoid)] = True
        self.blocked[[a, b]] = False

    def best(self, k: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The `k` best paths as (cost, actors), in order."""
        if self.a == self.b:
            yield 0, (self.a,)
            return
        # (cost, hops, actors, where it left the path that it was split from)
        waiting: list[tuple[int, int, tuple[int, ...], int]] = []
        self._offer(waiting, (self.a,), 0, [], ENDLESS)
        found: list[tuple[int, ...]] = []
        while waiting:
            cost, hops, actors, left_at = heappop(waiting)
            found.append(actors)
            yield cost, actors
            wanted = k - len(found)
            if not wanted:
                return
            spent = sum(self._cost(*hop) for hop in pairwise(actors[: left_at + 1]))
            for spur in range(left_at, hops):
                taken = [path[spur + 1] for path in found if path[: spur + 1] == actors[: spur + 1]]
                cap = sorted(w[0] for w in waiting)[wanted - 1] if len(waiting) >= wanted else ENDLESS
                self._offer(waiting, actors[: spur + 1], spent, taken, cap)
                spent += self._cost(actors[spur], actors[spur + 1])

    def path(self, cost: int, actors: tuple[int, ...]) -> Path:
        hops = tuple(self._strength(*hop) for hop in pairwise(actors))
        return Path(actors, cost, prod(hops), hops)

    def _offer(
        self,
        waiting: list[tuple[int, int, tuple[int, ...], int]],
        root: tuple[int, ...],
        spent: int,
        taken: list[int],
        cap: int,
    ) -> None:
        """Queue the best path that begins with `root` and leaves its last actor for none of `taken`."""
        if spent > cap:
            return
        hops = self.max_hops - len(root) + 1
        blocked, banned = self.blocked.copy(), np.zeros(len(self.blocked), dtype=np.bool_)
        blocked[list(root[:-1])] = True
        banned[taken] = True
        engine = self.moment.engine
        self.pool, cost, rest = engine.best_path(
            self.moment.arrays,
            self.pool,
            engine.flags(blocked),
            engine.flags(banned),
            root[-1],
            self.b,
            hops,
            cap - spent,
        )
        if cost >= 0:
            actors = (*root[:-1], *map(int, rest))
            heappush(waiting, (spent + cost, len(actors) - 1, actors, len(root) - 1))

    def _cost(self, one: int, other: int) -> int:
        return int(self.moment.engine.cost_of(self.projection.weight(one, other, self.moment), self.moment.arrays.w0))

    def _strength(self, one: int, other: int) -> float:
        weight = self.projection.weight(one, other, self.moment)
        return weight / (weight + self.moment.arrays.w0)
