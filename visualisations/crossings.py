"""How often the lines of a picture cross: what its form is chosen by (docs/method.md#drawing)."""

from __future__ import annotations

import numpy as np

from visualisations.layouts import Points
from visualisations.layouts._spread import Array
from visualisations.view import MapView

BLOCK = 256
"""Lines that are compared with all others at once."""


def crossings_a_line(view: MapView, points: Points) -> float:
    """Crossings of two drawn lines for each line, as if all were straight. Lines that share an end do not cross; a
    ground line between two groups lies under everything and counts as any other."""
    lines = [edge for edge in view.edges if edge.a != edge.b]
    if not lines:
        return 0.0
    return crossings(points, [(edge.a, edge.b) for edge in lines]) / len(lines)


def crossings(points: Points, pairs: list[tuple[str, str]]) -> int:
    """How many pairs of these lines cross."""
    names = {id_: at for at, id_ in enumerate(sorted({end for pair in pairs for end in pair}))}
    spots = np.array([points[id_] for id_ in names], dtype=np.float64).reshape(-1, 2)
    ends = np.array([(names[a], names[b]) for a, b in pairs], dtype=np.int64).reshape(-1, 2)
    a, b = spots[ends[:, 0]], spots[ends[:, 1]]
    found = 0
    for start in range(0, len(ends), BLOCK):
        mine = slice(start, start + BLOCK)
        p, q = a[mine, None, :], b[mine, None, :]
        apart = (_side(p, q, a[None]) * _side(p, q, b[None]) < 0) & (
            _side(a[None], b[None], p) * _side(a[None], b[None], q) < 0
        )
        own = ends[mine]
        shared = (own[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
        found += int((apart & ~shared).sum())
    return found // 2


def _side(a: Array, b: Array, c: Array) -> Array:
    """On which side of the line from `a` to `b` a point lies: the sign of a turn."""
    return np.asarray(
        (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
    )
