"""Places in a sentence: by name, by code, a département by its number, an intermunicipal body by its town."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph_service.graph.sentences.found import Found, ranked
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.tokens import Token, Words
from graph_service.territories import Territories

_LONGEST, _SHORTEST = 8, 3
_NUMBER = re.compile(r"\d[\dab]|97\d")
_CODE = re.compile(r"r\d{2}|d\d[\dab]\d?|q[pn]\w{6}|\d[\dab]\d{3}")
_SIDES = frozenset(
    ["cc", "ca", "cu", "epci", "agglo", "agglos", "agglomeration", "metropole", "interco", "intercommunalite"]
)
"""Words that say an intermunicipal body, before or behind its town."""
_REGION = frozenset(("region", "regions"))
_COMMON = 0.5
"""How sure a name makes that is a common word too, with nothing before it that stands before places."""


def found(territories: Territories, sentence: Sequence[Token], own: Language, known: Words) -> list[Found]:
    """Return the places that words of a sentence may mean. One word that is `known` otherwise is a place only behind a
    word that stands before places."""
    return ranked(_all(territories, sentence, own, known))


def _all(territories: Territories, sentence: Sequence[Token], own: Language, known: Words) -> Iterator[Found]:
    words = [token.word for token in sentence]
    for start in range(len(words)):
        placed = start > 0 and words[start - 1] in own.at
        if words[start] in own.idle and words[start] not in ("la", "le", "les"):
            continue
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            codes = territories.called(" ".join(words[start:end]))
            common = end - start == 1 and (words[start] in known or len(words[start]) < _SHORTEST)
            for code, sure in _weighed(territories, codes):
                if not common or placed:
                    yield _found(territories, code, start, end, sure * (_COMMON if common else 1))
        yield from _by_code(territories, words, start)
        yield from _by_town(territories, words, start)
        yield from _by_region(territories, words, start)
    for name, code in _distinctive(territories).items():
        for at, word in enumerate(words):
            if word == name:
                yield _found(territories, code, at, at + 1, 0.85)


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
    if _NUMBER.fullmatch(word) and territories.exists(code := f"D{word.upper()}"):
        yield _found(territories, code, start, start + 1, 0.9)
    elif _CODE.fullmatch(word) and territories.exists(word.upper()):
        yield _found(territories, word.upper(), start, start + 1, 1.0)


def _by_town(territories: Territories, words: Sequence[str], start: int) -> Iterator[Found]:
    """`agglo de Blois`, `communauté de communes de Gien`, `Orléans métropole`."""
    said = [
        at
        for at in range(start, min(start + 4, len(words)))
        if words[at] in _SIDES or words[at : at + 1] == ["communes"]
    ]
    if words[start] in _SIDES or words[start : start + 2] in (
        ["communaute", "de"],
        ["communaute", "d"],
        ["com", "com"],
    ):
        after = (said[-1] if said else start) + 1
        after += 1 if words[start : start + 2] == ["com", "com"] else 0
        while after < len(words) and words[after] in ("de", "d", "du", "des", "la", "le", "les"):
            after += 1
        for end in range(min(after + 5, len(words)), after, -1):
            if codes := territories.called(" ".join(words[after:end])):
                yield from _bodies_of(territories, codes, start, end)
                break
    for end in range(start + 1, min(start + 5, len(words))):
        if words[end] in _SIDES and (codes := territories.called(" ".join(words[start:end]))):
            yield from _bodies_of(territories, codes, start, end + 1)


def _bodies_of(territories: Territories, codes: Sequence[str], start: int, end: int) -> Iterator[Found]:
    for code in codes:
        for above in sorted(territories.ancestors(code) - {code}):
            if territories.level(above) == "epci" and territories.level(code) == "commune":
                yield _found(territories, above, start, end, 0.95)


def _by_region(territories: Territories, words: Sequence[str], start: int) -> Iterator[Found]:
    """`région Centre`: a region by the beginning of its name."""
    if words[start] in _REGION and start + 1 < len(words):
        for code, name in territories.regions():
            named = name.split()
            said = 0
            while said < len(named) and start + 1 + said < len(words) and words[start + 1 + said] == named[said]:
                said += 1
            if said:
                yield _found(territories, code, start, start + 1 + said, 0.95)


@lru_cache(4)
def _distinctive(territories: Territories) -> dict[str, str]:
    """The places of the store's own that one word of their name tells from all others of them, by that word."""
    holders: dict[str, set[str]] = {}
    for code, name in territories.own_names():
        if territories.level(code) == "epci":
            for word in name.split():
                if len(word) > 4:
                    holders.setdefault(word, set()).add(code)
    return {word: min(codes) for word, codes in holders.items() if len(codes) == 1 and not territories.called(word)}


def _found(territories: Territories, code: str, start: int, end: int, sure: float) -> Found:
    return Found("territory", code, start, end, sure, territories.name(code))
