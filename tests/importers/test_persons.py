"""Columns of persons in a mapped file are told by header and content; none is read as names of organisations."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.errors import InputError
from graph_service.messages import LANGS, say
from graph_service.model import RecordType
from tests.importers.preparing import of, run, table

MAPPING = """
id: clubs
label_fr: Clubs
label_en: Clubs
files:
  - columns: [Structure, Ville]
    source: {producer: Ville, title: Clubs}
    records:
      - type: actor
        fields:
          id: {slug: [Ville, COLUMN]}
          name: COLUMN
          kind: {constant: association}
"""
ROWS = ("Structure;Ville;Contact;Suivi;Mobile", "MJC du Foix;Blois;Jeanne Martin;Karim Haddad;06 12 34 56 78",
        "Club de Vienne;Blois;Sylvie Durand;Moussa Traoré;06 12 34 56 79")  # fmt: skip


def mapping(folder: Path, column: str) -> str:
    (folder / "m.yaml").write_text(
        MAPPING.replace("name: COLUMN", f"name: {{column: {column}}}").replace("COLUMN", column)
    )
    return str(folder / "m.yaml")


def test_columns_of_persons_that_are_not_read_are_told_by_their_header_and_by_their_content(tmp_path: Path) -> None:
    prepared = run(table(tmp_path, "x", *ROWS), mapping=mapping(tmp_path, "Structure"))
    told = {p["column"]: say(p["message"], "fr") for p in prepared.problems if p["code"] == "personal_column"}
    assert set(told) == {"Contact", "Suivi", "Mobile"}
    assert "téléphone" in told["Mobile"]
    assert not any("Haddad" in text for text in told.values())


def test_a_mapping_that_reads_persons_as_organisations_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = table(tmp_path, "x", *ROWS)
    with pytest.raises(InputError) as caught:
        run(path, mapping=mapping(tmp_path, "Suivi"))
    assert caught.value.code == "persons-as-organisations"
    assert all("Suivi" in str(caught.value.problem(lang)["detail"]) for lang in LANGS)
    meant = run(path, mapping=mapping(tmp_path, "Suivi"), allow_personal="named after their founders")
    assert len(of(meant, RecordType.ACTOR)) == 2


def test_of_a_sheet_of_the_template_only_what_is_evident_is_told(tmp_path: Path) -> None:
    lines = ("id,name,kind,Suivi,Joignable", "A,MJC du Foix,association,Jeanne Martin,06 12 34 56 78")
    prepared = run(table(tmp_path, "actors", *lines))
    assert [p["column"] for p in prepared.problems if p["code"] == "personal_column"] == ["Joignable"]


def test_one_civility_in_many_texts_is_no_reason(tmp_path: Path) -> None:
    notes = ["Classe au collège M. Pagnol", *["Matériel de musique"] * 30]
    rows = [f"Structure {n};Blois;{text}" for n, text in enumerate(notes)]
    prepared = run(table(tmp_path, "x", "Structure;Ville;Remarques", *rows), mapping=mapping(tmp_path, "Structure"))
    assert not [p for p in prepared.problems if p["code"] == "personal_column"]
