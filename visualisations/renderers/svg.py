"""A map as a figure of a report: one SVG document of real text that asks for nothing outside itself.

From the top: title, the mark of invented relations, the map, its legend, what the numbers count, notes, sources. Texts
from data reach it in one way only, `_xml.element`, which escapes them. The shipped font stands in it, so that names are
as wide in a browser as where they were placed; who opens it in a program without fonts from files sees another one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from graph_service.messages import Items, Lang, m, say
from visualisations import style
from visualisations.fonts import embedded
from visualisations.lettering import balanced, cut, flowed, width
from visualisations.renderers import Renderer
from visualisations.renderers import _ink as ink
from visualisations.renderers._legend import Entry, Swatch, legend
from visualisations.renderers._payload import alternative, caption_text, notes, source_text
from visualisations.renderers._xml import element, joined, number
from visualisations.stage import Stage, abbreviated, stage
from visualisations.view import MapView, SourceLine

WIDTH = 794
"""A4 at 96 dots an inch."""
MARGIN = 32.0
ROOM = WIDTH - 2 * MARGIN
INSET = 12.0
"""The map comes nearer to the edge than texts: names need the room."""
FAMILY = "Inter, 'Segoe UI', Roboto, Arial, sans-serif"
WORDS = (12.0, 18.0)
"""Size and step of what stands below the map."""
MARK = 11.5
"""Size of the mark of invented relations."""
MOST = 6
"""Lines of one note."""
LONGEST = 700.0
"""Pixels of a source's name: no name keeps the licence behind it away."""


def render(view: MapView, lang: Lang) -> bytes:
    """The figure as one document in UTF-8."""
    return document(view, lang, embedded())


def document(view: MapView, lang: Lang, css: str = "") -> bytes:
    """The figure, with these rules of style in it."""
    sheet = _Sheet()
    _header(sheet, view, lang)
    drawn = stage(view, lang, WIDTH - 2 * INSET) if view.nodes else None
    if drawn:
        _map(sheet, drawn, lang)
        _legend(sheet, view, drawn, lang)
    else:
        sheet.line(say(m("map-empty"), lang), 14, 500, 60, middle=True)
        sheet.down(40)
    _words(sheet, view, drawn, lang)
    sheet.down(MARGIN - 8)
    height = math.ceil(sheet.y)
    figure = element(
        "svg",
        element("title", say(view.title, lang)),
        element("desc", say(alternative(view, table=False), lang)),
        *([element("style", Markup(css))] if css else []),  # noqa: S704 (a rule of ours)
        element("rect", width=WIDTH, height=height, fill=style.SURFACE),
        *sheet.ground,
        *([_watermark(height, lang)] if view.fictional else []),
        *sheet.parts,
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=height,
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        lang=lang,
        xml__lang=lang,
        font_family=FAMILY,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{figure}\n'.encode()


@dataclass
class _Sheet:
    """What is drawn so far, from the top down to `y`; `ground` lies under the watermark."""

    y: float = 0.0
    parts: list[Markup] = field(default_factory=list)
    ground: list[Markup] = field(default_factory=list)

    def down(self, by: float) -> None:
        self.y += by

    def line(self, words: str, size: float, weight: int, step: float, color: str = style.INK, **more: bool) -> None:
        """A line of text, with its foot `step` further down."""
        self.down(step)
        x, anchor = (WIDTH / 2, "middle") if more.get("middle") else (MARGIN, None)
        self.parts.append(ink.text(words, x, self.y, size, weight, fill=color, text_anchor=anchor))

    def rule(self, color: str, thick: float) -> None:
        self.parts.append(element("rect", x=MARGIN, y=self.y, width=ROOM, height=thick, fill=color))

    def paragraph(self, words: str, head: str = "", most: int | None = None) -> None:
        """Text that breaks into lines, with the first words in bold."""
        size, step = WORDS
        first = width(f"{head} ", size, 600) if head else 0.0
        for at, line in enumerate(flowed(words, size, 400, ROOM, most, first)):
            if head and at == 0:
                self.line(head, size, 600, step)
                self.parts.append(ink.text(line, MARGIN + first, self.y, size, 400, fill=style.INK))
            else:
                self.line(line, size, 400, step)


def _header(sheet: _Sheet, view: MapView, lang: Lang) -> None:
    """Title and subtitle, and on their right the mark of invented relations."""
    sheet.down(MARGIN - 10)
    top, mark = sheet.y, say(m("map-fictional"), lang)
    taken = width(mark, 12, 600) + 22 if view.fictional else 0.0
    for words, size, weight, step, most, color in (
        (view.title, 22.0, 700, 28.0, 3, style.INK),
        (view.subtitle, 13.5, 400, 20.0, 2, style.INK_2),
    ):
        for line in balanced(say(words, lang), size, weight, ROOM - (taken and taken + 24), most):
            if line:
                sheet.line(line, size, weight, step, color)
    if view.fictional:
        sheet.y = max(sheet.y, top + 28)
        x = WIDTH - MARGIN - taken
        frame = element(
            "rect", x=x, y=top + 5, width=taken, height=24, rx=5, fill="#fff", stroke=style.INK, stroke_width=1.3
        )
        sheet.parts += [frame, ink.text(mark, x + 11, top + 21.4, 12, 600, fill=style.INK)]
    sheet.down(12)
    sheet.rule(style.INK, 2)
    sheet.down(2)


def _map(sheet: _Sheet, drawn: Stage, lang: Lang) -> None:
    sheet.down(4)
    move = f"translate({number(INSET + drawn.origin[0])} {number(sheet.y + drawn.origin[1])})"
    sheet.ground.append(element("g", ink.ground(drawn), transform=move))
    sheet.parts.append(
        element(
            "g",
            element("g", ink.ties(drawn), fill="none"),
            element("g", ink.nodes(drawn, lang), stroke_linejoin="round"),
            element("g", ink.group_names(drawn), stroke_linejoin="round"),
            element("g", ink.names(drawn), stroke_linejoin="round"),
            transform=move,
        )
    )
    sheet.down(drawn.height + 4)


def _legend(sheet: _Sheet, view: MapView, drawn: Stage, lang: Lang) -> None:
    """The kinds of actors, then the kinds of lines, each in rows from the left."""
    sheet.rule(style.HAIRLINE, 1)
    sheet.down(8)
    found = legend(view, lang)
    for entries, wide in ((found.families, 14.0), (found.ties, 30.0)):
        x = MARGIN
        for at, entry in enumerate(entries):
            words = cut(entry.text, 12, 400, ROOM - wide - 8)
            needed = wide + 8 + width(words, 12, 400)
            if at == 0 or x + needed > WIDTH - MARGIN + 0.5:
                x = MARGIN
                sheet.down(20)
            sheet.parts.append(_sign(entry, x, sheet.y - 4.4, wide, drawn.grain))
            sheet.parts.append(ink.text(words, x + wide + 8, sheet.y, 12, 400, fill=style.INK))
            x += needed + 22
    sheet.down(14)
    sheet.rule(style.HAIRLINE, 1)
    sheet.down(5)


def _sign(entry: Entry, x: float, y: float, wide: float, grain: float) -> Markup:
    sign = entry.sign
    if not isinstance(sign, Swatch):
        dash = " ".join(number(part * grain) for part in sign.dash) or None
        return element(
            "path",
            d=f"M{number(x)} {number(y)}h{number(wide)}",
            stroke=sign.color,
            stroke_width=sign.width * grain,
            stroke_dasharray=dash,
        )
    x, r = x + wide / 2, 6.2
    if sign.ghost:
        return ink.shape(
            sign.shape, x, y, r, fill=style.ACCENT_WEAK, stroke=style.ACCENT, stroke_width=1.6, stroke_dasharray="3 2.2"
        )
    if sign.shape == style.PAGE or sign.hollow:
        edge = style.INK if sign.shape == style.PAGE else sign.color
        return ink.shape(sign.shape, x, y, r, fill="#fff", stroke=edge, stroke_width=1.6)
    hole = style.shape(sign.shape).hole
    parts = [ink.shape(sign.shape, x, y, r, fill=sign.color)]
    return joined([*parts, element("circle", cx=x, cy=y, r=r * hole, fill="#fff")] if hole else parts)


def _words(sheet: _Sheet, view: MapView, drawn: Stage | None, lang: Lang) -> None:
    """What is counted, how it is measured, what is left out, and who says so."""
    sheet.paragraph(caption_text(view, lang), most=MOST)
    if view.seen_by:
        size, step = WORDS
        sheet.line(say(m(f"about-scope-{view.seen_by}"), lang), size, 600, step)
    *said, caveat = (say(note, lang) for note in notes(view))
    if drawn:
        measured = [say(m("map-strength-calc"), lang)] if any(edge.is_tie for edge in view.edges) else []
        signs = [say(m("map-legend-note"), lang)] if view.actors else []
        said = [*measured, *signs, *said]
        if left := len(drawn.placing.left):
            said.append(say(m("map-names-left", n=left), lang))
    said.append(caveat)
    sheet.paragraph(" ".join(said), most=MOST * len(said))
    sheet.down(2)
    if drawn and (short := abbreviated(view, drawn, lang)):
        names = (m("map-short-name", short=one, name=cut(name, 12, 400, LONGEST)) for one, name in short)
        sheet.paragraph(say(Items(list(names), ";"), lang), f"{say(m('map-short-names'), lang)}.", 2 * MOST)
        sheet.down(2)
    sources = [source_text(_short(source), lang) for source in view.sources] or [say(m("map-no-source"), lang)]
    sheet.paragraph(say(Items(sources, ";"), lang), f"{say(m('map-sources'), lang)}.")


def _short(source: SourceLine) -> SourceLine:
    """The source with names that leave a line readable."""
    fields = {name: cut(getattr(source, name), 12, 400, LONGEST) for name in ("id", "producer", "title", "licence")}
    return replace(source, **fields)


def _watermark(height: int, lang: Lang) -> Markup:
    """The mark of invented relations all over the figure, small and pale: a quarter, wherever it is cut out, holds one
    whole."""
    words, size = say(m("map-fictional"), lang), MARK
    step, row = 280.0, max(2.4 * size, height / 4 - 1.6 * size)
    marks = []
    for at in range(math.ceil(height / row) + 1):
        shift = at * 0.618 % 1 * step
        for across in range(-1, math.ceil(WIDTH / step) + 1):
            marks.append(ink.text(words, across * step + shift, at * row + 1.4 * size, size, 500))
    return element("g", *marks, fill=style.INK, fill_opacity=0.2, aria_hidden="true")


RENDERER = Renderer("svg", "image/svg+xml", render, place=45)
