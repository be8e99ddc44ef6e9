"""A static picture as `tests.visualisations.judge` looks at it: what stands where, from the stage and from the SVG.

Boxes, nodes and leader lines are those of the stage; what is written where is read from the document itself, so that a
name that is drawn elsewhere than it was placed is found.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from visualisations.lettering import width
from visualisations.renderers import renderer
from visualisations.renderers.svg import INSET, WIDTH
from visualisations.stage import Stage, stage
from visualisations.view import MapView

SVG = "{http://www.w3.org/2000/svg}"


def document(view: MapView, lang: str = "fr") -> ElementTree.Element:
    return ElementTree.fromstring(renderer("svg").render(view, lang))


def staged(view: MapView, lang: str = "fr") -> Stage:
    return stage(view, lang, WIDTH - 2 * INSET)


def seen(view: MapView, lang: str = "fr") -> dict[str, Any]:
    """What `judge.faults` asks to see, in pixels of the map's stage."""
    drawn = staged(view, lang)
    ox, oy = drawn.origin

    def there(values: Any) -> list[float]:
        return [value + (oy if i % 2 else ox) for i, value in enumerate(values)]

    return {
        "nodes": [
            {
                "id": mark.node.id,
                "x": mark.outline.x + ox,
                "y": mark.outline.y + oy,
                "r": mark.outline.r,
                "round": mark.outline.round,
                "corners": [there(corner) for corner in mark.outline.corners],
            }
            for mark in drawn.marks
        ],
        "labels": [
            {
                "id": name.id,
                "lines": name.form.lines,
                "box": there(name.box),
                "leader": name.leader and there(name.leader),
            }
            for name in drawn.placing.names
        ],
        "badges": [
            {"text": badge.text, "box": there((x - badge.width / 2, y - 10, x + badge.width / 2, y + 10))}
            for badge, (x, y) in drawn.placing.badges
        ],
        "controls": [],
        "always": [],
        "written": written(document(view, lang), ox, oy),
        "width": drawn.width,
        "height": drawn.height,
    }


def written(figure: ElementTree.Element, ox: float, oy: float) -> list[dict[str, Any]]:
    """The texts of the map, with where their middle is."""
    found = []
    for group in figure.findall(f"{SVG}g"):
        if not re.fullmatch(r"translate\(\S+ \S+\)", group.get("transform", "")):
            continue
        for text in group.iter(f"{SVG}text"):
            size, words = float(text.get("font-size", 0)), text.text or ""
            wide = width(words, size, int(text.get("font-weight", 0)))
            shift = {"middle": 0.0, "end": -wide / 2}.get(text.get("text-anchor", "start"), wide / 2)
            x, y = float(text.get("x", 0)) + shift, float(text.get("y", 0)) - 0.364 * size
            found.append({"text": words, "x": x + ox, "y": y + oy, "width": wide})
    return found
