"""Batches as `Import` nodes: searchable fields as properties, the whole batch as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph_service.model import SCOPES, Batch, Say, Scope, canonical_json, digest
from graph_service.stores.neo4j.connection import Run
from graph_service.stores.seals import batch_seal


def props(batch: Batch, says: Sequence[Say]) -> dict[str, Any]:
    """Return the properties of a batch's node, with the seal of its statements and their places."""
    whole = {
        "ends": batch.ends,
        "withdraws": batch.withdraws,
        "summary": batch.summary,
    }
    told = {"id": batch.id, "kind": batch.kind, "at": batch.at, "who": batch.who, "note": batch.note}
    seal = batch_seal(batch, ((say.statement.digest, say.file, say.sheet, say.row) for say in says))
    return {**told, "withdraws": list(batch.withdraws), "body": canonical_json(whole), "seal": seal}


def outcome(pages: Iterable[Mapping[str, Any]], revisions: Mapping[Scope, int]) -> dict[str, Any]:
    """The revisions that a batch makes, with the seal of these and of what it changed."""
    numbers = {scope.value: revision for scope, revision in revisions.items()}
    changed = sorted([page["type"], page["page"], *page["scopes"], *page["ids"]] for page in pages)
    return numbers | {"outcome": digest(changed, numbers) if changed or numbers else None}


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


def sealed(run: Run, base: int, last: int) -> list[tuple[int, Batch, str | None, str | None]]:
    """Batches with their numbers and their two seals: of what they say, and of what they changed. One whose list of
    withdrawn batches, which is there for who asks by hand, is another than that of its body has no first seal."""
    return [
        (
            found["n"],
            read,
            found.get("seal") if found.get("withdraws") == list(read.withdraws) else None,
            found.get("outcome"),
        )
        for (found,) in run(_EVERY, base=base, last=last)
        for read in (batch(found),)
    ]


def seal_held(run: Run, n: int, batch: Batch) -> str:
    """Return the seal of a batch, computed from the database as it is now."""
    return batch_seal(batch, ((d, file, sheet, row) for d, file, sheet, rows in run(_PLACES, n=n) for row in rows))


def outcome_held(run: Run, n: int) -> str | None:
    """Return the seal of what a batch changed, computed from the database as it is now; None if it changed nothing."""
    pages = [dict(zip(("type", "page", "scopes", "ids"), row, strict=True)) for row in run(_PAGES, n=n)]
    revisions = {
        scope: found for scope, found in zip(SCOPES, run(_REVISIONS, n=n)[0], strict=True) if found is not None
    }
    return str(outcome(pages, revisions)["outcome"]) if pages or revisions else None


_PLACES = """
    MATCH (:Import { maillage: $store, n: $n })-[r:SAYS { maillage: $store }]->(s)
    RETURN s.digest, r.file, r.sheet, r.rows
"""
_PAGES = """
    MATCH (:Import { maillage: $store, n: $n })-[:CHANGED { maillage: $store }]->(c)
    RETURN c.type, c.page, c.scopes, c.ids
"""
_REVISIONS = "MATCH (i:Import { maillage: $store, n: $n }) RETURN i.public, i.partners, i.internal"
_EVERY = """
    MATCH (i:Import { maillage: $store }) WHERE i.n > $base AND ($last IS NULL OR i.n <= $last)
    RETURN properties(i) ORDER BY i.n
"""
