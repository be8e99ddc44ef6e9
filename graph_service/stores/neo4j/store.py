"""The store protocol on Neo4j. Reading is here; a batch's way into the database is `writing.py`.

Neo4j lets a reader see what others commit while it reads. So a reader notes at which batch the store stands, and asks
for what was so then: a fact tells since which batch it is so, and a version that is over until which (`facts.py`).
After each answer the head is looked at: where it has moved meanwhile, what is behind is read once more.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any

from graph_service.errors import Conflict, StoreError
from graph_service.messages import Message, m
from graph_service.model import SCOPES, SHARED, Batch, Fact, RecordType, Say, Scope, Statement, digest
from graph_service.settings import Neo4jSettings
from graph_service.stores import collector, naming
from graph_service.stores.base import Document, Head, Hit, Snapshot, Spoken, Written
from graph_service.stores.fold import fact_id, live
from graph_service.stores.neo4j import batches, codec, documents, opening, schema, snapshot, texts, writing
from graph_service.stores.neo4j.connection import PAGE, Connection, Run, chunks
from graph_service.stores.neo4j.faults import UNCERTAIN
from graph_service.stores.neo4j.finishing import Finisher
from graph_service.stores.neo4j.kept import Kept
from graph_service.stores.neo4j.lookup import MANY, quoted
from graph_service.stores.neo4j.readers import Readers
from graph_service.vocabulary import fold_text

CANDIDATES = 5_000
"""Hits of a search that are looked at, short names first."""


@dataclass(frozen=True, slots=True)
class _At:
    """Where a reader stands."""

    store_id: str
    n: int
    base: int
    """The number of the last batch that is no part of the log: 0 unless the log was replaced."""
    revisions: Mapping[Scope, int]


class Neo4jStore:
    """See `graph_service.stores.base.Store`. `whole` folds everything at each write, for tests."""

    remote = True

    def __init__(
        self,
        url: str,
        *,
        create: bool = False,
        whole: bool = False,
        lazy: bool = False,
        settings: Neo4jSettings | None = None,
    ) -> None:
        """Raises StoreError where the server cannot be reached or used, unless `lazy`: then each question does, until
        it can be."""
        self.url = url
        self._create, self._whole = create, whole
        self._connection = Connection(url, settings or Neo4jSettings.from_environment(url))
        self._ready = False
        self._upgraded: Message | None = None
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._local = threading.local()
        self._kept = Kept()
        self._readers = Readers()
        self._finisher = Finisher(self._connection)
        try:
            self._open()
        except StoreError as error:
            # What time does not mend is told at once.
            if not lazy or error.code != "neo4j-unreachable":
                self.close()
                raise

    def close(self) -> None:
        self._finisher.close()
        self._connection.close()

    @property
    def upgraded(self) -> Message | None:
        return self._upgraded

    # Opening

    def _open(self) -> None:
        """Find the store or make it, bring it up to date, and finish what another left in the middle."""
        with self._opening:
            if self._ready:
                return
            found = opening.find(self._connection)
            if found is None:
                opening.make(self._connection, create=self._create)
            else:
                if opening.bring_up_to_date(self._connection, found):
                    known = len(schema.MIGRATIONS)
                    self._upgraded = m("neo4j-upgraded", version=found.schema, known=known)
                if found.unfinished:
                    self._finisher.finish()
            self._ready = True

    def head(self) -> Head:
        with self._reading() as at:
            return Head(at.store_id, dict(at.revisions), at.n - at.base, str(at.base) if at.base else "")

    def read(self) -> AbstractContextManager[None]:
        @contextmanager
        def pinned() -> Iterator[None]:
            with self._reading():
                yield

        return pinned()

    @contextmanager
    def _reading(self) -> Iterator[_At]:
        """Stand at one batch until the block ends. Blocks may be nested."""
        if getattr(self._local, "at", None) is None:
            if not self._ready:
                self._open()
            found = self._run(texts.HEAD)
            if not found:
                self._ready = False
                raise StoreError("neo4j-changed")
            store_id, n, base, folding, *revisions = found[0]
            if folding is not None:
                self._finisher.look()
            self._local.at = _At(store_id, n, base, dict(zip(SCOPES, revisions, strict=True)))
            self._local.depth = 0
            self._readers.enter(n)
        self._local.depth += 1
        try:
            yield self._local.at
        finally:
            self._local.depth -= 1
            if self._local.depth == 0:
                self._readers.leave(self._local.at.n)
                self._local.at = None

    def _run(self, text: str, **parameters: Any) -> list[list[Any]]:
        return self._connection.read(lambda run: run(text, **parameters))

    def _seen(self, text: str, at: _At, **parameters: Any) -> list[list[Any]]:
        """The rows of a text that reads what was so at a batch (`$n`), whatever is written beside."""

        def work(run: Run) -> list[list[Any]]:
            rows = run(text, n=at.n, **parameters)
            return rows if self._still(run, at) else rows + run(text, n=at.n, **parameters)

        return self._connection.read(work)

    def _still(self, run: Run, at: _At) -> bool:
        """Whether nothing can have changed since the reader noted where it stands."""
        n, folding, swept = run(texts.MOVED)[0]
        if swept > at.n:
            raise StoreError("neo4j-swept")
        return bool(n == at.n and folding is None)

    # Writing

    def write(
        self,
        batch: Batch,
        says: Iterable[Say],
        documents: Sequence[Document] = (),
        *,
        dry_run: bool = False,
        at: int | None = None,
    ) -> Written:
        with self._writer(batch) as writer:
            log = [(batch, list(says))]
            return writer.append(log, documents, dry_run=dry_run, at=at, whole=self._whole)

    def load(
        self,
        log: Iterable[tuple[Batch, list[Say]]],
        documents: Sequence[Document] = (),
        *,
        replacing: Head | None = None,
    ) -> None:
        whole = list(log)
        if replacing is not None:
            if self.head().store_id != replacing.store_id:
                raise Conflict("store-moved")
            with self._writer(whole[-1][0]) as writer:
                own: _At | None = getattr(self._local, "at", None)
                writer.replace(
                    whole,
                    documents,
                    replacing.batches,
                    dict(replacing.revisions),
                    lambda n: self._readers.wait(n, own.n if own else None),
                )
            return
        if self.head().batches:
            raise StoreError("store-not-empty", path=self.url)
        if whole:
            with self._writer(whole[-1][0]) as writer:
                writer.append(whole, documents)
        else:
            for document in documents:
                self.put(document)

    def mend(self, batch: Batch) -> Written:
        """Make all facts again from what was said, where others changed or deleted them. `batch` says nothing."""
        with self._writer(batch) as writer:
            return writer.mend([(batch, [])])

    @contextmanager
    def _writer(self, last: Batch) -> Iterator[writing.Writer]:
        """Write batches of which `last` is the last. A failure says what became of it."""
        if not self._ready:
            self._open()
        # Threads of one process take turns here: only one of them need ask the server for the lock.
        with self._writing, collector.paused():
            writer = writing.Writer(self._connection)
            try:
                yield writer
            except StoreError as error:
                if error.code in UNCERTAIN:
                    error.message = m("error-neo4j-fate", told=error.message, fate=self._fate(last))
                raise

    def _fate(self, batch: Batch) -> Message:
        """Whether a batch whose write failed is in the store: looked up, as an answer may be lost after a commit."""
        try:
            kept = self._connection.read(lambda run: writing.committed(run, batch.id))
        except StoreError:
            return m("fate-unknown", id=batch.id)
        if not kept:
            return m("fate-not-kept")
        self._finisher.look()
        return m("fate-kept", id=batch.id)

    def put(self, document: Document) -> Document:
        if not self._ready:
            self._open()
        asked: list[Document] = []

        def work(run: Run) -> Document:
            new = replace(document, version=document.version + 1)
            if asked and documents.one(run, document.collection, document.id) == new:
                # Asked before, and not heard of since.
                return new
            asked.append(document)
            return documents.put(run, document)

        return self._connection.write(work)

    # The log

    def batches(self) -> list[tuple[Batch, bool]]:
        with self._reading() as at:
            return list(self._kept.get(at.n, "batches", lambda: self._batches(at)))

    def _batches(self, at: _At) -> list[tuple[Batch, bool]]:
        found = batches.every(self._run, at.base, at.n)
        if len(found) != at.n - at.base:
            raise StoreError("neo4j-swept")
        return list(zip(found, live(found), strict=True))

    def _word_hooks(self, at: _At) -> frozenset[str]:
        """What the words of staff and matchers speak of: where that is nothing asked for, nothing need be searched."""
        return frozenset(hook for (hook,) in self._run(texts.WORD_HOOKS, n=at.n, base=at.base))

    def statements(
        self, *, batch: str | None = None, keys: Sequence[str] | None = None, type_: RecordType | None = None
    ) -> Iterator[Spoken]:
        with self._reading() as at:
            known = self.batches()
            rows: dict[tuple[str, int, str, str], list[Any]] = {}

            def take(found: Iterable[list[Any]]) -> None:
                rows.update(((row[0], row[1], row[2], row[3]), row) for row in found)

            if keys is not None:
                types = (type_,) if type_ else tuple(RecordType)
                ids = [id_ for key in keys for id_ in {key, *(fact_id(t, key) for t in types)}]
                abouts = [f"{t.value}:{id_}" for id_ in dict.fromkeys(ids) for t in types]
                for some in chunks(abouts, MANY):
                    take(self._run(texts.SPOKEN_ABOUT, of=some, n=at.n, base=at.base))
                hooks = self._kept.get(at.n, "hooks", lambda: self._word_hooks(at))
                for query in quoted(hooks.intersection(f"@{about}" for about in abouts)):
                    take(self._run(texts.SPOKEN_BY, query=query, n=at.n, base=at.base))
            elif batch is not None:
                take(self._run(texts.SPOKEN_IN, batch=batch, n=at.n, base=at.base))
            else:
                for one, _ in known:
                    take(self._run(texts.SPOKEN_IN, batch=one.id, n=at.n, base=at.base))
            said: dict[str, Statement] = {}
            for row in rows.values():
                if row[0] not in said:
                    said[row[0]] = codec.statement(row[6])
            lines = sorted(
                (n, place, number, sheet_row, digest_, file, sheet)
                for number, (digest_, n, file, sheet, sheet_rows, places, _) in enumerate(rows.values())
                for sheet_row, place in zip(sheet_rows, places, strict=True)
            )
        for n, _, _, sheet_row, digest_, file, sheet in lines:
            statement, (by, alive) = said[digest_], known[n - at.base - 1]
            if (type_ is None or statement.type is type_) and (batch is None or by.id == batch):
                yield Spoken(statement, by, alive, file, sheet, sheet_row)

    def log(self) -> Iterator[tuple[Batch, list[Say]]]:
        with self._reading():
            for batch, _ in self.batches():
                yield batch, [Say(s.statement, s.file, s.sheet, s.row) for s in self.statements(batch=batch.id)]

    # Facts

    def resolve(self, names: Sequence[str], scope: Scope) -> dict[str, list[tuple[RecordType, str]]]:
        names = list(names)
        found: dict[str, dict[int, set[tuple[RecordType, str]]]] = {name: defaultdict(set) for name in names}
        exact = {name: (f"0:{name}", f"1:{name}", f"2:{fold_text(name)}") for name in names}
        asked_as: dict[str, list[str]] = defaultdict(list)
        for name, forms in exact.items():
            for text in forms:
                asked_as[text].append(name)
        with self._reading() as at:
            for some in chunks(list(dict.fromkeys(names)), 1000):
                for type_, id_ in self._seen(texts.BY_ID, at, ids=some, scope=scope.value):
                    found[id_][-1].add((codec.TYPES[type_], id_))
            # Nothing comes before a fact's own id.
            others = (text for text, names in asked_as.items() if not all(found[name] for name in names))
            for query in quoted(others):
                for type_, id_, aliases in self._seen(texts.BY_NAME, at, query=query, scope=scope.value):
                    for alias in aliases:
                        for name in asked_as.get(alias, ()):
                            found[name][int(alias[0])].add((codec.TYPES[type_], id_))
        # A fact's own id, then another member's, an official identifier, a name: the first that leads somewhere
        # decides, so that an id never becomes ambiguous by somebody's name.
        return {name: sorted(kinds[min(kinds)]) if kinds else [] for name, kinds in found.items()}

    def facts(self, type_: RecordType, ids: Sequence[str] | None, scope: Scope) -> list[Fact]:
        if type_ in SHARED:
            # Sources and labels stand under many answers, and are few.
            with self._reading() as at:
                key = (type_, scope, None if ids is None else tuple(ids))
                return list(self._kept.get(at.n, key, lambda: self._facts(type_, ids, scope)))
        return self._facts(type_, ids, scope)

    def _facts(self, type_: RecordType, ids: Sequence[str] | None, scope: Scope) -> list[Fact]:
        with self._reading() as at:
            if ids is None:
                rows = self._every(type_, scope, at)
            else:
                rows = []
                for some in chunks(list(dict.fromkeys(ids)), MANY):
                    of = [f"{type_.value}:{id_}" for id_ in some]
                    rows += self._seen(texts.FACTS[type_], at, ids=some, of=of, scope=scope.value)
            return _distinct(type_, (found for (found,) in rows))

    def _every(self, type_: RecordType, scope: Scope, at: _At) -> list[list[Any]]:
        rows: list[list[Any]] = []
        last = ""
        while True:
            page = self._run(texts.EVERY[type_], last=last, page=MANY, n=at.n, scope=scope.value)
            rows += [[found] for _, found, seen in page if seen]
            if len(page) < MANY:
                break
            last = page[-1][0]
        # Behind is read last: whatever stepped there meanwhile is found.
        last = ""
        while True:
            behind = self._seen(texts.BEHIND, at, type=type_.value, last=last, page=MANY, scope=scope.value)
            rows += [[found] for _, found in behind]
            if len(behind) < MANY:
                return rows
            last = max(of for of, _ in behind)

    def incident(self, ids: Sequence[str], scope: Scope) -> list[Fact]:
        found: dict[tuple[RecordType, str], dict[str, Any]] = {}
        with self._reading() as at:
            for some in chunks(list(dict.fromkeys(ids)), 1000):
                for type_, props in self._seen(texts.INCIDENT, at, ids=some, scope=scope.value):
                    found[codec.TYPES[type_], props["id"]] = props
        return [codec.fact(type_, found[type_, id_]) for type_, id_ in sorted(found)]

    def size(self, scope: Scope | None) -> dict[RecordType, int]:
        with self._reading() as at:
            if scope is None:
                # What is behind may be of any type.
                behind = int(self._run(texts.BEHIND_COUNTED)[0][0])
                counted = {codec.TYPES[type_]: int(n) + behind for type_, n in self._run(texts.HELD_COUNTED)}
            else:
                found = self._connection.read(lambda run: self._counted(run, at, scope))
                counted = {codec.TYPES[type_]: int(n) for type_, n in found}
        return {type_: n for type_, n in counted.items() if n}

    def _counted(self, run: Run, at: _At, scope: Scope) -> list[list[Any]]:
        """How many facts of each type a scope sees: the server counts, and no id is read."""
        found = run(texts.COUNTED, n=at.n, scope=scope.value)
        # Where something is written beside, a version may stand in front and behind at once.
        return found if self._still(run, at) else run(texts.COUNTED_APART, n=at.n, scope=scope.value)

    def snapshot(self, scope: Scope) -> Snapshot:
        with self._reading() as at:
            front = snapshot.read_front(self._run, scope, at.n)
            behind = snapshot.read_behind(self._run, scope, at.n)
            self._connection.read(lambda run: self._still(run, at))
            labels = (self.facts(t, None, scope) for t in (RecordType.TERM, RecordType.THEME, RecordType.TERRITORY))
            return snapshot.snapshot(snapshot.joined(front, behind), scope, at.revisions[scope], *labels)

    def changes(self, scope: Scope, since: int) -> list[tuple[int, RecordType, str]]:
        with self._reading() as at:
            rows = self._run(texts.CHANGES, scope=scope.value, since=since, n=at.n, base=at.base)
        return sorted((revision, codec.TYPES[type_], id_) for revision, type_, ids in rows for id_ in ids)

    def search(
        self,
        text: str,
        scope: Scope,
        *,
        types: Sequence[RecordType] = (),
        kinds: Sequence[str] = (),
        limit: int = 20,
    ) -> list[Hit]:
        words = fold_text(text).split()
        if not words:
            return []
        kept = [t.value for t in types or (RecordType.ACTOR, RecordType.PROJECT)]
        # Folded words hold letters and digits only: nothing that a person types is an operator of Lucene.
        query = " ".join(f'+"{word}"' for word in words[:-1]) + f" +{words[-1]}*"
        folded = " ".join(words)
        with self._reading() as at:
            rows = self._seen(
                texts.SEARCH, at, query=query, scope=scope.value, types=kept, kinds=list(kinds), most=CANDIDATES
            )
        hits: dict[tuple[RecordType, str], Hit] = {}
        for type_text, found in rows:
            fact = codec.fact(codec.TYPES[type_text], found)
            exact = f"2:{folded}" in found.get("names", ())
            score = naming.score(folded, fact.name, fact.id, exact=exact)
            territory = None
            if fact.type is RecordType.ACTOR:
                territory = fact.get("territory")
            elif fact.type is RecordType.PROJECT:
                territory = next(iter(fact.get("territories") or ()), None)
            hits[fact.type, fact.id] = Hit(fact.id, fact.type, fact.name, fact.get("kind"), territory, score)
        return sorted(hits.values(), key=lambda hit: (hit.score, hit.name, hit.id))[:limit]

    def content_hash(self, scope: Scope) -> str:
        found: dict[tuple[RecordType, str], str] = {}
        with self._reading() as at:
            for type_ in RecordType:
                for (props,) in self._every_content(type_, scope, at):
                    found[type_, props[0]] = props[1]
        return digest(sorted(found.values()))

    def _every_content(self, type_: RecordType, scope: Scope, at: _At) -> list[list[Any]]:
        rows: list[list[Any]] = []
        last = ""
        while True:
            end, size, contents = self._run(texts.CONTENTS[type_], last=last, page=PAGE, n=at.n, scope=scope.value)[0]
            rows += [[content] for content in contents]
            if size < PAGE:
                break
            last = end
        for (props,) in self._seen(texts.CONTENTS_BEHIND, at, type=type_.value, scope=scope.value):
            rows.append([props])
        return rows

    # Documents

    def document(self, collection: str, id_: str) -> Document | None:
        with self._reading():
            return documents.one(self._run, collection, id_)

    def documents(self, collection: str | None = None) -> list[Document]:
        with self._reading():
            return documents.every(self._run, collection)


def _distinct(type_: RecordType, rows: Iterable[Mapping[str, Any]]) -> list[Fact]:
    found = {row["id"]: row for row in rows}
    return [codec.fact(type_, found[id_]) for id_ in sorted(found)]
