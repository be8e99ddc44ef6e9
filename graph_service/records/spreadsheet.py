"""Limits of a spreadsheet: how many digits of a number it keeps, and which signs a text cannot hold."""

from __future__ import annotations

import re

DIGITS = 15
"""A spreadsheet keeps this many digits of a number. Of a longer one the rest is already lost."""
MAX_TEXT = 32_767
"""Characters (of UTF-16) that a spreadsheet holds in a cell; more than that, and it calls the file damaged."""
MAX_ROWS = 1_048_576
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def keeps(value: float) -> bool:
    """Return whether a spreadsheet keeps every digit of a number."""
    return abs(value) < 10**DIGITS and float(f"{value:.{DIGITS}g}") == value


def unescape(text: str) -> str:
    """A text as it was typed: what XML cannot hold is written `_x000D_` (ECMA-376, 22.4.2.4, ST_Xstring)."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\0", "")
    # Halves of a character that found each other are one; a half alone is none.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def escape(text: str) -> str:
    """The text that `unescape` reads as this one, and that XML can hold."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    text = re.sub(r"[\ud800-\udfff]", "\ufffd", text)
    return re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", text)
