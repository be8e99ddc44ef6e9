"""Two columns: actors on the left, projects on the right, each beside those that it is joined to."""

from __future__ import annotations

from visualisations.layouts import WIDE, Points
from visualisations.style import PAGE
from visualisations.view import MapView

ACROSS, DOWN = 460.0, 34.0
"""Between the columns, and from one node to the next."""
ROUNDS = 12


def place(view: MapView, aspect: float = WIDE) -> Points:
    """The order in each column is that of the middle of the neighbours in the other one, again and again (Sugiyama,
    Tagawa and Toda 1981), which lets lines cross seldom."""
    right = sorted(node.id for node in view.nodes if node.family.shape == PAGE)
    left = sorted(view.by_id.keys() - set(right))
    spots = _spots(left) | _spots(right)
    for turn in range(ROUNDS):
        side = (right, left)[turn % 2]
        side.sort(key=lambda id_: (_middle(view, id_, spots), id_))
        spots |= _spots(side)
    columns = ((left, -ACROSS / 2), (right, ACROSS / 2))
    return {id_: (x, round(spots[id_], 1)) for column, x in columns for id_ in column}


def _spots(column: list[str]) -> dict[str, float]:
    return {id_: (at - (len(column) - 1) / 2) * DOWN for at, id_ in enumerate(column)}


def _middle(view: MapView, id_: str, spots: dict[str, float]) -> float:
    near = [spots[other] for other, _ in view.neighbours[id_] if other in spots]
    return sum(near) / len(near) if near else spots[id_]
