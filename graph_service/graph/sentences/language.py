"""What is known of a language whatever is asked: idle words, negations, words of time, common words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from graph_service.messages import LANGS, Lang
from graph_service.vocabulary import fold_text

Phrase = tuple[str, ...]
"""Folded words that stand one after the other."""


_TIMES = (
    *("since", "year", "month", "last_year", "this_year", "last_years", "last_months", "years_ago", "months_ago"),
    *("begin", "finish", "between", "until", "when"),
)
"""What the words for time are called in a language's file."""


@dataclass(frozen=True)
class Language:
    """See `data/sentences/fr.yaml`, which says what each is."""

    idle: frozenset[str]
    things: frozenset[str]
    light: frozenset[str]
    """Words that may be left unread beside a whole question: none of them changes what is asked."""
    speakers: frozenset[str]
    openers: frozenset[str]
    closing: frozenset[str]
    occasions: frozenset[str]
    passed: tuple[Phrase, ...]
    definitions: tuple[Phrase, ...]
    defining: tuple[Phrase, ...]
    adverbs: frozenset[str]
    holding: frozenset[str]
    leaving: frozenset[str]
    entering: frozenset[str]
    tags: frozenset[str]
    inverted: frozenset[str]
    nouns: frozenset[str]
    unaccented: frozenset[str]
    topics: frozenset[str]
    agents: frozenset[str]
    there: frozenset[str]
    seeking: frozenset[str]
    unanswered: tuple[Phrase, ...]
    denying: tuple[Phrase, ...]
    later: tuple[Phrase, ...]
    future: frozenset[str]
    addressed: frozenset[str]
    comparing: frozenset[str]
    than: frozenset[str]
    than_behind_er: frozenset[str]
    coming: frozenset[str]
    seeing: frozenset[str]
    objects: frozenset[str]
    within_house: frozenset[str]
    demonstrative: frozenset[str]
    requests: tuple[Phrase, ...]
    recalling: tuple[Phrase, ...]
    possessive: frozenset[str]
    presenting: tuple[Phrase, ...]
    polite: frozenset[str]
    former: frozenset[str]
    inside: tuple[Phrase, ...]
    negations: frozenset[str]
    joins: frozenset[str]
    indefinite: frozenset[str]
    definite: frozenset[str]
    either: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    towards: frozenset[str]
    intermunicipal: frozenset[str]
    bodies: tuple[Phrase, ...]
    regional: frozenset[str]
    departmental: frozenset[str]
    around: tuple[Phrase, ...]
    at: frozenset[str]
    months: dict[str, int]
    seasons: dict[str, int]
    """The month in which each begins."""
    last: frozenset[str]
    numbers: dict[str, int]
    common: frozenset[str]
    written: dict[str, str]
    telling: frozenset[str]
    introducing: frozenset[str]
    persons: frozenset[str]
    referring: frozenset[str]
    unreferring: tuple[Phrase, ...]
    wishes: frozenset[str]
    asking: frozenset[str]
    within: frozenset[str]
    orders: frozenset[str]
    bounds: tuple[Phrase, ...]
    whole: frozenset[str]
    calls: frozenset[str]
    greetings: frozenset[str]
    alike: tuple[Phrase, ...]
    acting: frozenset[str]
    doing: frozenset[str]
    placing: frozenset[str]
    unrefusing: frozenset[str]
    superlatives: tuple[Phrase, ...]
    first: frozenset[str]
    time: dict[str, tuple[Phrase, ...]]
    """Phrases of time by their names; `{n}` stands for a number."""
    lately: dict[Phrase, int]
    """Phrases that say a number of months."""

    @cached_property
    def plain(self) -> frozenset[str]:
        """Words that are known as they stand and in no other form."""
        return self.light | self.orders | self.calls | self.persons | self.occasions | self.seasons.keys()

    @cached_property
    def never_slips(self) -> frozenset[str]:
        """Words that are no form and no slip of another word."""
        return self.orders | self.calls | self.persons

    def is_order(self, word: str) -> bool:
        """Return whether a folded word orders something to be done."""
        return word in self.orders


@cache
def languages() -> Language:
    """All languages at once: people mix them in a sentence, and write the one on a page in the other."""
    every = [language(lang) for lang in LANGS]
    merged: dict[str, Any] = {}
    for name in Language.__dataclass_fields__:
        values = [getattr(each, name) for each in every]
        if isinstance(values[0], frozenset):
            merged[name] = frozenset().union(*values)
        elif isinstance(values[0], tuple):
            merged[name] = tuple(dict.fromkeys(each for value in values for each in value))
        elif name == "time":
            merged[name] = {
                key: tuple(sorted({each for value in values for each in value[key]}, key=len, reverse=True))
                for key in values[0]
            }
        else:
            merged[name] = {key: each for value in values for key, each in value.items()}
    return Language(**merged)


@cache
def asking_beside(word: str) -> frozenset[str]:
    """The words that begin a question in the languages in which a word speaks of somebody told of before."""
    spoken = [language(lang) for lang in LANGS]
    return frozenset().union(*(each.asking for each in spoken if word in each.referring))


@cache
def language(lang: Lang) -> Language:
    """Return a language as its files say it: words in a list or in a text, phrases in a list."""
    folder = files("graph_service") / "data" / "sentences"
    data: dict[str, Any] = yaml.safe_load((folder / f"{lang}.yaml").read_text("utf-8"))
    light = (folder / f"{lang}-light.txt").read_text("utf-8").splitlines()
    read: dict[str, Any] = {}
    for each in fields(Language):
        value = data.get(each.name)
        if each.type == "frozenset[str]":
            read[each.name] = frozenset(value.split() if isinstance(value, str) else value or ())
        elif each.type == "tuple[Phrase, ...]":
            read[each.name] = tuple(map(phrase, value or ()))
        else:
            read[each.name] = value
    read["idle"] |= read["things"]
    read["light"] = frozenset(word for line in light if not line.startswith("#") for word in line.split())
    read["months"] = {word: n for n, words in enumerate(data["months"], 1) for word in words}
    read["bounds"] = tuple(sorted(read["bounds"], key=len, reverse=True))
    read["time"] = {
        name: tuple(sorted(filter(None, map(phrase, data[name])), key=len, reverse=True)) for name in _TIMES
    }
    read["lately"] = {phrase(each): months for each, months in data["lately"].items()}
    return Language(**read)


def phrase(text: str) -> Phrase:
    """The folded words of a phrase; `{n}` stands as it is."""
    return tuple("{n}" if each == "{n}" else word for each in text.split() for word in _words(each))


def _words(text: str) -> list[str]:
    return ["{n}"] if text == "{n}" else fold_text(text).split()
