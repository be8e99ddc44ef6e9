"""Opens a path: a file, a gzipped one, a zip or a folder of them, and gives each file's bytes to its reader.

Everything is bounded, since files come from outside: size, number of members, how far a file unpacks, the length
of a cell. A member's path inside a zip is a name to show and never a path on disk.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO

from graph_service.checked import clip
from graph_service.errors import InputError
from graph_service.messages import Items, m
from graph_service.workbooks.marks import BESIDE
from importers.readers.formats import Found, is_document, tables
from importers.readers.names import WORKBOOKS, is_table, stem
from importers.sheets import Limits, Remark, Sheet

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"


def read(path: Path, limits: Limits | None = None) -> list[Sheet]:
    """Return the sheets of the file or folder at `path`, or (`data.zip/towns/grants.csv`) of one file in a zip. Raises
    InputError if it is missing, empty, no table, or too large."""
    limits = limits or Limits()
    if archive := _archive(path):
        return _member(archive, path.relative_to(archive).as_posix(), limits)
    container = stem(path.name)
    try:
        path.stat()
        if path.is_dir():
            next(path.iterdir(), None)
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise InputError("no-such-file", file=clip(str(path))) from cause
    except (OSError, ValueError) as cause:
        raise InputError("not-readable", file=clip(str(path))) from cause
    if path.is_dir():
        parts = ((f"{path.name}/{name}", name, data) for name, data in _folder(path, limits))
        found = _each((Found(file, name, container, data) for file, name, data in parts), limits)
        link = path / BESIDE
        return _beside(found, _bytes(link, limits, limits.total_bytes) if link.is_file() else b"")
    if not path.is_file():
        raise InputError("no-such-file", file=str(path))
    name = path.name
    data = _bytes(path, limits, limits.total_bytes)
    if name.lower().endswith(".zip") and not is_document(data, name):
        members = list(_zip(data, name, limits))
        inside = (
            Found(f"{name}/{part}", PurePosixPath(part).name, container, data)
            for part, data in members
            if part != BESIDE
        )
        found = _each(inside, limits)
        return _beside(found, next((data for part, data in members if part == BESIDE), b""))
    found = tables(Found(name, name, container, data), limits)
    if found[0].book and _is_open(path):
        told = Remark(None, name, m("problem-open_elsewhere", file=name))
        found[0] = replace(found[0], remarks=(told, *found[0].remarks))
    return found


def own_path(path: Path, sheet: Sheet) -> Path:
    """The path of the one file that a sheet of a folder or a zip at `path` came from; `path` itself of any other."""
    inside = path.is_dir() or (path.is_file() and path.name.lower().endswith(".zip"))
    return path / sheet.file.partition("/")[2] if inside and "/" in sheet.file else path


def called(sheet: Sheet) -> str:
    """What a sheet is called among those of a path: as in its workbook, or as the file of its folder or zip."""
    return sheet.name if sheet.book else sheet.file.partition("/")[2] or sheet.name


def _archive(path: Path) -> Path | None:
    """The zip of a path that goes on inside it."""
    try:
        above = next((one for one in path.parents if one.name.lower().endswith(".zip")), None)
        return above if above and above.is_file() else None
    except (OSError, ValueError):
        return None


def _member(archive: Path, wanted: str, limits: Limits) -> list[Sheet]:
    """The sheets of one file in a zip, as those of a file by itself but for the name that is shown."""
    data = _bytes(archive, limits, limits.total_bytes)
    members = [(part, data) for part, data in _zip(data, archive.name, limits) if part != BESIDE]
    found = next((each for each in members if each[0] == wanted), None)
    if found is None:
        known = Items([clip(part) for part, _ in members])
        raise InputError("no-such-member", file=archive.name, member=clip(wanted), known=known)
    name = PurePosixPath(wanted).name
    return tables(Found(f"{archive.name}/{wanted}", name, stem(name), found[1]), limits)


def _each(files: Iterable[Found], limits: Limits) -> list[Sheet]:
    return [sheet for file in files for sheet in tables(file, limits)]


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
    if lost := [f for f in there if f.is_symlink() and not os.path.exists(f) and is_table(f.name)]:
        raise InputError("not-readable", file=f"{path.name}/{lost[0].name}")
    files = [f for f in there if f.is_file() and f.name != BESIDE]
    taken = [f for f in files if is_table(f.name)]
    if not taken:
        # One that is not read: reading it says what it is instead, and what to do.
        taken = [f for f in files if f.name.lower().endswith(WORKBOOKS)][:1]
    if not taken:
        raise InputError("no-tables", file=path.name)
    if len(taken) > limits.members:
        raise InputError("too-many-files", file=path.name, n=len(taken), limit=limits.members)
    left = limits.total_bytes
    for file in taken:
        data = _bytes(file, limits, left)
        left -= len(data)
        yield file.name, data


def _bytes(path: Path, limits: Limits, left: int) -> bytes:
    """The unpacked bytes of one file, no more than `left`."""
    packed = path.stat().st_size
    try:
        if packed > left:
            raise InputError("too-large", file=path.name, limit=limits.total_bytes // 2**20)
        data = path.read_bytes()
    except PermissionError as cause:
        # A spreadsheet that has a file open may let nobody else in.
        raise InputError("file-in-use", file=path.name) from cause
    return _unpacked(data, path.name, path.name, limits, left)


def _unpacked(data: bytes, name: str, file: str, limits: Limits, left: int) -> bytes:
    """What gzipped bytes unpack to, at most `left`; other bytes as they are."""
    if not (data.startswith(_GZIP) or name.lower().endswith(".gz")):
        return data
    try:
        most, length = _most(len(data), limits, left), 0
        with gzip.open(io.BytesIO(data)) as stream:
            # Unpacked once and thrown away, piece by piece: what is too much is never held.
            while piece := stream.read(_CHUNK):
                length += len(piece)
                if length > most:
                    raise InputError("too-large", file=file, limit=most // 2**20)
        with gzip.open(io.BytesIO(data)) as stream:
            return _bounded(stream, file, len(data), limits, left)
    except (OSError, EOFError, zlib.error) as cause:
        raise InputError("damaged-archive", file=file) from cause


def _zip(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
            if len(infos) > limits.members:
                raise InputError("too-many-files", file=name, n=len(infos), limit=limits.members)
            parts = [(PurePosixPath(i.filename.replace("\\", "/")), i) for i in infos]
            taken = [
                (_inside(path), info)
                for path, info in parts
                if (is_table(path.name) or path.name == BESIDE) and "__MACOSX" not in path.parts
            ]
            if all(part == BESIDE for part, _ in taken):
                raise InputError("no-tables", file=name)
            # A member never unpacks to more than it claims: what claims too much is refused before any of it is read.
            if sum(info.file_size for _, info in taken) > limits.total_bytes:
                raise InputError("too-large", file=name, limit=limits.total_bytes // 2**20)
            for _, info in taken:
                most = _most(info.compress_size, limits, limits.total_bytes)
                if info.file_size > most:
                    raise InputError("too-large", file=name, limit=most // 2**20)
            left = limits.total_bytes
            for part, info in taken:
                with archive.open(info) as stream:
                    packed = _bounded(stream, name, info.compress_size, limits, left)
                unpacked = _unpacked(packed, part, name, limits, left)
                left -= len(unpacked)
                yield part, unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as cause:
        # RuntimeError is how zipfile says that a member needs a password.
        raise InputError("damaged-archive", file=name) from cause


def _inside(path: PurePosixPath) -> str:
    """What a file of a zip is called: its path there, with nothing that leads out of it."""
    return path.name if path.name == BESIDE else "/".join(part for part in path.parts if part not in ("/", "..", "."))


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
