"""How long a browser is let in, and what a person sees who is not: cookies, kept secrets, pages that help, tokens."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.api import serve
from graph_service.api.access import Access
from graph_service.api.app import create_app
from graph_service.api.serve import check_exposure
from graph_service.api.sessions import SECONDS, Sessions, kept_secret
from graph_service.api.slowing import MOST, Slowing
from graph_service.errors import UsageError
from graph_service.graph import Graph, open_graph
from graph_service.messages import say
from graph_service.settings import Settings
from tests.graph_service.house import HOST, TOKEN, Command, new_graph, url

LASTING = "un-jeton-qui-dure-longtemps"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Started:
    """A service as `maillage serve` makes it, without listening: what it accepts and what it told."""

    def __init__(self, file: Path, config: Path | str, token: str | None = None, port: int = 8765) -> None:
        self.told: list[Any] = []
        self.graph = open_graph(url(file), settings=Settings(config=str(config)))
        launch = "depart-" + os.urandom(12).hex()
        hosts = frozenset({HOST})
        self.access = serve._access(self.graph, token, launch, hosts, port, self.told.append)
        self.launch = launch
        self.client = TestClient(create_app(self.graph, self.access), base_url=f"http://{HOST}", follow_redirects=False)

    def cookie(self) -> dict[str, str]:
        answer = self.client.get(f"/?token={self.launch}")
        assert answer.status_code == 303
        return dict(answer.cookies)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    new_graph(tmp_path / "g.db").close()
    return tmp_path / "g.db"


@pytest.fixture
def stranger(own_f1: Graph) -> Iterator[TestClient]:
    app = create_app(own_f1, Access(TOKEN, frozenset({HOST})))
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as caller:
        yield caller


def seen(started: Started, cookies: dict[str, str]) -> int:
    started.client.cookies.clear()
    for name, value in cookies.items():
        started.client.cookies.set(name, value)
    return int(started.client.get("/api/v1/status").status_code)


def test_a_cookie_opens_the_same_store_after_a_restart_on_any_port_and_the_launch_token_does_not(
    file: Path, tmp_path: Path
) -> None:
    first = Started(file, tmp_path / "settings")
    kept = first.cookie()
    second = Started(file, tmp_path / "settings", port=9000)
    assert seen(second, kept) == 200
    second.client.cookies.clear()
    assert second.client.get(f"/?token={first.launch}").status_code == 401
    assert second.client.get("/api/v1/status", headers={"Authorization": f"Bearer {first.launch}"}).status_code == 401


def test_a_cookie_opens_no_other_store_and_ends_with_the_token_that_was_changed(file: Path, tmp_path: Path) -> None:
    kept = Started(file, tmp_path / "settings").cookie()
    new_graph(tmp_path / "other.db").close()
    assert seen(Started(tmp_path / "other.db", tmp_path / "settings"), kept) == 401
    lasting = Started(file, tmp_path / "settings", LASTING)
    assert seen(lasting, kept) == 401
    kept = lasting.cookie()
    assert seen(Started(file, tmp_path / "settings", LASTING), kept) == 200
    assert seen(Started(file, tmp_path / "settings", LASTING + "!"), kept) == 401


def test_the_secret_is_for_its_owner_alone_and_one_that_others_may_have_read_is_replaced(tmp_path: Path) -> None:
    secret = kept_secret(tmp_path / "s", "x")
    (path,) = (tmp_path / "s").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert kept_secret(tmp_path / "s", "x") == secret
    assert kept_secret(tmp_path / "s", "y") != secret
    path.chmod(0o644)
    other = kept_secret(tmp_path / "s", "x")
    assert other != secret
    for spoiled in ("", "zz", "00"):
        path.write_text(spoiled)
        assert kept_secret(tmp_path / "s", "x") not in (secret, other)
    path.unlink()
    (tmp_path / "theirs").write_text("00" * 32)
    path.symlink_to(tmp_path / "theirs")
    assert kept_secret(tmp_path / "s", "x") != bytes(32)
    assert (tmp_path / "theirs").read_text() == "00" * 32


def test_where_nothing_can_be_kept_the_service_starts_and_says_so(file: Path, tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("a file")
    started = Started(file, tmp_path / "settings")
    (said,) = started.told
    assert "MAILLAGE_CONFIG" in say(said, "fr")
    assert seen(started, started.cookie()) == 200


def test_a_cookie_ends_thirty_days_after_it_was_last_used() -> None:
    now = [1_000_000_000.0]
    sessions = Sessions(now=lambda: now[0])
    cookie = sessions.made()
    now[0] += SECONDS - 1
    assert (sessions.left(cookie), sessions.is_due(cookie)) == (1, True)
    now[0] += 1
    assert sessions.left(cookie) == 0


def test_a_cookie_in_use_is_renewed_by_day(own_f1: Graph) -> None:
    now = [time.time()]
    access = Access(TOKEN, frozenset({HOST}), sessions=Sessions(now=lambda: now[0]))
    with TestClient(create_app(own_f1, access), base_url=f"http://{HOST}", follow_redirects=False) as caller:
        given = caller.get(f"/?token={TOKEN}")
        assert f"max-age={SECONDS}" in given.headers["set-cookie"].lower()
        assert "set-cookie" not in caller.get("/").headers
        now[0] += 2 * 86_400
        assert "set-cookie" not in caller.get("/api/v1/status").headers
        again = caller.get("/").headers["set-cookie"].lower()
        assert "httponly" in again
        assert "samesite=lax" in again


@pytest.mark.parametrize(("lang", "words"), [("fr", "n’a pas encore accès"), ("en", "has no access to this service")])
def test_a_person_without_a_cookie_is_helped_and_led_on_to_where_they_were_going(
    stranger: TestClient, lang: str, words: str
) -> None:
    page = stranger.get("/q/actor?id=TM", headers={**BROWSER, "Accept-Language": lang})
    assert (page.status_code, page.headers["content-type"]) == (401, "text/html; charset=utf-8")
    assert words in page.text
    assert "fictif" not in page.text
    other = "en" if lang == "fr" else "fr"
    assert f'href="/q/actor?id=TM&amp;lang={other}"' in page.text
    (action,) = re.findall(r'<form method="post" action="([^"]+)"', page.text)
    (leads,) = re.findall(r'name="next" value="([^"]+)"', page.text)
    leads = leads.replace("&amp;", "&")
    origin = {**BROWSER, "Origin": f"http://{HOST}"}
    wrong = stranger.post(action, data={"token": "autre", "next": leads}, headers=origin)
    assert (wrong.status_code, wrong.headers["content-type"]) == (401, "text/html; charset=utf-8")
    admitted = stranger.post(action, data={"token": f" {TOKEN} ", "next": leads}, headers=origin)
    assert (admitted.status_code, admitted.headers["location"]) == (303, "/q/actor?id=TM")
    assert stranger.get("/q/actor?id=TM").status_code == 200


@pytest.mark.parametrize(
    "leads", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "x", "/\r\nA: b"]
)
def test_the_form_leads_to_no_other_site_and_no_other_site_posts_it(stranger: TestClient, leads: str) -> None:
    own = {"Origin": f"http://{HOST}"}
    admitted = stranger.post("/session", data={"token": TOKEN, "next": leads}, headers=own)
    assert admitted.headers["location"] == "/"
    for origin in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {}):
        assert stranger.post("/session", data={"token": TOKEN}, headers=origin).status_code == 403
    assert stranger.post("/session", content=b"token=" + b"x" * 9000, headers=own).status_code == 413


@pytest.mark.parametrize("path", ["/nothing", "/web/none.js", "/api/v1/nothing", "/api/v1/actors/personne"])
def test_a_person_at_a_wrong_address_gets_a_page_and_a_program_a_document(own_f1: Graph, path: str) -> None:
    with TestClient(create_app(own_f1, Access(None, frozenset({HOST}))), base_url=f"http://{HOST}") as caller:
        page = caller.get(path, headers={**BROWSER, "Accept-Language": "en"})
        assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert 'href="/?lang=en"' in page.text
        for accept in ("application/json", "*/*", "", "application/json, text/html;q=0.5", "text/html;q=0"):
            answer = caller.get(path, headers={"Accept": accept})
            assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_nothing_of_an_address_becomes_markup(stranger: TestClient) -> None:
    page = stranger.get('/"><script>alert(1)</script>?a="><b>&token=secret', headers=BROWSER)
    assert "<script>" not in page.text
    assert "<b>" not in page.text
    assert "secret" not in page.text


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("", "token-short"),
        ("x" * 19, "token-short"),
        ("jeton avec une espace et long", "token-signs"),
        ("é" * 30, "token-signs"),
    ],
)
def test_a_token_that_can_be_guessed_or_not_be_sent_is_refused_at_start_and_not_shown(
    maillage: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str, code: str
) -> None:
    (tmp_path / "token").write_text(token + "\n", "utf-8")
    monkeypatch.setenv("MAILLAGE_TOKEN_FILE", str(tmp_path / "token"))
    ran = maillage("serve", "--no-browser", "--json")
    assert (ran.code, ran.json["code"]) == (2, code)
    assert not token or token not in ran.out + ran.err
    assert not (tmp_path / "maillage.db").exists()
    with pytest.raises(UsageError):
        check_exposure("0.0.0.0", token, no_token=False)
    check_exposure("127.0.0.1", token, no_token=True)


def test_a_lasting_token_is_shown_nowhere(file: Path, tmp_path: Path) -> None:
    started = Started(file, tmp_path / "settings", LASTING)
    settings = Settings(token=LASTING)
    assert LASTING not in f"{settings!r} {started.access!r} {started.told}"
    assert started.client.get("/api/v1/status", headers={"Authorization": f"Bearer {LASTING}"}).status_code == 200


def test_wrong_tokens_cost_ever_more_time_up_to_a_bound_and_the_right_one_none() -> None:
    now = [0.0]
    slowing = Slowing(clock=lambda: now[0])
    costs = [slowing.cost("a") for _ in range(40)]
    assert costs == sorted(costs)
    assert (costs[0] < 0.1, costs[1] == 2 * costs[0], costs[-1]) == (True, True, MOST)
    assert slowing.cost("b") == costs[0]
    now[0] += 61
    assert slowing.cost("a") == costs[0]
    for n in range(5000):
        slowing.cost(str(n))
    assert len(slowing._failed) <= 1000


def test_whoever_guesses_waits_and_locks_nobody_out(stranger: TestClient) -> None:
    began = time.monotonic()
    for _ in range(4):
        assert stranger.get("/api/v1/status", headers={"Authorization": "Bearer autre"}).status_code == 401
    assert time.monotonic() - began > 0.7
    began = time.monotonic()
    assert stranger.get("/api/v1/status", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert time.monotonic() - began < 0.5
