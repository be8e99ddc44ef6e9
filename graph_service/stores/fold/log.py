"""Selects the statements of a log that count now: those of live batches, and the newest rows of each chain (rules 1 and
3 of docs/statements.md)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_service.model import SHARED, Batch, Op, RecordType, Statement


class LogEntry(NamedTuple):
    """A statement in the log: the batch at position `batch` says `statement`, `times` times.

    `place` orders words inside their batch; of rows it means nothing.
    """

    batch: int
    place: int
    statement: Statement
    times: int = 1


@dataclass(frozen=True, slots=True)
class Current:
    """The statements that count now: rows with their counts, and corrections in the order they were made."""

    rows: list[tuple[Statement, int]]
    words: list[Statement]


def live(batches: Sequence[Batch]) -> list[bool]:
    """Return, for each batch, whether it is live: no live later batch withdraws it. An undone undo does nothing."""
    alive = [True] * len(batches)
    withdrawn: set[str] = set()
    for position in range(len(batches) - 1, -1, -1):
        if batches[position].id in withdrawn:
            alive[position] = False
        else:
            withdrawn.update(batches[position].withdraws)
    return alive


def current(batches: Sequence[Batch], lines: Iterable[LogEntry]) -> Current:
    """Apply the live batches and the chains to a log.

    A chain is (type, source, key); its newest rows are those of the newest live batch, by source date and then by
    place in the log, and they travel together. Of what many rows lean on (themes, sources, …) there is a chain for
    each visibility: an internal import must not take a label or a licence from what the public reads. A complete
    batch ends the chains of its sources that are older than it in the same order, so that importing 2025 before 2024
    gives what 2024 before 2025 gives.
    """
    alive = live(batches)
    ended: dict[str, tuple[str, int]] = {}
    for position, batch in enumerate(batches):
        if alive[position]:
            for source, updated in batch.ends:
                ended[source] = max(ended.get(source, ("", -1)), (updated, position))

    # Most chains have one row: what has several is a list. A dictionary for each source, since it is large.
    places: dict[tuple[RecordType, str, str], dict[str, int]] = {}
    chains: list[tuple[Statement, int] | list[tuple[Statement, int]]] = []
    batch_of = array("q")
    words: list[tuple[int, int, Statement]] = []
    for at_batch, place, statement, count in lines:
        if not alive[at_batch]:
            continue
        if statement.op is not Op.ROW:
            words.append((at_batch, place, statement))
            continue
        if statement.source in ended and (statement.updated, at_batch) < ended[statement.source]:
            continue
        row = (statement, count)
        visibility = statement.visibility if statement.type in SHARED else ""
        by_key = places.setdefault((statement.type, statement.source, visibility), {})
        at = by_key.setdefault(statement.key, len(chains))
        if at == len(chains):
            chains.append(row)
            batch_of.append(at_batch)
            continue
        held = chains[at]
        rows = held if isinstance(held, list) else [held]
        stamp, best = (statement.updated, at_batch), (rows[0][0].updated, batch_of[at])
        if stamp > best:
            chains[at], batch_of[at] = row, at_batch
        elif stamp == best:
            chains[at] = [*rows, row]
    words.sort(key=lambda word: word[:2])
    kept = [row for held in chains for row in (held if isinstance(held, list) else (held,))]
    return Current(kept, [word for _, _, word in words])
