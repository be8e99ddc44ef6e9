"""A file without a row of headers: it is told, and a person says that there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.messages import say
from importers.proposing import as_yaml, propose, seen
from importers.readers import read
from tests.importers.preparing import of, run, table
from tests.importers.proposing.test_proposing import A, proposed

LINES = (
    "Ville de Blois;Caisse d'allocations familiales de Loir-et-Cher;2023",
    "Ville de Tours;Caisse d'allocations familiales de Touraine;2022",
    "Ville de Bourges;Caisse d'allocations familiales du Cher;2021",
)


def is_told(file: Path) -> bool:
    return any(one.code == "proposing-like-data" for one in proposed(file).told)


def test_a_first_row_that_looks_like_data_is_told(tmp_path: Path) -> None:
    assert is_told(table(tmp_path, "conventions", *LINES))
    assert is_told(table(tmp_path, "x", "Ville de Blois;MJC;1 500 €", "Ville de Tours;MJC;800 €"))
    recurring = ("Ville de Blois;MJC du Foix", "Ville de Blois;CAF", "Ville de Tours;MJC du Foix")
    assert is_told(table(tmp_path, "y", *recurring))
    assert is_told(table(tmp_path, "z", "CAF du Cher;MJC du Foix", "CAF de Touraine;Club de Vienne"))


def test_what_is_told_of_it_names_no_person(tmp_path: Path) -> None:
    lines = ("MJC du Foix;Jeanne Martin;06 12 34 56 78;1500", "Club de Vienne;Sylvie Durand;06 12 34 56 79;800")
    (told,) = [one for one in proposed(table(tmp_path, "x", *lines)).told if one.code == "proposing-like-data"]
    assert "Martin" not in say(told, "fr")
    assert "06 12" not in say(told, "fr")


@pytest.mark.parametrize(
    "lines",
    [
        ("Organisme;Rôle;Projet", "MJC;Porteur;Jardin", "CAF;Partenaire;Jardin"),
        ("Association;2022;2023", "MJC;1500;1600", "CAF;200;300"),
        ("Association;2023", "MJC;1500", "CAF;200"),
        ("Organisme financeur;Association bénéficiaire", "CAF du Cher;Club de Vienne", "CAF de Loire;Club de Mer"),
    ],
)
def test_a_header_is_none(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert not is_told(table(tmp_path, "x", *lines))


def test_without_a_header_every_row_is_data_and_columns_are_called_by_letters(tmp_path: Path) -> None:
    file = table(tmp_path, "conventions-2023", *LINES)
    (sheet,) = read(file)
    found = propose(seen(sheet, 0))
    assert [one.header for one in found.columns] == ["A", "B", "C"]
    assert found.table.rows == 3
    kept = tmp_path / "m.yaml"
    kept.write_text(as_yaml(found, "fr"), "utf-8")
    result = run(file, mapping=str(kept))
    assert result.files[0]["accepted"] == 3
    assert "Ville de Blois" in {said.fields["name"] for said in of(result, A)}
    again = run(table(tmp_path, "conventions-2024", *LINES), mapping=str(kept))
    assert again.files[0]["accepted"] == 3
