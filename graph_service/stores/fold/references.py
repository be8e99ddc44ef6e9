"""Rewrites references to canonical ids, and leaves out those that lead to no fact of the scope."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from graph_service.model import Fact, RecordType, Value, columns, ends
from graph_service.stores.fold.fields import Facts, Others, items, with_values

There = Callable[[str, tuple[RecordType, ...]], str | None]
"""The id of the fact of one of these types that an id as stated leads to; None where there is none."""


def drop_what_is_not_there(facts: Facts, there: There) -> None:
    """Rewrite the references of `facts` to canonical ids, and leave out those that lead to no fact. Drops a relation
    that lacks an end."""
    for (type_, id_), fact in list(facts.items()):
        changed: dict[str, Value] = {}
        for name, types, many in _reference_columns(type_):
            value = fact.values.get(name)
            if value is not None and many:
                found = dict.fromkeys(there(item, types) for item in items(value))
                changed[name] = tuple(other for other in found if other and other != id_)
            elif value is not None:
                changed[name] = there(str(value), types)
        if any(changed.get(end.name) is None for end in ends(type_)):
            del facts[type_, id_]
            continue
        lost = _lost_there(fact, there) if fact.others else None
        if lost != fact.others or any(fact.values[name] != value for name, value in changed.items()):
            values = {**fact.values, **changed}
            kept = {name: value for name, value in values.items() if value is not None and value != ()}
            facts[type_, id_] = with_values(fact, kept, lost)


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
