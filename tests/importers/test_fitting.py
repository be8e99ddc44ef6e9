"""A table with the template's headers is the template's only where it names records by ids, or as they are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.errors import InputError
from graph_service.graph import open_graph
from graph_service.messages import LANGS
from graph_service.model import RecordType, row
from tests.graph_service.house import Command, url
from tests.importers.preparing import run, saying, table

AIDES = (
    "Bénéficiaire;Financeur;Montant;Date de décision",
    "Maison des jeunes de Blois;Ville de Blois;5000;2023-05-01",
    "Radio Campus Tours;Région Centre-Val de Loire;12000;2023-06-01",
)
ACTORS = (
    "id;name;kind",
    "mjc;Maison des jeunes de Blois;association",
    "radio;Radio Campus Tours;association",
    "blois;Ville de Blois;commune",
    "region;Région Centre-Val de Loire;region",
)


@pytest.mark.parametrize("headers", [AIDES[0], "Bénéficiaire;Financeur;Montant;Année", "Recipient;Funder;Amount;Year"])
def test_a_list_of_names_that_nobody_knows_is_no_sheet_of_the_template(tmp_path: Path, headers: str) -> None:
    with pytest.raises(InputError) as caught:
        run(table(tmp_path, "aides", headers, *AIDES[1:]))
    assert caught.value.code == "unknown-file"


def test_it_is_one_where_the_same_import_brings_who_is_named(tmp_path: Path) -> None:
    found = run(table(tmp_path, "actors", *ACTORS), table(tmp_path, "aides", *AIDES), source="C - l")
    assert [one["mapping"] for one in found.files] == ["template", "template"]
    assert found.files[1]["accepted"] == 2


def test_it_is_one_where_the_store_knows_who_is_named(tmp_path: Path) -> None:
    ids = ("mjc", "radio", "blois", "region")
    known = [
        row(
            RecordType.ACTOR, {"id": id_, "name": line.split(";")[1], "kind": "association"}, source="c", updated="2020"
        )
        for id_, line in zip(ids, ACTORS[1:], strict=True)
    ]
    assert (
        run(table(tmp_path, "aides", *AIDES), store=saying(tmp_path, *known), source="C - l").files[0]["accepted"] == 2
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("Bénéficiaire;Financeur;Montant", "siren:200030385;siren:214100182;5000"),
        ("Bénéficiaire;Financeur;Montant", "mjc-blois;ville_blois;5000"),
        ("Bénéficiaire *;Financeur *;Montant", "Maison des jeunes;Ville de Blois;5000"),
        ("recipient;funder;amount", "Maison des jeunes;Ville de Blois;5000"),
    ],
)
def test_ids_or_the_templates_own_words_make_it_one(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert run(table(tmp_path, "aides", *lines), source="C - l").files[0]["mapping"] == "template"


def test_what_a_person_calls_the_template_is_read_as_it(tmp_path: Path) -> None:
    found = run(table(tmp_path, "aides", *AIDES), source="C - l", mapping="template")
    assert found.files[0]["mapping"] == "template"


MAPPING = """
id: {id}
label_fr: x
label_en: x
visibility: partners
files:
- columns: {columns}
  source: {{producer: P, title: t}}
  records:
  - type: actor
    fields:
      id: {{slug: [{{column: Bénéficiaire}}], prefix: "nom:"}}
      name: {{column: Bénéficiaire}}
      kind: {{constant: association}}
"""


@pytest.mark.parametrize(
    ("columns", "asks"), [("[Bénéficiaire, Montant]", True), ("[Bénéficiaire, Financeur, Montant]", False)]
)
def test_where_a_mapping_and_the_template_fit_it_is_asked_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], columns: str, asks: bool
) -> None:
    run_ = Command(capsys, f"sqlite:///{tmp_path}/s.db")
    kept = tmp_path / "aides-lues.yaml"
    kept.write_text(MAPPING.format(id="aides-lues", columns=columns), "utf-8")
    file = table(tmp_path, "aides", "Bénéficiaire;Financeur;Montant", "mjc-blois;ville-blois;5000")
    assert run_("mappings", "save", str(kept)).code == 0
    found = run_("import", file, "--json")
    assert (found.code == 2) is asks
    if asks:
        assert "template" in found.err + found.out


def test_an_import_whose_rows_make_nothing_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_ = Command(capsys, f"sqlite:///{tmp_path}/s.db")
    file = table(tmp_path, "fundings", *AIDES)
    said = run_("import", file, "--json").json
    assert said["warnings"]["made_nothing"] == 1
    assert said["problems"][0]["code"] == "made_nothing"
    for lang in LANGS:
        assert "map-columns" in run_("import", file, "--lang", lang).err + run_("import", file, "--lang", lang).out
    with open_graph(url(tmp_path / "s.db")) as graph:
        assert (
            graph.import_files([table(tmp_path, "actors", *ACTORS)], source="C - l").warnings.get("made_nothing")
            is None
        )


def test_a_list_of_columns_that_is_cut_says_how_many_more_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        run(table(tmp_path, "inconnu", ";".join(f"Chose {n}" for n in range(17)), ";".join("x" * 17)))
    assert "Chose 11 et 5 autres" in str(caught.value) or "Chose 11 and 5 more" in str(caught.value)


@pytest.mark.parametrize("name", ["export.xls", "export.xlsx", "export.csv"])
@pytest.mark.parametrize(
    "start", ["<html><body>", "<!DOCTYPE html>\n<html>", "\ufeff<table border=1>", "<!-- x -->\n<HTML>"]
)
def test_a_web_page_that_is_called_a_table_says_what_it_is(tmp_path: Path, name: str, start: str) -> None:
    file = tmp_path / name
    file.write_text(f"{start}<table><tr><th>Organisme</th></tr><tr><td>MJC</td></tr></table>", "utf-8")
    with pytest.raises(InputError) as caught:
        run(file)
    assert caught.value.code == "html-file"
