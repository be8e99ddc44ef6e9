"""Reads JSON, JSON Lines and GeoJSON into sheets: a column for each key, a row for each record.

Records are decoded one after another, twice: once for the columns and to see that all is well, and again each time
that the rows are asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from graph_service.checked import clip
from graph_service.errors import InputError
from graph_service.messages import Items, m
from importers.readers import geometry
from importers.readers.json_cells import TooDeep, cells_of
from importers.readers.json_records import Form, Outline, Path, outline, records
from importers.readers.json_stream import LONGEST, BrokenJson, JsonStream
from importers.sheets import Limits, Remark, Row, Sheet
from importers.text_sheets import decode, mended

_START = 4096
_SCRIPT = re.compile(
    r"(?:\s|//[^\n]*\n|/\*.*?\*/)*(?:(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*=\s*|export\s+default\s+|[A-Za-z_$][\w$.]*\s*\(\s*)"
    r"(?=[\[{]\s*[\[{\"\]}])",
    re.DOTALL,
)
"""What stands before the JSON of a script: `var x = {…}`, `callback({…})`."""
_VALUE = re.compile(r"[\s\x1e\ufeff]*(?:\{\s*[\"}]|\[\s*(?:[\[{\"\]]|-?[0-9]|true|false|null))")
"""How an object or a list begins, and no table of texts."""
_FIRST_LINE = re.compile(r"[\s\x1e\ufeff]*([^\r\n]*)")
_MORE = re.compile(r"[\s\x1e]*[^\s\x1e]")
_OF_COLLECTIONS = frozenset({"type", "crs.type", "crs.properties.name", "bbox"})
"""What a GeoJSON text says beside its features."""
_LONGEST_CELL = 4_000_000
"""Characters of a list of objects in a cell, which a mapping opens again."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a JSON text, and how to read them."""

    text: str
    encoding: str
    mixed: bool
    """Whether some of it was in another encoding."""
    start: int
    """Characters before the first value."""
    script: bool
    lines: bool

    def stream(self) -> JsonStream:
        return JsonStream(self.text, self.start, self.script)


@dataclass(frozen=True, kw_only=True)
class JsonSheet(Sheet):
    """A list of records. Row 1 is its first record."""

    source: Source
    form: Form
    path: Path
    columns: dict[Path, int]
    tabular: bool = False
    """Whether each record is a list of cells, and the first one the headers."""
    limits: Limits

    def rows_with_remarks(self) -> Iterator[Row]:
        width = len(self.header)
        for at, record, stream in _numbered(self.source, self.form, self.path, self.file):
            if self.tabular:
                if at == 1:
                    continue
                texts = [text for _, text in _cells(record, self.file, at, tabular=True)]
            else:
                texts = [""] * width
                for path, text in _cells(record, self.file, at):
                    texts[self.columns[path]] = text
            remarks = list(self._remarks(texts, stream))
            if any(map(str.strip, texts)) or remarks:
                yield at, texts, remarks

    def _remarks(self, texts: list[str], stream: JsonStream) -> Iterator[Remark]:
        if stream.repeated:
            keys = Items(list(dict.fromkeys(map(clip, stream.repeated)))[:5])
            yield Remark(None, clip(stream.repeated[0]), m("problem-json_repeated_key", keys=keys), rejects=True)
        longitude, latitude = self._place
        if longitude is None or latitude is None or not texts[longitude]:
            return
        if not geometry.is_on_earth((texts[longitude], texts[latitude])):
            value = f"{texts[longitude]} {texts[latitude]}"
            texts[longitude] = texts[latitude] = ""
            yield Remark(None, clip(value), m("problem-no_degrees", value=clip(value)))

    @property
    def _place(self) -> tuple[int | None, int | None]:
        return self.columns.get(("geometry", "longitude")), self.columns.get(("geometry", "latitude"))


def is_json(data: bytes) -> bool:
    """Whether bytes begin as a JSON object or list, or as a script that holds one."""
    start = data[:_START].decode(json.detect_encoding(data[:4] or b"  "), "ignore")
    return bool(_VALUE.match(start) or _SCRIPT.match(start))


def read_json(file: str, name: str, container: str, data: bytes, limits: Limits) -> list[Sheet]:
    """Return a sheet for each list of records of a JSON text. Raises InputError where it is broken or no table."""
    source = _source(data, file)
    stream = source.stream()
    try:
        shape = outline(stream, source.lines)
    except BrokenJson as broken:
        raise _refused(broken, file, stream.record + 1) from broken
    if len(shape.lists) > limits.members:
        raise InputError("too-many-sheets", file=file, n=len(shape.lists), limit=limits.members)
    found = [_sheet(file, name, container, source, shape, path, limits) for path in shape.lists]
    sheets = [sheet for sheet in found if sheet]
    if not sheets:
        raise InputError("json-no-records", file=file)
    if beside := [each for each in shape.beside if ("features",) not in shape.lists or each not in _OF_COLLECTIONS]:
        names = Items.first([clip(each, 60) for each in beside], 8)
        told = Remark(None, "", m("problem-json_beside", n=len(beside), names=names))
        sheets[0] = replace(sheets[0], remarks=(told, *sheets[0].remarks))
    if len(sheets) > 1:
        return [replace(sheet, name=".".join(sheet.path), book=file) for sheet in sheets]
    return [*sheets]


def _sheet(
    file: str, name: str, container: str, source: Source, shape: Outline, path: Path, limits: Limits
) -> JsonSheet | None:
    """One list of records. None where it holds none."""
    columns: dict[Path, int] = {}
    header: list[str] = []
    tabular = False
    constants = first_constant = kind = 0
    filled = False
    for at, record, stream in _numbered(source, shape.form, path, file):
        if record is None:
            continue
        this = 1 if isinstance(record, dict) else 2 if isinstance(record, list) else 3
        kind = kind or this
        if this != kind:
            raise InputError("json-mixed", file=file, record=at)
        if this == 2 and not tabular:
            tabular, header = True, [text.strip() for _, text in _cells(record, file, at, tabular=True)]
        for where, text in _cells(record, file, at, tabular=tabular):
            if len(text) > (_LONGEST_CELL if text[:1] in "[{" else limits.cell):
                raise InputError("json-cell-too-long", file=file, record=at, column=clip(".".join(where)), n=len(text))
            filled = filled or bool(text)
            if not tabular and where not in columns:
                columns[where] = len(columns)
                if len(columns) > limits.columns:
                    raise InputError("json-too-many-columns", file=file, record=at, limit=limits.columns)
        if stream.constants:
            constants, first_constant = constants + stream.constants, first_constant or at
    if not filled:
        return None
    if len(header) > limits.columns:
        raise InputError("too-many-columns", file=file, n=len(header), limit=limits.columns)
    return JsonSheet(
        file=file,
        name=name,
        container=container,
        encoding=source.encoding,
        header=tuple(header) or _headers(columns),
        header_row=1 if tabular else 0,
        remarks=tuple(_told(source, constants, first_constant)),
        source=source,
        form=shape.form,
        path=path,
        columns=columns,
        tabular=tabular,
        limits=limits,
    )


def _told(source: Source, constants: int, first: int) -> Iterator[Remark]:
    if source.mixed:
        yield Remark(None, "", m("problem-mixed_encoding"))
    if constants:
        yield Remark(None, "NaN", m("problem-json_no_number", n=constants, record=first))


def _headers(columns: dict[Path, int]) -> tuple[str, ...]:
    """Dotted names. Where `{"a.b": 1, "a": {"b": 2}}` gives two alike, the second is `a.b (2)`."""
    found: dict[str, None] = {}
    for path in columns:
        name, again = ".".join(path).strip(), 1
        while (unique := name if again == 1 else f"{name} ({again})") in found:
            again += 1
        found[unique] = None
    return tuple(found)


def _cells(record: Any, file: str, at: int, *, tabular: bool = False) -> Iterator[tuple[Path, str]]:
    try:
        if tabular:
            yield from (pair for item in record for pair in cells_of(item if not isinstance(item, dict) else [item]))
        elif record is not None:
            yield from cells_of(record)
    except TooDeep as cause:
        raise InputError("json-deep", file=file, record=at) from cause


def _numbered(source: Source, form: Form, path: Path, file: str) -> Iterator[tuple[int, Any, JsonStream]]:
    """(number, record, stream) of each record, the first being 1."""
    at = 0
    stream = source.stream()
    try:
        for at, record in enumerate(records(stream, form, path), 1):
            yield at, record, stream
    except BrokenJson as broken:
        raise _refused(broken, file, at + 1) from broken


def _refused(broken: BrokenJson, file: str, record: int) -> InputError:
    return InputError(f"json-{broken.reason}", file=file, record=record, line=broken.line, near=clip(broken.near))


def _source(data: bytes, file: str) -> Source:
    encoding: str = json.detect_encoding(data)
    if encoding.startswith(("utf-16", "utf-32")):
        try:
            text, mixed = data.decode(encoding), False
        except UnicodeDecodeError as cause:
            raise InputError("binary-file", file=file) from cause
    else:
        text, encoding, mixed = decode(data, file)
        text = mended(text, encoding)[0] if mixed else text
    script = _SCRIPT.match(text)
    start = script.end() if script else 0
    return Source(text, encoding, mixed, start, bool(script), not script and _is_lines(text))


def _is_lines(text: str) -> bool:
    """Whether a text is a record on each line: its first line is one, and more follows."""
    first = _FIRST_LINE.match(text)
    if not first or first.end() >= LONGEST or not _MORE.match(text, first.end()):
        return False
    try:
        return isinstance(json.loads(first[1]), dict | list)
    except (ValueError, RecursionError):
        return False
