"""One writer at a time: a lock with an owner and a lease, kept in the database.

Community has no locks that outlive a transaction, and a large batch takes several. The owner renews its lease while it
works, and every transaction of its own begins by asking for it (a *fence*): whoever lost it, asleep for too long,
writes nothing more. A dead owner's lease ends by itself, by the server's clock.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from graph_service.errors import StoreError
from graph_service.stores.neo4j.connection import Connection, Run

LEASE = 30.0
"""Seconds that a lock is kept after its owner's last sign of life."""
PATIENCE = 180.0
"""Seconds to wait for somebody else who writes and lives."""
PAUSE = 0.2
_LONGEST = 600_000
"""Milliseconds that no lease lasts: a longer one was written by somebody else, or by a clock since put right."""
T = TypeVar("T")


class Lease:
    """The right to write, held by one owner."""

    def __init__(self, connection: Connection, owner: str) -> None:
        self._connection = connection
        self.owner = owner
        self._stop = threading.Event()
        self._renewing = threading.Thread(target=self._renew, name="maillage-lease", daemon=True)

    def write(self, work: Callable[[Run], T]) -> T:
        """A write transaction that only the owner can commit."""

        def fenced(run: Run) -> T:
            # Written first: until this transaction ends nobody else can take the lock.
            if not run(_RENEW, owner=self.owner, lease=int(LEASE * 1000)):
                raise StoreError("neo4j-lease-lost", url=self._connection.url)
            done = work(run)
            run(_RENEW, owner=self.owner, lease=int(LEASE * 1000))
            return done

        return self._connection.write(fenced)

    def start(self) -> None:
        self._renewing.start()

    def stop(self) -> None:
        self._stop.set()
        self._renewing.join()

    def _renew(self) -> None:
        while not self._stop.wait(LEASE / 3):
            # Whoever cannot be reached now may be at the next turn; a lease that is lost is told by the fence.
            with suppress(StoreError):
                self._connection.write(lambda run: run(_RENEW, owner=self.owner, lease=int(LEASE * 1000)))


def owner() -> str:
    """Return a writer's name for doctor: its machine and process."""
    return f"{socket.gethostname()}, {os.getpid()}, {secrets.token_hex(4)}"


def take(run: Run, owner: str) -> bool:
    """Take the lock in the caller's transaction. False if somebody else holds it and is alive."""
    return bool(run(_TAKE, owner=owner, lease=int(LEASE * 1000), longest=_LONGEST))


def give(run: Run, owner: str) -> None:
    run(_GIVE, owner=owner)


@contextmanager
def held(connection: Connection, patience: float | None = None) -> Iterator[Lease]:
    """Wait for the lock and hold it. Raises StoreError where a living owner keeps it for longer than `patience`."""
    lease = Lease(connection, owner())
    until = time.monotonic() + (PATIENCE if patience is None else patience)
    while not connection.write(lambda run: take(run, lease.owner)):
        if time.monotonic() > until:
            raise StoreError("neo4j-busy", url=connection.url)
        time.sleep(PAUSE)
    lease.start()
    try:
        yield lease
    finally:
        lease.stop()
        # Where the server is gone, the lease ends by itself.
        with suppress(StoreError):
            connection.write(lambda run: give(run, lease.owner))


def owner_of(run_: Run) -> tuple[str, float] | None:
    """The owner of the lock and the seconds left to it; None where nobody holds it."""
    found = run_(_OWNER)
    return (str(found[0][0]), float(found[0][1]) / 1000) if found else None


# `asked` is set first, which locks the node: what is read after it is what the owner before has committed. Whoever
# deletes the node gives the lock away: it is made again, and who held it writes nothing more.
_TAKE = """
    MERGE (lock:Maillage { maillage: $store, id: 'writer' }) SET lock.asked = $owner
    WITH lock, datetime.realtime().epochMillis AS now
    WHERE lock.owner IS NULL OR lock.until IS NULL OR lock.until < now OR lock.until > now + $longest
       OR lock.owner = $owner
    SET lock.owner = $owner, lock.until = now + $lease RETURN lock.owner
"""
_RENEW = """
    MATCH (lock:Maillage { maillage: $store, id: 'writer' }) SET lock.asked = $owner
    WITH lock WHERE lock.owner = $owner
    SET lock.until = datetime.realtime().epochMillis + $lease RETURN lock.owner
"""
_GIVE = """
    MATCH (lock:Maillage { maillage: $store, id: 'writer' }) WHERE lock.owner = $owner REMOVE lock.owner, lock.until
"""
_OWNER = """
    MATCH (lock:Maillage { maillage: $store, id: 'writer' })
    WITH lock, lock.until - datetime.realtime().epochMillis AS left
    WHERE lock.owner IS NOT NULL AND left > 0 RETURN lock.owner, left
"""
