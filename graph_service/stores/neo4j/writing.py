"""A batch's way into the database: one transaction where it is small; where it is large (a) what it says, unseen,
(b) the mark `folding`, which is the commit, (c) the facts, each step the same when done twice, (d) the head.

Readers answer from the batch before until (d). From (b) on whoever opens the store finishes it (`finish`); what was cut
short before (b) was never there, and is swept away. A log that replaces all that there is goes the same way: its
batches are numbered on, and the ones before are no part of the log any more (`base`), then swept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from graph_service.errors import Conflict, StoreError
from graph_service.model import SCOPES, Batch, Scope, canonical_json
from graph_service.stores.base import Document, Written
from graph_service.stores.folding import Folded, changes, fold_all, fold_touched
from graph_service.stores.neo4j import batches, facts, saying
from graph_service.stores.neo4j.ahead import Ahead, Doubting, Log
from graph_service.stores.neo4j.connection import Connection, Tx, chunks, run
from graph_service.stores.neo4j.lock import Lease
from graph_service.stores.neo4j.lookup import CypherLookup, Run
from graph_service.stores.variants import Change, bit, variants

AT_ONCE = 5_000
"""Rows said, and facts touched, up to which a batch is one transaction."""
SMALL = 5_000
"""Rows of one step of a larger one."""
KEEP_MS = 600_000
"""How long, in milliseconds, what is over stays for readers who began before."""
GRACE = 3.0
"""Seconds that readers have to come to an end before what a replaced log held is swept away."""


T = TypeVar("T")


class TooLarge(Exception):
    """More than one transaction should take."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the store stands: the number of the last batch that readers see, how many numbers are no part of the log,
    what is being folded, if anything, and the base that it will have then."""

    n: int
    base: int
    revisions: Mapping[Scope, int]
    folding: int | None
    rebase: int | None

    @property
    def batches(self) -> int:
        return self.n - self.base


class Writer:
    """Writes under a lock that the caller holds."""

    def __init__(self, connection: Connection, lease: Lease) -> None:
        self._connection = connection
        self._lease = lease

    def append(
        self,
        log: Log,
        documents: Sequence[Document] = (),
        *,
        dry_run: bool = False,
        at: int | None = None,
        whole: bool = False,
        doubt: bool = False,
    ) -> Written:
        """Append batches, fold once, and write what differs. Returns what the last batch did.

        With `doubt` nothing that stands in the database is taken for what was written: what others changed is set
        right.
        """
        self.finish()
        if len(log) == 1 and len(log[0][1]) <= AT_ONCE and not doubt:
            try:
                return self._at_once(log, documents, dry_run, at, whole)
            except TooLarge:
                pass
            except StoreError as error:
                # Others deleted what the batch hangs on: folded from nothing, that is made again.
                if error.code != "neo4j-changed":
                    raise
        return self._in_steps(log, documents, dry_run=dry_run, at=at, doubt=doubt)

    def replace(self, log: Log, documents: Sequence[Document], batches_: int, revisions: Mapping[Scope, int]) -> None:
        """Make the log exactly this. Conflict where the store does not stand where the caller saw it."""
        self.finish()
        now = head(self._apart)
        if (now.batches, now.revisions) != (batches_, revisions):
            raise Conflict("store-moved")
        self._in_steps(log, documents, replacing=True)
        # Whoever read what was there before comes to an end; then nothing of it stays.
        time.sleep(GRACE)
        self._sweep_variants(0)

    def finish(self) -> None:
        """Finish what another began and committed, and sweep away what it did not, and what is over."""
        now = head(self._apart)
        if now.folding is not None:
            base = now.base if now.rebase is None else now.rebase
            look = Ahead(self._apart, (), base, 0, last=now.folding)
            folded = fold_all(look, batches.every(self._apart, base, now.folding), {})
            self._make_so(look.changed, folded.differs, now.folding)
            now = head(self._apart)
        while self._apart(_UNSEEN, n=now.n, base=now.base)[0][0]:
            self._step(lambda run_: run_(_SWEEP_LOG, n=now.n, base=now.base, size=SMALL))
        self._sweep_variants(KEEP_MS)

    # The two ways

    def _at_once(self, log: Log, documents: Sequence[Document], dry_run: bool, at: int | None, whole: bool) -> Written:
        batch, says = log[0]

        def work(within: Run) -> Written:
            before = head(within)
            self._check(within, before, log, at)
            n = before.n + 1
            for step in saying.steps(log, before.n, {}):
                step(within)
            look = CypherLookup(within, before.base)
            known = batches.every(within, before.base)
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
            done = _done(folded.told(look, batch, says), batch, before, folded.differs, changed)
            for step in (
                *saying.changed(folded.differs.touched, n),
                *_recorded(done, n, _raised(before, folded.differs)),
            ):
                step(within)
            within(_ADVANCE, n=n)
            if dry_run:
                raise _DryRun(done)
            return done

        try:
            return self._step(work)
        except _DryRun as done:
            return replace(done.written, batch=None)

    def _in_steps(
        self,
        log: Log,
        documents: Sequence[Document],
        *,
        dry_run: bool = False,
        at: int | None = None,
        doubt: bool = False,
        replacing: bool = False,
    ) -> Written:
        before = head(self._apart)
        self._check(self._apart, before, log, at, replacing)
        n = before.n + len(log)
        base = before.n if replacing else before.base
        look = (Doubting if doubt else Ahead)(self._apart, log, base, before.n - base, last=before.n)
        known = [*batches.every(self._apart, base, before.n), *(batch for batch, _ in log)]
        folded = fold_all(look, known, {s.statement.digest: s.statement for _, says in log for s in says})
        # What others wrote may be no fact at all, and is not told as one.
        changed = () if replacing or doubt else changes.told(look, folded)
        batch, says = log[-1]
        done = _done(folded.told(look, batch, says), batch, before, folded.differs, changed)
        if dry_run:
            return replace(done, batch=None)
        touched, revisions = folded.differs.touched, _raised(before, folded.differs)
        if replacing:
            # What is gone is named nowhere: all that is there counts as changed.
            touched = {key: sum(masks) for key, masks in variants(folded.found).items()}
            revisions = {**before.revisions, **revisions}
            done = replace(done, batch=batch)
        for step in saying.steps(log, before.n, look.new_counts):
            self._step(step)
        for step in (*saying.changed(touched, n), *_recorded(done, n, revisions)):
            self._step(step)

        def commit(run_: Run) -> None:
            self._check(run_, head(run_), (), at)
            if replacing:
                run_(_NO_DOCUMENTS)
                run_(_DOCUMENTS, rows=[_document(document) for document in documents])
            else:
                for document in documents:
                    put(run_, document)
            run_(_FOLDING, n=n, rebase=base if replacing else None)

        self._step(commit)
        old = {digest: count for digest, count in look.changed.items() if digest not in look.new_counts}
        self._make_so(old, folded.differs, n)
        if doubt:
            for step in facts.rebuilt(folded.found[Scope.INTERNAL].values()):
                self._step(step)
        if replacing:
            self.finish()
        return done

    def _make_so(self, counts: Mapping[str, int | None], differs: Change, n: int) -> None:
        """(c) and (d)."""
        for some in chunks(list(counts.items()), SMALL):
            self._step(lambda run_, some=some: CypherLookup(run_).keep(dict(some)))  # type: ignore[misc]
        for step in facts.steps(differs, n):
            self._step(step)
        self._step(lambda run_: run_(_ADVANCE, n=n))

    def _sweep_variants(self, keep: int) -> None:
        while self._apart(_OVER, keep=keep)[0][0]:
            self._step(lambda run_: run_(_SWEEP_VARIANTS, keep=keep, size=SMALL))

    # Transactions

    def _step(self, work: Callable[[Run], T]) -> T:
        def within(tx: Tx) -> T:
            return work(lambda text, **parameters: run(tx, text, **parameters))

        return self._lease.write(within)

    def _apart(self, text: str, **parameters: Any) -> list[list[Any]]:
        return self._connection.read(lambda tx: run(tx, text, **parameters))

    def _check(self, run_: Run, now: Head, new: Log, at: int | None, replacing: bool = False) -> None:
        if at is not None and now.revisions[Scope.INTERNAL] != at:
            raise Conflict("store-moved")
        ids = [batch.id for batch, _ in new]
        known = [] if replacing else [id_ for (id_,) in run_(_KNOWN, ids=ids, base=now.base)]
        if twice := [*known, *(id_ for id_ in ids if ids.count(id_) > 1)]:
            raise StoreError("neo4j-batch-known", id=twice[0])


class _DryRun(Exception):
    def __init__(self, written: Written) -> None:
        self.written = written


def head(run: Run) -> Head:
    n, base, folding, rebase, *revisions = run(_HEAD)[0]
    return Head(n, base, dict(zip(SCOPES, revisions, strict=True)), folding, rebase)


def put(run: Run, document: Document) -> Document:
    """Compare and set one document; `version` is that which the caller read, 0 for none yet."""
    found = run(_PUT, **_document(document))
    if not found:
        raise Conflict("document-changed", collection=document.collection, id=document.id)
    return replace(document, version=found[0][0])


def _document(document: Document) -> dict[str, Any]:
    return {
        "collection": document.collection,
        "id": document.id,
        "version": document.version,
        "body": canonical_json(document.body),
        "scope": document.scope.value,
    }


def _done(written: Written, batch: Batch, before: Head, differs: Change, changed: tuple[Any, ...]) -> Written:
    batch = replace(batch, summary={**(batch.summary or {}), **written.counts.by_sheet()})
    revision = {**before.revisions, **_raised(before, differs)}[Scope.INTERNAL]
    return replace(written, batch=batch, revision=revision, changes=changed)


def _raised(before: Head, differs: Change) -> dict[Scope, int]:
    """The revisions that rise: those of the scopes that see any of what differs."""
    seen = 0
    for mask in differs.touched.values():
        seen |= mask
    return {scope: before.revisions[scope] + 1 for scope in SCOPES if seen & bit(scope)}


def _recorded(done: Written, n: int, revisions: Mapping[Scope, int]) -> Iterator[facts.Step]:
    """The batch with its counts, and the revisions that it makes."""
    assert done.batch is not None
    props = batches.props(done.batch) | {scope.value: revision for scope, revision in revisions.items()}
    yield lambda run_: run_(saying.IMPORT, n=n, props=props)


_HEAD = """
    MATCH (h:Maillage { id: 'head' })
    RETURN h.n, h.base, h.folding, h.rebase, h.public, h.partners, h.internal
"""
_KNOWN = "MATCH (i:Import) WHERE i.id IN $ids AND i.n > $base RETURN i.id"
_FOLDING = "MATCH (h:Maillage { id: 'head' }) SET h.folding = $n, h.rebase = $rebase"
_ADVANCE = """
    MATCH (h:Maillage { id: 'head' }), (i:Import { n: $n })
    SET h.n = $n, h.base = coalesce(h.rebase, h.base), h.public = coalesce(i.public, h.public),
        h.partners = coalesce(i.partners, h.partners), h.internal = coalesce(i.internal, h.internal)
    REMOVE h.folding, h.rebase
"""
_UNSEEN = "MATCH (i:Import) WHERE i.n > $n OR i.n <= $base RETURN count(i)"
# A statement is kept where another batch says it too.
_SWEEP_LOG = """
    MATCH (i:Import) WHERE i.n > $n OR i.n <= $base WITH i ORDER BY i.n DESC LIMIT 1
    CALL (i) {
        MATCH (i)-[r:SAYS]->(s:Statement) WITH r, s LIMIT $size DELETE r
        WITH DISTINCT s WHERE NOT EXISTS { (s)<-[:SAYS]-() } DELETE s
    }
    CALL (i) { OPTIONAL MATCH (i)-[:CHANGED]->(c:Change) DETACH DELETE c }
    WITH i WHERE NOT EXISTS { (i)-[:SAYS]->() } DETACH DELETE i
"""
_OVER = "MATCH (v:Variant) WHERE v.gone <= timestamp() - $keep RETURN count(v)"
_SWEEP_VARIANTS = """
    MATCH (v:Variant) WHERE v.gone <= timestamp() - $keep WITH v LIMIT $size
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
_NO_DOCUMENTS = "MATCH (d:Document) DELETE d"
_DOCUMENTS = """
    UNWIND $rows AS row CREATE (d:Document { collection: row.collection, id: row.id })
    SET d.version = row.version + 1, d.body = row.body, d.scope = row.scope
"""
