"""One actor in the middle, its partners on a ring around it, theirs on an outer ring near the strongest parent."""

from __future__ import annotations

import math

from visualisations.layouts import WIDE, Points
from visualisations.layouts._spread import even_angles, on_ellipse, row, unit
from visualisations.view import MapView, NodeState

ASPECT = 1.32
"""Rings are wider than high: labels stand beside nodes and are wide."""
FIRST = 215.0
"""Half the height of the first ring."""
STEP = 126.0
"""From one ring to the next: the names of the inner one stand between them."""
GAP = 48.0
"""Length of ring that one node takes."""
SWAPS = 70
"""Up to how many nodes a ring is ordered by trial; beyond, by kind and strength."""


def place(view: MapView, aspect: float = WIDE) -> Points:
    """The focus (else the node with most ties) in the middle; what it does not reach in rows below."""
    if not view.nodes:
        return {}
    centre = _centre(view)
    rings, parents = _rings(view, centre)
    points: Points = {centre: (0.0, 0.0)}
    angles: dict[str, float] = {}
    height = 0.0
    for depth, ring in enumerate(rings):
        height = max(FIRST if depth == 0 else height + STEP, len(ring) * GAP / (2 * math.pi * (1 + ASPECT) / 2))
        even = even_angles(len(ring), height * ASPECT, height)
        if depth == 0:
            order, turns = _ordered(view, ring), even
        else:
            wanted = _near_parents(ring, parents, angles)
            order = sorted(ring, key=lambda id_: (wanted[id_], id_))
            least = GAP / (height * (1 + ASPECT) / 2)
            turns = _separate([wanted[id_] for id_ in order], least) if len(ring) > 1 else [wanted[order[0]]]
        for id_, angle, (x, y) in zip(order, turns, on_ellipse(turns, height * ASPECT, height), strict=True):
            angles[id_] = angle
            points[id_] = (round(x, 1), round(y, 1))
    rest = sorted(view.by_id.keys() - points.keys(), key=lambda id_: (str(view.by_id[id_].label), id_))
    points.update(row(rest, height + 90.0))
    return points


def _centre(view: MapView) -> str:
    return min(
        view.by_id,
        key=lambda id_: (view.by_id[id_].state is not NodeState.FOCUS, -len(view.neighbours[id_]), id_),
    )


def _rings(view: MapView, centre: str) -> tuple[list[list[str]], dict[str, str]]:
    """Nodes by their number of steps from the centre, and for each its strongest parent one step nearer."""
    seen, rings, parents = {centre}, [], {}
    current = [centre]
    while current:
        best: dict[str, tuple[float, str]] = {}
        for id_ in current:
            for other, strength in view.neighbours[id_]:
                if other not in seen:
                    best[other] = min(best.get(other, (0.0, "~")), (-strength, id_))
        seen |= best.keys()
        parents.update({id_: parent for id_, (_, parent) in best.items()})
        current = sorted(best)
        if current:
            rings.append(current)
    return rings, parents


def _ordered(view: MapView, ring: list[str]) -> list[str]:
    """The order around the ring that makes ties between partners short: swaps, as long as one helps."""
    order = sorted(ring, key=lambda id_: (view.by_id[id_].family.id, id_))
    inside = set(ring)
    ties = {id_: [(o, s) for o, s in view.neighbours[id_] if o in inside] for id_ in ring}
    if len(ring) > SWAPS or not any(ties.values()):
        return order
    at, n = {id_: i for i, id_ in enumerate(order)}, len(order)

    def cost(id_: str, there: int, other: str, here: int) -> float:
        total = 0.0
        for partner, strength in ties[id_]:
            spot = here if partner == other else at[partner]
            step = abs(there - spot)
            total += min(step, n - step) * (0.2 + strength)
        return total

    for _ in range(6):
        better = False
        for i in range(n):
            for j in range(i + 1, n):
                one, two = order[i], order[j]
                before = cost(one, i, two, j) + cost(two, j, one, i)
                after = cost(one, j, two, i) + cost(two, i, one, j)
                if after < before - 1e-9:
                    order[i], order[j] = two, one
                    at[one], at[two] = j, i
                    better = True
        if not better:
            break
    return order


def _near_parents(ring: list[str], parents: dict[str, str], angles: dict[str, float]) -> dict[str, float]:
    """The angle of each node's parent, siblings a little beside each other."""
    siblings: dict[str, list[str]] = {}
    for id_ in ring:
        siblings.setdefault(parents[id_], []).append(id_)
    wanted: dict[str, float] = {}
    for parent, children in siblings.items():
        for i, id_ in enumerate(sorted(children, key=lambda c: (unit(c), c))):
            wanted[id_] = angles[parent] + (i - (len(children) - 1) / 2) * 0.16
    return wanted


def _separate(angles: list[float], least: float) -> list[float]:
    """Sorted angles moved as little as needed to keep `least` between neighbours all around."""
    turns, n = list(angles), len(angles)
    least = min(least, 2 * math.pi / n * 0.999)
    for _ in range(200):
        worst = 0.0
        for i in range(n):
            j = (i + 1) % n
            gap = turns[j] + (2 * math.pi if j == 0 else 0.0) - turns[i]
            if gap < least:
                worst = max(worst, least - gap)
                turns[i] -= (least - gap) / 2
                turns[j] += (least - gap) / 2
        if worst < 1e-4:
            return turns
    # Too crowded to settle by small moves: even steps from the first one on keep the order and the distance.
    return [turns[0] + 2 * math.pi * i / n for i in range(n)]
