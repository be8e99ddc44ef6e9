"""Knows the format of a file by its first bytes, because names lie, and reads it into sheets."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from graph_service.errors import InputError
from importers import mojibake, xlsx
from importers.readers import json_sheets, ods, parquet, xls
from importers.readers.compound import SIGNATURE
from importers.readers.graphs import json as graph_json
from importers.readers.graphs import xml
from importers.readers.names import JSONS, WORKBOOKS, stem
from importers.sheets import Limits, Sheet
from importers.text_sheets import read_text

_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S
)
"""How a web page begins, also one that a program wrote with a table in it and called a workbook."""
_BINARY = "xl/workbook.bin"
_PACKED = b"PK\x03\x04"
_DIRECTORY_END, _COMMENT, _ENTRY, _DIRECTORY = b"PK\x05\x06", 65_557, 46, 8 * 2**20
"""The record at the end of a zip and how far from the end it may stand; bytes of an entry of its list, at least; and
how long a list may be."""


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of one file, and what to call it."""

    file: str
    """The name to show."""
    name: str
    """Its own name, without that of its folder or zip."""
    container: str
    """The stem of the path that was given."""
    data: bytes

    @property
    def stem(self) -> str:
        return stem(self.name)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its bytes are known, and how they are read into sheets."""

    fits: Callable[[Found], bool]
    read: Callable[[Found, Limits], list[Sheet]]


def _read_workbook(found: Found, limits: Limits) -> list[Sheet]:
    return xlsx.read_workbook(found.data, found.file, found.container, limits)


def _read_json(found: Found, limits: Limits) -> list[Sheet]:
    return json_sheets.read_json(found.file, found.stem, found.container, found.data, limits)


def _read_ods(found: Found, limits: Limits) -> list[Sheet]:
    return ods.read_ods(found.data, found.file, found.container, limits)


def _read_xls(found: Found, limits: Limits) -> list[Sheet]:
    return xls.read_xls(found.data, found.file, found.container, limits)


def _read_parquet(found: Found, limits: Limits) -> list[Sheet]:
    return parquet.read_parquet(found.file, found.stem, found.container, found.data, limits)


def _read_graph(found: Found, limits: Limits) -> list[Sheet]:
    return xml.read_xml(found.file, found.container, found.data, limits)


def _read_json_graph(found: Found, limits: Limits) -> list[Sheet]:
    return graph_json.read_json(found.file, found.container, found.data, limits)


FORMATS = (
    Format(lambda found: is_workbook(found.data, found.file), _read_workbook),
    Format(lambda found: is_spreadsheet(found.data) or ods.is_flat(found.data), _read_ods),
    Format(lambda found: xls.is_old_workbook(found.data), _read_xls),
    Format(lambda found: parquet.is_parquet(found.data), _read_parquet),
    Format(lambda found: xml.is_graph(found.data), _read_graph),
    Format(lambda found: graph_json.is_graph(found.data), _read_json_graph),
    Format(lambda found: json_sheets.is_json(found.data), _read_json),
)
"""Asked in this order. What none of them fits is a text with delimiters, or no table."""


def tables(found: Found, limits: Limits) -> list[Sheet]:
    """Return the sheets of one file. Raises InputError where it holds no table, or too large a one."""
    for format_ in FORMATS:
        if format_.fits(found):
            return [mojibake.told(sheet) for sheet in format_.read(found, limits)]
    if code := _other(found.name, found.data):
        raise InputError(code, file=found.file)
    return [read_text(found.file, found.stem, found.container, found.data, limits)]


def is_workbook(data: bytes, file: str) -> bool:
    """Whether a zip holds a workbook's parts, whatever it is called. Raises InputError where it lists more members
    than are ever looked at: the list alone would fill the memory."""
    end = data.rfind(_DIRECTORY_END, -_COMMENT) if data.startswith(_PACKED) else -1
    if end >= 0 and (listed := int.from_bytes(data[end + 12 : end + 16], "little")) > _DIRECTORY:
        raise InputError("too-many-files", file=file, n=listed // _ENTRY, limit=Limits().parts)
    names = _names(data) if data.startswith(_PACKED) else set()
    return xlsx.CONTENT_TYPES in names and _kind(names) == "xl" and _BINARY not in names


def is_document(data: bytes, file: str) -> bool:
    """Whether a zip is one file of an office program, and no archive of files."""
    return is_workbook(data, file) or is_spreadsheet(data)


def is_spreadsheet(data: bytes) -> bool:
    """Whether a zip is an OpenDocument spreadsheet, or one whose kind cannot be read: no text, and no drawing."""
    if not data.startswith(_PACKED) or not {"mimetype", "content.xml"} <= _names(data):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as stream:
            return b"opendocument.spreadsheet" in stream.read(200)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError):
        return True


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
    if data.startswith(SIGNATURE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "encrypted-workbook"
        # One that is cut short has lost the list of what is in it.
        other = any(name.encode("utf-16-le") in data for name in ("WordDocument", "PowerPoint Document"))
        return "other-document" if other else "damaged-workbook"
    if data.startswith(b"PK"):
        names = _names(data)
        if not names:
            return "damaged-workbook" if called else "damaged-archive"
        if "mimetype" in names and "content.xml" in names:
            return "other-document"
        if _BINARY in names:
            return "binary-workbook"
        return "other-document" if _kind(names) else "zip-as-workbook" if called else "zip-as-table"
    if name.lower().removesuffix(".gz").endswith(JSONS):
        return "text-as-json"
    if _HTML.match(data[:2000].removeprefix(b"\xef\xbb\xbf")):
        return "html-file"
    return "text-as-workbook" if called else None
