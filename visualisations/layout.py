"""From a view to places: where its nodes stand, which ties bend, which names are written where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph_service.messages import Lang
from visualisations.bends import bends
from visualisations.labels import Box, Label, bounds, place_labels
from visualisations.layouts import Points, layout
from visualisations.layouts._spread import apart
from visualisations.view import MapView

NEAREST = 26.0
"""No two nodes are nearer than this, whatever a layout says: one would hide the other."""


@dataclass(frozen=True)
class Arrangement:
    """A view laid out. One unit is one pixel at zoom 1; `y` grows downwards."""

    points: Points
    bends: dict[tuple[str, str], float]
    labels: tuple[Label, ...]
    box: Box


def arrange(view: MapView, lang: Lang) -> Arrangement:
    """The arrangement by the layout that the view names. The same view is arranged the same everywhere."""
    points = _parted(layout(view.layout)(view))
    bent = bends(view, points)
    labels = place_labels(view, points, bent, lang)
    return Arrangement(points, bent, labels, bounds(points, labels))


def _parted(points: Points) -> Points:
    ids = sorted(points)
    if len(ids) < 2:
        return points
    spots = apart(np.array([points[id_] for id_ in ids]), NEAREST)
    return {id_: (round(float(x), 1), round(float(y), 1)) for id_, (x, y) in zip(ids, spots, strict=True)}
