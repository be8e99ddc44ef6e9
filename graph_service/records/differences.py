"""Turns a change of a record into staff's statements: only what differs (docs/statements.md, rules 7 and 8).

A workbook that comes back, `PUT` and `DELETE` all end here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from graph_service.model import (
    KEYED,
    RELATIONS,
    STAFF,
    Fact,
    Op,
    RecordType,
    Scope,
    Statement,
    Value,
    canonical_json,
    digest,
    ends,
    member_key,
    readable,
    row,
)
from graph_service.stores import relation_ids
from graph_service.stores.base import Store
from graph_service.vocabulary import fold_text

_BESIDE_ENDS = {RecordType.PARTICIPATION: ("role",), RecordType.PARTNERSHIP: ("kind", "directed")}
FIXED = {type_: frozenset({*(end.name for end in ends(type_)), *_BESIDE_ENDS.get(type_, ())}) for type_ in RELATIONS}
"""What makes a relation this one: another actor, project or role is a denial and a new row, in one batch."""

_GRANT = FIXED[RecordType.FUNDING] | {"amount", "year", "nature"}


def identifying(type_: RecordType) -> frozenset[str]:
    """The columns that say what a row is about (docs/statements.md#6-fold)."""
    if type_ in KEYED:
        return frozenset({KEYED[type_]})
    if type_ is RecordType.FUNDING:
        return _GRANT
    return FIXED[type_] - {"directed"} | {"start"}


def changed(fact: Fact, fields: Mapping[str, Value], visibility: Scope | None, store: Store) -> list[Statement]:
    """Return the statements that give `fact` these `fields` (None empties one) and this `visibility` (None: as it is).

    Of a relation whose ends change: the denial of this one and a row of another.
    """
    shown = visibility or fact.visibility
    opens = shown.rank < fact.visibility.rank
    if FIXED.get(fact.type, frozenset()) & fields.keys() or (opens and fact.type is RecordType.FUNDING):
        # A grant that is said twice is two grants: it is taken back before it is said to more readers.
        again = added(fact.type, with_changes(fact, fields), shown, store)
        return [denied(fact), *again[:1] * fact.count, *again[1:]]
    words: list[Statement] = []
    if fields:
        words.append(Statement(Op.SET, fact.type, STAFF, "", "", fact.visibility, fact.keys, dict(fields)))
    if shown.rank > fact.visibility.rank:
        words.append(hidden(fact, shown))
    elif opens:
        words += _opened(fact, fields, shown, store)
    return words


def denied(fact: Fact) -> Statement:
    return Statement(Op.DENY, fact.type, STAFF, "", "", Scope.INTERNAL, fact.keys, {})


def hidden(fact: Fact, below: Scope) -> Statement:
    """Return the statement that hides a fact from every scope lower than `below`."""
    return Statement(Op.HIDE, fact.type, STAFF, "", "", below, fact.keys, {})


def added(type_: RecordType, fields: Mapping[str, Value], visibility: Scope, store: Store) -> list[Statement]:
    """Return the row that adds a fact for the team, and the affirmation that it needs if such a fact was denied
    before."""
    statement = staff_row(type_, fields, visibility)
    return [statement, *affirmed(statement, store)]


def staff_row(type_: RecordType, fields: Mapping[str, Value], visibility: Scope) -> Statement:
    """Return a row of the team's.

    Each grant is a chain of its own: what the team types is no list that says everything anew, so that a second grant
    to the same recipient must not end the first.
    """
    key = None
    if type_ is RecordType.FUNDING:
        content = {name: value for name, value in fields.items() if value is not None}
        key = canonical_json([member_key(type_, fields), visibility, digest(content)])
    return row(type_, fields, source=STAFF, key=key, visibility=visibility)


def affirmed(statement: Statement, store: Store) -> list[Statement]:
    """Return the affirmation that a row needs if such a fact was denied, since no row overrules a denial; else
    nothing."""
    verdicts = relation_ids.verdicts(store, statement.type, statement.ids, [statement])
    if not verdicts or verdicts[-1].op is Op.AFFIRM:
        return []
    keys = tuple(dict.fromkeys((*verdicts[-1].ids, *statement.ids)))
    return [Statement(Op.AFFIRM, statement.type, STAFF, "", "", Scope.INTERNAL, keys, {})]


def new_id(type_: RecordType, fields: Mapping[str, Value]) -> str:
    """Make a readable id from the typed fields. The same fields give the same id, so that a repeat is noticed."""
    name = next((str(fields[n]) for n in ("name", "title", "label_fr") if fields.get(n)), type_.value)
    tail = hashlib.blake2b(repr(sorted(fields.items())).encode(), digest_size=3).hexdigest()
    return "-".join([*fold_text(name).split()[:6], tail])


def with_changes(fact: Fact, fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields of a fact with some of them changed. A new kind also decides the direction anew."""
    held = dict(readable(fact).values)
    if "kind" in fields:
        held.pop("directed", None)
    return {**held, **fields}


def _opened(fact: Fact, fields: Mapping[str, Value], to: Scope, store: Store) -> list[Statement]:
    """What shows a fact to more readers: the team says it again, all of it, to them, and takes back a hiding."""
    values = with_changes(fact, fields)
    if fact.type in KEYED:
        values[KEYED[fact.type]] = fact.keys[0] if fact.id not in fact.keys else fact.id
    rows = [staff_row(fact.type, values, to)]
    hides = (s for s in store.statements(keys=fact.keys, type_=fact.type) if s.live and s.statement.op is Op.HIDE)
    return [*rows, hidden(fact, to)] if any(hides) else rows
