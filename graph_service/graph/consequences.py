"""What hangs on a record, told before it is taken away, hidden, or joined with another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.graph import editing
from graph_service.graph.configuring import default_as_of
from graph_service.graph.session import Session, today
from graph_service.model import RELATIONS, Fact, RecordType, Scope
from graph_service.queries.base import TieQuery
from graph_service.queries.view import View
from graph_service.stores.base import Written

_ENDS = (RecordType.ACTOR, RecordType.PROJECT)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a correction would do beside the record itself: relations by type, and ties to others."""

    relations: Mapping[RecordType, int]
    ties: int = 0


def of_denial(session: Session, fact: Fact) -> Consequences:
    """Return what would be no more without a record."""
    done = editing.tried(session, [{"op": "deny", "type": fact.type.value, "ids": [fact.id]}])
    gone = {type_: done.counts.withdrawn.get(type_, 0) for type_ in RELATIONS if type_ is not fact.type}
    with session.view() as view:
        return Consequences(gone, _ties(view, fact))


def of_hiding(session: Session, fact: Fact, below: Scope) -> Consequences:
    """Return what readers of lower scopes than `below` would see no more with a record: what they see of it now."""
    scope = [scope for scope in Scope if scope.rank < below.rank][-1]
    with session.view(scope) as view:
        seen = view.facts(fact.type, [fact.id])
        return Consequences(_incident(view, fact) if seen else {}, _ties(view, fact) if seen else 0)


@dataclass(frozen=True, slots=True)
class Merge:
    """What joining two actors would make: the actor that is left, what moves to it, and what falls together."""

    after: Fact
    moved: Consequences
    fallen: Mapping[RecordType, int]


def of_merge(session: Session, one: Fact, other: Fact) -> Merge:
    """Return what joining two actors would do. Raises what joining them raises."""
    done = editing.tried(session, [{"op": "same", "ids": [one.id, other.id]}])
    left = [each.after for each in done.changes if each.after and each.after.type is RecordType.ACTOR]
    # Where the other adds no value, what is left reads as before, and is no change.
    least = min((one, other), key=lambda fact: (fact.visibility.rank, fact.id))
    after = next((fact for fact in left if {*one.keys, *other.keys} <= {*fact.keys}), least)
    with session.view() as view:
        gone = one if after.id == other.id else other
        return Merge(
            after,
            Consequences(_incident(view, gone), _ties(view, gone)),
            {type_: n for type_ in RELATIONS if (n := done.counts.withdrawn.get(type_, 0) - _made(done, type_)) > 0},
        )


def _made(done: Written, type_: RecordType) -> int:
    return done.counts.created.get(type_, 0)


def _incident(view: View, fact: Fact) -> dict[RecordType, int]:
    counted = Counter(each.type for each in view.incident([fact.id])) if fact.type in _ENDS else Counter()
    return {type_: counted[type_] for type_ in RELATIONS if counted[type_]}


def _ties(view: View, fact: Fact) -> int:
    """How many others an actor is tied to at the usual date."""
    if fact.type is not RecordType.ACTOR:
        return 0
    view.around([fact.id])
    query = TieQuery(as_of=default_as_of(view.reader) or today())
    return len(view.projection.ties_of(view.position(fact.id), view.moment(query)))
