"""Days, years and stretches of time in a sentence, as what questions take: `as_of`, `since`, and now."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph_service.graph.sentences.language import Language, Phrase
from graph_service.graph.sentences.tokens import Token

_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_DAY = re.compile(r"\d{1,2}")
_MOST_MONTHS = 1200
_SEASON = 3
"""Months of a season."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The words from `start` up to `end` say a time: a day to look from, months to look back, or both."""

    start: int
    end: int
    as_of: date | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class _Span:
    """A stated time: its first day and its last."""

    first: date
    last: date
    end: int


def moments(sentence: Sequence[Token], own: Language, on: date) -> list[Moment]:
    """Return the times that words of a sentence say, as they are meant on a day."""
    return list(_Reader([token.word for token in sentence], own, on).all())


class _Reader:
    def __init__(self, words: Sequence[str], own: Language, on: date) -> None:
        self.words, self.own, self.on = words, own, on

    def all(self) -> Iterator[Moment]:
        for start in range(len(self.words)):
            yield from self._at(start)

    def _at(self, start: int) -> Iterator[Moment]:
        for end, months in self._lately(start):
            yield Moment(start, end, since=months)
        for name, unit in (("last_years", 12), ("last_months", 1)):
            for end, number in self._phrases(name, start):
                yield Moment(start, end, since=number * unit)
        for name, unit in (("years_ago", 12), ("months_ago", 1)):
            for end, number in self._phrases(name, start):
                yield Moment(start, end, as_of=_months_before(self.on, number * unit))
        for end, _ in self._phrases("last_year", start):
            yield Moment(start, end, as_of=date(self.on.year - 1, 12, 31))
        for end, _ in self._phrases("this_year", start):
            yield Moment(start, end, since=self._months_since(date(self.on.year, 1, 1)))
        for end, _ in self._phrases("since", start):
            article = end < len(self.words) and self.words[end] in self.own.articles
            span = self._span(end + article) or self._latest_month(end + article)
            if span and span.first <= self.on:
                yield Moment(start, span.end, since=self._months_since(span.first))
        yield from self._between(start)
        for end, _ in (*self._phrases("when", start), (start, 0)):
            if (span := self._span(end)) and span.first <= self.on:
                yield Moment(start, span.end, as_of=span.last)

    def _lately(self, start: int) -> Iterator[tuple[int, int]]:
        for phrase, months in self.own.lately.items():
            if tuple(self.words[start : start + len(phrase)]) == phrase:
                yield start + len(phrase), months

    def _phrases(self, name: str, start: int) -> Iterator[tuple[int, int]]:
        """The ends of the phrases of a name that begin here, each with the number in it."""
        if start >= len(self.words):
            return
        for phrase in self.own.time[name]:
            if phrase[0] in (self.words[start], "{n}") and (number := self._fits(phrase, start)) is not None:
                yield start + len(phrase), number

    def _fits(self, phrase: Phrase, start: int) -> int | None:
        said = self.words[start : start + len(phrase)]
        if len(said) < len(phrase):
            return None
        number = 0
        for word, expected in zip(said, phrase, strict=True):
            if expected == "{n}":
                found = self._number(word)
                if found is None:
                    return None
                number = found
            elif word != expected:
                return None
        return number

    def _number(self, word: str) -> int | None:
        if word.isdecimal() and len(word) <= 3:
            return int(word)
        return self.own.numbers.get(word)

    def _between(self, start: int) -> Iterator[Moment]:
        for begun, _ in self._phrases("between", start):
            if (first := self._span(begun)) and first.end < len(self.words):
                for joined, _ in self._phrases("until", first.end):
                    if last := self._span(joined):
                        yield from self._stretch(start, first, last)
        # `2019-2021`: two years side by side.
        if (first := self._span(start)) and (last := self._span(first.end)) and first.first < last.first:
            yield from self._stretch(start, first, last)

    def _stretch(self, start: int, first: _Span, last: _Span) -> Iterator[Moment]:
        day = min(last.last, self.on)
        if first.first <= day:
            yield Moment(start, last.end, as_of=day, since=_months_between(first.first, last.last + timedelta(days=1)))

    def _span(self, start: int) -> _Span | None:
        """The time stated from here on: the beginning or the end of a year, a day, a month, a year."""
        for end, _ in self._phrases("last_year", start):
            year = self.on.year - 1
            return _Span(date(year, 1, 1), date(year, 12, 31), end)
        for end, _ in self._phrases("this_year", start):
            return _Span(date(self.on.year, 1, 1), self.on, end)
        for name in ("begin", "finish"):
            for end, _ in self._phrases(name, start):
                if inner := self._span(end):
                    day = inner.first if name == "begin" else inner.last
                    return _Span(day, day, inner.end)
        return self._day(start) or self._month(start) or self._season(start) or self._year(start)

    def _season(self, start: int) -> _Span | None:
        """A season of a year, or the last one that is over: it lasts three months from the first of one."""
        for name, end, last in self._named_season(start):
            month = self.own.seasons[name]
            if last:
                year = self.on.year - (_months_after(date(self.on.year, month, 1), _SEASON) > self.on)
                year -= _months_after(date(year, month, 1), _SEASON) > self.on
            elif end < len(self.words) and _YEAR.fullmatch(self.words[end]):
                year, end = int(self.words[end]), end + 1
            else:
                continue
            first = date(year, month, 1)
            return _Span(first, _months_after(first, _SEASON) - timedelta(days=1), end)
        return None

    def _named_season(self, start: int) -> Iterator[tuple[str, int, bool]]:
        """A season that is named here, where its words end, and whether it is said to be the last one."""
        words = self.words[start : start + 2]
        if words and words[0] in self.own.seasons:
            behind = len(words) == 2 and words[1] in self.own.last
            yield words[0], start + 1 + behind, behind
        if len(words) == 2 and words[0] in self.own.last and words[1] in self.own.seasons:
            yield words[1], start + 2, True

    def _latest_month(self, start: int) -> _Span | None:
        """A month without its year: the latest of that name that has begun."""
        month = self._named_month(self.words[start]) if start < len(self.words) else None
        if not month:
            return None
        year = self.on.year - (date(self.on.year, month, 1) > self.on)
        behind = start + 1 < len(self.words) and self.words[start + 1] in self.own.last
        last = calendar.monthrange(year, month)[1]
        return _Span(date(year, month, 1), date(year, month, last), start + 1 + behind)

    def _day(self, start: int) -> _Span | None:
        words = self.words[start : start + 3]
        if len(words) < 3:
            return None
        one, two, three = words
        if _YEAR.fullmatch(one) and two.isdecimal() and three.isdecimal():
            return _one_day(int(one), int(two), int(three), start + 3)
        if not _YEAR.fullmatch(three):
            return None
        number, month = re.sub(r"(er|st|nd|rd|th)$", "", one), self._named_month(two)
        if month and number.isdecimal():
            return _one_day(int(three), month, int(number), start + 3)
        if (month := self._named_month(one)) and re.sub(r"(st|nd|rd|th)$", "", two).isdecimal():
            return _one_day(int(three), month, int(re.sub(r"\D", "", two)), start + 3)
        if one.isdecimal() and two.isdecimal():
            return _one_day(int(three), int(two), int(one), start + 3)
        return None

    def _named_month(self, word: str) -> int | None:
        return self.own.months.get(word)

    def _month(self, start: int) -> _Span | None:
        words = self.words[start : start + 3]
        if not words or not (month := self._named_month(words[0])):
            return None
        year_at = 2 if len(words) == 3 and words[1] in ("de", "of") else 1
        if len(words) > year_at and _YEAR.fullmatch(words[year_at]):
            year = int(words[year_at])
            last = calendar.monthrange(year, month)[1]
            return _Span(date(year, month, 1), date(year, month, last), start + year_at + 1)
        return None

    def _year(self, start: int) -> _Span | None:
        # The year of a day that no calendar has is no year of its own.
        of_day = start > 1 and all(_OF_DAY.fullmatch(word) for word in self.words[start - 2 : start])
        if start < len(self.words) and _YEAR.fullmatch(self.words[start]) and not of_day:
            year = int(self.words[start])
            return _Span(date(year, 1, 1), date(year, 12, 31), start + 1)
        return None

    def _months_since(self, first: date) -> int:
        return min(max(_months_between(first, self.on), 0), _MOST_MONTHS)


def _one_day(year: int, month: int, day: int, end: int) -> _Span | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return _Span(found, found, end)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)


def _months_before(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 - months
    year, at = divmod(month, 12)
    if year < 1:
        return date(1, 1, 1)
    return date(year, at + 1, min(day.day, calendar.monthrange(year, at + 1)[1]))


def _months_between(first: date, last: date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
