"""Reads a sentence as a question: which words speak for it, which are its values, and which are left unread.

The words are walked once, from the first to the last, with the few best ways to read them so far. A word is idle, part
of a cue of the question, part of a value that one of its parameters takes, or unread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from graph_service.graph.sentences.cues import Cues
from graph_service.graph.sentences.declared import NUMBER, Cue, Declared
from graph_service.graph.sentences.found import Found
from graph_service.graph.sentences.judging import Judge
from graph_service.graph.sentences.moments import Moment
from graph_service.graph.sentences.reading import Reading, Use
from graph_service.graph.sentences.way import Way
from graph_service.graph.sentences.words import Words
from graph_service.messages import Day, m
from graph_service.queries.declare import Parameter, Question

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
_WHOLE = 0.95
"""How sure an actor's name is that is said whole."""
_HOUSE = 0.4
"""What the house counts for that somebody says to be from."""
_FREE, _FREE_WORDS = 0.45, 8
"""What each word counts for that is taken as it stands, and how many there are at most."""
_SIGNS = frozenset(":;?!")
"""Signs over which such a text does not go on."""
_GUESSED = 0.3
"""What a value takes away whose parameter has words that stand before it, and that has none."""
_REFUSED = 0.3
"""What a value takes away that a word which was not read turns to its opposite."""
_RATHER_VALUE = 0.1
"""What a cue loses that is another form of a word which is a value as it stands."""
_COUNTED = ("actor_kind", "role")
"""Sorts of terms of which somebody says how many are wanted."""
_UNREAD, _LIGHT, _ELSEWHERE, _PENDING = 1.5, 0.1, 0.5, 0.6
"""What each word that is not read takes away, one that changes nothing, the same where it asks another question, and a
cue whose value does not follow."""


def read(words: Words, question: Question[Any, Any], declared: Declared) -> list[Reading]:
    """Read a sentence as a question, in a few ways, best first."""
    return _Reader(words, question, declared).read()


class _Reader:
    def __init__(self, words: Words, question: Question[Any, Any], declared: Declared) -> None:
        self.words, self.question, self.declared = words, question, declared
        self.size = len(words.tokens)
        categories = frozenset(p.category for p in question.parameters if p.category)
        self.cues = Cues(words, declared, categories, leading=bool(question.leads))
        self.judge = Judge(words, question, declared, self.cues)
        self.by_sort: dict[str, list[Parameter]] = defaultdict(list)
        for parameter in question.parameters:
            for sort in _sorts(parameter):
                self.by_sort[sort].append(parameter)
        self.by_name = {parameter.name: parameter for parameter in question.parameters}
        self.first = min((p.place or 0 for p in question.parameters if p.required), default=0)
        self.led = set(question.leads)
        self.between = declared.between
        # Where somebody is from begins a way only where words around it ask for one.
        spoken = any(start not in words.aside for start, _ in self.cues.for_question)
        self.asks_way = self.between and spoken
        self.beside = words.covered(declared.beside) | (set(self._spokesmen()) if self.between else set())
        self.free = next((p.name for p in question.parameters if p.free), "")

    def read(self) -> list[Reading]:
        ways: list[list[Way]] = [[] for _ in range(self.size + 1)]
        ways[0] = [Way(0.0)]
        for at in range(self.size):
            for way in self._best(ways[at]):
                for end, further in self._further(way, at):
                    ways[end].append(further)
        found = [self.judge.reading(self._given_up(way)) for way in self._best(ways[self.size])]
        return sorted(found, key=lambda each: -each.score)

    def _spokesmen(self) -> Iterator[int]:
        """Words for persons of whom a house is said that a way begins or ends with: "le maire de Pithiviers"."""
        own, said = self.words.own, self.words.tokens
        for at in range(self.size):
            behind = at + 1
            while behind < self.size and said[behind].word in own.links | own.articles:
                behind += 1
            person = said[at].word in own.persons and behind > at + 1
            if person and any(found.about for found in self.words.found.get(behind, ())):
                yield at

    def _best(self, ways: Sequence[Way]) -> list[Way]:
        best: dict[tuple[Any, ...], Way] = {}
        for way in ways:
            uses = tuple((use.parameter, use.value) for use in way.uses)
            key = (way.uses and way.uses[-1].parameter, uses, way.pending, way.refused)
            if key not in best or best[key].score < way.score:
                best[key] = way
        return sorted(best.values(), key=lambda way: -way.score)[:_KEPT]

    def _further(self, way: Way, at: int) -> Iterator[tuple[int, Way]]:
        if at < self.words.preface:
            yield at + 1, way
            return
        yield from self._cues(way, at)
        if (end := self._bounds(way, at)) is not None:
            yield end, way
        yield from self._counted(way, at)
        if not way.refused:
            for found in self.words.found.get(at, ()):
                if found.about or not self.beside.issuperset(range(at, found.end)):
                    yield from self._values(way, found)
            for moment in self.words.moments.get(at, ()):
                yield from self._times(way, moment)
            behind = (way.fresh or at in self.words.quoted) and bool(way.cue or way.asked)
            before = at > 0 and self.words.tokens[at - 1].word in self.words.own.holding
            if self.free and (behind or before) and self.free not in {use.parameter for use in way.uses}:
                yield from self._text(way, at, behind)
        if self.words.idle[at] or at in self.beside:
            yield at + 1, way
        else:
            yield from self._unread(way, at)
        if way.refused:
            # What a negation turns to its opposite is not read either.
            for end in {found.end for found in self.words.found.get(at, ())}:
                unread = tuple(n for n in range(at, end) if not self.words.idle[n])
                yield (
                    end,
                    replace(way, score=way.score - _REFUSED, unread=(*way.unread, *unread), refused=False),
                )

    def _unread(self, way: Way, at: int) -> Iterator[tuple[int, Way]]:
        if self.words.light[at] and way.pending in self.declared.negative:
            # "Sans déranger la préfecture": what is left out may follow.
            yield at + 1, replace(way, score=way.score - _LIGHT, unread=(*way.unread, at))
            way = self._given_up(way)
        # The cue that awaited a value is not unread by itself: what stands behind it is.
        score = way.score - self._cost(at) - (_PENDING if way.pending else 0)
        left = replace(way, score=score, unread=(*way.unread, at), pending="", fresh=False)
        refused = self.words.negations[at]
        yield at + 1, replace(left, refused=refused)
        if refused and self.words.tokens[at].word in self.words.own.unrefusing:
            yield at + 1, replace(left, refused=False)

    def _cost(self, at: int) -> float:
        """What it takes away that a word is not read."""
        if not self.words.light[at]:
            return _UNREAD
        return _ELSEWHERE if self.words.elsewhere[at] else _LIGHT

    def _bounds(self, way: Way, at: int) -> int | None:
        """Where words end that say of a number, before or behind it, that it is the most: "max 4 étapes"."""
        said = tuple(token.word for token in self.words.tokens[at : at + _FREE_WORDS])
        for phrase in self.words.own.bounds:
            if said[: len(phrase)] == phrase:
                end = at + len(phrase)
                behind = bool(way.uses) and way.uses[-1].end == at and self.by_name[way.uses[-1].parameter].type is int
                if behind or end in self.words.numbers:
                    return end
        return None

    # Cues

    def _cues(self, way: Way, at: int) -> Iterator[tuple[int, Way]]:
        for cue, end in self.cues.at(at):
            if NUMBER in cue.phrase:
                yield from self._numbered(self._given_up(way), cue, at, end)
                continue
            if cue.value is not None:
                yield from self._said(self._given_up(way), cue, at, end)
                continue
            if cue.parameter and any(use.parameter == cue.parameter for use in way.uses[-1:]):
                # "In three steps at most": what follows a value says no more of it.
                yield end, way
            # Words for one parameter may go on: "à partir de" and "de".
            kept = way if way.pending in ("", cue.parameter) else self._given_up(way)
            awaiting = tuple(range(at, end)) if cue.parameter else ()
            if cue.parameter and cue.parameter not in self.declared.own:
                score = kept.score + _FURTHER * cue.weight
                yield end, replace(kept, score=score, pending=cue.parameter, awaiting=awaiting, fresh=False)
                continue
            # The weightiest counts whole, the others little: that many words speak for a question says no more. Words
            # for a parameter that no other question has speak for the question, too.
            more = max(cue.weight - way.cue, 0.0) + _FURTHER * min(cue.weight, way.cue)
            spoken = replace(
                kept,
                score=kept.score + more,
                cue=max(cue.weight, way.cue),
                pending=cue.parameter,
                awaiting=awaiting,
                asked=way.asked or self._lacks(way, cue, at),
                fresh=not cue.parameter,
            )
            if self.cues.is_rather_value(cue, at):
                spoken = replace(spoken, score=spoken.score - _RATHER_VALUE)
            yield end, spoken

    def _lacks(self, way: Way, cue: Cue, at: int) -> bool:
        """Whether a cue asks by itself. One that leaves something out does where more than one word says it ("n'ont pas
        de"), or directly behind what lacks it ("contrats de ville sans bailleur")."""
        if cue.parameter not in self.declared.negative or len(cue.phrase) > 1:
            return True
        if any(start == at for start, _ in self.cues.for_question):
            return True
        spoken = {n for use in way.uses for n in range(use.start, use.end)}
        lacks = any(use.found is not None and use.found.sort == "project_kind" for use in way.uses)
        return lacks and all(n in spoken or self.words.idle[n] for n in range(at))

    def _given_up(self, way: Way) -> Way:
        """A way on which the value that was awaited does not follow: its cue was not read, unless it speaks for the
        question, too."""
        if not way.pending:
            return way
        # What a cue leaves out has to be named: "avoiding" somebody who is not known is no question without it.
        negative = way.pending in self.declared.negative
        lost = [
            at
            for at in way.awaiting
            if not self.words.idle[at] and (negative or not any(s <= at < e for s, e in self.cues.for_question))
        ]
        score = way.score - _PENDING - sum(map(self._cost, lost))
        return replace(way, score=score, unread=tuple(sorted({*way.unread, *lost})), pending="", awaiting=())

    def _said(self, way: Way, cue: Cue, at: int, end: int) -> Iterator[tuple[int, Way]]:
        """A cue that says a value by itself."""
        parameter = self.by_name.get(cue.parameter)
        taken = {use.parameter for use in way.uses}
        if any(use.parameter == cue.parameter and use.value == cue.value for use in way.uses):
            yield end, way
        if parameter is None or (not parameter.many and cue.parameter in taken) or self.free in taken:
            return
        text = " ".join(self.words.text[self.words.tokens[at].start : self.words.tokens[end - 1].end].split())
        use = Use(cue.parameter, cue.value or "", at, end, text)
        own = len(cue.phrase) > 1 and cue.parameter in self.declared.own
        asked = way.asked or own or any(at <= start and last <= end for start, last in self.cues.for_question)
        more = cue.weight + (_ORDER if len(cue.phrase) > 1 and cue.parameter in self.declared.own else 0.0)
        yield end, replace(way, score=way.score + more, uses=(*way.uses, use), fresh=True, asked=asked)

    # Values

    def _values(self, way: Way, found: Found) -> Iterator[tuple[int, Way]]:
        for parameter in self.by_sort.get(found.sort, ()):
            if (found.own and self.between and not self.asks_way) or (found.house and not self.between):
                continue
            # Where somebody is from begins a way, wherever it is said.
            if found.own and self.between and way.pending != parameter.name and (parameter.place or 0) > self.first:
                continue
            if (more := self._takes(way, parameter, found.start, found.value)) is None:
                continue
            telling = self.words.telling(found.start, found.end)
            longer = _LONGER_NAME if found.about else _LONGER
            score = found.sure * (_WORD * telling + longer * (telling - 1))
            if self._speaks(found):
                score *= _SPEAKS
            if found.placed and found.sure < _WHOLE and not self.between:
                # A département by its bare name is the place rather than its council or its prefecture.
                score *= _TOWN
            if found.named and any(p.required for p in self.by_sort.get("actor", ())):
                score *= _TOWN
            # Where somebody is from begins a way only if nothing else is asked.
            score = _HOUSE if found.house else score + more * found.sure
            use = Use(parameter.name, found.value, found.start, found.end, found.name, found)
            yield found.end, replace(way, score=way.score + score, uses=(*way.uses, use), pending="", fresh=False)

    def _speaks(self, found: Found) -> bool:
        """Whether a value that is no record is said by words that speak for the question, too."""
        return not found.about and any(
            start <= found.start and found.end <= end and (end - start > 1 or not self.words.idle[start])
            for start, end in self.cues.spoken
        )

    def _takes(self, way: Way, parameter: Parameter, start: int, value: str) -> float | None:
        """What more it counts that a parameter takes what begins here; None where it cannot."""
        name, last = parameter.name, way.uses[-1] if way.uses else None
        if not parameter.many and any(use.parameter == name for use in way.uses):
            return None
        joined = last is not None and last.parameter == name and self.words.side_by_side(last.end, start)
        end = last.end if last is not None else start
        listed = end < start and self.words.side_by_side(end, start) and self.words.listed(end, start)
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
        more = _BEFORE if awaited and self._right_behind(way, start) else _JOINED if joined and listed else 0.0
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

    def _right_behind(self, way: Way, start: int) -> bool:
        """Whether a value begins right behind the cue that awaits it: of "il y a … au Sanitas" the "a" is no cue."""
        own, things = self.words.own, self.words.own.things
        between = self.words.tokens[max(way.awaiting, default=start - 1) + 1 : start]
        return not any(token.word in own.asking | things for token in between)

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

    def _times(self, way: Way, moment: Moment) -> Iterator[tuple[int, Way]]:
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
        telling = self.words.telling(moment.start, moment.end)
        yield moment.end, replace(way, score=way.score + _WORD * telling, uses=(*way.uses, *uses))

    def _counted(self, way: Way, at: int) -> Iterator[tuple[int, Way]]:
        """A number before what the question gives: "trois experts de …", "the 3 gaps"."""
        parameter = self.by_name.get("limit")
        number = self.words.numbers.get(at)
        if number is None or parameter is None or self.words.tokens[at].word in self.words.own.articles:
            return
        if way.pending or any(use.parameter == "limit" for use in way.uses) or number > (parameter.most or number):
            return
        behind = at + 1
        while behind < self.size and self.words.tokens[behind].word in self.words.own.first:
            behind += 1
        shown = at > 0 and self.words.tokens[at - 1].word in self.words.own.demonstrative
        if behind == self.size or shown:
            return
        kinds = [f for f in self.words.found.get(behind, ()) if f.sort in _COUNTED and f.sort in self.by_sort]
        spoken = any(not cue.parameter for cue, _ in self.cues.at(behind)) and not self.words.idle[behind]
        if kinds or spoken:
            use = Use("limit", str(number), at, behind, str(number))
            yield behind, replace(way, score=way.score + _WORD, uses=(*way.uses, use))

    def _numbered(self, way: Way, cue: Cue, at: int, end: int) -> Iterator[tuple[int, Way]]:
        """A cue with a number in it: `3 chemins`, `en deux étapes`, `top 10`."""
        place = self.cues.number(cue, at)
        parameter = self.by_name.get(cue.parameter)
        if place is None or parameter is None or any(use.parameter == cue.parameter for use in way.uses):
            return
        number = self.words.numbers[place]
        if not (parameter.least or 0) <= number <= (parameter.most or number):
            return
        # "The 3 strongest ties": what is said of the number says a value, too.
        valued = place + 1 < self.size and any(c.value is not None for c, _ in self.cues.at(place + 1))
        for each in (place + 1 if valued else end,):
            spoken = [c.weight for n in range(at, each) for c, _ in self.cues.at(n) if not c.parameter]
            more = max([0.0, *(weight - way.cue for weight in spoken)])
            use = Use(cue.parameter, str(number), at, each, str(number))
            yield (
                each,
                replace(
                    way,
                    score=way.score + _WORD * 2 + more + (_ORDER if cue.parameter in self.declared.own else 0.0),
                    cue=way.cue + more,
                    asked=way.asked or bool(spoken) or cue.parameter in self.declared.own,
                    uses=(*way.uses, use),
                    pending="",
                ),
            )

    def _text(self, way: Way, at: int, behind: bool) -> Iterator[tuple[int, Way]]:
        """All words from here on, or up to a cue of the question, as the text that it looks for; where none stands
        before them, up to a phrase of several: "with drouais in its name"."""
        # "I look for a laboratory that …" names nothing.
        passed = (self.words.idle[at] or self.words.light[at]) and at not in self.words.quoted
        if passed or (at and self.words.tokens[at - 1].word in self.words.own.indefinite):
            return
        for end in (self.words.quoted[at],) if at in self.words.quoted else range(self.size, at, -1):
            idle = (
                at not in self.words.quoted
                and self.words.idle[end - 1]
                and self.words.tokens[end - 1].word not in self.words.own.things
            )
            followed = end < self.size and not all(self.words.idle[end:]) and at not in self.words.quoted
            if idle or (followed and not any(self.cues.at(end))):
                continue
            if not behind and not (end < self.size and any(last - end > 1 for _, last in self.cues.at(end))):
                continue
            if end - at > _FREE_WORDS or self.cues.speak(at, end) or any(self.words.negations[at:end]):
                continue
            # "The name of the prefect" is not looked for among records.
            if any(token.word in self.words.own.persons for token in self.words.tokens[at:end]):
                continue
            text = self.words.text[self.words.tokens[at].start : self.words.tokens[end - 1].end]
            if at not in self.words.quoted and not _SIGNS.isdisjoint(text):
                continue
            telling = sum(not self.words.idle[n] for n in range(at, end))
            use = Use(self.free, text, at, end, text)
            yield end, replace(way, score=way.score + _FREE * telling, uses=(*way.uses, use), pending="")


def _sorts(parameter: Parameter) -> Iterator[str]:
    """The sorts of values that a parameter takes."""
    yield from (type_.value for type_ in parameter.named or parameter.refers)
    if parameter.category:
        yield parameter.category
