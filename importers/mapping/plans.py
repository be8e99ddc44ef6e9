"""Lays a mapping over a sheet: which cell is which field. From there on a mapped file is read as the template is."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph_service.model import RecordType, Scope
from importers.mapping.declared import (
    IDENTIFIERS,
    ITEM,
    MAY_LACK,
    CoverSpec,
    EachSpec,
    FieldSpec,
    FileSpec,
    Mapping,
    RecordSpec,
    SourceSpec,
)
from importers.mapping.expressions import (
    Context,
    Expression,
    Header,
    Tests,
    conditions,
    expression,
    folded_set,
)
from importers.personal_headers import is_personal_header
from importers.sheets import Sheet
from importers.sums import Sums


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A field of a record and where a sheet holds it: a position in the row, an expression over several, or neither
    for a constant."""

    name: str
    column: str
    """The header to show where something is wrong with it."""
    at: int | None
    constant: str = ""
    prefix: str = ""
    values: Dict[str, str] | None = None
    expression: Expression | None = None

    @property
    def places(self) -> tuple[int, ...]:
        """The positions of the cells that it is read from."""
        return self.expression.places if self.expression else () if self.at is None else (self.at,)


@dataclass(frozen=True, slots=True)
class EachPlan:
    """A cell with several texts: its position, what stands between them, and the position of one of them."""

    at: int
    split: str
    item_at: int
    whole: set[str] = field(default_factory=set)
    """Texts that are one although they hold what stands between texts. Filled before rows are read."""


@dataclass(frozen=True, slots=True)
class RecordPlan:
    type: RecordType
    fields: tuple[FieldPlan, ...]
    may_lack: frozenset[str] = frozenset()
    visibility_at: int | None = None
    source_at: int | None = None
    when: Tests | None = None
    each: EachPlan | None = None
    identifiers: tuple[int, ...] = ()
    """Columns of which the report tells cells that should hold an identifier and hold none."""
    together: tuple[str, ...] = ()
    """Fields that are put together where several rows are one record (`importers.together`)."""

    @property
    def places(self) -> tuple[int, ...]:
        """The positions of all cells that decide what the record is."""
        found = [place for f in self.fields for place in f.places]
        found += [*(self.when.places if self.when else ()), *([self.each.at] if self.each else []), *self.identifiers]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Plan:
    """How every row of one sheet becomes records."""

    mapping: str
    sheet: str
    visibility: Scope
    records: tuple[RecordPlan, ...]
    unused: tuple[str, ...]
    source: SourceSpec | None = None
    nulls: frozenset[str] = frozenset()
    terms: Dict[str, Dict[str, Any]] | None = None
    territories: Dict[str, str] | None = None
    mark_at: int | None = None
    """Of a sheet that was exported: where each row says what it was filled with."""
    producer: Expression | None = None
    """Who each row's source is, where a column says it."""
    key: tuple[int, ...] | None = None
    """The columns that tell one grant from another; None where only what the record says does."""
    nobody: set[str] = field(default_factory=set)
    """Ids made of identifiers that belong to nobody, for the expressions of its fields."""
    sums: Dict[int, Sequence[Sums]] = field(default_factory=dict)
    """How its columns of money write their sums, by position. Filled before rows are read."""
    others: frozenset[int] = frozenset()
    """The columns that only fields of `others` read."""
    persons: set[int] = field(default_factory=set)
    """Those of them that hold persons, which no field reads then."""
    covers: CoverSpec | None = None
    why: tuple[str, ...] = ()
    """The columns by which the file was recognised."""


def lay(mapping: Mapping, spec: FileSpec, sheet: Sheet) -> Plan:
    """The plan of `spec`, one of the mapping's files, for a sheet whose rows are in shape (`importers.shaping`)."""
    header = Header([*sheet.header, ITEM])
    maps = {name: {str(key): value for key, value in rows.items()} for name, rows in mapping.value_maps.items()}
    persons: set[int] = set()
    nobody: set[str] = set()
    sums: dict[int, list[Sums]] = {}
    context = Context(header, maps, folded_set(mapping.nulls), (), persons, nobody, sums)
    records = [_record(record, context, len(sheet.header)) for record in spec.records]
    producer = spec.source.producer
    origin = expression(producer, context) if isinstance(producer, FieldSpec) else None
    used = {place for record in records for place in record.places} | set(origin.places if origin else ())
    used |= _shaping(spec, header)
    unread = [at for at, h in enumerate(sheet.header) if h and at not in used]
    if any(part.others is not None for r in spec.records for f in r.fields.values() for part in f.parts()):
        # Which columns nothing else reads is known only now.
        sums.clear()
        context = replace(context, rest=tuple(at for at in unread if not is_personal_header(sheet.header[at])))
        records = [_record(record, context, len(sheet.header)) for record in spec.records]
    others = frozenset(unread).intersection(place for record in records for place in record.places)
    unused = tuple(sheet.header[at] for at in unread if at not in others)
    key = tuple(at for names in spec.key if (at := header.find(names)) is not None)
    return Plan(
        mapping.id,
        sheet.name,
        mapping.visibility,
        tuple(records),
        unused,
        spec.source,
        frozenset(mapping.nulls),
        mapping.terms,
        mapping.territories,
        producer=origin,
        key=key or tuple(range(len(sheet.header))),
        nobody=nobody,
        sums=sums,
        others=others,
        persons=persons,
        covers=spec.covers,
        why=tuple(sheet.header[at] for names in spec.columns if (at := header.find(names)) is not None),
    )


_MONEY = frozenset({"amount", "budget"})
"""Fields that hold sums of money."""


def _shaping(spec: FileSpec, header: Header) -> set[int]:
    """The positions of the columns that bring the sheet into shape."""
    tests = [*spec.skip.values(), *spec.counts.values(), *(one.rows for one in spec.totals)]
    found = {place for one in tests for place in conditions(one, header).places}
    names = [
        *(one.column for one in spec.sections),
        *(n for one in spec.totals for n in (one.total, one.parts, one.by)),
    ]
    places = [header.find(name) for name in (*names, spec.unnest) if name is not None]
    if spec.wide:
        pattern = re.compile(spec.wide.columns)
        places += [at for at, name in enumerate(header.names) if pattern.search(name) or name == spec.wide.value]
    return found | {at for at in places if at is not None}


def _record(spec: RecordSpec, context: Context, width: int) -> RecordPlan:
    fields = [
        plan
        for name, field_ in spec.fields.items()
        if (plan := _field(name, field_, replace(context, is_money=name in _MONEY)))
    ]
    found = [at for name in spec.identifiers or () if (at := context.header.find(name)) is not None]
    given = {plan.name for plan in fields}
    fields += [_identifier(scheme, found, context) for scheme in IDENTIFIERS if found and scheme not in given]
    when = conditions(spec.when, context.header, context.nulls) if spec.when else None
    each = _each(spec.each, context.header, width) if spec.each else None
    return RecordPlan(
        spec.type,
        tuple(fields),
        MAY_LACK.get(spec.type, frozenset()),
        when=when,
        each=each,
        identifiers=tuple(found),
        together=tuple(spec.together),
    )


def _each(spec: EachSpec, header: Header, width: int) -> EachPlan | None:
    at = header.find(spec.column)
    return None if at is None else EachPlan(at, spec.split, width)


def _field(name: str, spec: FieldSpec, context: Context) -> FieldPlan | None:
    if not spec.is_simple:
        found = expression(spec, context)
        if found is None:
            return None
        at = found.places[0] if len(found.places) == 1 else None
        shown = context.header.names[at] if at is not None else name
        return FieldPlan(name, shown, at, expression=found)
    if spec.column is None:
        return FieldPlan(name, name, None, spec.constant or "", spec.prefix)
    place = context.header.find(spec.column)
    if place is None:
        return None
    values = context.value_maps[spec.values] if spec.values else None
    return FieldPlan(name, context.header.names[place], place, "", spec.prefix, values)


def _identifier(scheme: str, places: list[int], context: Context) -> FieldPlan:
    parts = [FieldSpec.model_validate({"column": at + 1, "as": scheme}) for at in places]
    found = expression(FieldSpec.model_validate({"first_of": parts}), context)
    return FieldPlan(scheme, scheme, None, expression=found)
