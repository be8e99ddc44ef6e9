"""Where the temporary folders of tests lie: in memory, where the machine has room for them there.

A flush to a disk takes milliseconds, and a store makes dozens of them in each test. Tests kill processes, never the
machine, so that a store that was not flushed cannot be told from one that was; how a store asks for its flushes is a
test of its own (`test_the_file_is_durable_and_keeps_its_references`).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 3 << 30
"""Bytes that must be free there: ten times what a run of all tests keeps at once. A container often has 64 MB."""


def use() -> None:
    """Let pytest make its temporary folders in memory, unless PYTEST_DEBUG_TEMPROOT names a place."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
