"""Folds the whole log from nothing: for the first load, for large changes, and as the reference for partial folds."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from graph_service.model import Batch, Op, RecordType, Say, Scope, Statement
from graph_service.stores.base import Written
from graph_service.stores.counts import Held, compare, joined, outdated, there, unheard, unreached, waiting
from graph_service.stores.fold import Current, Folded, current, fold, reach
from graph_service.stores.fold.touched import GROUPED, RecordKey, companions, record_keys, united
from graph_service.stores.folding.lookup import Lookup, Number
from graph_service.stores.variants import Change, Key, bit, change


@dataclass(frozen=True, slots=True)
class WholeFold:
    """The fold of all statements that count now."""

    now: Current
    found: Folded
    differs: Change
    before: Held

    def has(self, scope: Scope, key: Key) -> bool:
        return key in self.found[scope]

    def written(self, look: Lookup, batch: Batch, says: Sequence[Say]) -> Written:
        """What the batch did."""
        internal = self.found[Scope.INTERNAL]
        # An undo may leave words of other batches without what they spoke of.
        words = self.now.words if batch.withdraws else [say.statement for say in says if say.statement.op is not Op.ROW]
        return Written(
            batch,
            0,
            compare(self.before, internal, says, self.differs.touched),
            tuple(waiting(there(internal), says)),
            tuple(unreached(_said_today(self.now, self.found), words)),
            outdated(self.now, says),
            joined(internal, says),
            unheard=unheard(self.found, self.differs.touched, says),
        )


def _said_today(now: Current, found: Folded) -> Container[RecordKey]:
    """The records that a row counts about, and those that a word reaches through who is one with whom."""
    with_rows = {(row.type, row.ids[0]) for row, _ in now.rows}
    words = record_keys(word for word in now.words if word.type in GROUPED) - with_rows
    if not words:
        return with_rows
    if any(type_ is RecordType.FUNDING for type_, _ in words):
        with_rows |= {(row.type, reach.pattern(row)) for row, _ in now.rows if row.type is RecordType.FUNDING}
    several = (fact for facts in found.values() for fact in facts.values() if fact.type is RecordType.ACTOR)
    company = united(fact.keys for fact in several if len(fact.keys) > 1)
    return with_rows | {record for record in words if not with_rows.isdisjoint(companions(record, company))}


def fold_all(look: Lookup, batches: Sequence[Batch], told: Mapping[Number, Statement]) -> WholeFold:
    """Fold the log. `told` are statements at hand, by number."""
    statements, now, counts = counting(look, batches, told)
    look.keep_counting(look.every_count(), counts, statements)
    found = fold(now)
    hashes: dict[Key, dict[int, str]] = {}
    internal: dict[Key, str] = {}
    for key, mask, hash_, content in look.every_fact():
        hashes.setdefault(key, {})[mask] = hash_
        if mask & bit(Scope.INTERNAL):
            internal[key] = content
    return WholeFold(now, found, change(hashes, found), internal)


def counting(
    look: Lookup, batches: Sequence[Batch], told: Mapping[Number, Statement]
) -> tuple[dict[Number, Statement], Current, dict[Number, int]]:
    """Return, from the log alone, every statement by number, what counts now, and how often each row does."""
    statements = look.every_statement(told)
    now = current(batches, look.every_entry(statements))
    number = {id(statement): n for n, statement in statements.items()}
    return statements, now, {number[id(statement)]: count for statement, count in now.rows}
