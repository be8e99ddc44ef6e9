"""What a scope holds to be so: fields, staff's words, and the existence of ends (rules 4, 6 and 7 of
docs/statements.md)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph_service.model import (
    KEYED,
    LABELS,
    RELATIONS,
    SCOPES,
    SHARED,
    STAFF,
    Column,
    Fact,
    Op,
    RecordType,
    Scope,
    Statement,
    Value,
    canonical_json,
    columns,
    digest,
    ends,
)
from graph_service.stores.fold import reach
from graph_service.stores.fold.identity import Member, groups
from graph_service.stores.fold.log import Current
from graph_service.vocabulary import packaged

Facts = dict[tuple[RecordType, str], Fact]
"""A scope's facts by (type, id)."""

Others = Mapping[str, tuple[tuple[Value, str], ...]]
"""Values that lost, by field, each with its source."""

_OFFICIAL = re.compile(r"R\d\d|D(?:\d\d|2[AB]|97\d)|\d{9}|(?:\d\d|2[AB])\d{3}|Q[PN].*")
_PREFIX = {RecordType.PARTICIPATION: "part", RecordType.PARTNERSHIP: "link", RecordType.FUNDING: "fund"}
_IDENTIFYING = ("siren", "siret", "rna", "kind")
_PLAIN = (RecordType.PROJECT, RecordType.FUNCTION, RecordType.THEME, RecordType.TERRITORY, RecordType.TERM)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the fold must know of the packaged vocabulary, the same for every store."""

    shared_siren_kinds: frozenset[str]
    known_theme: Callable[[str], bool]
    known_territory: Callable[[str], bool]
    """Whether a code is there without a row: official codes are, a free `Z:slug` is where a row states it."""


@cache
def packaged_rules() -> Rules:
    vocabulary = packaged()
    return Rules(
        vocabulary.shared_siren_kinds,
        lambda theme: vocabulary.get("theme", theme) is not None,
        lambda code: _OFFICIAL.fullmatch(code) is not None,
    )


def fact_id(type_: RecordType, key: str) -> str:
    """The id of a fact whose smallest member key is `key`: the key itself for records that carry an id."""
    return key if type_ in KEYED else f"{_PREFIX[type_]}-{digest(type_, key)[:16]}"


@dataclass(frozen=True, slots=True)
class Outside:
    """What a fold of some records must know of all others, which it is not given and leaves as they are."""

    ids: Mapping[tuple[RecordType, str], Mapping[Scope, str]]
    """Of records not folded, by (type, id as stated): the id of the fact that each scope has, where it has one."""
    speaking: Mapping[str, Scope]
    """Of the sources folded that any row counts of, the least hidden visibility of their rows."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """A word about a relation that reaches it for the team, and not the fact that a lower scope has of it: what makes
    two records one is not seen there."""

    word: Statement
    fact: Fact
    """As the scope has it."""
    scope: Scope


class Folded(dict[Scope, Facts]):
    """The facts of every scope, and which words about relations a scope does not hear."""

    unheard: tuple[Unheard, ...] = ()


def fold(now: Current, rules: Rules | None = None, outside: Outside | None = None) -> Folded:
    """The facts of every scope. Scopes that see the same statements share one result.

    With `outside`, `now` is a part that folds by itself (`touched` says which do), and so are the facts.
    """
    rules = rules or packaged_rules()
    found = Folded()
    folds: dict[Scope, _Fold] = {}
    heard = _LOUD
    hides = any(word.op is Op.HIDE for word in now.words)
    stated = {row.visibility for row, _ in now.rows} | {w.visibility for w in now.words if w.op not in heard}
    before: set[Scope] = set()
    last: _Fold | None = None
    for scope in SCOPES:
        seen = {visibility for visibility in stated if scope.sees(visibility)}
        # Only `hide`, and labels that nobody names, tell scopes apart that see the same statements.
        apart = hides or outside is not None or (last is not None and last.hid and scope is Scope.INTERNAL)
        if last is None or seen != before or apart:
            rows = [row for row in now.rows if row[0].visibility in seen]
            words = [word for word in now.words if word.op in heard or word.visibility in seen]
            last = _Fold(rows, words, scope, rules, outside)
            last.run()
        found[scope] = last.facts
        folds[scope] = last
        before = seen
    found.unheard = tuple(one for scope in SCOPES[:-1] for one in _unheard(folds[scope], folds[Scope.INTERNAL]))
    return found


def _unheard(low: _Fold, team: _Fold) -> Iterator[Unheard]:
    """The words that a scope does not hear, of those that it may."""
    if low is team or not team.heard:
        return
    held = {(fact.type, key): fact for fact in low.facts.values() if fact.type in RELATIONS for key in fact.keys}
    told = set()
    for record, words in team.heard.items():
        if (fact := held.get(record)) is None:
            continue
        for digest_, word in words.items():
            may = word.op in _LOUD or low.scope.sees(word.visibility)
            if may and digest_ not in low.heard.get(record, ()) and (digest_, fact.id) not in told:
                told.add((digest_, fact.id))
                yield Unheard(word, fact, low.scope)


_LOUD = frozenset({Op.DENY, Op.AFFIRM, Op.HIDE})
"""The words that all scopes hear."""


class _Fold:
    """One scope's fold. `run` goes: words by key, ranks, what has an id, actors, relations, references."""

    def __init__(
        self,
        rows: Sequence[tuple[Statement, int]],
        words: Sequence[Statement],
        scope: Scope,
        rules: Rules,
        outside: Outside | None,
    ) -> None:
        self.scope = scope
        self.rules = rules
        self.outside = outside
        self.by_type: dict[RecordType, list[tuple[Statement, int]]] = defaultdict(list)
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
        self.actors: dict[str, str] = {}
        """Of every actor record whose fact is there: its id, and the fact's."""
        self.heard: dict[tuple[RecordType, str], dict[str, Statement]] = {}
        """Of the rows of relations that words reach, by member key: the words by digest."""
        self.hid = False
        """Whether labels that nobody names here were left out."""

    def run(self) -> None:
        for type_ in _PLAIN:
            for id_, rows in self._by_id(type_).items():
                self._add(type_, (id_,), rows)
        self._actors()
        for type_ in RELATIONS:
            self._relations(type_)
        self._hide_what_nobody_names()
        self._sources()
        self._drop_what_is_not_there()

    # Grouping

    def _by_id(self, type_: RecordType) -> dict[str, list[tuple[Statement, int]]]:
        found: dict[str, list[tuple[Statement, int]]] = defaultdict(list)
        for row in self.by_type[type_]:
            found[row[0].ids[0]].append(row)
        return found

    def _actors(self) -> None:
        rows = self._by_id(RecordType.ACTOR)
        members = [self._member(id_, self._in_order(said)) for id_, said in rows.items()]
        found = groups(members, self.links)
        for id_, (canonical, ids) in found.items():
            if id_ == canonical:
                self._add(RecordType.ACTOR, ids, [row for member in ids for row in rows[member]], canonical)
        self.actors = {
            id_: canonical for id_, (canonical, _) in found.items() if (RecordType.ACTOR, canonical) in self.facts
        }

    def _member(self, id_: str, rows: list[tuple[Statement, int]]) -> Member:
        said = {name: _winner(name, rows) for name in _IDENTIFYING}
        for _, word in self.words.get((RecordType.ACTOR, id_), ()):
            if word.op is Op.SET:
                said.update({n: v for n, v in word.fields.items() if n in _IDENTIFYING})
        siret = said.get("siret")
        siren = said.get("siren") or (str(siret)[:9] if siret else None)
        return Member(
            id_,
            min(row.visibility.rank for row, _ in rows),
            str(siren) if siren else None,
            str(siret) if siret else None,
            str(said["rna"]) if said.get("rna") else None,
            said.get("kind") in self.rules.shared_siren_kinds,
        )

    def _sources(self) -> None:
        """A source is there where a live row of it is seen, whether or not its own record is."""
        stated = self._by_id(RecordType.SOURCE)
        for id_, visibility in self._speaking().items():
            if id_ != STAFF:
                self._add(RecordType.SOURCE, (id_,), stated.get(id_, []), bare=visibility)

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

    def _relations(self, type_: RecordType) -> None:
        grouped: dict[tuple[str, ...], list[tuple[Statement, int]]] = defaultdict(list)
        for row in self.by_type[type_]:
            pair = self._ends(row[0])
            if pair is not None:
                grouped[self._relation_key(row[0], pair)].append(row)
        # Of a partnership, a row that says a direction and one that says none may have one member key, and so one id:
        # which fact has it then hangs on what they say, never on the order in which rows come.
        groups_ = sorted(grouped.items()) if type_ is RecordType.PARTNERSHIP else grouped.items()
        reached = self._reached(type_)
        for _, rows in groups_:
            keys = tuple(sorted({row.ids[0] for row, _ in rows}))
            first = min(rows, key=lambda r: (r[0].visibility.rank, r[0].ids[0]))[0]
            words = self._spoken_of(type_, keys, rows, reached) if reached is not None else []
            self._add(type_, keys, rows, fact_id(type_, first.ids[0]), words=words)

    def _reached(self, type_: RecordType) -> dict[tuple[bool, reach.Place], dict[int, Statement]] | None:
        """The words about relations of a type by the places that they reach here, of partnerships with a direction
        and without. None where there is no word at all."""
        found: dict[tuple[bool, reach.Place], dict[int, Statement]] = defaultdict(dict)
        any_ = False
        for (about, id_), words in self.words.items():
            if about is not type_:
                continue
            any_ = True
            place = reach.place_of(type_, id_)
            here = self._place(type_, place) if place else None
            if place and here:
                found[True, here].update(words)
                if type_ is RecordType.PARTNERSHIP and place[0] <= place[1]:
                    found[False, (*sorted(here[:2]), *here[2:])].update(words)
        return found if any_ else None

    def _place(self, type_: RecordType, place: reach.Place) -> reach.Place | None:
        """A place by the facts that its ends lead to here."""
        first, second = (end.refs for end in ends(type_))
        return reach.canonical(place, lambda id_: self._there(id_, first), lambda id_: self._there(id_, second))

    def _spoken_of(
        self,
        type_: RecordType,
        keys: tuple[str, ...],
        rows: Sequence[tuple[Statement, int]],
        reached: Mapping[tuple[bool, reach.Place], Mapping[int, Statement]],
    ) -> list[Statement]:
        """The words that reach a relation: that name a key of it, or its place under other records of its ends."""
        found = {place: word for key in keys for place, word in self.words.get((type_, key), ())}
        if reached:
            for said, _ in rows:
                place = reach.stated(said)
                here = self._place(type_, place) if place else None
                if here:
                    directed = type_ is not RecordType.PARTNERSHIP or bool(said.fields.get("directed"))
                    at = here if directed else (*sorted(here[:2]), *here[2:])
                    found.update(reached.get((directed, at), {}))
        words = [found[place] for place in sorted(found)]
        if words:
            said_ = {word.digest: word for word in words}
            self.heard.update({(type_, key): said_ for key in keys})
        return words

    def _relation_key(self, said: Statement, pair: tuple[str, str]) -> tuple[str, ...]:
        start = str(said.fields.get("start") or "")
        if said.type is RecordType.PARTICIPATION:
            return (*pair, str(said.fields["role"]), start)
        if said.type is RecordType.PARTNERSHIP:
            one, other = pair if said.fields.get("directed") else sorted(pair)
            return (one, other, str(said.fields["kind"]), start)
        return said.ids

    def _ends(self, said: Statement) -> tuple[str, str] | None:
        """The canonical ids of a relation's two ends; None unless both are there."""
        first, second = ends(said.type)
        one = self._there(str(said.fields[first.name]), first.refs)
        other = self._there(str(said.fields[second.name]), second.refs)
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

    def _add(
        self,
        type_: RecordType,
        keys: tuple[str, ...],
        rows: list[tuple[Statement, int]],
        id_: str | None = None,
        bare: Scope | None = None,
        words: list[Statement] | None = None,
    ) -> None:
        """Fold the rows about one thing, apply staff's words, and keep the fact unless denied or hidden.

        `bare` is given for a source that speaks here: its visibility, also where its own record is not seen.
        `words` are those that reach it, None: those that name a key of it.
        """
        id_ = id_ or keys[0]
        if words is None:
            words = self._spoken(type_, keys) if self.words else []
        if len(rows) == 1 and not words:
            self.facts[type_, id_] = _alone(type_, id_, keys, *rows[0], bare)
            return
        visibility = bare or min((row.visibility for row, _ in rows), key=lambda v: v.rank)
        verdict = [word.op for word in words if word.op in (Op.DENY, Op.AFFIRM)]
        hidden = [word.visibility for word in words if word.op is Op.HIDE]
        if (verdict and verdict[-1] is Op.DENY) or (hidden and not self.scope.sees(hidden[-1])):
            return
        rows = self._in_order(rows)
        values: dict[str, Value] = {}
        others: dict[str, tuple[tuple[Value, str], ...]] = {}
        named = {name for said in (*(row for row, _ in rows), *words) for name in said.fields}
        for column in columns(type_):
            if column.name in named and column.name != KEYED.get(type_):
                _field(column.name, column.many, rows, words, values, others)
        self.facts[type_, id_] = Fact(
            type_,
            id_,
            values,
            keys,
            rows[0][0].source if rows else id_,
            tuple(sorted({row.source for row, _ in rows})) if rows else (id_,),
            max((visibility, *hidden[-1:]), key=lambda v: v.rank),
            max((count for _, count in rows), default=1) if type_ in RELATIONS else 1,
            others or None,
        )

    def _spoken(self, type_: RecordType, keys: tuple[str, ...]) -> list[Statement]:
        """The words that reach a fact: those that name any key it holds today, in the order spoken."""
        found = {place: word for key in keys for place, word in self.words.get((type_, key), ())}
        return [found[place] for place in sorted(found)]

    def _in_order(self, rows: list[tuple[Statement, int]]) -> list[tuple[Statement, int]]:
        """Rows from the one that wins: rank, then date (newest), then source id, then what they say."""
        if len(rows) < 2:
            return rows
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

    # References

    def _hide_what_nobody_names(self) -> None:
        """Labels are seen where a seen fact names them, or something below them (the team sees all).

        They have no visibility of their own. Were a label shown wherever its file may be read, one that only internal
        rows use would tell of them.
        """
        labels = [key for key in self.facts if key[0] in LABELS]
        # A part of the facts holds no label: `folding.partial` folds all where it touches one.
        if self.scope is Scope.INTERNAL or not labels:
            return
        named = {key for fact in self.facts.values() for key in label_names(fact)}
        waiting = list(named)
        while waiting:
            fact = self.facts.get(waiting.pop())
            above = _above(fact) - named if fact else set()
            named |= above
            waiting += above
        for key in labels:
            if key not in named:
                del self.facts[key]
                self.hid = True

    def _drop_what_is_not_there(self) -> None:
        """Write references by canonical id, and leave out those that this scope has no fact for."""
        for (type_, id_), fact in list(self.facts.items()):
            changed: dict[str, Value] = {}
            for name, types, many in _reference_columns(type_):
                value = fact.values.get(name)
                if value is not None and many:
                    there = dict.fromkeys(self._there(item, types) for item in _items(value))
                    changed[name] = tuple(other for other in there if other and other != id_)
                elif value is not None:
                    changed[name] = self._there(str(value), types)
            if any(changed.get(end.name) is None for end in ends(type_)):
                del self.facts[type_, id_]
                continue
            lost = self._lost_there(fact) if fact.others else None
            if lost != fact.others or any(fact.values[name] != value for name, value in changed.items()):
                values = {**fact.values, **changed}
                kept = {name: value for name, value in values.items() if value is not None and value != ()}
                self.facts[type_, id_] = _with_values(fact, kept, lost)

    def _lost_there(self, fact: Fact) -> Others | None:
        """The values that lost, without what refers to nothing here: an id is a thing to be hidden, too."""
        found = dict(fact.others or {})
        for name, types, many in _reference_columns(fact.type):
            kept: list[tuple[Value, str]] = []
            for value, source in found.pop(name, ()):
                if many:
                    value = tuple(item for item in _items(value) if self._there(item, types))
                    if value:
                        kept.append((value, source))
                elif self._there(str(value), types):
                    kept.append((value, source))
            if kept:
                found[name] = tuple(kept)
        return found or None

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


@cache
def _naming_columns(type_: RecordType) -> tuple[Column, ...]:
    """The columns by which a fact names labels; labels and sources name none."""
    return () if type_ in SHARED else tuple(c for c in columns(type_) if c.category or set(c.refs) & LABELS)


def label_names(fact: Fact) -> Iterator[tuple[RecordType, str]]:
    """The labels that a fact names: themes, territories, and the vocabulary rows of its kinds and roles."""
    return names(fact.type, fact.values)


def names(type_: RecordType, fields: Mapping[str, Value]) -> Iterator[tuple[RecordType, str]]:
    """The labels that the fields of a record name."""
    for column in _naming_columns(type_):
        for item in _items(fields.get(column.name)):
            if column.category:
                yield RecordType.TERM, f"{column.category}:{item}"
            else:
                yield from ((label, item) for label in column.refs if label in LABELS)


def _above(fact: Fact) -> set[tuple[RecordType, str]]:
    """What a theme, territory or vocabulary row lies in."""
    if fact.type is RecordType.TERM:
        category = fact.id.split(":", 1)[0]
        return {(fact.type, f"{category}:{parent}") for parent in _items(fact.get("parent"))}
    name = "within" if fact.type is RecordType.TERRITORY else "parent"
    return {(fact.type, item) for item in _items(fact.get(name))}


@cache
def _reference_columns(type_: RecordType) -> tuple[tuple[str, tuple[RecordType, ...], bool], ...]:
    return tuple((c.name, c.refs, c.many) for c in columns(type_) if c.refs)


def _items(value: Value) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


def _alone(type_: RecordType, id_: str, keys: tuple[str, ...], said: Statement, count: int, bare: Scope | None) -> Fact:
    """The fact of one row that no word reaches, as most are: what `_add` would make of it, without the search."""
    values = {name: value for name, value in said.fields.items() if name != KEYED.get(type_)}
    count = count if type_ in RELATIONS else 1
    return Fact(type_, id_, values, keys, said.source, (said.source,), bare or said.visibility, count)


def _field(
    name: str,
    many: bool,
    rows: list[tuple[Statement, int]],
    words: list[Statement],
    values: dict[str, Value],
    others: dict[str, tuple[tuple[Value, str], ...]],
) -> None:
    """One field of rows in their order: the winner into `values`, what lost into `others`."""
    said = [(row.fields[name], row.source) for row, _ in rows if name in row.fields]
    if many:
        winner: Value = tuple(dict.fromkeys(item for value, _ in said for item in _items(value)))
    else:
        winner = _winner(name, rows)
    spoken = [word for word in words if word.op is Op.SET and name in word.fields]
    if spoken:
        winner = spoken[-1].fields[name]
        winner = _items(winner) if many else winner
    if winner is not None and winner != ():
        values[name] = winner
    if not many and (len(said) > 1 or spoken):
        lost = dict.fromkeys((value, source) for value, source in said if value != winner)
        if lost:
            others[name] = tuple(lost)


def _winner(name: str, rows: list[tuple[Statement, int]]) -> Value:
    """A field's winning value, of rows in their order: the first that is said, and of one source and date the
    smallest. None where nobody says it."""
    said = [row for row, _ in rows if name in row.fields]
    if len(said) < 2:
        return said[0].fields[name] if said else None
    first = said[0].source, said[0].updated
    return min((row.fields[name] for row in said if (row.source, row.updated) == first), key=canonical_json)


def _with_values(fact: Fact, values: Mapping[str, Value], others: Others | None) -> Fact:
    return Fact(
        fact.type,
        fact.id,
        values,
        fact.keys,
        fact.source,
        fact.sources,
        fact.visibility,
        fact.count,
        others,
    )
