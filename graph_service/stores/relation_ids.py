"""Finds every id by which a correction must name a relation.

Two records may be one actor, and a source may say the same of either. A word names the relation under all of them, as
the team sees them when it is spoken: scopes that do not see what makes them one are reached by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph_service.model import RELATIONS, Op, RecordType, Say, Says, Scope, Statement
from graph_service.stores.base import Store
from graph_service.stores.fold.reach import stated, under_other_names

MOST = 400
"""Ids that a word names: of ends with more records than that, the fold alone finds who is one with whom, which lower
scopes may not see. `Written.unheard` then tells of it."""
_WORDS = (Op.SET, Op.DENY, Op.AFFIRM, Op.HIDE)
_VERDICTS = (Op.DENY, Op.AFFIRM)


def with_all_ids(store: Store, says: Iterable[Say]) -> Says:
    """Return the statements, each correction of a relation with the ids of the relation under all records of its
    ends; `Says` are restated in place."""
    found = Says.of(says)
    for at, statement in enumerate(found.statements):
        if statement.op is not Op.ROW:
            found.restate(at, _of_all(store, statement))
    return found


def _of_all(store: Store, statement: Statement) -> Statement:
    if statement.op not in _WORDS or statement.type not in RELATIONS:
        return statement
    ids = ids_of(store, _rows(store, statement.type, statement.ids))
    return replace(statement, ids=tuple(dict.fromkeys((*statement.ids, *ids))))


def ids_of(store: Store, rows: Sequence[Statement]) -> list[str]:
    """Return the ids by which corrections reach the relations of these rows, under all records of their ends."""
    ends = {id_ for statement in rows for id_ in (stated(statement) or ())[:2]}
    records = _records(store, sorted(ends))
    found: dict[str, None] = {}
    for statement in rows:
        one, other = (stated(statement) or ("", ""))[:2]
        ones, others = records.get(one, (one,)), records.get(other, (other,))
        if len(found) + len(ones) * len(others) <= MOST:
            found |= dict.fromkeys(under_other_names(statement, ones, others))
    return list(found)


def verdicts(store: Store, type_: RecordType, ids: Sequence[str], stating: Sequence[Statement] = ()) -> list[Statement]:
    """Return the live denials and affirmations of a fact, by any of its ids or by rows that state it, in the order they
    were made."""
    rows = [*stating, *_rows(store, type_, ids)] if type_ in RELATIONS else list(stating)
    keys = [*ids, *(key for row in rows for key in row.ids), *ids_of(store, rows)]
    spoken = store.statements(keys=list(dict.fromkeys(keys)), type_=type_)
    return [one.statement for one in spoken if one.live and one.statement.op in _VERDICTS]


def _rows(store: Store, type_: RecordType, ids: Sequence[str]) -> list[Statement]:
    rows = (one.statement for one in store.statements(keys=list(ids), type_=type_) if one.statement.op is Op.ROW)
    return list({row.digest: row for row in rows}.values())


def _records(store: Store, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Of the ids that are actors' records, all records of the actor."""
    led = store.resolve(ids, Scope.INTERNAL)
    actors = {id_ for found in led.values() for type_, id_ in found if type_ is RecordType.ACTOR}
    facts = store.facts(RecordType.ACTOR, sorted(actors), Scope.INTERNAL) if actors else []
    return {key: fact.keys for fact in facts for key in fact.keys}
