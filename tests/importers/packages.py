"""Workbooks written by hand, as spreadsheets write them and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FORMATS = {1: "0.00%", 2: "dd/mm/yyyy", 3: "mmm\\-yy", 4: "yyyy", 5: "00000", 6: 'hh:mm" h"', 7: "#,##0.00\\ [$€-40C]"}
"""Cell style -> number format."""


def row(at: int, *cells: str, more: str = "") -> str:
    return f'<row r="{at}" {more}>{"".join(cells)}</row>'


def text(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def texts(at: int, *values: str, more: str = "") -> str:
    """A row of texts from column A on."""
    return row(at, *(text(f"{chr(65 + i)}{at}", v) for i, v in enumerate(values) if v), more=more)


def number(place: str, raw: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{raw}</v></c>'


def sheet(*rows: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def package(
    sheets: Mapping[str, str],
    *,
    states: Mapping[str, str] | None = None,
    strings: str | None = None,
    extra: Mapping[str, str | bytes] | None = None,
    date1904: bool = False,
    compress: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The bytes of a workbook with these sheets (name -> XML). `extra` replaces or adds parts."""
    states = states or {}
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{i}" state="{states.get(name, "visible")}" r:id="rId{i}"/>'
        for i, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{DOC}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    relations += f'<Relationship Id="rIdS" Type="{DOC}/styles" Target="/xl/styles.xml"/>'
    formats = "".join(f'<numFmt numFmtId="{163 + i}" formatCode={quoteattr(f)}/>' for i, f in FORMATS.items())
    styles = "".join(f'<xf numFmtId="{163 + i if i else 0}"/>' for i in (0, *FORMATS))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types><Default Extension='xml' ContentType='application/xml'/></Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{DOC}/officeDocument" '
        f'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}"><workbookPr date1904="{int(date1904)}"/>'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{i}.xml": xml for i, xml in enumerate(sheets.values(), 1)},
    }
    if strings is not None:
        relations += f'<Relationship Id="rIdT" Type="{DOC}/sharedStrings" Target="sharedStrings.xml"/>'
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    return zipped({**parts, **(extra or {})}, compress)


def zipped(parts: Mapping[str, str | bytes], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
