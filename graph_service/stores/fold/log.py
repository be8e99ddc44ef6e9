"""Selects the statements of a log that count now: those of live batches, and the newest rows of each chain (rules 1 and
3 of docs/statements.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_service.model import SHARED, Batch, Op, RecordType, Statement


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A statement in the log: the batch at position `batch` says `statement`, `count` times.

    `place` orders words inside their batch; of rows it means nothing.
    """

    batch: int
    place: int
    statement: Statement
    count: int = 1


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

    newest: dict[tuple[RecordType, str, str, str], tuple[tuple[str, int], list[tuple[Statement, int]]]] = {}
    words: list[tuple[int, int, Statement]] = []
    for line in lines:
        if not alive[line.batch]:
            continue
        statement = line.statement
        if statement.op is not Op.ROW:
            words.append((line.batch, line.place, statement))
            continue
        stamp = (statement.updated, line.batch)
        if statement.source in ended and stamp < ended[statement.source]:
            continue
        chain = (
            statement.type,
            statement.source,
            statement.key,
            statement.visibility if statement.type in SHARED else "",
        )
        best = newest.get(chain)
        if best is None or stamp > best[0]:
            newest[chain] = (stamp, [(statement, line.count)])
        elif stamp == best[0]:
            best[1].append((statement, line.count))
    words.sort(key=lambda word: word[:2])
    return Current([row for _, rows in newest.values() for row in rows], [word for _, _, word in words])
