"""Finds text that was read in the wrong encoding once, and saved so: `Ã©` or `√©` for `é`, `â€™` for `’`.

It is told and never repaired: what was lost on the way cannot be known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from typing import TypeVar

from graph_service.checked import clip
from graph_service.messages import m
from importers.sheets import Remark, Sheet


def _second_bytes(encoding: str) -> str:
    """The bytes of UTF-8 that follow the first of a sign, as another encoding shows them."""
    return re.escape("".join(bytes([byte]).decode(encoding, "ignore") for byte in range(0x80, 0xC0)))


_WINDOWS = _second_bytes("cp1252") + "\u0080-\u009f"
_MAC = _second_bytes("mac_roman")
_RIGHT = "\u00a0”’»…–—ªº¹°›“‘«"
"""Those that may rightly follow a capital Ã, Â or Å: at the end of a word of Portuguese, beside a quote."""
_WRONG = re.compile(
    f"[ÃÂÄÅ](?![{_RIGHT}])[{_WINDOWS}]|(?<![A-ZÀ-Þ])[ÃÂ][{_RIGHT}]|ÃƒÂ|Å“(?=[a-zà-ÿ])|[Â-ô][\x80-\x84\x86-\x9f]|â€[{_WINDOWS}]|â‚¬|â„¢|ï»¿|ï¿½"
    f"|[√¬ƒ≈][{_MAC}]|‚Ä[{_MAC}]|‚Ç¨|(?:[Œœ][{_MAC}]){{2}}"
)
"""UTF-8 as Western Windows or Latin-1 shows it, then as an old Macintosh does, Greek included."""
_SIGNS = re.compile("[ÃÂÄÅâï√¬ƒ≈‚Œœ]")


LOOKED_AT = 2000
"""Rows that are looked at of a sheet that is not one text: reading it all twice takes too long."""
S = TypeVar("S", bound=Sheet)


def told(sheet: S, most: int | None = LOOKED_AT) -> S:
    """The sheet with a remark on how many of its cells (of the first `most` rows) were spoilt by a wrong encoding
    before."""
    rows = chain([(sheet.header_row, list(sheet.header))], islice(sheet.rows(), most))
    spoilt = [(at, text) for at, texts in rows for text in texts if has_mojibake(text)]
    if not spoilt:
        return sheet
    (row, example), *_ = spoilt
    message = m("problem-mojibake", n=len(spoilt), row=row, value=clip(example, 60))
    return replace(sheet, remarks=(*sheet.remarks, Remark(None, clip(example), message)))


def has_mojibake(text: str) -> bool:
    """Whether a text holds signs that only a wrong encoding puts beside each other."""
    return not text.isascii() and bool(_WRONG.search(text))


def may_have_mojibake(text: str) -> bool:
    """Whether a whole file is worth looking at cell by cell. Quick."""
    return not text.isascii() and bool(_SIGNS.search(text)) and bool(_WRONG.search(text))
