"""How the service answers: problems, ETags, languages, OpenAPI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from graph_service.graph import Graph
from graph_service.queries.declare import Registry
from tests.graph_service.house import client, new_graph


@pytest.fixture(scope="module")
def web(f1: Graph) -> Iterator[TestClient]:
    with client(f1) as caller:
        yield caller


def test_services_of_one_process_answer_each_from_its_own_graph(f1: Graph, tmp_path: Path) -> None:
    with new_graph(tmp_path / "empty.db") as empty:
        callers = client(f1), client(empty), client(f1, registry=Registry())
        asked = [[caller.get(f"/api/v1/{path}") for caller in callers] for path in ("actors/TM", "status", "map.json")]
    assert [[answer.status_code for answer in answers] for answers in asked] == [[200, 404, 200], [200] * 3, [200] * 3]
    (card, _, record), statuses, maps = ([answer.json() for answer in answers] for answers in asked)
    assert ("fields" in card, "fields" in record) == (False, True)
    assert [bool(status["actors"]) for status in statuses] == [True, False, True]
    assert [bool(drawn["nodes"]) for drawn in maps] == [True, False, True]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "no-page"),
        ("GET", "/api/v1/nothing", 404, "no-page"),
        ("GET", "/web/secret.js", 404, "no-page"),
        ("GET", "/web/..%2F__init__.py", 404, "no-page"),
        ("GET", "/api/v1/map.docx", 404, "no-page"),
        ("POST", "/api/v1/search", 405, "http"),
        ("DELETE", "/api/v1/edits", 405, "http"),
        ("GET", "/api/v1/actors/personne", 404, "not-found"),
        ("GET", "/api/v1/paths?from=TM", 400, "bad-parameter"),
        ("GET", "/api/v1/search", 400, "bad-parameter"),
        ("GET", "/api/v1/ties?as_of=hier", 400, "bad-parameter"),
        ("GET", "/api/v1/ties?as_of=2025-02-30", 400, "bad-parameter"),
        ("GET", "/api/v1/paths?from=TM&to=UO&k=0", 400, "bad-parameter"),
        ("GET", "/api/v1/paths?from=TM&to=UO&k=many", 400, "bad-parameter"),
        ("GET", "/api/v1/paths?from=TM&to=TM", 400, "paths-same"),
        ("GET", "/api/v1/ties?tie_profile=rough", 400, "unknown-profile"),
        ("GET", "/api/v1/ties?theme=zzz", 400, "unknown-term"),
        ("GET", "/api/v1/ties?scope=secret", 400, "unknown-scope"),
        ("GET", "/api/v1/search?text=tours&after=zzz", 400, "cursor-unknown"),
        ("GET", "/api/v1/map.html?path=TM", 400, "map-path-two"),
        ("GET", "/api/v1/map.html?depth=9", 400, "map-depth"),
        ("GET", "/api/v1/map.html?depth=deep", 400, "bad-parameter"),
        ("GET", "/api/v1/map.html?focus=TM&path=TM&path=UO", 400, "map-one-subject"),
        ("GET", "/api/v1/map.json?focus=personne", 404, "not-found"),
    ],
)
def test_what_cannot_be_answered_is_a_problem_document_in_both_languages(
    web: TestClient, method: str, path: str, status: int, code: str
) -> None:
    details = set()
    for lang in ("fr", "en"):
        answer = web.request(method, path, headers={"Accept-Language": lang})
        document = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.status_code, document["status"], document["code"]) == (status, status, code)
        details.add(document["detail"])
        # The library's own words are English, and made for programmers.
        assert not re.search("Field required|Input should|String should|Extra inputs", document["detail"])
    assert len(details) == 2


BODIES: list[tuple[Any, int, str]] = [
    ([], 400, "edit-empty"),
    ({}, 400, "bad-parameter"),
    ([{"op": "shout"}], 400, "bad-parameter"),
    ([{"op": "deny", "ids": "TM"}], 400, "bad-parameter"),
    ([{"op": "deny", "ids": ["TM"], "colour": "red"}], 400, "bad-parameter"),
    ([{"op": "hide", "ids": ["TM"], "visibility": "secret"}], 400, "bad-parameter"),
    ([{"op": "deny", "ids": ["personne"]}], 404, "not-found"),
    ([{"op": "set", "ids": ["TM"], "fields": {"siren": "1"}}], 422, "edit-refused"),
    ([{"op": "set", "ids": ["TM"], "fields": {"name": None}}], 400, "edit-required"),
    ([{"op": "same", "ids": ["TM"]}], 400, "edit-two-actors"),
    ([{"op": "deny", "ids": ["TM"]}] * 1001, 400, "bad-parameter"),
]


@pytest.mark.parametrize(("body", "status", "code"), BODIES, ids=range(len(BODIES)))
def test_an_edit_that_is_refused_says_why_and_writes_nothing(own_f1: Graph, body: Any, status: int, code: str) -> None:
    with client(own_f1) as caller:
        answer = caller.post("/api/v1/edits", json=body)
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert not re.search("Input should|List should|at most", answer.json()["detail"])
        assert caller.post("/api/v1/edits", content=b"{not json").json()["code"] == "bad-parameter"
    assert len(own_f1.batches()) == 1


def test_an_empty_field_of_an_edit_empties_it(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        body = [{"op": "set", "ids": ["TM"], "fields": {"acronym": None}}]
        assert caller.post("/api/v1/edits", json=body).status_code == 201
        assert caller.get("/api/v1/actors/TM").json()["actor"]["acronym"] is None


def test_a_list_of_operations_is_one_batch_and_tells_what_it_did(own_f1: Graph) -> None:
    body = [
        {"op": "add", "type": "actor", "fields": {"id": "N", "name": "Neuf", "kind": "association"}},
        {"op": "add", "type": "participation", "fields": {"actor": "N", "project": "P1", "role": "expert"}},
    ]
    with client(own_f1) as caller:
        answer = caller.post("/api/v1/edits", json=body).json()
        assert (answer["created"]["actors"], answer["created"]["participations"]) == (1, 1)
        assert answer["added"] == ["N"]
        assert len(caller.get("/api/v1/imports").json()["imports"]) == 2


def test_a_cursor_of_other_data_is_a_conflict(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        first = caller.get("/api/v1/ties", params={"limit": 3}).json()
        rest = caller.get("/api/v1/ties", params={"limit": 100, "after": first["next"]}).json()
        assert len(first["ties"]) + len(rest["ties"]) == first["total"] == 20
        own_f1.edit([{"op": "deny", "ids": ["VIE"]}])
        stale = caller.get("/api/v1/ties", params={"limit": 3, "after": first["next"]})
        assert (stale.status_code, stale.json()["code"]) == (409, "cursor-stale")


def test_what_the_caller_has_already_is_not_sent_again(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        asked: dict[str, Any] = {"params": {"as_of": "2025-01-01"}}
        first = caller.get("/api/v1/ties", **asked)
        tag = first.headers["etag"]
        again = caller.get("/api/v1/ties", **asked, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        for held in (f'"x", {tag}', f"W/{tag}", "*"):
            assert caller.get("/api/v1/ties", **asked, headers={"If-None-Match": held}).status_code == 304
        other = caller.get("/api/v1/ties", params={"as_of": "2026-01-01"}, headers={"If-None-Match": tag})
        assert other.status_code == 200
        english = caller.get("/api/v1/ties", **asked, headers={"If-None-Match": tag, "Accept-Language": "en"})
        assert english.status_code == 200
        own_f1.edit([{"op": "set", "ids": ["TM"], "fields": {"name": "Autre"}}])
        assert caller.get("/api/v1/ties", **asked, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "fr"),
        ("en", "en"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("fr;q=0.5, en;q=0.8", "en"),
        ("de, fr;q=0.1, en;q=0.05", "fr"),
        ("en;q=0, fr", "fr"),
        ("en;q=0", "fr"),
        ("ja", "fr"),
        ("en;q=very", "fr"),
        ("*", "fr"),
    ],
)
def test_the_caller_is_answered_in_the_language_it_asks_for(web: TestClient, header: str, lang: str) -> None:
    said = {"fr": "Depuis la Métropole de Tours (fictif), on rejoint", "en": "Métropole de Tours (fictif) can reach"}
    asked: dict[str, Any] = {"params": {"from": "TM", "to": "UO"}, "headers": {"Accept-Language": header}}
    answer = web.get("/api/v1/paths", **asked)
    assert answer.json()["sentence"].startswith(said[lang])
    assert "Accept-Language" in answer.headers["vary"]
    asked["params"]["lang"] = "en"
    assert web.get("/api/v1/paths", **asked).json()["sentence"].startswith(said["en"])


def test_an_answer_without_a_limit_asked_for_is_bounded(web: TestClient) -> None:
    assert len(web.get("/api/v1/search", params={"text": "fictif"}).json()["results"]) == 20


def test_every_answer_says_at_which_revision_date_and_profile(web: TestClient) -> None:
    for path in ("search?text=tours", "actors/TM", "ties", "paths?from=TM&to=UO"):
        answer = web.get(f"/api/v1/{path}").json()
        assert {"revision", "as_of", "tie_profile", "scope", "sources"} <= answer.keys(), path


def test_the_map_is_answered_as_a_page_and_as_data(web: TestClient) -> None:
    page = web.get("/api/v1/map.html", params={"focus": "REG", "lang": "en"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="en">' in page.text
    data = web.get("/api/v1/map.json", params={"path": ["TH", "CCS"], "k": 1})
    assert data.headers["content-type"].startswith("application/json")
    assert {n["id"] for n in data.json()["nodes"]} == {"TH", "REG", "V2", "CCS"}


def test_openapi_holds_every_route_with_words_and_scope(web: TestClient) -> None:
    document = web.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    written = {(path, method.upper()) for path, found in document["paths"].items() for method in found}
    served = {
        # What a part of a path may hold is no part of its name.
        (re.sub(r":\w+}", "}", route.path), method)
        for route in web.app.routes  # type: ignore[attr-defined]
        if isinstance(route, APIRoute) and route.include_in_schema
        for method in route.methods
    }
    assert written == served
    for path, found in document["paths"].items():
        for operation in found.values():
            assert operation["x-scope"] in ("public", "partners", "internal")
            assert operation.get("summary") or operation.get("description"), path
            for parameter in operation.get("parameters", ()):
                assert parameter["name"] != "request"
    ids = [operation["operationId"] for found in document["paths"].values() for operation in found.values()]
    assert len(ids) == len(set(ids))


def test_a_store_at_work_answers_the_revision_of_the_reader(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        before = {
            s: caller.get("/api/v1/status", params={"scope": s}).json()["revision"] for s in ("public", "internal")
        }
        own_f1.edit([{"op": "add", "type": "actor", "fields": {"id": "X", "name": "Caché", "kind": "association"}}])
        after = {s: caller.get("/api/v1/status", params={"scope": s}).json() for s in ("public", "internal")}
        assert (after["public"]["revision"], after["public"]["actors"]) == (before["public"], 13)
        assert (after["internal"]["revision"], after["internal"]["actors"]) == (before["internal"] + 1, 14)


def test_a_fault_of_ours_is_a_problem_document_that_tells_nothing_of_the_inside(
    f1: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    with client(f1) as known:
        caller = TestClient(known.app, raise_server_exceptions=False, base_url=known.base_url, headers=known.headers)
        monkeypatch.setattr(Graph, "ask", lambda *_, **__: 1 / 0)
        answer = caller.get("/api/v1/ties")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "division" not in answer.text


@pytest.mark.parametrize(
    "path", ["paths?from=TH&to=CCS&max_hop=1", "search?text=tours&bogus=1", "map.json?focus=TH&theem=x"]
)
def test_a_misspelt_parameter_is_refused_rather_than_answered_without(web: TestClient, path: str) -> None:
    answer = web.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown-parameter")


def test_openapi_lists_every_filter_of_a_map(web: TestClient) -> None:
    listed = web.get("/api/v1/openapi.json").json()["paths"]["/api/v1/map.html"]["get"]["parameters"]
    assert {p["name"] for p in listed} >= {
        "focus",
        "depth",
        "path",
        "k",
        "avoid",
        "since",
        "theme",
        "territory",
        "role",
    }
