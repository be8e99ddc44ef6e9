"""What the questions declare of how people ask them, in their own word files.

`NAME-asks` holds sentences, one a line, with places for values: "Comment { $from } peut-il rejoindre { $to } ?".
`NAME-cues` holds words and phrases that speak for the question, with commas between. Beside a parameter's help stands,
as CODE-cues, what speaks for the parameter: phrases that stand before its value, phrases with a place for a number
("{ $n } étapes"), or, on a line of its own, `VALUE = phrases` that say a value by themselves. `NAME-offers` holds
phrases that a sentence may begin with which the question answers only in part, `NAME-beside` phrases that may stand
beside its cues and say nothing more. A question that declares nothing is
known by its title.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph_service.graph.sentences.language import Language, Phrase, languages, phrase
from graph_service.graph.sentences.terms import CATEGORIES, words_of
from graph_service.graph.sentences.tokens import Words
from graph_service.messages import LANGS, Lang, Message, codes, say
from graph_service.queries.declare import Parameter, Question, Registry
from graph_service.vocabulary import packaged

NUMBER = "{n}"
"""What stands for a number in a cue."""
PLACE = re.compile(r"{(\w+)}")
"""Where a value stands in a sentence that a question declares."""
_TWO = 2
_SHORT = 4
_LONG = 6
"""Letters of a common word in which typing errors are forgiven."""
_CONTENT, _IDLE = 0.6, 0.3
"""What a word of a cue counts for: one that says something, and one that is idle elsewhere."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a question, alone or for a value of one of its parameters."""

    phrase: Phrase
    weight: float
    parameter: str = ""
    value: str | None = None
    """The value that the words say; None where they stand before one, or speak for the question alone."""


@dataclass(frozen=True)
class Declared:
    """How people ask one question."""

    cues: tuple[Cue, ...]
    by_word: dict[str, list[Cue]] = field(default_factory=dict)
    """Cues by their first word."""
    ordered: dict[str, list[Phrase]] = field(default_factory=dict)
    """By parameter, the words that stand directly before its place in a sentence."""
    cued: frozenset[str] = frozenset()
    """Parameters that have words which stand before their value."""
    own: frozenset[str] = frozenset()
    """Those that no other question has."""
    negative: frozenset[str] = frozenset()
    """Those of which such a word is a negation: they leave something out."""
    together: frozenset[str] = frozenset()
    """Those of which a sentence holds two values: one alone says nothing."""
    between: bool = False
    """Whether it needs two records: two names alone ask it."""
    offers: tuple[Phrase, ...] = ()
    """Phrases with which a sentence begins that the question answers only in part: it is offered, not run."""
    beside: tuple[Phrase, ...] = ()
    """Phrases that may stand beside its cues and neither speak for it nor against it."""


@dataclass(frozen=True)
class Declarations:
    """How people ask all questions in a language."""

    language: Language
    questions: dict[str, Declared]
    words: Words
    """Every word that any of them declares, and the language's own."""
    cues: frozenset[str]
    """The words of cues that are idle nowhere."""
    time: Words
    """The words of time."""
    mistyped: Words
    """Those of them of which typing errors are forgiven: a short word of no meaning may be a slip of any."""
    light: frozenset[str]
    """Words that change nothing in what is asked."""
    mistyped_light: Words
    """Words that change nothing and words that say nothing, of which typing errors are forgiven."""
    mistyped_idle: Words
    """Words that say nothing, of four letters and more."""
    alone: frozenset[str]
    """Words that are a question's cue by themselves."""


@lru_cache(4)
def declarations(registry: Registry) -> Declarations:
    """Read what the questions of a registry declare, in all languages."""
    own = languages()
    found = {each.name: _in_all(each) for each in registry}
    said_by = Counter(phrase for cues, _ in found.values() for phrase in {cue[0] for cue in cues})
    questions = {}
    for name, (cues, sentences) in found.items():
        weighed = tuple(
            Cue(words, _weight(words, own) * _rarity(said_by[words], len(found)), parameter, value)
            for words, parameter, value in cues
        )
        by_word: dict[str, list[Cue]] = defaultdict(list)
        for cue in weighed:
            by_word[cue.phrase[0]].append(cue)
        cued = frozenset(cue.parameter for cue in weighed if cue.parameter and cue.value is None)
        negative = frozenset(
            cue.parameter for cue in weighed if cue.parameter in cued and set(cue.phrase) & own.negations
        )
        offers = tuple(each for lang in LANGS for each in _listed(f"{name}-offers", lang, codes(lang)))
        beside = tuple(each for lang in LANGS for each in _listed(f"{name}-beside", lang, codes(lang)))
        before = _before(sentences)
        asked = registry.get(name)
        mine = frozenset(p.name for p in asked.parameters if (p.description or "").startswith(name)) if asked else ()
        together = frozenset(p for each in sentences for p, n in Counter(PLACE.findall(each)).items() if n > 1)
        between = asked is not None and sum(p.required and bool(p.refers) for p in asked.parameters) >= _TWO
        questions[name] = Declared(
            weighed, dict(by_word), before, cued, frozenset(mine), negative, together, between, offers, beside
        )
    words = {word for each in questions.values() for cue in each.cues for word in cue.phrase} - {NUMBER}
    time = {word for phrases in own.time.values() for each in phrases for word in each}
    every = words | own.idle | own.negations | own.common | own.joins | time
    # A long word by which questions are asked is forgiven its typing errors though it is a common one, too.
    common = {word for word in own.common if len(word) < _LONG or word not in words}
    plainly = own.idle | own.negations | own.orders | own.calls
    alone = {cue.phrase[0] for each in questions.values() for cue in each.cues if len(cue.phrase) == 1}
    light = own.light - plainly
    spelled = {word for word in words | time if word not in own.idle}
    return Declarations(
        own,
        questions,
        Words(every),
        frozenset(words - own.idle),
        Words(time | own.months.keys()),
        Words(word for word in spelled - common if word not in own.negations or len(word) > _LONG),
        light,
        Words((word for word in light | own.idle if len(word) > _LONG), slips=lambda _: 1),
        Words((word for word in own.idle if len(word) >= _SHORT), slips=lambda _: 1),
        frozenset(alone),
    )


def sentences_of(question: Question[Any, Any], lang: Lang) -> tuple[str, ...]:
    """The sentences by which people ask a question in a language, with `{name}` for the value of each parameter."""
    return tuple(_sentences(question, lang, codes(lang)))


def _in_all(question: Question[Any, Any]) -> tuple[list[tuple[Phrase, str, str | None]], tuple[str, ...]]:
    cues: dict[tuple[Phrase, str, str | None], None] = {}
    sentences: list[str] = []
    for lang in LANGS:
        spoken, asked = _phrases(question, lang)
        cues |= dict.fromkeys(spoken)
        sentences += asked
    return list(cues), tuple(sentences)


def _phrases(question: Question[Any, Any], lang: Lang) -> tuple[list[tuple[Phrase, str, str | None]], tuple[str, ...]]:
    known = codes(lang)
    sentences = tuple(_sentences(question, lang, known))
    found: list[tuple[Phrase, str, str | None]] = [
        (each, "", None) for each in _listed(f"{question.name}-cues", lang, known)
    ]
    if not found and not sentences:
        found = [((word,), "", None) for word in phrase(say(question.title, lang))]
    # The question's own parameters first: of what two say by the same words, the more general one says nothing more.
    ordered = sorted(question.parameters, key=lambda p: not (p.description or "").startswith(question.name))
    spoken: list[tuple[Phrase, str, str | None]] = []
    for parameter in ordered:
        taken = {words for words, _, value in spoken if value is not None}
        spoken += [
            (words, parameter.name, value) for words, value in _spoken(parameter, lang, known) if words not in taken
        ]
    own = languages()
    terms = {word for term in packaged().terms.values() if term.category in CATEGORIES for word in words_of(term)}
    time = {word for phrases in own.time.values() for each in phrases for word in each}
    passed = terms | own.idle | own.negations | time | {word for words, *_ in spoken for word in words}
    for sentence in sentences:
        literal = phrase(PLACE.sub(" ", sentence))
        found += [((word,), "", None) for word in literal if word not in passed and not word.isdigit()]
    found += spoken
    # One phrase may speak for the question and for a value of it: the value says more.
    last = {(words, parameter): (words, parameter, value) for words, parameter, value in found if words}
    return list(last.values()), sentences


def _sentences(question: Question[Any, Any], lang: Lang, known: frozenset[str]) -> Iterator[str]:
    code = f"{question.name}-asks"
    if code in known:
        places = {parameter.name.replace("_", "-"): f"{{{parameter.name}}}" for parameter in question.parameters}
        yield from say(Message(code, places), lang).splitlines()


def _listed(code: str, lang: Lang, known: frozenset[str]) -> list[Phrase]:
    if code not in known:
        return []
    return [found for line in say(Message(code), lang).splitlines() for found in _split(line)]


def _split(line: str) -> list[Phrase]:
    return [found for each in line.split(",") if (found := phrase(each))]


def _spoken(parameter: Parameter, lang: Lang, known: frozenset[str]) -> Iterator[tuple[Phrase, str | None]]:
    code = f"{parameter.description}-cues"
    if code not in known:
        return
    for line in say(Message(code, {"n": NUMBER}), lang).splitlines():
        value, said, words = line.partition("=")
        for each in _split(words if said else line):
            yield each, value.strip() if said else None


def _before(sentences: tuple[str, ...]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for sentence in sentences:
        parts = PLACE.split(sentence)
        for before, name in zip(parts[::2], parts[1::2], strict=False):
            if (words := phrase(before)) and words[-2:] not in found[name]:
                found[name].append(words[-2:])
    return dict(found)


def _weight(words: Phrase, own: Language) -> float:
    return sum(_IDLE if word in own.idle - own.things else _CONTENT for word in words if word != NUMBER)


def _rarity(said_by: int, all_: int) -> float:
    """1 of a phrase that one question alone declares, 0.4 of one that all declare."""
    return 1 - 0.6 * math.log(said_by) / math.log(max(all_, 2))
