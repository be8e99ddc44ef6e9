"""Reads the text of a cell as a date, number or list, and escapes text that a spreadsheet would run.

Every parser takes the text of one cell and returns its canonical value, or None where the text is no such value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from unicodedata import category, combining, normalize

from graph_service.checked import ascii_digits
from graph_service.dates import is_stated
from graph_service.model import Scope
from graph_service.records.words import word_list

_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_FRENCH_DAY = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_FRENCH_MONTH = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_ISO_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?Z?")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_VISIBILITIES = {
    "public": Scope.PUBLIC,
    "partners": Scope.PARTNERS,
    "partenaires": Scope.PARTNERS,
    "internal": Scope.INTERNAL,
    "interne": Scope.INTERNAL,
}
_CODE_OF_ERROR = re.compile(r"(ERR|ERREUR|FEHLER):[0-9]{3}|#{3,}")
_FORMULA_TEXT = re.compile(r"=\s*([+\-(]*\s*)?(@?[A-Za-zÀ-ÿ_][\w.À-ÿ]*\(|\$?[A-Z]{1,3}\$?[0-9]+\b|\[|'|[\w.À-ÿ$]+!)")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Kinds of signs without a shape of their own (Unicode): control, format, private, halves of signs."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""Letters and marks that are drawn as nothing."""
_YES, _NO = frozenset({"oui", "yes", "true", "vrai", "1", "x"}), frozenset({"non", "no", "false", "faux", "0"})


def escape(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula. `unescape` reverses it for every text."""
    return "'" + text if _FORMULA.match(text) else text


def unescape(text: str) -> str:
    """The text that `escape` was given."""
    return text[1:] if text[:1] == "'" and _ESCAPED.match(text) else text


def visible(text: str) -> tuple[str, bool]:
    """Return an id without invisible signs (zero-width spaces, direction marks, control signs), and whether it had
    any."""
    if text.isascii() and text.isprintable():
        return text, False
    kept = "".join(sign for sign in text if category(sign) not in _UNSEEN and sign not in _BLANK).strip()
    return kept, kept != text


def unturned(text: str) -> str:
    """A text without the signs that turn round how what follows is read (`evil\u202etxt.exe`): embeddings, overrides,
    isolates. Marks of direction, which texts of several scripts need, stay."""
    return text if text.isascii() else _TURNING.sub("", text).strip()


def is_error(text: str) -> bool:
    """Whether a cell, or an item of its list, is what a spreadsheet shows instead of a value: `#N/A`, `#NOM ?`,
    `Err:502`, `####`."""
    if "#" in text and ";" in text:
        return any(map(is_error, text.split(";")))
    text = text.strip()
    if len(text) > 30 or text[:1] not in ("#", "E", "e", "F", "f"):
        return False
    bare = _SPACES.sub("", "".join(c for c in normalize("NFKD", text) if not combining(c))).upper()
    return bare in _errors() or bool(_CODE_OF_ERROR.fullmatch(bare))


@cache
def _errors() -> frozenset[str]:
    return frozenset(word_list("errors_of_cells"))


def is_formula(text: str) -> bool:
    """Whether a cell of a text file holds a formula instead of its result: a function, or the name of a cell."""
    return bool(_FORMULA_TEXT.match(text.strip()))


def date(text: str) -> str | None:
    """A stated date: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or as written in French (`JJ/MM/AAAA`, `MM/AAAA`)."""
    text = ascii_digits(text.strip())
    if is_stated(text):
        return text
    if found := _FRENCH_DAY.fullmatch(text):
        text = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    elif found := _FRENCH_MONTH.fullmatch(text):
        text = f"{found[2]}-{found[1]:0>2}"
    elif found := _ISO_TIME.fullmatch(text):
        text = found[1]
    return text if is_stated(text) else None


def number(text: str) -> float | None:
    """A finite number; `50 %` is 0.5. The comma and the space are French's; of comma and point the last is decimal."""
    text = _SPACES.sub("", ascii_digits(text)).removesuffix("€").removesuffix("EUR").replace("−", "-")
    if text.endswith("%"):
        share = None if text.endswith("%%") else number(text[:-1])
        return None if share is None else float(Decimal(repr(share)) / 100)
    comma, point = text.rfind(","), text.rfind(".")
    if comma > point:
        text = text.replace(".", "").replace(",", ".")
    elif comma >= 0:
        text = text.replace(",", "")
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def integer(text: str) -> int | None:
    """A whole number; `25,0` is one."""
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


def flag(text: str) -> bool | None:
    word = text.strip().lower()
    return True if word in _YES else False if word in _NO else None


def visibility(text: str) -> Scope | None:
    """Return the scope that a cell names, in either language; None if it names none."""
    return _VISIBILITIES.get(text.strip().lower())


def split_list(text: str) -> list[str]:
    r"""The items of a list, separated by `;` (an item's own semicolon is written `\;`), trimmed, each once."""
    items = (item.replace("\\;", ";").strip() for item in re.split(r"(?<!\\);", text))
    return list(dict.fromkeys(item for item in items if item))


def join_list(items: Iterable[str]) -> str:
    """The cell that `split_list` reads as these items."""
    return ";".join(item.replace(";", "\\;") for item in items)
