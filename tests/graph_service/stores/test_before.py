"""Stores that the code made before what is stored changed: they open, are brought forward once, and hold the same."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import StoreError
from graph_service.graph import Graph, open_graph
from graph_service.graph.copying import log_hash
from graph_service.model import SCOPES
from graph_service.stores.health import State, examine
from graph_service.stores.open import open_store
from graph_service.stores.sqlite.schema import MIGRATIONS
from tests.graph_service.house import ROOT, Command, bodies, url
from tests.graph_service.stores import before
from tests.graph_service.stores.faults import common_folder, killed_before, posix, without_rights

STORES = ("store", "replica")


def told(graph: Graph) -> dict[str, Any]:
    """As `before.make.told` told of the same store."""
    head = graph.store.head()
    return {
        "store_id": head.store_id,
        "log": log_hash(graph.store),
        "content": {scope.value: graph.store.content_hash(scope) for scope in SCOPES},
        "revisions": {scope.value: head.revisions[scope] for scope in SCOPES},
        "batches": [[batch.id, batch.kind, alive] for batch, alive in graph.store.batches()],
        "documents": [[d.collection, d.id, d.version, d.scope.value, d.body] for d in graph.store.documents()],
    }


def schema_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        found: int = db.execute("PRAGMA user_version").fetchone()[0]
        return found


def wrong(path: Path) -> list[str]:
    return [check.name for check in examine(url(path)) if check.state is State.ERROR]


@pytest.mark.parametrize("name", STORES)
def test_a_store_made_before_is_brought_forward_and_holds_what_it_held(name: str, tmp_path: Path) -> None:
    path = before.unpacked(name, tmp_path)
    assert schema_of(path) == 1
    assert wrong(path) == []
    with open_graph(url(path)) as graph:
        assert told(graph) == before.TOLD[name]
    assert schema_of(path) == len(MIGRATIONS)
    assert wrong(path) == []


def test_it_is_said_once_and_then_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maillage = Command(capsys, url(before.unpacked("store", tmp_path)))
    for lang, words in (("fr", "mise à niveau (schéma 1 → 2)"), ("en", "brought forward (schema 1 → 2)")):
        before.unpacked("store", tmp_path)
        first = maillage("search", "tours", "--json", "--lang", lang)
        assert (first.code, len(first.json["results"]) > 1) == (0, True)
        assert words in first.err
        assert (maillage("search", "tours", "--json", "--lang", lang).err, first.err.count("\n")) == ("", 1)


@pytest.mark.slow
def test_a_service_says_it_in_its_log(tmp_path: Path) -> None:
    path = before.unpacked("store", tmp_path)
    serving = subprocess.Popen(
        [sys.executable, "-m", "graph_service.cli", "serve", "--port", "0", "--no-browser", "--store", url(path)],
        cwd=ROOT,
        env={**os.environ, "MAILLAGE_LANG": "en"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert serving.stderr
        assert "brought forward" in serving.stderr.readline()
        assert "http" in serving.stderr.readline()
    finally:
        serving.terminate()
        serving.wait()


def test_a_copy_says_it_of_its_target_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    from_, to = before.unpacked("store", tmp_path), before.unpacked("store", tmp_path / "other")
    ran = Command(capsys)("copy", "--from", url(from_), "--to", url(to), "--lang", "en")
    assert ran.code == 0
    assert ran.err.count("brought forward") == 2


@posix
def test_killed_before_any_statement_it_is_as_it_was_or_brought_forward_whole(tmp_path: Path) -> None:
    kept = before.unpacked("replica", tmp_path)
    for statement in count():
        (tmp_path / str(statement)).mkdir()
        path = Path(shutil.copy(kept, tmp_path / str(statement) / "g.db"))
        if not killed_before(statement, lambda path=path: open_store(url(path))):  # type: ignore[misc]
            break
        with closing(sqlite3.connect(path)) as db:
            (there,) = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'seal'").fetchone()
        assert (schema_of(path), there) in ((1, 0), (len(MIGRATIONS), 1))
        with closing(open_store(url(path))) as store:
            assert store.head().store_id == before.TOLD["replica"]["store_id"]
        assert statement % 10 or wrong(path) == []
    # The way there, and the seals of a batch, its changes and documents.
    assert statement > 25


def test_two_that_open_it_at_once_both_have_it_and_one_brings_it_forward(tmp_path: Path) -> None:
    path = before.unpacked("store", tmp_path)
    program = (
        "import sys\nfrom graph_service.graph import open_graph\nsys.stdin.readline()\n"
        "with open_graph(sys.argv[1]) as graph: print(graph.store.upgraded is not None, graph.store.head().batches)"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, url(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    with ThreadPoolExecutor() as both:
        ended = list(both.map(lambda process: process.communicate("go\n", timeout=60)[0].split(), processes))
    batches = str(len(before.TOLD["store"]["batches"]))
    assert sorted(ended) == [["False", batches], ["True", batches]]
    assert wrong(path) == []


@posix
def test_a_store_made_before_that_cannot_be_written_is_told_and_left(tmp_path: Path) -> None:
    """Read as it stands it would lack what this version looks for."""
    open_graph(url(before.unpacked("store", tmp_path))).close()  # all that is needed is loaded while it may be read
    with common_folder() as folder:
        path = before.unpacked("store", folder)
        path.chmod(0o444)
        was = path.read_bytes()
        with without_rights(folder, path), pytest.raises(StoreError) as error:
            open_graph(url(path))
        assert error.value.code in ("store-readonly", "store-folder-readonly")
        assert path.read_bytes() == was


def test_the_version_before_is_told_that_a_store_is_newer(tmp_path: Path) -> None:
    """By the number that it reads: `test_a_newer_store_is_refused` shows what it then says."""
    path = before.unpacked("store", tmp_path)
    open_store(url(path)).close()
    assert schema_of(path) > 1


def test_a_copy_to_and_from_a_store_made_before_holds_the_same(tmp_path: Path) -> None:
    old = before.unpacked("store", tmp_path)
    with open_graph(url(old)) as graph:
        report = graph.copy_to(url(tmp_path / "new.db"))
        assert report.log == before.TOLD["store"]["log"]
        assert {s.value: h for s, h in report.hashes.items()} == before.TOLD["store"]["content"]
        facts = bodies(graph)
    with open_graph(url(tmp_path / "new.db")) as graph:
        assert bodies(graph) == facts
        # The other way: what was copied before goes on from where it was.
        graph.edit([{"op": "set", "type": "actor", "ids": ["UT"], "fields": {"acronym": "UTours"}}])
        report = graph.copy_to(url(before.unpacked("store", tmp_path)))
        assert report.copied == 1
    assert wrong(tmp_path / "new.db") == wrong(old) == []


def test_a_replica_made_before_is_filled_again(tmp_path: Path) -> None:
    replica = before.unpacked("replica", tmp_path)
    with open_graph(url(before.unpacked("store", tmp_path))) as graph:
        graph.edit([{"op": "hide", "type": "actor", "ids": ["TH"], "visibility": "partners"}])
        graph.copy_to(url(replica), scope="partners")
        content = {scope: graph.store.content_hash(scope) for scope in SCOPES[:2]}
    with open_graph(url(replica)) as graph:
        assert {scope: graph.store.content_hash(scope) for scope in SCOPES[:2]} == content
        assert graph.store.head().revisions[SCOPES[0]] > before.TOLD["replica"]["revisions"]["public"]
    assert wrong(replica) == []


@pytest.mark.parametrize("name", ["everything.xlsx", "everything.zip"])
def test_an_export_made_before_comes_back_and_says_only_what_was_edited_in_it(name: str, tmp_path: Path) -> None:
    with open_graph(url(before.unpacked("store", tmp_path))) as graph:
        graph.undo(graph.batches()[0][0].id, yes=True)  # what was said after the export was made
        facts = bodies(graph)
        report = graph.import_files([before.HERE / name])
        assert not report.any_rejected
        assert not any(sum(report.counts[what].values()) for what in ("created", "updated", "withdrawn"))
        assert bodies(graph) == facts


@pytest.mark.parametrize("name", STORES)
def test_what_is_written_next_is_sealed_like_the_rest(name: str, tmp_path: Path) -> None:
    path = before.unpacked(name, tmp_path)
    with closing(open_store(url(path))) as store:
        document = next(d for d in store.documents() if d.collection == "settings")
        store.put(document)
    assert wrong(path) == []
