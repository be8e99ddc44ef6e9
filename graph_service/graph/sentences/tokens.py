"""A text as words with their places, and when two words are forms of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Protocol

from rapidfuzz.distance import OSA

from graph_service.graph.sentences.dictionary import is_real
from graph_service.vocabulary import fold_text

SHORT_FOR = {"st": "saint", "ste": "sainte"}
_ELIDED = "ldjsnmtc"
"""Letters that an apostrophe stands behind in French, and that people type without it."""
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = (
    *("aient", "ations", "ation", "erait", "erons", "ement", "ions", "ings", "ant", "ent", "ait", "ing", "eur", "euse"),
    *("ees", "ers", "ez", "er", "ed", "ir", "ee", "es", "e"),
)
"""Endings that French and English words take, longest first; what is left has four letters and more."""
_VOWELS = "aeiouy"
_LEAST = 4
_TWO = 2
_INVARIABLE = frozenset(
    (
        *("pays", "corps", "temps", "mois", "fois", "cours", "bois", "bas", "pas", "plus", "sans", "dans", "sous"),
        *("vers", "gens", "dos", "poids", "prix", "choix", "voix", "lors", "puis", "as", "us", "has", "was", "this"),
        *("thus", "always", "across", "press", "access", "process"),
    )
)
"""Words that end like a plural and are none."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: folded, and where it stands in it."""

    word: str
    start: int
    end: int
    acronym: bool = False
    """Whether it is typed in capitals in a text that is not: "le CA" is no "ça"."""


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into its words, at apostrophes and hyphens too."""
    found = ((fold_text(match[0]), match.start(), match.end()) for match in _WORD.finditer(text))
    loud = text.isupper()
    return tuple(
        Token(SHORT_FOR.get(word, word), start, end, not loud and end - start == _TWO and text[start:end].isupper())
        for word, start, end in found
        if word
    )


def unelided(word: str) -> str | None:
    """Return a word without the article or pronoun that was typed together with it: `anru` of `lanru`; None of a word
    that does not begin so."""
    if len(word) <= _LEAST or word.isdigit() or word[0] not in _ELIDED or word[1] not in "aeiouyh":
        return None
    return word[1:]


@lru_cache(8192)
def stem(word: str) -> str:
    """Return what the forms of a folded word have in common: `travail` of `travaillent`. Two words of a language may
    share one by chance, so that it is compared with words that questions declare and with nothing else."""
    word = singular(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _LEAST and word[-1] == word[-2] else word


@lru_cache(8192)
def singular(word: str) -> str:
    """Return a folded word without the ending of its plural."""
    if word in _INVARIABLE:
        return word
    if word.endswith("aux") and len(word) > _LEAST:
        return f"{word[:-3]}al"
    return word[:-1] if len(word) >= _LEAST and word[-1] in "sx" and word[-2] != "s" else word


@lru_cache(8192)
def stem_of(word: str) -> str:
    """Return what the forms of a word of the vocabulary have in common: `authority` of `authorities`."""
    one = singular(word)
    return f"{one[:-2]}y" if one.endswith("ie") and len(one) > _LEAST else one


def voiced(word: str) -> str:
    """Return a folded word without the letters at its end that French does not pronounce: `vien` of `vient`."""
    return word.rstrip("estxdz") if len(word) > 1 else word


def respelled(word: str) -> tuple[str, ...]:
    """Return how a word may be spelled that was typed as it sounds: `numerique` of `numerik`."""
    if "k" not in word or len(word) <= _LEAST:
        return ()
    ended = f"{word}ue" if word.endswith("k") else word
    return tuple(
        dict.fromkeys(each for each in (ended.replace("k", "q" if ended != word else "qu"), word.replace("k", "c")))
    )


def slips(word: str) -> int:
    """How many typing errors a word of this length may hold and still be meant."""
    return 0 if len(word) < 5 else 1 if len(word) < 8 else 2


class Spoken(Protocol):
    """Words that are known otherwise, in any form."""

    def __contains__(self, word: object) -> bool: ...

    def distance(self, word: str) -> float:
        """Return how many letters a word is from the nearest of them."""
        ...


class Words:
    """A set of folded words, in which the forms and the slips of a typed word are found."""

    def __init__(
        self, words: Iterable[str], form: Callable[[str], str] = stem, slips: Callable[[str], int] = slips
    ) -> None:
        """`form` gives what the forms of a word have in common, `slips` how many typing errors one may hold."""
        self._form, self._slips = form, slips
        self._words = frozenset(words)
        self._by_stem: dict[str, list[str]] = {}
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if not word.isdigit():
                self._by_stem.setdefault(form(word), []).append(word)
                self._by_letter.setdefault(word[:1], []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def forms(self, word: str) -> frozenset[str]:
        """The words of the set that a typed one is, or is a form of."""
        found = set(self._by_stem.get(self._form(word), ()) if not word.isdigit() else ())
        return frozenset(found | {word}) if word in self._words else frozenset(found)

    def sounding(self, word: str) -> frozenset[str]:
        """The words of the set that sound like a short one."""
        heard = voiced(word)
        if is_real(word) or len(heard) < _TWO or len(word) > _LEAST + 1:
            return frozenset()
        return frozenset(
            each
            for each in self._by_letter.get(word[:1], ())
            if abs(len(each) - len(word)) == 1 and voiced(each) == heard
        )

    def _unsounded(self, word: str) -> Iterator[str]:
        """The word with the h before it that French does not pronounce: `habitat` of `abitat`."""
        if word[:1] in _VOWELS and f"h{word}" in self._words:
            yield f"h{word}"

    def near(self, word: str) -> frozenset[str]:
        """The words of the set that a typed one is a slip of, the nearest ones."""
        if sounding := {each for each in respelled(word) if each in self._words}:
            return frozenset(sounding)
        found = self._slips_of(word)
        least = min((distance for distance, _ in found), default=0)
        near = frozenset(each for distance, each in found if distance == least)
        # Two letters that changed places are the likeliest slip: "bourgse" is "bourges", not "bourgs".
        return frozenset(each for each in near if sorted(each) == sorted(word)) or near

    def distance(self, word: str) -> float:
        """How many letters a typed word is from the nearest of the set; endless where it is a slip of none."""
        if word in self._words:
            return 0
        return min((distance for distance, _ in self._slips_of(word)), default=inf)

    def _slips_of(self, word: str) -> list[tuple[int, str]]:
        most = self._slips(word)
        if not most or word.isdigit() or is_real(word):
            return []
        near = (
            (OSA.distance(word, each, score_cutoff=most), each)
            for each in (*self._by_letter.get(word[:1], ()), *self._unsounded(word))
            if len(each) >= _LEAST and abs(len(each) - len(word)) <= most
        )
        return [(distance, each) for distance, each in near if distance <= most]
