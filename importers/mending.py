"""Joins the cells of a row that commas without quotes have cut: `24 975,00` in a table with commas between its cells.

A row is mended only where exactly one way of joining gives cells of the kinds that other rows have in their columns.
Otherwise it stays as it is, and is rejected: cells are never shifted into other columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

_WHOLE = re.compile(r"[-+−]?(?:0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+)")
_DECIMALS = re.compile(r"[0-9]{1,2}\s*(?:€|EUR|euros?|%)?", re.IGNORECASE)
_NUMBER = re.compile(r"[-+−]?[0-9][0-9 \u00a0\u2009\u202f]*(?:[.,][0-9]+)?\s*(?:€|EUR|euros?|%)?", re.IGNORECASE)
_CODE = re.compile(r"[0-9][0-9 \u00a0]{8,}")
_DAY = re.compile(r"[0-9]{4}[-/][0-9]{2}([-/][0-9]{2})?([ T_/].*)?|[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{4}.*")
_MOST_CUTS, _MOST_PLACES = 6, 12
_FEW = 2
"""Rows that must have a kind of cell in a column, at least, before another row may have it there."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a row. `cells` None: no way of joining fits, or several do."""

    cells: list[str] | None
    joined: tuple[tuple[int, str], ...] = ()
    """(column, text) of each cell that was joined."""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Which kinds of cells each column of a table has."""

    width: int
    kinds: tuple[frozenset[str], ...]

    @staticmethod
    def of(rows: Iterable[Sequence[str]], width: int) -> Columns:
        """Learn from rows of the right width, and from those that can be joined in one way only."""
        counts = [Counter[str]() for _ in range(width)]
        for cells in rows:
            if len(cells) == width:
                found = [list(cells)]
            elif len(cells) > width and cells[-1].strip():
                found = [joined for joined, _ in _ways(cells, width)]
            else:
                continue
            if len(found) == 1:
                for column, cell in enumerate(found[0]):
                    counts[column][_kind(cell)] += 1
        return Columns(width, tuple(frozenset(k for k, n in each.items() if n >= _FEW) for each in counts))

    def mend(self, cells: list[str]) -> Mended:
        """Join the cells of a row that has too many."""
        ways = [way for way in _ways(cells, self.width) if self._fits(*way)]
        # Delimiters at the end that stand for nothing are the other reason for too many cells.
        plain = cells[: self.width] if not any(map(str.strip, cells[self.width :])) else None
        if plain is not None and (not ways or self._fits(plain)):
            return Mended(None, several=True) if ways else Mended(plain)
        if len(ways) != 1:
            return Mended(None, several=len(ways) > 1)
        joined, places = ways[0]
        return Mended(joined, tuple((place, joined[place]) for place in places))

    def _fits(self, cells: Sequence[str], joined: Sequence[int] = ()) -> bool:
        """Whether each cell is of a kind that its column has. A column of texts may hold a number too, but none that
        had to be joined first."""
        kinds = [(self.kinds[at], _kind(cell), at in joined) for at, cell in enumerate(cells)]
        return all(kind in (*known, "") or ("text" in known and not made) for known, kind, made in kinds)


def _ways(cells: Sequence[str], width: int) -> list[tuple[list[str], list[int]]]:
    """(cells, places of the joined ones) of each way to join a row to `width` cells."""
    cuts = len(cells) - width
    places = [at for at in range(len(cells) - 1) if _is_number_cut(cells, at) or _is_text_cut(cells, at)]
    if not 0 < cuts <= min(_MOST_CUTS, len(places)) or len(places) > _MOST_PLACES:
        return []
    found = []
    for chosen in combinations(places, cuts):
        if any(b == a + 1 and _is_number_cut(cells, a) and _is_number_cut(cells, b) for a, b in pairwise(chosen)):
            continue
        joined, at = [cells[0]], list[int]()
        for place, cell in enumerate(cells[1:]):
            if place in chosen:
                joined[-1] += f",{cell}"
                at.append(len(joined) - 1)
            else:
                joined.append(cell)
        found.append((joined, list(dict.fromkeys(at))))
    return found


def _is_number_cut(cells: Sequence[str], at: int) -> bool:
    """Whether two cells may be a number that was cut at its decimal comma."""
    return bool(_WHOLE.fullmatch(cells[at]) and _DECIMALS.fullmatch(cells[at + 1]))


def _is_text_cut(cells: Sequence[str], at: int) -> bool:
    """Whether two cells may be a sentence that was cut at a comma: a space follows it."""
    return bool(re.search(r"\w", cells[at])) and bool(re.match(r" \S", cells[at + 1]))


def _kind(cell: str) -> str:
    cell = cell.strip()
    if not cell:
        return ""
    if _DAY.fullmatch(cell):
        return "day"
    if _CODE.fullmatch(cell) and len(re.sub(r"\D", "", cell)) >= 9:
        return "code"
    return "number" if _NUMBER.fullmatch(cell) else "text"
