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
