"""The store's file: where it is, whether it is ours, how it stands.

Nobody opens it beside SQLite: closing it would drop the locks that this process holds.
"""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

from graph_service.errors import StoreError, UsageError
from graph_service.stores.sqlite import schema

Mark = tuple[int, int, int]
"""File number, size and time of change: whether somebody else has written to a file."""


def path_of(url: str) -> Path:
    """The file that `sqlite:///relative.db` or `sqlite:////absolute.db` names."""
    prefix = "sqlite:///"
    if not url.startswith(prefix) or len(url) == len(prefix):
        raise UsageError("store-scheme", url=url)
    return Path(url[len(prefix) :])


def size_of(path: Path) -> int:
    """The size of the store's file, -1 where there is none. Raises StoreError for what can be no store."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return -1
    except OSError as error:
        raise StoreError("store-cannot-open", path=str(path)) from error
    if stat.S_ISDIR(found.st_mode):
        raise StoreError("store-is-folder", path=str(path))
    if not stat.S_ISREG(found.st_mode):
        raise StoreError("store-foreign", path=str(path))
    return found.st_size


def pending(path: Path) -> int:
    """Bytes of the write-ahead log beside the file: commits that are not merged into it yet."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size
    except OSError:
        return 0


def mark(path: Path) -> Mark:
    """Differs from another mark of the same file where somebody has written to it in between."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError for another program's file, a store of a newer version, and a file cut short."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise StoreError("store-foreign", path=str(path))
    schema.check_known(connection)
    # SQLite itself notices whole pages that are missing, and reads a part of a page as if the rest were zeros.
    if not pending(path) and path.stat().st_size % connection.execute("PRAGMA page_size").fetchone()[0]:
        raise StoreError("store-damaged", path=str(path))


def read_only(path: Path, patience: float, *, immutable: bool) -> sqlite3.Connection:
    """A connection that changes nothing in the file, and waits `patience` seconds for locks.

    `immutable` takes no lock and makes no file beside it.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=patience, check_same_thread=False)
