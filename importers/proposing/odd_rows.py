"""Finds the rows of an unknown table that are no records: headings, notes, totals, the header again, numbers alone.

A row is told by how little it fills of what the other rows fill, and by its words. Each finding is a rule in the words
of a mapping (`skip`), so that what is set aside is counted by the import and can be read after all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph_service.messages import Items, Message, m
from graph_service.records import personal
from graph_service.vocabulary import fold_text
from importers.mapping.declared import Condition
from importers.mapping.expressions import Header, Tests, conditions
from importers.meanings import names
from importers.meanings.figures import is_number

TOTAL = (
    r"(?i)^\W*(sous[- ]?tota|grand tota|sub-?total)|^\W*(total|totaux|totals)\s*"
    r"($|[:(=\d]|(g[ée]n[ée]ral|des|de|du|par|pour|subventions?|annuel|ht|ttc|hors|of|for)\b)"
)
"""What a printed total begins with; a name such as "Total Energies" does not."""
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
        self._total = re.compile(TOTAL)

    def pass_by(self, texts: Sequence[str]) -> int:
        """Count a row. Returns how many cells it has up to its last filled one."""
        filled = tuple(at for at, text in enumerate(texts) if text and not text.isspace())
        bits = sum(1 << at for at in filled)
        if bits:
            self.patterns[bits] += 1
            if len(self.few) < _KEPT and self._may_be_odd(texts, filled):
                self.few.append(_Row(self.rows, list(texts), filled))
            self.rows += 1
        return bits.bit_length()

    def _may_be_odd(self, texts: Sequence[str], filled: Sequence[int]) -> bool:
        return len(filled) <= 2 or self._is_header(texts) or any(self._total.search(texts[at]) for at in filled[:4])

    def _is_header(self, texts: Sequence[str]) -> bool:
        """Whether a row says what the header says, in at least two columns."""
        named = [(name, fold_text(text)) for name, text in zip(self.header, texts, strict=False) if name]
        return len(named) > 1 and all(name == text for name, text in named)

    def odd(self) -> list[OddRows]:
        """The rules for rows that are no records, in the order in which a mapping tries them."""
        return list(_Finder(self).found())


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
        places = Counter(at for row in rows for at in row.filled[:4] if re.search(TOTAL, row.texts[at]))
        if not places:
            return None
        at = places.most_common(1)[0][0]
        found = [row for row in rows if at in row.filled and re.search(TOTAL, row.texts[at])]
        tests: list[dict[str, object]] = [{"column": at + 1, "matches": TOTAL}]
        empty = [other for other in self.essential if not any(other in row.filled for row in found)]
        return self._odd("totals", found, [*tests, *_empty(empty)]), found

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
