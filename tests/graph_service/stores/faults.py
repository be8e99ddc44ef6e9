"""The faults that files meet: a process killed, a full disk, no right to write, bytes gone. All of them real."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph_service.model import Batch, Say, Scope
from graph_service.stores.open import open_store
from tests.graph_service.house import url
from tests.graph_service.stores.contract import actor

posix = pytest.mark.skipif(sys.platform == "win32", reason="kills, rights and limits of POSIX")
NOBODY = 65534
MANY = 10**6


def copied(path: Path, to: Path) -> Path:
    """A copy of a store that nobody has open, in a new folder."""
    to.mkdir()
    return Path(shutil.copy(path, to / path.name))


def killed_before(statement: int, work: Callable[[], object]) -> bool:
    """Do `work` in a process of its own that is killed (-9) before its nth SQL statement. False: it had fewer."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            Mortal.left = statement
            sqlite3.connect = partial(sqlite3.connect, factory=Mortal)  # type: ignore[assignment]
            work()
            code = 0
        finally:
            os._exit(code)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, -signal.SIGKILL), f"ended with {ended} before statement {statement}"
    return ended != 0


def statements(work: Callable[[], object]) -> int:
    """Do `work` in a process of its own. Returns how many SQL statements it took."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            Mortal.left = MANY
            sqlite3.connect = partial(sqlite3.connect, factory=Mortal)  # type: ignore[assignment]
            work()
            os.write(write, str(MANY - Mortal.left).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(write)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with os.fdopen(read) as counted:
        return int(counted.read())


class Mortal(sqlite3.Connection):
    """A connection that dies, with its process, before a given statement."""

    left = 0

    def execute(self, *args: Any) -> sqlite3.Cursor:
        self._age()
        return super().execute(*args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:
        self._age()
        return super().executemany(*args)

    @staticmethod
    def _age() -> None:
        if Mortal.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        Mortal.left -= 1


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of this size. Skips where none can be mounted."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk needs Linux and root to mount it")
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    made = subprocess.run(mounting, capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take the last byte of a disk. Returns the file that took it."""
    junk = folder / "junk"
    with junk.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    if file.write(b"x" * size) < size:
                        break
            except OSError:
                pass
    assert shutil.disk_usage(folder).free == 0
    return junk


@contextmanager
def common_folder() -> Iterator[Path]:
    """A folder that anybody may write to: pytest's own are closed to all but who runs the tests."""
    with tempfile.TemporaryDirectory(prefix="maillage-tests-") as name:
        Path(name).chmod(0o777)
        yield Path(name)


@contextmanager
def without_rights(*paths: Path) -> Iterator[None]:
    """Nobody may write these files or folders of a common folder until the block ends, not even who runs the tests."""
    rights = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    # Root may write everywhere: the block runs as somebody who owns nothing.
    root = os.geteuid() == 0
    if root:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        for path, mode in rights.items():
            path.chmod(mode)


def spoil(path: Path, *names: str) -> None:
    """Noise on the first page of these tables and indexes."""
    with sqlite3.connect(path) as db:
        pages = [n for name, n in db.execute("SELECT name, rootpage FROM sqlite_master") if name in names]
    db.close()
    assert pages
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * 4096)
            file.write(b"\xa5" * 4096)


def leave_a_log(path: Path) -> Path:
    """The store as a process leaves it that is killed after a commit: the last batch is in the log beside it."""
    killed = path.parent / "killed" / path.name
    killed.parent.mkdir()
    store = open_store(url(path))
    store.write(Batch("last"), [Say(actor("LAST"))])
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{killed}{suffix}")
    store.close()
    return killed


def content(path: Path) -> tuple[str, int]:
    """What the team sees of a store, as a digest, and how many batches it has."""
    store = open_store(url(path))
    try:
        return store.content_hash(Scope.INTERNAL), store.head().batches
    finally:
        store.close()
