"""A header in two rows, the cells of its groups merged, is read as one, in every format and by every mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.model import RecordType
from importers.proposing import Choices, Proposal, as_yaml, propose, seen
from importers.readers import read
from importers.two_row_headers import two_rows
from tests.importers.packages import package, sheet, texts
from tests.importers.preparing import of, run, table

A, P, T = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION

ROWS = ("MJC du Foix;Blois;Ateliers cuisine;2023-01-01;oui", "Association Terres;Tours;Jardin partagé;2023-02-01;non",
        "CCAS de Vendôme;Vendôme;Repair café;2023-03-01;oui")  # fmt: skip


def proposed(path: Path, **choices: object) -> Proposal:
    (found,) = read(path)
    return propose(seen(found), Choices(**choices))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        ("Porteur;;Action;;Avis", "Nom;Ville;Titre;Début;", "Porteur Nom;Porteur Ville;Action Titre;Action Début;Avis"),
        ("N°;Porteur;;Montant", ";Nom;Commune;", "N°;Porteur Nom;Porteur Commune;Montant"),
        (";Financement;", "Association;2022;2023", "Association;Financement 2022;Financement 2023"),
        ("Porteur;;Financeur;", "Nom;Ville;Nom;Ville", "Porteur Nom;Porteur Ville;Financeur Nom;Financeur Ville"),
        # A title, a header by itself with a blank name, records below a header: none is a header in two rows.
        ("Subventions 2023;;;", "Nom;Commune;Objet;Montant", ""),
        ("Ville de Blois;;;Année 2023", "Nom;Commune;Objet;Montant", ""),
        ("Association;;Objet;Montant", "Amicale du Foix;Blois;Fête;1500", ""),
        ("Association;;Objet", "Amicale du Foix;Blois;Fête", ""),
        ("Nom;Commune;Montant", "Amicale;Blois;12", ""),
        ("Nom;;Montant", "Amicale;;", ""),
    ],
)  # fmt: skip
def test_two_rows_are_a_header_where_groups_stand_over_names(upper: str, lower: str, names: str) -> None:
    found = two_rows(upper.split(";"), lower.split(";"))
    assert (";".join(found.names) if found else "") == names


UPPER, LOWER = "Porteur;;Action;;Suivi", "Nom;Commune;Intitulé;Début;"


@pytest.mark.parametrize("above", [(), ("Actions du contrat de ville;;;;",), ("Actions;;;;", ";;;;")])
def test_a_csv_with_a_header_in_two_rows_is_proposed_and_imported(tmp_path: Path, above: tuple[str, ...]) -> None:
    path = table(tmp_path, "actions", *above, UPPER, LOWER, *ROWS)
    found = proposed(path, project_kind="projet")
    assert [one.header for one in found.columns][:3] == ["Porteur Nom", "Porteur Commune", "Action Intitulé"]
    assert [one.meant.meaning for one in found.columns][:4] == ["org_name", "place_name", "project_title", "start"]
    kept = tmp_path / "proposed.yaml"
    kept.write_text(as_yaml(found, "fr"), "utf-8")
    prepared = run(path, mapping=str(kept))
    assert (prepared.files[0]["read"], prepared.files[0]["accepted"]) == (3, 3)
    assert {s.fields["territory"] for s in of(prepared, A)} == {"41018", "37261", "41269"}
    assert {s.fields["role"] for s in of(prepared, T)} == {"porteur"}


@pytest.mark.parametrize("merges", [("A2:B2", "C2:D2", "E2:E3"), ("A2:B2", "C2:D2"), ()])
def test_a_workbook_with_a_header_in_two_rows_loses_no_column(tmp_path: Path, merges: tuple[str, ...]) -> None:
    path = tmp_path / "actions.xlsx"
    rows = [["Actions du contrat de ville"], UPPER.split(";"), LOWER.split(";"), *(row.split(";") for row in ROWS)]
    lines = [texts(at, *row) for at, row in enumerate(rows, 1)]
    after = f'<mergeCells>{"".join(f"""<mergeCell ref="{one}"/>""" for one in merges)}</mergeCells>' if merges else ""
    path.write_bytes(package({"Actions": sheet(*lines, after=after)}))
    found = proposed(path, project_kind="projet")
    assert [one.header for one in found.columns] == [
        "Porteur Nom", "Porteur Commune", "Action Intitulé", "Action Début", "Suivi"
    ]  # fmt: skip
    kept = tmp_path / "proposed.yaml"
    kept.write_text(as_yaml(found, "fr"), "utf-8")
    prepared = run(path, mapping=str(kept))
    assert (prepared.files[0]["accepted"], len(of(prepared, P)), len(of(prepared, T))) == (3, 3, 3)


def test_a_shipped_mapping_finds_its_columns_in_both_rows(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "2024-05-12 réunion",
        "Participant;;Structure;Signature",
        "Nom;Prénom;;",
        "Martin;Jeanne;CCAS de Blois;x",
        "Haddad;Karim;MJC du Foix;x",
    )
    prepared = run(path)
    assert prepared.files[0]["mapping"] == "emargement"
    assert {s.fields["name"] for s in of(prepared, A)} == {"CCAS de Blois", "MJC du Foix"}
    assert {(s.fields["title"], s.fields["size"]) for s in of(prepared, P)} == {("2024-05-12 réunion", 2)}
