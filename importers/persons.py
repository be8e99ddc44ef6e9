"""Looks for columns of persons before rows are read: those that are not read are told, with the reason, and are no
attributes of what is; a mapping that reads one as the names of organisations is refused."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from graph_service.errors import InputError
from graph_service.messages import Items, Message, m
from graph_service.model import RecordType
from graph_service.records.validation import Fault
from importers import guards, recognition
from importers.jobs import Job
from importers.meanings import personal_columns
from importers.work import Work, fault_of

_LOOKED_AT = 300
"""The first rows, by which a column is told. What the rows below hold, the check of each text sees."""
_NAMES = frozenset({"name", "acronym", "aliases"})
_OF_PERSONS = frozenset({"personal-person-name", "personal-names", "personal-email", "personal-phone"})
_EVIDENT = frozenset({"personal-email", "personal-phone"})
"""What is told of a sheet of the template, whose columns people add to as they like."""


def look(work: Work, one: Job) -> None:
    """Tell the columns of persons that are not read. Raises InputError where a mapping reads one as names of
    organisations, unless a reason was given (`allow_personal`)."""
    found = {} if one.own else _found(one)
    header = one.sheet.header
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
