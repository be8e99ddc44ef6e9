"""Looks for columns of persons before rows are read: those that are not read are told, with the reason, and are no
attributes of what is; a mapping that reads one as the names of organisations is refused, and so is a file that itself
calls some of its organisations persons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice

from graph_service.errors import InputError, RowProblem
from graph_service.messages import Items, Message, m
from graph_service.model import RecordType
from graph_service.records.validation import Fault
from graph_service.records.words import word_list
from graph_service.vocabulary import fold_text
from importers import guards, recognition
from importers.jobs import Job
from importers.mapping.expressions import Tests
from importers.meanings import personal_columns
from importers.work import Work, fault_of, problem

_LOOKED_AT = 300
"""The first rows, by which a column is told. What the rows below hold, the check of each text sees."""
_NAMES = frozenset({"name", "acronym", "aliases"})
_OF_PERSONS = frozenset({"personal-person-name", "personal-names", "personal-email", "personal-phone"})
_EVIDENT = frozenset({"personal-email", "personal-phone"})
"""What is told of a sheet of the template, whose columns people add to as they like."""
_WORDS = frozenset(word_list("kind_headers"))
_BETWEEN = re.compile(r"[|;,/]")


def look(work: Work, one: Job) -> None:
    """Tell the columns of persons that are not read. Raises InputError where a mapping reads one as names of
    organisations, unless a reason was given (`allow_personal`)."""
    found = {} if one.own else _found(one)
    header = one.sheet.header
    if not work.options.allow_personal and one.plan.mapping != recognition.TEMPLATE:
        one.kinds = tuple(_kinds(one))
    if not work.options.allow_personal and one.plan.mapping != recognition.TEMPLATE:
        read = [at for at in _read_as_names(one) if at in found and found[at].code in _OF_PERSONS]
        if read:
            reasons = Items([found[at] for at in read], ";")
            raise InputError("persons-as-organisations", file=one.sheet.file, reasons=reasons)
    if not work.options.allow_personal:
        one.plan.persons.update(found.keys() & one.plan.others)
    told = set()
    for at, reason in found.items():
        if at in one.plan.persons or header[at] in one.plan.unused:
            told.add(header[at])
            message = m("problem-personal_content", reason=reason)
            work.tell(one, one.sheet.header_row, Fault(header[at], "", "personal_column", "warning", message))
    for text in one.plan.unused:
        if text not in told and guards.is_personal_header(text):
            work.tell(one, one.sheet.header_row, fault_of(text, "", "personal_column", column=text))


def note_declared(one: Job, at: int, texts: Sequence[str]) -> None:
    """Keep the number of a row that is taken, where a column calls its actor a person."""
    for place, when in one.kinds:
        if is_called_person(texts[place]) and (when is None or when.hold(texts)):
            rows = one.declared.setdefault(place, [])
            if rows[-1:] != [at]:
                rows.append(at)


@lru_cache(maxsize=10_000)
def is_called_person(text: str) -> bool:
    """Whether a cell that says what something is says that it is a person: `Personne`, `Élu | Person`."""
    return len(text) < 100 and any(fold_text(part) in word_list("persons_kinds") for part in _BETWEEN.split(text))


def refuse_declared(work: Work, jobs: Sequence[Job]) -> None:
    """Raises InputError where columns of the files call actors persons: by which columns, and how many."""
    problems: list[RowProblem] = []
    rows: set[tuple[int, int]] = set()
    for one in jobs:
        for place, found in one.declared.items():
            rows.update((one.order, at) for at in found)
            name = one.sheet.header[place]
            problems += [problem(one, at, fault_of(name, "", "declared_person", "error", column=name)) for at in found]
    if problems:
        columns = Items(list(dict.fromkeys(f"{each['sheet']}.{each['column']}" for each in problems)))
        raise InputError("declared-persons", problems, n=len(rows), columns=columns)


def _kinds(one: Job) -> dict[tuple[int, Tests | None], None]:
    """The columns that say what actors are: those that their kinds are read from, and others whose header says so. One
    that is not read at all speaks of the actor only where a row names one."""
    header = one.sheet.header
    named = {at for at, text in enumerate(header) if not _WORDS.isdisjoint(fold_text(text).split())}
    actors = [record for record in one.plan.records if record.type is RecordType.ACTOR]
    names = _read_as_names(one)
    unread = {at for at in named if header[at] in one.plan.unused} if len(actors) == 1 else set()
    found: dict[tuple[int, Tests | None], None] = {}
    for record in actors:
        kinds = {at for f in record.fields if f.name == "kind" for at in f.places}
        for at in sorted((kinds | named.intersection(record.places) | unread) - set(names)):
            if at < len(header):
                found[at, record.when] = None
    return found


def _found(one: Job) -> Mapping[int, Message]:
    header = one.sheet.header
    if one.plan.mapping == recognition.TEMPLATE and not one.plan.unused:
        return {}
    rows = [texts for _, texts in islice(one.sheet.rows(), _LOOKED_AT)]
    found = personal_columns(header, rows)
    if one.plan.mapping == recognition.TEMPLATE:
        return {at: reason for at, reason in found.items() if reason.code in _EVIDENT}
    return found


def _read_as_names(one: Job) -> list[int]:
    """The positions of the columns that the names of organisations are read from."""
    places: dict[int, None] = {}
    for record in one.plan.records:
        if record.type is RecordType.ACTOR:
            for field in record.fields:
                if field.name in _NAMES:
                    places |= dict.fromkeys(field.places)
            if record.each and record.each.item_at in places:
                places[record.each.at] = None
    return list(places)
