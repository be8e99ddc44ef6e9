"""The facts of a store that holds none yet: made one by one as they are written, so that they are never all held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest

from graph_service.model import Batch, Fact, Op, RecordType, Says, Scope
from graph_service.stores.base import MOST_CHANGES, Changed, Written
from graph_service.stores.counts import all_created, joined, outdated, there, unreached, waiting
from graph_service.stores.fold import Current, ScopeFold
from graph_service.stores.folding.lookup import Lookup
from graph_service.stores.folding.reached import said_today
from graph_service.stores.variants import Key, bit


def first_fold(now: Current, by_scope: Mapping[Scope, ScopeFold]) -> FirstFold | None:
    """Return the first fold of a log; None where scopes see facts that differ."""
    apart = {id(one): one for one in by_scope.values() if not one.is_empty}
    if len(apart) != 1:
        return None
    (only,) = apart.values()
    return FirstFold(now, only, sum(bit(scope) for scope, one in by_scope.items() if one is only))


@dataclass(frozen=True, slots=True)
class FirstFold:
    """The fold of a log whose scopes see one and the same, or nothing. Equal to `WholeFold`, and smaller.

    Held are the facts that relations lean on. A relation's is made when it comes to it; its id is kept.
    """

    now: Current
    only: ScopeFold
    mask: int
    """The scopes that see the facts."""
    _ids: list[tuple[RecordType, list[str]]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ids", [(type_, list(self.only.ids_of(type_))) for type_ in self.only.relations])

    def every_key(self) -> Iterator[Key]:
        """The facts by type and id, in the order of `every_fact`."""
        yield from self.only.facts
        for type_, ids in self._ids:
            for id_ in ids:
                yield type_, id_
        yield from self.only.sources

    def every_fact(self) -> Iterator[Fact]:
        yield from self.only.facts.values()
        for type_, ids in self._ids:
            yield from self.only.relations_of(type_, ids)
        yield from self.only.sources.values()

    def has(self, scope: Scope, key: Key) -> bool:
        """Whether a scope that sees anything has an actor or a project."""
        return key in self.only.facts

    def changed(self) -> tuple[Changed, ...]:
        """The first changes, as `changes.changed` tells them."""
        first = nsmallest(MOST_CHANGES, self.every_key())
        wanted, found = set(first), {**self.only.facts, **self.only.sources}
        if not wanted <= found.keys():
            found |= {key: fact for key, fact in zip(self.every_key(), self.every_fact(), strict=True) if key in wanted}
        return tuple(Changed(None, found[key]) for key in first)

    def written(self, look: Lookup, batch: Batch, says: Says) -> Written:
        """What the batch did."""
        facts = self.only.facts
        words = self.now.words if batch.withdraws else [said for said in says.statements if said.op is not Op.ROW]
        return Written(
            batch,
            0,
            all_created(self.every_key()),
            tuple(waiting(there(facts), says)),
            tuple(unreached(said_today(self.now, words, [facts]), words)),
            outdated(self.now, says),
            joined(facts, says),
        )
