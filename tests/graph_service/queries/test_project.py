"""The card of a project: who is in it and whether still, what it is about, its money, and who may see which of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.model import RecordType
from tests.graph_service.house import AS_OF, Command, client, folder, new_graph
from tests.told import told

ACTORS = """id,name,kind,visibility
A,Ville,commune,public
B,Bailleur,bailleur_social,public
C,Conseil,conseil_citoyen,public
S,Secret,association,internal"""
PROJECTS = """id,title,kind,themes,territories,start,end,succeeds,documents,visibility
N,Contrat <b>neuf</b>,contrat_de_ville,sante,37261,2024,2030,O,,public
O,Contrat ancien,contrat_de_ville,sante,37261,2015,2023,,,public
H,Contrat caché,contrat_de_ville,,,2031,,N,,internal
G,Guide,publication,,,2025,,,N;A,public"""
PARTS = """actor,project,role,start,end,visibility
A,N,porteur,,,public
B,N,partenaire,,2024-12-31,public
B,N,partenaire,2027-01-01,,public
C,N,representant_habitants,2026-06,,public
S,N,expert,,,internal
A,O,porteur,,,public"""
FUNDINGS = """funder,recipient,amount,currency,year,nature,status,visibility
A,N,1500.5,EUR,2025,subvention,verse,public
A,N,,EUR,2025,subvention,verse,public
B,N,2000,EUR,2026,subvention,prevu,public
S,N,900,EUR,2025,subvention,verse,internal"""


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    sheets = {"actors": ACTORS, "projects": PROJECTS, "participations": PARTS, "fundings": FUNDINGS}
    with new_graph(tmp_path / "own.db", folder(tmp_path, "in", **sheets), source="Ville - registre") as graph:
        yield graph


def card(graph: Graph, id_: str = "N", as_of: str = "2026-01-01", **more: Any) -> Any:
    return graph.project(id_, as_of=as_of, **more)


def held(answer: Any) -> dict[str, list[tuple[str, bool]]]:
    return {role.role: [(actor.id, actor.active) for actor in role.actors] for role in answer.roles}


def test_actors_stand_by_role_in_the_vocabularys_order_with_whether_they_still_take_part(graph: Graph) -> None:
    found = card(graph)
    assert list(held(found)) == ["porteur", "partenaire", "expert", "representant_habitants"]
    assert held(found) == {
        "porteur": [("A", True)],
        "partenaire": [("B", False), ("B", False)],
        "expert": [("S", True)],
        "representant_habitants": [("C", False)],
    }
    assert (found.actors_total, found.actors_active) == (4, 2)
    assert held(card(graph, as_of="2027-02-01"))["partenaire"] == [("B", True), ("B", False)]


@pytest.mark.parametrize(("day", "running"), [("2023-12-31", False), ("2024-01-01", True), ("2030-12-31", True)])
def test_a_project_runs_from_the_first_to_the_last_day_of_what_is_stated(graph: Graph, day: str, running: bool) -> None:
    assert card(graph, as_of=day).project.running is running
    assert card(graph, "O", as_of=day).project.running is (day == "2023-12-31")


def test_each_participation_tells_its_rows_to_the_team_and_not_to_the_public(graph: Graph) -> None:
    def places(scope: str) -> list[int]:
        return [row.row for role in card(graph, scope=scope).roles for actor in role.actors for row in actor.rows]

    assert sorted(places("internal")) == [2, 3, 4, 5, 6]
    assert places("public") == []


def test_money_is_added_up_by_status_and_says_of_how_many_it_is_known(graph: Graph) -> None:
    def told(scope: str) -> list[tuple[str | None, float, int, int]]:
        return [(s.status, s.amount, s.with_amount, s.fundings) for s in card(graph, scope=scope).funding_sums]

    assert told("internal") == [("prevu", 2000.0, 1, 1), ("verse", 2400.5, 2, 3)]
    assert told("public") == [("prevu", 2000.0, 1, 1), ("verse", 1500.5, 1, 2)]


def test_generations_and_resources_are_those_the_reader_sees(graph: Graph) -> None:
    def around(scope: str) -> dict[str, list[str]]:
        found = card(graph, scope=scope)
        names = ("succeeds", "succeeded_by", "documents", "documented_by")
        return {name: [each.id for each in getattr(found, name)] for name in names}

    assert around("internal") == {"succeeds": ["O"], "succeeded_by": ["H"], "documents": [], "documented_by": ["G"]}
    assert around("public") == {"succeeds": ["O"], "succeeded_by": [], "documents": [], "documented_by": ["G"]}
    assert [each.id for each in card(graph, "G").documents] == ["N", "A"]


def test_what_is_hidden_is_in_no_list_and_in_no_count(graph: Graph) -> None:
    found = card(graph, scope="public")
    assert "expert" not in held(found)
    assert (found.actors_total, found.actors_active) == (3, 1)
    assert "Secret" not in found.model_dump_json()


def test_themes_and_territories_are_named_with_what_they_lie_in(graph: Graph) -> None:
    found = card(graph)
    assert [say(theme.name, "en") for theme in found.themes] == ["Health"]
    (place,) = found.territories
    assert (place.name, place.kind) == ("Tours", "commune")
    assert place.within == ["Tours Métropole Val de Loire", "Indre-et-Loire", "Centre-Val de Loire"]


def test_values_that_lost_are_told_with_who_states_them(graph: Graph, tmp_path: Path) -> None:
    late = folder(tmp_path, "late", projects="id,title,kind,status\nN,Autre titre,contrat_de_ville,signé")
    graph.import_files([late], source="Préfecture - contrats", updated="2025-06-01", visibility="public")
    found = card(graph)
    assert (found.project.title, found.project.status) == ("Autre titre", "signé")
    assert [(o.field, o.value, o.source) for o in found.project.others] == [
        ("title", "Contrat <b>neuf</b>", "ville--registre")
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_command_http_and_python_give_one_answer(f1: Graph, f1_maillage: Command, lang: str) -> None:
    python = f1.project("P1", as_of=AS_OF).model_dump(mode="json", by_alias=True, context={"lang": lang})
    ran = f1_maillage("project", "P1", "--as-of", AS_OF, "--json", "--lang", lang)
    with client(f1) as web:
        http = web.get("/api/v1/projects/P1", params={"as_of": AS_OF, "lang": lang})
    assert (ran.code, http.status_code) == (0, 200)
    assert python == ran.json == http.json()


def test_it_is_told_at_a_terminal_by_role(graph: Graph) -> None:
    lines = told(graph, "project", id="N", as_of="2026-01-01")
    assert lines[0].endswith(" · 2024 to 2030 · running [N]")
    assert lines[1] == "On 2026-01-01: 2 actors take part, of 4."
    assert lines[lines.index("Lead:") + 1].startswith("- Ville [A]: Commune")
    assert any(line.startswith("- Bailleur [B]: no longer takes part, or not yet") for line in lines)
    assert "- Fundings, Paid: €2,400.50 (2 amounts known of 3)." in lines


def test_its_title_names_it_and_a_title_of_nothing_is_told(f1_maillage: Command) -> None:
    assert f1_maillage("project", "Revitalisation du centre de Blois (fictif)", "--json").json["project"]["id"] == "P7"
    none = f1_maillage("project", "nulle part", "--json")
    assert (none.code, none.json["code"]) == (2, "not-found")


def test_a_second_card_at_a_revision_reads_its_own_facts_alone(own_f1: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    own_f1.project("P1")
    read: list[tuple[RecordType, object]] = []
    store, facts = own_f1.store, own_f1.store.facts
    monkeypatch.setattr(store, "facts", lambda type_, ids, scope: read.append((type_, ids)) or facts(type_, ids, scope))
    own_f1.project("P2")
    assert any(type_ is RecordType.PROJECT and ids == ["P2"] for type_, ids in read)
    assert (RecordType.PROJECT, None) not in read
