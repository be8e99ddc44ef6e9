"""An answer as a Word note that one could forward: words, picture, table, sources, and who may see it on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_service.messages import Lang, m, say
from graph_service.queries.blocks import Title
from graph_service.queries.table import Table
from visualisations.writers import Face, Faces, Writer
from visualisations.writers._about import About, about
from visualisations.writers._cells import NUMBERS, words
from visualisations.writers._drawn import Drawn, drawn

if TYPE_CHECKING:
    from visualisations.paper import Paper

MOST = 200
"""Rows of a table in a note: some six pages."""


def write(faces: Faces) -> bytes:
    """The note as one document."""
    return note(faces, drawn(faces), faces.table())


def note(faces: Faces, picture: Drawn | None, table: Table | None) -> bytes:
    """The note, with what is given of picture and table."""
    # Loading it takes as long as a quick answer.
    from visualisations.paper import Paper, Run
    from visualisations.words import docx

    lang = faces.lang
    told = about(faces, picture.view.sources if picture else ())
    paper = Paper(lang, told.title, told.question)
    paper.footer(f"{told.scope} {told.state}")
    heads = [block for block in faces.told if isinstance(block, Title)]
    docx.write(heads, paper, lang)
    _asked(paper, told, lang)
    docx.write((block for block in faces.told if block not in heads), paper, lang, places=faces.places)
    if picture:
        paper.picture(picture.svg, picture.png, picture.alternative)
        paper.paragraph("Caption", [Run(picture.title)])
    if table and table.rows:
        _table(paper, table, lang)
    paper.paragraph("Heading 1", [Run(say(m("words-sources-heading"), lang))])
    for source in told.sources or (say(m("about-no-source"), lang),):
        paper.paragraph("List Bullet", [Run(source)])
    paper.paragraph("Normal", [Run(f"{say(m('about-by'), lang)}.", italic=True)])
    return paper.data()


def _asked(paper: Paper, told: About, lang: Lang) -> None:
    """Below the title: who may see it, what was asked for, and when it is so."""
    from visualisations.paper import Run

    paper.paragraph("Normal", [Run(told.scope, bold=True), Run(f" {told.state}"), Run(f" {told.invented}")])
    colon = "\u202f: " if lang == "fr" else ": "
    asked = " · ".join(f"{label}{colon}{value}" for label, value in told.asked)
    paper.paragraph("Normal", [Run(told.question, italic=True), Run(f" – {asked}" if asked else "")])


def _table(paper: Paper, table: Table, lang: Lang) -> None:
    """The table under its heading; on pages that lie on their side where it is wide."""
    from visualisations.paper import Cell, Run, is_wide

    headings = [Cell(say(column.heading, lang), right=column.type in NUMBERS) for column in table.columns]
    rows = [
        [
            Cell(words(cell, column, lang), right=column.type in NUMBERS)
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows[:MOST]
    ]
    if is_wide(headings, rows):
        paper.lying()
    paper.paragraph("Heading 1", [Run(say(m("about-table"), lang))])
    if len(rows) < table.total:
        paper.paragraph("Normal", [Run(say(m("about-rows-first", n=len(rows), total=table.total), lang))])
    paper.table(headings, rows)


WRITERS = (
    Writer(
        "note.docx",
        Face.WORDS,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        write,
        place=10,
    ),
)
