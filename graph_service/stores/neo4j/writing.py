"""A batch's way into the database: one transaction where it is small; where it is large (a) what it says, unseen,
(b) the mark `folding`, which is the commit, (c) the facts, each step the same when done twice, (d) the head.

Readers answer from the batch before until (d). From (b) on whoever opens the store finishes it (`finish`); what was cut
short before (b) was never there, and is swept away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph_service.errors import Conflict, StoreError
from graph_service.model import SCOPES, Batch, Op, Say, Scope, Statement, canonical_json
from graph_service.stores.base import Document, Written
from graph_service.stores.fold import Line
from graph_service.stores.folding import Folded, changes, fold_all, fold_touched
from graph_service.stores.neo4j import batches, codec, exact, facts
from graph_service.stores.neo4j.connection import Connection, Tx, chunks, run
from graph_service.stores.neo4j.lock import Lease
from graph_service.stores.neo4j.lookup import CypherLookup, Run, counts_changed
from graph_service.stores.variants import Change, Key, bit

Log = Sequence[tuple[Batch, Sequence[Say]]]
AT_ONCE = 5_000
"""Rows said, and facts touched, up to which a batch is one transaction."""
SMALL = 5_000
"""Rows of one step of a larger one."""
PAGE = 2_000
"""Ids on one page of what a batch changed."""
KEEP_MS = 600_000
"""How long, in milliseconds, what is over stays for readers who began before."""


class TooLarge(Exception):
    """More than one transaction should take."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the store stands: `n` batches that readers see, and what is being folded, if anything."""

    n: int
    revisions: Mapping[Scope, int]
    folding: int | None


def head(run: Run) -> Head:
    n, folding, *revisions = run(_HEAD)[0]
    return Head(n, dict(zip(SCOPES, revisions, strict=True)), folding)


def append(
    connection: Connection,
    lease: Lease,
    log: Log,
    documents: Sequence[Document],
    *,
    dry_run: bool = False,
    at: int | None = None,
    whole: bool = False,
    doubt: bool = False,
) -> Written:
    """Append batches, fold once, and write what differs. Returns what the last batch did. The caller holds the lock.

    With `doubt` nothing that stands in the database is taken for what was written: what others changed is set right.
    """
    finish(connection, lease)
    if doubt:
        return _in_steps(connection, lease, log, documents, dry_run, at, doubt=True)
    if len(log) == 1 and len(log[0][1]) <= AT_ONCE:
        try:
            return _at_once(lease, *log[0], documents, dry_run, at, whole)
        except TooLarge:
            pass
        except StoreError as error:
            # Others deleted what the batch hangs on: folded from nothing, that is made again.
            if error.code != "neo4j-changed":
                raise
    return _in_steps(connection, lease, log, documents, dry_run, at)


class _DryRun(Exception):
    def __init__(self, written: Written) -> None:
        self.written = written


def _at_once(
    lease: Lease,
    batch: Batch,
    says: Sequence[Say],
    documents: Sequence[Document],
    dry_run: bool,
    at: int | None,
    whole: bool,
) -> Written:
    def work(tx: Tx) -> Written:
        def within(text: str, **parameters: Any) -> list[list[Any]]:
            return run(tx, text, **parameters)

        before = head(within)
        _check(within, before, [batch], at)
        n = before.n + 1
        for step in _saying([(batch, says)], before.n, {}):
            step(within)
        look = CypherLookup(within)
        known = batches.every(within)
        folded: Folded | None = None if whole else fold_touched(look, known)
        if folded is None:
            folded = fold_all(look, known, {say.statement.digest: say.statement for say in says})
        if len(folded.differs.add) + len(folded.differs.drop) > AT_ONCE:
            raise TooLarge
        changed = changes.told(look, folded)
        for step in facts.steps(folded.differs, n):
            step(within)
        for document in documents:
            put(within, document)
        written = folded.told(look, batch, says)
        done = _done(written, batch, before, folded.differs, changed)
        for step in (*_changed(folded.differs, n), *_recorded(done, n, before, folded.differs)):
            step(within)
        within(_ADVANCE, n=n)
        if dry_run:
            raise _DryRun(done)
        return done

    try:
        written = lease.write(work)
    except _DryRun as done:
        return replace(done.written, batch=None)
    return written


def _in_steps(
    connection: Connection,
    lease: Lease,
    log: Log,
    documents: Sequence[Document],
    dry_run: bool,
    at: int | None,
    doubt: bool = False,
) -> Written:
    def apart(text: str, **parameters: Any) -> list[list[Any]]:
        return connection.read(lambda tx: run(tx, text, **parameters))

    before = head(apart)
    _check(apart, before, [batch for batch, _ in log], at)
    n = before.n + len(log)
    look = (_Doubting if doubt else _Ahead)(apart, log, before.n)
    known = [*batches.every(apart), *(batch for batch, _ in log)]
    folded = fold_all(look, known, {s.statement.digest: s.statement for _, says in log for s in says})
    changed = changes.told(look, folded)
    batch, says = log[-1]
    done = _done(folded.told(look, batch, says), batch, before, folded.differs, changed)
    if dry_run:
        return replace(done, batch=None)

    def step(work: Callable[[Run], object]) -> None:
        lease.write(lambda tx: work(lambda text, **parameters: run(tx, text, **parameters)))

    new = look.new_counts
    for one in _saying(log, before.n, new):
        step(one)
    for one in (*_changed(folded.differs, n), *_recorded(done, n, before, folded.differs)):
        step(one)

    def commit(run_: Run) -> None:
        _check(run_, head(run_), (), at)
        for document in documents:
            put(run_, document)
        run_(_FOLDING, n=n)

    step(commit)
    old = {digest: count for digest, count in look.changed.items() if digest not in new}
    for some in chunks(list(old.items()), SMALL):
        step(lambda run_, some=some: CypherLookup(run_).keep(dict(some)))  # type: ignore[misc]
    for one in facts.steps(folded.differs, n):
        step(one)
    step(lambda run_: run_(_ADVANCE, n=n))
    return done


class _Ahead(CypherLookup):
    """Look-ups as if batches that are not written yet were; what should be kept is noted, not written."""

    def __init__(self, run: Run, log: Log, before: int) -> None:
        super().__init__(run)
        self._log, self._before = log, before
        self.changed: dict[str, int | None] = {}
        self.new_counts: dict[str, int | None] = {}
        self._known: set[str] = set()

    def every_statement(self, told: Mapping[str, Statement]) -> dict[str, Statement]:
        kept = super().every_statement({})
        self._known = set(kept)
        return {**told, **kept}

    def every_line(self, statements: Mapping[str, Statement]) -> Iterator[Line]:
        yield from super().every_line(statements)
        for n, (_, says) in enumerate(self._log, self._before):
            rows: dict[str, int] = defaultdict(int)
            for place, say in enumerate(says):
                if say.statement.op is Op.ROW:
                    rows[say.statement.digest] += 1
                else:
                    yield Line(n, place, statements[say.statement.digest])
            for digest, count in rows.items():
                yield Line(n, 0, statements[digest], count)

    def keep_counting(
        self, before: Mapping[str, int], after: Mapping[str, int], statements: Mapping[str, Statement]
    ) -> None:
        self.changed = counts_changed(before, after)
        self.new_counts = {d: after.get(d) for d in statements if d not in self._known}


class _Doubting(_Ahead):
    """Facts as they stand there now, not as their digests say."""

    def every_fact(self) -> Iterator[tuple[Key, int, str, str]]:
        for (type_, id_, mask), found in exact.held_props(self.run):
            kept = exact.untouched(type_, found)
            yield (type_, id_), mask, found["hash"] if kept else "", found["content"] if kept else ""


def finish(connection: Connection, lease: Lease) -> None:
    """Finish what another began and committed, and sweep away what it did not. The caller holds the lock."""

    def apart(text: str, **parameters: Any) -> list[list[Any]]:
        return connection.read(lambda tx: run(tx, text, **parameters))

    def step(work: Callable[[Run], object]) -> None:
        lease.write(lambda tx: work(lambda text, **parameters: run(tx, text, **parameters)))

    now = head(apart)
    if now.folding is not None:
        look = _Ahead(apart, (), now.folding)
        folded = fold_all(look, batches.every(apart)[: now.folding], {})
        for some in chunks(list(look.changed.items()), SMALL):
            step(lambda run_, some=some: CypherLookup(run_).keep(dict(some)))  # type: ignore[misc]
        for one in facts.steps(folded.differs, now.folding):
            step(one)
        step(lambda run_: run_(_ADVANCE, n=now.folding))
        now = head(apart)
    while apart(_UNSEEN, n=now.n)[0][0]:
        step(lambda run_: run_(_SWEEP_SAYS, n=now.n, size=SMALL))
    while apart(_OVER, keep=KEEP_MS)[0][0]:
        step(lambda run_: run_(_SWEEP_VARIANTS, keep=KEEP_MS, size=SMALL))


def put(run: Run, document: Document) -> Document:
    """Compare and set one document; `version` is that which the caller read, 0 for none yet."""
    found = run(
        _PUT,
        collection=document.collection,
        id=document.id,
        version=document.version,
        body=canonical_json(document.body),
        scope=document.scope.value,
    )
    if not found:
        raise Conflict("document-changed", collection=document.collection, id=document.id)
    return replace(document, version=found[0][0])


def _check(run: Run, now: Head, new: Sequence[Batch], at: int | None) -> None:
    if at is not None and now.revisions[Scope.INTERNAL] != at:
        raise Conflict("store-moved")
    known = run(_KNOWN, ids=[batch.id for batch in new])
    if known:
        raise StoreError("neo4j-failed", url="", reason=f"batch {known[0][0]} is there already")


def _done(written: Written, batch: Batch, before: Head, differs: Change, changed: tuple[Any, ...]) -> Written:
    batch = replace(batch, summary={**(batch.summary or {}), **written.counts.by_sheet()})
    revision = before.revisions[Scope.INTERNAL] + _moves(differs, Scope.INTERNAL)
    return replace(written, batch=batch, revision=revision, changes=changed)


def _moves(differs: Change, scope: Scope) -> bool:
    """Whether a scope sees any of what differs."""
    return any(mask & bit(scope) for mask in differs.touched.values())


# What is written, step by step


def _saying(log: Log, before: int, counts: Mapping[str, int | None]) -> Iterator[facts.Step]:
    """Batches and what they say, as rows that nobody sees before the head has moved."""
    for n, (batch, says) in enumerate(log, before + 1):
        yield _imported(batch, n)
        distinct = {say.statement.digest: say.statement for say in says}
        words = {digest for digest, said in distinct.items() if said.op is not Op.ROW}
        rows = [codec.statement_props(said, counts.get(digest)) for digest, said in distinct.items()]
        for some in chunks(rows, SMALL):
            yield _step(_STATE, rows=some)
        if words:
            yield _step(_NAME_WORDS, digests=list(words))
        places: dict[tuple[str, str, str], tuple[list[int], list[int]]] = {}
        for place, say in enumerate(says):
            at = places.setdefault((say.statement.digest, say.file, say.sheet), ([], []))
            at[0].append(say.row)
            at[1].append(place)
        said_at = [[*key, *at] for key, at in places.items()]
        for page in chunks(said_at, SMALL):
            yield _step(_SAY, n=n, says=page)


def _imported(batch: Batch, n: int) -> facts.Step:
    return _step(_IMPORT, n=n, props=batches.props(batch))


def _changed(differs: Change, n: int) -> Iterator[facts.Step]:
    """Pages of what changed, for whom: by them a reader learns what to read again."""
    pages: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (type_, id_), mask in differs.touched.items():
        pages[type_.value, mask].append(id_)
    rows = [
        {"type": type_, "scopes": codec.SEEN[mask], "ids": some, "page": f"{mask}-{page}"}
        for (type_, mask), ids in pages.items()
        for page, some in enumerate(chunks(sorted(ids), PAGE))
    ]
    for some in chunks(rows, 10):
        yield _step(_CHANGED, n=n, rows=some)


def _recorded(done: Written, n: int, before: Head, differs: Change) -> Iterator[facts.Step]:
    """The batch with its counts, and the revisions that it makes."""
    assert done.batch is not None
    revisions = {scope.value: before.revisions[scope] + 1 for scope in SCOPES if _moves(differs, scope)}
    yield _step(_IMPORT, n=n, props=batches.props(done.batch) | revisions)


def _step(text: str, **parameters: Any) -> facts.Step:
    return lambda run_: run_(text, **parameters)


_HEAD = """
    MATCH (h:Maillage { id: 'head' }) RETURN h.n, h.folding, h.public, h.partners, h.internal
"""
_KNOWN = "MATCH (i:Import) WHERE i.id IN $ids RETURN i.id"
_IMPORT = "MERGE (i:Import { n: $n }) SET i += $props"
_STATE = "UNWIND $rows AS row MERGE (s:Statement { digest: row.digest }) ON CREATE SET s = row"
_NAME_WORDS = "UNWIND $digests AS digest MATCH (s:Statement { digest: digest }) SET s:Word"
_SAY = """
    MATCH (i:Import { n: $n }) UNWIND $says AS say MATCH (s:Statement { digest: say[0] })
    MERGE (i)-[r:SAYS { file: say[1], sheet: say[2] }]->(s) SET r.rows = say[3], r.at = say[4]
"""
_CHANGED = """
    MATCH (i:Import { n: $n }) UNWIND $rows AS row
    MERGE (i)-[:CHANGED]->(c:Change { n: $n, type: row.type, page: row.page })
    SET c.scopes = row.scopes, c.ids = row.ids
"""
_FOLDING = "MATCH (h:Maillage { id: 'head' }) SET h.folding = $n"
_ADVANCE = """
    MATCH (h:Maillage { id: 'head' }), (i:Import { n: $n })
    SET h.n = $n, h.public = coalesce(i.public, h.public), h.partners = coalesce(i.partners, h.partners),
        h.internal = coalesce(i.internal, h.internal)
    REMOVE h.folding
"""
_UNSEEN = "MATCH (i:Import) WHERE i.n > $n RETURN count(i)"
# A statement is kept where another batch says it too.
_SWEEP_SAYS = """
    MATCH (i:Import) WHERE i.n > $n WITH i ORDER BY i.n DESC LIMIT 1
    CALL (i) {
        MATCH (i)-[r:SAYS]->(s:Statement) WITH r, s LIMIT $size DELETE r
        WITH s WHERE NOT EXISTS { (s)<-[:SAYS]-() } DELETE s
    }
    CALL (i) { OPTIONAL MATCH (i)-[:CHANGED]->(c:Change) DETACH DELETE c }
    WITH i WHERE NOT EXISTS { (i)-[:SAYS]->() } DETACH DELETE i
"""
_OVER = "MATCH (v:Variant) WHERE v.gone < timestamp() - $keep RETURN count(v)"
_SWEEP_VARIANTS = """
    MATCH (v:Variant) WHERE v.gone < timestamp() - $keep WITH v LIMIT $size
    WITH collect(v) AS over, max(v.until) AS until
    MATCH (h:Maillage { id: 'head' }) SET h.swept = CASE WHEN until > h.swept THEN until ELSE h.swept END
    WITH over UNWIND over AS v DETACH DELETE v
"""
_PUT = """
    MERGE (d:Document { collection: $collection, id: $id })
    ON CREATE SET d.version = 0
    SET d.asked = true
    WITH d WHERE d.version = $version
    SET d.version = d.version + 1, d.body = $body, d.scope = $scope REMOVE d.asked RETURN d.version
"""
