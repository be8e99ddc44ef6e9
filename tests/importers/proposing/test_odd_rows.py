"""Headings, notes, totals and headers that stand again are told from records in a table that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.model import RecordType
from importers.proposing import Choices, Proposal, as_yaml, propose, seen
from importers.readers import read
from tests.importers.preparing import of, run, table

HEADER = "Association;Commune;Objet;Montant voté"
RECORDS = (
    "Amicale du Foix;Blois;Fête;1500",
    "Club de Vienne;Blois;Stage;800",
    "Les Amis du Port;Tours;Matériel;650",
    "Chorale du Lac;Tours;Concert;900",
)


def proposed(path: Path, **choices: object) -> Proposal:
    (sheet,) = read(path)
    return propose(seen(sheet), Choices(funder="Ville de Blois", producer="Ville de Blois", **choices))  # type: ignore[arg-type]


def asides(path: Path, **choices: object) -> tuple[dict[str, int], list[str]]:
    """What an import by the proposed mapping sets aside, and the names of the organisations that it makes."""
    kept = path.parent / "proposed.yaml"
    kept.write_text(as_yaml(proposed(path, **choices), "fr"), "utf-8")
    prepared = run(path, mapping=str(kept))
    made = {str(s.fields["name"]) for s in of(prepared, RecordType.ACTOR)} - {"Ville de Blois"}
    return prepared.files[0]["aside"], sorted(made)


NAMES = sorted(line.split(";")[0] for line in RECORDS)


@pytest.mark.parametrize(
    ("lines", "aside"),
    [
        ((HEADER, "SPORT;;;", *RECORDS[:2], "CULTURE;;;", *RECORDS[2:]), {"heading": 2}),
        ((HEADER, "Secteur nord;;;", *RECORDS[:2], "Ville de Tours;;;", *RECORDS[2:]), {"heading": 2}),
        ((HEADER, *RECORDS, ";;;3850"), {"numbers": 1}),
        ((HEADER, *RECORDS[:2], "Sous-total Blois;;;2300", *RECORDS[2:], "Total général;;;3850"), {"totals": 2}),
        ((HEADER, *RECORDS, ";;Total :;3850"), {"totals": 1}),
        ((HEADER, *RECORDS, "Source : Ville de Blois, 2024;;;", "* montant prévisionnel;;;"), {"notes": 2}),
        ((HEADER, *RECORDS, "(1) Contact : j.martin@example.org;;;"), {"notes": 1}),
        ((HEADER, *RECORDS[:2], HEADER, *RECORDS[2:]), {"header_again": 1}),
        ((HEADER, *RECORDS[:2], HEADER.upper(), *RECORDS[2:], "TOTAL;;;3850"), {"header_again": 1, "totals": 1}),
        ((HEADER, *RECORDS, "1;;;", "2;;;"), {"numbers": 2}),
    ],
)
def test_rows_that_are_no_records_are_set_aside_by_what_they_are(
    tmp_path: Path, lines: tuple[str, ...], aside: dict[str, int]
) -> None:
    assert asides(table(tmp_path, "aides", *lines)) == (aside, NAMES)


@pytest.mark.parametrize(
    "line",
    [
        "Total Energies;Blois;Don;1200",
        "Comité des fêtes de Mer;;;",
        "Totem;Blois;Théâtre;300",
        "Source vive;Blois;Eau;500",
        "Notes et mots;Tours;Concert;500",
    ],
)
def test_a_record_of_which_little_is_known_stays_one(tmp_path: Path, line: str) -> None:
    aside, made = asides(table(tmp_path, "aides", HEADER, *RECORDS[:2], line, *RECORDS[2:]))
    assert (aside, made) == ({}, sorted([*NAMES, line.split(";")[0]]))


def test_members_without_any_detail_are_no_headings(tmp_path: Path) -> None:
    rows = [f"Association {n};Blois;2, rue Haute;41000" for n in range(8)]
    rows[3:3] = ["Club des aînés;;;", "Amicale laïque;;;"]
    assert proposed(table(tmp_path, "annuaire", "Nom;Commune;Adresse;Code postal", *rows)).table.odd == []


def test_a_person_reads_them_all_the_same(tmp_path: Path) -> None:
    path = table(tmp_path, "aides", HEADER, "SPORT;;;", *RECORDS[:2], "CULTURE;;;", *RECORDS[2:], "Total;;;3850")
    aside, made = asides(path, read_rows=frozenset({"heading"}))
    assert (aside, made) == ({"totals": 1}, sorted(["CULTURE", "SPORT", *NAMES]))


def test_what_is_set_aside_is_shown_without_persons(tmp_path: Path) -> None:
    path = table(tmp_path, "aides", HEADER, *RECORDS, "Source : ville;;;", "* Vu avec j.martin@example.org;;;")
    (odd,) = proposed(path).table.odd
    assert (odd.name, odd.rows, odd.examples) == ("notes", 2, ("Source : ville",))


def test_a_heading_changes_no_meaning_of_a_column(tmp_path: Path) -> None:
    plain = proposed(table(tmp_path, "plain", HEADER, *RECORDS))
    lines = (HEADER, "SPORT;;;", *RECORDS, "Source : j.martin@example.org;;;", "TOTAL;;;1")
    odd = proposed(table(tmp_path, "odd", *lines))
    assert [each.meant for each in odd.columns] == [each.meant for each in plain.columns]
    assert odd.left_out == []


@pytest.mark.parametrize(
    "said",
    [
        "Total Sport",
        "S/Total sport",
        "S/TOTAL",
        "Sous-total sport",
        "Sous total 1",
        "Total général",
        "Ensemble",
        "Cumul",
        "Somme",
        "Total culture",
    ],
)
@pytest.mark.parametrize("header", [HEADER, "Association;Montant voté"])
def test_a_total_is_told_by_its_blank_place_or_by_its_sum(tmp_path: Path, said: str, header: str) -> None:
    kept = header.split(";")
    records = [";".join((one.split(";")[0], *one.split(";")[1:][-len(kept) + 1 :])) for one in RECORDS]
    blanks = ";" * (len(kept) - 1)
    lines = (header, *records[:2], f"{said}{blanks}2 300,00", *records[2:], f"{said}{blanks}1550")
    assert asides(table(tmp_path, "aides", *lines)) == ({"totals": 2}, NAMES)


def test_a_total_is_told_by_its_sum_where_points_stand_between_thousands(tmp_path: Path) -> None:
    lines = ("Association;Montant voté", "Amicale du Foix;1.500", "Club de Vienne;800", "Ensemble;2.300")
    assert asides(table(tmp_path, "aides", *lines)) == ({"totals": 1}, ["Amicale du Foix", "Club de Vienne"])


@pytest.mark.parametrize("line", ["Total Energies;1200", "Ensemble;300", "Ensemble vocal;2300", "Cumulus;2300"])
def test_a_name_that_begins_as_a_total_and_is_no_sum_stays(tmp_path: Path, line: str) -> None:
    records = [f"{one.split(';')[0]};{one.split(';')[3]}" for one in RECORDS]
    lines = ("Association;Montant voté", *records[:2], line, *records[2:])
    assert asides(table(tmp_path, "aides", *lines)) == ({}, sorted([*NAMES, line.split(";")[0]]))


def test_totals_are_told_where_they_are_more_than_the_records(tmp_path: Path) -> None:
    said = ("Sous total 1", "S/Total sport", "Total culture", "Total des clubs", "Ensemble", "Somme", "Total 2023")
    lines = ("Organisme;Ville;Aide", "Club A;Tours;5", *(f"{text};;5" for text in said), "Total Energies;Tours;5")
    assert asides(table(tmp_path, "aides", *lines)) == ({"totals": 7}, ["Club A", "Total Energies"])
