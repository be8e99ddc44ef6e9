"""Whole sentences over HTTP, without a browser: where they lead, what is offered, what programs are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from tests.examples.world import CVL
from tests.graph_service import house

SENTENCE = "avec qui travaille Tours Métropole depuis 2022"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path: Path = tmp_path_factory.mktemp("asked") / "demo.db"
    with house.new_graph(path, CVL, source=DEMO_SOURCE) as graph:
        graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        yield house.client(graph)


def test_a_sentence_leads_to_its_answer_and_stands_above_it(client: TestClient) -> None:
    told = client.get("/ask", params={"text": SENTENCE, "lang": "fr"}, follow_redirects=False)
    assert told.status_code == 303
    address = told.headers["location"]
    assert address.startswith("/q/")
    page = client.get(address).text
    assert SENTENCE in page
    assert 'class="understood"' in page


def test_what_nothing_answers_is_no_error_and_names_ways_on(client: TestClient) -> None:
    told = client.get("/ask", params={"text": "flurb blorp", "lang": "en"})
    assert told.status_code == 200
    assert "/q/search?text=flurb+blorp" in told.text
    assert client.get("/ask", params={"text": ""}, follow_redirects=False).headers["location"].startswith("/?")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x>', "a" * 5000, "\u202emanque", "\x00", '% _ * " OR']
)
def test_a_hostile_sentence_is_only_text(client: TestClient, text: str) -> None:
    for path in ("/ask", "/suggest"):
        told = client.get(path, params={"text": text, "of": "bar"} if path == "/suggest" else {"text": text})
        assert told.status_code in (200, 303)
        assert "<script>alert" not in told.text
        assert "<img src=x" not in told.text


def test_a_changed_address_keeps_the_sentence_and_offers_what_it_said(client: TestClient) -> None:
    page = client.get(
        "/q/actor", params={"id": "tours-metropole", "typed": "avec qui travaille la Ville de Tours", "lang": "fr"}
    ).text
    assert "avec qui travaille la Ville de Tours" in page
    assert client.get("/q/who", params={"typed": "n’importe quoi", "lang": "fr"}).status_code == 200


def test_programs_are_told_how_a_sentence_is_understood_and_nothing_is_asked(client: TestClient) -> None:
    told = client.get("/api/v1/ask", params={"text": SENTENCE}).json()
    assert told["runs"]
    assert told["readings"][0]["values"]["since"]
    assert {"parameter", "label", "value", "text", "words", "others"} == set(told["readings"][0]["chips"][0])
    assert client.get("/api/v1/ask").status_code == 400
    assert client.get("/api/v1/ask", params={"text": "x" * 301}).status_code == 400


@pytest.mark.parametrize("of", ["bar", "actor", "project", "actor,project", "theme", "territory", "nothing"])
def test_every_field_that_is_completed_is_given_options(client: TestClient, of: str) -> None:
    told = client.get("/suggest", params={"text": "tours" if of != "theme" else "mobi", "of": of})
    assert told.status_code == 200
    assert ("option" in told.text) is (of != "nothing")
