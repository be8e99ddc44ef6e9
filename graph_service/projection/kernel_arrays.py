"""What the kernels read and keep."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from graph_service.projection.affiliation import Array, Floats, Ints

COST_SCALE = float(2**40)
"""Costs are round(2^40 · −ln s): integers, so that equal paths are equal and both directions of a search agree."""
ENDLESS = 2**62
"""More than any path costs."""
POOLED = 4_000_000
"""How many ties a search keeps at once (48 MB); beyond that it forgets and computes rows anew."""


class KernelArrays(NamedTuple):
    """Everything that a tie's weight depends on: two-mode arrays, and the factors of one moment."""

    context_ptr: Ints
    link_actor: Array
    link_context: Array
    link_set: Array
    actor_ptr: Ints
    actor_links: Array
    interval_ptr: Ints
    interval_start: Array
    interval_end: Array
    decay: Floats
    """2^(−Δ/h) of each interval's last day; negative where it lies further back than `since`."""
    factor: Floats
    """κ/(n−1) of each context; 0 where it ties nobody or a filter leaves it out."""
    rho: Floats
    """ρ of two role sets, row after row; negative where a filter of roles leaves the pair out."""
    sets: int
    """How many role sets there are: the length of a row of `rho`."""
    as_of: int
    w0: float


class Pool(NamedTuple):
    """Rows of ties that a search has computed so far."""

    start: Ints
    """Of each actor: where its row begins; −1 while it has none."""
    length: Ints
    neighbour: Array
    cost: Ints
    used: Ints
    limit: int
    """How many ties are kept before all are forgotten."""
    sums: Floats
    touched: Array
    marks: Ints
    """`head`, `fewest` and `distance` of the labels of three directions, as they are before a search."""


def empty_pool(actors: int, limit: int = POOLED) -> Pool:
    """A pool without rows. `sums`, `touched` and `marks` are scratch space of the kernels, left as it was found."""
    return Pool(
        start=np.full(actors, -1, dtype=np.int64),
        length=np.zeros(actors, dtype=np.int64),
        neighbour=np.empty(1 << 14, dtype=np.int32),
        cost=np.empty(1 << 14, dtype=np.int64),
        used=np.zeros(1, dtype=np.int64),
        limit=limit,
        sums=np.zeros(actors, dtype=np.float64),
        touched=np.empty(actors, dtype=np.int32),
        marks=np.repeat(np.array([-1, ENDLESS, -1] * 3, dtype=np.int64)[:, None], actors, axis=1),
    )


class TieRows(NamedTuple):
    """Room for ties as columns, and where the row of the moment has each neighbour (−1: not met yet)."""

    a: Ints
    b: Ints
    weight: Floats
    contexts: Ints
    first: Ints
    last: Ints
    place: Ints


def empty_rows(actors: int, ties: int) -> TieRows:
    """Room for `ties` ties and the row of one more actor."""
    column = [np.empty(ties + actors, dtype=np.int64) for _ in range(5)]
    weight = np.empty(ties + actors, dtype=np.float64)
    a, b, contexts, first, last = column
    return TieRows(a, b, weight, contexts, first, last, np.full(actors, -1, dtype=np.int64))


class Labels(NamedTuple):
    """What one direction of a search knows: ways to reach an actor, each with its cost and hops.

    With a limit on hops the cheapest way to an actor may be too long to go on from, so an actor has several labels,
    of which each has fewer hops than all cheaper ones.
    """

    heap: list[tuple[int, int]]
    """(cost, label) of the labels not yet settled."""
    ways: list[tuple[int, int, int, int]]
    """Of each label its actor, cost, hops, and the label before at the same actor (−1 at the first)."""
    head: Ints
    """Of each actor its latest label, −1 for none."""
    fewest: Ints
    """Of each actor the fewest hops of a settled label."""
    distance: Ints
    """Of each actor the cost of its first settled label; −1 while it has none."""
