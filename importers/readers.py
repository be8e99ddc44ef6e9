"""Reads a path into sheets of rows: a workbook, a CSV file, a gzipped one, a zip or a folder of them.

What a file is, is known by its first bytes: names lie.

Everything is bounded, since files come from outside: size, number of members, how far a file unpacks, the length
of a cell. A member's path inside a zip is a name to show and never a path on disk.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO

from graph_service.checked import clip
from graph_service.errors import InputError
from graph_service.messages import m
from graph_service.workbooks.marks import BESIDE
from importers import xlsx
from importers.sheets import Limits, Remark, Sheet
from importers.text_sheets import read_text

__all__ = ["Limits", "Sheet", "read"]

TABLES = (".csv", ".tsv", ".csv.gz", ".tsv.gz", ".xlsx")
"""What is looked for in a folder or a zip."""
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods")
_BINARY = "xl/workbook.bin"
_CHUNK = 1 << 16
_PACKED = b"PK\x03\x04"
_DIRECTORY_END, _COMMENT, _ENTRY, _DIRECTORY = b"PK\x05\x06", 65_557, 46, 8 * 2**20
"""The record at the end of a zip and how far from the end it may stand; bytes of an entry of its list, at least; and
how long a list may be."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: a workbook of before 2007, or one under a password."""


def read(path: Path, limits: Limits | None = None) -> list[Sheet]:
    """Return the sheets of the file or folder at `path`. Raises InputError if it is missing, empty, no table, or too
    large."""
    limits = limits or Limits()
    container = _stem(path.name)
    try:
        path.stat()
        if path.is_dir():
            next(path.iterdir(), None)
    except FileNotFoundError as cause:
        raise InputError("no-such-file", file=clip(str(path))) from cause
    except (OSError, ValueError) as cause:
        raise InputError("not-readable", file=clip(str(path))) from cause
    if path.is_dir():
        parts = ((f"{path.name}/{name}", name, data) for name, data in _folder(path, limits))
        found = [sheet for file, name, data in parts for sheet in _tables(file, name, container, data, limits)]
        link = path / BESIDE
        return _beside(found, _bytes(link, limits, limits.total_bytes) if link.is_file() else b"")
    if not path.is_file():
        raise InputError("no-such-file", file=str(path))
    name = path.name
    data = _bytes(path, limits, limits.total_bytes)
    if name.lower().endswith(".zip") and not _is_workbook(data, name):
        members = list(_zip(data, name, limits))
        tables = ((f"{name}/{part}", part, data) for part, data in members if part != BESIDE)
        found = [sheet for file, part, data in tables for sheet in _tables(file, part, container, data, limits)]
        return _beside(found, next((data for part, data in members if part == BESIDE), b""))
    found = _tables(name, name, container, data, limits)
    if found[0].book and _is_open(path):
        told = Remark(None, name, m("problem-open_elsewhere", file=name))
        found[0] = replace(found[0], remarks=(told, *found[0].remarks))
    return found


def _beside(sheets: list[Sheet], link: bytes) -> list[Sheet]:
    """The tables with the text that an export put beside them. One that is no text is as good as none."""
    text = link.decode("utf-8-sig", "replace")
    return [sheet if sheet.book else replace(sheet, beside=text) for sheet in sheets]


def _is_open(path: Path) -> bool:
    """Whether a spreadsheet left its mark beside a file: what was typed there and not saved is not in the file."""
    marks = (f"~${path.name}", f".~lock.{path.name}#")
    return any((path.parent / mark).exists() for mark in marks)


def _folder(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    there = sorted(f for f in path.iterdir() if not f.name.startswith((".", "~")))
    if lost := [f for f in there if f.is_symlink() and not os.path.exists(f) and f.name.lower().endswith(TABLES)]:
        raise InputError("not-readable", file=f"{path.name}/{lost[0].name}")
    files = [f for f in there if f.is_file()]
    tables = [f for f in files if f.name.lower().endswith(TABLES)]
    if not tables:
        # One that is no .xlsx: reading it says what it is instead, and what to do.
        tables = [f for f in files if f.name.lower().endswith(WORKBOOKS)][:1]
    if not tables:
        raise InputError("no-tables", file=path.name)
    if len(tables) > limits.members:
        raise InputError("too-many-files", file=path.name, n=len(tables), limit=limits.members)
    left = limits.total_bytes
    for file in tables:
        data = _bytes(file, limits, left)
        left -= len(data)
        yield file.name, data


def _tables(file: str, name: str, container: str, data: bytes, limits: Limits) -> list[Sheet]:
    """The sheets of one file's bytes."""
    if _is_workbook(data, file):
        return xlsx.read_workbook(data, file, container, limits)
    if code := _other(name, data):
        raise InputError(code, file=file)
    return [read_text(file, _stem(name), container, data, limits)]


def _is_workbook(data: bytes, file: str) -> bool:
    """Whether a zip holds a workbook's parts, whatever it is called. Raises InputError where it lists more members
    than are ever looked at: the list alone would fill the memory."""
    end = data.rfind(_DIRECTORY_END, -_COMMENT) if data.startswith(_PACKED) else -1
    if end >= 0 and (listed := int.from_bytes(data[end + 12 : end + 16], "little")) > _DIRECTORY:
        raise InputError("too-many-files", file=file, n=listed // _ENTRY, limit=Limits().parts)
    names = _names(data) if data.startswith(_PACKED) else set()
    return xlsx.CONTENT_TYPES in names and _kind(names) == "xl" and _BINARY not in names


def _kind(names: set[str]) -> str:
    """The folder that an office document keeps its content in: `xl`, `word`, `ppt`; empty for other zips."""
    folders = {name.partition("/")[0] for name in names}
    return next((kind for kind in ("xl", "word", "ppt") if kind in folders), "")


def _names(data: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return set()


def _other(name: str, data: bytes) -> str | None:
    """The error of a file that is no table, by what it is instead; None where it may be a text."""
    called = name.lower().endswith(WORKBOOKS)
    if not data.strip():
        return "empty-file"
    if data.startswith(b"%PDF"):
        return "pdf-file"
    if data.startswith(_OLD_OFFICE):
        return "encrypted-workbook" if "EncryptedPackage".encode("utf-16-le") in data else "old-workbook"
    if data.startswith(b"PK"):
        names = _names(data)
        if not names:
            return "damaged-workbook" if called else "damaged-archive"
        if "mimetype" in names and "content.xml" in names:
            return "opendocument"
        if _BINARY in names:
            return "binary-workbook"
        return "other-document" if _kind(names) else "zip-as-workbook" if called else "zip-as-table"
    return "text-as-workbook" if called else None


def _bytes(path: Path, limits: Limits, left: int) -> bytes:
    """The unpacked bytes of one file, no more than `left`."""
    packed = path.stat().st_size
    if not path.name.lower().endswith(".gz"):
        if packed > left:
            raise InputError("too-large", file=path.name, limit=limits.total_bytes // 2**20)
        try:
            return path.read_bytes()
        except PermissionError as cause:
            # A spreadsheet that has a file open may let nobody else in.
            raise InputError("file-in-use", file=path.name) from cause
    try:
        most, length = _most(packed, limits, left), 0
        with gzip.open(path, "rb") as stream:
            # Unpacked once and thrown away, piece by piece: what is too much is never held.
            while piece := stream.read(_CHUNK):
                length += len(piece)
                if length > most:
                    raise InputError("too-large", file=path.name, limit=most // 2**20)
        with gzip.open(path, "rb") as stream:
            return _bounded(stream, path.name, packed, limits, left)
    except (OSError, EOFError, zlib.error) as cause:
        raise InputError("damaged-archive", file=path.name) from cause


def _zip(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
            if len(infos) > limits.members:
                raise InputError("too-many-files", file=name, n=len(infos), limit=limits.members)
            parts = [(PurePosixPath(i.filename.replace("\\", "/")), i) for i in infos]
            tables = [
                (p.name, i)
                for p, i in parts
                if (p.name.lower().endswith((".csv", ".tsv", ".xlsx")) or p.name == BESIDE)
                and not p.name.startswith((".", "~"))
                and "__MACOSX" not in p.parts
            ]
            if all(part == BESIDE for part, _ in tables):
                raise InputError("no-tables", file=name)
            # A member never unpacks to more than it claims: what claims too much is refused before any of it is read.
            if sum(info.file_size for _, info in tables) > limits.total_bytes:
                raise InputError("too-large", file=name, limit=limits.total_bytes // 2**20)
            for _, info in tables:
                most = _most(info.compress_size, limits, limits.total_bytes)
                if info.file_size > most:
                    raise InputError("too-large", file=name, limit=most // 2**20)
            left = limits.total_bytes
            for part, info in tables:
                with archive.open(info) as stream:
                    unpacked = _bounded(stream, name, info.compress_size, limits, left)
                left -= len(unpacked)
                yield part, unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as cause:
        # RuntimeError is how zipfile says that a member needs a password.
        raise InputError("damaged-archive", file=name) from cause


def _bounded(stream: IO[bytes] | gzip.GzipFile, name: str, packed: int, limits: Limits, left: int) -> bytes:
    """What `stream` unpacks to. Sizes that the archive claims are not believed: it is read until a limit is met."""
    most = _most(packed, limits, left)
    data = stream.read(most + 1)
    if len(data) > most:
        raise InputError("too-large", file=name, limit=most // 2**20)
    return data


def _most(packed: int, limits: Limits, left: int) -> int:
    """How many bytes a file of `packed` bytes may unpack to."""
    return min(left, max(limits.free_bytes, packed * limits.ratio))


def _stem(name: str) -> str:
    for ending in (*TABLES, ".zip"):
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return PurePosixPath(name).stem
