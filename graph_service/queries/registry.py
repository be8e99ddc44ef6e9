"""The questions by name. Each is loaded when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph_service.messages import Message
from graph_service.queries.scanned import Found, scan

if TYPE_CHECKING:
    from graph_service.queries.declare import Question

ASKED = "graph_service.queries.asked"
"""The package of the questions: a file each, with its words."""
GAP_KINDS = "graph_service.queries.gaps.kinds"
"""The package of the kinds of gaps: a file each, with its words."""


class Registry:
    """Questions by name. Each surface takes a registry as an argument, so that a test can pass its own."""

    def __init__(
        self, questions: Iterable[Question[Any, Any] | Found] = (), gap_kinds: Iterable[str | Path] = (GAP_KINDS,)
    ) -> None:
        """`gap_kinds` are the packages and folders whose kinds of gaps are looked for."""
        self._questions = {each.name: each for each in questions}
        self._cards: dict[str, tuple[str, str]] | None = None
        self.gap_kinds = tuple(found for place in gap_kinds for found in scan(place))

    @classmethod
    def scan(cls, *places: str | Path, gap_kinds: Iterable[str | Path] = ()) -> Registry:
        """The questions of these packages and folders, and the kinds of gaps of those, beside the project's own."""
        questions = (found for place in (ASKED, *places) for found in scan(place))
        return cls(questions, (GAP_KINDS, *gap_kinds))

    def __iter__(self) -> Iterator[Question[Any, Any]]:
        return (self._loaded(name) for name in self.names)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._questions)

    def get(self, name: str) -> Question[Any, Any] | None:
        return self._loaded(name) if name in self._questions else None

    @property
    def cards(self) -> dict[str, tuple[str, str]]:
        """The question that gives the card of a record, and the name of its argument, by type of record."""
        if self._cards is None:
            given = [question for question in self if question.card_of is not None]
            self._cards = {str(each.card_of): (each.name, each.arguments[0].name) for each in given}
        return self._cards

    def title(self, name: str) -> Message:
        """The title of a question, loaded or not: of those that are not, it is `NAME-title`."""
        known = self._questions[name]
        return Message(f"{name}-title") if isinstance(known, Found) else known.title

    def _loaded(self, name: str) -> Question[Any, Any]:
        known = self._questions[name]
        if isinstance(known, Found):
            module = known.load()
            # A question that is made of what else there is, is declared with the registry.
            declared = getattr(module, "declared", None)
            known = declared(self) if declared else getattr(module, name)
            self._questions[name] = known
        return known
