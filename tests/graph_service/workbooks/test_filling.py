"""The template: drawn from the model, understood in both languages, and read again as it was written."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import InputError, UsageError
from graph_service.messages import LANGS
from graph_service.model import Value
from graph_service.records import template
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary
from graph_service.workbooks import filling
from importers import recognition
from importers.batch import ImportOptions, prepare
from importers.readers import read
from tests.deep import rounds


def test_the_columns_are_those_of_the_design() -> None:
    assert template.sheet_columns("participations") == (
        *("actor", "project", "role", "start", "end", "level", "college", "quality", "attributes", "visibility"),
        "source",
    )
    assert template.bold("fundings") == ("funder", "recipient")
    assert "directed" not in template.sheet_columns("partnerships")
    assert "rank" not in template.sheet_columns("sources")
    assert "visibility" not in template.sheet_columns("functions")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["modele", "modele.zip"])
def test_the_empty_template_is_an_import_of_nothing(tmp_path: Path, lang: str, name: str) -> None:
    filling.write_template(tmp_path / name, lang)
    prepared = prepare(
        [tmp_path / name], ImportOptions(strict=True), None, packaged_vocabulary(), packaged_territories()
    )
    assert [f["read"] for f in prepared.files] == [0] * 9
    assert (prepared.says, prepared.problems) == ([], [])
    assert all(f["unused_columns"] == [] for f in prepared.files)


def test_a_written_template_is_not_written_over(tmp_path: Path) -> None:
    filling.write_template(tmp_path / "t", "fr")
    with pytest.raises(UsageError, match="exists already"):
        filling.write_template(tmp_path / "t", "fr")
    with pytest.raises(UsageError):
        filling.write_template(tmp_path / "t.ods", "fr")


@pytest.mark.parametrize(
    ("file", "header", "sheet"),
    [
        ("acteurs.csv", "IDENTIFIANT;Nom;Type", "actors"),
        ("Thèmes.csv", "identifiant;libelle francais", "themes"),
        ("mes données.csv", "acteur;projet;role", "participations"),
        ("x.csv", "a;b", None),
    ],
)
def test_a_sheet_is_known_by_its_name_or_its_bold_columns(
    tmp_path: Path, file: str, header: str, sheet: str | None
) -> None:
    (tmp_path / file).write_text(header + "\n", "utf-8")
    (found,) = read(tmp_path / file)
    assert recognition.sheet_of(found) == sheet


def test_a_sheet_without_its_bold_columns_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("id,kind\n", "utf-8")
    (found,) = read(tmp_path / "actors.csv")
    with pytest.raises(InputError, match="name"):
        recognition.plan(found)


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("=+-@'\t"), min_size=1)
# A text of which nothing is seen (a soft hyphen alone) is no name, and refused.
_CLEAN = _TEXT.filter(lambda t: t == t.strip() and any(unicodedata.category(c)[0] not in "CZ" for c in t))


@rounds(40)
@given(_CLEAN, st.floats(-90, 90), st.lists(_CLEAN.filter(lambda t: "\\" not in t), unique=True, max_size=3))
def test_records_are_read_as_they_were_written(name: str, latitude: float, aliases: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "export.zip"
        rows: list[dict[str, Value]] = [
            {
                "id": "A1",
                "name": name,
                "kind": "association",
                "latitude": latitude,
                "aliases": tuple(aliases),
                "visibility": "public",
            }
        ]
        filling.write_records(target, {"actors": rows})
        options = ImportOptions(source="Centre - export", allow_personal="test")
        prepared = prepare([target], options, None, packaged_vocabulary(), packaged_territories())
    statement = prepared.says[0].statement
    # What looks like a spoilt accent is told, and stays as it is.
    assert not [problem for problem in prepared.problems if problem["code"] != "mojibake"]
    assert statement.fields["name"] == name
    assert statement.fields["latitude"] == latitude
    assert statement.fields.get("aliases", ()) == tuple(aliases)
    assert statement.visibility == "public"


def test_the_same_records_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        filling.write_records(tmp_path / name, {"themes": [{"id": "t", "label_fr": "=1+1"}]})
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    (sheet,) = read(tmp_path / "a.zip")
    assert next(sheet.rows())[1][1] == "'=1+1"
