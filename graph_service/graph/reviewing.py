"""Pairs of actors that may be one, found in the store, and what the team decides of them.

"Same" and "different" are words of staff as any (docs/statements.md#7-words-of-staff): one batch, one undo. "Later" is
a document: it moves a pair to the end of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from graph_service.errors import Conflict, NotFound, UsageError
from graph_service.graph import editing
from graph_service.graph.editing import EditReport
from graph_service.graph.session import Session
from graph_service.messages import Items, Message
from graph_service.model import RELATIONS, STAFF, Fact, Op, RecordType, Scope, digest
from graph_service.stores.base import Document, Head
from importers.matching.finding import find
from importers.matching.organisations import Known, of_fact

DECISIONS = ("same", "different", "later")
COLLECTION = "review"
_TRIES = 20
_LINKS = (Op.SAME, Op.DIFFERENT)


@dataclass(frozen=True)
class ReviewPair:
    """Two actors that may be one. `id` stands for the pair as long as both have their ids."""

    id: str
    a: Fact
    b: Fact
    score: float
    evidence: tuple[Message, ...]
    later: bool = False
    """Whether somebody has put it off."""

    def as_json(self, relations: Mapping[str, int]) -> dict[str, Any]:
        """`evidence` are messages, which an entrance puts into words. `relations` are counted by actor."""
        a, b = (_brief(fact, relations.get(fact.id, 0)) for fact in (self.a, self.b))
        return {
            "id": self.id,
            "a": a,
            "b": b,
            "score": self.score,
            "evidence": list(self.evidence),
            "later": self.later,
        }


@dataclass(frozen=True)
class Decided:
    """What a decision did; `report` is None where it was put off."""

    pair: str
    decision: str
    report: EditReport | None

    def as_json(self) -> dict[str, Any]:
        done = self.report.as_json() if self.report else {}
        return {"pair": self.pair, "decision": self.decision, "import_id": done.get("import_id")}


_found: WeakKeyDictionary[Session, tuple[Head, list[ReviewPair]]] = WeakKeyDictionary()
"""What was found at the last revision that was asked about: finding it takes seconds in a large store."""


def pairs(session: Session) -> list[ReviewPair]:
    """Return the pairs that nobody has decided, best first, those that were put off last. Raises UsageError below the
    team's scope."""
    if session.scope is not Scope.INTERNAL:
        raise UsageError("edit-scope")
    with session.view() as view:
        head = session.store.head()
        kept = _found.get(session)
        if kept is None or kept[0] != head:
            kept = head, _undecided(session, Known(view.vocabulary, view.territories))
            _found[session] = kept
        later = {each.id for each in session.store.documents(COLLECTION) if each.body}
    found = [ReviewPair(p.id, p.a, p.b, p.score, p.evidence, p.id in later) for p in kept[1]]
    return sorted(found, key=lambda pair: pair.later)


def pair(session: Session, id_: str) -> ReviewPair:
    """Return the pair of this id. Raises NotFound where it was decided, or its records changed or went."""
    found = next((each for each in pairs(session) if each.id == id_), None)
    if found is None:
        raise NotFound("review-gone", pair=id_[:80])
    return found


def documents(session: Session, found: Iterable[ReviewPair]) -> list[dict[str, Any]]:
    """Return pairs as JSON, with how many relations each actor has."""
    listed = [*found]
    ids = {fact.id for each in listed for fact in (each.a, each.b)}
    counted = dict.fromkeys(ids, 0)
    for fact in session.store.incident(sorted(ids), Scope.INTERNAL) if ids else ():
        if fact.type in RELATIONS:
            for end in ids.intersection(str(value) for value in fact.values.values() if isinstance(value, str)):
                counted[end] += 1
    return [each.as_json(counted) for each in listed]


def decide(session: Session, id_: str, decision: str, reason: str = "", who: str = "") -> Decided:
    """Say of a pair that it is one actor, that it is two, or decide later."""
    if decision not in DECISIONS:
        raise UsageError("review-decision", decision=decision[:80], known=Items(list(DECISIONS), "or"))
    session.check_writable()
    found = pair(session, id_)
    if decision == "later":
        _put_off(session, found, reason, who)
        return Decided(id_, decision, None)
    words = [{"op": decision, "ids": [found.a.id, found.b.id]}]
    return Decided(id_, decision, editing.edit(session, words, who=who, note=reason))


def _put_off(session: Session, found: ReviewPair, reason: str, who: str) -> None:
    body = {"decision": "later", "ids": [found.a.id, found.b.id], "reason": reason, "who": who}
    for left in reversed(range(_TRIES)):
        before = session.store.document(COLLECTION, found.id)
        try:
            session.store.put(Document(COLLECTION, found.id, before.version if before else 0, body))
            return
        except Conflict:
            # Somebody put it off in the meantime: what is said last stands.
            if not left:
                raise


def _undecided(session: Session, by: Known) -> list[ReviewPair]:
    facts = {fact.id: fact for fact in session.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)}
    found = find([of_fact(fact, by) for fact in facts.values()], by, lambda one, other: True)
    alike = [*found.same, *found.review]
    apart = _told_apart(session, {id_ for each in alike for id_ in (*each.one.ids, *each.other.ids)})
    result = []
    for each in alike:
        if any(frozenset((a, b)) in apart for a in each.one.ids for b in each.other.ids):
            continue
        one, other = sorted((each.one.id, each.other.id))
        result.append(
            ReviewPair(digest(one, other)[:12], facts[one], facts[other], each.likeness.score, each.likeness.evidence)
        )
    return sorted(result, key=lambda one: (-one.score, one.a.id, one.b.id))


def _told_apart(session: Session, ids: Iterable[str]) -> set[frozenset[str]]:
    """The pairs of records of which the team's last word is that they are two."""
    last: dict[frozenset[str], Op] = {}
    for one in session.store.statements(keys=sorted(ids), type_=RecordType.ACTOR):
        if one.live and one.statement.op in _LINKS and one.statement.source == STAFF:
            last[frozenset(one.statement.ids)] = one.statement.op
    return {pair for pair, op in last.items() if op is Op.DIFFERENT}


def _brief(fact: Fact, relations: int) -> dict[str, Any]:
    found = {name: fact.get(name) for name in ("name", "acronym", "kind", "territory", "siren", "siret", "rna")}
    return {
        "id": fact.id,
        **found,
        "aliases": list(fact.get("aliases") or ()),
        "sources": list(fact.sources),
        "relations": relations,
    }
