"""What the API sends of a sentence: how it was understood."""

from __future__ import annotations

from typing import Any

from graph_service.api.documents import Document


class OtherValue(Document):
    """What the words of a value may mean as well."""

    value: str
    """The value, as the question takes it."""
    text: str
    """What it is called."""


class ReadValue(Document):
    """A value that was found in a sentence."""

    parameter: str
    """The question's parameter."""
    label: str
    """What people call the parameter."""
    value: str
    """The value, as the question takes it."""
    text: str
    """What it is called."""
    words: str
    """The words that say it, as they were typed."""
    others: list[OtherValue]
    """What else these words may mean, the nearest first."""


class ReadSentence(Document):
    """One way to read a sentence."""

    question: str
    """The question that it asks."""
    title: str
    """What that question is called."""
    values: dict[str, Any]
    """Its values, as the question's address takes them."""
    chips: list[ReadValue]
    """Each value with the words that say it."""
    unread: list[str]
    """Words that were not read."""
    missing: list[str]
    """What the question needs beside, by its labels."""


class UnderstoodSentence(Document):
    """How a sentence was understood. Nothing was asked."""

    text: str
    """The sentence."""
    runs: bool
    """Whether the one reading is what is asked; else the readings are offered, the nearest first."""
    readings: list[ReadSentence]
    """How it may be read; empty where nothing was understood."""
