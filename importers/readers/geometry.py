"""Turns a GeoJSON geometry into the place of a record: its type, and the longitude and latitude of a point in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Place = tuple[str, str]
"""Longitude and latitude, as texts."""


def place(geometry: Mapping[str, Any]) -> Place | None:
    """Return the point itself, with its digits as written; of a line its middle vertex; of areas a point inside the
    largest, rounded to six digits (a hand's breadth). None where the geometry has no coordinates that are numbers."""
    kind = geometry.get("type")
    coordinates: Any = geometry.get("coordinates")
    try:
        if kind == "Point":
            return _point(coordinates)
        if kind in ("MultiPoint", "LineString"):
            return _point(coordinates[len(coordinates) // 2])
        if kind == "MultiLineString":
            longest = max(coordinates, key=len)
            return _point(longest[len(longest) // 2])
        if kind == "Polygon":
            return _inside(coordinates)
        if kind == "MultiPolygon":
            return _inside(max(coordinates, key=lambda rings: abs(_area(_numbers(rings[0])))))
        if kind == "GeometryCollection":
            places = (place(one) for one in geometry.get("geometries", ()))
            return next((found for found in places if found), None)
    except (TypeError, ValueError, IndexError, KeyError, AttributeError):
        return None
    return None


def is_on_earth(found: Place) -> bool:
    """Whether two numbers are degrees: metres of a projected map are far more."""
    return abs(float(found[0])) <= 180 and abs(float(found[1])) <= 90


def _point(coordinates: Sequence[str]) -> Place:
    longitude, latitude = coordinates[:2]
    float(longitude), float(latitude)
    return str(longitude), str(latitude)


def _numbers(ring: Sequence[Sequence[str]]) -> list[tuple[float, float]]:
    return [(float(point[0]), float(point[1])) for point in ring]


def _edges(ring: Sequence[tuple[float, float]]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _area(ring: Sequence[tuple[float, float]]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(ring)) / 2


def _inside(rings: Sequence[Sequence[Sequence[str]]]) -> Place:
    """The middle of the widest stretch inside an area, holes left out, on a line across its middle."""
    found = [_numbers(ring) for ring in rings]
    heights = sorted({y for _, y in found[0]})
    # Between the two heights of corners around the middle, so that the line meets no corner.
    at = next((i for i, y in enumerate(heights[:-1]) if heights[i + 1] > (heights[0] + heights[-1]) / 2), 0)
    level = (heights[at] + heights[min(at + 1, len(heights) - 1)]) / 2
    crossings = sorted(
        x1 + (level - y1) * (x2 - x1) / (y2 - y1)
        for ring in found
        for (x1, y1), (x2, y2) in _edges(ring)
        if (y1 <= level) != (y2 <= level)
    )
    if not crossings:
        return f"{found[0][0][0]:.6f}", f"{found[0][0][1]:.6f}"
    left, right = max(zip(crossings[::2], crossings[1::2], strict=False), key=lambda pair: pair[1] - pair[0])
    return f"{(left + right) / 2:.6f}", f"{level:.6f}"
