"""The page on which the team decides of pairs of actors that may be one: a pair at a time, one key a decision."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from graph_service.api import done
from graph_service.api.contract import Table
from graph_service.api.editing_pages import WHO, Sent
from graph_service.api.pages import Reader
from graph_service.api.posted import html, needed, one, only, team
from graph_service.api.questions import EVERYWHERE, only_known
from graph_service.api.routes import router
from graph_service.api.taking_pages import beside
from graph_service.errors import MaillageError
from graph_service.graph import reviewing
from graph_service.graph.reviewing import DECISIONS, ReviewPair
from graph_service.messages import Items, m, say
from graph_service.model import Scope
from visualisations.web import editing


def add(table: Table) -> None:
    """Put the routes into the table."""
    route = router(table)

    @route("GET", "/review", Scope.INTERNAL)
    def review(request: Request) -> Response:
        """The pair that is asked for, or the best one, with what joining it would do."""
        only_known(request, ["pair", done.DONE, *EVERYWHERE])
        return _shown(request, team(request))

    @route("POST", "/review/{pair}", Scope.INTERNAL)
    def decide(request: Request, pair: str, form: Sent) -> Response:
        """Decide of a pair, and go on to the next."""
        reader = team(request)
        only(form, ["decision", "reason"])
        found = reviewing.decide(reader.graph, pair, needed(form, "decision"), one(form, "reason"), who=WHO)
        batch = found.as_json()["import_id"]
        more = f"&{urlencode({done.DONE: batch})}" if batch else ""
        return RedirectResponse(reader.to.place("/review") + more, 303)


def _shown(request: Request, reader: Reader) -> Response:
    found = reviewing.pairs(reader.graph)
    asked = request.query_params.get("pair")
    shown = reviewing.pair(reader.graph, asked) if asked else next(iter(found), None)
    more = _pair(reader, found, shown) if shown else {"pair": None}
    batch = request.query_params.get(done.DONE, "")
    told = done.done(reader.graph, batch, reader.lang, ("review", "")) if batch else None
    # The page tells what was done itself, with the key that undoes it.
    frame = replace(reader.frame(request, "review"), done=None)
    page = editing.page("review.html.jinja", frame, m("review-title"), left=len(found), undo=told, **more)
    return html(request, page)


def _pair(reader: Reader, found: list[ReviewPair], shown: ReviewPair) -> dict[str, object]:
    """The two actors beside each other with what they would be as one, the evidence, and what can be decided."""
    lang = reader.lang
    try:
        joined = beside(reader, shown.a, shown.b)
        refused = ""
    except MaillageError as error:
        # What is said otherwise of one of them meanwhile may keep the two from being joined.
        joined, refused = {"told": [], "table": None}, say(error.message, lang)
    (document,) = reviewing.documents(reader.graph, [shown])
    with reader.graph.view() as view:
        records = view.source_records({*shown.a.sources, *shown.b.sources})
    called = {each.id: " – ".join(part for part in (each.producer, each.title) if part) or each.id for each in records}
    said = []
    for side, fact in (("a", shown.a), ("b", shown.b)):
        sources = Items([called[id_] for id_ in fact.sources])
        n = document[side]["relations"]
        said.append(say(m("review-said-by", name=fact.name, n=n, sources=sources), lang))
    place = next((at for at, each in enumerate(found) if each.id == shown.id), 0)
    choices = [
        {"id": name, "text": say(m(f"review-{name}"), lang), "key": say(m(f"review-key-{name}"), lang)}
        for name in DECISIONS
        if not (refused and name == "same")
    ]
    return {
        "pair": shown,
        "evidence": [say(each, lang) for each in shown.evidence],
        "said": said,
        "table": joined["table"],
        "told": joined["told"],
        "refused": refused,
        "choices": choices,
        "action": reader.to.place(f"/review/{quote(shown.id, safe='')}"),
        "others": [
            (f"{reader.to.place('/review')}&{urlencode({'pair': each.id})}", f"{each.a.name} · {each.b.name}")
            for each in found[place + 1 : place + 11]
        ],
    }
