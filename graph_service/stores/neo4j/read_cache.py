"""Caches what was read at the latest batch, where only documents can change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")
MOST = 500
"""Answers kept, the latest asked for. All of a batch go when the store has moved on."""


class ReadCache:
    """A small cache for one batch, the latest. Safe between threads; two that miss at once both read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._n = -1
        self._found: dict[Hashable, object] = {}

    def get(self, n: int, key: Hashable, read: Callable[[], T]) -> T:
        """Return the cached result for `key` at batch `n`, or call `read` and keep its result. Callers must not change
        the result."""
        with self._lock:
            if n > self._n:
                self._n, self._found = n, {}
            if n == self._n and key in self._found:
                found = self._found.pop(key)
                self._found[key] = found
                return cast(T, found)
        value = read()
        with self._lock:
            if n == self._n:
                self._found[key] = value
                while len(self._found) > MOST:
                    del self._found[next(iter(self._found))]
        return value
