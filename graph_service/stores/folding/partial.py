"""Folds only the records that a batch touches. Equals a fold of everything, and costs as much as the change is large.

docs/decisions/0006-incremental-fold.md says why each step is enough. What is looked up on the way, each store looks up
in its own words (`Lookup`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from graph_service.model import LABELS, STAFF, Batch, Op, RecordType, Says, Scope, Statement
from graph_service.stores.base import Counts, Written
from graph_service.stores.counts import Held, compare, end_records, unheard, unreached, waiting
from graph_service.stores.fold import Current, Facts, Folded, Outside, current, fold, label_names, live, names, reach
from graph_service.stores.fold.touched import (
    GROUPED,
    REFERRED,
    RecordKey,
    companions,
    ends_in_key,
    fact_ids,
    identifiers,
    links,
    moved,
    ranks,
    record_keys,
    references,
    sources,
    united,
)
from graph_service.stores.folding.lookup import Lookup, fact_ids_of
from graph_service.stores.variants import Change, Key, bit, change

SMALL = 500
"""So many statements or records are folded by themselves in any store; beyond it an eighth of all is as dear as all."""


class _TooMuch(Exception):
    """A fold from nothing is as cheap."""


@dataclass(frozen=True, slots=True)
class PartialFold:
    """The fold of the records that a change touches."""

    dirty: set[RecordKey]
    found: Folded
    differs: Change
    before: Held
    beyond: Set[tuple[Scope, Key]]
    """The facts that these refer to and that are not folded, by scope."""
    alive: list[bool]

    def has(self, scope: Scope, key: Key) -> bool:
        return key in self.found[scope] or (scope, key) in self.beyond

    def written(self, look: Lookup, batch: Batch, says: Says) -> Written:
        """Return what the batch did, equal to what `WholeFold` returns. Reads the store after the facts are written."""
        distinct = says.distinct()
        spoken = record_keys(distinct)
        named = {end for said in distinct if said.op is Op.ROW for end in end_records(said)}
        # The one cost that grows with staff's words instead of the change: an undo asks of each whether it reaches.
        words = [said for said in says.statements if said.op is not Op.ROW]
        if batch.withdraws:
            words = look.live_words(self.alive)
        return Written(
            batch,
            0,
            self._counts(look, says),
            tuple(waiting(_internal(look, named), says)),
            tuple(unreached(_with_rows(look, words), words)),
            look.count_outdated(len(self.alive)),
            look.count_joined(record for record in spoken if record[0] is RecordType.ACTOR),
            unheard=unheard(self.found, self.differs.touched, says),
        )

    def _counts(self, look: Lookup, says: Says) -> Counts:
        found = compare(self.before, self.found[Scope.INTERNAL], says, self.differs.touched)
        spoken = record_keys(said for said in says.distinct() if said.op is Op.ROW) - self.dirty
        same = Counter(type_ for type_, _ in {(type_, id_) for (type_, _), id_ in _internal(look, spoken).items()})
        types = [type_ for type_ in RecordType if type_ in found.unchanged or same[type_]]
        return replace(found, unchanged={type_: found.unchanged.get(type_, 0) + same[type_] for type_ in types})


def fold_touched(look: Lookup, batches: Sequence[Batch]) -> PartialFold | None:
    """Fold the records that the last batch touches, before its facts are written. None if everything should be
    folded."""
    says = look.said_at_all()
    try:
        return _Touched(look, batches, max(SMALL, says // 8)).fold()
    except _TooMuch:
        return None


class _Touched:
    def __init__(self, look: Lookup, batches: Sequence[Batch], limit: int) -> None:
        self.look = look
        self.batches = batches
        self.limit = limit
        self.alive = live(batches)
        self.dirty: set[RecordKey] = set()

    def fold(self) -> PartialFold:
        touched = self._statements()
        self._add(record_keys(touched) | sources(touched))
        self._close(touched)
        # What others refer to is folded first: who goes by another id, or came or went, reaches those who refer.
        referred = {record for record in self.dirty if record[0] in REFERRED}
        first = fold(self._said(referred), outside=Outside({}, {}))
        gone = moved(fact_ids_of(self.look, referred), fact_ids(first))
        self._add(record_keys(self.look.statements_on(gone)))
        self._close(())
        self._words_through(gone, first)
        self._companions(first, touched)
        return self._fold()

    def _add(self, more: Iterable[RecordKey]) -> None:
        for record in more:
            self.dirty.add(record)
            if len(self.dirty) > self.limit:
                raise _TooMuch

    # What the batch touches

    def _statements(self) -> list[Statement]:
        """The rows that count now and did not, or the other way round, and the words of changed batches."""
        before = [*live(self.batches[:-1]), False]
        changed = [n for n, pair in enumerate(zip(before, self.alive, strict=True), 1) if pair[0] != pair[1]]
        if self.look.count_said(changed) > self.limit:
            raise _TooMuch
        spoken = self.look.said_in(changed)
        if any(ranks(one) for one in spoken):
            raise _TooMuch
        chains = {(one.source, one.type.value, one.key) for one in spoken if one.op is Op.ROW}
        ended = {source for n in changed for source, _ in self.batches[n - 1].ends}
        if ended:
            chains.update(self.look.chains_of(ended))
        if len(chains) > self.limit:
            raise _TooMuch
        statements, lines = self.look.entries_of(chains)
        number = {id(one): n for n, one in statements.items()}
        held = self.look.counting(statements)
        now = {number[id(one)]: count for one, count in current(self.batches, lines).rows}
        self.look.keep_counting(held, now, statements)
        rows = [one for n, one in statements.items() if held.get(n) != now.get(n)]
        return rows + [one for one in spoken if one.op is not Op.ROW]

    # What folds together

    def _close(self, touched: Iterable[Statement]) -> None:
        """Add the actor records that may be one with those that are dirty, now or before the batch: over any number
        of links and equal identifiers, whether or not they join."""
        known: set[str] = set()
        asked: set[str] = set()
        about_actors = [one for one in touched if one.type is RecordType.ACTOR]
        while True:
            new = {key for type_, key in self.dirty if type_ is RecordType.ACTOR} - known
            known |= new
            about_actors += self.look.actors_said(new)
            names = {name for one in about_actors for name in identifiers(one)} - asked
            linked = {id_ for one in about_actors for id_ in links(one)} - known
            if not names and not linked:
                return
            asked |= names
            about_actors = [one for one in self.look.statements_on(names) if one.type is RecordType.ACTOR]
            self._add((RecordType.ACTOR, id_) for id_ in linked | {id_ for one in about_actors for id_ in one.ids})

    def _words_through(self, gone: Set[str], first: dict[Scope, Facts]) -> None:
        """Add what words about relations name through ids that are, or were, one with others and whose fact is
        another now: they may reach other relations than before. This too grows with staff's words."""
        groups = [fact.keys for facts in first.values() for fact in facts.values() if fact.type is RecordType.ACTOR]
        groups += [tuple(group) for group in self.look.groups_of(gone)]
        several = {id_ for group in groups if len(group) > 1 for id_ in group} & gone
        if several:
            words = (word for word in self.look.live_words(self.alive) if word.type in GROUPED)
            self._add(record for record in record_keys(words) if not several.isdisjoint(ends_in_key(record)))

    def _companions(self, first: dict[Scope, Facts], touched: Iterable[Statement]) -> None:
        """Add the relations that may be one fact with those that are dirty, or be reached by the same words."""
        self._add(
            (statement.type, reach.pattern(statement))
            for statement, _ in self.look.rows_about(record for record in self.dirty if record[0] is RecordType.FUNDING)
        )
        grouped = {record for record in self.dirty if record[0] in GROUPED}
        groups: list[Iterable[str]] = [
            fact.keys for facts in first.values() for fact in facts.values() if fact.type is RecordType.ACTOR
        ]
        known: set[str] = set()
        new = {id_ for record in grouped for id_ in ends_in_key(record)}
        while new:
            known |= new
            groups += self.look.groups_of(new)
            company = united(groups)
            new = {other for id_ in known for other in company.get(id_, ())} - known
        if known:
            for record in grouped:
                self._add(companions(record, company))
            self._fundings(known, touched)

    def _fundings(self, ends_: Set[str], touched: Iterable[Statement]) -> None:
        """Add the rows of fundings that a word reaches, or did before the batch, by a pattern among what is dirty."""
        patterns = {record for record in self.dirty if record[0] is RecordType.FUNDING and ends_in_key(record)}
        words = [*touched, *self.look.words_about(patterns, self.alive)] if patterns else []
        if not patterns.isdisjoint(record_keys(word for word in words if word.op is not Op.ROW)):
            rows = [
                one for one in self.look.statements_on(ends_) if one.op is Op.ROW and one.type is RecordType.FUNDING
            ]
            self._add(
                record for one in rows if (one.type, reach.pattern(one)) in patterns for record in record_keys([one])
            )

    # The fold

    def _said(self, dirty: Set[RecordKey]) -> Current:
        return Current(self.look.rows_about(dirty), self.look.words_about(dirty, self.alive))

    def _fold(self) -> PartialFold:
        now = self._said(self.dirty)
        named = {id_ for one in (*(row for row, _ in now.rows), *now.words) for id_ in references(one)}
        named |= {id_ for record in self.dirty if record[0] in GROUPED for id_ in ends_in_key(record)}
        beyond = {(type_, id_) for type_ in REFERRED for id_ in named} - self.dirty
        outside = Outside(
            fact_ids_of(self.look, beyond),
            self.look.speaking({id_ for type_, id_ in self.dirty if type_ is RecordType.SOURCE} - {STAFF}),
        )
        found = fold(now, outside=outside)
        self._leave_labels_where_they_are(now, found, outside)
        hashes: dict[Key, dict[int, str]] = {}
        internal: dict[Key, str] = {}
        for (type_, _), id_, mask, hash_, content in self.look.facts_of(self.dirty):
            hashes.setdefault((type_, id_), {})[mask] = hash_
            if mask & bit(Scope.INTERNAL):
                internal[type_, id_] = content
        facts = {(scope, (type_, id_)) for (type_, _), at in outside.ids.items() for scope, id_ in at.items()}
        return PartialFold(self.dirty, found, change(hashes, found), internal, facts, self.alive)

    def _leave_labels_where_they_are(self, now: Current, found: dict[Scope, Facts], outside: Outside) -> None:
        """Fold all where this part may show or hide a label below the team: who else names it, only all facts tell.

        That is where a label is stated anew or named no more, or named where it is not seen yet; and where a source
        may be seen by its labels alone.
        """
        if any(type_ in LABELS for type_, _ in self.dirty):
            raise _TooMuch
        sources = {id_ for type_, id_ in self.dirty if type_ is RecordType.SOURCE} - {STAFF}
        if any(outside.speaking.get(id_) is not Scope.PUBLIC for id_ in self.look.labels_said_by(sources)):
            raise _TooMuch
        stated = self.look.labels()
        if not stated:
            return
        spoken = (*(row for row, _ in now.rows), *now.words)
        named = {key for one in spoken for key in names(one.type, one.fields)} & stated.keys()
        held = list(self.look.bodies_of(self.dirty))
        for scope in (Scope.PUBLIC, Scope.PARTNERS):
            seen = {key for key, scopes in stated.items() if scopes & bit(scope)}
            before = {key for scopes, fact in held if scopes & bit(scope) for key in label_names(fact)}
            after = {key for fact in found[scope].values() for key in label_names(fact)}
            if named - seen or (before - after) & seen:
                raise _TooMuch


def _with_rows(look: Lookup, words: Sequence[Statement]) -> set[RecordKey]:
    """Those of the records that words name which a row counts about now, or about a companion of theirs."""
    found = look.with_rows(record_keys(words))
    waiting_ = (word for word in words if word.type in GROUPED and found.isdisjoint(record_keys([word])))
    others = {record for record in record_keys(waiting_) if ends_in_key(record)}
    if others:
        company = united(look.groups_of({id_ for record in others for id_ in ends_in_key(record)}))
        told = {record: set(companions(record, company)) for record in others}
        rows = look.with_rows(other for more in told.values() for other in more)
        if any(type_ is RecordType.FUNDING for type_, _ in others):
            ids = {id_ for more in told.values() for other in more for id_ in ends_in_key(other)}
            fundings = (one for one in look.statements_on(ids) if one.type is RecordType.FUNDING and one.op is Op.ROW)
            rows |= {(one.type, reach.pattern(one)) for one in fundings}
        found |= {record for record, more in told.items() if not more.isdisjoint(rows)}
    return found


def _internal(look: Lookup, asked: Iterable[RecordKey]) -> dict[RecordKey, str]:
    """Of these records, those that the team has a fact of, and its id."""
    return {record: at[Scope.INTERNAL] for record, at in fact_ids_of(look, asked).items() if Scope.INTERNAL in at}
