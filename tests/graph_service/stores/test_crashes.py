"""Killed at any moment, a store opens again and holds what it held before the batch or all of it, never a part."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from graph_service.graph import open_graph
from graph_service.model import SCOPES, Batch, Say
from graph_service.stores.health import Check, State, examine
from graph_service.stores.open import open_store
from tests.deep import DEEP, some
from tests.graph_service.house import F1, ROOT, folder, url
from tests.graph_service.stores.contract import actor, ground
from tests.graph_service.stores.faults import copied, killed_before, posix, statements

pytestmark = posix
ROWS, KILLS = (1500, 20) if DEEP else (400, 6)
MORE = [Say(actor(f"N{i}", siren=None, acronym=f"n{i}")) for i in range(30)]


def held(path: Path) -> tuple[object, ...]:
    """What every scope sees of a store, and which batches it lists."""
    with open_graph(url(path)) as graph:
        return (*(graph.store.content_hash(scope) for scope in SCOPES), len(graph.batches()))


def wrong(path: Path) -> list[Check]:
    """What doctor finds wrong: facts that are not those of the log, for one."""
    return [check for check in examine(url(path)) if check.state is State.ERROR]


def write(path: Path) -> None:
    """Closed by nobody: a process that is killed closes nothing either."""
    open_store(url(path)).write(Batch("more", at="2026-01-01T00:00:00+00:00"), MORE)


@pytest.mark.deep
@pytest.mark.slow
def test_killed_before_any_statement_of_a_write_a_store_is_as_before_and_then_finishes(tmp_path: Path) -> None:
    store = open_store(url(tmp_path / "g.db"), create=True)
    ground(store)
    store.close()
    before = held(tmp_path / "g.db")
    write(whole := copied(tmp_path / "g.db", tmp_path / "whole"))
    after = held(whole)
    assert before != after

    # Every statement up to the commit: opening, the log, the facts, the indexes.
    total = statements(partial(write, copied(tmp_path / "g.db", tmp_path / "counted")))
    assert total > 40
    for statement in some(range(total), 14):
        path = copied(tmp_path / "g.db", tmp_path / f"killed-{statement}")
        assert killed_before(statement, partial(write, path))
        assert held(path) == before, statement
        write(path)
        assert held(path) == after, statement
        assert wrong(path) == [], statement
    path = copied(tmp_path / "g.db", tmp_path / "finished")
    assert not killed_before(total, partial(write, path))
    assert held(path) == after


@pytest.mark.deep
@pytest.mark.slow
def test_killed_before_any_statement_of_its_making_a_store_is_made_by_the_next(tmp_path: Path) -> None:
    total = statements(lambda: open_store(url(tmp_path / "counted.db"), create=True))
    assert total > 30
    for statement in some(range(total), 14):
        path = tmp_path / f"{statement}.db"
        assert killed_before(statement, lambda path=path: open_store(url(path), create=True))
        with open_graph(url(path), create=True) as graph:
            assert graph.batches() == []
        write(path)
        assert wrong(path) == [], statement


@pytest.mark.deep
@pytest.mark.slow
def test_killed_twenty_times_at_random_an_import_is_whole_or_absent_and_finishes_when_run_again(tmp_path: Path) -> None:
    """Whole processes of `maillage import` on a store with data. Half are killed while it saves."""
    with open_graph(url(tmp_path / "g.db"), create=True) as graph:
        graph.import_files([F1])
    files = template(tmp_path)
    before = held(tmp_path / "g.db")
    whole = copied(tmp_path / "g.db", tmp_path / "whole")
    reads, saving = run(whole, files)
    reading = reads + saving
    after = held(whole)
    assert before != after

    seed = random.SystemRandom().randrange(2**32)
    chance = random.Random(seed)
    ends = []
    for kill in range(KILLS):
        path = copied(tmp_path / "g.db", tmp_path / f"kill-{kill}")
        if kill % 2:
            when = run(path, files, saves_for=chance.uniform(0, saving))
        else:
            when = run(path, files, reads_for=chance.uniform(0, reading))
        where = f"seed {seed}, kill {kill}, {when}"
        found = held(path)
        assert found in (before, after), where
        ends.append(found == after)
        if found == after:
            # Too late, on a machine that has become quicker: sooner next time.
            reading, saving = reading * 0.8, saving * 0.6
        else:
            with open_graph(url(path)) as graph:
                graph.import_files([files])
        assert held(path) == after, where
        assert wrong(path) == [], where
    # Kills that all came too late would show nothing.
    assert ends.count(False) >= KILLS // 4, f"seed {seed}: {ends}"


def template(parent: Path) -> Path:
    """Some thousand rows: actors, projects, and who took part in which."""
    return folder(
        parent,
        "files",
        actors="id,name,kind\n" + "\n".join(f"N{i},Acteur {i},association" for i in range(ROWS)),
        projects="id,title,kind\n" + "\n".join(f"Q{i},Projet {i},evenement" for i in range(ROWS)),
        participations="actor,project,role\n"
        + "\n".join(f"N{i},Q{i * 7 % ROWS},partenaire\nN{i},Q{(i * 3 + 1) % ROWS},porteur" for i in range(ROWS)),
    )


def run(
    path: Path, files: Path, *, reads_for: float | None = None, saves_for: float | None = None
) -> tuple[float, float]:
    """`maillage import`, killed so many seconds after its start, or after it began to save, unless it ends before.

    Returns how long it read and how long it saved, in seconds.
    """
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "graph_service.cli", "import", str(files), "--store", url(path), "--lang", "en"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr
    timer = threading.Timer(reads_for, process.kill) if reads_for is not None else None
    if timer:
        timer.start()
    saves = 0.0
    for line in process.stderr:
        if line.startswith("Saving"):
            saves = time.monotonic()
            if saves_for is not None:
                timer = threading.Timer(saves_for, process.kill)
                timer.start()
    process.stderr.close()
    code = process.wait()
    if timer:
        timer.cancel()
    assert code in ((0,) if timer is None else (0, -9))
    now = time.monotonic()
    return (saves or now) - began, now - saves if saves else 0.0
