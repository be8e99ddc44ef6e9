"""A sentence read as one question: its values, and the words that are left unread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph_service.graph.sentences.found import Found
from graph_service.messages import Text
from graph_service.queries.declare import Parameter, Question


@dataclass(frozen=True, slots=True)
class Use:
    """A value of a parameter, and the words that say it."""

    parameter: str
    value: str
    start: int
    end: int
    text: Text
    found: Found | None = None


@dataclass(frozen=True)
class Reading:
    """A sentence as a question."""

    question: Question[Any, Any]
    uses: tuple[Use, ...]
    unread: tuple[int, ...]
    """The words that were not read, by their place."""
    score: float
    cued: bool
    """Whether words speak for the question, beside its values."""
    doubtful: bool = False
    """Whether it says too little to be run, though every word was read."""

    @cached_property
    def values(self) -> dict[str, Any]:
        """Its values, as the question's address takes them."""
        many = {p.name for p in self.question.parameters if p.many}
        found: dict[str, Any] = {}
        for use in self.uses:
            if use.parameter in many:
                listed = found.setdefault(use.parameter, [])
                if use.value not in listed:
                    listed.append(use.value)
            else:
                found[use.parameter] = use.value
        return found

    @property
    def missing(self) -> list[Parameter]:
        """Parameters that the question needs and that the sentence does not give."""
        return [p for p in self.question.parameters if p.required and p.name not in self.values]

    @property
    def open(self) -> bool:
        """Whether nothing decides between two meanings of some words."""
        return any(use.found is not None and use.found.open for use in self.uses)
