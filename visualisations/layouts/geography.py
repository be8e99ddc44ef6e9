"""Places where they are on the ground. What is nowhere stands in rows below."""

from __future__ import annotations

from visualisations.ground import projection
from visualisations.layouts import WIDE, Points
from visualisations.layouts._spread import row
from visualisations.view import MapView


def place(view: MapView, aspect: float = WIDE) -> Points:
    """Each node at its longitude and latitude."""
    to = projection(view)
    points = {node.id: to.point(node.spot) for node in view.nodes if node.spot}
    bottom = max((y for _, y in points.values()), default=0.0)
    return points | row(sorted(view.by_id.keys() - points.keys()), bottom + 90.0)
