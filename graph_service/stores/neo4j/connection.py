"""The driver, managed transactions with retries, and the driver's errors as errors of ours."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from graph_service.errors import StoreError, UsageError
from graph_service.messages import m
from graph_service.settings import Neo4jSettings
from graph_service.stores.neo4j.encryption import answers, why_not
from graph_service.stores.neo4j.faults import UNREACHABLE, explain

# The driver tells of each of its tries; what came of them we say ourselves, in the reader's language.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
T = TypeVar("T")
Run = Callable[..., list[list[Any]]]
"""Runs one text with its parameters in a transaction, and gives rows as lists. `$store` is there by itself."""
PAUSE = 0.5
"""Seconds before a commit that was not acknowledged is tried again."""
_TOLD = 2.0
"""Seconds after which it is told that somebody waits for an answer."""
GRADED_FOR = 5.0
"""Seconds for which the size of a database is taken to be about the same."""
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
        self.store = ""
        """The id of the store that this is a connection to, once it is found: every text has it as `$store`."""
        self._away = False
        self._grade, self._graded_at = 0, -GRADED_FOR
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

    def read(self, work: Callable[[Run], T], *, settled: bool = False) -> T:
        """Run `work` in a read transaction, again where the server asks for it.

        `settled` says that the database stays about as large as it is meanwhile, so that texts keep their plans
        (`settled_text`).
        """
        bounded = neo4j.unit_of_work(timeout=self.settings.patience)
        done = bounded(lambda tx: work(self._runner(tx, settled)))
        return self._asked(neo4j.READ_ACCESS, lambda s: s.execute_read(done))

    def write(self, work: Callable[[Run], T], *, settled: bool = False) -> T:
        """Run `work` in a write transaction, again where the server asks for it, or where nobody says whether its
        commit took place: it must be the same twice. `settled` as in `read`.
        """
        try:
            return self._asked(
                neo4j.WRITE_ACCESS, lambda s: s.execute_write(lambda tx: work(self._runner(tx, settled)))
            )
        finally:
            if not settled:
                self._graded_at = -GRADED_FOR

    def _asked(self, mode: str, ask: Callable[[neo4j.Session], T]) -> T:
        """Ask, and ask again for a while where a connection broke at the commit: that the driver leaves to us."""
        began = time.monotonic()
        with self._reached():
            while True:
                try:
                    with self._session(mode) as session:
                        return ask(session)
                except exceptions.IncompleteCommit:
                    waited = time.monotonic() - began
                    if waited > self.settings.timeout:
                        raise
                    if waited > _TOLD:
                        logging.getLogger("maillage").warning(m("neo4j-again", url=self.url))
                    time.sleep(PAUSE)

    def alone(self, text: str, **parameters: Any) -> list[Any]:
        """Run one text in a transaction of the server's own: what changes the schema. Returns rows as lists."""
        with self._reached(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.run(text, {"store": self.store, **parameters}).values()

    def server(self) -> tuple[str, str]:
        """The server's agent and the protocol's version. Raises StoreError where there is none."""
        with self._reached():
            with self._session(neo4j.READ_ACCESS) as session:
                info = session.run("RETURN 1").consume().server
            return str(info.agent), ".".join(map(str, info.protocol_version))

    def _runner(self, tx: neo4j.ManagedTransaction, settled: bool) -> Run:
        if not settled:
            return lambda text, **parameters: tx.run(text, {"store": self.store, **parameters}).values()
        if time.monotonic() - self._graded_at >= GRADED_FOR:
            (count,) = tx.run("MATCH (n) RETURN count(n)").values()[0]
            self._grade, self._graded_at = count.bit_length() // 2, time.monotonic()
        grade = self._grade
        store = {f"store_{grade}": self.store}
        return lambda text, **parameters: tx.run(settled_text(text, grade), {**store, **parameters}).values()

    def _session(self, mode: str) -> neo4j.Session:
        return self._driver.session(
            database=self.settings.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=1000,
        )

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Tells the driver's faults in our words. Once a server was not reached, who asks next is told so at once,
        until it answers again: only the first waits for the timeout.
        """
        if self._away and not answers(self.url):
            raise StoreError("neo4j-unreachable", url=self.url)
        self._away = False
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError, *UNREACHABLE) as error:
            told = explain(error, self.url)
            self._away = told.code == "neo4j-unreachable"
            raise (why_not(error, self.url) if self._away else None) or told from error


@lru_cache(2000)
def settled_text(text: str, grade: int) -> str:
    """Return a text for which the server makes a plan once for each grade of size, and then keeps it.

    Neo4j makes a plan anew where what it counts has changed by much since. In a store with few edits each edit changes
    something by much, and then waited seconds for plans. `grade` rises by one where the database is four times as
    large: a plan that was made for an empty database serves no large one. The name of a parameter tells the plans
    apart, since Neo4j leaves comments out of what it compares.
    """
    return f"CYPHER replan=skip {_STORE.sub(f'$store_{grade}', text)}"


_STORE = re.compile(r"\$store\b")


def chunks(items: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
