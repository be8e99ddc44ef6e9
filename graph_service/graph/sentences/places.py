"""Places in a sentence: by name, by code, a département by its number, an intermunicipal body by its town."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from graph_service.graph.sentences.dictionary import is_real
from graph_service.graph.sentences.found import Found, ranked
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.terms import terms
from graph_service.graph.sentences.tokens import Spoken, Token, Words
from graph_service.model import RecordType
from graph_service.queries.involvements import covers
from graph_service.queries.view import View
from graph_service.territories import Territories

_LONGEST, _SHORTEST = 8, 3
_NUMBER = re.compile(r"\d[\dab]|97\d")
_CODE = re.compile(r"r\d{2}|d\d[\dab]\d?|q[pn]\w{6}|\d[\dab]\d{3}")
_AMOUNT = re.compile(r"\d{3}|k|ke|m|meuros?|euros?|eur|percent|pourcent")
"""What stands behind a number that counts money and is no département."""
_NUMBERED = ("n", "no", "num", "numero", "number")
"""Words behind which a number numbers something."""
_TELLING = 3
"""Letters of the shortest word of a name that tells nothing by itself."""
_HEARD = 4
"""Letters of a word that is taken for a name that sounds like it: "bloi" for "Blois"."""
_LARGE = 10_000
"""People of a town whose name is looked for with typing errors, too."""
_SLIPPED, _DISTINCT = 0.92, 0.8
_TWO = 2
_ELSEWHERE = 0.55
"""What is left of a small commune elsewhere: its name may as well be a word."""
_PLACED = 0.95
_BODY = 0.85
"""How sure an intermunicipal body is that is named without the letters that say its sort."""
_COMMON = 0.5
"""How sure a name makes that is a common word too, with nothing before it that stands before places."""


def found(view: View, sentence: Sequence[Token], own: Language, known: Spoken, on: date) -> list[Found]:
    """Return the places that words of a sentence may mean on a day. One word that is `known` otherwise is a place only
    behind a word that stands before places."""
    read = _Reader(view, [token.word for token in sentence], own, known, on).all()
    return ranked(replace(each, elsewhere=_is_elsewhere(view.territories, each.value)) for each in read)


def _is_elsewhere(territories: Territories, code: str) -> bool:
    """Whether a store has places of its own, and none of them in the region of a place."""
    home = _home(territories)
    return bool(home) and code not in territories.own and not home & territories.ancestors(code)


def words_in_names(territories: Territories) -> Words:
    """The words of the names of a store's own places and of the largest others."""
    return _names(territories).words


def respelled(territories: Territories, sentence: Sequence[Token]) -> list[Token]:
    """Return the words with the names of départements as they are written, where one word of them is a slip: "eure et
    loire" names two others."""
    masked = _masked(territories)
    found = list(sentence)
    for start in range(len(found) - _TWO):
        for size in (_TWO + 1, _TWO + 2):
            said = tuple(token.word for token in found[start : start + size])
            for n in range(len(said)):
                name = masked.get((*said[:n], "", *said[n + 1 :]))
                if name is None or said == name or len(said[n]) < _HEARD:
                    continue
                if OSA.distance(said[n], name[n], score_cutoff=1) <= 1:
                    found[start + n] = replace(found[start + n], word=name[n])
    return found


@lru_cache(4)
def _masked(territories: Territories) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The names of départements that have three words or more, each with one of them left out."""
    names = {tuple(name.split()) for _, name in territories.departements()}
    return {
        (*name[:n], "", *name[n + 1 :]): name for name in sorted(names) if len(name) > _TWO for n in range(len(name))
    }


class _Reader:
    def __init__(self, view: View, words: Sequence[str], own: Language, known: Spoken, on: date) -> None:
        self.territories, self.view = view.territories, view
        self.names = _names(view.territories)
        self.vocabulary = terms(view.vocabulary).words
        self.words, self.own, self.known, self.on = words, own, known, on

    def all(self) -> Iterator[Found]:
        corrected = [self._corrected(word) for word in self.words]
        for start in range(len(self.words)):
            if self.words[start] not in self.own.idle or self.words[start] in self.own.articles:
                yield from self._by_name(self.words, start, 1.0)
                if corrected != self.words:
                    yield from self._by_name(corrected, start, _SLIPPED)
                yield from _by_code(self.territories, self.words, start)
                yield from _by_town(self.territories, self.words, start, self.own)
                yield from _by_department(self.territories, self.words, start, self.own)
                yield from _by_region(self.territories, self.words, start, self.own)
                if self.words[start] not in self.known and (self._is_placed(start) or not is_real(self.words[start])):
                    for code in self._in_force(self.names.distinctive.get(self.words[start], ())):
                        body = start > 0 and self.words[start - 1] in self.own.intermunicipal
                        yield _found(self.territories, code, start - body, start + 1, _PLACED if body else _DISTINCT)

    def _by_name(self, words: Sequence[str], start: int, sure: float) -> Iterator[Found]:
        placed = start > 0 and words[start - 1] in self.own.at
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            name = " ".join(words[start:end])
            codes = [*self.names.own.get(name, ()), *self.territories.called(name)]
            telling = [word for word in words[start:end] if word not in self.own.articles | self.own.links]
            if self._is_placed(start) and not codes and len(telling) > 1:
                # "Agglo du pays de Dreux": the letters before it are left out.
                for code in self.names.bodies.get(name, ()):
                    yield _found(self.territories, code, start, end, sure * _BODY)
            common = end - start == 1 and (words[start] in self.known or len(words[start]) < _SHORTEST)
            if codes and all(word in self.own.idle or word in self.own.months for word in words[start:end]):
                continue
            # "Le chemin le plus court" is no village of that name.
            if (
                end - start > 1
                and not placed
                and all(w in self.own.articles or w in self.known for w in words[start:end])
            ):
                continue
            if codes and (placed or not common):
                for code, weighed in _weighed(self.territories, self._in_force(dict.fromkeys(codes))):
                    # "En cours" is no town of the Rhône.
                    if common and _is_elsewhere(self.territories, code):
                        continue
                    # "Cherche Saint-Jean" looks for no town of Haute-Garonne.
                    away = self._elsewhere(code) or ((not placed or sure < 1) and _is_elsewhere(self.territories, code))
                    known = _COMMON if common else _ELSEWHERE if away else 1
                    yield _found(self.territories, code, start, end, sure * weighed * known)

    def _is_placed(self, start: int) -> bool:
        """Whether a word that stands before places stands before this one, an article between them or not."""
        before = start - 1
        while before >= 0 and self.words[before] in self.own.articles - self.own.at:
            before -= 1
        return before >= 0 and self.words[before] in self.own.at | self.own.joins

    def _elsewhere(self, code: str) -> bool:
        """Whether a place is a small commune that a store with places of its own says nothing of."""
        own, territories = self.territories.own, self.territories
        small = (territories.population(code) or 0) < _LARGE
        return bool(own) and code not in own and small and territories.level(code) == "commune"

    def _in_force(self, codes: Iterable[str]) -> list[str]:
        """Of neighbourhoods of one name the one that is in force: each generation of a policy draws its own."""
        listed = list(codes)
        own = [code for code in listed if code in self.territories.own]
        if len(own) < _TWO:
            return listed
        facts = self.view.facts(RecordType.TERRITORY, sorted(own))
        ended = {fact.id for fact in facts if not covers(fact.get("start"), fact.get("end"), self.on)}
        return [code for code in listed if code not in ended] or listed

    def _corrected(self, word: str) -> str:
        """The word of a known place that a mistyped one may mean, where there is only one."""
        if word in self.known or word in self.names.words or self.territories.called(word):
            return word
        plural = [f"{word}{ending}" for ending in "sx" if f"{word}{ending}" in self.names.words]
        if len(word) >= _HEARD and len(plural) == 1:
            return plural[0]
        if len(word) >= _HEARD and len(heard := self.names.words.sounding(word)) == 1:
            return min(heard)
        near = self.names.words.near(word)
        if len(near) == 1 and sorted(min(near)) == sorted(word):
            return min(near)
        if near and (self.vocabulary.near(word) or self.known.distance(word) <= self.names.words.distance(word)):
            return word
        return min(near) if len(near) == 1 else word


def _weighed(territories: Territories, codes: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The places of one name: the store's own first, then the larger sort, then the one with more people."""
    if not codes:
        return
    rank = {"region": 0, "departement": 1, "epci": 2, "commune": 3}
    ordered = sorted(
        codes,
        key=lambda code: (
            code not in territories.own,
            rank.get(territories.level(code) or "", 4),
            -(territories.population(code) or 0),
        ),
    )
    first, *others = ordered
    yield first, 1.0
    known = first in territories.own or territories.level(first) != "commune"
    for code in others:
        # A name of several towns: one decides where the store knows it, or where it is by far the largest.
        larger = known or (territories.population(first) or 0) > 5 * (territories.population(code) or 1)
        yield code, 0.8 if larger else 0.97


def _by_code(territories: Territories, words: Sequence[str], start: int) -> Iterator[Found]:
    word = words[start]
    amount = start + 1 < len(words) and _AMOUNT.fullmatch(words[start + 1])
    counts = amount or (start and words[start - 1] in _NUMBERED)
    if not counts and _NUMBER.fullmatch(word) and territories.exists(code := f"D{word.upper()}"):
        yield _found(territories, code, start, start + 1, 0.9)
    elif _CODE.fullmatch(word) and territories.exists(word.upper()):
        yield _found(territories, word.upper(), start, start + 1, 1.0)


def _by_town(territories: Territories, words: Sequence[str], start: int, own: Language) -> Iterator[Found]:
    """`agglo de Blois`, `communauté de communes de Gien`, `Orléans métropole`."""
    said = max((len(each) for each in own.bodies if tuple(words[start : start + len(each)]) == each), default=0)
    after = start + said
    while after < len(words) and words[after] in own.intermunicipal:
        after += 1
    if after > start:
        while after < len(words) and words[after] in own.links | own.articles:
            after += 1
        for end in range(min(after + 5, len(words)), after, -1):
            if codes := territories.called(" ".join(words[after:end])):
                yield from _bodies_of(territories, codes, start, end)
                break
    for end in range(start + 1, min(start + 5, len(words))):
        if words[end] in own.intermunicipal and (codes := territories.called(" ".join(words[start:end]))):
            yield from _bodies_of(territories, codes, start, end + 1)


def _bodies_of(territories: Territories, codes: Sequence[str], start: int, end: int) -> Iterator[Found]:
    for code in codes:
        for above in sorted(territories.ancestors(code) - {code}):
            if territories.level(above) == "epci" and territories.level(code) == "commune":
                yield _found(territories, above, start, end, 0.95)


def _by_department(territories: Territories, words: Sequence[str], start: int, own: Language) -> Iterator[Found]:
    """`département 41`, `dpt du Loiret`, `Loiret department`: the place with the word for what it is."""
    after = start
    if words[start] in own.departmental:
        after += 1
        while after < len(words) and words[after] in own.links | own.articles:
            after += 1
    for end in range(min(after + 5, len(words)), after, -1):
        codes = [f"D{words[after].upper()}"] if end == after + 1 and _NUMBER.fullmatch(words[after]) else []
        codes += territories.called(" ".join(words[after:end]))
        code = next((each for each in codes if territories.level(each) == "departement"), None)
        ends = end + (after == start and end < len(words) and words[end] in own.departmental)
        if code and territories.exists(code) and (after > start or ends > end):
            yield _found(territories, code, start, ends, 0.95)
            return


def _by_region(territories: Territories, words: Sequence[str], start: int, own: Language) -> Iterator[Found]:
    """`région Centre`: a region by the beginning of its name; `en région`: the one in which the store's places are."""
    if words[start] not in own.regional:
        return
    known = False
    for code, name in territories.regions():
        named = name.split()
        said = 0
        while said < len(named) and start + 1 + said < len(words) and words[start + 1 + said] == named[said]:
            said += 1
        if said:
            known = True
            yield _found(territories, code, start, start + 1 + said, 0.95)
    before = start - 1
    if before >= 0 and words[before] in own.articles:
        before -= 1
    home = _main_region(territories)
    if not known and home and before >= 0 and words[before] in own.placing | own.links:
        yield _found(territories, home, start, start + 1, 0.95)


@dataclass(frozen=True)
class _Names:
    """What a store's own places and the largest others are called."""

    own: dict[str, list[str]]
    """The store's own, by name without what it says in brackets."""
    bodies: dict[str, list[str]]
    """Intermunicipal bodies, by name without the letters before it that say their sort."""
    distinctive: dict[str, list[str]]
    """Those of them that one word of their name tells from all others, by that word: one, or all of one name."""
    words: Words
    """The words in which typing errors are looked for."""


@lru_cache(4)
def _home(territories: Territories) -> frozenset[str]:
    """The regions in which the store's own places are."""
    around = frozenset().union(*(territories.ancestors(code) for code in territories.own))
    return frozenset(code for code in around if territories.level(code) == "region")


@lru_cache(4)
def _main_region(territories: Territories) -> str | None:
    """The region in which most of the store's own places are."""
    regions = Counter(
        above
        for code in territories.own
        for above in territories.ancestors(code)
        if territories.level(above) == "region"
    )
    most = regions.most_common(1)
    return most[0][0] if most and 2 * most[0][1] > len(territories.own) else None


@lru_cache(4)
def _names(territories: Territories) -> _Names:
    own: dict[str, list[str]] = {}
    holders: dict[str, set[str]] = {}
    words = {word for _, name in territories.large(_LARGE) for word in name.split()}
    for code, name in territories.own_names():
        own.setdefault(name, []).append(code)
        words |= set(name.split())
        for word in name.split():
            if len(word) > _TELLING:
                holders.setdefault(word, set()).add(code)
    alike = {code: name for name, codes in own.items() for code in codes}
    distinctive = {
        word: sorted(codes)
        for word, codes in holders.items()
        if len({alike[code] for code in codes}) == 1 and word not in own and not territories.called(word)
    }
    bodies: dict[str, list[str]] = {}
    for code, name in territories.intermunicipal():
        bodies.setdefault(name, []).append(code)
    return _Names(own, bodies, distinctive, Words(word for word in words if len(word) > _TELLING))


def _found(territories: Territories, code: str, start: int, end: int, sure: float) -> Found:
    return Found("territory", code, start, end, sure, territories.name(code))
