"""Folding the whole log from nothing: the first load, whatever touches much, and what a part's fold is held against."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.model import Batch, Op, Say, Scope, Statement
from graph_service.stores.base import Written
from graph_service.stores.counts import Held, compare, joined, outdated, there, unreached, waiting
from graph_service.stores.fold import Current, Facts, Line, current, fold
from graph_service.stores.sqlite import codec, lookup
from graph_service.stores.variants import Change, Key, bit, change


@dataclass(frozen=True, slots=True)
class Whole:
    """All that counts now, folded."""

    now: Current
    found: dict[Scope, Facts]
    differs: Change
    before: Held

    def has(self, scope: Scope, key: Key) -> bool:
        return key in self.found[scope]

    def told(self, db: sqlite3.Connection, batch: Batch, says: Sequence[Say]) -> Written:
        """What the batch did."""
        internal = self.found[Scope.INTERNAL]
        # An undo may leave words of other batches without what they spoke of.
        words = self.now.words if batch.withdraws else [say.statement for say in says if say.statement.op is not Op.ROW]
        return Written(
            batch,
            0,
            compare(self.before, internal, says, self.differs.touched),
            tuple(waiting(there(internal), says)),
            tuple(unreached({(row.type, row.ids[0]) for row, _ in self.now.rows}, words)),
            outdated(self.now, says),
            joined(internal, says),
        )


def fold_all(db: sqlite3.Connection, batches: Sequence[Batch], told: Mapping[int, Statement]) -> Whole:
    """Fold the log. `told` are statements at hand, by number."""
    statements, now, counts = counting(db, batches, told)
    held = dict(db.execute("SELECT statement, count FROM now"))
    lookup.keep_counting(db, held, counts, statements)
    found = fold(now)
    hashes, before = _held(db)
    return Whole(now, found, change(hashes, found), before)


def counting(
    db: sqlite3.Connection, batches: Sequence[Batch], told: Mapping[int, Statement]
) -> tuple[dict[int, Statement], Current, dict[int, int]]:
    """By the log alone: every statement by number, what counts now, and how often each row of it."""
    statements = _statements(db, told)
    now = current(batches, _lines(db, statements))
    number = {id(said): n for n, said in statements.items()}
    return statements, now, {number[id(said)]: count for said, count in now.rows}


def _statements(db: sqlite3.Connection, told: Mapping[int, Statement]) -> dict[int, Statement]:
    statements = dict(told)
    for n, *columns in db.execute(
        "SELECT n, op, type, source, key, updated, visibility, ids, fields FROM statement "
        "WHERE n NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(list(told)),),
    ):
        statements[n] = codec.statement(columns)
    return statements


def _lines(db: sqlite3.Connection, statements: Mapping[int, Statement]) -> Iterator[Line]:
    """The whole log as the fold reads it.

    Batch numbers count from 1 without a gap: nothing is ever deleted.
    """
    rows: dict[tuple[int, int], int] = defaultdict(int)
    for n, batch, number in db.execute("SELECT n, batch, statement FROM says ORDER BY n"):
        if statements[number].op is Op.ROW:
            rows[batch, number] += 1
        else:
            yield Line(batch - 1, n, statements[number])
    for (batch, number), count in rows.items():
        yield Line(batch - 1, 0, statements[number], count)


def _held(db: sqlite3.Connection) -> tuple[dict[Key, dict[int, str]], Held]:
    """What the file holds: the hashes of each fact by mask of scopes, and the content hash that internal sees."""
    hashes: dict[Key, dict[int, str]] = {}
    internal: dict[Key, str] = {}
    for type_, id_, scopes, hash_, content in db.execute(
        "SELECT fact.type, node.id, scopes, hash, content FROM fact JOIN node ON node.n = fact.node"
    ):
        key = codec.TYPES[type_], id_
        hashes.setdefault(key, {})[scopes] = hash_
        if scopes & bit(Scope.INTERNAL):
            internal[key] = content
    return hashes, internal
