"""Who works on what: worked out by hand on F1, where P3 and P5 ended on 2022-01-01 and all else runs."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.graph import Graph
from tests.graph_service.house import folder, new_graph
from tests.told import told

AS_OF = "2025-01-01"


def found(graph: Graph, **asked: Any) -> list[tuple[str, int, int]]:
    """(id, projects, of which running) of each actor, in the order of the answer."""
    answer = graph.who(as_of=AS_OF, **asked)
    return [(actor.id, actor.projects, actor.projects_running) for actor in answer.actors]


def test_those_in_most_of_what_runs_come_first_then_those_in_most_then_by_name(f1: Graph) -> None:
    # Participation is the theme of P3 (UT, CCS, V2), P5 (UO, OM) and P8 (V2, REG).
    assert found(f1, theme=["participation"]) == [
        ("V2", 2, 1),
        ("REG", 1, 1),
        ("CCS", 1, 0),
        ("OM", 1, 0),
        ("UO", 1, 0),
        ("UT", 1, 0),
    ]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"theme": ["participation"], "running": True}, ["V2", "REG"]),
        ({"territory": ["37261"], "role": ["porteur"]}, ["TOURS", "V2"]),
        ({"territory": ["D37"], "actor_kind": ["universite"]}, ["UT"]),
        ({"project_kind": ["contrat_de_ville"], "role": ["financeur"]}, ["REG", "CDC", "PREF"]),
        ({"theme": ["participation"], "since": 12}, ["V2", "REG"]),
        ({"theme": ["sante"]}, []),
    ],
)
def test_each_filter_keeps_those_that_fit_it(f1: Graph, asked: dict[str, Any], ids: list[str]) -> None:
    assert [id_ for id_, *_ in found(f1, **asked)] == ids


def test_a_role_is_the_actors_own_and_not_that_of_another_in_the_project(f1: Graph) -> None:
    assert found(f1, theme=["participation"], role=["representant_habitants"]) == [("CCS", 1, 0)]


def test_an_actor_is_shown_with_its_part_and_where_it_is_said(f1: Graph) -> None:
    (first, *_) = f1.who(as_of=AS_OF, theme=["participation"], projects=1).actors
    (part,) = first.parts
    assert (part.project, part.roles, part.running, part.event) == ("P8", ["expert"], True, False)
    assert part.sources == ["villes-et-quartiers--exemple-f1-fictif"]
    assert [(row.file, row.row) for row in part.rows] == [("demo/participations.csv", 21)]
    assert sorted(first.roles) == ["expert", "porteur"]


def test_a_long_list_has_pages(f1: Graph) -> None:
    whole = [actor.id for actor in f1.who(as_of=AS_OF).actors]
    first = f1.who(as_of=AS_OF, limit=4)
    rest = f1.who(as_of=AS_OF, after=first.next)
    assert [actor.id for actor in (*first.actors, *rest.actors)] == whole
    assert (first.total, rest.next, first.projects) == (12, None, 8)


def test_an_actor_of_two_rows_in_a_project_takes_part_once(f1: Graph, tmp_path: Any) -> None:
    files = folder(
        tmp_path,
        "in",
        actors="id,name,kind\nA,A,commune\nB,B,epci",
        projects="id,title,kind,start\nP,Projet,mission_appui,2024",
        participations="actor,project,role,end\nA,P,porteur,2024-06\nA,P,financeur,\nB,P,expert,2024-06",
    )
    with new_graph(tmp_path / "g.db", files) as graph:
        answer = graph.who(as_of=AS_OF)
    assert [(a.id, a.projects, a.projects_running, sorted(a.roles)) for a in answer.actors] == [
        ("A", 1, 1, ["financeur", "porteur"]),
        ("B", 1, 0, ["expert"]),
    ]


def test_a_departement_counts_the_projects_of_an_intercommunality_inside_it(f1: Graph) -> None:
    wide, narrow = (f1.who(as_of=AS_OF, territory=[place]) for place in ("D37", "243700754"))
    assert {actor.id for actor in narrow.actors} <= {actor.id for actor in wide.actors}
    assert narrow.total > 0
    assert wide.beside is None


def test_it_says_which_intercommunalities_lie_only_partly_where_was_asked(tmp_path: Any) -> None:
    files = folder(
        tmp_path,
        "in",
        actors="id,name,kind\nA,A,commune",
        projects="id,title,kind,start,territories\nP,Projet,mission_appui,2024,200040277",
        participations="actor,project,role\nA,P,porteur",
    )
    with new_graph(tmp_path / "g.db", files) as graph:
        here, there = (graph.who(as_of=AS_OF, territory=[place]) for place in ("D28", "D37"))
        lines = told(graph, "who", "fr", territory=["D28"], as_of=AS_OF)
    assert (here.total, here.beside is not None, there.beside) == (0, True, None)
    assert any(line.startswith("CA Agglo du Pays de Dreux n’est qu’en partie ici") for line in lines)


def test_it_is_told_in_both_languages(f1: Graph) -> None:
    fr = told(f1, "who", "fr", theme=["participation"], as_of=AS_OF)
    assert fr[0].startswith("Qui travaille sur : ")
    assert fr[1] == "6 acteurs au 01/01/2025, dans 3 projets."
    assert fr[2].startswith(
        "- Centre de ressources Villes et quartiers (fictif) [V2] : 1 en cours · 2 projets · Porteur, Expert"
    )
    assert told(f1, "who", theme=["sante"], as_of=AS_OF)[1:] == [
        "No actor on 2025-01-01.",
        "Nobody in these data, with these choices. Missing in the data is not missing in reality.",
    ]
