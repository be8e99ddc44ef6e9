"""Stores on the Neo4j server of the tests, each wiped before it is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph_service.settings import Neo4jSettings
from graph_service.stores.neo4j import Neo4jStore
from tests.neo4j import wipe


def settings(server: Any, **more: Any) -> Neo4jSettings:
    user, password = server.auth
    return Neo4jSettings(user, password, **more)


def new_store(server: Any, **options: Any) -> Neo4jStore:
    """An empty store; what the server held before is gone."""
    wipe(server.url, server.auth)
    return open_store(server, create=True, **options)


def open_store(server: Any, **options: Any) -> Neo4jStore:
    return Neo4jStore(server.url, settings=settings(server), **options)


def environment(server: Any, monkeypatch: Any) -> str:
    """Tell whoever opens a store by its address how to get in. Returns the address."""
    user, password = server.auth
    monkeypatch.setenv("MAILLAGE_NEO4J_USER", user)
    monkeypatch.setenv("MAILLAGE_NEO4J_PASSWORD", password)
    return str(server.url)


def credentials(servers: Any, path: Path, monkeypatch: Any) -> None:
    """Tell whoever opens these servers' stores how to get into each."""
    path.write_text("".join(f"{server.url} {' '.join(server.auth)}\n" for server in servers), "utf-8")
    monkeypatch.setenv("MAILLAGE_NEO4J_CREDENTIALS", str(path))


def file_store(folder: Path, **options: Any) -> Any:
    from graph_service.stores.sqlite import SqliteStore

    return SqliteStore(f"sqlite:///{folder / 'graph.db'}", create=True, **options)
