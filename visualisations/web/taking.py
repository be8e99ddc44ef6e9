"""What an answer can be taken along as, for the page: its table, its files, a note to paste."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.messages import Lang, m, say
from graph_service.model import Scope
from graph_service.queries.declare import Question
from visualisations.presets import PRESETS, USUAL_DPI
from visualisations.web.addresses import Addresses
from visualisations.writers import DATA, Face, Writer, written_by

_PAGING = ("limit", "after")
"""Parameters that choose a part of a list; a file has all of it."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: str
    address: str
    ending: str
    """What its name ends with: `.docx`."""
    holds: str
    """What it holds, in a few words."""


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are made of the same."""

    face: str
    title: str
    files: Sequence[File]


@dataclass(frozen=True, slots=True)
class Taken:
    """Where an answer is given in another form; empty where its question has none."""

    groups: Sequence[Group]
    table: str
    words: str
    picture: str
    about: str
    """What is said of the picture, as data."""
    imaging: Imaging | None
    """How the picture is shown as it will be; None where there is none."""


def taken(question: Question[Any, Any], values: Mapping[str, Any], to: Addresses, lang: Lang, scope: Scope) -> Taken:
    """Return where the answer to a question with these values is given in other forms."""
    asked = {name: value for name, value in values.items() if name not in _PAGING}
    has = {writer.name: writer for writer in written_by(question)}

    def address(name: str) -> str:
        return to.file(question.name, name, asked) if name in has else ""

    def file(writer: Writer) -> File:
        where = to.answer(question.name, asked) if writer.name == DATA else address(writer.name)
        name = writer.file_name(question, scope)
        return File(name, where, f".{writer.extension}", say(writer.holds(question), lang))

    groups = []
    for name in ("whole", *Face, "data"):
        files = [file(writer) for writer in has.values() if _group(writer) == name]
        if files:
            groups.append(Group(name, say(m(f"web-take-{name}"), lang), files))
    return Taken(
        groups=groups,
        table=to.table(question.name, asked) if question.rows else "",
        words=address("words.html"),
        picture=address("picture.png"),
        about=address("picture.json"),
        imaging=_imaging(question, has, address, lang, scope) if question.draw else None,
    )


@dataclass(frozen=True, slots=True)
class Imaging:
    """What the dialog of the picture offers, in words."""

    lang: Lang
    presets: Sequence[tuple[str, str]]
    formats: Sequence[tuple[str, str, str, str]]
    """Each with its address, the name of its file, and what it is for."""
    fine: Sequence[tuple[int, str]]
    """Dots an inch."""
    headings: Sequence[str]
    """Of the table of its lines, in a note."""
    dpi: int = USUAL_DPI

    def t(self, code: str) -> str:
        return say(m(f"imaging-{code}"), self.lang)


_FINE = (96, USUAL_DPI, 300, 600)
_FORMATS = ("png", "svg", "pdf")
_COLUMNS = ("from", "to", "strength", "since", "state")


def _imaging(
    question: Question[Any, Any], has: Mapping[str, Writer], address: Callable[[str], str], lang: Lang, scope: Scope
) -> Imaging:
    writers = [(each, has[f"picture.{each}"]) for each in _FORMATS]
    return Imaging(
        lang,
        [(each.id, say(each.label, lang)) for each in PRESETS],
        [(n, address(w.name), w.file_name(question, scope), say(m(f"imaging-{n}"), lang)) for n, w in writers],
        [(each, say(m("imaging-fine", dpi=each), lang)) for each in _FINE],
        [say(m(f"map-col-{name}"), lang) for name in _COLUMNS],
    )


def _group(writer: Writer) -> str:
    """What a file is listed under: `whole` where it has more than one face, `data` where it is for programs."""
    if writer.extension == "json":
        return "data"
    return "whole" if writer.needs is Face.WORDS and not writer.name.startswith(Face.WORDS) else writer.needs
