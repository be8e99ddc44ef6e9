"""Tells a change that a spreadsheet program made by opening and saving a file from one that a person made.

A spreadsheet takes `01004` for a number and saves `1004`, `3/4` for a day, `vrai` for a truth; another encoding spoils
accents; a long text is cut. Whoever knows what the cell held when it was written can see that nothing was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation, localcontext
from functools import cache

from graph_service.records.words import word_list

__all__ = ["fold_id", "is_mangled", "is_swapped_day", "reads_day_first"]

_DIGITS = 15
"""A spreadsheet keeps this many digits of a number."""
_NUMBER = re.compile(r"([+-]?)((?:[0-9]+[.,]?[0-9]*|[.,][0-9]+))(?:e([+-]?[0-9]{1,3}))?(%?)", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_BOTH_MARKS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+)|([0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+)")
_CURRENCY = re.compile(r"^[€$£]\s*|\s*(?:[€$£]|EUR)$")
_TRUTHS = {"true": "1", "vrai": "1", "false": "0", "faux": "0"}
_CUTS = (255, 256, 1023, 1024, 8192, 32_766, 32_767, 65_535)
"""UTF-16 units after which spreadsheets, and what they pass texts through, cut a text."""
_ENCODINGS = ("utf-8", "mac_roman", "cp850", "cp437", "cp1252", "latin-1")
_TIME = re.compile(r"[T ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?: ?([AP])M)?Z?$", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{1,2})(?::([0-9]{1,2}))?(?: ?([AP])M)?", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{1,4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,4})")
_PAIR = re.compile(r"([0-9]{1,4})[-/. ]([0-9]{1,4})")
_NAMED = re.compile(r"(?:([0-9]{1,2})[-/. ]?)?([a-z]{3,9})\.?(?:[-/. ]?([0-9]{1,4}))?")
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4}|[0-9]{2})")
_ISO_DAY = re.compile(r"[0-9]{4}-([0-9]{2})-([0-9]{2})")
_FIRST_DAYS = (date(1899, 12, 30), date(1904, 1, 1))
"""From which day the two calendars of spreadsheets count."""
_LAST_DAY = 2_958_465

Moment = tuple[int | None, int, int | None]
"""Year, month, day; None where it is not said."""


def is_mangled(shown: str, text: str, *, many: bool = False) -> bool:
    """Whether `text` is what a spreadsheet makes of a cell that held `shown`.

    Only ways in which a spreadsheet itself changes a cell count: `1004` may be `01004` that lost its zero, and
    `01004` is never `1004`, which no spreadsheet gives a zero. `many`: the cell holds a list.
    """
    if not text:
        return False
    shown, text = _plain(shown), _plain(text)
    if shown == text or shown.lstrip("'") == text.lstrip("'"):
        return True
    return (
        _is_number_of(shown, text)
        or _is_moment_of(shown, text)
        or _is_clock_of(shown, text)
        or _is_truth_of(shown, text)
        or _is_cut(shown, text)
        or _is_reencoded(shown, text)
        or (many and _is_list_of(shown, text))
    )


def fold_id(text: str) -> str:
    """An id without what typing aids change: capitals, spaces, kinds of dashes and quotes."""
    kept = (c for c in unicodedata.normalize("NFKC", text).casefold() if not c.isspace())
    return "".join("-" if unicodedata.category(c) == "Pd" else "'" if c in "’‘`´" else c for c in kept)


def reads_day_first(shown: str, text: str) -> bool | None:
    """Whether `text` writes the day `shown` (`2024-03-05`) as 05/03/2024. None where that cannot be told."""
    day, slashed = _ISO_DAY.fullmatch(shown), _SLASHED.fullmatch(text)
    if not day or not slashed or day[1] == day[2]:
        return None
    return (int(slashed[1]), int(slashed[2])) == (int(day[2]), int(day[1]))


def is_swapped_day(shown: str, text: str) -> bool:
    """Whether `text` is `shown` with the month first, and could also be another day with the day first."""
    day, slashed = _ISO_DAY.fullmatch(shown), _SLASHED.fullmatch(text)
    return bool(
        day and slashed and (int(slashed[1]), int(slashed[2])) == (int(day[1]), int(day[2])) and int(day[2]) <= 12
    )


def _plain(text: str) -> str:
    """A text without differences that cannot be seen: composed accents, kinds of spaces, signs without a shape."""
    seen = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return " ".join("".join(seen).split())


def _is_number_of(shown: str, text: str) -> bool:
    if re.match(r"[+-]?0[0-9]", text):
        return False
    return any(_rounds_to(one, other, text) for one in _numbers(shown) for other in _numbers(text))


def _numbers(text: str) -> set[Decimal]:
    """What a spreadsheet may read in a text, in any language: `1,234` is one number in French, another in English."""
    text = _CURRENCY.sub("", text)
    text = re.sub(r"^\((.+)\)$", r"-\1", text).replace("−", "-").replace(" ", "")
    sign = "-" if text[:1] == "-" else ""
    bare = text.lstrip("+-")
    read: set[str] = set()
    if both := _BOTH_MARKS.fullmatch(bare):
        read.add(bare.replace(",", "") if both[1] else bare.replace(".", "").replace(",", "."))
    if _GROUPED.fullmatch(bare):
        read.add(bare.replace(",", "").replace(".", ""))
    share = False
    if found := _NUMBER.fullmatch(text):
        share = bool(found[4])
        read.add(found[2].replace(",", ".") + (f"e{found[3]}" if found[3] else ""))
    values = set()
    for one in read:
        try:
            value = Decimal(sign + one)
        except InvalidOperation:
            continue
        values.add(value / 100 if share else value)
    return values


def _rounds_to(number: Decimal, other: Decimal, text: str) -> bool:
    """Whether `other`, written as `text`, is the number, or the number with the digits that a spreadsheet keeps."""
    if number == other:
        return True
    digits = other.normalize().as_tuple().digits
    crushed = "e" in text.lower() or (other == other.to_integral_value() and other.adjusted() >= 11)
    if crushed:
        # 2.43E+13, also where it was opened and saved once more as 24300000000000: the zeros were digits.
        return 2 <= len(digits) <= number.adjusted() and _rounded(number, len(digits)) == other
    fraction = -int(other.as_tuple().exponent)
    if fraction <= 0 and number == number.to_integral_value():
        return False
    return (fraction >= 2 or len(digits) >= 6) and _rounded(number, len(digits)) == other


def _rounded(number: Decimal, digits: int) -> Decimal:
    with localcontext() as context:
        context.prec = max(1, min(digits, _DIGITS))
        return +number


def _is_moment_of(shown: str, text: str) -> bool:
    """Whether a text that a spreadsheet takes for a day came back as one: `1-2` as 01/02/2026 or as `01-févr`."""
    ours = set(_moments(shown))
    if ours:
        named = any(c.isalpha() for c in _TIME.sub("", text))
        # `2-1` is what people write; a spreadsheet names the month or adds a year.
        short = not named and re.fullmatch(r"[0-9]{1,2}[^0-9][0-9]{1,2}", text)
        theirs = set(_serials(text)) if short else set(_moments(text)) | set(_serials(text))
        return any(_fits(one, other, named) for one in ours for other in theirs)
    # A number in a cell that was given the format of a date.
    return bool(set(_serials(shown)) & set(_moments(text)))


def _fits(shown: Moment, text: Moment, named: bool) -> bool:
    year = shown[0] == text[0] or shown[0] is None
    day = shown[2] == text[2] or (shown[2] is None and text[2] == 1) or (text[2] is None and named)
    return year and shown[1] == text[1] and day


def _moments(text: str) -> Iterator[Moment]:
    """The days and months that a text may name, whatever the order and the language."""
    text = _TIME.sub("", text).lower()
    if found := _DAY.fullmatch(text):
        one, two, three = (int(part) for part in found.groups())
        if len(found[1]) <= 2:
            for year in _years(found[3]):
                yield from _valid((year, two, one), (year, one, two))
        if len(found[1]) == 4 or len(found[3]) <= 2:
            for year in _years(found[1]):
                yield from _valid((year, two, three))
    elif found := _PAIR.fullmatch(text):
        one, two = int(found[1]), int(found[2])
        yield from _valid((None, one, two), (None, two, one))
        for year in _years(found[1]):
            yield from _valid((year, two, None))
        for year in _years(found[2]):
            yield from _valid((year, one, None))
    elif (found := _NAMED.fullmatch(_bare(text))) and (found[1] or found[3]) and found[2] in _months():
        month = _months()[found[2]]
        day = int(found[1]) if found[1] else None
        for year in _years(found[3] or ""):
            yield from _valid((year, month, day))
        if found[3] and not found[1]:
            yield from _valid((None, month, int(found[3])))
        elif not found[3]:
            yield from _valid((None, month, day))


@cache
def _months() -> dict[str, int]:
    """Names of months, long and short, in French and English, without accents."""
    return {name: at for at, names in enumerate(word_list("months"), 1) for name in names}


def _years(text: str) -> tuple[int, ...]:
    if len(text) == 4:
        return (int(text),)
    return (1900 + int(text), 2000 + int(text)) if 1 <= len(text) <= 2 else ()


def _valid(*moments: Moment) -> Iterator[Moment]:
    for year, month, day in moments:
        if 1 <= month <= 12 and (day is None or 1 <= day <= 31):
            yield year, month, day


def _serials(text: str) -> Iterator[Moment]:
    """The day that a spreadsheet counts as this number, in either of its calendars."""
    if re.fullmatch(r"[0-9]{1,7}([.,]0+)?", text) and 1 <= (days := int(re.split("[.,]", text)[0])) <= _LAST_DAY:
        for first in _FIRST_DAYS:
            if days <= (date.max - first).days:
                day = first + timedelta(days=days)
                yield day.year, day.month, day.day


def _is_clock_of(shown: str, text: str) -> bool:
    """`1:2` as 01:02:00 or 1:02 AM, or as the part of a day that it is."""
    seconds = _seconds(shown)
    if seconds is None:
        return False
    other = _seconds(text)
    if other is None:
        return any(abs(float(part) * 86400 - seconds) < 1 for part in _numbers(text) if abs(part) < 10**4)
    return other == seconds


def _seconds(text: str) -> int | None:
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hours = hours % 12 + (12 if found[4].upper() == "P" else 0)
    return hours * 3600 + minutes * 60 + seconds if minutes < 60 and seconds < 60 else None


def _is_truth_of(shown: str, text: str) -> bool:
    truth = _TRUTHS.get(shown.lower())
    return truth is not None and _TRUTHS.get(text.lower(), text) == truth


def _is_cut(shown: str, text: str) -> bool:
    if len(text) < 200 or not shown.startswith(text[:200]):
        return False
    units = shown.encode("utf-16-le", "replace")
    return any(
        len(units) > 2 * most and units[: 2 * most].decode("utf-16-le", "ignore").strip() == text for most in _CUTS
    )


def _is_reencoded(shown: str, text: str) -> bool:
    """Whether signs were lost on the way through another encoding: `?`, `Ã©`, or a letter that it has instead."""
    if shown.isascii():
        return False
    if len(shown) == len(text) and all(a == b or _is_spoiled(a, b) for a, b in zip(shown, text, strict=True)):
        return True
    return any(
        shown.encode(written, "replace").decode(read, "replace") == text
        for written in _ENCODINGS
        for read in ("cp1252", "latin-1", "mac_roman", "utf-8")
        if written != read
    )


def _is_spoiled(sign: str, other: str) -> bool:
    if sign.isascii():
        return False
    if other in "?_\ufffd":
        return True
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        return other.isascii() and other.isalpha()
    return False


def _is_list_of(shown: str, text: str) -> bool:
    """Whether a list came back with other signs between its items, or each of its items mangled."""
    ours = [item.replace("\\;", ";").strip() for item in re.split(r"(?<!\\);", shown)]
    for between in (";", ",", "|"):
        theirs = [item.strip() for item in re.split(rf"(?<!\\)\{between}", text)]
        if len(theirs) == len(ours) > 1:
            return all(a == b or is_mangled(a, b) for a, b in zip(ours, theirs, strict=True))
    return False


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
