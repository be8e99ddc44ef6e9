"""What a scope holds to be so: fields, staff's words, and the existence of ends (rules 4, 6 and 7)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph_service.model import (
    KEYED,
    SCOPES,
    STAFF,
    Fact,
    Op,
    RecordType,
    Scope,
    Statement,
    Value,
    canonical_json,
    columns,
    digest,
)
from graph_service.stores.fold.identity import Member, groups
from graph_service.stores.fold.log import Current
from graph_service.vocabulary import packaged

Facts = dict[tuple[RecordType, str], Fact]
"""A scope's facts by (type, id)."""

_OFFICIAL = re.compile(r"R\d\d|D(?:\d\d|2[AB]|97\d)|\d{9}|(?:\d\d|2[AB])\d{3}|Q[PN].*")
_PREFIX = {RecordType.PARTICIPATION: "part", RecordType.PARTNERSHIP: "link", RecordType.FUNDING: "fund"}
_RELATIONS = (RecordType.PARTICIPATION, RecordType.PARTNERSHIP, RecordType.FUNDING)
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


def fold(now: Current, rules: Rules | None = None) -> dict[Scope, Facts]:
    """The facts of every scope. Scopes that see the same statements share one result."""
    rules = rules or packaged_rules()
    found: dict[Scope, Facts] = {}
    before: tuple[int, int] | None = None
    for scope in SCOPES:
        rows = [r for r in now.rows if scope.sees(r[0].visibility)]
        words = [w for w in now.words if w.op in (Op.DENY, Op.AFFIRM, Op.HIDE) or scope.sees(w.visibility)]
        hides = any(w.op is Op.HIDE for w in words)
        seen = (len(rows), len(words))
        # Scopes are nested, so that equal numbers mean equal statements; only `hide` tells such scopes apart.
        if found and seen == before and not hides:
            found[scope] = found[SCOPES[scope.rank - 1]]
        else:
            found[scope] = _Fold(rows, words, scope, rules).run()
        before = seen
    return found


class _Fold:
    """One scope's fold. `run` goes: words by key, ranks, what has an id, actors, relations, references."""

    def __init__(
        self, rows: Sequence[tuple[Statement, int]], words: Sequence[Statement], scope: Scope, rules: Rules
    ) -> None:
        self.scope = scope
        self.rules = rules
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
        """Every seen actor record's id, and its fact's."""

    def run(self) -> Facts:
        for type_ in _PLAIN:
            for id_, rows in self._by(type_, lambda s: s.ids[0]).items():
                self._add(type_, (id_,), rows)
        self._actors()
        self._sources()
        for type_ in _RELATIONS:
            self._relations(type_)
        self._drop_what_is_not_there()
        return self.facts

    # Grouping

    def _by(self, type_: RecordType, key: Callable[[Statement], str]) -> dict[str, list[tuple[Statement, int]]]:
        found: dict[str, list[tuple[Statement, int]]] = defaultdict(list)
        for row in self.by_type[type_]:
            found[key(row[0])].append(row)
        return found

    def _actors(self) -> None:
        rows = self._by(RecordType.ACTOR, lambda s: s.ids[0])
        members = [self._member(id_, said) for id_, said in rows.items()]
        for id_, (canonical, ids) in groups(members, self.links).items():
            self.actors[id_] = canonical
            if id_ == canonical:
                self._add(RecordType.ACTOR, ids, [row for member in ids for row in rows[member]], canonical)

    def _member(self, id_: str, rows: list[tuple[Statement, int]]) -> Member:
        said = {name: self._winner(name, rows) for name in ("siren", "siret", "rna", "kind") if _any_says(name, rows)}
        for _, word in self.words.get((RecordType.ACTOR, id_), ()):
            if word.op is Op.SET:
                said.update({n: v for n, v in word.fields.items() if n in ("siren", "siret", "rna", "kind")})
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
        stated = self._by(RecordType.SOURCE, lambda s: s.ids[0])
        speaking: dict[str, Scope] = {}
        for type_, rows in self.by_type.items():
            if type_ is not RecordType.SOURCE:
                for row, _ in rows:
                    known = speaking.get(row.source)
                    if known is None or row.visibility.rank < known.rank:
                        speaking[row.source] = row.visibility
        for id_, visibility in speaking.items():
            if id_ != STAFF:
                self._add(RecordType.SOURCE, (id_,), stated.get(id_, []), bare=visibility)

    def _relations(self, type_: RecordType) -> None:
        grouped: dict[tuple[str, ...], list[tuple[Statement, int]]] = defaultdict(list)
        for row in self.by_type[type_]:
            ends = self._ends(row[0])
            if ends is not None:
                grouped[self._relation_key(row[0], ends)].append(row)
        for rows in grouped.values():
            keys = tuple(sorted({row.ids[0] for row, _ in rows}))
            first = min(rows, key=lambda r: (r[0].visibility.rank, r[0].ids[0]))[0]
            self._add(type_, keys, rows, fact_id(type_, first.ids[0]))

    def _relation_key(self, said: Statement, ends: tuple[str, str]) -> tuple[str, ...]:
        start = str(said.fields.get("start") or "")
        if said.type is RecordType.PARTICIPATION:
            return (*ends, str(said.fields["role"]), start)
        if said.type is RecordType.PARTNERSHIP:
            pair = ends if said.fields.get("directed") else tuple(sorted(ends))
            return (*pair, str(said.fields["kind"]), start)
        return said.ids

    def _ends(self, said: Statement) -> tuple[str, str] | None:
        """The canonical ids of a relation's two ends; None unless both are there."""
        first, second = (c.name for c in columns(said.type)[:2])
        one = self._actor(str(said.fields[first]))
        text = str(said.fields[second])
        if said.type is RecordType.PARTICIPATION:
            other = self._project(text)
        elif said.type is RecordType.PARTNERSHIP:
            other = self._actor(text)
        else:
            other = self._actor(text) or self._project(text)
        return (one, other) if one and other else None

    def _actor(self, id_: str) -> str | None:
        canonical = self.actors.get(id_)
        return canonical if canonical and (RecordType.ACTOR, canonical) in self.facts else None

    def _project(self, id_: str) -> str | None:
        return id_ if (RecordType.PROJECT, id_) in self.facts else None

    # One fact

    def _add(
        self,
        type_: RecordType,
        keys: tuple[str, ...],
        rows: list[tuple[Statement, int]],
        id_: str | None = None,
        bare: Scope | None = None,
    ) -> None:
        """Fold the rows about one thing, apply staff's words, and keep the fact unless denied or hidden.

        `bare` is given for a source that speaks here: its visibility, also where its own record is not seen.
        """
        id_ = id_ or keys[0]
        words = self._spoken(type_, keys) if self.words else []
        visibility = bare or min((row.visibility for row, _ in rows), key=lambda v: v.rank)
        verdict = [word.op for word in words if word.op in (Op.DENY, Op.AFFIRM)]
        hidden = [word.visibility for word in words if word.op is Op.HIDE]
        if (verdict and verdict[-1] is Op.DENY) or (hidden and not self.scope.sees(hidden[-1])):
            return
        rows = self._in_order(rows)
        values: dict[str, Value] = {}
        others: dict[str, tuple[tuple[Value, str], ...]] = {}
        if len(rows) == 1 and not words:
            values = {name: value for name, value in rows[0][0].fields.items() if name != KEYED.get(type_)}
        else:
            for column in columns(type_):
                if column.name != KEYED.get(type_):
                    self._field(column.name, column.many, rows, words, values, others)
        self.facts[type_, id_] = Fact(
            type_,
            id_,
            values,
            keys,
            rows[0][0].source if rows else id_,
            tuple(sorted({row.source for row, _ in rows})) if rows else (id_,),
            max((visibility, *hidden[-1:]), key=lambda v: v.rank),
            max((count for _, count in rows), default=1) if type_ in _RELATIONS else 1,
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

    def _field(
        self,
        name: str,
        many: bool,
        rows: list[tuple[Statement, int]],
        words: list[Statement],
        values: dict[str, Value],
        others: dict[str, tuple[tuple[Value, str], ...]],
    ) -> None:
        said = [(row.fields[name], row.source) for row, _ in rows if name in row.fields]
        winner: Value = None
        if many:
            winner = tuple(dict.fromkeys(item for value, _ in said for item in _items(value)))
        elif len(said) == 1:
            winner = said[0][0]
        elif said:
            winner = self._winner(name, rows)
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

    def _winner(self, name: str, rows: list[tuple[Statement, int]]) -> Value:
        """A field's winning value: source rank, then source date, then source id, then value."""

        def precedence(row: Statement) -> tuple[int, tuple[int, ...], str, str]:
            rank = -self.ranks.get(row.source, 0)
            return rank, _reversed(row.updated), row.source, canonical_json(row.fields[name])

        return min((row for row, _ in rows if name in row.fields), key=precedence).fields[name]

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

    def _drop_what_is_not_there(self) -> None:
        """Write references by canonical id, and leave out those that this scope has no fact for."""
        for (type_, id_), fact in list(self.facts.items()):
            ends = type_ in _RELATIONS or type_ is RecordType.FUNCTION
            changed: dict[str, Value] = {}
            for column in _reference_columns(type_):
                value = fact.values.get(column[0])
                if value is None:
                    continue
                there = tuple(dict.fromkeys(r for v in _items(value) if (r := self._there(v, column[1]))))
                if not column[2]:
                    changed[column[0]] = there[0] if there else None
                else:
                    changed[column[0]] = tuple(r for r in there if r != id_)
            if ends and any(changed.get(name) is None for name in _end_names(type_)):
                del self.facts[type_, id_]
            elif any(fact.values[name] != value for name, value in changed.items()):
                values = {**fact.values, **changed}
                kept = {name: value for name, value in values.items() if value is not None and value != ()}
                self.facts[type_, id_] = _with_values(fact, kept)

    def _there(self, id_: str, types: tuple[RecordType, ...]) -> str | None:
        for type_ in types:
            if type_ is RecordType.ACTOR:
                found = self._actor(id_)
            elif type_ is RecordType.PROJECT:
                found = self._project(id_)
            elif type_ is RecordType.THEME:
                found = id_ if (type_, id_) in self.facts or self.rules.known_theme(id_) else None
            else:
                found = id_ if (type_, id_) in self.facts or self.rules.known_territory(id_) else None
            if found:
                return found
        return None


@cache
def _reference_columns(type_: RecordType) -> tuple[tuple[str, tuple[RecordType, ...], bool], ...]:
    return tuple((c.name, c.refs, c.many) for c in columns(type_) if c.refs)


@cache
def _end_names(type_: RecordType) -> tuple[str, ...]:
    return tuple(c.name for c in columns(type_) if c.refs and c.required)


def _items(value: Value) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


def _any_says(name: str, rows: Iterable[tuple[Statement, int]]) -> bool:
    return any(name in row.fields for row, _ in rows)


def _reversed(text: str) -> tuple[int, ...]:
    """A key that sorts dates from the newest; unknown (empty) comes last."""
    return (*(-ord(c) for c in text), 1)


def _with_values(fact: Fact, values: Mapping[str, Value]) -> Fact:
    return Fact(
        fact.type,
        fact.id,
        values,
        fact.keys,
        fact.source,
        fact.sources,
        fact.visibility,
        fact.count,
        fact.others,
    )
