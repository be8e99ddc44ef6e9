"""The whole network: forces between actors, those of one territory held together, actors without ties in rows.

Fruchterman and Reingold 1991 on numpy arrays, cooled linearly. networkx.spring_layout needs scipy from 500 nodes
on, which is no dependency. Start points come from ids and territories, so that a small change moves little.
"""

from __future__ import annotations

import math

import numpy as np

from visualisations.layouts import Points
from visualisations.layouts._spread import Array, apart, row, unit
from visualisations.view import MapView

SPACING = 74.0
"""How far apart two nodes want to be: a label wraps at about 104 pixels and stands beside its node."""
STRETCH = 1.45
"""Wider than high, as screens and labels are."""
WORK = 4e7
"""Pairs of nodes looked at in all, so that a large graph gets fewer rounds instead of more minutes."""


def place(view: MapView) -> Points:
    """Connected actors by force, the others in rows below."""
    tied = sorted(id_ for id_, ties in view.neighbours.items() if ties)
    alone = sorted(view.by_id.keys() - set(tied), key=lambda id_: (view.by_id[id_].label, id_))
    points: Points = {}
    if tied:
        spots = _force(view, tied)
        spots -= (spots.min(axis=0) + spots.max(axis=0)) / 2
        points = {id_: (round(float(x), 1), round(float(y), 1)) for id_, (x, y) in zip(tied, spots, strict=True)}
    bottom = max((y for _, y in points.values()), default=-90.0)
    width = max((x for x, _ in points.values()), default=450.0) * 2
    points.update(row(alone, bottom + 90.0, width=max(900.0, width)))
    return points


def _force(view: MapView, ids: list[str]) -> Array:
    at = {id_: i for i, id_ in enumerate(ids)}
    n = len(ids)
    if n == 1:
        return np.zeros((1, 2))
    seeds, grouped = _seeds(view, ids)
    jitter = np.array([unit(id_) for id_ in ids]) - 0.5
    side = SPACING * math.sqrt(n)
    spots = seeds * side * 0.55 + jitter * side * (0.35 if grouped else 1.0)
    # Sums of floats depend on their order, and the picture may not depend on the order of the view's ties.
    ties = sorted((e for e in view.edges if e.a != e.b), key=lambda e: e.key)
    ends = np.array([sorted((at[e.a], at[e.b])) for e in ties], dtype=np.int64).reshape(-1, 2)
    # Strong ties pull more, but a weak one still pulls: both ends did meet.
    pull = np.array([0.3 + 0.7 * min(1.0, max(0.0, e.strength)) for e in ties])
    degree = np.bincount(ends.ravel(), minlength=n)
    pull = pull / np.sqrt(np.maximum(1, np.minimum(degree[ends[:, 0]], degree[ends[:, 1]])))
    rounds = int(min(160, max(12, WORK / n**2)))
    heat = side * 0.12
    for turn in range(rounds):
        force = _repulsion(spots)
        delta = spots[ends[:, 1]] - spots[ends[:, 0]]
        distance = np.hypot(delta[:, 0], delta[:, 1])[:, None]
        drawn = delta * distance / SPACING * pull[:, None]
        np.add.at(force, ends[:, 0], drawn)
        np.add.at(force, ends[:, 1], -drawn)
        force += (seeds * side * 0.5 - spots) * (0.9 if grouped else 0.25)
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)[:, None]
        spots = spots + force / length * np.minimum(length, heat * (1 - turn / rounds) + 0.5)
    spots[:, 0] *= STRETCH
    return apart(spots, SPACING * 0.62)


def _repulsion(spots: Array, chunk: int = 512) -> Array:
    """SPACING² / distance away from every other node, a block of rows at a time to keep memory small."""
    force = np.zeros_like(spots)
    for start in range(0, len(spots), chunk):
        dx = spots[start : start + chunk, :1] - spots[None, :, 0]
        dy = spots[start : start + chunk, 1:] - spots[None, :, 1]
        push = SPACING**2 / np.maximum(dx * dx + dy * dy, 1.0)
        force[start : start + chunk, 0] = (dx * push).sum(axis=1)
        force[start : start + chunk, 1] = (dy * push).sum(axis=1)
    return force


def _seeds(view: MapView, ids: list[str]) -> tuple[Array, bool]:
    """Where each node's group stands on the unit circle; the largest group, and who has none, in the middle."""
    names = [view.by_id[id_].territory or "" for id_ in ids]
    sizes: dict[str, int] = {}
    for name in names:
        sizes[name] = sizes.get(name, 0) + 1
    groups = sorted((name for name, size in sizes.items() if name and size > 1), key=lambda g: (-sizes[g], g))
    # A territory for each actor is no grouping: forces alone say more then.
    if not 2 <= len(groups) <= 24 or sum(sizes[g] for g in groups) < len(ids) / 2:
        return np.zeros((len(ids), 2)), False
    ring = sorted(groups[1:]) if len(groups) > 3 else sorted(groups)
    spot = {
        g: (math.cos(a), math.sin(a)) for i, g in enumerate(ring) for a in [2 * math.pi * i / len(ring) - math.pi / 2]
    }
    return np.array([spot.get(name, (0.0, 0.0)) for name in names]), True
