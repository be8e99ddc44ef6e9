"""Draws answers: asks a question, lets it draw its answer at the same revision, and adds what holds for any picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph_service.errors import UsageError
from graph_service.graph.configuring import is_fictional
from graph_service.graph.retrying import asked_again
from graph_service.graph.session import Asked, Session
from graph_service.messages import Text
from graph_service.model import Scope
from graph_service.queries.base import Answer, ReachingAnswer, SourceRecord
from graph_service.queries.picture import SourceLine
from graph_service.queries.view import View
from visualisations.build import map_view

if TYPE_CHECKING:
    from visualisations.view import MapView


@asked_again
def draw(
    session: Session,
    name: str,
    values: Mapping[str, Any],
    *,
    scope: Scope | str | None = None,
    cards: Mapping[str, str] | None = None,
    form: str | None = None,
) -> MapView:
    """Ask a question and return the picture of its answer as renderers take it, in the form of that name, else in the
    one that reads best. Raises what the question raises, and UsageError where its answers are not drawn."""
    with session.view(scope) as view:
        return drawn(view.again(), session.asked(name, values, scope=scope), cards, form)


def drawn(view: View, asked: Asked, cards: Mapping[str, str] | None = None, form: str | None = None) -> MapView:
    """Return the picture of an answer that was asked at the revision of `view`, which no other question has used.

    The sources of all questions that it was drawn from are named, and what they did not search is told.
    """
    if asked.question.draw is None:
        raise UsageError("no-picture", question=asked.question.title)
    picture = asked.question.draw(view, asked.query, asked.answer)
    answers = [(asked.answer, picture.shows_answer), *view.asked]
    named = {source.id: source for source in picture.sources}
    named |= {source.id: source for source in _sources(answer for answer, shown in answers if shown)}
    sources = tuple(source for _, source in sorted(named.items()))
    left_out = _left_out(answer for answer, _ in answers)
    told = replace(picture, sources=sources, notes=(*picture.notes, *left_out))
    fictional = is_fictional(view.reader)
    return map_view(told, view.vocabulary, fictional=fictional, seen_by=view.scope, cards=cards, form=form)


def _left_out(answers: Iterable[Answer]) -> tuple[Text, ...]:
    """What was not searched of a graph too large to be held, each said once."""
    said: list[Text] = []
    for answer in answers:
        if isinstance(answer, ReachingAnswer) and answer.left_out and answer.left_out not in said:
            said.append(answer.left_out)
    return tuple(said)


def _sources(answers: Iterable[Answer]) -> tuple[SourceLine, ...]:
    found: dict[str, SourceRecord] = {source.id: source for answer in answers for source in answer.sources}
    return tuple(
        SourceLine(id_, source.producer or id_, source.title or "", source.licence or "", source.updated)
        for id_, source in sorted(found.items())
    )
