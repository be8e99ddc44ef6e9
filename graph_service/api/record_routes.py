"""Records over HTTP: GET one with its version, PUT it back changed under `If-Match`, DELETE it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Body, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from graph_service.api.contract import Contract, Table
from graph_service.api.documents import RecordReport, fields_model, stored
from graph_service.api.questions import held_tags, scope_of, tag_of
from graph_service.api.routes import graph_of, needs, router
from graph_service.errors import NotFound, Outdated, Unconditional
from graph_service.graph import putting
from graph_service.graph.putting import PUTTABLE
from graph_service.messages import LANGS
from graph_service.model import Fact, RecordType, Scope
from graph_service.queries.declare import Registry
from graph_service.stores.reading import Reader

RecordId = Annotated[str, Path(description="Id of the record; one from before a merge leads to it, too.")]


def add(table: Table, registry: Registry, prefix: str) -> None:
    """Put the routes into the table: for each type PUT and DELETE, and GET where no question answers there."""
    route = router(table)
    asked = {question.path: question for question in registry}

    def record(type_: RecordType, path: str) -> None:
        kept = Contract("records", stored(type_), tagged=True, problems=(404,))
        written = Contract(
            "records",
            RecordReport,
            success={200: "What was changed.", 201: "The record was not there, and is made."},
            takes=fields_model(type_),
            conditional=True,
            problems=(404, 409, 412, 413, 422, 428),
        )
        gone = replace(written, takes=None, success={200: "What was taken away."})

        if path not in asked:

            @route("GET", prefix + path, Scope.PUBLIC, kept, f"read_{type_}")
            def read(request: Request, id: RecordId, scope: Annotated[str | None, Query()] = None) -> Response:
                """One record: its fields as PUT takes them, who may see it, who said it, and its version as ETag."""
                graph, reader = graph_of(request), scope_of(request, scope)
                with graph.view(reader) as view:
                    fact = putting.find(view.reader, type_, id)
                    if fact is None:
                        raise NotFound("not-found", text=id[:200], near="none")
                    document = {**_document(fact), "revision": view.revision, "scope": view.scope.value}
                if _tag(fact) in held_tags(request, "if-none-match"):
                    return Response(status_code=304, headers={"ETag": _tag(fact)})
                return JSONResponse(document, headers={"ETag": _tag(fact), "Cache-Control": "private, no-cache"})

        def allowed(request: Request, id: str) -> putting.Allowed:
            tags = held_tags(request, "if-match")

            def check(fact: Fact | None) -> None:
                if fact is None:
                    if tags:
                        raise Outdated("put-gone", id=id[:80])
                    return
                if held_tags(request, "if-none-match") & {"*", _tag(fact)}:
                    raise Outdated("put-exists", id=fact.id)
                if not tags:
                    raise Unconditional("put-unconditional", id=fact.id)
                if not tags & {"*", _tag(fact)} and not tags & answers(request, path, id):
                    raise Outdated("put-outdated", id=fact.id)

            return check

        def answers(request: Request, path: str, id: str) -> set[str]:
            """The tags under which the question at this address tells its answer now, in either language."""
            question = asked.get(path)
            if question is None:
                return set()
            values: dict[str, Any] = {"id": id} if question.limit is None else {"id": id, "limit": question.limit}
            found = graph_of(request).ask(question, values, scope=request.state.scope)
            return {
                tag_of(found.model_dump(mode="json", by_alias=True, context={"lang": lang}), lang) for lang in LANGS
            }

        @route("PUT", prefix + path, Scope.INTERNAL, written, f"put_{type_}")
        def put(request: Request, id: RecordId, body: Annotated[dict[str, Any], Body()]) -> Response:
            """Make a record hold these fields (null empties one, one that is not named stays) and be seen by
            `visibility`. Only what differs is said. `If-Match` holds the ETag that was read; none makes a new one."""
            needs(request, Scope.INTERNAL)
            graph = graph_of(request)
            done = putting.put(graph, type_, id, body, allowed(request, id), who="http")
            fact = putting.find(Reader(graph.store, Scope.INTERNAL), type_, done.id)
            headers = {"ETag": _tag(fact)} if fact else {}
            return JSONResponse({**done.edit.as_json(), "id": done.id}, 201 if done.created else 200, headers=headers)

        @route("DELETE", prefix + path, Scope.INTERNAL, gone, f"delete_{type_}")
        def delete(request: Request, id: RecordId) -> Response:
            """Deny a record: it is not there, whatever sources say, until it is affirmed or this is undone."""
            needs(request, Scope.INTERNAL)
            done = putting.delete(graph_of(request), type_, id, allowed(request, id), who="http")
            return JSONResponse({**done.as_json(), "id": id})

    for sheet, type_ in PUTTABLE.items():
        record(type_, f"/{sheet}/{{id}}")


def _document(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "type": fact.type.value,
        "fields": putting.shown(fact),
        "source": fact.source,
        "sources": list(fact.sources),
        "version": fact.hash,
    }


def _tag(fact: Fact) -> str:
    return f'"{fact.hash}"'
