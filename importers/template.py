"""Our own template: its sheets and columns, drawn from the model; written empty for people, or filled for export.

Canonical, French and English headers are all understood, whatever their case and accents.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from graph_service.errors import InputError, UsageError
from graph_service.files import write_all, write_whole
from graph_service.messages import Items, Lang, m, say
from graph_service.model import COUNTED, Column, RecordType, Scope, Value
from graph_service.vocabulary import Vocabulary, fold_text, packaged
from importers import cells, headers
from importers.mapping import FieldPlan, Plan, RecordPlan
from importers.sheets import BESIDE, Sheet
from importers.validation import fields_of

if TYPE_CHECKING:
    from importers.marks import Link

TEMPLATE = "template"
SHEETS: dict[str, RecordType] = {t.sheet: t for t in RecordType if t is not RecordType.TERM}
OUR_COLUMN = "maillage"
"""The last column of an exported workbook, which only its own store reads."""
_STAMP = (1980, 1, 1, 0, 0, 0)
_README: dict[Lang, str] = {"fr": "LISEZMOI.txt", "en": "README.txt"}


def sheet_columns(sheet: str) -> tuple[str, ...]:
    """The canonical columns of a sheet, in order."""
    type_ = SHEETS[sheet]
    names = tuple(c.name for c in fields_of(type_))
    return (*names, "visibility", "source") if type_ in COUNTED else names


def bold(sheet: str) -> tuple[str, ...]:
    """The columns of a sheet that must be filled."""
    return tuple(c.name for c in fields_of(SHEETS[sheet]) if c.required)


def header(column: str, lang: Lang) -> str:
    """What people read above a column."""
    fr, en = headers.table("columns")[column]
    return str(en if lang == "en" else fr)


def sheet_label(sheet: str, lang: Lang) -> str:
    return str(headers.table("sheets")[sheet]) if lang == "fr" else sheet.capitalize()


def aside(name: str, lang: Lang) -> str:
    """The name of a workbook's sheet that holds no data: `help`, `examples`, `lists`."""
    fr, en = headers.table("asides")[name]
    return str(en if lang == "en" else fr)


def is_aside(sheet: Sheet) -> bool:
    """Whether a sheet is one of ours beside the data: help, examples, the lists to choose from."""
    names = {fold_text(name) for both in headers.table("asides").values() for name in both}
    return bool(sheet.book) and fold_text(sheet.name) in names


def sheet_of(sheet: Sheet) -> str | None:
    """The template's sheet that a table is: by its name, else by its bold columns where they fit exactly one."""
    by_word = {fold_text(w): s for s in SHEETS for w in (s, sheet_label(s, "fr"))}
    if named := by_word.get(fold_text(sheet.name)):
        return named
    words = {fold_text(h) for h in sheet.header}
    fits = [s for s in SHEETS if len(bold(s)) > 1 and all(_spellings(c) & words for c in bold(s))]
    return fits[0] if len(fits) == 1 else None


def plan(sheet: Sheet) -> Plan | None:
    """The template laid over a table; None where it is no sheet of it. Raises InputError where bold columns lack."""
    name = sheet_of(sheet)
    if name is None:
        return None
    at: dict[str, int] = {}
    unused: list[str] = []
    mark_at = None
    by_word = {word: column for column in sheet_columns(name) for word in _spellings(column)}
    for i, text in enumerate(sheet.header):
        column = by_word.get(fold_text(text))
        if column and column not in at:
            at[column] = i
        elif fold_text(text) == OUR_COLUMN and mark_at is None:
            mark_at = i
        elif text:
            unused.append(text)
    if lacking := [c for c in bold(name) if c not in at]:
        labels = Items([headers.named(c) for c in lacking])
        raise InputError("missing-columns", file=sheet.file, sheet=sheet.name if sheet.book else name, columns=labels)
    fields = tuple(FieldPlan(c.name, c.name, at[c.name]) for c in fields_of(SHEETS[name]) if c.name in at)
    record = RecordPlan(SHEETS[name], fields, frozenset(), at.get("visibility"), at.get("source"))
    return Plan(TEMPLATE, name, Scope.PARTNERS, (record,), tuple(unused), mark_at=mark_at)


def write_template(target: Path, lang: Lang) -> list[Path]:
    """Write the empty template (a workbook or a zip by its name, else a folder); what was written.

    Of text files: semicolons and a byte order mark for French, since that is what a French spreadsheet opens by a
    double click. What is there is not written over: it may be filled.
    """
    if target.suffix.lower() in (".xls", ".xlsm", ".ods", ".csv"):
        raise UsageError("template-target", file=target.name)
    if target.suffix.lower() == ".xlsx":
        from importers.workbook import write_workbook

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
    the rows carry marks in the column `maillage` (`importers.marks`), and the link stands beside them; in a zip also a
    text on what CSV cannot hold.
    """
    if target.suffix.lower() == ".xlsx":
        from importers.workbook import write_workbook

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


def cell(value: Value) -> str:
    """The text of a cell that the reader makes this value of again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # Never 1e-05: exponents are how spreadsheets crush codes, and the reader refuses them.
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, int):
        return str(value)
    text = cells.join_list(value) if isinstance(value, tuple | list) else value
    return cells.escape(text.replace("\0", ""))


def _table(rows: Iterable[list[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _write_zip(target: Path, parts: Mapping[str, bytes]) -> None:
    """One fixed time stamp, so that the same records make the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, out.getvalue())


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


def _spellings(column: str) -> frozenset[str]:
    return frozenset(map(fold_text, (column, *headers.table("columns")[column])))
