"""Deletes ended versions and uncommitted batches, step by step. Looks only at what bears our mark; a node that others
use stays as a stub (`names.taken_away`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph_service.errors import StoreError
from graph_service.stores.neo4j import codec, stepping
from graph_service.stores.neo4j.connection import Run
from graph_service.stores.neo4j.heads import Head
from graph_service.stores.neo4j.names import taken_away

KEEP_MS = 600_000
"""How long, in milliseconds, what is over stays for readers who began before."""


def sweep_log(step: Callable[[Callable[[Run], Any]], Any], now: Head) -> None:
    """Take away the batches that were never committed, and those of a log that was replaced, a step a transaction.

    Raises StoreError where a step takes nothing away: somebody else wrote there.
    """
    parts = {name.lower(): codec.parted(name) for name in ("Import", "Statement", "Change")}

    def some(run: Run) -> tuple[int, int]:
        found = run(_LEFT, n=now.n, base=now.base)
        if not found:
            return 0, 0
        ((n, says, changed),) = found
        run(_SAID, i=n, size=stepping.SIZE, parts=parts["statement"])
        run(_CHANGED, i=n, parts=parts["change"])
        run(_GONE, i=n, parts=parts["import"])
        return n, says + changed

    last = step(some)
    while last != (0, 0):
        left = step(some)
        if left == last:
            raise StoreError("neo4j-stuck", import_=last[0], n=last[1])
        last = left


def sweep_over(run: Run, keep: int | None = None) -> int:
    """Delete some of the versions that ended more than `keep` milliseconds ago. Returns how many."""
    parts = codec.parted("Variant")
    return int(run(_VARIANTS, keep=KEEP_MS if keep is None else keep, size=stepping.SIZE, parts=parts)[0][0])


_LEFT = """
    MATCH (i:Import { maillage: $store })
    WHERE i.n > $n AND i.committed IS NULL OR i.n <= $base AND i.over WITH i ORDER BY i.n DESC LIMIT 1
    RETURN i.n, count { (i)-[:SAYS { maillage: $store }]->() }, count { (i)-[:CHANGED { maillage: $store }]->() }
"""
# A statement is kept where another batch says it too.
_SAID = f"""
    MATCH (i:Import {{ maillage: $store, n: $i }})-[r:SAYS {{ maillage: $store }}]->(s)
    WITH r, s LIMIT $size DELETE r
    WITH DISTINCT s WHERE s:Statement AND s.maillage = $store AND NOT EXISTS {{
        (s)<-[:SAYS {{ maillage: $store }}]-()
    }}
    {taken_away("s")}
"""
_CHANGED = f"""
    MATCH (i:Import {{ maillage: $store, n: $i }})-[r:CHANGED {{ maillage: $store }}]->(c) DELETE r
    WITH DISTINCT c WHERE c:Change AND c.maillage = $store
    {taken_away("c")}
"""
_GONE = f"""
    MATCH (i:Import {{ maillage: $store, n: $i }}) WHERE NOT EXISTS {{ (i)-[:SAYS {{ maillage: $store }}]->() }}
    {taken_away("i")}
"""
_VARIANTS = f"""
    MATCH (v:Variant) WHERE v.gone <= timestamp() - $keep AND v.maillage = $store WITH v LIMIT $size
    WITH collect(v) AS over, max(v.until) AS until
    MATCH (h:Maillage {{ maillage: $store, id: 'head' }})
    SET h.swept = CASE WHEN until > h.swept THEN until ELSE h.swept END
    WITH over, size(over) AS n
    CALL (over) {{ UNWIND over AS v {taken_away("v")} }}
    RETURN n
"""
