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
from importers.two_row_headers import spread, two_rows

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
        at, texts, over, upper = _with_groups(top, start, merged)
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
                over=tuple(over.get(column, "") for column in range(offset, max(texts) + 1)) if over else (),
                above=tuple(text for row, cells in top if row < upper for text in cells.values()),
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


_Texts = dict[int, str]
"""Texts of a row, by column."""


def _header(rows: list[tuple[int, _Texts]], merged: set[int]) -> int | None:
    """The place of the first row that is no title over the table: not one cell or two over a wide table, and no merged
    cells over the headers of a group."""
    widest = max((len(texts) for _, texts in rows), default=0)
    for place, (at, texts) in enumerate(rows):
        narrow = len(texts) * 2 < widest if len(texts) > 1 else widest > 1
        over = at in merged and place + 1 < len(rows) and len(texts) < len(rows[place + 1][1])
        if not narrow and not over:
            return place
    return len(rows) - 1 if rows else None


def _with_groups(
    rows: list[tuple[int, _Texts]], place: int, merged: Sequence[Merged]
) -> tuple[int, _Texts, _Texts, int]:
    """(row, texts, texts over them, upper row) of a header whose first row was taken for one, or the row below it: the
    texts over it are none where it stands in one row, and what it lacks is filled in from the row above."""
    for above in (place - 1, place):
        if 0 <= above < len(rows) - 1 and (found := _groups(rows[above], rows[above + 1], merged)):
            texts, over = found
            return rows[above + 1][0], texts, over, rows[above][0]
    at, texts = rows[place]
    # A name that was merged with the cell below it stands in the row above.
    there = dict(rows)
    down = {
        one.left: there[one.top][one.left]
        for one in merged
        if one.top < at <= one.bottom and one.left == one.right and one.left in there.get(one.top, {})
    }
    return at, {**down, **texts}, {}, at


def _groups(
    upper: tuple[int, _Texts], lower: tuple[int, _Texts], merged: Sequence[Merged]
) -> tuple[_Texts, _Texts] | None:
    """(texts, texts over them) of two rows that are one header; None where they are none."""
    columns = range(min(*upper[1], *lower[1]), max(*upper[1], *lower[1]) + 1)
    above = [upper[1].get(column, "") for column in columns]
    below = [lower[1].get(column, "") for column in columns]
    wide = [one for one in merged if one.top == upper[0] == one.bottom and one.right > one.left]
    spans = None
    if wide:
        covered = {column: one.left for one in wide for column in range(one.left, one.right + 1)}
        spans = [upper[1].get(covered.get(column, column), "") for column in columns]
    found = two_rows(above, below, spans)
    if found is None:
        return None
    over = spans or spread(above, below)
    return _filled_in(columns, found.plain), _filled_in(columns, over)


def _filled_in(columns: Sequence[int], texts: Sequence[str]) -> _Texts:
    return {column: text for column, text in zip(columns, texts, strict=True) if text}


def _filled(book: Book, part: str, sheet: str) -> Iterator[tuple[int, dict[int, str]]]:
    """Rows with something in them, as texts by column."""
    for at, _, cells in book.rows(part, sheet):
        texts = {c: xlsx_cells.shown(cell, c, book.date1904)[0].strip() for c, cell in cells.items()}
        if texts := {c: text for c, text in texts.items() if text}:
            yield at, texts
