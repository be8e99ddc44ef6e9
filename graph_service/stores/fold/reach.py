"""Finds the relations that a correction applies to, in each scope: those between records that are one with the ends
that it names.

A word names member keys. Those of a participation or partnership begin with its ends, so that a row that states it of
another record of the same actor is found by who is one with whom. A funding's key hides what it says: a word about one
also names a *pattern* for each pair of ends, which holds the ends and a digest of all else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from graph_service.model import RecordType, Statement, canonical_json, digest, ends, ends_of, member_key

_LENGTH = {RecordType.PARTICIPATION: 4, RecordType.PARTNERSHIP: 4, RecordType.FUNDING: 5}
RelationIdentity = tuple[str, ...]
"""Of a relation: its ends, and all else that tells it from others."""


def pattern(statement: Statement) -> str:
    """Return the pattern of a funding's row, by which a correction finds it under other records of its ends."""
    source, key, _ = json.loads(statement.ids[0])
    own = "" if key == member_key(statement.type, statement.fields) else key
    named = [column.name for column in ends(statement.type)]
    rest = {name: value for name, value in statement.fields.items() if name not in named}
    return canonical_json([source, own, digest(rest), *ends_of(statement.type, statement.fields)])


def identity_of(type_: RecordType, key: str) -> RelationIdentity | None:
    """The identity that a member key, or a pattern, names as stated; None for any other text."""
    if type_ not in _LENGTH:
        return None
    try:
        parts = json.loads(key)
    except ValueError:
        return None
    if not isinstance(parts, list) or len(parts) != _LENGTH[type_] or not all(isinstance(p, str) for p in parts):
        return None
    return (*parts[3:], *parts[:3]) if type_ is RecordType.FUNDING else tuple(parts)


def stated(statement: Statement) -> RelationIdentity | None:
    """The identity of the relation that a row states; None for a row of another type."""
    return identity_of(statement.type, pattern(statement) if statement.type is RecordType.FUNDING else statement.ids[0])


def key_of(type_: RecordType, identity: RelationIdentity) -> str:
    """The member key or pattern of an identity: the reverse of `identity_of`."""
    return canonical_json([*identity[2:], *identity[:2]] if type_ is RecordType.FUNDING else identity)


def canonical(
    identity: RelationIdentity, first: Callable[[str], str | None], second: Callable[[str], str | None]
) -> RelationIdentity | None:
    """An identity with its ends replaced by the ids of their facts; None where an end has no fact."""
    one, other = first(identity[0]), second(identity[1])
    return (one, other, *identity[2:]) if one and other else None


def under_other_names(statement: Statement, ones: Iterable[str], others: Sequence[str]) -> Iterator[str]:
    """The ids by which a word reaches what a row says, were it said of these records instead of its ends."""
    identity = stated(statement)
    if identity is None:
        return
    undirected = statement.type is RecordType.PARTNERSHIP and not statement.fields.get("directed")
    for pair in product(ones, others):
        yield key_of(statement.type, (*(sorted(pair) if undirected else pair), *identity[2:]))
