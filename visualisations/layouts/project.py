"""A project in the middle, who is in it around it, the places that nobody fills below, and beyond those who could."""

from __future__ import annotations

import math

from visualisations.layouts import WIDE, Points
from visualisations.layouts._spread import even_angles, on_ellipse, row
from visualisations.layouts.ego import ASPECT, FIRST, GAP, STEP
from visualisations.view import EdgeState, MapView, NodeState

APART = 0.34
"""Between two actors who could fill one place, in radians."""


def place(view: MapView, aspect: float = WIDE) -> Points:
    """What a view without a project in its focus shows stands in rows."""
    centre = next((node.id for node in view.nodes if node.state is NodeState.FOCUS), None)
    if centre is None:
        return row(sorted(view.by_id), 0.0)
    parts = [_other(edge.key, centre) for edge in view.edges if edge.state is EdgeState.PART]
    ghosts = sorted(node.id for node in view.nodes if node.state is NodeState.GHOST)
    families = {id_: view.by_id[id_].family.id for id_ in parts}
    members = sorted(dict.fromkeys(parts), key=lambda id_: (families[id_], id_))
    # From the top clockwise: half of the actors, the empty places at the bottom, the other half.
    half = len(members) // 2
    ring = [*members[:half], *ghosts, *members[half:]]
    height = max(FIRST, len(ring) * GAP / (math.pi * (1 + ASPECT)))
    turns = even_angles(len(ring), height * ASPECT, height)
    angles = dict(zip(ring, turns, strict=True))
    points: Points = {centre: (0.0, 0.0)}
    points |= _at(angles, height)
    could: dict[str, list[str]] = {}
    for edge in sorted(view.edges, key=lambda edge: edge.key):
        if edge.state is EdgeState.NEARBY:
            ghost = edge.a if edge.a in angles and edge.a in ghosts else edge.b
            actor = _other(edge.key, ghost)
            if actor not in points and not any(actor in each for each in could.values()):
                could.setdefault(ghost, []).append(actor)
    outer = {
        actor: angles[ghost] + (at - (len(actors) - 1) / 2) * APART
        for ghost, actors in could.items()
        for at, actor in enumerate(actors)
    }
    points |= _at(outer, height + STEP * 0.9)
    rest = sorted(view.by_id.keys() - points.keys())
    return points | row(rest, height + 2 * STEP)


def _at(angles: dict[str, float], height: float) -> Points:
    spots = on_ellipse(list(angles.values()), height * ASPECT, height)
    return {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in zip(angles, spots, strict=True)}


def _other(pair: tuple[str, str], one: str) -> str:
    return pair[1] if pair[0] == one else pair[0]
