"""Start `make demo` as a newcomer does, ask its page, and stop it. CI runs this: python -m tools.try_demo

It takes a free port and opens no browser. It leaves with 0 where the page answers with the demo's data within the
bound, else with 1 and what the demo said.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
WITHIN = 180.0
"""Seconds from `make demo` to its address: it may have to install Maillage first."""
ANSWERS_WITHIN = 30.0
STOPS_WITHIN = 15.0
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=\S+")
_PAGE = (b"Maillage</title>", b"/page.js", b'id="answer"')


class Failed(Exception):
    """The demo does not do what a newcomer is promised. The message says what happened instead."""


def main() -> int:
    """Try `make demo`, and say what became of it."""
    with tempfile.TemporaryDirectory(prefix="maillage-demo-") as folder:
        options = f"--no-browser --lang en --store sqlite:///{folder}/demo.db"
        try:
            told = tried(["make", "--silent", "demo", "PORT=0", f"DEMO_OPTIONS={options}"])
        except Failed as failed:
            print(f"make demo: {failed}", file=sys.stderr)  # noqa: T201
            return 1
    print(f"make demo: {told}")  # noqa: T201
    return 0


def tried(command: Sequence[str], within: float = WITHIN) -> str:
    """Run a command that serves the demo until its page has answered, then stop it. Returns what was found in a line.

    Raises Failed where it ends by itself, does not say its address within so many seconds, answers with something
    else, or does not stop.
    """
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as demo:
        late = threading.Timer(within, _end, [demo, signal.SIGKILL])
        late.start()
        try:
            return checked(_address(demo, late))
        finally:
            late.cancel()
            _end(demo, signal.SIGTERM)
            try:
                demo.communicate(timeout=STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                _end(demo, signal.SIGKILL)
                raise Failed(f"it does not stop within {STOPS_WITHIN:.0f} s") from None


def checked(address: str) -> str:
    """What the page at an address shows, in a line. Raises Failed where it is not the page with the demo's data."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def read(url: str) -> bytes:
        try:
            with opener.open(url, timeout=ANSWERS_WITHIN) as answer:
                return bytes(answer.read())
        except OSError as error:
            raise Failed(f"{url.partition('?')[0]} does not answer: {error}") from error

    page = read(address)
    base = address.partition("?")[0]
    if not all(part in page for part in _PAGE):
        raise Failed(f"{base} answers, but not with the page of Maillage: {page[:200]!r}")
    try:
        status: Mapping[str, Any] = json.loads(read(f"{base}api/v1/status"))
        found = [(example["question"], example) for example in status["examples"]]
    except (ValueError, KeyError, TypeError) as error:
        raise Failed(f"{base}api/v1/status answers with something else: {error!r}") from error
    if not status.get("fictional") or not status.get("actors") or not found:
        raise Failed(f"{base} answers without the demo's data: {status}")
    return f"its page answers at {base}, with {status['actors']} actors and {len(found)} questions to begin with"


def _address(demo: subprocess.Popen[str], late: threading.Timer) -> str:
    assert demo.stderr
    lines = []
    for line in demo.stderr:
        lines.append(line)
        if found := _ADDRESS.search(line):
            return found[0]
    why = "it ended by itself" if late.is_alive() else f"it said no address within {late.interval:g} s"
    raise Failed(f"{why}; it said: {''.join(lines[-20:]).strip() or 'nothing'}")


def _end(process: subprocess.Popen[str], how: signal.Signals) -> None:
    """End a process and those it started: `make` is the first, the service its child."""
    if process.poll() is None:
        os.killpg(process.pid, how)


if __name__ == "__main__":
    sys.exit(main())
