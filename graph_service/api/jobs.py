"""Long work over HTTP: it goes on in the background, says how far it is, and can be cancelled until it writes.

A job's state is a file in a folder that all processes of the service share (`serve --workers`), so that any of them
answers for it. It is kept for an hour, and no longer than the process that did it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from graph_service.api.access import Access
from graph_service.errors import Busy, Cancelled, Conflict, MaillageError, NotFound
from graph_service.files import private_folder
from graph_service.messages import Lang

State = Literal["reading", "writing", "done", "failed", "cancelled"]
MOST = 4
"""Jobs that one process does at once."""
_KEPT = 3600
_LOST = 60
"""Seconds without a sign of life after which a job's process is taken for dead."""
_BEAT = 2


@dataclass(frozen=True, slots=True)
class Job:
    """A job as its file tells it."""

    id: str
    state: State = "reading"
    file: str = ""
    """The file that is read."""
    rows: int = 0
    """Its rows that are done."""
    expected: int | None = None
    """About how many rows it has, where that is known before it is read."""
    seconds: float = 0
    """How long the job has run."""
    since: float = 0
    """How long it had run when it began this pass through the file."""
    status: int = 0
    """The HTTP status of its result."""
    has_file: bool = False
    """Whether a file is kept beside its result."""
    result: Any = None
    """What it made, or the problem document of why it made nothing."""

    @property
    def ended(self) -> bool:
        return self.state in ("done", "failed", "cancelled")

    @property
    def rate(self) -> float | None:
        """Rows a second."""
        seconds = self.seconds - self.since
        return round(self.rows / seconds, 1) if self.rows and seconds > 0 and not self.ended else None

    @property
    def seconds_left(self) -> float | None:
        """Seconds until all rows are read, at the rate so far; none where nobody knows."""
        if not self.rate or self.expected is None or self.state != "reading":
            return None
        return round(max(0, self.expected - self.rows) / self.rate, 1)


Progress = Callable[[str, int, int | None], None]
Work = Callable[[Progress], tuple[int, Any, bytes | None]]
"""What a job does: called with how it tells its progress, returns an HTTP status, a document, and a file to keep beside
it, if any."""


class Board:
    """The jobs of a service."""

    def __init__(self, access: Access) -> None:
        # Processes that share the token share the jobs; without a token there is one process.
        self._name = hashlib.sha256(
            f"{access.token or secrets.token_hex()}{access.name}{access.port}".encode()
        ).hexdigest()
        self._running: set[str] = set()
        self._mine: set[Path] = set()
        self._lock = threading.Lock()
        weakref.finalize(self, _remove_all, self._mine)

    @cached_property
    def folder(self) -> Path:
        """Where the states are."""
        return private_folder(f"jobs-{self._name[:16]}")

    def start(self, work: Work, lang: Lang) -> Job:
        """Begin a job. Raises Busy where too many run already."""
        self._forget_old()
        with self._lock:
            if len(self._running) >= MOST:
                raise Busy("jobs-many", most=MOST)
            job = Job(secrets.token_urlsafe(16))
            self._running.add(job.id)
        self._mine.update(self._path(job.id).with_suffix(ending) for ending in (".json", ".file", ".cancel"))
        self._write(job)
        threading.Thread(target=self._run, args=(job, work, lang), daemon=True).start()
        return job

    def read(self, id_: str) -> Job:
        """A job as it stands. Raises NotFound where there is none, or where it is forgotten."""
        path = self._path(id_)
        try:
            age = time.time() - path.stat().st_mtime
            job = Job(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError) as cause:
            raise NotFound("no-job", text=id_[:80]) from cause
        if not job.ended and age > _LOST:
            lost = MaillageError("job-lost")
            return replace(job, state="failed", status=500, result=lost.problem("fr"))
        return job

    def cancel(self, id_: str) -> Job:
        """Ask that a job stop. Raises Conflict where it writes already: then it is whole, and can be undone."""
        job = self.read(id_)
        if job.state == "writing":
            raise Conflict("job-writing")
        if not job.ended:
            self._path(id_).with_suffix(".cancel").touch()
        return self.read(id_)

    def wait(self, id_: str, seconds: float) -> Job:
        """The job once it has ended, or as it is after some seconds."""
        until = time.monotonic() + seconds
        while not (job := self.read(id_)).ended and time.monotonic() < until:
            time.sleep(0.02)
        return job

    def attach(self, id_: str, data: bytes) -> None:
        """Keep a file beside a job's result."""
        path = self._path(id_).with_suffix(".file")
        path.touch(0o600)
        path.write_bytes(data)

    def attached(self, id_: str) -> bytes:
        """The file that is kept beside a job's result. Raises NotFound where there is none."""
        try:
            return self._path(self.read(id_).id).with_suffix(".file").read_bytes()
        except OSError as cause:
            raise NotFound("no-job-file", text=id_[:80]) from cause

    def _run(self, job: Job, work: Work, lang: Lang) -> None:
        begun = time.monotonic()
        now = job
        cancelled = self._path(job.id).with_suffix(".cancel")

        def progress(file: str, rows: int, expected: int | None = None) -> None:
            nonlocal now
            if cancelled.exists():
                raise Cancelled("job-cancelled")
            seconds = time.monotonic() - begun
            now = replace(now, seconds=seconds, state="reading" if file else "writing")
            if file:
                since = now.since if file == now.file and rows >= now.rows else seconds
                now = replace(now, file=file, rows=rows, expected=expected, since=since)
            self._write(now)

        with self._alive(job.id):
            try:
                status, document, file = work(progress)
                if file is not None:
                    self.attach(job.id, file)
                now = replace(now, state="done", status=status, result=document, has_file=file is not None)
            except Cancelled as error:
                now = replace(now, state="cancelled", status=error.status, result=error.problem(lang))
            except MaillageError as error:
                now = replace(now, state="failed", status=error.status, result=error.problem(lang))
            except Exception:
                # A fault of ours: told without its inside, as every other answer does.
                now = replace(now, state="failed", status=500, result=MaillageError("unexpected").problem(lang))
                raise
            finally:
                self._write(replace(now, seconds=time.monotonic() - begun))
                cancelled.unlink(missing_ok=True)

    @contextmanager
    def _alive(self, id_: str) -> Iterator[None]:
        """Touch a job's file from time to time: writing has no steps that could."""
        stop = threading.Event()

        def beat() -> None:
            while not stop.wait(_BEAT):
                self._path(id_).touch()

        threading.Thread(target=beat, daemon=True).start()
        try:
            yield
        finally:
            stop.set()
            with self._lock:
                self._running.discard(id_)

    def _path(self, id_: str) -> Path:
        safe = "".join(sign for sign in id_ if sign.isascii() and (sign.isalnum() or sign in "-_"))
        return self.folder / f"{safe[:64] or '-'}.json"

    def _write(self, job: Job) -> None:
        path = self._path(job.id)
        new = path.with_suffix(f".{threading.get_ident()}.new")
        new.write_text(json.dumps(asdict(job), ensure_ascii=False), "utf-8")
        new.chmod(0o600)
        os.replace(new, path)

    def _forget_old(self) -> None:
        for path in self.folder.iterdir():
            try:
                if time.time() - path.stat().st_mtime > _KEPT:
                    path.unlink(missing_ok=True)
            except OSError:
                continue  # another process has just forgotten it


def _remove_all(paths: set[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
