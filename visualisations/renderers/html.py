"""The interactive map: one HTML file that makes no network request and opens from a disk.

pyvis holds its nodes, its edges and its template, through a thin subclass; what draws them is `visualisations/viewer`,
not the vis-network that pyvis ships: that is 640 KB a file and slow on large maps. Stock pyvis also asks two outside
hosts, runs script from titles and has no language, landmarks or table. Here, text from data reaches the page in two
ways only: by the autoescaping template, and by a JSON island (`_island.py`) that the viewer writes with `textContent`.
A Content-Security-Policy with the hashes of our own blocks forbids everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup
from pyvis.network import Network

from graph_service.messages import Day, Lang, m, say
from visualisations import style, viewer
from visualisations.arrange import Arrangement, arrange
from visualisations.fonts import embedded
from visualisations.island import json_island
from visualisations.labels import LabelText, label_texts
from visualisations.renderers import Renderer
from visualisations.renderers._island import Edge, Evidence, Node, Source, Way
from visualisations.renderers._legend import edge_keys, legend, node_keys, swatch
from visualisations.renderers._payload import payload
from visualisations.renderers._table import columns, hues
from visualisations.stage import group_names, hull
from visualisations.templating import environment, policy
from visualisations.view import Group, MapEdge, MapView, NodeState, Outlined

T = TypeVar("T")
_WORDS = (
    "map-evidence-hint",
    "map-evidence-none",
    "map-evidence-between",
    "map-no-source",
    "map-fictional",
    "map-open-card",
    "viewer-alone",
    "viewer-filter",
    "viewer-found",
    "viewer-found-none",
    "viewer-hidden",
    "viewer-show-all",
)
"""Messages that the viewer itself shows."""
_FILLED = {name: f"{{{name}}}" for name in ("n", "nodes", "lines")}
"""Their arguments, which the viewer fills in."""
LONGEST = 60
"""Rows of a table up to which it is printed with the map."""
WHOLE = 250
"""Rows that a page opens with, and that a reader gets by asking for more."""
PART = 50
"""Rows that the viewer puts in at once, when the map is drawn: so few that the map can be moved meanwhile."""
UNASKED = 2000
"""Rows up to which it does so by itself; beyond, the reader asks for them."""


class MapNetwork(Network):
    """pyvis' network, filled from a view. Its own `add_node` and `add_edge` are quadratic, so lists are filled."""

    def __init__(self, view: MapView, found: Arrangement) -> None:
        super().__init__(cdn_resources="in_line")  # type: ignore[no-untyped-call]
        self.templateEnv = environment("templates")
        self.path = "map.html.jinja"
        self.nodes = [
            {
                "id": node.id,
                "x": found.points[node.id][0],
                "y": found.points[node.id][1],
                "r": style.radius(node, view),
                "fill": style.fill(node),
                "shape": "custom",
                "outline": node.family.shape,
                "keys": node_keys(node),
            }
            for node in view.nodes
        ]
        self.edges = [_drawn(f"e{i}", edge, found) for i, edge in enumerate(view.edges)]

    def page(self, **parts: Any) -> str:
        """The page: pyvis' `generate_html` with the values that our template names."""
        return str(self.templateEnv.get_template(self.path).render(**parts))


def _drawn(id_: str, edge: MapEdge, found: Arrangement) -> dict[str, Any]:
    line = style.line(edge)
    bend = found.bends.get((edge.a, edge.b), 0.0)
    return {
        "id": id_,
        "from": edge.a,
        "to": edge.b,
        "width": line.width,
        "color": {"color": line.color, "inherit": False},
        "dashes": list(line.dash) or False,
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": bend} if bend else False,
        "casing": line.casing,
        "state": edge.state.value,
        "keys": edge_keys(edge),
    }


def render(view: MapView, lang: Lang) -> bytes:
    """The map as one HTML document in UTF-8."""
    return document(view, lang, arrange(view))


def document(view: MapView, lang: Lang, found: Arrangement) -> bytes:
    """The map, arranged so, as one HTML document in UTF-8."""
    network, parts = _parts(view, lang, found)
    scripts, css = [viewer.script()], embedded() + _own("map.css") + _own("viewer.css")
    page = network.page(
        **parts,
        scripts=[Markup(text) for text in scripts],  # noqa: S704 (a file of ours)
        css=Markup(css),  # noqa: S704 (files of ours)
        policy=policy(scripts, [css]),
    )
    # Half of a surrogate pair can come out of broken files; it has no UTF-8 and no meaning.
    return page.encode("utf-8", "replace")


def _parts(view: MapView, lang: Lang, found: Arrangement) -> tuple[MapNetwork, dict[str, Any]]:
    """The network of a view, and the values that the templates of its parts name."""
    network = MapNetwork(view, found)
    labels = [*((group.id, group.label) for group in view.groups), *((node.id, node.label) for node in view.nodes)]
    told = payload(view, lang)
    island = {
        "fictional": told["fictional"],
        "nodes": [_part(node, Node) for node in told["nodes"]],
        "edges": [_edge(edge) for edge in told["edges"]],
        "paths": [_part(path, Way) for path in told["paths"]],
        "sources": [_part(source, Source) for source in told["sources"]],
        "draw": {
            "nodes": network.nodes,
            "edges": network.edges,
            "labels": [_label(text) for text in label_texts(view, lang)],
            "narrow": _narrow(view, found),
        },
        "groups": [_group(group, found.outlines[group.id], lang) for group in _outlined(view, found)],
        "land": [{"rings": rings, "outer": area.outer} for area, rings in found.ground],
        "sized": view.layout == "discs",
        "box": found.box,
        "hull": hull(view, found),
        "shapes": {n: {"points": s.points, "hole": s.hole, "radius": s.radius} for n, s in style.SHAPES.items()},
        "words": {code.partition("-")[2]: say(m(code, **_FILLED), lang) for code in _WORDS},
    }
    return network, {
        "view": view,
        "document": told,
        "lang": lang,
        "longest": LONGEST,
        "whole": WHOLE,
        "unasked": UNASKED,
        "parts": -(-WHOLE // PART),
        "later": list(_batched(list(enumerate(told["edges"]))[WHOLE:], PART)),
        "t": lambda code, **args: say(m(f"map-{code}", **args), lang),
        "v": lambda code, **args: say(m(f"viewer-{code}", **args), lang),
        "day": lambda stated: say(Day(stated), lang) if stated else "–",
        "legend": legend(view, lang),
        "swatches": {
            **{group.id: swatch("circle", style.TIE_QUIET) for group in view.groups},
            **{
                node.id: swatch(node.family.shape, style.fill(node), ghost=node.state is NodeState.GHOST)
                for node in view.nodes
            },
        },
        "columns": columns(view),
        "hues": hues(view, lang),
        "names": {id_: say(label, lang) for id_, label in labels},
        "source_texts": {source["id"]: source["short"] for source in told["sources"]},
        "island": Markup(json_island(island)),  # noqa: S704 (escaped by json_island)
    }


def _outlined(view: MapView, found: Arrangement) -> list[Group]:
    return [group for group in view.groups if group.id in found.outlines]


def _group(group: Group, stands: Outlined, lang: Lang) -> dict[str, Any]:
    return {
        "id": group.id,
        "label": say(group.label, lang),
        "names": group_names(group, lang),
        "text": say(m("group-said", n=group.size), lang),
        "url": None,
        "stands": _standing(stands),
    }


def _standing(stands: Outlined) -> dict[str, Any]:
    return {"outline": stands.outline, "title": stands.title, "centre": stands.centre}


def _narrow(view: MapView, found: Arrangement) -> dict[str, Any] | None:
    """Where all stands on a narrow map, in the order of what is drawn."""
    narrow = found.narrow
    if narrow is None:
        return None
    return {
        "below": found.below,
        "nodes": [narrow.points[node.id] for node in view.nodes],
        "bends": [narrow.bends.get((edge.a, edge.b), 0.0) for edge in view.edges],
        "groups": [_standing(narrow.outlines[group.id]) for group in _outlined(view, found)],
        "box": narrow.box,
    }


def _part(told: dict[str, Any], fields: type) -> dict[str, Any]:
    """Of what is told, what the viewer reads: a large map is sent with little else."""
    return {name: told[name] for name in fields.__annotations__}


def _edge(told: dict[str, Any]) -> dict[str, Any]:
    return {**_part(told, Edge), "evidence": [_part(line, Evidence) for line in told["evidence"]]}


def _batched(rows: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _label(text: LabelText) -> dict[str, Any]:
    return {"id": text.id, "forms": text.forms, "size": text.size, "weight": text.weight, "always": text.always}


@cache
def _own(name: str) -> str:
    return (Path(__file__).parent.parent / "templates" / name).read_text("utf-8")


RENDERER = Renderer("html", "text/html; charset=utf-8", render)
