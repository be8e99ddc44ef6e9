"""Outlines of groups: the rounded convex hull of their nodes, and where their names stand."""

from __future__ import annotations

import math

from visualisations.style import radius
from visualisations.view import MapView, Outlined, Point, Points

ROUND = 30.0
"""Radius of the corners, from the middle of a node."""
CORNERS = 12
"""Sides of a circle that an outline is made of."""
ABOVE = 9.0
"""From the top of an outline to the line that its name stands on."""


def outlines(view: MapView, points: Points) -> dict[str, Outlined]:
    """The outline of each group that has nodes, by its id."""
    found = {}
    for group in view.groups:
        inside = [node for node in view.nodes if node.group == group.id]
        if inside:
            found[group.id] = _outlined([(*points[node.id], radius(node, view) + ROUND - 6) for node in inside])
    return found


def _outlined(discs: list[tuple[float, float, float]]) -> Outlined:
    turns = [2 * math.pi * i / (2 * CORNERS) for i in range(2 * CORNERS)]
    around = _hull([(x + r * math.cos(turn), y + r * math.sin(turn)) for x, y, r in discs for turn in turns])
    left, right = min(x for x, _ in around), max(x for x, _ in around)
    top, bottom = min(y for _, y in around), max(y for _, y in around)
    high = [x for x, y in around if y < top + 10]
    title = ((min(high) + max(high)) / 2, top - ABOVE)
    rounded = tuple((round(x, 1), round(y, 1)) for x, y in around)
    return Outlined(rounded, (round(title[0], 1), round(title[1], 1)), ((left + right) / 2, (top + bottom) / 2))


def _hull(points: list[Point]) -> list[Point]:
    """The convex hull, from the left and around (Andrew 1979)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    halves = []
    for way in (ordered, ordered[::-1]):
        half: list[Point] = []
        for point in way:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
