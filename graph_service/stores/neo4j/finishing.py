"""Finishes a batch that is committed and not finished, once its writer's lease has ended.

Readers go on meanwhile: they see the store as it was before the batch.
"""

from __future__ import annotations

import threading

from graph_service.errors import StoreError
from graph_service.stores.neo4j import heads, writing
from graph_service.stores.neo4j.connection import Connection

PAUSE = 1.0
"""Seconds between two looks at whether the writer still lives."""


class Finisher:
    """Finishes batches in a thread of its own, one at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()

    def look(self) -> None:
        """Make sure that the batch being folded is finished, by its writer or by us. Returns at once."""
        with self._starting:
            if self._closed.is_set() or (self._thread and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._work, name="maillage-finish", daemon=True)
            self._thread.start()

    def finish(self) -> None:
        """Finish the batch now, unless somebody else does."""
        if not self._finished():
            self.look()

    def close(self) -> None:
        self._closed.set()
        if self._thread:
            self._thread.join()

    def _work(self) -> None:
        while not self._closed.wait(PAUSE):
            if self._finished():
                return

    def _finished(self) -> bool:
        """Whether nothing is left to be done here."""
        try:
            if self._connection.read(heads.head, settled=True).folding is not None:
                writing.Writer(self._connection).finish()
        except StoreError as error:
            # Its writer lives, or nobody can be reached now: another look will tell. Whatever else it is, the next
            # write meets it too and tells it to a person.
            return error.code not in ("neo4j-busy", "neo4j-unreachable", "neo4j-lease-lost")
        return True
