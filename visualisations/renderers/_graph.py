"""A picture as a graph for other programs: its nodes and lines with plain values, in the order of the picture.

Positions are those of the page at zoom 1, with y upwards, as programs for graphs have it. Texts hold no sign that XML
forbids; a library escapes the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from graph_service.checked import for_xml
from graph_service.messages import Lang, m, say
from visualisations import style
from visualisations.arrange import arrange
from visualisations.renderers._payload import caption_text, notes, payload
from visualisations.renderers._table import names
from visualisations.view import MapView

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node or a line: its values by name, None where nobody says; and how it is drawn."""

    id: str
    label: str
    values: Mapping[str, Value]
    color: str
    size: float
    """Radius of a node, width of a line, in pixels at zoom 1."""
    shape: str = ""
    at: tuple[float, float] | None = None
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Graph:
    about: Mapping[str, Value]
    """What a reader must know of the whole: title, numbers, date, readers, sources with their licences."""
    nodes: tuple[Drawn, ...]
    lines: tuple[Drawn, ...]


def graph(view: MapView, lang: Lang) -> Graph:
    """The picture as a graph."""
    document = payload(view, lang)
    points = arrange(view).points
    kept = _ids([*names(view, lang)])
    families = {family["id"]: family["label"] for family in document["families"]}
    nodes = [
        Drawn(
            kept[said["id"]],
            said["label"],
            {
                "id": said["id"],
                "name": said["label"],
                "kind": said["kind"],
                "kind_label": said["kind_label"],
                "family": families.get(said["family"], said["family"]),
                "territory": said["territory"],
                **({view.colour_column: said["hue"]} if view.hues else {}),
                "running_projects": said["running"],
                "state": said["state"],
                "closed": said["closed"],
                "text": said["text"],
            },
            style.fill(node),
            style.radius(node, view),
            node.family.shape,
            (points[node.id][0], 0.0 - points[node.id][1]),
        )
        for node, said in zip(view.nodes, document["nodes"], strict=True)
    ]
    lines = [
        Drawn(
            f"e{at}",
            said["text"],
            {
                "strength": said["strength"] if edge.is_tie else None,
                "weight": said["weight"],
                "projects": said["projects"],
                "first": said["first"],
                "last": said["last"],
                "state": said["state"],
                "state_text": said["state_text"],
                "ended": said["ended"],
                "meetings_only": said["meetings_only"],
                "text": said["text"],
                "evidence": said["evidence"][0]["title"] if said["evidence"] else None,
                "sources": " ".join(said["evidence"][0]["sources"]) if said["evidence"] else None,
            },
            style.line(edge).color,
            style.line(edge).width,
            ends=(kept[edge.a], kept[edge.b]),
        )
        for at, (edge, said) in enumerate(zip(view.edges, document["edges"], strict=True))
    ]
    joined = {end for edge in view.edges for end in (edge.a, edge.b)}
    nodes += [
        Drawn(kept[each.id], say(each.label, lang), {"id": each.id, "name": say(each.label, lang)}, style.HULL, 0.0)
        for each in getattr(view, "groups", ())
        if each.id in joined - view.by_id.keys()
    ]
    return Graph(_about(view, document, lang), tuple(nodes), tuple(lines))


def _about(view: MapView, document: Mapping[str, Any], lang: Lang) -> dict[str, Value]:
    return {
        "title": document["title"],
        "subtitle": document["subtitle"] or None,
        "caption": caption_text(view, lang),
        "as_of": view.caption.as_of.stated,
        "revision": view.caption.revision,
        "seen_by": say(m(f"about-scope-{view.seen_by}"), lang) if view.seen_by else None,
        "fictional": view.fictional,
        "notes": " ".join(say(note, lang) for note in notes(view)),
        "sources": " ; ".join(source["text"] for source in document["sources"]) or say(m("map-no-source"), lang),
    }


def _ids(ids: Iterable[str]) -> dict[str, str]:
    """Ids as XML can hold them, each still its own."""
    found: dict[str, str] = {}
    taken = set[str]()
    for id_ in ids:
        clean = base = text(id_).strip() or "?"
        number = 2
        while clean in taken:
            clean, number = f"{base} ({number})", number + 1
        taken.add(clean)
        found[id_] = clean
    return found


def text(value: Value) -> str:
    """A value as XML holds it; a sign that XML forbids is a replacement character."""
    if isinstance(value, bool):
        return str(value).lower()
    return for_xml(str(value), "\ufffd")


def type_of(values: Iterable[Value]) -> str:
    """The type of a column: `boolean`, `double`, `integer`, or `string`."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return "boolean"
    if kinds and kinds <= {int, float}:
        return "double" if float in kinds else "integer"
    return "string"


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue of `#RRGGBB`."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def document(root: ElementTree.Element) -> bytes:
    """The tree as a file in UTF-8, an element a line."""
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, "utf-8", xml_declaration=True)) + b"\n"
