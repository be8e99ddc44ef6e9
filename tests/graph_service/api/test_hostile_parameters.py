"""Whatever stands in a parameter, the service and the command line say what is wrong with it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from graph_service.graph import Graph
from graph_service.messages import LANGS, Items, m, say
from tests.graph_service.house import Command, client

LONG = "a" * 2600


@pytest.fixture(scope="module")
def web(f1: Graph) -> Iterator[TestClient]:
    with client(f1) as caller:
        yield caller


@pytest.mark.parametrize(
    "name", ["theme", "territory", "role", "actor_kind", "project_kind", "tie_profile", "of", "after", "as_of", "lang"]
)
@pytest.mark.parametrize("text", [LONG, "é" * 3000, "\u202e" * 2600])
def test_a_text_of_any_length_in_a_parameter_is_a_problem_and_no_fault(web: TestClient, name: str, text: str) -> None:
    answer = web.get("/api/v1/ties", params={name: text})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "held",
    [[1, 1e309], [1, float("nan")], [1, {}], [1], {}, [None, None], [1, -5], [1, "x"], "", [[[]], 1], [1, "1e9"]],
)
@pytest.mark.parametrize("path", ["ties", "search", "gaps"])
def test_a_cursor_that_nobody_gave_out_is_refused(web: TestClient, path: str, held: object) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(held).replace("Infinity", "1e309").encode()).decode()
    answer = web.get(f"/api/v1/{path}", params={"after": cursor, **({"text": "t"} if path == "search" else {})})
    assert answer.json()["code"] in ("cursor-unknown", "cursor-stale")


@pytest.mark.parametrize("number", ["1_0", "1.0", "+5", " 1", "1e1", "٣", "0x1", "1" * 30, "9" * 5000])
def test_a_number_is_digits_and_nothing_else(web: TestClient, number: str) -> None:
    answer = web.get("/api/v1/paths", params={"from": "TH", "to": "CCS", "k": number})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-parameter")


def test_the_command_line_says_it_too(f1_maillage: Command) -> None:
    for words in (["--theme", LONG], ["--after", "WzEsMWUzMDld"]):
        ran = f1_maillage("ties", *words)
        assert (ran.code, "Traceback" in ran.err) == (2, False)


@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_holds_texts_of_any_length_cut_where_they_are_too_long(lang: str) -> None:
    said = say(m("error-not-found", text=LONG * 3, near=Items([LONG, LONG], "or")), lang)  # type: ignore[arg-type]
    assert said.count("…") >= 2
