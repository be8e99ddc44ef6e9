"""The interactive map: one HTML file that makes no network request and opens from a disk.

pyvis draws it, through a thin subclass with a template of our own. Stock pyvis asks two outside hosts, runs script
from titles and has no language, landmarks or table. Here, text from data reaches the page in two ways only: by the
autoescaping template, and by a JSON island that the script writes with `textContent`. A Content-Security-Policy
with the hashes of our own blocks forbids everything else.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyvis
from markupsafe import Markup
from pyvis.network import Network

from graph_service.messages import Day, Lang, m, say
from visualisations import style
from visualisations.arrange import Arrangement, arrange
from visualisations.fonts import embedded
from visualisations.island import json_island
from visualisations.labels import LabelText, label_texts
from visualisations.renderers import Renderer
from visualisations.renderers._legend import legend, swatch
from visualisations.renderers._payload import payload
from visualisations.stage import hull
from visualisations.templating import environment, policy
from visualisations.view import MapEdge, MapView, NodeState

_VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
_WORDS = ("map-evidence-hint", "map-evidence-none", "map-no-source", "map-fictional", "map-open-card")
"""Messages that the script itself shows."""


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
    }


def render(view: MapView, lang: Lang) -> bytes:
    """The map as one HTML document in UTF-8."""
    found = arrange(view)
    network = MapNetwork(view, found)
    document = payload(view, lang)
    island = {
        **{key: document[key] for key in ("nodes", "edges", "sources", "paths", "fictional")},
        "draw": {
            "nodes": network.nodes,
            "edges": network.edges,
            "labels": [_label(text) for text in label_texts(view, lang)],
        },
        "box": found.box,
        "hull": hull(view, found),
        "shapes": {n: {"points": s.points, "hole": s.hole, "radius": s.radius} for n, s in style.SHAPES.items()},
        "words": {code.removeprefix("map-"): say(m(code), lang) for code in _WORDS},
    }
    scripts = [_vis_network(), _own("labels.js"), _own("map.js"), _own("panel.js")]
    css = embedded() + _own("map.css")
    page = network.page(
        view=view,
        document=document,
        lang=lang,
        t=lambda code, **args: say(m(f"map-{code}", **args), lang),
        day=lambda stated: say(Day(stated), lang) if stated else "–",
        legend=legend(view, lang),
        swatches={
            node.id: swatch(node.family.shape, style.fill(node), ghost=node.state is NodeState.GHOST)
            for node in view.nodes
        },
        names={node.id: say(node.label, lang) for node in view.nodes},
        source_texts={source["id"]: source["short"] for source in document["sources"]},
        island=Markup(json_island(island)),  # noqa: S704 (escaped by json_island)
        scripts=[Markup(text) for text in scripts],  # noqa: S704 (files of ours and of pyvis)
        css=Markup(css),  # noqa: S704 (files of ours)
        policy=policy(scripts, [css]),
    )
    # Half of a surrogate pair can come out of broken files; it has no UTF-8 and no meaning.
    return page.encode("utf-8", "replace")


def _label(text: LabelText) -> dict[str, Any]:
    return {"id": text.id, "forms": text.forms, "size": text.size, "weight": text.weight, "always": text.always}


@cache
def _own(name: str) -> str:
    return (Path(__file__).parent.parent / "templates" / name).read_text("utf-8")


@cache
def _vis_network() -> str:
    """vis-network as pyvis ships it, without the comment that makes developer tools ask for a source map."""
    text = _VIS.read_text("utf-8")
    return text[: text.rindex("//# sourceMappingURL=")] if "//# sourceMappingURL=" in text else text


RENDERER = Renderer("html", "text/html; charset=utf-8", render)
