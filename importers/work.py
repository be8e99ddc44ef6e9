"""Collects the statements and the report of an import while its rows are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph_service.checked import clip
from graph_service.errors import RowProblem
from graph_service.messages import m
from graph_service.model import (
    RecordType,
    Say,
    Says,
    Scope,
    Statement,
    Value,
)
from graph_service.records.validation import Fault
from graph_service.stores.base import Store
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary
from importers.jobs import Job
from importers.naming import NameResolver, Taken
from importers.options import ImportOptions
from importers.sheet_edits import Edits
from importers.statement_maker import StatementMaker

Progress = Callable[[str, int, int | None], None]
"""Called with a file's name, how many of its rows are done, and about how many it has (None: nobody knows). A mapped
file is gone through twice: its rows begin anew then. Called without a name once all is read, with the number of
statements that are written next."""


@dataclass
class Revised:
    """What became of the facts listed in workbooks that this store exported."""

    listed: Counter[RecordType] = field(default_factory=Counter)
    """Facts that their rows name, edited or not."""
    denied: int = 0
    """Facts that were left out, and are denied for it (`--replace`)."""
    written: int = 0
    """Facts that they held when they were written."""
    edited_away: list[tuple[str, int, int]] = field(default_factory=list)
    """(sheet, relations and names that edits of its rows take away, facts that it held when it was written)."""


class Work:
    """An import in progress: `says` and `words` become its batch, the rest its report."""

    def __init__(
        self,
        options: ImportOptions,
        store: Store | None,
        vocabulary: Vocabulary,
        territories: Territories,
        progress: Progress | None,
    ) -> None:
        self.options, self.store, self.progress = options, store, progress
        self.vocabulary, self.territories = vocabulary, territories
        self.maker = StatementMaker(options, store)
        self.themes = {f.id for f in store.facts(RecordType.THEME, None, Scope.INTERNAL)} if store else set()
        self.lent: dict[str, Mapping[str, Value]] = {}
        """Vocabulary rows of mappings that did not recognise these files: what an export of such data names."""
        self.says = Says()
        self.words: list[Say] = []
        """What the team says by what was edited in a workbook of theirs."""
        self.revised = Revised()
        self.edits: Edits = {}
        self.problems: list[tuple[int, int, RowProblem]] = []
        self.rejected: Counter[str] = Counter()
        self.warnings: Counter[str] = Counter()
        self.first_rows: dict[tuple[str, RecordType, str], tuple[Job, int]] = {}
        self.taken = Taken()
        self.added: set[tuple[int, int]] = set()
        """(job, row) of the rows that were added to a workbook of ours."""

    def say(self, one: Job, at: int, word: Statement) -> Say:
        """Return a statement with its place in the file."""
        return Say(word, one.sheet.file, one.place, at)

    def tell(self, one: Job, at: int, fault: Fault) -> None:
        """Report a problem of a cell, or (row 0) of a sheet."""
        if fault.severity == "warning":
            self.warnings[fault.code] += 1
        self.problems.append((one.order, at, problem(one, at, fault)))

    def reject(self, one: Job, at: int, faults: list[Fault]) -> None:
        """Report why a row is rejected, and count it."""
        one.rejected += 1
        self.rejected[next(f.code for f in faults if f.severity == "error")] += 1
        for fault in faults:
            self.tell(one, at, fault)

    def names(self) -> NameResolver:
        """Return the resolver of names in the store and in the rows read so far."""
        return NameResolver(self.store, self.says, self.vocabulary.shared_siren_kinds)


def fault_of(column: str, text: str, code: str, severity: str = "warning", /, **args: Any) -> Fault:
    """Return a fault of a cell, by the code of its message."""
    return Fault(column, clip(text), code, severity, m(f"problem-{code}", **args))


def problem(one: Job, at: int, fault: Fault) -> RowProblem:
    """Return a fault with its place in the file."""
    return fault.at(one.sheet.file, one.place, at)
