"""An answer's table as CSV, for a double click and for programs.

A French file has what a French spreadsheet expects: semicolons, decimal commas, days as 31/12/2030; an English one has
commas, points, 2030-12-31. Both begin with a byte order mark, without which Excel takes UTF-8 for Western Windows, and
`maillage import` reads both. Unlike in the workbook, a share is a plain number from 0 to 1, since "11,1 %" is a text to
most programs, and a spreadsheet may crush long ids: CSV cannot say that a cell is text. A text that would run as a
formula has an apostrophe before it, which an import takes off.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal

from graph_service.errors import UsageError
from graph_service.messages import Day, Lang, say
from graph_service.queries.base import ReachingAnswer
from graph_service.queries.table import Cell
from graph_service.records import cells
from visualisations.writers import Face, Faces, Writer
from visualisations.writers._cells import flag

_UNREAD = re.compile("[\0\ud800-\udfff]")
"""What no reader takes: a zero byte makes a file binary, half of a surrogate pair has no UTF-8."""


def write(faces: Faces) -> bytes:
    """The table as one text: a heading for each column, then all rows. Raises UsageError where not all was searched."""
    found = faces.table()
    assert found is not None, "a question that has a table"
    if isinstance(faces.answer, ReachingAnswer) and faces.answer.left_out:
        # Rows under headings have no place to say it, and would pass for all there is.
        raise UsageError("table-in-part", why=faces.answer.left_out)
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=";" if faces.lang == "fr" else ",", lineterminator="\r\n")
    lines.writerow([_text(say(column.heading, faces.lang)) for column in found.columns])
    lines.writerows([[_cell(cell, faces.lang) for cell in row] for row in found.rows])
    return out.getvalue().encode("utf-8-sig")


def _cell(cell: Cell, lang: Lang) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return flag(cell, lang)
    if isinstance(cell, int | float):
        return _number(cell, lang)
    return Day(cell.isoformat()).text(lang) if isinstance(cell, date) else _text(say(cell, lang))


def _number(value: float, lang: Lang) -> str:
    """A number with all of its digits, and never as 1e-05: exponents are how spreadsheets crush codes."""
    said = format(Decimal(repr(value)), "f")
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    return said.replace(".", ",") if lang == "fr" else said


def _text(text: str) -> str:
    return cells.escape(_UNREAD.sub("\ufffd", text))


WRITERS = (Writer("table.csv", Face.TABLE, "text/csv; charset=utf-8", write, place=45),)
