"""The pages of saved maps: the list, one map, saving an answer's map, what changed since, and deleting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from graph_service.errors import Problem
from graph_service.messages import Lang, Share, Text, codes, m, say
from graph_service.model import Scope
from graph_service.queries.declare import Question
from graph_service.queries.view import View
from visualisations import web
from visualisations.renderers import formats, renderer
from visualisations.web import forms
from visualisations.web.addresses import Addresses

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved map as pages show it."""

    id: str
    version: int
    name: str
    question: str
    """Its title."""
    state: str
    scope: str
    frozen: bool
    warnings: Sequence[str]
    address: str
    """Of its own page."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The form that saves a map, as it was filled in."""

    name: str
    freeze: bool = True
    scope: str = Scope.INTERNAL.value
    preset: str = ""
    again: bool = False
    form: str = ""
    colour: str = ""
    taken: bool = False
    """Whether the name is taken, so that replacing is offered."""


def address(to: Addresses, id_: str, below: str = "") -> str:
    """Where a saved map is shown: its page, or what is `below` it (`/changes`, `.svg`)."""
    return to.place(f"/maps/{quote(id_, safe='')}{below}")


def list_page(frame: web.Frame, maps: Sequence[Shown], unread: Sequence[str]) -> bytes:
    """Every saved map that the reader sees; `unread` says why others cannot be read."""
    return _page("maps.html.jinja", frame, say(m("web-maps-title"), frame.lang), maps=maps, unread=unread)


def map_page(frame: web.Frame, shown: Shown, asked: Sequence[tuple[str, str]], answer: str, deletes: bool) -> bytes:
    """One map: what it is, its files, what changed since. `answer` is where its question is answered today."""
    to, lang = frame.to, frame.lang
    files = [
        (format_.upper(), address(to, shown.id, f".{format_}"), _holds(format_, lang))
        for format_ in sorted(formats(), key=lambda each: renderer(each).place)
    ]
    return _page(
        "map.html.jinja",
        frame,
        shown.name,
        map=shown,
        asked=asked,
        answer_address=answer,
        files=files,
        changes=address(to, shown.id, "/changes") if shown.frozen else "",
        delete=address(to, shown.id, "/delete") if deletes else "",
    )


def _holds(format_: str, lang: Lang) -> str:
    """What a file of a format is to people."""
    code = f"file-picture-{format_}"
    return say(m(code, parts=""), lang) if code in codes(lang) else ""


def changes_page(
    frame: web.Frame, shown: Shown, told: Sequence[Text], heads: Sequence[Text], rows: Sequence[Sequence[Text]]
) -> bytes:
    """What changed since a map was frozen, in sentences and as a table."""
    lang = frame.lang
    title = say(m("changes-title", name=shown.name), lang)
    return _page(
        "map_changes.html.jinja",
        frame,
        title,
        heading=title,
        map=shown,
        told=said(told, lang),
        heads=said(heads, lang),
        rows=[[(say(cell, lang), cell.value if isinstance(cell, Share) else None) for cell in row] for row in rows],
    )


def save_page(
    frame: web.Frame,
    question: Question[Any, Any],
    values: Values,
    filled: Filled,
    asked: Sequence[tuple[str, str]],
    presets: Sequence[str],
    problem: Problem | None,
) -> bytes:
    """The form that saves the map of an answer."""
    lang = frame.lang
    return _page(
        "map_save.html.jinja",
        frame,
        say(m("web-maps-save"), lang),
        question_title=say(question.title, lang),
        of=question.name,
        values=[(name, text) for name, texts in values.items() for text in texts],
        filled=filled,
        asked=asked,
        scopes=[(scope.value, say(m(f"saved-for-{scope.value}"), lang)) for scope in Scope],
        presets=[(each, say(m(f"preset-{each}"), lang)) for each in presets],
        problem=problem,
        back=frame.to.ask(question.name, values),
    )


def delete_page(frame: web.Frame, shown: Shown) -> bytes:
    """Whether a map shall be deleted."""
    return _page("map_delete.html.jinja", frame, say(m("web-maps-delete"), frame.lang), map=shown)


def in_words(view: View, question: Question[Any, Any], values: Values, names: Any, lang: Lang) -> list[tuple[str, str]]:
    """What a question is asked with, each value with what the form calls it."""
    return [
        (say(parameter.label, lang), forms.value_text(parameter, text, names, view.vocabulary, lang))
        for parameter in question.parameters
        for text in values.get(parameter.name, ())
    ]


def said(texts: Sequence[Text], lang: Lang) -> list[str]:
    """Texts in words."""
    return [say(text, lang) for text in texts]


def _page(template: str, frame: web.Frame, title: str, **more: Any) -> bytes:
    return web.page(template, frame, title, **more)
