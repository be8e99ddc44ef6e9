"""Who may call the service, and what every answer carries, whoever calls."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from graph_service.api.access import MOST_BYTES, Access
from graph_service.graph import Graph
from graph_service.model import Scope
from tests.graph_service.house import HOST, TOKEN, client

COOKIE = "maillage-0"
EDIT = [{"op": "set", "ids": ["TM"], "fields": {"acronym": "Nouveau"}}]


@pytest.fixture
def stranger(own_f1: Graph) -> Iterator[TestClient]:
    """A caller of the same service who holds no token."""
    with client(own_f1) as caller:
        del caller.headers["Authorization"]
        yield caller


def problem(answer: Any) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == answer.status_code
    assert {"type", "title", "code", "detail"} <= document.keys()
    return str(document["code"])


@pytest.mark.parametrize(
    "path", ["/", "/api/v1/search?text=tours", "/api/v1/status", "/api/v1/openapi.json", "/web/page.js", "/nothing"]
)
def test_without_the_token_nothing_answers(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, problem(answer)) == (401, "token-needed")
    assert "fictif" not in answer.text


def test_only_the_health_check_is_open_and_it_tells_nothing(stranger: TestClient) -> None:
    answer = stranger.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert stranger.post("/healthz").status_code == 401


def test_the_launch_token_is_traded_for_a_cookie_that_no_script_and_no_other_site_gets(stranger: TestClient) -> None:
    traded = stranger.get(f"/?token={TOKEN}&lang=en")
    assert traded.status_code == 303
    assert traded.headers["location"] == "/?lang=en"
    cookie = traded.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "domain=" not in cookie
    assert TOKEN not in cookie
    assert stranger.get("/").status_code == 200
    assert stranger.get("/api/v1/status").json()["actors"] == 13


def test_a_wrong_token_gets_no_cookie(stranger: TestClient) -> None:
    answer = stranger.get("/?token=autre")
    assert (answer.status_code, problem(answer)) == (401, "token-wrong")
    assert "set-cookie" not in answer.headers
    stranger.cookies.set(COOKIE, TOKEN)
    assert stranger.get("/api/v1/status").status_code == 401
    for header in ("Bearer autre", f"Basic {TOKEN}", f"Bearer {TOKEN} ", "Bearer é"):
        assert stranger.get("/api/v1/status", headers={"Authorization": header.encode()}).status_code == 401


ALMOST = ["", TOKEN[:-1], TOKEN[0], TOKEN[1:], f"{TOKEN}x", TOKEN.upper(), f" {TOKEN}", f"{TOKEN}\n", "*", "None"]
"""What is not the token, however near to it."""


@pytest.mark.parametrize("given", ALMOST)
def test_no_part_of_a_token_and_nothing_near_it_is_taken_for_it(stranger: TestClient, given: str) -> None:
    traded = stranger.get("/", params={"token": given})
    assert (traded.status_code, problem(traded)) == (401, "token-wrong")
    assert "set-cookie" not in traded.headers
    asked = stranger.get("/api/v1/status", headers={"Authorization": f"Bearer {given}".encode()})
    assert (asked.status_code, problem(asked)) == (401, "token-needed")
    posted = stranger.post("/api/v1/edits", json=EDIT, headers={"Authorization": f"Bearer {given}".encode()})
    assert posted.status_code == 401


@pytest.mark.parametrize("scheme", ["", "bearer", "Token", "Basic", "Bearer:", "BearerBearer"])
def test_the_token_is_taken_as_a_bearer_alone(stranger: TestClient, scheme: str) -> None:
    asked = stranger.get("/api/v1/status", headers={"Authorization": f"{scheme} {TOKEN}".strip()})
    assert asked.status_code == 401


def test_no_part_of_a_cookie_and_no_other_services_is_taken_for_it(stranger: TestClient) -> None:
    cookie = str(stranger.get(f"/?token={TOKEN}").cookies[COOKIE])
    until, proof = cookie.split(".")
    for given in (
        *("", cookie[:-1], cookie[:1], f"{cookie}0", cookie.upper(), f"{until}.{'0' * 64}", TOKEN),
        *(proof, f".{proof}", f"{int(until) + 1}.{proof}", f"{until}0.{proof}", f"{until}."),
    ):
        stranger.cookies.clear()
        stranger.cookies.set(COOKIE, given)
        assert stranger.get("/api/v1/status").status_code == 401, given
    stranger.cookies.clear()
    stranger.cookies.set("maillage-1", cookie)
    assert stranger.get("/api/v1/status").status_code == 401
    stranger.cookies.set(COOKIE, cookie)
    assert stranger.get("/api/v1/status").status_code == 200


def test_without_a_place_for_its_secret_a_cookie_is_worth_nothing_at_the_next_start() -> None:
    """Each start then has a secret of its own, and each port a cookie of its own name."""
    first, second = (Access(TOKEN, frozenset({HOST}), port=port) for port in (1, 2))
    assert second.sessions.left(first.sessions.made()) == 0
    assert first.cookie != second.cookie


def test_of_several_tokens_in_an_address_none_is_hidden_behind_a_right_one(stranger: TestClient) -> None:
    assert stranger.get(f"/?token={TOKEN}&token=autre").status_code == 401
    traded = stranger.get(f"/?token=autre&token={TOKEN}")
    assert traded.status_code == 303
    assert TOKEN not in traded.headers["location"]


def test_the_token_in_the_address_is_traded_by_a_get_of_the_page_alone(stranger: TestClient) -> None:
    for answer in (
        stranger.post(f"/?token={TOKEN}"),
        stranger.head(f"/?token={TOKEN}"),
        stranger.get(f"/reference?token={TOKEN}"),
    ):
        assert answer.status_code in (401, 404)
        assert "set-cookie" not in answer.headers


def test_the_token_is_taken_in_the_address_of_the_page_alone(stranger: TestClient) -> None:
    assert stranger.get(f"/api/v1/status?token={TOKEN}").status_code == 401
    assert stranger.post(f"/api/v1/edits?token={TOKEN}", json=EDIT).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{80}", "", f"{HOST}.evil.example", "[::1"])
def test_a_host_that_the_service_does_not_answer_to_is_refused_with_the_token_too(own_f1: Graph, host: str) -> None:
    with client(own_f1) as caller:
        answer = caller.get("/api/v1/status", headers={"Host": host})
        assert (answer.status_code, problem(answer)) == (403, "host-unknown")
        assert caller.get("/healthz", headers={"Host": host}).status_code == 403
        assert caller.get("/api/v1/status", headers={"Host": f"{HOST}:8765"}).status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", f"http://{HOST}:81", f"http://{HOST}.evil.example", "null", None, "file://"]
)
def test_another_sites_page_cannot_post_with_the_cookie(
    own_f1: Graph, stranger: TestClient, origin: str | None
) -> None:
    stranger.get(f"/?token={TOKEN}")
    answer = stranger.post("/api/v1/edits", json=EDIT, headers={"Origin": origin} if origin else {})
    assert (answer.status_code, problem(answer)) == (403, "origin")
    assert own_f1.actor("TM").actor.acronym == "TM"


def test_the_own_page_posts_with_the_cookie(own_f1: Graph, stranger: TestClient) -> None:
    stranger.get(f"/?token={TOKEN}")
    answer = stranger.post("/api/v1/edits", json=EDIT, headers={"Origin": f"http://{HOST}"})
    assert answer.status_code == 201
    assert own_f1.actor("TM").actor.acronym == "Nouveau"


def test_a_program_posts_with_the_token_in_a_header_and_undoes(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        done = caller.post("/api/v1/edits", json=EDIT)
        assert done.status_code == 201
        undone = caller.post(f"/api/v1/imports/{done.json()['import_id']}/undo")
        assert undone.status_code == 201
        kinds = [(b["kind"], b["live"]) for b in caller.get("/api/v1/imports").json()["imports"]]
        assert kinds == [("undo", True), ("edit", False), ("import", True)]
    assert own_f1.actor("TM").actor.acronym == "TM"


def test_without_a_token_the_origin_is_still_asked_for(own_f1: Graph) -> None:
    with client(own_f1, token=None) as caller:
        assert caller.get("/api/v1/status").status_code == 200
        for headers in ({}, {"Origin": "http://evil.example"}, {"Authorization": "Bearer x"}):
            assert caller.post("/api/v1/edits", json=EDIT, headers=headers).status_code == 403
        assert caller.post("/api/v1/edits", json=EDIT, headers={"Origin": f"http://{HOST}"}).status_code == 201


def test_a_body_too_large_or_without_a_size_is_refused_unread(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        large = caller.post("/api/v1/edits", content=b" " * (MOST_BYTES + 1))
        assert (large.status_code, problem(large)) == (413, "body-too-large")
        chunked = caller.post("/api/v1/edits", content=iter([b"[]"]))
        assert chunked.status_code == 413


@pytest.mark.parametrize("scope", [Scope.PUBLIC, Scope.PARTNERS])
def test_an_access_below_internal_reads_its_scope_and_writes_nothing(own_f1: Graph, scope: Scope) -> None:
    with client(own_f1, scope=scope) as caller:
        for answer in (
            caller.post("/api/v1/edits", json=EDIT),
            caller.get("/api/v1/imports"),
            caller.post(f"/api/v1/imports/{own_f1.batches()[0][0].id}/undo"),
        ):
            assert (answer.status_code, problem(answer)) == (403, "scope-needed")
        for path in ("search?text=tours&", "status?", "ties?", "actors/TM?", "map.html?", "paths?from=TM&to=UO&"):
            raised = caller.get(f"/api/v1/{path}scope=internal")
            assert raised.status_code in (400, 403)
            assert problem(raised) == "scope-raise"
            assert caller.get(f"/api/v1/{path}scope=public").status_code == 200
        assert caller.get("/api/v1/status").json()["scope"] == scope
    assert len(own_f1.batches()) == 1


def test_every_route_declares_who_may_read_it(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        routes = [route for route in caller.app.routes if isinstance(route, APIRoute)]  # type: ignore[attr-defined]
        others = {route.path for route in caller.app.routes if not isinstance(route, APIRoute)}  # type: ignore[attr-defined]
    assert len(routes) > 8
    assert others == {"/api/v1/openapi.json"}
    for route in routes:
        assert Scope((route.openapi_extra or {})["x-scope"]), route.path
        if route.methods != {"GET"}:
            assert (route.openapi_extra or {})["x-scope"] == "internal", route.path


def test_no_other_site_is_ever_invited(own_f1: Graph) -> None:
    asking = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    with client(own_f1) as caller:
        for answer in (
            caller.get("/api/v1/status", headers=asking),
            caller.options("/api/v1/edits", headers=asking),
            caller.get("/", headers=asking),
        ):
            assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/api/v1/status", "/api/v1/map.html", "/healthz", "/nothing", "/web/page.js"])
def test_every_answer_forbids_guessing_its_type_and_telling_its_address(own_f1: Graph, path: str) -> None:
    with client(own_f1) as caller:
        headers = caller.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "cache-control" in headers
        assert "server" not in headers


def test_the_page_runs_only_its_own_files_and_the_map_nothing_from_outside(own_f1: Graph) -> None:
    with client(own_f1) as caller:
        page = caller.get("/")
        policy = page.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        drawn = caller.get("/api/v1/map.html")
        assert drawn.headers["content-security-policy"] == "frame-ancestors 'self'"
        own = html.unescape(drawn.text.split("</head>")[0])
        assert "default-src 'none'" in own
        assert "unsafe-eval" not in own
