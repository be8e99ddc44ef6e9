"""The template as a workbook: what people see in it, and that what is written is what is read."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph_service.errors import UsageError
from graph_service.messages import LANGS
from graph_service.model import RecordType, Scope, Value
from graph_service.records import headers, template
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary
from graph_service.workbooks import filling, workbook
from importers.batch import ImportOptions, Prepared, prepare
from importers.mojibake import has_mojibake
from importers.readers import read
from tests.deep import rounds
from tests.graph_service.house import F1, bodies, new_graph
from tests.office import saved

NAMES = {
    "fr": ["Aide", "Exemples", "Acteurs", "Projets", "Participations", "Partenariats", "Financements", "Fonctions"],
    "en": ["Help", "Examples", "Actors", "Projects", "Participations", "Partnerships", "Fundings", "Functions"],
}


def taken(path: Path, **options: Any) -> Prepared:
    asked = ImportOptions(source="Nous - Liste", allow_personal="test", **options)
    return prepare([path], asked, None, packaged_vocabulary(), packaged_territories())


@pytest.fixture(scope="module", params=LANGS)
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    path = tmp_path_factory.mktemp("t") / f"{request.param}.xlsx"
    filling.write_template(path, request.param)
    return request.param, path


def test_the_empty_workbook_is_an_import_of_nothing(empty: tuple[str, Path]) -> None:
    prepared = taken(empty[1], strict=True)
    assert [(f["read"], f["unused_columns"]) for f in prepared.files] == [(0, [])] * 9
    assert (prepared.says, prepared.problems) == ([], [])


def test_help_comes_first_and_the_lists_are_hidden(empty: tuple[str, Path]) -> None:
    lang, path = empty
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:8] == NAMES[lang]
    assert [page.title for page in book if page.sheet_state != "visible"] == [template.aside("lists", lang)]
    texts = [str(cell.value) for line in book.worksheets[0].iter_rows() for cell in line if cell.value]
    for sheet in template.SHEETS:
        for name in template.sheet_columns(sheet):
            assert template.header(name, lang) in texts
            assert headers.explained(sheet, name, lang) in texts
    marked = [str(cell.value) for line in book.worksheets[1].iter_rows() for cell in line if "(ex" in str(cell.value)]
    assert len(marked) == 6


def test_headers_say_what_must_be_filled_by_a_star_and_by_their_ground(empty: tuple[str, Path]) -> None:
    lang, path = empty
    book = openpyxl.load_workbook(path)
    for sheet in template.SHEETS:
        page = book[template.sheet_label(sheet, lang)]
        assert page.freeze_panes == "A2"
        for cell, name in zip(page[1], template.sheet_columns(sheet), strict=True):
            required = name in template.bold(sheet)
            assert cell.value == template.header(name, lang) + (" *" if required else "")
            assert cell.font.bold
            assert (cell.fill.fgColor.rgb == "0016365C") is required


def test_every_column_of_identifiers_and_dates_is_text(empty: tuple[str, Path]) -> None:
    lang, path = empty
    page = openpyxl.load_workbook(path)[template.sheet_label("actors", lang)]
    columns = dict(zip(template.sheet_columns("actors"), "ABCDEFGHIJKLMNOPQR", strict=True))
    texts = {name for name, letter in columns.items() if page.column_dimensions[letter].number_format == "@"}
    assert texts == set(columns) - {"latitude", "longitude"}


def test_messages_beside_cells_are_as_short_as_a_spreadsheet_allows(empty: tuple[str, Path]) -> None:
    """Longer ones, and Excel calls the whole file damaged."""
    lang, path = empty
    for page in openpyxl.load_workbook(path):
        for rule in page.data_validations.dataValidation:
            assert 0 < len(rule.prompt) <= 255
            assert 0 < len(rule.promptTitle) <= 32
            assert len(rule.error or "") <= 255
    for sheet in template.SHEETS:
        assert all(len(headers.explained(sheet, n, lang)) <= 255 for n in template.sheet_columns(sheet))


def test_every_word_of_a_list_is_understood_when_it_is_read(empty: tuple[str, Path]) -> None:
    lang, path = empty
    book = openpyxl.load_workbook(path)
    listed = 0
    for sheet in template.SHEETS:
        page = book[template.sheet_label(sheet, lang)]
        for rule in page.data_validations.dataValidation:
            if rule.type != "list":
                continue
            column = template.sheet_columns(sheet)[ord(str(rule.sqref)[0]) - ord("A")]
            category = workbook.category_of(sheet, column) or ""
            name, letter, last = re.fullmatch(r"'(\w+)'!\$(\w)\$2:\$\w\$(\d+)", rule.formula1).groups()  # type: ignore[union-attr]
            words = [str(book[name][f"{letter}{i}"].value) for i in range(2, int(last) + 1)]
            if category == "visibility":
                assert words == (["public", "partenaires", "interne"] if lang == "fr" else list(Scope))
            else:
                ids = [packaged_vocabulary().find(category, word) for word in words]
                assert ids == [term.id for term in packaged_vocabulary().of(category)]
            listed += 1
    assert listed == 14


def test_a_filled_template_is_not_written_over(tmp_path: Path) -> None:
    filling.write_template(tmp_path / "t.xlsx", "fr")
    with pytest.raises(UsageError, match="exists already"):
        filling.write_template(tmp_path / "t.xlsx", "fr")


def test_the_examples_would_be_taken_without_a_fault(tmp_path: Path) -> None:
    """They stand in a sheet that no import reads; put where they belong they must be right."""
    filling.write_template(tmp_path / "t.xlsx", "fr")
    page = openpyxl.load_workbook(tmp_path / "t.xlsx")["Exemples"]
    lines = [[cell or "" for cell in line] for line in page.iter_rows(values_only=True)]
    sheet = ""
    tables: dict[str, list[list[Any]]] = {}
    for line in lines[1:]:
        if not any(line):
            continue
        if line[0] in ("Acteurs", "Projets", "Participations") and not any(line[1:]):
            sheet = line[0]
        else:
            tables.setdefault(sheet, []).append(line)
    (tmp_path / "ex").mkdir()
    for name, rows in tables.items():
        text = "\n".join("\t".join(map(str, line)).rstrip("\t") for line in rows)
        (tmp_path / "ex" / f"{name}.tsv").write_text(text, "utf-8")
    prepared = taken(tmp_path / "ex", strict=True)
    assert [f["accepted"] for f in prepared.files] == [3, 3, 2]
    assert prepared.problems == []


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("=+-@'_x0D\t\x1f"), min_size=1)
# A name of signs that nobody sees is none, and one that looks as spoilt by an encoding is remarked on.
_CLEAN = _TEXT.filter(
    lambda t: t == t.strip() and any(sign.isalnum() or sign in "=+-@'_" for sign in t) and not has_mojibake(t)
)


@rounds(8)
@example("'=1+1", 47.000001, ["=A1"], 1, 5e-324, "fr")
@given(
    _CLEAN,
    st.floats(-90, 90),
    st.lists(_CLEAN.filter(lambda t: "\\" not in t and t == t.replace("\0", "")), unique=True, max_size=3),
    st.integers(1, 100_000),
    st.floats(0, 1e13),
    st.sampled_from(LANGS),
)
def test_records_are_read_as_they_were_written(
    name: str, latitude: float, aliases: list[str], size: int, budget: float, lang: str
) -> None:
    actor: dict[str, Value] = {
        **{"id": "00123", "name": name, "kind": "association", "latitude": latitude, "aliases": tuple(aliases)},
        **{"siret": "21370261600011", "territory": "01001", "start": "2024-03", "visibility": "internal"},
    }
    project: dict[str, Value] = {"id": "1e5", "title": name, "kind": "projet", "size": size, "budget": budget}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        filling.write_records(path, {"actors": [actor], "projects": [project]}, lang)
        prepared = taken(path)
        with zipfile.ZipFile(path) as archive:
            assert not any(b"<f>" in archive.read(n) for n in archive.namelist() if "sheets/" in n)
    assert prepared.problems == []
    told = {s.statement.type: s.statement for s in prepared.says}
    expected = {n: v for n, v in actor.items() if v != () and n != "visibility"}
    assert told[RecordType.ACTOR].fields == expected
    assert told[RecordType.ACTOR].visibility == "internal"
    assert told[RecordType.PROJECT].fields == project


def test_the_same_records_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        filling.write_records(tmp_path / name, {"themes": [{"id": "t", "label_fr": "=1+1"}]})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["Thèmes"]["B2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("=1+1", "s", "@")


def test_what_a_workbook_cannot_hold_is_refused_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    filling.write_records(path, {})
    before = path.read_bytes()
    with pytest.raises(UsageError, match=r"\.zip"):
        filling.write_records(path, {"actors": [{"id": "A", "name": "x" * 32_768}]})

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(UsageError, match="Close it in Excel"):
        filling.write_records(path, {"themes": [{"id": "t"}]})
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def f1_as_workbook(path: Path, lang: str) -> None:
    """F1's own files, written with `write_records`."""
    sheets: dict[str, list[dict[str, Value]]] = {}
    for table in read(F1):
        lists = {"themes", "territories", "aliases", "succeeds", "within", "documents"}
        sheets[table.name] = [
            {n: tuple(t.split(";")) if n in lists and t else t for n, t in zip(table.header, texts, strict=True) if t}
            for _, texts in table.rows()
        ]
    filling.write_records(path, sheets, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_f1_as_a_workbook_gives_the_facts_of_its_csv_files(tmp_path: Path, lang: str) -> None:
    f1_as_workbook(tmp_path / "f1.xlsx", lang)
    with new_graph(tmp_path / "a.db", F1) as of_files, new_graph(tmp_path / "b.db") as of_book:
        report = of_book.import_files([tmp_path / "f1.xlsx"])
        assert report.problems == []
        assert bodies(of_book) == bodies(of_files)


@pytest.fixture(scope="module")
def saved_f1(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """F1 as a workbook of each language, saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("f1")
    for lang in LANGS:
        f1_as_workbook(folder / f"{lang}.xlsx", lang)
    return dict(zip(LANGS, saved(*(folder / f"{lang}.xlsx" for lang in LANGS), to=folder / "saved"), strict=True))


@pytest.mark.slow
@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("lang", LANGS)
def test_a_workbook_saved_by_libreoffice_gives_the_same_facts(
    tmp_path: Path, saved_f1: dict[str, Path], lang: str
) -> None:
    with new_graph(tmp_path / "a.db", F1) as of_files, new_graph(tmp_path / "b.db") as of_book:
        report = of_book.import_files([saved_f1[lang]])
        assert report.problems == []
        assert bodies(of_book) == bodies(of_files)
