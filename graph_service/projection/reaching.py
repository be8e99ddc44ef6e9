"""Growing an excerpt until the paths in it are those of the whole, and knowing when they are.

Only a tie of two actors who both are not expanded can be missing or too weak. A path over such a tie comes from its
start to a first actor who is not expanded, and from a last one to its end, each time over expanded actors only. Let
d and h be cost and hops from the start to the nearest such actor, d' and h' those to the end: the path has at least
h + 1 + h' hops and costs at least d + d' + 1. Where that is more than the question allows, or more than the k-th path
that is known costs, there is none that matters, and the paths known are the paths (each end's search is Dijkstra's,
so this is the stop of Pohl's bidirectional search (1971), over a graph that is read as it goes).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import heappop, heappush

import numpy as np

from graph_service.projection.affiliation import Array, Ints
from graph_service.projection.kernel_arrays import COST_SCALE
from graph_service.projection.lens import Filters, Moment, without
from graph_service.projection.partial import Excerpt, PartialProjection
from graph_service.projection.paths import FILTERS, Path, strongest_paths
from graph_service.vocabulary import TieProfile

FIRST, FASTER = 8, 2
"""How many actors are expanded first, and how many times as many each time after."""
FAR = float("inf")
TIES = 100
"""How many ties may be kept for each participation that an excerpt may hold: 12 bytes a tie, beside 4,000."""

EVERYTHING = Filters()

Row = tuple[Array, Ints]
"""Ties of an expanded actor: with whom, and what a hop costs at least."""


@dataclass
class Reach:
    """A question for paths, put to an excerpt. `filters` name nobody by place: `avoid` names who is to be avoided."""

    excerpt: Excerpt
    as_of: date
    profile: TieProfile
    a: str
    b: str
    filters: Filters = EVERYTHING
    avoid: frozenset[str] = frozenset()
    k: int = 1
    max_hops: int | None = 4
    first: int = FIRST
    faster: int = FASTER
    rows: dict[int, Row] = field(default_factory=dict)
    """Of expanded actors, by the numbers that the excerpt gives them: places change as it grows, rows do not."""

    def grow(self) -> bool:
        """Read until the k strongest paths of the excerpt are those of the whole; False where there was no room."""
        batch = self.first
        self.excerpt.name([self.a, self.b, *self.avoid])
        if self.filters.actor_kinds:
            self.excerpt.tell_kinds()
        while True:
            known = self._paths()
            cap = known[self.k - 1].cost if len(known) >= self.k else FAR
            near, far = self._open(self.a, self.b, cap), self._open(self.b, self.a, cap)
            waiting = min(_of_use(near, far, cap, self._most), _of_use(far, near, cap, self._most), key=len)
            if not waiting:
                return True
            if self.excerpt.full or not self.excerpt.expand(self.excerpt.ids[number] for number in waiting[:batch]):
                return False
            batch *= self.faster

    def grow_for_answer(self) -> bool:
        """The same, and where there is no path also for each filter that may be what is in its way. Who stands on the
        paths is named.
        """
        done = self.grow()
        if found := self._paths():
            actors = self.excerpt.projection().snapshot.actors
            self.excerpt.name({actors[place] for path in found for place in path.actors})
            return done
        for name, attribute in FILTERS.items():
            if name == "max_hops":
                lifted = replace(self, k=1, max_hops=None) if self.max_hops is not None else None
            elif name == "avoid":
                lifted = replace(self, k=1, avoid=frozenset(), rows={}) if self.avoid else None
            elif getattr(self.filters, attribute) in (None, ()):
                lifted = None
            else:
                lifted = replace(self, k=1, filters=without(self.filters, attribute), rows={})
            if lifted is not None:
                done = lifted.grow() and done
        return done

    @property
    def _most(self) -> float:
        return FAR if self.max_hops is None else self.max_hops

    def _paths(self) -> list[Path]:
        """The paths in the excerpt."""
        projection, moment = self._look()
        at = {id_: place for place, id_ in enumerate(projection.snapshot.actors)}
        return strongest_paths(projection, moment, at[self.a], at[self.b], self.k, self.max_hops)

    def _look(self) -> tuple[PartialProjection, Moment]:
        projection = self.excerpt.projection()
        places = tuple(place for place, id_ in enumerate(projection.snapshot.actors) if id_ in self.avoid)
        return projection, projection.at(self.as_of, self.profile, replace(self.filters, avoid=places))

    def _open(self, origin: str, goal: str, cap: float) -> dict[int, tuple[float, float]]:
        """Cost and hops, at least, from `origin` to those not expanded who can be met over expanded actors."""
        start, end = self.excerpt.numbers[origin], self.excerpt.numbers[goal]
        if origin not in self.excerpt.expanded:
            return {start: (0, 0)}
        self._read_rows()
        hops = self._hops(start, end)
        return {each: (cost, hops[each]) for each, cost in self._costs(start, end, cap).items() if each in hops}

    def _costs(self, start: int, end: int, cap: float) -> dict[int, int]:
        settled = {end}
        met: dict[int, int] = {}
        best = {start: 0}
        heap = [(0, start)]
        while heap:
            cost, at = heappop(heap)
            if at in settled:
                continue
            settled.add(at)
            if at not in self.rows:
                met[at] = cost
                continue
            others, prices = self.rows[at]
            for to, price in zip(others.tolist(), prices.tolist(), strict=True):
                total = cost + price
                if total < cap and total < best.get(to, FAR):
                    best[to] = total
                    heappush(heap, (total, to))
        return met

    def _hops(self, start: int, end: int) -> dict[int, int]:
        met: dict[int, int] = {}
        seen, ring, hops = {start, end}, [start], 0
        while ring and hops < self._most:
            hops += 1
            reached = {to for at in ring for to in self.rows[at][0].tolist()} - seen
            seen |= reached
            ring = [to for to in reached if to in self.rows]
            met.update((to, hops) for to in reached if to not in self.rows)
        return met

    def _read_rows(self) -> None:
        """The rows of all who are expanded."""
        numbers = self.excerpt.numbers
        missing = [id_ for id_ in self.excerpt.expanded if numbers[id_] not in self.rows]
        if not missing:
            return
        projection, moment = self._look()
        at = {id_: place for place, id_ in enumerate(projection.snapshot.actors)}
        of_place = np.array([numbers[id_] for id_ in projection.snapshot.actors], dtype=np.int32)
        left_out = np.array([numbers[id_] for id_ in self.avoid], dtype=np.int32)
        for id_ in missing:
            ties = projection.ties_of(at[id_], moment)
            others = of_place[ties.b]
            kept = (ties.weight > 0) & ~np.isin(others, left_out)
            strength = ties.weight[kept] / (ties.weight[kept] + moment.arrays.w0)
            # A little less than the kernels' integer: another logarithm may round the other way.
            cost = np.maximum(np.floor(-np.log(strength) * COST_SCALE) - 1, 0).astype(np.int64)
            self.rows[numbers[id_]] = others[kept], cost
        # In large projects ties are many more than participations, and each is kept here.
        if sum(len(others) for others, _ in self.rows.values()) > TIES * self.excerpt.most:
            self.excerpt.full = True


def _of_use(
    mine: Mapping[int, tuple[float, float]], theirs: Mapping[int, tuple[float, float]], cap: float, most: float
) -> list[int]:
    """Those of one side from whom a path that is not known may go on, the cheapest to reach first."""
    if not theirs:
        return []
    cost, hops = (min(each[which] for each in theirs.values()) for which in (0, 1))
    fit = sorted((c, each) for each, (c, h) in mine.items() if c + cost < cap and h + 1 + hops <= most)
    return [each for _, each in fit]
