"""Short addresses of pages."""

from __future__ import annotations

from graph_service.graph import Graph
from tests.graph_service.house import client


def test_sources_is_the_short_address_of_who_says_what(f1: Graph) -> None:
    answer = client(f1).get("/sources?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (307, "/q/sources?lang=en")
    assert client(f1).get("/q/sources", headers={"Accept": "text/html"}).status_code == 200
