"""Jobs over HTTP: how far one is, and cancelling it."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Path as InPath
from fastapi import Request
from fastapi.responses import JSONResponse, Response

from graph_service.api.contract import Contract, Table
from graph_service.api.import_documents import JobDocument
from graph_service.api.jobs import Board, Job, Work
from graph_service.api.language import language
from graph_service.api.routes import needs, router
from graph_service.model import Scope

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 120
"""Seconds that a caller may wait for a job in one request."""
_WAIT = re.compile(r"\bwait=([0-9]{1,6})\b")
JobId = Annotated[str, InPath(description="Id of the job, as the answer that began it tells (`id`).")]


def add(table: Table, prefix: str) -> None:
    """Put the routes into the table."""
    route = router(table)
    read = Contract("jobs", JobDocument, problems=(404,))
    copied = Contract("jobs", files={WORKBOOK: "The copy to correct."}, problems=(404,))
    stopped = Contract("jobs", JobDocument, success={200: "The job, which stops soon."}, problems=(404, 409))

    @route("GET", f"{prefix}/jobs/{{job}}", Scope.INTERNAL, read, "read_job")
    def one(request: Request, job: JobId) -> dict[str, Any]:
        """How far a job is; once it has ended, what it made or why it made nothing."""
        needs(request, Scope.INTERNAL)
        return as_json(board(request).read(job))

    @route("GET", f"{prefix}/jobs/{{job}}/corrected.xlsx", Scope.INTERNAL, copied, "download_corrected_copy")
    def corrected(request: Request, job: JobId) -> Response:
        """The files of an import with its problems as comments in their cells, to correct and import again."""
        needs(request, Scope.INTERNAL)
        return _copy(board(request).attached(job))

    @route("DELETE", f"{prefix}/jobs/{{job}}", Scope.INTERNAL, stopped, "cancel_job")
    def cancel(request: Request, job: JobId) -> dict[str, Any]:
        """Cancel a job that has not begun to write. One that writes becomes whole, and can be undone."""
        needs(request, Scope.INTERNAL)
        return as_json(board(request).cancel(job))


def _copy(data: bytes) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="a-corriger.xlsx"'}
    return Response(data, media_type=WORKBOOK, headers=headers)


def board(request: Request) -> Board:
    found: Board = request.app.state.jobs
    return found


def begin(request: Request, work: Work, prefix: str) -> Response:
    """Begin a job and answer 202 with where to ask for it; the result itself where the caller waits for it
    (`Prefer: wait=SECONDS`, RFC 7240) and it is there by then."""
    jobs = board(request)
    job = jobs.start(work, language(request))
    wanted = _WAIT.search(request.headers.get("prefer", ""))
    if wanted:
        job = jobs.wait(job.id, min(int(wanted[1]), LONGEST))
        if job.ended:
            told = {"Preference-Applied": wanted[0], "Content-Location": f"{prefix}/jobs/{job.id}"}
            kind = "application/json" if job.state == "done" else "application/problem+json"
            return JSONResponse(job.result, job.status, media_type=kind, headers=told)
    headers = {"Location": f"{prefix}/jobs/{job.id}", "Retry-After": "1"}
    return JSONResponse(as_json(job), 202, headers=headers)


def as_json(job: Job) -> dict[str, Any]:
    done = job.state == "done"
    return {
        "id": job.id,
        "state": job.state,
        "file": job.file,
        "rows": job.rows,
        "expected_rows": job.expected,
        "rows_per_second": job.rate,
        "seconds": round(job.seconds, 2),
        "seconds_left": job.seconds_left,
        "has_corrected": job.has_file,
        "result": job.result if done else None,
        "problem": job.result if job.ended and not done else None,
    }
