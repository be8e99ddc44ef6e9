"""An answer as a Word note that one could forward: words, picture, table, sources, and who may see it on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_service.messages import Items, Lang, m, say
from graph_service.queries.blocks import Title
from graph_service.queries.table import Table
from visualisations.writers import Face, Faces, Writer
from visualisations.writers._about import About, about
from visualisations.writers._cells import NUMBERS, words
from visualisations.writers._drawn import Drawn, drawn

if TYPE_CHECKING:
    from visualisations.paper import Paper

MOST, LONGEST = 200, 90
"""Rows of a table in a note, and characters of a text in it."""
_CITED = "sources"
"""The name of the column that cites sources."""


def write(faces: Faces) -> bytes:
    """The note as one document."""
    return note(faces, drawn(faces), faces.table(MOST))


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
    """The table under its heading, as much of it as a note can hold; on pages that lie on their side where it is wide.

    Left out are ids, sources (which come below), and what has no room on a page; long texts are cut. The note says what
    it lacks, and where that is.
    """
    from visualisations.paper import Cell, Run, fits, is_wide

    rows = table.rows[:MOST]
    named = any(column.type == "text" for column in table.columns)
    places = [
        at
        for at, column in enumerate(table.columns)
        if not (named and (column.type == "id" or column.name == _CITED)) and any(row[at] is not None for row in rows)
    ]
    cut = False

    def cell(row: int, at: int) -> Cell:
        nonlocal cut
        column = table.columns[at]
        text = words(rows[row][at], column, lang)
        cut = cut or len(text) > LONGEST
        return Cell(_short(text), right=column.type in NUMBERS)

    headings = [Cell(say(table.columns[at].heading, lang), right=table.columns[at].type in NUMBERS) for at in places]
    cells = [[cell(row, at) for at in places] for row in range(len(rows))]
    fitting = fits(headings, cells)
    headings, cells = headings[:fitting], [row[:fitting] for row in cells]
    absent = [column.heading for at, column in enumerate(table.columns) if at not in places[:fitting]]
    told = [
        *([m("about-rows-first", n=len(rows), total=table.total)] if len(rows) < table.total else []),
        *([m("about-columns", columns=Items(absent, ","))] if absent else []),
        *([m("about-texts")] if cut else []),
    ]
    if is_wide(headings, cells):
        paper.lying()
    paper.paragraph("Heading 1", [Run(say(m("about-table"), lang))])
    if told:
        paper.paragraph("Normal", [Run(" ".join(say(each, lang) for each in told))])
    paper.table(headings, cells)


def _short(text: str) -> str:
    """A text, cut between two words where it is too long for a note."""
    if len(text) <= LONGEST:
        return text
    start = text[:LONGEST]
    return f"{start[: max(start.rfind(' '), 0) or LONGEST - 1]}…"


WRITERS = (
    Writer(
        "note.docx",
        Face.WORDS,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        write,
        place=10,
        takes=("form", "colour", "against", "beside"),
    ),
)
