"""What a replica says of a log gives its scope, and those below, the facts of the log, and names nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from graph_service.model import LABELS, SCOPES, Batch, Fact, RecordType, Scope, Statement, columns
from graph_service.stores.fold import Facts, packaged_rules
from graph_service.stores.reduction import NOBODY, reduce
from tests.graph_service.stores.logs import Log, fold_log, logs

A, P, PART = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION
PUBLIC, PARTNERS, INTERNAL = Scope
shared = pytest.mark.parametrize("scope", [PUBLIC, PARTNERS])


def contents(facts: Facts) -> list[str]:
    return sorted(fact.content_hash for fact in facts.values())


def held(log: Log, scope: Scope) -> dict[Scope, Facts]:
    """The facts of a replica."""
    return fold_log([(Batch("copy"), reduce(log, scope).says)])


def told(fact: Fact) -> tuple[object, ...]:
    """What a reader is told of a fact, but for the references that lost: a replica leaves out those not seen."""
    plain = {column.name for column in columns(fact.type) if not column.refs}
    others = {name: lost for name, lost in (fact.others or {}).items() if name in plain}
    return (dict(fact.values), fact.keys, fact.source, fact.sources, fact.visibility, fact.count, others)


def named(said: Statement) -> Iterator[tuple[tuple[RecordType, ...], str]]:
    """The records that a statement names: what it is about, and what it refers to."""
    for column in columns(said.type):
        value = said.fields.get(column.name)
        if column.refs and value is not None:
            yield from ((column.refs, id_) for id_ in (value if isinstance(value, tuple) else (str(value),)))
    yield from (((said.type,), id_) for id_ in said.ids)


@shared
@given(log=logs())
def test_every_scope_up_to_the_replicas_has_the_facts_of_the_log(scope: Scope, log: Log) -> None:
    found, is_ = fold_log(log), held(log, scope)
    for lower in SCOPES:
        if scope.sees(lower):
            assert contents(is_[lower]) == contents(found[lower])


@shared
@given(log=logs())
def test_who_asks_a_replica_for_more_is_shown_what_its_scope_sees(scope: Scope, log: Log) -> None:
    """And labels, with their sources, that a lower scope has a use for and this one has not: the team sees all labels
    of a store."""
    found, is_ = fold_log(log), held(log, scope)
    lower = {key for s in SCOPES if scope.sees(s) for key in found[s]}
    for key, fact in is_[INTERNAL].items():
        if key in found[scope]:
            assert fact.content_hash == found[scope][key].content_hash
        else:
            assert key in lower
            assert fact.type in LABELS | {RecordType.SOURCE}
    assert is_[INTERNAL].keys() >= found[scope].keys()


@shared
@given(log=logs())
def test_a_replica_names_only_what_is_seen(scope: Scope, log: Log) -> None:
    found, rules = fold_log(log), packaged_rules()
    seen = {(type_, key) for s in SCOPES if scope.sees(s) for (type_, _), f in found[s].items() for key in f.keys}
    for say in reduce(log, scope).says:
        said = say.statement
        assert scope.sees(said.visibility)
        if any(NOBODY in id_ for _, id_ in named(said)):
            continue  # made up here: see the examples below
        for types, id_ in named(said):
            known = any((t, id_) in seen for t in types) or rules.known_theme(id_) or rules.known_territory(id_)
            speaks = types == (RecordType.SOURCE,) and any(f.source == id_ for f in found[scope].values())
            assert known or speaks, (said, id_)


@shared
@given(log=logs())
def test_a_replica_of_a_replica_is_the_same(scope: Scope, log: Log) -> None:
    again = held([(Batch("copy"), reduce(log, scope).says)], scope)
    assert contents(again[scope]) == contents(fold_log(log)[scope])
