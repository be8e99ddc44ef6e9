"""A picture as GraphML, for yEd, networkx, igraph, R and others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from graph_service.messages import Lang
from visualisations.renderers import Renderer
from visualisations.renderers._graph import Drawn, Value, document, graph, text, type_of
from visualisations.view import MapView

_SCHEMA = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {"boolean": "boolean", "integer": "int", "double": "double", "string": "string"}


def render(view: MapView, lang: Lang) -> bytes:
    """The picture as one document: values of the whole, of each node and of each line."""
    found = graph(view, lang)
    root = Element("graphml", {"xmlns": _SCHEMA})
    nodes = [_shown(node) for node in found.nodes]
    lines = [{**line.values, "color": line.color} for line in found.lines]
    tables: dict[str, Sequence[Mapping[str, Value]]] = {"graph": [found.about], "node": nodes, "edge": lines}
    keys: dict[str, dict[str, str]] = {}
    for of, rows in tables.items():
        keys[of] = {name: f"{of}-{name}" for name in dict.fromkeys(name for row in rows for name in row)}
        for name, key in keys[of].items():
            kind = _TYPES[type_of(row.get(name) for row in rows)]
            SubElement(root, "key", {"id": key, "for": of, "attr.name": name, "attr.type": kind})
    made = SubElement(root, "graph", {"edgedefault": "undirected"})
    _data(made, found.about, keys["graph"])
    for node, values in zip(found.nodes, nodes, strict=True):
        _data(SubElement(made, "node", {"id": node.id}), values, keys["node"])
    for line, values in zip(found.lines, lines, strict=True):
        ends = {"id": line.id, "source": line.ends[0], "target": line.ends[1]}
        _data(SubElement(made, "edge", ends), values, keys["edge"])
    return document(root)


def _shown(node: Drawn) -> dict[str, Value]:
    x, y = node.at or (None, None)
    return {**node.values, "x": x, "y": y, "size": node.size, "color": node.color, "shape": node.shape or None}


def _data(of: Element, values: Mapping[str, Value], keys: Mapping[str, str]) -> None:
    for name, value in values.items():
        if value is not None:
            SubElement(of, "data", {"key": keys[name]}).text = text(value)


RENDERER = Renderer("graphml", "application/graphml+xml", render, place=92)
