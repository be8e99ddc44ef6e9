"""A picture as GEXF 1.3, for Gephi: with positions, colours and sizes as it is drawn here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from graph_service.messages import Lang, m, say
from visualisations.renderers import Renderer
from visualisations.renderers._graph import Drawn, Value, document, graph, rgb, text, type_of
from visualisations.view import MapView

_SCHEMA, _VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
_SHAPES = {"square": "square", "diamond": "diamond", "triangle": "triangle", "page": "square"}
"""Outlines that GEXF has too; the others are discs there."""


def render(view: MapView, lang: Lang) -> bytes:
    """The picture as one document; its description tells what a reader must know of the whole."""
    found = graph(view, lang)
    root = Element("gexf", {"xmlns": _SCHEMA, "xmlns:viz": _VIZ, "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = say(m("map-made-by"), lang)
    told = ("title", "subtitle", "caption", "seen_by", "notes", "sources")
    SubElement(meta, "description").text = "\n".join(text(found.about[name]) for name in told if found.about[name])
    made = SubElement(root, "graph", {"defaultedgetype": "undirected"})
    _declare(made, "node", found.nodes)
    _declare(made, "edge", found.lines)
    nodes = SubElement(made, "nodes", {"count": str(len(found.nodes))})
    for node in found.nodes:
        element = SubElement(nodes, "node", {"id": node.id, "label": text(node.label)})
        _values(element, node.values)
        _color(element, node.color)
        if node.at:
            SubElement(element, "viz:position", {"x": text(node.at[0]), "y": text(node.at[1]), "z": "0.0"})
        SubElement(element, "viz:size", {"value": text(node.size)})
        SubElement(element, "viz:shape", {"value": _SHAPES.get(node.shape, "disc")})
    edges = SubElement(made, "edges", {"count": str(len(found.lines))})
    for line in found.lines:
        strength = line.values["strength"]
        ends = {"id": line.id, "source": line.ends[0], "target": line.ends[1]}
        weight = {} if strength is None else {"weight": text(strength)}
        element = SubElement(edges, "edge", ends | weight)
        _values(element, line.values)
        _color(element, line.color)
        SubElement(element, "viz:thickness", {"value": text(line.size)})
    return document(root)


def _declare(made: Element, of: str, items: Sequence[Drawn]) -> None:
    """Declare the values of nodes or lines, whose ids are their names."""
    declared = SubElement(made, "attributes", {"class": of})
    for name in dict.fromkeys(name for item in items for name in item.values):
        # In Gephi, `id` and `weight` are names of its own.
        title = f"maillage_{name}" if name in ("id", "weight") else name
        kind = type_of(item.values.get(name) for item in items)
        SubElement(declared, "attribute", {"id": name, "title": title, "type": kind})


def _values(element: Element, values: Mapping[str, Value]) -> None:
    held = SubElement(element, "attvalues")
    for name, value in values.items():
        if value is not None:
            SubElement(held, "attvalue", {"for": name, "value": text(value)})


def _color(element: Element, color: str) -> None:
    SubElement(element, "viz:color", dict(zip("rgb", map(str, rgb(color)), strict=True)))


RENDERER = Renderer("gexf", "application/gexf+xml", render, place=91)
