"""The parts of a workbook's XML that matter, as handlers that are fed piece by piece and keep nothing else.

Names are compared without their namespace: strict and transitional workbooks have different ones, and some writers
put a prefix before every name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.handler import ContentHandler

from graph_service.errors import InputError
from graph_service.records.spreadsheet import unescape
from importers.book_sheets import PLACE, column_number
from importers.sheets import Limits
from importers.xlsx_cells import PLAIN, Cell, Format

_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576


class Handler(ContentHandler):
    """Gives names without their prefix."""

    def startElement(self, name: str, attrs: Any) -> None:
        self.start(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:
        self.end(name.rpartition(":")[2])

    def start(self, name: str, attrs: Any) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Nothing, for those who need attributes only."""


class Parts(Handler):
    """Of the small parts: sheets, relations, content types, number formats."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []
        """(name, state, id of its relation)."""
        self.relations: dict[str, tuple[str, str]] = {}
        """id -> (kind, target), of what is in the package."""
        self.contents: list[str] = []
        self.formats: dict[int, str] = {}
        self.cell_formats: list[int] = []
        self.date1904 = False
        self._in_cells = False

    def start(self, name: str, attrs: Any) -> None:
        if name == "sheet":
            relation = next((attrs[n] for n in attrs.getNames() if n.rpartition(":")[2] == "id"), "")
            self.sheets.append((unescape(attrs.get("name", "")), attrs.get("state", "visible"), relation))
        elif name == "workbookPr":
            self.date1904 = attrs.get("date1904", "") in ("1", "true", "on")
        elif name == "Relationship":
            if attrs.get("TargetMode") != "External":
                kind = attrs.get("Type", "").rpartition("/")[2]
                self.relations[attrs.get("Id", "")] = (kind, attrs.get("Target", ""))
        elif name in ("Override", "Default"):
            self.contents.append(attrs.get("ContentType", ""))
        elif name == "numFmt":
            self.formats[int(attrs.get("numFmtId", 0))] = attrs.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.cell_formats.append(int(attrs.get("numFmtId", 0)))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False


class Texts(Handler):
    """Collects the characters of one cell or text, and stops before they are too many."""

    def __init__(self, most: int, file: str, sheet: str) -> None:
        super().__init__()
        self.most, self.file, self.sheet = most, file, sheet
        self.row = 0
        self.pieces: list[str] = []
        self.length = 0
        self.collects = False

    def begin(self) -> None:
        self.pieces, self.length = [], 0

    def characters(self, content: str) -> None:
        if not self.collects:
            return
        self.length += len(content)
        if self.length > self.most:
            raise InputError("long-cell", file=self.file, sheet=self.sheet, row=self.row, limit=self.most)
        self.pieces.append(content)


class Strings(Texts):
    """The texts that cells share. Leaves out the phonetic reading of a Japanese text."""

    def __init__(self, strings: list[str], limits: Limits, file: str) -> None:
        super().__init__(limits.cell, file, "")
        self.strings, self.count = strings, limits.strings
        self._aside = False

    def start(self, name: str, attrs: Any) -> None:
        if name == "si":
            self.begin()
        elif name == "rPh":
            self._aside = True
        elif name == "t":
            self.collects = not self._aside

    def end(self, name: str) -> None:
        if name == "t":
            self.collects = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            if len(self.strings) >= self.count:
                raise InputError("too-many-strings", file=self.file, limit=self.count)
            self.strings.append("".join(self.pieces))


class RowHandler(Texts):
    """The rows of a sheet, as far as it has been fed. The reader empties `rows`."""

    def __init__(self, strings: Sequence[str], formats: Sequence[Format], most: int, file: str, sheet: str) -> None:
        super().__init__(most, file, sheet)
        self.strings, self.formats = strings, formats
        self.rows: list[tuple[int, bool, dict[int, Cell]]] = []
        self.cells: dict[int, Cell] = {}
        self.hidden = False
        self.column = -1
        self.cell: Cell | None = None
        self._aside = False

    def start(self, name: str, attrs: Any) -> None:
        if name == "c":
            self._start_cell(attrs)
        elif name == "row":
            at = attrs.get("r")
            self.row = int(float(at)) if at else self.row + 1
            if not 0 < self.row <= _LAST_ROW:
                raise ValueError(self.row)
            self.hidden = attrs.get("hidden") in ("1", "true", "on")
            self.cells, self.column = {}, -1
        elif self.cell is None:
            return
        elif name == "v" or (name == "t" and not self._aside):
            self.collects = True
        elif name == "f":
            self.cell.formula = True
        elif name == "rPh":
            self._aside = True

    def _start_cell(self, attrs: Any) -> None:
        place = PLACE.fullmatch(attrs.get("r", ""))
        self.column = column_number(place[1]) if place else self.column + 1
        if self.column >= _LAST_COLUMN:
            raise ValueError(self.column)
        style = int(attrs.get("s", 0))
        format_ = self.formats[style] if style < len(self.formats) else PLAIN
        self.cell = Cell(attrs.get("t", "n"), "", format_)
        self.begin()

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.collects = False
        elif name == "rPh":
            self._aside = False
        elif name == "c" and self.cell:
            cell, self.cell = self.cell, None
            cell.raw = "".join(self.pieces)
            if cell.type == "s" and cell.raw:
                cell.raw = self.strings[int(cell.raw)]
            if cell.raw or cell.formula:
                self.cells[self.column] = cell
        elif name == "row" and self.cells:
            self.rows.append((self.row, self.hidden, self.cells))
