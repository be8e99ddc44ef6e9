"""The fields of a record as columns, read back from its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from graph_service.model.kinds import Identifier, RecordType, Ref, Stated, TermOf, Value
from graph_service.model.record_types import RECORDS


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record, as the template, the reader, the fold and the command line see it."""

    name: str
    required: bool
    many: bool
    kind: str
    """`text`, `integer`, `number`, `flag` or `date`."""
    refs: tuple[RecordType, ...] = ()
    category: str | None = None
    scheme: str | None = None
    low: float | None = None
    high: float | None = None
    longest: int | None = None
    """Characters that a text may have; of a list, items."""


@cache
def columns(type_: RecordType) -> tuple[Column, ...]:
    """The columns of a record type in the order of its declaration."""
    model = RECORDS[type_]
    hints = get_type_hints(model, include_extras=True)
    return tuple(_column(name, hints[name], model.model_fields[name].is_required()) for name in model.model_fields)


@cache
def column(type_: RecordType, name: str) -> Column | None:
    return next((c for c in columns(type_) if c.name == name), None)


@cache
def ends(type_: RecordType) -> tuple[Column, ...]:
    """Return the columns without which a record is no fact: the two ends of a relation, or the actor of a function.
    Empty for records that stand alone."""
    return tuple(column for column in columns(type_) if column.required and column.refs)


def ends_of(type_: RecordType, fields: Mapping[str, Value]) -> tuple[str, ...]:
    """The ids that the fields of a record have in the columns of its ends. Raises KeyError where one is missing."""
    return tuple([str(fields[column.name]) for column in ends(type_)])


@cache
def naming_columns(type_: RecordType) -> tuple[Column, ...]:
    """The columns of a record type that refer to actors or projects."""
    own = {RecordType.ACTOR, RecordType.PROJECT}
    return tuple(column for column in columns(type_) if column.refs and own.issuperset(column.refs))


def _column(name: str, hint: Any, required: bool) -> Column:
    marks: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        marks = tuple(rest)
    many = get_origin(hint) is tuple
    bare = hint
    if get_origin(hint) in (Union, UnionType):
        bare = next(a for a in get_args(hint) if a is not type(None))
    kinds: dict[Any, str] = {int: "integer", float: "number", bool: "flag"}
    kind = "text" if many else kinds.get(bare, "text")
    found: dict[str, Any] = {}
    for mark in marks:
        if isinstance(mark, Ref):
            found["refs"] = mark.types
        elif isinstance(mark, TermOf):
            found["category"] = mark.category
        elif isinstance(mark, Identifier):
            found["scheme"] = mark.scheme
        elif isinstance(mark, Stated):
            kind = "date"
        for bound in getattr(mark, "metadata", ()):
            found["low"] = getattr(bound, "ge", getattr(bound, "gt", found.get("low")))
            found["high"] = getattr(bound, "le", found.get("high"))
            found["longest"] = getattr(bound, "max_length", found.get("longest"))
    return Column(name, required, many, kind, **found)
