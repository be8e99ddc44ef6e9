"""An answer's table as a workbook: typed cells to sort and filter, and a sheet that says what they are.

Numbers, shares and days are what they are; everything else is text, whatever it looks like, in cells of the format
Text, as in the workbooks of `graph_service.workbooks`: no SIRET is crushed, and no formula runs.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any

from graph_service.errors import TooLarge
from graph_service.files import unstamped
from graph_service.messages import Lang, m, say
from graph_service.queries.table import Cell, Column, Table
from graph_service.records import cells, spreadsheet
from visualisations.writers import Face, Faces, Writer
from visualisations.writers._about import About, about
from visualisations.writers._cells import NUMBERS, flag, words

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_TEXT = "@"
_DAY: dict[Lang, str] = {"fr": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_SHARE = "[<0.0095]0.00%;0.0%"
"""As sentences say shares: small ones with two digits."""
_PLAIN, _APART, _CENTS = "General", "#,##0", "#,##0.00"
_LARGE = 10_000
"""From here on a column's numbers have their thousands apart: a year never has."""
_FIRST_DAY = date(1900, 3, 1)
"""A spreadsheet has no days before 1900, and counts those of its first two months wrongly."""
_NARROW, _WIDE, _LOOKED_AT = 8, 60, 5_000
"""Widths of columns in letters, and of how many rows they are taken."""
_LINE, _TALLEST = 15, 10
"""The height of a line in points, and how many lines of a text a row shows."""
_HEAD = "DCE6F1"
_A4 = 9
"""What OOXML calls this size of paper."""


def write(faces: Faces) -> bytes:
    """The workbook. Raises TooLarge where the table has more rows than a sheet holds."""
    found = faces.table()
    assert found is not None, "a question that has a table"
    if len(found.rows) >= spreadsheet.MAX_ROWS:
        raise TooLarge("table-rows-xlsx", n=len(found.rows), most=spreadsheet.MAX_ROWS - 1)
    # Loading it takes as long as a quick answer.
    from openpyxl import Workbook

    told = about(faces)
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = _fitting(told.title)[0], "Maillage"
    book.properties.language = "fr-FR" if faces.lang == "fr" else "en-GB"
    sheet = _Sheet(book.create_sheet(say(m("about-table"), faces.lang)), faces.lang)
    sheet.table(found)
    _Sheet(book.create_sheet(say(m("about-heading"), faces.lang)), faces.lang).about(told, found, sheet.cut)
    out = io.BytesIO()
    book.save(out)
    return unstamped(out.getvalue())


class _Sheet:
    """Writes rows to one sheet. `cut` counts the texts that were too long for a cell."""

    def __init__(self, page: WriteOnlyWorksheet, lang: Lang) -> None:
        self.page, self.lang, self.cut = page, lang, 0
        self._rows = 0
        self._styles: dict[tuple[Any, ...], Any] = {}

    def table(self, table: Table) -> None:
        """Headings, which stay in sight and filter, then all rows; on paper as wide as the page, headings on each."""
        from openpyxl.utils import get_column_letter

        page = self.page
        widths = [_width(column, table, at, self.lang) for at, column in enumerate(table.columns)]
        self._columns(widths)
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
        self._paper()
        page.print_title_rows = "1:1"
        self._row([self._head(say(column.heading, self.lang), column.type) for column in table.columns], widths)
        formats = [_format(column, table, at, self.lang) for at, column in enumerate(table.columns)]
        for row in table.rows:
            made = [self._cell(*each) for each in zip(row, table.columns, formats, widths, strict=True)]
            self._row(made, widths)

    def about(self, told: About, table: Table, cut: int) -> None:
        """What the table is, a line each."""
        widths = [28, 90]
        self._columns(widths)
        self._paper()
        for label, text in self._lines(told, table, cut):
            self._row([self._text(label, bold=True), self._text(text, wrap=True)], widths)

    def _lines(self, told: About, table: Table, cut: int) -> Iterator[tuple[str, str]]:
        def line(code: str, text: str) -> tuple[str, str]:
            return say(m(f"about-{code}"), self.lang), text

        yield line("answer", told.title)
        yield line("question", told.question)
        yield from told.asked
        yield line("scope", told.scope)
        yield line("state", told.state)
        rows = m("about-rows-whole", n=table.total)
        if not table.whole:
            rows = m("about-rows-part", n=len(table.rows), total=table.total)
        yield line("rows", say(rows, self.lang))
        if told.invented:
            yield line("fictional", told.invented)
        for text in told.left_out:
            yield line("left-out", text)
        if cut:
            yield line("left-out", say(m("about-cut", n=cut, most=spreadsheet.MAX_TEXT), self.lang))
        for source in told.sources:
            yield say(m("words-sources-heading"), self.lang), source
        yield "Maillage", say(m("about-by"), self.lang)

    def _row(self, made: Sequence[Any], widths: Sequence[int]) -> None:
        """Append a row, as high as its texts need: not every spreadsheet sees to that itself."""
        self._rows += 1
        wrapped = (
            _height(cell.value, width)
            for cell, width in zip(made, widths, strict=True)
            if cell is not None and cell.alignment.wrap_text
        )
        lines = max(wrapped, default=1)
        if lines > 1:
            self.page.row_dimensions[self._rows].height = _LINE * min(lines, _TALLEST)
        self.page.append(made)

    def _columns(self, widths: list[int]) -> None:
        from openpyxl.utils import get_column_letter

        for at, width in enumerate(widths, 1):
            self.page.column_dimensions[get_column_letter(at)].width = width

    def _paper(self) -> None:
        page = self.page
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.oddFooter.center.text = "&P / &N"

    def _cell(self, cell: Cell, column: Column, format_: str, width: int) -> Any:
        if cell is None:
            return None
        if isinstance(cell, bool):
            return self._text(flag(cell, self.lang))
        if isinstance(cell, int | float) and column.type != "id" and _is_number(cell):
            return self._valued(cell, format_)
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            return self._valued(cell, _DAY[self.lang])
        text = words(cell, column, self.lang) if not isinstance(cell, int | float) else str(cell)
        return self._text(text, wrap=len(text) > width)

    def _valued(self, value: Any, format_: str) -> Any:
        return self._styled(value, format_)

    def _text(self, text: str, *, bold: bool = False, wrap: bool = False) -> Any:
        """A cell that holds a text, and nothing but a text, also after somebody edits it."""
        kept, cut = _fitting(text)
        self.cut += cut
        made = self._styled(kept, _TEXT, bold=bold, wrap=wrap, quoted=cells.escape(text) != text)
        made.data_type = "s"
        return made

    def _styled(self, value: Any, format_: str, **style: bool) -> Any:
        """A cell; those of one style share it, since making a style takes longer than writing the cell."""
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        made = WriteOnlyCell(self.page, value=value)
        key = (format_, *style.items())
        if key in self._styles:
            made._style = self._styles[key]
            return made
        made.number_format = format_
        made.alignment = Alignment(vertical="top", wrap_text=style.get("wrap", False))
        made.quotePrefix = style.get("quoted", False)
        if style.get("bold"):
            made.font = Font(name="Calibri", size=11, bold=True)
        self._styles[key] = made._style
        return made

    def _head(self, text: str, type_: str) -> Any:
        from openpyxl.styles import Alignment, PatternFill

        made = self._text(text, bold=True)
        made._style = copy(made._style)
        made.alignment = Alignment(vertical="center", wrap_text=True, horizontal="right" if type_ in NUMBERS else None)
        made.fill = PatternFill("solid", fgColor=_HEAD)
        return made


def _is_number(cell: float) -> bool:
    """Whether a number is one to a spreadsheet, which keeps fifteen digits: enough for what is computed, and not for an
    integer that counts or names something."""
    return math.isfinite(cell) if isinstance(cell, float) else spreadsheet.keeps(cell)


def _fitting(text: str) -> tuple[str, bool]:
    """A text as a cell can hold it, and whether it had to be cut."""
    made = spreadsheet.escape(text)
    # A spreadsheet counts in halves of UTF-16, and reads `_x000D_` as one sign.
    if len(text.encode("utf-16-le", "replace")) <= 2 * spreadsheet.MAX_TEXT:
        return made, False
    kept = text.encode("utf-16-le", "replace")[: 2 * (spreadsheet.MAX_TEXT - 1)].decode("utf-16-le", "ignore")
    return spreadsheet.escape(f"{kept}…"), True


def _height(text: str, width: int) -> int:
    """How many lines a text takes in a column of that width; words make lines a little shorter than it."""
    return sum(max(1, math.ceil(len(line) * 1.15 / width)) for line in text.split("\n"))


def _width(column: Column, table: Table, at: int, lang: Lang) -> int:
    """The width of a column: of its longest text, within bounds; headings may break into lines."""
    texts = (words(row[at], column, lang) for row in table.rows[:_LOOKED_AT])
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    head = max(map(len, say(column.heading, lang).split()), default=0)
    return min(max(longest + 2, head + 5, _NARROW), _WIDE)


def _format(column: Column, table: Table, at: int, lang: Lang) -> str:
    """How the numbers of a column are shown."""
    if column.type == "share":
        return _SHARE
    cells = (row[at] for row in table.rows)
    numbers = [cell for cell in cells if isinstance(cell, int | float) and _is_number(cell)]
    if all(abs(each) < _LARGE for each in numbers):
        return _PLAIN
    return _APART if all(each == int(each) for each in numbers) else _CENTS


WRITERS = (
    Writer(
        "table.xlsx", Face.TABLE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write, place=40
    ),
)
