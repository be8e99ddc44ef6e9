"""Text of CSV files, for a double click and for programs: signs of the reader's language, and no formulas.

A French file has what a French spreadsheet expects: semicolons and decimal commas; an English one has commas and
points. Both begin with a byte order mark, without which Excel takes UTF-8 for Western Windows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from graph_service.messages import Lang, m, say
from graph_service.records import cells

_UNREAD = re.compile("[\0\ud800-\udfff]")
"""What no reader takes: a zero byte makes a file binary, half of a surrogate pair has no UTF-8."""


def table(rows: Iterable[Sequence[str]], lang: Lang) -> bytes:
    """Rows of cells as one file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";" if lang == "fr" else ",", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def cell(value: str | int | float | bool | None, lang: Lang) -> str:
    """A value as a cell; nothing where nobody says."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say(m("said-yes" if value else "said-no"), lang)
    return text(value) if isinstance(value, str) else number(value, lang)


def number(value: float, lang: Lang) -> str:
    """A number with all of its digits, and never as 1e-05: exponents are how spreadsheets crush codes."""
    said = format(Decimal(repr(value)), "f")
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    return said.replace(".", ",") if lang == "fr" else said


def text(words: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula. An import takes its apostrophe off."""
    return cells.escape(_UNREAD.sub("\ufffd", words))
