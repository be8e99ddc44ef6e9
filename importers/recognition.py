"""Recognises which sheet of the template a table is, and which column each header means.

Canonical, French and English headers are all understood, whatever their case and accents.
"""

from __future__ import annotations

from graph_service.errors import InputError
from graph_service.messages import Items
from graph_service.model import Scope
from graph_service.records import headers
from graph_service.records.template import OUR_COLUMN, SHEETS, bold, sheet_columns, sheet_label
from graph_service.records.validation import fields_of
from graph_service.vocabulary import fold_text
from importers.mapping import FieldPlan, Plan, RecordPlan
from importers.sheets import Sheet

TEMPLATE = "template"


def is_aside(sheet: Sheet) -> bool:
    """Return whether a sheet is one of ours without data: help, examples, or lists to choose from."""
    names = {fold_text(name) for both in headers.table("asides").values() for name in both}
    return bool(sheet.book) and fold_text(sheet.name) in names


def sheet_of(sheet: Sheet) -> str | None:
    """Return the template's sheet that a table is: by its name, else by its bold columns if they fit exactly one."""
    if named := _called(sheet):
        return named
    return by_headers(sheet)


def by_headers(sheet: Sheet) -> str | None:
    """Return the only sheet of the template whose bold columns a table has."""
    words = {fold_text(h) for h in sheet.header}
    fits = [s for s in SHEETS if len(bold(s)) > 1 and all(_spellings(c) & words for c in bold(s))]
    return fits[0] if len(fits) == 1 else None


def bold_headers(sheet: Sheet, name: str) -> frozenset[str]:
    """Return the headers of a table that are bold columns of a sheet of the template."""
    return frozenset(text for text in sheet.header if any(fold_text(text) in _spellings(c) for c in bold(name)))


def is_ours(sheet: Sheet) -> bool:
    """Return whether a table is called as a sheet of the template and has its bold columns: no mapping is asked."""
    name, words = _called(sheet), {fold_text(h) for h in sheet.header}
    return name is not None and all(_spellings(column) & words for column in bold(name))


def is_in_own_words(sheet: Sheet, plan: Plan) -> bool:
    """Return whether the columns of a table that must be filled are called as the template writes them itself: by their
    ids, or by their labels with the star behind."""
    written = {text.strip() for text in sheet.header}
    labels = headers.table("columns")
    return all(
        column in written or any(f"{label} *" in written for label in labels[column]) for column in bold(plan.sheet)
    )


def _called(sheet: Sheet) -> str | None:
    """The template's sheet that a table is called as, in either language."""
    by_word = {fold_text(w): s for s in SHEETS for w in (s, sheet_label(s, "fr"))}
    return by_word.get(fold_text(sheet.name))


def plan(sheet: Sheet) -> Plan | None:
    """Lay the template over a table. None if it is no sheet of it. Raises InputError if bold columns are missing."""
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


def _spellings(column: str) -> frozenset[str]:
    return frozenset(map(fold_text, (column, *headers.table("columns")[column])))
