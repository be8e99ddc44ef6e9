"""A service on Neo4j outlives its server: 503 while it is away, right answers when it is back, without a restart."""

from __future__ import annotations

import time
from contextlib import closing
from typing import Any

import pytest
from starlette.requests import Request

from graph_service.api import away
from graph_service.graph import open_graph
from tests.graph_service.house import client
from tests.graph_service.stores.contract import ground
from tests.graph_service.stores.servers import environment, new_store


@pytest.mark.slow
def test_the_service_answers_503_while_the_server_is_away_and_recovers_by_itself(
    own_neo4j: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = environment(own_neo4j, monkeypatch)
    monkeypatch.setenv("MAILLAGE_NEO4J_TIMEOUT", "2")
    with closing(new_store(own_neo4j)) as store:
        ground(store)
    own_neo4j.kill()
    # The service may also start first.
    with open_graph(url, create=True, lazy=True) as graph, client(graph) as caller:
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
        own_neo4j.start()
        back = caller.get("/api/v1/search", params={"text": "tours"})
        assert [hit["id"] for hit in back.json()["results"]] == ["TOURS", "TM"]
        own_neo4j.kill()
        assert caller.get("/api/v1/actors/TM").status_code == 503
        own_neo4j.start()
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
    page = away.answer(Request(asked), {"title": "<b>", "detail": "<script>x</script>", "code": "c", "status": 503})
    assert b"<script>" not in page.body
    assert b"&lt;script&gt;" in page.body
