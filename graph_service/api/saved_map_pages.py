"""The pages of saved maps, and the form that saves the map of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from graph_service.api.answering import in_turn
from graph_service.api.contract import Table
from graph_service.api.pages import Reader, page_response
from graph_service.api.posted import Form, html, needed, one, only, posted, team
from graph_service.api.questions import EVERYWHERE, only_known
from graph_service.api.routes import router
from graph_service.api.saved_maps import drawn
from graph_service.errors import Conflict, MaillageError, NotFound, UsageError
from graph_service.graph.saved import maps, telling
from graph_service.graph.saved.maps import Listed
from graph_service.graph.valued import names_of, texts_set
from graph_service.messages import m, say
from graph_service.model import Scope
from graph_service.queries.blocks import Title
from graph_service.queries.declare import Question
from visualisations.presets import PRESETS
from visualisations.renderers import formats
from visualisations.web import maps as pages

Sent = Annotated[Form, Depends(posted)]
OF = "of"
"""The parameter of the form that names the question."""
FORM = "form"
"""The parameter that names the form which the map was looked at in."""
COLOUR = "colour"
"""The parameter that names what the colours of that map said."""
_OWN = ("map.name", "map.state", "map.scope", "map.preset", "map.replace", "map.form", "map.colour")


def add(table: Table) -> None:
    """Put the routes into the table."""
    route = router(table)

    @route("GET", "/maps", Scope.PUBLIC)
    def listed(request: Request) -> Response:
        """Every saved map that the reader sees."""
        only_known(request, EVERYWHERE)
        reader = Reader.of(request)
        found = reader.graph.saved_maps(scope=reader.scope)
        unread = pages.said(
            [each.message for each in reader.graph.unread_maps(scope=reader.scope).values()], reader.lang
        )
        page = pages.list_page(reader.frame(request, "maps"), [_shown(reader, each) for each in found], unread)
        return page_response(request, page)

    @route("GET", "/maps/save", Scope.INTERNAL)
    async def asked(request: Request) -> Response:
        """The form that saves the map of an answer."""
        return await in_turn(request, lambda: _form(request))

    @route("POST", "/maps/save", Scope.INTERNAL)
    async def saved(request: Request, form: Sent) -> Response:
        """Save the map of an answer."""
        return await in_turn(request, lambda: _saved(request, form))

    for format_ in formats():
        _add_file(table, format_)

    @route("GET", "/maps/{id_:undotted}", Scope.PUBLIC)
    def shown(request: Request, id_: str) -> Response:
        """One map, with its files."""
        only_known(request, EVERYWHERE)
        reader = Reader.of(request)
        return page_response(request, _map(request, reader, maps.find(reader.graph, id_, reader.scope)))

    @route("GET", "/maps/{id_}/changes", Scope.PUBLIC)
    async def changed(request: Request, id_: str) -> Response:
        """What changed since a map was frozen."""
        return await in_turn(request, lambda: _changes(request, id_))

    @route("GET", "/maps/{id_}/delete", Scope.INTERNAL)
    def ask_deletion(request: Request, id_: str) -> Response:
        """Whether a map shall be deleted."""
        only_known(request, EVERYWHERE)
        reader = team(request)
        found = _shown(reader, maps.find(reader.graph, id_))
        return html(request, pages.delete_page(reader.frame(request, "edit"), found))

    @route("POST", "/maps/{id_}/delete", Scope.INTERNAL)
    def delete(request: Request, id_: str, form: Sent) -> Response:
        """Delete a map."""
        only(form, ["version"])
        reader, version = team(request), needed(form, "version")
        reader.graph.delete_map(id_, version=int(version) if version.isdecimal() else 0)
        return RedirectResponse(reader.to.place("/maps"), 303)


def _add_file(table: Table, format_: str) -> None:
    @router(table)("GET", f"/maps/{{id_}}.{format_}", Scope.PUBLIC)
    async def file(request: Request, id_: str) -> Response:
        """A saved map in a format."""
        only_known(request, EVERYWHERE)
        reader = Reader.of(request)
        return await in_turn(request, lambda: drawn(request, id_, format_, reader.scope, reader.to.scope))


def _shown(reader: Reader, found: Listed) -> pages.Shown:
    it, lang = found.map, reader.lang
    question = reader.graph.registry.get(it.question)
    return pages.Shown(
        id=it.id,
        version=it.version,
        name=it.name,
        question=say(question.title, lang) if question else it.question,
        state=say(telling.state(it), lang),
        scope=say(m(f"about-scope-{it.scope}"), lang),
        frozen=it.frozen is not None,
        warnings=pages.said(tuple(telling.warnings(found)), lang),
        address=pages.address(reader.to, it.id),
    )


def _map(request: Request, reader: Reader, found: Listed) -> bytes:
    shown, it = _shown(reader, found), found.map
    question = reader.graph.question(it.question)
    with reader.graph.view(it.scope) as view:
        asked = pages.in_words(view, question, it.values, names_of(view, question, it.values), reader.lang)
    picture = (pages.address(reader.to, it.id, ".html"), it.name)
    frame = reader.frame(request, "q map", picture=picture)
    return pages.map_page(frame, shown, asked, reader.to.ask(question.name, it.values), reader.writes)


def _changes(request: Request, id_: str) -> Response:
    only_known(request, EVERYWHERE)
    reader = Reader.of(request)
    found = maps.find(reader.graph, id_, reader.scope)
    changed = maps.changed(reader.graph, found.map)
    page = pages.changes_page(
        reader.frame(request, "table"),
        _shown(reader, found),
        tuple(telling.changes_told(changed)),
        [m(each) for each in telling.HEADINGS],
        tuple(telling.rows(changed)),
    )
    return page_response(request, page)


def _question(request: Request, reader: Reader, name: str) -> Question[Any, Any]:
    question = reader.graph.registry.get(name)
    if question is None or question.draw is None:
        raise NotFound("no-page", path=request.url.path[:200])
    return question


def _form(request: Request) -> Response:
    reader = team(request)
    question = _question(request, reader, request.query_params.get(OF, ""))
    only_known(request, [OF, FORM, COLOUR, *(p.name for p in question.parameters), *EVERYWHERE])
    values = {p.name: request.query_params.getlist(p.name) for p in question.parameters}
    return _filled(
        request,
        reader,
        question,
        {n: [t for t in v if t.strip()] for n, v in values.items()},
        None,
        looks=pages.Filled("", form=request.query_params.get(FORM, ""), colour=request.query_params.get(COLOUR, "")),
    )


def _filled(
    request: Request,
    reader: Reader,
    question: Question[Any, Any],
    values: Mapping[str, Sequence[str]],
    filled: pages.Filled | None,
    error: MaillageError | None = None,
    looks: pages.Filled | None = None,
) -> Response:
    """The form, empty or as it was filled in. Its map is asked once: what cannot be shown is not offered."""
    given = {name: tuple(texts) for name, texts in values.items() if texts}
    many = {p.name for p in question.parameters if p.many}
    asked = {name: list(texts) if name in many else texts[-1] for name, texts in given.items()}
    found = reader.graph.asked(question, {**question.page, **asked})
    with reader.graph.view() as view:
        texts = texts_set(question, given, found.query)
        words = pages.in_words(view, question, texts, names_of(view, question, texts), reader.lang)
    title = next((block.text for block in found.told() if isinstance(block, Title)), question.title)
    name = " ".join(say(title, reader.lang).split())[: maps.LONGEST_NAME]
    page = pages.save_page(
        reader.frame(request, "edit"),
        question,
        texts,
        filled or replace(looks or pages.Filled(""), name=name),
        words,
        [each.id for each in PRESETS],
        error.problem(reader.lang) if error else None,
    )
    return html(request, page, error.status if error else 200)


def _saved(request: Request, form: Form) -> Response:
    reader = team(request)
    question = _question(request, reader, needed(form, OF))
    only(form, [OF, *_OWN, *(p.name for p in question.parameters)])
    values = {p.name: [text for text in form.get(p.name, ()) if text.strip()] for p in question.parameters}
    state = needed(form, "map.state")
    if state not in ("frozen", "live"):
        raise UsageError("bad-parameter", parameter="map.state", reason=m("reason-missing"))
    filled = pages.Filled(
        name=needed(form, "map.name"),
        freeze=state == "frozen",
        scope=needed(form, "map.scope"),
        preset=one(form, "map.preset"),
        again=one(form, "map.replace") == "true",
        form=one(form, "map.form"),
        colour=one(form, "map.colour"),
    )
    many = {p.name for p in question.parameters if p.many}
    try:
        made = reader.graph.save_map(
            filled.name,
            question.name,
            {name: texts if name in many else texts[-1] for name, texts in values.items() if texts},
            scope=filled.scope,
            freeze=filled.freeze,
            preset=filled.preset or None,
            form=filled.form or None,
            colour=filled.colour or None,
            again=filled.again,
        )
    except (UsageError, Conflict, NotFound) as error:
        taken = isinstance(error, Conflict)
        again = replace(filled, taken=taken)
        return _filled(request, reader, question, values, again, error)
    return RedirectResponse(pages.address(reader.to, made.id), 303)
