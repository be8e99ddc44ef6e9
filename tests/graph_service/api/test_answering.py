"""Many who ask at once are answered by a few threads, or, with `--workers`, by a few processes."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import Message

from graph_service.api.answering import THREADS, Answering, prepare
from graph_service.graph import Graph
from graph_service.messages import m
from graph_service.model import Scope
from graph_service.queries.base import Answer, QueryInput
from graph_service.queries.declare import Registry, question
from graph_service.queries.view import View
from tests.graph_service import house
from tests.graph_service.house import HOST, ROOT, client, url

ASKING = 30
TOKEN = "a-token-that-nobody-guesses"


class Who(QueryInput):
    """No parameter beside the usual ones."""


class Answered(Answer):
    thread: str
    at_once: int


_at_once = 0
answered: list[str] = []
"""The threads that answered, one for each answer."""
_lock = threading.Lock()


@question(
    reads=Scope.PUBLIC, title=m("search-title"), path="/who-answers", tell=lambda answer, query: [], purpose="check"
)
def who_answers(view: View, query: Who) -> Answered:
    """Which thread answers, and how many do at once."""
    global _at_once
    answered.append(threading.current_thread().name)
    with _lock:
        _at_once += 1
        at_once = _at_once
    time.sleep(0.02)
    with _lock:
        _at_once -= 1
    return Answered(thread=threading.current_thread().name, at_once=at_once, **view.stamp(query))


def test_however_many_ask_a_few_threads_answer_and_each_gets_its_answer(f1: Graph) -> None:
    with client(f1, registry=Registry([who_answers])) as web, ThreadPoolExecutor(ASKING) as callers:
        answers = list(callers.map(lambda _: web.get("/api/v1/who-answers"), range(ASKING)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["thread"] for answer in answers}) <= THREADS
    assert max(answer.json()["at_once"] for answer in answers) == THREADS


def test_for_who_has_left_nothing_is_computed(f1: Graph) -> None:
    """Two questions take the threads; of ten callers behind them nine hang up before it is their turn."""
    app = client(f1, registry=Registry([who_answers])).app
    answered.clear()

    async def asks(stays: bool) -> int:
        sent: list[int] = []
        heard = asyncio.Event()

        async def receive() -> Message:
            if not heard.is_set():
                heard.set()
                return {"type": "http.request", "body": b"", "more_body": False}
            if stays:
                await asyncio.Event().wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent.append(message["status"])

        await app(asked_scope("/api/v1/who-answers"), receive, send)
        return sent[0]

    async def all_of_them() -> list[int]:
        return await asyncio.gather(*(asks(stays) for stays in (True, True, *[False] * 9, True)))

    statuses = asyncio.run(all_of_them())
    assert statuses == [200, 200, *[499] * 9, 200]
    assert len(answered) == 3


def test_where_too_many_wait_the_next_is_told_to_come_back(f1: Graph) -> None:
    with client(f1, registry=Registry([who_answers])) as web, ThreadPoolExecutor(ASKING) as callers:
        prepare(web.app, Answering(threads=1, waiting=3))  # type: ignore[arg-type]
        answers = list(callers.map(lambda _: web.get("/api/v1/who-answers"), range(ASKING)))
    refused = [answer for answer in answers if answer.status_code != 200]
    assert {(answer.status_code, answer.json()["code"], answer.headers["retry-after"]) for answer in refused} == {
        (503, "busy", "1")
    }
    assert len(refused) < ASKING


def asked_scope(path: str) -> dict[str, Any]:
    headers = [(b"host", HOST.encode()), (b"authorization", f"Bearer {house.TOKEN}".encode())]
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "scheme": "http",
        "server": (HOST, 80),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
        "root_path": "",
    }


@pytest.mark.slow
def test_processes_share_the_store_the_token_and_cookies_and_one_that_dies_is_replaced(
    f1_file: Path, tmp_path: Path
) -> None:
    store = tmp_path / "own.db"
    store.write_bytes(f1_file.read_bytes())
    with served(store, workers=2, cache=tmp_path) as (address, service):
        asked = {"from": "TH", "to": "CCS", "as_of": "2025-01-01"}
        with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60) as web:
            first = web.get("/api/v1/paths", params=asked)
            assert first.json()["paths"][0]["actors"][0] == "TH"
            edited = web.post("/api/v1/edits", json=[{"op": "set", "ids": ["TH"], "fields": {"name": "Renommé"}}])
            assert edited.status_code == 201
        with httpx.Client(base_url=address, timeout=60) as browser:
            form = {"token": TOKEN, "next": "/"}
            assert browser.post("/session", data=form, headers={"Origin": address}).status_code == 303
            cookie = dict(browser.cookies)
        one, other = children(service)
        os.kill(one, signal.SIGKILL)
        # A new connection each time is taken by whichever process is there: all know the cookie and the new name.
        until = time.monotonic() + 30
        while time.monotonic() < until and (one in children(service) or len(children(service)) < 2):
            time.sleep(0.1)
        assert other in children(service)
        assert len(children(service)) == 2
        for _ in range(12):
            found = httpx.get(f"{address}/api/v1/actors/TH", cookies=cookie, timeout=30)
            assert found.json()["actor"]["name"] == "Renommé"


@contextmanager
def served(store: Path, workers: int, cache: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """(address, process) of a service; all its processes end with it."""
    command = [sys.executable, "-m", "graph_service.cli", "--store", url(store), "serve", "--no-browser", "--port", "0"]
    environment = {**os.environ, "MAILLAGE_TOKEN": TOKEN, "MAILLAGE_CONFIG": str(cache), "PYTHONPATH": str(ROOT)}
    service = subprocess.Popen(
        [*command, "--workers", str(workers)], stderr=subprocess.PIPE, text=True, env=environment
    )
    assert service.stderr is not None
    try:
        said = next(found for line in service.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        yield said[0], service
        all_of_it = children(service)
    finally:
        service.terminate()
        assert service.wait(30) in (0, -signal.SIGTERM)
    assert [pid for pid in all_of_it if Path(f"/proc/{pid}").exists()] == []


def children(service: subprocess.Popen[str]) -> list[int]:
    """The processes that answer: those that Python's spawn began for the service, and its helper for resources."""
    found = Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text().split()
    return [int(pid) for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
