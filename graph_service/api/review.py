"""Pairs of actors that may be one, over HTTP: the list, and a decision."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from graph_service.api.contract import Contract, Table
from graph_service.api.language import language
from graph_service.api.review_documents import Decision, ReviewDecided, ReviewPairs
from graph_service.api.routes import graph_of, needs, router
from graph_service.graph import reviewing
from graph_service.messages import worded
from graph_service.model import Scope

PairId = Annotated[str, Path(description="Id of the pair, as the list tells it.")]


def add(table: Table, prefix: str) -> None:
    """Put the routes into the table."""
    route = router(table)
    decided = Contract(
        "records", ReviewDecided, success={201: "What was decided."}, takes=Decision, problems=(404, 409, 422)
    )

    @route("GET", f"{prefix}/review", Scope.INTERNAL, Contract("records", ReviewPairs, problems=(422,)), "list_review")
    def pairs(
        request: Request,
        limit: Annotated[int, Query(ge=1, le=1000, description="How many pairs at most.")] = 50,
        offset: Annotated[int, Query(ge=0, le=1_000_000, description="How many pairs to pass over.")] = 0,
    ) -> dict[str, Any]:
        """Pairs of actors that may be one and that nobody has decided, best first."""
        needs(request, Scope.INTERNAL)
        graph = graph_of(request)
        found = reviewing.pairs(graph)
        document = {"pairs": reviewing.documents(graph, found[offset : offset + limit]), "total": len(found)}
        said: dict[str, Any] = worded(document, language(request))
        return said

    @route("POST", f"{prefix}/review/{{pair}}", Scope.INTERNAL, decided, "decide_review", status_code=201)
    def decide(request: Request, pair: PairId, decision: Annotated[Decision, Body()]) -> Response:
        """Say of a pair that it is one actor, that it is two, or decide later. One batch, and one undo."""
        needs(request, Scope.INTERNAL)
        done = reviewing.decide(graph_of(request), pair, decision.decision, decision.reason, who="http")
        return JSONResponse(done.as_json(), 201)
