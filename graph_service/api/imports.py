"""Files over HTTP: what would change, the import, the list of batches, and undo."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from fastapi import Form, Query, Request, UploadFile
from fastapi import Path as InPath
from fastapi.responses import JSONResponse, Response
from pydantic import Field, field_validator, model_validator

from graph_service.api.contract import Contract, Table
from graph_service.api.documents import EditReport
from graph_service.api.import_documents import Batch, Batches, ImportReport, JobDocument
from graph_service.api.job_routes import begin
from graph_service.api.language import language
from graph_service.api.routes import graph_of, needs, router
from graph_service.errors import UsageError
from graph_service.graph.batch_titles import display_names, titles
from graph_service.messages import Items, say, worded
from graph_service.model import Batch as StoredBatch
from graph_service.model import Scope
from graph_service.workbooks.filling import write_template
from importers.mapping import mappings
from importers.options import ImportOptions
from importers.work import Progress

_MOST_FILES = 20
_ID = "^[a-z0-9][a-z0-9_-]{0,79}$"
"""How the id of a mapping is written."""
_FOLDER = "import"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_YES = "Undo also where readers would see what they do not see now."
BatchId = Annotated[str, InPath(description="Id of the batch, as imports and corrections tell it (`import_id`).")]


class Upload(ImportOptions):
    """A form with files. A field that is not one of these is refused: a misspelt `dry_run` would write.

    An empty field is as one that is not there."""

    files: list[UploadFile] = Field(json_schema_extra={"minItems": 1, "maxItems": _MOST_FILES})
    """Workbooks (.xlsx), CSV files, or zips of these. Several CSV files are read as one template."""
    mapping: Annotated[str | None, Field(json_schema_extra={"pattern": _ID})] = None
    """Id of the mapping to read the files by; without it each file is recognised by its header."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: dict[str, Any]) -> dict[str, Any]:
        """An HTML form sends an empty text for what a person left empty."""
        texts = {name for name, field in cls.model_fields.items() if field.annotation is not bool}
        bare = {name: value.strip() for name, value in given.items() if name in texts and isinstance(value, str)}
        return {name: value for name, value in {**given, **bare}.items() if bare.get(name) != ""}

    @field_validator("mapping")
    @classmethod
    def _of_ours(cls, mapping: str | None) -> str | None:
        """A mapping is one of ours by its id: a path would be a file of this machine."""
        if mapping is not None and not re.fullmatch(_ID, mapping):
            raise UsageError("upload-mapping", mapping=mapping[:80], known=Items(sorted(mappings()), "or"))
        return mapping


def add(table: Table, prefix: str) -> None:
    """Put the routes into the table."""
    route = router(table)
    read = Contract("imports", Batch, problems=(404,))
    brought = Contract(
        "imports",
        ImportReport,
        success={
            200: "What would change (`dry_run`), where the caller waited for it.",
            201: "What was imported, where the caller waited for it.",
            202: "The job that imports; `Location` says where to ask for it.",
        },
        begins=JobDocument,
        takes=Upload,
        problems=(409, 413, 422),
    )
    undone = Contract("imports", EditReport, success={201: "What the undo did."}, problems=(404, 409, 422))
    empty = Contract("imports", files={_WORKBOOK: "The workbook."})

    @route("GET", f"{prefix}/imports", Scope.INTERNAL, Contract("imports", Batches), "list_imports")
    def imports(request: Request) -> dict[str, Any]:
        """Every batch, the newest first, with whether it is live."""
        needs(request, Scope.INTERNAL)
        graph = graph_of(request)
        found = graph.batches()
        batches = [batch for batch, _ in found]
        names = display_names(batches, titles(graph, batches))
        lang = language(request)
        return {"imports": [_batch_document(batch, alive, say(names[batch.id], lang)) for batch, alive in found]}

    @route("GET", f"{prefix}/imports/{{batch}}", Scope.INTERNAL, read, "read_import")
    def one(request: Request, batch: BatchId) -> dict[str, Any]:
        """One batch."""
        needs(request, Scope.INTERNAL)
        graph = graph_of(request)
        found, alive = graph.batch(batch)
        names = display_names([found], titles(graph, [found]))
        return _batch_document(found, alive, say(names[found.id], language(request)))

    @route("POST", f"{prefix}/imports", Scope.INTERNAL, brought, "import_files", status_code=201)
    def bring(request: Request, form: Annotated[Upload, Form(media_type="multipart/form-data")]) -> Response:
        """Import files as one batch, or with `dry_run` tell what would change and what is wrong, row by row.

        The answer is a job (202). A caller that sends `Prefer: wait=SECONDS` gets the report itself, where it is there
        by then.
        """
        needs(request, Scope.INTERNAL)
        options, lang, graph = form.model_dump(exclude={"files"}), language(request), graph_of(request)
        folder = tempfile.TemporaryDirectory(prefix="maillage-")
        try:
            paths = _saved(form.files, Path(folder.name))
        except BaseException:
            folder.cleanup()
            raise

        def work(progress: Progress) -> tuple[int, Any, bytes | None]:
            with folder:
                report = graph.import_files(paths, who="http", progress=progress, **options)
                # The files are gone after this: a copy to correct is made now, where somebody may want one.
                placed = [problem for problem in report.problems if problem["row"]]
                wanted = placed and (form.dry_run or report.any_rejected)
                copy = graph.corrected_copy(paths, placed, lang, **options) if wanted else None
            return 200 if form.dry_run else 201, worded(report.as_json(), lang), copy

        return begin(request, work, prefix)

    @route("GET", f"{prefix}/template.xlsx", Scope.INTERNAL, empty, "download_template")
    def template(request: Request) -> Response:
        """The empty template as a workbook, with headers and lists in the caller's language."""
        needs(request, Scope.INTERNAL)
        with tempfile.TemporaryDirectory(prefix="maillage-") as folder:
            (path,) = write_template(Path(folder) / "maillage.xlsx", language(request))
            book = path.read_bytes()
        headers = {"Content-Disposition": 'attachment; filename="maillage.xlsx"'}
        return Response(book, media_type=_WORKBOOK, headers=headers)

    @route("POST", f"{prefix}/imports/{{batch}}/undo", Scope.INTERNAL, undone, "undo_import", status_code=201)
    def undo(request: Request, batch: BatchId, yes: Annotated[bool, Query(description=_YES)] = False) -> Response:
        """Withdraw a batch, whatever came after it. Undoing an undo brings the batch back.

        Where readers would see by it what they do not see now, that is listed and refused without `yes`.
        """
        needs(request, Scope.INTERNAL)
        return JSONResponse(graph_of(request).undo(batch, who="http", yes=yes).as_json(), 201)


def _saved(files: list[UploadFile], folder: Path) -> list[Path]:
    """The uploads under their own names. Several CSV files are one template folder, as on a disk."""
    if len(files) > _MOST_FILES:
        raise UsageError("upload-many", most=_MOST_FILES)
    single = len(files) == 1
    into = folder if single else folder / _FOLDER
    into.mkdir(exist_ok=True)
    saved = []
    for upload in files:
        path = into / _name(upload.filename or "")
        if path.exists():
            raise UsageError("upload-twice", file=path.name)
        with path.open("wb") as out:
            shutil.copyfileobj(upload.file, out)
        saved.append(path)
    return saved if single or not all(path.suffix.lower() == ".csv" for path in saved) else [into]


def saved_upload(upload: UploadFile, folder: Path) -> Path:
    """One upload under its own name."""
    (path,) = _saved([upload], folder)
    return path


def _name(given: str) -> str:
    """The last part of a name that a browser sends, which is never used as a path."""
    name = PureWindowsPath(PurePosixPath(given).name).name.strip().strip(".")
    kept = "".join(c for c in name if c.isprintable() and c not in '<>:"|?*\\/')
    if not kept:
        raise UsageError("upload-name")
    return kept[-150:]


def _batch_document(batch: StoredBatch, alive: bool, title: str) -> dict[str, Any]:
    return {
        "import_id": batch.id,
        "kind": batch.kind,
        "at": batch.at,
        "who": batch.who,
        "live": alive,
        "withdraws": list(batch.withdraws),
        "note": batch.note,
        "title": title,
        **(batch.summary or {}),
    }
