"""Writers: an answer as a file. One file each, named by the extension that it writes; a new file here is a new format
everywhere.

A writer module declares `WRITERS`; the first of them is what `-o FILE` takes for its extension. Each is made from the
faces of an answer (words, picture, table) and from nothing else. The formats of pictures are the renderers
(`visualisations.renderers`).
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from graph_service.messages import Items, Lang, Message, codes, m
from graph_service.model import Scope
from graph_service.queries.base import Answer
from graph_service.queries.blocks import Block
from graph_service.queries.declare import Question
from graph_service.queries.table import Table
from graph_service.vocabulary import Vocabulary
from visualisations.presets import PLAIN, Figure
from visualisations.renderers import Renderer, formats, no_remark, renderer
from visualisations.view import MapView

DATA = "answer.json"
"""The file that holds an answer as programs take it, and not as people read it."""


class Face(StrEnum):
    """What a file is made of. Every question has words; whether it has the others, its declaration says."""

    WORDS = "words"
    PICTURE = "picture"
    TABLE = "table"


class GivesTable(Protocol):
    """Gives the table of an answer."""

    def __call__(self, rows: int | None = None) -> Table | None:
        """The table with all rows, or with at least the first so many; None where the question has none."""


@dataclass(frozen=True)
class Faces:
    """An answer with its faces, all of one revision and scope, in the language of their reader. Picture and table are
    made when a writer asks for them; None where the question has none."""

    lang: Lang
    question: Question[Any, Any]
    answer: Answer
    told: Sequence[Block]
    picture: Callable[[], MapView | None]
    table: GivesTable
    asked: Sequence[tuple[str, str]]
    """What was asked for beside what the title says: filters and the like, each with its value, in words."""
    vocabulary: Vocabulary
    fictional: bool
    """Whether the relations are invented."""
    places: bool = False
    """Whether it is told in which rows of which files things stand: only where somebody asks for it."""
    figure: Figure = PLAIN
    """What was chosen of a picture that is a file of its own."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A file that an answer is written to."""

    name: str
    """What it is called: `note.docx`. The same under a question's address."""
    needs: Face
    media_type: str
    write: Callable[[Faces], bytes]
    """The file's bytes: the same for the same faces."""
    place: int = 50
    """Where it stands in a list of files: what people take most comes first."""
    takes: tuple[str, ...] = ()
    """What can be chosen of its figure, of `visualisations.presets.OPTIONS`."""
    remark: Callable[[bytes], Message | None] = no_remark
    """What its reader must be told of a file that was made."""

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2]

    def holds(self, question: Question[Any, Any]) -> Message:
        """What it holds of a question's answer, in a few words: in its own, or as a format of what it is made of."""
        code = f"file-{self.name.replace('.', '-')}"
        if code in codes("fr"):
            return m(code, parts=Items([m(f"face-the-{face}") for face in faces(question)]))
        return m("file-of", face=m(f"face-{self.needs}"), format=self.extension)

    def file_name(self, question: Question[Any, Any], scope: Scope) -> str:
        """What its file is called, with who may see it."""
        return f"maillage-{question.name}-{self.name.partition('.')[0]}-{scope.value}.{self.extension}"


@cache
def writers() -> tuple[Writer, ...]:
    """Every writer: those of this folder, and a picture in each format of the renderers."""
    modules = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    own = [each for name in modules for each in import_module(f"{__name__}.{name}").WRITERS]
    return tuple(sorted([*own, *(_picture(renderer(format_)) for format_ in formats())], key=lambda each: each.place))


def written_by(question: Question[Any, Any]) -> tuple[Writer, ...]:
    """The writers that a question has the faces for."""
    has = faces(question)
    return tuple(writer for writer in writers() if writer.needs in has)


def faces(question: Question[Any, Any]) -> tuple[Face, ...]:
    """The faces that a question declares."""
    return (
        Face.WORDS,
        *((Face.PICTURE,) if question.draw else ()),
        *((Face.TABLE,) if question.rows else ()),
    )


def extensions() -> tuple[str, ...]:
    """The extensions that `-o FILE` takes."""
    return tuple(dict.fromkeys(writer.extension for writer in writers()))


def of_extension(extension: str) -> Writer | None:
    """The writer that `-o FILE` takes for an extension; None where there is none."""
    found = [writer for writer in writers() if writer.extension == extension]
    return min(found, key=lambda writer: (writer.needs is Face.PICTURE, writer.place), default=None)


def _picture(made: Renderer) -> Writer:
    def write(faces: Faces) -> bytes:
        view = faces.picture()
        assert view is not None, "a question that is drawn"
        return made.draw(view, faces.lang, faces.figure)

    name = f"picture.{made.format}"
    return Writer(name, Face.PICTURE, made.media_type, write, made.place, made.options, made.remark)
