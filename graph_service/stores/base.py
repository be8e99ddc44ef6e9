"""The store protocol: everything that the rest of the project may call on a store.

One contract suite (`tests/graph_service/stores/contract.py`) holds every implementation to it. The fold is pure and
shared; a store keeps what it is given, applies the fold inside one commit, and answers in one scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from graph_service.messages import Message
from graph_service.model import Batch, Fact, RecordType, Say, Scope, Statement
from graph_service.stores.fold import Unheard


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a store's log. `revisions` count, per scope, the batches that changed that scope's facts."""

    store_id: str
    revisions: Mapping[Scope, int]
    batches: int
    stamp: str = ""
    """Where facts may change without a batch (a replica that is copied over): what is never twice the same."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Facts of scope internal by record type."""

    created: Mapping[RecordType, int]
    updated: Mapping[RecordType, int]
    unchanged: Mapping[RecordType, int]
    """Facts that the batch spoke of and left as they were."""
    withdrawn: Mapping[RecordType, int]

    def by_sheet(self) -> dict[str, dict[str, int]]:
        """As `import --json` names them: `{"created": {"actors": 3, …}, "updated": …}`."""
        names = ("created", "updated", "unchanged", "withdrawn")
        return {name: {type_.sheet: n for type_, n in getattr(self, name).items()} for name in names}


MOST_CHANGES = 500
"""Of the facts that a batch ends, of those it changes, and of those it makes: how many are told one by one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact of scope internal before and after a batch; None where there was or is none."""

    before: Fact | None
    after: Fact | None

    @property
    def widens(self) -> bool:
        """Return whether some readers see the fact after the batch who did not before."""
        return bool(self.before and self.after and self.after.visibility.rank < self.before.visibility.rank)

    @property
    def differs(self) -> bool:
        """Return whether the fact's values or readers differ. A change of only the sources that repeat it does not
        count."""
        if self.before is None or self.after is None:
            return True
        same = self.before.content_hash == self.after.content_hash
        return not same or self.before.visibility is not self.after.visibility


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did. `batch` is None where nothing was kept (`dry_run`)."""

    batch: Batch | None
    revision: int
    counts: Counts
    waiting: tuple[Say, ...]
    """Rows whose ends do not exist (yet): kept, and no fact until both do."""
    unreached: tuple[Statement, ...]
    """Words that reach no fact today: kept, and waiting."""
    outdated: int = 0
    """Rows of the batch that do not count: their source has already said something newer, by its own date."""
    joined: int = 0
    """Actor records of the batch that are one actor with another record."""
    changes: tuple[Changed, ...] = ()
    """What it changed, what ended first; of many of a sort the first `MOST_CHANGES`."""
    unheard: tuple[Unheard, ...] = ()
    """Words about relations that a lower scope does not hear, of those that it says or that are about what it
    changed."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement in the log, with its batch, its row in a file, and whether the batch is live."""

    statement: Statement
    batch: Batch
    live: bool
    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON document that is no fact: (collection, id, version, JSON, scope). Stores do not interpret it."""

    collection: str
    id: str
    version: int
    body: Any
    scope: Scope = Scope.INTERNAL


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result. `score`: 0 the very name, 1 a name that begins so, 2 any other."""

    id: str
    type: RecordType
    name: str
    kind: str | None
    territory: str | None
    score: int


@dataclass(frozen=True, slots=True)
class Named:
    """A record with all that it is called: its name, acronym and aliases, in force and lost, folded
    (`graph_service.vocabulary.fold_text`) and sorted."""

    type: RecordType
    id: str
    name: str
    kind: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clues:
    """What actors that could be one with others are looked for by; any one of these is enough."""

    names: Sequence[str] = ()
    """Whole names, acronyms and aliases, folded (`graph_service.vocabulary.fold_text`)."""
    numbers: Sequence[str] = ()
    """SIREN, SIRET, RNA."""
    words: Sequence[str] = ()
    """Words of names, folded."""
    places: Sequence[str] = ()
    """Territories, by code, of which actors of these `kinds` are looked for."""
    kinds: Sequence[str] = ()


IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Snapshot:
    """The facts that a projection needs, of one scope at one revision, as columns.

    Every list of one block has the same length; ids are sorted. References are positions in the other block.
    Dates are as stated, None where unknown.
    """

    scope: Scope
    revision: int
    actors: Sequence[str]
    actor_names: Sequence[str]
    actor_kinds: Sequence[str]
    actor_territories: Sequence[str | None]
    projects: Sequence[str]
    project_titles: Sequence[str]
    project_kinds: Sequence[str]
    project_starts: Sequence[str | None]
    project_ends: Sequence[str | None]
    project_sizes: Sequence[int | None]
    project_themes: Sequence[tuple[str, ...]]
    project_territories: Sequence[tuple[str, ...]]
    participations: Sequence[str]
    participation_actors: IntArray
    participation_projects: IntArray
    participation_roles: Sequence[str]
    participation_starts: Sequence[str | None]
    participation_ends: Sequence[str | None]
    partnerships: Sequence[str]
    partnership_actors: IntArray
    partnership_partners: IntArray
    partnership_kinds: Sequence[str]
    partnership_titles: Sequence[str | None]
    partnership_starts: Sequence[str | None]
    partnership_ends: Sequence[str | None]
    partnership_weights: Sequence[float | None]
    terms: Sequence[Fact] = field(default_factory=tuple)
    themes: Sequence[Fact] = field(default_factory=tuple)
    territories: Sequence[Fact] = field(default_factory=tuple)


class Store(Protocol):
    """Keeps batches whole, folds them into facts, and answers in a scope."""

    url: str
    remote: bool
    """Whether it is on another machine, so that reading much takes long."""

    @property
    def upgraded(self) -> Message | None:
        """Return what opening did to a store of an earlier version, as a message; None if nothing."""
        ...

    def head(self) -> Head: ...

    def read(self) -> AbstractContextManager[None]:
        """Open a block in which all reads see one state of the store, whatever others write meanwhile."""
        ...

    def write(
        self,
        batch: Batch,
        says: Iterable[Say],
        documents: Sequence[Document] = (),
        *,
        dry_run: bool = False,
        at: int | None = None,
    ) -> Written:
        """Append one batch, fold, and commit all of it or nothing.

        `at` is the revision of scope internal that the batch was made for: Conflict where it has moved since.
        """
        ...

    def batches(self) -> list[tuple[Batch, bool]]:
        """Every batch in the order of the log, with whether it is live."""
        ...

    def statements(
        self, *, batch: str | None = None, keys: Sequence[str] | None = None, type_: RecordType | None = None
    ) -> Iterator[Spoken]:
        """Yield the statements of one batch, or about these member keys, in the order of the log. Not filtered by
        scope."""
        ...

    def resolve(self, names: Sequence[str], scope: Scope) -> dict[str, list[tuple[RecordType, str]]]:
        """Fact ids that each exact name leads to: an id, a member key, an id from before a merge, an identifier."""
        ...

    def facts(self, type_: RecordType, ids: Sequence[str] | None, scope: Scope) -> list[Fact]:
        """The facts of these ids that the scope sees (None: all of the type), in the order of their ids."""
        ...

    def incident(self, ids: Sequence[str], scope: Scope) -> list[Fact]:
        """The participations, partnerships, fundings and functions that touch these actors or projects."""
        ...

    def size(self, scope: Scope | None) -> dict[RecordType, int]:
        """How many facts of each type the scope sees; types of which there are none are left out.

        None: how many are held for any scope, a fact twice where scopes see it differently. It is asked before every
        first question, so it may not read the facts; no scope sees more.
        """
        ...

    def snapshot(self, scope: Scope) -> Snapshot: ...

    def changes(self, scope: Scope, since: int) -> list[tuple[int, RecordType, str]]:
        """(revision, type, fact id) of what changed for a scope after revision `since`."""
        ...

    def search(
        self,
        text: str,
        scope: Scope,
        *,
        types: Sequence[RecordType] = (),
        kinds: Sequence[str] = (),
        limit: int = 20,
    ) -> list[Hit]:
        """Names, acronyms, aliases and identifiers that hold all words of `text` (the last as a prefix).

        `types` and `kinds` leave out the others before `limit` counts.
        """
        ...

    def candidates(self, clues: Clues, scope: Scope, most: int = 50) -> list[str]:
        """The ids, in their order, of the actors that the scope sees to have one of these names, numbers, words or
        places. A word that more than `most` of them have says nothing and is passed over."""
        ...

    def holding(
        self, words: Sequence[str], scope: Scope, *, types: Sequence[RecordType] = (), most: int = 200
    ) -> dict[str, list[Named]]:
        """For each of these folded words the actors and projects with a name that holds it, in the order of their ids.

        A word that more than `most` of them hold says nothing by itself: its list is empty, as that of a word that
        nobody holds.
        """
        ...

    def near_words(self, word: str, scope: Scope, most: int = 20) -> list[str]:
        """The words of actors' and projects' names that a folded word with one typing error (of eight letters and
        more: two) may have meant, nearest first. Its first letter is taken to be right."""
        ...

    def document(self, collection: str, id_: str) -> Document | None: ...

    def documents(self, collection: str | None = None) -> list[Document]:
        """The documents of a collection, or (None) of all, in the order of collection and id."""
        ...

    def put(self, document: Document) -> Document:
        """Compare and set: `version` is that which the caller read (0: none yet). Raises `Conflict`."""
        ...

    def log(self) -> Iterator[tuple[Batch, list[Say]]]:
        """Every batch with what it says, in order: all that a copy needs."""
        ...

    def load(
        self,
        log: Iterable[tuple[Batch, list[Say]]],
        documents: Sequence[Document] = (),
        *,
        replacing: Head | None = None,
    ) -> None:
        """Fill an empty store with a log and documents, whole or not at all.

        With `replacing` (the head that the caller saw: Conflict where the store has moved since) whatever is there
        goes, and the store then holds exactly this log, which is not empty, and these documents, each at its `version`
        plus one. Readers see the store before or after it, whole, and so does who opens it after a crash. Of what went
        no byte is left that a reader of the raw files could find (pages freed, logs beside them), once nobody reads
        the state before. The store's id stays. Of each scope whose facts differ (as `Fact.hash` tells) the revision
        rises by one, of no other, and `changes` names, at the revision a scope stands at, all facts that it has now:
        what is gone is named nowhere.
        """
        ...

    def mend(self, batch: Batch) -> Written:
        """Rebuild everything that follows from the log after others changed the store by hand. `batch` has no
        statements."""
        ...

    def content_hash(self, scope: Scope) -> str:
        """A digest of a scope's winning values and each fact's winning source, the same in every store."""
        ...

    def close(self) -> None: ...
