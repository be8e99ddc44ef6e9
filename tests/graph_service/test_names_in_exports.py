"""Names typed into an exported workbook, in rows that are added and in cells that are edited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.graph import Graph
from graph_service.model import RecordType, Scope
from tests.graph_service.back_and_forth.book import Book, codes, said
from tests.graph_service.house import folder, new_graph

BASE = {
    "actors": """id,name,kind
        TOURS,Ville de Tours,commune
        UT,Université de Tours,universite
        UO,Université d'Orléans,universite""",
    "projects": "id,title,kind,succeeds\nP,Contrat de Tours,contrat_de_ville,\nR,Recherche,operation,P",
    "participations": "actor,project,role\nUT,P,porteur\nUO,R,partenaire",
}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with new_graph(tmp_path / "g.db") as graph:
        graph.import_files([folder(tmp_path, "base", **BASE)], source="B - B", visibility="public")
        yield graph


@pytest.fixture
def book(graph: Graph, tmp_path: Path) -> Book:
    return Book(graph, tmp_path / "out.xlsx")


def taking_part(graph: Graph) -> list[tuple[object, ...]]:
    found = graph.store.facts(RecordType.PARTICIPATION, None, Scope.INTERNAL)
    return sorted((fact.get("actor"), fact.get("project"), fact.get("role")) for fact in found)


def test_an_added_row_may_name_its_ends_those_too_that_are_added_beside_it(graph: Graph, book: Book) -> None:
    book.append("actors", id="N", name="Régie du Sanitas", kind="association")
    book.append("participations", actor="Régie du Sanitas", project="Contrat de Tours", role="signataire")
    for _ in range(2):
        report = book.bring(replace=True)
        assert codes(report) == []
        assert taking_part(graph) == [("N", "P", "signataire"), ("UO", "R", "partenaire"), ("UT", "P", "porteur")]


def test_an_added_row_that_names_what_was_denied_says_that_it_is_so_after_all(graph: Graph, book: Book) -> None:
    facts = graph.store.facts(RecordType.PARTICIPATION, None, Scope.INTERNAL)
    denied = next(fact for fact in facts if fact.get("actor") == "UT")
    graph.edit([{"op": "deny", "ids": [denied.id]}])
    book.sheet("participations").delete_rows(book.row("participations", actor="UT"))
    book.append("participations", actor="Université de Tours", project="P", role="porteur")
    book.bring()
    assert ("UT", "P", "porteur") in taking_part(graph)


def test_an_edited_cell_may_name_an_end(graph: Graph, book: Book) -> None:
    book.edit("participations", book.row("participations", actor="UO"), actor="Ville de Tours")
    assert codes(book.bring()) == []
    assert taking_part(graph) == [("TOURS", "R", "partenaire"), ("UT", "P", "porteur")]


def test_the_name_of_what_a_cell_held_is_no_edit(graph: Graph, book: Book) -> None:
    book.edit("participations", book.row("participations", actor="UO"), actor="Université d'Orléans")
    book.edit("projects", book.row("projects", id="R"), succeeds="Contrat de Tours")
    report = book.bring()
    assert (codes(report), said(graph, report)) == ([], [])


def test_an_edited_cell_of_a_list_may_hold_names(graph: Graph, book: Book) -> None:
    book.edit("actors", book.row("actors", id="UT"), succeeds="Université d'Orléans; Ville de Tours")
    assert codes(book.bring()) == []
    (fact,) = graph.store.facts(RecordType.ACTOR, ["UT"], Scope.INTERNAL)
    assert fact.get("succeeds") == ("UO", "TOURS")


def test_an_ambiguous_name_in_an_edited_or_an_added_row_is_told_and_removes_nothing(graph: Graph, book: Book) -> None:
    graph.edit([{"op": "add", "type": "actor", "fields": {"id": "T2", "name": "Ville de Tours", "kind": "commune"}}])
    edited = book.row("participations", actor="UO")
    # What the public sees makes no edit ambiguous; what the team adds is the team's.
    book.edit("participations", edited, actor="Ville de Tours")
    added = book.append("participations", actor="Ville de Tours", project="P", role="signataire")
    report = book.bring(replace=True)
    assert [(row, column, code) for _, row, column, code in codes(report) if column == "actor"] == [
        (added, "actor", "ambiguous_name")
    ]
    assert taking_part(graph) == [("TOURS", "R", "partenaire"), ("UT", "P", "porteur")]


def test_an_edited_cell_that_names_nothing_proposes_the_nearest_name(graph: Graph, book: Book) -> None:
    book.edit("participations", book.row("participations", actor="UO"), actor="Vile de Tours")
    report = book.bring()
    assert [code for *_, code in codes(report)] == ["unknown_end"]
    assert "Ville de Tours [TOURS]" in str(report.problems[0]["message"])
