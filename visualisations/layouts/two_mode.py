"""Actors and projects, by who takes part in what."""

from __future__ import annotations

from visualisations.layouts import WIDE, Points, _connected
from visualisations.view import MapView

NARROW = 900.0


def place(view: MapView, aspect: float = WIDE) -> Points:
    """Who is joined to others by steps; who is joined to nobody in rows below."""
    return _connected.place(view, lambda _: 1.0, aspect)
