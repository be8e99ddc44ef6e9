"""When each actor stood in each context: unions of intervals with inclusive ends (docs/method.md#interval).

Days are the day codes of `dates`. Whether missing ends are estimated depends on the tie profile, so a projection
keeps one `Intervals` for each of the two answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

import numpy as np

from graph_service.dates import (
    RUNNING,
    UNBOUNDED_START,
    add_months,
    day_code,
    first_day,
    from_day_code,
    last_day,
)
from graph_service.projection.affiliation import Affiliation, Array, Flags, Ints, pointers
from graph_service.stores.base import Snapshot
from graph_service.vocabulary import Vocabulary

MISSING = -1
"""Stands for a date that nobody stated; no day code is negative."""

Piece = tuple[int, int, bool]
"""First day, last day (day codes, both included), and whether the last day is estimated."""


@dataclass(frozen=True)
class Intervals:
    """The pieces of each link's union, in order; pieces of link l are `ptr[l]` to `ptr[l + 1]`."""

    ptr: Ints
    start: Array
    end: Array
    estimated: Flags
    ends: Array
    """The distinct last days, so that what depends on the date is computed once for each."""
    end_index: Array
    """Of each piece, its last day's position in `ends`."""

    def covering(self, day: int) -> Flags:
        """Of each link, whether one of its pieces covers a day, by its code."""
        covered = np.concatenate(([0], np.cumsum((self.start <= day) & (day <= self.end))))
        return np.asarray(covered[self.ptr[1:]] > covered[self.ptr[:-1]], dtype=np.bool_)


def build(snapshot: Snapshot, affiliation: Affiliation, usual: Sequence[int | None]) -> Intervals:
    """The intervals of all links. `usual` holds each project's usual duration in months, None to estimate nothing."""
    participations = _participations(snapshot, affiliation, usual)
    partnerships = _partnerships(snapshot, affiliation)
    link, start, end, estimated = (np.concatenate(column) for column in zip(participations, partnerships, strict=True))
    order = np.argsort(link, kind="stable")
    ends, index = np.unique(end[order], return_inverse=True)
    return Intervals(
        ptr=pointers(np.bincount(link.astype(np.int64), minlength=len(affiliation.link_actor))),
        start=start[order].astype(np.int32),
        end=end[order].astype(np.int32),
        estimated=estimated[order].astype(np.bool_),
        ends=ends.astype(np.int32),
        end_index=index.astype(np.int32),
    )


def union(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces merged where they overlap or one begins the day after another ends.

    Of two rows that end on one day, one estimated and one stated, the end is stated.
    """
    merged: list[Piece] = []
    for start, end, estimated in sorted(pieces):
        if merged and start <= _day_after(merged[-1][1]):
            first, last, guessed = merged[-1]
            if end > last:
                merged[-1] = (first, end, estimated)
            elif end == last:
                merged[-1] = (first, last, guessed and estimated)
        else:
            merged.append((start, end, estimated))
    return merged


def _participations(snapshot: Snapshot, affiliation: Affiliation, usual: Sequence[int | None]) -> tuple[Array, ...]:
    project = snapshot.participation_projects
    start = _inherited(snapshot.participation_starts, snapshot.project_starts, project, first_day)
    end = _inherited(snapshot.participation_ends, snapshot.project_ends, project, last_day)
    kept = np.ones(len(start), dtype=np.bool_)
    counts = np.diff(affiliation.row_ptr)
    several = np.flatnonzero(counts[: int(affiliation.context_ptr[affiliation.projects])] > 1).tolist()
    for link in several:
        _borrow(snapshot.participation_roles, affiliation.rows_of(link).tolist(), start, end, kept)
    estimated = np.zeros(len(start), dtype=np.bool_)
    if any(usual):
        months = np.array([m or 0 for m in usual], dtype=np.int64)[project]
        estimated = (end == MISSING) & (start != MISSING) & (months > 0)
        for row in np.flatnonzero(estimated):
            end[row] = _estimated_end(int(start[row]), int(months[row]))
        estimated &= end != RUNNING
    start[start == MISSING] = UNBOUNDED_START
    end[end == MISSING] = RUNNING
    # Dates that contradict each other (a row that starts after its project's end) cover no day.
    kept &= start <= end

    of_link = np.empty(len(start), dtype=np.int64)
    rows = affiliation.rows[: len(start)]
    of_link[rows] = np.repeat(np.arange(len(counts)), counts)[: len(start)]
    alone = kept & (counts[of_link] == 1)
    pieces = [
        (link, *piece)
        for link in several
        for piece in union(
            (int(start[r]), int(end[r]), bool(estimated[r])) for r in affiliation.rows_of(link).tolist() if kept[r]
        )
    ]
    merged = np.array(pieces, dtype=np.int64).reshape(-1, 4)
    single = (of_link[alone], start[alone], end[alone], estimated[alone])
    return tuple(np.concatenate([single[i], merged[:, i]]) for i in range(4))


def _partnerships(snapshot: Snapshot, affiliation: Affiliation) -> tuple[Array, ...]:
    start = _codes((snapshot.partnership_starts[p] for p in affiliation.partnerships), first_day)
    end = _codes((snapshot.partnership_ends[p] for p in affiliation.partnerships), last_day)
    start[start == MISSING] = UNBOUNDED_START
    end[end == MISSING] = RUNNING
    begin = int(affiliation.context_ptr[affiliation.projects])
    links = np.arange(begin, begin + 2 * len(start))
    start, end = np.repeat(start, 2), np.repeat(end, 2)
    kept = start <= end
    return links[kept], start[kept], end[kept], np.zeros(int(kept.sum()), dtype=np.bool_)


def _borrow(roles: Sequence[str], rows: list[int], start: Ints, end: Ints, kept: Flags) -> None:
    """Fill in place what the rows of one actor in one project still miss from other rows of the same role.

    A row with neither date copies another one and so adds nothing; a row that lacks one date takes the widest that
    the others state and that does not turn it round: who left in 2016 and came back in 2019 is still there.
    """
    for _, held in groupby(sorted(rows, key=lambda r: roles[r]), key=lambda r: roles[r]):
        group = list(held)
        stated = {r: (int(start[r]), int(end[r])) for r in group}
        for row in group:
            others = [stated[r] for r in group if r != row]
            starts = [s for s, _ in others if s != MISSING]
            ends = [e for _, e in others if e != MISSING]
            if stated[row] == (MISSING, MISSING):
                kept[row] = not (starts or ends)
                continue
            own_start, own_end = stated[row]
            if own_start == MISSING:
                start[row] = min((s for s in starts if s <= own_end), default=MISSING)
            if own_end == MISSING:
                end[row] = max((e for e in ends if e >= own_start), default=MISSING)


def _inherited(
    own: Sequence[str | None], projects: Sequence[str | None], project: Ints, day: Callable[[str], date]
) -> Ints:
    """Day codes of the rows' own dates, of their project's where they state none."""
    codes = _codes(own, day)
    return np.where(codes == MISSING, _codes(projects, day)[project], codes)


def _codes(stated: Iterable[str | None], day: Callable[[str], date]) -> Ints:
    # A large file states few distinct dates, so each is parsed once.
    memo: dict[str | None, int] = {None: MISSING, "": MISSING}

    def each() -> Iterator[int]:
        for text in stated:
            if text not in memo:
                memo[text] = day_code(day(str(text)))
            yield memo[text]

    return np.fromiter(each(), dtype=np.int64)


@lru_cache(maxsize=4096)
def _estimated_end(start: int, months: int) -> int:
    """`start` + `months`; an end beyond the calendar (year 9999) is none."""
    if start // 32 + months >= 12 * (date.max.year + 1):
        return RUNNING
    return day_code(add_months(from_day_code(start), months))


@lru_cache(maxsize=4096)
def _day_after(code: int) -> int:
    if code == RUNNING or code == day_code(date.max):
        return RUNNING
    return day_code(from_day_code(code) + timedelta(days=1))


def usual_months(snapshot: Snapshot, vocabulary: Vocabulary) -> list[int | None]:
    """How long each project usually runs by its kind, None where the vocabulary does not say."""
    terms = {kind: vocabulary.get("project_kind", kind) for kind in set(snapshot.project_kinds)}
    usual = {kind: term.usual_months if term else None for kind, term in terms.items()}
    return [usual[kind] for kind in snapshot.project_kinds]
