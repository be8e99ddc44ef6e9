"""A table as CSV: opened by a double click in a spreadsheet of the reader's language, and read by our own import."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.records import cells
from importers.readers import read
from tests.visualisations.writers.sheet import HOSTILE_TEXTS, ROWS, faces, table, texts
from visualisations.writers import of_extension
from visualisations.writers.csv import write

FRENCH = [
    ["Identifiant", "Nom", "Projets communs", "Montant", "Force", "Depuis", "En cours"],
    ["01001", "Ville de Tours", "3", "12500,5", "0,1656", "15/03/2024", "oui"],
    ["13002526500013", "Région", "12", "1250000,25", "0,0033", "06/2023", "non"],
    ["REG", '\'=HYPERLINK("http://evil.example")', "", "", "", "", ""],
]
ENGLISH = [
    ["Id", "Name", "Shared projects", "Amount", "Strength", "Since", "Running"],
    ["01001", "Ville de Tours", "3", "12500.5", "0.1656", "2024-03-15", "yes"],
    ["13002526500013", "Region", "12", "1250000.25", "0.0033", "06/2023", "no"],
]


def as_imported(data: bytes, folder: Path) -> list[list[str]]:
    """The file as our own import reads it: its header, then its rows."""
    file = folder / "table.csv"
    file.write_bytes(data)
    (sheet,) = read(file)
    return [list(sheet.header), *(list(texts) for _, texts in sheet.rows())]


def test_a_french_file_has_semicolons_decimal_commas_and_french_days(tmp_path: Path) -> None:
    data = write(faces(table(*ROWS)))
    assert data.startswith("\ufeffIdentifiant;Nom;".encode())
    assert as_imported(data, tmp_path) == FRENCH


def test_an_english_file_has_commas_points_and_iso_days(tmp_path: Path) -> None:
    data = write(faces(table(*ROWS), lang="en"))
    assert data.startswith("\ufeffId,Name,".encode())
    assert as_imported(data, tmp_path)[:3] == ENGLISH


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_import_reads_the_values_that_were_written(tmp_path: Path, lang: str) -> None:
    _, first, second, third = as_imported(write(faces(table(*ROWS), lang=lang)), tmp_path)
    assert [cells.number(text) for text in first[2:5]] == [3, 12500.5, 0.1656]
    assert (cells.date(first[5]), cells.date(second[5])) == ("2024-03-15", "2023-06")
    assert (cells.flag(first[6]), cells.flag(second[6])) == (True, False)
    assert cells.unescape(third[1]) == '=HYPERLINK("http://evil.example")'


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_stays_the_text_of_one_cell_that_no_spreadsheet_runs(tmp_path: Path, text: str) -> None:
    (_, [kept, after]) = as_imported(write(faces(table((text, "after"), columns=_two()))), tmp_path)
    assert after == "after"
    assert kept[:1] not in tuple("=+-@\t\r")
    odd = str.maketrans({"\0": "\ufffd", "\ud83d": "\ufffd"})
    assert cells.unescape(kept) == text.translate(odd)


def _two() -> tuple:  # type: ignore[type-arg]
    (only,) = texts("x").columns
    return (only, only)


@pytest.mark.parametrize(
    ("value", "said"),
    [(1e-05, "0,00001"), (-2.5, "-2,5"), (0.1 + 0.2, "0,30000000000000004"), (10**20, "1" + 20 * "0"), (0.0, "0")],
)
def test_a_number_keeps_its_digits_and_has_no_exponent(tmp_path: Path, value: float, said: str) -> None:
    row = ("a", "b", None, value, None, None, None)
    assert as_imported(write(faces(table(row))), tmp_path)[1][3] == said


def test_a_table_without_rows_has_its_headings() -> None:
    assert write(faces(table())).decode("utf-8-sig") == f"{';'.join(FRENCH[0])}\r\n"


def test_a_file_that_ends_in_csv_is_the_table() -> None:
    writer = of_extension("csv")
    assert writer
    assert writer.name == "table.csv"
