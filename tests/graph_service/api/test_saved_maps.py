"""Saved maps over HTTP and on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.model import Scope
from tests.graph_service.api.held import Held
from tests.graph_service.house import AS_OF, HOST, client, folder
from visualisations.renderers import formats

API = "/api/v1"
HERE = {"Origin": f"http://{HOST}"}
HIDDEN = {
    "actors": "id,name,kind,visibility\nSEC,Cabinet Secret,association,internal",
    "participations": "actor,project,role,visibility\nSEC,P1,partenaire,internal",
}


@pytest.fixture
def graph(own_f1: Graph, tmp_path: Path) -> Graph:
    own_f1.import_files([folder(tmp_path, "hidden", **HIDDEN)])
    return own_f1


@pytest.fixture(scope="module")
def document(f1: Graph) -> Any:
    with client(f1) as web:
        return web.get(f"{API}/openapi.json").json()


@pytest.fixture
def held(graph: Graph, document: Any) -> Iterator[Held]:
    with client(graph) as web:
        yield Held(web, document)


def new(name: str, **more: object) -> dict[str, object]:
    return {"name": name, "question": "actor", "values": {"id": "UT", "as_of": AS_OF}, **more}


def test_a_map_is_saved_listed_read_drawn_compared_and_deleted_as_the_document_says(held: Held) -> None:
    made = held("POST", f"{API}/maps", json=new("Université", frozen=True, preset="a4"))
    assert made.status_code == 201
    assert held("GET", f"{API}/maps").json() == {"maps": [made.json()]}
    assert held("GET", f"{API}/maps/{made.json()['id']}").json() == made.json()
    assert held("GET", f"{API}/maps/Université").json() == made.json(), "by its name too"
    for format_ in formats():
        for lang in ("fr", "en") if format_ == "svg" else ("fr",):
            answer = held("GET", f"{API}/maps/{made.json()['id']}.{format_}", params={"lang": lang})
            assert (answer.status_code, len(answer.content) > 500) == (200, True)
            again = held(
                "GET", answer.url.path, params={"lang": lang}, headers={"If-None-Match": answer.headers["etag"]}
            )
            assert again.status_code == 304
    assert held("GET", f"{API}/maps/Université/changes", params={"as_of": "2023-01-01"}).json()["lines"]
    assert held("DELETE", f"{API}/maps/Université").json() == {"id": made.json()["id"], "name": "Université"}
    assert held("GET", f"{API}/maps").json() == {"maps": []}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (new("A", question="search", values={"text": "x"}), 400),
        (new("A", values={"id": "personne"}), 404),
        (new("A", preset="a5"), 400),
        (new("A", scope="secret"), 400),
        (new("A", values={"id": ["UT"], "limits": "2"}), 400),
        (new(""), 400),
        (new("A", colour="red"), 400),
        (new("Cabinet secret", scope="public"), 400),
        (new("Prise"), 409),
    ],
)
def test_what_cannot_be_shown_is_refused_as_the_document_says(held: Held, body: dict[str, object], status: int) -> None:
    held("POST", f"{API}/maps", json=new("Prise"))
    assert held("POST", f"{API}/maps", json=body).status_code == status
    assert [each["name"] for each in held("GET", f"{API}/maps").json()["maps"]] == ["Prise"]


@pytest.mark.parametrize("scope", [Scope.PUBLIC, Scope.PARTNERS])
def test_readers_are_served_what_their_scope_sees_and_save_nothing(graph: Graph, scope: Scope) -> None:
    ids = {}
    for of in Scope:
        ids[of] = graph.save_map(f"Vue {of}", "project", {"id": "P1"}, scope=of, freeze=True).id
    with client(graph, scope=scope) as web:
        listed = web.get(f"{API}/maps").text + web.get("/maps").text
        for of, id_ in ids.items():
            assert (f"Vue {of}" in listed) == (id_ in listed) == scope.sees(of)
            below = [f"{API}/maps/{id_}.{format_}" for format_ in formats()]
            below += [f"{at}/maps/{id_}{each}" for at in (API, "") for each in ("", "/changes", ".svg")]
            for path in below:
                answer = web.get(path)
                assert answer.status_code == (200 if scope.sees(of) else 404), path
                assert b"Cabinet" not in answer.content, path
                assert scope.sees(of) or f"Vue {of}" not in answer.text
        assert web.post(f"{API}/maps", json=new("A")).status_code == 403
        assert web.delete(f"{API}/maps/{ids[scope]}").status_code == 403
        for path in ("/maps/save?of=ties", f"/maps/{ids[scope]}/delete"):
            assert web.get(path).status_code == 403
            assert web.post(path.partition("?")[0], data={"version": "1"}, headers=HERE).status_code in (400, 403)
    assert len(graph.saved_maps()) == 3


def test_a_lower_scope_that_is_asked_for_is_what_counts(graph: Graph) -> None:
    graph.save_map("Interne", "ties", {})
    with client(graph) as web:
        assert web.get(f"{API}/maps", params={"scope": "public"}).json() == {"maps": []}
        assert web.get(f"{API}/maps/Interne.svg", params={"scope": "public"}).status_code == 404
        assert "Interne" not in web.get("/maps", params={"scope": "public"}).text
        assert "/maps/save" in web.get("/q/ties").text
        assert "/maps/save" not in web.get("/q/ties", params={"scope": "public"}).text


def test_the_map_of_an_answer_is_saved_from_its_page(graph: Graph) -> None:
    with client(graph) as web:
        answer = web.get("/q/paths", params={"from": "TH", "to": "CCS", "as_of": AS_OF, "k": "2"})
        (form,) = re.findall(r'href="(/maps/save[^"]+)"', answer.text)
        shown = web.get(form.replace("&amp;", "&"))
        assert shown.status_code == 200
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', shown.text))
        fields.pop("lang", None)
        assert fields == {"of": "paths", "from": "TH", "to": "CCS", "as_of": AS_OF, "k": "2"}
        sent = {**fields, "map.name": "Chemin", "map.state": "frozen", "map.scope": "public", "map.preset": "half"}
        made = web.post("/maps/save", data=sent, headers=HERE)
        assert made.status_code == 303
        page = web.get(made.headers["location"])
        assert "Chemin" in page.text
        (found,) = graph.saved_maps()
        assert (found.map.scope, found.map.preset) == (Scope.PUBLIC, "half")
        assert found.map.values == {"from": ("TH",), "to": ("CCS",), "as_of": (AS_OF,), "k": ("2",)}

        taken = web.post("/maps/save", data={**sent, "map.state": "live"}, headers=HERE)
        assert taken.status_code == 409
        assert 'name="map.replace"' in taken.text
        again = web.post("/maps/save", data={**sent, "map.state": "live", "map.replace": "true"}, headers=HERE)
        assert again.status_code == 303
        assert [each.map.frozen for each in graph.saved_maps()] == [None]

        telling = web.post("/maps/save", data={**sent, "map.name": "Le Cabinet secret"}, headers=HERE)
        assert (telling.status_code, "Le Cabinet secret" in telling.text) == (400, True)

        asked = web.get(f"/maps/{found.map.id}/delete")
        (version,) = re.findall(r'name="version" value="(\d+)"', asked.text)
        older = web.post(f"/maps/{found.map.id}/delete", data={"version": found.map.version}, headers=HERE)
        assert older.status_code == 409, "somebody saved the map anew since"
        gone = web.post(f"/maps/{found.map.id}/delete", data={"version": version}, headers=HERE)
        assert gone.status_code == 303
        assert graph.saved_maps() == []


def test_saving_from_another_site_is_refused(graph: Graph) -> None:
    with client(graph, token=None) as web:
        sent = {"of": "ties", "map.name": "A", "map.state": "live", "map.scope": "public"}
        for headers in ({}, {"Origin": "http://elsewhere.test"}):
            assert web.post("/maps/save", data=sent, headers=headers).status_code == 403
    assert graph.saved_maps() == []


def test_names_that_would_like_to_be_markup_stay_text_on_every_page(graph: Graph) -> None:
    name = '<img src=x onerror="alert(1)">&\'</script>'
    made = graph.save_map(name, "actor", {"id": "UT", "as_of": AS_OF}, freeze=True)
    with client(graph) as web:
        for path in ("/maps", f"/maps/{made.id}", f"/maps/{made.id}/changes", f"/maps/{made.id}/delete"):
            page = web.get(path)
            assert page.status_code == 200
            assert "<img src=x" not in page.text
            assert "&lt;img src=x" in page.text
        file = web.get(f"/maps/{made.id}.svg")
        assert re.fullmatch(r'inline; filename="[a-z0-9-]+-internal\.svg"', file.headers["content-disposition"])
