"""Reads sums of money as a column writes them: which sign stands between thousands, and in thousands or millions.

`1.234` may be one thousand two hundred and thirty-four or a little more than one. One cell does not tell; the other
cells of its column mostly do (`12.50`, `1.234.567`, `980,00`). Where none does, it is read as thousands, for nobody
pays tenths of a cent, and the column is told. Of thousands and millions it is decimals: `1,234 M€` is 1,234,000 euros.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from graph_service.checked import ascii_digits, clip
from graph_service.records import cells

_AROUND_A_NUMBER = re.compile(r"[\s'’´`]+")
_THOUSAND, _MILLION, _MILLIARD = 1000, 1_000_000, 1_000_000_000
_EUROS = r"(?:€|\x80|euros?\b|eur\b)"
_OF_EUROS = rf"(?:\s*(?:d['’ ]?\s*)?{_EUROS})"
_CELL_UNITS = (
    (re.compile(rf"(?:md|mrd|milliards?|billions?){_OF_EUROS}?$", re.IGNORECASE), _MILLIARD),
    (re.compile(rf"(?:m{_OF_EUROS}|millions?{_OF_EUROS}?|mio{_OF_EUROS}?)$", re.IGNORECASE), _MILLION),
    (re.compile(r"M$"), _MILLION),
    (re.compile(rf"(?:k{_OF_EUROS}?|milliers?{_OF_EUROS}?|thousands?{_OF_EUROS}?)$", re.IGNORECASE), _THOUSAND),
    (re.compile(rf"{_EUROS}$", re.IGNORECASE), 1),
)
"""What a sum ends with, and how many euros one of it is."""
_TAXES = re.compile(r"\s*\b(?:ttc|ht)\.?$", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:€|\x80|£|\$|EUR\b)\s*")
_HEADER_UNITS = (
    (re.compile(rf"\b(?:milliards?\b|md\s?{_EUROS})", re.IGNORECASE), _MILLIARD),
    (
        re.compile(
            rf"\b(?:en|in) millions?\b|\bmillions? (?:d['’ ]\s*)?{_EUROS}|\bM\s?{_EUROS}|€\s?m\b", re.IGNORECASE
        ),
        _MILLION,
    ),
    (
        re.compile(
            rf"\b(?:en|in) (?:milliers?|thousands?)\b|\bmilliers? (?:d['’ ]\s*)?{_EUROS}|\bthousands? (?:of )?{_EUROS}"
            rf"|\bk\s?{_EUROS}|€\s?(?:k\b|000\b|thousands?\b)",
            re.IGNORECASE,
        ),
        _THOUSAND,
    ),
    (re.compile(_EUROS, re.IGNORECASE), 1),
)
"""What a header or a title says of the sums below."""


_NUMBER_BEFORE = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\s*$)\d[\d\s.,]*$")
"""A number that ends before a unit, and is no year."""


def unit_of(text: str) -> int:
    """How many euros one is of the sums below a header or a title; 0 where it names no unit."""
    for pattern, times in _HEADER_UNITS:
        # "3 millions d’euros" in a title is a sum, and no unit of those below.
        if any(not _NUMBER_BEFORE.search(text[: found.start()]) for found in pattern.finditer(text)):
            return times
    return 0


def without_unit(text: str) -> tuple[str, int]:
    """The number of a cell, and how many euros one of it is: 0 where it names no unit."""
    bare = _BEFORE.sub("", _TAXES.sub("", ascii_digits(text).strip()))
    times = 1 if len(bare) < len(text.strip()) and _BEFORE.match(text.strip()) else 0
    for pattern, each in _CELL_UNITS:
        if found := pattern.search(bare):
            bare, times = bare[: found.start()], each
            break
    return _AROUND_A_NUMBER.sub("", bare), times


@dataclass(slots=True)
class Sums:
    """How a column writes its sums. Filled before rows are read."""

    times: int = 1
    """What a number is multiplied by that names no unit of its own."""
    between: str = ""
    """The sign between thousands that a number of one such sign may also have for decimals; empty where none is."""
    decided: bool = False
    doubtful: str = ""
    """A cell that may be read in two ways, where no other cell of the column tells."""

    def read(self, text: str) -> str:
        return read_sum(text, self.between, self.times)


@lru_cache(maxsize=1 << 14)
def read_sum(text: str, between: str = "", times: int = 1) -> str:
    """A sum as a plain number (`1234.5`); the text itself where it is none."""
    bare, unit = without_unit(text)
    by = unit or times
    grouped = by == 1 and between and re.fullmatch(_ONE_GROUP % re.escape(between), bare)
    if (sign := _sign_between(bare)) or grouped:
        bare = bare.replace(sign or between, "").replace(",", ".")
    value = cells.number(bare)
    if value is None:
        return text
    return bare if by == 1 else f"{(Decimal(repr(value)) * by).normalize():f}"


_ONE_GROUP = r"[+-]?[1-9][0-9]{0,2}%s[0-9]{3}"
_GROUPS = re.compile(
    r"[+-]?[0-9]{1,3}(?:"
    r"(\.)[0-9]{3}(?:(?:\.[0-9]{3})+(?:,[0-9]*)?|,[0-9]*)|"
    r"(,)[0-9]{3}(?:(?:,[0-9]{3})+(?:\.[0-9]*)?|\.[0-9]*))"
)


def _sign_between(bare: str) -> str:
    """The sign between thousands of a number that can be read in one way only: `1.234.567`, `1.234,50`."""
    found = _GROUPS.fullmatch(bare)
    return (found[1] or found[2]) if found else ""


class Signs:
    """What the cells of a column tell of its signs, while they pass."""

    def __init__(self) -> None:
        self._between: set[str] = set()
        self._decimal: set[str] = set()
        self._either: dict[str, str] = {}
        """Sign -> the first cell that may be read in two ways."""

    def add(self, text: str) -> None:
        bare, unit = without_unit(text)
        if not any(sign in bare for sign in ".,"):
            return
        if sign := _sign_between(bare):
            self._between.add(sign)
            other = "," if sign == "." else "."
            if other in bare:
                self._decimal.add(other)
            return
        sign = "." if "." in bare else ","
        if unit <= 1 and re.fullmatch(_ONE_GROUP % re.escape(sign), bare):
            self._either.setdefault(sign, text.strip())
        elif cells.number(bare) is not None:
            self._decimal.add(sign)

    @property
    def found(self) -> tuple[str, str]:
        """(The sign between thousands, a cell that may be read in two ways): each empty where there is none. The sign
        is the one that one cell alone does not tell."""
        for sign, cell in self._either.items():
            other = "," if sign == "." else "."
            if sign in self._between:
                return sign, cell if sign in self._decimal else ""
            if sign in self._decimal or other in self._between:
                continue
            return sign, "" if other in self._decimal else cell
        return "", ""


def decide(sums: Mapping[int, Sequence[Sums]], rows: Iterable[Sequence[str]]) -> None:
    """Fill in how each column writes its sums, by all its cells: position -> what to fill."""
    signs = {at: Signs() for at, each in sums.items() if not all(one.decided for one in each)}
    if signs:
        for texts in rows:
            for at, one in signs.items():
                if at < len(texts) and texts[at]:
                    one.add(texts[at])
    for at, one in signs.items():
        between, doubtful = one.found
        for each in sums[at]:
            each.between, each.doubtful, each.decided = between, clip("" if each.times > 1 else doubtful, 40), True
