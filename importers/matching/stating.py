"""Says in an import's batch which of its new actors are one with others, so that undoing the import undoes it.

Each scope is asked apart, from what it sees alone: that two records are one is said to the least scope that can tell it
by itself (docs/statements.md#9-laws). An actor that the store has already is not matched anew: a file that is imported
again says again what was found when it came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph_service.model import MATCHER, SCOPES, Fact, Op, RecordType, Say, Scope, Statement
from graph_service.stores.base import Clues, Store
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary
from importers.matching import names
from importers.matching.finding import Found, find
from importers.matching.organisations import AUTHORITIES, Organisation, of_fact, of_rows

_NUMBERS = ("siret", "rna", "siren")
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


def matches(says: Sequence[Say], store: Store | None, vocabulary: Vocabulary, territories: Territories) -> Matches:
    """Return which new actors of an import are one with others, in the store or in the import itself."""
    rows: dict[str, list[Say]] = defaultdict(list)
    for say in says:
        if say.statement.type is RecordType.ACTOR and say.statement.op is Op.ROW:
            rows[say.statement.ids[0]].append(say)
    if not rows:
        return Matches()
    known = _known(rows, store)
    again = _said_before(known & rows.keys(), rows.keys(), store)
    stated: dict[tuple[str, str], Scope] = {}
    found = Found()
    for scope in SCOPES:
        seen = {
            id_: [say.statement for say in about if scope.sees(say.statement.visibility)]
            for id_, about in rows.items()
            if id_ not in known
        }
        seen = {id_: about for id_, about in seen.items() if about}
        if not seen:
            continue
        found = _in_scope(seen, store, scope, vocabulary, territories)
        for pair in found.same:
            stated.setdefault((pair.one.id, pair.other.id), scope)
    words = [Statement(Op.SAME, RecordType.ACTOR, MATCHER, "", "", scope, ids, {}) for ids, scope in stated.items()]
    # Each stands in the row that brought the new record.
    placed = [replace(rows[word.ids[0]][0], statement=word) for word in words]
    undecided = [pair for pair in found.review if (pair.one.id, pair.other.id) not in stated]
    return Matches([*again, *placed], len({word.ids[0] for word in words}), len(undecided))


def _in_scope(
    rows: Mapping[str, list[Statement]],
    store: Store | None,
    scope: Scope,
    vocabulary: Vocabulary,
    territories: Territories,
) -> Found:
    """What new actors are one with, by what a scope sees of them and of the store."""
    sharing = vocabulary.shared_siren_kinds
    new = [
        of_rows(ids, [row for id_ in ids for row in rows[id_]], vocabulary, territories)
        for ids in _by_number(rows, sharing)
    ]
    others = _candidates(new, rows, store, scope, vocabulary, territories) if store else []
    held = {number for fact, _ in others for number in _numbers_of(fact.values, sharing)}
    # What an identifier joins with an actor of the store is that actor.
    fresh = [
        each
        for each in new
        if held.isdisjoint(n for id_ in each.ids for row in rows[id_] for n in _numbers_of(row.fields, sharing))
    ]
    compared = [*fresh, *(each for _, each in others)]
    return find(compared, vocabulary, territories, lambda one, other: not (one.known and other.known))


def _candidates(
    new: Iterable[Organisation],
    rows: Mapping[str, list[Statement]],
    store: Store,
    scope: Scope,
    vocabulary: Vocabulary,
    territories: Territories,
) -> list[tuple[Fact, Organisation]]:
    """The store's actors that may be one with new ones."""
    called: dict[str, None] = {}
    words: dict[str, None] = {}
    places: dict[str, None] = {}
    numbers: dict[str, None] = {}
    for each in new:
        called.update(dict.fromkeys(each.folded_all | each.acronyms | each.initials))
        words.update(dict.fromkeys(names.telling((*each.names, *each.called))))
        if each.seat:
            places[each.seat[1]] = None
            numbers.update(dict.fromkeys(_sirens_of_seat(each, territories)))
    for about in rows.values():
        for row in about:
            numbers.update(dict.fromkeys(str(row.fields[name]) for name in _NUMBERS if row.fields.get(name)))
    kinds = [kind for level in AUTHORITIES for kind in sorted(vocabulary.descendants("actor_kind", level))]
    found = {*store.candidates(Clues([*called], [*numbers], [*words], [*places], kinds), scope, _MOST)}
    # Whose initials an acronym is stands in no index: those of its kind in its place are looked at.
    short = [each for each in new if each.acronyms and each.territory and not each.seat]
    if short:
        there, of_kind = {str(each.territory) for each in short}, {each.kind for each in short}
        found.update(store.candidates(Clues(places=sorted(there), kinds=sorted(of_kind)), scope))
    facts = store.facts(RecordType.ACTOR, sorted(found), scope)
    return [(fact, of_fact(fact, vocabulary, territories)) for fact in facts]


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


def _known(rows: Mapping[str, object], store: Store | None) -> set[str]:
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
    there = {*ours} | _known(dict.fromkeys(others), store)
    return [Say(one.statement, one.file, one.sheet, one.row) for one in words.values() if one.statement.ids[1] in there]
