"""What a batch says, in little room: a file of a million rows says three million things."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from graph_service.model.statements import Say, Statement

Place = tuple[str, str]
"""(file, sheet)."""


class Says(Sequence[Say]):
    """Statements in their order, each with its place in a file, in 24 bytes beside the statement.

    Many rows say the same: then they share one statement. A `Say` is made when one is asked for.
    """

    __slots__ = ("_at", "_numbers", "places", "rows", "statements")

    def __init__(self, says: Iterable[Say] = ()) -> None:
        self.statements: list[Statement] = []
        self.places: list[Place] = []
        """Each file and sheet once."""
        self.rows = array("q")
        """Of each say the number of its row."""
        self._at: dict[Place, int] = {}
        self._numbers = array("q")
        """Of each say its place, by position in `places`."""
        self.extend(says)

    @classmethod
    def of(cls, says: Iterable[Say]) -> Says:
        """These statements; themselves where they are held so already."""
        return says if isinstance(says, cls) else cls(says)

    def add(self, statement: Statement, file: str, sheet: str, row: int) -> None:
        place = (file, sheet)
        at = self._at.get(place)
        if at is None:
            at = self._at[place] = len(self.places)
            self.places.append(place)
        self.statements.append(statement)
        self._numbers.append(at)
        self.rows.append(row)

    def append(self, say: Say) -> None:
        self.add(say.statement, say.file, say.sheet, say.row)

    def extend(self, says: Iterable[Say]) -> None:
        for say in says:
            self.append(say)

    def restate(self, at: int, statement: Statement) -> None:
        """Put another statement where the one at a position stands."""
        self.statements[at] = statement

    def distinct(self) -> list[Statement]:
        """The statements, each object once, in the order of the first say."""
        return list({id(statement): statement for statement in self.statements}.values())

    def placed(self, values: Sequence[Any]) -> Iterator[Any]:
        """Of each say the value of its place, these being given in the order of `places`."""
        return map(values.__getitem__, self._numbers)

    def __len__(self) -> int:
        return len(self.statements)

    def __iter__(self) -> Iterator[Say]:
        places = self.places
        for statement, at, row in zip(self.statements, self._numbers, self.rows, strict=True):
            yield Say(statement, *places[at], row)

    @overload
    def __getitem__(self, at: int) -> Say: ...

    @overload
    def __getitem__(self, at: slice) -> Says: ...

    def __getitem__(self, at: int | slice) -> Say | Says:
        if isinstance(at, slice):
            return Says(self[i] for i in range(*at.indices(len(self))))
        return Say(self.statements[at], *self.places[self._numbers[at]], self.rows[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
