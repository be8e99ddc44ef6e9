"""Maps over HTTP. A map takes every filter of the question `paths`, from whose declaration its route is drawn."""

from __future__ import annotations

import inspect
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response

from graph_service.api.answering import in_turn
from graph_service.api.contract import Contract, Table
from graph_service.api.figures import figure_parameters, remarked
from graph_service.api.language import language
from graph_service.api.map_documents import Map
from graph_service.api.questions import scope_of, signature
from graph_service.api.routes import graph_of, router
from graph_service.errors import UsageError
from graph_service.graph.mapping import PATHS
from graph_service.messages import m, say
from graph_service.model import Scope
from graph_service.queries.asked.paths import paths
from visualisations.presets import OPTIONS, Figure, figure
from visualisations.renderers import formats, renderer
from visualisations.web.addresses import Addresses

_DEPTH = {"minimum": 1, "maximum": 2}
_TWO = {"minItems": 2, "maxItems": 2}
_PATH = "Twice: the paths from the first actor to the second."


def add(table: Table, prefix: str) -> None:
    """Put the routes into the table, one for each format."""
    for format_ in formats():
        _add(table, prefix, format_)


def _add(table: Table, prefix: str, format_: str) -> None:
    asked = [parameter for parameter in paths.parameters if parameter.place is None]
    made = renderer(format_)

    async def map_(
        request: Request,
        focus: Annotated[str | None, Query(description=say(m("option-focus"), "en"))] = None,
        depth: Annotated[int, Query(description=say(m("option-depth"), "en"), json_schema_extra=_DEPTH)] = 1,
        path: Annotated[list[str] | None, Query(description=_PATH, json_schema_extra=_TWO)] = None,
        project: Annotated[str | None, Query(description=say(m("option-project"), "en"))] = None,
        scope: Annotated[str | None, Query()] = None,
        **values: Any,
    ) -> Response:
        """A map around an actor (`focus`), of the paths between two (`path` twice), of a project and who is in it
        (`project`), or of the whole network."""
        if path is not None and len(path) != 2:
            raise UsageError("map-path-two")
        subject = {"focus": focus, "depth": depth, "path": (path[0], path[1]) if path else None, "project": project}
        chosen = figure({name: values.pop(name, None) for name in OPTIONS}, format_, {format_: made.options})
        given = {name: value for name, value in values.items() if value is not None and value != []}
        return await in_turn(request, lambda: drawn(request, scope, chosen, **subject, values=given))

    def drawn(request: Request, scope: str | None, chosen: Figure, **asked: Any) -> Response:
        graph = graph_of(request)
        cards = Addresses(graph.registry, language(request), scope).cards
        view = graph.map(**asked, cards=cards, scope=scope_of(request, scope), figure=chosen)
        # The page brings its own policy; one from here would forbid its inline parts.
        data = made.draw(view, language(request), chosen)
        headers = {"Content-Security-Policy": "frame-ancestors 'self'"} | remarked(made.remark(data))
        return Response(data, media_type=made.media_type, headers=headers)

    own = [p for p in inspect.signature(map_, eval_str=True).parameters.values() if p.kind is not p.VAR_KEYWORD]
    drawn_from = [signature(parameter, paths) for parameter in asked]
    chosen_of = [_chosen(name) for name in made.options]
    map_.__signature__ = inspect.Signature([*own, *chosen_of, *drawn_from])  # type: ignore[attr-defined]
    sent = Contract(
        "maps",
        Map if format_ == "json" else None,
        files={} if format_ == "json" else {made.media_type.partition(";")[0]: "The map."},
        asks=paths,
        defaults={"k": PATHS},
        problems=(404, 409),
    )
    router(table)("GET", f"{prefix}/map.{format_}", Scope.PUBLIC, sent, f"map_{format_}")(map_)


def _chosen(name: str) -> inspect.Parameter:
    """What can be chosen of a picture, as FastAPI reads it: as text, and checked with the rest (`figure`)."""
    (described,) = figure_parameters([name])
    extra = {key: value for key, value in described["schema"].items() if key != "type"}
    hint = Annotated[str | None, Query(description=described["description"], json_schema_extra=extra)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=hint, default=None)
