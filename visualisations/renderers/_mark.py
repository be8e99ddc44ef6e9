"""Where the mark of invented relations stands on a figure: so often that none can be cut off, and beside the words.

A half of the width and height, a quarter of the width or a quarter of the height, wherever they are cut out, each hold
a whole mark. It stands in rows, and lies under the map; where a row meets words, a place beside them is looked for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from visualisations.geometry import Box, grown, overlap
from visualisations.layouts import Point

CUTS = ((0.5, 0.5), (0.25, 1.0), (1.0, 0.25))
"""Shares of width and height."""
STEPS = 20
"""Places of a cut that are looked at, in each direction; what lies between two is held by looking at smaller cuts."""
FINE = 4.0
"""Pixels between two places that are tried for a mark."""


def spots(wide: float, high: float, long: float, size: float, words: Sequence[Box]) -> list[Point]:
    """Where marks of that length and size begin, on their foot. `words` is what they rather leave free."""
    rows = list(_rows(wide, high, size))
    found = [
        spot for spot in rows if _inside(_box(spot, long, size), (0, 0, wide, high)) and _free(spot, long, size, words)
    ]
    for cut in _cuts(wide, high):
        if any(_inside(_box(spot, long, size), cut) for spot in found):
            continue
        # The lowest place on the right, which the next cuts hold too.
        others = [grown(_box(each, long, size), size) for each in found]
        if spot := next((at for kept in ([*words, *others], words, ()) for at in _places(cut, long, size, kept)), None):
            found.append(spot)
    return found


def _rows(wide: float, high: float, size: float) -> Iterator[Point]:
    # A strip of a quarter of the width has to hold one, of whatever width.
    step, row = min(280.0, wide * 0.35), max(2.4 * size, high / 4 - 1.6 * size)
    for at in range(math.ceil(high / row) + 1):
        for across in range(-1, math.ceil(wide / step) + 1):
            yield across * step + at * 0.618 % 1 * step, at * row + 1.4 * size


def _cuts(wide: float, high: float) -> Iterator[Box]:
    """From the top down, and from the left."""
    for across, down in CUTS:
        w, h = wide * across, high * down
        right, lower = (wide - w) / STEPS, (high - h) / STEPS
        for j in range(STEPS if lower else 1):
            for i in range(STEPS if right else 1):
                yield (i + 1) * right, (j + 1) * lower, i * right + w, j * lower + h


def _places(cut: Box, long: float, size: float, words: Sequence[Box]) -> Iterator[Point]:
    left, top, right, bottom = cut
    near = [box for box in words if overlap(box, cut)]
    y = bottom - 0.3 * size
    while y - size >= top:
        x = right - long
        while x >= left:
            if _free((x, y), long, size, near):
                yield x, y
            x -= FINE
        y -= FINE


def _box(spot: Point, long: float, size: float) -> Box:
    x, y = spot
    return x, y - size, x + long, y + 0.3 * size


def _free(spot: Point, long: float, size: float, words: Sequence[Box]) -> bool:
    return not any(overlap(_box(spot, long, size), box) for box in words)


def _inside(box: Box, other: Box) -> bool:
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]
