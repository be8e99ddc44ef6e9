"""The map of a stage as SVG: disc, ties, nodes, badges, names, each drawn as the viewer draws it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from graph_service.messages import Lang, say
from visualisations import style
from visualisations.geometry import Outline
from visualisations.lettering import cut
from visualisations.placing import Badge, Placed
from visualisations.renderers._xml import element, joined, number
from visualisations.stage import BADGE, GROUP_NAME, SHEET, Line, Mark, Stage, ring
from visualisations.view import EdgeState, NodeState

ACCENT_DARK = "#3A2AA3"
MIDDLE = 0.364
"""From the middle of capitals down to the line they stand on, of the font's size."""
TITLE = 600
"""Pixels of a node's name, in its tip: a name without end would make the file large."""


def ground(drawn: Stage) -> Markup:
    """The pale disc under the ring of an actor's partners; the lines between groups, and over them the groups."""
    under = (line for line in drawn.lines if line.edge.state is EdgeState.BETWEEN)
    parts = [element("g", *(part for line in under for part in _tie(line, drawn.grain)), fill="none")]
    if drawn.ground:
        parts.insert(0, _land(drawn))
    if drawn.hull is not None:
        rx, ry = drawn.hull
        parts.append(element("ellipse", rx=rx, ry=ry, fill=style.GROUND, stroke=style.HAIRLINE))
    for area in drawn.areas:
        points = " ".join(f"{number(x)},{number(y)}" for x, y in area.outline)
        parts.append(element("polygon", points=points, fill=style.GROUND, stroke=style.GROUND_EDGE))
    return joined(parts)


def _land(drawn: Stage) -> Markup:
    """The outlines of territories; where others lie in one, only its line, and thicker."""
    parts = []
    for area, rings in drawn.ground:
        path = "".join("M" + "L".join(f"{number(x)} {number(y)}" for x, y in ring) + "Z" for ring in rings)
        fill, width = ("none", 2.2) if area.outer else (style.GROUND, 0.8)
        line = element("path", d=path, fill=fill, stroke=style.LAND_EDGE, stroke_width=width, stroke_linejoin="round")
        parts.append(line)
    return element("g", *parts)


def group_names(drawn: Stage) -> Markup:
    """The names of the groups, each above its own, with what surrounds it kept off by a line of the ground's colour."""
    parts = []
    size, weight = GROUP_NAME
    for area in drawn.areas:
        for at, line in enumerate(area.lines):
            x, y = area.at[0], area.at[1] - (len(area.lines) - 1 - at) * 1.2 * size
            parts.append(
                text(line, x, y, size, weight, text_anchor="middle", stroke="#fff", stroke_width=4, fill="#fff")
            )
            parts.append(text(line, x, y, size, weight, text_anchor="middle", fill=style.INK_2))
    return joined(parts)


def ties(drawn: Stage) -> Markup:
    """The lines, what is asked about last; under each line of a path a white one, so that it stands out."""
    above = (line for line in drawn.lines if line.edge.state is not EdgeState.BETWEEN)
    return joined(part for line in above for part in _tie(line, drawn.grain))


def _tie(line: Line, grain: float) -> list[Markup]:
    stroke = style.line(line.edge)
    (ax, ay), (cx, cy), (bx, by) = line.a, line.control, line.b
    curve = f"Q{number(cx)} {number(cy)} " if line.bent else "L"
    path = f"M{number(ax)} {number(ay)}{curve}{number(bx)} {number(by)}"
    dash = " ".join(number(part * grain) for part in stroke.dash) or None
    casing = [element("path", d=path, stroke="#fff", stroke_width=stroke.casing * grain)] if stroke.casing else []
    return [
        *casing,
        element("path", d=path, stroke=stroke.color, stroke_width=stroke.width * grain, stroke_dasharray=dash),
    ]


def nodes(drawn: Stage, lang: Lang) -> Markup:
    """The nodes; the tip of each says its name, also where there was no room to write it."""
    return joined(
        element("g", element("title", cut(say(mark.node.label, lang), 12, 400, TITLE)), *_node(mark, drawn.grain))
        for mark in drawn.marks
    )


def _node(mark: Mark, grain: float) -> list[Markup]:
    node, at, r = mark.node, mark.outline, mark.r
    sheet, fill = node.family.shape == style.PAGE, style.fill(node)
    under: list[Markup] = []
    if node.state is NodeState.FOCUS and not sheet:
        under.append(_disc(at, ring(r, grain), fill="#fff", stroke=style.ACCENT, stroke_width=3 * grain))
    elif node.state is NodeState.PATH:
        under.append(_disc(at, r + 5 * grain, fill="#fff"))
    if sheet:
        return [*under, _disc(at, r * 1.5, fill="#fff"), *_sheet(at, r * SHEET, grain)]
    if node.state is NodeState.GHOST:
        dash = f"{number(5 * grain)} {number(4 * grain)}"
        return [
            *under,
            _outline(mark, r, fill="#fff", stroke="#fff", stroke_width=6 * grain),
            _outline(mark, r, fill=fill, stroke=style.ACCENT, stroke_width=2 * grain, stroke_dasharray=dash),
        ]
    parts = [*under, _outline(mark, r, fill="#fff", stroke="#fff", stroke_width=3.2 * grain)]
    if node.closed:
        parts.append(_outline(mark, r, fill="#fff", stroke=fill, stroke_width=2 * grain))
    else:
        parts.append(_outline(mark, r, fill=fill))
    if hole := style.shape(node.family.shape).hole:
        parts.append(_disc(at, r * hole, fill="#fff"))
    return parts


def _outline(mark: Mark, r: float, **paint: Any) -> Markup:
    return shape(mark.node.family.shape, mark.outline.x, mark.outline.y, r, **paint)


def shape(name: str, x: float, y: float, r: float, **paint: Any) -> Markup:
    """The outline of that name, of that size, there."""
    outline = style.shape(name)
    if not outline.points:
        return element("circle", cx=x, cy=y, r=r * outline.radius, **paint)
    points = " ".join(f"{number(x + px * r)},{number(y + py * r)}" for px, py in outline.points)
    return element("polygon", points=points, **paint)


def _disc(at: Outline, r: float, **paint: Any) -> Markup:
    return element("circle", cx=at.x, cy=at.y, r=r, **paint)


def _sheet(at: Outline, r: float, grain: float) -> list[Markup]:
    """A project: a sheet of paper with three lines of writing."""
    lines = "".join(
        f"M{number(at.x - 0.42 * r)} {number(at.y + y * r)}H{number(at.x + end * r)}"
        for y, end in ((-0.2, 0.42), (0.2, 0.42), (0.6, 0.05))
    )
    return [
        shape(style.PAGE, at.x, at.y, r, fill="#fff", stroke=style.INK, stroke_width=2.4 * grain),
        element("path", d=lines, fill="none", stroke=style.INK, stroke_width=1.8 * grain),
    ]


def names(drawn: Stage) -> Markup:
    """Leader lines, badges, then the names."""
    placing, colors = drawn.placing, {mark.node.id: _color(mark.node.state) for mark in drawn.marks}
    at = {mark.node.id: mark.outline for mark in drawn.marks}
    return joined(
        [
            *(part for placed in placing.names for part in _leader(placed)),
            *(part for badge, spot in placing.badges for part in _badge(badge, *spot)),
            *(
                part
                for placed in placing.names
                for part in _name(placed, at[placed.id], drawn.types[placed.id], colors[placed.id])
            ),
        ]
    )


def _color(state: NodeState) -> str:
    return {NodeState.GHOST: ACCENT_DARK, NodeState.QUIET: style.INK_2}.get(state, style.INK)


def _leader(placed: Placed) -> list[Markup]:
    """Thin and black, from a dot at the node: no tie looks so."""
    if placed.leader is None:
        return []
    ax, ay, bx, by = placed.leader
    return [
        part
        for width, dot, color in ((3.5, 3.2, "#fff"), (0.9, 1.9, style.INK))
        for part in (
            element("line", x1=ax, y1=ay, x2=bx, y2=by, stroke=color, stroke_width=width),
            element("circle", cx=ax, cy=ay, r=dot, fill=color),
        )
    ]


def _badge(badge: Badge, x: float, y: float) -> list[Markup]:
    size, weight = BADGE
    fill, edge, ink = (style.ACCENT, style.ACCENT, "#fff") if badge.best else ("#fff", style.ACCENT_2, ACCENT_DARK)
    return [
        element(
            "rect",
            x=x - badge.width / 2,
            y=y - 10,
            width=badge.width,
            height=20,
            rx=10,
            fill=fill,
            stroke=edge,
            stroke_width=1.5,
        ),
        text(badge.text, x, y + MIDDLE * size, size, weight, fill=ink, text_anchor="middle"),
    ]


def _name(placed: Placed, node: Outline, type_: tuple[float, int], color: str) -> list[Markup]:
    """A name's lines, in white and wider under themselves; beside its node they begin, or end, at it."""
    left, top, right, bottom = placed.box
    size, weight = type_
    away = (left + right) / 2 - node.x
    side = placed.form.width / 4 + 8
    x, anchor = (left, None) if away > side else (right, "end") if away < -side else ((left + right) / 2, "middle")
    step = (bottom - top) / len(placed.form.lines)
    lines = [(line, top + (i + 0.5) * step + MIDDLE * size) for i, line in enumerate(placed.form.lines)]
    halo = {"fill": "none", "stroke": "#fff", "stroke_width": 4, "stroke_opacity": 0.92, "aria_hidden": "true"}
    return [
        text(line, x, y, size, weight, text_anchor=anchor, **paint)
        for paint in (halo, {"fill": color})
        for line, y in lines
    ]


def text(words: str, x: float, y: float, size: float, weight: int, **more: Any) -> Markup:
    """One line of real text."""
    return element("text", words, x=x, y=y, font_size=size, font_weight=weight, **more)
