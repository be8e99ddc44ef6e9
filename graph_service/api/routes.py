"""Routes that are no questions: health, status, edits, and the page. Each declares its scope."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Body, FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response

from graph_service.api.language import language
from graph_service.api.questions import scope_of
from graph_service.errors import Forbidden, NotFound
from graph_service.graph import Graph, configuring
from graph_service.graph.editing import Operation
from graph_service.graph.retrying import asked_again
from graph_service.model import RecordType, Scope
from graph_service.stores.moved import replica_of
from visualisations import reference, web

_MOST_OPERATIONS = 1000


def router(app: FastAPI) -> Callable[..., Callable[[Any], Any]]:
    """How a route is declared: method, path, and the scope that it needs, which OpenAPI tells."""

    def route(method: str, path: str, scope: Scope, **more: Any) -> Callable[[Any], Any]:
        added = app.api_route(path, methods=[method], openapi_extra={"x-scope": scope.value}, **more)
        # What only reads may be asked again where the store is replaced meanwhile.
        return (lambda handler: added(asked_again(handler))) if method == "GET" else added

    return route


def add(app: FastAPI, prefix: str) -> None:
    """Put the routes on the application."""

    route = router(app)

    @route("GET", "/healthz", Scope.PUBLIC)
    def healthz() -> dict[str, str]:
        """Whether the service itself answers; whether its store does, questions tell (503)."""
        return {"status": "ok"}

    @route("GET", f"{prefix}/status", Scope.PUBLIC)
    def status(request: Request, scope: Annotated[str | None, Query()] = None) -> dict[str, Any]:
        """How much the store holds for the reader, whether its relations are invented, and questions to begin with."""
        graph = graph_of(app)
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

    @route("POST", f"{prefix}/edits", Scope.INTERNAL, status_code=201)
    def edits(request: Request, operations: Annotated[list[Operation], Body(max_length=_MOST_OPERATIONS)]) -> Response:
        """Say staff's words. The list is one batch: all of it or nothing, and one undo."""
        needs(request, Scope.INTERNAL)
        report = graph_of(app).edit([operation.model_dump(exclude_none=True) for operation in operations], who="http")
        return JSONResponse(report.as_json(), 201)

    @route("GET", "/", Scope.PUBLIC, include_in_schema=False)
    def page(request: Request) -> Response:
        """The plain page: search an actor, see its card and map, ask for a path."""
        with graph_of(app).view(request.state.scope) as view:
            html = web.page(language(request), view.vocabulary)
        headers = {"Content-Security-Policy": web.POLICY}
        return Response(html, media_type="text/html; charset=utf-8", headers=headers)

    @route("GET", "/reference", Scope.PUBLIC, include_in_schema=False)
    def all_questions(request: Request) -> Response:
        """Every question, as its declaration tells it."""
        html = reference.page(graph_of(app).registry, language(request))
        return Response(html, media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": web.POLICY})

    @route("GET", "/web/{name}", Scope.PUBLIC, include_in_schema=False)
    def asset(request: Request, name: str) -> Response:
        """The page's own style and script."""
        if name not in web.ASSETS:
            raise NotFound("no-page", path=request.url.path[:200])
        return Response(web.asset(name), media_type=web.ASSETS[name], headers={"Cache-Control": "no-cache"})


def graph_of(app: FastAPI) -> Graph:
    """The graph that the application serves."""
    graph: Graph = app.state.graph
    return graph


def needs(request: Request, scope: Scope) -> None:
    """Refuse a caller whose access does not reach a scope."""
    mine: Scope = request.state.scope
    if not mine.sees(scope):
        raise Forbidden("scope-needed", scope=scope.value)
