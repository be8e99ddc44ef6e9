"""Tells a column that was sorted, shifted or filled down without the others from cells that a person edited.

A sheet that is sorted by a part of it mixes the rows: each would say what another said. What counts is how the changed
cells lie and where their values come from; what they say is not looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_FEW = 3
"""Changed rows, and values, up to which what one row had and another has now may be an edit."""
_MOVED = 0.8
"""The share of a column's new values that others had, from which on it was sorted or shifted."""
_PART = 0.1
"""The share of all rows below which scattered changes are edits, though their values stood in other rows."""
_MATCH = 0.95
_STEPS = (-3, -2, -1, 1, 2, 3)
"""By how many rows a shifted column is looked for."""
_NUMBERED = re.compile(r"(.*?)([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a column, in the order of the sheet: its text, and the checks of what it holds and of what it held."""

    text: str
    now: str
    was: str
    was_empty: bool

    @property
    def changed(self) -> bool:
        return self.now != self.was


def is_moved(column: Sequence[Cell], *, in_order: bool = True) -> bool:
    """Whether most changed cells of a column were sorted, shifted or filled down. `in_order`: the rows stand as they
    were written.

    >>> cells = [Cell(now, now, was, False) for now, was in zip("aaaabbbb", "abababab")]
    >>> is_moved(cells)
    True
    >>> is_moved([Cell("b", "b", "a", False), *cells[:1] * 9])
    False
    """
    at = [place for place, cell in enumerate(column) if cell.changed]
    changed = [column[place] for place in at]
    most = len(changed) * 2 > len(column)
    if len(changed) < _FEW or (len(changed) == _FEW and not most):
        return False
    new, old = Counter(cell.now for cell in changed), Counter(cell.was for cell in changed)
    # Of a column that was shifted one value has left it, and another has come.
    kept = (new & old).total() >= min(_MOVED * len(changed), len(changed) - 1)
    span = column[at[0] : at[-1] + 1]
    many = len(changed) >= _PART * len(column)
    if kept and min(len(new), len(old)) >= _FEW and (many or len(changed) * 2 >= len(span)):
        return True
    if len(changed) <= _FEW:
        return False
    grouped = _runs([cell.now for cell in column]) <= len({cell.now for cell in column}) + 1
    if kept and grouped and (many or in_order):
        return True
    if min(len(new), len(old)) > 1 and any(_is_shifted(column, at[0], at[-1] + 1, step) for step in _STEPS):
        return True
    return most and (_is_from_others(column, changed) or _is_series(changed))


def _runs(values: Sequence[str]) -> int:
    return sum(value != before for value, before in zip(values, [None, *values], strict=False))


def _is_shifted(column: Sequence[Cell], first: int, end: int, step: int) -> bool:
    """Whether the cells from `first` to `end` hold what stood `step` rows above them."""
    pairs = [(column[at].now, column[at - step].was) for at in range(first, end) if 0 <= at - step < len(column)]
    return sum(now == was for now, was in pairs) >= _MATCH * (end - first - abs(step)) and len(pairs) > _FEW


def _is_from_others(column: Sequence[Cell], changed: Sequence[Cell]) -> bool:
    """Whether different values gave way to what others of the column held: it was filled down, or mixed."""
    filled = [cell for cell in changed if not cell.was_empty]
    held = {cell.was for cell in column}
    taken = sum(cell.now in held for cell in filled)
    return len({cell.was for cell in filled}) > 1 and taken >= _MOVED * len(changed)


def _is_series(changed: Sequence[Cell]) -> bool:
    """Whether most texts count on from the one above, as a spreadsheet fills down `P1` with `P2`, `P3`."""
    found = [_NUMBERED.fullmatch(cell.text) for cell in changed]
    filled = [cell for cell in changed if not cell.was_empty]
    steps = sum(
        bool(one and other and one[1] == other[1] and int(other[2]) == int(one[2]) + 1)
        for one, other in pairwise(found)
    )
    return len(filled) >= _MOVED * len(changed) and steps >= _MOVED * (len(changed) - 1)
