"""`maillage map-columns FILE`: what the columns are, what ten rows become, and a mapping that the next import knows."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from graph_service.messages import LANGS
from tests.graph_service.house import Command

LINES = [
    "Association;Montant voté;Trésorière",
    "Amicale du Foix;1 500 €;Jeanne Martin",
    "Club de Vienne;800 €;Sylvie Durand",
]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    return Command(capsys, f"sqlite:///{tmp_path}/s.db")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "aides.csv"
    path.write_text("\n".join(LINES) + "\n", "utf-8")
    return path


def test_an_unknown_file_names_the_command_that_maps_it(run: Command, file: Path, tmp_path: Path) -> None:
    for lang in LANGS:
        refused = run("import", file, "--lang", lang)
        assert refused.code == 2
        assert f"maillage map-columns {file.name}" in refused.err


def test_a_mapping_is_proposed_corrected_kept_and_known_from_then_on(run: Command, file: Path, tmp_path: Path) -> None:
    first = run("map-columns", file)
    assert first.code == 0
    assert "--funder" not in first.out
    assert "Trésorière\u00a0: laissée de côté" in first.out
    assert "Aucune colonne ne dit qui finance" in first.out
    kept = run("map-columns", file, "--funder", "Ville de Blois", "--source", "Ville de Blois - Aides",
               "--name", "aides-blois", "--save", "-o", str(tmp_path / "m.yaml"), "--json")  # fmt: skip
    document = kept.json
    first_row = next(row for row in document["rows_shown"] if row["row"] == 2)
    assert [record["type"] for record in first_row["records"]] == ["actor", "actor", "funding"]
    assert (tmp_path / "m.yaml").read_text("utf-8").startswith("# Proposé d’après aides.csv")
    brought = run("import", file, "--json")
    assert brought.code == 0
    assert brought.json["files"][0]["mapping"] == "aides-blois"
    assert brought.json["created"]["fundings"] == 2


def test_a_column_is_corrected_by_its_header_and_a_wrong_word_is_explained(
    run: Command, file: Path, tmp_path: Path
) -> None:
    swapped = run("map-columns", file, "--column", "association=org_name:funder", "--json")
    assert swapped.json["columns"][0]["meaning"] == "org_name:funder"
    for wrong in ("association", "nothing=amount", "association=colour"):
        refused = run("map-columns", file, "--column", wrong)
        assert refused.code == 2
        assert refused.err


def test_rows_that_are_no_records_are_named_with_the_way_to_read_them(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "aides.csv"
    rows = ["SPORT;;", "Amicale du Foix;1 500 €;Fête", "CULTURE;;", "Club de Vienne;800 €;Stage", "Total;2300;"]
    path.write_text("\n".join(["Association;Montant voté;Objet", *rows]) + "\n", "utf-8")
    proposed = run("map-columns", path, "--funder", "Ville de Blois")
    assert "1 total (Total 2300). Pour les lire quand même : --read-rows totals" in proposed.out.replace("\u00a0", " ")
    assert "2 intertitres (SPORT, CULTURE)" in proposed.out
    chosen = run("map-columns", path, "--funder", "Ville de Blois", "--read-rows", "heading", "--json").json
    assert list(chosen["mapping"]["files"][0]["skip"]) == ["totals"]
    assert [(odd["name"], odd["read"]) for odd in chosen["aside"]] == [("totals", False), ("heading", True)]
    assert [row["row"] for row in chosen["rows_shown"] if row["records"]] == [2, 3, 4, 5]


def test_each_unknown_file_of_a_zip_has_its_own_way_on(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("blois/aides.csv", "\n".join(LINES))
        archive.writestr("tours/aides.csv", "Structure;Aide\nClub de Mer;20 €\n")
    refused = run("import", path)
    assert refused.code == 2
    for name in ("z.zip/blois/aides.csv", "z.zip/tours/aides.csv"):
        assert f"maillage map-columns {name}" in refused.err
    for way in ([path / "tours" / "aides.csv"], [path, "--sheet", "tours/aides.csv"]):
        named = ["--about", "grants", "--funder", "Ville de Tours", "--column", "Structure=org_name:recipient"]
        shown = run("map-columns", *way, *named, "--json").json
        assert shown["file"] == "z.zip/tours/aides.csv"
        assert [len(row["records"]) for row in shown["rows_shown"]] == [3]
    run("map-columns", path / "tours" / "aides.csv", *named, "--save", "--name", "tours")
    one = run("import", path / "tours" / "aides.csv", "--json").json
    assert (one["files"][0]["file"], one["created"]["fundings"]) == ("z.zip/tours/aides.csv", 1)


def test_a_column_whose_meaning_no_record_takes_is_told(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "aides.csv"
    path.write_text("Association;Montant demandé;Montant voté\nAmis;20 €;10 €\nClub;30 €;15 €\n", "utf-8")
    shown = run("map-columns", path, "--funder", "Ville de Blois", "-o", tmp_path / "m.yaml")
    asked = next(line for line in shown.out.splitlines() if line.startswith("Montant demandé"))
    given = next(line for line in shown.out.splitlines() if line.startswith("Montant voté"))
    assert "n’entre dans aucune fiche" in asked
    assert "n’entre dans aucune fiche" not in given
    assert "montant (non lue)" in (tmp_path / "m.yaml").read_text("utf-8")


def test_a_total_that_does_not_add_up_is_told_each_time_the_kept_mapping_is_used(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "aides.csv"
    rows = ["Amicale du Foix;1.500", "Club de Vienne;800", "Total;2.400"]
    path.write_text("\n".join(["Association;Montant voté", *rows]) + "\n", "utf-8")
    run("map-columns", path, "--funder", "Ville de Blois", "--source", "Ville de Blois - Aides", "--save")
    for _ in range(2):
        problems = run("import", path, "--json").json["problems"]
        assert [each["row"] for each in problems if each["code"] == "wrong_total"] == [4]


def test_several_names_in_a_cell_are_told_with_the_way_to_keep_them_together(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "actions.csv"
    path.write_text("Action;Porteur;Partenaires\nRepas;MJC du Foix;Ville de Blois / CAF 41\n", "utf-8")
    shown = run("map-columns", path, "--project-kind", "projet")
    assert '--split "Partenaires="' in shown.out
    for signs, names in (("", 2), ("/", 3)):
        told = run("map-columns", path, "--project-kind", "projet", "--split", f"Partenaires={signs}", "--json").json
        (first,) = [row for row in told["rows_shown"] if row["records"]]
        assert len([record for record in first["records"] if record["type"] == "actor"]) == names
    assert run("map-columns", path, "--split", "Partenaires=€").code == 2


def test_a_file_without_headers_says_how_to_read_its_first_row(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "sans.csv"
    path.write_text("MJC du Foix;Ville de Blois;1500\nClub de Vienne;Ville de Blois;800\n", "utf-8")
    assert "--header 0" in run("map-columns", path).out
    columns = ["--column", "A=org_name:recipient", "--column", "B=org_name:funder", "--column", "C=amount"]
    kept = run("map-columns", path, "--header", "0", *columns, "--save", "--json")
    assert kept.json["rows"] == 2
    assert run("import", path, "--json").json["created"]["fundings"] == 2
