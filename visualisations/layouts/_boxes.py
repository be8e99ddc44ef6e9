"""Nodes with the room that their names need: boxes that are pushed apart until none covers another."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from visualisations.labels import text_width
from visualisations.layouts._spread import Array
from visualisations.style import radius
from visualisations.view import MapNode, MapView

WIDEST, NARROWEST = 116.0, 44.0
"""Of a box: a name wraps at about 112 pixels."""
LINE = 15.0
"""Height of a line of a name."""
ROUNDS = 400
CLOSER = 12
"""Times that boxes are brought nearer to each other."""


def boxes(view: MapView, nodes: Sequence[MapNode]) -> Array:
    """Half the width and half the height that each node takes with its name under it (n x 2)."""
    return np.array([_box(view, node) for node in nodes]).reshape(-1, 2)


def _box(view: MapView, node: MapNode) -> tuple[float, float]:
    r, name = radius(node, view), node.label if isinstance(node.label, str) else "m" * 14
    long = text_width(name[:80], 12.0)
    # A name that wraps is balanced on two lines.
    wide = min(WIDEST, max(NARROWEST, long if long <= WIDEST else long / 2 + 14))
    return max(wide / 2, r) + 5, r + (LINE if long <= WIDEST else 2 * LINE) / 2 + 4


def unpiled(spots: Array, halves: Array, aspect: float = 1.0) -> Array:
    """Points moved as little as it takes until no two boxes, given as half widths and heights, overlap: each pair that
    does parts along the side where less is needed; sideways rather, where `aspect` is above 1."""
    points = spots.copy()
    n = len(points)
    if n < 2:
        return points
    rows, columns = np.triu_indices(n, 1)
    least = halves[rows] + halves[columns]
    for _ in range(ROUNDS):
        delta = points[columns] - points[rows]
        over = least - np.abs(delta)
        pressed = np.flatnonzero((over > 0.01).all(axis=1))
        if not len(pressed):
            break
        axis = np.argmin(over[pressed] / (aspect, 1.0), axis=1)
        push = over[pressed, axis] / 2
        # Two on one spot part by their order.
        sign = np.where(delta[pressed, axis] >= 0, 1.0, -1.0)
        moved, times = np.zeros_like(points), np.zeros_like(points)
        for at, way in ((columns[pressed], sign), (rows[pressed], -sign)):
            np.add.at(moved, (at, axis), way * push)
            np.add.at(times, (at, axis), 1.0)
        points += moved / np.maximum(1.0, times) * 1.05
    return np.asarray(points)


def packed(seeds: Array, halves: Array, aspect: float, sideways: float | None = None) -> Array:
    """Boxes placed near to each other, in the directions that `seeds` give them (n x 2, about 1 from the middle), so
    that all together are about `aspect` times as wide as high. `sideways` is how much they rather part sideways than
    downwards; as much unless it is said."""
    if len(seeds) < 2:
        return np.zeros_like(seeds)
    side = math.sqrt(float((4 * halves.prod(axis=1)).sum()))
    rather = aspect if sideways is None else sideways
    spots = unpiled(seeds * (side * 0.5 * aspect**0.5, side * 0.5 / aspect**0.5), halves, aspect=rather)
    for _ in range(CLOSER):
        spots = unpiled((spots - spots.mean(axis=0)) * 0.95, halves, aspect=rather)
    return np.asarray(spots - (spots.max(axis=0) + spots.min(axis=0)) / 2)
