"""Delays the answer to a wrong token, longer each time. The right token is never delayed: somebody who guesses does not
lock out the team, even behind the same address."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

FIRST, MOST = 0.05, 3.2
"""Seconds that the first wrong token costs, and that any costs at most; each costs twice the one before."""
_FORGOTTEN = 60.0
"""Seconds after which an address that gave a wrong token begins anew."""
_REMEMBERED, _WAITING = 1000, 64
"""Addresses remembered, and callers that wait at a time: beyond, they are refused at once."""


class Slowing:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._waiting = 0

    def cost(self, who: str) -> float:
        """Count a wrong token of `who`, and return how many seconds it must wait."""
        now = self._clock()
        n, since = self._failed.pop(who, (0, now))
        n = 0 if now - since > _FORGOTTEN else n
        self._failed[who] = n + 1, now
        if len(self._failed) > _REMEMBERED:
            self._failed.popitem(last=False)
        return float(min(FIRST * 2 ** min(n, 20), MOST))

    async def wait(self, who: str) -> bool:
        """Wait for as long as a wrong token of `who` costs. Returns False at once if too many wait already."""
        cost = self.cost(who)
        if self._waiting >= _WAITING:
            return False
        self._waiting += 1
        try:
            await asyncio.sleep(cost)
        finally:
            self._waiting -= 1
        return True
