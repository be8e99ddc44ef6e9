"""The shared store answers as the embedded one does, to the byte: F1 and the demo data, every question, every scope."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from graph_service.graph import Graph, open_graph
from graph_service.model import RecordType, Scope
from graph_service.queries import QUESTIONS
from graph_service.settings import Settings
from tests.deep import DEEP
from tests.examples.world import CVL
from tests.graph_service.house import F1, client, new_graph
from tests.graph_service.stores.servers import environment, new_store

Asked = list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def stores(neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Graph, str]]]:
    """Files of F1 and of the demo; the server holds one of them at a time."""
    folder = tmp_path_factory.mktemp("files")
    with (
        new_graph(folder / "f1.db", F1, visibility="public") as f1,
        new_graph(folder / "cvl.db", CVL, source=DEMO_SOURCE) as cvl,
    ):
        f1.edit(
            [{"op": "set", "type": "actor", "ids": ["TM"], "fields": {"acronym": "TMVL"}, "visibility": "partners"}]
        )
        f1.edit([{"op": "hide", "type": "actor", "ids": ["CDC"], "visibility": "internal"}])
        cvl.configure(default_as_of=DEMO_AS_OF, fictional=True)
        yield {"f1": (f1, "2025-01-01"), "cvl": (cvl, DEMO_AS_OF)}


def questions(graph: Graph, as_of: str) -> Asked:
    """Every question, of many things each: all of F1, a fixed draw of what is larger."""
    chance = random.Random(14)
    actors = [fact.id for fact in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)]
    projects = [fact.id for fact in graph.store.facts(RecordType.PROJECT, None, Scope.INTERNAL)]
    pairs = list(itertools.permutations(actors, 2))
    some_actors, some_projects = (chance.sample(ids, min(len(ids), 12)) for ids in (actors, projects))
    asked: Asked = [("/ties", {"as_of": as_of}), ("/ties", {"as_of": as_of, "tie_profile": "plain"})]
    asked += [
        ("/gaps", {"as_of": as_of}),
        ("/who", {"as_of": as_of}),
        ("/overview", {"as_of": as_of}),
        ("/sources", {"as_of": as_of}),
        ("/overview", {"as_of": as_of, "by": "kind"}),
        ("/who", {"as_of": as_of, "role": "porteur", "since": 24}),
        ("/search", {"text": "tours"}),
        ("/search", {"text": "é"}),
        ("/search", {"text": "a"}),
    ]
    asked += [(f"/actors/{id_}", {"as_of": as_of}) for id_ in some_actors]
    asked += [(f"/projects/{id_}", {"as_of": as_of}) for id_ in some_projects]
    asked += [("/gaps", {"as_of": as_of, "project": id_}) for id_ in some_projects[:5]]
    asked += [(f"/history/{id_}", {"as_of": as_of}) for id_ in some_actors[:5]]
    for a, b in chance.sample(pairs, min(len(pairs), 30 if DEEP else 15)):
        asked += [("/paths", {"from": a, "to": b, "k": k, "as_of": as_of}) for k in (1, 3)]
        avoid = chance.choice([id_ for id_ in actors if id_ not in (a, b)])
        asked += [("/paths", {"from": a, "to": b, "avoid": avoid, "since": 24, "as_of": as_of})]
    asked += [("/map.json", {"focus": id_, "depth": 2, "as_of": as_of}) for id_ in some_actors[:3]]
    asked += [("/status", {}), ("/imports", {})]
    return asked


def served(server: Any, file: Graph) -> None:
    """Put what a file holds on the server."""
    with closing(new_store(server)) as store:
        for batch, says in file.store.log():
            store.write(batch, says)
        for document in file.store.documents():
            store.put(replace(document, version=0))


@pytest.mark.parametrize(
    ("scheme", "which"),
    [
        ("bolt", "f1"),
        pytest.param("neo4j", "cvl", marks=pytest.mark.deep(only=True)),
        pytest.param("neo4j", "f1", marks=pytest.mark.deep(only=True)),
        pytest.param("bolt", "cvl", marks=pytest.mark.deep(only=True)),
    ],
)
def test_every_question_in_every_scope_has_the_same_answer_to_the_byte(
    stores: dict[str, tuple[Graph, str]], neo4j_server: Any, monkeypatch: pytest.MonkeyPatch, which: str, scheme: str
) -> None:
    file, as_of = stores[which]
    served(neo4j_server, file)
    address = environment(neo4j_server, monkeypatch).replace("bolt", scheme)
    kinds = set()
    with open_graph(address) as shared:
        for scope in Scope:
            with client(file, scope=scope) as one, client(shared, scope=scope) as other:
                for path, params in questions(file, as_of):
                    said = [caller.get(f"/api/v1{path}", params=params) for caller in (one, other)]
                    assert said[0].content == said[1].content, (scope, path, params)
                    kinds.add((path.split("/")[1], said[0].status_code))
                    if which == "f1" and scope is Scope.INTERNAL:
                        assert said[0].status_code == 200, (path, params, said[0].text)
    assert {question.path.split("/")[1] for question in QUESTIONS} <= {name for name, _ in kinds}


@pytest.mark.parametrize("which", ["f1", pytest.param("cvl", marks=pytest.mark.deep(only=True))])
def test_read_in_part_a_complete_answer_is_the_same_to_the_byte(
    stores: dict[str, tuple[Graph, str]], neo4j_server: Any, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    file, as_of = stores[which]
    served(neo4j_server, file)
    complete: Counter[str] = Counter()
    with open_graph(environment(neo4j_server, monkeypatch), settings=Settings(memory="1K")) as shared:
        for scope in (Scope.PARTNERS, Scope.INTERNAL):
            with client(file, scope=scope) as one, client(shared, scope=scope) as other:
                for path, params in questions(file, as_of):
                    said = other.get(f"/api/v1{path}", params=params)
                    # A search reads no projection; a map says in its notes what was not searched.
                    if said.status_code == 200 and said.json().get("complete", path == "/search"):
                        assert said.content == one.get(f"/api/v1{path}", params=params).content, (scope, path, params)
                        complete[path.split("/")[1]] += 1
    assert complete["search"]
    assert complete["actors"]
