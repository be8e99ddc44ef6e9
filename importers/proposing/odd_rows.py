"""Finds the rows of an unknown table that are no records: headings, notes, totals, the header again, numbers alone.

A row is told by how little it fills of what the other rows fill, and by its words. Each finding is a rule in the words
of a mapping (`skip`), so that what is set aside is counted by the import and can be read after all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph_service.messages import Items, Message, m
from graph_service.records import cells, personal
from graph_service.vocabulary import fold_text
from importers.mapping.declared import Condition
from importers.mapping.expressions import Header, Tests, conditions
from importers.meanings import names
from importers.meanings.figures import is_number
from importers.sums import read_sum

TOTAL = (
    r"(?i)^\W*(sous[- ]?tota|s\s*/\s*tota|grand tota|sub-?total)|^\W*(total|totaux|totals)\s*"
    r"($|[:(=\d]|(g[ée]n[ée]ral|des|de|du|par|pour|subventions?|annuel|ht|ttc|hors|of|for)\b)"
)
"""What a printed total begins with; a name such as "Total Energies" does not."""
MAY_TOTAL = r"(?i)^\W*((total|totaux)\b.*|(ensemble|somme|cumul)(\s+(des|du|de|g[ée]n[ée]ral)\b.*)?)\W*$"
"""What a total may begin with, and a name too: it is one where it is the sum of rows above, or says less than they."""
NOTE = (
    r"(?i)^\W*(sources?|notes?|nb|n\.b\.?|lecture|champ|remarques?|donn[ée]es|extrait|extraction|mise? à jour|"
    r"p\.?m\.?|l[ée]gende|avertissement|[ée]dit[ée] le|updated|read|data)\b\s*[:(]?|^\s*(\*+|\(\d+\)|\d\))\s*\S|^.{80}"
)
"""What a note below a table begins with; or so long a text that it is a sentence."""
_ESSENTIAL = 0.97
"""The share of full rows that fill a column without which a row is no full one."""
_TESTED = 6
"""Columns that a rule says to be empty, at most."""
_KEPT = 5000
"""Rows that are looked at one by one, at most: more odd rows than that are the usual ones."""
_EXAMPLES = 3


@dataclass(frozen=True)
class OddRows:
    """Rows that are no records: what they are, how many, the texts of the first, and by which conditions."""

    name: str
    rows: int
    examples: tuple[str, ...]
    tests: tuple[dict[str, object], ...]
    """Conditions as a mapping writes them; columns are positions from 1."""

    @property
    def message(self) -> Message:
        return m("proposing-odd", what=m(f"aside-{self.name}", n=self.rows), texts=Items(self.examples, ","),
                 n=len(self.examples))  # fmt: skip

    def holds(self, header: Sequence[str]) -> Tests:
        return conditions([Condition.model_validate(test) for test in self.tests], Header(header))


@dataclass(frozen=True, slots=True)
class _Row:
    order: int
    texts: Sequence[str]
    filled: tuple[int, ...]
    is_sum: bool = False
    """Whether one of its numbers is the sum of those of two or more rows above."""

    @property
    def said(self) -> str:
        return " ".join(self.texts[at].strip() for at in self.filled)


class Fills:
    """How rows fill the columns: counts while they pass, and the few that may be odd."""

    def __init__(self, header: Sequence[str]) -> None:
        self.header = [fold_text(text) for text in header]
        self.patterns: Counter[int] = Counter()
        """Bits of the filled columns -> rows."""
        self.few: list[_Row] = []
        self.rows = 0
        self._total, self._may_total = re.compile(TOTAL), re.compile(MAY_TOTAL)
        self._sums = (_Sums(), _Sums())
        """Of the rows since the last total, and of all."""

    def pass_by(self, texts: Sequence[str]) -> int:
        """Count a row. Returns how many cells it has up to its last filled one."""
        filled = tuple(at for at, text in enumerate(texts) if text and not text.isspace())
        bits = sum(1 << at for at in filled)
        if bits:
            self.patterns[bits] += 1
            if len(self.few) < _KEPT:
                is_sum = self._add(texts, filled) if self.rows < _KEPT else False
                if self._may_be_odd(texts, filled):
                    self.few.append(_Row(self.rows, list(texts), filled, is_sum))
            self.rows += 1
        return bits.bit_length()

    def _may_be_odd(self, texts: Sequence[str], filled: Sequence[int]) -> bool:
        totals = any(self._total.search(texts[at]) or self._may_total.search(texts[at]) for at in filled[:4])
        return totals or len(filled) <= 2 or self._is_header(texts)

    def _add(self, texts: Sequence[str], filled: Sequence[int]) -> bool:
        """Add the numbers of a row to the sums. Returns whether it is a total of rows above."""
        found = {at: value for at in filled if (value := _number(texts[at])) is not None}
        since, _ = self._sums
        first = texts[filled[0]]
        is_sum = bool(self._may_total.search(first)) and any(one.holds(found) for one in self._sums)
        if is_sum or self._total.search(first):
            since.clear()
        else:
            for one in self._sums:
                one.add(found)
        return is_sum

    def _is_header(self, texts: Sequence[str]) -> bool:
        """Whether a row says what the header says, in at least two columns."""
        named = [(name, fold_text(text)) for name, text in zip(self.header, texts, strict=False) if name]
        return len(named) > 1 and all(name == text for name, text in named)

    def odd(self) -> list[OddRows]:
        """The rules for rows that are no records, in the order in which a mapping tries them."""
        return list(_Finder(self).found())


class _Sums:
    """The numbers of rows, added up by column."""

    def __init__(self) -> None:
        self._sums: dict[int, tuple[Decimal, int]] = {}

    def add(self, numbers: Mapping[int, Decimal]) -> None:
        for at, value in numbers.items():
            total, n = self._sums.get(at, (Decimal(0), 0))
            self._sums[at] = total + value, n + 1

    def holds(self, numbers: Mapping[int, Decimal]) -> bool:
        """Whether a number is the sum of two or more."""
        return any(value and at in self._sums and self._sums[at][0] == value and self._sums[at][1] > 1
                   for at, value in numbers.items())  # fmt: skip

    def clear(self) -> None:
        self._sums.clear()


def _number(text: str) -> Decimal | None:
    # What is added up is money, whose points stand between thousands more often than before three decimals.
    value = cells.number(read_sum(text, ".")) if any(map(str.isdigit, text)) else None
    return None if value is None else Decimal(repr(value))


class _Finder:
    def __init__(self, fills: Fills) -> None:
        self.fills = fills
        self._look(fills.patterns)

    def _look(self, patterns: Counter[int]) -> None:
        """See how many cells rows usually fill, and which columns all full rows do."""
        widths = Counter[int]()
        for bits, n in patterns.items():
            widths[bits.bit_count()] += n
        self.usual = _usual(widths)
        self.full = {bits: n for bits, n in patterns.items() if bits.bit_count() > self.usual / 2}
        of_all = sum(self.full.values())
        width = max((bits.bit_length() for bits in self.full), default=0)
        held = {at: sum(n for bits, n in self.full.items() if bits >> at & 1) for at in range(width)}
        self.essential = [at for at, n in held.items() if n >= _ESSENTIAL * of_all]

    def found(self) -> Iterator[OddRows]:
        left = list(self.fills.few)
        again = [row for row in left if self.fills._is_header(row.texts)]
        if again:
            named = [at for at, name in enumerate(self.fills.header) if name][:3]
            tests = [{"column": at + 1, "equals": again[0].texts[at].strip()} for at in named]
            yield self._odd("header_again", again, tests)
            left = [row for row in left if row not in again]
        if totals := self._totals(left):
            yield totals[0]
            left = [row for row in left if row not in totals[1]]
            self._look(self.fills.patterns - Counter(sum(1 << at for at in row.filled) for row in totals[1]))
        most = 1 if self.usual < 8 else 2
        sparse = [row for row in left if len(row.filled) <= most and len(row.filled) < self.usual]
        if self.usual < 2 or 2 * len(sparse) > self.fills.rows:
            return
        numbers = [row for row in sparse if all(is_number(row.texts[at]) for at in row.filled)]
        sparse = [row for row in sparse if row not in numbers]
        yield from self._empty_but("numbers", numbers, 1)
        notes = [row for row in sparse if re.search(NOTE, row.said)]
        yield from self._empty_but("notes", notes, 1, matches=NOTE)
        headings = [row for row in sparse if row not in notes]
        if self._are_headings(headings):
            yield from self._empty_but("heading", headings, 2)

    def _totals(self, rows: Sequence[_Row]) -> tuple[OddRows, list[_Row]] | None:
        # Where totals are many, the other rows say which columns a record fills.
        begun = [row for row in rows if any(re.search(one, row.texts[row.filled[0]]) for one in (TOTAL, MAY_TOTAL))]
        others = self.fills.patterns - Counter(sum(1 << at for at in row.filled) for row in begun)
        if begun and others:
            self._look(others)
        likely = [row for row in rows if self._is_total_after_all(row)]
        places = Counter(at for row in rows for at in row.filled[:4] if re.search(TOTAL, row.texts[at]))
        places.update(row.filled[0] for row in likely)
        if not places:
            return None
        at = places.most_common(1)[0][0]
        likely = [row for row in likely if row.filled[0] == at]
        found = [row for row in rows if at in row.filled and (row in likely or re.search(TOTAL, row.texts[at]))]
        # Only these very texts: other names may begin as they do.
        said = dict.fromkeys(re.escape(row.texts[at].strip()) for row in likely if not re.search(TOTAL, row.texts[at]))
        matches = f"{TOTAL}|^\\s*({'|'.join(said)})\\s*$" if said else TOTAL
        tests: list[dict[str, object]] = [{"column": at + 1, "matches": matches}]
        empty = [other for other in self.essential if not any(other in row.filled for row in found)]
        return self._odd("totals", found, [*tests, *_empty(empty)]), found

    def _is_total_after_all(self, row: _Row) -> bool:
        """Whether a row that begins as a total does is the sum of rows above, or lacks a text that all others have."""
        if len(row.filled) < 2 or not re.search(MAY_TOTAL, row.texts[row.filled[0]]):
            return False
        numbers = any(is_number(row.texts[at]) for at in row.filled[1:])
        return row.is_sum or (numbers and any(at not in row.filled for at in self.essential))

    def _empty_but(self, name: str, rows: Sequence[_Row], least: int, matches: str = "") -> Iterator[OddRows]:
        """A rule for rows that leave the essential columns empty, but those where they say something."""
        if not rows:
            return
        said = Counter(at for row in rows for at in row.filled)
        empty = [at for at in self.essential if at not in said]
        if len(empty) < least:
            return
        at = said.most_common(1)[0][0]
        test = {"column": at + 1, **({"matches": matches} if matches else {"present": True})}
        tests = [test, *_empty(empty)] if matches or len(said) == 1 else _empty(empty)
        yield self._odd(name, [row for row in rows if not matches or at in row.filled], tests)

    def _are_headings(self, rows: Sequence[_Row]) -> bool:
        """Whether rows with one text are headings, and not records of which nothing else is known yet: the table begins
        with one; or they are no names of organisations, and other rows come below each."""
        if not rows:
            return False
        if rows[0].order == 0:
            return True
        organisations = sum(names.is_organisation(row.said) for row in rows)
        orders = {row.order for row in rows}
        above = sum(row.order + 1 < self.fills.rows and row.order + 1 not in orders for row in rows)
        capitals = all(row.said.isupper() for row in rows)
        return 2 * organisations < len(rows) and (capitals or (len(rows) > 1 and above > len(rows) / 2))

    def _odd(self, name: str, rows: Sequence[_Row], tests: Sequence[dict[str, object]]) -> OddRows:
        said = dict.fromkeys(row.said[:80] for row in rows)
        # A note may say whom to call.
        examples = tuple(text for text in said if personal.mask(text) is None and not names.is_person(text))[:_EXAMPLES]
        return OddRows(name, len(rows), examples, tuple(tests))


def _usual(counted: Counter[int]) -> int:
    """Of the cells that rows fill: as many or fewer are filled by six rows of ten, for up to half may be headings."""
    passed, most = 0, 0.6 * counted.total()
    for number in sorted(counted):
        passed += counted[number]
        if passed > most:
            return number
    return 0


def _empty(places: Iterable[int]) -> list[dict[str, object]]:
    return [{"column": at + 1, "present": False} for at in list(places)[:_TESTED]]
