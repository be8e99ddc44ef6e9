"""Places the nodes of a view and bends its ties. Whoever draws places the names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visualisations.bends import bends
from visualisations.layouts import Points, layout
from visualisations.layouts._spread import apart
from visualisations.style import radius
from visualisations.view import MapView

Box = tuple[float, float, float, float]
"""left, top, right, bottom"""
NEAREST = 26.0
"""No two nodes are nearer than this, whatever a layout says: one would hide the other."""


@dataclass(frozen=True)
class Arrangement:
    """A view laid out. One unit is one pixel at zoom 1; `y` grows downwards."""

    points: Points
    bends: dict[tuple[str, str], float]
    box: Box
    """What has to be in sight: all nodes."""


def arrange(view: MapView) -> Arrangement:
    """The arrangement by the layout that the view names. The same view is arranged the same everywhere."""
    points = _parted(layout(view.layout)(view))
    return Arrangement(points, bends(view, points), _bounds(view, points))


def _bounds(view: MapView, points: Points) -> Box:
    reach = [(*points[node.id], radius(node, view)) for node in view.nodes]
    if not reach:
        return (-100.0, -100.0, 100.0, 100.0)
    return (
        round(min(x - r for x, _, r in reach), 1),
        round(min(y - r for _, y, r in reach), 1),
        round(max(x + r for x, _, r in reach), 1),
        round(max(y + r for _, y, r in reach), 1),
    )


def _parted(points: Points) -> Points:
    ids = sorted(points)
    if len(ids) < 2:
        return points
    spots = apart(np.array([points[id_] for id_ in ids]), NEAREST)
    return {id_: (round(float(x), 1), round(float(y), 1)) for id_, (x, y) in zip(ids, spots, strict=True)}
