"""An answer as a table: typed columns and all of their rows, for spreadsheets and for the page.

A question gives its table from its answer (`rows` in `declare.py`). Names stand beside ids, sources come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from graph_service.messages import Day, Items, Message, Text, m

R = TypeVar("R")
ColumnType = Literal["id", "text", "integer", "number", "share", "date", "flag"]
"""What a column holds. A `share` is a number from 0 to 1. A `date` known to the month or the year stays text."""
Cell = Text | int | float | date | bool | None
"""What a cell holds: None where nobody says."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading for readers, its name for programs, and what its cells are."""

    name: str
    heading: Message
    type: ColumnType = "text"
    places: bool = False
    """Whether it tells in which rows of which files things stand: left out where nobody asks for that."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under typed columns. `total` says how many rows there are where these may not be all."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int

    @property
    def whole(self) -> bool:
        return len(self.rows) >= self.total

    def without_places(self) -> Table:
        """The table without the columns that tell in which rows of which files things stand."""
        kept = [at for at, column in enumerate(self.columns) if not column.places]
        rows = tuple(tuple(row[at] for at in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[at] for at in kept), rows=rows)


@dataclass(frozen=True, slots=True)
class Of(Generic[R]):
    """How a column is filled: from one record of the answer."""

    name: str
    value: Callable[[R], Cell]
    type: ColumnType = "text"
    heading: str | None = None
    """Code of the heading's message; `column-NAME` where it is not given."""
    places: bool = False
    """As of a column."""


def table(records: Iterable[R], columns: Iterable[Of[R]], total: int | None = None) -> Table:
    """Return a table with a row for each record; `total` where there may be more of them."""
    given = tuple(columns)
    rows = tuple(tuple(each.value(record) for each in given) for record in records)
    heads = tuple(Column(each.name, m(each.heading or f"column-{each.name}"), each.type, each.places) for each in given)
    return Table(heads, rows, len(rows) if total is None else total)


def stated(text: str | None) -> Cell:
    """A date as stated: a day becomes a date, a month or a year stays as it is written."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else Day(text)
    except ValueError:
        return text


def listed(texts: Iterable[Any]) -> Cell:
    """Several texts in one cell, with semicolons between them; None where there are none."""
    found = tuple(texts)
    return Items(found, ";") if found else None
