"""Opening the file, a connection for each thread, and transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_service.errors import StoreError, StoreMissing, UsageError
from graph_service.stores.sqlite import schema

_BUSY_SECONDS = 15


def path_of(url: str) -> Path:
    """The file that `sqlite:///relative.db` or `sqlite:////absolute.db` names."""
    prefix = "sqlite:///"
    if not url.startswith(prefix) or len(url) == len(prefix):
        raise UsageError("store-scheme", url=url)
    return Path(url[len(prefix) :])


class Connections:
    """One connection a thread, all to one file that was checked to be ours."""

    def __init__(self, path: Path, *, create: bool) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._ours = False
        new = not path.exists() or path.stat().st_size == 0
        if new and not create:
            raise StoreMissing("store-missing", path=str(path))
        if new and not path.parent.is_dir():
            raise StoreMissing("store-folder-missing", path=str(path.parent))
        try:
            connection = self.get()
            if not new:
                self._check_ours(connection)
            # Only now: journal_mode is written into the file, and another program's file stays as it was.
            self._ours = True
            connection.execute("PRAGMA journal_mode = WAL")
            schema.migrate(connection)
        except sqlite3.DatabaseError as error:
            self.close()
            raise self._explain(error) from error
        except StoreError:
            self.close()
            raise

    def get(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, isolation_level=None, timeout=_BUSY_SECONDS, check_same_thread=False
            )
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            if self._ours:
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA cache_size = -16384")
            connection.execute("PRAGMA temp_store = MEMORY")
            self._local.connection = connection
            self._local.depth = 0
            with self._lock:
                self._all.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the store until the block ends. Blocks may be nested."""
        connection = self.get()
        if self._local.depth == 0:
            connection.execute("BEGIN")
            # A deferred transaction pins nothing until it reads.
            connection.execute("SELECT 1 FROM meta").fetchone()
        self._local.depth += 1
        try:
            yield connection
        finally:
            self._local.depth -= 1
            if self._local.depth == 0 and connection.in_transaction:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all that the block writes is committed at its end, or nothing if it raises."""
        connection = self.get()
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise self._explain(error) from error

    def close(self) -> None:
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    def _check_ours(self, connection: sqlite3.Connection) -> None:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        if application != schema.APPLICATION_ID:
            raise StoreError("store-foreign", path=str(self.path))

    def _explain(self, error: sqlite3.DatabaseError) -> StoreError:
        """The project's error for one of SQLite's, with what to do."""
        name = getattr(error, "sqlite_errorname", "")
        code = {
            "SQLITE_BUSY": "store-busy",
            "SQLITE_FULL": "store-full",
            "SQLITE_READONLY": "store-readonly",
            "SQLITE_CANTOPEN": "store-cannot-open",
            "SQLITE_NOTADB": "store-foreign",
            "SQLITE_CORRUPT": "store-damaged",
        }
        found = next((text for prefix, text in code.items() if name.startswith(prefix)), None)
        if found:
            return StoreError(found, path=str(self.path))
        return StoreError("store-failed", path=str(self.path), reason=str(error))
