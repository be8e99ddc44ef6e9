"""Lays nested values out as cells: one column a path of keys, and a text in each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Any

from graph_service.records import cells
from importers.readers import geometry
from importers.readers.json_stream import Number

Path = tuple[str, ...]
_DEEPEST = 64
"""How many objects may stand in each other."""
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of signs, which JSON can write and nothing else can."""
VALUE = "value"
"""The column of records that are a value each, and no object."""


class TooDeep(Exception):
    """Values stand in each other deeper than any table needs."""


def is_feature(record: Any) -> bool:
    """Whether a record is GeoJSON's: its properties are the columns, beside the place of its geometry."""
    return isinstance(record, dict) and record.get("type") == "Feature" and "properties" in record


def cells_of(record: Any) -> Iterator[tuple[Path, str]]:
    """(column, text) of a record."""
    if is_feature(record):
        yield from _nested(record["properties"] or {}, ())
        yield from _place(record.get("geometry"))
        yield from _nested({k: v for k, v in record.items() if k not in _OF_FEATURES}, ())
    else:
        yield from _nested(record if isinstance(record, dict) else {VALUE: record}, ())


_OF_FEATURES = frozenset({"type", "properties", "geometry", "bbox"})


def _place(found: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(found, dict):
        yield ("geometry", "type"), cell(found.get("type"))
        if place := geometry.place(found):
            yield ("geometry", "longitude"), place[0]
            yield ("geometry", "latitude"), place[1]


def _nested(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if len(path) > _DEEPEST:
        raise TooDeep
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _nested(inside, (*path, key))
    else:
        yield path, cell(value)


def cell(value: Any) -> str:
    """The text of a value: of a list of plain values those, separated as in any list; of others compact JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if value.isascii() else _HALVES.sub("\ufffd", value)
    if isinstance(value, list):
        if any(isinstance(item, list | dict) for item in value):
            return compact(value)
        return cells.join_list(text for text in map(cell, value) if text)
    return compact(value)


def compact(value: Any, depth: int = 0) -> str:
    """A value as JSON without white space, its numbers with their digits as written."""
    if isinstance(value, Number):
        return value
    if isinstance(value, str):
        return encode_basestring(value if value.isascii() else _HALVES.sub("\ufffd", value))
    if depth > _DEEPEST:
        raise TooDeep
    if isinstance(value, dict):
        return "{" + ",".join([f"{compact(key)}:{compact(item, depth + 1)}" for key, item in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([compact(item, depth + 1) for item in value]) + "]"
    return json.dumps(value)
