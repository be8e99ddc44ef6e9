"""Finds which labels (themes, territories, vocabulary rows) facts name: a label is visible where a visible fact names
it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache

from graph_service.model import LABELS, SHARED, Column, Fact, RecordType, Value, columns
from graph_service.stores.fold.fields import Facts, items

Key = tuple[RecordType, str]


def unnamed(facts: Facts, also: Set[Key]) -> list[Key]:
    """Return the labels that no fact names, directly or through something below them; `also` are named by others.

    Labels have no visibility of their own. Were a label shown wherever its file may be read, one that only internal
    rows use would tell of them.
    """
    labels = [key for key in facts if key[0] in LABELS]
    if not labels:
        return []
    by_type: dict[RecordType, list[Mapping[str, Value]]] = defaultdict(list)
    for fact in facts.values():
        by_type[fact.type].append(fact.values)
    named = set(also).union(*(names_in(type_, records) for type_, records in by_type.items()))
    waiting = list(named)
    while waiting:
        label = facts.get(waiting.pop())
        above = _above(label) - named if label else set()
        named |= above
        waiting += above
    return [key for key in labels if key not in named]


def names_in(type_: RecordType, records: Sequence[Mapping[str, Value]]) -> set[Key]:
    """The labels that the fields of many records of one type name. They name few, and most the same."""
    held = ((column.name, {fields.get(column.name) for fields in records}) for column in _naming_columns(type_))
    return {key for name, values in held for value in values for key in names(type_, {name: value})}


@cache
def _naming_columns(type_: RecordType) -> tuple[Column, ...]:
    """The columns by which a fact names labels; labels and sources name none."""
    return () if type_ in SHARED else tuple(c for c in columns(type_) if c.category or set(c.refs) & LABELS)


def label_names(fact: Fact) -> Iterator[tuple[RecordType, str]]:
    """The labels that a fact names: themes, territories, and the vocabulary rows of its kinds and roles."""
    return names(fact.type, fact.values)


def names(type_: RecordType, fields: Mapping[str, Value]) -> Iterator[tuple[RecordType, str]]:
    """The labels that the fields of a record name."""
    for column in _naming_columns(type_):
        for item in items(fields.get(column.name)):
            if column.category:
                yield RecordType.TERM, f"{column.category}:{item}"
            else:
                yield from ((label, item) for label in column.refs if label in LABELS)


def _above(fact: Fact) -> set[tuple[RecordType, str]]:
    """What a theme, territory or vocabulary row lies in."""
    if fact.type is RecordType.TERM:
        category = fact.id.split(":", 1)[0]
        return {(fact.type, f"{category}:{parent}") for parent in items(fact.get("parent"))}
    name = "within" if fact.type is RecordType.TERRITORY else "parent"
    return {(fact.type, item) for item in items(fact.get(name))}
