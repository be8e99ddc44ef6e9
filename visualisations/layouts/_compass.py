"""Directions on the ground, seen from the middle of what is placed."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from visualisations.layouts._spread import Array
from visualisations.view import Point

OUTSIDE = (1.0, -0.8)
"""Where stands what is nowhere on the ground."""


def compass(spots: Sequence[Point | None], middle: Sequence[bool]) -> Array:
    """For each longitude and latitude a direction and a distance of at most 1 from the middle of all, `y` growing
    southwards (n x 2). What `middle` says stands for all the ground is in the middle."""
    known = [spot for spot, whole in zip(spots, middle, strict=True) if spot and not whole]
    x, y = (sum(spot[axis] for spot in known) / max(1, len(known)) for axis in (0, 1))
    short = math.cos(math.radians(y))
    far = max((math.hypot((spot[0] - x) * short, spot[1] - y) for spot in known), default=0.0) or 1.0
    return np.array(
        [
            (0.0, 0.0) if whole else ((spot[0] - x) * short / far, (y - spot[1]) / far) if spot else OUTSIDE
            for spot, whole in zip(spots, middle, strict=True)
        ]
    ).reshape(-1, 2)
