"""Helpers of layouts: spread points apart, place other nodes in rows, derive angles from ids."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from visualisations.layouts import Points

Array = NDArray[np.float64]


def unit(id_: str) -> tuple[float, float]:
    """Two numbers from 0 to 1 that belong to `id_`: the same on every machine."""
    raw = hashlib.blake2b(id_.encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(raw[:4]) / 2**32, int.from_bytes(raw[4:]) / 2**32


def row(ids: Sequence[str], top: float, step: float = 110.0, width: float = 900.0) -> Points:
    """Rows below everything else, for nodes that no tie places. Centred on x = 0, `step` apart."""
    across = max(1, int(width // step))
    points: Points = {}
    for at, id_ in enumerate(ids):
        line, column = divmod(at, across)
        in_line = min(across, len(ids) - line * across)
        points[id_] = ((column - (in_line - 1) / 2) * step, top + line * 64.0)
    return points


def on_ellipse(angles: Sequence[float], rx: float, ry: float) -> list[tuple[float, float]]:
    return [(rx * math.cos(a), ry * math.sin(a)) for a in angles]


def even_angles(count: int, rx: float, ry: float, start: float = -math.pi / 2) -> list[float]:
    """`count` angles of an ellipse, clockwise from `start` (the top), nearer to each other on its sides.

    There, labels stand below each other; at the top and the bottom they stand side by side and need the room.
    """
    steps = np.linspace(start, start + 2 * math.pi, 721)
    lengths = np.hypot(0.6 * np.diff(rx * np.cos(steps)), np.diff(ry * np.sin(steps)))
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    wanted = (np.arange(count) + 0.5) / max(1, count) * along[-1]
    return [float(a) for a in np.interp(wanted, along, steps)]


def lying(points: Array) -> Array:
    """Points turned so that they reach furthest from left to right, the first of them above the middle."""
    if len(points) < 2:
        return points
    middle = points - points.mean(axis=0)
    (xx, xy), (_, yy) = (middle.T @ middle).tolist()
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    turned = middle @ np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    for axis in range(2):
        off = np.flatnonzero(np.abs(turned[:, axis]) > 1e-6)
        if len(off) and turned[off[0], axis] > 0:
            turned[:, axis] *= -1
    return rounded(turned)


def rounded(points: Array) -> Array:
    """Points without what the last digits of sums say, which differs from processor to processor."""
    return np.asarray(np.round(points, 4))


def apart(points: Array, least: float, rounds: int = 40) -> Array:
    """Points pushed away from each other until no two are nearer than `least` (or the rounds are over).

    Compares neighbours along x only, so that memory stays linear in the number of points.
    """
    points = points.copy()
    for _ in range(rounds):
        order = np.argsort(points[:, 0], kind="stable")
        moved = False
        for lag in range(1, min(len(points), 60)):
            one, other = order[:-lag], order[lag:]
            delta = points[other] - points[one]
            if not np.any(delta[:, 0] < least):
                break
            distance = np.hypot(delta[:, 0], delta[:, 1])
            close = distance < least - 0.01
            if not np.any(close):
                continue
            moved = True
            # Points on one spot part sideways, by their order: there is no other direction to take.
            direction = np.where(
                distance[close, None] > 1e-6, delta[close] / np.maximum(distance[close, None], 1e-6), [[0.6, 0.8]]
            )
            push = direction * ((least - distance[close, None]) / 2)
            np.add.at(points, other[close], push)
            np.add.at(points, one[close], -push)
        if not moved:
            break
    return points
