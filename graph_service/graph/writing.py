"""Writes answers to files: asks a question for each face that a file is made of, all at one revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from graph_service.errors import TooLarge, UsageError
from graph_service.graph.configuring import is_fictional
from graph_service.graph.drawing import drawn
from graph_service.graph.retrying import asked_again
from graph_service.graph.session import Asked, Session
from graph_service.graph.valued import names_of, texts_set
from graph_service.messages import Items, Lang, m, say
from graph_service.model import Scope
from graph_service.queries.declare import Question
from graph_service.queries.table import Table
from graph_service.queries.view import View
from visualisations.presets import PLAIN, Figure
from visualisations.view import MapView
from visualisations.web import forms
from visualisations.writers import DATA, Faces, Writer, faces, written_by

_PAGING = ("limit", "after")
"""Parameters that choose a part of a list; a table has all of it."""
_UNSAID = frozenset({*_PAGING, "evidence", "order"})
"""Values that a reader of a file need not be told."""


def writer_for(question: Question[Any, Any], name: str) -> Writer:
    """The writer of that name. Raises UsageError, which tells those that the question has, for another one."""
    has = written_by(question)
    found = next((writer for writer in has if writer.name == name), None)
    if found is None:
        known = Items([writer.name for writer in has], "or")
        raise UsageError("no-file", question=question.title, file=name[:80], faces=face_names(question), known=known)
    return found


def face_names(question: Question[Any, Any]) -> Items:
    """The faces of a question, as a sentence lists them."""
    return Items([m(f"face-{face}") for face in faces(question)])


@asked_again
def write(
    session: Session, question: Question[Any, Any], values: Mapping[str, Any], writer: Writer, lang: Lang, **more: Any
) -> bytes:
    """Return the bytes of a file that holds the answer of a question. `more` is what `faces_of` takes.

    Raises what the question raises, and TooLarge for a table that is too long."""
    with faces_of(session, question, values, lang, plain=writer.name == DATA, **more) as found:
        return writer.write(found)


@contextmanager
def faces_of(
    session: Session,
    question: Question[Any, Any],
    values: Mapping[str, Any],
    lang: Lang,
    *,
    scope: Scope | str | None = None,
    cards: Mapping[str, str] | None = None,
    places: bool = False,
    most: int | None = None,
    plain: bool = False,
    figure: Figure = PLAIN,
) -> Iterator[Faces]:
    """Ask a question, and yield its answer with its faces, which are made at the same revision while the block lasts.

    `cards` says where a host shows the card of a record (`map_view`). `places`: whether it is told in which rows of
    which files things stand. `most` is how many rows a table may have: TooLarge where there are more. `plain`: ask with
    nothing but what is given, and not with what the page asks with. `figure` is what was chosen of a picture.
    """
    usual: dict[str, Any] = {}
    if not plain:
        usual = {**({"limit": question.limit} if question.limit is not None else {}), **question.page}
    with session.view(scope) as view:
        asked = session.asked(question, {**usual, **values}, scope=scope)
        texts = texts_set(question, _texts(question, values), asked.query)

        @cache
        def picture() -> MapView | None:
            return drawn(session, view, asked, cards, figure) if question.draw else None

        def table(rows: int | None = None) -> Table | None:
            found = _table(session, view, asked, {**usual, **values}, given=values, rows=rows, most=most)
            return found if found is None or places else found.without_places()

        yield Faces(
            lang=lang,
            question=question,
            answer=asked.answer,
            told=tuple(asked.told()),
            picture=picture,
            table=table,
            asked=_in_words(view, question, texts, lang),
            vocabulary=view.vocabulary,
            fictional=is_fictional(view.reader),
            places=places,
            figure=figure,
        )


def _table(
    session: Session,
    view: View,
    asked: Asked,
    values: Mapping[str, Any],
    *,
    given: Mapping[str, Any],
    rows: int | None,
    most: int | None,
) -> Table | None:
    """The table of an answer with its first `rows`, or with all of them; with a part that somebody asked for, as it is.
    Raises TooLarge where all are more than `most`."""
    question = asked.question
    if question.rows is None:
        return None
    found = question.rows(asked.answer)
    if found.whole or (rows is not None and len(found.rows) >= rows) or any(name in given for name in _PAGING):
        return found
    bound = next(p.most for p in question.parameters if p.name == "limit")
    limits = [each for each in (rows, most) if each is not None]
    rest = {name: value for name, value in values.items() if name not in _PAGING}
    limit = {"limit": int(min(*limits, bound or limits[0]))} if limits else {}
    found = question.rows(session.ask(question, {**rest, **limit}, scope=view.scope))
    if rows is None and not found.whole:
        raise TooLarge("table-too-long", n=found.total, most=len(found.rows))
    return found


def _texts(question: Question[Any, Any], values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Values as texts, by the names of their parameters."""
    found = {}
    for parameter in question.parameters:
        value = values.get(parameter.name, values.get(parameter.field))
        if value is not None:
            found[parameter.name] = [str(each) for each in (value if isinstance(value, list | tuple) else (value,))]
    return found


def _in_words(
    view: View, question: Question[Any, Any], texts: Mapping[str, list[str]], lang: Lang
) -> list[tuple[str, str]]:
    """What was asked for beside what the question needs."""
    names = names_of(view, question, texts)
    return [
        (say(parameter.label, lang), forms.value_text(parameter, text, names, view.vocabulary, lang))
        for parameter in question.parameters
        if not parameter.required and parameter.name not in _UNSAID
        for text in texts.get(parameter.name, ())
        if text != str(parameter.default)
    ]
