"""On the ground: a mark for each place with how many actors it has, and one line between two places."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from graph_service.messages import m
from graph_service.queries.picture import LineType, Node, NodeType, Picture, Place, Shown, SourceLine
from visualisations.forms._between import between
from visualisations.forms._choosing import actors, drawn, ties

LINES = 2
"""Lines for each place."""
OUTLINES = SourceLine("contours", "IGN", "Admin Express COG 2018", "Licence Ouverte 2.0", "2018")


def make(picture: Picture) -> Picture | None:
    """The places of the actors; None where fewer than two are known. Who has no place is counted, and put nowhere."""
    people = [node for node in actors(picture) if node.type is NodeType.ACTOR]
    at = {node.id: node.place for node in people if node.place}
    places = {place.id: place for place in at.values()}
    if len(places) < 2:
        return None
    sizes = Counter(place.id for place in at.values())
    where = {id_: _mark(place) for id_, place in at.items()}
    lines, told = between((line for line in ties(picture) if line.a in at and line.b in at), where, LINES * len(places))
    nodes = [
        replace(_node(place, sizes[id_]), members=tuple(sorted(actor for actor, own in at.items() if own.id == id_)))
        for id_, place in sorted(places.items())
    ]
    nowhere = len(people) - len(at)
    notes = (m("map-form-geography"), *told, *((m("map-nowhere", n=nowhere),) if nowhere else ()))
    sources = (*picture.sources, OUTLINES) if picture.areas else picture.sources
    made = drawn(picture, nodes, lines, "geography", notes, groups=(), sources=sources)
    counted = replace(made.caption, actors=Shown(len(at), picture.caption.actors.total))
    return replace(made, caption=counted, legend={LineType.BETWEEN: m("map-tie-between-places")})


def _mark(place: Place) -> str:
    return f"place/{place.id}"


def _node(place: Place, size: int) -> Node:
    said = m("group-said", n=size)
    return Node(_mark(place), NodeType.GROUP, place.name or said, "", said, size=size, note=said, spot=place.spot)
