"""What an edit of an exported workbook says: a cell, a new row, another end; and what is not taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import InputError
from graph_service.graph import Graph
from graph_service.model import STAFF, Op, RecordType, Scope
from graph_service.records import template
from tests.graph_service.back_and_forth.book import Book, actor, codes, fact, said


def test_one_cell_is_one_word_of_the_teams(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    report = book.bring()
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Nouveau nom"})]
    assert actor(graph, "N", Scope.PUBLIC).name == "Nouveau nom"
    assert report.counts["updated"]["actors"] == 1
    graph.undo(report.import_id or "")
    assert actor(graph, "N").name.startswith("Nom;")


EDITS = [
    ("sources", {"id": "nous--liste"}, {"licence": "odbl"}, {"licence": "odbl"}),
    (
        "actors",
        {"id": "N"},
        {"acronym": "NN", "aliases": "deux;trois", "latitude": 47.5, "start": "06/2021", "kind": "Université"},
        {"acronym": "NN", "aliases": ("deux", "trois"), "latitude": 47.5, "start": "2021-06", "kind": "universite"},
    ),
    ("actors", {"id": "V"}, {"territory": "D37"}, {"territory": "D37"}),
    (
        "projects",
        {"id": "Q"},
        {"size": 13, "budget": None, "themes": "habitat_logement"},
        {"size": 13, "budget": None, "themes": ("habitat_logement",)},
    ),
    ("participations", {"actor": "N", "project": "Q"}, {"start": "2020", "end": None}, {"start": "2020", "end": None}),
    ("partnerships", {"actor": "N", "partner": "TM"}, {"weight": 3}, {"weight": 3.0}),
    ("functions", {"id": "F"}, {"title": "Directrice"}, {"title": "Directrice"}),
    ("territories", {"code": "Z:x"}, {"name": "Autre lieu"}, {"name": "Autre lieu"}),
]
"""Of each sheet a row, cells typed into it, and the fields that they say."""
EMPTIED = [("actors", {"id": "N"}, {"aliases": None}, {"aliases": None})]


@pytest.mark.parametrize("edits", [EDITS, EMPTIED], ids=["every sheet", "a list emptied"])
def test_every_kind_of_cell(graph: Graph, tmp_path: Path, edits: list[Any]) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    for sheet, row, cells, _ in edits:
        book.edit(sheet, book.row(sheet, **row), **cells)
    words = [(Op.SET, template.SHEETS[sheet], fields) for sheet, _, _, fields in edits]
    assert sorted(said(graph, book.bring()), key=repr) == sorted(words, key=repr)
    assert said(graph, Book(graph, tmp_path / "b.xlsx").bring()) == []


def test_a_new_row_is_the_teams_and_gets_an_id(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.append("actors", name="Régie de quartier", kind="Association")
    book.append("actors", id="NEUF", name="Neuf", kind="association", visibility="public", source="nous--liste")
    book.append("participations", actor="NEUF", project="Q", role="porteur", visibility="public")
    report = book.bring()
    new = [f for f in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL) if f.name == "Régie de quartier"]
    assert [(f.source, f.visibility, f.id.startswith("regie-de-quartier-")) for f in new] == [
        (STAFF, Scope.INTERNAL, True)
    ]
    assert actor(graph, "NEUF", Scope.PUBLIC).source == STAFF
    assert [p["code"] for p in report.problems] == ["id_made", "source_of_own_row"]
    assert (report.counts["created"]["actors"], report.counts["created"]["participations"]) == (2, 1)


def test_a_new_row_without_an_id_is_told_which_it_got(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    row = book.append("actors", name="Régie", kind="Association")
    report = book.bring()
    assert codes(report) == [("Acteurs", row, "id", "id_made")]
    assert report.problems[0]["value"].startswith("regie-")


def test_a_copied_row_with_another_id_is_a_new_one(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, row = book.sheet("actors"), book.row("actors", id="N")
    page.append([cell.value for cell in page[row]])
    copy = page.max_row
    book.edit("actors", copy, id="N2", name="Nom bis")
    report = book.bring()
    assert ("Acteurs", copy, "", "copied_row") in codes(report)
    assert (actor(graph, "N").name[:3], actor(graph, "N2").name, actor(graph, "N2").source) == ("Nom", "Nom bis", STAFF)
    assert [op for op, *_ in said(graph, report)] == [Op.ROW]


def test_a_copied_participation_of_another_time_is_one_more(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, row = book.sheet("participations"), book.row("participations", actor="N", project="Q")
    page.append([cell.value for cell in page[row]])
    book.edit("participations", page.max_row, start="2025", end="2026")
    report = book.bring()
    held = [f for f in graph.store.incident(["N"], Scope.INTERNAL) if f.type is RecordType.PARTICIPATION]
    assert sorted((f.get("start"), f.get("end")) for f in held) == [("2021", "2022-03"), ("2025", "2026")]
    assert [p["code"] for p in report.problems] == ["copied_row"]


def test_a_copy_that_says_something_else_of_the_same_actor_is_not_chosen_for_the_person(
    graph: Graph, tmp_path: Path
) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, row = book.sheet("actors"), book.row("actors", id="N")
    page.append([cell.value for cell in page[row]])
    book.edit("actors", page.max_row, name="Autre nom")
    report = book.bring()
    assert [(p["code"], p["column"]) for p in report.problems] == [("edited_twice", "name")]
    assert said(graph, report) == []


def test_another_end_or_role_is_a_denial_and_a_new_row(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("participations", book.row("participations", actor="N", project="Q"), role="financeur", end="2023")
    report = book.bring()
    assert [op for op, *_ in said(graph, report)] == [Op.DENY, Op.ROW]
    held = [f for f in graph.store.incident(["N"], Scope.PUBLIC) if f.type is RecordType.PARTICIPATION]
    assert [(f.get("role"), f.get("start"), f.get("end"), f.source) for f in held] == [
        ("financeur", "2021", "2023", STAFF)
    ]
    again = Book(graph, tmp_path / "b.xlsx")
    again.edit("participations", again.row("participations", actor="N", project="Q"), role="porteur")
    again.bring()
    held = [f for f in graph.store.incident(["N"], Scope.PUBLIC) if f.type is RecordType.PARTICIPATION]
    assert [f.get("role") for f in held] == ["porteur"]


def test_visibility_is_narrowed_and_widened(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("actors", book.row("actors", id="N"), visibility="interne")
    book.edit("actors", book.row("actors", id="X"), visibility="public", name="Montré")
    book.bring()
    public = {f.id: f for f in graph.store.facts(RecordType.ACTOR, None, Scope.PUBLIC)}
    assert "N" not in public
    assert (public["X"].name, actor(graph, "X").name) == ("Montré", "Montré")
    again = Book(graph, tmp_path / "b.xlsx")
    again.edit("actors", again.row("actors", id="N"), visibility="partenaires")
    again.bring()
    assert actor(graph, "N", Scope.PARTNERS).visibility is Scope.PARTNERS
    assert not graph.store.facts(RecordType.ACTOR, ["N"], Scope.PUBLIC)
    assert said(graph, Book(graph, tmp_path / "c.xlsx").bring()) == []


def test_who_sees_a_fact_is_a_change_and_counted(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("actors", book.row("actors", id="N"), visibility="interne")
    assert book.bring(dry_run=True).counts["updated"]["actors"] == 1


def test_of_two_equal_grants_one_is_edited(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("fundings", book.row("fundings", funder="REG", recipient="N"), amount=6000)
    book.bring()
    grants = [f for f in graph.store.incident(["N"], Scope.INTERNAL) if f.type is RecordType.FUNDING]
    assert sorted((f.get("amount"), f.count) for f in grants) == [(5000.0, 1), (6000.0, 1)]


def test_a_grant_shown_to_more_readers_is_one_grant(graph: Graph, tmp_path: Path) -> None:
    graph.edit(
        [{"op": "add", "type": "funding", "fields": {"funder": "REG", "recipient": "V", "amount": 7, "year": 2024}}]
    )
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("fundings", book.row("fundings", funder="REG", recipient="V"), visibility="public")
    book.bring()
    for scope in Scope:
        grants = [f for f in graph.store.incident(["V"], scope) if f.type is RecordType.FUNDING]
        assert [(f.get("amount"), f.count) for f in grants] == [(7.0, 1)]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"name": None}, "missing_value"),
        ({"kind": "licorne"}, "unknown_kind_at_all"),
        ({"id": "M"}, "id_changed"),
        ({"maillage": "N/abc"}, "bad_mark"),
        ({"start": "2021", "end": "2019"}, "reversed_dates"),
    ],
)
def test_what_may_not_be_is_rejected_and_the_rest_is_taken(
    graph: Graph, tmp_path: Path, cells: dict[str, Any], code: str
) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    row = book.row("actors", id="N")
    book.edit("actors", row, acronym="AA", **cells)
    book.edit("actors", book.row("actors", id="V"), name="Vierzon")
    before = actor(graph, "N").body
    report = book.bring()
    assert [p["code"] for p in report.problems if p["row"] == row][:1] == [code.removesuffix("_at_all")]
    assert (actor(graph, "N").body, actor(graph, "V").name) == (before, "Vierzon")
    assert sum(file["rejected"] for file in report.files) == 1


def test_a_doubtful_cell_is_left_as_it_was(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("actors", book.row("actors", id="V"), siren="2,43E+13", acronym="VZ")
    report = book.bring()
    assert [p["severity"] for p in report.problems] == ["warning"]
    assert (actor(graph, "V").get("siren"), actor(graph, "V").get("acronym")) == ("211802798", "VZ")


def test_a_persons_address_is_refused_in_an_edit_too(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("projects", book.row("projects", id="Q"), description="voir marie.dupont@ville.example")
    with pytest.raises(InputError) as caught:
        book.bring()
    assert caught.value.code == "personal-data"


def test_a_source_that_is_left_out_or_renamed_stays(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.sheet("sources").delete_rows(book.row("sources", id="nous--liste"))
    row = book.row("actors", id="N")
    book.edit("actors", row, source="autre--source", visibility="tout le monde")
    report = book.bring(replace=True)
    assert said(graph, report) == []
    assert {p["code"] for p in report.problems} == {"source_stays", "visibility_stays"}
    assert fact(graph, RecordType.SOURCE, "nous--liste")


def test_an_end_before_the_start_that_stands_is_rejected(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    row = book.row("participations", actor="N", project="Q")
    book.edit("participations", row, end="2019")
    report = book.bring()
    assert codes(report) == [("Participations", row, "end", "reversed_dates")]
    assert said(graph, report) == []
