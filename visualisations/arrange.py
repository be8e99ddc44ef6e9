"""Places the nodes of a view, bends its ties and draws outlines around its groups. Whoever draws places the names."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visualisations import ground
from visualisations.bends import bends
from visualisations.layouts import TALL, WIDE, Points, layout, narrow_below
from visualisations.layouts._spread import apart
from visualisations.outlines import outlines
from visualisations.style import radius
from visualisations.view import Arrangement, Box, MapView, Outlined, Point

__all__ = ["NEAREST", "Arrangement", "arrange", "arranged", "placed"]

NEAREST = 26.0
"""No two nodes are nearer than this, whatever a layout says: one would hide the other."""


def arranged(view: MapView) -> MapView:
    """The view with its arrangement in it."""
    return replace(view, arrangement=arrange(view))


def arrange(view: MapView) -> Arrangement:
    """The arrangement that a view holds, else that by the layout that it names. The same view is arranged the same
    everywhere."""
    if view.arrangement:
        return view.arrangement
    wide = _around(view, placed(view))
    below = narrow_below(view.layout)
    return wide if below is None else replace(wide, narrow=_around(view, placed(view, TALL)), below=below)


def placed(view: MapView, aspect: float = WIDE) -> Points:
    """Where the nodes of a view stand, and the middles of its groups, by id."""
    points = _parted(layout(view.layout)(view, aspect))
    return points | {id_: one.centre for id_, one in outlines(view, points).items()}


def _around(view: MapView, points: Points) -> Arrangement:
    around = outlines(view, points)
    under = ground.drawn(view)
    box = _bounds(view, points, around, [point for _, rings in under for ring in rings for point in ring])
    return Arrangement(points, bends(view, points, around), box, around, under)


def _bounds(view: MapView, points: Points, around: dict[str, Outlined], under: list[Point]) -> Box:
    reach = [(*points[node.id], radius(node, view)) for node in view.nodes]
    reach += [(x, y, 0.0) for one in around.values() for x, y in (*one.outline, one.title)]
    reach += [(x, y, 0.0) for x, y in under]
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
