"""Faces to write: an invented answer with a table of every type of column, and texts that would like to be more."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from graph_service import vocabulary
from graph_service.messages import Day, Label
from graph_service.model import Scope
from graph_service.queries import QUESTIONS
from graph_service.queries import blocks as b
from graph_service.queries.base import Answer, SourceRecord
from graph_service.queries.table import Cell, Column, Table
from tests.visualisations.sample import HOSTILE, ego_view
from visualisations.view import MapView
from visualisations.writers import Faces
from visualisations.writers._drawn import Drawn

ACTOR = next(question for question in QUESTIONS if question.name == "actor")
COLUMNS = (
    Column("id", Label("Identifiant", "Id"), "id"),
    Column("name", Label("Nom", "Name"), "text"),
    Column("projects", Label("Projets communs", "Shared projects"), "integer"),
    Column("amount", Label("Montant", "Amount"), "number"),
    Column("strength", Label("Force", "Strength"), "share"),
    Column("since", Label("Depuis", "Since"), "date"),
    Column("running", Label("En cours", "Running"), "flag"),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("01001", "Ville de Tours", 3, 12500.5, 0.1656, date(2024, 3, 15), True),
    ("13002526500013", Label("Région", "Region"), 12, 1_250_000.25, 0.0033, Day("2023-06"), False),
    ("REG", '=HYPERLINK("http://evil.example")', None, None, None, None, None),
)
SOURCES = (
    SourceRecord(id="insee", producer="Insee", title="Sirene", updated="2025-01-01", licence="Licence Ouverte 2.0"),
)
HOSTILE_TEXTS = (
    *HOSTILE.values(),
    "=1+1",
    "+33 2 47",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "half \ud83d, null \0, control \x07\x1f, end \uffff, override \u202etxt.exe",
    "<w:p/>]]></w:t>&amp;",
    "_x0041_",
    "a" * 5_000,
    "one\ntwo\r\nthree\u2028four",
)
"""Texts of data that would like to be markup, a formula, or the end of a file."""


def table(*rows: tuple[Cell, ...], columns: Sequence[Column] = COLUMNS, total: int | None = None) -> Table:
    return Table(tuple(columns), rows, len(rows) if total is None else total)


def texts(*said: str) -> Table:
    """A table of one column of texts."""
    return table(*((text,) for text in said), columns=(Column("text", Label("Texte", "Text")),))


def answer(**more: Any) -> Answer:
    given = {"revision": 7, "as_of": date(2026, 1, 1), "tie_profile": "standard", "scope": Scope.PUBLIC}
    return Answer(**{**given, "sources": list(SOURCES), **more})


def faces(found: Table | None = None, *told: b.Block, lang: str = "fr", **more: Any) -> Faces:
    """An answer with these faces; the rest of it is the same for all."""
    picture: MapView | None = more.pop("picture", None)
    given: dict[str, Any] = {
        "question": ACTOR,
        "answer": answer(**more.pop("says", {})),
        "told": told or (b.Title("Ville de Tours"), b.Lead("Trois partenaires.")),
        "asked": [("Rôle", "porteur")],
        "vocabulary": vocabulary.packaged(),
        "fictional": False,
    }
    return Faces(lang=lang, picture=lambda: picture, table=lambda rows=None: found, **{**given, **more})


class Given(Drawn):
    """A picture whose drawing is given: a line with its name."""

    svg = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="794" height="300" '
        b'viewBox="0 0 794 300" role="img"><title>Tours</title><path d="M40 40L700 200" stroke="#4B38C7"/>'
        b'<text x="40" y="30" font-size="12">Ville de Tours</text></svg>\n'
    )

    @property
    def png(self) -> bytes:  # type: ignore[override]
        """794 by 300 white pixels at twice their size."""
        rows = zlib.compress(b"\0" * (1 + 1588 // 8 + 1) * 600, 9)
        head = struct.pack(">IIBBBBB", 1588, 600, 1, 0, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
            for name, data in parts
        )


def picture(lang: str = "fr", view: MapView | None = None) -> Given:
    return Given(view or ego_view(), lang)
