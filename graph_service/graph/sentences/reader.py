"""Reads a sentence as a question: which words speak for it, which are its values, and which are left unread.

The words are walked once, from the first to the last, with the few best ways to read them so far. A word is idle, part
of a cue of the question, part of a value that one of its parameters takes, or unread.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from graph_service.graph.sentences.declared import Cue, Declared
from graph_service.graph.sentences.found import Found
from graph_service.graph.sentences.moments import Moment
from graph_service.graph.sentences.reading import Reading, Use
from graph_service.graph.sentences.words import Words
from graph_service.messages import Day, m
from graph_service.queries.declare import Parameter, Question

_TWO = 2
"""Names that are a question by themselves: one actor to another."""
_KEPT = 30
"""Ways to read the first words that are kept."""
_WORD = 0.6
"""What each word of a value counts for."""
_LONGER, _LONGER_NAME, _REQUIRED, _LED = 0.2, 0.3, 0.35, 0.15
"""More for each further word of one value, of one record's name; for a value that the question needs, and for one that
it leads with."""
_BEFORE, _ORDER, _JOINED = 0.5, 0.2, 0.25
"""More for a value behind words that stand before it: as a cue, in a sentence, or as one more of a list."""
_EITHER = 1.0
"""What "or" takes away between values of two parameters: it stands between two of one."""
_FURTHER = 0.2
"""What a cue counts for beside a weightier one."""
_TOWN, _SPEAKS = 0.5, 0.1
"""What is left of a town where an actor was meant, and of a value whose words speak for the question, too."""
_FREE, _FREE_WORDS = 0.45, 8
"""What each word counts for that is taken as it stands, and how many there are at most."""
_FILTER = 0.25
"""What each value takes away that a question is narrowed by which nothing but names speaks for."""
_GUESSED = 0.3
"""What a value takes away whose parameter has words that stand before it, and that has none."""
_REFUSED = 0.3
"""What a value takes away that a word which was not read turns to its opposite."""
_UNREAD, _PENDING, _BARE = 1.5, 0.6, 0.6
"""What each word that is not read takes away, a cue whose value does not follow, and a question that nothing speaks for
but names, where it is not one that is asked by names alone."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The first words as they are read."""

    score: float
    uses: tuple[Use, ...] = ()
    unread: tuple[int, ...] = ()
    cue: float = 0.0
    """What the weightiest cue counts for."""
    fresh: bool = False
    """Whether words that speak for the question were the last thing read: what they look for may follow."""
    pending: str = ""
    """The parameter whose cue was the last thing read: its value is awaited."""
    refused: bool = False
    """Whether a negation was left unread: what it turns to its opposite cannot be a value."""


def read(words: Words, question: Question[Any, Any], declared: Declared) -> list[Reading]:
    """Read a sentence as a question, in a few ways, best first."""
    return _Reader(words, question, declared).read()


class _Reader:
    def __init__(self, words: Words, question: Question[Any, Any], declared: Declared) -> None:
        self.words, self.question, self.declared = words, question, declared
        self.size = len(words.tokens)
        self.by_sort: dict[str, list[Parameter]] = defaultdict(list)
        for parameter in question.parameters:
            for sort in _sorts(parameter):
                self.by_sort[sort].append(parameter)
        self.by_name = {parameter.name: parameter for parameter in question.parameters}
        self.led = set(question.leads)
        self.free = next((p.name for p in question.parameters if p.free), "")

    def read(self) -> list[Reading]:
        free = next((p for p in self.question.parameters if p.free), None)
        ways: list[list[_Way]] = [[] for _ in range(self.size + 1)]
        ways[0] = [_Way(0.0)]
        for at in range(self.size):
            for way in self._best(ways[at]):
                for end, further in self._further(way, at, free):
                    ways[end].append(further)
        found = [self._reading(way) for way in self._best(ways[self.size])]
        return sorted(found, key=lambda each: -each.score)

    def _best(self, ways: Sequence[_Way]) -> list[_Way]:
        best: dict[tuple[Any, ...], _Way] = {}
        for way in ways:
            key = (way.uses and way.uses[-1].parameter, tuple((u.parameter, u.value) for u in way.uses), way.pending)
            if key not in best or best[key].score < way.score:
                best[key] = way
        return sorted(best.values(), key=lambda way: -way.score)[:_KEPT]

    def _reading(self, way: _Way) -> Reading:
        score = way.score - (_PENDING if way.pending else 0)
        question = self.question
        if self.led and not any(self.by_name[use.parameter].field in self.led for use in way.uses):
            score -= _BARE
        needed = sum(p.required and bool(p.refers) for p in question.parameters)
        if not way.cue and not question.leads:
            if not question.card_of and needed < _TWO:
                score -= _BARE
            score -= _FILTER * sum(not self.by_name[use.parameter].required for use in way.uses)
        several = Counter(use.parameter for use in way.uses if use.found is not None)
        for name, number in several.items():
            # "Between" was not said: two names at least, or nothing says that they are meant together.
            if number == 1 and name in self.declared.cued and self.by_name[name].many and self.by_name[name].refers:
                score -= 0 if name in self.declared.negative or self._cued_use(way, name) else _BARE
        return Reading(question, way.uses, way.unread, score, bool(way.cue))

    def _cued_use(self, way: _Way, name: str) -> bool:
        first = next(use for use in way.uses if use.parameter == name)
        return any(
            cue.parameter == name and end <= first.start and self._side_by_side(end, first.start)
            for at in range(first.start)
            for cue, end in self._beginning(at)
        )

    def _further(self, way: _Way, at: int, free: Parameter | None) -> Iterator[tuple[int, _Way]]:
        if at < self.words.preface:
            yield at + 1, way
            return
        yield from self._cues(way, at)
        if not way.refused:
            for found in self.words.found.get(at, ()):
                yield from self._values(way, found)
            for moment in self.words.moments.get(at, ()):
                yield from self._times(way, moment)
            if at in self.words.numbers:
                yield from self._numbers(way, at)
            if free is not None and way.fresh and way.cue and free.name not in {use.parameter for use in way.uses}:
                yield from self._text(way, at, free)
        if self.words.idle[at]:
            yield at + 1, way
        else:
            yield (
                at + 1,
                replace(
                    way,
                    score=way.score - _UNREAD - (_PENDING if way.pending else 0),
                    unread=(*way.unread, at),
                    pending="",
                    fresh=False,
                    refused=self.words.negations[at],
                ),
            )
        if way.refused:
            # What a negation turns to its opposite is not read either.
            for end in {found.end for found in self.words.found.get(at, ())}:
                unread = tuple(n for n in range(at, end) if not self.words.idle[n])
                yield (
                    end,
                    replace(way, score=way.score - _REFUSED, unread=(*way.unread, *unread), refused=False),
                )

    # Cues

    def _cues(self, way: _Way, at: int) -> Iterator[tuple[int, _Way]]:
        for cue, end in self._beginning(at):
            if cue.value is not None:
                yield from self._said(way, cue, at, end)
                continue
            # The weightiest counts whole, the others little: that many words speak for a question says no more.
            lost = _PENDING if way.pending and way.pending != cue.parameter else 0
            if cue.parameter and cue.parameter not in self.declared.own:
                score = way.score + _FURTHER * cue.weight - lost
                yield end, replace(way, score=score, pending=cue.parameter, fresh=False)
                continue
            # Words for a parameter that no other question has speak for the question, too.
            more = max(cue.weight - way.cue, 0.0) + _FURTHER * min(cue.weight, way.cue)
            yield (
                end,
                replace(
                    way,
                    score=way.score + more - lost,
                    cue=max(cue.weight, way.cue),
                    pending=cue.parameter,
                    fresh=not cue.parameter,
                ),
            )

    @cached_property
    def _cues_at(self) -> list[list[tuple[Cue, int]]]:
        return [[*self._begin(at)] for at in range(self.size)]

    def _beginning(self, at: int) -> Sequence[tuple[Cue, int]]:
        """The cues that begin at a word, each with where it ends."""
        return self._cues_at[at]

    def _begin(self, at: int) -> Iterator[tuple[Cue, int]]:
        for word in self.words.forms[at]:
            for cue in self.declared.by_word.get(word, ()):
                if (end := self._end_of(cue.phrase, at)) is not None:
                    yield cue, end

    def _end_of(self, phrase: Sequence[str], at: int) -> int | None:
        """Where a phrase that begins at a word ends; an article more than it has is passed over."""
        for word in phrase:
            if at < self.size and word not in self.words.forms[at] and self.words.tokens[at].word in self._articles:
                at += 1
            if at >= self.size or word not in self.words.forms[at]:
                return None
            at += 1
        return at

    @cached_property
    def _articles(self) -> frozenset[str]:
        return self.words.own.articles

    def _said(self, way: _Way, cue: Cue, at: int, end: int) -> Iterator[tuple[int, _Way]]:
        """A cue that says a value by itself."""
        parameter = self.by_name.get(cue.parameter)
        taken = {use.parameter for use in way.uses}
        if parameter is None or (not parameter.many and cue.parameter in taken) or self.free in taken:
            return
        text = " ".join(self.words.text[self.words.tokens[at].start : self.words.tokens[end - 1].end].split())
        use = Use(cue.parameter, cue.value or "", at, end, text)
        yield end, replace(way, score=way.score + cue.weight, uses=(*way.uses, use), pending="", fresh=True)

    # Values

    def _values(self, way: _Way, found: Found) -> Iterator[tuple[int, _Way]]:
        for parameter in self.by_sort.get(found.sort, ()):
            if (more := self._takes(way, parameter, found.start, found.value)) is None:
                continue
            telling = sum(not self.words.idle[n] for n in range(found.start, found.end)) or 1
            longer = _LONGER_NAME if found.about else _LONGER
            score = found.sure * (_WORD * telling + longer * (telling - 1))
            if self._speaks(found):
                score *= _SPEAKS
            if found.named and any(p.required for p in self.by_sort.get("actor", ())):
                score *= _TOWN
            score += more * found.sure
            use = Use(parameter.name, found.value, found.start, found.end, found.name, found)
            yield found.end, replace(way, score=way.score + score, uses=(*way.uses, use), pending="", fresh=False)

    def _speaks(self, found: Found) -> bool:
        """Whether a value that is no record is said by words that speak for the question, too."""
        return not found.about and any(
            start <= found.start and found.end <= end and (end - start > 1 or not self.words.idle[start])
            for start, end in self._spoken
        )

    @cached_property
    def _spoken(self) -> list[tuple[int, int]]:
        """Where words stand that speak for the question."""
        return [
            (at, end)
            for at in range(self.size)
            for cue, end in self._beginning(at)
            if not cue.parameter or (cue.value is not None and len(cue.phrase) > 1)
        ]

    def _takes(self, way: _Way, parameter: Parameter, start: int, value: str) -> float | None:
        """What more it counts that a parameter takes what begins here; None where it cannot."""
        name, last = parameter.name, way.uses[-1] if way.uses else None
        if not parameter.many and any(use.parameter == name for use in way.uses):
            return None
        joined = last is not None and last.parameter == name and self._side_by_side(last.end, start)
        end = last.end if last is not None else start
        listed = end < start and self._side_by_side(end, start) and self._listed(end, start)
        awaited = way.pending == name
        if way.pending and not awaited:
            return None
        guessed = bool(parameter.refers) and not parameter.required and name in self.declared.cued
        guessed = guessed and not (awaited or joined)
        # A parameter that leaves something out is never guessed.
        if guessed and name in self.declared.negative:
            return None
        if parameter.refers and any(use.found and use.found.value == value for use in way.uses):
            return None
        more = _BEFORE if awaited else _JOINED if joined and listed else 0.0
        if guessed:
            more -= _GUESSED
        if listed and not joined and any(self.words.tokens[n].word in self.words.own.either for n in range(end, start)):
            more -= _EITHER
        if not awaited and any(self._behind(words, start) for words in self.declared.ordered.get(name, ())):
            more += _ORDER
        if parameter.required:
            more += _REQUIRED
            # The first of two that a question needs is said first, unless words tell otherwise.
            place = parameter.place or 0
            if any(
                (self.by_name[use.parameter].place or 0) > place
                for use in way.uses
                if self.by_name[use.parameter].required
            ):
                more -= _ORDER
        led = parameter.field in self.led and not any(self.by_name[u.parameter].field in self.led for u in way.uses)
        return more + (_LED if led else 0.0)

    def _side_by_side(self, end: int, start: int) -> bool:
        return all(self.words.idle[n] or self.words.joins[n] for n in range(end, start))

    def _listed(self, end: int, start: int) -> bool:
        """Whether a word or a comma joins what ends and what begins here."""
        between = self.words.text[self.words.tokens[end - 1].end : self.words.tokens[start].start]
        return "," in between or "/" in between or any(self.words.joins[n] for n in range(end, start))

    def _behind(self, words: Sequence[str], start: int) -> bool:
        before = start
        while before > 0 and self.words.tokens[before - 1].word in self.words.own.articles:
            if self.words.tokens[before - 1].word == words[-1]:
                break
            before -= 1
        first = before - len(words)
        return first >= 0 and all(
            word in self.words.forms[first + n] or word == self.words.tokens[first + n].word
            for n, word in enumerate(words)
        )

    def _times(self, way: _Way, moment: Moment) -> Iterator[tuple[int, _Way]]:
        given = {"as_of": moment.as_of, "since": moment.since}
        kept = {name: value for name, value in given.items() if value is not None}
        taken = {use.parameter for use in way.uses}
        if way.pending or any(name not in self.by_name or name in taken for name in kept):
            return
        uses = tuple(
            Use(name, value.isoformat(), moment.start, moment.end, Day(value.isoformat()))
            if isinstance(value, date)
            else Use(name, str(value), moment.start, moment.end, m("asked-months", n=value))
            for name, value in kept.items()
        )
        telling = sum(not self.words.idle[n] for n in range(moment.start, moment.end)) or 1
        yield moment.end, replace(way, score=way.score + _WORD * telling, uses=(*way.uses, *uses))

    def _numbers(self, way: _Way, at: int) -> Iterator[tuple[int, _Way]]:
        """A number beside a cue of a parameter that counts: `3 chemins`, `en deux étapes`, `top 10`."""
        number = self.words.numbers[at]
        for parameter in self.question.parameters:
            if parameter.type is not int or any(use.parameter == parameter.name for use in way.uses):
                continue
            if not (parameter.least or 0) <= number <= (parameter.most or number):
                continue
            after = self._cue_after(parameter.name, at + 1)
            if after is None and way.pending != parameter.name:
                continue
            end = after or at + 1
            use = Use(parameter.name, str(number), at, end, str(number))
            yield end, replace(way, score=way.score + _WORD * 2, uses=(*way.uses, use), pending="")

    def _cue_after(self, name: str, at: int) -> int | None:
        for skipped in range(at, min(at + 2, self.size)):
            for cue, end in self._beginning(skipped):
                if cue.parameter == name and cue.value is None:
                    return end
        return None

    def _speaking(self, start: int, end: int) -> bool:
        return any(cue.value is None for at in range(start, end) for cue, _ in self._beginning(at))

    def _text(self, way: _Way, at: int, free: Parameter) -> Iterator[tuple[int, _Way]]:
        """All words from here on, or up to a cue of the question, as the text that it looks for."""
        # "I look for a laboratory that …" names nothing.
        if self.words.idle[at] or (at and self.words.tokens[at - 1].word in self.words.own.indefinite):
            return
        for end in range(self.size, at, -1):
            idle = self.words.idle[end - 1] and self.words.tokens[end - 1].word not in self.words.own.things
            followed = end < self.size and not all(self.words.idle[end:])
            if idle or (followed and not any(self._beginning(end))):
                continue
            if end - at > _FREE_WORDS or any(
                cue.value is None for n in range(at, end) for cue, _ in self._beginning(n)
            ):
                continue
            text = self.words.text[self.words.tokens[at].start : self.words.tokens[end - 1].end]
            telling = sum(not self.words.idle[n] for n in range(at, end))
            use = Use(free.name, text, at, end, text)
            yield end, replace(way, score=way.score + _FREE * telling, uses=(*way.uses, use), pending="")


def _sorts(parameter: Parameter) -> Iterator[str]:
    """The sorts of values that a parameter takes."""
    yield from (type_.value for type_ in parameter.named or parameter.refers)
    if parameter.category:
        yield parameter.category
