"""Finds the records that a change can affect, so that folding only these equals folding all.

A record is (type, member key). Pure: a store looks up, by the hooks kept here, what a statement hangs on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from itertools import product

from graph_service.model import RELATIONS, Op, RecordType, Scope, Statement, columns
from graph_service.stores.fold import reach
from graph_service.stores.fold.fields import Facts

RecordKey = tuple[RecordType, str]
FactIds = dict[RecordKey, dict[Scope, str]]
"""Of records by their ids as stated: the id of the fact that each scope has of them."""

REFERRED = (RecordType.ACTOR, RecordType.PROJECT, RecordType.THEME, RecordType.TERRITORY)
"""What others refer to. Whether one of these exists never depends on a reference."""
GROUPED = RELATIONS
"""What folds together by the facts of its ends, or is reached by words through them."""


def record_keys(statements: Iterable[Statement]) -> set[RecordKey]:
    return {(one.type, key) for one in statements for key in one.ids}


def sources(statements: Iterable[Statement]) -> set[RecordKey]:
    """Return the sources that exist only if these rows count."""
    return {
        (RecordType.SOURCE, one.source) for one in statements if one.op is Op.ROW and one.type is not RecordType.SOURCE
    }


def ranks(statement: Statement) -> bool:
    """Return whether a statement ranks a source, which affects every field that the source sets."""
    return statement.op is Op.SET and statement.type is RecordType.SOURCE and "rank" in statement.fields


def references(statement: Statement) -> set[str]:
    """The ids that a statement refers to, as stated."""
    found: set[str] = set()
    for name in _reference_names(statement.type):
        value = statement.fields.get(name)
        if value is not None:
            found.update(value if isinstance(value, tuple) else (str(value),))
    return found


def identifiers(statement: Statement) -> set[str]:
    """Return, as hooks, the identifiers by which an actor record may join another with the same."""
    if statement.type is not RecordType.ACTOR:
        return set()
    found = {f"{name}={statement.fields[name]}" for name in ("siren", "siret", "rna") if statement.fields.get(name)}
    if statement.fields.get("siret"):
        found.add(f"siren={str(statement.fields['siret'])[:9]}")
    return found


def hooks(statement: Statement) -> set[str]:
    """Return the texts under which a statement is found again when a record that it names changes."""
    return references(statement) | identifiers(statement)


def links(statement: Statement) -> set[str]:
    """Return the records that a statement `same` or `different` names."""
    return set(statement.ids) if statement.op in (Op.SAME, Op.DIFFERENT) else set()


def fact_ids(found: Mapping[Scope, Facts]) -> FactIds:
    result: FactIds = {}
    for scope, facts in found.items():
        for (type_, id_), fact in facts.items():
            for key in fact.keys:
                result.setdefault((type_, key), {})[scope] = id_
    return result


def moved(before: Mapping[RecordKey, Mapping[Scope, str]], after: Mapping[RecordKey, Mapping[Scope, str]]) -> set[str]:
    """Return the ids whose fact appeared, disappeared or changed its id in any scope. Whatever refers to them is
    affected."""
    return {id_ for type_, id_ in before.keys() | after.keys() if before.get((type_, id_)) != after.get((type_, id_))}


def united(groups: Iterable[Iterable[str]]) -> dict[str, Set[str]]:
    """Return, for each id, all ids joined with it by the groups, directly or through others."""
    found: dict[str, Set[str]] = {}
    for group in groups:
        ids = set(group)
        ids.update(*(found[id_] for id_ in group if id_ in found))
        found.update(dict.fromkeys(ids, ids))
    return found


def ends_in_key(record: RecordKey) -> tuple[str, ...]:
    """Return the ends in the member key or pattern of a relation; empty for any other key."""
    identity = reach.identity_of(*record)
    return identity[:2] if identity else ()


def companions(record: RecordKey, company: Mapping[str, Set[str]]) -> Iterator[RecordKey]:
    """Return the relations that may be one fact with this one, or that the same corrections reach, itself included.

    `company` are the records that each end is one actor with. Two rows are one fact only if they state the same of
    everything else that their keys hold, so that all possible keys can be told.
    """
    type_, key = record
    yield record
    identity = reach.identity_of(type_, key)
    if identity is None:
        return
    one, other, *rest = identity
    for pair in product(company.get(one, {one}), company.get(other, {other})):
        yield type_, reach.key_of(type_, (*pair, *rest))
        if type_ is RecordType.PARTNERSHIP:
            yield type_, reach.key_of(type_, (*reversed(pair), *rest))


@cache
def _reference_names(type_: RecordType) -> tuple[str, ...]:
    return tuple(column.name for column in columns(type_) if column.refs)
