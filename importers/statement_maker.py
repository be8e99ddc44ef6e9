"""Turns one row and the plan of its sheet into statements, with their source, visibility and ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from operator import itemgetter
from typing import Any

from graph_service.checked import clip
from graph_service.messages import Items, m
from graph_service.model import COUNTED, KEYED, STAFF, Op, RecordType, Scope, Statement, Value, columns, row, texts_json
from graph_service.records import cells, differences, personal
from graph_service.records.headers import named
from graph_service.records.validation import Checker, Fault
from graph_service.stores.base import Store
from importers import sources
from importers.clean_cells import MOST, CleanCells, clean_cells
from importers.jobs import Job
from importers.mapping import RecordPlan, SourceSpec
from importers.mapping.expressions import Told
from importers.mapping.values import pieces, problem_of_identifier
from importers.options import ImportOptions

Made = tuple[Statement | None, tuple[Fault, ...]]
"""The statement of one record, or None where there is none or it is rejected, and its faults."""

Said = tuple[tuple[int, ...], Callable[[Sequence[str]], Any], dict[Any, Made]]
"""The positions of the cells that decide what a record says, what takes these cells from a row, and what was made of
them before."""

_OWN = frozenset({RecordType.ACTOR, RecordType.PROJECT, RecordType.FUNCTION})


class StatementMaker:
    """Makes the statements of an import, and collects its sources and the personal data found on the way."""

    def __init__(self, options: ImportOptions, store: Store | None) -> None:
        self.options = options
        self.store = store
        self.stated: dict[str, str] = {}
        """Ids of the sources sheet -> their date."""
        self.speaking: dict[str, tuple[SourceSpec, str, Job]] = {}
        """Sources that rows speak for and that may have to state themselves: what is known of them, and since where."""
        self.personal: list[tuple[Job, int, Fault]] = []
        self._store_sources: frozenset[str] | None = None
        self._publishers: dict[tuple[int, str], tuple[str, str]] = {}
        """(sheet, who a row names as its publisher) -> that source and its date."""
        self._decide: dict[int, list[tuple[RecordPlan, Said | None]]] = {}
        """Of each sheet its records."""
        self._clean: dict[tuple[int, int], CleanCells | None] = {}
        """(sheet, record of its plan) -> the short way, where there is one."""

    def row(
        self, job: Job, at: int, texts: Sequence[str], checker: Checker, lost: Set[int] = frozenset()
    ) -> list[Made]:
        """Return the statements of row `at`, one for each record in it. Equal cells of a mapped file are computed once.

        Of a cell at `lost`, which cannot be read, it says what the same source said in its row before.
        """
        made = []
        for record, decide in self._ways(job):
            if record.when and not record.when.hold(texts):
                continue
            for cells_ in _each(record, texts) if record.each else (texts,):
                if decide is None:
                    made.append(self._record(job, at, record, cells_, checker, lost))
                    continue
                places, said, memo = decide
                key = said(cells_) if not lost else (said(cells_), lost & frozenset(places))
                found = memo.get(key)
                if found is None:
                    if len(memo) >= MOST:
                        memo.clear()
                    found = memo[key] = self._record(job, at, record, cells_, checker, lost)
                made.append(found)
        return made

    def _ways(self, job: Job) -> list[tuple[RecordPlan, Said | None]]:
        """The records of a sheet, each with what decides what it says; None where it is made anew for each row."""
        found = self._decide.get(job.order)
        if found is None:
            alone = len(job.plan.records) == 1
            # Two grants may be told apart by cells that neither of their fields reads.
            found = self._decide[job.order] = [
                (record, None if alone or record.type is RecordType.FUNDING else _said(job, record))
                for record in job.plan.records
            ]
        return found

    def _record(
        self, job: Job, at: int, record: RecordPlan, texts: Sequence[str], checker: Checker, lost: Set[int]
    ) -> Made:
        if not lost and (clean := self._clean_cells(job, record, checker)):
            found = clean.fields(texts)
            if found is not None:
                clean.speaker = clean.speaker or self._source(job, at, record, texts, found, [])
                return self._row(job, record, texts, found, clean.speaker), ()
        raw, told = _texts(job, record, texts)
        made = ""
        if job.own and KEYED.get(record.type) == "id" and raw and not raw.get("id"):
            raw["id"] = made = differences.new_id(record.type, raw)
        checked = checker.check(record.type, raw, may_lack=record.may_lack)
        faults = [*told, *_in_the_file(job, record, checked.faults)]
        if made:
            faults.append(Fault("id", made, "id_made", "warning", m("problem-id_made", value=made)))
        visibility = self._visibility(job, record, texts, faults)
        source, updated = self._source(job, at, record, texts, checked.fields, faults)
        for column, masked in personal.find(record.type, checked.fields):
            self.personal.append((job, at, personal_fault(column, masked)))
        if any(f.severity == "error" for f in faults):
            return None, tuple(faults)
        if source == STAFF:
            return differences.staff_row(record.type, checked.fields, visibility), tuple(faults)
        statement = self._row(job, record, texts, checked.fields, (source, updated), visibility)
        if not lost and not faults:
            return statement, ()
        unread = [f.name for f in record.fields if f.at is not None and f.at in lost]
        unread += [fault.column for fault in faults if fault.code == "crushed_number"]
        return self._as_before(statement, unread) if unread else statement, tuple(faults)

    def _clean_cells(self, job: Job, record: RecordPlan, checker: Checker) -> CleanCells | None:
        key = (job.order, id(record))
        if key not in self._clean or ((found := self._clean[key]) and found.checker is not checker):
            self._clean[key] = clean_cells(job, record, checker)
        return self._clean[key]

    def _row(
        self,
        job: Job,
        record: RecordPlan,
        texts: Sequence[str],
        fields: Mapping[str, Value],
        speaker: tuple[str, str],
        visibility: Scope | None = None,
    ) -> Statement:
        """The row that a source states, seen as its file is unless `visibility` says otherwise."""
        if visibility is None:
            visibility = self._visibility(job, record, texts, [])
        if self.options.ids == "own" and not job.own:
            fields = _own_ids(record.type, fields, job.source_id)
        key = _key(job, texts) if record.type is RecordType.FUNDING else None
        source, updated = speaker
        return row(record.type, fields, source=source, key=key, updated=updated, visibility=visibility)

    def _as_before(self, statement: Statement, unread: Sequence[str]) -> Statement:
        """A row with what its source said before in fields whose cells cannot be read."""
        spoken = self.store.statements(keys=statement.ids, type_=statement.type) if self.store else ()
        rows = [one.statement for one in spoken if one.live and one.statement.op is Op.ROW]
        before = [one for one in rows if (one.source, one.key) == (statement.source, statement.key)]
        if not before:
            return statement
        kept = {name: before[-1].fields[name] for name in unread if name in before[-1].fields}
        fields = {**statement.fields, **kept}
        return row(
            statement.type, fields, source=statement.source, updated=statement.updated, visibility=statement.visibility
        )

    def _visibility(self, job: Job, record: RecordPlan, texts: Sequence[str], faults: list[Fault]) -> Scope:
        """The row's own, else the file's. A word that is none hides the row rather than show it."""
        if record.type is RecordType.FUNCTION:
            return Scope.INTERNAL
        text = texts[record.visibility_at].strip() if record.visibility_at is not None else ""
        if not text:
            return job.visibility
        known = cells.visibility(text)
        if known is None:
            message = m("problem-bad_visibility", value=clip(text))
            faults.append(Fault("visibility", clip(text), "bad_visibility", "warning", message))
        return known or Scope.INTERNAL

    def _source(
        self,
        job: Job,
        at: int,
        record: RecordPlan,
        texts: Sequence[str],
        fields: Mapping[str, Value],
        faults: list[Fault],
    ) -> tuple[str, str]:
        """(source id, its date): the row's own, else the file's. A row of the sources sheet speaks for itself."""
        text = cells.unescape(texts[record.source_at]).strip() if record.source_at is not None else ""
        publisher = _publisher(job, texts) if not self.options.source else ""
        if publisher and (known := self._publishers.get((job.order, publisher))):
            return known
        text = cells.visible(text or publisher)[0]
        if text and (masked := personal.mask(text)) is not None:
            self.personal.append((job, at, personal_fault("source", masked)))
            # What is told of the row, and what it may be written as, is without it.
            text = masked
        if record.type is RecordType.SOURCE:
            text = str(fields.get("id") or "")
        elif job.link and sources.is_reserved(text):
            text = ""  # Whose staff that is, the link says.
        if text and sources.is_reserved(text.partition(" - ")[0]):
            message = m("problem-reserved_source", value=clip(text))
            faults.append(Fault("source", clip(text), "reserved_source", "error", message))
            return text, ""
        if job.own and record.type is not RecordType.SOURCE:
            if text:
                message = m("problem-source_of_own_row", value=clip(text))
                faults.append(Fault("source", clip(text), "source_of_own_row", "warning", message))
            return STAFF, ""
        if record.type is RecordType.SOURCE:
            self.stated[text] = str(fields.get("updated") or self.options.updated or "")
        if not text and job.unnamed and record.type not in COUNTED and len(self.stated) == 1:
            # Sheets without a source column, beside a sources sheet with one source: nobody else can be meant.
            text = next(iter(self.stated))
        if publisher and sources.slug(text):
            spec = job.source.model_copy(
                update={"producer": text, "title": job.plan.source.title if job.plan.source else ""}
            )
            id_ = sources.source_id(spec.name, spec.title)
            self.speaking.setdefault(id_, (spec, job.updated, job))
            self._publishers[job.order, publisher] = id_, job.updated
            return id_, job.updated
        if text in self.stated:
            return text, self.stated[text]
        updated = self.options.updated or ""
        if text and text in self._known_to_the_store():
            return text, updated
        if " - " in text and sources.slug(text):
            spec = sources.parse(text)
            id_ = sources.source_id(spec.name, spec.title)
            self.speaking.setdefault(id_, (spec, updated, job))
            return id_, updated
        id_ = job.speaker or job.source_id
        if text:
            message = m("problem-unknown_source", value=clip(text), source=id_)
            faults.append(Fault("source", clip(text), "unknown_source", "warning", message))
        self.speaking.setdefault(id_, (job.source, job.updated, job))
        return id_, job.updated

    def _known_to_the_store(self) -> frozenset[str]:
        if self._store_sources is None:
            facts = self.store.facts(RecordType.SOURCE, None, Scope.INTERNAL) if self.store else []
            self._store_sources = frozenset(f.id for f in facts)
        return self._store_sources


def personal_fault(column: str, masked: str) -> Fault:
    message = m("problem-personal_data", column=named(column))
    return Fault(column, clip(masked), "personal_data", "error", message)


def _own_ids(type_: RecordType, fields: Mapping[str, Value], prefix: str) -> dict[str, Value]:
    """`fields` with ids of actors, projects and functions prefixed, and references to them, where they are not yet."""

    def own(id_: str) -> str:
        return id_ if ":" in id_ else f"{prefix}:{id_}"

    prefixed = dict(fields)
    for column in columns(type_):
        value = fields.get(column.name)
        is_id = KEYED.get(type_) == column.name and type_ in _OWN
        if is_id or _OWN.intersection(column.refs):
            if isinstance(value, str):
                prefixed[column.name] = own(value)
            elif isinstance(value, tuple):
                prefixed[column.name] = tuple(map(own, value))
    return prefixed


def _said(job: Job, record: RecordPlan) -> Said:
    producer = job.plan.producer.places if job.plan.producer else ()
    places = (*record.places, *producer, *([record.each.item_at] if record.each else []))
    return places, itemgetter(*places) if places else _constant, {}


def _constant(texts: Sequence[str]) -> None:
    """The cells of a record that no cell decides."""


def _each(record: RecordPlan, texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The cells of a row for each item of a record's `each`, with the item behind them."""
    assert record.each
    between = re.compile(record.each.split)
    for piece in dict.fromkeys(pieces(between, texts[record.each.at], record.each.whole)):
        yield [*texts[: record.each.item_at], piece]


def _texts(job: Job, record: RecordPlan, texts: Sequence[str]) -> tuple[dict[str, str], list[Fault]]:
    """The texts of a record's fields that say something, and what their mapping tells of them."""
    raw: dict[str, str] = {}
    faults: list[Fault] = []
    for f in record.fields:
        if f.expression:
            told: list[Told] = []
            if text := f.expression.read(texts, told):
                raw[f.name] = text
            for value, message in told:
                code = message.code.removeprefix("problem-").removesuffix("_dropped")
                faults.append(Fault(f.name, value, code, "warning", message))
            continue
        text = f.constant if f.at is None else cells.unescape(texts[f.at]).strip()
        if text and text not in job.plan.nulls:
            raw[f.name] = f.prefix + (f.values.get(text, text) if f.values else text)
    for place in record.identifiers:
        text = texts[place].strip()
        if text and text not in job.plan.nulls and (checked := problem_of_identifier(text)) and checked.problem:
            faults.append(Fault(job.sheet.header[place], clip(text), checked.code, "warning", checked.problem))
    return raw, faults


def _key(job: Job, texts: Sequence[str]) -> str | None:
    """The key of a grant's row in its source: the columns that its mapping names, else all its cells."""
    if job.plan.key is None:
        return None
    return texts_json([texts[place] for place in job.plan.key])


def _publisher(job: Job, texts: Sequence[str]) -> str:
    """Whom a row names as its publisher, where its mapping says in which column."""
    return job.plan.producer.read(texts, []) if job.plan.producer else ""


def _in_the_file(job: Job, record: RecordPlan, faults: Sequence[Fault]) -> list[Fault]:
    """Faults of missing values, by the columns of a mapped file: its author knows no other."""
    found = []
    for fault in faults:
        plan = next((f for f in record.fields if f.name == fault.column), None)
        places = plan.places if plan and job.plan.mapping != "template" else ()
        headers = [job.sheet.header[at] for at in places if at < len(job.sheet.header) and job.sheet.header[at]]
        if fault.code == "missing_value" and headers:
            args = {"columns": Items(list(dict.fromkeys(headers))[:4]), "field": named(fault.column)}
            message = m("problem-missing_in_columns", **args)
            fault = Fault(headers[-1], "", "missing_value", "error", message)
        found.append(fault)
    return found
