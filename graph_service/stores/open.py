"""A store by its URL."""

from __future__ import annotations

from graph_service.errors import UsageError
from graph_service.stores.base import Store


def open_store(url: str, *, create: bool = False) -> Store:
    """Open the store at `url`. A store that does not exist is made only with `create`; else StoreError."""
    scheme = url.split(":", 1)[0]
    if scheme == "sqlite":
        from graph_service.stores.sqlite import SqliteStore

        return SqliteStore(url, create=create)
    raise UsageError("store-scheme", url=url)


def remove_if_empty(url: str) -> None:
    """Take away a store that holds no batch: one that was made for a command which then wrote nothing."""
    if not url.startswith("sqlite:"):
        return
    from graph_service.stores.sqlite.connection import path_of

    store = open_store(url)
    empty = store.head().batches == 0
    store.close()
    if empty:
        path = path_of(url)
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
