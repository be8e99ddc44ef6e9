"""Groups apart from each other, each around its own actors: inside by their ties, among each other by where they are.

A group that has a place on the ground stands where it stands there, seen from the middle of all; what the others lie in
stands in the middle. Who leaves or comes moves the own group, and the others only as far as they need the room.
"""

from __future__ import annotations

import math

import numpy as np

from visualisations.labels import text_width
from visualisations.layouts import WIDE, Points
from visualisations.layouts._boxes import boxes, packed, unpiled
from visualisations.layouts._compass import compass
from visualisations.layouts._spread import Array, unit
from visualisations.layouts._stress import settle
from visualisations.layouts.network import place as by_ties
from visualisations.view import Group, MapNode, MapView

NEAR, FAR = 80.0, 1.7
"""How far apart tied actors of a group want to be, and how many times that others do."""
STRETCH = 1.35
"""Wider than high, as names are."""
ROUND = 32.0
"""How far an outline keeps from the middles of the nodes inside."""
UPRIGHT = 0.8
"""Groups are wider than high: where all together are to be no wider than high, they rather part downwards."""
BESIDE, ABOVE = 16.0, 16.0
"""Room around an outline: for names of nodes, and for its own."""

NARROW = 900.0


def place(view: MapView, aspect: float = WIDE) -> Points:
    """Actors of no group stand as a group of their own, without an outline."""
    inside: dict[str, list[MapNode]] = {}
    for node in sorted(view.nodes, key=lambda node: node.id):
        inside.setdefault(node.group or "", []).append(node)
    if not inside.keys() - {""}:
        return by_ties(view, aspect)
    groups = {group.id: group for group in view.groups}
    names = sorted(inside)
    spots = {name: _inside(view, inside[name]) for name in names}
    halves = np.array([_room(spots[name], groups.get(name)) for name in names])
    each = [groups.get(name) for name in names]
    seeds = compass([one.spot if one else None for one in each], [bool(one and one.middle) for one in each])
    middles = packed(seeds, halves, aspect, aspect if aspect > 1 else UPRIGHT * aspect)
    return {
        node.id: (round(float(x), 1), round(float(y), 1))
        for at, name in enumerate(names)
        for node, (x, y) in zip(inside[name], spots[name] + middles[at], strict=True)
    }


def _inside(view: MapView, nodes: list[MapNode]) -> Array:
    """Where the actors of one group stand around its middle."""
    at = {node.id: i for i, node in enumerate(nodes)}
    n = len(nodes)
    distances = np.full((n, n), FAR * NEAR)
    for edge in view.edges:
        if edge.a in at and edge.b in at:
            distances[at[edge.a], at[edge.b]] = distances[at[edge.b], at[edge.a]] = NEAR
    np.fill_diagonal(distances, 0.0)
    side = NEAR * math.sqrt(n)
    start = (np.array([unit(node.id) for node in nodes]).reshape(-1, 2) - 0.5) * side
    spots = settle(distances, start) if n > 1 else np.zeros((1, 2))
    spots[:, 0] *= STRETCH
    spots = unpiled(spots, boxes(view, nodes))
    return np.asarray(spots - (spots.max(axis=0) + spots.min(axis=0)) / 2)


def _room(spots: Array, group: Group | None) -> tuple[float, float]:
    """Half the width and half the height that a group takes with its outline and its name."""
    wide, high = np.abs(spots).max(axis=0) + ROUND
    name = text_width(str(group.label)[:40], 14.0) / 2 if group else 0.0
    return max(float(wide), name) + BESIDE, float(high) + ABOVE
