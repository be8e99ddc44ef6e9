"""An answer as a terminal tells it."""

from __future__ import annotations

from typing import Any

from graph_service.graph import Graph
from visualisations.words.terminal import lines


def told(graph: Graph, question: Any, lang: str = "en", *, full: bool = False, **values: Any) -> list[str]:
    """The lines of an answer; narrow spaces are plain ones."""
    asked = graph.asked(question, values)
    return [line.replace("\u202f", " ") for line in lines(asked.told(), asked.answer, lang, full=full)]
