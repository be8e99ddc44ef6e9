"""The parts of an OpenDocument spreadsheet that matter, as handlers that are fed piece by piece.

A row that is written once and repeated a million times is counted before it is unfolded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from graph_service.errors import InputError
from graph_service.records import cells as texts
from importers.book_sheets import Merged, column_name
from importers.sheets import Limits
from importers.xlsx_cells import PLAIN, Cell, Format
from importers.xlsx_xml import Texts

_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_MERGES = 1000
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_PLAIN_TEXT = frozenset({"text:p", "text:h", "text:span", "text:a", "text:s", "text:tab", "text:line-break"})
"""What the text of a cell is made of. All else in a cell (notes, drawings) is no part of it."""
_STYLES = frozenset({"number:date-style", "number:number-style", "number:time-style"})


@dataclass
class Styles:
    """How cells show numbers and dates, and which sheets are hidden."""

    data: dict[str, Format] = field(default_factory=dict)
    of_cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Style of cells -> (style of its numbers, style that it is drawn from)."""
    hidden: set[str] = field(default_factory=set)
    """Styles of sheets that are not shown."""

    def format(self, style: str) -> Format:
        for _ in range(10):
            data, parent = self.of_cells.get(style, ("", ""))
            if data in self.data:
                return self.data[data]
            if not parent:
                break
            style = parent
        return PLAIN


class _StyleHandler(Texts):
    """Collects styles."""

    reads_text = False

    def __init__(self, styles: Styles, limits: Limits, file: str) -> None:
        super().__init__(limits.cell, file, "")
        self.styles = styles
        self._data, self._letters, self._width = "", set[str](), 0
        self._table_style = ""

    def startElement(self, name: str, attrs: Any) -> None:
        if name in _STYLES:
            self._data, self._letters, self._width = attrs.get("style:name", ""), set(), 0
        elif name == "style:style":
            family, named = attrs.get("style:family"), attrs.get("style:name", "")
            if family == "table-cell":
                drawn_from = attrs.get("style:parent-style-name", "")
                self.styles.of_cells[named] = attrs.get("style:data-style-name", ""), drawn_from
            self._table_style = named if family == "table" else ""
        elif name == "style:table-properties" and attrs.get("table:display") == "false" and self._table_style:
            self.styles.hidden.add(self._table_style)
        elif self._data and name.startswith("number:"):
            self._letters.add(name)
            if name == "number:number" and attrs.get("number:decimal-places", "0") == "0":
                grouped = attrs.get("number:grouping") == "true"
                self._width = 0 if grouped else int(attrs.get("number:min-integer-digits", 0))

    def endElement(self, name: str) -> None:
        if name in _STYLES:
            self.styles.data[self._data] = self._shown(name)
            self._data = ""

    def _shown(self, name: str) -> Format:
        if name == "number:number-style":
            return Format(width=self._width) if self._width > 1 else PLAIN
        if name == "number:time-style":
            return Format(date="time")
        letters = self._letters
        if "number:day" in letters or "number:hours" in letters:
            return Format(date="day")
        return Format(date="month" if "number:month" in letters else "year" if "number:year" in letters else "day")


class Scan(_StyleHandler):
    """Walks the whole content once: styles, names of sheets, merged ranges, and how many cells there are."""

    def __init__(self, styles: Styles, limits: Limits, file: str) -> None:
        super().__init__(styles, limits, file)
        self.limits = limits
        self.tables: list[tuple[str, bool]] = []
        """(name, whether it is hidden)."""
        self.merged: list[list[Merged]] = []
        self.cells = 0
        self.copies: set[int] = set()
        """Tables that are copies of those of another file."""
        self._inside = 0
        self._row = self._column = self._rows = self._filled = self._many = 0
        self._counted = True

    def startElement(self, name: str, attrs: Any) -> None:
        if name == "table:table":
            self._inside += 1
            if self._inside == 1:
                self.tables.append((attrs.get("table:name", ""), attrs.get("table:style-name") in self.styles.hidden))
                self.merged.append([])
                self._row = 0
        elif not self._inside:
            super().startElement(name, attrs)
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._many = repeated(attrs, "columns")
            self._counted = "office:value-type" in attrs or "table:formula" in attrs
            self._filled += self._many * self._counted
            self._merge(attrs)
            self._column += self._many
        elif name == "text:p":
            # The text of a cell that is not said to have a value.
            self._filled += self._many * (not self._counted)
            self._counted = True
        elif name == "table:table-row":
            self._rows, self._column, self._filled = repeated(attrs, "rows"), 0, 0
        elif name == "table:table-source":
            self.copies.add(len(self.tables) - 1)

    def endElement(self, name: str) -> None:
        if name == "table:table":
            self._inside -= 1
        elif not self._inside:
            super().endElement(name)
        elif name == "table:table-row":
            self.cells += self._filled * self._rows
            if self.cells > self.limits.cells:
                raise InputError("too-many-cells", file=self.file, limit=self.limits.cells)
            self._row += self._rows

    def _merge(self, attrs: Any) -> None:
        if "table:number-columns-spanned" not in attrs and "table:number-rows-spanned" not in attrs:
            return
        across, down = (int(attrs.get(f"table:number-{of}-spanned", 1)) for of in ("columns", "rows"))
        if (across > 1 or down > 1) and self.merged and len(self.merged[-1]) < _MERGES:
            right, bottom = min(self._column + across, _LAST_COLUMN), min(self._row + down, _LAST_ROW)
            first = f"{column_name(self._column)}{self._row + 1}"
            self.merged[-1].append(Merged.of(first, f"{column_name(right - 1)}{bottom}"))


_REPEATED = {"rows": "table:number-rows-repeated", "columns": "table:number-columns-repeated"}


def repeated(attrs: Any, of: str) -> int:
    """How many times a row or a cell stands, as written."""
    written = attrs.get(_REPEATED[of])
    if written is None:
        return 1
    many = int(written)
    if not 0 < many <= _LAST_ROW:
        raise ValueError(many)
    return many


class TableHandler(Texts):
    """The rows of one sheet, as far as it has been fed. The reader empties `rows`."""

    reads_text = True

    def __init__(self, wanted: int, styles: Styles, limits: Limits, file: str, sheet: str) -> None:
        super().__init__(limits.cell, file, sheet)
        self.wanted, self.styles = wanted, styles
        self.rows: list[tuple[int, int, bool, dict[int, Cell]]] = []
        """(number, how many times, whether it is hidden, column -> cell)."""
        self._table, self._depth, self._active = -1, 0, False
        self._columns: list[str] = []
        """The style of each column's cells."""
        self._cells: dict[int, Cell] = {}
        self._column = self._many = self._rows = 0
        self._hidden = False
        self._row_style = ""
        self._cell: Any = None
        self._lines = self._aside = 0
        self._attrs: dict[str, str] = {}

    def startElement(self, name: str, attrs: Any) -> None:
        if name == "table:table" and self._cell is None:
            self._depth += 1
            self._table += self._depth == 1
            self._active = self._table == self.wanted
        elif not self._active:
            return
        elif self._cell is not None:
            self._in_cell(name, attrs)
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._attrs, self._many = attrs, repeated(attrs, "columns")
            self._cell, self._lines = True, 0
            self.begin()
        elif name == "table:table-row":
            self._rows, self._cells, self._column = repeated(attrs, "rows"), {}, 0
            self.row += 1
            self._hidden = attrs.get("table:visibility") in ("collapse", "filter")
            self._row_style = attrs.get("table:default-cell-style-name", "")
            if self.row + self._rows - 1 > _LAST_ROW:
                raise ValueError(self.row)
        elif name == "table:table-column":
            many = min(repeated(attrs, "columns"), _LAST_COLUMN - len(self._columns))
            self._columns += [attrs.get("table:default-cell-style-name", "")] * many

    def _in_cell(self, name: str, attrs: Any) -> None:
        if self._aside or name not in _PLAIN_TEXT:
            self._aside += 1
            self.collects = False
        elif name in ("text:p", "text:h"):
            if self._lines:
                self.add("\n")
            self._lines += 1
            self.collects = True
        elif name == "text:s":
            self.add(" " * min(int(attrs.get("text:c", 1)), self.most + 1))
        elif name == "text:tab":
            self.add("\t")
        elif name == "text:line-break":
            self.add("\n")

    def add(self, text: str) -> None:
        self.collects = True
        self.characters(text)

    def endElement(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
            self.collects = not self._aside and self._lines > 0
        elif name == "table:table" and self._depth:
            self._depth -= 1
            self._active = self._active and self._depth > 0
        elif not self._active:
            return
        elif name in ("text:p", "text:h"):
            self.collects = False
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif name == "table:table-row":
            if self._cells:
                self.rows.append((self.row, self._rows, self._hidden, self._cells))
            self.row += self._rows - 1

    def _end_cell(self) -> None:
        self._cell, self.collects = None, False
        cell = self._made()
        if cell.raw or cell.formula:
            if self._column + self._many > _LAST_COLUMN:
                raise ValueError(self._column)
            for at in range(self._column, self._column + self._many):
                self._cells[at] = cell
        self._column += self._many

    def _made(self) -> Cell:
        attrs, text = self._attrs, "".join(self.pieces)
        formula = "table:formula" in attrs
        kind = attrs.get("office:value-type", "")
        if attrs.get("calcext:value-type") == "error" or (formula and texts.is_error(text)):
            return Cell("e", text, PLAIN, formula)
        if kind in ("float", "currency", "percentage"):
            shown = Format(percent=True) if kind == "percentage" else self._format()
            return Cell("n", attrs.get("office:value", ""), shown if not shown.date else PLAIN, formula)
        if kind == "date":
            return Cell("d", self._day(attrs.get("office:date-value", "")), PLAIN, formula)
        if kind == "time":
            found = _TIME.fullmatch(attrs.get("office:time-value", ""))
            return Cell("text", f"{int(found[1]):02}:{found[2]}" if found else text, PLAIN, formula)
        if kind == "boolean":
            return Cell("b", "1" if attrs.get("office:boolean-value") == "true" else "0", PLAIN, formula)
        # An empty text of a formula is a result; without any text it was never computed.
        computed = not formula or kind == "string" or self._lines
        return Cell("text" if computed else "n", text or attrs.get("office:string-value", ""), PLAIN, formula)

    def _day(self, value: str) -> str:
        """A date as precisely as it is shown."""
        precision = self._format().date
        if precision in ("month", "year"):
            return value[: 7 if precision == "month" else 4]
        return value.removesuffix("T00:00:00")

    def _format(self) -> Format:
        column = self._columns[self._column] if self._column < len(self._columns) else ""
        return self.styles.format(self._attrs.get("table:style-name") or self._row_style or column)
