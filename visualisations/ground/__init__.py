"""The ground under a map: outlines of départements and regions, and where on the picture a place stands."""

from __future__ import annotations

import gzip
import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from visualisations.view import Area, MapView, Point

SIZE = 900.0
"""Pixels at zoom 1 that the longer side of the ground takes."""

Ring = tuple[Point, ...]


@cache
def outlines() -> dict[str, tuple[Ring, ...]]:
    """The rings of each département and region, by code: longitude, latitude."""
    raw = json.loads(gzip.decompress((Path(__file__).parent / "outlines.json.gz").read_bytes()))
    return {code: tuple(tuple((x, y) for x, y in ring) for ring in rings) for code, rings in raw.items()}


@dataclass(frozen=True)
class Projection:
    """Longitude and latitude as points of a picture: equal scales along the middle parallel."""

    west: float
    north: float
    scale: float
    short: float
    """How many times shorter a degree of longitude is than one of latitude."""

    def point(self, spot: Point) -> Point:
        x, y = (spot[0] - self.west) * self.short * self.scale, (self.north - spot[1]) * self.scale
        return round(x, 1), round(y, 1)


def projection(view: MapView) -> Projection:
    """The projection that shows all areas of a view and all its places on the ground."""
    spots = [spot for area in view.areas for ring in outlines().get(area.code, ()) for spot in ring]
    spots += [node.spot for node in view.nodes if node.spot]
    if not spots:
        return Projection(0.0, 0.0, 1.0, 1.0)
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    short = math.cos(math.radians((south + north) / 2))
    return Projection(west, north, SIZE / max((east - west) * short, north - south, 1e-6), short)


def drawn(view: MapView) -> tuple[tuple[Area, tuple[Ring, ...]], ...]:
    """Each area of a view with its rings, as points of the picture."""
    to = projection(view)
    return tuple(
        (area, tuple(tuple(to.point(spot) for spot in ring) for ring in outlines()[area.code]))
        for area in view.areas
        if area.code in outlines()
    )
