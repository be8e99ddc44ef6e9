"""PUT and DELETE under If-Match: what differs from what was shown is said, and nothing that somebody else changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.graph import Graph
from graph_service.model import STAFF, Op, RecordType, Scope
from tests.graph_service.house import client

API = "/api/v1"


@pytest.fixture
def f1(own_f1: Graph) -> Graph:
    return own_f1


@pytest.fixture
def web(f1: Graph) -> Iterator[TestClient]:
    with client(f1) as caller:
        yield caller


def words(graph: Graph, batch: str) -> list[tuple[Op, dict[str, Any]]]:
    return [(s.statement.op, dict(s.statement.fields)) for s in graph.store.statements(batch=batch)]


def participation(graph: Graph, actor: str, project: str) -> str:
    found = graph.store.incident([actor], Scope.INTERNAL)
    (id_,) = [f.id for f in found if f.get("actor") == actor and f.get("project") == project]
    return id_


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_actor_is_put_back_under_the_tag_of_its_card(web: TestClient, f1: Graph, lang: str) -> None:
    card = web.get(f"{API}/actors/TM", headers={"Accept-Language": lang})
    actor = card.json()["actor"]
    body = {"name": "Tours Métropole", "kind": actor["kind"], "acronym": actor["acronym"], "siren": actor["siren"]}
    done = web.put(f"{API}/actors/TM", json=body, headers={"If-Match": card.headers["etag"]})
    assert done.status_code == 200, done.text
    assert words(f1, done.json()["import_id"]) == [(Op.SET, {"name": "Tours Métropole"})]
    assert web.get(f"{API}/actors/TM").json()["actor"]["name"] == "Tours Métropole"


def test_the_version_in_the_card_is_a_tag_too_and_moves_only_with_the_record(web: TestClient, f1: Graph) -> None:
    version = web.get(f"{API}/actors/TM").json()["actor"]["version"]
    f1.edit([{"op": "add", "type": "actor", "fields": {"id": "ZZ", "name": "Z", "kind": "association"}}])
    done = web.put(f"{API}/actors/TM", json={"acronym": "T.M."}, headers={"If-Match": f'"{version}"'})
    assert done.status_code == 200
    again = web.put(f"{API}/actors/TM", json={"acronym": "TMVL"}, headers={"If-Match": f'"{version}"'})
    assert (again.status_code, again.json()["code"]) == (412, "put-outdated")
    assert again.headers["content-type"] == "application/problem+json"
    next_ = web.put(f"{API}/actors/TM", json={"acronym": "TMVL"}, headers={"If-Match": done.headers["etag"]})
    assert next_.status_code == 200


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_project_is_put_back_under_the_tag_or_the_version_of_its_card(web: TestClient, f1: Graph, lang: str) -> None:
    card = web.get(f"{API}/projects/P3", headers={"Accept-Language": lang})
    body = {**card.json()["fields"], "title": "Recherche-action"}
    done = web.put(f"{API}/projects/P3", json=body, headers={"If-Match": card.headers["etag"]})
    assert words(f1, done.json()["import_id"]) == [(Op.SET, {"title": "Recherche-action"})]
    version = web.get(f"{API}/projects/P3").json()["project"]["version"]
    again = web.put(f"{API}/projects/P3", json={"status": "clos"}, headers={"If-Match": f'"{version}"'})
    assert again.status_code == 200
    old = web.put(f"{API}/projects/P3", json={"status": "ouvert"}, headers={"If-Match": f'"{version}"'})
    assert (old.status_code, old.json()["code"]) == (412, "put-outdated")
    assert web.get(f"{API}/projects/P3").json()["project"]["status"] == "clos"


def test_null_empties_a_field_and_one_not_named_stays(web: TestClient, f1: Graph) -> None:
    f1.edit([{"op": "set", "ids": ["TM"], "fields": {"acronym": "T", "website": "https://tm.example"}}])
    web.put(f"{API}/actors/TM", json={"acronym": None}, headers={"If-Match": "*"})
    (fact,) = f1.store.facts(RecordType.ACTOR, ["TM"], Scope.INTERNAL)
    assert (fact.get("acronym"), fact.get("website")) == (None, "https://tm.example")


def test_what_does_not_differ_is_no_batch(web: TestClient, f1: Graph) -> None:
    before = len(f1.batches())
    for sheet, id_ in (("projects", "P3"), ("participations", participation(f1, "UT", "P3"))):
        read = web.get(f"{API}/{sheet}/{id_}")
        done = web.put(f"{API}/{sheet}/{id_}", json=read.json()["fields"], headers={"If-Match": read.headers["etag"]})
        assert (done.status_code, done.json()["import_id"]) == (200, None)
    assert len(f1.batches()) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_what_was_read_has_to_be_said(web: TestClient, f1: Graph, method: str) -> None:
    before = len(f1.batches())
    body = {"json": {"name": "X"}} if method == "PUT" else {}
    assert web.request(method, f"{API}/actors/TM", **body).status_code == 428
    wrong = web.request(method, f"{API}/actors/TM", headers={"If-Match": '"other"'}, **body)
    assert (wrong.status_code, wrong.json()["code"]) == (412, "put-outdated")
    gone = web.request(method, f"{API}/actors/nobody", headers={"If-Match": '"other"'}, **body)
    assert (gone.status_code, gone.json()["code"]) == (412, "put-gone")
    assert len(f1.batches()) == before


def test_a_relation_is_read_changed_and_taken_away(web: TestClient, f1: Graph) -> None:
    id_ = participation(f1, "UT", "P3")
    read = web.get(f"{API}/participations/{id_}")
    assert read.json()["fields"] == {"actor": "UT", "project": "P3", "role": "expert", "visibility": "public"}
    done = web.put(
        f"{API}/participations/{id_}",
        json={**read.json()["fields"], "start": "2020", "quality": "animation"},
        headers={"If-Match": read.headers["etag"]},
    )
    assert words(f1, done.json()["import_id"]) == [(Op.SET, {"start": "2020", "quality": "animation"})]
    assert web.get(f"{API}/participations/{id_}", headers={"If-None-Match": done.headers["etag"]}).status_code == 304
    gone = web.delete(f"{API}/participations/{id_}", headers={"If-Match": done.headers["etag"]})
    assert (gone.status_code, gone.json()["withdrawn"]["participations"]) == (200, 1)
    assert web.get(f"{API}/participations/{id_}").status_code == 404
    web.post(f"{API}/imports/{gone.json()['import_id']}/undo")
    assert web.get(f"{API}/participations/{id_}").status_code == 200


def test_another_role_is_another_record_in_one_batch(web: TestClient, f1: Graph) -> None:
    id_ = participation(f1, "UT", "P3")
    done = web.put(f"{API}/participations/{id_}", json={"role": "financeur"}, headers={"If-Match": "*"})
    new = done.json()["id"]
    assert new != id_
    assert web.get(f"{API}/participations/{new}").json()["fields"]["role"] == "financeur"
    assert web.get(f"{API}/participations/{id_}").status_code == 404
    web.post(f"{API}/imports/{done.json()['import_id']}/undo")
    assert web.get(f"{API}/participations/{id_}").json()["fields"]["role"] == "expert"


def test_an_end_that_names_nothing_is_refused_and_the_relation_stays(web: TestClient, f1: Graph) -> None:
    id_ = participation(f1, "UT", "P3")
    refused = web.put(f"{API}/participations/{id_}", json={"actor": "UTT"}, headers={"If-Match": "*"})
    assert (refused.status_code, refused.json()["code"]) == (404, "not-found")
    assert web.get(f"{API}/participations/{id_}").status_code == 200


def test_a_put_on_a_denied_record_says_it_again_and_affirms_it(web: TestClient, f1: Graph) -> None:
    id_ = participation(f1, "UT", "P3")
    fields = web.get(f"{API}/participations/{id_}").json()["fields"]
    web.delete(f"{API}/participations/{id_}", headers={"If-Match": "*"})
    done = web.put(f"{API}/participations/{id_}", json=fields)
    assert done.status_code == 201
    assert [op for op, _ in words(f1, done.json()["import_id"])] == [Op.ROW, Op.AFFIRM]
    assert web.get(f"{API}/participations/{id_}").json()["source"] == STAFF
    web.delete(f"{API}/actors/UO", headers={"If-Match": "*"})
    web.put(f"{API}/actors/UO", json={"name": "Université d’Orléans", "kind": "universite", "visibility": "public"})
    assert web.get(f"{API}/actors/UO?scope=public").json()["actor"]["name"] == "Université d’Orléans"


def test_a_new_actor_is_put_and_one_that_is_there_is_not_made_twice(web: TestClient, f1: Graph) -> None:
    body = {"name": "Régie", "kind": "association"}
    made = web.put(f"{API}/actors/REGIE", json=body, headers={"If-None-Match": "*"})
    assert (made.status_code, made.json()["id"], made.json()["created"]["actors"]) == (201, "REGIE", 1)
    again = web.put(f"{API}/actors/REGIE", json=body, headers={"If-None-Match": "*"})
    assert (again.status_code, again.json()["code"]) == (412, "put-exists")
    assert web.get(f"{API}/actors/REGIE?scope=partners").status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("actors/TM", {"nom": "x"}, 422, "edit-refused"),
        ("actors/TM", {"name": None}, 422, "edit-refused"),
        ("actors/TM", {"kind": "licorne"}, 422, "edit-refused"),
        ("actors/TM", {"start": "2022", "end": "2020"}, 422, "edit-refused"),
        ("actors/TM", {"id": "OTHER"}, 400, "put-other-id"),
        ("actors/TM", {"name": ["x", "y"]}, 400, "bad-parameter"),
        ("actors/TM", {"name": True}, 400, "bad-parameter"),
        ("actors/TM", {"name": 12}, 400, "bad-parameter"),
        ("actors/TM", {"aliases": {"x": 1}}, 400, "bad-parameter"),
        ("actors/TM", {"website": "marie.dupont@ville.example"}, 422, "edit-refused"),
        ("actors/TM", {"visibility": "everybody"}, 400, "unknown-scope"),
        ("actors/TM", [1], 400, "bad-parameter"),
        ("participations/part-nothing", {"actor": "UT", "project": "P3", "role": "expert"}, 404, "put-no-such"),
    ],
)
def test_what_may_not_be_put_is_a_problem_document(
    web: TestClient, f1: Graph, path: str, body: Any, status: int, code: str
) -> None:
    before = len(f1.batches())
    headers = {} if "nothing" in path else {"If-Match": "*"}
    answer = web.put(f"{API}/{path}", json=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert len(f1.batches()) == before


def test_visibility_is_put(web: TestClient) -> None:
    web.put(f"{API}/actors/TM", json={"visibility": "internal"}, headers={"If-Match": "*"})
    assert web.get(f"{API}/actors/TM?scope=partners").status_code == 404
    web.put(f"{API}/actors/TM", json={"visibility": "public"}, headers={"If-Match": "*"})
    assert web.get(f"{API}/actors/TM?scope=public").status_code == 200


@pytest.mark.parametrize("scope", [Scope.PUBLIC, Scope.PARTNERS])
def test_only_the_team_puts(f1: Graph, scope: Scope) -> None:
    with client(f1, scope=scope) as caller:
        assert caller.put(f"{API}/actors/TM", json={}, headers={"If-Match": "*"}).status_code == 403
        assert caller.delete(f"{API}/actors/TM", headers={"If-Match": "*"}).status_code == 403
        read = caller.get(f"{API}/participations/{participation(f1, 'UT', 'P3')}")
        assert (read.status_code, read.json()["scope"]) == (200, scope)


def test_of_two_who_read_the_same_one_wins_and_the_other_is_told(web: TestClient, f1: Graph) -> None:
    tag = web.get(f"{API}/projects/P3").headers["etag"]
    answers: list[int] = []

    def put(title: str) -> None:
        answers.append(web.put(f"{API}/projects/P3", json={"title": title}, headers={"If-Match": tag}).status_code)

    threads = [threading.Thread(target=put, args=(f"Titre {i}",)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 412, 412, 412, 412, 412]


def test_they_stand_in_openapi(web: TestClient) -> None:
    paths = web.get(f"{API}/openapi.json").json()["paths"]
    for sheet in ("actors", "projects", "participations", "partnerships", "fundings"):
        assert {"get", "put", "delete"} <= paths[f"{API}/{sheet}/{{id}}"].keys()
