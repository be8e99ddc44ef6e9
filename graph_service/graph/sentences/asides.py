"""What somebody says around a question: who they are, what they prepare, who asked them.

Such words are passed over, whichever they are, unless they are an order or turn something to its opposite. A name in
them is kept: the question may be about it. Only the house that people say they are from is no answer by itself where
the question speaks of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from graph_service.graph.sentences.found import Found
from graph_service.graph.sentences.language import Phrase, asking_beside
from graph_service.graph.sentences.words import Words

_BREAK = re.compile(r"[.;:!?,()\n–—]|\s-\s")
_HOUR = re.compile(r"\d{1,2}(h|h\d{2}|am|pm|e|er|st|nd|rd|th)?")
_WHOLE = 0.9
"""How sure a name is that goes on over a sign."""
_BEGINS = 4
"""Words at the beginning of a clause among which somebody speaks of themselves."""
_PLACED = 3
"""Words before a kind among which stands that somebody is there."""
_REQUESTED = 7
"""Words at the beginning of a clause among which somebody is said to ask."""
_SOON = 4
"""Words behind "for" or "before" among which stands what it is for."""


@dataclass(frozen=True)
class Asides:
    """What stands around a question."""

    passed: frozenset[int] = frozenset()
    """Words that may be passed over."""
    houses: frozenset[tuple[int, int]] = frozenset()
    """Where names stand of which somebody only says that they are from there."""
    unsaid: frozenset[tuple[int, int]] = frozenset()
    """Where a kind stands that asks for nothing: a meeting that the question is for, "the town" of a town told of."""
    told: frozenset[int] = frozenset()
    """Words by which people tell of themselves: a time among them is no time of the question."""
    bodies: frozenset[tuple[int, int]] = frozenset()
    """Where somebody says the house that they are from: no place is meant."""


@dataclass(frozen=True)
class _Clause:
    start: int
    end: int
    broken: bool
    """Whether a sign ends it; else a word that begins the question does."""


def asides(words: Words, cues: Set[str]) -> Asides:
    """Return what stands around the question of a sentence; `cues` are the words by which questions are asked."""
    return _Reader(words, cues).read()


class _Reader:
    def __init__(self, words: Words, cues: Set[str]) -> None:
        self.words, self.own, self.cues = words, words.own, cues
        self.said = [token.word for token in words.tokens]
        self.size = len(self.said)
        self.records = {
            n
            for at in words.found.values()
            for each in at
            if each.about or each.sort == "territory"
            for n in range(each.start, each.end)
        }
        self._presented = {n for each in self.own.presenting for n in self._phrase(each)}
        self.named = {n for at in words.found.values() for each in at for n in range(each.start, each.end)}

    def read(self) -> Asides:
        clauses = [*self._clauses()]
        told = [each for each in clauses if self._is_told(each)]
        rest = [n for each in clauses if each not in told for n in range(each.start, each.end)]
        if not told or not self._asks(rest):
            shown = set(self._shown_again())
            covered = {n for start, end in shown for n in range(start, end)}
            return Asides(frozenset(covered | set(self._purposes())), unsaid=frozenset(shown))
        passed = {n for each in told for n in range(each.start, each.end) if n not in self.named}
        refers = self._refers(rest)
        spoken = not refers and any(n in self.named for n in rest)
        bodies = set(self._houses(told)) | (set(self._spoken_of(told)) if refers else set())
        houses = bodies if spoken else set[tuple[int, int]]()
        asked = {each.sort for n in rest for each in self.words.found.get(n, ())}
        met = {
            (each.start, each.end)
            for clause in told
            for at in range(clause.start, clause.end)
            for each in self.words.found.get(at, ())
            # "I'm on a study trip: who works on health" asks for no research.
            if (each.sort in ("project_kind", "actor_kind", "role") and self._only_occasion(each))
            or (each.sort == "theme" and "theme" in asked)
            or (each.sort in ("project_kind", "theme") and self._is_employment(each, clause))
        }
        again = set(self._again(told, rest)) | set(self._shown_again()) | set(self._told_filters(told, rest))
        covered = {n for start, end in houses | met | again for n in range(start, end)}
        return Asides(
            frozenset(passed | covered | set(self._purposes())),
            frozenset(houses),
            frozenset(met | again),
            frozenset(n for each in told if self._is_of_self(each) for n in range(each.start, each.end)),
            frozenset(bodies),
        )

    def _clauses(self) -> Iterator[_Clause]:
        begun = 0
        for at in range(1, self.size):
            between = self.words.text[self.words.tokens[at - 1].end : self.words.tokens[at].start]
            if _BREAK.search(between) and not self._inside(at):
                yield from self._parted(begun, at)
                begun = at
        yield from self._parted(begun, self.size)

    def _inside(self, at: int) -> bool:
        """Whether a name or a time goes on over a word."""
        return any(
            each.start < at < each.end and each.sort in ("actor", "project")
            for start in range(max(0, at - 8), at)
            for each in self.words.found.get(start, ())
            if each.sure > _WHOLE
        )

    def _parted(self, start: int, end: int) -> Iterator[_Clause]:
        """A clause, parted where a question begins behind what somebody tells: "a colleague asks who …"."""
        if self._begins(start, end):
            for at in range(start + 1, end):
                if self._opens(at, start) and self._asks(range(at, end)):
                    yield _Clause(start, at, broken=False)
                    yield _Clause(at, end, broken=True)
                    return
        if end > start:
            yield _Clause(start, end, broken=True)

    def _opens(self, at: int, start: int) -> bool:
        """Whether the question begins at a word."""
        word, before = self.said[at], self.said[at - 1]
        if word in self.own.asking:
            return before not in self.own.within or at - 1 in self.words.passed
        if any(tuple(self.said[max(0, at - len(each)) : at]) == each for each in self.own.requests):
            following = self.said[at + 1] if at + 1 < self.size else ""
            return word in self.own.asking or (word in self.own.within and following in self.own.asking)
        joined = before in self.own.joins and word in self.own.telling and at - 1 > start
        return joined and any(each in self.own.wishes for each in self.said[at : at + 3])

    def _begins(self, start: int, end: int) -> bool:
        """Whether somebody begins to tell of themselves, of what they prepare, or of who asked them."""
        first = next((n for n in range(start, end) if self._goes_before(n)), end)
        opening = self.said[first : min(first + _BEGINS, end)]
        if any(word in self.own.telling for word in opening[:2]) or any(word in self.own.persons for word in opening):
            return True
        if self._recalls(first, end) or self._is_requested(first, end):
            return True
        return bool(opening) and (opening[0] in self.own.openers or opening[0] in self.own.occasions)

    def _recalls(self, start: int, end: int) -> bool:
        """Whether words only recall what was spoken of: "celui dont on a parlé"."""
        return any(tuple(self.said[start : min(start + len(each), end)]) == each for each in self.own.recalling)

    def _is_requested(self, start: int, end: int) -> bool:
        """Whether somebody is said to ask: "la comptable demande …"; nothing before that word asks by itself."""
        for at in range(start + 1, min(start + _REQUESTED, end)):
            if self.said[at - 1] in self.own.asking or (
                self.said[at - 1] not in self.own.occasions
                and not self.words.idle[at - 1]
                and self.words.forms[at - 1] & self.cues
            ):
                return False
            if any(tuple(self.said[at : min(at + len(each), end)]) == each for each in self.own.requests):
                return True
        return False

    def _goes_before(self, at: int) -> bool:
        """Whether a word is no greeting."""
        greets = self.own.polite - self.own.telling
        return self.said[at] not in greets and at not in self.words.passed and at not in self._presented

    def _is_told(self, clause: _Clause) -> bool:
        """Whether a clause only tells, and asks and orders nothing."""
        places = range(clause.start, clause.end)
        if not self._begins(clause.start, clause.end) or any(map(self._turns, places)):
            return False
        said = self.said[clause.start : clause.end]
        free = [n for n in places if n not in self.words.passed]
        if any(self.said[n] in self.own.asking for n in free):
            return False
        wishes = any(self.said[n] in self.own.wishes for n in free)
        named = any(n in self.named for n in places)
        if wishes:
            return not named and not clause.broken
        # "The mayor of Blois" and "for the State" are no more than names.
        if not any(word in self.own.telling for word in said):
            first = next((n for n in places if self._goes_before(n)), clause.end)
            if self._recalls(first, clause.end) or self._is_requested(first, clause.end):
                return True
            if clause.broken and self.said[first] in self.own.persons and clause.end < self.size:
                return True
            return any(self._is_occasion(n) and not self._named_otherwise(n) for n in places)
        # "I call whom" begins the question.
        return clause.broken or not any(word in self.own.calls for word in said)

    def _turns(self, at: int) -> bool:
        """Whether a word is an order, or turns what follows to its opposite."""
        return self.words.negations[at] or (at not in self.words.passed and self.words.own.is_order(self.said[at]))

    def _is_occasion(self, at: int) -> bool:
        return self.said[at] in self.own.occasions or self.said[at] in self.own.persons

    def _only_occasion(self, each: Found) -> bool:
        return all(self._is_occasion(n) or self.words.idle[n] for n in range(each.start, each.end))

    def _asks(self, places: Sequence[int]) -> bool:
        """Whether words ask something: by a word that begins a question, or one that speaks for one."""
        return any(
            n not in self.words.passed
            and n not in self.records
            and not self.words.idle[n]
            and self.words.forms[n] & self.cues
            for n in places
        ) or (
            any(self.said[n] in self.own.asking | self.own.wishes for n in places)
            and any(n in self.named or not self.words.idle[n] for n in places)
        )

    def _refers(self, places: Sequence[int]) -> bool:
        """Whether the question speaks of somebody that was told of: "they", "our"."""
        away = self.words.covered(self.own.unreferring)
        said = {self.said[n] for n in places}
        # "On" is "we" in a French question only.
        kept = self.own.referring - {
            word for word in self.own.referring & self.own.at if said.isdisjoint(asking_beside(word))
        }
        return any(self.said[n] in kept and n not in away and n not in self.words.passed for n in places)

    def _phrase(self, each: Phrase) -> Iterator[int]:
        """Words of a phrase where one of the openers stands behind it."""
        for start in range(self.size - len(each)):
            end = start + len(each)
            if tuple(self.said[start:end]) == each and self.said[end] in self.own.openers:
                yield from range(start, end)

    def _houses(self, clauses: Sequence[_Clause]) -> Iterator[tuple[int, int]]:
        for clause in clauses:
            for at in range(clause.start, clause.end):
                for each in self.words.found.get(at, ()):
                    if each.sort == "actor" and self._is_from(each, clause):
                        yield each.start, each.end

    def _again(self, clauses: Sequence[_Clause], rest: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Where the question says "the town" of a town that was told of."""
        told = {n for each in clauses for n in range(each.start, each.end)}
        kinds = {
            each.about.kind for at, found in self.words.found.items() if at in told for each in found if each.about
        } - {""}
        for at in rest:
            for each in self.words.found.get(at, ()):
                alone = each.sort == "actor_kind" and at > 0 and self.said[at - 1] in self.own.definite
                if alone and each.value in kinds and not any(one.about for one in self.words.found.get(at, ())):
                    yield each.start, each.end

    def _shown_again(self) -> Iterator[tuple[int, int]]:
        """Where a kind stands by which somebody speaks again of a record named before: "Gien … cette commune"."""
        for at in range(1, self.size):
            counted = at - 1 in self.words.numbers and at > 1
            if self.said[at - 1 - counted] in self.own.demonstrative:
                named = {each.sort for n in range(at) for each in self.words.found.get(n, ()) if each.about}
                for each in self.words.found.get(at, ()):
                    if each.sort.removesuffix("_kind") in named and each.sort.endswith("_kind"):
                        yield each.start - counted, each.end
                        yield each.start, each.end

    def _told_filters(self, clauses: Sequence[_Clause], rest: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Where people say of themselves what they are and where: "membre d'un conseil citoyen à Blois"; where the
        question speaks of that place ("qui s'y occupe …"), it is kept."""
        there = any(self.said[n] in self.own.there for n in rest)
        for clause in clauses:
            houses = [end for start, end in self._houses([clause])]
            houses += [
                each.end
                for at in range(clause.start, clause.end)
                for each in self.words.found.get(at, ())
                if each.sort == "actor_kind" and self._are_they(each, clause)
            ]
            for at in range(clause.start, clause.end):
                for each in self.words.found.get(at, ()):
                    behind = any(end <= each.start and self.words.side_by_side(end, each.start) for end in houses)
                    said = self._are_they(each, clause) or self._ask(each.end)
                    are = each.sort in ("actor_kind", "role") and said
                    if are or (each.sort == "territory" and behind and not there):
                        yield each.start, each.end

    def _are_they(self, each: Found, clause: _Clause) -> bool:
        """Whether people say a kind of themselves, or of where they are: "habitante du conseil citoyen", "je reprends
        le dossier à la sous-préfecture"."""
        if each.start == clause.start or self._is_from(each, clause):
            return True
        said = self.said[max(clause.start, each.start - _PLACED) : each.start]
        if any(word in self.own.within_house for word in said):
            return True
        return any(word in self.own.placing and after in self.own.definite for word, after in pairwise(said))

    def _is_employment(self, each: Found, clause: _Clause) -> bool:
        """Whether a term is what people are employed for: "chargée d'opérations"."""
        before = each.start - 1
        while before >= clause.start and self.said[before] in self.own.links:
            before -= 1
        return clause.start <= before < each.start - 1 and self.said[before] in self.own.introducing

    def _ask(self, at: int) -> bool:
        """Whether who stands before a word is said to ask: "un bailleur qui me demande si …"."""
        begins = at < self.size and self.said[at] in self.own.asking
        return begins and any(
            tuple(self.said[n : n + len(each)]) == each for n in range(at + 1, at + 4) for each in self.own.requests
        )

    def _is_of_self(self, clause: _Clause) -> bool:
        return any(word in self.own.introducing for word in self.said[clause.start : clause.end])

    def _spoken_of(self, clauses: Sequence[_Clause]) -> Iterator[tuple[int, int]]:
        """Whom a question may speak of that says "they": actors that were told of, not where something takes place."""
        for clause in clauses:
            for at in range(clause.start, clause.end):
                if at and self.said[at - 1] not in self.own.placing:
                    yield from ((one.start, one.end) for one in self.words.found.get(at, ()) if one.sort == "actor")

    def _is_from(self, each: Found, clause: _Clause) -> bool:
        before = each.start - 1
        while before >= clause.start and self.words.idle[before] and self.said[before] not in self.own.introducing:
            before -= 1
        return before >= clause.start and self.said[before] in self.own.introducing

    def _purposes(self) -> Iterator[int]:
        """What a question is for, wherever it stands: "for a note to the prefect", "before my call"."""
        for start in range(self.size):
            whose = self.said[start + 1] if start + 1 < self.size else ""
            audience = self.said[start] in self.own.towards and whose in self.own.possessive
            sought = start > 0 and self.said[start - 1] in self.own.seeking
            if sought or not (self.said[start] in self.own.openers or audience):
                continue
            at = start + 1
            while at < min(start + _SOON, self.size) and self._goes_by(at):
                at += 1
            # "En octobre prochain" says when, "pour octobre" what it is for.
            when = at < self.size and self.said[at] in self.own.months and self.said[start] in self.own.placing
            if at < self.size and not when and self._is_occasion(at) and not self._named_otherwise(at):
                at += 1
                while at < self.size and self._says_when(at):
                    at += 1
                yield from range(start, at)
            elif at == self.size and at > start + 1 and _HOUR.fullmatch(self.said[at - 1]):
                # "Before my 2pm"
                yield from range(start, at)

    def _goes_by(self, at: int) -> bool:
        """Whether a word may stand between "for" and what it is for: "before my 2 pm call"."""
        small = self.words.idle[at] or bool(_HOUR.fullmatch(self.said[at])) or at in self.words.numbers
        return small and not self._is_occasion(at)

    def _named_otherwise(self, at: int) -> bool:
        return at in self.named and not any(
            each.sort == "project_kind" and self._only_occasion(each) for each in self.words.found.get(at, ())
        )

    def _says_when(self, at: int) -> bool:
        if self.said[at] in self.own.asking or self._turns(at):
            return False
        if self.words.forms[at] & self.cues and self.said[at] not in self.own.occasions:
            return False
        idle = self.words.idle[at] or self._is_occasion(at) or self._goes_by(at)
        return idle and at not in self.named
