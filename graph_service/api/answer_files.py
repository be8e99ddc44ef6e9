"""Answers as files, below a question's address: `words.html`, `note.docx`, `picture.svg`, `table.xlsx`, …"""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import Response

from graph_service.api.answering import in_turn
from graph_service.api.contract import Contract, Table
from graph_service.api.figures import figure_parameters, remarked
from graph_service.api.language import language
from graph_service.api.map_documents import Map
from graph_service.api.questions import held_tags, kept_by, problems_of, scope_of, tag_of_bytes, values_asked
from graph_service.api.routes import graph_of
from graph_service.errors import NotFound, UsageError
from graph_service.graph.writing import face_names
from graph_service.messages import Items, m, say
from graph_service.queries.declare import Question
from visualisations.presets import OPTIONS, figure
from visualisations.web.addresses import Addresses
from visualisations.writers import DATA, Face, Writer, written_by

FILE, ROWS = "file", "file_rows"
MOST_ROWS = 20_000
"""Rows of a table over HTTP: a workbook of so many takes some eight seconds, in which others wait. The command line
writes any number."""


def add_files(table: Table, question: Question[Any, Any], prefix: str) -> None:
    """`GET prefix + question.path + /{file}`, for each file that the question has the faces for."""
    has = {writer.name: writer for writer in written_by(question) if writer.name != DATA}

    async def answer_file(request: Request) -> Response:
        name = request.path_params[FILE]
        writer = has.get(name)
        if writer is None:
            known = Items(list(has), "or")
            raise NotFound("no-file", question=question.title, file=name[:80], faces=face_names(question), known=known)
        asked = values_asked(request, question, also=(ROWS, *(OPTIONS if question.draw else ())))
        return await in_turn(request, lambda: _written(request, question, writer, asked))

    table.router.get(
        f"{prefix}{question.path}/{{{FILE}}}",
        name=f"{question.name}_file",
        summary=f"{say(question.title, 'en')}: a file",
        description="The answer as a file: its words, its picture, its table, or all of them.",
        response_class=Response,
        openapi_extra={"x-scope": question.reads.value},
    )(answer_file)
    kinds: dict[str, str] = {}
    for name, writer in has.items():
        media = writer.media_type.partition(";")[0]
        kinds[media] = f"{kinds[media]}, `{name}`" if media in kinds else f"`{name}`"
    # The one file of JSON is the picture, as `map.json` gives it.
    drawn = kinds.pop("application/json", None)
    table.contracts[f"{question.name}_file"] = Contract(
        "files",
        Map if drawn else None,
        files=kinds,
        tagged=True,
        asks=question,
        defaults=question.page,
        problems=(*problems_of(question), 413),
        more=(
            {
                "name": FILE,
                "in": "path",
                "required": True,
                "description": "Which file: "
                + ", ".join(f"`{n}` {say(w.holds(question), 'en')}" for n, w in has.items())
                + ".",
                "schema": {"type": "string", "enum": list(has)},
            },
            {
                "name": ROWS,
                "in": "query",
                "required": False,
                "description": say(m("option-file-rows"), "en"),
                "schema": {"type": "boolean", "default": False},
            },
            *(figure_parameters(OPTIONS) if question.draw else ()),
        ),
    )


def _places_asked(request: Request) -> bool:
    """Whether it shall be told in which rows of which files things stand. Raises UsageError for what is no flag."""
    said = request.query_params.get(ROWS, "false")
    if said not in ("true", "false"):
        raise UsageError("bad-parameter", parameter=ROWS, reason=m("reason-flag", value=said[:80]))
    return said == "true"


def _written(request: Request, question: Question[Any, Any], writer: Writer, asked: dict[str, Any]) -> Response:
    graph, lang = graph_of(request), language(request)
    asked_scope = request.query_params.get("scope")
    scope, places = scope_of(request, asked_scope), _places_asked(request)
    takes = {each.name: each.takes for each in written_by(question)}
    chosen = figure({name: request.query_params.get(name) for name in OPTIONS}, writer.name, takes)
    data = graph.written(
        question,
        asked,
        writer.name,
        lang=lang,
        scope=scope,
        cards=Addresses(graph.registry, lang, asked_scope).cards if writer.name == "picture.html" else None,
        places=places,
        most=MOST_ROWS,
        figure=chosen,
    )
    etag = tag_of_bytes(data, lang)
    shown = "attachment" if writer.needs is Face.TABLE or writer.extension == "docx" else "inline"
    headers = kept_by(etag) | {
        "Content-Disposition": f'{shown}; filename="{writer.file_name(question, scope)}"',
        # A page brings its own policy; one from here would forbid its inline parts.
        "Content-Security-Policy": "frame-ancestors 'self'",
    }
    headers |= remarked(writer.remark(data))
    if held_tags(request, "if-none-match") & {etag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=writer.media_type, headers=headers)
