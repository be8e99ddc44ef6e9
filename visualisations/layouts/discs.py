"""Groups drawn as discs: where they are on the ground, else by the ties between them."""

from __future__ import annotations

import math

import numpy as np

from visualisations.layouts import WIDE, Points
from visualisations.layouts._boxes import boxes, packed, unpiled
from visualisations.layouts._compass import compass
from visualisations.layouts._spread import Array, lying, unit
from visualisations.layouts._stress import scaled, settle
from visualisations.view import MapNode, MapView

NARROW = 900.0

NEAR = 120.0
"""How far apart two discs with many ties want to be."""
APART = 26.0
"""Between two discs with their names."""


def place(view: MapView, aspect: float = WIDE) -> Points:
    """Discs that have a place on the ground as they stand there, seen from the middle of all; others near those that
    they have many ties with."""
    nodes = sorted(view.nodes, key=lambda node: node.id)
    if not nodes:
        return {}
    spots = [node.spot for node in nodes]
    halves = boxes(view, nodes) + APART
    if sum(spot is not None for spot in spots) > len(spots) / 2:
        placed = packed(compass(spots, [node.middle for node in nodes]), halves, aspect)
    else:
        placed = unpiled(_by_ties(view, nodes), halves)
    placed -= (placed.max(axis=0) + placed.min(axis=0)) / 2
    return {node.id: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, placed, strict=True)}


def _by_ties(view: MapView, nodes: list[MapNode]) -> Array:
    at, n = {node.id: i for i, node in enumerate(nodes)}, len(nodes)
    weights = np.zeros((n, n))
    for edge in view.edges:
        if edge.a in at and edge.b in at and edge.a != edge.b:
            weights[at[edge.a], at[edge.b]] = weights[at[edge.b], at[edge.a]] = edge.projects or 1
    top, side = weights.max() or 1.0, NEAR * math.sqrt(n)
    # Many ties make a short way; none makes one as wide as the picture.
    distances = np.where(weights > 0, NEAR * (2.2 - 1.2 * (weights / top) ** 0.25), side * 0.8)
    np.fill_diagonal(distances, 0.0)
    jitter = np.array([unit(node.id) for node in nodes]).reshape(-1, 2) - 0.5
    return lying(settle(distances, scaled(distances, jitter) + jitter * NEAR / 4)) * (1.35, 1.0)
