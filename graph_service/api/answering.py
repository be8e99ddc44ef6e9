"""Who answers: a few threads, however many ask.

One process computes one thing at a time (Python's lock), and each thread that computes holds its own connection to the
store and its own room for a search. So many threads cost memory and gain nothing: those who ask wait their turn.
What takes long and seldom (an import, an export) has threads of its own, and keeps nobody waiting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from fastapi import FastAPI

T = TypeVar("T")

THREADS = 2
"""One computes while the other reads the store or waits for a kernel."""


def prepare(app: FastAPI, threads: int = THREADS) -> None:
    """Give the application the threads that answer its questions."""
    app.state.answering = ThreadPoolExecutor(threads, thread_name_prefix="answer")


async def in_turn(app: FastAPI, answer: Callable[[], T]) -> T:
    """What `answer` returns, called in one of the application's threads once it is its turn."""
    threads: ThreadPoolExecutor = app.state.answering
    # The context tells whom an answer is for (`messages.read_by`).
    return await asyncio.get_running_loop().run_in_executor(threads, copy_context().run, answer)
