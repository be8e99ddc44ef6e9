"""Decides which ties bend: a line through an actor that it does not join would mislead, so it goes around.

A bend is the roundness that pyvis names `curvedCW`: 0 is straight, the sign is the side. `control` is the point that
such a curve is drawn with.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from visualisations.layouts import Point, Points
from visualisations.style import radius
from visualisations.view import EdgeState, MapEdge, MapView, NodeState, Outlined

CLEAR = 14.0
"""How far a line keeps from the outline of an actor that it does not join."""
TRIED = (0.0, 0.22, -0.22, 0.36, -0.36, 0.5, -0.5, 0.66, -0.66)
GENTLE = (0.0, 0.1, -0.1, 0.2, -0.2)
"""Of many thin lines between actors and projects."""
CAREFUL = 400
"""Up to how many ties every line is looked at; beyond, only those of the paths."""

_STEPS = np.linspace(0.06, 0.94, 23)


def control(a: Point, b: Point, roundness: float) -> Point:
    """The control point of the quadratic curve from `a` to `b`, as pyvis means it by `curvedCW`."""
    dx, dy = b[0] - a[0], a[1] - b[1]
    reach = (roundness * 0.5 + 0.5) * math.hypot(dx, dy)
    angle = math.atan2(dy, dx) + (roundness * 0.5 + 0.5) * math.pi
    return a[0] + reach * math.sin(angle), a[1] + reach * math.cos(angle)


def bends(
    view: MapView, points: Points, around: Mapping[str, Outlined] = MappingProxyType({})
) -> dict[tuple[str, str], float]:
    """The roundness of every tie that is not straight, by (a, b) as the view names them. `around` are the outlines of
    groups: a line between two goes around the others."""
    all_ = len(view.edges) <= CAREFUL
    ids = list(view.by_id)
    spots = np.array([points[id_] for id_ in ids]).reshape(-1, 2)
    sizes = np.array([radius(view.by_id[id_], view) for id_ in ids])
    at = {id_: i for i, id_ in enumerate(ids)}
    gentle = view.layout == "two_mode"
    centre = next((n.id for n in view.nodes if n.state is NodeState.FOCUS), None) if view.layout == "ego" else None
    found: dict[tuple[str, str], float] = {}
    for edge in view.edges:
        if (
            edge.a == edge.b
            or edge.a not in at
            or edge.b not in at
            or not (all_ or edge.state in (EdgeState.PATH, EdgeState.ALTERNATIVE))
        ):
            continue
        order = _inwards(points, edge) if centre is not None and centre not in (edge.a, edge.b) else TRIED
        roundness = _clearest(edge, GENTLE if gentle else order, at, spots, sizes)
        if roundness:
            found[edge.a, edge.b] = roundness
    return found | _beside(view, around)


def _beside(view: MapView, around: Mapping[str, Outlined]) -> dict[tuple[str, str], float]:
    """Of the lines between groups: the first roundness that keeps off all other groups, else the one that lies least
    under them."""
    found = {}
    hulls = {id_: np.array(one.outline) for id_, one in around.items()}
    for edge in view.edges:
        if edge.state is not EdgeState.BETWEEN or edge.a not in around or edge.b not in around:
            continue
        others = [hull for id_, hull in hulls.items() if id_ not in (edge.a, edge.b)]
        under = {
            roundness: sum(
                _inside(hull, _curve(around[edge.a].centre, around[edge.b].centre, roundness)) for hull in others
            )
            for roundness in TRIED[:7]
        }
        roundness = min(under, key=lambda one: (under[one], TRIED.index(one)))
        if roundness:
            found[edge.a, edge.b] = roundness
    return found


def _inside(hull: np.ndarray, curve: np.ndarray) -> int:
    """How many points of a curve lie in a convex hull."""
    start, end = hull[None], np.roll(hull, -1, axis=0)[None]
    side = (end[..., 0] - start[..., 0]) * (curve[:, None, 1] - start[..., 1]) - (end[..., 1] - start[..., 1]) * (
        curve[:, None, 0] - start[..., 0]
    )
    return int(((side >= 0).all(axis=1) | (side <= 0).all(axis=1)).sum())


def _curve(a: Point, b: Point, roundness: float) -> np.ndarray:
    c, t = control(a, b, roundness) if roundness else ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), _STEPS
    return np.stack([(1 - t) ** 2 * a[i] + 2 * (1 - t) * t * c[i] + t**2 * b[i] for i in (0, 1)], axis=1)


def _inwards(points: Points, edge: MapEdge) -> tuple[float, ...]:
    """Between two partners of one actor: towards the middle first, so that the ring stays readable."""
    a, b = points[edge.a], points[edge.b]
    side = 1.0 if math.hypot(*control(a, b, 0.3)) < math.hypot(*control(a, b, -0.3)) else -1.0
    return (side * 0.3, side * 0.18, side * 0.45, 0.0, -side * 0.2, -side * 0.4)


def _clearest(
    edge: MapEdge, order: tuple[float, ...], at: Mapping[str, int], spots: np.ndarray, sizes: np.ndarray
) -> float:
    """The first roundness that keeps clear of all other actors, else the one that keeps farthest."""
    ends = [at[edge.a], at[edge.b]]
    a, b = (float(spots[ends[0], 0]), float(spots[ends[0], 1])), (float(spots[ends[1], 0]), float(spots[ends[1], 1]))
    others = np.ones(len(spots), dtype=bool)
    others[ends] = False
    best, most = order[0], -math.inf
    for roundness in order:
        curve = _curve(a, b, roundness)
        gaps = np.hypot(*(curve[:, None, :] - spots[None, others, :]).transpose(2, 0, 1)) - sizes[others]
        room = float(gaps.min()) if gaps.size else math.inf
        if room >= CLEAR:
            return roundness
        if room > most + 0.5:
            best, most = roundness, room
    return best
