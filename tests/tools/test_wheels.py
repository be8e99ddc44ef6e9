"""The check of wheels passes where all are there, or where nobody can be reached, which it says; else it fails."""

from __future__ import annotations

import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tools import wheels
from tools.wheels import Found

pytestmark = pytest.mark.slow


def wheel(folder: Path, name: str, tag: str) -> None:
    """A wheel with nothing in it but what pip asks of it."""
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-{tag}.whl", "w") as file:
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        file.writestr(
            f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: py3-none-{tag}"
        )
        file.writestr(f"{info}/RECORD", "")


@contextmanager
def index(status: int, body: bytes = b"") -> Iterator[str]:
    """The address of a package index that answers everything in one way."""

    class Index(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=lambda: server.serve_forever(0.05)).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that pip takes for the whole world."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    return tmp_path


def at(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Make this the only package index of one system."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", url)
    monkeypatch.setattr(wheels, "PLATFORMS", {"Linux": wheels.PLATFORMS["Linux"]})


def test_a_wheel_that_is_missing_for_one_system_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel(folder, "one", "win_amd64")
    wheel(folder, "one", "macosx_11_0_arm64")
    assert wheels.main(["one"]) == 1
    said = capsys.readouterr().out
    assert "missing for Linux" in said
    assert said.count("every run-time dependency has one for") == 2


def test_so_it_does_at_the_tested_version(folder: Path) -> None:
    wheel(folder, "one", "manylinux2014_x86_64")
    (folder / "tested.txt").write_text("one==2.0\n")
    answer = wheels.asked(wheels.PLATFORMS["Linux"], ["-c", str(folder / "tested.txt"), "one"])
    assert wheels.judged(answer.returncode, answer.stderr) is Found.FAILED


def test_an_index_that_answers_with_an_error_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    with index(403) as url:
        at(monkeypatch, url)
        assert wheels.main() == 1


def test_where_nobody_can_be_reached_it_says_what_it_did_not_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        # Bound and not listening: who connects is refused.
        taken.bind(("127.0.0.1", 0))
        at(monkeypatch, f"http://127.0.0.1:{taken.getsockname()[1]}/simple")
        assert wheels.main() == 0
    assert capsys.readouterr().out == "wheels: NOT CHECKED for Linux: the package index cannot be reached\n"


RETRYING = "WARNING: Retrying (Retry(total={left}, connect=None)) after connection broken by '{why}': /simple/click/\n"
LAST = RETRYING.format(left=0, why="{why}")
NONE = "ERROR: No matching distribution found for click"
AFTER_ALL = "ERROR: Could not find a version that satisfies the requirement click==9 (from versions: 8.0, 8.1)\n"


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (LAST.format(why="NameResolutionError(...: Failed to resolve 'pypi.org')") + NONE, Found.NO_NETWORK),
        (LAST.format(why="ConnectTimeoutError(...)") + "ERROR: ResolutionImpossible", Found.NO_NETWORK),
        (LAST.format(why="NewConnectionError(...)") + AFTER_ALL + NONE, Found.MISSING),
        (RETRYING.format(left=1, why="NewConnectionError(...)") + NONE, Found.MISSING),
        (LAST.format(why="SSLError(CERTIFICATE_VERIFY_FAILED)") + "ERROR: no certificate", Found.FAILED),
        (LAST.format(why="ReadTimeoutError(...)") + "ERROR: HTTP error 500", Found.FAILED),
        ("ERROR: ResolutionImpossible: for help visit", Found.FAILED),
        ("no such option: --no-such-option", Found.FAILED),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", Found.FAILED),
        ("", Found.FAILED),
    ],
)
def test_only_an_index_that_cannot_be_reached_is_no_error_of_ours(told: str, found: Found) -> None:
    assert wheels.judged(1, told) is found
