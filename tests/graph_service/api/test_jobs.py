"""An import over HTTP is a job: it is begun, asked for, waited for, cancelled until it writes."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from graph_service import open_graph
from graph_service.api.access import Access
from graph_service.api.jobs import MOST, Board
from graph_service.errors import Busy, Conflict, InputError, NotFound
from tests.graph_service.house import client

ACTORS = "id,name,kind\nTH,Tours Habitat,bailleur_social\n"
API = "/api/v1"


@pytest.fixture
def caller(tmp_path: Path) -> Any:
    with open_graph(f"sqlite:///{tmp_path}/s.db", create=True) as graph:
        own = client(graph)
        del own.headers["prefer"]
        yield own


def ended(caller: Any, address: str) -> dict[str, Any]:
    until = time.monotonic() + 60
    while (job := caller.get(address).json())["state"] in ("reading", "writing"):
        assert time.monotonic() < until
        time.sleep(0.02)
    return dict(job)


def test_an_import_answers_202_with_where_to_ask_for_it(caller: Any) -> None:
    begun = caller.post(f"{API}/imports", files=[("files", ("actors.csv", ACTORS.encode()))])
    assert begun.status_code == 202
    assert begun.headers["location"] == f"{API}/jobs/{begun.json()['id']}"
    job = ended(caller, begun.headers["location"])
    assert (job["state"], job["result"]["created"]["actors"], job["problem"]) == ("done", 1, None)
    listed = caller.get(f"{API}/imports").json()["imports"]
    assert [batch["import_id"] for batch in listed] == [job["result"]["import_id"]]


def test_a_caller_that_waits_gets_the_report_itself(caller: Any) -> None:
    answer = caller.post(
        f"{API}/imports", files=[("files", ("actors.csv", ACTORS.encode()))], headers={"Prefer": "wait=60"}
    )
    assert (answer.status_code, answer.headers["preference-applied"]) == (201, "wait=60")
    assert answer.json()["created"]["actors"] == 1


def test_a_job_that_fails_tells_why_in_the_words_of_its_caller(caller: Any) -> None:
    begun = caller.post(f"{API}/imports", files=[("files", ("a.csv", b"%PDF-1.7"))], headers={"Accept-Language": "en"})
    job = ended(caller, begun.headers["location"])
    assert (job["state"], job["result"], job["problem"]["code"]) == ("failed", None, "pdf-file")
    assert "PDF" in job["problem"]["detail"]


def test_a_job_that_is_not_there_is_not_found(caller: Any) -> None:
    for id_ in ("nothing", "../../etc/passwd", "%00"):
        assert caller.get(f"{API}/jobs/{id_}").status_code == 404
    assert caller.delete(f"{API}/jobs/nothing").status_code == 404


@pytest.fixture
def board() -> Board:
    return Board(Access(None, frozenset({"localhost"})))


def test_a_job_is_cancelled_at_its_next_step_and_writes_nothing(board: Board) -> None:
    begun, cancelled, wrote = Event(), Event(), Event()

    def work(progress: Any) -> tuple[int, Any, bytes | None]:
        progress("a.csv", 1, 10)
        begun.set()
        cancelled.wait(30)
        progress("a.csv", 2, 10)
        wrote.set()
        return 200, {}, None

    job = board.start(work, "fr")
    begun.wait(30)
    assert (board.read(job.id).rows, board.read(job.id).expected) == (1, 10)
    board.cancel(job.id)
    cancelled.set()
    assert board.wait(job.id, 30).state == "cancelled"
    assert not wrote.is_set()


def test_a_job_that_writes_cannot_be_cancelled(board: Board) -> None:
    writing, go = Event(), Event()

    def work(progress: Any) -> tuple[int, Any, bytes | None]:
        progress("", 5, None)
        writing.set()
        go.wait(30)
        return 201, {"done": True}, None

    job = board.start(work, "fr")
    writing.wait(30)
    with pytest.raises(Conflict):
        board.cancel(job.id)
    go.set()
    assert board.wait(job.id, 30).result == {"done": True}


def test_jobs_are_bounded_and_another_process_of_the_service_knows_them() -> None:
    access = Access("a-token", frozenset({"localhost"}))
    board, other = Board(access), Board(access)
    go = Event()
    jobs = [board.start(lambda progress: (go.wait(30), (200, {}, None))[1], "fr") for _ in range(MOST)]
    with pytest.raises(Busy):
        board.start(lambda progress: (200, {}, None), "fr")
    assert other.read(jobs[0].id).state == "reading"
    assert Board(Access("another", frozenset({"localhost"}))).folder != board.folder
    go.set()
    assert all(other.wait(job.id, 30).state == "done" for job in jobs)


def test_a_fault_of_ours_is_told_without_its_inside(board: Board, recwarn: pytest.WarningsRecorder) -> None:
    def work(progress: Any) -> tuple[int, Any, bytes | None]:
        raise InputError("empty-file", file="a.csv")

    assert board.wait(board.start(work, "en").id, 30).result["code"] == "empty-file"
    with pytest.raises(NotFound):
        board.read("x" * 300)


@pytest.mark.parametrize(
    ("rows", "dry_run", "copied"),
    [
        ("TH,Tours Habitat,bailleur_social\n", True, False),
        ("TH,Tours Habitat,vaisseau\n", True, True),
        ("TH,Tours Habitat,vaisseau\nCCS,CCS,association\n", False, True),
    ],
)
def test_a_copy_to_correct_is_kept_where_somebody_may_want_one(
    caller: Any, rows: str, dry_run: bool, copied: bool
) -> None:
    files = [("files", ("actors.csv", f"id,name,kind\n{rows}".encode()))]
    begun = caller.post(f"{API}/imports", files=files, data={"dry_run": str(dry_run)})
    job = ended(caller, begun.headers["location"])
    assert job["has_corrected"] is copied
    answer = caller.get(f"{begun.headers['location']}/corrected.xlsx")
    assert answer.status_code == (200 if copied else 404)
    assert answer.content.startswith(b"PK") is copied


def test_nothing_of_a_job_is_left_when_its_service_has_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    board = Board(Access("of this test", frozenset({"localhost"})))
    job = board.start(lambda progress: (200, {"name": "Alpha"}, b"PK"), "fr")
    board.wait(job.id, 30)
    folder = board.folder
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}
    del board
    gc.collect()
    until = time.monotonic() + 30
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.05)
        gc.collect()
    assert not folder.exists()
