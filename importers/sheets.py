"""What every reader returns: sheets of rows, with remarks on odd cells; and the limits of what is read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_service.messages import Message


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of files from outside before they are refused."""

    total_bytes: int = 512 * 2**20
    """Of all sheets of one path, unpacked."""
    members: int = 100
    parts: int = 2000
    """Of a workbook, which is a zip of many small files; only those that hold cells are unpacked."""
    ratio: int = 200
    """How many times its packed size a packed file may unpack to, once it is over `free_bytes`."""
    free_bytes: int = 20 * 2**20
    columns: int = 1000
    cell: int = 100_000
    """Characters."""
    cells: int = 20_000_000
    """Filled cells of a workbook, with those that it repeats."""
    strings: int = 5_000_000
    """Different texts of a workbook: each costs memory, however short it is."""

    @staticmethod
    def up_to(megabytes: float) -> Limits:
        """Limits for a path of so many megabytes, unpacked: what they bound grows and shrinks with it."""
        usual = Limits()
        share = megabytes * 2**20 / usual.total_bytes
        return Limits(
            total_bytes=int(megabytes * 2**20),
            free_bytes=int(usual.free_bytes * share),
            cells=int(usual.cells * share),
            strings=int(usual.strings * share),
        )


@dataclass(frozen=True, slots=True)
class Remark:
    """A reader's remark on a cell that is not what it seems. The row itself is not at fault."""

    at: int | None
    """The position of its column; None where it is about the row or the sheet."""
    value: str
    message: Message
    lost: bool = False
    """Whether the cell cannot be read: its text is empty and means nothing."""
    rejects: bool = False
    """Whether the row cannot be taken: nobody can say which of its cells is which."""

    @property
    def code(self) -> str:
        return self.message.code.removeprefix("problem-")


Row = tuple[int, list[str], Sequence[Remark]]
"""(row number as a spreadsheet shows it, texts of its cells, remarks)."""


@dataclass(frozen=True, kw_only=True)
class Sheet(ABC):
    """One table as it was found."""

    file: str
    """The name to show: of the file, or of its folder or zip and its own."""
    name: str
    """The file's name without ending, or the workbook's sheet: the name of the template's sheet, where it is one."""
    container: str
    """The stem of the path that was given: the title of its source where none is told."""
    encoding: str
    header: tuple[str, ...]
    header_row: int
    book: str = ""
    """Of a workbook's sheet: the workbook."""
    remarks: tuple[Remark, ...] = ()
    """About the sheet as a whole."""
    over: tuple[str, ...] = ()
    """Of a header in two rows, the upper one: the text over each column. `header` is the lower, filled up with it."""
    above: tuple[str, ...] = ()
    """Texts of titles above the header, where the reader has passed over them."""
    beside: str = ""
    """Of a table of a zip or a folder: the text of the `maillage.json` that an export put there."""

    @abstractmethod
    def rows_with_remarks(self) -> Iterator[Row]:
        """The rows below the header that are not empty, read anew each time."""

    @property
    def expected_rows(self) -> int | None:
        """About how many rows there are, where that is known without reading them."""
        return None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        for at, texts, _ in self.rows_with_remarks():
            yield at, texts
