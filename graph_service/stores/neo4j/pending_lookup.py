"""Look-ups that treat unwritten batches as written: a large batch is folded from nothing before its
first step, so that a trial of it writes nothing at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph_service.model import Batch, Op, Says, Scope, Statement
from graph_service.stores.fold import LogEntry
from graph_service.stores.neo4j import fact_comparison
from graph_service.stores.neo4j.connection import Run
from graph_service.stores.neo4j.lookup import CypherLookup, counts_changed
from graph_service.stores.variants import Key, bit

Log = Sequence[tuple[Batch, Says]]


class PendingLookup(CypherLookup):
    """Looks up the fold's data as if the pending batches were written. Collects new counts instead of writing them."""

    def __init__(self, run: Run, log: Log, base: int, before: int, last: int | None = None) -> None:
        """`before` is how many batches of the log are written already."""
        super().__init__(run, base, last)
        self._log, self._before = log, before
        self.changed: dict[str, int | None] = {}
        """How often each row counts from now on, where that changes."""
        self.new_counts: dict[str, int | None] = {}
        """Of the statements that are not written yet."""
        self._known: set[str] = set()

    def every_statement(self, told: Mapping[str, Statement]) -> dict[str, Statement]:
        kept = super().every_statement({})
        self._known = set(kept)
        return {**told, **kept}

    def every_entry(self, statements: Mapping[str, Statement]) -> Iterator[LogEntry]:
        if self._before or not self._log:
            yield from super().every_entry(statements)
        for place, (_, says) in enumerate(self._log, self._before):
            rows: dict[str, int] = defaultdict(int)
            for at, said in enumerate(says.statements):
                if said.op is Op.ROW:
                    rows[said.digest] += 1
                else:
                    yield LogEntry(place, at, statements[said.digest])
            for digest, count in rows.items():
                yield LogEntry(place, 0, statements[digest], count)

    def keep_counting(
        self, before: Mapping[str, int], after: Mapping[str, int], statements: Mapping[str, Statement]
    ) -> None:
        self.changed = counts_changed(before, after)
        self.new_counts = {digest: after.get(digest) for digest in statements if digest not in self._known}


class VerifyingLookup(PendingLookup):
    """Compares each fact with its properties in the database instead of trusting its digest."""

    def every_fact(self) -> Iterator[tuple[Key, int, str, str]]:
        changed = fact_comparison.changed_at(self.run, self.base)
        for (type_, id_, mask), found in fact_comparison.front(self.run, changed):
            # In front stands what the team sees: whatever else it says of itself is not ours.
            if mask & bit(Scope.INTERNAL) and fact_comparison.untouched(type_, found):
                yield (type_, id_), mask, found["hash"], found["content"]
            else:
                yield (type_, id_), bit(Scope.INTERNAL), "", ""
        for (type_, id_, mask), found in fact_comparison.behind(self.run, changed):
            kept = fact_comparison.untouched(type_, found)
            yield (type_, id_), mask, found["hash"] if kept else "", found["content"] if kept else ""
