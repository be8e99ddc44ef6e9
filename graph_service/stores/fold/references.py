"""Rewrites references to canonical ids, and leaves out those that lead to no fact of the scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from graph_service.model import Fact, RecordType, Value, columns, ends
from graph_service.stores.fold.fields import Facts, Others, items, with_values

There = Callable[[str, tuple[RecordType, ...]], str | None]
"""The id of the fact of one of these types that an id as stated leads to; None where there is none."""


def drop_what_is_not_there(facts: Facts, there: There) -> None:
    """Rewrite the references of `facts` to canonical ids, and leave out those that lead to no fact. Drops a relation
    that lacks an end."""
    for key, fact in list(facts.items()):
        found = with_references(fact, there)
        if found is None:
            del facts[key]
        elif found is not fact:
            facts[key] = found


def with_references(fact: Fact, there: There) -> Fact | None:
    """A fact with its references as they lead here, itself where these are as stated; None for a relation that lacks
    an end."""
    moved = moved_references(fact.type, fact.id, fact.values, there)
    if moved and any(moved.get(end.name, "") is None for end in ends(fact.type)):
        return None
    if any(fact.values.get(end.name) is None for end in ends(fact.type)):
        return None
    lost = _lost_there(fact, there) if fact.others else None
    if not moved and lost == fact.others:
        return fact
    values = {**fact.values, **moved}
    return with_values(fact, {name: value for name, value in values.items() if value is not None and value != ()}, lost)


def moved_references(type_: RecordType, id_: str, values: Mapping[str, Value], there: There) -> dict[str, Value]:
    """The references among the values of a record that do not lead where they say, as they lead; None where to
    nothing."""
    moved: dict[str, Value] = {}
    for name, types, many in _reference_columns(type_):
        value = values.get(name)
        if value is None:
            continue
        leads: Value
        if many:
            found = dict.fromkeys(there(item, types) for item in items(value))
            leads = tuple(other for other in found if other and other != id_)
        else:
            leads = there(str(value), types)
        if leads != value:
            moved[name] = leads
    return moved


def _lost_there(fact: Fact, there: There) -> Others | None:
    """The values that lost, without what refers to nothing here: an id is a thing to be hidden, too."""
    found = dict(fact.others or {})
    for name, types, many in _reference_columns(fact.type):
        kept: list[tuple[Value, str]] = []
        for value, source in found.pop(name, ()):
            if many:
                value = tuple(item for item in items(value) if there(item, types))
                if value:
                    kept.append((value, source))
            elif there(str(value), types):
                kept.append((value, source))
        if kept:
            found[name] = tuple(kept)
    return found or None


@cache
def _reference_columns(type_: RecordType) -> tuple[tuple[str, tuple[RecordType, ...], bool], ...]:
    return tuple((c.name, c.refs, c.many) for c in columns(type_) if c.refs)
