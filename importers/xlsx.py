"""Reads the bytes of a workbook (.xlsx) into its sheets of rows.

Read by a parser of our own (docs/decisions/0005-workbooks.md): it sees a formula and its result at once, a number's
digits as they were written, and the length of a cell before that cell fills the memory. Names inside the package are
looked up in it and are never paths on disk; links to other workbooks are not followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXException

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from graph_service.errors import InputError
from importers import xlsx_cells
from importers.book_sheets import BookRow, Merged, sheets_of
from importers.sheets import Limits, Sheet
from importers.xlsx_xml import Handler, Parts, RowHandler, Strings

CONTENT_TYPES = "[Content_Types].xml"
_CHUNK = 1 << 16
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref=\"([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})\"")
_MERGES = 1000
"""Merged ranges of a sheet that are told one by one."""


@dataclass
class Workbook:
    """An opened workbook: where its parts are, and what all its sheets share."""

    name: str
    archive: zipfile.ZipFile
    limits: Limits
    left: int
    """Bytes that may still be unpacked."""
    strings: list[str] = field(default_factory=list)
    formats: list[xlsx_cells.Format] = field(default_factory=list)
    date1904: bool = False

    def rows(self, part: str, sheet: str) -> Iterator[BookRow]:
        handler = RowHandler(self.strings, self.formats, self.limits.cell, self.name, sheet)
        for _ in self.parse(part, handler):
            yield from handler.rows
            handler.rows.clear()

    def parse(self, part: str, handler: Any) -> Iterator[None]:
        """Feed a part to a handler piece by piece, yielding after each piece."""
        parser = create_parser(forbid_dtd=True)
        parser.setContentHandler(handler)
        try:
            with self.archive.open(part) as stream:
                while piece := stream.read(_CHUNK):
                    parser.feed(piece)
                    yield
            parser.close()
            yield
        except DefusedXmlException as cause:
            raise InputError("hostile-workbook", file=self.name) from cause
        except (SAXException, *_BROKEN) as cause:
            raise InputError("damaged-workbook", file=self.name) from cause

    def read_all(self, part: str, handler: Handler) -> None:
        for _ in self.parse(part, handler):
            pass

    def check(self, part: str) -> tuple[Merged, ...]:
        """Unpack a part once to its end, to check that it is whole and within the limits. Returns its merged ranges,
        which stand at its end.

        Sizes that the archive claims are not believed.
        """
        found: list[Merged] = []
        tail = b""
        try:
            info = self.archive.getinfo(part)
            most = min(self.left, max(self.limits.free_bytes, info.compress_size * self.limits.ratio))
            done = 0
            with self.archive.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    done += len(piece)
                    if done > most:
                        raise InputError("too-large", file=self.name, limit=most // 2**20)
                    text = tail + piece
                    last = 0
                    for match in _MERGE.finditer(text):
                        last = match.end()
                        if len(found) < _MERGES:
                            found.append(Merged.of(match[1].decode(), match[2].decode()))
                    tail = text[max(last, len(text) - 300) :]
            self.left -= done
        except _BROKEN as cause:
            raise InputError("damaged-workbook", file=self.name) from cause
        return tuple(found)


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    LookupError,
)
"""How zipfile, and numbers that are none, say that a file is broken; RuntimeError is a member that needs a password."""


def read_workbook(data: bytes, file: str, container: str, limits: Limits) -> list[Sheet]:
    """The sheets of a workbook that hold something. Raises InputError where it is none, unsafe, or too large."""
    book, sheets, parts = _open(data, file, limits)
    listed = [(name, state != "visible", part) for name, state, part in sheets]
    return sheets_of(book, listed, file, container, "xlsx", len(parts.sheets))


def _open(data: bytes, file: str, limits: Limits) -> tuple[Workbook, list[tuple[str, str, str]], Parts]:
    """A workbook, and (name, state, part) of its sheets of cells."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except _BROKEN as cause:
        raise InputError("damaged-workbook", file=file) from cause
    if len(names) > limits.parts:
        raise InputError("too-many-parts", file=file, n=len(names), limit=limits.parts)
    book = Workbook(file, archive, limits, limits.total_bytes)
    _refuse_others(book, names)
    parts = Parts()
    main = _main_part(book, names)
    for part in (main, _relations(main)):
        book.check(part)
        book.read_all(part, parts)
    folder = posixpath.dirname(main)
    where = {id_: _inside(folder, target) for id_, (_, target) in parts.relations.items()}
    kinds = {kind: _inside(folder, target) for kind, target in parts.relations.values()}
    book.date1904 = parts.date1904
    if (styles := kinds.get("styles")) in names and styles:
        book.check(styles)
        book.read_all(styles, parts)
        book.formats = [xlsx_cells.number_format(id_, parts.formats.get(id_)) for id_ in parts.cell_formats]
    if (strings := kinds.get("sharedStrings")) in names and strings:
        book.check(strings)
        book.read_all(strings, Strings(book.strings, limits, file))
    sheets = [
        (name, state, where[relation])
        for name, state, relation in parts.sheets
        if relation in where and parts.relations[relation][0] == "worksheet"
    ]
    if len(sheets) > limits.members:
        raise InputError("too-many-sheets", file=file, n=len(sheets), limit=limits.members)
    return book, sheets, parts


def _refuse_others(book: Workbook, names: list[str]) -> None:
    """Packages that look like a workbook and are none, or one with programs in it."""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise InputError("workbook-macros", file=book.name)
    if CONTENT_TYPES in names:
        book.check(CONTENT_TYPES)
        types = Parts()
        book.read_all(CONTENT_TYPES, types)
        if any("macroenabled" in content.lower() for content in types.contents):
            raise InputError("workbook-macros", file=book.name)


def _main_part(book: Workbook, names: list[str]) -> str:
    """The part that lists the sheets."""
    top = "_rels/.rels"
    if top in names:
        relations = Parts()
        book.check(top)
        book.read_all(top, relations)
        for kind, target in relations.relations.values():
            if kind == "officeDocument" and _inside("", target) in names:
                return _inside("", target)
    if "xl/workbook.xml" in names:
        return "xl/workbook.xml"
    raise InputError("damaged-workbook", file=book.name)


def _relations(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _inside(folder: str, target: str) -> str:
    """The name in the package that a relation of a part in `folder` points to."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
