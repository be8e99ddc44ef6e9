"""How a sentence of a class is told to be run as what it asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph_service.graph.sentences.understanding import Understood

Asked = Callable[..., Understood]


def is_read(asked: Asked, text: str, question: str, values: dict[str, Any]) -> None:
    found = asked(text)
    assert found.runs, [(each.question.name, each.values, found.words(each.unread)) for each in found.offered]
    read = found.readings[0]
    kept = {name: sorted(value) if isinstance(value, list) else value for name, value in read.values.items()}
    assert (read.question.name, kept) == (question, values)
