"""Role gaps: what a running project lacks by law and by method, who could fill it, and why it may be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import Forbidden, NotFound, UsageError
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.model import RecordType, Scope
from tests.graph_service.house import AS_OF, Command, client, folder, new_graph, oracles
from tests.told import told

ACTORS = """id,name,kind,territory,start,end,visibility
TM,Métropole,metropole,243700754,,,public
VT,Ville de Tours,commune,37261,,,public
PREF,Préfecture,etat_deconcentre,D37,,,public
REG,Région,region,R24,,,public
DEP,Département,departement,D37,,,public
TH,Bailleur,bailleur_social,37261,,,public
OLD,Ancien bailleur,bailleur_social,37261,,2020,public
FAR,Bailleur d'Orléans,bailleur_social,45234,,,public
CC,Conseil citoyen,conseil_citoyen,37261,,,public
TQ,Table de quartier,table_de_quartier,37261,,,internal"""
PROJECTS = """id,title,kind,territories,start,end,visibility
CV,Contrat de Tours,contrat_de_ville,37261,2024,2030,public
CO,Contrat d'Orléans,contrat_de_ville,45234,2024,2030,public
PAST,Contrat ancien,contrat_de_ville,37261,2015,2023,public
OLDLAW,Contrat d'avant la loi,contrat_de_ville,37261,2007,,public
OP,Jardins de <b>Tours</b>,operation,37261,2024,,public
ALL,Réseau,operation,R24,2020,,public"""
PARTS = """actor,project,role,start,end,visibility
TM,CV,porteur,,,public
VT,CV,signataire,,,public
PREF,CV,signataire,,,public
REG,CV,financeur,,,public
TH,CV,partenaire,,2025-06-30,public
CC,CV,observateur,,,public
TQ,CV,partenaire,,,internal
FAR,CO,partenaire,,,public
CC,OP,partenaire,,,public
TH,OP,porteur,,,public
FAR,ALL,porteur,,,public
VT,PAST,porteur,,,public"""


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    sheets = {"actors": ACTORS, "projects": PROJECTS, "participations": PARTS}
    with new_graph(tmp_path / "own.db", folder(tmp_path, "in", **sheets), source="Ville - registre") as graph:
        yield graph


def gap(graph: Graph, project: str = "CV", as_of: str = "2026-01-01", **more: Any) -> Any:
    (found,) = graph.gaps(project=[project], as_of=as_of, **more).gaps  # type: ignore[attr-defined]
    return found


def slot(found: Any, id_: str) -> Any:
    return next(each for each in found.expectation.slots if each.id == id_)


def filled(found: Any) -> set[str]:
    return {each.id for each in found.expectation.slots if each.filled}


def test_the_contracts_of_f1_are_as_complete_as_the_oracle_says(f1: Graph) -> None:
    found = {g.subject.projects[0]: g for g in f1.gaps(as_of=AS_OF, project_kind=["contrat_de_ville"]).gaps}
    assert {id_: g.expectation.completeness for id_, g in found.items()} == oracles()["F1_expected"]["role_gap"]
    assert {id_: (g.observed.value, g.expected.value) for id_, g in found.items()} == {"P1": (13, 22), "P2": (6, 22)}
    # What law requires is missing in both, so that severity is all that is missing.
    assert {id_: round(g.severity, 6) for id_, g in found.items()} == {"P1": 0.409091, "P2": 0.727273}


def test_what_the_law_asks_for_comes_first_and_each_part_goes_from_the_most_severe_to_the_least(f1: Graph) -> None:
    order = [(not g.by_law, -g.severity, g.subject.projects) for g in f1.gaps(as_of=AS_OF).gaps]
    assert order == sorted(order)
    assert [(by_law, projects) for by_law, _, projects in order] == [(False, ["P2"]), (False, ["P1"]), (True, ["P4"])]


def test_a_slot_is_filled_by_whoever_is_of_its_kind_or_below_in_a_role_that_counts_at_the_date(graph: Graph) -> None:
    assert filled(gap(graph, as_of="2025-06-30")) == {
        "etat",
        "commune",
        "epci",  # by a metropolis
        "region",
        "bailleur",
        "voix_habitants",  # by a neighbourhood table; the citizens' council only looks on
    }
    assert "bailleur" not in filled(gap(graph, as_of="2025-07-01"))
    assert [filler.id for filler in slot(gap(graph), "epci").by] == ["TM"]


def test_what_a_reader_does_not_see_fills_no_slot_and_is_near_none(graph: Graph) -> None:
    found = gap(graph, scope="partners")
    assert "voix_habitants" not in filled(found)
    assert "Table de quartier" not in found.model_dump_json()
    assert [near.id for near in slot(found, "voix_habitants").nearby] == ["CC"]


@pytest.mark.parametrize("day", ["2023-06-01", "2026-01-01"])
def test_only_what_runs_at_the_date_lacks_anybody(graph: Graph, day: str) -> None:
    found = {g.subject.projects[0] for g in graph.gaps(as_of=day).gaps}  # type: ignore[attr-defined]
    assert found == ({"PAST"} if day < "2024" else {"CV", "CO"})


def test_a_contract_signed_before_its_law_is_held_to_none(graph: Graph) -> None:
    assert graph.gaps(project=["OLDLAW"], as_of="2026-01-01").gaps == []  # type: ignore[attr-defined]


def test_severity_is_by_the_strongest_level_that_is_missing(graph: Graph) -> None:
    def severity() -> float:
        return float(round(gap(graph).severity, 6))

    def add(actor: str, role: str = "partenaire") -> None:
        fields = {"actor": actor, "project": "CV", "role": role}
        graph.edit([{"op": "add", "type": "participation", "fields": fields}])

    # etat 3, commune 3, epci 3, region 2, voix 2 of 22; the département is a signatory by law.
    assert severity() == round(9 / 22, 6)
    add("DEP")
    assert severity() == round(0.7 * 7 / 22, 6)
    add("TH", "operateur")
    assert severity() == round(0.4 * 5 / 22, 6)
    assert "facultatif" in say(gap(graph).sentence, "fr")


def test_the_sentence_names_law_and_method_apart_and_who_is_already_there(graph: Graph) -> None:
    found = gap(graph, scope="partners")
    assert say(found.sentence, "fr") == (
        "«\u202fContrat de Tours\u202f» ne mentionne ni département (signataire prévu par l’art. 6), ni bailleur "
        "social (attendu par la méthode), ni instance d’habitants (attendu par la méthode)\u202f; 2 acteurs de ces "
        "types interviennent déjà sur ce territoire\u202f: Bailleur et Conseil citoyen."
    )
    assert say(found.sentence, "en") == (
        "“Contrat de Tours” names no département (signatory by art. 6), no social landlord (expected by method), "
        "no residents’ body (expected by method); 2 actors of these kinds already work on this territory: Bailleur and "
        "Conseil citoyen."
    )


def test_who_could_fill_a_slot_works_on_the_territory_or_has_its_seat_there(graph: Graph) -> None:
    found = gap(graph)
    landlords = slot(found, "bailleur")
    assert [(n.id, n.already, [p.id for p in n.projects]) for n in landlords.nearby] == [("TH", True, ["OP"])]
    # Not who has ended, not who works in a network of the whole region, nor in Orléans.
    assert (landlords.nearby_total, landlords.already_total) == (1, 1)
    seat = slot(found, "departement").nearby
    assert [(n.id, n.already) for n in seat] == [("DEP", False)]


def test_comparable_projects_are_the_others_held_to_the_same_template_then(graph: Graph) -> None:
    landlords = slot(gap(graph), "bailleur").compared
    assert (landlords.total, landlords.filled, [p.id for p in landlords.projects]) == (1, 1, ["CO"])
    alone = slot(gap(graph, "PAST", "2023-06-01"), "bailleur").compared
    assert (alone.total, alone.filled) == (0, 0)


def test_each_gap_has_evidence_that_can_be_looked_up(graph: Graph) -> None:
    found = gap(graph)
    kinds = {proof.what for proof in found.evidence}
    assert kinds == {"nearby", "comparable", "present"}
    present = next(proof for proof in found.evidence if proof.what == "present")
    known = {f.id for f in graph.store.facts(RecordType.PARTICIPATION, present.facts, Scope.INTERNAL)}
    assert known == set(present.facts)
    assert len(known) == 5
    assert present.sources == ["ville--registre"]


COVERS = "id,producer,title,updated,covers_kinds,covers_territories\nville--registre,Ville,registre,2025-03,{},{}"


@pytest.mark.parametrize(
    ("kinds", "places", "said"),
    [
        ("", "", "No source of this project says which kinds of actors it covers."),
        ("commune;etat", "R24", "says that it covers: Département or Social landlord."),
        ("bailleur_social;collectivite", "R24", "Their latest update: 03/2025."),
        ("", "45234", "No source of this project says that it covers Tours."),
    ],
)
def test_the_caveat_says_what_the_sources_cover(
    graph: Graph, tmp_path: Path, kinds: str, places: str, said: str
) -> None:
    graph.import_files([folder(tmp_path, "more", sources=COVERS.format(kinds, places))], source="Ville - registre")
    caveat = say(gap(graph).caveat, "en")
    assert caveat.startswith("It may be wrong: missing in the data is not missing in reality.")
    assert said in caveat
    if "collectivite" in kinds:
        assert "covers" not in caveat


def test_a_gap_keeps_its_id_whatever_its_project_is_called_and_whatever_is_missing(graph: Graph) -> None:
    before = gap(graph).id
    graph.edit([{"op": "set", "ids": ["CV"], "fields": {"title": "Autre titre"}}])
    assert gap(graph).id == before
    graph.edit([{"op": "add", "type": "participation", "fields": {"actor": "DEP", "project": "CV", "role": "membre"}}])
    now = gap(graph)
    assert (now.id, now.status) == (before, "a_verifier")
    assert {slot.status for slot in now.expectation.slots if not slot.filled} == {"a_verifier"}
    assert {slot.status for slot in now.expectation.slots if slot.filled} == {None}


def test_a_gap_can_be_asked_by_its_id(graph: Graph) -> None:
    found = gap(graph)
    assert [one.id for one in graph.gaps(id=[found.id], as_of="2026-01-01").gaps] == [found.id]  # type: ignore[attr-defined]
    with pytest.raises(NotFound, match="gap-0"):
        graph.gaps(id=["gap-0"], as_of="2026-01-01")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("filters", "projects"),
    [
        ({"territory": ["D37"]}, ["CV"]),
        ({"territory": ["R24"]}, ["CO", "CV"]),
        ({"actor_kind": ["bailleur_social"]}, ["CV"]),
        ({"actor_kind": ["conseil_citoyen"]}, ["CO"]),
        ({"project_kind": ["operation"]}, []),
        ({"theme": ["sante"]}, []),
        ({"kind": ["role"], "project": ["Contrat d'Orléans"]}, ["CO"]),
    ],
)
def test_filters_keep_a_part(graph: Graph, filters: dict[str, Any], projects: list[str]) -> None:
    found = graph.gaps(as_of="2026-01-01", **filters)  # type: ignore[attr-defined]
    assert sorted(p for g in found.gaps for p in g.subject.projects) == projects
    assert found.total == len(projects)


def test_a_list_is_read_page_by_page(graph: Graph) -> None:
    first: Any = graph.gaps(limit=1, as_of="2026-01-01")  # type: ignore[attr-defined]
    second: Any = graph.gaps(limit=1, after=first.next, as_of="2026-01-01")  # type: ignore[attr-defined]
    assert [g.subject.projects for g in (*first.gaps, *second.gaps)] == [["CO"], ["CV"]]
    assert (first.total, second.next) == (2, None)


def test_an_unknown_kind_of_gap_is_told_with_those_there_are(graph: Graph) -> None:
    with pytest.raises(UsageError, match="Known: role"):
        graph.gaps(kind=["licorne"])  # type: ignore[attr-defined]


def test_the_public_is_never_told_of_gaps(graph: Graph) -> None:
    with pytest.raises(Forbidden):
        graph.gaps(scope="public")  # type: ignore[attr-defined]
    assert graph.project("CV", scope="public").expectation is None  # type: ignore[attr-defined]
    assert graph.project("CV", scope="partners", as_of="2026-01-01").expectation.total == 22  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_command_http_and_python_give_one_answer(f1: Graph, f1_maillage: Command, lang: str) -> None:
    python = f1.gaps(kind=["role"], as_of=AS_OF).model_dump(mode="json", by_alias=True, context={"lang": lang})
    ran = f1_maillage("gaps", "--kind", "role", "--as-of", AS_OF, "--json", "--lang", lang)
    with client(f1) as web:
        http = web.get("/api/v1/gaps", params={"kind": "role", "as_of": AS_OF, "lang": lang, "limit": 100})
        schemas = web.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert (ran.code, http.status_code) == (0, 200)
    assert python == ran.json == http.json()
    assert {"severity", "subject", "sentence", "caveat", "expectation"} <= schemas["RoleGap"]["properties"].keys()


def test_a_terminal_lists_sentences_and_of_few_the_evidence_too(graph: Graph) -> None:
    lines = told(graph, "gaps", project=["CV"], as_of="2026-01-01")
    assert lines[:4] == [
        "Who is missing?",
        "1 gap to look at on 2026-01-01.",
        "- Roles: looked for in 1 running project that has a template, of 1 running.",
        "These are questions: missing in the data is not missing in reality.",
    ]
    assert lines[4].startswith("1. Contrat de Tours [CV]: ")
    assert lines[5].startswith("   “Contrat de Tours” names no département")
    proof = "   - Social landlord: filled in 1 comparable project of 1 running (City contract), for example "
    assert any(proof in line for line in lines)
    none = told(graph, "gaps", "fr", theme=["sante"], as_of="2026-01-01")
    assert none[1] == "Aucune lacune au 01/01/2026 dans ces données."
