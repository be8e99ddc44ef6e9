"""What SQLite's faults mean: each as an error of ours, with what to do."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from graph_service.errors import StoreError
from graph_service.stores.sqlite.file import pending

_CODES = (
    ("SQLITE_BUSY", "store-busy"),
    ("SQLITE_LOCKED", "store-busy"),
    ("SQLITE_FULL", "store-full"),
    ("SQLITE_IOERR_SHMSIZE", "store-full"),
    ("SQLITE_IOERR", "store-io"),
    ("SQLITE_READONLY_DBMOVED", "store-file-moved"),
    ("SQLITE_READONLY_DIRECTORY", "store-folder-readonly"),
    ("SQLITE_READONLY", "store-readonly"),
    ("SQLITE_CANTOPEN", "store-cannot-open"),
    ("SQLITE_NOTADB", "store-foreign"),
    ("SQLITE_CORRUPT", "store-damaged"),
)


def explain(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    """The project's error for one of SQLite's, with what to do."""
    name = name_of(error)
    found = next((code for prefix, code in _CODES if name.startswith(prefix)), None)
    if found == "store-cannot-open" and not os.access(path.parent, os.W_OK):
        if not path.exists():
            found = "store-folder-readonly"
        elif os.access(path, os.R_OK):
            found = "store-unfinished" if pending(path) else "store-folder-readonly"
    if not name and "decode" in str(error):
        found = "store-damaged"  # a text that is no text any more
    if found:
        return StoreError(found, path=str(path))
    return StoreError("store-failed", path=str(path), reason=str(error))


def name_of(error: sqlite3.DatabaseError) -> str:
    """SQLite's own name of a fault; empty where Python's module raised it."""
    return getattr(error, "sqlite_errorname", "") or ""


def needs_room_beside(error: sqlite3.DatabaseError) -> bool:
    """Whether it is the files beside the store that could not be made."""
    names = ("SQLITE_READONLY_DIRECTORY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR_SHM", "SQLITE_IOERR_WRITE")
    return name_of(error).startswith(names)
