"""A table as a workbook: typed cells, a sheet that says what they are, and nothing that runs."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph_service.errors import TooLarge
from graph_service.messages import Label, m, say
from graph_service.model import Scope
from graph_service.queries.base import ReachingAnswer
from graph_service.queries.table import Column
from graph_service.records import spreadsheet
from tests.office import saved
from tests.visualisations.writers.sheet import HOSTILE_TEXTS, ROWS, SOURCES, answer, faces, table, texts
from visualisations.writers import Faces
from visualisations.writers.xlsx import write


def book(found: Faces) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write(found)))


def sheet(found: Faces) -> Any:
    return book(found).worksheets[0]


def about(found: Faces) -> list[tuple[str, str]]:
    return list(book(found).worksheets[1].iter_rows(values_only=True))


def test_numbers_are_numbers_shares_per_cents_days_days_and_ids_texts() -> None:
    page = sheet(faces(table(*ROWS)))
    kinds = [(str(cell.value), cell.data_type, cell.number_format) for cell in page[2]]
    assert kinds == [
        ("01001", "s", "@"),
        ("Ville de Tours", "s", "@"),
        ("3", "n", "General"),
        ("12500.5", "n", "#,##0.00"),
        ("0.1656", "n", "[<0.0095]0.00%;0.0%"),
        ("2024-03-15 00:00:00", "d", "dd/mm/yyyy"),
        ("oui", "s", "@"),
    ]
    assert [cell.value for cell in page[3]] == ["13002526500013", "Région", 12, 1250000.25, 0.0033, "06/2023", "non"]
    assert [cell.value for cell in page[4]][2:] == [None] * 5


def test_an_english_workbook_has_english_days_and_words() -> None:
    page = sheet(faces(table(*ROWS), lang="en"))
    assert [cell.value for cell in page[1]][:2] == ["Id", "Name"]
    assert page["F2"].number_format == "yyyy-mm-dd"
    assert (page["F3"].value, page["G2"].value) == ("06/2023", "yes")


def test_the_headings_stay_in_sight_filter_and_are_on_each_page_of_paper() -> None:
    page = sheet(faces(table(*ROWS)))
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:G4"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight, page.page_setup.paperSize) == (1, 0, 9)


def test_a_column_is_as_wide_as_its_longest_text_within_bounds() -> None:
    widths = sheet(faces(table(("1", "a" * 500, 1, 1, 0, None, True)))).column_dimensions
    assert widths["B"].width == 60
    assert 8 <= widths["A"].width < 20


def test_a_row_is_as_high_as_its_longest_text_needs_up_to_ten_lines() -> None:
    heights = sheet(faces(texts("short", "word " * 40, "word " * 2_000))).row_dimensions
    assert [heights[row].height for row in (2, 3, 4)] == [None, 60, 150]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_stays_a_text_also_after_somebody_edits_it(text: str) -> None:
    cell = sheet(faces(texts(text)))["A2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert cell.quotePrefix == (text.lstrip("'")[:1] in tuple("=+-@\t\r"))
    odd = str.maketrans({"\ud83d": "\ufffd"})
    # What XML cannot hold stands in the file as spreadsheets write it, and comes back.
    assert spreadsheet.unescape(cell.value).replace("\r\n", "\n") == text.translate(odd).replace("\0", "").replace(
        "\r\n", "\n"
    )


def test_no_cell_of_the_unpacked_file_is_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(write(faces(texts(*HOSTILE_TEXTS), asked=[("=1", "=1+1")])))) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name)
            assert b'Target="http' not in package.read(name)


def test_what_is_computed_is_a_number_however_many_digits_it_has() -> None:
    row = ("1", "x", 3, 1.684877344877345, 0.6275435070030421, None, None)
    page = sheet(faces(table(row)))
    assert [cell.data_type for cell in page[2]][2:5] == ["n", "n", "n"]
    assert page["E2"].value == pytest.approx(0.6275435070030421)


def test_an_integer_with_more_digits_than_a_spreadsheet_keeps_and_what_is_no_number_are_texts() -> None:
    row = ("1", "x", 12345678901234567890, float("nan"), float("inf"), None, None)
    assert [cell.value for cell in sheet(faces(table(row)))[2]][2:5] == ["12345678901234567890", "nan", "inf"]


@pytest.mark.parametrize(("day", "kept"), [(date(1850, 1, 1), "01/01/1850"), (date(1900, 3, 1), "1900-03-01 00:00:00")])
def test_a_day_that_a_spreadsheet_does_not_have_is_a_text(day: date, kept: str) -> None:
    assert str(sheet(faces(table(("1", "x", 1, 1, 1, day, None))))["F2"].value) == kept


def test_years_have_no_thousands_apart_and_large_counts_have() -> None:
    columns = (Column("y", Label("Année", "Year"), "integer"), Column("n", Label("Nombre", "Number"), "integer"))
    page = sheet(faces(table((2024, 12), (1998, 12_000), columns=columns)))
    assert (page["A2"].number_format, page["B2"].number_format) == ("General", "#,##0")


def test_a_text_that_no_cell_holds_is_cut_and_the_second_sheet_says_so() -> None:
    found = faces(texts("é" * 40_000, "𝄞" * 20_000, "short"))
    page = sheet(found)
    assert [len(page[f"A{row}"].value.encode("utf-16-le")) // 2 for row in (2, 3)] == [32_767, 32_767]
    assert page["A2"].value.endswith("…")
    assert [text for label, text in about(found) if label == "Laissé de côté"] == [
        "2 textes dépassaient ce que contient une case (32\u202f767 signes)\u202f: ils sont coupés. "
        "Le fichier .csv les a en entier."
    ]


def test_the_second_sheet_says_what_the_table_is() -> None:
    partly = ReachingAnswer(**answer(scope=Scope.INTERNAL).model_dump(), left_out=m("map-caveat"), complete=False)
    found = faces(table(*ROWS, total=63), fictional=True, answer=partly)
    assert book(found).sheetnames == ["Tableau", "À propos"]
    assert about(found) == [
        ("Réponse", "Ville de Tours"),
        ("Question", "La fiche d’un acteur\u202f: partenaires, projets, sources"),
        ("Rôle", "porteur"),
        ("Diffusion", "Vu par l’équipe seule\u202f: ne pas diffuser."),
        ("État", "Situation au 01/01/2026, révision 7."),
        ("Lignes", "3 lignes sur 63"),
        ("Attention", "Les relations montrées sont inventées."),
        ("Laissé de côté", "Absent des données ne veut pas dire absent du terrain."),
        ("Sources", "Insee – Sirene – màj 01/01/2025 – Licence Ouverte 2.0"),
        ("Maillage", "Fait avec Maillage"),
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("scope", list(Scope))
def test_the_second_sheet_says_who_may_see_it(scope: Scope, lang: str) -> None:
    found = about(faces(table(*ROWS), says={"scope": scope}, lang=lang))
    told = {"public": "dif|passed", "partners": "publi", "internal": "ne pas diffuser|do not pass"}[scope.value]
    assert any(word in text for word in told.split("|") for _, text in found)


def test_a_table_with_more_rows_than_a_sheet_is_refused_with_what_to_do() -> None:
    rows = (("x",),) * spreadsheet.MAX_ROWS
    with pytest.raises(TooLarge) as refused:
        write(faces(table(*rows, columns=texts("x").columns)))
    assert "1\u202f048\u202f575" in say(refused.value.message, "fr")
    assert ".csv" in say(refused.value.message, "fr")


def test_nobody_is_named_as_author_and_the_title_is_the_answers() -> None:
    properties = book(faces(table(*ROWS))).properties
    assert (properties.creator, properties.title, properties.lastModifiedBy) == ("Maillage", "Ville de Tours", None)
    assert str(properties.created) == "1980-01-01 00:00:00"


@pytest.mark.needs("libreoffice")
def test_libreoffice_shows_it_as_it_was_meant(tmp_path: Path) -> None:
    named = [("plain", "fr"), ("hostile", "en")]
    files = []
    for name, lang in named:
        rows = ROWS if name == "plain" else tuple(("id", text, 1, 1.5, 0.5, None, True) for text in HOSTILE_TEXTS)
        files.append(tmp_path / f"{name}-{lang}.xlsx")
        files[-1].write_bytes(write(faces(table(*rows), lang=lang)))
    for (name, lang), file in zip(named, saved(*files, to=tmp_path / "saved"), strict=True):
        opened = openpyxl.load_workbook(file)
        assert opened.sheetnames == (["Tableau", "À propos"] if lang == "fr" else ["Table", "About"])
        page = opened.worksheets[0]
        assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        assert page.max_row == 1 + (len(ROWS) if name == "plain" else len(HOSTILE_TEXTS))
        if name == "plain":
            assert [page.cell(2, at).value for at in (1, 3, 5)] == ["01001", 3, 0.1656]
            assert str(page["F2"].value) == "2024-03-15 00:00:00"
            assert page["E2"].number_format.endswith("%")
        else:
            assert page.cell(2, 2).value == HOSTILE_TEXTS[0]


def test_sources_of_the_answer_are_all_named() -> None:
    told = [text for label, text in about(faces(table(*ROWS))) if label == "Sources"]
    assert len(told) == len(SOURCES)
