"""How files are made that come from outside and should not so. What is to be said of each stands in refused_files.py
and taken_files.py.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.importers.packages import package, row, sheet, text, texts

Build = Callable[[Path], list[Path]]
HEAD = "id,name,kind\n"
BOOK_HEAD = texts(1, "Identifiant", "Nom", "Type")


@dataclass(frozen=True)
class Bad:
    """What is brought, how it ends, and the words that must be said of it."""

    name: str
    build: Build
    exit: int
    code: str
    """Of the error that refuses all, or of the problem of a row."""
    fr: tuple[str, ...]
    en: tuple[str, ...]
    """What the sentence must hold: what is wrong, and what to do."""
    place: tuple[str, str, int, str] | None = None
    """File, sheet, row and column of the problem."""
    options: tuple[str, ...] = ()
    before: Build | None = None
    """What is imported first, by somebody else."""
    created: int = 0
    """Facts that come in all the same."""
    http: str | None = "same"
    """The code over HTTP, where it is another; None for what cannot be sent."""


def raw(name: str, data: bytes) -> Build:
    def build(folder: Path) -> list[Path]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return [path]

    return build


def csv(name: str, content: str, encoding: str = "utf-8") -> Build:
    return raw(name, content.encode(encoding))


def book(name: str, *rows: str, title: str = "Acteurs", **parts: str | bytes) -> Build:
    extra = {part.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): v for part, v in parts.items()}
    return raw(name, package({title: sheet(BOOK_HEAD, *rows)}, extra=extra))


def together(*builds: Build) -> Build:
    return lambda folder: [path for build in builds for path in build(folder)]


def in_folder(*builds: Build) -> Build:
    """The folder that several files stand in."""

    def build(folder: Path) -> list[Path]:
        for each in builds:
            each(folder)
        return [folder / "dossier"]

    return build


def twice(build: Build) -> Build:
    return lambda folder: build(folder) * 2


def huge_text(folder: Path) -> list[Path]:
    """One cell of a gigabyte, in a file that takes no room on the disk."""
    path = folder / "actors.csv"
    with path.open("wb") as out:
        out.write(f'{HEAD}A,"'.encode())
        out.truncate(2**30)
    return [path]


def huge_book(folder: Path) -> list[Path]:
    """A workbook of a megabyte with one cell of a gigabyte in it."""
    return raw("acteurs.xlsx", _huge_book())(folder)


@cache
def _huge_book() -> bytes:
    """Made once: it takes seconds."""
    file = io.BytesIO()
    cell = sheet(BOOK_HEAD, row(2, text("A2", "@"))).encode()
    start, end = cell.split(b"@")
    with zipfile.ZipFile(io.BytesIO(package({"Acteurs": sheet(BOOK_HEAD)}))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist() if "sheet1" not in name}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, data in parts.items():
            out.writestr(name, data)
        with out.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(start)
            for _ in range(1024):
                part.write(b"x" * 2**20)
            part.write(end)
    return file.getvalue()


def bomb(folder: Path) -> list[Path]:
    """A zip of a few hundred kilobytes that unpacks to as many megabytes."""
    return raw("dossier.zip", _bomb())(folder)


@cache
def _bomb() -> bytes:
    file = io.BytesIO()
    line = b"1,a,association\n" * 2**16
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out,
        out.open("actors.csv", "w", force_zip64=True) as part,
    ):
        part.write(HEAD.encode())
        for _ in range(256):
            part.write(line)
    return file.getvalue()


def locked(folder: Path) -> list[Path]:
    """A workbook beside the mark that a spreadsheet leaves while it holds the file open."""
    (folder / "~$acteurs.xlsx").write_bytes(b"claire")
    return book("acteurs.xlsx", texts(2, "A", "Une", "association"))(folder)


FORMULA = '<c r="B2" t="str"><f>A2&amp;"!"</f><v>A!</v></c>'
EMPTY_FORMULA = '<c r="B2"><f>A2</f></c>'
GOOD = "A,Une,association\n"
