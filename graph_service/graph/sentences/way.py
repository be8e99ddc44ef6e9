"""The first words of a sentence as they are read as a question."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.graph.sentences.reading import Use


@dataclass(frozen=True, slots=True)
class Way:
    """The first words as they are read."""

    score: float
    uses: tuple[Use, ...] = ()
    unread: tuple[int, ...] = ()
    asked: bool = False
    """Whether words that are no value's alone speak for the question."""
    awaiting: tuple[int, ...] = ()
    """The words of the cue whose value is awaited."""
    cue: float = 0.0
    """What the weightiest cue counts for."""
    fresh: bool = False
    """Whether words that speak for the question were the last thing read: what they look for may follow."""
    pending: str = ""
    """The parameter whose cue was the last thing read: its value is awaited."""
    refused: bool = False
    """Whether a negation was left unread: what it turns to its opposite cannot be a value."""
