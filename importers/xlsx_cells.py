"""Turns a cell of a workbook into the text that a person sees in it.

A workbook holds a date as a count of days and a SIRET as a number, perhaps with an exponent; what a person typed is
known by the cell's number format only. Nothing is computed: of a formula the result that the spreadsheet wrote down
is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation, localcontext

from graph_service.checked import clip
from graph_service.messages import m
from graph_service.records import cells, spreadsheet
from importers.sheets import Remark

_BUILTIN = {
    **{9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "d/m/yy h:mm"},
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"),
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((32, 33, 34, 35), "h:mm"),
}
"""Number formats that a workbook names by number alone (ECMA-376, 18.8.30), as far as they change what is seen."""
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LAST_DAY = 2_958_466
"""The first serial number after 31 December 9999."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a number format shows a number: as a percentage, a date of some precision, or a code of fixed length."""

    percent: bool = False
    date: str = ""
    """`day`, `month` or `year`; `time` for a time of day."""
    width: int = 0
    """Of a code such as `00000`: its number of digits."""


def number_format(id_: int, code: str | None) -> Format:
    """The format with number `id_`, or the workbook's own by its code."""
    code = code if code is not None else _BUILTIN.get(id_, "")
    shown = _NOT_SHOWN.sub("", code.split(";")[0]).lower()
    if "general" in shown:
        return Format()
    letters = set(shown) & set("dmyhs")
    if letters:
        if "d" in letters:
            return Format(date="day")
        if letters & set("hs"):
            return Format(date="day" if "y" in letters else "time")
        return Format(date="month" if "m" in letters else "year")
    if "%" in shown:
        return Format(percent=True)
    zeros = re.sub(r"[\s\u00a0\u202f.'-]", "", shown)
    # One zero is how any whole number is shown; 0.00 is no code.
    return Format(width=len(zeros)) if re.fullmatch("0{2,}", zeros) and "." not in shown else Format()


PLAIN = Format()


@dataclass(slots=True)
class Cell:
    """A cell as the file writes it."""

    type: str = "n"
    """`s` a shared text, `str` and `inlineStr` a text, `b` true or false, `e` an error, `d` an ISO date; `text` one
    that stands in the file as it is seen."""
    raw: str = ""
    format: Format = PLAIN
    formula: bool = False


def shown(cell: Cell, at: int, date1904: bool) -> tuple[str, Remark | None]:
    """Return the text of a cell in column `at`, and the remark on it, if any."""
    if cell.type == "e":
        return "", unread(at, cell.raw)
    text, remark = _text(cell, at, date1904)
    if cells.is_error(text):
        return "", unread(at, text)
    if cell.formula and not remark:
        if text.strip():
            remark = Remark(at, clip(text), m("problem-formula", value=clip(text)))
        elif cell.type not in ("str", "text"):
            # A text result that is empty is what =IF(…;"") gives in row after row: nothing is meant and nothing lost.
            remark = Remark(at, "", m("problem-formula_empty"), lost=True)
    return text, remark


def unread(at: int, text: str) -> Remark:
    """Return the remark on a cell that shows a spreadsheet error instead of a value."""
    return Remark(at, clip(text), m("problem-cell_error", value=clip(text)), lost=True)


def _text(cell: Cell, at: int, date1904: bool) -> tuple[str, Remark | None]:
    if cell.type == "b":
        return ("true" if cell.raw.strip() == "1" else "false" if cell.raw.strip() else ""), None
    if cell.type == "d":
        return cell.raw.strip().removesuffix("T00:00:00"), None
    if cell.type == "text":
        return cell.raw, None
    if cell.type != "n":
        return spreadsheet.unescape(cell.raw), None
    if not cell.raw.strip():
        return "", None
    try:
        number = Decimal(cell.raw.strip())
    except InvalidOperation:
        return cell.raw, None
    # Beyond what any spreadsheet counts to: 1E999999999 would be as many digits.
    if not number.is_finite() or abs(number.adjusted()) > 400:
        return cell.raw, None
    if cell.format.date:
        return _date(number, cell.format.date, date1904) or plain(number), None
    if cell.format.percent:
        return plain(number * 100) + "%", None
    if number == number.to_integral_value() and number.adjusted() >= spreadsheet.DIGITS:
        value = format(number.normalize(), "E")
        return "", Remark(at, value, m("problem-crushed_number", value=value), lost=True)
    text = plain(number)
    return (text.zfill(cell.format.width) if cell.format.width and text.isdigit() else text), None


def plain(number: Decimal) -> str:
    """The digits of a number as a spreadsheet shows them: fifteen at most, no exponent, no `.0`."""
    with localcontext() as context:
        context.prec = spreadsheet.DIGITS
        rounded = +number
    return format(rounded.normalize(), "f") if rounded else "0"


def _date(number: Decimal, precision: str, date1904: bool) -> str:
    """A count of days as a date, with its time of day if it has one; empty where no calendar has it."""
    serial = float(number) + (1462 if date1904 else 0)
    if not 0 <= serial < _LAST_DAY:
        return ""
    # The first spreadsheet took 1900 for a leap year, and its day 60 has stayed in all files since.
    start = datetime(1899, 12, 31) if serial < 60 else datetime(1899, 12, 30)  # noqa: DTZ001
    moment = start + timedelta(seconds=round(serial * 86400))
    if precision == "time" and serial < 1:
        return f"{moment:%H:%M}"
    if precision in ("year", "month"):
        return moment.strftime("%Y" if precision == "year" else "%Y-%m").zfill(4)
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat()
