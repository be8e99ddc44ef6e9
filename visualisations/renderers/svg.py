"""A map as a figure of a report: one SVG document of real text that asks for nothing outside itself.

From the top: title, the mark of invented relations, the map, its legend, what the numbers count, notes, sources. On a
slide and on a page that lies on its side, legend and words stand beside the map. Texts from data reach it in one way
only, `_xml.element`, which escapes them. The shipped font stands in it, so that names are as wide in a browser as where
they were placed; who opens it in a program without fonts from files sees another one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from graph_service.messages import Lang, Text, m, say
from visualisations import style
from visualisations.fonts import embedded
from visualisations.geometry import Box
from visualisations.lettering import balanced, width
from visualisations.presets import PLAIN, Figure
from visualisations.renderers import Renderer
from visualisations.renderers import _ink as ink
from visualisations.renderers._grey import grey
from visualisations.renderers._legend import legend
from visualisations.renderers._mark import spots
from visualisations.renderers._payload import alternative
from visualisations.renderers._sheet import Sheet
from visualisations.renderers._words import Detail, Names, cite, tell
from visualisations.renderers._xml import element, joined, number
from visualisations.stage import Stage, abbreviated, stage
from visualisations.view import MapView

WIDTH = 794
"""A4 at 96 dots an inch."""
MARGIN = 32.0
FOOT = MARGIN - 8
INSET = 12.0
"""The map comes nearer to the edge than texts: names need the room."""
HEADING, GUTTER = 30.0, 16.0
"""Above a map that stands beside another one, and between the two."""
AROUND = 8.0
"""Pixels above and below the map, together."""
SHARE = 0.45
"""Of a figure's height that the map has at least, if shorter words can give it so much."""
COLUMN, NARROWEST = 0.27, 210.0
"""Of a figure's width that legend and words take beside the map, and how wide they are at least."""
MARK = 11.6
"""Size of the mark of invented relations."""
FAMILY = "Inter, 'Segoe UI', Roboto, Arial, sans-serif"


def render(view: MapView, lang: Lang, figure: Figure = PLAIN) -> bytes:
    """The figure as one document in UTF-8."""
    return document(view, lang, embedded(), figure)


@dataclass(frozen=True, slots=True)
class Sized:
    """A figure as one document, with its size in pixels of a page."""

    svg: bytes
    width: float
    height: float


def document(view: MapView, lang: Lang, css: str = "", figure: Figure = PLAIN) -> bytes:
    """The figure, with these rules of style in it."""
    return sized(view, lang, css, figure).svg


def sized(view: MapView, lang: Lang, css: str = "", figure: Figure = PLAIN) -> Sized:
    """The figure with these rules of style in it, and its size."""
    preset = figure.preset
    wide, most = preset.units if preset else (WIDTH, math.inf)
    header = Sheet(MARGIN, wide - 2 * MARGIN)
    _header(header, view, lang)
    if not view.nodes:
        laid = _empty(header, view, lang)
    elif preset and preset.beside:
        laid = _beside(header, view, lang, most, preset.filled)
    else:
        laid = _below(header, view, lang, most)
    high: float = math.ceil(laid.high)
    if preset and preset.filled and laid.high <= most + 0.5:
        high = most
    return _svg(view, lang, (wide, high), laid, css, figure)


def drawing(view: MapView, lang: Lang, wide: float, most: float, figure: Figure = PLAIN) -> Sized:
    """The map with its legend and without words, for a page that says them itself."""
    foot = Sheet(INSET, wide - 2 * INSET)
    if not view.nodes:
        foot.line(say(m("map-empty"), lang), 14, 500, 60, middle=True)
        return _svg(view, lang, (wide, math.ceil(foot.y + 40)), _Laid(foot.y, [foot], Markup()), "", figure)
    room = most - _height(foot, lambda sheet: sheet.legend(legend(view, lang), 1.0)) - AROUND
    drawn = stage(view, lang, wide - 2 * INSET, room)
    ground, parts = _map(drawn, lang, INSET, AROUND / 2)
    foot.y = drawn.height + AROUND
    foot.legend(legend(view, lang), drawn.grain)
    return _svg(view, lang, (wide, math.ceil(foot.y)), _Laid(foot.y, [parts, foot], ground), "", figure)


@dataclass(frozen=True)
class _Laid:
    """What a figure is made of, in the order of drawing. `ground` lies under the mark of invented relations."""

    high: float
    sheets: Sequence[Sheet]
    ground: Markup

    @property
    def written(self) -> list[Box]:
        """Where words stand above, beside and below the map."""
        return [box for sheet in self.sheets for box in sheet.words]


def _svg(view: MapView, lang: Lang, size: tuple[float, float], laid: _Laid, css: str, figure: Figure) -> Sized:
    wide, high = size
    width, height = round(wide * figure.zoom, 2), round(high * figure.zoom, 2)
    made = element(
        "svg",
        element("title", say(view.title, lang)),
        element("desc", say(alternative(view, table=False), lang)),
        *([element("style", Markup(css))] if css else []),  # noqa: S704 (a rule of ours)
        *([] if figure.transparent else [element("rect", width=wide, height=high, fill=style.SURFACE)]),
        grey(laid.ground, view) if figure.grey else laid.ground,
        *([_watermark(size, lang, laid.written)] if view.fictional else []),
        *(grey(part, view) if figure.grey else part for sheet in laid.sheets for part in sheet.parts),
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {number(wide)} {number(high)}",
        role="img",
        lang=lang,
        xml__lang=lang,
        font_family=FAMILY,
    )
    return Sized(f'<?xml version="1.0" encoding="UTF-8"?>\n{made}\n'.encode(), width, height)


def _header(sheet: Sheet, view: MapView, lang: Lang) -> None:
    """Title and subtitle, and on their right the mark of invented relations."""
    sheet.down(MARGIN - 10)
    top, mark = sheet.y, say(m("map-fictional"), lang)
    taken = width(mark, 12, 600) + 22 if view.fictional else 0.0
    for words, size, weight, step, most, color in (
        (view.title, 22.0, 700, 28.0, 3, style.INK),
        (view.subtitle, 13.5, 400, 20.0, 2, style.INK_2),
    ):
        for line in balanced(say(words, lang), size, weight, sheet.room - (taken and taken + 24), most):
            if line:
                sheet.line(line, size, weight, step, color)
    if view.fictional:
        sheet.y = max(sheet.y, top + 28)
        x = sheet.right - taken
        sheet.words.append((x, top + 5, sheet.right, top + 29))
        frame = element(
            "rect", x=x, y=top + 5, width=taken, height=24, rx=5, fill="#fff", stroke=style.INK, stroke_width=1.3
        )
        sheet.parts += [frame, ink.text(mark, x + 11, top + 21.4, 12, 600, fill=style.INK)]
    sheet.down(12)
    sheet.rule(style.INK, 2)
    sheet.down(2)


def _empty(sheet: Sheet, view: MapView, lang: Lang) -> _Laid:
    """A picture without actors: it says so, and what it counted."""
    sheet.line(say(m("map-empty"), lang), 14, 500, 60, middle=True)
    sheet.down(40)
    tell(sheet, view, Names(drawn=False), lang)
    cite(sheet, view, lang)
    return _Laid(sheet.y + FOOT, [sheet], Markup())


def _below(header: Sheet, view: MapView, lang: Lang, most: float) -> _Laid:
    """Legend and words below the map. Of a figure that has a greatest height the map gets what they leave."""
    found = legend(_of_all(view), lang)

    def under(sheet: Sheet, detail: Detail, names: Names, grain: float = 1.0) -> None:
        sheet.legend(found, grain)
        tell(sheet, view, names, lang, detail)
        cite(sheet, view, lang, detail)

    def left(detail: Detail, names: Names, above: float) -> float:
        """How much of the height is left over."""
        return most - above - _height(header, lambda sheet: under(sheet, detail, names)) - FOOT

    every, above = Names(left=len(view.nodes)), header.y + AROUND
    detail = next(
        (each for each in Detail if most == math.inf or left(each, every, above) >= SHARE * most), Detail.LEAST
    )
    room = left(detail, every, above) if most < math.inf else None
    drawn = _staged(view, lang, header.room + 2 * (MARGIN - INSET), room)
    ground, maps = _maps(drawn, lang, INSET, header.y + AROUND / 2)
    sheet = Sheet(header.left, header.room, header.y + drawn.height + AROUND)
    if left(detail, drawn.names, sheet.y) < 0:
        # Names that are written shorter are explained where there is room for that.
        detail = max(detail, Detail.REMARKS)
    under(sheet, detail, drawn.names, drawn.grain)
    return _Laid(sheet.y + FOOT, [header, *maps, sheet], ground)


@dataclass(frozen=True, slots=True)
class _Staged:
    """The map of a figure, or its maps side by side, each with its heading and as wide as the others."""

    stages: tuple[Stage, ...]
    headings: tuple[Text, ...]
    height: float
    names: Names

    @property
    def grain(self) -> float:
        return self.stages[-1].grain


def _staged(view: MapView, lang: Lang, wide: float, room: float | None) -> _Staged:
    if not view.panels:
        drawn = stage(view, lang, wide, room)
        names = Names(len(drawn.placing.left), tuple(abbreviated(view, drawn, lang)))
        return _Staged((drawn,), (), drawn.height, names)
    each = (wide - GUTTER * (len(view.panels) - 1)) / len(view.panels)
    stages = tuple(stage(panel, lang, each, room and room - HEADING) for _, panel in view.panels)
    names = Names(left=sum(len(one.placing.left) for one in stages))
    return _Staged(stages, tuple(heading for heading, _ in view.panels), HEADING + max(s.height for s in stages), names)


def _of_all(view: MapView) -> MapView:
    """What the legend is of: of several panels every node and line that one of them draws."""
    if not view.panels:
        return view
    edges = {edge.key: edge for _, panel in view.panels for edge in panel.edges}
    nodes = {node.id: node for _, panel in view.panels for node in panel.nodes}
    return replace(view, nodes=tuple(nodes.values()), edges=tuple(edges.values()), panels=(), arrangement=None)


def _beside(header: Sheet, view: MapView, lang: Lang, most: float, filled: bool) -> _Laid:
    """Legend and words in a column on the right of the map, the sources below both."""
    wide = header.room + 2 * MARGIN
    beside = max(COLUMN * wide, NARROWEST)
    column = Sheet(header.right - beside, beside, header.y)

    def right(sheet: Sheet, detail: Detail, told: bool, names: Names, grain: float = 1.0) -> None:
        sheet.legend(legend(_of_all(view), lang, brief=not told), grain, ruled=False)
        if told:
            tell(sheet, view, names, lang, detail)

    def under(sheet: Sheet, detail: Detail, told: bool, names: Names) -> None:
        sheet.rule(style.HAIRLINE, 1)
        sheet.down(2)
        if not told:
            tell(sheet, view, names, lang, detail)
        cite(sheet, view, lang, detail)

    def tried(detail: Detail, told: bool, names: Names) -> tuple[float, float]:
        """How high the column is, and how much room it has."""
        foot = _height(header, lambda sheet: under(sheet, detail, told, names))
        return _height(column, lambda sheet: right(sheet, detail, told, names)), most - header.y - foot - FOOT

    # Words stand in the column where they find room there, else below.
    ways = [*((detail, True) for detail in Detail), (Detail.LEAST, False)]
    every = Names(left=len(view.nodes))
    detail, told = next((way for way in ways if _fits(tried(*way, every))), ways[-1])
    taken, room = tried(detail, told, every)
    drawn = _staged(view, lang, column.left - MARGIN / 2 - INSET, max(room, taken) - AROUND - 1)
    names = drawn.names
    if told and not _fits(tried(detail, told, names)):
        # Names that are written shorter are explained where there is room for that.
        detail = max(detail, Detail.REMARKS)
    right(column, detail, told, names, drawn.grain)
    high = max(drawn.height + AROUND, column.y - header.y, room if filled else 0.0)
    ground, maps = _maps(drawn, lang, INSET, header.y + (high - drawn.height) / 2)
    sheet = Sheet(header.left, header.room, header.y + high)
    under(sheet, detail, told, names)
    return _Laid(sheet.y + FOOT, [header, *maps, column, sheet], ground)


def _fits(tried: tuple[float, float]) -> bool:
    taken, room = tried
    return taken <= room


def _height(column: Sheet, write: Callable[[Sheet], None]) -> float:
    """How high what is written into a column would be."""
    tried = Sheet(column.left, column.room)
    write(tried)
    return tried.y


def _maps(drawn: _Staged, lang: Lang, x: float, y: float) -> tuple[Markup, list[Sheet]]:
    """The ground of the maps, and the maps with their headings, from that left top corner on."""
    grounds, sheets = [], []
    for at, each in enumerate(drawn.stages):
        left, top = x + at * (each.width + GUTTER), y
        if drawn.headings:
            column = Sheet(left + MARGIN - INSET, each.width, y)
            column.line(say(drawn.headings[at], lang), 14, 700, HEADING - 8)
            sheets.append(column)
            top += HEADING
        ground, parts = _map(each, lang, left, top)
        grounds.append(ground)
        sheets.append(parts)
    return joined(grounds), sheets


def _map(drawn: Stage, lang: Lang, x: float, y: float) -> tuple[Markup, Sheet]:
    """The ground of the map, and the map, with the left top corner of its stage there."""
    move = f"translate({number(x + drawn.origin[0])} {number(y + drawn.origin[1])})"
    drawing = element(
        "g",
        element("g", ink.ties(drawn), fill="none"),
        element("g", ink.nodes(drawn, lang), stroke_linejoin="round"),
        element("g", ink.group_names(drawn), stroke_linejoin="round"),
        element("g", ink.names(drawn), stroke_linejoin="round"),
        transform=move,
    )
    return element("g", ink.ground(drawn), transform=move), Sheet(0, 0, parts=[drawing])


def _watermark(size: tuple[float, float], lang: Lang, written: Sequence[Box]) -> Markup:
    """The mark of invented relations all over the figure, small and pale, beside its words where that can be."""
    words = say(m("map-fictional"), lang)
    found = spots(*size, width(words, MARK, 500), MARK, written)
    return element(
        "g", *(ink.text(words, x, y, MARK, 500) for x, y in found), fill=style.INK, fill_opacity=0.2, aria_hidden="true"
    )


RENDERER = Renderer("svg", "image/svg+xml", render, place=45, takes=("preset", "background", "ink"))
