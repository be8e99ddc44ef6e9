"""Reads the bytes of a workbook of before 2007 (.xls) into its sheets of rows."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.errors import InputError
from importers.book_sheets import BookRow, Merged, sheets_of
from importers.readers.compound import SIGNATURE, BrokenCompound, Compound
from importers.readers.xls_records import XlsRecords, XlsTable
from importers.sheets import Limits, Sheet

_STREAMS = ("Workbook", "Book")
_MACROS = frozenset({"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"})
_BROKEN = (BrokenCompound, struct.error, ValueError, IndexError, AssertionError)


@dataclass
class XlsBook:
    """An opened workbook. The sheet that was read last is kept, and no other."""

    limits: Limits
    records: XlsRecords
    date1904: bool
    kept: tuple[str, XlsTable] = ("", XlsTable())

    def check(self, part: str) -> tuple[Merged, ...]:
        """The merged ranges of a sheet. That it is whole is known once it is read, before any row is given."""
        try:
            return tuple(self._table(part).merged)
        except _BROKEN as cause:
            raise InputError("damaged-workbook", file=self.records.file) from cause

    def rows(self, part: str, sheet: str) -> Iterator[BookRow]:
        table = self._table(part)
        for at, cells in sorted(table.rows.items()):
            yield at + 1, at in table.hidden, {c: one for c, one in sorted(cells.items()) if one.raw or one.formula}

    def _table(self, part: str) -> XlsTable:
        if self.kept[0] != part:
            self.kept = part, self.records.table(self.records.sheets[int(part)])
        return self.kept[1]


def is_old_workbook(data: bytes) -> bool:
    """Whether bytes are a compound file with a workbook in it."""
    return data.startswith(SIGNATURE) and any(f"{name}\0".encode("utf-16-le") in data for name in _STREAMS)


def read_xls(data: bytes, file: str, container: str, limits: Limits) -> list[Sheet]:
    """Return the sheets that hold something. Raises InputError where it is damaged, encrypted, or too large."""
    try:
        compound = Compound(data)
        if _MACROS & compound.names:
            raise InputError("workbook-macros", file=file)
        stream = next((compound.stream(name) for name in _STREAMS if name in compound.names), None)
        if stream is None:
            raise InputError("damaged-workbook", file=file)
        records = XlsRecords(stream, file, limits)
    except _BROKEN as cause:
        raise InputError("damaged-workbook", file=file) from cause
    if len(records.sheets) > limits.members:
        raise InputError("too-many-sheets", file=file, n=len(records.sheets), limit=limits.members)
    listed = [(one.name, one.hidden, str(at)) for at, one in enumerate(records.sheets) if one.worksheet]
    return sheets_of(XlsBook(limits, records, records.date1904), listed, file, container, "xls", len(records.sheets))
