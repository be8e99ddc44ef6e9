"""Imports into Neo4j that are killed at a step, and what is looked at after: what all tests of faults share."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing
from typing import Any

import neo4j
import pytest

from graph_service.model import SCOPES, Batch, Say
from graph_service.stores.health import State, examine
from graph_service.stores.neo4j import Neo4jStore
from graph_service.stores.neo4j.connection import Connection
from tests.graph_service.stores.contract import actor, ground
from tests.graph_service.stores.servers import new_store

MORE = [Say(actor(f"N{i}", acronym=f"n{i}")) for i in range(30)]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every batch goes in steps, and a lease that nobody renews ends soon."""
    monkeypatch.setattr("graph_service.stores.neo4j.writing.AT_ONCE", -1)
    monkeypatch.setattr("graph_service.stores.neo4j.stepping.SIZE", 10)
    monkeypatch.setattr("graph_service.stores.neo4j.lock.LEASE", 1.0)


def held(store: Neo4jStore) -> tuple[object, ...]:
    """What every scope sees of a store, and which batches it lists."""
    with store.read():
        return (*(store.content_hash(scope) for scope in SCOPES), [batch.id for batch, _ in store.batches()])


def rows() -> list[Say]:
    return [*MORE, Say(actor("TM", name="Autre nom"))]


def write(store: Neo4jStore) -> None:
    store.write(Batch("more", at="2026-01-01T00:00:00+00:00"), rows())


def wrong(url: str) -> list[str]:
    return [f"{check.name}: {check.message}" for check in examine(url) if check.state is State.ERROR]


def before_write(n: int, then: Callable[[], None]) -> None:
    """Do something before the nth write transaction of this process from now."""
    left = iter(range(n, -1, -1))
    kept = Connection.write

    def counted(self: Connection, work: Any, **how: Any) -> Any:
        if next(left, None) == 0:
            then()
        return kept(self, work, **how)

    Connection.write = counted  # type: ignore[method-assign]


def writes(work: Callable[[], object]) -> int:
    """Do `work`. Returns how many write transactions it took; one that renews the lease may be among them."""
    made = []
    kept = Connection.write
    with pytest.MonkeyPatch.context() as patch:

        def counted(self: Connection, work: Any, **how: Any) -> Any:
            made.append(work)
            return kept(self, work, **how)

        patch.setattr(Connection, "write", counted)
        work()
    return len(made)


def killed_before(n: int, work: Callable[[], object]) -> bool:
    """Do `work` in a process that is killed (-9) before its nth write transaction. False: it had fewer."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            before_write(n, lambda: os.kill(os.getpid(), signal.SIGKILL))
            work()
            code = 0
        finally:
            os._exit(code)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, -signal.SIGKILL), f"ended with {ended} before transaction {n}"
    return ended != 0


def killed_in(words: str, work: Callable[[], object]) -> bool:
    """Do `work` in a process that is killed (-9) at the first text that holds these words. False: there was none."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            kept = Connection._runner

            def counted(self: Connection, tx: Any, settled: bool) -> Any:
                run = kept(self, tx, settled)

                def at(text: str, **parameters: Any) -> Any:
                    if words in text:
                        os.kill(os.getpid(), signal.SIGKILL)
                    return run(text, **parameters)

                return at

            Connection._runner = counted  # type: ignore[method-assign]
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def both(server: Any) -> tuple[tuple[object, ...], tuple[object, ...]]:
    with closing(new_store(server)) as store:
        ground(store)
        before = held(store)
        write(store)
        return before, held(store)


def known(server: Any) -> set[str]:
    """The batches that are committed: seen, or being folded."""
    with neo4j.GraphDatabase.driver(server.url, auth=server.auth) as driver:
        text = "MATCH (h:Maillage { id: 'head' }), (i:Import) WHERE i.n <= coalesce(h.folding, h.n) RETURN i.id AS id"
        return {row["id"] for row in driver.execute_query(text).records}


def alone(server: Any, *texts: str) -> list[list[Any]]:
    """Run texts as somebody else would. Returns the rows of the last."""
    rows: list[list[Any]] = []
    with neo4j.GraphDatabase.driver(server.url, auth=server.auth) as driver:
        for text in texts:
            rows = [list(row.values()) for row in driver.execute_query(text).records]
    return rows
