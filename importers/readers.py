"""From a path to sheets of rows: a CSV file, a gzipped one, a zip or a folder of them.

Everything is bounded, since files come from outside: size, number of members, how far a file unpacks, the length
of a cell. A member's path inside a zip is a name to show and never a path on disk.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from graph_service.errors import InputError

DELIMITERS = (";", ",", "\t")
TABLES = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of what comes from outside is read before it is refused."""

    total_bytes: int = 512 * 2**20
    """Of all sheets of one path, unpacked."""
    members: int = 100
    ratio: int = 200
    """How many times its packed size a packed file may unpack to, once it is over `free_bytes`."""
    free_bytes: int = 20 * 2**20
    columns: int = 1000
    cell: int = 100_000
    """Characters."""


@dataclass(frozen=True)
class Sheet:
    """One table as it was found. `rows()` gives (row number as a spreadsheet shows it, cells), without empty rows."""

    file: str
    """The name to show: of the file, or of its folder or zip and its own."""
    name: str
    """The file's name without ending: the name of the template's sheet, where it is one."""
    container: str
    """The stem of the path that was given: the title of its source where none is told."""
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int
    text: str
    limits: Limits = Limits()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        for at, cells in _records(self.text, self.delimiter, self.file, self.limits):
            if at > self.header_row:
                yield at, cells


def read(path: Path, limits: Limits | None = None) -> list[Sheet]:
    """The sheets behind `path`. Raises InputError where it is missing, empty, no table, or too large."""
    limits = limits or Limits()
    container = _stem(path.name)
    if path.is_dir():
        return [_sheet(f"{path.name}/{name}", name, container, data, limits) for name, data in _folder(path, limits)]
    if not path.is_file():
        raise InputError("no-such-file", file=str(path))
    name = path.name
    if name.lower().endswith(WORKBOOKS):
        raise InputError("workbook", file=name)
    if name.lower().endswith(".zip"):
        return [_sheet(f"{name}/{part}", part, container, data, limits) for part, data in _zip(path, limits)]
    return [_sheet(name, name, container, _bytes(path, limits, limits.total_bytes), limits)]


def _folder(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    files = sorted(f for f in path.iterdir() if f.is_file() and not f.name.startswith((".", "~")))
    tables = [f for f in files if f.name.lower().endswith(TABLES)]
    if not tables:
        books = [f.name for f in files if f.name.lower().endswith(WORKBOOKS)]
        raise InputError("workbook", file=books[0]) if books else InputError("no-tables", file=path.name)
    if len(tables) > limits.members:
        raise InputError("too-many-files", file=path.name, n=len(tables), limit=limits.members)
    left = limits.total_bytes
    for file in tables:
        data = _bytes(file, limits, left)
        left -= len(data)
        yield file.name, data


def _bytes(path: Path, limits: Limits, left: int) -> bytes:
    """The unpacked bytes of one file, no more than `left`."""
    packed = path.stat().st_size
    if not path.name.lower().endswith(".gz"):
        if packed > left:
            raise InputError("too-large", file=path.name, limit=limits.total_bytes // 2**20)
        return path.read_bytes()
    try:
        with gzip.open(path, "rb") as stream:
            return _bounded(stream, path.name, packed, limits, left)
    except (OSError, EOFError, zlib.error) as cause:
        raise InputError("damaged-archive", file=path.name) from cause


def _zip(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
            if any(i.filename == "[Content_Types].xml" for i in infos):
                raise InputError("workbook", file=path.name)
            if len(infos) > limits.members:
                raise InputError("too-many-files", file=path.name, n=len(infos), limit=limits.members)
            parts = [(PurePosixPath(i.filename.replace("\\", "/")), i) for i in infos]
            tables = [
                (p.name, i)
                for p, i in parts
                if p.name.lower().endswith((".csv", ".tsv"))
                and not p.name.startswith(".")
                and "__MACOSX" not in p.parts
            ]
            if not tables:
                raise InputError("no-tables", file=path.name)
            left = limits.total_bytes
            for name, info in tables:
                with archive.open(info) as stream:
                    data = _bounded(stream, path.name, info.compress_size, limits, left)
                left -= len(data)
                yield name, data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as cause:
        # RuntimeError is how zipfile says that a member needs a password.
        raise InputError("damaged-archive", file=path.name) from cause


def _bounded(stream: IO[bytes] | gzip.GzipFile, name: str, packed: int, limits: Limits, left: int) -> bytes:
    """What `stream` unpacks to. Sizes that the archive claims are not believed: it is read until a limit is met."""
    most = min(left, max(limits.free_bytes, packed * limits.ratio))
    data = stream.read(most + 1)
    if len(data) > most:
        raise InputError("too-large", file=name, limit=most // 2**20)
    return data


def _sheet(file: str, name: str, container: str, data: bytes, limits: Limits) -> Sheet:
    text, encoding = _decode(data, file)
    if not text.strip():
        raise InputError("empty-file", file=file)
    delimiter = _sniff(text, file, limits)
    at, header = next(_records(text, delimiter, file, limits))
    while header and not header[-1].strip():
        header.pop()
    if len(header) > limits.columns:
        raise InputError("too-many-columns", file=file, n=len(header), limit=limits.columns)
    return Sheet(file, _stem(name), container, encoding, delimiter, tuple(h.strip() for h in header), at, text, limits)


def _decode(data: bytes, file: str) -> tuple[str, str]:
    """The text, and the encoding it was in: UTF-8, UTF-16 where it says so itself, else that of Western Windows."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        raise InputError("binary-file", file=file)
    else:
        encodings = ("utf-8", "cp1252")
    # A mark of UTF-8 before bytes that are none: the mark is taken off, for it belongs to no column's name.
    data = data.removeprefix(codecs.BOM_UTF8)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise InputError("binary-file", file=file)


def _sniff(text: str, file: str, limits: Limits) -> str:
    """The delimiter that cuts the first row into most cells."""
    start = text[: limits.cell]

    def cells(delimiter: str) -> int:
        return len(next(_records(start, delimiter, file, limits))[1])

    return max(DELIMITERS, key=cells)


def _records(text: str, delimiter: str, file: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of every row that is not empty."""
    at = 0
    try:
        for at, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if any(cells):
                if max(map(len, cells)) > limits.cell:
                    raise InputError("cell-too-long", file=file, row=at, limit=limits.cell)
                if any(map(str.strip, cells)):
                    yield at, cells
    except csv.Error as cause:
        # Beyond csv's own limit on a field: mostly a quote that is opened and never closed.
        raise InputError("cell-too-long", file=file, row=at + 1, limit=limits.cell) from cause


def _stem(name: str) -> str:
    for ending in (*TABLES, ".zip"):
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return PurePosixPath(name).stem
