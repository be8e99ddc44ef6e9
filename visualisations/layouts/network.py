"""Actors by the ties between them; those without a tie in rows below."""

from __future__ import annotations

from visualisations.layouts import WIDE, Points, _connected
from visualisations.view import MapView

NARROW = 900.0


def place(view: MapView, aspect: float = WIDE) -> Points:
    """Strong ties pull more, but a weak one still pulls: both ends did meet."""
    return _connected.place(view, lambda edge: 0.3 + 0.7 * min(1.0, max(0.0, edge.strength)), aspect)
