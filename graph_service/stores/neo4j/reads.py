"""The reading methods of the store protocol on Neo4j."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph_service.errors import StoreError
from graph_service.model import SHARED, Batch, Fact, RecordType, Say, Scope, Statement, digest
from graph_service.stores import naming
from graph_service.stores.base import Clues, Document, Hit, Named, Snapshot, Spoken
from graph_service.stores.fold import fact_id, live
from graph_service.stores.naming import nearest_words
from graph_service.stores.neo4j import batches, codec, documents, snapshot, texts
from graph_service.stores.neo4j.connection import PAGE, Run, chunks
from graph_service.stores.neo4j.lookup import MANY, quoted
from graph_service.stores.neo4j.pinned_store import PinnedStore, ReadPosition
from graph_service.vocabulary import fold_text

CANDIDATES = 5_000
"""Hits of a search that are looked at, short names first."""


class Reads(PinnedStore):
    """The half of a store that reads: the log, facts, names, documents."""

    # The log

    def batches(self) -> list[tuple[Batch, bool]]:
        with self.reading() as at:
            return list(self._cache.get(at.n, "batches", lambda: self._batches(at)))

    def _batches(self, at: ReadPosition) -> list[tuple[Batch, bool]]:
        found = batches.every(self.run, at.base, at.n)
        if len(found) != at.n - at.base:
            raise StoreError("neo4j-swept")
        return list(zip(found, live(found), strict=True))

    def _word_hooks(self, at: ReadPosition) -> frozenset[str]:
        """What the words of staff and matchers speak of: where that is nothing asked for, nothing need be searched."""
        return frozenset(hook for (hook,) in self.run(texts.WORD_HOOKS, n=at.n, base=at.base))

    def statements(
        self, *, batch: str | None = None, keys: Sequence[str] | None = None, type_: RecordType | None = None
    ) -> Iterator[Spoken]:
        with self.reading() as at:
            known = self.batches()
            rows: dict[tuple[str, int, str, str], list[Any]] = {}

            def take(found: Iterable[list[Any]]) -> None:
                rows.update(((row[0], row[1], row[2], row[3]), row) for row in found)

            if keys is not None:
                types = (type_,) if type_ else tuple(RecordType)
                ids = [id_ for key in keys for id_ in {key, *(fact_id(t, key) for t in types)}]
                abouts = [f"{t.value}:{id_}" for id_ in dict.fromkeys(ids) for t in types]
                for some in chunks(abouts, MANY):
                    take(self.run(texts.SPOKEN_ABOUT, of=some, n=at.n, base=at.base))
                hooks = self._cache.get(at.n, "hooks", lambda: self._word_hooks(at))
                for query in quoted(hooks.intersection(f"@{about}" for about in abouts)):
                    take(self.run(texts.SPOKEN_BY, query=query, n=at.n, base=at.base))
            elif batch is not None:
                take(self.run(texts.SPOKEN_IN, batch=batch, n=at.n, base=at.base))
            else:
                for one, _ in known:
                    take(self.run(texts.SPOKEN_IN, batch=one.id, n=at.n, base=at.base))
            statements: dict[str, Statement] = {}
            for row in rows.values():
                if row[0] not in statements:
                    statements[row[0]] = codec.statement(row[6])
            lines = sorted(
                (n, place, number, sheet_row, digest_, file, sheet)
                for number, (digest_, n, file, sheet, sheet_rows, places, _) in enumerate(rows.values())
                for sheet_row, place in zip(sheet_rows, places, strict=True)
            )
        for n, _, _, sheet_row, digest_, file, sheet in lines:
            statement, (by, alive) = statements[digest_], known[n - at.base - 1]
            if (type_ is None or statement.type is type_) and (batch is None or by.id == batch):
                yield Spoken(statement, by, alive, file, sheet, sheet_row)

    def log(self) -> Iterator[tuple[Batch, list[Say]]]:
        with self.reading():
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
        with self.reading() as at:
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
            with self.reading() as at:
                key = (type_, scope, None if ids is None else tuple(ids))
                return list(self._cache.get(at.n, key, lambda: self._facts(type_, ids, scope)))
        return self._facts(type_, ids, scope)

    def _facts(self, type_: RecordType, ids: Sequence[str] | None, scope: Scope) -> list[Fact]:
        with self.reading() as at:
            if ids is None:
                rows = self._every(type_, scope, at)
            else:
                rows = []
                for some in chunks(list(dict.fromkeys(ids)), MANY):
                    of = [f"{type_.value}:{id_}" for id_ in some]
                    rows += self._seen(texts.FACTS[type_], at, ids=some, of=of, scope=scope.value)
            return _distinct(type_, (found for (found,) in rows))

    def _every(self, type_: RecordType, scope: Scope, at: ReadPosition) -> list[list[Any]]:
        rows: list[list[Any]] = []
        last = ""
        while True:
            page = self.run(texts.EVERY[type_], last=last, page=MANY, n=at.n, scope=scope.value)
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
        with self.reading() as at:
            for some in chunks(list(dict.fromkeys(ids)), 1000):
                for type_, props in self._seen(texts.INCIDENT, at, ids=some, scope=scope.value):
                    found[codec.TYPES[type_], props["id"]] = props
        return [codec.fact(type_, found[type_, id_]) for type_, id_ in sorted(found)]

    def size(self, scope: Scope | None) -> dict[RecordType, int]:
        with self.reading() as at:
            if scope is None:
                # What is behind may be of any type.
                behind = int(self.run(texts.BEHIND_COUNTED)[0][0])
                counted = {codec.TYPES[type_]: int(n) + behind for type_, n in self.run(texts.HELD_COUNTED)}
            else:
                found = self._connection.read(lambda run: self._counted(run, at, scope), settled=True)
                counted = {codec.TYPES[type_]: int(n) for type_, n in found}
        return {type_: n for type_, n in counted.items() if n}

    def _counted(self, run: Run, at: ReadPosition, scope: Scope) -> list[list[Any]]:
        """How many facts of each type a scope sees: the server counts, and no id is read."""
        found = run(texts.COUNTED, n=at.n, scope=scope.value)
        # Where something is written beside, a version may stand in front and behind at once.
        return found if self._still(run, at) else run(texts.COUNTED_APART, n=at.n, scope=scope.value)

    def snapshot(self, scope: Scope) -> Snapshot:
        with self.reading() as at:
            front = snapshot.read_front(self.run, scope, at.n)
            behind = snapshot.read_behind(self.run, scope, at.n)
            self._connection.read(lambda run: self._still(run, at), settled=True)
            labels = (self.facts(t, None, scope) for t in (RecordType.TERM, RecordType.THEME, RecordType.TERRITORY))
            return snapshot.snapshot(snapshot.joined(front, behind), scope, at.revisions[scope], *labels)

    def changes(self, scope: Scope, since: int) -> list[tuple[int, RecordType, str]]:
        with self.reading() as at:
            rows = self.run(texts.CHANGES, scope=scope.value, since=since, n=at.n, base=at.base)
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
        with self.reading() as at:
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

    def candidates(self, clues: Clues, scope: Scope, most: int = 50) -> list[str]:
        found: set[str] = set()
        exact = [f"2:{name}" for name in clues.names] + [f"1:{number}" for number in clues.numbers]
        by_word: dict[str, set[str]] = {word: set() for word in clues.words}
        with self.reading() as at:
            for query in quoted(dict.fromkeys(exact)):
                rows = self._seen(texts.ACTORS_BY_NAME, at, query=query, scope=scope.value)
                found.update(id_ for (id_,) in rows)
            for query in quoted(by_word):
                for id_, words in self._seen(texts.ACTORS_BY_WORD, at, query=query, scope=scope.value):
                    for word in by_word.keys() & words.split():
                        by_word[word].add(id_)
            if clues.places:
                places, kinds = list(clues.places), list(clues.kinds)
                rows = self._seen(texts.ACTORS_AT, at, places=places, kinds=kinds, scope=scope.value)
                found.update(id_ for (id_,) in rows)
        return sorted(found.union(*(ids for ids in by_word.values() if len(ids) <= most)))

    def holding(
        self, words: Sequence[str], scope: Scope, *, types: Sequence[RecordType] = (), most: int = 200
    ) -> dict[str, list[Named]]:
        kept = [type_.value for type_ in types or (RecordType.ACTOR, RecordType.PROJECT)]
        # Folded words hold letters and digits only: nothing that a person types is an operator of Lucene.
        queries = {f'"{word}"': word for word in words if word.isalnum()}
        with self.reading() as at:
            rows = self._seen(texts.HOLDING, at, queries=list(queries), scope=scope.value, types=kept, most=most + 1)
        found: dict[str, dict[tuple[str, RecordType], Named]] = {word: {} for word in words}
        for query, type_, id_, name, kind, names in rows:
            folded = sorted(each[2:] for each in names or () if each.startswith("2:"))
            named = Named(codec.TYPES[type_], id_, name, kind, tuple(folded))
            found[queries[query]][id_, named.type] = named
        return {
            word: [named for _, named in sorted(each.items())] if len(each) <= most else []
            for word, each in found.items()
        }

    def near_words(self, word: str, scope: Scope, most: int = 20) -> list[str]:
        if not word.isalnum():
            return []
        with self.reading() as at:
            rows = self._seen(texts.NEAR_WORDS, at, query=f"{word}~2", first=word[:1], scope=scope.value)
        return nearest_words(word, {near for (near,) in rows})[:most]

    def content_hash(self, scope: Scope) -> str:
        found: dict[tuple[RecordType, str], str] = {}
        with self.reading() as at:
            for type_ in RecordType:
                for (props,) in self._every_content(type_, scope, at):
                    found[type_, props[0]] = props[1]
        return digest(sorted(found.values()))

    def _every_content(self, type_: RecordType, scope: Scope, at: ReadPosition) -> list[list[Any]]:
        rows: list[list[Any]] = []
        last = ""
        while True:
            end, size, contents = self.run(texts.CONTENTS[type_], last=last, page=PAGE, n=at.n, scope=scope.value)[0]
            rows += [[content] for content in contents]
            if size < PAGE:
                break
            last = end
        for (props,) in self._seen(texts.CONTENTS_BEHIND, at, type=type_.value, scope=scope.value):
            rows.append([props])
        return rows

    # Documents

    def document(self, collection: str, id_: str) -> Document | None:
        with self.reading():
            return documents.one(self.run, collection, id_)

    def documents(self, collection: str | None = None) -> list[Document]:
        with self.reading():
            return documents.every(self.run, collection)


def _distinct(type_: RecordType, rows: Iterable[Mapping[str, Any]]) -> list[Fact]:
    found = {row["id"]: row for row in rows}
    return [codec.fact(type_, found[id_]) for id_ in sorted(found)]
