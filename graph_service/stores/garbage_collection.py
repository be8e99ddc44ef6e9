"""Pauses Python's cyclic garbage collector during a large batch."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Stop the cyclic collector until the block ends.

    An import makes millions of objects that all stay, and none in a cycle: the collector would walk over all of
    them again and again, for a third of the whole time, and find nothing.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
