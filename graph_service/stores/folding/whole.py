"""Folds the whole log from nothing: for the first load, for large changes, and as the reference for partial folds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.model import Batch, Op, Says, Scope, Statement
from graph_service.stores.base import Written
from graph_service.stores.counts import Held, compare, joined, outdated, there, unheard, unreached, waiting
from graph_service.stores.fold import Current, Folded, ScopeFold, current, every_fact, folds
from graph_service.stores.folding.first import FirstFold, first_fold
from graph_service.stores.folding.lookup import Lookup, Number
from graph_service.stores.folding.reached import said_today
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

    def written(self, look: Lookup, batch: Batch, says: Says) -> Written:
        """What the batch did."""
        internal = self.found[Scope.INTERNAL]
        # An undo may leave words of other batches without what they spoke of.
        words = self.now.words if batch.withdraws else [said for said in says.statements if said.op is not Op.ROW]
        return Written(
            batch,
            0,
            compare(self.before, internal, says, self.differs.touched),
            tuple(waiting(there(internal), says)),
            tuple(unreached(said_today(self.now, words, self.found.values()), words)),
            outdated(self.now, says),
            joined(internal, says),
            unheard=unheard(self.found, self.differs.touched, says),
        )


def fold_all(look: Lookup, batches: Sequence[Batch], told: Mapping[Number, Statement]) -> WholeFold:
    """Fold the log. `told` are statements at hand, by number."""
    return _compared(look, *_folds(look, batches, told))


def fold_first(look: Lookup, batches: Sequence[Batch], told: Mapping[Number, Statement]) -> FirstFold | WholeFold:
    """Fold the log of a store that holds no fact yet, not even one that is gone."""
    now, by_scope = _folds(look, batches, told)
    return first_fold(now, by_scope) or _compared(look, now, by_scope)


def _folds(
    look: Lookup, batches: Sequence[Batch], told: Mapping[Number, Statement]
) -> tuple[Current, dict[Scope, ScopeFold]]:
    statements, now, counts = counting(look, batches, told)
    look.keep_counting(look.every_count(), counts, statements)
    return now, folds(now)


def _compared(look: Lookup, now: Current, by_scope: Mapping[Scope, ScopeFold]) -> WholeFold:
    """A fold, and what of it differs from the facts that the store holds."""
    found = every_fact(by_scope)
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
