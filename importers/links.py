"""Reads the link in an exported file, which says which store and revision it comes from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from graph_service.model import Scope
from graph_service.records import cells
from graph_service.records.template import SHEETS, aside
from graph_service.vocabulary import fold_text
from graph_service.workbooks.marks import FORMAT, Link
from importers.sheets import Sheet


def link_of(sheets: Sequence[Sheet]) -> Link | None:
    """The link of a workbook's sheets, or of a table of a zip or folder. None where there is none, or it is damaged:
    the file is then one like any other."""
    for sheet in sheets:
        try:
            if sheet.book and fold_text(sheet.name) == fold_text(aside("link", "en")):
                return _of_pairs([tuple(sheet.header[:2]), *((t[0], t[1]) for _, t in sheet.rows())])
            if sheet.beside:
                found = json.loads(sheet.beside)
                return _link(found, found["columns"], found["ids"])
        except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
            return None
    return None


def _of_pairs(rows: Sequence[Sequence[str]]) -> Link:
    found: dict[str, str] = {}
    columns_: dict[str, list[str]] = {}
    ids: dict[str, list[str]] = {}
    for name, value in rows:
        kind, _, sheet = name.partition(" ")
        if kind == "id":
            ids.setdefault(sheet, []).append(cells.unescape(value))
        elif kind == "columns":
            columns_[sheet] = value.split()
        else:
            found[kind] = value
    return _link(found, columns_, ids)


def _link(found: Mapping[str, Any], columns_: Mapping[str, list[str]], ids: Mapping[str, list[str]]) -> Link:
    if int(found["maillage"]) != FORMAT:
        raise ValueError
    return Link(
        str(found["store"]),
        Scope(found["scope"]),
        int(found["revision"]),
        {sheet: tuple(map(str, names)) for sheet, names in columns_.items() if sheet in SHEETS},
        {sheet: tuple(map(str, listed)) for sheet, listed in ids.items() if sheet in SHEETS},
    )
