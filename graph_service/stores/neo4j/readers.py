"""Counts this process's readers by batch, so that a replacement waits before it deletes what they read.

Those of other processes cannot be waited for: they ask again (`neo4j-swept`).
"""

from __future__ import annotations

import threading
from collections import Counter

PATIENCE = 30.0
"""Seconds to wait at most: whoever reads for longer asks again."""


class Readers:
    """Counts readers by the number of the batch that they are pinned to."""

    def __init__(self) -> None:
        self._at: Counter[int] = Counter()
        self._moved = threading.Condition()

    def enter(self, n: int) -> None:
        with self._moved:
            self._at[n] += 1

    def leave(self, n: int) -> None:
        with self._moved:
            self._at[n] -= 1
            if not self._at[n]:
                del self._at[n]
            self._moved.notify_all()

    def wait(self, n: int, own: int | None = None) -> None:
        """Wait until nobody reads at a batch before number `n`; `own` is where the caller itself reads, if it does."""
        mine = Counter([own] if own is not None else [])
        with self._moved:
            self._moved.wait_for(lambda: all(at >= n for at in self._at - mine), PATIENCE)
