"""The card of an actor: its filters hold for the whole answer, and who takes part on a day is one thing everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph_service.graph import Graph
from tests.graph_service.house import folder, new_graph
from tests.told import told

SHEETS = {
    "actors": "id,name,kind\nA,Ville de Tours,commune\nB,Bailleur,bailleur_social\nC,Asso,association",
    "projects": """id,title,kind,themes,territories,start,end
        P,Contrat,contrat_de_ville,sante,37261,2024,2030
        O,Opération,operation,mobilite,18279,2015,2019
        M,Rencontre des bailleurs,rencontre,sante,37261,2025-11-28,2025-11-28
        L,Guide,publication,,,2020,""",
    "participations": """actor,project,role,start,end
        A,P,porteur,,
        B,P,partenaire,,
        A,O,financeur,,
        C,O,porteur,,
        A,M,partenaire,,
        B,M,partenaire,,
        A,P,financeur,2031,
        A,L,expert,2021,2022""",
    "partnerships": "actor,partner,kind\nA,C,convention",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    path = tmp_path_factory.mktemp("actor")
    with new_graph(path / "g.db", folder(path, "in", **SHEETS), source="Nous - Liste") as graph:
        yield graph


AS_OF = "2026-01-01"


def card(graph: Graph, as_of: str = "2026-01-01", **asked: Any) -> Any:
    return graph.actor("A", as_of=as_of, **asked)


@pytest.mark.parametrize(
    ("asked", "partners", "projects"),
    [
        ({}, {"B", "C"}, {"P", "O", "M", "L"}),
        ({"project_kind": ["contrat_de_ville"]}, {"B"}, {"P"}),
        ({"project_kind": ["convention"]}, {"B"}, {"P"}),
        ({"theme": ["sante"]}, {"B"}, {"P", "M"}),
        ({"theme": ["sante"], "project_kind": ["rencontre"]}, {"B"}, {"M"}),
        ({"territory": ["18279"]}, {"C"}, {"O"}),
        ({"territory": ["R24"]}, {"B", "C"}, {"P", "O", "M"}),
        ({"role": ["financeur"]}, {"B", "C"}, {"P", "O"}),
        ({"actor_kind": ["bailleur_social"]}, {"B"}, {"P", "M"}),
        ({"actor_kind": ["association"]}, {"C"}, {"O"}),
        ({"since": 12}, {"B", "C"}, {"P", "M"}),
        ({"project_kind": ["ort"]}, set(), set()),
    ],
)
def test_a_filter_holds_for_partners_and_projects_alike(
    graph: Graph, asked: dict[str, Any], partners: set[str], projects: set[str]
) -> None:
    found = card(graph, **asked)
    assert {one.id for one in found.partners} == partners
    assert {one.id for one in found.projects} == projects


@pytest.mark.parametrize("as_of", ["2015-06-01", "2021-06-01", "2025-11-28", "2026-01-01", "2031-06-01"])
def test_whoever_takes_part_on_a_day_is_told_the_same_by_both_cards_and_by_the_count(graph: Graph, as_of: str) -> None:
    answer = card(graph, as_of)
    running = {one.id for one in answer.projects if one.running}
    assert answer.actor.running == len(running)
    for project in answer.projects:
        parts = [a for role in graph.project(project.id, as_of=as_of).roles for a in role.actors if a.id == "A"]
        assert any(part.active for part in parts) is (project.id in running), project.id


def test_a_row_that_ends_earlier_than_its_project_ends_the_actors_part(graph: Graph) -> None:
    (lone,) = [one for one in card(graph).projects if one.id == "L"]
    assert (lone.start, lone.end, lone.running) == ("2021", "2022", False)


def test_a_meeting_is_told_by_its_day_and_never_as_a_failure(graph: Graph) -> None:
    fr, en = (told(graph, "project", lang, id="M", as_of=AS_OF) for lang in ("fr", "en"))
    assert fr[:2] == ["Rencontre des bailleurs — Rencontre du 28/11/2025 · Tours [M]", "2 participants."]
    assert en[:2] == ["Rencontre des bailleurs — Meeting, 2025-11-28 · Tours [M]", "2 participants."]
    assert not any("participe plus" in line or "pas en cours" in line for line in fr)
    lines = told(graph, "paths", "fr", **{"from": "A", "to": "B", "project_kind": ["rencontre"], "as_of": AS_OF})
    assert "la Ville de Tours et le Bailleur ont participé à « Rencontre des bailleurs » (le 28/11/2025)" in " ".join(
        lines
    )


def test_counts_of_one_are_singular_and_kinds_are_in_the_readers_language(graph: Graph) -> None:
    assert told(graph, "actor", "en", as_of=AS_OF, id="C")[1] == "On 2026-01-01: 1 partner, 1 project (0 running)."
    assert (
        told(graph, "actor", "fr", as_of=AS_OF, id="C")[1] == "Au 01/01/2026 : 1 partenaire, 1 projet, aucun en cours."
    )
    assert told(graph, "ties", "en", as_of=AS_OF, of=["C"])[1] == "1 tie on 2026-01-01."
    assert any("Agreement between two actors" in line for line in told(graph, "actor", "en", as_of=AS_OF, id="C"))
    nothing = told(graph, "actor", "fr", as_of=AS_OF, id="A", project_kind=["ort"])
    assert nothing[1].startswith("Au 01/01/2026 : 0 partenaire, 0 projet")
