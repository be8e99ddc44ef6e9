"""Distances between boxes, segments and the outlines of nodes, in pixels. A box is left, top, right, bottom; a segment
is from x, y to x, y."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

Box = tuple[float, float, float, float]
Segment = tuple[float, float, float, float]
Corner = tuple[float, float]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Outline:
    """Where a node is drawn. `r` is the circle of its size, `round` the circle that is drawn (0 for a polygon, which
    has `corners`), `reach` how far all of it comes from its middle."""

    x: float
    y: float
    r: float
    round: float
    corners: tuple[Corner, ...]
    reach: float

    @cached_property
    def sides(self) -> list[Segment]:
        nexts = (*self.corners[1:], *self.corners[:1])
        return [(*one, *other) for one, other in zip(self.corners, nexts, strict=True)]


def grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def within(value: float, least: float, most: float) -> float:
    return max(least, min(most, value))


def around(segment: Segment) -> Box:
    ax, ay, bx, by = segment
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def box_to_point(box: Box, x: float, y: float) -> float:
    return math.hypot(max(box[0] - x, 0.0, x - box[2]), max(box[1] - y, 0.0, y - box[3]))


def segment_to_point(segment: Segment, x: float, y: float) -> float:
    ax, ay, bx, by = segment
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = within(((x - ax) * dx + (y - ay) * dy) / length, 0.0, 1.0) if length else 0.0
    return math.hypot(x - ax - t * dx, y - ay - t * dy)


def crossing(one: Segment, other: Segment) -> float | None:
    """Where along `one` two segments cross, from 0 to 1; None where they do not."""
    ax, ay, bx, by = one
    cx, cy, dx, dy = other
    turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if not turn:
        return None
    t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
    u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
    return t if 0 <= t <= 1 and 0 <= u <= 1 else None


def box_to_segment(box: Box, segment: Segment) -> float:
    left, top, right, bottom = box
    ax, ay, bx, by = segment
    if _enters(box, segment):
        return 0.0
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return min(
        box_to_point(box, ax, ay), box_to_point(box, bx, by), *(segment_to_point(segment, x, y) for x, y in corners)
    )


def _enters(box: Box, segment: Segment) -> bool:
    """Whether any point of the segment is in the box: it is cut at each side, as Liang and Barsky do."""
    ax, ay, bx, by = segment
    first, last = 0.0, 1.0
    for start, way, least, most in ((ax, bx - ax, box[0], box[2]), (ay, by - ay, box[1], box[3])):
        if not way:
            if not least <= start <= most:
                return False
            continue
        one, other = (least - start) / way, (most - start) / way
        first, last = max(first, min(one, other)), min(last, max(one, other))
    return first <= last


def gap(box: Box, node: Outline) -> tuple[float, float]:
    """How far a box is from a node, least and most: from the outline as drawn, and from the circle of its size."""
    middle = box_to_point(box, node.x, node.y)
    circle, drawn = max(0.0, middle - node.r), _outline_gap(box, node, middle)
    return min(circle, drawn), max(circle, drawn)


def nearer(box: Box, node: Outline, least: float) -> bool:
    """Whether a box is nearer than `least` to a node, by its outline or by its circle."""
    middle = box_to_point(box, node.x, node.y)
    if middle - node.reach >= least:
        return False
    return middle - node.r < least or _outline_gap(box, node, middle) < least


def _outline_gap(box: Box, node: Outline, middle: float) -> float:
    if middle == 0:
        return 0.0
    if node.corners:
        return min(box_to_segment(box, side) for side in node.sides)
    return max(0.0, middle - node.round)


def leader_to(box: Box, node: Outline) -> Segment:
    """From a node's outline to the nearest point of a box."""
    to = within(node.x, box[0], box[2]), within(node.y, box[1], box[3])
    far = math.hypot(to[0] - node.x, to[1] - node.y)
    if node.corners:
        line = (node.x, node.y, *to)
        t = max(crossing(line, side) or 0.0 for side in node.sides)
    else:
        t = node.round / far if far else 1.0
    t = min(1.0, t)
    return node.x + t * (to[0] - node.x), node.y + t * (to[1] - node.y), *to


class Grid(Generic[Item]):
    """Things by where they are, so that asking what is near is quick."""

    def __init__(self, size: float = 64.0) -> None:
        self._size = size
        self._cells: dict[tuple[int, int], list[Item]] = {}

    def add(self, box: Box, item: Item) -> None:
        for cell in self._covered(box):
            self._cells.setdefault(cell, []).append(item)

    def near(self, box: Box) -> list[Item]:
        """What may be near the box; one thing may come twice."""
        found: list[Item] = []
        for cell in self._covered(box):
            if there := self._cells.get(cell):
                found += there
        return found

    def some(self, box: Box, test: Callable[[Item], bool]) -> bool:
        """Whether the test is true of anything that may be near the box."""
        return any(map(test, self.near(box)))

    def _covered(self, box: Box) -> list[tuple[int, int]]:
        size = self._size
        across = range(int(box[0] // size), int(box[2] // size) + 1)
        down = range(int(box[1] // size), int(box[3] // size) + 1)
        return [(x, y) for x in across for y in down]
