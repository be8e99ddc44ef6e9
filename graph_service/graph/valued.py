"""The values that a question was asked with, as ids and as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph_service.queries.base import QueryInput
from graph_service.queries.declare import Question
from graph_service.queries.view import View


def texts_set(
    question: Question[Any, Any], given: Mapping[str, Sequence[str]], query: QueryInput | None
) -> dict[str, list[str]]:
    """Return the values that are set, by parameter; those that name records or terms as ids where `query` is what they
    came to."""
    found = {name: list(texts) for name, texts in given.items()}
    for parameter in question.parameters if query else ():
        if parameter.name in found and (parameter.refers or parameter.category):
            value = getattr(query, parameter.field)
            found[parameter.name] = [str(each) for each in (value if parameter.many else (value,))]
    return found


def names_of(
    view: View, question: Question[Any, Any], texts: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str], str]:
    """Return what the ids among the values are called, by (parameter, id)."""
    found: dict[tuple[str, str], str] = {}
    for parameter in question.parameters:
        given = texts.get(parameter.name, [])
        for type_ in parameter.refers if given else ():
            found |= {(parameter.name, fact.id): fact.name for fact in view.facts(type_, sorted(set(given)))}
        if parameter.category == "territory":
            found |= {(parameter.name, text): view.territory_name(text) or text for text in given}
    return found
