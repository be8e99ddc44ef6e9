"""Colours, outlines and lines, in one place for every renderer (docs/method.md#drawing). Nothing is told by colour
alone.

Shapes are polygons of about unit radius, so that the page's canvas, its legend and a static picture draw one and
the same outline. `y` grows downwards, as on a screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from graph_service.messages import Message, m
from graph_service.queries.telling import STRENGTHS, strength_class
from visualisations.view import EdgeState, MapEdge, MapNode, MapView, NodeState

SURFACE, PAPER, HULL, HAIRLINE = "#FFFFFF", "#FBFBF8", "#F3F2EB", "#E3E3DC"
GROUND, GROUND_EDGE, LAND_EDGE = "#F5F4EE", "#E0DFD6", "#CFCDC1"
INK, INK_2, INK_3 = "#1B1F27", "#4A515E", "#656C79"
ACCENT, ACCENT_2, ACCENT_WEAK = "#4B38C7", "#8478D4", "#EFEDFB"
TIE_STRONG, TIE_MEDIUM, TIE_QUIET = "#5D6470", "#838A95", "#CBCAC0"
ENDED_DASH, MEETING_DASH = (6, 5), (2, 4)
EXPECTED_DASH, NEARBY_DASH = (5, 5), (2, 5)
HUES = (
    ("#0242B5", "#111111"),
    ("#C43C04", "#FFFFFF"),
    ("#33906B", "#8A8A8A"),
    ("#C84CC4", "#4D4D4D"),
    ("#AB8F17", "#C8C8C8"),
    ("#308DFF", "#6B6B6B"),
    ("#650066", "#ABABAB"),
    ("#812931", "#E4E4E4"),
)
"""Colours that say a theme or a territory, each with its grey in print: told apart from each other and from the greys
below by who is colour-blind too, and seen on white (tests/visualisations/test_colours.py)."""
OTHER_HUE, NO_HUE = ("#5F6673", "#2E2E2E"), ("#949AA5", "#D6D6D6")
"""Of whoever has another theme or territory, and of whoever has none."""
PATCH = "patch"
"""The outline of a colour in the legend: no kind's."""
PAGE = "page"
"""The outline of a project: a sheet of paper, white with a line of ink around it."""
SHEET_SIZE = 6.5
"""Radius of a project beside others."""
QUIET_MIX = 0.72
"""How far a quiet node's colour goes towards white."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline. No points is a circle; `hole` is the radius of the white disc in its middle."""

    points: tuple[tuple[float, float], ...] = ()
    hole: float = 0.0
    radius: float = 1.0
    """Of a circle; polygons have their factor in their points."""


def _regular(corners: int, factor: float, turn: float = 0.0) -> tuple[tuple[float, float], ...]:
    angles = (2 * math.pi * i / corners - math.pi / 2 + turn for i in range(corners))
    return tuple((round(factor * math.cos(a), 4), round(factor * math.sin(a), 4)) for a in angles)


def _star(factor: float) -> tuple[tuple[float, float], ...]:
    spikes, pits = _regular(5, factor), _regular(5, factor * 0.46, math.pi / 5)
    return tuple(point for pair in zip(spikes, pits, strict=True) for point in pair)


def _plus(factor: float, arm: float) -> tuple[tuple[float, float], ...]:
    f, a = factor, factor * arm
    return ((-a, -f), (a, -f), (a, -a), (f, -a), (f, a), (a, a), (a, f), (-a, f), (-a, a), (-f, a), (-f, -a), (-a, -a))


SHAPES: dict[str, Shape] = {
    "square": Shape(((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88))),
    "diamond": Shape(_regular(4, 1.22)),
    "hexagon": Shape(_regular(6, 1.08)),
    "circle": Shape(radius=0.98),
    "triangle": Shape(((0.0, -1.1), (1.16, 0.9), (-1.16, 0.9))),
    "house": Shape(((0.0, -1.15), (1.12, -0.28), (0.82, 0.98), (-0.82, 0.98), (-1.12, -0.28))),
    "plus": Shape(_plus(1.12, 0.36)),
    "star": Shape(_star(1.3)),
    "ring": Shape(radius=1.0, hole=0.5),
    "patch": Shape(((-1.15, -0.72), (1.15, -0.72), (1.15, 0.72), (-1.15, 0.72))),
    "page": Shape(((-0.8, -1.0), (0.35, -1.0), (0.8, -0.55), (0.8, 1.0), (-0.8, 1.0))),
}
"""The outlines of the families, by `Family.shape`, with factors that give them about equal visual weight."""


def shape(name: str) -> Shape:
    """The outline of that name; an unknown one is a ring, as the family of unknown kinds."""
    return SHAPES.get(name, SHAPES["ring"])


@dataclass(frozen=True, slots=True)
class TieClass:
    """A class of strengths, from `least` up: its words and its line."""

    id: str
    least: float
    width: float
    color: str

    @property
    def label(self) -> Message:
        return m(f"map-tie-{self.id}")

    @property
    def noun(self) -> Message:
        """The class as the subject of a sentence: "Strong tie"."""
        return m(f"tie-{self.id}")


_LEAST = dict(STRENGTHS)
TIE_CLASSES = (
    TieClass("very-strong", _LEAST["very-strong"], 4.0, TIE_STRONG),
    TieClass("strong", _LEAST["strong"], 2.6, TIE_STRONG),
    TieClass("medium", _LEAST["medium"], 1.6, TIE_MEDIUM),
    TieClass("weak", _LEAST["weak"], 1.0, TIE_MEDIUM),
)
"""Strongest first."""


def tie_class(strength: float) -> TieClass:
    """The class that `strength` (0 to 1) falls in."""
    id_ = strength_class(strength)
    return next(c for c in TIE_CLASSES if c.id == id_)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a tie is drawn, in pixels at zoom 1. `casing` is the white line under it; `dash` empty is solid."""

    color: str
    width: float
    dash: tuple[int, int] | tuple[()] = ()
    casing: float = 0.0


def line(edge: MapEdge) -> Stroke:
    """Return the stroke of a tie: width shows strength, dash shows the kind of evidence, accent shows the path."""
    if edge.state is EdgeState.PART:
        return Stroke(TIE_MEDIUM, 1.5, ENDED_DASH if edge.ended else ())
    if edge.state is EdgeState.EXPECTED:
        return Stroke(ACCENT, 2.4, EXPECTED_DASH)
    if edge.state is EdgeState.NEARBY:
        return Stroke(ACCENT_2, 2.0, NEARBY_DASH)
    if edge.state is EdgeState.NEW:
        return Stroke(ACCENT, max(2.0, tie_class(edge.strength).width))
    if edge.state is EdgeState.GONE:
        return Stroke(TIE_STRONG, max(1.6, min(2.6, tie_class(edge.strength).width)), ENDED_DASH)
    if edge.state is EdgeState.BETWEEN:
        return Stroke(TIE_QUIET, round(1.0 + 8.0 * math.sqrt(edge.strength), 2))
    dash: tuple[int, int] | tuple[()] = MEETING_DASH if edge.meetings_only else ENDED_DASH if edge.ended else ()
    if edge.state is EdgeState.PATH:
        return Stroke(ACCENT, 6.0, dash and (14, 9), 11.0)
    if edge.state is EdgeState.ALTERNATIVE:
        return Stroke(ACCENT_2, 3.0, dash and (9, 7), 8.0)
    found = tie_class(edge.strength)
    if edge.state is EdgeState.QUIET:
        return Stroke(TIE_QUIET, min(found.width, 1.2), dash)
    return Stroke(found.color, found.width, dash)


def radius(node: MapNode, view: MapView) -> float:
    """4.5 + 1.75 √(running projects) pixels, kept in 4.5 to 14; what the map is about is drawn larger. A project that
    it is not about is a small sheet; the area of a group's disc shows how many actors it has."""
    if node.state is NodeState.GROUP:
        largest = max(other.running for other in view.nodes if other.state is NodeState.GROUP)
        least, more = (3.5, 10.0) if view.layout == "geography" else (9.0, 31.0)
        return round(least + more * math.sqrt(node.running / max(1, largest)), 2)
    size = min(14.0, 4.5 + 1.75 * math.sqrt(max(0, node.running)))
    if node.state is NodeState.FOCUS:
        return 22.0 if view.layout in ("ego", "project") else 13.0
    if node.state is NodeState.GHOST:
        return 14.0
    if node.state is NodeState.PATH:
        return max(11.0, size)
    if node.family.shape == PAGE:
        return SHEET_SIZE
    return round(size * (0.85 if node.state is NodeState.QUIET else 1.0), 2)


def fill(node: MapNode) -> str:
    """What its colour is, mixed with white where the node is quiet; of a place that nobody fills, hardly any."""
    if node.state is NodeState.GHOST:
        return ACCENT_WEAK
    if node.state is not NodeState.QUIET:
        return node.paint.color
    parts = (int(node.paint.color[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * (1 - QUIET_MIX * 0.7)):02X}" for part in parts)
