"""Maps over HTTP. What may be asked of one is drawn from the question of paths, so that no filter is missing here."""

from __future__ import annotations

import inspect
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.responses import Response

from graph_service.api.language import language
from graph_service.api.questions import scope_of, signature
from graph_service.api.routes import graph_of, router
from graph_service.errors import NotFound, UsageError
from graph_service.model import Scope
from graph_service.queries.paths import paths
from visualisations.renderers import formats, renderer


def add(app: FastAPI, prefix: str) -> None:
    """Put the route on the application."""
    asked = [parameter for parameter in paths.parameters if parameter.place is None]

    def map_(
        request: Request,
        format_: str,
        focus: Annotated[str | None, Query()] = None,
        depth: Annotated[int, Query()] = 1,
        path: Annotated[list[str] | None, Query()] = None,
        project: Annotated[str | None, Query()] = None,
        scope: Annotated[str | None, Query()] = None,
        **values: Any,
    ) -> Response:
        """A map around an actor (`focus`), of the paths between two (`path` twice), of a project and who is in it
        (`project`), or of the whole network."""
        if format_ not in formats():
            raise NotFound("no-page", path=request.url.path)
        if path is not None and len(path) != 2:
            raise UsageError("map-path-two")
        given = {name: value for name, value in values.items() if value}
        pair = (path[0], path[1]) if path else None
        view = graph_of(app).map(
            focus=focus,
            depth=depth,
            path=pair,
            project=project,
            cards=f"/?lang={language(request)}&",
            scope=scope_of(request, scope),
            values=given,
        )
        drawn = renderer(format_)
        # The page brings its own policy; one from here would forbid its inline parts.
        headers = {"Content-Security-Policy": "frame-ancestors 'self'"}
        return Response(drawn.render(view, language(request)), media_type=drawn.media_type, headers=headers)

    own = [p for p in inspect.signature(map_, eval_str=True).parameters.values() if p.kind is not p.VAR_KEYWORD]
    drawn_from = [signature(parameter, paths) for parameter in asked]
    map_.__signature__ = inspect.Signature([*own, *drawn_from])  # type: ignore[attr-defined]
    router(app)("GET", f"{prefix}/map.{{format_}}", Scope.PUBLIC)(map_)
