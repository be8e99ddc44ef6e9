"""Reads graphs written as JSON: networkx' node-link, graphology, Kumu, LittleSis' Oligrapher, and their like.

They differ in what they call nodes, edges and ends, and in where attributes stand; that is all that is asked of a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from graph_service.errors import InputError
from importers.readers.graphs.tables import Graph, sheets
from importers.readers.json_cells import TooDeep, cells_of
from importers.sheets import Limits, Sheet
from importers.text_sheets import decode

_NODES, _EDGES = ("nodes", "elements", "vertices"), ("edges", "links", "connections", "relationships")
_START = re.compile(rb"[\s\xef\xbb\xbf]*\{")
_NAMED = re.compile(rb'"(?:nodes|elements|vertices)"\s*:')
_SOURCE = ("source", "from", "node1_id", "start", "src", "node1")
_TARGET = ("target", "to", "node2_id", "end", "dst", "node2")
_ID = ("id", "key", "_id", "@id")
_LABEL = ("label", "name", "title", "display.name", "display.label")
_ATTRIBUTES = ("attributes", "attribs", "data", "properties")
_VISUAL = ("display", "position", "style")


def is_graph(data: bytes) -> bool:
    """Whether bytes are a JSON object with nodes and edges, beside each other or one level down."""
    return bool(_START.match(data[:64])) and bool(_NAMED.search(data)) and _graph_of(_parsed(data)) is not None


def read_json(file: str, container: str, data: bytes, limits: Limits) -> list[Sheet]:
    """The nodes and edges of a JSON graph. Raises InputError where one of them is none."""
    found = _graph_of(_parsed(data))
    assert found is not None
    nodes, edges, about = found
    graph = Graph(about={"maillage": "1"} if str(about.get("maillage", "")) == "1" else {})
    by_place: list[str] = []
    by_label: dict[str, str] = {}
    try:
        for at, (key, node) in enumerate(nodes, 1):
            values = _values(node)
            id_ = next((values[name] for name in _ID if values.get(name)), key)
            label = next((values[name] for name in _LABEL if values.get(name)), "")
            if not (id_ or label):
                raise InputError("node-without-id", file=file, row=at)
            rest = {name: text for name, text in values.items() if name not in (*_ID, *_LABEL)}
            graph.add_node(id_ or label, {**rest, **({"label": label} if label else {})})
            by_place.append(id_ or label)
            by_label.setdefault(label, id_ or label)
        for at, (key, edge) in enumerate(edges, 1):
            values = _values(edge)
            ends = [next((values[name] for name in names if values.get(name)), "") for names in (_SOURCE, _TARGET)]
            if not all(ends):
                raise InputError("edge-without-ends", file=file, row=at)
            source, target = (_named(end, graph, by_place, by_label) for end in ends)
            label = next((values[name] for name in _LABEL if values.get(name)), "")
            rest = {n: text for n, text in values.items() if n not in (*_SOURCE, *_TARGET, *_ID, *_LABEL)}
            told = {"edge_id": key or values.get("id", ""), "label": label}
            graph.edges.append({"source": source, "target": target, **{n: t for n, t in told.items() if t}, **rest})
    except TooDeep as cause:
        raise InputError("xml-too-deep", file=file, limit=64) from cause
    return sheets(graph, file, container, limits)


def _named(end: str, graph: Graph, by_place: list[str], by_label: Mapping[str, str]) -> str:
    """The id of an end: as it stands, by a node's label, or (in d3's files) by its place in the list."""
    if end in graph.nodes:
        return end
    if end in by_label:
        return by_label[end]
    numbered = end.isdigit() and not any(id_.isdigit() for id_ in by_place) and int(end) < len(by_place)
    return by_place[int(end)] if numbered else end


Items = list[tuple[str, Any]]


def _graph_of(root: Any) -> tuple[Items, Items, Mapping[str, Any]] | None:
    """(nodes, edges, the object that holds them); None where there are none."""
    inside = [value for value in root.values() if isinstance(value, dict)] if isinstance(root, dict) else []
    for found in (root, *inside):
        if not isinstance(found, dict):
            continue
        nodes = next((items for name in _NODES if (items := _items(found.get(name))) is not None), None)
        edges = next((items for name in _EDGES if (items := _items(found.get(name))) is not None), None)
        if nodes is not None and edges is not None:
            about = found.get("graph") or found.get("attributes")
            return nodes, edges, about if isinstance(about, dict) else {}
    return None


def _items(found: Any) -> Items | None:
    """(key, object) of a list of objects, or of an object of objects by their keys."""
    if isinstance(found, list):
        return [("", item) for item in found] if all(isinstance(item, dict) for item in found) else None
    if isinstance(found, dict) and all(isinstance(item, dict) for item in found.values()):
        return list(found.items())
    return None


def _values(item: Mapping[str, Any]) -> dict[str, str]:
    """The values of a node or an edge, its attributes beside its own; what only draws it is left out."""
    nested = {name: item[name] for name in _ATTRIBUTES if isinstance(item.get(name), dict)}
    own = {name: value for name, value in item.items() if name not in nested and name not in _VISUAL}
    display = item.get("display")
    shown = (
        {f"display.{k}": v for k, v in display.items() if k in ("name", "label")} if isinstance(display, dict) else {}
    )
    found: dict[str, str] = {}
    for values in (*nested.values(), shown, own):
        found |= {".".join(path): text for path, text in cells_of(values) if text}
    return found


def _parsed(data: bytes) -> Any:
    try:
        text, _, _ = decode(data, "")
        return json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError, InputError):
        # What is wrong with it, the reader of other JSON explains.
        return None
