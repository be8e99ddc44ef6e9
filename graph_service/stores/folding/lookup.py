"""The look-ups that the fold needs of a store during a write; each store implements them with its indexes.

A record is (type, member key).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from graph_service.model import SCOPES, Fact, RecordType, Scope, Statement
from graph_service.stores.fold import LogEntry, fact_id
from graph_service.stores.fold.touched import FactIds, RecordKey
from graph_service.stores.variants import Key, bit

Number = Any
"""A statement's, any hashable of the store's own choice."""
Variant = tuple[RecordKey, str, int, str, str]
"""(record asked for, fact id, scopes, hash, content hash)."""


class Lookup(Protocol):
    """Statements, the log, and facts as they are held before the batch's own are written."""

    # All

    def every_statement(self, told: Mapping[Number, Statement]) -> dict[Number, Statement]:
        """Every statement by number; `told` are those at hand, which need not be read."""
        ...

    def every_entry(self, statements: Mapping[Number, Statement]) -> Iterator[LogEntry]:
        """The whole log as the fold reads it."""
        ...

    def every_count(self) -> dict[Number, int]:
        """The rows that count now, and how often each."""
        ...

    def every_fact(self) -> Iterator[tuple[Key, int, str, str]]:
        """(key, scopes, hash, content hash) of each variant held."""
        ...

    # The log

    def said_at_all(self) -> int:
        """Return how many rows and corrections the whole log holds, approximately."""
        ...

    def said_in(self, batches: Sequence[int]) -> list[Statement]:
        """Each statement of these batches (by place in the log, from 1) once."""
        ...

    def count_said(self, batches: Sequence[int]) -> int: ...

    def chains_of(self, sources: Iterable[str]) -> Iterable[tuple[str, str, str]]:
        """Return all chains (source, type, key) that these sources ever had."""
        ...

    def entries_of(self, chains: Iterable[tuple[str, str, str]]) -> tuple[dict[Number, Statement], list[LogEntry]]:
        """Return all statements ever made in these chains, by number, and their entries in the log."""
        ...

    def counting(self, statements: Iterable[Number]) -> dict[Number, int]:
        """Those of these rows that count now, and how often each."""
        ...

    def keep_counting(
        self, before: Mapping[Number, int], after: Mapping[Number, int], statements: Mapping[Number, Statement]
    ) -> None:
        """Update the counts of rows, by number, from what the store holds to what it should hold."""
        ...

    def rows_about(self, records: Iterable[RecordKey]) -> list[tuple[Statement, int]]:
        """The rows about these records that count now."""
        ...

    def with_rows(self, records: Iterable[RecordKey]) -> set[RecordKey]:
        """Return those of these records that have a row that counts now."""
        ...

    def words_about(self, records: Iterable[RecordKey], alive: Sequence[bool]) -> list[Statement]:
        """The live words about these records and all that rank sources, in the order spoken."""
        ...

    def live_words(self, alive: Sequence[bool]) -> list[Statement]:
        """Every live word, in the order spoken."""
        ...

    def statements_on(self, hooks: Iterable[str]) -> list[Statement]:
        """The rows that count now, and all words, that name any of these ids or identifiers."""
        ...

    def actors_said(self, ids: Iterable[str]) -> list[Statement]:
        """The rows that count now, and all words, about these actors."""
        ...

    def speaking(self, sources: Iterable[str]) -> dict[str, Scope]:
        """Return, for those of these sources that have a row that counts, the least hidden visibility of their rows."""
        ...

    def count_outdated(self, batch: int) -> int:
        """Return how many rows of a batch do not count because their source has newer ones."""
        ...

    def labels_said_by(self, sources: Iterable[str]) -> set[str]:
        """Return those of these sources that have a row of a theme, a territory or a vocabulary row that counts."""
        ...

    # Facts

    def labels(self) -> dict[RecordKey, int]:
        """Every theme, territory and vocabulary row that is stated, with the mask of the scopes that see it."""
        ...

    def held(self, keys: Sequence[Key]) -> list[Fact]:
        """Facts as the team sees them, in the order asked; those that are not there are left out."""
        ...

    def bodies_of(self, records: Iterable[RecordKey]) -> Iterable[tuple[int, Fact]]:
        """The facts that these records lead to, as held: (scopes, fact) of each variant."""
        ...

    def facts_of(self, records: Iterable[RecordKey]) -> Iterable[Variant]:
        """The facts that these records lead to, each variant."""
        ...

    def count_joined(self, actors: Iterable[RecordKey]) -> int:
        """How many of these actor records are one actor with another record, for the team."""
        ...

    def groups_of(self, actors: Iterable[str]) -> list[set[str]]:
        """The records that each of these actors is one with, for any scope."""
        ...


def by_type(records: Iterable[RecordKey]) -> Iterator[tuple[RecordType, dict[str, str]]]:
    """Group records by type, as member keys by the id of the fact that such a key would give."""
    found: dict[RecordType, dict[str, str]] = defaultdict(dict)
    for type_, key in records:
        found[type_][fact_id(type_, key)] = key
    yield from found.items()


def fact_ids_of(look: Lookup, records: Iterable[RecordKey]) -> FactIds:
    """The ids of the facts that these records lead to in each scope."""
    found: FactIds = {}
    for record, id_, mask, _, _ in look.facts_of(records):
        for scope in SCOPES:
            if mask & bit(scope):
                found.setdefault(record, {})[scope] = id_
    return found
