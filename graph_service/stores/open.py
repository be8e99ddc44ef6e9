"""Opens a store by its URL."""

from __future__ import annotations

from graph_service.errors import UsageError
from graph_service.settings import store_url
from graph_service.stores.base import Store

NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""`neo4j` finds its way in a cluster, `bolt` speaks to one server; `+s` is encrypted and checks the certificate."""


def open_store(url: str, *, create: bool = False, lazy: bool = False) -> Store:
    """Open the store at `url`, an address or the path of a file.

    A store that does not exist is made only with `create`; else StoreError.
    With `lazy`, a server that cannot be reached yet is no error: the first question that finds it opens the store.
    """
    url = store_url(url)
    scheme = url.split(":", 1)[0]
    if scheme == "sqlite":
        from graph_service.stores.sqlite import SqliteStore

        return SqliteStore(url, create=create)
    if scheme in NEO4J:
        from graph_service.stores.neo4j import Neo4jStore

        return Neo4jStore(url, create=create, lazy=lazy)
    raise UsageError("store-scheme", url=url)
