"""Finds the names that hold what stands between names: of a cell with several bodies each makes a record, but one that
the store or the file itself knows as a whole (`Terres, mers et forêts`) is not divided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graph_service.model import RecordType, Scope
from graph_service.stores.base import Store
from graph_service.vocabulary import fold_text
from importers.mapping.plans import EachPlan, Plan
from importers.mapping.values import parts
from importers.meanings.names import is_organisation

_LONGEST = 8
"""Parts of a cell of which any that stand side by side may be one name."""
_ASKED = 2000
"""Names that a store is asked for, at most."""


def keep_whole(plan: Plan, rows: Iterable[Sequence[str]], store: Store | None) -> None:
    """Fill in, for each cell with several texts of `plan`, which of these are one name."""
    lists: dict[tuple[int, str], list[EachPlan]] = {}
    for record in plan.records:
        if record.each:
            lists.setdefault((record.each.at, record.each.split), []).append(record.each)
    if not lists:
        return
    named = {
        f.at
        for record in plan.records
        for f in record.fields
        if record.type is RecordType.ACTOR and record.each is None and f.name == "name" and f.at is not None
    }
    known: set[str] = set()
    cells: dict[int, Counter[str]] = {at: Counter() for at, _ in lists}
    for texts in rows:
        known.update(fold_text(texts[at]) for at in named if at < len(texts))
        for at, counted in cells.items():
            if at < len(texts) and texts[at].strip():
                counted[texts[at].strip()] += 1
    for (at, split), each in lists.items():
        whole = set(_whole(split, cells[at], known - {""}, store))
        for one in each:
            one.whole.update(whole)


def _whole(split_at: str, cells: Counter[str], known: set[str], store: Store | None) -> Iterator[str]:
    between = re.compile(split_at)
    split = {cell: parts(between, cell) for cell in cells}
    runs = dict.fromkeys(run for cell, spans in split.items() for run in _runs(cell, spans))
    yield from (run for run in runs if fold_text(run) in known)
    yield from _never_apart(split, cells)
    if store is not None:
        for run in list(runs)[:_ASKED]:
            hits = store.search(run, Scope.INTERNAL, types=[RecordType.ACTOR], limit=5)
            if any(fold_text(hit.name) == fold_text(run) for hit in hits):
                yield run


def _runs(cell: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Each two or more parts of a cell that stand side by side, as they stand."""
    if len(spans) <= _LONGEST:
        for first in range(len(spans)):
            for last in range(first + 1, len(spans)):
                yield cell[spans[first][0] : spans[last][1]]


def _never_apart(split: dict[str, list[tuple[int, int]]], cells: Counter[str]) -> Iterator[str]:
    """Cells that are one name since their parts stand in no other cell without each other, though they stand in
    several, and not each part names a body."""
    met, runs = Counter[str](), Counter[str]()
    for cell, spans in split.items():
        for start, end in spans:
            met[fold_text(cell[start:end])] += cells[cell]
        for run in _runs(cell, spans):
            runs[fold_text(run)] += cells[cell]
    for cell, spans in split.items():
        texts = [cell[start:end] for start, end in spans]
        if len(texts) < 2 or all(map(is_organisation, texts)):
            continue
        within = runs[fold_text(cell)]
        if within > 1 and all(met[fold_text(text)] == within for text in texts):
            yield cell
