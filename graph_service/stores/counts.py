"""Counts what a batch did to the facts. All stores use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping

from graph_service.model import COUNTED, Op, RecordType, Say, Says, Statement, ends
from graph_service.stores.base import Counts
from graph_service.stores.fold import Current, Facts, Folded, Unheard
from graph_service.stores.fold.touched import RecordKey

Held = Mapping[tuple[RecordType, str], str]
"""Content hashes of the facts of scope internal before the batch."""


def compare(before: Held, after: Facts, says: Says, touched: Container[tuple[RecordType, str]] | None = None) -> Counts:
    """Count facts created, updated, withdrawn, and those that the batch spoke of and left as they were.

    `touched`, where it is known, names all facts that may differ, so that the digest of no other is taken.
    """
    if not before:
        return all_created(after)
    spoken = {(said.type, key) for said in says.distinct() if said.op is Op.ROW for key in said.ids}
    created, updated, unchanged = [], [], []
    for key, fact in after.items():
        if key not in before:
            created.append(key)
        elif (touched is None or key in touched) and before[key] != fact.content_hash:
            updated.append(key)
        elif any((fact.type, member) in spoken for member in fact.keys):
            unchanged.append(key)
    withdrawn = [key for key in before if key not in after]
    return Counts(_count(created), _count(updated), _count(unchanged), _count(withdrawn))


def all_created(keys: Iterable[RecordKey]) -> Counts:
    """Return the counts of a batch that makes all facts that there are."""
    return Counts(_count(keys), _count(()), _count(()), _count(()))


def there(after: Facts) -> set[RecordKey]:
    """Return the actor and project records that exist, as (type, key): the possible ends of relations."""
    return {
        (type_, key)
        for (type_, _), fact in after.items()
        if type_ in (RecordType.ACTOR, RecordType.PROJECT)
        for key in fact.keys
    }


def end_records(statement: Statement) -> set[RecordKey]:
    """Return the records, as (type, key), that a row's ends may mean."""
    return {(type_, str(statement.fields[end.name])) for end in ends(statement.type) for type_ in end.refs}


def waiting(there: Container[RecordKey], says: Says) -> list[Say]:
    """Return the rows that are no fact yet because an end does not exist."""

    def waits(statement: Statement) -> bool:
        return any(not any((t, statement.fields[end.name]) in there for t in end.refs) for end in ends(statement.type))

    # Few types have ends, and a file says the same in many rows.
    rows = (said for said in says.distinct() if said.op is Op.ROW and ends(said.type))
    waiting_ = {id(said) for said in rows if waits(said)}
    return [says[i] for i, said in enumerate(says.statements) if id(said) in waiting_] if waiting_ else []


def unreached(with_rows: Container[RecordKey], words: Iterable[Statement]) -> list[Statement]:
    """Return the corrections that wait because they name no record with a live row. A link needs both its records.

    `with_rows` are the records that a row counts about.
    """

    def reaches(word: Statement) -> bool:
        found = [(word.type, key) in with_rows for key in word.ids]
        return all(found) if word.op in (Op.SAME, Op.DIFFERENT) else any(found)

    return [word for word in words if not reaches(word)]


def unheard(found: Folded, touched: Container[tuple[RecordType, str]], says: Says) -> tuple[Unheard, ...]:
    """Return the corrections that do not apply in a lower scope, among those in the batch or about facts that it
    changed."""
    if not found.unheard:
        return ()
    spoken = {said.digest for said in says.distinct()}
    told = (one for one in found.unheard if one.word.digest in spoken or (one.fact.type, one.fact.id) in touched)
    return tuple(sorted(told, key=lambda one: (one.fact.type, one.fact.id, one.scope.rank, one.word.digest)))


def outdated(now: Current, says: Says) -> int:
    """Return how many rows of a batch do not count because the same source has newer ones."""
    known = {id(row) for row, _ in now.rows}
    others = [said for said in says.statements if id(said) not in known and said.op is Op.ROW]
    counts = {row.digest for row, _ in now.rows} if others else set()
    return sum(one.digest not in counts for one in others)


def joined(after: Facts, says: Says) -> int:
    """How many actor records of a batch are one actor with another record."""
    several = [f for (type_, _), f in after.items() if type_ is RecordType.ACTOR and len(f.keys) > 1]
    if not several:
        return 0
    records = {key for said in says.distinct() if said.type is RecordType.ACTOR for key in said.ids}
    return sum(key in records for fact in several for key in fact.keys)


def _count(keys: Iterable[tuple[RecordType, str]]) -> dict[RecordType, int]:
    found = Counter(type_ for type_, _ in keys)
    return {type_: found[type_] for type_ in RecordType if type_ in COUNTED or found[type_]}
