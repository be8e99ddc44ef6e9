"""An answer's table as CSV, for a double click and for programs.

A French file has what a French spreadsheet expects: semicolons, decimal commas, days as 31/12/2030; an English one has
commas, points, 2030-12-31. Both begin with a byte order mark, without which Excel takes UTF-8 for Western Windows, and
`maillage import` reads both. Unlike in the workbook, a share is a plain number from 0 to 1, since "11,1 %" is a text to
most programs, and a spreadsheet may crush long ids: CSV cannot say that a cell is text. A text that would run as a
formula has an apostrophe before it, which an import takes off.
"""

from __future__ import annotations

from datetime import date

from graph_service.errors import UsageError
from graph_service.messages import Day, Lang, say
from graph_service.queries.base import ReachingAnswer
from graph_service.queries.table import Cell, Table
from visualisations import csv_text
from visualisations.writers import Face, Faces, Writer


def write(faces: Faces) -> bytes:
    """The table as one text: a heading for each column, then all rows. Raises UsageError where not all was searched."""
    found = faces.table()
    assert found is not None, "a question that has a table"
    if isinstance(faces.answer, ReachingAnswer) and faces.answer.left_out:
        # Rows under headings have no place to say it, and would pass for all there is.
        raise UsageError("table-in-part", why=faces.answer.left_out)
    return text_of(found, faces.lang)


def text_of(found: Table, lang: Lang) -> bytes:
    """A table as the bytes of a file."""
    headings = [csv_text.text(say(column.heading, lang)) for column in found.columns]
    return csv_text.table([headings, *([_cell(cell, lang) for cell in row] for row in found.rows)], lang)


def _cell(cell: Cell, lang: Lang) -> str:
    if cell is None or isinstance(cell, bool | int | float | str):
        return csv_text.cell(cell, lang)
    return Day(cell.isoformat()).text(lang) if isinstance(cell, date) else csv_text.text(say(cell, lang))


WRITERS = (Writer("table.csv", Face.TABLE, "text/csv; charset=utf-8", write, place=45),)
