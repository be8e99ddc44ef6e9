"""Reads the bytes of an OpenDocument spreadsheet (.ods, .fods) into its sheets of rows.

Read by a parser of our own as .xlsx is: it sees formulas, errors, merged and hidden cells, and counts cells that are
written once and repeated before it unfolds them. python-calamine shows errors as empty cells and unfolds first.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from graph_service.errors import InputError
from importers.book_sheets import BookRow, Merged, sheets_of
from importers.readers.ods_xml import Scan, Styles, TableHandler
from importers.sheets import Limits, Sheet

_CHUNK = 1 << 16
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, OSError, LookupError),
)
"""How zipfile, and numbers that are none, say that a file is broken; RuntimeError is a member that needs a password."""


@dataclass
class OdsBook:
    """An opened spreadsheet. Its content is parsed anew for the rows of each sheet."""

    name: str
    data: bytes
    limits: Limits
    flat: bool = False
    """Whether it is one XML text, and no zip."""
    styles: Styles = field(default_factory=Styles)
    tables: list[tuple[str, str, bool]] = field(default_factory=list)
    """(part, name, whether it is hidden) of its own sheets."""
    merged: list[list[Merged]] = field(default_factory=list)
    date1904 = False

    def open(self) -> None:
        """Walk everything once: see that it is whole, safe and within the limits."""
        if not self.flat:
            self._check_package()
            for _ in self._parse(_STYLES, Scan(self.styles, self.limits, self.name)):
                pass
        scan = Scan(self.styles, self.limits, self.name)
        for _ in self._parse(_CONTENT, scan):
            pass
        self.merged = scan.merged
        self.tables = [(str(at), *table) for at, table in enumerate(scan.tables) if at not in scan.copies]

    def check(self, part: str) -> tuple[Merged, ...]:
        return tuple(self.merged[int(part)])

    def rows(self, part: str, sheet: str) -> Iterator[BookRow]:
        handler = TableHandler(int(part), self.styles, self.limits, self.name, sheet)
        for _ in self._parse(_CONTENT, handler):
            for at, many, hidden, cells in handler.rows:
                for i in range(many):
                    yield at + i, hidden, cells
            handler.rows.clear()

    def _check_package(self) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                infos = {info.filename: info for info in archive.infolist()}
                if len(infos) > self.limits.parts:
                    raise InputError("too-many-parts", file=self.name, n=len(infos), limit=self.limits.parts)
                if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in infos):
                    raise InputError("workbook-macros", file=self.name)
                if _MANIFEST in infos and b"encryption-data" in self._bounded(archive, infos[_MANIFEST]):
                    raise InputError("encrypted-workbook", file=self.name)
                for name in {_CONTENT, _STYLES} & set(infos):
                    # Sizes that the archive claims are not believed.
                    self._bounded(archive, infos[name], keep=False)
        except _BROKEN as cause:
            raise InputError("damaged-workbook", file=self.name) from cause

    def _bounded(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, keep: bool = True) -> bytes:
        most = min(self.limits.total_bytes, max(self.limits.free_bytes, info.compress_size * self.limits.ratio))
        done, kept = 0, []
        with archive.open(info) as stream:
            while piece := stream.read(_CHUNK):
                done += len(piece)
                if done > most:
                    raise InputError("too-large", file=self.name, limit=most // 2**20)
                if keep:
                    kept.append(piece)
        return b"".join(kept)

    def _parse(self, part: str, handler: Any) -> Iterator[None]:
        """Feed a part to a handler piece by piece, yielding after each piece."""
        parser = expat.ParserCreate()
        # No spreadsheet writes a document type, and without one there are no entities to expand or to fetch.
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = handler.startElement, handler.endElement
        parser.CharacterDataHandler = handler.characters if handler.reads_text else None
        try:
            with self._stream(part) as stream:
                while piece := stream.read(_CHUNK):
                    parser.Parse(piece, False)
                    yield
            parser.Parse(b"", True)
            yield
        except (expat.ExpatError, *_BROKEN) as cause:
            raise InputError("damaged-workbook", file=self.name) from cause

    def _refuse(self, *_: Any) -> None:
        raise InputError("hostile-workbook", file=self.name)

    def _stream(self, part: str) -> IO[bytes]:
        if self.flat:
            return io.BytesIO(self.data)
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            if part == _STYLES and part not in archive.namelist():
                return io.BytesIO(b"<none/>")
            return archive.open(part)


def is_flat(data: bytes) -> bool:
    """Whether bytes are a spreadsheet as one XML text (.fods)."""
    start = data[:4096]
    return start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and b"<office:document" in start


def read_ods(data: bytes, file: str, container: str, limits: Limits) -> list[Sheet]:
    """Return the sheets that hold something. Raises InputError where it is unsafe, damaged, or too large."""
    book = OdsBook(file, data, limits, flat=is_flat(data))
    book.open()
    if len(book.tables) > limits.members:
        raise InputError("too-many-sheets", file=file, n=len(book.tables), limit=limits.members)
    listed = [(name, hidden, part) for part, name, hidden in book.tables]
    return sheets_of(book, listed, file, container, "ods", len(book.tables))
