"""What a batch did to the facts, as people count it. Shared by the stores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph_service.model import COUNTED, Op, RecordType, Say, Statement, columns
from graph_service.stores.base import Counts
from graph_service.stores.fold import Current, Facts

Held = Mapping[tuple[RecordType, str], str]
"""Content hashes of the facts of scope internal before the batch."""


def compare(before: Held, after: Facts, says: Sequence[Say]) -> Counts:
    """Count facts created, updated, withdrawn, and those that the batch spoke of and left as they were."""
    created = [key for key in after if key not in before]
    updated = [key for key, fact in after.items() if key in before and before[key] != fact.content_hash]
    withdrawn = [key for key in before if key not in after]
    changed = {*created, *updated}
    facts = _by_key(after, says)
    spoken = {
        facts[said.type, key]
        for said in _statements(says)
        for key in said.ids
        if said.op is Op.ROW and (said.type, key) in facts
    }
    unchanged = [key for key in spoken if key not in changed]
    return Counts(_count(created), _count(updated), _count(unchanged), _count(withdrawn))


def waiting(after: Facts, says: Sequence[Say]) -> list[Say]:
    """Rows that are no fact because an end is not there (yet)."""
    there = {
        (type_, key): True
        for (type_, _), fact in after.items()
        if type_ in (RecordType.ACTOR, RecordType.PROJECT)
        for key in fact.keys
    }
    found = []
    for say in says:
        if say.statement.op is not Op.ROW:
            continue
        ends = [c for c in columns(say.statement.type) if c.required and c.refs]
        if any(not any((t, say.statement.fields[c.name]) in there for t in c.refs) for c in ends):
            found.append(say)
    return found


def unreached(now: Current, words: Iterable[Statement]) -> list[Statement]:
    """Words that name no key of a record said today: they wait. A link needs both its records."""
    said = {(row.type, row.ids[0]) for row, _ in now.rows}

    def reaches(word: Statement) -> bool:
        found = [(word.type, key) in said for key in word.ids]
        return all(found) if word.op in (Op.SAME, Op.DIFFERENT) else any(found)

    return [word for word in words if not reaches(word)]


def joined(after: Facts, says: Sequence[Say]) -> int:
    """How many actor records of a batch are one actor with another record."""
    records = {key for said in _statements(says) if said.type is RecordType.ACTOR for key in said.ids}
    several = (f for (type_, _), f in after.items() if type_ is RecordType.ACTOR and len(f.keys) > 1)
    return sum(key in records for fact in several for key in fact.keys)


def _by_key(after: Facts, says: Sequence[Say]) -> dict[tuple[RecordType, str], tuple[RecordType, str]]:
    """The fact that holds each member key, for the record types that the batch speaks of."""
    types = {said.type for said in _statements(says)}
    return {(key[0], member): key for key, fact in after.items() if key[0] in types for member in fact.keys}


def _statements(says: Iterable[Say]) -> list[Statement]:
    return [say.statement for say in says]


def _count(keys: Iterable[tuple[RecordType, str]]) -> dict[RecordType, int]:
    found = Counter(type_ for type_, _ in keys)
    return {type_: found[type_] for type_ in RecordType if type_ in COUNTED or found[type_]}
