"""A graph as tables: nodes and edges with their attributes, and remarks on ends that no node declares."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph_service.checked import clip
from graph_service.errors import InputError
from graph_service.messages import m
from graph_service.records import cells
from importers.sheets import Limits, Remark, Row, Sheet

OURS = "maillage"
"""The attribute of a graph that Maillage wrote: `1`."""
LISTS = ("themes", "territories")
SHEETS = ("actors", "projects", "participations", "partnerships", "fundings")
_NODE_COLUMNS, _EDGE_COLUMNS = (
    ("id", "label", "mode"),
    ("source", "target", "source_mode", "target_mode", "id", "label", "type"),
)
_ENDS = {
    "participations": ("actor", "project"),
    "partnerships": ("actor", "partner"),
    "fundings": ("funder", "recipient"),
}
"""What the two ends of an edge of ours are called."""
_MODES = {
    "actor": "actor",
    "acteur": "actor",
    "organisation": "actor",
    "organization": "actor",
    "0": "actor",
    "project": "project",
    "projet": "project",
    "event": "project",
    "1": "project",
}
"""What the attributes `type`, `mode` or `bipartite` of a node may say of a graph of two kinds of nodes."""


@dataclass(slots=True)
class Graph:
    """A graph as its file tells it: each node and edge as names and texts."""

    nodes: dict[str, dict[str, str]] = field(default_factory=dict)
    edges: list[dict[str, str]] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)
    """Elements that are neither nodes nor edges, and are not read."""
    twice: list[str] = field(default_factory=list)
    """Ids that several nodes have: the first one counts."""

    def add_node(self, id_: str, values: Mapping[str, str]) -> None:
        if id_ in self.nodes:
            self.twice.append(id_)
        else:
            self.nodes[id_] = dict(values)


@dataclass(frozen=True, kw_only=True)
class GraphSheet(Sheet):
    """The nodes or the edges of a graph. Row 1 is the first of them."""

    texts: list[list[str]]
    told: Mapping[int, Remark]
    """Row -> what is wrong with it."""

    @property
    def expected_rows(self) -> int | None:
        return len(self.texts)

    def rows_with_remarks(self) -> Iterator[Row]:
        for at, texts in enumerate(self.texts, 1):
            yield at, list(texts), ((self.told[at],) if at in self.told else ())


def sheets(graph: Graph, file: str, container: str, limits: Limits) -> list[Sheet]:
    """The tables of a graph. Raises InputError where it has no node, or too many kinds of attributes."""
    if not graph.nodes and not graph.edges:
        raise InputError("empty-graph", file=file)
    if graph.about.get(OURS):
        return _of_ours(graph, file, container, limits)
    modes = _modes(graph)
    nodes = [{"id": id_, "mode": modes.get(id_, ""), **values} for id_, values in graph.nodes.items()]
    edges = [
        {**edge, "source_mode": modes.get(edge["source"], ""), "target_mode": modes.get(edge["target"], "")}
        for edge in graph.edges
    ]
    told = {at: remark for at, edge in enumerate(edges, 1) if (remark := _undeclared(edge, graph))}
    remarks = tuple(
        Remark(None, clip(id_), m("problem-node_twice", id=clip(id_))) for id_ in dict.fromkeys(graph.twice)
    )
    remarks += tuple(Remark(None, name, m("problem-graph_unread", name=name, n=n)) for name, n in graph.unread.items())
    return [
        _sheet("nodes", _NODE_COLUMNS, nodes, {}, file, container, limits, remarks),
        _sheet("edges", _EDGE_COLUMNS, edges, told, file, container, limits),
    ]


def _modes(graph: Graph) -> dict[str, str]:
    """Of a graph of two kinds of nodes, actors and projects, which each is; empty for any other graph: it says so of
    every node, and no edge joins two projects."""
    for name in ("bipartite", "mode", "type", "Type", "kind"):
        found = {id_: _MODES.get(values.get(name, "").strip().lower(), "") for id_, values in graph.nodes.items()}
        if not all(found.values()) or len(set(found.values())) != 2:
            continue
        pairs = ((found.get(edge["source"]), found.get(edge["target"])) for edge in graph.edges)
        if all(pair != ("project", "project") for pair in pairs):
            return found
    return {}


def _undeclared(edge: Mapping[str, str], graph: Graph) -> Remark | None:
    lost = [edge[end] for end in ("source", "target") if edge[end] not in graph.nodes]
    if not lost:
        return None
    return Remark(None, clip(lost[0]), m("problem-undeclared_end", id=clip(lost[0])), rejects=True)


def _of_ours(graph: Graph, file: str, container: str, limits: Limits) -> list[Sheet]:
    """The sheets of the template that a graph of Maillage's own was written from. Ends are named by their ids."""
    ids = {node: values.get("id", node) for node, values in graph.nodes.items()}
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in SHEETS}
    for values in graph.nodes.values():
        rows.setdefault(values.get("maillage_sheet", ""), []).append(_own(values))
    for edge in graph.edges:
        name = edge.get("maillage_sheet", "")
        first, second = _ENDS.get(name, ("source", "target"))
        joined = {first: ids.get(edge["source"], edge["source"]), second: ids.get(edge["target"], edge["target"])}
        rows.setdefault(name, []).append({**joined, **_own(edge)})
    rows |= _lists(graph.about.get(f"{OURS}_lists", ""))
    return [_sheet(name, (), rows[name], {}, file, container, limits) for name in (*LISTS, *SHEETS) if rows.get(name)]


def _lists(text: str) -> dict[str, list[dict[str, str]]]:
    """The themes and territories that a graph of ours carries beside its nodes; none where the text is damaged."""
    try:
        found = json.loads(text)
        return {name: [{str(k): str(v) for k, v in row.items()} for row in found.get(name, ())] for name in LISTS}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return {}


def _own(values: Mapping[str, str]) -> dict[str, str]:
    beside = ("maillage_sheet", "label", "source", "target", "edge_id")
    return {name: text for name, text in values.items() if name not in beside}


def _sheet(
    name: str,
    first: tuple[str, ...],
    rows: list[dict[str, str]],
    told: Mapping[int, Remark],
    file: str,
    container: str,
    limits: Limits,
    remarks: tuple[Remark, ...] = (),
) -> Sheet:
    header: dict[str, None] = dict.fromkeys(first)
    for row in rows:
        header.update(dict.fromkeys(row))
    if len(header) > limits.columns:
        raise InputError("too-many-columns", file=file, n=len(header), limit=limits.columns)
    texts = [[cells.escape(row.get(column, "")) for column in header] for row in rows]
    for at, cells_ in enumerate(texts, 1):
        if any(len(text) > limits.cell for text in cells_):
            raise InputError("cell-too-long", file=file, row=at, limit=limits.cell)
    return GraphSheet(
        file=file,
        name=name,
        container=container,
        encoding="utf-8",
        header=tuple(header),
        header_row=0,
        book=file,
        remarks=remarks,
        texts=texts,
        told=told,
    )
