"""The cells of a table as people read them: in a page and in a note."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from graph_service.messages import Day, Lang, Share, m, say
from graph_service.queries.table import Cell, Column

NUMBERS = frozenset({"integer", "number", "share"})
"""Types of columns whose cells are numbers: they stand on the right."""
_DIGITS = 3
"""Digits after the point, of a number that has any."""
_SMALL = 0.01
"""A smaller number keeps two digits, wherever they stand."""


def words(cell: Cell, column: Column, lang: Lang) -> str:
    """Return a cell in words; nothing where nobody says."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return flag(cell, lang)
    if isinstance(cell, date):
        return Day(cell.isoformat()).text(lang)
    if not isinstance(cell, int | float):
        return say(cell, lang)
    if column.type == "id":
        return str(cell)
    return Share(cell).text(lang) if column.type == "share" else number(cell, lang)


def flag(cell: bool, lang: Lang) -> str:
    return say(m("said-yes" if cell else "said-no"), lang)


def number(value: float, lang: Lang) -> str:
    """A number with thousands apart: `1 234,5` in French, `1,234.5` in English."""
    if isinstance(value, float):
        small = f"{Decimal(f'{value:.2g}'):f}"
        said = small if 0 < abs(value) < _SMALL else f"{value:,.{_DIGITS}f}".rstrip("0").rstrip(".")
    else:
        said = f"{value:,}"
    return said.translate(_FRENCH) if lang == "fr" else said


_FRENCH = str.maketrans({",": "\u202f", ".": ","})
