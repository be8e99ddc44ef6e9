"""Builds the FastAPI application: its routes, its access checks, and its error handlers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from graph_service.api import (
    answering,
    asking_pages,
    editing_pages,
    error_responses,
    exports,
    imports,
    job_routes,
    mapping_pages,
    maps,
    meeting_pages,
    pages,
    record_routes,
    review,
    review_pages,
    routes,
    saved_map_pages,
    saved_maps,
    taking_pages,
)
from graph_service.api.access import Access, Guard
from graph_service.api.answer_files import add_files
from graph_service.api.contract import Table
from graph_service.api.jobs import Board
from graph_service.api.language import language
from graph_service.api.openapi import document
from graph_service.api.questions import add_question
from graph_service.api.uploads import Uploads
from graph_service.errors import Busy, MaillageError, NotFound, UsageError
from graph_service.graph import Graph
from graph_service.graph.asking import reason
from graph_service.messages import m
from graph_service.queries.declare import Registry
from visualisations.renderers import formats

API = "/api/v1"


def create_app(graph: Graph, access: Access, *, registry: Registry | None = None) -> FastAPI:
    """The service over one graph. `registry` holds the questions that become routes (the graph's own by default)."""
    app = FastAPI(
        title="Maillage",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.graph = graph
    app.state.jobs = Board(access)
    app.state.uploads = Uploads()
    answering.prepare(app)
    table = _table(registry or graph.registry, tuple(formats()))
    app.routes.extend(table.router.routes)
    app.openapi = lambda: document(app, table.contracts, access)  # type: ignore[method-assign]
    app.add_middleware(Guard, access=access)
    app.add_exception_handler(MaillageError, _problem_response)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(HTTPException, _unrouted)
    app.add_exception_handler(Exception, _failed)
    return app


@lru_cache(4)
def _table(registry: Registry, maps_as: tuple[str, ...]) -> Table:
    """The routes for these questions and formats of maps. They take longer to build than most answers to compute."""
    table = Table(APIRouter(generate_unique_id_function=lambda route: route.name))
    for question in registry:
        add_question(table, question, API)
        add_files(table, question, API)
    routes.add(table, API)
    pages.add(table)
    asking_pages.add(table, API)
    meeting_pages.add(table)
    editing_pages.add(table)
    taking_pages.add(table)
    review.add(table, API)
    review_pages.add(table)
    imports.add(table, API)
    job_routes.add(table, API)
    mapping_pages.add(table)
    record_routes.add(table, registry, API)
    maps.add(table, API)
    saved_maps.add(table, API)
    saved_map_pages.add(table)
    exports.add(table, API)
    return table


def problem(request: Request, error: MaillageError) -> Response:
    """Return an error in the caller's language: a page for a browser, application/problem+json for a program."""
    headers = {"Retry-After": "1"} if isinstance(error, Busy) else None
    return error_responses.answer(request, error.problem(language(request)), headers)


def _problem_response(request: Request, error: Exception) -> Response:
    assert isinstance(error, MaillageError)
    return problem(request, error)


def _misread(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first: Any = error.errors()[0]
    name = ".".join(str(part) for part in _place(first["loc"]))
    return problem(request, UsageError("bad-parameter", parameter=name, reason=reason(first)))


def _failed(request: Request, error: Exception) -> Response:
    """A fault of ours: told without its inside, which goes to the service's own log."""
    return problem(request, MaillageError("unexpected"))


def _place(loc: Sequence[Any]) -> Sequence[Any]:
    return loc[1:] if len(loc) > 1 else loc


def _unrouted(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return problem(request, NotFound("no-page", path=request.url.path[:200]))
    failure = UsageError("http", reason=m(f"http-{error.status_code}") if error.status_code == 405 else error.detail)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_methods(request))
    return error_responses.answer(request, failure.problem(language(request), error.status_code), headers)


def _methods(request: Request) -> list[str]:
    """The methods that an address answers to: of all routes there, where the framework tells those of the first."""
    there = (route for route in request.app.routes if isinstance(route, APIRoute))
    return sorted(
        {method for route in there if route.path_regex.match(request.url.path) for method in route.methods or ()}
    )
