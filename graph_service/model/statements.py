"""Statements by sources and staff, and the batches that hold them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from typing import Any

import orjson

from graph_service.model.columns import ends_of
from graph_service.model.kinds import RecordType, Scope, Value
from graph_service.model.record_types import KEYED

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _encoder() -> Callable[[Any], str]:
    """`_ENCODER.encode`, which makes the C encoder anew for each value: an import encodes a million small ones."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return _ENCODER.encode
    parts = make(None, _ENCODER.default, json.encoder.encode_basestring, None, ":", ",", True, False, False)
    return lambda value: "".join(parts(value, 0))


_encode = _encoder()


def canonical_json(value: Any) -> str:
    """Return the one JSON text for a value (sorted keys, no spaces, no NaN), of which digests are taken."""
    return _encode(value)


def texts_json(value: Any) -> str:
    """`canonical_json` of a value that holds no number with a fraction: three times as fast."""
    return _texts_json(value).decode()


def fields_json(fields: Mapping[str, Value]) -> str:
    """`canonical_json` of the fields of a record."""
    return _encode(fields) if has_fraction(fields) else _texts_json(fields).decode()


def digest(*parts: Any) -> str:
    """32 hexadecimal digits that stand for `parts`: the same on every machine, for ever."""
    return _hashed(_encode(parts).encode())


def texts_digest(*parts: Any) -> str:
    """`digest` of parts that hold no number with a fraction."""
    return _hashed(_texts_json(parts))


class ListDigest:
    """`texts_digest` of parts and of a list behind them that is never held: its texts are added one by one."""

    def __init__(self, *parts: Any) -> None:
        self._taken = _new_hash()
        self._taken.update(_texts_json([*parts, []]).removesuffix(b"]]"))
        self._texts: list[str] = []
        self._between = b""

    def add(self, text: str) -> None:
        self._texts.append(text)
        if len(self._texts) == _AT_ONCE:
            self._take()

    def hexdigest(self) -> str:
        """The digest; nothing can be added after it."""
        self._take()
        self._taken.update(b"]]")
        return self._taken.hexdigest()

    def _take(self) -> None:
        if self._texts:
            self._taken.update(self._between + _texts_json(self._texts)[1:-1])
            self._texts.clear()
            self._between = b","


_AT_ONCE = 10_000
_new_hash = blake2b(digest_size=16).copy
"""A copy takes half of the time that making one with its size takes."""


def _hashed(text: bytes) -> str:
    taken = _new_hash()
    taken.update(text)
    return taken.hexdigest()


def has_fraction(fields: Mapping[str, Value]) -> bool:
    """Whether a field holds a number that `orjson` may write otherwise than `json`."""
    return float in map(type, fields.values())


def _texts_json(value: Any) -> bytes:
    """The bytes of `canonical_json`. `orjson` writes the same but for some numbers (`1e16`, which is `1e+16`)."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        # Half of a sign, an integer of more than 64 bits: what `json` says to it counts.
        return _encode(value).encode()


class Op(StrEnum):
    """What a statement does: a source's `row`, or one of staff's words (and, for links, a matcher's)."""

    ROW = "row"
    SET = "set"
    DENY = "deny"
    AFFIRM = "affirm"
    HIDE = "hide"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says: a record as it came in, or a word about facts.

    `key` is the record's key in its source (a row) and empty for words. `ids` are the member keys spoken of: the
    row's own, or those that the fact has when the word is spoken. `updated` is the source's date, empty when
    unknown. `fields` holds canonical values only, without empty ones (of a `set`, None empties).
    """

    op: Op
    type: RecordType
    source: str
    key: str
    updated: str
    visibility: Scope
    ids: tuple[str, ...]
    fields: Mapping[str, Value]

    _digest: str = field(default="", init=False, repr=False, compare=False)
    """Kept once it was asked for."""

    @property
    def content(self) -> str:
        """The fields as canonical JSON."""
        return fields_json(self.fields)

    @property
    def digest(self) -> str:
        if not self._digest:
            object.__setattr__(self, "_digest", self.digest_with(self.content))
        return self._digest

    def digest_with(self, content: str) -> str:
        """The digest, where `content` is at hand; not kept."""
        parts = (self.op._value_, self.type._value_, self.source, self.key, self.updated, self.visibility._value_)
        return texts_digest(*parts, self.ids, content)


def row(
    type_: RecordType,
    fields: Mapping[str, Value],
    *,
    source: str,
    key: str | None = None,
    updated: str = "",
    visibility: Scope = Scope.INTERNAL,
) -> Statement:
    """A source's statement of one record. Empty fields say nothing and are left out.

    `key` is the record's key in its source: the file's own id, else (None) the identifying columns.
    """
    stated = {name: value for name, value in fields.items() if value is not None and value != "" and value != ()}
    identifying = member_key(type_, stated)
    key = identifying if key is None else key
    if type_ is RecordType.FUNDING:
        # Two grants of one funder to one recipient are two facts: what tells them apart is all that they say.
        identifying = texts_json([source, key, digest(stated)])
    return Statement(Op.ROW, type_, source, key, updated, visibility, (identifying,), stated)


def member_key(type_: RecordType, fields: Mapping[str, Value]) -> str:
    """Return the key of the fact that a row is about: its id, or its identifying columns as canonical JSON."""
    if type_ in KEYED:
        return str(fields[KEYED[type_]])
    pair: Iterable[str] = ends_of(type_, fields)
    if type_ is RecordType.PARTICIPATION:
        rest = [fields["role"], fields.get("start") or ""]
    elif type_ is RecordType.PARTNERSHIP:
        pair = pair if fields.get("directed") else sorted(pair)
        rest = [fields["kind"], fields.get("start") or ""]
    else:
        rest = [fields.get("year") or "", fields.get("nature") or ""]
    return texts_json([*pair, *rest])


@dataclass(frozen=True, slots=True)
class Say:
    """A statement in a batch, with its place in the file that the batch came from (row 1 is the first)."""

    statement: Statement
    file: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """One command's statements: written whole or not at all, and undone as one.

    `ends` are (source id, source date) pairs of a complete import (`--replace`): earlier chains of these sources
    end. `withdraws` are ids of batches that this one undoes. `at` and `who` are told to people, never folded.
    """

    id: str
    kind: str = "import"
    ends: tuple[tuple[str, str], ...] = ()
    withdraws: tuple[str, ...] = ()
    at: str = ""
    who: str = ""
    note: str = ""
    summary: Mapping[str, Any] | None = None
