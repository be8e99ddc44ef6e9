"""An answer's table as a page of its own, whose headings sort it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from graph_service.messages import Lang, m, say
from graph_service.queries.blocks import Title
from graph_service.queries.table import Cell, Column
from visualisations import web
from visualisations.web.taking import Taken
from visualisations.writers import Face, Faces
from visualisations.writers._cells import NUMBERS, words

SHOWN = 1_000
"""Rows that a page shows; the files have all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its text, and what it is sorted by where that is not its text."""

    text: str
    value: float | str | None
    number: bool


def table_page(frame: web.Frame, faces: Faces, taken: Taken, back: str, sources: Markup) -> bytes:
    """A table with all of its columns; `back` is where its answer is told."""
    lang, found = frame.lang, faces.table(SHOWN)
    assert found is not None, "a question that has a table"
    title = next((block.text for block in faces.told if isinstance(block, Title)), faces.question.title)
    heading = say(title, lang)
    left = found.total - SHOWN
    return web.page(
        "table.html.jinja",
        frame,
        heading,
        heading=heading,
        about=say(faces.question.title, lang) if say(faces.question.title, lang) != heading else "",
        asked=faces.asked,
        back=back,
        files=[file for group in taken.groups if group.face == Face.TABLE for file in group.files],
        cut=say(m("web-table-cut", n=SHOWN, total=found.total), lang) if left > 0 else "",
        heads=[say(column.heading, lang) for column in found.columns],
        rows=[
            [_shown(cell, column, lang) for cell, column in zip(row, found.columns, strict=True)]
            for row in found.rows[:SHOWN]
        ],
        sources=sources,
    )


def _shown(cell: Cell, column: Column, lang: Lang) -> Shown:
    text = words(cell, column, lang)
    if isinstance(cell, bool) or not isinstance(cell, int | float | date):
        return Shown(text, None, False)
    return Shown(text, cell.isoformat() if isinstance(cell, date) else cell, column.type in NUMBERS)
