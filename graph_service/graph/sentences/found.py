"""A value that words of a sentence may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph_service.messages import Ref, Text

LIKE = 0.08
"""How much less sure another meaning of the same words may be, so that nothing decides between the two."""
_WHOLE = 0.9
"""How sure a name is that is said whole."""
_MOST = 5
"""Meanings of the same words that are kept, of each sort."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words from `start` up to `end` may mean a value."""

    sort: str
    """`actor`, `project`, a category of the vocabulary, `territory`, `moment` or `number`."""
    value: str
    start: int
    end: int
    sure: float
    """From 0 to 1: how much of the name was said, and how rightly."""
    name: Text
    also: tuple[Found, ...] = ()
    """What else the same words may mean of the same sort, best first."""
    open: bool = False
    """Whether nothing decides between it and another meaning."""
    named: bool = False
    """Of a place: whether the same words name an actor, and no word before them stands before places only."""
    elsewhere: bool = False
    """Of a place: whether the store holds places of its own, and none in its region."""
    placed: bool = False
    """Of an actor: whether its words are the name of a place, too."""
    acts: bool = False
    """Of an actor: whether a verb behind it or a word before it says that it does something."""
    own: bool = False
    """Of an actor: whether somebody says to be from there."""
    house: bool = False
    """Whether that is all that is said of it: the question speaks of something else."""
    about: Ref | None = None
    """The record that it is; None of a value that is no record."""


def ranked(found: Iterable[Found]) -> list[Found]:
    """Keep the surest meaning of each stretch of words and sort; the others stand beside it."""
    groups: dict[tuple[str, int, int], dict[str, Found]] = {}
    for each in found:
        group = groups.setdefault((each.sort, each.start, each.end), {})
        if each.value not in group or group[each.value].sure < each.sure:
            group[each.value] = each
    return [_first(sorted(group.values(), key=lambda one: (-one.sure, one.value))) for group in groups.values()]


def longest(found: Sequence[Found]) -> list[Found]:
    """Leave out what stands inside of a longer name that is said whole: of "Indre-et-Loire", "Indre" and
    "Loire"."""
    whole = [each for each in found if each.sure >= _WHOLE]
    return [
        each
        for each in found
        if not any(
            (other.sort == each.sort or (other.sort == "territory" and each.sure < _WHOLE))
            and other.start <= each.start
            and each.end <= other.end
            and other.end - other.start > each.end - each.start
            for other in whole
        )
    ]


def within(each: Found, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether a value stands inside of one of some stretches of words."""
    return any(start <= each.start and each.end <= end for start, end in spans)


def _first(group: Sequence[Found]) -> Found:
    first, *others = group
    undecided = bool(others) and others[0].sure > first.sure - LIKE
    return replace(first, also=tuple(others[: _MOST - 1]), open=first.open or undecided)
