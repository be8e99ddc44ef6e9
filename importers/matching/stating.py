"""Says in an import's batch which of its new actors are one with others, so that undoing the import undoes it.

Each scope is asked apart, from what it sees alone: that two records are one is said to the least scope that can tell it
by itself (docs/statements.md#9-laws). An actor that the store has already is not matched anew: a file that is imported
again says again what was found when it came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph_service.model import MATCHER, SCOPES, Fact, Op, RecordType, Say, Says, Scope, Statement
from graph_service.stores.base import Clues, Store
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary
from importers.matching import names
from importers.matching.finding import Found, find
from importers.matching.organisations import Known, Organisation, of_fact, of_rows

_NUMBERS = ("siret", "rna", "siren")
_TELLING = (*_NUMBERS, "name", "acronym", "aliases")
_MOST = 50
"""Actors that share a word: where more do, the word tells nobody from others."""


@dataclass(frozen=True)
class Matches:
    """What the matcher says about an import."""

    says: Sequence[Say] = ()
    by_name: int = 0
    """New actors that are one with another by their name, or by the place that they govern."""
    to_review: int = 0
    """Pairs with a new actor that a person has to look at."""


def matches(says: Says, store: Store | None, vocabulary: Vocabulary, territories: Territories) -> Matches:
    """Return which new actors of an import are one with others, in the store or in the import itself."""
    rows: dict[str, list[Say]] = defaultdict(list)
    told: set[int] = set()
    for i, statement in enumerate(says.statements):
        # Many rows of a file say the same of an actor: the first is enough.
        if statement.type is RecordType.ACTOR and statement.op is Op.ROW and id(statement) not in told:
            told.add(id(statement))
            rows[statement.ids[0]].append(says[i])
    by = Known(vocabulary, territories)
    if store and not store.size(Scope.INTERNAL).get(RecordType.ACTOR):
        store = None
    if store is None:
        rows = {id_: about for id_, about in rows.items() if any(_says_who(say.statement.fields, by) for say in about)}
    if not rows:
        return Matches()
    there = _there(rows, store)
    again = _said_before(there & rows.keys(), rows.keys(), store)
    stated: dict[tuple[str, str], Scope] = {}
    found = Found()
    seen: dict[str, list[Statement]] = {}
    new: list[Organisation] = []
    clues: list[Clues] = []
    facts: list[Fact] | None = None
    for scope in SCOPES:
        # Most often a scope sees what the one below it saw.
        if (now := _seen(rows, there, scope)) != seen:
            seen, facts = now, None
            new = [of_rows(ids, [row for id_ in ids for row in seen[id_]], by) for ids in _by_number(seen, by.sharing)]
            clues = _clues(new, seen, by) if store else []
        if (held := _candidates(store, clues, scope) if store and new else []) != facts:
            facts = held
            found = _among(new, seen, facts, by)
        for pair in found.same:
            stated.setdefault((pair.one.id, pair.other.id), scope)
    words = [Statement(Op.SAME, RecordType.ACTOR, MATCHER, "", "", scope, ids, {}) for ids, scope in stated.items()]
    # Each stands in the row that brought the new record.
    placed = [replace(rows[word.ids[0]][0], statement=word) for word in words]
    undecided = [pair for pair in found.review if (pair.one.id, pair.other.id) not in stated]
    return Matches([*again, *placed], len({word.ids[0] for word in words}), len(undecided))


def _says_who(fields: Mapping[str, object], by: Known) -> bool:
    """Whether a row of an actor holds anything by which it may be one with others."""
    return any(fields.get(name) for name in _TELLING) or fields.get("kind") in by.authorities


def _among(new: Sequence[Organisation], rows: Mapping[str, list[Statement]], facts: Sequence[Fact], by: Known) -> Found:
    """What new actors are one with, among themselves and the store's `facts`."""
    held = {number for fact in facts for number in _numbers_of(fact.values, by.sharing)}
    # What an identifier joins with an actor of the store is that actor.
    fresh = [
        each
        for each in new
        if held.isdisjoint(n for id_ in each.ids for row in rows[id_] for n in _numbers_of(row.fields, by.sharing))
    ]
    compared = [*fresh, *(of_fact(fact, by) for fact in facts)]
    return find(compared, by, lambda one, other: not (one.known and other.known))


def _seen(rows: Mapping[str, Sequence[Say]], there: Container[str], scope: Scope) -> dict[str, list[Statement]]:
    """The rows that a scope sees about records that the store does not have."""
    new = ((id_, about) for id_, about in rows.items() if id_ not in there)
    found = ((id_, [say.statement for say in about if scope.sees(say.statement.visibility)]) for id_, about in new)
    return {id_: about for id_, about in found if about}


def _clues(new: Iterable[Organisation], rows: Mapping[str, list[Statement]], by: Known) -> list[Clues]:
    """What the store is asked for, so that it finds the actors that may be one with new ones."""
    called: set[str] = set()
    words: set[str] = set()
    places: set[str] = set()
    numbers: set[str] = set()
    for each in new:
        called |= each.folded_all | each.acronyms | each.initials
        words.update(names.telling((*each.names, *each.called)))
        if each.seat:
            places.add(each.seat[1])
            numbers.update(_sirens_of_seat(each, by.territories))
    for about in rows.values():
        for row in about:
            numbers.update(str(row.fields[name]) for name in _NUMBERS if row.fields.get(name))
    found = [Clues(sorted(called), sorted(numbers), sorted(words), sorted(places), sorted(by.authorities))]
    # Whose initials an acronym is, and how else a name's only telling word is spelt, stands in no index: those of its
    # kind in its place are looked at.
    short = [
        each
        for each in new
        if each.territory and not each.seat and (each.acronyms or len(names.telling(each.names)) < 2)
    ]
    if short:
        at, of_kind = {str(each.territory) for each in short}, {each.kind for each in short}
        found.append(Clues(places=sorted(at), kinds=sorted(of_kind)))
    return found


def _candidates(store: Store, clues: Iterable[Clues], scope: Scope) -> list[Fact]:
    ids = {id_ for each in clues for id_ in store.candidates(each, scope, _MOST)}
    return store.facts(RecordType.ACTOR, sorted(ids), scope)


def _sirens_of_seat(each: Organisation, territories: Territories) -> Iterable[str]:
    """The SIREN of the authority of a place, where tables know it."""
    if each.seat is None:
        return
    level, code = each.seat
    if level == "epci":
        yield code
    elif level == "commune" and (row := territories.tables.communes.get(code)) and row[5]:
        yield row[5]


def _by_number(rows: Mapping[str, list[Statement]], sharing: frozenset[str]) -> list[list[str]]:
    """The new ids, those that share an official number together."""
    up = {id_: id_ for id_ in rows}

    def root(id_: str) -> str:
        while up[id_] != id_:
            id_ = up[id_]
        return id_

    holder: dict[str, str] = {}
    for id_, about in rows.items():
        for row in about:
            for number in _numbers_of(row.fields, sharing):
                first = holder.setdefault(number, id_)
                one, other = sorted((root(first), root(id_)))
                up[other] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in rows:
        groups[root(id_)].append(id_)
    return list(groups.values())


def _numbers_of(fields: Mapping[str, object], sharing: frozenset[str]) -> list[str]:
    """The official numbers by which the fold joins a record with others (docs/statements.md#5-identity)."""
    found = [f"{name}:{fields[name]}" for name in ("siret", "rna") if fields.get(name)]
    siren = fields.get("siren") or str(fields.get("siret") or "")[:9]
    return [*found, f"siren:{siren}"] if siren and fields.get("kind") not in sharing else found


def _there(rows: Mapping[str, object], store: Store | None) -> set[str]:
    """The ids of records that the store has, in any scope."""
    if store is None:
        return set()
    hits = store.resolve(sorted(rows), Scope.INTERNAL)
    ids = sorted({id_ for found in hits.values() for type_, id_ in found if type_ is RecordType.ACTOR})
    return {key for fact in store.facts(RecordType.ACTOR, ids, Scope.INTERNAL) for key in fact.keys}


def _said_before(known: set[str], ours: Iterable[str], store: Store | None) -> list[Say]:
    """What the matcher said of these records when they were new, as long as the others are there."""
    if not known or store is None:
        return []
    words = {
        one.statement.digest: one
        for one in store.statements(keys=sorted(known), type_=RecordType.ACTOR)
        if one.live
        and one.statement.op is Op.SAME
        and one.statement.source == MATCHER
        and one.statement.ids[0] in known
    }
    others = sorted({one.statement.ids[1] for one in words.values()} - {*ours})
    there = {*ours} | _there(dict.fromkeys(others), store)
    return [Say(one.statement, one.file, one.sheet, one.row) for one in words.values() if one.statement.ids[1] in there]
