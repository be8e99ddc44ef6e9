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

from graph_service.messages import Lang, m, say
from visualisations import style
from visualisations.fonts import embedded
from visualisations.lettering import balanced, width
from visualisations.presets import PLAIN, Figure
from visualisations.renderers import Renderer
from visualisations.renderers import _ink as ink
from visualisations.renderers._grey import grey
from visualisations.renderers._legend import legend
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
    elif view.panels:
        laid = _panels(header, view, lang, most)
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
        *([_watermark(wide, high, lang)] if view.fictional else []),
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
    found = legend(view, lang)

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
    drawn = stage(view, lang, header.room + 2 * (MARGIN - INSET), room)
    ground, parts = _map(drawn, lang, INSET, header.y + AROUND / 2)
    sheet = Sheet(header.left, header.room, header.y + drawn.height + AROUND)
    names = _names(view, drawn, lang)
    if left(detail, names, sheet.y) < 0:
        # Names that are written shorter are explained where there is room for that.
        detail = max(detail, Detail.REMARKS)
    under(sheet, detail, names, drawn.grain)
    return _Laid(sheet.y + FOOT, [header, parts, sheet], ground)


def _panels(header: Sheet, view: MapView, lang: Lang, most: float) -> _Laid:
    """The same picture at several dates side by side, everything in its place, with one legend and one caption."""
    wide = (header.room + 2 * (MARGIN - INSET) - GUTTER) / len(view.panels) - GUTTER / 2
    detail = Detail.WHOLE if most == math.inf else Detail.LEAST
    whole = _of_all(view)

    def under(sheet: Sheet, names: Names, grain: float = 1.0) -> None:
        sheet.legend(legend(whole, lang), grain)
        tell(sheet, view, names, lang, detail)
        cite(sheet, view, lang, detail)

    top = header.y + HEADING
    room = most - top - _height(header, lambda sheet: under(sheet, Names())) - FOOT if most < math.inf else None
    drawn = [stage(panel, lang, wide, room) for _, panel in view.panels]
    sheets, grounds = [header], []
    for at, ((heading, _), each) in enumerate(zip(view.panels, drawn, strict=True)):
        x = INSET + at * (wide + GUTTER)
        ground, parts = _map(each, lang, x, top)
        column = Sheet(x + MARGIN - INSET, wide, header.y)
        column.line(say(heading, lang), 14, 700, HEADING - 8)
        sheets += [parts, column]
        grounds.append(ground)
    sheet = Sheet(header.left, header.room, top + max(each.height for each in drawn) + AROUND)
    under(sheet, Names(left=sum(len(each.placing.left) for each in drawn)), drawn[-1].grain)
    return _Laid(sheet.y + FOOT, [*sheets, sheet], joined(grounds))


def _of_all(view: MapView) -> MapView:
    """What the legend of all panels is of: every line that one of them draws."""
    edges = {edge.key: edge for _, panel in view.panels for edge in panel.edges}
    nodes = {node.id: node for _, panel in view.panels for node in panel.nodes}
    return replace(view, nodes=tuple(nodes.values()), edges=tuple(edges.values()), panels=(), arrangement=None)


def _beside(header: Sheet, view: MapView, lang: Lang, most: float, filled: bool) -> _Laid:
    """Legend and words in a column on the right of the map, the sources below both."""
    wide = header.room + 2 * MARGIN
    beside = max(COLUMN * wide, NARROWEST)
    column = Sheet(header.right - beside, beside, header.y)

    def right(sheet: Sheet, detail: Detail, told: bool, names: Names, grain: float = 1.0) -> None:
        sheet.legend(legend(view, lang, brief=not told), grain, ruled=False)
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
    drawn = stage(view, lang, column.left - MARGIN / 2 - INSET, max(room, taken) - AROUND - 1)
    names = _names(view, drawn, lang)
    if told and not _fits(tried(detail, told, names)):
        # Names that are written shorter are explained where there is room for that.
        detail = max(detail, Detail.REMARKS)
    right(column, detail, told, names, drawn.grain)
    high = max(drawn.height + AROUND, column.y - header.y, room if filled else 0.0)
    ground, parts = _map(drawn, lang, INSET, header.y + (high - drawn.height) / 2)
    sheet = Sheet(header.left, header.room, header.y + high)
    under(sheet, detail, told, names)
    return _Laid(sheet.y + FOOT, [header, parts, column, sheet], ground)


def _fits(tried: tuple[float, float]) -> bool:
    taken, room = tried
    return taken <= room


def _height(column: Sheet, write: Callable[[Sheet], None]) -> float:
    """How high what is written into a column would be."""
    tried = Sheet(column.left, column.room)
    write(tried)
    return tried.y


def _names(view: MapView, drawn: Stage, lang: Lang) -> Names:
    return Names(len(drawn.placing.left), tuple(abbreviated(view, drawn, lang)))


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


def _watermark(wide: float, height: float, lang: Lang) -> Markup:
    """The mark of invented relations all over the figure, small and pale: a quarter, wherever it is cut out, holds one
    whole."""
    words, size = say(m("map-fictional"), lang), MARK
    # A strip of a quarter of the width has to hold one, of whatever width.
    step, row = min(280.0, wide * 0.35), max(2.4 * size, height / 4 - 1.6 * size)
    marks = []
    for at in range(math.ceil(height / row) + 1):
        shift = at * 0.618 % 1 * step
        for across in range(-1, math.ceil(wide / step) + 1):
            marks.append(ink.text(words, across * step + shift, at * row + 1.4 * size, size, 500))
    return element("g", *marks, fill=style.INK, fill_opacity=0.2, aria_hidden="true")


RENDERER = Renderer("svg", "image/svg+xml", render, place=45, takes=("preset", "background", "ink"))
