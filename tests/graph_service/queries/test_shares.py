"""How much of an answer rests on each source: of every answer with evidence, of what the reader sees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.model import Scope
from tests.graph_service.house import Command, client, folder, new_graph

TOWN = {
    "actors": "id,name,kind\nA,Ville,commune\nB,Bailleur,bailleur_social\nC,Asso,association",
    "projects": "id,title,kind\nP,Contrat,contrat_de_ville",
    "participations": "actor,project,role\nA,P,porteur\nB,P,partenaire\nC,P,partenaire",
}
STATE = {"participations": "actor,project,role\nA,P,porteur", "fundings": "funder,recipient,amount\nA,P,10"}
HIDDEN = {"participations": "actor,project,role,visibility\nB,P,partenaire,internal"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("shares")
    with new_graph(at / "g.db", folder(at, "town", **TOWN), source="Ville - Liste") as graph:
        graph.import_files([folder(at, "state", **STATE)], source="État - Registre")
        graph.import_files([folder(at, "hidden", **HIDDEN)], source="Équipe - Notes")
    return at / "g.db"


@pytest.fixture
def graph(path: Path) -> Iterator[Graph]:
    with new_graph(path) as graph:
        yield graph


def shares(answer: Any) -> tuple[int | None, dict[str, tuple[int | None, int | None]]]:
    return answer.rests_on, {source.id: (source.facts, source.alone) for source in answer.sources}


def test_each_source_is_told_with_how_many_facts_it_says_and_says_alone(graph: Graph) -> None:
    # The project, three participations and a funding.
    assert shares(graph.ask("project", {"id": "P"}, scope=Scope.PARTNERS)) == (
        5,
        {"etat--registre": (2, 1), "ville--liste": (4, 3)},
    )
    # Of A: its record, and the participations that tie it to B and C.
    assert shares(graph.ask("actor", {"id": "A"}, scope=Scope.PARTNERS)) == (
        4,
        {"etat--registre": (1, 0), "ville--liste": (4, 3)},
    )
    for question, asked in (("who", {}), ("ties", {"evidence": 3})):
        assert shares(graph.ask(question, asked, scope=Scope.PARTNERS)) == (
            3,
            {"etat--registre": (1, 0), "ville--liste": (3, 2)},
        )
    assert shares(graph.ask("paths", {"from": "B", "to": "C"}, scope=Scope.PARTNERS))[0] == 2
    assert shares(graph.ask("gaps", {}, scope=Scope.PARTNERS))[0] == 3


def test_a_source_that_the_reader_does_not_see_counts_nothing(graph: Graph) -> None:
    _, seen = shares(graph.ask("project", {"id": "P"}, scope=Scope.INTERNAL))
    assert seen == {"equipe--notes": (1, 0), "etat--registre": (2, 1), "ville--liste": (4, 2)}
    _, seen = shares(graph.ask("project", {"id": "P"}, scope=Scope.PARTNERS))
    assert seen == {"etat--registre": (2, 1), "ville--liste": (4, 3)}


def test_an_answer_about_all_data_counts_none(graph: Graph) -> None:
    for question, asked in (("overview", {}), ("ties", {"evidence": 0})):
        assert shares(graph.ask(question, asked)) == (
            None,
            {"equipe--notes": (None, None), "etat--registre": (None, None), "ville--liste": (None, None)},
        )


def test_terminal_page_and_files_say_it_and_one_source_alone_is_not_counted(
    path: Path, graph: Graph, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run = Command(capsys, f"sqlite:///{path}")
    said = run("project", "P", "--scope", "partners", "--full").out
    assert "[etat--registre] (2 faits sur 5, dont 1 à elle seule)" in said
    assert run("project", "P", "--json").json["sources"][1]["alone"] == 1
    run("project", "P", "--scope", "partners", "-o", tmp_path / "p.html")
    assert "(4 faits sur 5, dont 3 à elle seule)" in (tmp_path / "p.html").read_text("utf-8")
    with client(graph, scope=Scope.PARTNERS) as caller:
        assert "(2 facts of 5, 1 of them alone)" in caller.get("/q/project?id=P&lang=en").text
        assert caller.get("/api/v1/projects/P").json()["rests_on"] == 5
    town = folder(tmp_path, "one", **TOWN)
    with new_graph(tmp_path / "one.db", town, source="Ville - Liste") as one, client(one) as caller:
        page = caller.get("/q/project?id=P&lang=en").text
        assert "Ville" in page
        assert "facts of" not in page
