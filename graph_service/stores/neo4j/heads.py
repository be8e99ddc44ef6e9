"""The node `head`, which records the store's state, checked against the batches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.model import SCOPES, Scope
from graph_service.stores.neo4j.connection import Run


@dataclass(frozen=True, slots=True)
class Head:
    """`n` is the number of the last batch that readers see, `base` how many numbers are no part of the log, `folding`
    the batch that is being folded, if any, and `rebase` the base that the store will have then."""

    n: int
    base: int
    revisions: Mapping[Scope, int]
    folding: int | None
    rebase: int | None

    @property
    def batches(self) -> int:
        return self.n - self.base


def head(run: Run) -> Head:
    n, base, folding, rebase, *revisions = run(_HEAD)[0]
    return Head(n, base, dict(zip(SCOPES, revisions, strict=True)), folding, rebase)


def unfinished(run: Run, now: Head) -> bool:
    """Return whether a write was cut short, or the head does not fit the batches. `finish` finds out which."""
    return now.folding is not None or bool(run(_APART, n=now.n, base=now.base)[0][0]) or wrong(run, now)


def wrong(run: Run, now: Head) -> bool:
    """Return whether a head without a fold in progress differs from the one that the batches give: somebody else
    changed it."""
    return now.folding is None and (now.n, now.base, now.revisions) != _given(run, now)


def swept_too_far(run: Run) -> bool:
    """Return whether the head claims that versions were swept which no batch has ended yet; readers would be
    refused."""
    return bool(run(_SWEPT)[0][0])


def is_committed(run: Run, n: int) -> bool:
    """Return whether the batch with that number is committed, finished or not."""
    return bool(run(_COMMITTED, n=n)[0][0])


def mend(run: Run) -> None:
    """Rebuild the head from the batches."""
    now = head(run)
    if now.folding is not None and is_committed(run, now.folding):
        return
    n, base, revisions = _given(run, now)
    run(_SET, n=n, base=base, **{scope.value: revision for scope, revision in revisions.items()})


def _given(run: Run, now: Head) -> tuple[int, int, dict[Scope, int]]:
    first, last, *revisions = run(_GIVEN)[0]
    if first is None:
        # An empty log; after a replaced one numbers go on.
        return now.n, now.n, dict.fromkeys(SCOPES, 0) if not now.n else dict(now.revisions)
    return last, first - 1, {scope: found or 0 for scope, found in zip(SCOPES, revisions, strict=True)}


_HEAD = """
    MATCH (h:Maillage { maillage: $store, id: 'head' })
    RETURN h.n, h.base, h.folding, h.rebase, h.public, h.partners, h.internal
"""
_APART = "MATCH (i:Import { maillage: $store }) WHERE i.n > $n OR i.n <= $base RETURN count(i)"
_COMMITTED = "MATCH (i:Import { maillage: $store, n: $n }) WHERE i.committed RETURN count(i)"
_GIVEN = """
    MATCH (i:Import { maillage: $store }) WHERE i.committed AND i.over IS NULL
    RETURN min(i.n), max(i.n), max(i.public), max(i.partners), max(i.internal)
"""
_SET = """
    MERGE (h:Maillage { maillage: $store, id: 'head' })
    SET h.n = $n, h.base = $base, h.public = $public, h.partners = $partners, h.internal = $internal
    SET h.swept = CASE WHEN h.swept <= $n THEN h.swept ELSE 0 END
    REMOVE h.folding, h.rebase
"""
_SWEPT = """
    MATCH (h:Maillage { maillage: $store, id: 'head' })
    RETURN h.swept IS NULL OR h.swept > h.n OR h.store_id <> $store
"""
