"""Makes one fact from the rows about it: picks each field's winning value, and applies staff's corrections (rules 6 and
7 of docs/statements.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from graph_service.model import (
    KEYED,
    RELATIONS,
    Fact,
    Op,
    RecordType,
    Scope,
    Statement,
    Value,
    canonical_json,
    columns,
    texts_digest,
)

Facts = dict[tuple[RecordType, str], Fact]
"""A scope's facts by (type, id)."""

Others = Mapping[str, tuple[tuple[Value, str], ...]]
"""Values that lost, by field, each with its source."""

Rows = Sequence[tuple[Statement, int]]
"""Rows about one thing, each with how often its batch says it."""
_PREFIX = {RecordType.PARTICIPATION: "part", RecordType.PARTNERSHIP: "link", RecordType.FUNDING: "fund"}


def fact_id(type_: RecordType, key: str) -> str:
    """The id of a fact whose smallest member key is `key`: the key itself for records that carry an id."""
    return key if type_ in KEYED else f"{_PREFIX[type_]}-{texts_digest(type_._value_, key)[:16]}"


def folded(
    type_: RecordType, id_: str, keys: tuple[str, ...], rows: Rows, words: Sequence[Statement], visibility: Scope
) -> Fact:
    """Return the fact of rows, the winning row first, with staff's corrections applied."""
    values: dict[str, Value] = {}
    others: dict[str, tuple[tuple[Value, str], ...]] = {}
    named = {name for statement in (*(row for row, _ in rows), *words) for name in statement.fields}
    for column in columns(type_):
        if column.name in named and column.name != KEYED.get(type_):
            _field(column.name, column.many, rows, words, values, others)
    return Fact(
        type_,
        id_,
        values,
        keys,
        rows[0][0].source if rows else id_,
        tuple(sorted({row.source for row, _ in rows})) if rows else (id_,),
        visibility,
        max((count for _, count in rows), default=1) if type_ in RELATIONS else 1,
        others or None,
    )


def alone(
    type_: RecordType, id_: str, keys: tuple[str, ...], statement: Statement, count: int, bare: Scope | None
) -> Fact:
    """Return the fact of a single row without corrections, as most are. Equal to `folded`, and faster."""
    values, key = statement.fields, KEYED.get(type_)
    if key in values:
        values = {name: value for name, value in values.items() if name != key}
    count = count if type_ in RELATIONS else 1
    sources = _only(statement.source)
    return Fact(type_, id_, values, keys, statement.source, sources, bare or statement.visibility, count)


@lru_cache(maxsize=1000)
def _only(source: str) -> tuple[str, ...]:
    """A source alone: one object for the many facts that it alone speaks of."""
    return (source,)


def _field(
    name: str,
    many: bool,
    rows: Rows,
    words: Sequence[Statement],
    values: dict[str, Value],
    others: dict[str, tuple[tuple[Value, str], ...]],
) -> None:
    """One field of rows in their order: the winner into `values`, what lost into `others`."""
    stated = [(row.fields[name], row.source) for row, _ in rows if name in row.fields]
    if many:
        winner: Value = tuple(dict.fromkeys(item for value, _ in stated for item in items(value)))
    else:
        winner = winner_of(name, rows)
    spoken = [word for word in words if word.op is Op.SET and name in word.fields]
    if spoken:
        winner = spoken[-1].fields[name]
        winner = items(winner) if many else winner
    if winner is not None and winner != ():
        values[name] = winner
    if not many and (len(stated) > 1 or spoken):
        lost = dict.fromkeys((value, source) for value, source in stated if value != winner)
        if lost:
            others[name] = tuple(lost)


def winner_of(name: str, rows: Rows) -> Value:
    """Return a field's winning value: that of the first row that has one; among rows of its source and date, the
    smallest value. None if no row has one."""
    stating = [row for row, _ in rows if name in row.fields]
    if len(stating) < 2:
        return stating[0].fields[name] if stating else None
    first = stating[0].source, stating[0].updated
    return min((row.fields[name] for row in stating if (row.source, row.updated) == first), key=canonical_json)


def with_values(fact: Fact, values: Mapping[str, Value], others: Others | None) -> Fact:
    return Fact(
        fact.type,
        fact.id,
        values,
        fact.keys,
        fact.source,
        fact.sources,
        fact.visibility,
        fact.count,
        others,
    )


def items(value: Value) -> tuple[str, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)
