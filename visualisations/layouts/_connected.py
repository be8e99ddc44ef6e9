"""Nodes by the lines between them: as far apart as the steps between them, then pushed apart where many stand near each
other. Parts that nothing joins stand beside each other, the largest in the middle; who is joined to nobody in rows
below.

Steps alone put who shares one neighbour on a heap; forces alone let lines cross that need not. After both, lines cross
less than after either (docs/decisions/0014-forms-and-layouts.md).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from visualisations.layouts import Points
from visualisations.layouts._boxes import boxes, packed, unpiled
from visualisations.layouts._force import Ends, pushed
from visualisations.layouts._spread import Array, lying, row, unit
from visualisations.layouts._stress import scaled, settle, steps_between
from visualisations.view import MapEdge, MapNode, MapView

STEP = 104.0
"""From a node to one that it is joined to."""
SPACING, ROUNDS, HEAT = 56.0, 150, 26.0
"""Of the forces."""
STRETCH = 1.3
"""Wider than high, as names are."""
MANY = 500
"""Nodes of one part up to which all steps are settled, which takes n³; beyond, forces alone."""
WORK = 3e7
"""Pairs of nodes looked at in all, so that a large part gets fewer rounds instead of more minutes."""
APART = 30.0
"""Between two parts."""


@dataclass(frozen=True)
class Part:
    """Nodes that lines join to each other, and these lines as pairs of places among them."""

    nodes: list[MapNode]
    ends: Ends
    pull: Array


def place(view: MapView, pull: Callable[[MapEdge], float], aspect: float) -> Points:
    """`pull` says how strongly each line pulls, 0 to 1. The longer side lies across where `aspect` is above 1."""
    parts = _parts(view, pull)
    spots = [_settled(part) for part in parts]
    if aspect <= 1:
        spots = [each[:, ::-1] for each in spots]
    spots = [unpiled(each * (STRETCH, 1.0), boxes(view, part.nodes)) for each, part in zip(spots, parts, strict=True)]
    spots = [each - (each.max(axis=0) + each.min(axis=0)) / 2 for each in spots]
    points: Points = {}
    if parts:
        halves = np.array(
            [
                np.abs(np.abs(e) + boxes(view, p.nodes)).max(axis=0) + APART / 2
                for e, p in zip(spots, parts, strict=True)
            ]
        )
        for part, each, middle in zip(parts, spots, packed(_spiral(len(parts)), halves, aspect), strict=True):
            points |= {
                n.id: (round(float(x), 1), round(float(y), 1))
                for n, (x, y) in zip(part.nodes, each + middle, strict=True)
            }
    alone = sorted(view.by_id.keys() - points.keys(), key=lambda id_: (str(view.by_id[id_].label), id_))
    bottom = max((y for _, y in points.values()), default=-90.0)
    width = max((x for x, _ in points.values()), default=450.0) - min((x for x, _ in points.values()), default=-450.0)
    return points | row(alone, bottom + 90.0, width=max(900.0, width) if aspect > 1 else 600.0)


def _parts(view: MapView, pull: Callable[[MapEdge], float]) -> list[Part]:
    """The parts that lines join, the largest first."""
    edges = [edge for edge in view.edges if edge.a != edge.b and edge.a in view.by_id and edge.b in view.by_id]
    root = {id_: id_ for edge in edges for id_ in edge.key}

    def top(id_: str) -> str:
        while root[id_] != id_:
            root[id_] = root[root[id_]]
            id_ = root[id_]
        return id_

    for edge in edges:
        one, other = sorted((top(edge.a), top(edge.b)))
        root[other] = one
    inside: dict[str, list[str]] = {}
    for id_ in sorted(root):
        inside.setdefault(top(id_), []).append(id_)
    lines: dict[str, list[MapEdge]] = {}
    # Sums of floats depend on their order, and a picture may not depend on the order of a view's lines.
    for edge in sorted(edges, key=lambda edge: edge.key):
        lines.setdefault(top(edge.a), []).append(edge)
    parts = []
    for name, ids in sorted(inside.items(), key=lambda each: (-len(each[1]), each[0])):
        at = {id_: i for i, id_ in enumerate(ids)}
        ends = np.array([sorted((at[e.a], at[e.b])) for e in lines[name]], dtype=np.int64).reshape(-1, 2)
        parts.append(Part([view.by_id[id_] for id_ in ids], ends, np.array([pull(e) for e in lines[name]])))
    return parts


def _settled(part: Part) -> Array:
    n = len(part.nodes)
    jitter = np.array([unit(node.id) for node in part.nodes]).reshape(-1, 2) - 0.5
    if n <= MANY:
        # Who stands at the same steps from all others is told apart by the id.
        steps = steps_between(n, [(int(a), int(b)) for a, b in part.ends]) * STEP
        spots = settle(steps, scaled(steps, jitter) + jitter * STEP / 4)
    else:
        spots = jitter * SPACING * math.sqrt(n)
    degree = np.bincount(part.ends.ravel(), minlength=n)
    pull = part.pull / np.sqrt(np.minimum(degree[part.ends[:, 0]], degree[part.ends[:, 1]]))
    rounds = int(min(ROUNDS, max(12, WORK / n**2)))
    heat = HEAT if n <= MANY else SPACING * math.sqrt(n) * 0.1
    return lying(pushed(spots, part.ends, pull, SPACING, rounds, heat))


def _spiral(n: int) -> Array:
    """Directions for parts: the first in the middle, the others around it (Vogel 1979)."""
    at = np.arange(n)
    turn = at * math.pi * (3 - math.sqrt(5))
    return np.asarray(np.sqrt(at / max(1, n - 1))[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1))
