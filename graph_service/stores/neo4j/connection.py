"""The driver, managed transactions with their retries, and the faults told in our words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from graph_service.errors import UsageError
from graph_service.settings import Neo4jSettings
from graph_service.stores.neo4j.faults import UNREACHABLE, explain

# The driver tells of each of its tries; what came of them we say ourselves, in the reader's language.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
T = TypeVar("T")
Tx = neo4j.ManagedTransaction
PAGE = 20_000
"""Facts or statements that one record of an answer holds as columns, so that neither side holds much at once."""


class Connection:
    """A pool of connections to one database. Sessions follow each other causally, on any server of a cluster."""

    def __init__(self, url: str, settings: Neo4jSettings) -> None:
        parts = urlsplit(url)
        # An address is printed, logged and kept in histories: what may be a secret is not repeated.
        shown = f"{parts.scheme}://{parts.hostname or ''}"
        if parts.username or parts.password or parts.query or parts.fragment:
            raise UsageError("neo4j-secret-in-url", url=shown)
        if not parts.hostname or parts.path.strip("/"):
            raise UsageError("neo4j-url", url=shown)
        self.url = url
        self.settings = settings
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        options: dict[str, Any] = {}
        if settings.certificates:
            options["trusted_certificates"] = neo4j.TrustCustomCAs(settings.certificates)
        try:
            self._driver = neo4j.GraphDatabase.driver(
                url,
                auth=(settings.user, settings.password) if settings.password is not None else None,
                # Together about what was asked for: one try, and once more.
                connection_timeout=settings.timeout / 3,
                connection_acquisition_timeout=settings.timeout / 2,
                max_transaction_retry_time=settings.timeout / 3,
                max_connection_pool_size=settings.pool,
                keep_alive=True,
                telemetry_disabled=True,
                # A hint of the planner's is nothing for staff, and would be logged to stderr.
                notifications_min_severity="OFF",
                user_agent="maillage",
                **options,
            )
        except (exceptions.DriverError, ValueError, OSError) as error:
            raise UsageError("neo4j-url", url=url) from error

    def close(self) -> None:
        self._driver.close()

    def read(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in a read transaction, again where the server asks for it."""
        with self._explained(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(neo4j.unit_of_work(timeout=self.settings.patience)(work))

    def write(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in a write transaction, again where the server asks for it: it must be the same twice."""
        with self._explained(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def alone(self, text: str, **parameters: Any) -> list[Any]:
        """Run one text in a transaction of the server's own: what changes the schema. Returns rows as lists."""
        with self._explained(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.run(text, parameters).values()

    def server(self) -> tuple[str, str]:
        """The server's agent and the protocol's version. Raises StoreError where there is none."""
        with self._explained():
            with self._session(neo4j.READ_ACCESS) as session:
                info = session.run("RETURN 1").consume().server
            return str(info.agent), ".".join(map(str, info.protocol_version))

    def _session(self, mode: str) -> neo4j.Session:
        return self._driver.session(
            database=self.settings.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=1000,
        )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError, *UNREACHABLE) as error:
            raise explain(error, self.url) from error


def run(tx: Tx, text: str, **parameters: Any) -> list[list[Any]]:
    """One text with its parameters; rows as lists."""
    return tx.run(text, parameters).values()


def chunks(items: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
