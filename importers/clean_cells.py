"""The short way of a mapped row: what each cell becomes is worked out once for each text that a column holds.

Only for cells that nothing is to be told of. Any other row, and any record whose source, visibility or id its own
cells decide, goes the whole way (`StatementMaker`), which makes of clean rows the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Final

from graph_service.model import COUNTED, RecordType, Value
from graph_service.records import cells, personal
from graph_service.records.validation import Checker, fields_of, is_seen
from importers.jobs import Job
from importers.mapping import RecordPlan
from importers.mapping.expressions import Told
from importers.mapping.plans import FieldPlan

MOST = 1 << 15
"""Texts of a column that are remembered: a column with more holds mostly texts that come once."""
_TOLD: Final = object()
"""What a text becomes that something is to be told of."""
_NEW: Final = object()


class CleanCells:
    """The fields of one record of a mapped sheet, by the texts of its cells."""

    def __init__(self, job: Job, record: RecordPlan, checker: Checker) -> None:
        self.checker = checker
        self.speaker: tuple[str, str] | None = None
        """The source that all its rows have, and its date, once one was asked for."""
        self._type = record.type
        given = {f.name: f for f in record.fields}
        self._cells: list[tuple[str, Callable[[Sequence[str]], Any], Callable[[Any], object], dict[Any, object]]] = []
        for column in fields_of(record.type):
            f = given.get(column.name)
            if f is None and not column.required:
                continue
            lacks: object = _TOLD if column.required and column.name not in record.may_lack else None
            kept = personal.is_kept_as_typed(record.type, column.name)

            def read(
                texts: Any,
                f: FieldPlan | None = f,
                column: Any = column,
                lacks: object = lacks,
                kept: bool = kept,
            ) -> object:
                text = _text(job, f, texts) if f else ""
                if text is None or not is_seen(text := text.strip()):
                    return lacks if text is not None else _TOLD
                value, found = checker.cell(record.type, column, text)
                if found or (kept and personal.is_in(value)):
                    return _TOLD
                return None if value == () else value

            self._cells.append((column.name, _getter(f), read, {}))

    def fields(self, texts: Sequence[str]) -> dict[str, Value] | None:
        """The record's fields; None where something is to be told of one, or of what they are together."""
        found: dict[str, Value] = {}
        for name, get, read, known in self._cells:
            key = get(texts)
            value = known.get(key, _NEW)
            if value is _NEW:
                if len(known) >= MOST:
                    known.clear()
                value = known[key] = read(texts)
            if value is _TOLD:
                return None
            if value is not None:
                found[name] = value  # type: ignore[assignment]
        return None if self.checker.together(self._type, found) else found


def clean_cells(job: Job, record: RecordPlan, checker: Checker) -> CleanCells | None:
    """The short way of a record; None where its own cells decide its source, visibility or id, or it is refused."""
    names = [f.name for f in record.fields]
    decided = job.own or job.plan.producer or record.identifiers or record.type is RecordType.SOURCE
    by_cells = record.visibility_at is not None or record.source_at is not None
    # Of what is not counted, the only stated source may be the speaker.
    unnamed = job.unnamed and record.type not in COUNTED
    known = len(set(names)) == len(names) and {c.name for c in fields_of(record.type)}.issuperset(names)
    return None if decided or by_cells or unnamed or not known else CleanCells(job, record, checker)


def _text(job: Job, f: FieldPlan, texts: Sequence[str]) -> str | None:
    """The text of a field as it is checked; None where its mapping tells something of it."""
    if f.expression:
        told: list[Told] = []
        text = f.expression.read(texts, told)
        return None if told else text
    text = f.constant if f.at is None else cells.unescape(texts[f.at]).strip()
    if not text or text in job.plan.nulls:
        return ""
    return f.prefix + (f.values.get(text, text) if f.values else text)


def _getter(f: FieldPlan | None) -> Callable[[Sequence[str]], Any]:
    """What takes from a row the texts that decide a field."""
    places = f.places if f else ()
    return itemgetter(*places) if places else _nothing


def _nothing(texts: Sequence[str]) -> None:
    return None
