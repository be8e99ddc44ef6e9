"""A reader of a store that sees only one scope.

Questions are given a `Reader` and no store. What it hands out is cut to its scope: facts, names and documents by the
store itself; statements here, since a store keeps all that was said. Below the team only what counts today is told:
neither what a source said before (a row that rose to internal leaves no older public self), nor what was undone, nor
which folder a file lay in, nor who typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from graph_service.model import STAFF, Batch, Fact, Op, RecordType, Scope, Statement, ends_of, readable
from graph_service.stores.base import Document, Hit, Named, Spoken, Store
from graph_service.stores.fold import LogEntry, current, fact_id
from graph_service.stores.naming import file_shown

_LINKS = (Op.SAME, Op.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Said(Spoken):
    """A statement as a batch says it, with whether it counts today.

    A live batch is not enough: a row may have been said anew since by its source, or its source may have ended it, and
    of staff's words about a field, or about whether a fact is so, the last one counts.
    """

    counts: bool


class Reader:
    """Reads one scope of a store. The caller holds the store's `read()` as long as it reads."""

    def __init__(self, store: Store, scope: Scope, batches: Callable[[], Sequence[Batch]] | None = None) -> None:
        """`batches` gives the store's batches in the order of the log, where the caller has read them already."""
        self.scope = scope
        self._store = store
        self._batches = batches or (lambda: [batch for batch, _ in store.batches()])

    def facts(self, type_: RecordType, ids: Sequence[str] | None = None) -> list[Fact]:
        """The facts of these ids (None: all of the type), in the order of their ids, without values that nobody can
        compute with."""
        return [readable(fact) for fact in self._store.facts(type_, ids, self.scope)]

    def incident(self, ids: Sequence[str]) -> list[Fact]:
        """The relations that touch these actors or projects, without values that nobody can compute with."""
        return [readable(fact) for fact in self._store.incident(ids, self.scope)]

    def resolve(self, names: Sequence[str]) -> dict[str, list[tuple[RecordType, str]]]:
        """Fact ids that each exact name leads to: an id, a member key, an id from before a merge, an identifier."""
        return self._store.resolve(names, self.scope)

    def search(
        self, text: str, *, types: Sequence[RecordType] = (), kinds: Sequence[str] = (), limit: int = 20
    ) -> list[Hit]:
        """Names, acronyms, aliases and identifiers that hold all words of `text` (the last as a prefix)."""
        return self._store.search(text, self.scope, types=types, kinds=kinds, limit=limit)

    def holding(
        self, words: Sequence[str], *, types: Sequence[RecordType] = (), most: int = 200
    ) -> dict[str, list[Named]]:
        """For each folded word the actors and projects with a name that holds it; none where more than `most` do."""
        return self._store.holding(words, self.scope, types=types, most=most)

    def near_words(self, word: str, most: int = 20) -> list[str]:
        """The words of names that a mistyped word may have meant, nearest first."""
        return self._store.near_words(word, self.scope, most)

    def size(self, type_: RecordType) -> int:
        """Return how many facts of a type there are."""
        return self._store.size(self.scope).get(type_, 0)

    def document(self, collection: str, id_: str) -> Document | None:
        found = self._store.document(collection, id_)
        return found if found and self.scope.sees(found.scope) else None

    def documents(self, collection: str) -> list[Document]:
        return [found for found in self._store.documents(collection) if self.scope.sees(found.scope)]

    def said(self, keys: Sequence[str], type_: RecordType | None = None) -> list[Said]:
        """Return the statements about these member keys, and about all other keys of their facts, in the order of the
        log."""
        spoken = list(self._store.statements(keys=keys, type_=type_))
        counts = self._counting(spoken)
        found = [_with(one, counted) for one, counted in zip(spoken, counts, strict=True)]
        if self.scope is Scope.INTERNAL:
            return found
        seen = [one for one in found if one.counts and self.scope.sees(one.statement.visibility)]
        # A row whose fact is denied, hidden or without an end here is not told either.
        ids = {fact_id(one.statement.type, key) for one in seen for key in one.statement.ids}
        there = {(type_, id_) for id_, hits in self.resolve(sorted(ids)).items() for type_, _ in hits}
        return [
            self._reduced(one)
            for one in seen
            if any((one.statement.type, fact_id(one.statement.type, key)) in there for key in one.statement.ids)
        ]

    def _reduced(self, one: Said) -> Said:
        batch = replace(one.batch, ends=(), withdraws=(), who="", note="", summary=None)
        if self.scope is Scope.PUBLIC:
            return replace(one, batch=batch, file="", sheet="", row=0)
        return replace(one, batch=batch, file=file_shown(one.file, self.scope))

    def _counting(self, spoken: Sequence[Spoken]) -> list[bool]:
        if not spoken:
            return []
        batches = self._batches()
        place = {batch.id: at for at, batch in enumerate(batches)}
        now = current(batches, (LogEntry(place[one.batch.id], at, one.statement) for at, one in enumerate(spoken)))
        # By object, which is quicker than by content. A statement that several live batches say counts as the newest of
        # them says it: a store gives each its own object, of which `current` keeps that one, or all the same.
        counting = {id(row) for row, _ in now.rows} - self._gone_fundings(spoken) | _last_words(now.words)
        newest = {id(one.statement): one.batch.id for one in spoken if one.live}
        return [
            one.live and newest[id(one.statement)] == one.batch.id and id(one.statement) in counting for one in spoken
        ]

    def _gone_fundings(self, spoken: Iterable[Spoken]) -> set[int]:
        """The rows, each by its `id()`, about fundings that are no more.

        What a funding row says is part of what it is about: the row that took its place is about another fact, and is
        not among what was said of this one. One that is denied, or that waits for an end, was not said anew.
        """
        about = [one for one in spoken if one.statement.type is RecordType.FUNDING]
        if not about or any(one.live and one.statement.op is Op.DENY for one in about):
            return set()
        rows = [one.statement for one in about if one.statement.op is Op.ROW]
        ends = self.resolve([id_ for row in rows for id_ in ends_of(row.type, row.fields)])
        ids = {id(row): fact_id(row.type, row.ids[0]) for row in rows} if all(ends.values()) else {}
        there = {fact.id for fact in self.facts(RecordType.FUNDING, sorted(set(ids.values())))} if ids else set()
        return {row for row, id_ in ids.items() if id_ not in there}


def _with(one: Spoken, counts: bool) -> Said:
    return Said(one.statement, one.batch, one.live, one.file, one.sheet, one.row, counts)


def _last_words(words: Sequence[Statement]) -> set[int]:
    """The words, each by its `id()`, that no later word about the same thing has taken the place of."""
    found: set[int] = set()
    taken: set[object] = set()
    # Staff's word about a pair of actors stands above a matcher's, whichever came first.
    ordered = sorted(words, key=lambda word: word.op in _LINKS and word.source == STAFF)
    for word in reversed(ordered):
        if word.op is Op.SET:
            about: list[object] = [(word.type, "field", name) for name in word.fields]
        elif word.op in _LINKS:
            about = [(word.type, "pair", *sorted(word.ids))]
        else:
            about = [(word.type, "hidden" if word.op is Op.HIDE else "so")]
        if not taken.issuperset(about):
            found.add(id(word))
        taken.update(about)
    return found
