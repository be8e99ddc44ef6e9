"""A snapshot as bytes, and back. Nothing in them is ever run: texts are JSON, positions plain numbers.

    mark · digest of all that follows · length of the head · head (JSON) · the columns, one after the other

The head says what the snapshot is of (its key) and where each column lies. A column of texts that repeat (roles,
kinds, dates) is kept as its distinct texts and a number for each row, and read back so that equal texts are one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import Any

import numpy as np

from graph_service.model import Fact, RecordType, Scope
from graph_service.stores.base import Snapshot

MARK = b"maillage snapshot 1\n"
"""The last figure is the version of this form: another one is another file."""
_DIGEST = 32
_LENGTH = 8
_GARBLED = (ValueError, LookupError, TypeError, AttributeError)


def encode(key: Sequence[str], snapshot: Snapshot) -> bytes:
    """The bytes of a snapshot, under `key`. Raises ValueError for a text that no UTF-8 holds."""
    columns: dict[str, Any] = {}
    blobs: list[bytes] = []
    at = 0

    def put(data: bytes) -> tuple[int, int]:
        nonlocal at
        blobs.append(data)
        at += len(data)
        return at - len(data), at

    for each in fields(Snapshot):
        column = getattr(snapshot, each.name)
        if each.name not in ("scope", "revision"):
            columns[each.name] = _encoded(column, put)
    head = {"key": list(key), "scope": snapshot.scope, "revision": snapshot.revision, "columns": columns}
    told = _json(head)
    body = b"".join([len(told).to_bytes(_LENGTH, "little"), told, *blobs])
    return MARK + _digest(body) + body


def decode(key: Sequence[str], data: bytes) -> Snapshot | None:
    """The snapshot that `encode` was given under this very key; None for anything else, whatever it is."""
    begin = len(MARK) + _DIGEST
    body = memoryview(data)[begin:]
    if data[: len(MARK)] != MARK or data[len(MARK) : begin] != _digest(body):
        return None
    try:
        start = _LENGTH + int.from_bytes(body[:_LENGTH], "little")
        head = json.loads(bytes(body[_LENGTH:start]))
        if head["key"] != list(key):
            return None
        columns = {name: _decoded(how, body[start:]) for name, how in head["columns"].items()}
        return Snapshot(scope=Scope(head["scope"]), revision=head["revision"], **columns)
    except _GARBLED:
        return None


def _encoded(column: Any, put: Callable[[bytes], tuple[int, int]]) -> dict[str, Any]:
    """A column's bytes, put away, and how to read them."""
    if isinstance(column, np.ndarray):
        return {"positions": put(_numbers(column))}
    if column and isinstance(column[0], Fact):
        return {"facts": put(_json([(fact.type, fact.id, fact.body) for fact in column]))}
    distinct = {value: place for place, value in enumerate(dict.fromkeys(column))}
    # Numbers are kept as they are: 1 and 1.0 are one key, and two texts.
    if 2 * len(distinct) > len(column) or any(isinstance(value, int | float) for value in distinct):
        return {"values": put(_json(column))}
    numbers = np.fromiter((distinct[value] for value in column), dtype=np.int64, count=len(column))
    return {"values": put(_json(list(distinct))), "of": put(_numbers(numbers))}


def _decoded(how: dict[str, Any], body: memoryview) -> Any:
    def part(name: str) -> bytes:
        begin, end = how[name]
        return bytes(body[begin:end])

    if "positions" in how:
        return np.frombuffer(part("positions"), dtype="<i4").astype(np.int64)
    if "facts" in how:
        return [_fact(*each) for each in json.loads(part("facts"))]
    values = [tuple(value) if isinstance(value, list) else value for value in json.loads(part("values"))]
    if "of" not in how:
        return values
    return list(map(values.__getitem__, np.frombuffer(part("of"), dtype="<i4").tolist()))


def _fact(type_: str, id_: str, body: str) -> Fact:
    said = json.loads(body)
    return Fact(
        RecordType(type_),
        id_,
        {name: tuple(value) if isinstance(value, list) else value for name, value in said["values"].items()},
        tuple(said["keys"]),
        said["source"],
        tuple(said["sources"]),
        Scope(said["visibility"]),
        said["count"],
        {name: tuple((_value(v), source) for v, source in lost) for name, lost in said["others"].items()} or None,
    )


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _numbers(column: Any) -> bytes:
    """Positions, four bytes each: no list here is longer than memory."""
    return np.ascontiguousarray(column, dtype="<i4").tobytes()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _digest(body: bytes | memoryview) -> bytes:
    return blake2b(body, digest_size=_DIGEST).digest()
