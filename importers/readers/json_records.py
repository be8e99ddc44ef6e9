"""Finds the records of a JSON text: the items of its list, its lines, or the lists that an object holds.

A text is walked once for its outline, which says where lists of records stand and what stands beside them, and again
for the records of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from importers.readers.json_stream import JsonStream

Path = tuple[str, ...]
Form = Literal["list", "lines", "inside", "keyed", "one"]
"""What a text is: a list of records; a record on each line; an object with lists of records inside; an object whose
values are the records; one record."""
KEY = "key"
"""The column of what a record is called by, in an object whose values are the records."""
_DEEPEST = 4
"""How many objects may stand around a list of records."""


@dataclass(frozen=True, slots=True)
class Outline:
    form: Form
    lists: tuple[Path, ...] = ((),)
    """Where the lists of records stand; `()` is the text itself."""
    beside: tuple[str, ...] = ()
    """Names of the values that stand beside the lists and belong to no record."""


@dataclass
class _Seen:
    """What a walk through an object has met so far."""

    lists: dict[Path, None] = field(default_factory=dict)
    beside: list[Path] = field(default_factory=list)
    shapes: dict[str, set[str]] = field(default_factory=dict)
    """Of each value that is an object: its keys."""
    plain: bool = False
    """Whether a value is no object."""


def outline(stream: JsonStream, lines: bool) -> Outline:
    """Walk a text for its outline. `lines`: whether each line is a value. Raises BrokenJson."""
    if lines or stream.peek() != "{":
        return Outline("lines" if lines else "list")
    seen = _Seen()
    for _ in _walk(stream, (), seen):
        pass
    stream.finish()
    shapes = list(seen.shapes.values())
    if len(shapes) > 1 and not seen.plain and all(_alike(shapes[0], other) for other in shapes[1:]):
        return Outline("keyed")
    if not seen.lists:
        return Outline("one")
    return Outline("inside", tuple(seen.lists), tuple(".".join(path) for path in seen.beside))


def records(stream: JsonStream, form: Form, path: Path) -> Iterator[Any]:
    """The records at `path`, in their order. Raises BrokenJson."""
    if form == "lines":
        while stream.peek():
            yield stream.value()
    elif form == "one":
        yield stream.value()
    elif form == "keyed":
        for key in stream.each_key():
            value = stream.value()
            yield {KEY: key, **value} if isinstance(value, dict) else value
    elif form == "inside":
        for where, item in _walk(stream, (), _Seen()):
            if where == path:
                yield item
    else:
        yield from stream.items()
    stream.finish()


def _walk(stream: JsonStream, path: Path, seen: _Seen) -> Iterator[tuple[Path, Any]]:
    """The items of all lists of records in an object, with where they stand."""
    for key in stream.each_key():
        inside = (*path, key)
        if len(path) == 1:
            seen.shapes[path[0]].add(key)
        if stream.opens_records():
            seen.plain |= not path
            seen.lists[inside] = None
            for item in stream.items():
                yield inside, item
        elif stream.peek() == "{" and len(inside) < _DEEPEST:
            if not path:
                seen.shapes[key] = set()
            yield from _walk(stream, inside, seen)
        else:
            stream.value()
            seen.plain |= not path
            seen.beside.append(inside)


def _alike(shape: set[str], other: set[str]) -> bool:
    """Whether two objects have most of their keys in common, as records of one kind do."""
    return 2 * len(shape & other) >= max(len(shape), len(other)) > 0
