"""Where actors stand on a map of the ground: their own coordinates, else the commune of their territory.

Of an intercommunality or a département that is its largest commune. Who works in a whole region, or nowhere that
anybody says, has no place: a map counts these, and puts them nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph_service.queries.picture import Area, Node, Place

if TYPE_CHECKING:
    from graph_service.model import Fact
    from graph_service.territories import Territories

MANY = 2
"""Regions up to which a map shows the départements inside."""
_TO_COMMUNE = ("epci", "departement")


def place_of(territories: Territories, fact: Fact | None, code: str | None) -> Place | None:
    """Return where an actor stands, given its fact and the code of its territory."""
    commune = _commune(territories, code)
    if fact is not None and fact.get("latitude") is not None and fact.get("longitude") is not None:
        spot = (float(fact.get("longitude")), float(fact.get("latitude")))
        return Place(f"{spot[0]:.3f},{spot[1]:.3f}", territories.name(commune or code) if code else "", spot)
    point = territories.point(commune) if commune else None
    return Place(commune, territories.name(commune), (point[1], point[0])) if commune and point else None


def _commune(territories: Territories, code: str | None) -> str | None:
    level = territories.level(code) if code else None
    if level in _TO_COMMUNE and code:
        return territories.largest_commune(code)
    return code if level not in (None, "region") else None


def areas_around(territories: Territories, nodes: Iterable[Node], codes: Iterable[str | None]) -> tuple[Area, ...]:
    """Return the outlines to show behind nodes that have a place, given the code of each one's territory: the
    départements of one or two regions, else the regions."""
    placed = {code for node, code in zip(nodes, codes, strict=True) if node.place and code}
    above = {one for code in placed for one in territories.ancestors(_commune(territories, code) or code)}
    regions = {code for code in above if territories.level(code) == "region"}
    inside = territories.departements_in(regions) if len(regions) <= MANY else []
    return (
        *(Area(code, territories.name(code)) for code in sorted(inside)),
        *(Area(code, territories.name(code), outer=True) for code in sorted(regions)),
    )
