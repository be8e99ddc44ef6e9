"""Marks in an exported workbook that record what each row held, so that an import finds the edits
(docs/statements.md#8-what-comes-back).

Every row carries a mark in its last column: the fact's id and a check of each cell as it was shown. A hidden sheet (in
a zip: `maillage.json`) says which store, scope and revision it was filled from, and all ids that were written.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph_service.model import Fact, RecordType, Scope, Value, canonical_json, columns
from graph_service.records import cells, template
from graph_service.records.validation import Checker

_CHECK = 6
"""Letters of a check: 36 bits, so that one edit in tens of thousands of millions is taken for none."""
FORMAT = 1
BESIDE = "maillage.json"
"""The name, in a zip or a folder, of what is the hidden sheet of an exported workbook."""


@dataclass(frozen=True)
class Link:
    """Which store, scope and revision an exported file comes from, and the ids and columns in it."""

    store: str
    scope: Scope
    revision: int
    columns: Mapping[str, tuple[str, ...]]
    """Of each sheet the columns that its checks stand for, in their order."""
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of each sheet the ids of the facts that were written."""

    def rows(self) -> Iterator[tuple[str, str]]:
        """The hidden sheet: pairs of a name and what it is, an id a row."""
        yield "maillage", str(FORMAT)
        yield "store", self.store
        yield "scope", self.scope.value
        yield "revision", str(self.revision)
        for sheet, names in self.columns.items():
            yield f"columns {sheet}", " ".join(names)
        for sheet, ids in self.ids.items():
            for id_ in ids:
                yield f"id {sheet}", id_

    def json(self) -> str:
        """`maillage.json`."""
        head = {"maillage": FORMAT, "store": self.store, "scope": self.scope.value, "revision": self.revision}
        return json.dumps({**head, "columns": dict(self.columns), "ids": dict(self.ids)}, ensure_ascii=False, indent=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """The record that a row was filled with, and a check of each cell."""

    id: str
    checks: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.id}/{''.join(self.checks)}"

    @staticmethod
    def parse(text: str) -> Mark | None:
        """Return the mark that a cell holds; None if the text is no mark."""
        id_, slash, checks = text.strip().rpartition("/")
        if not slash or not id_ or not checks or len(checks) % _CHECK:
            return None
        return Mark(id_, tuple(checks[i : i + _CHECK] for i in range(0, len(checks), _CHECK)))


def check(value: Any) -> str:
    """Return a short digest of a value, the same on every machine."""
    made = hashlib.blake2b(canonical_json(value).encode(), digest_size=6).digest()
    return base64.urlsafe_b64encode(made).decode()[:_CHECK]


class Shown:
    """Reads a cell's meaning, whatever a spreadsheet or language made of its text. Checks are made of it."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self._columns = {type_: {c.name: c for c in columns(type_)} for type_ in template.SHEETS.values()}
        self._memo: dict[tuple[RecordType, str, str], Value] = {}

    def seen(self, type_: RecordType, name: str, text: str) -> Value:
        """The value that a cell's text is read as; a text that is no value of its column stands for itself."""
        text = _plain(cells.unescape(text))
        if not text or name == "source":
            return text or None
        if name == "visibility":
            scope = cells.visibility(text)
            return scope.value if scope else text
        column = self._columns[type_][name]
        if column.kind == "text" and not (column.many or column.refs or column.category or column.scheme):
            return text
        key = (type_, name, text)
        if key not in self._memo:
            if column.many:
                items = (self._one(type_, name, item) for item in cells.split_list(text))
                self._memo[key] = tuple(sorted({str(item) for item in items}))
            else:
                self._memo[key] = self._one(type_, name, text)
        return self._memo[key]

    def _one(self, type_: RecordType, name: str, text: str) -> Value:
        value, faults = self.checker.cell(type_, self._columns[type_][name], text)
        if faults or value is None:
            return text
        return value[0] if isinstance(value, tuple) and len(value) == 1 else value

    def checks(self, type_: RecordType, names: Sequence[str], row: Mapping[str, Value]) -> tuple[str, ...]:
        """The checks of a row of values, as a reader of its cells would make them."""
        return tuple(check(self.seen(type_, name, template.cell(row.get(name)))) for name in names)


def _plain(text: str) -> str:
    """A text without what spreadsheets change when they save it: kinds of line ends, spaces around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True)
class Filled:
    """What an export writes."""

    rows: Mapping[str, list[dict[str, Value]]]
    link: Link


def filled(sheets: Mapping[str, Iterable[Fact]], store: str, scope: Scope, revision: int, checker: Checker) -> Filled:
    """The rows of an export, each with its mark, and the link that stands beside them.

    Equal rows of a source were one fact with a count, and are that many rows again.
    """
    shown = Shown(checker)
    rows: dict[str, list[dict[str, Value]]] = {}
    ids: dict[str, tuple[str, ...]] = {}
    for sheet, facts in sheets.items():
        type_, names = template.SHEETS[sheet], template.sheet_columns(sheet)
        rows[sheet], listed = [], []
        for fact in facts:
            row = template.row_of(fact)
            mark = str(Mark(fact.id, shown.checks(type_, names, row)))
            rows[sheet] += [{**row, template.OUR_COLUMN: mark}] * fact.count
            listed.append(fact.id)
        ids[sheet] = tuple(listed)
    names_of = {sheet: template.sheet_columns(sheet) for sheet in sheets}
    return Filled(rows, Link(store, scope, revision, names_of, ids))
