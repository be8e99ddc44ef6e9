"""The facts of a store that holds none yet: relations are made one by one as they are written, so that they are never
all held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

from graph_service.model import RELATIONS, Batch, Fact, Op, RecordType, Says, Scope
from graph_service.stores.base import MOST_CHANGES, Changed, Written
from graph_service.stores.counts import all_created, joined, outdated, there, unreached, waiting
from graph_service.stores.fold import Current, ScopeFold
from graph_service.stores.folding.lookup import Lookup
from graph_service.stores.folding.reached import said_today
from graph_service.stores.variants import Key, bit, contents


def first_fold(now: Current, by_scope: Mapping[Scope, ScopeFold]) -> FirstFold | None:
    """Return the first fold of a log; None where scopes see different relations, or words about them."""
    seeing = {scope: one for scope, one in by_scope.items() if not one.is_empty}
    team = by_scope[Scope.INTERNAL]
    if any(one is not team and (team.heard or not one.has_relations_of(team)) for one in seeing.values()):
        return None
    ids = {type_: list(team.ids_of(type_)) for type_ in team.relations}
    return FirstFold(now, by_scope, ids, sum(map(bit, seeing)))


@dataclass(frozen=True, slots=True)
class FirstFold:
    """The fold of a log whose relations are the same for all scopes that see anything. Equal to `WholeFold`, and
    smaller: of a relation its id is kept, and its fact is made when it comes to it."""

    now: Current
    by_scope: Mapping[Scope, ScopeFold]
    ids: Mapping[RecordType, list[str]]
    """Of relations."""
    mask: int
    """The scopes that see relations."""

    @property
    def _team(self) -> ScopeFold:
        return self.by_scope[Scope.INTERNAL]

    def every_key(self) -> Iterator[Key]:
        """The facts by type and id, in the order in which `WholeFold` adds them: as the lowest scope has them, then
        what others have beside."""
        folds = list({id(one): one for one in self.by_scope.values() if not one.is_empty}.values())
        before = folds[0].facts if folds else {}
        yield from before
        yield from self._relation_keys()
        after = dict.fromkeys(chain.from_iterable(chain(one.facts, one.sources) for one in folds))
        yield from (key for key in after if key not in before)

    def every_fact(self) -> Iterator[tuple[int, int, Fact]]:
        """Each content: the position of its key in `every_key`, the scopes that see it, the fact."""
        relations = chain.from_iterable(self._team.relations_of(type_, ids) for type_, ids in self.ids.items())
        for at, key in enumerate(self.every_key()):
            if key[0] in RELATIONS:
                yield at, self.mask, next(relations)
            else:
                seen = {scope: one.facts.get(key) or one.sources.get(key) for scope, one in self.by_scope.items()}
                for mask, fact in contents(seen).items():
                    yield at, mask, fact

    def _relation_keys(self) -> Iterator[Key]:
        for type_, ids in self.ids.items():
            for id_ in ids:
                yield type_, id_

    def has(self, scope: Scope, key: Key) -> bool:
        """Whether a scope has an actor or a project."""
        return key in self.by_scope[scope].facts

    def changed(self) -> tuple[Changed, ...]:
        """The first changes, as `changes.changed` tells them."""
        team = self._team
        found = {**team.facts, **team.sources}
        first = nsmallest(MOST_CHANGES, chain(found, self._relation_keys()))
        wanted = set(first) - found.keys()
        if wanted:
            found |= {(fact.type, fact.id): fact for fact in team.every_relation() if (fact.type, fact.id) in wanted}
        return tuple(Changed(None, found[key]) for key in first)

    def written(self, look: Lookup, batch: Batch, says: Says) -> Written:
        """What the batch did."""
        facts = self._team.facts
        words = self.now.words if batch.withdraws else [said for said in says.statements if said.op is not Op.ROW]
        found = [one.facts for one in self.by_scope.values()]
        return Written(
            batch,
            0,
            all_created(chain(facts, self._team.sources, self._relation_keys())),
            tuple(waiting(there(facts), says)),
            tuple(unreached(said_today(self.now, words, found), words)),
            outdated(self.now, says),
            joined(facts, says),
        )
