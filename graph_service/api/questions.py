"""A route for each question, drawn from its declaration."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Path, Query, Request
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute

from graph_service.api.answering import in_turn
from graph_service.api.contract import Contract, Table
from graph_service.api.language import language
from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.graph.session import lowered
from graph_service.messages import LANGS, Items, m, say
from graph_service.model import Scope
from graph_service.queries.declare import Parameter, Question


def add_question(table: Table, question: Question[Any, Any], prefix: str) -> None:
    """`GET prefix + question.path`, with its parameters in OpenAPI and its answer's schema."""

    async def answer(request: Request) -> Response:
        asked = values_asked(request, question)
        return await in_turn(request, lambda: answered(request, asked))

    def answered(request: Request, asked: dict[str, Any]) -> Response:
        graph: Graph = request.app.state.graph
        if question.limit is not None:
            asked.setdefault("limit", question.limit)
        lang = language(request)
        found = graph.ask(question, asked, scope=scope_of(request, request.query_params.get("scope")))
        return tagged(request, found.model_dump(mode="json", by_alias=True, context={"lang": lang}), lang)

    table.router.get(
        prefix + question.path,
        name=question.name,
        summary=say(question.title, "en"),
        description=inspect.getdoc(question.run) or "",
        response_class=JSONResponse,
        openapi_extra={"x-scope": question.reads.value},
    )(answer)
    table.contracts[question.name] = Contract(
        "questions", question.answer, tagged=True, asks=question, problems=problems_of(question)
    )


def problems_of(question: Question[Any, Any]) -> tuple[int, ...]:
    """Statuses of errors that a question may be answered with: what is asked for is not there, names that fit several,
    stale cursors."""
    names = "{" in question.path or any(parameter.refers for parameter in question.parameters)
    pages = any(parameter.name == "after" for parameter in question.parameters)
    return (404, *((409,) if names or pages else ()))


def scope_of(request: Request, asked: str | None) -> Scope:
    """The scope of the request: its token's, or a lower one that it asks for."""
    return lowered(request.state.scope, asked)


def values_asked(request: Request, question: Question[Any, Any], also: Sequence[str] = ()) -> dict[str, Any]:
    """The values that a request gives a question's parameters, as text: the facade resolves names and words before
    types are checked, in the caller's language. Of a parameter that is one value the last counts. `also` are further
    parameters that the route takes."""
    path, query = request.path_params, request.query_params
    given: dict[str, Any] = {name: path[name] for name in question.in_path}
    asked_in_query = [parameter for parameter in question.parameters if parameter.name not in given]
    only_known(request, [*(parameter.name for parameter in asked_in_query), *also, *EVERYWHERE])
    for parameter in asked_in_query:
        if parameter.name in query:
            given[parameter.name] = query.getlist(parameter.name) if parameter.many else query[parameter.name]
    return given


EVERYWHERE = ("scope", "lang")
"""Parameters that every question takes over HTTP."""


async def known_only(request: Request) -> None:
    """Refuse a query parameter that a route does not have: a misspelt filter would be answered without it."""
    route = request.scope.get("route")
    if isinstance(route, APIRoute) and route.include_in_schema:
        only_known(request, [*dict.fromkeys([*(field.alias for field in route.dependant.query_params), "lang"])])


def only_known(request: Request, known: Sequence[str]) -> None:
    """Raise UsageError for a query parameter that is not among the known ones, and for a language that is not."""
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise UsageError("unknown-parameter", parameter=unknown[0][:80], known=Items(known))
    if (lang := request.query_params.get("lang", LANGS[0])) not in LANGS:
        raise UsageError(
            "bad-parameter", parameter="lang", reason=m("reason-pattern", value=lang[:80], pattern=", ".join(LANGS))
        )


def tagged(request: Request, document: Any, lang: str) -> Response:
    """JSON with an ETag of what was answered; 304 where the caller has it already."""
    body = _body(document)
    etag = tag_of_bytes(body, lang)
    headers = kept_by(etag)
    if held_tags(request, "if-none-match") & {etag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def tag_of(document: Any, lang: str) -> str:
    """The ETag of an answer in a language."""
    return tag_of_bytes(_body(document), lang)


def tag_of_bytes(body: bytes, lang: str) -> str:
    """The ETag of what is sent in a language."""
    return f'"{hashlib.blake2b(body + lang.encode(), digest_size=12).hexdigest()}"'


def kept_by(etag: str) -> dict[str, str]:
    """The headers of what a caller may keep for itself, as long as it asks each time whether it still holds."""
    return {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie, Authorization"}


def held_tags(request: Request, header: str) -> set[str]:
    """The tags that a caller sends: a proxy may weaken one, a client may send several."""
    sent = (tag.strip().removeprefix("W/") for tag in request.headers.get(header, "").split(","))
    return {tag for tag in sent if tag}


def _body(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def signature(parameter: Parameter, question: Question[Any, Any]) -> inspect.Parameter:
    """A parameter of a question as FastAPI reads it from a request. What it means: `graph_service.api.openapi`."""
    in_path = f"{{{parameter.name}}}" in question.path
    # Values go on as text: the facade resolves names and words before types are checked, in the caller's language.
    kind: Any = list[str] if parameter.many else str
    hint: Any
    if in_path:
        hint = Annotated[str, Path()]
    else:
        hint = Annotated[kind if parameter.required else kind | None, Query(alias=parameter.name)]
    default = inspect.Parameter.empty if parameter.required or in_path else None
    name = parameter.name if in_path else parameter.field
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=hint, default=default)
