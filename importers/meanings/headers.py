"""What the words of a header speak for, in French and English, whatever their case, accents, plural and glue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from graph_service.messages import m
from graph_service.vocabulary import fold_text
from importers.meanings.data import table
from importers.meanings.evidence import Evidence

_POINTS = {"says": 5.5, "suits": 2.8, "hints": 1.0}
_COMPLEMENT = 0.35
"""What a word counts that stands after `de` or `of`."""
_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_LONGEST_PHRASE = 5


@dataclass(frozen=True)
class Token:
    word: str
    complement: bool


@dataclass(frozen=True)
class Dictionary:
    """Phrases of headers -> (meaning, points) for each meaning that they speak for."""

    phrases: Mapping[tuple[str, ...], tuple[tuple[str, float], ...]]
    subjects: Mapping[tuple[str, ...], tuple[str, ...]]
    words: frozenset[str]

    def without(self, dropped: Set[str]) -> Dictionary:
        """The same without every phrase that holds one of some words, as `singular` writes them."""
        return Dictionary(
            {phrase: said for phrase, said in self.phrases.items() if dropped.isdisjoint(phrase)},
            {phrase: said for phrase, said in self.subjects.items() if dropped.isdisjoint(phrase)},
            self.words - dropped,
        )


@cache
def packaged() -> Dictionary:
    """The words that ship with the project."""
    phrases: dict[tuple[str, ...], dict[str, float]] = {}
    for meaning, groups in table("words").items():
        for group, listed in groups.items():
            for text in listed:
                said = phrases.setdefault(_phrase(text), {})
                said[meaning] = max(said.get(meaning, 0.0), _POINTS[group])
    subjects: dict[tuple[str, ...], list[str]] = {}
    for subject, listed in table("subjects").items():
        for text in listed:
            subjects.setdefault(_phrase(text), []).append(subject)
    return Dictionary(
        {phrase: tuple(said.items()) for phrase, said in phrases.items()},
        {phrase: tuple(said) for phrase, said in subjects.items()},
        frozenset(word for phrase in (*phrases, *subjects) for word in phrase),
    )


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in fold_text(str(text)).split() if word not in _stops("skipped", "of"))


@cache
def _stops(*names: str) -> frozenset[str]:
    return frozenset(str(word) for name in names for word in table("stop_words")[name])


@cache
def singular(word: str) -> str:
    """A folded word without the ending of its plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and not word.endswith(("ss", "us", "is")) else word


def raw_words(header: str) -> list[str]:
    """The folded words of a header, camel case cut, plural endings taken off; small words are still there."""
    return [singular(word) for word in fold_text(_CAMEL.sub(" ", header)).split()]


def tokens(header: str, words: Set[str]) -> list[Token]:
    """The words of a header that say something, and whether each is a complement (`de la convention`)."""
    found: list[Token] = []
    for part in re.split(r"[()\[\]]", header):
        complement = False
        for word in fold_text(_CAMEL.sub(" ", part).replace("°", "o ").replace("'", " ").replace("’", " ")).split():
            if word in _stops("of") and found:
                complement = True
            if word in _stops("skipped", "of"):
                continue
            found.extend(Token(piece, complement) for piece in _unglued(singular(word), words))
    return found


def _unglued(word: str, words: Set[str]) -> list[str]:
    """`datesperiode` as two words of the dictionary, `Feuil12` without its number; else the word as it is."""
    if word in words:
        return [word]
    bare = word.rstrip("0123456789")
    if bare in words and len(bare) > 1:
        return [bare]
    for at in range(len(word) - 3, 2, -1):
        head, tail = singular(word[:at]), singular(word[at:])
        if head in words and tail in words:
            return [head, tail]
    return [word]


def _headed(found: list[Token]) -> list[Token]:
    """The same, complements told by the head where no `de` does: `type_lieu` is a type, `street_name` is a name."""
    if len(found) > 1 and found[0].word in _stops("first_heads"):
        return [found[0], *(Token(token.word, True) for token in found[1:])]
    if len(found) > 1 and found[-1].word in _stops("last_heads") and not found[-1].complement:
        return [*(Token(token.word, True) for token in found[:-1]), found[-1]]
    return found


def evidence(header: str, dictionary: Dictionary) -> Iterator[Evidence]:
    """What a header speaks for: longest phrases first, each word once."""
    found = _headed(tokens(header, dictionary.words))
    free = [True] * len(found)
    best: dict[str, tuple[float, str]] = {}
    for length in range(min(_LONGEST_PHRASE, len(found)), 0, -1):
        for at in range(len(found) - length + 1):
            if not all(free[at : at + length]):
                continue
            phrase = tuple(token.word for token in found[at : at + length])
            if phrase not in dictionary.phrases:
                continue
            free[at : at + length] = [False] * length
            whole = length == len(found)
            # A single word among many says less: `date` of `date`, and of `pièce jointe date tampon`.
            weight = (_COMPLEMENT if found[at].complement else 1.0) * (1.0 if whole else 0.9 if length > 1 else 0.8)
            for meaning, points in dictionary.phrases[phrase]:
                if points * weight > best.get(meaning, (0.0, ""))[0]:
                    best[meaning] = (points * weight, " ".join(phrase))
    bounds = "start" in best or "end" in best
    if "person_name" in best and (body := _bracketed_body(header, dictionary)):
        best["org_name"] = (_POINTS["says"], body)
        del best["person_name"]  # `Chef de projet (structure)` is no person
    for meaning, (points, words) in best.items():
        if bounds and meaning in ("date", "period"):
            points *= _COMPLEMENT  # "planned dates: start date" is a start
        yield Evidence(meaning, points, m("meaning-header", words=words))


def _bracketed_body(header: str, dictionary: Dictionary) -> str:
    """A word for organisations that stands in brackets behind what else the header says; empty where none does."""
    for inside in re.findall(r"[(\[]([^()\[\]]*)[)\]]", header):
        phrase = tuple(token.word for token in tokens(inside, dictionary.words))
        if any(meaning == "org_name" for meaning, _ in dictionary.phrases.get(phrase, ())):
            return " ".join(phrase)
    return ""


def subjects(header: str, dictionary: Dictionary) -> tuple[str, ...]:
    """Whom a header speaks of, as far as its words tell."""
    words = [token.word for token in tokens(header, dictionary.words)]
    found: list[str] = []
    for length in (2, 1):
        for at in range(len(words) - length + 1):
            found.extend(dictionary.subjects.get(tuple(words[at : at + length]), ()))
    return tuple(dict.fromkeys(found))
