"""Who answers: a few threads, however many ask.

One process computes one thing at a time (Python's lock), and each thread that computes holds its own connection to the
store and its own room for a search. So many threads cost memory and gain nothing: those who ask wait their turn. Nobody
computes for a caller who has left, and where too many wait the next is told to come back.
What takes long and seldom (an import, an export) has threads of its own, and keeps nobody waiting.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from fastapi import FastAPI, Request
from fastapi.responses import Response

from graph_service.errors import Busy

THREADS = 2
"""One computes while the other reads the store or waits for a kernel."""
WAITING = 200
"""Callers who may wait at once. The next is answered 503."""
_LEFT = 499
"""The status of an answer that nobody waits for any more, as other servers log it."""


class Answering:
    """The threads that answer questions, and how many wait for them."""

    def __init__(self, threads: int = THREADS, waiting: int = WAITING) -> None:
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self.most = threads + waiting
        self.asked = 0
        """Callers who wait or are being answered. Counted on the event loop alone."""


def prepare(app: FastAPI, answering: Answering | None = None) -> None:
    """Give the application the threads that answer its questions."""
    app.state.answering = answering or Answering()


async def in_turn(request: Request, answer: Callable[[], Response]) -> Response:
    """What `answer` returns, called in one of the application's threads once it is its turn.

    Raises Busy where too many wait. Of a caller who has left meanwhile nothing is computed.
    """
    answering: Answering = request.app.state.answering
    if answering.asked >= answering.most:
        raise Busy("busy", waiting=answering.asked)
    left = threading.Event()
    answering.asked += 1
    watching = asyncio.ensure_future(_watch(request, left))
    try:
        # The context tells whom an answer is for (`messages.read_by`).
        run = copy_context().run
        made = answering.threads.submit(lambda: Response(status_code=_LEFT) if left.is_set() else run(answer))
        return await asyncio.wrap_future(made)
    finally:
        answering.asked -= 1
        watching.cancel()


async def _watch(request: Request, left: threading.Event) -> None:
    """Set `left` once the caller hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    left.set()
