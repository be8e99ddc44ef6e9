"""Reads the records of a workbook of before 2007 (BIFF5 and BIFF8), of which layouts are those of [MS-XLS].

Read by ourselves, as other workbooks are: python-calamine shows errors and formulas without a result as empty cells,
makes room for every place between the first cell and the last, and panics where a file is damaged.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_service.errors import InputError
from importers.book_sheets import Merged, column_name
from importers.sheets import Limits
from importers.xlsx_cells import PLAIN, Cell, Format, number_format

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOF, _EOF, _CONTINUE, _FILEPASS, _CODEPAGE, _DATEMODE = 0x809, 0x0A, 0x3C, 0x2F, 0x42, 0x22
_FORMAT, _XF, _BOUNDSHEET, _SST = 0x41E, 0xE0, 0x85, 0xFC
_ROW, _BOOLERR, _NUMBER, _RK, _MULRK, _FORMULA, _STRING = 0x208, 0x205, 0x203, 0x27E, 0xBD, 0x06, 0x207
_LABELSST, _LABEL, _RSTRING, _MERGED = 0xFD, 0x204, 0xD6, 0xE5
_BIFF8, _BIFF5 = 0x600, 0x500
_WORKSHEET, _MERGES = 0, 1000
MOST_CELLS = 4_000_000
"""Of one sheet: its cells are held together, since their rows may stand in any order."""


@dataclass
class XlsSheet:
    """A sheet as the workbook lists it."""

    name: str
    hidden: bool
    offset: int
    worksheet: bool


@dataclass
class XlsTable:
    """The cells of a sheet."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    count: int = 0


class _Pieces:
    """The bytes of a record and of those that continue it. A text that goes on in the next says anew how wide its
    signs are."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces, self.at, self.place = pieces, 0, 0

    def take(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            if self.at >= len(self.pieces):
                raise ValueError(size)
            piece = self.pieces[self.at][self.place : self.place + size - len(found)]
            found += piece
            self.place += len(piece)
            if len(found) < size:
                self.at, self.place = self.at + 1, 0
        return found

    def text(self, length: int, wide: bool) -> str:
        found = []
        while length:
            if self.at >= len(self.pieces):
                raise ValueError(length)
            width = 1 + wide
            here = min(length, (len(self.pieces[self.at]) - self.place) // width)
            found.append(self.take(here * width).decode("utf-16-le" if wide else "latin-1", "replace"))
            length -= here
            if length:
                self.at, self.place = self.at + 1, 0
                wide = bool(self.take(1)[0] & 1)
        return "".join(found)


class XlsRecords:
    """What the records of a workbook say. Raises ValueError, IndexError or struct.error where they are damaged."""

    def __init__(self, stream: bytes, file: str, limits: Limits) -> None:
        self.stream, self.file, self.limits = stream, file, limits
        self.version = 0
        self.date1904 = False
        self.sheets: list[XlsSheet] = []
        self._strings: list[str] = []
        self._codes: dict[int, str] = {}
        self._of_cells: list[int] = []
        self._formats: dict[int, Format] = {}
        self._encoding = "cp1252"
        self._globals()

    def _records(self, at: int) -> Iterator[tuple[int, list[bytes]]]:
        """(kind, its bytes and those of the records that continue it) of a part, parts within it left out."""
        depth, open_ = 0, (0, list[bytes]())
        while True:
            kind, length = struct.unpack_from("<HH", self.stream, at)
            data = self.stream[at + 4 : at + 4 + length]
            if len(data) < length:
                raise ValueError(at)
            at += 4 + length
            if kind == _CONTINUE:
                if depth == 1:
                    open_[1].append(data)
                continue
            if open_[1]:
                yield open_
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0:
                return
            open_ = (kind, [data] if depth == 1 and kind != _EOF else [])

    def _globals(self) -> None:
        for kind, pieces in self._records(0):
            data = pieces[0]
            if kind == _BOF:
                self.version = struct.unpack_from("<H", data)[0]
                if self.version not in (_BIFF8, _BIFF5):
                    raise ValueError(self.version)
            elif kind == _FILEPASS:
                raise InputError("encrypted-workbook", file=self.file)
            elif kind == _CODEPAGE:
                self._encoding = {10000: "mac_roman", 0x8000: "mac_roman"}.get(
                    struct.unpack_from("<H", data)[0], "cp1252"
                )
            elif kind == _DATEMODE:
                self.date1904 = data[:1] == b"\1"
            elif kind == _FORMAT:
                code = self._text(_Pieces([data[2:]]), 2 if self.version == _BIFF8 else 1)
                self._codes[struct.unpack_from("<H", data)[0]] = code
            elif kind == _XF:
                self._of_cells.append(struct.unpack_from("<HH", data)[1])
            elif kind == _BOUNDSHEET:
                offset, state, what = struct.unpack_from("<IBB", data)
                name = self._text(_Pieces([data[6:]]), 1)
                self.sheets.append(XlsSheet(name, state & 3 != 0, offset, what == _WORKSHEET))
            elif kind == _SST:
                self._shared(_Pieces(pieces))

    def _shared(self, pieces: _Pieces) -> None:
        """The texts that cells share, without their fonts and the reading of a Japanese text."""
        _, count = struct.unpack("<II", pieces.take(8))
        if count > self.limits.strings:
            raise InputError("too-many-strings", file=self.file, limit=self.limits.strings)
        for _ in range(count):
            length, flags = struct.unpack("<HB", pieces.take(3))
            runs = struct.unpack("<H", pieces.take(2))[0] if flags & 8 else 0
            more = struct.unpack("<I", pieces.take(4))[0] if flags & 4 else 0
            self._strings.append(pieces.text(length, bool(flags & 1)))
            pieces.take(4 * runs + more)

    def _text(self, pieces: _Pieces, size: int) -> str:
        """A text with its length before it, in one byte or two."""
        length = int.from_bytes(pieces.take(size), "little")
        if self.version != _BIFF8:
            return pieces.take(length).decode(self._encoding, "replace")
        return pieces.text(length, bool(pieces.take(1)[0] & 1))

    def table(self, sheet: XlsSheet) -> XlsTable:
        """Everything in one sheet."""
        found = XlsTable()
        waiting: tuple[int, int] | None = None
        for kind, pieces in self._records(sheet.offset):
            data = pieces[0]
            if kind == _STRING and waiting:
                self._put(found, *waiting, Cell("text", self._text(_Pieces(pieces), 2), PLAIN, True))
            elif kind == _ROW and len(data) > 12 and data[12] & 0x20:
                found.hidden.add(struct.unpack_from("<H", data)[0])
            elif kind == _MERGED:
                self._merged(found, data)
            elif kind == _MULRK:
                row, first = struct.unpack_from("<HH", data)
                for at in range((len(data) - 6) // 6):
                    style, number = struct.unpack_from("<HI", data, 4 + 6 * at)
                    self._put(found, row, first + at, self._number(style, _rk(number)))
            elif kind in (_LABELSST, _LABEL, _RSTRING, _RK, _NUMBER, _BOOLERR, _FORMULA):
                row, column, style = struct.unpack_from("<HHH", data)
                cell = self._cell(kind, style, pieces)
                waiting = None if cell else (row, column)
                if cell:
                    self._put(found, row, column, cell)
        return found

    def _put(self, table: XlsTable, row: int, column: int, cell: Cell) -> None:
        if len(cell.raw) > self.limits.cell:
            raise InputError("long-cell", file=self.file, sheet="", row=row + 1, limit=self.limits.cell)
        table.count += 1
        if table.count > MOST_CELLS:
            raise InputError("too-many-cells", file=self.file, limit=MOST_CELLS)
        table.rows.setdefault(row, {})[column] = cell

    def _cell(self, kind: int, style: int, pieces: list[bytes]) -> Cell | None:
        """The cell of a record. None for a formula whose result is a text, which comes in the next record."""
        data = pieces[0]
        if kind == _LABELSST:
            return Cell("text", self._strings[struct.unpack_from("<I", data, 6)[0]])
        if kind in (_LABEL, _RSTRING):
            return Cell("text", self._text(_Pieces([data[6:], *pieces[1:]]), 2))
        if kind == _RK:
            return self._number(style, _rk(struct.unpack_from("<I", data, 6)[0]))
        if kind == _NUMBER:
            return self._number(style, struct.unpack_from("<d", data, 6)[0])
        if kind == _BOOLERR:
            return _bool_or_error(data[6], bool(data[7]), formula=False)
        result = data[6:14]
        if result[6:8] != b"\xff\xff":
            return self._number(style, struct.unpack("<d", result)[0], formula=True)
        if result[0] in (1, 2):
            return _bool_or_error(result[2], result[0] == 2, formula=True)
        # An empty text has no record of its own.
        return None if result[0] == 0 else Cell("text", "", PLAIN, True)

    def _number(self, style: int, value: float, *, formula: bool = False) -> Cell:
        if style not in self._formats:
            id_ = self._of_cells[style] if style < len(self._of_cells) else 0
            self._formats[style] = number_format(id_, self._codes.get(id_)) if id_ else PLAIN
        return Cell("n", repr(value), self._formats[style], formula)

    def _merged(self, table: XlsTable, data: bytes) -> None:
        for at in range(min(struct.unpack_from("<H", data)[0], _MERGES - len(table.merged))):
            top, bottom, left, right = struct.unpack_from("<HHHH", data, 2 + 8 * at)
            first, last = f"{column_name(left)}{top + 1}", f"{column_name(right)}{bottom + 1}"
            table.merged.append(Merged.of(first, last))


def _bool_or_error(value: int, error: bool, *, formula: bool) -> Cell:
    if error:
        return Cell("e", _ERRORS.get(value, f"#{value}"), PLAIN, formula)
    return Cell("b", str(int(bool(value))), PLAIN, formula)


def _rk(number: int) -> float:
    """A number in four bytes: whole or the upper half of a floating one, and perhaps a hundredfold."""
    if number & 2:
        value = float((number - (1 << 32) if number & 0x80000000 else number) >> 2)
    else:
        value = float(struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0])
    return value / 100 if number & 1 else value
