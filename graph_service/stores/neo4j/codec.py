"""Facts, statements and batches to and from the properties that Neo4j keeps.

A fact's values are properties of their own, to be read in Cypher and Bloom; beside them stand what tells of the fact:
`scopes` that see it, `source` and `sources`, `visibility`, the `keys` that lead to it, the values that lost
(`others`, JSON), and `since`, the number of the batch that made it so. Beside each stated date stands a day that Cypher
counts with. Properties of any other name on a node or relation of ours are somebody else's, and stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from neo4j.time import Date

from graph_service.dates import first_day, is_stated, last_day
from graph_service.model import KEYED, SCOPES, Fact, Op, RecordType, Scope, Statement, canonical_json, columns
from graph_service.stores.fold import fact_id
from graph_service.stores.fold.touched import hooks
from graph_service.stores.naming import aliases_of, label_of
from graph_service.stores.neo4j.names import MARK, NAMED, NODES, RELATIONS
from graph_service.stores.variants import bit
from graph_service.territories import packaged as packaged_territories
from graph_service.vocabulary import packaged as packaged_vocabulary

Props = dict[str, Any]
SEEN = {mask: [scope.value for scope in SCOPES if mask & bit(scope)] for mask in range(1, 8)}
"""The scopes of a mask, as the property `scopes`."""


def mask_of(scopes: Sequence[str]) -> int:
    return sum(bit(Scope(scope)) for scope in scopes)


_TOLD = (
    "source",
    "sources",
    "visibility",
    "scopes",
    "since",
    "hash",
    "content",
    "keys",
    "count",
    "others",
    "names",
    "large",
)
_BEHIND = {
    "Import": (
        *("n", "kind", "at", "who", "note", "withdraws", "body", "seal", "outcome", "committed", "over"),
        *(scope.value for scope in SCOPES),
    ),
    "Statement": (
        *("digest", "op", "type", "source", "key", "updated", "visibility", "ids", "fields"),
        *("about", "counts", "hooks"),
    ),
    "Change": ("n", "type", "page", "scopes", "ids"),
    "Document": ("collection", "version", "body", "scope", "seal", "asked"),
}


@cache
def own(label: str) -> tuple[str, ...]:
    """The names of all properties that we write to a node or relation, but its `id` and the mark."""
    if label in _BEHIND:
        return (*_BEHIND[label], "stub")
    types = [type_ for type_, name in {**NODES, **RELATIONS}.items() if label in (name, "Variant")]
    fields = {name for type_ in types for name in (*_names(type_), *_days(type_).values())}
    more = ("of", "a", "b", "type", "until", "gone") if label == "Variant" else ()
    return tuple(sorted({*fields, *_TOLD, "label", "words", "stub", *more}))


@cache
def parted(label: str) -> Mapping[str, Any]:
    """Return query parameters that name our properties: their names as `own`, and each of them set to null as
    `none`."""
    names = own(label)
    return {"own": ["id", MARK, *names], "none": dict.fromkeys(names)}


def props(fact: Fact, mask: int, since: int) -> Props:
    """All properties of a fact's node, relation or variant, but the mark."""
    found: Props = {name: list(v) if isinstance(v, tuple) else v for name, v in fact.values.items() if v is not None}
    found |= {
        day: (last_day if name in _LAST else first_day)(stated)
        for name, day in _days(fact.type).items()
        if isinstance(stated := fact.values.get(name), str) and is_stated(stated)
    }
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
    if large := {
        name: value for name, value in fact.values.items() if isinstance(value, int) and abs(value) > _LARGEST
    }:
        found |= {"large": canonical_json(large), **dict.fromkeys(large)}
    if fact.keys != (fact.id,):
        found["keys"] = list(fact.keys)
    if fact.count != 1:
        found["count"] = fact.count
    if fact.others:
        found["others"] = canonical_json(fact.others)
    if names := [f"{kind}:{alias}" for alias, kind in aliases_of(fact)]:
        found["names"] = sorted(set(names))
    if fact.type in NAMED:
        found["label"] = called(fact.type, fact.id) if fact.name == fact.id else fact.name
    if fact.type in NODES and (words := label_of(fact)):
        found["words"] = words
    return {name: value for name, value in found.items() if value is not None}


def fact(type_: RecordType, found: Mapping[str, Any]) -> Fact:
    """Return the fact that properties describe. Its values are in the order of their names, as in other stores."""
    values = {}
    for name in _names(type_):
        value = found.get(name)
        if value is not None:
            values[name] = tuple(value) if isinstance(value, list) else value
    if found.get("large"):
        values = dict(sorted({**values, **json.loads(found["large"])}.items()))
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


def statement_props(statement: Statement, counts: int | None = None) -> Props:
    """`about` is what a row is found by; a word is found by its `hooks`, with all that it speaks of."""
    found: Props = {
        "digest": statement.digest,
        "op": statement.op.value,
        "type": statement.type.value,
        "source": statement.source,
        "key": statement.key,
        "updated": statement.updated,
        "visibility": statement.visibility.value,
        "ids": list(statement.ids),
        "fields": statement.content,
    }
    names = sorted(hooks(statement))
    if statement.op is Op.ROW:
        found["about"] = about(statement.type, statement.ids[0])
        found["counts"] = counts
    else:
        names += sorted(f"@{about(statement.type, key)}" for key in statement.ids)
    if names:
        found["hooks"] = names
    return found


def about(type_: RecordType, key: str) -> str:
    """Return what a member key is looked up by: the type, and the id of a fact that begins with it."""
    return f"{type_.value}:{fact_id(type_, key)}"


def called(type_: RecordType, id_: str) -> str:
    """Return the name of a theme or territory that nobody stated, from the packaged tables; else its id."""
    if type_ is RecordType.TERRITORY:
        return packaged_territories().listed_name(id_)
    term = packaged_vocabulary().get("theme", id_) if type_ is RecordType.THEME else None
    return term.label.fr if term else id_


def plain(found: Mapping[str, Any], names: Iterable[str]) -> Props:
    """Those of a node's properties that are ours, days as Python has them."""
    return {name: _plain(found[name]) for name in names if found.get(name) is not None}


def _plain(value: Any) -> Any:
    return value.to_native() if isinstance(value, Date) else value


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def _days(type_: RecordType) -> Mapping[str, str]:
    """Of each field that is a date, the property with a day of it: the last one of an end, else the first."""
    return {column.name: f"{column.name}_day" for column in columns(type_) if column.kind == "date"}


@cache
def _names(type_: RecordType) -> tuple[str, ...]:
    return tuple(sorted(column.name for column in columns(type_) if column.name != KEYED.get(type_)))


_LARGEST = 2**63 - 1
"""The largest number that Neo4j keeps. None gets in today that is larger; older stores may hold one."""
_LAST = ("end", "covers_to")
_OPS = {op.value: op for op in Op}
TYPES = {type_.value: type_ for type_ in RecordType}
_SCOPES = {scope.value: scope for scope in Scope}
