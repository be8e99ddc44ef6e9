"""Seals: digests of what cannot be computed from the log, kept beside it, so that a change by hand is noticed.

A statement has its own digest, and facts follow from statements. Who said what, when, in which row of which file, and
documents follow from nothing. Whoever changes these and the seal too is not found out: a seal is no signature.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b

from graph_service.model import Batch, canonical_json, digest
from graph_service.stores.base import Document

StatementLocation = tuple[str, str, str, int]
"""Where a batch says something: (the statement's digest, file, sheet, row)."""


def batch_seal(batch: Batch, places: Iterable[StatementLocation]) -> str:
    """Digest of a batch as recorded, its summary too, and of each place where it says something.

    Places may come in any order; equal ones count each. 229,000 take a quarter of a second.
    """
    tables: dict[tuple[str, str], list[str]] = defaultdict(list)
    for statement, file, sheet, row in places:
        tables[file, sheet].append(f"{row!r} {statement}")
    found = blake2b(digest_size=16)
    found.update(canonical_json(_content(batch)).encode())
    for table in sorted(tables):
        lines = tables[table]
        lines.sort()
        found.update(canonical_json([*table, len(lines)]).encode())
        found.update("\n".join(lines).encode())
    return found.hexdigest()


def document_seal(document: Document) -> str:
    """Digest of collection, id, version, scope and body."""
    return digest(document.collection, document.id, document.version, document.scope, document.body)


def _content(batch: Batch) -> list[object]:
    return [
        batch.id,
        batch.kind,
        batch.ends,
        batch.withdraws,
        batch.at,
        batch.who,
        batch.note,
        batch.summary,
    ]
