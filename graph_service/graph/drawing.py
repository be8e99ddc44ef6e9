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
from graph_service.queries.colouring import coloured
from graph_service.queries.drawing import source_line
from graph_service.queries.picture import COLOURED, Picture, SourceLine
from graph_service.queries.view import View
from visualisations.build import compared, map_view
from visualisations.comparing import COMPARED
from visualisations.presets import PLAIN, Figure

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
    figure: Figure = PLAIN,
) -> MapView:
    """Ask a question and return the picture of its answer as renderers take it, in the form that `figure` names, else
    in the one that reads best, coloured by what it says, and compared with another date where it says so. Raises what
    the question raises, and UsageError where its answers are not drawn."""
    with session.view(scope) as view:
        return drawn(session, view, session.asked(name, values, scope=scope), cards, figure)


def drawn(
    session: Session, view: View, asked: Asked, cards: Mapping[str, str] | None = None, figure: Figure = PLAIN
) -> MapView:
    """Return the picture of an answer that was asked at the revision of `view`."""
    signs: dict[str, Any] = {"fictional": is_fictional(view.reader), "seen_by": view.scope, "cards": cards}
    other_day = figure.against or figure.beside
    if other_day is None:
        (picture,) = _pictures(view, [asked], figure)
        return map_view(picture, view.vocabulary, form=figure.form, **signs)
    if "as_of" not in type(asked.query).model_fields:
        raise UsageError("not-compared", question=asked.question.title)
    values = {name: getattr(asked.query, name) for name in type(asked.query).model_fields}
    if "limit" in values:
        # Who comes last in a list at one date is not gone.
        values["limit"] = None
    both = [
        session.asked(asked.question, {**values, "as_of": day}, scope=view.scope)
        for day in (asked.query.day, other_day)
    ]
    pictures = sorted(_pictures(view, both, figure), key=lambda each: each.caption.as_of.stated)
    if not any(line.type in COMPARED for each in pictures for line in each.lines):
        raise UsageError("not-compared", question=asked.question.title)
    return compared(
        pictures[0], pictures[1], view.vocabulary, side=figure.beside is not None, form=figure.form, **signs
    )


def _pictures(view: View, asked: Iterable[Asked], figure: Figure) -> list[Picture]:
    """Draw answers, with colours that say the same in all of them."""
    pairs = [(each.query, _picture(view.again(), each)) for each in asked]
    if figure.colour not in COLOURED:
        return [picture for _, picture in pairs]
    return coloured(view.again(), figure.colour, pairs)


def _picture(view: View, asked: Asked) -> Picture:
    """Draw an answer on a view that no other question has used.

    The sources of all questions that it was drawn from are named, and what they did not search is told.
    """
    if asked.question.draw is None:
        raise UsageError("no-picture", question=asked.question.title)
    picture = asked.question.draw(view, asked.query, asked.answer)
    answers = [(asked.answer, picture.shows_answer), *view.asked]
    named = {source.id: source for source in picture.sources}
    named |= {source.id: source for source in _sources(answer for answer, shown in answers if shown)}
    sources = tuple(source for _, source in sorted(named.items()))
    return replace(picture, sources=sources, notes=(*picture.notes, *_left_out(answer for answer, _ in answers)))


def _left_out(answers: Iterable[Answer]) -> tuple[Text, ...]:
    """What was not searched of a graph too large to be held, each said once."""
    said: list[Text] = []
    for answer in answers:
        if isinstance(answer, ReachingAnswer) and answer.left_out and answer.left_out not in said:
            said.append(answer.left_out)
    return tuple(said)


def _sources(answers: Iterable[Answer]) -> tuple[SourceLine, ...]:
    found: dict[str, SourceRecord] = {source.id: source for answer in answers for source in answer.sources}
    return tuple(source_line(source) for _, source in sorted(found.items()))
