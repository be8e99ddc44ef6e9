"""What CI asks of `make demo`: what is not the demo's page within the bound is told, and nothing is left running."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph_service.graph import Graph
from tests.graph_service.api.visits import served
from tests.graph_service.house import F1, new_graph
from tools import try_demo
from tools.try_demo import Failed, checked, tried

SAYS = (
    "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); "
    "print(sys.argv[2], file=sys.stderr, flush=True); "
)


def command(pid: Path, says: str, then: str) -> list[str]:
    """A process that notes its id, says something, and then goes on."""
    return [sys.executable, "-c", SAYS + then, str(pid), says]


def gone(pid: Path) -> bool:
    try:
        os.kill(int(pid.read_text()), 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with new_graph(tmp_path / "f1.db", F1) as graph:
        yield graph


def test_the_page_with_the_demos_data_is_told_in_a_line(graph: Graph) -> None:
    examples = [{"question": "paths", "from": "TH", "to": "CCS"}]
    graph.configure(default_as_of="2025-01-01", fictional=True, examples=examples)
    with served(graph) as address:
        assert checked(address).endswith("with 13 actors and 1 questions to begin with")


def test_a_page_without_the_demos_data_is_none(graph: Graph) -> None:
    with served(graph) as address, pytest.raises(Failed, match="without the demo's data"):
        checked(address)


@pytest.fixture
def other() -> Iterator[str]:
    """The address of another program's page."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<title>It works</title>")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/?token=x"
        server.shutdown()


def test_another_programs_page_is_none(other: str, tmp_path: Path) -> None:
    with pytest.raises(Failed, match="not with the page of Maillage"):
        tried(command(tmp_path / "pid", other, "time.sleep(60)"))
    assert gone(tmp_path / "pid")


def test_an_address_where_nobody_answers_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="does not answer"):
        tried(command(tmp_path / "pid", "http://127.0.0.1:9/?token=x", "time.sleep(60)"))
    assert gone(tmp_path / "pid")


def test_a_demo_that_ends_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="it ended by itself; it said: No space left"):
        tried(command(tmp_path / "pid", "No space left", "sys.exit(1)"))


def test_a_demo_that_says_no_address_is_waited_for_so_long_and_no_longer(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(Failed, match="no address within 1 s; it said: installing"):
        tried(command(tmp_path / "pid", "installing", "time.sleep(60)"), within=1)
    assert time.monotonic() - began < 20
    assert gone(tmp_path / "pid")


def test_a_demo_that_does_not_stop_is_told_and_stopped(
    other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(try_demo, "STOPS_WITHIN", 0.5)
    deaf = (
        f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print({other!r}, file=sys.stderr, flush=True)"
    )
    with pytest.raises(Failed, match="does not stop within"):
        tried(command(tmp_path / "pid", "", f"{deaf}; time.sleep(60)"))
    assert gone(tmp_path / "pid")
