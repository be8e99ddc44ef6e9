"""A cell that cannot be read (an error of the spreadsheet's, a formula without its result) is told, and what was known
of it stays."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph_service.graph import Graph
from graph_service.graph.importing import ImportReport
from graph_service.model import Fact, RecordType, Scope
from graph_service.records import cells
from tests.graph_service.house import bodies, folder, new_graph
from tests.importers.packages import package, row, sheet, text, texts, written

ACTORS = """id,name,kind,acronym,siret,start,latitude,visibility
    A,Un,association,UN,21370261600011,2020,47.4,public
    B,Deux,association,DEUX,,,,public"""
PROJECTS = "id,title,kind,size,visibility\nP,Projet,operation,12,public"
PARTS = "actor,project,role,start,level,visibility\nA,P,porteur,2020,national,public"
FUNDINGS = "funder,recipient,amount,year,visibility\nA,P,5000,2023,public"
ALL = {"actors": ACTORS, "projects": PROJECTS, "participations": PARTS, "fundings": FUNDINGS}

EXCEL = ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "####"]
FRENCH = ["#NOM?", "#NOM ?", "#VALEUR!", "#NOMBRE!", "#NUL!", "#PROPAGATION!", "#N/D", " #N/A "]
LIBREOFFICE = ["Err:502", "Err :508", "#VALEUR\u202f!", "#DIV/0 !", "#MACRO?", "A;#N/A;B"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The store, for tests that show that nothing in it changes."""
    path = tmp_path_factory.mktemp("unread")
    graph = new_graph(path / "g.db", folder(path, "in", **ALL), source="Nous - Liste")
    yield graph
    graph.close()


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    graph = new_graph(tmp_path / "g.db", folder(tmp_path, "in", **ALL), source="Nous - Liste")
    yield graph
    graph.close()


def fact(graph: Graph, type_: RecordType, id_: str) -> Fact:
    (found,) = graph.store.facts(type_, [id_], Scope.INTERNAL)
    return found


def codes(report: ImportReport) -> list[tuple[int, str, str, str]]:
    return [(p["row"], p["column"], p["code"], p["severity"]) for p in report.problems]


def again(graph: Graph, tmp_path: Path, name: str, **sheets: str) -> ImportReport:
    """What its own source says once more."""
    return graph.import_files([folder(tmp_path, name, **sheets)], source="Nous - Liste")


@pytest.mark.parametrize("text", [*EXCEL, *FRENCH, *LIBREOFFICE])
def test_what_a_spreadsheet_shows_instead_of_a_value_is_known(text: str) -> None:
    assert cells.is_error(text)


@pytest.mark.parametrize("text", ["#1", "#metoo", "#OSONS!", "N/A", "Erreur", "# titre", "Err", "E", "", "##"])
def test_a_text_is_no_error(text: str) -> None:
    assert not cells.is_error(text)


@pytest.mark.parametrize("text", ["=VLOOKUP(A1;B:C;2)", "=SOMME(A1:A3)", "=A1", "=$B$2*2", "= Feuil1!A1", "=-A1"])
def test_a_formula_in_a_text_file_is_known(text: str) -> None:
    assert cells.is_formula(text)


@pytest.mark.parametrize("text", ["=1+1", "=", "= égal", "=> voir", "==", "a=b(c)"])
def test_an_equals_sign_makes_no_formula(text: str) -> None:
    assert not cells.is_formula(text)


@pytest.mark.parametrize("bad", ["#N/A", "#VALEUR!", "Err:502"])
def test_in_a_csv_the_value_stays_as_it_was(graph: Graph, tmp_path: Path, bad: str) -> None:
    before = bodies(graph)
    report = again(graph, tmp_path, "b", actors=ACTORS.replace(",UN,", f",{bad},").replace("47.4", bad))
    assert codes(report) == [(2, "acronym", "cell_error", "warning"), (2, "latitude", "cell_error", "warning")]
    assert bodies(graph) == before


def test_in_an_exported_csv_a_formula_without_its_result_is_no_value(kept: Graph, tmp_path: Path) -> None:
    before = bodies(kept)
    kept.export(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "a")
    file = tmp_path / "a" / "actors.csv"
    file.write_text(file.read_text("utf-8").replace(",UN,", ',"=RECHERCHEV(A2;B:C;2)",'), "utf-8")
    report = kept.import_files([tmp_path / "a"], replace=True)
    assert codes(report) == [(2, "acronym", "formula_text", "warning")]
    assert bodies(kept) == before


@pytest.mark.parametrize(
    ("sheet", "was", "column"),
    [
        ("actors", "Un", "name"),
        ("actors", "A,", "id"),
        ("participations", "2020", "start"),
        ("fundings", "5000", "amount"),
    ],
)
def test_a_cell_that_a_row_cannot_be_without_rejects_it(
    kept: Graph, tmp_path: Path, sheet: str, was: str, column: str
) -> None:
    before = bodies(kept)
    bad = "#REF!," if was.endswith(",") else "#REF!"
    head, first, *rest = ALL[sheet].split("\n")
    report = again(kept, tmp_path, "b", **{sheet: "\n".join([head, first.replace(was, bad, 1), *rest])})
    assert codes(report) == [(2, column, "cell_error", "error")]
    assert report.rejected == {"cell_error": 1}
    assert bodies(kept) == before


def test_a_crushed_number_does_not_empty_what_its_source_said_before(graph: Graph, tmp_path: Path) -> None:
    report = again(graph, tmp_path, "b", actors=ACTORS.replace("21370261600011", '"2,13E+13"'))
    assert [code for *_, code, _ in codes(report)] == ["crushed_number"]
    assert fact(graph, RecordType.ACTOR, "A").get("siret") == "21370261600011"


def error(place: str, value: str) -> str:
    return f'<c r="{place}" t="e"><v>{value}</v></c>'


UNREAD = {
    "error": lambda place: error(place, "#N/A"),
    "text of an error": lambda place: text(place, "#NOM?"),
    "formula without a result": lambda place: f'<c r="{place}"><f>A1</f></c>',
    "formula with an error": lambda place: f'<c r="{place}" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    "crushed number": lambda place: f'<c r="{place}"><v>12345678901234567</v></c>',
}


@pytest.mark.parametrize("how", UNREAD)
def test_in_a_workbook_the_value_stays_as_it_was(graph: Graph, tmp_path: Path, how: str) -> None:
    before = bodies(graph)
    head = texts(1, "id", "name", "kind", "acronym", "siret", "start", "latitude", "visibility")
    cells_ = [
        text(f"{c}2", t)
        for c, t in zip("ABCEFGH", ["A", "Un", "association", "21370261600011", "2020", "47.4", "public"], strict=True)
    ]
    cells_.insert(3, UNREAD[how]("D2"))
    book = package({"actors": sheet(head, row(2, *cells_))})
    report = graph.import_files([written(tmp_path / "b.xlsx", book)], source="Nous - Liste")
    ((at, column, _, severity),) = codes(report)
    assert (at, column, severity) == (2, "acronym", "warning")
    assert bodies(graph) == before


class Back:
    """An export whose cells are edited in a spreadsheet, and which comes back."""

    def __init__(self, graph: Graph, path: Path) -> None:
        self.graph, self.path = graph, path
        graph.export(path, lang="en")
        self.book = openpyxl.load_workbook(path)

    def edit(self, sheet: str, row: int, column: str, value: Any, type_: str = "") -> None:
        page = self.book[sheet]
        at = next(c.column for c in page[1] if str(c.value).removesuffix(" *") == column)
        page.cell(row, at).value = value
        if type_:
            page.cell(row, at).data_type = type_

    def bring(self, **options: Any) -> ImportReport:
        self.book.save(self.path)
        return self.graph.import_files([self.path], **options)


@pytest.mark.parametrize(
    ("sheet", "column", "rejects", "value", "type_"),
    [
        ("Actors", "Acronym", False, "#N/A", "e"),
        ("Actors", "Acronym", False, "=1/0", "f"),
        ("Actors", "Latitude", False, "#REF!", "e"),
        ("Actors", "Visibility", False, "#NOM ?", "s"),
        ("Actors", "Name", True, "#NAME?", "e"),
        ("Actors", "Identifier", True, "=1/0", "f"),
        ("Participations", "Start", False, "#DIV/0!", "e"),
        ("Participations", "Actor", True, "#VALEUR!", "s"),
        ("Fundings", "Amount", False, "=A1", "f"),
        ("Fundings", "Recipient", True, "#REF!", "e"),
    ],
)
def test_in_an_own_export_the_record_stays_as_it_was(
    kept: Graph, tmp_path: Path, sheet: str, column: str, rejects: bool, value: str, type_: str
) -> None:
    before, back = bodies(kept), Back(kept, tmp_path / "a.xlsx")
    back.edit(sheet, 2, column, value, type_)
    report = back.bring(replace=True)
    assert bodies(kept) == before
    assert [(p["row"], p["severity"]) for p in report.problems] == [(2, "error" if rejects else "warning")]
    assert sum(report.rejected.values()) == rejects


def test_merged_cells_empty_nothing_in_an_own_export(kept: Graph, tmp_path: Path) -> None:
    before, back = bodies(kept), Back(kept, tmp_path / "a.xlsx")
    page = back.book["Actors"]
    at = next(c.coordinate.rstrip("1") for c in page[1] if c.value == "Acronym")
    page.merge_cells(f"{at}2:{at}3")
    report = back.bring(replace=True)
    assert {p["code"] for p in report.problems} == {"merged_cells"}
    assert bodies(kept) == before


def test_what_else_was_edited_in_its_row_is_taken(graph: Graph, tmp_path: Path) -> None:
    back = Back(graph, tmp_path / "a.xlsx")
    back.edit("Actors", 2, "Acronym", "#N/A", "e")
    back.edit("Actors", 2, "Name", "Un autre")
    back.bring()
    held = fact(graph, RecordType.ACTOR, "A")
    assert (held.get("name"), held.get("acronym")) == ("Un autre", "UN")
