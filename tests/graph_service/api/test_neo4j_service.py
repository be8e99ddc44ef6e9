"""A service on Neo4j outlives its server: 503 while it is away, right answers when it is back, without a restart.

Away is a server that nobody reaches: connections to it break, and nobody listens where it was. That a server which is
killed and started again holds what it held is for `tests/tools/test_neo4j_server.py`.
"""

from __future__ import annotations

import time
from contextlib import closing
from typing import Any

import pytest
from starlette.requests import Request

from graph_service.api import error_responses
from graph_service.graph import open_graph
from tests.graph_service.house import client
from tests.graph_service.stores.between import Between
from tests.graph_service.stores.contract import ground
from tests.graph_service.stores.servers import environment, new_store


def test_the_service_answers_503_while_the_server_is_away_and_recovers_by_itself(
    neo4j_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment(neo4j_server, monkeypatch)
    monkeypatch.setenv("MAILLAGE_NEO4J_TIMEOUT", "2")
    with closing(new_store(neo4j_server)) as store:
        ground(store)
    server = Between(neo4j_server.url)
    server.close()
    # The service may also start first.
    with closing(server), open_graph(server.url, create=True, lazy=True) as graph, client(graph) as caller:
        began = time.monotonic()
        missed = caller.get("/api/v1/search", params={"text": "tours"})
        assert (missed.status_code, missed.json()["code"]) == (503, "neo4j-unreachable")
        assert time.monotonic() - began < 30
        began = time.monotonic()
        # The first waited for the timeout; whoever asks next need not. The process itself is well.
        for path in ("/api/v1/search?text=tours", "/api/v1/status", "/api/v1/actors/TM"):
            assert caller.get(path).status_code == 503
        assert time.monotonic() - began < 3
        assert caller.get("/healthz").json() == {"status": "ok"}
        server.open()
        back = caller.get("/api/v1/search", params={"text": "tours"})
        assert [hit["id"] for hit in back.json()["results"]] == ["TOURS", "TM"]
        server.close()
        assert caller.get("/api/v1/actors/TM").status_code == 503
        server.open()
        assert caller.get("/api/v1/actors/TM").status_code == 200
        assert caller.get("/healthz").json() == {"status": "ok"}


def test_whoever_opens_the_page_meanwhile_reads_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_NEO4J_TIMEOUT", "1")
    with open_graph("bolt://127.0.0.1:9", create=True, lazy=True) as graph, client(graph) as caller:
        page = caller.get("/", headers={"Accept": "text/html", "Accept-Language": "fr"})
        assert (page.status_code, page.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert "Neo4j ne répond pas" in page.text
        assert "Réessayer" in page.text
        assert (
            caller.get("/api/v1/status", headers={"Accept": "application/json"}).json()["code"] == "neo4j-unreachable"
        )


def test_what_is_said_of_the_fault_is_text() -> None:
    headers = [(b"accept", b"text/html"), (b"host", b"maillage.test")]
    asked = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers}
    page = error_responses.answer(
        Request(asked), {"title": "<b>", "detail": "<script>x</script>", "code": "c", "status": 503}
    )
    assert b"<script>" not in page.body
    assert b"&lt;script&gt;" in page.body
