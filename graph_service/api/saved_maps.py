"""Saved maps over HTTP: listed, saved, drawn in every format, compared with today, deleted."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.convertors import StringConvertor, register_url_convertor

from graph_service.api.answering import in_turn
from graph_service.api.contract import Contract, Table
from graph_service.api.language import language
from graph_service.api.map_documents import Map
from graph_service.api.questions import held_tags, kept_by, scope_of, tag_of_bytes
from graph_service.api.routes import graph_of, needs, router
from graph_service.api.saved_map_documents import MapChanges, NewMap, SavedMap, SavedMapGone, SavedMaps
from graph_service.graph.saved import maps
from graph_service.graph.saved.slugs import slug
from graph_service.graph.saved.telling import as_json, changes_json
from graph_service.model import Scope
from visualisations.renderers import formats, renderer
from visualisations.web.addresses import Addresses


class _Undotted(StringConvertor):
    """A part of an address without a dot: what follows a dot is a format."""

    regex = "[^/.]+"


register_url_convertor("undotted", _Undotted())
MapId = Annotated[str, Path(description="Id of the map, or its name.")]
Scopes = Annotated[str | None, Query()]
_AS_OF = "The date to compare with (YYYY-MM-DD) instead of today."
AsOf = Annotated[str | None, Query(description=_AS_OF, json_schema_extra={"format": "date"})]


def add(table: Table, prefix: str) -> None:
    """Put the routes into the table."""
    route = router(table)
    one = Contract("maps", SavedMap, problems=(404, 409))
    made = Contract("maps", SavedMap, success={201: "The map."}, takes=NewMap, problems=(404, 409, 413))
    gone = Contract("maps", SavedMapGone, success={200: "What was deleted."}, problems=(404, 409))
    changed = Contract("maps", MapChanges, problems=(404, 409))

    @route("GET", f"{prefix}/maps", Scope.PUBLIC, Contract("maps", SavedMaps), "list_maps")
    def listed(request: Request, scope: Scopes = None) -> dict[str, Any]:
        """The saved maps that the caller sees, by name."""
        found = graph_of(request).saved_maps(scope=scope_of(request, scope))
        return {"maps": [as_json(each, language(request)) for each in found]}

    @route("POST", f"{prefix}/maps", Scope.INTERNAL, made, "save_map", status_code=201)
    async def save(request: Request, new: Annotated[NewMap, Body()]) -> Response:
        """Save a question with its values under a name; with `frozen` keep the picture as it is now."""
        needs(request, Scope.INTERNAL)
        return await in_turn(request, lambda: _saved(request, new))

    for format_ in formats():
        _add_format(table, prefix, format_)

    @route("GET", f"{prefix}/maps/{{id:undotted}}", Scope.PUBLIC, one, "read_map")
    def read(request: Request, id: MapId, scope: Scopes = None) -> dict[str, Any]:
        """One saved map: its question, its values, and whether it is frozen."""
        return as_json(maps.find(graph_of(request), id, scope_of(request, scope)), language(request))

    @route("GET", f"{prefix}/maps/{{id}}/changes", Scope.PUBLIC, changed, "read_map_changes")
    async def changes(request: Request, id: MapId, as_of: AsOf = None, scope: Scopes = None) -> Response:
        """What changed between a frozen map and the picture that its question has today."""
        reader = scope_of(request, scope)

        def answer() -> Response:
            found = graph_of(request).map_changes(id, as_of=as_of, scope=reader)
            return JSONResponse(changes_json(found, language(request)))

        return await in_turn(request, answer)

    @route("DELETE", f"{prefix}/maps/{{id:undotted}}", Scope.INTERNAL, gone, "delete_map")
    def delete(request: Request, id: MapId) -> dict[str, str]:
        """Delete a map, with its picture where it is frozen."""
        needs(request, Scope.INTERNAL)
        found = graph_of(request).delete_map(id)
        return {"id": found.id, "name": found.name}


def _saved(request: Request, new: NewMap) -> Response:
    graph = graph_of(request)
    found = graph.save_map(
        new.name,
        new.question,
        new.values,
        scope=new.scope,
        freeze=new.frozen,
        preset=new.preset,
        form=new.form,
        colour=new.colour,
        again=new.replace,
    )
    return JSONResponse(as_json(maps.find(graph, found.id), language(request)), 201)


def _add_format(table: Table, prefix: str, format_: str) -> None:
    async def file(request: Request, id: MapId, scope: Scopes = None) -> Response:
        """A saved map in a format: as it was frozen, or asked again in its own scope."""
        reader = scope_of(request, scope)
        return await in_turn(request, lambda: drawn(request, id, format_, reader, scope))

    media = renderer(format_).media_type.partition(";")[0]
    files = {} if format_ == "json" else {media: "The map."}
    sent = Contract("maps", Map if format_ == "json" else None, files=files, tagged=True, problems=(404, 409))
    router(table)("GET", f"{prefix}/maps/{{id}}.{format_}", Scope.PUBLIC, sent, f"saved_map_{format_}")(file)


def drawn(request: Request, id_: str, format_: str, reader: Scope, asked: str | None) -> Response:
    """A saved map in a format, to who sees it."""
    graph, lang, made = graph_of(request), language(request), renderer(format_)
    found = maps.find(graph, id_, reader).map
    view = maps.picture(graph, found, Addresses(graph.registry, lang, asked).cards)
    data = made.draw(view, lang, maps.figure_of(found))
    etag = tag_of_bytes(data, lang)
    headers = kept_by(etag) | {
        "Content-Disposition": f'inline; filename="{slug(found.name)}-{found.scope}.{format_}"',
        # The page brings its own policy; one from here would forbid its inline parts.
        "Content-Security-Policy": "frame-ancestors 'self'",
    }
    if held_tags(request, "if-none-match") & {etag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=made.media_type, headers=headers)
