"""Pairs of actors that may be one: which are listed, and what becomes of a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.errors import NotFound, UsageError
from graph_service.graph import Graph, reviewing
from graph_service.model import RecordType, Scope
from tests.graph_service.house import Command, client, folder, new_graph

TOURS = "37261"
ACTORS = f"""id,name,kind,territory,siren
    a,Association L'Étape,association,{TOURS},
    b,L'Étape,association,{TOURS},
    c,Amitié Sanitas,association,{TOURS},
    d,Amitié Sanitas,association,,
    e,Le Vélo Libre,association,{TOURS},"""


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    graph = new_graph(tmp_path / "g.db", folder(tmp_path, "f", actors=ACTORS), source="F")
    yield graph
    graph.close()


def listed(graph: Graph) -> list[tuple[str, str]]:
    return [(each.a.id, each.b.id) for each in reviewing.pairs(graph)]


def pair(graph: Graph, one: str, other: str) -> str:
    return next(each.id for each in reviewing.pairs(graph) if (each.a.id, each.b.id) == (one, other))


def actors(graph: Graph) -> list[tuple[str, ...]]:
    return [fact.keys for fact in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)]


def test_pairs_are_found_in_the_store_best_first_with_their_evidence(graph: Graph) -> None:
    found = reviewing.pairs(graph)
    assert listed(graph) == [("a", "b"), ("c", "d")]
    assert [each.code for each in found[0].evidence] == ["match-bare", "match-kind", "match-place"]
    assert found[0].score >= found[1].score


def test_the_same_is_one_batch_that_joins_and_one_undo_that_lists_the_pair_again(graph: Graph) -> None:
    asked = pair(graph, "a", "b")
    done = reviewing.decide(graph, asked, "same", reason="statutes")
    assert (("a", "b") in actors(graph), listed(graph)) == (True, [("c", "d")])
    assert graph.batches()[0][0].note == "statutes"
    graph.undo(done.as_json()["import_id"])
    assert pair(graph, "a", "b") == asked


def test_different_holds_for_later_imports(graph: Graph, tmp_path: Path) -> None:
    reviewing.decide(graph, pair(graph, "c", "d"), "different")
    graph.import_files([folder(tmp_path, "g", actors=ACTORS)], source="G")
    assert listed(graph) == [("a", "b")]


def test_later_moves_a_pair_to_the_end_and_is_no_batch(graph: Graph) -> None:
    before = len(graph.batches())
    reviewing.decide(graph, pair(graph, "a", "b"), "later")
    assert listed(graph) == [("c", "d"), ("a", "b")]
    assert len(graph.batches()) == before


def test_a_pair_whose_record_went_is_not_listed_and_cannot_be_decided(graph: Graph) -> None:
    asked = pair(graph, "c", "d")
    graph.edit([{"op": "deny", "ids": ["d"]}])
    assert listed(graph) == [("a", "b")]
    with pytest.raises(NotFound):
        reviewing.decide(graph, asked, "same")


def test_what_two_sirens_tell_apart_is_no_pair(graph: Graph) -> None:
    graph.edit([{"op": "set", "ids": ["c"], "fields": {"siren": "243700754"}}])
    graph.edit([{"op": "set", "ids": ["d"], "fields": {"siren": "200030385"}}])
    assert listed(graph) == [("a", "b")]


def test_who_sees_less_than_all_reviews_nothing(graph: Graph) -> None:
    with pytest.raises(UsageError):
        reviewing.pairs(Graph(graph.store, Scope.PARTNERS))


def test_a_word_that_is_no_decision_is_refused_with_those_there_are(graph: Graph) -> None:
    with pytest.raises(UsageError, match="different"):
        reviewing.decide(graph, pair(graph, "a", "b"), "perhaps")


def test_a_terminal_lists_and_decides(graph: Graph, capsys: pytest.CaptureFixture[str]) -> None:
    run = Command(capsys)
    found = run("review", "list", "--json", store=graph.store.url).json
    assert [(each["a"]["id"], each["b"]["id"]) for each in found["pairs"]] == [("a", "b"), ("c", "d")]
    assert {*found["pairs"][0]} == {"id", "a", "b", "score", "evidence", "later"}
    done = run("review", "decide", found["pairs"][0]["id"], "same", "--json", store=graph.store.url)
    assert done.json["import_id"]
    assert listed(graph) == [("c", "d")]
    assert "Sanitas" in run("review", "list", store=graph.store.url).out


def test_a_program_lists_and_decides_over_http(graph: Graph) -> None:
    with client(graph) as web:
        found = web.get("/api/v1/review?lang=en").json()
        assert (found["total"], [each["a"]["id"] for each in found["pairs"]]) == (2, ["a", "c"])
        assert found["pairs"][0]["evidence"][1] == "Same kind: Association"
        done = web.post(f"/api/v1/review/{found['pairs'][0]['id']}", json={"decision": "different"})
        assert (done.status_code, done.json()["decision"]) == (201, "different")
        assert web.post(f"/api/v1/review/{found['pairs'][0]['id']}", json={"decision": "same"}).status_code == 404
    assert listed(graph) == [("c", "d")]
    with client(graph, scope=Scope.PARTNERS) as partner:
        assert partner.get("/api/v1/review").status_code == 403


@pytest.mark.parametrize(("lang", "said"), [("en", "Same kind"), ("fr", "Même type")])
def test_the_page_shows_the_best_pair_decides_and_takes_back(graph: Graph, lang: str, said: str) -> None:
    origin = {"Origin": "http://maillage.test", "Accept": "text/html"}
    with client(graph) as web:
        page = web.get(f"/review?lang={lang}", headers=origin).text
        assert all(text in page for text in ("L&#39;Étape", said, 'value="same"', 'value="later"'))
        action = re.search(r'action="(/review/[^"]+)"', page)
        assert action
        gone = web.post(action[1], data={"decision": "same", "reason": ""}, headers=origin)
        assert gone.status_code == 303
        page = web.get(gone.headers["location"], headers=origin).text
        assert 'name="batch"' in page
        batch = re.search(r'name="batch" value="([^"]+)"', page)
        assert batch
        back = web.post("/undo", data={"batch": batch[1], "type": "review", "id": ""}, headers=origin)
        assert (back.status_code, "/review" in back.headers["location"]) == (303, True)
    assert listed(graph) == [("a", "b"), ("c", "d")]
