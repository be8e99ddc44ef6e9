"""Exports over HTTP: the template, filled with what the caller sees, to edit and to import again."""

from __future__ import annotations

import inspect
import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import Path as InPath
from fastapi import Query, Request
from fastapi.responses import Response

from graph_service.api.contract import Contract, Table
from graph_service.api.language import language
from graph_service.api.questions import scope_of, signature
from graph_service.api.routes import graph_of, router
from graph_service.errors import NotFound
from graph_service.graph.selecting import FILTERS
from graph_service.model import Scope
from graph_service.queries.asked.ties import ties

_TYPES = {
    ".graphml": "application/graphml+xml",
    ".gexf": "application/gexf+xml",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}

Scopes = Annotated[str | None, Query()]
FileName = Annotated[
    str,
    InPath(
        description="The name of the file: `.xlsx` for a workbook, `.zip` for CSV files, `.graphml` or `.gexf` for a "
        "graph, `.json` for the whole log (internal scope, no filters).",
        json_schema_extra={
            "pattern": r"\.(xlsx|zip|graphml|gexf|json)$",
            "examples": ["maillage.xlsx", "maillage.zip", "maillage.graphml"],
        },
    ),
]


def add(table: Table, prefix: str) -> None:
    """Put the route into the table. Its filters are drawn from those of a question about ties."""
    asked = [parameter for parameter in ties.parameters if parameter.field in FILTERS]

    def export(request: Request, name: FileName, scope: Scopes = None, **filters: Any) -> Response:
        """All that the caller sees, or what fits the filters, as a workbook (`….xlsx`) or CSV files (`….zip`)."""
        ending = Path(name).suffix.lower()
        if ending not in _TYPES:
            raise NotFound("no-page", path=request.url.path[:200])
        reader = scope_of(request, scope)
        with tempfile.TemporaryDirectory(prefix="maillage-") as folder:
            path = Path(folder) / f"export{ending}"
            graph_of(request).export(path, scope=reader, lang=language(request), **filters)
            data = path.read_bytes()
        headers = {"Content-Disposition": f'attachment; filename="maillage-{reader.value}{ending}"'}
        return Response(data, media_type=_TYPES[ending], headers=headers)

    own = [p for p in inspect.signature(export, eval_str=True).parameters.values() if p.kind is not p.VAR_KEYWORD]
    drawn = [signature(parameter, ties) for parameter in asked]
    export.__signature__ = inspect.Signature([*own, *drawn])  # type: ignore[attr-defined]
    files = {
        _TYPES[".xlsx"]: "The workbook.",
        _TYPES[".zip"]: "A zip of CSV files.",
        _TYPES[".graphml"]: "The graph as GraphML.",
        _TYPES[".gexf"]: "The graph as GEXF.",
        _TYPES[".json"]: "The log.",
    }
    sent = Contract("exports", files=files, asks=ties, problems=(404,))
    router(table)("GET", f"{prefix}/exports/{{name}}", Scope.PUBLIC, sent, "export")(export)
