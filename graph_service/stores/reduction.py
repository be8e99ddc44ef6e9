"""Reduces a log to what one scope sees: a single batch that gives that scope, and those below, the same facts.

Pure. Taken over are the rows that count now and whose fact the scope, or one below it, has; references to what is not
seen are left out of them; then the words `set`, `hide`, `same` and `different`, as far as they reach such facts and
count. What was denied, hidden or waits is not there, and neither is the word about it.

Nearly always that is all. Where what was left out also kept something apart, away or in order (a denied record that
was one with a seen one, say), words are added until the facts agree (`_Mending`), scope by scope from the lowest: a
word for the partners changes nothing for the public. What could not be mended is refused, never told otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from graph_service.errors import StoreError
from graph_service.model import (
    RELATIONS,
    SCOPES,
    STAFF,
    Batch,
    Fact,
    Op,
    RecordType,
    Say,
    Scope,
    Statement,
    Value,
    columns,
    ends,
    row,
)
from graph_service.stores import naming
from graph_service.stores.fold import Current, Facts, LogEntry, current, fold, live, packaged_rules, reach

NOBODY = "/"
"""An id that no record has, since no id holds a slash: an end that never comes."""
_ROUNDS = 60
Key = tuple[RecordType, str]
Log = Iterable[tuple[Batch, Sequence[Say]]]


@dataclass(frozen=True, slots=True)
class Reduced:
    """The statements of a replica, and the facts that they give each scope up to its own."""

    says: list[Say]
    facts: Mapping[Scope, Facts]


def reduce(log: Log, scope: Scope) -> Reduced:
    """Return the statements of a replica of `scope`. Raises StoreError if its facts would differ from those of the
    log."""
    now, places = _counting(log)
    found = fold(now)
    seen = _Seen(found, scope, now)
    words = _words(now, seen)
    replaced = _replaced_lists(words)
    says = []
    for statement, count in _rows(now, seen):
        kept = _kept(statement, seen, replaced)
        for at in _places(places[statement.digest], count):
            # What its readers are never told is not there either.
            place = naming.locations_shown([(at.file, at.sheet, at.row)], scope)
            says.append(Say(kept, *place[0]) if place else Say(kept))
    mending = _Mending(seen, says + [Say(word) for word in words])
    return Reduced(mending.mended(), {s: found[s] for s in seen.scopes})


def _counting(log: Log) -> tuple[Current, dict[str, list[Say]]]:
    """What counts now, and where each row of it stands in the file of the newest live batch that says it."""
    whole = [(batch, list(says)) for batch, says in log]
    batches = [batch for batch, _ in whole]
    places: dict[str, list[Say]] = {}
    for alive, (_, says) in zip(live(batches), whole, strict=True):
        if alive:
            by_statement: dict[str, list[Say]] = defaultdict(list)
            for say in says:
                if say.statement.op is Op.ROW:
                    by_statement[say.statement.digest].append(say)
            places |= by_statement
    return current(batches, _entries(says for _, says in whole)), places


def _entries(batches: Iterable[Sequence[Say]]) -> Iterator[LogEntry]:
    """What batches say, as the fold reads it: equal rows of a batch counted, words in their order."""
    for number, says in enumerate(batches):
        rows: dict[str, list[Statement]] = defaultdict(list)
        for place, say in enumerate(says):
            if say.statement.op is Op.ROW:
                rows[say.statement.digest].append(say.statement)
            else:
                yield LogEntry(number, place, say.statement)
        for same in rows.values():
            yield LogEntry(number, 0, same[0], len(same))


class _Seen:
    """Which records the scopes up to one have facts of, by their ids as stated."""

    def __init__(self, found: Mapping[Scope, Facts], scope: Scope, now: Current) -> None:
        self.scope = scope
        self.now = now
        self.scopes = [s for s in SCOPES if scope.sees(s)]
        self.facts = {s: found[s] for s in self.scopes}
        self.keys: dict[Scope, dict[Key, Key]] = {
            s: {(type_, key): (type_, id_) for (type_, id_), fact in self.facts[s].items() for key in fact.keys}
            for s in self.scopes
        }
        """Of each record, the fact that it leads to, by scope."""
        self.rules = packaged_rules()

    def reached(self, type_: RecordType, id_: str, visibility: Scope) -> bool:
        """Whether a word that names an id of a relation reaches a fact of any of these: by its key, or through who is
        one with whom."""
        if self.has((type_, id_), visibility):
            return True
        identity = reach.identity_of(type_, id_)
        at = self.above(visibility) if identity else []
        return any(identity and (type_, self.identity(s, type_, identity)) in self.identities[s] for s in at)

    @cached_property
    def identities(self) -> dict[Scope, set[tuple[RecordType, reach.RelationIdentity | None]]]:
        """The identities of the relations that each scope has."""
        rows = [(statement, reach.stated(statement)) for statement, _ in self.now.rows if statement.type in RELATIONS]
        return {
            s: {
                (statement.type, self.identity(s, statement.type, identity))
                for statement, identity in rows
                if identity and (statement.type, statement.ids[0]) in self.keys[s]
            }
            for s in self.scopes
        }

    def identity(
        self, scope: Scope, type_: RecordType, identity: reach.RelationIdentity
    ) -> reach.RelationIdentity | None:
        """An identity by the ids of its ends' facts, the same for both directions of a partnership."""
        keys = self.keys[scope]

        def led(id_: str) -> str | None:
            return next((keys[t, id_][1] for t in (RecordType.ACTOR, RecordType.PROJECT) if (t, id_) in keys), None)

        found = reach.canonical(identity, led, led)
        return (*sorted(found[:2]), *found[2:]) if found and type_ is RecordType.PARTNERSHIP else found

    def above(self, visibility: Scope) -> list[Scope]:
        """The scopes, up to this one, that see what has this visibility."""
        return [s for s in self.scopes if s.sees(visibility)]

    def has(self, key: Key, visibility: Scope) -> bool:
        """Whether any of these has a fact of a record."""
        return any(key in self.keys[s] for s in self.above(visibility))

    def refers(self, types: Iterable[RecordType], id_: str, visibility: Scope) -> bool:
        """Whether a reference leads anywhere for any of these."""
        for type_ in types:
            if self.has((type_, id_), visibility):
                return True
            if type_ is RecordType.THEME and self.rules.known_theme(id_):
                return True
            if type_ is RecordType.TERRITORY and self.rules.known_territory(id_):
                return True
        return False

    def fields(self, statement: Statement) -> dict[str, Value]:
        """The fields of a statement without references to what nobody here sees."""
        fields = dict(statement.fields)
        for column in columns(statement.type):
            value = fields.get(column.name)
            if not column.refs or value is None:
                continue
            if isinstance(value, tuple):
                kept = tuple(id_ for id_ in value if self.refers(column.refs, id_, statement.visibility))
                fields[column.name] = kept
                if not kept and statement.op is Op.ROW:
                    del fields[column.name]
            elif not self.refers(column.refs, str(value), statement.visibility):
                if statement.op is Op.SET:
                    fields[column.name] = None
                elif column.required:
                    fields[column.name] = NOBODY
                else:
                    del fields[column.name]
        return fields


def _rows(now: Current, seen: _Seen) -> Iterator[tuple[Statement, int]]:
    for statement, count in now.rows:
        if seen.has((statement.type, statement.ids[0]), statement.visibility):
            yield statement, count


def _words(now: Current, seen: _Seen) -> list[Statement]:
    """The words that reach what is seen, without those that a later one takes the place of for all who see them."""
    speaking = {(RecordType.SOURCE, statement.source) for statement, _ in _rows(now, seen)}
    later: dict[tuple[Key, str], int] = {}
    kept = []
    for word in reversed(now.words):
        at = seen.above(word.visibility)
        if word.op in (Op.SAME, Op.DIFFERENT):
            if any(all((word.type, id_) in seen.keys[s] for id_ in word.ids) for s in at):
                kept.append(word)
        elif word.op is Op.HIDE:
            if ids := tuple(id_ for id_ in word.ids if at and seen.reached(word.type, id_, word.visibility)):
                kept.append(replace(word, ids=ids))
        elif word.op is Op.SET:
            ids = tuple(id_ for id_ in word.ids if seen.reached(word.type, id_, word.visibility))
            fields = seen.fields(word)
            if not ids and at:
                # A source that is not shown still has its rank.
                ids = tuple(id_ for id_ in word.ids if (word.type, id_) in speaking)
                fields = {name: value for name, value in fields.items() if name == "rank"}
            keys = [(word.type, id_) for id_ in ids]
            told = {
                name: value
                for name, value in fields.items()
                if any(later.get((key, name), len(SCOPES)) > word.visibility.rank for key in keys)
            }
            if keys and told:
                kept.append(replace(word, ids=ids, fields=told))
                for key in keys:
                    for name in told:
                        later[key, name] = min(later.get((key, name), len(SCOPES)), word.visibility.rank)
    kept.reverse()
    return kept


def _replaced_lists(words: Iterable[Statement]) -> dict[Key, dict[str, int]]:
    """Of records, the lists that a word replaces, and the rank of the least scope that hears it."""
    found: dict[Key, dict[str, int]] = defaultdict(dict)
    for word in words:
        if word.op is Op.SET:
            for column in columns(word.type):
                if column.many and column.name in word.fields:
                    for id_ in word.ids:
                        ranks = found[word.type, id_]
                        ranks[column.name] = min(ranks.get(column.name, len(SCOPES)), word.visibility.rank)
    return found


def _kept(statement: Statement, seen: _Seen, replaced: Mapping[Key, Mapping[str, int]]) -> Statement:
    """A row as the replica says it: without what is not seen, and without lists that a word replaces for all who see
    the row (of other fields, what lost is shown as what others say)."""
    fields = seen.fields(statement)
    for name, rank in replaced.get((statement.type, statement.ids[0]), {}).items():
        if rank <= statement.visibility.rank:
            fields.pop(name, None)
    return statement if fields == statement.fields else replace(statement, fields=fields)


def _places(says: Sequence[Say], count: int) -> Sequence[Say]:
    """Where a row stands, as often as it counts."""
    return says[:count] if len(says) >= count else [Say(says[0].statement)] * count


class _Mending:
    """Adds words to what a replica says until its facts are those of the log.

    One scope after the other from the lowest; in each, first which actors are one, then what should not be there, then
    what is missing, then values. Every addition names only what that scope sees, or an id made up here.
    """

    def __init__(self, seen: _Seen, says: list[Say]) -> None:
        self.seen = seen
        self.says = says
        self.made = 0
        """How many ids were made up."""

    def mended(self) -> list[Say]:
        for _ in range(_ROUNDS):
            held = fold(current([Batch("copy")], _entries([self.says])))
            more = next((m for s in self.seen.scopes if (m := self._differs(s, held[s]))), None)
            if more is None:
                return self.says
            self.says = self.says + [Say(statement) for statement in more]
        raise StoreError("copy-irreducible")

    def _differs(self, scope: Scope, held: Facts) -> list[Statement]:
        """What to add for a scope; nothing where it has the facts that it should have."""
        for look in (self._identity, self._surplus, self._missing, self._values, self._visibility):
            if more := list(look(scope, held)):
                return more
        return []

    def _identity(self, scope: Scope, held: Facts) -> Iterator[Statement]:
        """Actors that should be one, or two."""
        should = self.seen.keys[scope]
        is_: dict[str, str] = {}
        for (type_, id_), fact in held.items():
            if type_ is RecordType.ACTOR:
                is_ |= dict.fromkeys(fact.keys, id_)
                for pair in combinations((key for key in fact.keys if not key.startswith(NOBODY)), 2):
                    one, other = (should.get((type_, id_)) for id_ in pair)
                    if one != other:
                        yield _word(Op.DIFFERENT, type_, pair, scope)
        for (type_, _), fact in self.seen.facts[scope].items():
            if type_ is RecordType.ACTOR and len({is_.get(key, key) for key in fact.keys}) > 1:
                yield from (_word(Op.SAME, type_, pair, scope) for pair in combinations(fact.keys, 2))

    def _surplus(self, scope: Scope, held: Facts) -> Iterator[Statement]:
        """Facts that should not be there: actors and projects first, since with them go their relations."""
        should = self.seen.keys[scope]
        extra = [fact for fact in held.values() if not any((fact.type, key) in should for key in fact.keys)]
        first = [fact for fact in extra if fact.type not in RELATIONS]
        for fact in first or extra:
            higher = next((s for s in self.seen.scopes if s.rank > scope.rank), None)
            if higher:
                yield Statement(Op.HIDE, fact.type, STAFF, "", "", higher, fact.keys, {})
            elif not any((fact.type, key) in self.seen.keys[s] for s in self.seen.scopes for key in fact.keys):
                yield Statement(Op.DENY, fact.type, STAFF, "", "", scope, fact.keys, {})
            else:
                yield from self._spoken_above(Op.DENY, fact, scope, scope)

    def _spoken_above(self, op: Op, fact: Fact, scope: Scope, visibility: Scope) -> Generator[Statement, None, None]:
        """Say a word of a fact that a lower scope must not hear: denials and hidings are heard in all scopes, so it
        names a record that only this one sees and that is one with the fact."""
        if fact.type is RecordType.ACTOR:
            twin = yield from self._twin(fact.keys[0], fact.source, scope)
            yield _word(op, RecordType.ACTOR, (twin,), visibility)
        elif fact.type in (RecordType.PARTICIPATION, RecordType.PARTNERSHIP):
            statement = next(
                s.statement for s in self.says if (s.statement.type, s.statement.ids[0]) == (fact.type, fact.keys[0])
            )
            actor, other_end = (end.name for end in ends(fact.type))
            twin = yield from self._twin(str(statement.fields[actor]), fact.source, scope)
            names = (other_end, "role", "kind", "start", "directed")
            fields = {name: statement.fields[name] for name in names if name in statement.fields}
            other = row(fact.type, {**fields, actor: twin}, source=fact.source, visibility=scope)
            yield other
            yield _word(op, fact.type, other.ids, visibility)
        elif fact.type is RecordType.FUNCTION and op is Op.DENY:
            # Where it is somebody's who is not there, it is nobody's for who hears this.
            yield Statement(Op.SET, fact.type, STAFF, "", "", scope, fact.keys, {"actor": NOBODY})
        else:
            raise StoreError("copy-irreducible")

    def _twin(self, actor: str, source: str, scope: Scope) -> Generator[Statement, None, str]:
        """A record that says nothing, is seen from `scope` on, and is one with an actor. Returns its id."""
        self.made += 1
        twin = f"{NOBODY}{self.made}"
        yield row(RecordType.ACTOR, {"id": twin}, source=source, visibility=scope)
        yield _word(Op.SAME, RecordType.ACTOR, (actor, twin), scope)
        return twin

    def _missing(self, scope: Scope, held: Facts) -> Iterator[Statement]:
        """Sources that are there by rows that are no facts: these speak by a row that never becomes one."""
        for type_, id_ in self.seen.facts[scope]:
            if type_ is RecordType.SOURCE and (type_, id_) not in held:
                nothing = {"actor": NOBODY, "project": NOBODY, "role": NOBODY}
                yield row(RecordType.PARTICIPATION, nothing, source=id_, visibility=scope)

    def _values(self, scope: Scope, held: Facts) -> Iterator[Statement]:
        """Values that should be others: what was left out came first, or put lists in another order."""
        for key, fact in self.seen.facts[scope].items():
            other = held.get(key)
            if other is None:
                # Of a record with an end, an end that is not seen may have won.
                fields = {c.name: fact.values.get(c.name) for c in columns(fact.type) if c.refs}
            elif (other.values, other.source, other.count) == (fact.values, fact.source, fact.count):
                continue
            else:
                names = sorted(n for n in fact.values.keys() | other.values if fact.get(n) != other.get(n))
                fields = {name: fact.values.get(name) for name in names}
            if not fields or self._said(Statement(Op.SET, fact.type, STAFF, "", "", scope, fact.keys, fields)):
                raise StoreError("copy-irreducible")
            yield Statement(Op.SET, fact.type, STAFF, "", "", scope, fact.keys, fields)

    def _visibility(self, scope: Scope, held: Facts) -> Iterator[Statement]:
        """Facts that a hiding keeps from lower scopes by a record that these do not see: it says so of that record."""
        lower = [s for s in self.seen.scopes if s.rank < scope.rank]
        for (type_, id_), fact in self.seen.facts[scope].items():
            if held[type_, id_].visibility is not fact.visibility:
                ids = tuple(key for key in fact.keys if not any((type_, key) in self.seen.keys[s] for s in lower))
                word = Statement(Op.HIDE, type_, STAFF, "", "", fact.visibility, ids, {})
                if ids and not self._said(word):
                    yield word
                else:
                    yield from self._spoken_above(Op.HIDE, fact, scope, fact.visibility)

    def _said(self, word: Statement) -> bool:
        """Whether a word was said already, and did not help."""
        return any(say.statement.digest == word.digest for say in self.says)


def _word(op: Op, type_: RecordType, ids: tuple[str, ...], scope: Scope) -> Statement:
    return Statement(op, type_, STAFF, "", "", scope, ids, {})
