"""The embedded store: one SQLite file on a local disk (WAL, synchronous=FULL)."""

from graph_service.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
