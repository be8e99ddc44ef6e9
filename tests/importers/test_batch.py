"""What an import says: F1 and H2020 in full, and the rules of docs/statements.md on sources, ids and visibility."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import InputError, UsageError
from graph_service.messages import say
from graph_service.model import RecordType, Scope, row
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary
from importers.batch import ImportOptions, prepare
from tests.graph_service.house import F1, H2020, oracles
from tests.importers.preparing import codes, of, run, saying, table


def test_f1_says_the_oracle() -> None:
    oracle = oracles()["F1"]
    prepared = run(F1, strict=True)
    assert not prepared.problems
    assert {(s.fields["id"], s.fields["kind"], s.fields["territory"]) for s in of(prepared, RecordType.ACTOR)} == {
        (a["id"], a["kind"], a["territory"]) for a in oracle["actors"]
    }
    assert {
        (s.fields["actor"], s.fields["project"], s.fields["role"]) for s in of(prepared, RecordType.PARTICIPATION)
    } == {(a, p["id"], r) for p in oracle["projects"] for a, r in p["parts"].items()}
    assert {
        (s.fields["id"], s.fields["kind"], s.fields["themes"], s.fields["territories"], s.fields.get("end"))
        for s in of(prepared, RecordType.PROJECT)
    } == {(p["id"], p["kind"], (p["theme"],), (p["territory"],), p["end"]) for p in oracle["projects"]}


def test_f1_is_public_with_all_that_it_names() -> None:
    prepared = run(F1)
    assert {s.statement.visibility for s in prepared.says} == {Scope.PUBLIC}
    assert {s.statement.source for s in prepared.says} == {"villes-et-quartiers--exemple-f1-fictif"}
    assert {s.statement.updated for s in prepared.says} == {"2025-01-01"}


@pytest.mark.needs("h2020")
@pytest.mark.deep(only=True)
@pytest.mark.slow
def test_h2020_is_read_in_full_from_two_sources() -> None:
    prepared = run(H2020)
    assert [(f["mapping"], f["read"]) for f in prepared.files] == [("h2020", 70_724), ("h2020", 16_591)]
    assert sum(f["rejected"] for f in prepared.files) == sum(prepared.rejected.values()) == 0
    assert Counter(s.statement.type for s in prepared.says) == {
        RecordType.ACTOR: 70_724 + 16_591,
        RecordType.PROJECT: 70_724,
        RecordType.PARTICIPATION: 70_724,
        RecordType.TERM: 12,
        RecordType.SOURCE: 2,
    }
    assert len({s.ids[0] for s in of(prepared, RecordType.PROJECT)}) == 15_004
    assert {s.visibility for s in of(prepared, RecordType.ACTOR)} == {Scope.PUBLIC}
    assert {s.source for s in of(prepared, RecordType.ACTOR)} == {
        "cordis--participations-horizon-2020",
        "cordis--organisations-horizon-2020",
    }


def test_a_row_of_a_mapped_file_says_each_record_it_speaks_of(tmp_path: Path) -> None:
    file = table(
        tmp_path,
        "h",
        "rcn,role,pic,type,start_date,end_date",
        "1,coordinator,7,HES,2017-01-01,NA",
        "1,chief,8,PRC,2017-01-01,2018",
        "1,partner,9,NA,2017-01-01,2018",
        "1,partner,9,OTH,2019-01-01,2018",
    )
    prepared = run(file)
    assert prepared.rejected == {"unknown_role": 1, "missing_value": 1, "reversed_dates": 1}
    actor, project, participation = (s.statement for s in prepared.says[:3])
    assert actor.fields == {"id": "pic:7", "kind": "etablissement_enseignement"}
    assert project.fields == {
        "id": "cordis:1",
        "title": "CORDIS 1",
        "kind": "projet_europeen",
        "start": "2017-01-01",
    }
    assert participation.fields == {"actor": "pic:7", "project": "cordis:1", "role": "porteur"}
    assert [s.row for s in prepared.says[:3]] == [2, 2, 2]
    terms = {s.fields["id"]: s for s in of(prepared, RecordType.TERM)}
    assert terms["project_kind:projet_europeen"].fields["usual_months"] == 36


def test_without_a_source_the_file_is_the_source_and_that_is_said(tmp_path: Path) -> None:
    file = table(tmp_path, "acteurs", "id;nom;type", "A;Un;association")
    prepared = run(file)
    assert {s.statement.source for s in prepared.says} == {"fichier--acteurs"}
    assert codes(prepared) == [("actors", 0, "", "no_source")]
    assert of(prepared, RecordType.ACTOR)[0].visibility is Scope.PARTNERS
    assert of(prepared, RecordType.ACTOR)[0].updated == ""


def test_without_a_source_a_folder_is_one_source_and_it_is_said_who_reads_what_it_is_called(tmp_path: Path) -> None:
    """Two folders with files of the same names stay two sources: neither ends what the other says."""
    for name in ("Plan social", "Plan vélo"):
        folder = tmp_path / name
        folder.mkdir()
        table(folder, "acteurs", "id;nom;type", "A;Un;association")
        table(folder, "projets", "id;titre;type", "P;Jardin;projet")
    prepared = run(tmp_path / "Plan social")
    assert {s.statement.source for s in prepared.says} == {"fichier--plan-social"}
    assert {s.statement.source for s in run(tmp_path / "Plan vélo").says} == {"fichier--plan-velo"}
    (told,) = {say(problem["message"], "fr") for problem in prepared.problems if problem["code"] == "no_source"}
    assert "fichier--plan-social" in told
    assert "se lit partout où ces données se lisent" in told


def test_a_told_source_is_cut_at_its_first_dash_and_states_itself(tmp_path: Path) -> None:
    file = table(tmp_path, "actors", "id,name,kind", "A,Un,association")
    prepared = run(file, source="Insee - Base - 2024", licence="LO 2.0", updated="2024-05", replace=True)
    (source,) = of(prepared, RecordType.SOURCE)
    assert source.fields == {
        "id": "insee--base-2024",
        "producer": "Insee",
        "title": "Base - 2024",
        "licence": "LO 2.0",
        "updated": "2024-05",
    }
    assert prepared.ends == (("insee--base-2024", "2024-05"),)
    assert not prepared.problems


@pytest.mark.parametrize("source", ["staff", "Staff - us", " STAFF "])
def test_no_file_may_speak_as_the_team(tmp_path: Path, source: str) -> None:
    file = table(tmp_path, "actors", "id,name,kind,source", "A,Un,association,", f"B,Deux,association,{source}")
    with pytest.raises(UsageError):
        run(file, source=source)
    prepared = run(file, source="Centre - liste")
    assert prepared.rejected == {"reserved_source": 1}
    sheet = table(tmp_path, "sources", "id,producer,rank", "staff,us,9", "x,us,9")
    prepared = run(sheet)
    assert prepared.rejected == {"reserved_source": 1}
    assert prepared.files[0]["unused_columns"] == ["rank"]


def test_a_row_names_its_own_source(tmp_path: Path) -> None:
    table(tmp_path, "sources", "id,producer,updated", "s1,Un,2023")
    head = "id,name,kind,source"
    rows = ("A,Un,association,s1", "B,Deux,association,known", "C,Trois,association,Caf - liste", "D,Q,association,?")
    table(tmp_path, "actors", head, *rows)
    known = row(RecordType.SOURCE, {"id": "known"}, source="known")
    of_known = row(RecordType.ACTOR, {"id": "Z", "name": "Zéro", "kind": "association"}, source="known")
    prepared = run(tmp_path, store=saying(tmp_path.parent, known, of_known), source="Centre - liste", updated="2020")
    said = {s.ids[0]: (s.source, s.updated) for s in of(prepared, RecordType.ACTOR)}
    assert said == {
        "A": ("s1", "2023"),
        "B": ("known", "2020"),
        "C": ("caf--liste", "2020"),
        "D": ("centre--liste", "2020"),
    }
    assert {s.ids[0] for s in of(prepared, RecordType.SOURCE)} == {"s1", "caf--liste", "centre--liste"}
    assert codes(prepared) == [("actors", 5, "source", "unknown_source")]


def test_visibility_is_the_rows_then_the_told_then_the_files(tmp_path: Path) -> None:
    table(
        tmp_path,
        "actors",
        "id,name,kind,visibility",
        "A,U,association,",
        "B,D,association,public",
        "C,T,association,oops",
    )
    table(tmp_path, "functions", "id,actor,title", "f,A,Chef de projet")
    prepared = run(tmp_path, source="C - l")
    seen = {s.statement.ids[0]: s.statement.visibility for s in prepared.says}
    assert seen == {
        "A": Scope.PARTNERS,
        "B": Scope.PUBLIC,
        "C": Scope.INTERNAL,
        "f": Scope.INTERNAL,
        "c--l": Scope.PUBLIC,
    }
    told = run(tmp_path, source="C - l", visibility=Scope.INTERNAL)
    assert {s.statement.ids[0]: s.statement.visibility for s in told.says}["A"] is Scope.INTERNAL


@pytest.mark.parametrize(("other", "shown"), [("internal", Scope.INTERNAL), ("public", Scope.PUBLIC)])
def test_what_rows_lean_on_is_said_to_whoever_sees_any_row(tmp_path: Path, other: str, shown: Scope) -> None:
    table(tmp_path, "themes", "id,parent", "up,", "mine,up")
    rows = ("P,T,operation,mine,internal", f"Q,U,operation,,{other}")
    table(tmp_path, "projects", "id,title,kind,themes,visibility", *rows)
    seen = {s.statement.ids[0]: s.statement.visibility for s in run(tmp_path, source="C - l").says}
    assert {seen["mine"], seen["up"], seen["c--l"]} == {shown}
    assert seen["P"] is Scope.INTERNAL


def test_own_ids_are_prefixed_everywhere_and_others_stay(tmp_path: Path) -> None:
    table(tmp_path, "actors", "id,name,kind,territory", "A,Un,association,D37")
    table(tmp_path, "projects", "id,title,kind,themes,documents", "P,T,publication,sante,A;pic:7")
    table(tmp_path, "participations", "actor,project,role", "A,P,porteur", "pic:7,P,expert")
    prepared = run(tmp_path, source="C - l", ids="own")
    assert {s.fields["id"] for s in of(prepared, RecordType.ACTOR)} == {"c--l:A"}
    (project,) = of(prepared, RecordType.PROJECT)
    assert (project.fields["documents"], project.fields["themes"]) == (("c--l:A", "pic:7"), ("sante",))
    ends = {(s.fields["actor"], s.fields["project"]) for s in of(prepared, RecordType.PARTICIPATION)}
    assert ends == {("c--l:A", "c--l:P"), ("pic:7", "c--l:P")}


def test_problems_say_where_and_the_rest_is_taken(tmp_path: Path) -> None:
    table(
        tmp_path,
        "actors",
        "id,name,kind,siret,maillage",
        'A,Un,association,"2,43E+13",x',
        "A,Encore un,association,,",
        "B,Deux,asociation,,",
        "C,Trois,association,,,surplus",
        "D,Quatre",
    )
    prepared = run(tmp_path, source="C - l")
    assert codes(prepared) == [
        ("actors", 0, "", "link_lost"),
        ("actors", 2, "siret", "crushed_number"),
        ("actors", 3, "id", "duplicate_id"),
        ("actors", 4, "kind", "unknown_kind"),
        ("actors", 5, "", "too_many_cells"),
        ("actors", 6, "kind", "missing_value"),
    ]
    assert prepared.rejected == {"unknown_kind": 1, "too_many_cells": 1, "missing_value": 1}
    assert prepared.files[0]["unused_columns"] == []
    assert set(prepared.problems[0]) == {
        *("file", "sheet", "row", "column", "value", "code", "severity", "message"),
    }
    with pytest.raises(InputError) as caught:
        run(tmp_path, source="C - l", strict=True)
    assert len(caught.value.problems) == 6


def test_rows_may_name_territories_of_the_same_import_in_any_order(tmp_path: Path) -> None:
    table(
        tmp_path, "territories", "code,level,within", "Z:a,perimetre_libre,Z:b;37261", "Z:b,perimetre_libre,Z:nowhere"
    )
    table(tmp_path, "projects", "id,title,kind,territories", "P,T,operation,Z:a")
    prepared = run(tmp_path, source="C - l")
    assert of(prepared, RecordType.PROJECT)[0].fields["territories"] == ("Z:a",)
    assert codes(prepared) == [("territories", 3, "within", "unknown_territory")]


def test_what_cannot_be_recognised_or_told_is_refused(tmp_path: Path) -> None:
    file = table(tmp_path, "things", "x,y", "1,2")
    cases: dict[str, dict[str, Any]] = {
        "unknown-file": {},
        "mapping-does-not-fit": {"mapping": "h2020"},
        "unknown-mapping": {"mapping": "nothing"},
    }
    for code, options in cases.items():
        with pytest.raises((InputError, UsageError)) as caught:
            run(file, **options)
        assert caught.value.code == code
    wrong: list[dict[str, Any]] = [{"updated": "soon"}, {"ids": "mine"}]
    for bad in wrong:
        with pytest.raises(UsageError):
            run(F1, **bad)
    with pytest.raises(UsageError):
        run()


def test_progress_is_told_to_whom_asks() -> None:
    told: list[tuple[str, int, int | None]] = []
    prepare([F1], ImportOptions(), None, packaged_vocabulary(), packaged_territories(), lambda *step: told.append(step))
    assert ("demo/actors.csv", 13, 13) in told
