"""The page: answers as HTML at addresses of their own, each with its form; home; the list of questions.

A page knows no question by name. Its form is drawn from the question's parameters, its answer from the blocks that the
question tells it with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from graph_service.api.answer_files import MOST_ROWS
from graph_service.api.answering import in_turn
from graph_service.api.contract import Table
from graph_service.api.done import DONE, done
from graph_service.api.language import language
from graph_service.api.questions import EVERYWHERE, held_tags, kept_by, only_known, scope_of
from graph_service.api.routes import graph_of, router
from graph_service.errors import Ambiguous, Forbidden, MaillageError, NotFound
from graph_service.graph import Graph
from graph_service.graph.configuring import default_as_of, examples, is_fictional
from graph_service.graph.sentences.told import led_here
from graph_service.graph.session import Asked, today
from graph_service.graph.valued import names_of, texts_set
from graph_service.graph.writing import faces_of
from graph_service.messages import LANGS, Day, Lang, Ref, m, say
from graph_service.model import RecordType, Scope
from graph_service.queries.declare import Question
from graph_service.queries.view import View
from graph_service.stores.lineage import replica_of
from visualisations import web
from visualisations.web import forms, typed
from visualisations.web.addresses import TYPED, Addresses
from visualisations.web.tables import table_page
from visualisations.web.taking import taken
from visualisations.words.html import Written, html, sources

_FORMER = {
    "actor": ("actor", ("id",)),
    "project": ("project", ("id",)),
    "path": ("paths", ("from", "to")),
    "gaps": ("gaps", ()),
}
"""Addresses of the page before each answer had its own (`/?v=actor&id=…`): what `v` was, and what had to be there."""


def add(table: Table) -> None:
    """Put the routes of the page into the table."""
    route = router(table)

    @route("GET", "/", Scope.PUBLIC)
    async def home(request: Request) -> Response:
        """Questions to begin with, how much there is, and the whole network where it can be read as one picture."""
        if former := _former(request):
            return RedirectResponse(former, 301)
        return await in_turn(request, lambda: _home(request))

    @route("GET", "/questions", Scope.PUBLIC)
    async def questions(request: Request) -> Response:
        """Every question that the reader may ask, by what people ask it for."""
        return await in_turn(request, lambda: _questions(request))

    @route("GET", "/sources", Scope.PUBLIC)
    def sources(request: Request) -> Response:
        """The short address of the question who says what."""
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/q/sources{query}", 307)

    @route("GET", "/q/{name}", Scope.PUBLIC)
    async def question(request: Request, name: str) -> Response:
        """A question with its answer; without what it needs, its form."""
        return await in_turn(request, lambda: _question(request, _found(request, name)))

    @route("GET", "/q/{name}/table", Scope.PUBLIC)
    async def table_of(request: Request, name: str) -> Response:
        """The answer of a question as a table."""
        return await in_turn(request, lambda: _table(request, _found(request, name)))

    @route("GET", "/part/{name}", Scope.PUBLIC)
    async def part(request: Request, name: str) -> Response:
        """The answer of a question alone, to be put into a page."""
        return await in_turn(request, lambda: _part(request, _found(request, name)))

    @route("GET", "/import", Scope.PUBLIC)
    def bring(request: Request) -> Response:
        """Bring a file in."""
        reader = Reader.of(request)
        return page_response(request, web.import_page(reader.frame(request, "import")))


@dataclass(frozen=True)
class Reader:
    """Who reads a page: in which language and scope, and where things stand for it."""

    graph: Graph
    lang: Lang
    scope: Scope
    own: Scope
    to: Addresses

    @classmethod
    def of(cls, request: Request) -> Reader:
        graph, lang = graph_of(request), language(request)
        asked = request.query_params.get("scope") or None
        scope = scope_of(request, asked)
        own = scope_of(request, None)
        return cls(graph, lang, scope, own, Addresses(graph.registry, lang, asked if scope is not own else None))

    @property
    def writes(self) -> bool:
        """Whether the reader may write here: the team, with its own eyes, in a store that is no replica."""
        return self.own is Scope.INTERNAL and self.scope is self.own and not replica_of(self.graph.store)

    def frame(self, request: Request, kind: str, **more: Any) -> web.Frame:
        """What stands around every page."""
        query = request.query_params.multi_items()
        with self.graph.view(self.scope) as view:
            fictional = is_fictional(view.reader)
        team, about = self.own is Scope.INTERNAL, more.pop("about", None)
        writes = team and self.scope is self.own
        batch = request.query_params.get(DONE, "") if writes else ""
        return web.Frame(
            self.lang,
            self.to,
            kind,
            langs=[(other, self.to.here(request.url.path, query, lang=other)) for other in LANGS],
            own=self.to.here(request.url.path, [pair for pair in query if pair[0] != "scope"]),
            reads=self.scope,
            lowered=self.scope is not self.own,
            team=team,
            fictional=fictional,
            correct=self.to.place(f"/correct/{about[0]}/{quote(about[1], safe='')}") if about and writes else None,
            done=done(self.graph, batch, self.lang, about) if batch else None,
            **more,
        )


def _found(request: Request, name: str) -> Question[Any, Any]:
    question = graph_of(request).registry.get(name)
    if question is None:
        raise NotFound("no-page", path=request.url.path[:200])
    return question


def _given(request: Request, question: Question[Any, Any]) -> dict[str, list[str]]:
    """The values that an address gives a question's parameters. A form sends those that are empty too."""
    only_known(request, [*(parameter.name for parameter in question.parameters), *EVERYWHERE, DONE, TYPED])
    given: dict[str, list[str]] = {}
    for parameter in question.parameters:
        texts = [text for text in request.query_params.getlist(parameter.name) if text.strip()]
        if texts:
            given[parameter.name] = texts if parameter.many else texts[-1:]
    return given


def _values(question: Question[Any, Any], given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    asked = _asked(question, given)
    usual = {"limit": question.limit} if question.limit is not None else {}
    return {**usual, **question.page, **asked}


def _asked(question: Question[Any, Any], given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {p.name: list(given[p.name]) if p.many else given[p.name][0] for p in question.parameters if p.name in given}


def _question(request: Request, question: Question[Any, Any]) -> Response:
    reader = Reader.of(request)
    given, problem, status = _given(request, question), None, 200
    candidates: Sequence[web.Candidate] = ()
    asked: Asked | None = None
    if all(parameter.name in given for parameter in question.parameters if parameter.required):
        try:
            asked = reader.graph.asked(question, _values(question, given), scope=reader.scope)
        except MaillageError as error:
            problem, status = error.problem(reader.lang), error.status
            candidates = _candidates(request, reader, question, error)
    elif not reader.scope.sees(question.reads):
        raise Forbidden("scope-needed", scope=question.reads.value)
    with reader.graph.view(reader.scope) as view:
        texts = texts_set(question, given, asked.query if asked else None)
        names = names_of(view, question, texts)
        made = forms.controls(question, texts, names, view.vocabulary, reader.lang)
        written = html(asked.told(), reader.lang, reader.to, view.vocabulary) if asked else None
    query = [(name, text) for name, values in texts.items() for text in values]
    chips = forms.chips(
        question, [*made[0], *made[1]], query, lambda rest: reader.to.ask(question.name, _grouped(rest))
    )
    page = web.question_page(
        reader.frame(
            request,
            f"q {question.name}",
            picture=_picture(reader, question, texts, written),
            about=_about(question, asked),
        ),
        question,
        written,
        sources(asked.answer, reader.lang) if asked else "",
        controls=made,
        chips=list(chips),
        problem=problem,
        candidates=candidates,
        taken=taken(question, texts, reader.to, reader.lang, reader.scope) if asked else None,
        keep=_keep(reader, question, texts) if asked else None,
        typed=_typed(request, reader, question, texts),
    )
    return page_response(request, page, status)


def _typed(
    request: Request, reader: Reader, question: Question[Any, Any], texts: Mapping[str, Sequence[str]]
) -> typed.Typed | None:
    """How the sentence was understood that led here; None where none did."""
    text = request.query_params.get(TYPED, "").strip()
    if not text:
        return None
    with reader.graph.view(reader.scope) as view:
        on = default_as_of(view.reader) or today()
        found = led_here(view, reader.graph.registry, text, on, question, texts)
        names = names_of(view, question, texts)
        if found is None:
            return None
        said, others = found
        read = [typed.Read(chip.parameter, chip.value, chip.text, chip.others) for chip in said.chips]
        asked = [(each.question, each.values, each.sentence(reader.lang)) for each in others if not each.missing]
        return typed.strip(text, question, read, said.unread, asked, texts, names, view.vocabulary, reader.to)


def _keep(reader: Reader, question: Question[Any, Any], texts: Mapping[str, Sequence[str]]) -> str | None:
    """Where the map of an answer is saved, for who may."""
    if question.draw is None or not reader.writes:
        return None
    return reader.to.place("/maps/save") + "&" + urlencode([("of", question.name), *_pairs(texts)])


def _pairs(texts: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, values in texts.items() for text in values]


def _picture(
    reader: Reader, question: Question[Any, Any], texts: Mapping[str, Sequence[str]], written: Written | None
) -> tuple[str, str] | None:
    """The address and the title of the picture beside an answer: its own, or that of the line that is open."""
    if written is None or written.picture is None:
        return None
    of, title = written.picture
    return reader.to.picture(of.question if of else question.name, of.values if of else texts), title


def _about(question: Question[Any, Any], asked: Asked | None) -> tuple[str, str] | None:
    """The record (type, id) whose card was given."""
    if asked is None or question.card_of is None:
        return None
    return str(question.card_of), str(getattr(asked.query, question.arguments[0].field))


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, text in pairs:
        found.setdefault(name, []).append(text)
    return found


def _candidates(
    request: Request, reader: Reader, question: Question[Any, Any], error: MaillageError
) -> Sequence[web.Candidate]:
    """Where the same question leads with each of those that a name may mean, where it names several or none."""
    if not isinstance(error, Ambiguous | NotFound):
        return ()
    meant = next(
        (p for p in question.parameters if p.refers and error.text in request.query_params.getlist(p.name)), None
    )
    if meant is None:
        return ()
    found = []
    for id_, name in error.candidates:
        pairs = [(n, id_ if (n, t) == (meant.name, error.text) else t) for n, t in request.query_params.multi_items()]
        found.append(web.Candidate(name, id_, f"{request.url.path}?{urlencode(pairs)}"))
    return found


def _table(request: Request, question: Question[Any, Any]) -> Response:
    if question.rows is None:
        raise NotFound("no-page", path=request.url.path[:200])
    reader = Reader.of(request)
    given = _asked(question, _given(request, question))
    with faces_of(reader.graph, question, given, reader.lang, scope=reader.scope, places=True, most=MOST_ROWS) as found:
        page = table_page(
            reader.frame(request, "table"),
            found,
            taken(question, given, reader.to, reader.lang, reader.scope),
            reader.to.ask(question.name, given),
            sources(found.answer, reader.lang),
        )
    return page_response(request, page)


def _part(request: Request, question: Question[Any, Any]) -> Response:
    reader = Reader.of(request)
    asked = reader.graph.asked(question, _values(question, _given(request, question)), scope=reader.scope)
    with reader.graph.view(reader.scope) as view:
        written = html(asked.told(), reader.lang, reader.to, view.vocabulary, inside=True)
    return page_response(request, str(written.body).encode())


def _home(request: Request) -> Response:
    only_known(request, [*EVERYWHERE, DONE])
    reader = Reader.of(request)
    with reader.graph.view(reader.scope) as view:
        counts = {
            "actors": view.reader.size(RecordType.ACTOR),
            "projects-figure": view.reader.size(RecordType.PROJECT),
        }
        day = default_as_of(view.reader) or today()
        # Very many actors are drawn in groups; of a graph that is not held whole nobody draws everything.
        whole = counts["actors"] > 0 and view.excerpt is None
        replica = replica_of(reader.graph.store)
        page = web.home_page(
            reader.frame(
                request,
                "home",
                picture=(reader.to.picture("ties", {}), say(m("web-map-frame"), reader.lang)) if whole else None,
            ),
            reader.graph.registry,
            starts=list(_starts(reader, view)) if counts["actors"] else (),
            counts=counts,
            as_of=m("words-as-of", day=Day(day.isoformat()), revision=str(view.revision)),
            replica=replica.scope if replica else None,
        )
    return page_response(request, page)


def _starts(reader: Reader, view: View) -> Iterator[web.Start]:
    """Questions to begin with: those that the store proposes, else what the questions themselves make of its data."""
    registry = reader.graph.registry
    proposed = []
    for example in examples(view.reader):
        names = [name for name in example if f"{name}_name" in example]
        proposed.append((example["question"], {name: (example[name], example[f"{name}_name"]) for name in names}))
    for name, values in proposed:
        question = registry.get(name)
        if question and reader.scope.sees(question.reads):
            said = {n: title for n, (_, title) in values.items()}
            yield web.Start(m(f"{name}-start", **said), name, {n: id_ for n, (id_, _) in values.items()})
    for question in registry if not proposed else ():
        if question.begins and reader.scope.sees(question.reads) and (begun := question.begins(view)):
            ids = {n: value.id if isinstance(value, Ref) else value for n, value in begun.items()}
            yield web.Start(m(f"{question.name}-start", **begun), question.name, ids)


def _questions(request: Request) -> Response:
    only_known(request, EVERYWHERE)
    reader = Reader.of(request)
    return page_response(request, web.questions_page(reader.frame(request, "questions"), reader.graph.registry))


def _former(request: Request) -> str | None:
    """Where an address of before leads now."""
    asked = dict(request.query_params)
    kind = asked.pop("v", None)
    if kind == "import":
        return f"/import?{urlencode(asked)}"
    if kind is None or kind not in _FORMER:
        return f"/?{urlencode(asked)}" if kind is not None else None
    name, needed = _FORMER[kind]
    pairs = [(n, t) for n, t in request.query_params.multi_items() if n != "v"]
    return f"/q/{name}?{urlencode(pairs)}" if all(n in asked for n in needed) else f"/?{urlencode(asked)}"


def page_response(request: Request, page: bytes, status: int = 200) -> Response:
    etag = f'"{hashlib.blake2b(page, digest_size=12).hexdigest()}"'
    headers = kept_by(etag) | {"Content-Security-Policy": web.POLICY}
    if status == 200 and held_tags(request, "if-none-match") & {etag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(page, status, headers, media_type="text/html; charset=utf-8")
