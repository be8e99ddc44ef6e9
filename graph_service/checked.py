"""The result of checking one raw value, and how raw values are cleaned before any check."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from graph_service.messages import Message, m

Severity = Literal["", "warning", "error"]

_CRUSHED = re.compile(r"^[+-]?\d+[.,]\d*E\+?\d+$|^\d+E\+\d+$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff.]+")


@dataclass(frozen=True, slots=True)
class Checked:
    """The canonical `value` (None if there is none), and the problem found, if any.

    `severity` is `warning` where the value is kept but doubtful, or was lost without the writer's fault; `error`
    where it cannot be right; empty where there is nothing to say. `remedy` is the value that was probably meant.
    """

    value: str | None
    problem: Message | None = None
    severity: Severity = ""
    remedy: str | None = None

    @property
    def code(self) -> str:
        """The problem's code for programs, such as `bad_siret`; empty where there is no problem."""
        return self.problem.code.removeprefix("problem-") if self.problem else ""


def error(code: str, remedy: str | None = None, /, **args: object) -> Checked:
    return Checked(None, m(f"problem-{code}", **args), "error", remedy)


def warning(value: str | None, code: str, remedy: str | None = None, /, **args: object) -> Checked:
    return Checked(value, m(f"problem-{code}", **args), "warning", remedy)


def ascii_digits(text: str) -> str:
    """`text` with the digits of other scripts (Arabic, Devanagari, full width) as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str, instead: str = "") -> str:
    """`text` without the signs that XML, and so a workbook, cannot hold: control signs, halves of signs. `instead`
    stands in the place of each."""
    return _NOT_IN_XML.sub(instead, text)


def compact(raw: str) -> str:
    """`raw` without spaces of any kind and dots, in capitals; `732829320.0`, a number read as one, loses its `.0`."""
    text = ascii_digits(raw.strip())
    if re.fullmatch(r"\d+[.,]0", text):
        text = text[:-2]
    return _SEPARATORS.sub("", text).upper()


def is_crushed(raw: str) -> bool:
    """Whether a spreadsheet turned a long code into `2,43E+13`: its digits are lost and nobody can restore them."""
    return bool(_CRUSHED.match("".join(ascii_digits(raw).split())))


def clip(raw: str, length: int = 200) -> str:
    """`raw`, short enough to be shown in a message."""
    return raw if len(raw) <= length else raw[: length - 1] + "…"
