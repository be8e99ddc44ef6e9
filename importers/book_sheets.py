"""Sheets of a workbook of any format, from its rows of cells: merged and hidden ones, formulas, columns without a
header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from graph_service.checked import clip
from graph_service.errors import InputError
from graph_service.messages import m
from importers import xlsx_cells
from importers.sheets import Limits, Remark, Row, Sheet

PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TITLES = 10
"""Rows of titles that may stand above the headers."""
BookRow = tuple[int, bool, dict[int, xlsx_cells.Cell]]
"""(row number, whether it is hidden, column -> cell)."""


def column_number(letters: str) -> int:
    """Position of a column from its letters, the first being 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_name(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of cells that were made one: only the first has a value."""

    text: str
    first: str
    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, first: str, last: str) -> Merged:
        start, end = PLACE.fullmatch(first), PLACE.fullmatch(last)
        assert start is not None
        assert end is not None
        places = (int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1]))
        return cls(f"{first}:{last}", first, *places)

    def covers(self, at: int) -> range:
        """The columns whose cells in row `at` have no value of their own."""
        if not self.top <= at <= self.bottom:
            return range(0)
        return range(self.left + (at == self.top), self.right + 1)


class Book(Protocol):
    """An opened workbook, whatever its format."""

    limits: Limits
    date1904: bool

    def rows(self, part: str, sheet: str) -> Iterator[BookRow]:
        """Every row of a sheet that holds something."""
        ...

    def check(self, part: str) -> tuple[Merged, ...]:
        """See that a sheet is whole and within the limits. Returns its merged ranges."""
        ...


@dataclass(frozen=True, kw_only=True)
class BookSheet(Sheet):
    """A sheet of a workbook. Its cells are read anew from the packed bytes, so that a large one is never held whole."""

    workbook: Book
    part: str
    hidden: bool = False
    merged: tuple[Merged, ...] = ()
    offset: int = 0
    """Columns to the left of the header that hold nothing."""

    def rows_with_remarks(self) -> Iterator[Row]:
        width = len(self.header)
        waiting, open_ = sorted(self.merged, key=lambda range_: range_.top, reverse=True), list[Merged]()
        unnamed: set[int] = set()
        hidden = 0
        for at, is_hidden, cells in self.workbook.rows(self.part, self.name):
            if at <= self.header_row:
                continue
            texts, remarks = [""] * width, []
            for column, cell in cells.items():
                place = column - self.offset
                text, remark = xlsx_cells.shown(cell, place, self.workbook.date1904)
                if 0 <= place < width and self.header[place]:
                    texts[place] = text
                    if remark:
                        remarks.append(remark)
                elif text.strip() and column not in unnamed:
                    unnamed.add(column)
                    message = m("problem-column_without_header", column=column_name(column))
                    remarks.append(Remark(None, clip(text), message))
            if not any(map(str.strip, texts)) and not remarks:
                continue
            while waiting and waiting[-1].top <= at:
                open_.append(waiting.pop())
            open_ = [range_ for range_ in open_ if range_.bottom >= at]
            for range_ in open_:
                message = m("problem-merged_cells", cells=range_.text, first=range_.first)
                if range_.top == at:
                    remarks.append(Remark(range_.left - self.offset, "", message))
                places = (column - self.offset for column in range_.covers(at) if column not in cells)
                remarks += [Remark(at_, "", message, lost=True) for at_ in places if 0 <= at_ < width]
            if is_hidden and not hidden:
                remarks.append(Remark(None, "", m("problem-hidden_rows")))
            hidden += is_hidden
            yield at, texts, remarks


def sheets_of(
    book: Book, listed: Sequence[tuple[str, bool, str]], file: str, container: str, encoding: str, sheets: int
) -> list[Sheet]:
    """The sheets that hold something, of those `listed` as (name, whether it is hidden, part), of `sheets` in all.
    Raises InputError where none does."""
    found: list[Sheet] = []
    for name, hidden, part in listed:
        merged = book.check(part)
        top = list(islice(_filled(book, part, name), _TITLES + 1))
        start = _header(top, {range_.top for range_ in merged})
        if start is None:
            continue
        at, texts = start
        offset = min(texts)
        if (width := max(texts) - offset + 1) > book.limits.columns:
            raise InputError("too-many-columns", file=file, n=width, limit=book.limits.columns)
        found.append(
            BookSheet(
                file=file,
                name=name,
                container=container,
                encoding=encoding,
                header=tuple(texts.get(column, "") for column in range(offset, max(texts) + 1)),
                header_row=at,
                above=tuple(text for row, cells in top if row < at for text in cells.values()),
                book=file,
                remarks=(Remark(None, name, m("problem-hidden_sheet", name=name)),) if hidden else (),
                workbook=book,
                part=part,
                hidden=hidden,
                merged=tuple(range_ for range_ in merged if range_.top > at),
                offset=offset,
            )
        )
    if not found:
        raise InputError("empty-workbook", file=file, sheets=sheets)
    return found


def _header(rows: list[tuple[int, dict[int, str]]], merged: set[int]) -> tuple[int, dict[int, str]] | None:
    """The first row that is no title over the table: not one cell or two over a wide table, and no merged cells over
    the headers of a group."""
    widest = max((len(texts) for _, texts in rows), default=0)
    for place, (at, texts) in enumerate(rows):
        narrow = len(texts) * 2 < widest if len(texts) > 1 else widest > 1
        over = at in merged and place + 1 < len(rows) and len(texts) < len(rows[place + 1][1])
        if not narrow and not over:
            return at, texts
    return rows[-1] if rows else None


def _filled(book: Book, part: str, sheet: str) -> Iterator[tuple[int, dict[int, str]]]:
    """Rows with something in them, as texts by column."""
    for at, _, cells in book.rows(part, sheet):
        texts = {c: xlsx_cells.shown(cell, c, book.date1904)[0].strip() for c, cell in cells.items()}
        if texts := {c: text for c, text in texts.items() if text}:
            yield at, texts
