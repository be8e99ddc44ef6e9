"""Folds the facts of one scope: groups rows by what they are about, applies staff's corrections, and drops relations
without ends (rules 4, 6 and 7 of docs/statements.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from operator import itemgetter

from graph_service.model import (
    LABELS,
    RELATIONS,
    STAFF,
    Fact,
    Op,
    RecordType,
    Scope,
    Statement,
    ends,
)
from graph_service.stores.fold import reach
from graph_service.stores.fold.fields import Facts, alone, fact_id, folded, winner_of
from graph_service.stores.fold.identity import Member, groups
from graph_service.stores.fold.labels import names_in, unnamed
from graph_service.stores.fold.references import drop_what_is_not_there, moved_references, with_references
from graph_service.stores.fold.rules import Outside, Rules

_IDENTIFYING = ("siren", "siret", "rna", "kind")
_PLAIN = (RecordType.PROJECT, RecordType.FUNCTION, RecordType.THEME, RecordType.TERRITORY, RecordType.TERM)

Row = tuple[Statement, int]
"""A row that counts, and how often its batch says it."""
Key = tuple[RecordType, str]
Reached = Mapping[tuple[bool, reach.RelationIdentity], Mapping[int, Statement]]
"""The words that reach relations, by whether these have a direction and by their identity here."""


class ScopeFold:
    """The fold of one scope. `run` goes in this order: corrections by key, ranks, records with an id, actors,
    relations, references.

    Most facts are relations, and most relations are what a single row says. Of such a one the row is kept, and the
    fact is made when it is asked for.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        words: Sequence[Statement],
        scope: Scope,
        rules: Rules,
        outside: Outside | None,
    ) -> None:
        self.scope = scope
        self.rules = rules
        self.outside = outside
        self.by_type: dict[RecordType, list[Row]] = defaultdict(list)
        for row in rows:
            self.by_type[row[0].type].append(row)
        self.words: dict[tuple[RecordType, str], list[tuple[int, Statement]]] = defaultdict(list)
        self.links: list[Statement] = []
        for place, word in enumerate(words):
            if word.op in (Op.SAME, Op.DIFFERENT):
                self.links.append(word)
            else:
                for id_ in word.ids:
                    self.words[word.type, id_].append((place, word))
        self.ranks = self._source_ranks()
        self.facts: Facts = {}
        """All but relations and sources."""
        self.relations: dict[RecordType, list[Row | Fact]] = {}
        """Of each relation its fact, or the only row that says it, if the fact holds what the row says."""
        self.sources: Facts = {}
        self.actors: dict[str, str] = {}
        """Of every actor record whose fact is there: its id, and the fact's."""
        self.heard: dict[tuple[RecordType, str], dict[str, Statement]] = {}
        """Of the rows of relations that words reach, by member key: the words by digest."""
        self._with_labels: tuple[Facts, dict[RecordType, list[Row | Fact]]] | None = None
        """What was folded before labels that nobody names here were left out."""

    def run(self) -> None:
        for type_ in _PLAIN:
            for id_, rows in self._by_id(type_).items():
                self._add(type_, (id_,), rows)
        self._actors()
        for type_ in RELATIONS:
            self.relations[type_] = self._relations(type_)
        # A part of the facts holds no label: `folding.partial` folds all where it touches one.
        if self.scope is not Scope.INTERNAL and (hidden := set(unnamed(self.facts, self._named_by_relations()))):
            self._with_labels = self.facts, self.relations
            self.facts = {key: fact for key, fact in self.facts.items() if key not in hidden}
        self._lean()

    @property
    def hid(self) -> bool:
        """Whether labels that nobody names here were left out."""
        return self._with_labels is not None

    def with_labels(self) -> ScopeFold:
        """The fold of the same statements for the team, which also sees labels that nobody names."""
        assert self._with_labels
        found = copy(self)
        found.scope, found.sources = Scope.INTERNAL, {}
        found.facts, found.relations = self._with_labels
        found._with_labels = self._with_labels = None
        found._lean()
        return found

    def _lean(self) -> None:
        """Add the sources that speak, and leave out what leans on nothing that is there."""
        self._sources()
        for facts in (self.facts, self.sources):
            drop_what_is_not_there(facts, self._there)
        self.relations = {
            type_: [there for one in found if (there := self._there_as(type_, one))]
            for type_, found in self.relations.items()
        }

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.sources or any(self.relations.values()))

    def has_relations_of(self, other: ScopeFold) -> bool:
        """Whether the relations are those of another fold, in its order."""
        return all(
            len(found) == len(other.relations[type_]) and all(map(_equal, found, other.relations[type_]))
            for type_, found in self.relations.items()
        )

    def every_fact(self) -> Facts:
        return {**self.facts, **{(fact.type, fact.id): fact for fact in self.every_relation()}, **self.sources}

    def every_relation(self) -> Iterator[Fact]:
        """The facts of relations, each made as it is asked for."""
        for type_ in self.relations:
            yield from self.relations_of(type_, self.ids_of(type_))

    def relations_of(self, type_: RecordType, ids: Iterable[str]) -> Iterator[Fact]:
        """The facts of the relations of a type, whose ids are given."""
        for id_, one in zip(ids, self.relations[type_], strict=True):
            yield one if isinstance(one, Fact) else alone(type_, id_, one[0].ids, *one, None)

    def ids_of(self, type_: RecordType) -> Iterator[str]:
        """The ids of the relations of a type, in their order."""
        for one in self.relations[type_]:
            yield one.id if isinstance(one, Fact) else fact_id(type_, one[0].ids[0])

    # Grouping

    def _by_id(self, type_: RecordType) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.by_type[type_]:
            found[row[0].ids[0]].append(row)
        return found

    def _actors(self) -> None:
        rows = self._by_id(RecordType.ACTOR)
        members = [self._member(id_, self._in_order(about)) for id_, about in rows.items()]
        found = groups(members, self.links)
        for id_, (canonical, ids) in found.items():
            if id_ == canonical:
                self._add(RecordType.ACTOR, ids, [row for member in ids for row in rows[member]], canonical)
        self.actors = {
            id_: canonical for id_, (canonical, _) in found.items() if (RecordType.ACTOR, canonical) in self.facts
        }

    def _member(self, id_: str, rows: list[Row]) -> Member:
        if len(rows) == 1:
            stated = rows[0][0].fields
            identifiers = {name: stated.get(name) for name in _IDENTIFYING}
        else:
            identifiers = {name: winner_of(name, rows) for name in _IDENTIFYING}
        for _, word in self.words.get((RecordType.ACTOR, id_), ()):
            if word.op is Op.SET:
                identifiers.update({n: v for n, v in word.fields.items() if n in _IDENTIFYING})
        siret = identifiers.get("siret")
        siren = identifiers.get("siren") or (str(siret)[:9] if siret else None)
        return Member(
            id_,
            min(row.visibility.rank for row, _ in rows),
            str(siren) if siren else None,
            str(siret) if siret else None,
            str(identifiers["rna"]) if identifiers.get("rna") else None,
            identifiers.get("kind") in self.rules.shared_siren_kinds,
        )

    def _sources(self) -> None:
        """A source is there where a live row of it is seen, whether or not its own record is."""
        stated = self._by_id(RecordType.SOURCE)
        for id_, visibility in self._speaking().items():
            if id_ == STAFF:
                continue
            if fact := self._fact(RecordType.SOURCE, (id_,), stated.get(id_, []), bare=visibility):
                self.sources[RecordType.SOURCE, id_] = fact

    def _speaking(self) -> dict[str, Scope]:
        """The sources that a row is seen of, with the least hidden visibility of their rows."""
        if self.outside:
            return {id_: least for id_, least in self.outside.speaking.items() if self.scope.sees(least)}
        speaking: dict[str, Scope] = {}
        for type_, rows in self.by_type.items():
            if type_ is not RecordType.SOURCE:
                for row, _ in rows:
                    if type_ in LABELS and (type_, row.ids[0]) not in self.facts:
                        continue  # A label that is not shown does not tell who speaks of it.
                    known = speaking.get(row.source)
                    if known is None or row.visibility.rank < known.rank:
                        speaking[row.source] = row.visibility
        return speaking

    def _relations(self, type_: RecordType) -> list[Row | Fact]:
        grouped: dict[tuple[str, ...], Row | list[Row]] = {}
        for row in self.by_type[type_]:
            pair = self._ends(row[0])
            if pair is not None:
                key = self._relation_key(row[0], pair)
                before = grouped.setdefault(key, row)
                if isinstance(before, list):
                    before.append(row)
                elif before is not row:
                    grouped[key] = [before, row]
        reached = self._reached(type_)
        if type_ is not RecordType.PARTNERSHIP:
            return [one for rows in grouped.values() if (one := self._relation(type_, rows, reached))]
        # Of a partnership, a row that says a direction and one that says none may have one member key, and so one id:
        # which fact has it then hangs on what they say, never on the order in which rows come.
        found: dict[str, Row | Fact] = {}
        for _, rows in sorted(grouped.items(), key=itemgetter(0)):
            if one := self._relation(type_, rows, reached):
                found[one.id if isinstance(one, Fact) else fact_id(type_, one[0].ids[0])] = one
        return list(found.values())

    def _relation(self, type_: RecordType, said: Row | list[Row], reached: Reached | None) -> Row | Fact | None:
        """The fact of the rows about one relation, or its only row where nothing else is said of it."""
        rows = said if isinstance(said, list) else [said]
        keys = rows[0][0].ids if len(rows) == 1 else tuple(sorted({row.ids[0] for row, _ in rows}))
        words = self._spoken_of(type_, keys, rows, reached) if reached is not None else []
        if len(rows) == 1 and not words:
            return rows[0]
        first = min(rows, key=lambda r: (r[0].visibility.rank, r[0].ids[0]))[0]
        return self._fact(type_, keys, rows, fact_id(type_, first.ids[0]), words=words)

    def _there_as(self, type_: RecordType, one: Row | Fact) -> Row | Fact | None:
        """A relation with its references as they lead here; None where it lacks an end."""
        if not isinstance(one, Fact):
            if not moved_references(type_, "", one[0].fields, self._there):
                return one
            statement = one[0]
            one = alone(type_, fact_id(type_, statement.ids[0]), statement.ids, *one, None)
        return with_references(one, self._there)

    def _named_by_relations(self) -> set[Key]:
        """The labels that relations name."""
        found: set[Key] = set()
        for type_, relations in self.relations.items():
            found |= names_in(type_, [one.values if isinstance(one, Fact) else one[0].fields for one in relations])
        return found

    def _reached(self, type_: RecordType) -> Reached | None:
        """The words about relations of a type by the relations that they reach here, of partnerships with a direction
        and without. None where there is no word at all."""
        found: dict[tuple[bool, reach.RelationIdentity], dict[int, Statement]] = defaultdict(dict)
        any_ = False
        for (about, id_), words in self.words.items():
            if about is not type_:
                continue
            any_ = True
            identity = reach.identity_of(type_, id_)
            here = self._identity(type_, identity) if identity else None
            if identity and here:
                found[True, here].update(words)
                if type_ is RecordType.PARTNERSHIP and identity[0] <= identity[1]:
                    found[False, (*sorted(here[:2]), *here[2:])].update(words)
        return found if any_ else None

    def _identity(self, type_: RecordType, identity: reach.RelationIdentity) -> reach.RelationIdentity | None:
        """An identity with its ends replaced by the ids of their facts in this scope."""
        first, second = (end.refs for end in ends(type_))
        return reach.canonical(identity, lambda id_: self._there(id_, first), lambda id_: self._there(id_, second))

    def _spoken_of(
        self,
        type_: RecordType,
        keys: tuple[str, ...],
        rows: Sequence[Row],
        reached: Reached,
    ) -> list[Statement]:
        """The words that reach a relation: that name a key of it, or its identity under other records of its ends."""
        found = {place: word for key in keys for place, word in self.words.get((type_, key), ())}
        if reached:
            for statement, _ in rows:
                identity = reach.stated(statement)
                here = self._identity(type_, identity) if identity else None
                if here:
                    directed = type_ is not RecordType.PARTNERSHIP or bool(statement.fields.get("directed"))
                    at = here if directed else (*sorted(here[:2]), *here[2:])
                    found.update(reached.get((directed, at), {}))
        words = [found[place] for place in sorted(found)]
        if words:
            said_ = {word.digest: word for word in words}
            self.heard.update({(type_, key): said_ for key in keys})
        return words

    def _relation_key(self, statement: Statement, pair: tuple[str, str]) -> tuple[str, ...]:
        start = str(statement.fields.get("start") or "")
        if statement.type is RecordType.PARTICIPATION:
            return (*pair, str(statement.fields["role"]), start)
        if statement.type is RecordType.PARTNERSHIP:
            one, other = pair if statement.fields.get("directed") else sorted(pair)
            return (one, other, str(statement.fields["kind"]), start)
        return statement.ids

    def _ends(self, statement: Statement) -> tuple[str, str] | None:
        """The canonical ids of a relation's two ends; None unless both are there."""
        first, second = ends(statement.type)
        one = self._there(str(statement.fields[first.name]), first.refs)
        other = self._there(str(statement.fields[second.name]), second.refs)
        return (one, other) if one and other else None

    def _actor(self, id_: str) -> str | None:
        return self.actors.get(id_) or (self._beyond(RecordType.ACTOR, id_) if self.outside else None)

    def _project(self, id_: str) -> str | None:
        return self._plain(RecordType.PROJECT, id_)

    def _plain(self, type_: RecordType, id_: str) -> str | None:
        if (type_, id_) in self.facts:
            return id_
        return self._beyond(type_, id_) if self.outside else None

    def _beyond(self, type_: RecordType, id_: str) -> str | None:
        """The id of a fact that is not folded here."""
        found = self.outside.ids.get((type_, id_)) if self.outside else None
        return found.get(self.scope) if found else None

    # One fact

    def _add(self, type_: RecordType, keys: tuple[str, ...], rows: list[Row], id_: str | None = None) -> None:
        if fact := self._fact(type_, keys, rows, id_):
            self.facts[type_, fact.id] = fact

    def _fact(
        self,
        type_: RecordType,
        keys: tuple[str, ...],
        rows: list[Row],
        id_: str | None = None,
        bare: Scope | None = None,
        words: list[Statement] | None = None,
    ) -> Fact | None:
        """Fold the rows about one thing and apply staff's words. Returns None where these deny or hide it.

        `bare` is given for a source that speaks here: its visibility, also where its own record is not seen.
        `words` are those that reach it, None: those that name a key of it.
        """
        id_ = id_ or keys[0]
        if words is None:
            words = self._spoken(type_, keys) if self.words else []
        if len(rows) == 1 and not words:
            return alone(type_, id_, keys, *rows[0], bare)
        visibility = bare or min((row.visibility for row, _ in rows), key=lambda v: v.rank)
        verdict = [word.op for word in words if word.op in (Op.DENY, Op.AFFIRM)]
        hidden = [word.visibility for word in words if word.op is Op.HIDE]
        if (verdict and verdict[-1] is Op.DENY) or (hidden and not self.scope.sees(hidden[-1])):
            return None
        shown = max((visibility, *hidden[-1:]), key=lambda v: v.rank)
        return folded(type_, id_, keys, self._in_order(rows), words, shown)

    def _spoken(self, type_: RecordType, keys: tuple[str, ...]) -> list[Statement]:
        """The words that reach a fact: those that name any key it holds today, in the order spoken."""
        found = {place: word for key in keys for place, word in self.words.get((type_, key), ())}
        return [found[place] for place in sorted(found)]

    def _in_order(self, rows: list[Row]) -> list[Row]:
        """Rows from the one that wins: rank, then date (newest), then source id, then what they say."""
        if len(rows) < 2:
            return rows
        if len({(row.source, row.updated) for row, _ in rows}) == len(rows):
            rows = sorted(rows, key=lambda r: r[0].source)
        else:
            rows = sorted(rows, key=lambda r: (r[0].source, r[0].content, r[0].ids))
        return sorted(rows, key=lambda r: (self.ranks.get(r[0].source, 0), r[0].updated), reverse=True)

    def _source_ranks(self) -> dict[str, int]:
        """Staff's words outrank every source; an operator's `edit SOURCE rank=n` ranks the others, 0 unless said."""
        ranks = {STAFF: 2**31}
        for (type_, source), words in self.words.items():
            if type_ is RecordType.SOURCE and source != STAFF:
                for _, word in words:
                    if word.op is Op.SET and "rank" in word.fields:
                        ranks[source] = int(word.fields["rank"] or 0)  # type: ignore[arg-type]
        return ranks

    def _there(self, id_: str, types: tuple[RecordType, ...]) -> str | None:
        for type_ in types:
            if type_ is RecordType.ACTOR:
                found = self._actor(id_)
            elif type_ is RecordType.PROJECT:
                found = self._project(id_)
            else:
                known = self.rules.known_theme if type_ is RecordType.THEME else self.rules.known_territory
                found = self._plain(type_, id_) or (id_ if known(id_) else None)
            if found:
                return found
        return None


def _equal(one: Row | Fact, other: Row | Fact) -> bool:
    if isinstance(one, Fact) and isinstance(other, Fact):
        return (one.type, one.id, one.hash) == (other.type, other.id, other.hash)
    return one is other
