"""Spreadsheets of LibreOffice (.ods, .fods) and of Excel before 2007 (.xls): read as .xlsx is, and as safely."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from graph_service import open_graph
from graph_service.errors import InputError
from graph_service.messages import LANGS, say
from graph_service.model import Op, RecordType
from graph_service.workbooks import filling
from importers.readers import Limits, read
from importers.readers.compound import SIGNATURE
from tests.graph_service.back_and_forth.book import Book, said
from tests.graph_service.house import F1, new_graph
from tests.needs import SHARED
from tests.office import saved

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
    for name, of in {
        "office": "office",
        "table": "table",
        "text": "text",
        "number": "datastyle",
        "style": "style",
    }.items()
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
STYLES = """<office:automatic-styles>
<number:date-style style:name="N1"><number:month/><number:text>-</number:text><number:year/></number:date-style>
<number:date-style style:name="N2"><number:day/><number:month/><number:year/></number:date-style>
<number:number-style style:name="N3"><number:number number:min-integer-digits="5"/></number:number-style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="code" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>"""


def cell(text: str, *, kind: str = "string", more: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "F", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def content(*tables: str, before: str = "") -> str:
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    top = f"<office:document-content {SPACES} {CALC}>{STYLES}{body}</office:document-content>"
    return f'<?xml version="1.0"?>{before}{top}'


def ods(xml: str, kind: str = "spreadsheet", **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        archive.writestr("content.xml", xml)
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as caught:
        _ = [list(found.rows()) for found in read(path, limits)]
    assert all(path.name in say(caught.value.message, lang) for lang in LANGS)
    return caught.value.code


@pytest.mark.parametrize(
    ("xml", "seen", "codes"),
    [
        (cell("21 370 261 600 018", kind="float", more='office:value="21370261600018"'), "21370261600018", []),
        (cell("1,50", kind="float", more='office:value="1.5"'), "1.5", []),
        (cell("3", kind="float", more='office:value="3.0"'), "3", []),
        (cell("2,43E+17", kind="float", more='office:value="2.43E+17"'), "", ["crushed_number"]),
        (cell("01004", kind="float", more='office:value="1004" table:style-name="code"'), "01004", []),
        (cell("50 %", kind="percentage", more='office:value="0.5"'), "50%", []),
        (cell("5 €", kind="currency", more='office:value="5"'), "5", []),
        (cell("01/03/24", kind="date", more='office:date-value="2024-03-01"'), "2024-03-01", []),
        (cell("mars-24", kind="date", more='office:date-value="2024-03-01" table:style-name="month"'), "2024-03", []),
        (
            cell("x", kind="date", more='office:date-value="2024-03-01T00:00:00" table:style-name="day"'),
            "2024-03-01",
            [],
        ),
        (cell("x", kind="date", more='office:date-value="2024-03-01T08:30:00"'), "2024-03-01T08:30:00", []),
        (cell("08:30", kind="time", more='office:time-value="PT08H30M00S"'), "08:30", []),
        (cell("VRAI", kind="boolean", more='office:boolean-value="true"'), "true", []),
        (cell("un<text:s text:c='2'/>deux<text:tab/>x</text:p><text:p>trois"), "un  deux\tx\ntrois", []),
        (cell("a <text:span>gras</text:span><text:line-break/>b"), "a gras\nb", []),
        (cell("_x0041_"), "_x0041_", []),
        (cell("x</text:p><office:annotation><text:p>Jean dit</text:p></office:annotation><text:p>y"), "x\ny", []),
        (cell("#DIV/0!", more='table:formula="of:=1/0" calcext:value-type="error"'), "", ["cell_error"]),
        (cell("#N/A", kind="float", more='office:value="0" table:formula="of:=NA()"'), "", ["cell_error"]),
        (cell("#REF!"), "", ["cell_error"]),
        (cell("2", kind="float", more='office:value="2" table:formula="of:=1+1"'), "2", ["formula"]),
        ('<table:table-cell table:formula="of:=1+1"/>', "", ["formula_empty"]),
        ('<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>', None, []),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(tmp_path: Path, xml: str, seen: str | None, codes: list[str]) -> None:
    (found,) = read(written(tmp_path / "a.ods", ods(content(table(row(cell("x")), row(xml))))))
    rows = [(texts[0], [remark.code for remark in remarks]) for _, texts, remarks in found.rows_with_remarks()]
    assert rows == ([] if seen is None else [(seen, codes)])


def test_repeated_cells_and_rows_stand_where_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    rows = [
        row(cell("a"), cell("b"), cell("c"), cell("d")),
        row(cell("x", more='table:number-columns-repeated="2"'), "<table:table-cell/>", cell("y")),
        row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="3"'),
        row(cell("z"), more='table:number-rows-repeated="2"'),
        row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048569"'),
    ]
    whole = content(table(*rows))
    flat = whole.replace("office:document-content", "office:document").encode()
    for name, data in (("a.ods", ods(whole)), ("a.fods", flat)):
        (found,) = read(written(tmp_path / name, data))
        assert list(found.rows()) == [(2, ["x", "x", "", "y"]), (6, ["z", "", "", ""]), (7, ["z", "", "", ""])]


def test_merged_hidden_and_foreign_parts_are_told_or_left_out(tmp_path: Path) -> None:
    merged = cell("x", more='table:number-rows-spanned="2" table:number-columns-spanned="1"')
    first = table(
        row(cell("a"), cell("b")),
        row(merged, cell("1")),
        row("<table:covered-table-cell/>", cell("2"), more='table:visibility="filter"'),
    )
    copy = table("<table:table-source/>", row(cell("c"), cell("d")), name="'file:///x'#y")
    away = table(row(cell("e"), cell("f")), row(cell("g")), name="caché", more='table:style-name="away"')
    found = read(written(tmp_path / "a.ods", ods(content(first, copy, away))))
    assert [(one.name, [r.code for r in one.remarks]) for one in found] == [("F", []), ("caché", ["hidden_sheet"])]
    assert [(at, [r.code for r in remarks]) for at, _, remarks in found[0].rows_with_remarks()] == [
        (2, ["merged_cells"]),
        (3, ["merged_cells", "hidden_rows"]),
    ]


def test_a_row_repeated_without_end_is_refused_before_it_is_unfolded(tmp_path: Path) -> None:
    across = cell("x" * 1000, more='table:number-columns-repeated="16000"')
    bomb = ods(content(table(row(cell("id")), row(across, more='table:number-rows-repeated="1000000"'))))
    tracemalloc.start()
    assert refusal(written(tmp_path / "a.ods", bomb)) == "too-many-cells"
    assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    tracemalloc.stop()
    spaces = ods(content(table(row(cell("id")), row(cell('<text:s text:c="900000000"/>')))))
    assert refusal(written(tmp_path / "b.ods", spaces)) == "long-cell"


GOOD = content(table(row(cell("id")), row(cell("A"))))
DTD = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ods(content(table(row(cell("id"))), before=DTD)), "hostile-workbook"),
        (ods(content(table(row(cell("id"))), before=OUTSIDE)), "hostile-workbook"),
        (ods(GOOD[:-40]), "damaged-workbook"),
        (ods("no xml"), "damaged-workbook"),
        (ods(GOOD)[:-30], "damaged-workbook"),
        (ods(content(table())), "empty-workbook"),
        (ods(content(table(row(cell("x", more='table:number-columns-repeated="x"'))))), "damaged-workbook"),
        (ods(content(table(row(cell("x", more='table:number-columns-repeated="99999"'))))), "damaged-workbook"),
        (ods(content(table(row(cell("x", more='table:number-columns-repeated="1200"'))))), "too-many-columns"),
        (ods(content(table(row(cell("x" * 100_001))))), "long-cell"),
        (ods(GOOD, **{"Basic/Standard/script-lb.xml": "x"}), "workbook-macros"),
        (ods(GOOD, **{"META-INF/manifest.xml": "<m:encryption-data/>"}), "encrypted-workbook"),
        (ods(GOOD, "text"), "other-document"),
        (ods(content("<!--" + " " * 60 * 2**20 + "-->")), "too-large"),
        (SIGNATURE + bytes(600) + "Workbook\0".encode("utf-16-le"), "damaged-workbook"),
        (SIGNATURE + bytes(600), "damaged-workbook"),
    ],
)
def test_what_is_no_spreadsheet_to_be_read_is_refused_with_its_reason(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(written(tmp_path / "classeur.ods", data)) == code


# Saved by LibreOffice

OLD = ("ods", "xls")
SCDL = SHARED / "data" / "scdl-subventions"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbooks as .xlsx, and as LibreOffice saves them in the other formats."""
    made = tmp_path_factory.mktemp("office")
    filling.write_template(made / "template.xlsx", "fr")
    with new_graph(made / "a.db", F1) as graph:
        graph.export(made / "export.xlsx")
        book = Book(graph, made / "edited.xlsx")
        book.edit("actors", 2, name="Nouveau nom")
        book.book.save(made / "edited.xlsx")
    odd = openpyxl.Workbook()
    page = odd.active
    page.append(["id", "nom", "siret", "date", "mois", "code", "part", "calcul", "faux", "texte"])
    for at in range(2, 40):
        page.append(
            [
                f"A{at}",
                "Évry – été €",
                21370261600018,
                "=DATE(2024,3,1)",
                "=DATE(2024,3,1)",
                1004,
                0.125,
                "=1/0",
                "=NA()",
                '="a"&"b"',
            ]
        )
        for column, code in ((3, "0"), (4, "dd/mm/yyyy"), (5, "mmm\\-yy"), (6, "00000"), (7, "0.0%")):
            page.cell(at, column).number_format = code
    page.merge_cells("A5:A6")
    page.row_dimensions[8].hidden = True
    odd.create_sheet("cachée").sheet_state = "hidden"
    odd["cachée"].append(["x"])
    odd.save(made / "odd.xlsx")
    files = [made / f"{name}.xlsx" for name in ("template", "export", "edited", "odd")]
    if SHARED.is_dir():
        files += sorted(SCDL.glob("*.xlsx"))
    for kind in OLD:
        saved(*files, to=made / kind, kind=kind)
    return made


@pytest.mark.slow
@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("kind", OLD)
def test_a_workbook_says_the_same_in_every_format(folder: Path, kind: str) -> None:
    for name in ("template", "dep10-aube-conventions", "dep53-mayenne-2018"):
        if not (folder / kind / f"{name}.{kind}").exists():
            continue
        path = folder / f"{name}.xlsx" if name == "template" else SCDL / f"{name}.xlsx"
        new, old = read(path), read(folder / kind / f"{name}.{kind}")
        assert [(one.name, one.header, one.header_row) for one in old] == [
            (one.name, one.header, one.header_row) for one in new
        ]
        for one, other in zip(old, new, strict=True):
            assert [(at, texts, [r.code for r in told]) for at, texts, told in one.rows_with_remarks()] == [
                (at, texts, [r.code for r in told]) for at, texts, told in other.rows_with_remarks()
            ]
            assert [r.code for r in one.remarks] == [r.code for r in other.remarks]


@pytest.mark.slow
@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("kind", OLD)
def test_an_odd_workbook_is_seen_through(folder: Path, kind: str) -> None:
    found = read(folder / kind / f"odd.{kind}")
    first = next(found[0].rows_with_remarks())
    assert first[1][:8] == ["A2", "Évry – été €", "21370261600018", "2024-03-01", "2024-03", "01004", "12.5%", ""]
    assert first[1][8:] == ["", "ab"]
    codes = {at: sorted({r.code for r in remarks}) for at, _, remarks in found[0].rows_with_remarks()}
    assert codes[2] == ["cell_error", "formula"]
    assert "merged_cells" in codes[5]
    assert "hidden_rows" in codes[8]
    assert [r.code for r in found[1].remarks] == ["hidden_sheet"]


@pytest.mark.slow
@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("kind", OLD)
def test_an_export_that_comes_back_in_another_format_is_known_again(folder: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.db").write_bytes((folder / "a.db").read_bytes())
    with open_graph(f"sqlite:///{tmp_path}/a.db") as graph:
        report = graph.import_files([folder / kind / f"export.{kind}"], replace=True)
        assert (said(graph, report), report.problems) == ([], [])
        report = graph.import_files([folder / kind / f"edited.{kind}"], replace=True)
        assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Nouveau nom"})]
