"""Finds the records that a batch's words can reach."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from graph_service.model import RecordType, Statement
from graph_service.stores.fold import Current, Facts, reach
from graph_service.stores.fold.touched import GROUPED, RecordKey, companions, record_keys, united


def said_today(now: Current, words: Sequence[Statement], found: Iterable[Facts]) -> Container[RecordKey]:
    """The records, of those that these words name, that a row counts about or that a word reaches through who is one
    with whom."""
    types = {word.type for word in words}
    with_rows = {(row.type, row.ids[0]) for row, _ in now.rows if row.type in types} if types else set()
    without = record_keys(word for word in words if word.type in GROUPED) - with_rows
    if not without:
        return with_rows
    if any(type_ is RecordType.FUNDING for type_, _ in without):
        with_rows |= {(row.type, reach.pattern(row)) for row, _ in now.rows if row.type is RecordType.FUNDING}
    several = (fact for facts in found for fact in facts.values() if fact.type is RecordType.ACTOR)
    company = united(fact.keys for fact in several if len(fact.keys) > 1)
    return with_rows | {record for record in without if not with_rows.isdisjoint(companions(record, company))}
