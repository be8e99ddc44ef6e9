"""Facts, statements and batches to and from the properties that Neo4j keeps.

A fact's values are properties of their own, to be read in Cypher and Bloom; beside them stand what tells of the fact:
`scopes` that see it, `source` and `sources`, `visibility`, the `keys` that lead to it, the values that lost
(`others`, JSON), and `since`, the number of the batch that made it so. What has no `since` is not ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from graph_service.model import KEYED, SCOPES, Fact, Op, RecordType, Scope, Statement, canonical_json, columns
from graph_service.stores.fold import fact_id
from graph_service.stores.fold.touched import hooks
from graph_service.stores.naming import aliases_of, label_of
from graph_service.stores.neo4j.names import NODES
from graph_service.stores.variants import bit
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary

Props = dict[str, Any]
SEEN = {mask: [scope.value for scope in SCOPES if mask & bit(scope)] for mask in range(1, 8)}
"""The scopes of a mask, as the property `scopes`."""


def mask_of(scopes: Sequence[str]) -> int:
    return sum(bit(Scope(scope)) for scope in scopes)


def props(fact: Fact, mask: int, since: int) -> Props:
    """All properties of a fact's node, relation or variant."""
    found: Props = {name: list(v) if isinstance(v, tuple) else v for name, v in fact.values.items() if v is not None}
    found |= {
        "id": fact.id,
        "source": fact.source,
        "sources": list(fact.sources),
        "visibility": fact.visibility.value,
        "scopes": SEEN[mask],
        "since": since,
        "hash": fact.hash,
        "content": fact.content_hash,
    }
    if fact.keys != (fact.id,):
        found["keys"] = list(fact.keys)
    if fact.count != 1:
        found["count"] = fact.count
    if fact.others:
        found["others"] = canonical_json(fact.others)
    if names := [f"{kind}:{alias}" for alias, kind in aliases_of(fact)]:
        found["names"] = sorted(set(names))
    if fact.type in (RecordType.THEME, RecordType.TERRITORY):
        found["label"] = _label(fact)
    if fact.type in NODES and (words := label_of(fact)):
        found["words"] = words
    return found


def fact(type_: RecordType, found: Mapping[str, Any]) -> Fact:
    """The fact that properties tell of. Values come in the order of their names, as other stores give them."""
    values = {}
    for name in _names(type_):
        value = found.get(name)
        if value is not None:
            values[name] = tuple(value) if isinstance(value, list) else value
    others = json.loads(found["others"]) if "others" in found else None
    return Fact(
        type_,
        found["id"],
        values,
        tuple(found.get("keys") or (found["id"],)),
        found["source"],
        tuple(found["sources"]),
        Scope(found["visibility"]),
        found.get("count", 1),
        {name: tuple((_value(v), s) for v, s in lost) for name, lost in others.items()} if others else None,
    )


def statement(kept: Sequence[Any]) -> Statement:
    """From (op, type, source, key, updated, visibility, ids, fields)."""
    op, type_, source, key, updated, visibility, ids, fields = kept
    read = json.loads(fields)
    return Statement(
        _OPS[op],
        TYPES[type_],
        source,
        key,
        updated,
        _SCOPES[visibility],
        tuple(ids),
        {name: tuple(value) if isinstance(value, list) else value for name, value in read.items()},
    )


def statement_props(said: Statement, counts: int | None = None) -> Props:
    """`about` is what a row is found by; a word is found by its `hooks`, with all that it speaks of."""
    found: Props = {
        "digest": said.digest,
        "op": said.op.value,
        "type": said.type.value,
        "source": said.source,
        "key": said.key,
        "updated": said.updated,
        "visibility": said.visibility.value,
        "ids": list(said.ids),
        "fields": said.content,
    }
    names = sorted(hooks(said))
    if said.op is Op.ROW:
        found["about"] = about(said.type, said.ids[0])
        found["counts"] = counts
    else:
        names += sorted(f"@{about(said.type, key)}" for key in said.ids)
    if names:
        found["hooks"] = names
    return found


def about(type_: RecordType, key: str) -> str:
    """What a member key is found by: the type, and the id of a fact that begins with it."""
    return f"{type_.value}:{fact_id(type_, key)}"


def _label(fact: Fact) -> str:
    """What people call a theme or a territory, where the packaged tables know its name and nobody stated it."""
    if fact.name != fact.id:
        return fact.name
    if fact.type is RecordType.TERRITORY:
        return packaged_territories().name(fact.id)
    term = packaged_vocabulary().get("theme", fact.id)
    return term.label.fr if term else fact.id


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def _names(type_: RecordType) -> tuple[str, ...]:
    return tuple(sorted(column.name for column in columns(type_) if column.name != KEYED.get(type_)))


_OPS = {op.value: op for op in Op}
TYPES = {type_.value: type_ for type_ in RecordType}
_SCOPES = {scope.value: scope for scope in Scope}
