"""A batch's way into the database: one transaction where it is small; where it is large (a) what it says, unseen,
(b) the mark `folding`, which is the commit, (c) the facts, each step the same when done twice, (d) the head.

Readers answer from the batch before until (d). From (b) on whoever sees it finishes it (`finish`); what was cut short
before (b) was never there, and is swept away. A log that replaces all that there is goes the same way: its batches are
numbered on, and the ones before are no part of the log any more (`base`), then swept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from graph_service.errors import Conflict, StoreError
from graph_service.model import SCOPES, Batch, Scope
from graph_service.stores.base import Document, Written
from graph_service.stores.folding import Folded, changes, fold_all, fold_touched
from graph_service.stores.neo4j import (
    batches,
    codec,
    derived_relations,
    documents,
    facts,
    forged_marks,
    heads,
    lock,
    log_writing,
    stepping,
)
from graph_service.stores.neo4j.connection import Connection, Run, chunks
from graph_service.stores.neo4j.heads import Head
from graph_service.stores.neo4j.lookup import CypherLookup
from graph_service.stores.neo4j.pending_lookup import Log, PendingLookup, VerifyingLookup
from graph_service.stores.neo4j.sweeping import sweep_log, sweep_over
from graph_service.stores.variants import Change, bit, variants

AT_ONCE = 5_000
"""Rows said, and facts touched, up to which a batch is one transaction."""

T = TypeVar("T")


class _NotAtOnce(Exception):
    """Somebody else writes, something is unfinished, or it is more than one transaction should take."""


class Writer:
    """Writes batches, one writer at a time: a small one holds the lock within its transaction, others by a lease."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(
        self,
        log: Log,
        kept: Sequence[Document] = (),
        *,
        dry_run: bool = False,
        at: int | None = None,
        whole: bool = False,
    ) -> Written:
        """Append batches and documents, fold once, and write what differs. Returns what the last batch did."""
        small = len(log) == 1 and len(log[0][1]) <= AT_ONCE
        if small:
            try:
                return self._at_once(log, kept, dry_run, at, whole)
            except _NotAtOnce:
                pass
        with lock.held(self._connection) as lease:
            under = _Leased(self._connection, lease)
            under.finish()
            if small:
                try:
                    return self._at_once(log, kept, dry_run, at, whole, lease)
                except _NotAtOnce:
                    pass
            return under.in_steps(log, kept, dry_run=dry_run, at=at)

    def replace(
        self,
        log: Log,
        kept: Sequence[Document],
        batches_: int,
        revisions: Mapping[Scope, int],
        wait: Callable[[int], None],
    ) -> None:
        """Make the log exactly this. Conflict where the store does not stand where the caller saw it.

        `wait` returns once nobody need be left time who reads at a batch before the one of that number.
        """
        with lock.held(self._connection) as lease:
            under = _Leased(self._connection, lease)
            under.finish()
            now = heads.head(under.apart)
            if (now.batches, now.revisions) != (batches_, revisions):
                raise Conflict("store-moved")
            under.in_steps(log, kept, replacing=True)
            wait(heads.head(under.apart).n)
            # Nothing of what was there stays: whoever reads it still asks again.
            under.finish()
            under.sweep_over(0)

    def mend(self, log: Log) -> Written:
        """Append a batch, and rebuild everything but the log without trusting what the database holds."""
        with lock.held(self._connection) as lease:
            under = _Leased(self._connection, lease)
            under.step(heads.mend)
            under.step(forged_marks.unmark)
            under.step(facts.begin_again)
            for step in log_writing.again(CypherLookup(under.apart).every_statement({}).values()):
                under.step(step)
            under.finish()
            return under.in_steps(log, (), doubt=True)

    def finish(self) -> None:
        """Finish a batch that another writer left unfinished. Raises StoreError (neo4j-busy) if that writer is
        alive."""
        with lock.held(self._connection, patience=0) as lease:
            _Leased(self._connection, lease).finish()

    def _at_once(
        self,
        log: Log,
        kept: Sequence[Document],
        dry_run: bool,
        at: int | None,
        whole: bool,
        lease: lock.Lease | None = None,
    ) -> Written:
        batch, says = log[0]
        owner = lease.owner if lease else lock.owner()
        before_: list[tuple[int, Written]] = []

        def work(run: Run) -> Written:
            if not lock.take(run, owner):
                raise _NotAtOnce
            before = heads.head(run)
            if before_ and before.n == before_[0][0] and _known(run, (batch.id,), before.base):
                # Its commit was not acknowledged, and took place.
                return before_[0][1]
            if heads.unfinished(run, before):
                raise _NotAtOnce
            _check(run, before, log, at)
            n = before.n + 1
            for step in log_writing.steps(log, before.n, {}):
                step(run)
            look = CypherLookup(run, before.base)
            known = batches.every(run, before.base)
            folded: Folded | None = None if whole else fold_touched(look, known)
            if folded is None:
                folded = fold_all(look, known, {said.digest: said for said in says.distinct()})
            if len(folded.differs.add) + len(folded.differs.drop) > AT_ONCE:
                raise _NotAtOnce
            changed = changes.changed(look, folded)
            try:
                for step in facts.steps(folded.differs, n):
                    step(run)
            except StoreError as error:
                # Others deleted what the batch hangs on: folded from nothing, that is made again.
                if error.code == "neo4j-changed":
                    raise _NotAtOnce from error
                raise
            for document in kept:
                documents.put(run, document)
            done = _done(folded.written(look, batch, says), batch, before, folded.differs, changed)
            for step in _recorded(done, says, n, folded.differs.touched, _raised(before, folded.differs)):
                step(run)
            run(_COMMIT, before=before.n, n=n)
            run(_ADVANCE, n=n)
            if dry_run:
                raise _DryRun(done)
            sweep_over(run)
            if lease is None:
                lock.give(run, owner)
            before_[:] = [(n, done)]
            return done

        try:
            return self._connection.write(work, settled=True)
        except _DryRun as done:
            return replace(done.written, batch=None)


class _Leased:
    """What takes several transactions, under a lease that the caller holds."""

    def __init__(self, connection: Connection, lease: lock.Lease) -> None:
        self._connection = connection
        self._lease = lease

    def finish(self) -> None:
        """Finish what another began and committed, and sweep away what it did not, and what is over."""
        now = heads.head(self.apart)
        if now.folding is not None:
            base = now.base if now.rebase is None else now.rebase
            if not heads.is_committed(self.apart, now.folding):
                raise StoreError("neo4j-head-changed", url=self._connection.url)
            look = PendingLookup(self.apart, (), base, 0, last=now.folding)
            folded = fold_all(look, batches.every(self.apart, base, now.folding), {})
            # A fact that is there already may not have been drawn yet: all that the batch changed is.
            touched = {(codec.TYPES[type_], id_) for type_, ids in self.apart(_TOUCHED, n=now.folding) for id_ in ids}
            there = folded.found[Scope.INTERNAL]
            found = [there[key] for key in touched if key in there]
            self._make_so(look.changed, folded.differs, now.folding, derived_relations.steps(found, orphans=True))
            now = heads.head(self.apart)
        if heads.wrong(self.apart, now):
            # By such a head, batches that are committed would be swept away.
            raise StoreError("neo4j-head-changed", url=self._connection.url)
        sweep_log(self.step, now)
        self.sweep_over()

    def in_steps(
        self,
        log: Log,
        kept: Sequence[Document],
        *,
        dry_run: bool = False,
        at: int | None = None,
        doubt: bool = False,
        replacing: bool = False,
    ) -> Written:
        before = heads.head(self.apart)
        _check(self.apart, before, log, at, replacing)
        n = before.n + len(log)
        base = before.n if replacing else before.base
        look = (VerifyingLookup if doubt else PendingLookup)(self.apart, log, base, before.n - base, last=before.n)
        known = [*batches.every(self.apart, base, before.n), *(batch for batch, _ in log)]
        folded = fold_all(look, known, {said.digest: said for _, says in log for said in says.distinct()})
        # What others wrote may be no fact at all, and is not told as one.
        changed = () if replacing or doubt else changes.changed(look, folded)
        batch, says = log[-1]
        done = _done(folded.written(look, batch, says), batch, before, folded.differs, changed)
        if dry_run:
            return replace(done, batch=None)
        touched, revisions = folded.differs.touched, _raised(before, folded.differs)
        if replacing:
            # What is gone is named nowhere: all that is there counts as changed.
            touched = {key: sum(masks) for key, masks in variants(folded.found).items()}
            revisions = {**before.revisions, **revisions}
            done = replace(done, batch=batch)
        for step in (*log_writing.steps(log, before.n, look.new_counts), *_recorded(done, says, n, touched, revisions)):
            self.step(step)

        def commit(run: Run) -> None:
            now = heads.head(run)
            if now.folding == n:
                # Committed before, and not acknowledged.
                return
            _check(run, now, (), at)
            if replacing:
                documents.replace_all(run, kept)
            else:
                for document in kept:
                    documents.put(run, document)
            run(_COMMIT, before=before.n, n=n)
            if replacing:
                run(_OVER, base=base)
            run(_FOLDING, n=n, rebase=base if replacing else None)

        self.step(commit)
        old = {digest: count for digest, count in look.changed.items() if digest not in look.new_counts}
        self._make_so(old, folded.differs, n)
        if doubt:
            for step in derived_relations.again(folded.found[Scope.INTERNAL].values()):
                self.step(step)
        return done

    def sweep_over(self, keep: int | None = None) -> None:
        """Take away versions that have been over for `keep` milliseconds; None: for as long as readers may take."""
        while self.step(lambda run: sweep_over(run, keep)):
            pass

    def step(self, work: Callable[[Run], T]) -> T:
        return self._lease.write(work)

    def apart(self, text: str, **parameters: Any) -> list[list[Any]]:
        """A text in a read transaction of its own."""
        return self._connection.read(lambda run: run(text, **parameters))

    def _make_so(
        self, counts: Mapping[str, int | None], differs: Change, n: int, more: Iterable[stepping.Step] = ()
    ) -> None:
        """(c) and (d)."""
        for some in chunks(list(counts.items()), stepping.SIZE):
            self.step(lambda run, some=some: CypherLookup(run).keep(dict(some)))  # type: ignore[misc]
        for step in (*facts.steps(differs, n), *more):
            self.step(step)
        self.step(lambda run: run(_ADVANCE, n=n))


class _DryRun(Exception):
    def __init__(self, written: Written) -> None:
        self.written = written


def _check(run: Run, now: Head, new: Log, at: int | None, replacing: bool = False) -> None:
    if at is not None and now.revisions[Scope.INTERNAL] != at:
        raise Conflict("store-moved")
    ids = [batch.id for batch, _ in new]
    known = [] if replacing else _known(run, ids, now.base)
    if twice := [*known, *(id_ for id_ in ids if ids.count(id_) > 1)]:
        raise StoreError("neo4j-batch-known", id=twice[0])


def committed(run: Run, id_: str) -> bool:
    """Return whether a batch is in the store, finished or still to be finished."""
    return bool(run(_IS_KEPT, id=id_))


def _known(run: Run, ids: Sequence[str], base: int) -> list[str]:
    return [id_ for (id_,) in run(_KNOWN, ids=list(ids), base=base)]


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


def _recorded(
    done: Written, says: Sequence[Any], n: int, touched: Mapping[Any, int], revisions: Mapping[Scope, int]
) -> Iterator[stepping.Step]:
    """What the batch changed, its counts, and the revisions that it makes."""
    assert done.batch is not None
    pages = log_writing.pages(touched)
    yield from log_writing.changed(pages, n)
    props = batches.props(done.batch, says) | batches.outcome(pages, revisions)
    yield stepping.step(log_writing.IMPORT, n=n, props=props)


_KNOWN = "MATCH (i:Import) WHERE i.id IN $ids AND i.maillage = $store AND i.n > $base RETURN i.id"
_IS_KEPT = """
    MATCH (i:Import { id: $id }) WHERE i.maillage = $store AND i.committed AND i.over IS NULL RETURN i.n
"""
_TOUCHED = """
    MATCH (:Import { maillage: $store, n: $n })-[:CHANGED { maillage: $store }]->(c:Change) RETURN c.type, c.ids
"""
_COMMIT = "MATCH (i:Import { maillage: $store }) WHERE i.n > $before AND i.n <= $n SET i.committed = true"
_OVER = "MATCH (i:Import { maillage: $store }) WHERE i.n <= $base SET i.over = true"
_FOLDING = "MATCH (h:Maillage { maillage: $store, id: 'head' }) SET h.folding = $n, h.rebase = $rebase"
_ADVANCE = """
    MATCH (h:Maillage { maillage: $store, id: 'head' }), (i:Import { maillage: $store, n: $n })
    SET h.n = $n, h.base = coalesce(h.rebase, h.base), h.public = coalesce(i.public, h.public),
        h.partners = coalesce(i.partners, h.partners), h.internal = coalesce(i.internal, h.internal)
    REMOVE h.folding, h.rebase
"""
