"""Reads the first rows of a file by a mapping, and says which records they become. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from graph_service.errors import RowProblem
from graph_service.messages import Items, Label, Lang, m, say, worded
from graph_service.model import COUNTED, RecordType, Scope, Value, columns
from graph_service.records.headers import named
from graph_service.stores.base import Store
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary
from importers import mapping
from importers.batch import prepared
from importers.jobs import jobs
from importers.mapping import Mapping as OneMapping
from importers.mapping.saved import known
from importers.options import ImportOptions
from importers.readers import read
from importers.sheets import Row, Sheet
from importers.sums import decide
from importers.whole_names import keep_whole
from importers.work import Work

ROWS = 10
"""Rows that a trial shows."""


@dataclass(frozen=True, kw_only=True)
class First(Sheet):
    """The first rows of a sheet."""

    base: Sheet
    rows_shown: int

    def rows_with_remarks(self) -> Iterator[Row]:
        return islice(self.base.rows_with_remarks(), self.rows_shown)


@dataclass(frozen=True)
class TriedRow:
    """A row, the records that it becomes, and what is wrong with it. Messages are not yet words."""

    row: int
    records: list[tuple[RecordType, Mapping[str, Value]]]
    problems: list[RowProblem]


@dataclass(frozen=True)
class Trial:
    """What the first rows of a file become."""

    file: str
    mapping: str
    rows: Sequence[TriedRow]
    unused: Sequence[str]
    labels: Mapping[tuple[str, str], Label] = field(default_factory=dict)
    """(field, id) -> what people call the kind, role or nature."""

    def as_json(self, lang: Lang) -> dict[str, Any]:
        rows = [
            {
                "row": one.row,
                "records": [{"type": type_.value, "fields": dict(fields)} for type_, fields in one.records],
                "problems": worded([dict(problem) for problem in one.problems], lang),
            }
            for one in self.rows
        ]
        return {"file": self.file, "mapping": self.mapping, "rows": rows, "unused_columns": list(self.unused)}

    def lines(self, lang: Lang) -> Iterator[Any]:
        """The trial for people."""
        yield m("tried-file", file=self.file, mapping=self.mapping, n=len(self.rows))
        for one in self.rows:
            yield m("tried-row", row=one.row)
            for type_, fields in one.records:
                told = [m("tried-field", name=named(name), value=_text(value)) for name, value in fields.items()]
                yield m("tried-record", type=m(f"count-{type_.sheet}", n=1), fields=Items(told))
            for problem in one.problems:
                code = "tried-rejected" if problem["severity"] == "error" else "tried-warned"
                yield m(code, message=say(problem["message"], lang))


def tried(path: Path, store: Store | None, by: str | OneMapping | None = None, rows: int = ROWS) -> Trial:
    """Read the first rows of the file at `path` by a mapping, its id, or (None) the one that recognises it.

    Raises what an import raises for a file that cannot be read, or that nobody knows.
    """
    there = dict(known(store))
    if isinstance(by, OneMapping):
        there[by.id] = by
        by = by.id
    elif by is not None and by != "template":
        found = mapping.find(by, there)
        there[found.id], by = found, found.id
    sheets = [_first(sheet, rows) for sheet in read(path)]
    options = ImportOptions(mapping=by, allow_personal="trial", dry_run=True)
    made = jobs(sheets, options, known=there, store=store)
    vocabulary, territories = packaged_vocabulary(), packaged_territories()
    if store:
        vocabulary = vocabulary.extended(store.facts(RecordType.TERM, None, Scope.INTERNAL))
        territories = territories.extended(store.facts(RecordType.TERRITORY, None, Scope.INTERNAL))
    work = Work(options, store, vocabulary, territories, None)
    learns = any(one.plan.sums or any(record.each for record in one.plan.records) for one in made)
    for part, whole in zip(made, jobs(read(path), options, known=there, store=store) if learns else (), strict=False):
        # How a column writes its sums, and which names are whole, is told by more rows than are shown.
        seen = [texts for _, texts in islice(whole.sheet.rows(), _LOOKED_AT)]
        decide(part.plan.sums, seen)
        keep_whole(part.plan, seen, store)
    result = prepared(work, made, there)
    # The sheets of one file (a graph's nodes and edges) have rows of the same numbers.
    shown: dict[str, dict[int, TriedRow]] = {one.place: {} for one in made}
    for say_ in result.says:
        if say_.row and say_.statement.type in COUNTED:
            one = shown[say_.sheet].setdefault(say_.row, TriedRow(say_.row, [], []))
            one.records.append((say_.statement.type, say_.statement.fields))
    for problem in result.problems:
        if problem["row"]:
            one = shown[problem["sheet"]].setdefault(problem["row"], TriedRow(problem["row"], [], []))
            one.problems.append(problem)
    first = made[0]
    listed = [of_sheet[at] for of_sheet in shown.values() for at in sorted(of_sheet)[:rows]]
    labels = {
        (column.name, str(fields[column.name])): work.vocabulary.label(column.category, str(fields[column.name]))
        for one in listed
        for type_, fields in one.records
        for column in columns(type_)
        if column.category and column.name in fields
    }
    return Trial(first.sheet.file, first.plan.mapping, listed, first.plan.unused, labels)


def _first(sheet: Sheet, rows: int) -> Sheet:
    shared = {name: getattr(sheet, name) for name in Sheet.__dataclass_fields__}
    # Rows above the header are rows too, where a mapping finds it further down.
    return First(**shared, base=sheet, rows_shown=rows + _ABOVE)


_ABOVE = 30
_LOOKED_AT = 5000
"""Rows that tell a trial how columns are written."""


def _text(value: Value) -> str:
    return " ; ".join(value) if isinstance(value, tuple) else str(value)
