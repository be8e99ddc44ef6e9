"""Sums of money are read as their column writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.model import RecordType
from importers.sums import Signs, read_sum, unit_of
from tests.importers.preparing import codes, of, run, table

F = RecordType.FUNDING


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["1.234.567,89", "12.500"], (".", "")),
        (["1.234,50", "12.500"], (".", "")),
        (["12.500", "980,50"], (".", "")),
        (["12.500", "12.5"], ("", "")),
        (["1.234", "1234.567"], ("", "")),
        (["1.234", "0.500"], ("", "")),
        (["1.234", "800"], (".", "1.234")),
        (["1.234.567", "2.345", "0.5"], (".", "2.345")),
        (["1,200", "300"], (",", "1,200")),
        (["1,200", "1,200.50"], (",", "")),
        (["1,234,567", "2.345"], ("", "")),
        (["1 234,50", "980"], ("", "")),
        (["12,5", "1,250"], ("", "")),
        (["1.234 €", "12.500 € TTC", "980,00 €"], (".", "")),
    ],
)
def test_a_column_tells_which_sign_stands_between_thousands(cells: list[str], found: tuple[str, str]) -> None:
    signs = Signs()
    for cell in cells:
        signs.add(cell)
    assert signs.found == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12 k€", "12000"),
        ("12k€", "12000"),
        ("12 K€", "12000"),
        ("12,5 k€", "12500"),
        ("12 keuros", "12000"),
        ("12 k", "12000"),
        ("12 milliers d’euros", "12000"),
        ("1,2 M€", "1200000"),
        ("1,2 millions d'euros", "1200000"),
        ("3 M", "3000000"),
        ("2 Md€", "2000000000"),
        ("50 000 euros", "50000"),
        ("26 956,00", "26956,00"),
        ("1.234.567,89", "1234567.89"),
        ("£1,200,000", "1200000"),
        ("1 500 € HT", "1500"),
        ("environ 12", "environ 12"),
        ("12 mois", "12 mois"),
        ("", ""),
    ],
)
def test_a_sum_is_read_with_the_unit_that_its_cell_names(text: str, number: str) -> None:
    assert read_sum(text) == number


@pytest.mark.parametrize(
    ("header", "times"),
    [
        ("Montant (k€)", 1000),
        ("Montant en K€", 1000),
        ("Montant (en milliers d'euros)", 1000),
        ("Montants en milliers d’euros", 1000),
        ("Budget M€", 1_000_000),
        ("en millions d'euros", 1_000_000),
        ("Amount (€k)", 1000),
        ("in thousands of euros", 1000),
        ("Coût (Md€)", 1_000_000_000),
        ("Montant (€)", 1),
        ("Montant", 0),
        ("3 millions d'euros pour les associations", 1),
        ("1,2 M€ de subventions, en milliers d'euros", 1000),
        ("Aide 2023 k€", 1000),
        ("Nombre de milliers de visiteurs", 0),
    ],
)
def test_a_header_says_the_unit_of_its_sums(header: str, times: int) -> None:
    assert unit_of(header) == times


MAPPING = """
id: aides
label_fr: Aides
label_en: Grants
files:
  - columns: [Nom]
    source: {{producer: Ville, title: Aides}}
    records:
      - type: funding
        fields:
          funder: {{constant: "x:ville"}}
          recipient: {{column: Nom, prefix: "x:"}}
          amount: {{column: "{column}", as: amount{more}}}
"""


def amounts(folder: Path, column: str, *cells: str, more: str = "") -> list[object]:
    (folder / "m.yaml").write_text(MAPPING.format(column=column, more=more), "utf-8")
    path = table(folder, "aides", f"Nom;{column}", *(f"N{n};{cell}" for n, cell in enumerate(cells)))
    prepared = run(path, mapping=str(folder / "m.yaml"))
    assert prepared.files[0]["accepted"] == len(cells)
    told = [code for _, row, at, code in codes(prepared) if (row, at) == (1, column)]
    return [*(s.fields["amount"] for s in of(prepared, F)), *told]


def test_every_mapping_reads_thousands_with_a_point_by_the_whole_column(tmp_path: Path) -> None:
    assert amounts(tmp_path, "Montant", "1.234", "12.500", "1.234.567,89") == [1234, 12500, 1234567.89]
    assert amounts(tmp_path, "Montant", "1.234", "12.5") == [1.234, 12.5]
    assert amounts(tmp_path, "Montant", "1.234", "800") == [1234, 800, "doubtful_sums"]
    assert amounts(tmp_path, "Montant", "1.234", "800", more=", decimal: '.'") == [1.234, 800]


def test_every_mapping_reads_the_unit_of_a_header_unless_a_cell_names_its_own(tmp_path: Path) -> None:
    assert amounts(tmp_path, "Montant (k€)", "12", "1,5", "800 €", "2 M€") == [12000, 1500, 800, 2_000_000]
    assert amounts(tmp_path, "Montant", "12", "800 €", more=", times: 1000") == [12000, 800]


@pytest.mark.parametrize(
    ("text", "times", "found"),
    [
        ("1,234 M€", 1, "1234000"),
        ("1.234 M€", 1, "1234000"),
        ("2.345", 1_000_000, "2345000"),
        ("12,500 k€", 1, "12500"),
        ("1.234.567 k€", 1, "1234567000"),
        ("1.234 €", 1_000, "1234"),
    ],
)
def test_of_thousands_and_millions_three_digits_behind_a_sign_are_decimals(text: str, times: int, found: str) -> None:
    assert read_sum(text, ".", times) == found
    assert read_sum(text, ",", times) == found or text == "1.234 €"


def test_a_column_in_millions_is_read_with_decimals(tmp_path: Path) -> None:
    assert amounts(tmp_path, "Montant (M€)", "1,234", "2,345", "10,125") == [1_234_000, 2_345_000, 10_125_000]
