"""A map as a PDF that anyone can read: tagged (PDF/UA-1), its fonts inside, its words real text, its table behind it.

typst sets it. It gets all texts and the drawing as data, never as markup, reads our fonts' folder and nothing else, and
asks nobody. Where no font has a sign of the texts, the file cannot keep PDF/UA-1: it then says so, in itself and by
`remark`.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from graph_service.messages import Lang, Message, m, say
from visualisations import fonts
from visualisations.lettering import drawable, lacking
from visualisations.presets import INCH, PIXELS, PLAIN, PRESETS, Figure
from visualisations.renderers import Renderer
from visualisations.renderers._payload import alternative, caption_text, how_to_read, notes, source_text
from visualisations.renderers._table import NUMBERS, columns, line_table
from visualisations.renderers.svg import document, drawing
from visualisations.view import MapView

MARGIN = 15.0
"""Millimetres around what stands on a page."""
SHARE = 0.66
"""Of a page's height that the drawing takes at most: what it counts stands below it."""
_USUAL = PRESETS[1]
_LAID = b"""
#let d = json(bytes(sys.inputs.data))
#let ink = rgb("#1B1F27")
#set document(title: d.title, author: (), date: none)
#set text(font: "Inter", size: 9.5pt, lang: d.lang, fill: ink)
#set par(leading: 0.6em, spacing: 0.9em)
#set page(
  width: d.page.at(0) * 1mm,
  height: d.page.at(1) * 1mm,
  margin: d.margin * 1mm,
  fill: if d.transparent { none } else { white },
  footer: context {
    let (here, all) = (counter(page).get().at(0), counter(page).final().at(0))
    text(9pt, grid(columns: (1fr, auto), d.foot, [#here / #all]))
  },
)
#show heading.where(level: 1): set text(16pt, weight: 700)
#show heading.where(level: 2): set text(11.5pt, weight: 600)
#show heading.where(level: 2): set block(above: 1.4em, below: 0.8em)
#show figure.caption: set align(left)
#show figure.caption: set text(9.5pt)
#set figure(gap: 0.9em)

#let drawn(width) = image(bytes(d.figure), format: "svg", width: width, alt: d.alternative)

#if d.whole {
  page(margin: 0pt, footer: none, drawn(100%))
}
#heading(level: 1, d.title)
#if d.subtitle != "" { par(text(11pt, fill: rgb("#4A515E"), d.subtitle)) }
#if d.mark != "" { box(stroke: 0.9pt + ink, radius: 3pt, inset: 5pt, text(weight: 600, d.mark)) }
#if d.whole { par(d.caption) } else { figure(drawn(100%), caption: d.caption, numbering: none, supplement: none) }
#if d.seen_by != "" { par(text(weight: 600, d.seen_by)) }
#if d.remark != "" { par(text(weight: 600, d.remark)) }
#par(d.notes)
#heading(level: 2, d.sources.title)
#list(..d.sources.items.map(each => [#each]))
#if d.table.rows.len() > 0 {
  heading(level: 2, d.table.title)
  set text(9pt, hyphenate: true)
  set par(justify: false)
  table(
    columns: (1fr, 1fr, 17mm, 17mm, 19mm, 19mm, 18mm, 2fr),
    stroke: (_, y) => (bottom: 0.5pt + rgb("#CBCAC0")),
    inset: (x: 3pt, y: 4pt),
    column-gutter: 2pt,
    table.header(..d.table.columns.enumerate().map(((at, each)) => {
      table.cell(align: if d.table.numbers.contains(at) { right } else { left }, text(weight: 600, each))
    })),
    ..d.table.rows.flatten().enumerate().map(((at, cell)) => {
      let number = d.table.numbers.contains(calc.rem(at, d.table.columns.len()))
      table.cell(align: if number { right } else { left }, breakable: false, cell)
    }),
  )
}
"""


def render(view: MapView, lang: Lang, figure: Figure = PLAIN) -> bytes:
    """The figure, its words and its table as a PDF file."""
    import typst

    data = _data(view, lang, figure)
    known = typst.Fonts(
        include_system_fonts=bool(lacking(json.dumps(data, ensure_ascii=False).replace("\\n", ""))),
        font_paths=[fonts.FOLDER],
    )

    def made(said: str, standard: Literal["ua-1"] | None) -> bytes:
        given = {"data": json.dumps({**data, "remark": said})}
        pdf = typst.compile(_LAID, font_paths=known, format="pdf", pdf_standards=standard, sys_inputs=given)
        if not isinstance(pdf, bytes):
            raise TypeError("typst made more than one file")
        return pdf

    try:
        return made("", "ua-1")
    except typst.TypstError as error:
        if not str(error).startswith("PDF/UA-1 error"):
            raise
    return made(say(m("pdf-not-accessible"), lang), None)


def remark(made: bytes) -> Message | None:
    """Say that a file does not keep PDF/UA-1, where that is so. Its metadata are no secret, and never compressed."""
    return None if b"<pdfuaid:part>1</pdfuaid:part>" in made else m("pdf-not-accessible")


def _data(view: MapView, lang: Lang, figure: Figure) -> dict[str, Any]:
    """All that stands on the pages, each text on one line and without signs that no file may hold."""
    preset = figure.preset or _USUAL
    whole = preset.filled
    wide, high = (side - 2 * MARGIN for side in preset.page)
    units = INCH / PIXELS * preset.zoom
    most = min(high * SHARE, preset.height) / units
    told = line_table(view, lang)
    scope = say(m(f"about-scope-{view.seen_by}"), lang) if view.seen_by else ""
    invented = say(m("map-fictional"), lang) if view.fictional else ""
    return {
        "lang": lang,
        "title": drawable(say(view.title, lang)) or say(m("map-figure"), lang),
        "subtitle": drawable(say(view.subtitle, lang)),
        "mark": invented,
        "page": preset.page,
        "margin": MARGIN,
        "transparent": figure.transparent,
        "whole": whole,
        "figure": (
            document(view, lang, figure=figure) if whole else drawing(view, lang, wide / units, most, figure).svg
        ).decode(),
        "alternative": drawable(say(alternative(view), lang)),
        "caption": drawable(caption_text(view, lang)),
        "seen_by": scope,
        "notes": " ".join(drawable(say(note, lang)) for note in (*how_to_read(view), *notes(view))),
        "foot": " · ".join(each for each in (scope, invented) if each),
        "sources": {
            "title": say(m("map-sources"), lang),
            "items": [drawable(source_text(s, lang)) for s in view.sources] or [say(m("map-no-source"), lang)],
        },
        "table": {
            "title": told.title,
            "columns": told.columns,
            "numbers": [at for at, name in enumerate(columns(view)) if name in NUMBERS],
            "rows": [[drawable(cell) for cell in row] for row in told.rows],
        },
    }


RENDERER = Renderer("pdf", "application/pdf", render, place=42, takes=("preset", "background", "ink"), remark=remark)
