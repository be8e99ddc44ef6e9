"""Files that name actors and projects where the template expects ids: what each name is taken for, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.graph.importing import ImportReport
from graph_service.messages import say
from graph_service.model import RecordType, Scope
from tests.graph_service.house import bodies, folder, new_graph

ACTORS = """id,name,kind,acronym,siren
    TOURS,Ville de Tours,commune,,213702616
    UT,Université de Tours,universite,UT37,
    ASSO,Association « A/B »,association,,"""
PROJECTS = "id,title,kind\nP,Contrat de Tours,contrat_de_ville\nR,Recherche,operation"


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    graph = new_graph(tmp_path / "g.db")
    base = folder(tmp_path, "base", actors=ACTORS, projects=PROJECTS)
    graph.import_files([base], source="B - B", visibility="public")
    yield graph
    graph.close()


def taking_part(graph: Graph, scope: Scope = Scope.INTERNAL) -> list[tuple[Any, ...]]:
    found = graph.store.facts(RecordType.PARTICIPATION, None, scope)
    return sorted((fact.get("actor"), fact.get("project"), fact.get("role")) for fact in found)


def told(report: ImportReport, *codes: str) -> list[tuple[int, str, str, str]]:
    """(row, column, value, code) of each remark."""
    found = [(p["row"], p["column"], p["value"], p["code"]) for p in report.problems]
    return [one for one in found if not codes or one[3] in codes]


def rows(tmp_path: Path, name: str, *lines: str, **more: str) -> Path:
    return folder(tmp_path, name, participations="actor,project,role\n" + "\n".join(lines), **more)


def test_a_row_may_name_its_ends_and_the_report_says_what_each_name_was_taken_for(graph: Graph, tmp_path: Path) -> None:
    named = rows(tmp_path, "n", "université de tours,Contrat de Tours,porteur", "213 702 616,P,signataire")
    report = graph.import_files([named], source="S - S")
    assert taking_part(graph) == [("TOURS", "P", "signataire"), ("UT", "P", "porteur")]
    assert told(report) == []
    assert [(one["column"], one["text"], one["id"], one["name"], one["rows"]) for one in report.names] == [
        ("actor", "213 702 616", "TOURS", "Ville de Tours", 1),
        ("actor", "université de tours", "UT", "Université de Tours", 1),
        ("project", "Contrat de Tours", "P", "Contrat de Tours", 1),
    ]
    (batch, _), *_ = graph.batches()
    assert (batch.summary or {})["names"] == report.names


@pytest.mark.parametrize(
    ("sheet", "header", "line", "type_", "expected"),
    [
        ("partnerships", "actor,partner,kind", "Ville de Tours,UT37,convention", RecordType.PARTNERSHIP, "UT"),
        ("fundings", "funder,recipient,amount", "Ville de Tours,Recherche,5", RecordType.FUNDING, "R"),
        ("fundings", "funder,recipient,amount", "Ville de Tours,UT37,5", RecordType.FUNDING, "UT"),
        ("functions", "id,actor,title", "F,Université de Tours,Direction", RecordType.FUNCTION, "UT"),
        ("participations", "actor,project,role", "Association « A/B »,P,porteur", RecordType.PARTICIPATION, "ASSO"),
        ("actors", "id,name,kind,succeeds", "N,Neuve,association,Université de Tours; ASSO", RecordType.ACTOR, "UT"),
        ("projects", "id,title,kind,succeeds", "Q,Suite,operation,Contrat de Tours", RecordType.PROJECT, "P"),
        ("projects", "id,title,kind,documents", "Q,Suite,operation,Ville de Tours;Recherche", RecordType.PROJECT, "R"),
    ],
)
def test_a_name_is_taken_in_every_column_that_refers_to_an_actor_or_a_project(
    graph: Graph, tmp_path: Path, sheet: str, header: str, line: str, type_: RecordType, expected: str
) -> None:
    report = graph.import_files([folder(tmp_path, "n", **{sheet: f"{header}\n{line}"})], source="S - S")
    held = {
        text
        for fact in graph.store.facts(type_, None, Scope.INTERNAL)
        for name in ("actor", "partner", "project", "funder", "recipient", "succeeds", "documents")
        for text in [fact.get(name)]
        for text in (text if isinstance(text, tuple) else (text,))
    }
    assert expected in held
    assert told(report) == []


def test_a_name_may_be_of_a_record_that_the_same_files_bring(graph: Graph, tmp_path: Path) -> None:
    brought = rows(
        tmp_path,
        "n",
        "Régie du Sanitas,Fête du Sanitas,porteur",
        actors="id,name,kind\nRS,Régie du Sanitas,association",
        projects="id,title,kind\nFS,Fête du Sanitas,operation",
    )
    assert told(graph.import_files([brought], source="S - S", ids="own")) == []
    assert taking_part(graph) == [("s--s:RS", "s--s:FS", "porteur")]


def test_the_same_file_again_changes_nothing_whatever_bears_the_name_by_then(graph: Graph, tmp_path: Path) -> None:
    named = rows(tmp_path, "n", "Université de Tours,P,porteur")
    graph.import_files([named], source="S - S")
    again = "id,name,kind,acronym,siren\nUT,Université François-Rabelais,universite,,"
    graph.import_files([folder(tmp_path, "renamed", actors=again)], source="B - B", visibility="public")
    moved = bodies(graph, RecordType.PARTICIPATION)
    assert told(graph.import_files([named], source="S - S")) == []
    assert bodies(graph, RecordType.PARTICIPATION) == moved
    other = "id,name,kind\nU2,Université de Tours,universite"
    graph.import_files([folder(tmp_path, "other", actors=other)], source="O - O", visibility="public")
    assert told(graph.import_files([named], source="S - S", replace=True)) == []
    assert bodies(graph, RecordType.PARTICIPATION) == moved
    # Another row of the source, which was never taken for anybody, means who bears the name today.
    graph.import_files([rows(tmp_path, "m", "Université de Tours,R,porteur")], source="S - S")
    assert taking_part(graph) == [("U2", "R", "porteur"), ("UT", "P", "porteur")]


def test_a_row_that_was_undone_is_taken_anew(graph: Graph, tmp_path: Path) -> None:
    named = rows(tmp_path, "n", "Université de Tours,P,porteur")
    done = graph.import_files([named], source="S - S")
    graph.undo(str(done.import_id))
    graph.edit([{"op": "deny", "ids": ["UT"]}])
    other = "id,name,kind\nU2,Université de Tours,universite"
    graph.import_files([folder(tmp_path, "other", actors=other)], source="O - O")
    graph.import_files([named], source="S - S")
    assert taking_part(graph) == [("U2", "P", "porteur")]


def test_a_row_typed_with_a_name_and_one_with_the_id_are_one_fact_which_words_reach(
    graph: Graph, tmp_path: Path
) -> None:
    graph.import_files([rows(tmp_path, "n", "Université de Tours,P,porteur")], source="S - S")
    graph.import_files([rows(tmp_path, "i", "UT,P,porteur")], source="T - T")
    (fact,) = graph.store.facts(RecordType.PARTICIPATION, None, Scope.INTERNAL)
    assert len(fact.sources) == 2
    graph.edit([{"op": "deny", "ids": [fact.id]}])
    graph.import_files([rows(tmp_path, "n2", "Université de Tours,P,porteur")], source="S - S")
    assert taking_part(graph) == []


def test_an_ambiguous_name_rejects_the_row_and_lists_who_bears_it(graph: Graph, tmp_path: Path) -> None:
    other = "id,name,kind\nU2,Université de Tours,universite"
    graph.import_files([folder(tmp_path, "other", actors=other)], source="O - O", visibility="public")
    named = rows(tmp_path, "n", "Université de Tours,P,porteur", "UT,P,signataire")
    report = graph.import_files([named], source="S - S", visibility="public")
    assert told(report) == [(2, "actor", "Université de Tours", "ambiguous_name")]
    (problem,) = report.problems
    assert "Université de Tours [U2] et Université de Tours [UT]" in say(problem["message"])
    assert (report.files[0]["accepted"], report.files[0]["rejected"]) == (1, 1)
    assert report.rejected == {"ambiguous_name": 1}
    assert taking_part(graph) == [("UT", "P", "signataire")]


def test_two_rows_about_one_actor_make_its_name_no_more_ambiguous(graph: Graph, tmp_path: Path) -> None:
    twin = "id,name,kind,siren\nVT,Ville de Tours,commune,213702616\nTOURS,Ville de Tours,commune,"
    named = rows(tmp_path, "n", "Ville de Tours,P,porteur", actors=twin)
    assert told(graph.import_files([named], source="S - S", visibility="public"), "ambiguous_name") == []
    assert taking_part(graph) == [("TOURS", "P", "porteur")]


def test_an_unknown_name_is_told_in_its_own_column_with_the_nearest(graph: Graph, tmp_path: Path) -> None:
    named = rows(
        tmp_path,
        "n",
        "Univercité de Tours,P,porteur",
        "UT,Contrat de Tour,porteur",
        "Vlile de Tuors,Contart de Tours,porteur",
        "Personne,P,porteur",
    )
    report = graph.import_files([named], source="S - S")
    assert told(report) == [
        (0, "", "", "made_nothing"),
        (2, "actor", "Univercité de Tours", "waiting_end"),
        (3, "project", "Contrat de Tour", "waiting_end"),
        (4, "actor", "Vlile de Tuors", "waiting_end"),
        (4, "project", "Contart de Tours", "waiting_end"),
        (5, "actor", "Personne", "waiting_end"),
    ]
    _, *said = (say(problem["message"]).replace("\u202f", " ") for problem in report.problems)
    assert said[0].startswith("Acteur inconnu : « Univercité de Tours ». Vouliez-vous dire Université de Tours [UT] ?")
    assert said[1].startswith("Projet inconnu : « Contrat de Tour ». Vouliez-vous dire Contrat de Tours [P] ?")
    assert "Ville de Tours [TOURS]" in said[2]
    assert "Contrat de Tours [P]" in said[3]
    assert said[4].startswith("Acteur inconnu : « Personne ». La ligne est gardée")
    assert report.warnings["waiting_end"] == 4


def test_what_is_no_actor_or_was_taken_away_is_told_as_such(graph: Graph, tmp_path: Path) -> None:
    graph.edit([{"op": "deny", "ids": ["UT"]}])
    lines = ("R,P,porteur", "UT,P,porteur", "Recherche,P,porteur")
    named = rows(tmp_path, "n", *lines, actors="id,name,kind\nUT,Université de Tours,universite")
    report = graph.import_files([named], source="S - S")
    assert [one[:3] for one in told(report)][1:] == [(2, "actor", "R"), (3, "actor", "UT"), (4, "actor", "Recherche")]
    nothing, first, second, third = (say(problem["message"]) for problem in report.problems)
    assert nothing.startswith("Aucune fiche n’est créée")
    assert "est un projet" in first
    assert "est un projet" in third
    assert "retiré par l’équipe" in second


def test_an_id_that_comes_later_is_waited_for(graph: Graph, tmp_path: Path) -> None:
    graph.import_files([rows(tmp_path, "n", "LATER,P,porteur")], source="S - S")
    assert taking_part(graph) == []
    graph.import_files([folder(tmp_path, "a", actors="id,name,kind\nLATER,Plus tard,association")], source="T - T")
    assert taking_part(graph) == [("LATER", "P", "porteur")]


def test_an_id_is_never_taken_for_a_name(graph: Graph, tmp_path: Path) -> None:
    other = "id,name,kind\nZ,TOURS,association"
    graph.import_files([folder(tmp_path, "z", actors=other)], source="Z - Z")
    report = graph.import_files([rows(tmp_path, "n", "TOURS,P,porteur")], source="S - S")
    assert (taking_part(graph), report.names) == ([("TOURS", "P", "porteur")], [])


def test_a_name_of_a_hidden_record_moves_nothing_that_others_see(graph: Graph, tmp_path: Path) -> None:
    """A record that only the team sees makes no name ambiguous for the public, before or after
    (docs/statements.md#9-laws)."""
    named = rows(tmp_path, "n", "Université de Tours,P,porteur", "Collectif secret,P,partenaire")
    hidden = "id,name,kind\nH1,Université de Tours,association\nH2,Collectif secret,association"
    graph.import_files([folder(tmp_path, "h", actors=hidden)], source="H - H", visibility="internal")
    report = graph.import_files([named], source="S - S", visibility="public")
    assert told(report) == []
    assert taking_part(graph, Scope.PUBLIC) == [("UT", "P", "porteur")]
    assert taking_part(graph) == [("H2", "P", "partenaire"), ("UT", "P", "porteur")]
    # Once others see who bears the name, a row for them means whom they see.
    seen = "id,name,kind\nC,Collectif secret,association"
    graph.import_files([folder(tmp_path, "s", actors=seen)], source="C - C", visibility="public")
    graph.import_files([named], source="S - S", visibility="public")
    assert taking_part(graph, Scope.PUBLIC) == [("C", "P", "partenaire"), ("UT", "P", "porteur")]


def test_one_actor_under_two_names_is_no_partner_of_itself(graph: Graph, tmp_path: Path) -> None:
    named = folder(tmp_path, "n", partnerships="actor,partner,kind\nUT37,Université de Tours,convention")
    assert told(graph.import_files([named], source="S - S")) == [
        (2, "partner", "Université de Tours", "partner_of_itself")
    ]


def test_a_reference_that_names_nothing_or_several_is_told_and_the_row_is_taken(graph: Graph, tmp_path: Path) -> None:
    other = "id,name,kind\nU2,Université de Tours,universite"
    graph.import_files([folder(tmp_path, "other", actors=other)], source="O - O", visibility="public")
    lines = "id,name,kind,succeeds\nN,Neuve,association,Université de Tours; Vile de Tours; TOURS"
    report = graph.import_files([folder(tmp_path, "n", actors=lines)], source="S - S")
    assert told(report) == [
        (2, "succeeds", "Université de Tours", "ambiguous_name"),
        (2, "succeeds", "Vile de Tours", "unknown_reference"),
    ]
    (fact,) = graph.store.facts(RecordType.ACTOR, ["N"], Scope.INTERNAL)
    assert fact.get("succeeds") == ("TOURS",)


def test_a_mapping_may_read_a_column_of_names(graph: Graph, tmp_path: Path) -> None:
    mapping = tmp_path / "clubs.yaml"
    mapping.write_text(
        """
id: signatures
label_fr: Signataires
label_en: Signatories
visibility: public
files:
  - columns: [who, what]
    source: {producer: P, title: T, licence: Licence Ouverte 2.0, updated: "2025-06"}
    records:
      - type: participation
        fields: {actor: {column: who}, project: {column: what}, role: {constant: signataire}}
""",
        "utf-8",
    )
    file = tmp_path / "signatures.csv"
    file.write_text("who,what\nVille de Tours,Contrat de Tours\nVille de Tour,Contrat de Tours\n", "utf-8")
    report = graph.import_files([file], mapping=str(mapping))
    assert taking_part(graph) == [("TOURS", "P", "signataire")]
    assert told(report) == [(3, "actor", "Ville de Tour", "waiting_end")]


def test_a_text_that_names_nothing_and_can_be_no_id_rejects_its_row(graph: Graph, tmp_path: Path) -> None:
    report = graph.import_files([rows(tmp_path, "n", "Collectif A/B,P,porteur")], source="S - S")
    assert told(report) == [(2, "actor", "Collectif A/B", "slash_in_id")]
    assert report.rejected == {"slash_in_id": 1}


def test_what_staff_type_may_name_records_in_lists_too(graph: Graph) -> None:
    added = {"id": "N", "name": "Neuve", "kind": "association", "succeeds": ["Université de Tours", "ASSO"]}
    graph.edit([{"op": "add", "type": "actor", "fields": added}])
    graph.edit([{"op": "set", "ids": ["R"], "fields": {"succeeds": "Contrat de Tours"}}])
    (actor,) = graph.store.facts(RecordType.ACTOR, ["N"], Scope.INTERNAL)
    (project,) = graph.store.facts(RecordType.PROJECT, ["R"], Scope.INTERNAL)
    assert (actor.get("succeeds"), project.get("succeeds")) == (("UT", "ASSO"), ("P",))
    with pytest.raises(NotFound, match="Ville de Tours"):
        graph.edit([{"op": "set", "ids": ["N"], "fields": {"succeeds": "Vile de Tours"}}])


def test_under_ids_of_its_own_a_file_still_means_whom_it_named_when_it_comes_again(
    graph: Graph, tmp_path: Path
) -> None:
    brought = {"actors": "id,name,kind\nRS,Régie du Sanitas,association"}
    named = rows(tmp_path, "n", "Régie du Sanitas,Contrat de Tours,porteur", "TOURS,P,expert", **brought)
    report = graph.import_files([named], source="S - S", ids="own")
    # An id of somebody else is no name: it waits for a record of this file's own.
    assert told(report) == [(3, "actor", "s--s:TOURS", "waiting_end"), (3, "project", "s--s:P", "waiting_end")]
    assert taking_part(graph) == [("s--s:RS", "P", "porteur")]
    other = "id,title,kind\nP2,Contrat de Tours,contrat_de_ville"
    graph.import_files([folder(tmp_path, "other", projects=other)], source="O - O", visibility="public")
    assert told(graph.import_files([named], source="S - S", ids="own")) == told(report)
    assert taking_part(graph) == [("s--s:RS", "P", "porteur")]
