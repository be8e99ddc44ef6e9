"""A real Neo4j server for tests, and what empties it.

`neo4j_server` is one server for all tests of a process, started when the first asks for it. `own_neo4j` is another,
which a test may kill and start again. What uses either by name is marked `neo4j`; a test that gets one by
`request.getfixturevalue` has to mark itself.

With NEO4J_URI (NEO4J_USER, NEO4J_PASSWORD) `neo4j_server` is that one, if it is empty: it will be wiped. Where there is
no server to be had, tests are left out or fail (tests/needs.py).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import neo4j
import pytest

from graph_service.stores.neo4j import schema
from tests.needs import left_out
from tools.neo4j_server import Server, Unavailable, cache, fetch

FIXTURES = {"neo4j_server", "own_neo4j", "stopped_neo4j"}


@dataclass(frozen=True)
class Given:
    """A server that somebody else runs, as NEO4J_URI names it."""

    url: str
    user: str
    password: str = field(repr=False)

    @property
    def auth(self) -> tuple[str, str]:
        return self.user, self.password


def mark(items: list[pytest.Item]) -> None:
    """Mark what uses a server."""
    for item in items:
        if FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("neo4j")


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server | Given]:
    """The server that tests share. A test wipes it before it begins; nobody else's data is in it."""
    if uri := os.environ.get("NEO4J_URI"):
        user, password = os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        yield from lent(Given(uri, user, password))
    else:
        needed()
        with Server(brief=True) as server:
            yield server


@pytest.fixture(scope="session")
def _second_neo4j() -> Iterator[Server]:
    """Not started yet."""
    needed()
    with closing(Server(brief=True)) as server:
        yield server


@pytest.fixture
def stopped_neo4j(_second_neo4j: Server) -> Server:
    """The same server for one test that starts it, with whatever the test before has left in it."""
    _second_neo4j.prepare()
    _second_neo4j.stop()
    return _second_neo4j


@pytest.fixture
def own_neo4j(_second_neo4j: Server) -> Server:
    """A server for one test, running and empty, that may be killed and started again.

    The indexes of Maillage stay: to make them again takes seconds, and every plan with them.
    """
    _second_neo4j.start()
    wipe(_second_neo4j.url, _second_neo4j.auth, schema=True, keep=set(schema.wanted()))
    return _second_neo4j


def needed() -> None:
    """See that a server can be started here; else the test is left out, or fails."""
    try:
        fetch()
    except Unavailable as error:
        left_out(f"no Neo4j server: {error}")


def lent(server: Given) -> Iterator[Given]:
    """Somebody's empty server, for one process of tests after the other, and given back as it was. Refuses another."""
    cache().parent.mkdir(parents=True, exist_ok=True)
    with (cache().parent / "NEO4J_URI.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with neo4j.GraphDatabase.driver(server.url, auth=server.auth) as driver:
            nodes = driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]
            names = {row["name"] for row in driver.execute_query("SHOW INDEXES YIELD name").records}
        if nodes:
            pytest.fail(f"refusing to wipe {server.url}: NEO4J_URI names a database that holds {nodes} nodes")
        try:
            yield server
        finally:
            wipe(server.url, server.auth, schema=True, keep=names)


def wipe(url: str, auth: tuple[str, str], *, schema: bool = False, keep: set[str] | None = None) -> None:
    """Leave no node and no relation; with `schema` no constraint and no index either, but for those of `keep`.

    Relations go first: a node with many of them would be one large transaction.
    """
    with neo4j.GraphDatabase.driver(url, auth=auth) as driver, driver.session() as session:
        session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        if not schema:
            return
        kept = sorted(keep or ())
        for what, more in (("CONSTRAINT", ""), ("INDEX", "AND type <> 'LOOKUP'")):
            found = session.run(f"SHOW {what} YIELD * WHERE NOT name IN $kept {more} RETURN name", kept=kept)
            for name in [row["name"].replace("`", "``") for row in found]:
                session.run(f"DROP {what} `{name}` IF EXISTS").consume()
