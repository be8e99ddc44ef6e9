"""The import template: its sheets and columns, their labels, and the row that a fact fills."""

from __future__ import annotations

from decimal import Decimal

from graph_service.messages import Lang
from graph_service.model import COUNTED, KEYED, STAFF, Fact, RecordType, Value
from graph_service.records import cells, headers
from graph_service.records.validation import fields_of

SHEETS: dict[str, RecordType] = {t.sheet: t for t in RecordType if t is not RecordType.TERM}
OUR_COLUMN = "maillage"
"""The last column of an exported workbook, which only its own store reads."""


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


def row_of(fact: Fact) -> dict[str, Value]:
    """Return the cells that a fact fills, by canonical column. The source of the team's own facts stays empty: no file
    may speak as the team."""
    sheet = fact.type.sheet
    names = sheet_columns(sheet)
    values = {name: fact.get(name) for name in names if name in fact.values}
    if fact.type in KEYED:
        values[KEYED[fact.type]] = fact.id
    if "visibility" in names:
        values["visibility"] = fact.visibility.value
    if "source" in names and fact.source != STAFF:
        values["source"] = fact.source
    return values


def cell(value: Value) -> str:
    """Return the text of a cell that is read back as this value."""
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
