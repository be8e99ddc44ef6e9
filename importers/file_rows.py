"""Counts the rows of a file that its mapping opens into several: a list in a cell, years side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from importers.jobs import Job
from importers.sheets import Row
from importers.work import Work

_ASIDE = "no_record"


def by_file_row(work: Work, one: Job, rows: Iterable[Row]) -> Iterator[Row]:
    """Give each row on to be read, and count what became of it once for each row of the file: rejected where one of its
    parts was, for that part is told; else accepted where one was; else no record."""
    number: int | None = None
    start = _Counts(work, one)
    rejected, accepted, aside = Counter[str](), False, False
    for row in rows:
        if row[0] != number:
            number = row[0]
            start = _Counts(work, one)
            rejected, accepted, aside = Counter[str](), False, False
        yield row
        now = _Counts(work, one)
        rejected = rejected or now.codes - start.codes
        accepted = accepted or now.accepted > start.accepted
        aside = aside or now.aside > start.aside
        one.rejected = start.rejected + bool(rejected)
        work.rejected = start.codes + rejected
        one.accepted = start.accepted + (accepted and not rejected)
        one.aside[_ASIDE] = start.aside + (aside and not rejected and not accepted)
        one.read = one.accepted + one.rejected


class _Counts:
    """What was counted so far."""

    def __init__(self, work: Work, one: Job) -> None:
        self.accepted, self.rejected, self.aside = one.accepted, one.rejected, one.aside[_ASIDE]
        self.codes = work.rejected.copy()
