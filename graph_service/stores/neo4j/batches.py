"""Batches as `Import` nodes: what people ask for as properties, the whole of it as JSON."""

from __future__ import annotations

import json
from typing import Any

from graph_service.model import Batch, canonical_json
from graph_service.stores.neo4j.lookup import Run


def props(batch: Batch) -> dict[str, Any]:
    whole = {
        "ends": batch.ends,
        "withdraws": batch.withdraws,
        "summary": batch.summary,
    }
    told = {"id": batch.id, "kind": batch.kind, "at": batch.at, "who": batch.who, "note": batch.note}
    return {**told, "withdraws": list(batch.withdraws), "body": canonical_json(whole)}


def batch(found: dict[str, Any]) -> Batch:
    body = json.loads(found["body"])
    return Batch(
        found["id"],
        found["kind"],
        tuple((source, updated) for source, updated in body["ends"]),
        tuple(body["withdraws"]),
        found["at"],
        found["who"],
        found["note"],
        body["summary"],
    )


def every(run: Run, base: int, last: int | None = None) -> list[Batch]:
    """Batches in the order of the log, from after number `base` up to `last`."""
    rows = run(_EVERY, base=base, last=last)
    return [batch(found) for (found,) in rows]


_EVERY = """
    MATCH (i:Import) WHERE i.n > $base AND ($last IS NULL OR i.n <= $last) RETURN properties(i) ORDER BY i.n
"""
