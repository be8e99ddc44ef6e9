"""Looks at a sheet that nobody knows: where its header is, what its columns may be, which of them hold persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from graph_service.messages import Message
from graph_service.records import personal as contacts
from importers.meanings import Column, columns_of, personal_columns
from importers.meanings.cells import sampled
from importers.meanings.dates import is_day
from importers.meanings.figures import is_number
from importers.meanings.headers import evidence, packaged
from importers.meanings.names import is_organisation, is_person
from importers.proposing.odd_rows import Fills, OddRows
from importers.sheets import Sheet
from importers.two_row_headers import joined, two_rows

LOOKED_AT = 30
"""Rows among which a header is looked for, as many as a mapping looks at."""
_FILLED = 0.6
"""The share of the table's usual width that a header fills: a title above it fills less."""

_YEAR = re.compile(r"(?:19|20)\d\d(?:[.,]0)?")


@dataclass(frozen=True)
class SeenTable:
    """A sheet with what was seen in it. Nothing of it depends on what a person chooses but the row of the header."""

    sheet: Sheet
    header_row: int
    header: tuple[str, ...]
    """One text for each column, also for those behind the last that the file names."""
    columns: Sequence[Column]
    personal: Mapping[int, Message]
    """The columns of persons, by position, each with the reason."""
    sample: Sequence[Sequence[str]]
    """Up to 1,000 rows, spread over all."""
    rows: int
    above: tuple[str, ...] = ()
    """Texts of titles above the header."""
    odd: Sequence[OddRows] = ()
    """Rows that are no records: `sample` holds none of them."""
    unnamed: bool = False
    """Whether the file has no header, so that `header` holds letters, as a spreadsheet calls its columns."""
    headed_by: tuple[str, ...] = ()
    """The texts of the header, where they look like the data below it; none of a person's."""

    def cells(self, at: int) -> list[str]:
        """The filled cells of a column, of the sample."""
        return [row[at].strip() for row in self.sample if at < len(row) and row[at].strip()]

    def first_values(self, at: int, most: int = 3) -> list[str]:
        """The first different texts of a column."""
        return list(islice(dict.fromkeys(self.cells(at)), most))


def seen(sheet: Sheet, header_row: int | None = None) -> SeenTable:
    """Look at a sheet. Without `header_row` the header is found below title rows, by content; 0 says that there is
    none."""
    top = list(_top(sheet))
    unnamed = header_row == 0 < sheet.header_row
    none: _Header = 0, (), 0
    found = _header(sheet, top) if header_row is None else _at(sheet, top, header_row)
    row, header, upper = none if unnamed else found
    fills = Fills(header)
    width = max((fills.pass_by(texts) for _, texts in _below(sheet, row)), default=0)
    odd = fills.odd()
    header = (*header, *[""] * (width - len(header)))
    tests = [each.holds(header) for each in odd]

    def rows() -> Iterator[list[str]]:
        for _, texts in _below(sheet, row):
            if any(map(str.strip, texts)) and not any(each.hold(texts) for each in tests):
                yield texts

    sample = sampled(rows())
    columns = columns_of(header, sample)
    # A note below the table may name a person or an address too, and its column is no column of persons for that.
    personal = personal_columns(header, rows(), columns)
    if unnamed:
        header = tuple(map(letters, range(width)))
        columns = [replace(one, header=header[one.position]) for one in columns]
    above = (*sheet.above, *(text.strip() for number, texts in top if number < upper for text in texts if text.strip()))
    looks: tuple[str, ...] = ()
    if row and _is_like(header, sample):
        looks = tuple(text for text in header if text and contacts.mask(text) is None and not is_person(text))
    return SeenTable(sheet, row, header, columns, personal, sample, fills.rows, above, odd, unnamed, looks)


def letters(at: int) -> str:
    """What a spreadsheet calls a column: `A`, `Z`, `AA`."""
    return (letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _is_like(header: Sequence[str], sample: Sequence[Sequence[str]]) -> bool:
    """Whether the texts of a header are of the kind that stands below them: a number over numbers, a day over days, a
    year over years; or names of bodies of which no word heads columns."""
    if _are_years([text for text in header if text]):
        return False
    bodies = 0
    for at, text in enumerate(header):
        cells = [row[at].strip() for row in sample if at < len(row) and row[at].strip()]
        for kind in (is_day, _YEAR.fullmatch, _is_plain_number):
            # A year over numbers is what they are of.
            if cells and kind(text) and (kind is not _is_plain_number or not _YEAR.fullmatch(text)):
                return 2 * sum(map(bool, map(kind, cells))) > len(cells)
        bodies += bool(text) and (text in cells or _is_body(text, cells))
    return 2 * bodies > len([text for text in header if text])


def _is_body(text: str, cells: Sequence[str]) -> bool:
    """Whether a text is the name of a body, above names of bodies, and no word of it heads columns."""
    bodies = sum(map(is_organisation, cells))
    return is_organisation(text) and 2 * bodies > len(cells) and not any(evidence(text, packaged()))


def _is_plain_number(text: str) -> bool:
    return is_number(text) and any(map(str.isdigit, text))


def _top(sheet: Sheet) -> Iterator[tuple[int, Sequence[str]]]:
    yield sheet.header_row, sheet.header
    yield from islice(sheet.rows(), LOOKED_AT)


def _below(sheet: Sheet, header_row: int) -> Iterator[tuple[int, list[str]]]:
    if header_row < sheet.header_row:
        yield sheet.header_row, list(sheet.header)
    for number, texts in sheet.rows():
        if number > header_row:
            yield number, texts


_Header = tuple[int, tuple[str, ...], int]
"""(row, names of columns, row above which titles may stand): of a header in two rows the lower, and the upper."""


def _at(sheet: Sheet, top: Sequence[tuple[int, Sequence[str]]], row: int) -> _Header:
    """The header in a row that a person names; the nearest below where that row is empty. The row above belongs to it
    where both are one header."""
    at = next((at for at, each in enumerate(top) if each[0] >= row), 0)
    number, texts = top[at]
    both = two_rows(top[at - 1][1], texts) if at else None
    if both:
        return number, both.names, top[at - 1][0]
    return number, joined(sheet.over, texts)[0] if sheet.over and not at else _names(texts), number


def _header(sheet: Sheet, top: Sequence[tuple[int, Sequence[str]]]) -> _Header:
    """The first row that is as wide as the table and says what columns are called: words, each once; or the first two
    rows that do so together."""
    if sheet.over:
        return sheet.header_row, joined(sheet.over, sheet.header)[0], sheet.header_row
    widths = [sum(map(bool, map(str.strip, texts))) for _, texts in top]
    usual = sorted(widths)[len(widths) // 2]
    for at, ((number, texts), width) in enumerate(zip(top, widths, strict=True)):
        below = top[at + 1] if at + 1 < len(top) else None
        both = two_rows(texts, below[1]) if below else None
        if below and both and sum(map(bool, both.names)) >= _FILLED * usual:
            return below[0], both.names, number
        names = [text.strip() for text in texts if text.strip()]
        values = 0 if _are_years(names) or _are_days(names) else sum(is_number(text) or is_day(text) for text in names)
        # A number may head a column; a row of values has many.
        if width >= max(1, _FILLED * usual) and values <= width / 2 and len(set(names)) > width / 2:
            return number, _names(texts), number
    return top[0][0], _names(top[0][1]), top[0][0]


def _are_years(names: Sequence[str]) -> bool:
    """Whether all numbers and days of a row are years, each once: they head columns side by side."""
    found = [text for text in names if is_number(text) or is_day(text)]
    return len(found) > 1 and len(set(found)) == len(found) and all(map(_YEAR.fullmatch, found))


def _are_days(names: Sequence[str]) -> bool:
    """Whether all numbers and days of a row are days, each once: they head columns of meetings."""
    found = [text for text in names if is_number(text) or is_day(text)]
    return len(found) > 1 and len(set(found)) == len(found) and all(map(is_day, found))


def _names(texts: Sequence[str]) -> tuple[str, ...]:
    names = [text.strip() for text in texts]
    while names and not names[-1]:
        names.pop()
    return tuple(names)
