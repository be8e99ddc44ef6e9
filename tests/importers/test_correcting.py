"""A copy to correct holds every row where it stood, explains each cell at fault, leaves persons out, and comes back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from graph_service import open_graph
from graph_service.graph import Graph
from importers.mapping import load, saved
from tests.importers.preparing import table

ACTORS = [
    "id,name,kind,siren,Téléphone,commentaire",
    "A,Alpha,association,123,06 11 22 33 44,bien",
    "B,Beta,inconnue,,06 11 22 33 45,",
    '"C",=1+1,association,22490001900015,,',
]


@pytest.fixture
def graph(tmp_path: Path) -> Any:
    with open_graph(f"sqlite:///{tmp_path}/s.db", create=True) as found:
        yield found


def copy(graph: Graph, *paths: Path, **options: Any) -> tuple[Any, bytes]:
    report = graph.import_files(paths, **options)
    data = graph.corrected_copy(paths, report.problems, "fr", **options)
    return load_workbook(BytesIO(data)), data


def test_each_cell_at_fault_explains_itself_where_it_stood(tmp_path: Path, graph: Graph) -> None:
    book, _ = copy(graph, table(tmp_path, "actors", *ACTORS))
    page = book["actors"]
    assert [cell.value for cell in page[1]] == ["id", "name", "kind", "siren", "commentaire"]
    assert "SIREN" in page["D2"].comment.text
    assert "inconnue" in page["C3"].comment.text
    assert page["C3"].fill.fgColor.rgb != page["D2"].fill.fgColor.rgb
    assert "Téléphone" in page["A1"].comment.text


def test_a_text_stays_a_text_and_a_long_number_stays_whole(tmp_path: Path, graph: Graph) -> None:
    book, _ = copy(graph, table(tmp_path, "actors", *ACTORS))
    page = book["actors"]
    assert (page["B4"].value, page["B4"].data_type) == ("=1+1", "s")
    assert page["D4"].value == "22490001900015"


def test_no_telephone_number_is_in_the_copy(tmp_path: Path, graph: Graph) -> None:
    _, data = copy(graph, table(tmp_path, "actors", *ACTORS))
    book = load_workbook(BytesIO(data))
    assert not [cell for page in book for row in page for cell in row if "06 11" in str(cell.value)]


def test_the_copy_comes_back_once_it_is_corrected(tmp_path: Path, graph: Graph) -> None:
    book, _ = copy(graph, table(tmp_path, "actors", *ACTORS))
    book["actors"]["C3"].value = "association"
    book.save(tmp_path / "corrected.xlsx")
    report = graph.import_files([tmp_path / "corrected.xlsx"])
    assert (report.files[0]["accepted"], report.files[0]["rejected"]) == (3, 0)


def test_of_a_mapped_file_the_comment_stands_under_the_column_that_the_field_is_read_from(
    tmp_path: Path, graph: Graph
) -> None:
    text = """
id: dons
label_fr: Dons
label_en: Gifts
files:
  - columns: [Donneur, Somme]
    source: {producer: Ville, title: Dons}
    records:
      - type: actor
        fields: {id: {column: Donneur, prefix: "d:"}, name: {column: Donneur}, kind: {constant: association}}
      - type: funding
        fields:
          funder: {column: Donneur, prefix: "d:"}
          recipient: {column: Donneur, prefix: "d:"}
          amount: {column: Somme, as: amount}
"""
    saved.keep(graph.store, load("dons.yaml", text))
    file = table(tmp_path, "dons", "Registre des dons;", "Donneur;Somme", "Alpha;NC", "Beta;10")
    book, _ = copy(graph, file)
    page = book["dons"]
    assert page["A2"].value == "Donneur"
    assert "NC" in page["B3"].comment.text
    assert page["B4"].comment is None


MIXED = """
id: aides
label_fr: Aides
label_en: Aids
files:
  - columns: [Financeur, Commune]
    source: {producer: Ville de Gien, title: Aides}
    records:
      - type: actor
        fields: {id: {slug: [Financeur], prefix: "nom:"}, name: {column: Financeur}, kind: {constant: commune}}
"""


@pytest.mark.parametrize("header", ["Bénéficiaire", "Nom", "Organisme", "actor", "Partenaire", "Précisions"])
def test_a_column_of_persons_among_bodies_is_left_out_under_a_header_of_the_template_too(
    tmp_path: Path, graph: Graph, header: str
) -> None:
    saved.keep(graph.store, load("aides.yaml", MIXED))
    file = table(
        tmp_path,
        "aides",
        f"{header};Commune;Montant;Financeur",
        "Foyer rural de Gien;Gien;100;Ville de Gien",
        "Mme DUPONT Claire;Gien;50;Ville de Gien",
        "M. Paul GRAND;Gien;60;Ville de Gien",
        "MARTIN Luc;Gien;70;Ville de Gien",
        "Radio Loire;Tours;80;Ville de Gien",
    )
    report = graph.import_files([file])
    assert header in {p["column"] for p in report.problems if p["code"] == "personal_column"}
    book, _ = copy(graph, file)
    texts = [str(cell.value) for row in book["aides"] for cell in row if cell.value]
    assert "Commune" in texts
    assert header not in texts
    assert not [text for text in texts if "DUPONT" in text or "GRAND" in text or "MARTIN" in text]


def test_what_the_report_calls_persons_by_its_first_rows_is_left_out_of_a_long_file(
    tmp_path: Path, graph: Graph
) -> None:
    saved.keep(graph.store, load("aides.yaml", MIXED))
    persons = [f"Mme DUPONT Claire;Gien;{n};Ville de Gien" for n in range(150)]
    bodies = [f"Radio Loire {n};Gien;{n};Ville de Gien" for n in range(3000)]
    file = table(tmp_path, "aides", "Bénéficiaire;Commune;Montant;Financeur", *persons, *bodies)
    report = graph.import_files([file])
    assert "Bénéficiaire" in {p["column"] for p in report.problems if p["code"] == "personal_column"}
    book, _ = copy(graph, file)
    assert not [cell for row in book["aides"] for cell in row if "DUPONT" in str(cell.value)]


def test_a_sheet_that_is_not_read_shows_no_persons_under_a_header_of_the_template(tmp_path: Path, graph: Graph) -> None:
    book = Workbook()
    book.active.title = "actors"
    other = book.create_sheet("Bureau")
    for row in (["id", "name", "kind"], ["A", "Alpha", "association"]):
        book.active.append(row)
    for row in (["Nom", "Commune"], ["Mme DUPONT Claire", "Gien"], ["M. Paul GRAND", "Gien"], ["MARTIN Luc", "Gien"]):
        other.append(row)
    book.save(tmp_path / "suivi.xlsx")
    found, _ = copy(graph, tmp_path / "suivi.xlsx")
    assert [[cell.value for cell in row] for row in found["Bureau"]] == [["Commune"], ["Gien"], ["Gien"], ["Gien"]]
    assert found["actors"]["B2"].value == "Alpha"
