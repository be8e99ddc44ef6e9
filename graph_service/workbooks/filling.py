"""The template written, empty for people or filled with records: as a workbook, as text files in a folder or a zip."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph_service.errors import UsageError
from graph_service.files import packed, write_all, write_whole
from graph_service.messages import Lang, m, say
from graph_service.model import Column, Value
from graph_service.records.template import OUR_COLUMN, SHEETS, cell, header, sheet_columns, sheet_label
from graph_service.records.validation import fields_of
from graph_service.vocabulary import Vocabulary, packaged
from graph_service.workbooks.marks import BESIDE, Link

_README: dict[Lang, str] = {"fr": "LISEZMOI.txt", "en": "README.txt"}


def write_template(target: Path, lang: Lang) -> list[Path]:
    """Write the empty template (a workbook or a zip by its name, else a folder); what was written.

    Of text files: semicolons and a byte order mark for French, since that is what a French spreadsheet opens by a
    double click. What is there is not written over: it may be filled.
    """
    if target.suffix.lower() in (".xls", ".xlsm", ".ods", ".csv"):
        raise UsageError("template-target", file=target.name)
    if target.suffix.lower() == ".xlsx":
        from graph_service.workbooks.workbook import write_workbook

        if target.exists():
            raise UsageError("template-exists", file=str(target))
        write_workbook(target, {}, lang, packaged())
        return [target]
    delimiter = ";" if lang == "fr" else ","
    parts = {
        f"{sheet}.csv": _table([[header(c, lang) for c in sheet_columns(sheet)]], delimiter).encode("utf-8-sig")
        for sheet in SHEETS
    }
    parts[_README[lang]] = _explained(lang).encode("utf-8-sig")
    if target.suffix.lower() == ".zip":
        _write_zip(target, parts)
        return [target]
    target.mkdir(parents=True, exist_ok=True)
    if taken := [name for name in parts if (target / name).exists()]:
        raise UsageError("template-exists", file=str(target / taken[0]))
    write_all({target / name: data for name, data in parts.items()})
    return [target / name for name in parts]


def write_records(
    target: Path,
    sheets: Mapping[str, Iterable[Mapping[str, Value]]],
    lang: Lang = "fr",
    vocabulary: Vocabulary | None = None,
    link: Link | None = None,
) -> None:
    """Write records as the template's sheets, so that `import` reads them again: a workbook or a zip, by the name.

    A row maps canonical columns (`visibility` and `source` among them) to values. No cell can be run as a formula.
    The zip has canonical headers and ids; a workbook is for people and has headers and labels of `lang`. With `link`
    the rows carry marks in the column `maillage` (`graph_service.workbooks.marks`), and the link stands beside them; in
    a zip also a text on what CSV cannot hold.
    """
    if target.suffix.lower() == ".xlsx":
        from graph_service.workbooks.workbook import write_workbook

        write_workbook(target, sheets, lang, vocabulary or packaged(), link)
        return
    parts = {}
    for sheet, rows in sheets.items():
        names = (*sheet_columns(sheet), *((OUR_COLUMN,) if link else ()))
        table = [list(names), *([cell(row.get(name)) for name in names] for row in rows)]
        parts[f"{sheet}.csv"] = _table(table, ",").encode("utf-8-sig", "replace")
    if link:
        parts[BESIDE] = link.json().encode("utf-8", "replace")
        parts[_README[lang]] = f"{say(m('export-readme'), lang)}\r\n".encode("utf-8-sig")
    _write_zip(target, parts)


def _table(rows: Iterable[list[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _write_zip(target: Path, parts: Mapping[str, bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, packed(parts))


def _explained(lang: Lang) -> str:
    """The text that goes with the empty template: every sheet, its columns, and which must be filled."""
    lines = [say(m("template-intro"), lang), "", say(m("template-csv"), lang), ""]
    for sheet, type_ in SHEETS.items():
        by_name: dict[str, Column] = {c.name: c for c in fields_of(type_)}
        lines.append(f"{sheet}.csv ({sheet_label(sheet, lang)})")
        for name in sheet_columns(sheet):
            must = " *" if name in by_name and by_name[name].required else ""
            lines.append(f"  {header(name, lang)} ({name}){must}")
        lines.append("")
    return "\r\n".join(lines)
