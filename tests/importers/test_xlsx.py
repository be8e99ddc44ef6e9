"""Workbooks: what a person sees in a cell is what is read, and whatever is no workbook, or no good one, is refused."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import InputError
from graph_service.messages import LANGS, say
from graph_service.records.spreadsheet import escape, unescape
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary
from importers.batch import ImportOptions, Prepared, prepare
from importers.readers import Limits, read
from tests.graph_service.house import SHARED, needs_shared
from tests.importers.packages import MAIN, number, package, row, sheet, text, texts, written, zipped

HEAD = texts(1, "Identifiant", "Nom", "Type", "SIRET", "Notes à moi")


def taken(path: Path, **options: Any) -> Prepared:
    asked = ImportOptions(source="Nous - Liste", **options)
    return prepare([path], asked, None, packaged_vocabulary(), packaged_territories())


def actors(path: Path, *rows: str, **more: Any) -> Prepared:
    """What an import says of a workbook with a sheet of actors."""
    return taken(written(path / "nos acteurs.xlsx", package({"Acteurs": sheet(HEAD, *rows)}, **more)))


def told(prepared: Prepared) -> list[tuple[str, int, str, str]]:
    return [(p["sheet"], p["row"], p["column"], p["code"]) for p in prepared.problems]


def one(path: Path, cells: str, **more: Any) -> tuple[str, list[str]]:
    """(text, codes of remarks) of cell A2."""
    (found,) = read(written(path / "a.xlsx", package({"Feuil1": sheet(texts(1, "x"), row(2, cells))}, **more)))
    for _, found_texts, remarks in found.rows_with_remarks():
        return found_texts[0], [remark.code for remark in remarks]
    return "", []


@pytest.mark.parametrize(
    ("cell", "seen", "codes"),
    [
        (number("A2", "21370261600018"), "21370261600018", []),
        (number("A2", "2.1370261600018E13"), "21370261600018", []),
        (number("A2", "2.1370261600018001E16"), "", ["crushed_number"]),
        (text("A2", "2,43E+13"), "2,43E+13", []),
        (number("A2", "0.1"), "0.1", []),
        (number("A2", "0.30000000000000004"), "0.3", []),
        (number("A2", "1E-7"), "0.0000001", []),
        (number("A2", "-12.50"), "-12.5", []),
        (number("A2", "5E-324"), f"0.{'0' * 323}5", []),
        (number("A2", "1E999999999"), "1E999999999", []),
        (number("A2", "0.255", 1), "25.5%", []),
        (number("A2", "45366", 2), "2024-03-15", []),
        (number("A2", "45366.5", 2), "2024-03-15T12:00:00", []),
        (number("A2", "45352", 3), "2024-03", []),
        (number("A2", "45292", 4), "2024", []),
        (number("A2", "59", 2), "1900-02-28", []),
        (number("A2", "61", 2), "1900-03-01", []),
        (number("A2", "99999999", 2), "99999999", []),
        (number("A2", "1001", 5), "01001", []),
        (number("A2", "0.5", 6), "12:00", []),
        (number("A2", "1234.5", 7), "1234.5", []),
        (number("A2", "7", 99), "7", []),
        ('<c r="A2" t="b"><v>1</v></c>', "true", []),
        ('<c r="A2" t="b"><v>0</v></c>', "false", []),
        ('<c r="A2" t="d"><v>2024-03-15T00:00:00</v></c>', "2024-03-15", []),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "", ["cell_error"]),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', "2", ["formula"]),
        ('<c r="A2" t="str"><f>B2</f><v>Tours</v></c>', "Tours", ["formula"]),
        ('<c r="A2"><f>HYPERLINK("http://x.example")</f></c>', "", ["formula_empty"]),
        ('<c r="A2" t="str"><f>IF(B2=0,"","x")</f><v></v></c>', "", []),
        ("<c t='inlineStr'><is><r><t>Ville </t></r><r><t>de Tours</t></r></is></c>", "Ville de Tours", []),
        (text("A2", "deux_x000D_\nlignes"), "deux\r\nlignes", []),
        (text("A2", "_x005F_x000D_"), "_x000D_", []),
        (text("A2", "=1+1"), "=1+1", []),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(tmp_path: Path, cell: str, seen: str, codes: list[str]) -> None:
    assert one(tmp_path, cell) == (seen, codes)


def test_a_calendar_that_begins_in_1904_is_understood(tmp_path: Path) -> None:
    assert one(tmp_path, number("A2", "43904", 2), date1904=True) == ("2024-03-15", [])


def test_shared_texts_are_read_without_how_they_are_spoken(tmp_path: Path) -> None:
    strings = "<si><t>a</t></si><si><r><t>東</t></r><rPh sb='0' eb='1'><t>ひがし</t></rPh></si>"
    assert one(tmp_path, '<c r="A2" t="s"><v>1</v></c>', strings=strings) == ("東", [])


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from("_x0D\r\x01")))
def test_a_text_is_unescaped_to_what_was_escaped(value: str) -> None:
    assert unescape(escape(value)) == value


def test_prefixed_names_and_cells_without_a_place_are_read(tmp_path: Path) -> None:
    rows = '<x:row><x:c t="inlineStr"><x:is><x:t>id</x:t></x:is></x:c><x:c><x:v>5</x:v></x:c></x:row>'
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}{rows}</x:sheetData></x:worksheet>'
    (found,) = read(written(tmp_path / "a.xlsx", package({"F": xml})))
    assert (found.header, list(found.rows())) == (("id", "5"), [(2, ["id", "5"])])


def test_rows_and_columns_are_where_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    rows = [row(4, text("C4", "id"), text("D4", "nom")), row(7, text("D7", "Un"), number("C7", "1")), row(9, "<c/>")]
    (found,) = read(written(tmp_path / "a.xlsx", package({"F": sheet(*rows)})))
    assert (found.header, found.header_row) == (("id", "nom"), 4)
    assert list(found.rows()) == [(7, ["1", "Un"])]


def test_titles_above_the_headers_are_passed_over(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="B3:C3"/></mergeCells>'
    rows = [texts(1, "Nos acteurs"), texts(3, "", "Qui", "", "Quoi"), texts(4, "id", "nom", "sigle", "type")]
    xml = sheet(*rows, texts(5, "1", "Un", "U", "commune"), after=merged)
    (found,) = read(written(tmp_path / "a.xlsx", package({"F": xml})))
    assert (found.header_row, found.header[0], len(list(found.rows()))) == (4, "id", 1)
    unlabelled = sheet(texts(1, "id", "nom", "", "type"), texts(2, "1", "Un", "note", "commune"))
    (found,) = read(written(tmp_path / "b.xlsx", package({"F": unlabelled})))
    assert found.header_row == 1


def test_a_persons_workbook_is_taken_and_its_oddities_are_told_by_row(tmp_path: Path) -> None:
    prepared = actors(
        tmp_path,
        row(2, text("A2", "A"), text("B2", "Un"), text("C2", "Association"), number("D2", "2.1370261600011E13")),
        row(3, text("A3", "B"), text("B3", "Deux"), text("C3", "commune"), text("D3", "2,43E+13")),
        row(5, text("A5", "C"), '<c r="B5" t="str"><f>A5&amp;"x"</f><v>Cx</v></c>', text("C5", "Commune")),
        row(6, text("A6", "D"), '<c r="B6"><f>NOW()</f></c>', text("C6", "Commune"), '<c r="E6"><f>NOW()</f></c>'),
        row(7, number("A7", "12345678901234567"), text("B7", "Sept"), text("C7", "Commune")),
        texts(8, "E", "Huit", "Commune", "", "", more='hidden="1"'),
        texts(9, "F", "Neuf", "Commune", "", "", "sans titre"),
    )
    assert [s.statement.ids[0] for s in prepared.says if s.sheet == "Acteurs" and s.row] == ["A", "B", "C", "E", "F"]
    (first,) = [s.statement for s in prepared.says if s.row == 2]
    assert first.fields["siret"] == "21370261600011"
    assert told(prepared) == [
        ("Acteurs", 3, "siret", "crushed_number"),
        ("Acteurs", 5, "name", "formula"),
        ("Acteurs", 6, "name", "formula_empty"),
        ("Acteurs", 7, "id", "crushed_number"),
        ("Acteurs", 8, "", "hidden_rows"),
        ("Acteurs", 9, "", "column_without_header"),
    ]
    (file,) = prepared.files
    assert (file["file"], file["sheet"], file["read"], file["rejected"]) == ("nos acteurs.xlsx", "Acteurs", 7, 2)
    assert file["unused_columns"] == ["Notes à moi"]
    for problem in prepared.problems:
        assert all(say(problem["message"], lang) for lang in LANGS)


def test_merged_cells_are_told_and_nothing_is_guessed(tmp_path: Path) -> None:
    after = '<mergeCells count="2"><mergeCell ref="A1:E1"/><mergeCell ref="C2:C3"/></mergeCells>'
    rows = [texts(2, "A", "Un", "Association"), texts(3, "B", "Deux")]
    path = written(tmp_path / "a.xlsx", package({"Acteurs": sheet(HEAD, *rows, after=after)}))
    prepared = taken(path)
    assert told(prepared) == [("Acteurs", 2, "kind", "merged_cells"), ("Acteurs", 3, "kind", "merged_cells")]
    assert "C2:C3" in say(prepared.problems[0]["message"], "fr")


def test_sheets_are_known_in_both_languages_and_others_are_told(tmp_path: Path) -> None:
    sheets = {
        "Aide": sheet(texts(1, "Comment remplir")),
        "_listes": sheet(texts(1, "Commune")),
        "_calculs": sheet(texts(1, "1")),
        "Feuil3": sheet(),
        "Brouillon": sheet(texts(1, "rien")),
        "ACTORS": sheet(texts(1, "id *", "NAME", "type"), texts(2, "A", "Un", "commune")),
        "Projets": sheet(texts(1, "Identifiant", "Titre", "Type"), texts(2, "P", "Un", "Projet")),
        "mes liens": sheet(texts(1, "Acteur *", "Projet *", "Rôle *"), texts(2, "A", "P", "Porteur")),
    }
    states = {"_listes": "hidden", "_calculs": "veryHidden", "Projets": "hidden"}
    prepared = taken(written(tmp_path / "a.xlsx", package(sheets, states=states)))
    assert [(f["sheet"], f["accepted"]) for f in prepared.files] == [("ACTORS", 1), ("Projets", 1), ("mes liens", 1)]
    assert told(prepared) == [("ACTORS", 0, "", "unused_sheets"), ("Projets", 0, "", "hidden_sheet")]
    assert "_calculs et Brouillon" in say(prepared.problems[0]["message"], "fr")


def test_a_workbook_is_known_by_its_content_in_folders_and_zips_too(tmp_path: Path) -> None:
    data = package({"Acteurs": sheet(HEAD)})
    assert read(written(tmp_path / "a.csv", data))[0].book == "a.csv"
    assert read(written(tmp_path / "b.zip", data))[0].book == "b.zip"
    written(tmp_path / "c.zip", zipped({"x/a.xlsx": data, "x/~$a.xlsx": b"lock", "projets.csv": "id;titre"}))
    assert [(s.file, s.name) for s in read(tmp_path / "c.zip")] == [
        ("c.zip/x/a.xlsx", "Acteurs"),
        ("c.zip/projets.csv", "projets"),
    ]
    (tmp_path / "d").mkdir()
    written(tmp_path / "d" / "a.xlsx", data)
    written(tmp_path / "d" / "~$a.xlsx", b"lock")
    assert [(s.file, s.name) for s in read(tmp_path / "d")] == [("d/a.xlsx", "Acteurs")]


@pytest.mark.parametrize("mark", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_a_file_that_is_open_elsewhere_is_read_and_told(tmp_path: Path, mark: str) -> None:
    path = written(tmp_path / "a.xlsx", package({"Acteurs": sheet(HEAD, texts(2, "A", "Un", "commune"))}))
    written(tmp_path / mark, b"")
    assert told(taken(path)) == [("Acteurs", 0, "", "open_elsewhere")]


def test_a_file_that_excel_holds_is_refused_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path / "a.xlsx", b"")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "Close it in Excel" in refusal(path, "file-in-use")


# What is refused


def refusal(path: Path, code: str, limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as caught:
        _ = [list(found.rows()) for found in read(path, limits)]
    assert caught.value.code == code
    for lang in LANGS:
        assert path.name in say(caught.value.message, lang)
    return str(caught.value)


GOOD = package({"Acteurs": sheet(HEAD, texts(2, "A", "Un", "commune"))})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def with_part(name: str, data: str | bytes) -> bytes:
    return package({"Acteurs": sheet(HEAD)}, extra={name: data})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b" \r\n ", "empty-file"),
        (b"%PDF-1.7 \x00", "pdf-file"),
        ("Identifiant;Nom;Type\nA;Évry;commune\n".encode("cp1252"), "text-as-workbook"),
        (b"<html><table><tr><td>id</td></tr></table></html>", "html-file"),
        (OLE, "damaged-workbook"),
        (OLE + "WordDocument".encode("utf-16-le"), "other-document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted-workbook"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
            "empty-workbook",
        ),
        (zipped({"[Content_Types].xml": "<T/>", "xl/workbook.bin": b"\1"}), "binary-workbook"),
        (zipped({"[Content_Types].xml": "<T/>", "word/document.xml": "<x/>"}), "other-document"),
        (zipped({"actors.csv": "id;nom"}), "zip-as-workbook"),
        (zipped({}), "damaged-workbook"),
        (GOOD[:-60], "damaged-workbook"),
        (GOOD[: len(GOOD) // 2], "damaged-workbook"),
        (GOOD.replace(b"PK\x01\x02", b"PK\x09\x09"), "damaged-workbook"),
        (with_part("xl/vbaProject.bin", b"\1"), "workbook-macros"),
        (
            with_part("[Content_Types].xml", "<T><Override ContentType='application/x.macroEnabled.main+xml'/></T>"),
            "workbook-macros",
        ),
        (with_part("xl/worksheets/sheet1.xml", BOMB + sheet(HEAD)), "hostile-workbook"),
        (with_part("xl/worksheets/sheet1.xml", OUTSIDE + sheet(HEAD)), "hostile-workbook"),
        (with_part("xl/workbook.xml", BOMB + "<workbook/>"), "hostile-workbook"),
        (with_part("xl/worksheets/sheet1.xml", sheet(HEAD)[:-30]), "damaged-workbook"),
        (with_part("xl/worksheets/sheet1.xml", "not xml"), "damaged-workbook"),
        (with_part("xl/worksheets/sheet1.xml", sheet(HEAD, row(9_999_999, text("A2", "x")))), "damaged-workbook"),
        (with_part("xl/worksheets/sheet1.xml", sheet('<row r="1"><c t="s"><v>7</v></c></row>')), "damaged-workbook"),
        (with_part("xl/worksheets/sheet1.xml", sheet('<row r="1"><c r="ZZZ1"><v>7</v></c></row>')), "damaged-workbook"),
        (with_part("xl/styles.xml", "<s><numFmt numFmtId='x'/></s>"), "damaged-workbook"),
        (package({"Feuil1": sheet(), "Feuil2": sheet(row(3, "<c/>"))}), "empty-workbook"),
        (package({"F": sheet(HEAD, row(2, text("A2", "x" * 100_001)))}), "long-cell"),
        (package({"F": sheet(HEAD)}, strings=f"<si><t>{'x' * 100_001}</t></si>"), "long-cell"),
        (package({"F": sheet(row(1, text("A1", "a"), text("AMM1", "b")))}), "too-many-columns"),
    ],
)
def test_what_is_no_workbook_to_be_read_is_refused_with_its_reason(tmp_path: Path, data: bytes, code: str) -> None:
    refusal(written(tmp_path / "classeur.xlsx", data), code)


def test_bombs_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    big = written(tmp_path / "a.xlsx", package({"F": sheet(HEAD, "<!--" + " " * 60 * 2**20 + "-->")}))
    long = written(tmp_path / "b.xlsx", package({"F": sheet(HEAD, row(2, text("A2", "x" * 15 * 2**20)))}))
    tracemalloc.start()
    refusal(big, "too-large")
    refusal(long, "long-cell")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20
    small = Limits(total_bytes=3000)
    refusal(
        written(tmp_path / "c.xlsx", package({"F": sheet(HEAD, *(texts(i, "a") for i in range(2, 99)))})),
        "too-large",
        small,
    )
    refusal(
        written(tmp_path / "d.xlsx", package({f"F{i}": sheet(HEAD) for i in range(4)})),
        "too-many-sheets",
        Limits(members=3),
    )
    refusal(written(tmp_path / "e.xlsx", GOOD), "too-many-parts", Limits(parts=3))
    strings = package({"F": sheet(HEAD)}, strings="<si><t/></si>" * 9)
    refusal(written(tmp_path / "f.xlsx", strings), "too-many-strings", Limits(strings=8))


def test_a_sheet_cut_short_leaves_nothing_of_the_others(tmp_path: Path) -> None:
    """The second sheet is broken near its end: no row of the first is taken."""
    broken = sheet(
        texts(1, "Identifiant", "Titre", "Type"), *(texts(i, f"P{i}", "x", "projet") for i in range(2, 3000))
    )
    data = package({"Acteurs": sheet(HEAD, texts(2, "A", "Un", "commune")), "Projets": broken[:-20]})
    with pytest.raises(InputError) as caught:
        taken(written(tmp_path / "a.xlsx", data))
    assert caught.value.code == "damaged-workbook"


def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    outside = '<Relationship Id="rId1" Type="x/worksheet" TargetMode="External" Target="file:///etc/passwd"/>'
    relations = f"<Relationships>{outside}</Relationships>"
    refusal(written(tmp_path / "a.xlsx", with_part("xl/_rels/workbook.xml.rels", relations)), "empty-workbook")
    up = "<Relationships><Relationship Id='rId1' Type='x/worksheet' Target='../../../../etc/passwd'/></Relationships>"
    refusal(written(tmp_path / "b.xlsx", with_part("xl/_rels/workbook.xml.rels", up)), "damaged-workbook")


def test_a_workbook_without_a_known_sheet_says_which_it_has_and_which_are_expected(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", package({"Feuil1": sheet(texts(1, "a", "b")), "Suivi": sheet(texts(1, "c"))}))
    with pytest.raises(InputError) as caught:
        taken(path)
    said = say(caught.value.message, "fr")
    assert "Feuil1 et Suivi" in said
    assert "Acteurs, Projets, Participations" in said
    with pytest.raises(InputError) as caught:
        taken(path, mapping="h2020")
    assert caught.value.code == "mapping-fits-no-sheet"


def test_a_sheet_without_its_bold_columns_is_refused_by_its_own_name(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", package({"Acteurs": sheet(texts(1, "Identifiant", "Type"))}))
    with pytest.raises(InputError) as caught:
        taken(path)
    assert "Nom (name)" in say(caught.value.message, "fr")
    assert "« Acteurs »" in say(caught.value.message, "fr").replace("\u202f", " ")


@needs_shared
@pytest.mark.parametrize(
    ("name", "columns", "rows"), [("dep10-aube-conventions", 14, 7), ("dep53-mayenne-2018", 15, 175)]
)
def test_real_published_workbooks_are_read_as_tables(name: str, columns: int, rows: int) -> None:
    path = SHARED / "data" / "scdl-subventions" / f"{name}.xlsx"
    (found,) = read(path)
    assert (len(found.header), len(list(found.rows()))) == (columns, rows)


@pytest.mark.parametrize("made", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_rows_are_read_anew_each_time(tmp_path: Path, made: int) -> None:
    data: Mapping[str, str] = {"F": sheet(HEAD, *(texts(i, f"{i}", "x") for i in range(2, 5000)))}
    (found,) = read(written(tmp_path / "a.xlsx", package(data, compress=made)))
    assert list(found.rows()) == list(found.rows())
    assert sum(1 for _ in found.rows()) == 4998
