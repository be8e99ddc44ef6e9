"""Sums of money in a table that nobody knows: who pays them, in which unit, and how their thousands are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.messages import LANGS, Lang, say
from graph_service.model import RecordType
from importers.batch import Prepared
from importers.proposing import Choices, Proposal, as_yaml, meant_by, propose, seen
from importers.readers import read
from importers.trying import tried
from tests.importers.preparing import codes, of, run, table

A, F = RecordType.ACTOR, RecordType.FUNDING


def proposed(path: Path, **choices: object) -> Proposal:
    (sheet,) = read(path)
    return propose(seen(sheet), Choices(**choices))  # type: ignore[arg-type]


def imported(path: Path, **choices: object) -> Prepared:
    """What the file says, read by the mapping that is proposed for it and written as YAML."""
    kept = path.parent / "proposed.yaml"
    kept.write_text(as_yaml(proposed(path, **choices), "fr"), "utf-8")
    return run(path, mapping=str(kept))


def told(found: Proposal, lang: Lang = "fr") -> list[str]:
    assert all(say(message, lang) for message in found.told for lang in LANGS)
    return [say(message, lang) for message in found.told]


MEMBERS = ("Club de Vienne;Blois;50", "Foyer rural;Gien;30", "Amicale du Foix;Blois;30", "MJC;Tours;120")


@pytest.mark.parametrize(
    "fee", ["Cotisation", "Cotisation 2024 (€)", "Montant de la cotisation", "Adhésion versée", "Membership fee"]
)
def test_a_fee_is_no_grant_to_the_member_who_pays_it(tmp_path: Path, fee: str) -> None:
    path = table(tmp_path, "adherents", f"Adhérent;Commune;{fee}", *MEMBERS)
    found = proposed(path)
    assert found.about == "actors"
    assert [one.meant.key for one in found.columns][:2] == ["org_name", "place_name"]
    assert "funder" not in [one.name for one in found.missing]
    prepared = imported(path, funder="Ville de Blois")
    assert (len(of(prepared, A)), of(prepared, F)) == (4, [])
    if found.columns[2].meant.meaning == "amount":
        assert fee in told(found)[0]


def test_a_grant_beside_a_fee_is_one(tmp_path: Path) -> None:
    rows = [f"{row};{n}000" for n, row in enumerate(MEMBERS, 1)]
    path = table(tmp_path, "adherents", "Association;Commune;Cotisation;Subvention votée", *rows)
    prepared = imported(path, funder="Ville de Blois")
    assert [s.fields["amount"] for s in of(prepared, F)] == [1000, 2000, 3000, 4000]


def test_a_sum_that_a_person_calls_a_payment_is_one(tmp_path: Path) -> None:
    path = table(tmp_path, "adherents", "Adhérent;Commune;Cotisation", *MEMBERS)
    prepared = imported(path, columns={2: meant_by("amount")}, funder="Ville de Blois")
    assert [s.fields["amount"] for s in of(prepared, F)] == [50, 30, 30, 120]


def grants(folder: Path, header: str, *cells: str, above: tuple[str, ...] = ()) -> Path:
    names = ("Club de Vienne", "Foyer rural", "Amicale du Foix", "MJC de Blois")
    rows = [f"{name};{cell}" for name, cell in zip(names, cells, strict=False)]
    return table(folder, "aides", *above, f"Association;{header}", *rows)


def amounts(path: Path, **choices: object) -> list[object]:
    return [s.fields["amount"] for s in of(imported(path, funder="Ville de Blois", **choices), F)]


@pytest.mark.parametrize(
    ("header", "cells", "above", "read"),
    [
        ("Montant (k€)", ("12", "1,5", "80"), (), [12000, 1500, 80000]),
        ("Montant en milliers d'euros", ("12", "15", "80"), (), [12000, 15000, 80000]),
        ("Montant", ("12", "15", "80"), ("Subventions 2023 (en milliers d'euros);",), [12000, 15000, 80000]),
        ("Montant (M€)", ("1,2", "0,5", "3"), (), [1_200_000, 500_000, 3_000_000]),
        ("Montant", ("12 k€", "1,2 M€", "800 €"), (), [12000, 1_200_000, 800]),
        ("Montant (k€)", ("12 k€", "15", "800 €"), (), [12000, 15000, 800]),
        ("Montant (€)", ("12", "15", "80"), ("Budget de 3 M€, en milliers d'euros;",), [12, 15, 80]),
    ],
)
def test_sums_in_thousands_or_millions_become_euros_and_that_is_told(
    tmp_path: Path, header: str, cells: tuple[str, ...], above: tuple[str, ...], read: list[float]
) -> None:
    path = grants(tmp_path, header, *cells, above=above)
    assert amounts(path) == read
    assert bool(told(proposed(path, funder="Ville de Blois"))) == (header != "Montant (€)")


def test_what_is_told_of_a_unit_shows_a_sum_before_and_after(tmp_path: Path) -> None:
    (said,) = told(proposed(grants(tmp_path, "Montant (k€)", "12", "1,5"), funder="Ville de Blois"), "en")
    assert said == "“Montant (k€)” counts in thousands of euros: 12 is read as 12000 €."


def test_of_millions_a_sum_is_told_once_and_as_it_is_read(tmp_path: Path) -> None:
    path = grants(tmp_path, "Montant (M€)", "1,234", "2,345", "10,125")
    (said,) = told(proposed(path, funder="Ville de Blois"), "en")
    assert said == "“Montant (M€)” counts in millions of euros: 1,234 is read as 1234000 €."
    assert amounts(path) == [1_234_000, 2_345_000, 10_125_000]


def test_years_side_by_side_in_thousands_become_euros(tmp_path: Path) -> None:
    lines = ("Association;Aide 2022 (k€);Aide 2023 (k€)", "Club de Vienne;1;2", "Foyer rural;3;", "MJC;;5")
    assert amounts(table(tmp_path, "aides", *lines)) == [1000, 2000, 3000, 5000]


def test_thousands_with_a_point_are_read_by_the_column_and_doubt_is_told(tmp_path: Path) -> None:
    sure = grants(tmp_path, "Montant", "1.234", "12.500", "1.234.567,89")
    assert amounts(sure) == [1234, 12500, 1234567.89]
    assert told(proposed(sure, funder="Ville de Blois")) == []
    doubtful = grants(tmp_path, "Montant", "1.234", "12.500", "800")
    assert amounts(doubtful) == [1234, 12500, 800]
    assert "1.234 est lu 1234" in told(proposed(doubtful, funder="Ville de Blois"))[0]
    assert amounts(doubtful, decimal=".") == [1.234, 12.5, 800]
    decimals = grants(tmp_path, "Montant", "1.234", "12.5", "800")
    assert amounts(decimals) == [1.234, 12.5, 800]
    assert told(proposed(decimals, funder="Ville de Blois")) == []


def test_a_trial_reads_sums_as_the_whole_file_does(tmp_path: Path) -> None:
    path = table(tmp_path, "aides", "Association;Montant", *(f"Club {n};1.{n}" for n in range(100, 160)), "MJC;0.5")
    mapping = proposed(path, funder="Ville de Blois").mapping
    made = [fields["amount"] for row in tried(path, None, mapping).rows for type_, fields in row.records if type_ is F]
    assert made[0] == 1.1


ROWS = ("Club de Vienne;1.500", "Foyer rural;800", "Amicale du Foix;650", "MJC de Blois;50")


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ((*ROWS, "Total général;3000"), []),
        ((*ROWS, "Total général;3.100"), [6]),
        (("SPORT;", *ROWS[:2], "Sous-total;2.300", "CULTURE;", *ROWS[2:], "Sous-total;700", "Total;3.000"), []),
        (("SPORT;", *ROWS[:2], "Sous-total;2.300", "CULTURE;", *ROWS[2:], "Sous-total;710", "Total;3.000"), [9]),
        (("SPORT;", *ROWS[:2], "Sous-total;2.300", "CULTURE;", *ROWS[2:], "Sous-total;700", "Total;3.010"), [10]),
    ],
)
def test_a_printed_total_that_does_not_add_up_is_told_by_the_mapping_that_is_kept(
    tmp_path: Path, lines: tuple[str, ...], wrong: list[int]
) -> None:
    path = table(tmp_path, "aides", "Association;Montant", *lines)
    found = codes(imported(path, funder="Ville de Blois"))
    assert [row for _, row, _, code in found if code == "wrong_total"] == wrong


def test_what_a_wrong_total_should_be_is_told(tmp_path: Path) -> None:
    lines = (*ROWS[:2], "Sous-total;2300", *ROWS[2:], "Sous-total;700", "Total général;3100")
    prepared = imported(table(tmp_path, "aides", "Association;Montant", *lines), funder="Ville de Blois")
    (wrong,) = [each for each in prepared.problems if each["code"] == "wrong_total"]
    assert "3000" in say(wrong["message"], "fr").replace("\u202f", "")


@pytest.mark.parametrize(
    ("cells", "currency", "said"),
    [
        (("$10,234.50", "$11,234.50", "$900"), "USD", "dollars"),
        (("£1,200", "£500", "£700"), "GBP", "pounds"),
        (("1 200 €", "500 €", "700 €"), "EUR", "euros"),
        (("CHF 1200", "CHF 500", "CHF 700"), "CHF", "francs"),
    ],
)
def test_the_currency_is_the_one_of_the_sign(tmp_path: Path, cells: tuple[str, ...], currency: str, said: str) -> None:
    lines = [f"Beneficiary Trust {n};The Oak Foundation;{cell}" for n, cell in enumerate(cells)]
    file = table(tmp_path, "grants", "Recipient name;Funder name;Grant", *lines)
    assert {one.fields["currency"] for one in of(imported(file), F)} == {currency}
    reasons = [say(reason, "en") for reason in proposed(file).columns[2].reasons]
    assert any(said in reason for reason in reasons)
