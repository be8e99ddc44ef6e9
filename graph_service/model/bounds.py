"""Finds values of a fact that are out of bounds: an older version kept them, or somebody wrote them by hand.

A value that no question can compute with counts as unknown wherever answers are made. Doctor names it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from graph_service.dates import is_stated
from graph_service.model.columns import Column, columns
from graph_service.model.facts import Fact
from graph_service.model.kinds import RecordType
from graph_service.model.record_types import LONGEST

Test = Callable[[Any], bool]


def out_of_bounds(fact: Fact) -> tuple[str, ...]:
    """The fields of a fact whose values are not of their kind, not within their bounds, or too long."""
    known = {column.name: column for column in columns(fact.type)}
    return tuple(
        name
        for name, value in fact.values.items()
        if value is not None and name in known and not fits(known[name], value)
    )


def readable(fact: Fact) -> Fact:
    """The fact without numbers and dates that cannot be computed with; the same fact where there are none."""
    bad = [
        name for name, test in _computed(fact.type) if (value := fact.values.get(name)) is not None and not test(value)
    ]
    if not bad:
        return fact
    return replace(fact, values={name: value for name, value in fact.values.items() if name not in bad})


def is_date(value: Any) -> bool:
    return isinstance(value, str) and is_stated(value)


def is_size(value: Any) -> bool:
    """Whether a project may have this many participants."""
    return _within(RecordType.PROJECT, "size", value)


def is_weight(value: Any) -> bool:
    """Whether a partnership may have this weight."""
    return _within(RecordType.PARTNERSHIP, "weight", value)


def fits(column: Column, value: Any) -> bool:
    """Whether a value is one that its column may hold."""
    if column.many:
        if not isinstance(value, tuple | list) or not all(isinstance(item, str) for item in value):
            return False
        return len(value) <= (column.longest or len(value)) and sum(map(len, value)) + len(value) - 1 <= LONGEST
    if column.kind in ("integer", "number"):
        return is_within(column, value)
    if column.kind == "flag":
        return isinstance(value, bool)
    if column.kind == "date":
        return is_date(value)
    return isinstance(value, str) and len(value) <= (column.longest or LONGEST)


def is_within(column: Column, value: Any) -> bool:
    """Whether a number is one of its column's: finite, whole where it has to be, and within the bounds."""
    if isinstance(value, bool) or not isinstance(value, int if column.kind == "integer" else int | float):
        return False
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return (column.low is None or value >= column.low) and (column.high is None or value <= column.high)


@cache
def _computed(type_: RecordType) -> tuple[tuple[str, Test], ...]:
    """The fields that answers compute with, and how each is tested."""

    def test(column: Column) -> Test:
        return lambda value: fits(column, value)

    return tuple((c.name, test(c)) for c in columns(type_) if c.kind in ("integer", "number", "date", "flag"))


def _within(type_: RecordType, name: str, value: Any) -> bool:
    return any(is_within(column, value) for column in columns(type_) if column.name == name)
