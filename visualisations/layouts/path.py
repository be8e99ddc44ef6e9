"""The paths step by step from left to right: the best one straight, the others bowed above and below it. Where it is
narrow they run downwards."""

from __future__ import annotations

from visualisations.layouts import WIDE, Points
from visualisations.layouts import network as fallback
from visualisations.layouts._spread import row
from visualisations.view import MapView

STEP = 230.0
RISE = 125.0
DOWN, LANE = 130.0, 120.0
"""From step to step and from lane to lane where the paths run downwards."""

NARROW = 600.0


def place(view: MapView, aspect: float = WIDE) -> Points:
    """Actors of path 1 on the middle line; each further path in a lane of its own; the others in rows below."""
    if not view.paths:
        return fallback.place(view, aspect)
    paths = sorted(view.paths, key=lambda p: p.rank)
    length = max(STEP * 2, STEP * max(len(p.actors) - 1 for p in paths))
    points: Points = {}
    lane = 0
    for path in paths:
        # Lanes: 0, then one above, one below, two above, … ; a path that adds no actor takes none.
        new = [actor for actor in path.actors if actor not in points]
        if points and not new:
            continue
        y = (lane + 1) // 2 * RISE * (-1 if lane % 2 else 1)
        lane += 1
        for actor, x in zip(path.actors, _columns(path.actors, points, length), strict=True):
            points.setdefault(actor, (round(x, 1), y))
    if aspect <= 1:
        # Names stand beside the nodes then: steps take less room than lanes.
        points = {id_: (round(y / RISE * LANE, 1), round(x / STEP * DOWN, 1)) for id_, (x, y) in points.items()}
        length = LANE
    bottom = max(y for _, y in points.values())
    rest = sorted(view.by_id.keys() - points.keys(), key=lambda id_: (str(view.by_id[id_].label), id_))
    points.update(row(rest, bottom + 120.0, width=max(900.0, length) if aspect > 1 else 330.0))
    return points


def _columns(actors: tuple[str, ...], points: Points, length: float) -> list[float]:
    """x of each step: where it already stands, else even between the nearest neighbours that do."""
    fixed = {i: points[a][0] for i, a in enumerate(actors) if a in points}
    fixed.setdefault(0, -length / 2)
    fixed.setdefault(len(actors) - 1, length / 2 if len(actors) > 1 else fixed[0])
    columns = []
    for i in range(len(actors)):
        if i in fixed:
            columns.append(fixed[i])
            continue
        left, right = max(k for k in fixed if k < i), min(k for k in fixed if k > i)
        columns.append(fixed[left] + (fixed[right] - fixed[left]) * (i - left) / (right - left))
    return columns
