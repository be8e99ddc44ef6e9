"""Opening the store, a connection for each thread, and transactions."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph_service.errors import StoreError, StoreMissing
from graph_service.stores.sqlite import codec, place, schema
from graph_service.stores.sqlite.faults import explain, name_of, needs_room_beside
from graph_service.stores.sqlite.file import Mark, check_ours, mark, pending, read_only, size_of

BUSY_SECONDS = 15
"""How long a second writer waits for the first."""


class Connections:
    """One connection a thread, all to one file that was checked to be ours.

    A file whose folder cannot be written, or whose disk is full to the last byte, is still read: *frozen*, as it
    stands. SQLite then takes no locks, so each answer is checked afterwards: nobody may have written meanwhile.
    """

    def __init__(self, path: Path, *, create: bool) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._ours = False
        self._frozen: sqlite3.DatabaseError | None = None
        """Why the file is read as it stands."""
        self.was: int | None = None
        """The schema that the store had, where opening it brought it forward."""
        size = size_of(path)
        if size == 0 and pending(path):
            raise StoreError("store-damaged", path=str(path))
        if size <= 0 and not create:
            raise StoreMissing("store-missing" if size < 0 else "store-empty", path=str(path))
        if size < 0 and not path.parent.is_dir():
            raise StoreMissing("store-folder-missing", path=str(path.parent))
        place.refuse_remote(path)
        with self._closed_on_failure(), self._explained():
            try:
                self._open(size <= 0, create)
            except sqlite3.DatabaseError as error:
                if size <= 0 or pending(path) or not needs_room_beside(error):
                    raise
                self.close()
                self._frozen = error
                check_ours(self.get(), path)
                if schema.version(self.get()) < len(schema.MIGRATIONS):
                    raise
        self._file = mark(path)[0]

    def _open(self, new: bool, create: bool) -> None:
        connection = self.get()
        if not new:
            # The first thing that is read: a first write that was cut short is now taken back, to an empty file.
            connection.execute("PRAGMA application_id").fetchone()
            new = size_of(self.path) == 0
            if new and not create:
                raise StoreMissing("store-empty", path=str(self.path))
        if new:
            # Before anything else is in the file: whoever finds it half made must know that it is ours.
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        check_ours(connection, self.path)
        # Only now: journal_mode is written into the file, and another program's file stays as it was.
        self._ours = True
        self._journal(connection)
        was = schema.migrate(connection)
        self.was = self.was if was is None else was

    def _journal(self, connection: sqlite3.Connection) -> None:
        """Keep a write-ahead log. Turning a new file to it needs the file alone, and SQLite does not wait for that."""
        until = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not name_of(error).startswith("SQLITE_BUSY") or time.monotonic() > until:
                    raise
            time.sleep(0.02)

    def get(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None and self._local.mark != self._mark() and self._local.depth == 0:
            # Read as it stood, and it stands otherwise now.
            with self._lock:
                self._all.remove(connection)
            connection.close()
            connection = None
        if connection is None:
            self._local.mark = self._mark()
            if self._frozen:
                connection = read_only(self.path, BUSY_SECONDS, immutable=True)
            else:
                connection = sqlite3.connect(
                    self.path, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
                )
            with self._lock:
                self._all.append(connection)
            self._local.connection = connection
            self._local.depth = 0
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            if self._ours and not self._frozen:
                self._journal(connection)
            connection.execute("PRAGMA cache_size = -16384")
            connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def _mark(self) -> Mark | None:
        """What a frozen file looks like; None where SQLite's locks say who writes."""
        return mark(self.path) if self._frozen else None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the store until the block ends. Blocks may be nested."""
        with self._explained():
            connection = self.get()
            if self._local.depth == 0:
                self._check_there()
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
            if self._local.mark and self._local.mark != mark(self.path):
                raise StoreError("store-changed", path=str(self.path))

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all that the block writes is committed at its end, or nothing if it raises."""
        with self._explained():
            self._check_there()
            if self._frozen is not None:
                self._thaw()
            connection = self.get()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                # A full disk, for one, has SQLite roll back by itself; to ask for it again would hide the reason.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.DatabaseError):
                    _give_back(connection)
                raise

    def _check_there(self) -> None:
        """Raise StoreError where the file was moved, deleted or replaced: what is written to it now would be lost."""
        if mark(self.path)[0] != self._file:
            raise StoreError("store-file-moved", path=str(self.path))

    def _thaw(self) -> None:
        """Open as usual again, where the folder or the disk now lets us. Raises the reason where not."""
        reason, self._frozen = self._frozen, None
        try:
            self._open(False, False)
        except BaseException:
            self._frozen = reason
            raise

    def close(self) -> None:
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """SQLite's faults, and texts that cannot be read back, as the project's errors."""
        try:
            yield
        except codec.Unreadable as error:
            raise StoreError("store-damaged", path=str(self.path)) from error
        except sqlite3.ProgrammingError:
            raise  # a fault of ours, not of the file
        except sqlite3.DatabaseError as error:
            raise explain(error, self.path) from error


def _give_back(connection: sqlite3.Connection) -> None:
    """Empty the write-ahead log of what was not committed: on a full disk it may be all that fills it."""
    with suppress(sqlite3.DatabaseError):
        # No waiting: who reads or writes meanwhile has it merged sooner or later.
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
