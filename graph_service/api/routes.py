"""Routes beside the questions: health, status, edits, and the page. Each declares its scope."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Body, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from graph_service.api.contract import Contract, Table
from graph_service.api.documents import EditReport, Health, Status
from graph_service.api.language import language
from graph_service.api.questions import known_only, scope_of
from graph_service.errors import Forbidden, NotFound
from graph_service.graph import Graph, configuring
from graph_service.graph.editing import Operation
from graph_service.graph.retrying import asked_again
from graph_service.model import RecordType, Scope
from graph_service.stores.lineage import replica_of
from visualisations import reference, web

_MOST_OPERATIONS = 1000


Router = Callable[..., Callable[[Any], Any]]


def router(table: Table) -> Router:
    """How a route is declared: method, path, the scope that it needs, and for OpenAPI its contract and its name, which
    is the name of the method in a generated client."""

    def route(
        method: str, path: str, scope: Scope, contract: Contract | None = None, name: str | None = None, **more: Any
    ) -> Callable[[Any], Any]:
        if contract is None or name is None:
            more["include_in_schema"] = False
        else:
            table.contracts[name] = contract
        more["dependencies"] = [Depends(known_only)]
        added = table.router.api_route(
            path, methods=[method], name=name, openapi_extra={"x-scope": scope.value}, **more
        )
        # What only reads may be asked again where the store is replaced meanwhile.
        return (lambda handler: added(asked_again(handler))) if method == "GET" else added

    return route


def add(table: Table, prefix: str) -> None:
    """Put the routes into the table."""

    route = router(table)

    @route("GET", "/healthz", Scope.PUBLIC, Contract("service", Health, open=True), "health")
    def healthz() -> dict[str, str]:
        """Whether the service itself answers; whether its store does, questions tell (503)."""
        return {"status": "ok"}

    @route("GET", f"{prefix}/status", Scope.PUBLIC, Contract("service", Status), "status")
    def status(request: Request, scope: Annotated[str | None, Query()] = None) -> dict[str, Any]:
        """How much the store holds for the reader, whether its relations are invented, and questions to begin with."""
        graph = graph_of(request)
        with graph.view(scope_of(request, scope)) as view:
            day = configuring.default_as_of(view.reader)
            return {
                "actors": len(view.facts(RecordType.ACTOR)),
                "projects": len(view.facts(RecordType.PROJECT)),
                "ties_as_of": day.isoformat() if day else None,
                "fictional": configuring.is_fictional(view.reader),
                "replica": replica.scope.value if (replica := replica_of(graph.store)) else None,
                "examples": configuring.examples(view.reader),
                "revision": view.revision,
                "scope": view.scope.value,
            }

    operations_ = Annotated[list[Operation], Field(min_length=1, max_length=_MOST_OPERATIONS)]
    contract = Contract(
        "records",
        EditReport,
        success={201: "What the batch did."},
        takes=operations_,
        problems=(404, 409, 413, 422),
    )

    @route("POST", f"{prefix}/edits", Scope.INTERNAL, contract, "edit", status_code=201)
    def edits(request: Request, operations: Annotated[list[Operation], Body(max_length=_MOST_OPERATIONS)]) -> Response:
        """Say staff's words. The list is one batch: all of it or nothing, and one undo."""
        needs(request, Scope.INTERNAL)
        report = graph_of(request).edit(
            [operation.model_dump(exclude_none=True) for operation in operations], who="http"
        )
        return JSONResponse(report.as_json(), 201)

    @route("GET", "/reference", Scope.PUBLIC)
    def all_questions(request: Request) -> Response:
        """Every question, as its declaration tells it."""
        html = reference.page(graph_of(request).registry, language(request))
        return Response(html, media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": web.POLICY})

    @route("GET", "/web/{name}", Scope.PUBLIC)
    def asset(request: Request, name: str) -> Response:
        """The page's own style and script."""
        if name not in web.ASSETS:
            raise NotFound("no-page", path=request.url.path[:200])
        return Response(web.asset(name), media_type=web.ASSETS[name], headers={"Cache-Control": "no-cache"})


def graph_of(request: Request) -> Graph:
    """The graph that the application serves which was asked."""
    graph: Graph = request.app.state.graph
    return graph


def needs(request: Request, scope: Scope) -> None:
    """Raise Forbidden if the caller's scope is lower than the one needed."""
    mine: Scope = request.state.scope
    if not mine.sees(scope):
        raise Forbidden("scope-needed", scope=scope.value)
