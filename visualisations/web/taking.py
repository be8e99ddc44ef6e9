"""What an answer can be taken along as, for the page: its table, its files, a note to paste."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.messages import Lang, m, say
from graph_service.model import Scope
from graph_service.queries.declare import Question
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
    )


def _group(writer: Writer) -> str:
    """What a file is listed under: `whole` where it has more than one face, `data` where it is for programs."""
    if writer.extension == "json":
        return "data"
    return "whole" if writer.needs is Face.WORDS and not writer.name.startswith(Face.WORDS) else writer.needs
