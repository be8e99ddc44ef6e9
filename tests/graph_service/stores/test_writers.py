"""Several who write into one file, and a clock that goes back: each waits for its turn, and the log is the order."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph, open_graph, session
from graph_service.stores.sqlite import connection
from tests.graph_service.house import F1, ROOT, Command, folder, url
from tests.graph_service.stores.faults import content


@pytest.fixture
def path(f1_file: Path, tmp_path: Path) -> Path:
    """A store with F1 in it, of this test's own."""
    return Path(shutil.copy(f1_file, tmp_path / "own.db"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for another writer gives up at once."""
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0)


# Two writers


@pytest.mark.usefixtures("impatient")
def test_who_waits_too_long_for_another_writer_is_told_so_and_may_read(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(path)
    maillage = Command(capsys, url(path))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for lang, remedy in (("fr", "Réessayez"), ("en", "Try again")):
        ran = maillage("import", F1, "--lang", lang)
        assert ran.code == 1
        assert remedy in ran.err
    assert maillage("search", "tours", "--json").json["results"]
    other.execute("ROLLBACK")
    assert maillage("import", F1).code == 0
    other.close()
    assert content(path)[1] == before[1] + 1


def test_an_import_keeps_others_from_writing_only_while_it_saves(path: Path, tmp_path: Path) -> None:
    """While it reads and checks, somebody corrects; and while it is told that saving begins, too."""
    files = folder(tmp_path, "files", actors="id,name,kind\nA,Une,association")
    corrected = []
    with open_graph(url(path)) as graph, open_graph(url(path)) as other:

        def progress(file: str, done: int, expected: int | None) -> None:
            corrected.append(other.edit([{"op": "set", "type": "actor", "ids": ["UT"], "fields": {"acronym": file}}]))

        graph.import_files([files], progress=progress)
        assert len(corrected) >= 2
        kinds = [batch.kind for batch, _ in graph.batches()]
        assert kinds == ["import", *["edit"] * len(corrected), "import"]


@pytest.mark.slow
@pytest.mark.parametrize("new", [True, False])
def test_imports_of_several_processes_at_once_all_end_well(new: bool, path: Path, tmp_path: Path) -> None:
    """One after the other, on a store that is there and on one that each of them would make."""
    at = tmp_path / "new.db" if new else path
    batches = 0 if new else content(path)[1]
    running = []
    for i in range(3):
        files = folder(tmp_path, f"files-{i}", actors=f"id,name,kind\nA{i},Acteur {i},association")
        words = ["import", str(files), "--store", url(at), "--json"]
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "graph_service.cli", *words],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        )
    ended = [(process.communicate()[0], process.returncode) for process in running]
    assert [code for _, code in ended] == [0, 0, 0], ended
    with open_graph(url(at)) as graph:
        assert len(graph.batches()) == batches + 3
        assert all(graph.search(f"Acteur {i}").results for i in range(3))


# A clock that goes back


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """The times that batches are given, one after the other."""
    times: list[datetime] = []

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return times.pop(0) if times else datetime.now(tz)

    monkeypatch.setattr(session, "datetime", Clock)
    yield times
    assert times == []


def test_with_a_clock_that_goes_back_order_newest_and_undo_are_those_of_the_log(
    tmp_path: Path, clock: list[datetime], capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["Premier nom", "Deuxième nom", "Troisième nom"]
    years = [2031, 2020, 2025]
    path = tmp_path / "g.db"
    ids = []
    with open_graph(url(path), create=True) as graph:
        for i, (name, year) in enumerate(zip(names, years, strict=True)):
            files = folder(tmp_path, f"files-{i}", actors=f"id,name,kind\nA,{name},association")
            clock.append(datetime(year, 1, 1, tzinfo=UTC))
            ids.append(graph.import_files([files], source="Nous - Liste").import_id)
        assert name_of(graph) == names[2]
    listed = Command(capsys, url(path))("imports", "list", "--json").json["imports"]
    assert [(one["import_id"], one["at"][:4]) for one in listed] == list(
        zip(reversed(ids), ["2025", "2020", "2031"], strict=True)
    )
    with open_graph(url(path)) as graph:
        clock.append(datetime(1999, 1, 1, tzinfo=UTC))
        undone = graph.undo(str(ids[2])).import_id
        assert name_of(graph) == names[1]
        assert [batch.id for batch, _ in graph.batches()] == [undone, *reversed(ids)]
        clock.append(datetime(1998, 1, 1, tzinfo=UTC))
        graph.undo(str(undone))
        assert name_of(graph) == names[2]


def name_of(graph: Graph) -> str:
    (found,) = graph.search("A").results
    return re.sub(r"\s+", " ", found.name)
