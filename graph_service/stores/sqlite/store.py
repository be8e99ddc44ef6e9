"""The store protocol on SQLite. Reading is here; a batch's way into the file is `writing.py`."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

from graph_service.errors import Conflict, StoreError
from graph_service.messages import Message, m
from graph_service.model import SCOPES, Batch, Fact, RecordType, Say, Says, Scope, digest
from graph_service.stores import garbage_collection, naming
from graph_service.stores.base import Clues, Document, Head, Hit, Named, Snapshot, Spoken, Written
from graph_service.stores.fold import fact_id, live
from graph_service.stores.sqlite import candidates, codec, holding, mending, schema, writing
from graph_service.stores.sqlite.connection import Connections
from graph_service.stores.sqlite.file import path_of
from graph_service.stores.sqlite.replacing import empty_log, replace_all
from graph_service.stores.sqlite.snapshot import read_snapshot
from graph_service.stores.variants import bit
from graph_service.vocabulary import fold_text


class SqliteStore:
    """See `graph_service.stores.base.Store`."""

    remote = False

    def __init__(self, url: str, *, create: bool = False, whole: bool = False) -> None:
        """`whole` folds everything at each write: what tests hold the fold of a part against."""
        self.url = url
        self._whole = whole
        self._connections = Connections(path_of(url), create=create)
        self._batches: tuple[tuple[object, ...], list[tuple[Batch, bool]]] | None = None
        """The log as it was last read, with what tells whether it still is."""

    @property
    def upgraded(self) -> Message | None:
        was, known = self._connections.was, len(schema.MIGRATIONS)
        return None if was is None else m("store-upgraded", version=was, known=known)

    def close(self) -> None:
        self._connections.close()

    def head(self) -> Head:
        with self._connections.reading() as db:
            return _head(db)

    def read(self) -> AbstractContextManager[None]:
        @contextmanager
        def pinned() -> Iterator[None]:
            with self._connections.reading():
                yield

        return pinned()

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
        says = Says.of(says)
        try:
            with self._connections.writing() as db, garbage_collection.paused():
                if at is not None and writing.revision(db) != at:
                    raise Conflict("store-moved")
                written = writing.append(db, [(batch, says)], documents, whole=self._whole)
                if dry_run:
                    raise _DryRun(written)
        except _DryRun as done:
            return replace(done.written, batch=None)
        return written

    def load(
        self,
        log: Iterable[tuple[Batch, list[Say]]],
        documents: Sequence[Document] = (),
        *,
        replacing: Head | None = None,
    ) -> None:
        if replacing:
            with self._connections.writing() as db, garbage_collection.paused():
                if _head(db) != replacing:
                    raise Conflict("store-moved")
                replace_all(db, [(batch, Says.of(says)) for batch, says in log], documents)
            empty_log(self._connections.get())
            return
        with self._connections.writing() as db, garbage_collection.paused():
            if db.execute("SELECT 1 FROM batch").fetchone():
                raise StoreError("store-not-empty", path=str(self._connections.path))
            writing.append(db, [(batch, Says.of(says)) for batch, says in log], documents)

    def mend(self, batch: Batch) -> Written:
        """Make again all that follows from the log, where somebody else changed the file. `batch` says nothing, and is
        kept only where something was wrong. Raises StoreError where the log is not as it was written."""
        with self._connections.writing() as db, garbage_collection.paused():
            return mending.mend(db, batch)

    def put(self, document: Document) -> Document:
        with self._connections.writing() as db:
            return writing.put(db, document)

    # The log

    def batches(self) -> list[tuple[Batch, bool]]:
        with self._connections.reading() as db:
            # The log is only appended to, or replaced whole: its length and its end tell whether it is the one kept.
            stands = db.execute("SELECT count(*), max(n), (SELECT body FROM batch ORDER BY n DESC LIMIT 1) FROM batch")
            mark = tuple(stands.fetchone())
            kept = self._batches
            if kept is None or kept[0] != mark:
                found = [codec.batch(body) for (body,) in db.execute("SELECT body FROM batch ORDER BY n")]
                self._batches = kept = mark, list(zip(found, live(found), strict=True))
        return list(kept[1])

    def statements(
        self, *, batch: str | None = None, keys: Sequence[str] | None = None, type_: RecordType | None = None
    ) -> Iterator[Spoken]:
        known = self.batches()
        with self._connections.reading() as db:
            if keys is not None:
                types = (type_,) if type_ else tuple(RecordType)
                ids = [id_ for key in keys for id_ in {key, *(fact_id(t, key) for t in types)}]
                rows = db.execute(f"{_SPOKEN} {_ABOUT}", (json.dumps(ids),))
            elif batch is not None:
                rows = db.execute(f"{_SPOKEN} {_OF_BATCH}", (batch,))
            else:
                rows = db.execute(f"{_SPOKEN} ORDER BY says.n")
            for number, file, sheet, row, *rest in rows.fetchall():
                said, (by, alive) = codec.statement(rest), known[number - 1]
                if (type_ is None or said.type is type_) and (batch is None or by.id == batch):
                    yield Spoken(said, by, alive, file, sheet, row)

    def log(self) -> Iterator[tuple[Batch, list[Say]]]:
        with self._connections.reading():
            for batch, _ in self.batches():
                yield batch, [Say(s.statement, s.file, s.sheet, s.row) for s in self.statements(batch=batch.id)]

    # Facts

    def resolve(self, names: Sequence[str], scope: Scope) -> dict[str, list[tuple[RecordType, str]]]:
        found: dict[str, list[tuple[RecordType, str]]] = {}
        with self._connections.reading() as db:
            for name in names:
                by_kind: dict[int, list[tuple[RecordType, str]]] = defaultdict(list)
                # A fact's own id, then another member's, an official identifier, a name: the first that leads
                # somewhere decides, so that an id never becomes ambiguous by somebody's name.
                for kind, type_, id_ in db.execute(
                    "SELECT -1, fact.type, node.id FROM node JOIN fact ON fact.node = node.n "
                    "WHERE node.id = ?1 AND fact.scopes & ?3 "
                    "UNION SELECT alias.kind, fact.type, node.id FROM alias JOIN fact ON fact.n = alias.fact "
                    "JOIN node ON node.n = fact.node WHERE fact.scopes & ?3 AND "
                    "(alias.alias = ?1 AND alias.kind < 2 OR alias.alias = ?2 AND alias.kind = 2)",
                    (name, fold_text(name), bit(scope)),
                ):
                    by_kind[kind].append((RecordType(type_), id_))
                found[name] = sorted(set(by_kind[min(by_kind)])) if by_kind else []
        return found

    def facts(self, type_: RecordType, ids: Sequence[str] | None, scope: Scope) -> list[Fact]:
        with self._connections.reading() as db:
            if ids is None:
                rows = db.execute(f"{_FACTS} ORDER BY node.id", (type_.value, bit(scope)))
            else:
                rows = db.execute(_NAMED, (type_.value, bit(scope), json.dumps(list(ids))))
            return [codec.fact(*row) for row in rows]

    def incident(self, ids: Sequence[str], scope: Scope) -> list[Fact]:
        with self._connections.reading() as db:
            rows = db.execute(_INCIDENT, (json.dumps(list(ids)), bit(scope)))
            return [codec.fact(*row) for row in rows]

    def size(self, scope: Scope | None) -> dict[RecordType, int]:
        with self._connections.reading() as db:
            if scope is None:
                rows = db.execute("SELECT type, count(*) FROM fact GROUP BY type")
            else:
                rows = db.execute("SELECT type, count(*) FROM fact WHERE scopes & ? GROUP BY type", (bit(scope),))
            return {RecordType(type_): n for type_, n in rows}

    def snapshot(self, scope: Scope) -> Snapshot:
        with self._connections.reading() as db:
            return read_snapshot(db, scope, self.head().revisions[scope])

    def changes(self, scope: Scope, since: int) -> list[tuple[int, RecordType, str]]:
        with self._connections.reading() as db:
            rows = db.execute(_CHANGES, (scope.rank, since, bit(scope)))
            return [(revision, RecordType(type_), id_) for revision, type_, id_ in rows]

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
        # Every word quoted: nothing that a person types is an operator of FTS5.
        query = " ".join(f'"{word}"' for word in words) + "*"
        kept = json.dumps([t.value for t in types or (RecordType.ACTOR, RecordType.PROJECT)])
        folded, of = " ".join(words), json.dumps(list(kinds))
        with self._connections.reading() as db:
            if limit <= _FEW:
                # Names that are the text or begin so come first: where they are enough, the others are not read. While
                # somebody types, the first letters fit most of a large store.
                exact = db.execute(_EXACT, (folded, text.strip(), bit(scope), kept, of)).fetchall()
                begun = db.execute(_BEGUN, (f'^"{folded}"*', bit(scope), kept, of, limit)).fetchall()
                hits = _hits([*exact, *begun], folded)
                if sum(hit.score < _ELSEWHERE for hit in hits) >= limit:
                    return hits[:limit]
            rows = db.execute(_SEARCH, (query, bit(scope), kept, folded, of)).fetchall()
        return _hits(rows, folded)[:limit]

    def candidates(self, clues: Clues, scope: Scope, most: int = 50) -> list[str]:
        with self._connections.reading() as db:
            return candidates.ids(db, clues, scope, most)

    def holding(
        self, words: Sequence[str], scope: Scope, *, types: Sequence[RecordType] = (), most: int = 200
    ) -> dict[str, list[Named]]:
        with self._connections.reading() as db:
            return holding.holding(db, words, scope, types, most)

    def near_words(self, word: str, scope: Scope, most: int = 20) -> list[str]:
        with self._connections.reading() as db:
            return holding.near_words(db, word, scope, most)

    def content_hash(self, scope: Scope) -> str:
        with self._connections.reading() as db:
            rows = db.execute("SELECT content FROM fact WHERE scopes & ? ORDER BY content", (bit(scope),))
            return digest([content for (content,) in rows])

    # Documents

    def document(self, collection: str, id_: str) -> Document | None:
        with self._connections.reading() as db:
            row = db.execute(
                "SELECT version, body, scope FROM document WHERE collection = ? AND id = ?", (collection, id_)
            ).fetchone()
        return codec.document((collection, id_, *row)) if row else None

    def documents(self, collection: str | None = None) -> list[Document]:
        with self._connections.reading() as db:
            rows = db.execute(
                "SELECT collection, id, version, body, scope FROM document WHERE ?1 IS NULL OR collection = ?1 "
                "ORDER BY collection, id",
                (collection,),
            ).fetchall()
        return [codec.document(row) for row in rows]


def _hits(rows: Iterable[Sequence[Any]], folded: str) -> list[Hit]:
    """Rows of a search as hits, each once, the closest first."""
    hits = {}
    for id_, type_, name, kind, extra, exact in rows:
        score = naming.score(folded, name, id_, exact=bool(exact))
        more = codec.beside(extra)
        territory = more.get("territory") or next(iter(more.get("territories", ())), None)
        hits[type_, id_] = Hit(id_, RecordType(type_), name, kind, territory, score)
    return sorted(hits.values(), key=lambda hit: (hit.score, hit.name, hit.id))


def _head(db: sqlite3.Connection) -> Head:
    meta = dict(db.execute("SELECT key, value FROM meta"))
    revisions = dict(db.execute("SELECT scope, max(revision) FROM revision GROUP BY scope"))
    batches = db.execute("SELECT count(*) FROM batch").fetchone()[0]
    return Head(meta["store_id"], {scope: revisions.get(scope.rank, 0) for scope in SCOPES}, batches)


class _DryRun(Exception):
    """Takes the result of a write out of the transaction that is rolled back."""

    def __init__(self, written: Written) -> None:
        self.written = written


_FEW, _ELSEWHERE = 100, 2
"""Hits that are few enough to be looked for by how names begin; the score of a name that holds a text elsewhere."""
# Whole texts with parameters only: a list goes in as one JSON parameter.
_SPOKEN = """
    SELECT says.batch, place.file, place.sheet, says.row,
           s.op, s.type, s.source, s.key, s.updated, s.visibility, s.ids, s.fields
    FROM says JOIN statement s ON s.n = says.statement JOIN place ON place.n = says.place
"""
_ABOUT = "WHERE s.n IN (SELECT statement FROM about WHERE id IN (SELECT value FROM json_each(?))) ORDER BY says.n"
_OF_BATCH = "WHERE says.batch = (SELECT n FROM batch WHERE id = ?) ORDER BY says.n"
_FACTS = """
    SELECT fact.type, node.id, fact.body FROM fact JOIN node ON node.n = fact.node
    WHERE fact.type = ? AND fact.scopes & ?
"""
# From the ids to the facts: SQLite would rather go through all facts of the type, hence the `+`.
_NAMED = """
    SELECT fact.type, node.id, fact.body FROM node CROSS JOIN fact ON fact.node = node.n
    WHERE +fact.type = ?1 AND node.type = ?1 AND fact.scopes & ?2
          AND node.id IN (SELECT value FROM json_each(?3)) ORDER BY node.id
"""
_INCIDENT = """
    WITH named AS (SELECT n FROM node WHERE id IN (SELECT value FROM json_each(?1)) AND type IN ('actor', 'project'))
    SELECT type, id, body FROM (
        SELECT fact.type, node.id, fact.body, fact.scopes FROM fact JOIN node ON node.n = fact.node
        WHERE fact.a IN (SELECT n FROM named)
        UNION
        SELECT fact.type, node.id, fact.body, fact.scopes FROM fact JOIN node ON node.n = fact.node
        WHERE fact.b IN (SELECT n FROM named)
    ) WHERE scopes & ?2 ORDER BY type, id
"""
_HIT = "SELECT node.id, fact.type, fact.name, fact.kind, fact.extra"
_OF_SCOPE = """
    fact.scopes & {scope} AND fact.type IN (SELECT value FROM json_each({types}))
          AND ({kinds} = '[]' OR fact.kind IN (SELECT value FROM json_each({kinds})))
"""
_EXACT = f"""
    {_HIT}, 1 FROM alias JOIN fact ON fact.n = alias.fact JOIN node ON node.n = fact.node
    WHERE alias.alias = ?1 AND alias.kind = 2 AND {_OF_SCOPE.format(scope="?3", types="?4", kinds="?5")}
    UNION {_HIT}, 1 FROM node JOIN fact ON fact.node = node.n
    WHERE node.id = ?2 AND {_OF_SCOPE.format(scope="?3", types="?4", kinds="?5")}
"""
_BEGUN = f"""
    {_HIT}, 0 FROM label JOIN fact ON fact.n = label.rowid JOIN node ON node.n = fact.node
    WHERE label MATCH ?1 AND {_OF_SCOPE.format(scope="?2", types="?3", kinds="?4")}
    ORDER BY fact.name, node.id LIMIT ?5
"""
# No bm25: it weighs words by all rows of the index, so that what a reader may not see would reorder what they see.
# Short names first, so that an exact one is never cut off.
_SEARCH = """
    SELECT node.id, fact.type, fact.name, fact.kind, fact.extra,
           EXISTS (SELECT 1 FROM alias WHERE alias.alias = ?4 AND alias.kind = 2 AND alias.fact = fact.n)
    FROM label JOIN fact ON fact.n = label.rowid JOIN node ON node.n = fact.node
    WHERE label MATCH ?1 AND fact.scopes & ?2 AND fact.type IN (SELECT value FROM json_each(?3))
          AND (?5 = '[]' OR fact.kind IN (SELECT value FROM json_each(?5)))
    ORDER BY length(fact.name), node.id LIMIT 5000
"""
_CHANGES = """
    SELECT revision.revision, node.type, node.id FROM revision
    JOIN change ON change.batch = revision.batch JOIN node ON node.n = change.node
    WHERE revision.scope = ? AND revision.revision > ? AND change.scopes & ?
    ORDER BY revision.revision, node.type, node.id
"""
