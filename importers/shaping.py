"""Brings a table into shape as its mapping says: finds the header, fills in what stands above it or in headings, sets
totals and notes aside, opens lists and columns side by side. From one sheet to another, row by row.

No row is lost: what is no record is counted by what it is (`Shaped.aside`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate, islice, zip_longest

from graph_service.checked import clip
from graph_service.dates import is_reversed
from graph_service.messages import Day, m
from graph_service.model import digest
from graph_service.records import cells
from graph_service.vocabulary import fold_text
from importers.mapping.declared import FileSpec, TotalsSpec
from importers.mapping.expressions import Header, Tests, conditions, folded_set
from importers.mapping.values import dates
from importers.sheets import Remark, Row, Sheet
from importers.sums import Sums, decide
from importers.two_row_headers import joined, two_rows

_LOOKED_AT = 30
"""Rows among which the header is looked for."""


@dataclass(frozen=True, kw_only=True)
class Shaped(Sheet):
    """A sheet as its mapping reads it. The columns that the mapping adds stand behind the sheet's own."""

    base: Sheet
    spec: FileSpec
    own: tuple[str, ...]
    """The columns of the sheet itself."""
    constants: tuple[str, ...]
    """The texts of the added columns that all rows share."""
    aside: Counter[str] = field(default_factory=Counter, compare=False)
    """Rows that are no records, by what they are: of the last reading."""

    @property
    def is_opened(self) -> bool:
        """Whether a row of the sheet makes several: of a list in a cell, or of years side by side."""
        return self.spec.unnest is not None or self.spec.wide is not None

    @property
    def expected_rows(self) -> int | None:
        return self.base.expected_rows

    def rows_with_remarks(self) -> Iterator[Row]:
        self.aside.clear()
        rows = self._wide(self._unnested(self._with_sections(self._body())))
        yield from rows

    def _body(self) -> Iterator[Row]:
        """The rows below the header."""
        if self.header_row < self.base.header_row:
            yield self.base.header_row, list(self.base.header), ()
        for row in self.base.rows_with_remarks():
            if row[0] > self.header_row:
                yield row

    def _with_sections(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows that are records, each with the added columns; headings, notes and totals are set aside."""
        header, width = Header(self.own), len(self.own)
        sections = [(header.find(one.column), re.compile(one.matches)) for one in self.spec.sections]
        skipped = [(name, conditions(tests, header)) for name, tests in self.spec.skip.items()]
        sums = [_Sum(one, header, self._body) for one in self.spec.totals]
        current = [self._in_header(at, pattern) for at, pattern in sections]
        periods = [at for names in self.spec.periods if (at := header.find(names)) is not None]
        for number, texts, remarks in rows:
            told = [*remarks, *_reversed(texts, periods)]
            heading = False
            for i, (at, pattern) in enumerate(sections):
                found = pattern.search(texts[at]) if at is not None and at < len(texts) else None
                if found:
                    current[i], heading = _kept(found), True
            reason = "heading" if heading else next((name for name, tests in skipped if tests.hold(texts)), None)
            for one in sums:
                told += one.of(number, texts, is_record=reason is None)
            if heading:
                self.aside["heading"] += 1
                continue
            if reason:
                self.aside[reason] += 1
                if told:
                    yield number, [], [replace(one, at=None) for one in told]
                continue
            filled = [*texts[:width], *[""] * (width - len(texts)), *self.constants, *current]
            yield number, [*filled, *texts[width:]], told
        for one in sums:
            for number, remark in one.left():
                yield number, [], [remark]

    def _in_header(self, at: int | None, pattern: re.Pattern[str]) -> str:
        """What a heading says that is the header at the same time."""
        found = pattern.search(self.base.header[at]) if at is not None and at < len(self.base.header) else None
        return _kept(found) if found else ""

    def _unnested(self, rows: Iterator[Row]) -> Iterator[Row]:
        if self.spec.unnest is None:
            yield from rows
            return
        at = Header(self.own).find(self.spec.unnest)
        names = [
            name.partition(".")[2] for name in self.header if at is not None and name.startswith(_inside(self, at))
        ]
        for number, texts, remarks in rows:
            items = _items(texts[at]) if at is not None and at < len(texts) else []
            told = list(remarks)
            if not texts:
                yield number, [], told
                continue
            for item in items or [{}]:
                yield number, [*texts, *(_text(item.get(name)) for name in names)], told
                told = [remark for remark in told if remark.lost]

    def _wide(self, rows: Iterator[Row]) -> Iterator[Row]:
        spec = self.spec.wide
        if spec is None:
            yield from rows
            return
        pattern = re.compile(spec.columns)
        found = [(at, _kept(match)) for at, name in enumerate(self.own) if (match := pattern.search(name))]
        nothing = folded_set(spec.empty)
        for number, texts, remarks in rows:
            told = list(remarks)
            if not texts:
                yield number, [], told
                continue
            said = ((name, texts[at].strip()) for at, name in found if at < len(texts))
            filled = [(name, text) for name, text in said if text and (fold_text(text) or text) not in nothing]
            if not filled:
                self.aside["no_value"] += 1
            for name, value in filled:
                yield number, [*texts, name, value], told
                told = [remark for remark in told if remark.lost]


@dataclass(frozen=True, slots=True)
class TopRow:
    """One of the first rows of a sheet: its number, and its texts as a header."""

    number: int
    header: Header
    upper: int = 0
    """Of a header in two rows, the upper row."""


def top_of(sheet: Sheet) -> list[TopRow]:
    """The first rows of a sheet, with the one that was taken for its header. Two rows that are a header together come
    before each alone: with the texts of both (`Porteur Nom`), then with one text for each column. Read once, for all
    mappings."""
    first = [(sheet.header_row, sheet.header), *islice(sheet.rows(), _LOOKED_AT)]
    found = [TopRow(sheet.header_row, Header(joined(sheet.over, sheet.header)[0]))] if sheet.over else []
    for (number, texts), below in zip_longest(first, first[1:]):
        if below and (both := two_rows(texts, below[1])):
            found += [TopRow(below[0], Header(names), number) for names in (both.names, both.plain)]
        found.append(TopRow(number, Header(_without_empty_end(texts))))
    return found


def shape(sheet: Sheet, spec: FileSpec, top: Sequence[TopRow] | None = None) -> Sheet | None:
    """The sheet as `spec` reads it; None where its columns are not there. `top` is what `top_of` answered."""
    if spec.named and not re.search(spec.named, f"{sheet.file} {sheet.name}"):
        return None
    top = top_of(sheet) if top is None else top
    if spec.header == 0 and sheet.header_row:
        rows = (sheet.header, *(one.header.names for one in top))
        width = max(len(_without_empty_end(texts)) for texts in rows)
        top = [TopRow(0, Header([""] * width))]
    found = next((one for one in top if _is_header(one, spec)), None)
    if found is None or any(found.header.find(name) is not None for name in spec.without):
        return None
    row = found.number
    own = tuple(spec.names[i] if i < len(spec.names) else name for i, name in enumerate(found.header.names))
    own = (*own, *spec.names[len(own) :])
    own = (*own, *[""] * (spec.width - len(own)))
    over = [one for one in top if one.number < row and one.number != found.upper]
    above = [*sheet.above, *(text for one in over for text in one.header.names)]
    constants = [_first(pattern, above) for pattern in spec.above.values()]
    constants += [_first(pattern, [sheet.container, sheet.name]) for pattern in spec.from_name.values()]
    if spec.counts:
        constants += _counts(sheet, spec, row, own)
    said = dict(zip((*spec.above, *spec.from_name), constants, strict=False))
    content: tuple[str, ...] = ()
    if spec.content:
        content = (spec.content.name,)
        enough = any(re.search(pattern, said.get(name, "")) for name, pattern in spec.content.unless.items())
        constants.append("" if enough else digest([texts for _, texts in sheet.rows()])[:8])
    added = (*spec.above, *spec.from_name, *spec.counts, *content, *(one.name for one in spec.sections))
    if not added and not _changes(spec) and row == sheet.header_row and own == sheet.header:
        return sheet
    shaped = Shaped(
        file=sheet.file,
        name=sheet.name,
        container=sheet.container,
        encoding=sheet.encoding,
        header=(*own, *added),
        header_row=row,
        book=sheet.book,
        remarks=sheet.remarks,
        beside=sheet.beside,
        base=sheet,
        spec=spec,
        own=own,
        constants=tuple(constants),
    )
    if spec.unnest is not None:
        shaped = replace(shaped, header=(*shaped.header, *_inner_columns(shaped)))
    if spec.wide:
        shaped = replace(shaped, header=(*shaped.header, spec.wide.name, spec.wide.value))
    return shaped


def _counts(sheet: Sheet, spec: FileSpec, header_row: int, own: Sequence[str]) -> list[str]:
    """In how many rows below the header each of `spec.counts` holds."""
    tests = [conditions(one, Header(own)) for one in spec.counts.values()]
    found = [0] * len(tests)
    for number, texts in sheet.rows():
        if number > header_row and any(map(str.strip, texts)):
            for i, one in enumerate(tests):
                found[i] += one.hold(texts)
    return [str(n) for n in found]


def _changes(spec: FileSpec) -> bool:
    return bool(spec.sections or spec.skip or spec.totals or spec.periods or spec.wide or spec.unnest is not None)


def _is_header(row: TopRow, spec: FileSpec) -> bool:
    if spec.header is not None and row.number != spec.header:
        return False
    return all(row.header.find(columns) is not None for columns in spec.columns)


def _without_empty_end(texts: Sequence[str]) -> tuple[str, ...]:
    names = tuple(text.strip() for text in texts)
    while names and not names[-1]:
        names = names[:-1]
    return names


def _first(pattern: str, texts: Sequence[str]) -> str:
    wanted = re.compile(pattern)
    return next((_kept(found) for text in texts if (found := wanted.search(text))), "")


def _kept(found: re.Match[str]) -> str:
    return ((found[1] or "") if found.re.groups else found[0]).strip()


def _inside(shaped: Shaped, at: int) -> str:
    return f"{shaped.own[at]}."


def _inner_columns(shaped: Shaped) -> tuple[str, ...]:
    """`column.key` for each key of the objects in a column."""
    at = Header(shaped.own).find(shaped.spec.unnest) if shaped.spec.unnest is not None else None
    if at is None:
        return ()
    keys: dict[str, None] = {}
    for _, texts, _ in shaped.base.rows_with_remarks():
        if at < len(texts):
            for item in _items(texts[at]):
                keys |= dict.fromkeys(item)
    return tuple(f"{_inside(shaped, at)}{key}" for key in keys)


def _reversed(texts: Sequence[str], places: Sequence[int]) -> Iterator[Remark]:
    """A remark on each interval that ends before it begins."""
    for at in places:
        text = texts[at] if at < len(texts) else ""
        # A single date is too short for two.
        if len(text) > 12 and len(found := dates(text)) > 1 and is_reversed(found[0], found[-1]):
            message = m("problem-reversed_period", start=Day(found[0]), end=Day(found[-1]))
            yield Remark(at, clip(text), message)


def _items(text: str) -> list[dict[str, object]]:
    """The objects of a cell. A cell that is no list of objects has none: its row stays one row."""
    if not text.startswith("["):
        return []
    try:
        found = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return []
    return [item for item in found if isinstance(item, dict)]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class _Sum:
    """Adds up the parts of a printed total as rows go by, and tells where the two differ."""

    def __init__(self, spec: TotalsSpec, header: Header, rows: Callable[[], Iterator[Row]]) -> None:
        self.total, self.parts = header.find(spec.total), header.find(spec.parts)
        self.by = None if spec.by is None else header.find(spec.by)
        self.rows: Tests = conditions(spec.rows, header)
        self._written = {at: Sums() for at in (self.total, self.parts) if at is not None}
        decide({at: [one] for at, one in self._written.items()}, (texts for _, texts, _ in rows()))
        self.printed: dict[str, tuple[int, Decimal]] = {}
        """Of totals that a key joins with their parts, wherever these stand: the row and the total."""
        self.sums: dict[str, Decimal] = {}
        self.blocks: list[Decimal] = []
        """The sums of the rows up to each total so far."""

    def of(self, number: int, texts: Sequence[str], is_record: bool) -> Iterator[Remark]:
        """A remark where row `number` prints a total that is neither the sum of the rows since the total before, nor
        (a total of totals) of those since an earlier one, or of all."""
        key = texts[self.by].strip() if self.by is not None and self.by < len(texts) else ""
        if not self.rows.hold(texts):
            part = self._number(texts, self.parts) if is_record else None
            if part is not None:
                self.sums[key] = self.sums.get(key, Decimal(0)) + part
            return
        total = self._number(texts, self.total)
        if total is None:
            return
        if self.by is not None:
            self.printed[key] = number, total
        else:
            self.blocks.append(self.sums.pop(key, Decimal(0)))
            added = list(accumulate(reversed(self.blocks)))
            if total not in added:
                # What it was meant to add up is likely what comes nearest.
                yield _wrong_total(
                    total, min((one for one in added if one), key=lambda one: abs(one - total), default=added[0])
                )

    def left(self) -> Iterator[tuple[int, Remark]]:
        """(row, remark) of each total that a key joins with its parts, where the two differ: known at the end."""
        for key, (number, total) in self.printed.items():
            if (added := self.sums.get(key, Decimal(0))) != total:
                yield number, _wrong_total(total, added)

    def _number(self, texts: Sequence[str], at: int | None) -> Decimal | None:
        if at is None or at >= len(texts):
            return None
        value = cells.number(self._written[at].read(texts[at]))
        return None if value is None else Decimal(repr(value))


def _wrong_total(printed: Decimal, added: Decimal) -> Remark:
    return Remark(None, _plain(printed), m("problem-wrong_total", printed=_plain(printed), added=_plain(added)))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
