"""Whole sentences over HTTP: what one asks, where it leads on the page, and completion while it is typed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response

from graph_service.api.answering import in_turn
from graph_service.api.asking_documents import UnderstoodSentence
from graph_service.api.contract import Contract, Table
from graph_service.api.language import language
from graph_service.api.pages import Reader, page_response
from graph_service.api.questions import EVERYWHERE, only_known, scope_of, tagged
from graph_service.api.routes import graph_of, router
from graph_service.graph.configuring import default_as_of
from graph_service.graph.sentences.completing import Completion, completions
from graph_service.graph.sentences.told import Told, ToldReading, as_json, understood
from graph_service.graph.sentences.understanding import LONGEST
from graph_service.graph.session import today
from graph_service.graph.suggesting import Suggestion, suggestions
from graph_service.messages import Ref, say
from graph_service.model import Scope
from visualisations import web
from visualisations.words.html import signs

_NEAR = 5
"""Records with near names where no question was understood."""


def add(table: Table, prefix: str) -> None:
    """Put the routes into the table."""
    route = router(table)
    read = Contract("sentences", UnderstoodSentence, tagged=True)

    @route("GET", f"{prefix}/ask", Scope.PUBLIC, read, "understand_sentence")
    async def understand(
        request: Request,
        text: Annotated[str, Query(description="A question as people type it.", max_length=LONGEST)],
    ) -> Response:
        """How a sentence is understood: one reading where it is sure, else those that are offered. Nothing is asked."""
        return await in_turn(request, lambda: _understood(request, text))

    @route("GET", "/ask", Scope.PUBLIC)
    async def ask(request: Request) -> Response:
        """Lead a text that somebody typed to what it asks, or to the ways in which it may be read."""
        return await in_turn(request, lambda: _ask(request))

    @route("GET", "/suggest", Scope.PUBLIC)
    async def suggest(request: Request) -> Response:
        """What a text that is being typed may mean, as options of a list."""
        return await in_turn(request, lambda: _suggest(request))


def _understood(request: Request, text: str) -> Response:
    lang = language(request)
    scope = scope_of(request, request.query_params.get("scope"))
    return tagged(request, as_json(graph_of(request).understand(text, scope=scope), lang), lang)


def _ask(request: Request) -> Response:
    only_known(request, ["text", *EVERYWHERE])
    reader = Reader.of(request)
    # One more than is read, so that a text that is too long is seen to be.
    text = request.query_params.get("text", "").strip()[: LONGEST + 1]
    if not text:
        return RedirectResponse(reader.to.home(), 303)
    with reader.graph.view(reader.scope) as view:
        on = default_as_of(view.reader) or today()
        found = understood(view, reader.graph.registry, text, on)
        near = suggestions(view, "bar", text)[:_NEAR] if not found.runs else []
    if found.runs:
        reading = found.readings[0]
        return RedirectResponse(reader.to.typed(reading.question.name, reading.values, text), 303)
    return page_response(request, _offering(reader, request, found, near))


def _offering(reader: Reader, request: Request, found: Told, near: list[Suggestion]) -> bytes:
    return web.ask_page(
        reader.frame(request, "asked"),
        found.text,
        [_offered(each, reader, found.text) for each in found.readings],
        [
            web.Candidate(say(each.text, reader.lang), each.value, address)
            for each in near
            if each.record and (address := reader.to.card(each.record))
        ],
        reader.to.ask("search", {"text": found.text}),
        close=any(not each.unread and not each.missing for each in found.readings),
    )


def _offered(reading: ToldReading, reader: Reader, text: str) -> web.Offered:
    return web.Offered(
        say(reading.question.title, reader.lang),
        [(say(chip.label, reader.lang), say(chip.text, reader.lang)) for chip in reading.chips],
        reading.unread,
        [say(each, reader.lang) for each in reading.missing],
        reader.to.typed(reading.question.name, reading.values, text),
    )


def _suggest(request: Request) -> Response:
    only_known(request, ["text", "of", *EVERYWHERE])
    reader = Reader.of(request)
    text, of = (request.query_params.get(name, "")[:LONGEST] for name in ("text", "of"))
    with reader.graph.view(reader.scope) as view:
        sign = signs(view.vocabulary)
        if of == "bar":
            on = default_as_of(view.reader) or today()
            found = [
                _completion(each, reader, sign)
                for each in completions(view, reader.graph.registry, text, reader.lang, on)
            ]
        else:
            found = [_option(each, reader, sign(each.record)) for each in suggestions(view, of, text)]
    return page_response(request, web.suggestion_list(found))


def _option(found: Suggestion, reader: Reader, sign: Any) -> dict[str, Any]:
    return {
        "value": found.value,
        "text": say(found.text, reader.lang),
        "detail": " · ".join(say(each, reader.lang) for each in found.detail),
        "address": None,
        "fills": "",
        "sign": sign,
    }


def _completion(found: Completion, reader: Reader, sign: Any) -> dict[str, Any]:
    """An option of the bar: it leads to an answer or a card, or it fills the bar with a longer text."""
    address = None
    if found.reading is not None:
        address = reader.to.typed(found.reading.question.name, found.reading.values, found.fills)
    elif found.record is not None:
        address = reader.to.card(found.record)
    return {
        "value": "",
        "text": say(found.text, reader.lang),
        "detail": " · ".join(say(each, reader.lang) for each in found.detail),
        "address": address,
        "fills": "" if address else found.fills,
        "sign": sign(found.record) if isinstance(found.record, Ref) else "",
    }
