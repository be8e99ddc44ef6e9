"""Reads the bytes of a text file (CSV, TSV) as one table: its encoding, its delimiter, and remarks on odd cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from graph_service.checked import clip
from graph_service.errors import InputError
from graph_service.messages import m
from graph_service.records import cells, headers, template
from importers import mojibake, xlsx_cells
from importers.mending import Columns
from importers.sheets import Limits, Remark, Row, Sheet

DELIMITERS = (";", ",", "\t", "|")
_LOOKED_AT = 100
"""Rows that tell how a table is cut, and how wide it is."""
_LEARNT_FROM = 5000
"""Rows that tell which kinds of cells its columns have."""
_TOLD_DELIMITER = re.compile('"?sep=([;,|\t])"?\r?\n', re.IGNORECASE)
"""A first line for spreadsheets alone, which says how the rows are cut."""
_LINE_END = re.compile("\r\n|\r|\n")
_ODD = re.compile("[\udc80-\udcff]")
"""A byte that is not UTF-8, as `surrogateescape` keeps it."""
_ACCENT = re.compile("[\u00a0-\u017f\u2010-\u203a\u20ac\u2122]")
"""What texts here have beside ASCII. Read as Western Windows, its UTF-8 is no text: Ã©, â€™, Å“."""
_NO_ACCENT = re.compile("[^\0-\x7f\u00a0-\u017f\u2010-\u203a\u20ac\u2122\udc80-\udcff]")
_KEEP = "surrogateescape"
_AT_ONCE = 1 << 18
_SUSPECT = re.compile(r"#|(?:^|\x1f)\s*(?:=|(?:err|fehler)[a-z]*\s*:)", re.IGNORECASE)
"""What a row has, its cells joined by `\\x1f`, of which one may be an error or a formula instead of a value."""


@dataclass(frozen=True, kw_only=True)
class TextSheet(Sheet):
    """A table of a text file. Its rows are numbered as a spreadsheet shows them."""

    delimiter: str
    text: str
    limits: Limits
    mixed: bool = False
    """Whether it is in two encodings: `encoding` is that of most of it."""
    width: int = 0
    """Cells of a row, with those that have no header."""

    @property
    def expected_rows(self) -> int | None:
        """Its lines: a text of several lines in a cell counts as several rows."""
        return max(0, self.text.count("\n") - self.header_row)

    def rows_with_remarks(self) -> Iterator[Row]:
        for at, texts in _records(self.text, self.delimiter, self.file, self.limits):
            if at > self.header_row:
                whole, remarks = "\x1f".join(texts), list[Remark]()
                if self.width and len(texts) > self.width and template.OUR_COLUMN not in self.header:
                    texts, remarks = self._joined(texts)
                if self.mixed and not whole.isascii():
                    remarks += self._mend(texts)
                if _spans_lines(whole):
                    remarks += self._swallowed(texts)
                if any(sign in whole for sign in "#=:") and _SUSPECT.search(whole):
                    remarks += self._unread(texts)
                yield at, texts, remarks

    @cached_property
    def _columns(self) -> Columns:
        """The kinds of cells in each column, learnt from the rows that are not cut."""
        rows = (texts for at, texts in _records(self.text, self.delimiter, self.file, self.limits))
        below = (texts for texts in islice(rows, _LEARNT_FROM) if len(texts) >= self.width)
        return Columns.of(islice(below, 1, None), self.width)

    def _joined(self, texts: list[str]) -> tuple[list[str], list[Remark]]:
        """A row without the cuts of commas that have no quotes around them, with a remark on each, or on why not."""
        found = self._columns.mend(texts)
        if found.cells is None:
            if not found.several:
                return texts, []
            row = clip(self.delimiter.join(texts))
            return texts, [Remark(None, row, m("problem-cut_cells", n=len(texts), width=self.width), rejects=True)]
        remarks = []
        for place, text in found.joined:
            header = self.header[place] if place < len(self.header) else str(place + 1)
            remarks.append(Remark(place, clip(text), m("problem-joined_cells", value=clip(text, 60), column=header)))
        return found.cells, remarks

    def _mend(self, texts: list[str]) -> Iterator[Remark]:
        """Read the cells of a row that are in two encodings, and remark on those that are in the rarer one."""
        for place, text in enumerate(texts):
            texts[place], other = mended(text, self.encoding)
            if other:
                message = m("problem-odd_bytes", value=clip(texts[place], 60))
                yield Remark(place, clip(texts[place]), message)

    def _unread(self, texts: list[str]) -> Iterator[Remark]:
        """Empty the cells of a row that hold an error of a spreadsheet's, with a remark on each; of an exported table,
        in which no text begins as a formula does, also those with a formula instead of its result."""
        for place, text in enumerate(texts):
            if cells.is_error(text):
                yield xlsx_cells.unread(place, text)
            elif template.OUR_COLUMN in self.header and cells.is_formula(text):
                yield Remark(place, clip(text), m("problem-formula_text", value=clip(text)), lost=True)
            else:
                continue
            texts[place] = ""

    def _swallowed(self, cells: list[str]) -> list[Remark]:
        """A remark on each cell that seems to hold rows: its quote was opened, and closed in another row or nowhere.

        A text of several lines is no fault. In a column that holds one line (a name, a code, a date) a delimiter
        after the first line is enough; in any other column a line inside must have as many cells as the table.
        """
        remarks = []
        for at, cell in enumerate(cells):
            if not _spans_lines(cell):
                continue
            header = self.header[at] if at < len(self.header) else ""
            after = _LINE_END.split(cell)[1:]
            delimiters = [line.count(self.delimiter) for line in after]
            if any(delimiters) if headers.is_one_line(header) else len(self.header) - 1 in filter(None, delimiters):
                message = m("problem-swallowed_rows", column=header or str(at + 1), lines=len(after) + 1)
                remarks.append(Remark(None, clip(cell), message))
        return remarks


def read_text(file: str, name: str, container: str, data: bytes, limits: Limits) -> TextSheet:
    """Return the table of a text file. Raises InputError where it is empty, binary, too wide or has an open quote."""
    text, encoding, mixed = decode(data, file)
    if not text.strip():
        raise InputError("empty-file", file=file)
    told = _TOLD_DELIMITER.match(text)
    delimiter = told[1] if told else _sniff(text, file, limits)
    rows = _records(text, delimiter, file, limits)
    if told:
        next(rows)
    at, header = next(rows, (0, []))
    if not header:
        raise InputError("empty-file", file=file)
    width = _width([header, *(texts for _, texts in islice(rows, _LOOKED_AT))]) if delimiter == "," else 0
    while header and not header[-1].strip():
        header.pop()
    if len(header) > limits.columns:
        raise InputError("too-many-columns", file=file, n=len(header), limit=limits.columns)
    if any(delimiter in line for name in header for line in _LINE_END.split(name)[1:]):
        raise InputError("open-quote", file=file, row=at)
    sheet = TextSheet(
        file=file,
        name=name,
        container=container,
        encoding=encoding,
        header=tuple((mended(h, encoding)[0] if mixed else h).strip() for h in header),
        header_row=at,
        delimiter=delimiter,
        text=text,
        limits=limits,
        mixed=mixed,
        width=width,
    )
    return mojibake.told(sheet, None) if mojibake.may_have_mojibake(text) else sheet


def decode(data: bytes, file: str) -> tuple[str, str, bool]:
    """The text, the encoding it was in (UTF-8, UTF-16 where it says so itself, else that of Western Windows), and
    whether some of it is in the other of the two.

    A text of both keeps bytes that are not UTF-8 as halves of signs (`surrogateescape`): `mended` reads them, cell by
    cell.
    """
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not utf16 and b"\0" in data:
        raise InputError("binary-file", file=file)
    # A mark of UTF-8 before bytes that are none: the mark is taken off, for it belongs to no column's name.
    data = data.removeprefix(codecs.BOM_UTF8)
    for encoding in ("utf-16",) if utf16 else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            if encoding == "utf-8" and (accents := len(_ACCENT.findall(both := data.decode(encoding, _KEEP)))):
                return both, "cp1252" if len(_ODD.findall(both)) > accents else encoding, True
            continue
        if "\0" not in text:
            return text, encoding, False
    raise InputError("binary-file", file=file)


def mended(text: str, encoding: str) -> tuple[str, bool]:
    """A cell of a file of two encodings as it was written, and whether it is in the other one than most of the file.

    What reads as an accent or a quote in UTF-8 is one; all else is Western Windows, where a byte that is nothing
    becomes `\ufffd`.
    """
    other = bool((_ODD if encoding == "utf-8" else _ACCENT).search(text))
    if encoding == "cp1252":
        # An É before a space that does not break reads as ɠ, which is no French.
        text = _NO_ACCENT.sub(lambda found: found[0].encode().decode("cp1252", "replace"), text)
    return _ODD.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text), other


def _sniff(text: str, file: str, limits: Limits) -> str:
    """The delimiter that cuts most of the first rows into equally many cells. The first row counts for more, unless it
    is a title over the table."""
    start = text[: limits.cell]
    # What is cut off in the middle is no row.
    start = start[: start.rfind("\n") + 1] if len(start) < len(text) and "\n" in start else start
    rows = {
        delimiter: [len(texts) for _, texts in islice(_records(start, delimiter, file, limits), _LOOKED_AT)]
        for delimiter in DELIMITERS
    }
    widest = max((widths[0] for widths in rows.values() if widths), default=1)

    def rank(delimiter: str) -> tuple[float, int]:
        widths = rows[delimiter]
        # What cuts no row says nothing: every row of a table with another delimiter is one cell.
        (usual, times), *_ = Counter(widths).most_common(1) or [(1, 0)]
        if not widths or (usual == 1 and widths[0] == 1):
            return 0, 0
        equal = times / len(widths) if usual > 1 else 0
        return equal + (0.5 if widths[0] == widest > 1 else 0), widths[0]

    return max(DELIMITERS, key=rank)


def _width(rows: list[list[str]]) -> int:
    """How many cells the headers of a table have, which may stand below a title; 0 where it is too narrow to tell."""
    usual = max(Counter(map(len, rows)).items(), key=lambda pair: pair[1])[0]
    return next((len(texts) for texts in rows[:10] if len(texts) >= 3 and 3 * len(texts) >= 2 * usual), 0)


def _records(text: str, delimiter: str, file: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of every row that is not empty."""
    at = 0
    try:
        for at, texts in enumerate(csv.reader(_lines(text), delimiter=delimiter), 1):
            if any(texts):
                if max(map(len, texts)) > limits.cell:
                    raise InputError("cell-too-long", file=file, row=at, limit=limits.cell)
                if any(map(str.strip, texts)):
                    yield at, texts
    except csv.Error as cause:
        # Beyond csv's own limit on a field: mostly a quote that is opened and never closed.
        raise InputError("cell-too-long", file=file, row=at + 1, limit=limits.cell) from cause


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, some thousands at a time: `StringIO` takes four bytes for a letter."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _AT_ONCE) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def _spans_lines(text: str) -> bool:
    return "\n" in text or "\r" in text
