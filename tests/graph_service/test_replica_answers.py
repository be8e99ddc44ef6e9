"""A replica answers every question as its store does to who reads it at that scope: to the byte, evidence too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from graph_service.errors import MaillageError
from graph_service.graph import Graph, open_graph
from graph_service.model import Batch, RecordType, Say, Scope, Statement, row
from graph_service.stores.open import open_store
from tests.graph_service.house import folder, new_graph, url
from tests.graph_service.stores.logs import ACTORS, PROJECTS, Log, logs

PUBLIC, PARTNERS, INTERNAL = Scope
AS_OF = "2024-01-01"
FOLDERS = ["Confidentiel plan social/", "", "C:\\Users\\ada\\", "b/"]


def asked() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every question that a reader below the team may ask, of everything."""
    yield from ((name, {"id": id_}) for name, ids in (("actor", ACTORS), ("project", PROJECTS)) for id_ in ids)
    yield from (("search", {"text": text}) for text in ("un", "d", "7328"))
    yield "ties", {}
    yield "gaps", {}
    yield from (("paths", {"from_": a, "to": b, "k": 3}) for a, b in permutations(ACTORS[:3], 2))


def answers(graph: Graph, scope: Scope) -> dict[str, Any]:
    """What `graph` says to a reader of a scope; the number of its revision is its own."""
    found: dict[str, Any] = {}
    for name, values in asked():
        try:
            answer = graph.ask(name, {**values, "as_of": AS_OF}, scope=scope)
            told: Any = answer.model_dump(mode="json", context={"lang": "fr"})
            told.pop("revision")
        except MaillageError as error:
            told = error.problem("fr")
        found[f"{name} {values}"] = told
    for type_ in RecordType:
        found[type_] = [(fact.id, fact.visibility, fact.hash) for fact in graph.store.facts(type_, None, scope)]
    return found


def in_folders(log: Log) -> Log:
    """The log with its files here and there on a disk, some with equal names."""
    return [
        (
            batch,
            [
                replace(s, file=f"{FOLDERS[n % 4]}{s.file}", row=s.row - n % 2) if s.file else s
                for n, s in enumerate(said)
            ],
        )
        for batch, said in log
    ]


@given(log=logs(max_batches=5))
@settings(max_examples=max(8, settings().max_examples // 12), deadline=None)
def test_every_question_has_the_answer_of_the_store_at_that_scope(
    tmp_path_factory: pytest.TempPathFactory, log: Log
) -> None:
    at = tmp_path_factory.mktemp("law")
    with closing(open_store(url(at / "g.db"), create=True)) as store:
        for batch, says in in_folders(log):
            store.write(batch, says)
    with open_graph(url(at / "g.db")) as graph:
        for scope in (PUBLIC, PARTNERS):
            graph.copy_to(url(at / f"{scope}.db"), scope=scope)
            with open_graph(url(at / f"{scope}.db")) as replica:
                for lower in (s for s in Scope if scope.sees(s)):
                    assert answers(replica, lower) == answers(graph, lower)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    files = folder(
        tmp_path,
        "Confidentiel plan social",
        actors="id,name,kind\nA,Un,association\nB,Deux,association",
        projects="id,title,kind\nP,Projet,operation",
        participations="actor,project,role\nB,P,partenaire\nA,P,porteur\nA,P,porteur",
    )
    with new_graph(tmp_path / "g.db", files, visibility="partners", source="S - L") as made:
        yield made


def test_below_the_team_nobody_reads_in_which_folder_a_file_lay(graph: Any) -> None:
    def files(scope: Scope) -> set[str]:
        card = graph.actor("A", as_of=AS_OF, scope=scope)
        return {place.file for partner in card.partners for e in partner.evidence for place in e.rows}

    assert files(INTERNAL) == {"Confidentiel plan social/participations.csv"}
    assert files(PARTNERS) == {"participations.csv"}


def test_a_row_that_its_source_took_back_is_nobodys_evidence(tmp_path: Path) -> None:
    """By its own key the source says something else since; another source still says the first."""

    def part(who: str, source: str, key: str) -> Statement:
        fields = {"actor": who, "project": "P", "role": "porteur"}
        return row(RecordType.PARTICIPATION, fields, source=source, key=key, visibility=PARTNERS)

    ground = [
        row(RecordType.ACTOR, {"id": i, "name": i, "kind": "commune"}, source="s", visibility=PUBLIC) for i in "AB"
    ]
    ground.append(
        row(RecordType.PROJECT, {"id": "P", "title": "P", "kind": "operation"}, source="s", visibility=PUBLIC)
    )
    with closing(open_store(url(tmp_path / "g.db"), create=True)) as store:
        first = [*ground, part("A", "s", "k1"), part("A", "t", "k1")]
        store.write(Batch("one"), [Say(said, f"{said.source}.csv", "x", n) for n, said in enumerate(first, 2)])
        store.write(Batch("two"), [Say(part("B", "s", "k1"), "s.csv", "x", 9)])
    with open_graph(url(tmp_path / "g.db")) as graph:
        told = graph.project("P", as_of=AS_OF, scope="partners").model_dump(mode="json", context={"lang": "fr"})
        assert list(rows(told)) == [("t.csv", "x", 6), ("s.csv", "x", 9)]


def rows(told: Any) -> Iterator[tuple[str, str, int]]:
    """Every place of a row that an answer tells, in its order."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name == "rows":
                yield from ((place["file"], place["sheet"], place["row"]) for place in value)
            else:
                yield from rows(value)
    elif isinstance(told, list):
        for value in told:
            yield from rows(value)


def test_of_equal_rows_the_same_stands_first_wherever_it_is_asked(graph: Any, tmp_path: Path) -> None:
    again = folder(tmp_path, "a", participations="actor,project,role\nA,P,porteur\nA,P,porteur")
    graph.import_files([again], visibility="partners", source="Autre - Liste")
    graph.copy_to(url(tmp_path / "r.db"), scope="partners")
    with open_graph(url(tmp_path / "r.db")) as replica:
        told = [
            list(rows(each.project("P", as_of=AS_OF, scope="partners").model_dump(mode="json", context={"lang": "fr"})))
            for each in (graph, replica)
        ]
    assert told[0] == told[1]
    assert [n for _, _, n in told[0]] == [2, 3, 3, 4, 2]  # A's rows in both files, by place; then B's
