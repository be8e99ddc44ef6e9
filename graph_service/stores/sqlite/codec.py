"""Records to and from the text they are kept as. What cannot be read back is `Unreadable`: the file is damaged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from graph_service.model import Batch, Fact, Op, RecordType, Scope, Statement, canonical_json, texts_json
from graph_service.stores.base import Document


class Unreadable(Exception):
    """A text in the file is not what was written there."""


def batch_text(batch: Batch) -> str:
    return canonical_json(
        {
            "id": batch.id,
            "kind": batch.kind,
            "ends": batch.ends,
            "withdraws": batch.withdraws,
            "at": batch.at,
            "who": batch.who,
            "note": batch.note,
            "summary": batch.summary,
        }
    )


def batch(text: str) -> Batch:
    try:
        body = json.loads(text)
        body["ends"] = tuple((source, updated) for source, updated in body["ends"])
        body["withdraws"] = tuple(body["withdraws"])
        return Batch(**body)
    except _GARBLED as error:
        raise Unreadable from error


def statement(columns: Sequence[Any]) -> Statement:
    """From (op, type, source, key, updated, visibility, ids, fields)."""
    op, type_, source, key, updated, visibility, ids, fields = columns
    try:
        return Statement(
            _OPS[op], TYPES[type_], source, key, updated, _SCOPES[visibility], tuple(_read(ids)), _tuples(fields)
        )
    except _GARBLED as error:
        raise Unreadable from error


def statement_row(said: Statement) -> tuple[str, ...]:
    """(digest, op, type, source, key, updated, visibility, ids, fields)."""
    content = said.content
    # `_value_` is an attribute, `value` a descriptor that takes longer than all the rest.
    return (
        said.digest_with(content),
        said.op._value_,
        said.type._value_,
        said.source,
        said.key,
        said.updated,
        said.visibility._value_,
        texts_json(said.ids),
        content,
    )


def fact(type_: str, id_: str, body: str) -> Fact:
    try:
        read = json.loads(body)
        return Fact(
            TYPES[type_],
            id_,
            {name: tuple(value) if isinstance(value, list) else value for name, value in read["values"].items()},
            tuple(read["keys"]),
            read["source"],
            tuple(read["sources"]),
            _SCOPES[read["visibility"]],
            read["count"],
            {name: tuple((value, source) for value, source in lost) for name, lost in read["others"].items()} or None,
        )
    except _GARBLED as error:
        raise Unreadable from error


def document(columns: Sequence[Any]) -> Document:
    """From (collection, id, version, body, scope)."""
    collection, id_, version, body, scope = columns
    try:
        return Document(collection, id_, version, json.loads(body), _SCOPES[scope])
    except _GARBLED as error:
        raise Unreadable from error


def beside(text: str | None) -> dict[str, Any]:
    """What a fact's row holds beside its columns; nothing where there is nothing."""
    try:
        return dict(json.loads(text)) if text else {}
    except _GARBLED as error:
        raise Unreadable from error


def _tuples(text: str) -> dict[str, Any]:
    fields: dict[str, Any] = _read(text)
    if "[" in text:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    return fields


def _read(text: str) -> Any:
    """`json.loads` of what we wrote ourselves: no search for space around the value, which takes half of its time."""
    return _DECODER.raw_decode(text)[0]


_DECODER = json.JSONDecoder()
_GARBLED = (ValueError, LookupError, TypeError, AttributeError)
# Enum look-ups by value cost more than the rest of a row together.
_OPS = {op.value: op for op in Op}
TYPES = {type_.value: type_ for type_ in RecordType}
_SCOPES = {scope.value: scope for scope in Scope}
