"""The server that tests and `make neo4j` run on: it survives its own death, not ours, and no data that is not ours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import neo4j
import pytest

from tests.neo4j import Given, lent, wipe
from tools.neo4j_server import Died, Server, Unavailable, cache, fetch

ROOT = Path(__file__).parents[2]
LINE = [sys.executable, "-m", "tools.neo4j_server"]


@pytest.fixture
def own_neo4j(own_neo4j: Server) -> Server:
    """Here without any index, too."""
    wipe(own_neo4j.url, own_neo4j.auth, schema=True)
    return own_neo4j


def ask(server: Server | Given, query: str) -> list[Any]:
    with neo4j.GraphDatabase.driver(server.url, auth=server.auth) as driver:
        return [row[0] for row in driver.execute_query(query).records]


def becomes(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + 30
    while not true() and time.monotonic() < until:
        time.sleep(0.1)
    return true()


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_what_was_written_is_there_after_a_kill_and_a_new_start(own_neo4j: Server) -> None:
    ask(own_neo4j, "CREATE (:Kept {name: 'é'})")
    before = own_neo4j.pid
    own_neo4j.kill()
    assert own_neo4j.pid is None
    own_neo4j.start()
    assert own_neo4j.pid != before
    assert ask(own_neo4j, "MATCH (n:Kept) RETURN n.name") == ["é"]


def test_it_reads_files_of_its_import_folder(own_neo4j: Server) -> None:
    (own_neo4j.import_folder / "two.csv").write_text("a\n1\n2\n")
    assert ask(own_neo4j, "LOAD CSV WITH HEADERS FROM 'file:///two.csv' AS row RETURN row.a") == ["1", "2"]


def test_nobody_gets_in_without_the_password(own_neo4j: Server) -> None:
    driver = neo4j.GraphDatabase.driver(own_neo4j.url, auth=(own_neo4j.user, "another-password"))
    with driver, pytest.raises(neo4j.exceptions.AuthError):
        driver.verify_connectivity()


def test_it_listens_on_this_machine_only(own_neo4j: Server) -> None:
    sockets = {os.readlink(fd) for fd in Path(f"/proc/{own_neo4j.pid}/fd").iterdir() if fd.is_symlink()}
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
    listening = [line[1] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in sockets]
    assert len(listening) == 1
    address, port = listening[0].rsplit(":", 1)
    assert int(port, 16) == own_neo4j.port
    assert address in {"0100007F", "0000000000000000FFFF00000100007F"}


@pytest.mark.deep(only=True)
def test_wiping_leaves_nothing_and_the_schema_only_if_asked(own_neo4j: Server) -> None:
    ask(own_neo4j, "CREATE CONSTRAINT one FOR (n:Hub) REQUIRE n.id IS UNIQUE")
    ask(own_neo4j, "CREATE FULLTEXT INDEX words FOR (n:Hub) ON EACH [n.name]")
    ask(own_neo4j, "CREATE (h:Hub {id: 1}) WITH h UNWIND range(1, 25000) AS i CREATE (h)-[:R {i: i}]->(:Leaf)")
    wipe(own_neo4j.url, own_neo4j.auth)
    assert ask(own_neo4j, "MATCH (n) RETURN count(n)") == [0]
    assert ask(own_neo4j, "SHOW CONSTRAINTS YIELD name") == ["one"]
    wipe(own_neo4j.url, own_neo4j.auth, schema=True)
    assert ask(own_neo4j, "SHOW CONSTRAINTS YIELD name") == []
    assert ask(own_neo4j, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name") == []


@pytest.mark.deep(only=True)
def test_a_server_that_is_lent_is_given_back_as_it_was(own_neo4j: Server) -> None:
    ask(own_neo4j, "CREATE INDEX theirs FOR (n:Theirs) ON (n.id)")
    for server in lent(Given(own_neo4j.url, *own_neo4j.auth)):
        ask(server, "CREATE INDEX ours FOR (n:Ours) ON (n.id)")
        ask(server, "CREATE (:Ours)")
    assert ask(own_neo4j, "MATCH (n) RETURN count(n)") == [0]
    assert ask(own_neo4j, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name") == ["theirs"]


def test_a_server_that_holds_anything_is_not_wiped(own_neo4j: Server) -> None:
    ask(own_neo4j, "CREATE (:Theirs)")
    with pytest.raises(pytest.fail.Exception, match="refusing to wipe"):
        next(lent(Given(own_neo4j.url, *own_neo4j.auth)))
    assert ask(own_neo4j, "MATCH (n) RETURN count(n)") == [1]


@pytest.mark.deep(only=True)
def test_it_does_not_outlive_who_started_it(own_neo4j: Server) -> None:
    # Killed as soon as Java says a word: who starts a server may well die before it answers.
    code = (
        "import os, signal, threading, time\nfrom tools.neo4j_server import Server\nserver = Server(brief=True)\n"
        "threading.Thread(target=server.start, daemon=True).start()\n"
        "while not (server.pid and server.log.stat().st_size): time.sleep(0.01)\n"
        "print(server.pid, server.home, flush=True)\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    pid, home = done.stdout.split()
    assert becomes(lambda: not alive(int(pid)) and not Path(home).exists())


@pytest.mark.deep(only=True)
def test_a_setting_that_does_not_exist_is_told_in_a_line(own_neo4j: Server) -> None:
    with (
        pytest.raises(Died, match=r"No declared setting with name: no\.such"),
        Server(settings={"no.such": "1"}, brief=True),
    ):
        pass


def test_the_command_line_says_how_it_is_reached_and_stops_on_ctrl_c(own_neo4j: Server) -> None:
    # It lives for one question: Java need not compile it well.
    env = {**os.environ, "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1"}
    with subprocess.Popen(
        LINE, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        told, store, password = (process.stdout.readline() for _ in range(3))
        scheme, address = store.removeprefix("export MAILLAGE_STORE=").strip().split("://")
        secret = password.removeprefix("export MAILLAGE_NEO4J_PASSWORD=").strip()
        assert ask(Given(f"{scheme}://{address}", "neo4j", secret), "RETURN 1") == [1]
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert address in told
    assert process.returncode == 0
    assert "stopped" in said


def test_without_java_or_maven_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="no java"):
        fetch()
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.1\"' >&2\n")
    java.chmod(0o755)
    with pytest.raises(Unavailable, match="Java 17 or newer"):
        fetch()
    java.write_text("#!/bin/sh\necho 'openjdk version \"21.0.1\"' >&2\n")
    with pytest.raises(Unavailable, match="no mvn"):
        fetch()
    assert not cache().exists()


def test_a_fetch_that_fails_leaves_nothing_that_looks_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    for name, says in (("java", 'openjdk version "17.0.1" >&2'), ("mvn", "'[ERROR] no such host'; exit 1")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {says}\n".replace('"17.0.1"', "'\"17.0.1\"'"))
        (tmp_path / name).chmod(0o755)
    with pytest.raises(Unavailable, match="mvn could not fetch the Neo4j server: no such host"):
        fetch()
    assert [path.name for path in cache().parent.iterdir()] == [f"{cache().name}.lock"]
