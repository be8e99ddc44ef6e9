"""Dates that keep the precision they were stated with (docs/method.md#dates), and day codes.

A stated date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, a string. As a start it means its first day, as an end its
last. Kernels use a *day code*: `(12 * year + month - 1) * 32 + day`, an integer that keeps the order of days
and gives months between two of them without a calendar.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

STATED = r"^\d{4}(-\d{2}(-\d{2})?)?$"
"""How a stated date is written, as a pattern of JSON Schema."""
_STATED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

UNBOUNDED_START = 0
"""Day code before every date: a start that nobody knows."""
RUNNING = 2**30
"""Day code after every date: an end that has not come."""


def is_stated(text: str) -> bool:
    """Whether `text` is a date in one of the three precisions and exists in the calendar."""
    found = _STATED.fullmatch(text)
    if not found:
        return False
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def first_day(stated: str) -> date:
    """The first day that `stated` may mean."""
    year, month, day = _parts(stated)
    return date(year, month or 1, day or 1)


def last_day(stated: str) -> date:
    """The last day that `stated` may mean."""
    year, month, day = _parts(stated)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def is_reversed(start: str, end: str) -> bool:
    """Whether a period ends before it starts, as stated: from 2024-06 to 2024 does not."""
    return first_day(start) > last_day(end)


def add_months(day: date, months: int) -> date:
    """`day` moved by whole months, kept inside the month it lands in (31 January + 1 = 28 or 29 February)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_code(day: date) -> int:
    return (12 * day.year + day.month - 1) * 32 + day.day


def from_day_code(code: int) -> date:
    months, day = divmod(code, 32)
    year, month = divmod(months, 12)
    return date(year, month + 1, day)


def _parts(stated: str) -> tuple[int, int, int]:
    found = _STATED.fullmatch(stated)
    if not found:
        raise ValueError(f"not a date: {stated!r}")
    return int(found[1]), int(found[2] or 0), int(found[3] or 0)
