"""Whole copies, between stores of any two kinds."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from graph_service.errors import UsageError
from graph_service.graph import open_graph
from graph_service.graph.copying import copy, log_hash, shown_url
from graph_service.model import SCOPES, Batch, Say, Scope
from graph_service.stores import lineage
from graph_service.stores.base import Document, Store
from graph_service.stores.open import open_store
from tests.deep import rounds, some
from tests.graph_service.graph.copies import both_ways, copied, made, written
from tests.graph_service.house import F1, Command, new_graph, url
from tests.graph_service.stores.contract import actor, ground
from tests.graph_service.stores.faults import killed_before, posix, statements
from tests.graph_service.stores.logs import Log, logs

PUBLIC, _, INTERNAL = Scope


@both_ways
def test_a_copy_holds_batches_ids_times_summaries_revisions_and_documents(pair: tuple[Store, Store]) -> None:
    source, target = pair
    source.put(Document("settings", "store", 0, {"fictional": True}, PUBLIC))
    source.put(Document("shelf", "one", 0, {"later": ["A"]}))
    told: list[tuple[int, int, int]] = []
    report = copy(source, target, progress=lambda *how_far: told.append(how_far))
    assert written(target) == written(source)
    assert [b.summary for b, _ in target.batches()] == [b.summary for b, _ in source.batches()]
    assert (report.batches, report.copied, report.says) == (3, 3, 8)
    assert report.log == log_hash(source) == log_hash(target)
    assert report.hashes == {scope: source.content_hash(scope) for scope in SCOPES}
    assert told == [(1, 3, 7), (2, 3, 8), (3, 3, 8)]


@given(log=logs(max_batches=4))
@rounds(8)
def test_any_log_is_copied_as_it_is(tmp_path_factory: pytest.TempPathFactory, log: Log) -> None:
    copies_as_it_is(("sqlite", "sqlite"), tmp_path_factory.mktemp("law"), [], log)


@given(log=logs(max_batches=3))
@rounds(2, deep=200)
@pytest.mark.parametrize("kinds", [("sqlite", "neo4j"), ("neo4j", "sqlite")], ids="-to-".join)
def test_so_it_is_between_a_file_and_a_server(
    tmp_path_factory: pytest.TempPathFactory, neo4j_server: Any, kinds: tuple[str, str], log: Log
) -> None:
    copies_as_it_is(kinds, tmp_path_factory.mktemp("law"), [neo4j_server], log)


def copies_as_it_is(kinds: tuple[str, str], folder: Path, servers: Sequence[Any], log: Log) -> None:
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        source, target = (open_store(at, create=True) for at in made(kinds, folder, servers, patch))
        stack.callback(source.close)
        stack.callback(target.close)
        for batch, says in log:
            source.write(batch, says)
        copy(source, target)
        assert written(target) == written(source)


def test_a_second_copy_writes_only_what_came_since(pair: tuple[Store, Store]) -> None:
    source, target = pair
    copy(source, target)
    assert (copy(source, target).copied, copy(source, target).documents) == (0, 0)
    source.write(Batch("new"), [Say(actor("Z"))])
    source.put(Document("settings", "store", 0, {"fictional": False}, PUBLIC))
    report = copy(source, target)
    assert (report.copied, report.documents) == (1, 1)
    assert written(target) == written(source)


def test_a_copy_goes_back_where_the_work_went_on_in_it(pair: tuple[Store, Store]) -> None:
    source, target = pair
    copy(source, target)
    target.write(Batch("there"), [Say(actor("Z"))])
    with pytest.raises(UsageError, match="ahead of") as refused:
        copy(source, target)
    assert "there" in str(refused.value)
    assert copy(target, source).copied == 1
    assert written(target) == written(source)


def test_a_target_with_a_log_of_its_own_is_refused_and_left_as_it_was(pair: tuple[Store, Store]) -> None:
    source, target = pair
    copy(source, target)
    source.write(Batch("here"), [Say(actor("Z"))])
    target.write(Batch("there"), [Say(actor("W"))])
    before = written(target)
    with pytest.raises(UsageError, match="3 batches are the same") as refused:
        copy(source, target)
    assert "here" in str(refused.value)
    assert "there" in str(refused.value)
    assert written(target) == before


@posix
@both_ways
def test_killed_after_any_batch_a_copy_goes_on_where_it_stopped(urls: list[str]) -> None:
    source = open_store(urls[0], create=True)
    ground(source)
    for n in range(6):
        source.write(Batch(f"b{n}"), [Say(actor(f"N{n}"))])
    whole = written(source)
    source.close()

    def die(batches: int, *_: int) -> None:
        if batches % 3 == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def run() -> None:
        copy(open_store(urls[0]), open_store(urls[1], create=True), progress=die)

    counts = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            run()
            os._exit(0)
        counts.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    assert counts == [-signal.SIGKILL, -signal.SIGKILL, 0]
    target = open_store(urls[1])
    assert written(target) == whole
    target.close()


@posix
@pytest.mark.deep
@pytest.mark.slow
def test_killed_before_any_statement_a_copy_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Of a file: each statement of SQLite is where a process may end."""
    with new_graph(tmp_path / "source.db") as source:
        ground(source.store)
        whole = written(source.store)
    total = statements(lambda: copied(tmp_path / "source.db", tmp_path / "counted.db"))
    for statement in some(range(total), 14):
        at = tmp_path / f"{statement}.db"
        assert killed_before(statement, lambda at=at: copied(tmp_path / "source.db", at))
        copied(tmp_path / "source.db", at)
        target = open_store(url(at))
        assert written(target) == whole, statement
        target.close()


def test_a_copy_has_an_id_of_its_own_and_answers_to_the_workbooks_of_its_source(tmp_path: Path) -> None:
    with new_graph(tmp_path / "a.db", F1, visibility="public") as graph:
        graph.export(tmp_path / "out.zip")
        graph.copy_to(url(tmp_path / "b.db"))
        ids = {graph.store.head().store_id}
    with open_graph(url(tmp_path / "b.db")) as graph:
        assert graph.store.head().store_id not in ids
        assert lineage.own_store_ids(graph.store) == ids | {graph.store.head().store_id}
        report = graph.import_files([tmp_path / "out.zip"])
        assert not any(report.counts["created"].values())
        assert report.counts["unchanged"]["actors"] == 13
        graph.copy_to(url(tmp_path / "c.db"))
    with open_graph(url(tmp_path / "c.db")) as graph:
        assert ids < lineage.own_store_ids(graph.store)


# The command


def test_the_command_copies_and_says_how_far_it_is(
    pair: tuple[Store, Store], urls: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    maillage = Command(capsys)
    first = maillage("copy", "--from", urls[0], "--to", urls[1], "--lang", "en")
    assert (first.code, "2 of 3 batches, 8 statements written" in first.err) == (0, True)
    assert f"{urls[1]} is a whole copy." in first.out
    assert pair[0].content_hash(PUBLIC) in first.out
    again = maillage("copy", "--to", urls[1], "--json", store=urls[0])
    assert (again.code, again.json["copied"], again.json["batches"]) == (0, 0, 3)
    assert again.json["hashes"]["internal"] == pair[1].content_hash(INTERNAL)
    refused = maillage("copy", "--from", urls[0], "--to", urls[1], "--scope", "public", "--lang", "en")
    assert (refused.code, "data of its own" in refused.err) == (2, True)
    assert maillage("copy", "--from", urls[0]).code == 2
    assert maillage("copy", "--from", urls[0], "--to", urls[1], "--scope", "internal").code == 2


def test_a_copy_of_nothing_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Command(capsys)("copy", "--from", url(tmp_path / "none.db"), "--to", url(tmp_path / "target.db"))
    assert ran.code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_name_and_password_in_an_address_are_shown_to_nobody() -> None:
    assert shown_url("neo4j://somebody:word@host:7687/x") == "neo4j://host:7687/x"
