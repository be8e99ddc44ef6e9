"""Cells that are days, months, years or periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from importers.meanings.cells import Cells
from importers.meanings.data import folded
from importers.meanings.evidence import Evidence, between, fit

_YEAR = re.compile(r"(1[89]|20|21)\d\d([.,]0)?|(19|20)\d\d\s?[-/]\s?((19|20)?\d\d)")
_CLOCK = r"(?:[T ]\d{1,2}[:hH]\d{2}.*)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})" + _CLOCK)
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})" + _CLOCK)
_MONTH = re.compile(r"(?:19|20)\d\d-\d{2}|\d{1,2}/(?:19|20)\d\d")
_SPELT_DAY = re.compile(
    r"(?:\w+ )?\d{1,2}(?:er)? (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|apr|may|jun|jul|aug)"
    r"\w* \d{2,4}"
)
_MONTHS = r"(?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|apr|may|jun|jul|aug)\w*"
_LOOSE = re.compile(
    rf"{_MONTHS} (?:(?:19|20)\d\d|\d\d)|(?:depuis |des |a partir de |jusqu (?:en|a) |avant )?"
    rf"(?:(?:debut|mi|fin|courant|printemps|ete|automne|hiver|t[1-4]|s[12]|{_MONTHS}|"
    r"[1-4](?:er|e|eme)? (?:trim|sem)\w*) )+"
    r"(?:19|20)\d\d"
)
"""A month, a quarter or the like of a year: `avril 2024`, `sept. 24`, `T2 2024`, `fin 2025`."""
_TWO_DAYS = re.compile(
    r"(\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}/\d{1,2}/\d{2,4})(?:\s*(?:[_/;,–]|-|au|to|et)\s*|\s+)(\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}/\d{1,2}/\d{2,4})"
)
_DATED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}")


@lru_cache(maxsize=20_000)
def is_day(text: str) -> bool:
    """Whether a cell is a day, a month or a part of a year, in figures or in words, with or without a time."""
    if not any(sign.isdigit() for sign in text) or len(text) > 40:
        return False
    if found := _YEAR_FIRST.fullmatch(text):
        return (
            (bool(found[2]) or len(found[3]) == len(found[4]) == 2)
            and "1700" <= found[1] <= "2200"
            and 1 <= int(found[3]) <= 12
            and 1 <= int(found[4]) <= 31
        )
    if found := _DAY_FIRST.fullmatch(text):
        low, high = sorted((int(found[1]), int(found[3])))
        return 1 <= low <= 12 and high <= 31
    said = folded(text)
    return bool(_MONTH.fullmatch(text) or _SPELT_DAY.fullmatch(said) or _LOOSE.fullmatch(said))


def is_two_days(text: str) -> bool:
    """Whether a cell holds the two ends of a period."""
    return bool(_TWO_DAYS.search(text))


def times(cells: Cells) -> Iterator[Evidence]:
    year = cells.share(_YEAR.fullmatch)
    day = cells.share(is_day)
    two = cells.share(is_two_days)
    dated = cells.share(lambda text: _DATED.search(text))
    if year > 0.8:
        yield Evidence("year", between(year, 0.7, 0.95, 5), fit("year", year))
        for meaning in ("date", "period"):
            yield Evidence(meaning, -2.5)
    elif year < 0.3:
        yield Evidence("year", -5)
    if day > 0.5:
        yield Evidence("date", between(day, 0.4, 0.9, 4), fit("date", day))
        for meaning in ("start", "end"):
            yield Evidence(meaning, between(day, 0.4, 0.9, 3), fit("date", day))
        yield Evidence("period", 1)
        for meaning in ("reference", "local_id", "project_id"):
            yield Evidence(meaning, -0.5)
        for meaning in ("theme", "category", "text", "org_name", "person_name"):
            yield Evidence(meaning, -2)
    elif day + dated < 0.2:
        for meaning in ("date", "start", "end"):
            yield Evidence(meaning, -4 if year < 0.5 else -0.5)
    if two > 0.3:
        yield Evidence("period", between(two, 0.2, 0.6, 6), fit("period", two))
        yield Evidence("date", -2)
    elif two + day + dated + year < 0.1:
        yield Evidence("period", -0.5)


def names_day(text: str) -> bool:
    """Whether a text is a day, or ends or begins with one: `COPIL 12/01/2024`, `12 mars 2024 - Atelier`."""
    words = text.split()
    parts = [words[at:] for at in range(len(words))] + [words[:at] for at in range(1, len(words))]
    return any(is_day(" ".join(part)) for part in parts if len(part) < 5)
