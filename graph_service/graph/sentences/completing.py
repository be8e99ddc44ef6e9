"""Completion of a sentence while it is typed: what it asks, names for its last words, questions that begin so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph_service.graph.sentences.declared import PLACE, declarations, sentences_of
from graph_service.graph.sentences.tokens import Token, tokens
from graph_service.graph.sentences.told import ToldReading, understood
from graph_service.graph.suggesting import Suggestion, suggestions
from graph_service.messages import Lang, Ref, Text, say
from graph_service.queries.declare import Parameter, Registry
from graph_service.queries.view import View
from graph_service.vocabulary import fold_text

MOST = 8
_NAMES, _QUESTIONS = 5, 3
"""Names and questions that are proposed at most."""
_SHORTEST = 2
_LONGEST = 4
"""Last words that may be the beginning of one name."""
_RECORDS, _PLACES = "actor,project", "territory"
_SORTS = (_RECORDS, _PLACES, "theme", "actor_kind", "project_kind")
"""Sorts of what a text may go on with, those first that are meant more often where nothing tells which."""
_FEWER = 2
"""Proposals of a sort that is not the one a question has a place for."""
_LARGE = 10_000
"""People of a town that is proposed though the store says nothing of it."""
_GAP = "…"
"""What stands in a proposed question for a value that is still to be typed."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A proposal: a reading that is asked, a record whose card is opened, or a longer text that fills the bar."""

    text: Text
    detail: tuple[Text, ...] = ()
    fills: str = ""
    reading: ToldReading | None = None
    record: Ref | None = None
    before: str = ""
    name: str = ""
    """Of a text that ends with a name: what stands before it, and the name."""


def completions(view: View, registry: Registry, text: str, lang: Lang, on: date) -> list[Completion]:
    """Return what a text that is being typed may become, at most eight proposals."""
    typed = tokens(text)
    if len(fold_text(text)) < _SHORTEST:
        return []
    found = list(_asked(view, registry, text, typed, on))
    named = list(_names(view, text, typed, registry, lang))[:_NAMES]
    asked = list(_questions(view, registry, text, named, lang))[: max(_QUESTIONS, MOST - len(found) - len(named))]
    named = named[: MOST - len(found) - len(asked)]
    # A text that begins a name is most often that name: what it asks as a sentence stands behind.
    whole = bool(named) and named[0].record is not None
    return [*named, *found, *asked] if whole else [*found, *named, *asked]


def _asked(view: View, registry: Registry, text: str, typed: tuple[Token, ...], on: date) -> Iterator[Completion]:
    """What the text asks as it stands, where it is more than a name."""
    # A letter that begins a word is no word yet: what is asked without it is not what is typed.
    begins = bool(typed) and len(typed[-1].word) == 1 and typed[-1].word.isalpha() and text[-1:].isalpha()
    if len(typed) > 1 and not begins:
        told = understood(view, registry, text, on)
        if told.runs:
            reading = told.readings[0]
            yield Completion(text, (reading.question.title, *(chip.text for chip in reading.chips)), text, reading)


def _names(view: View, text: str, typed: tuple[Token, ...], registry: Registry, lang: Lang) -> Iterator[Completion]:
    """Names that the whole text begins, which open their cards; else names, themes and places for its last words."""
    whole = suggestions(view, "bar", text, slips=len(typed) < _LONGEST)[:_NAMES]
    for each in whole:
        yield Completion(each.text, each.detail, record=each.record)
    if whole or len(typed) < _SHORTEST:
        return
    known = declarations(registry)
    for size in range(min(_LONGEST, len(typed) - 1), 0, -1):
        first, last = typed[-size], typed[-1]
        if first.word in known.language.idle or (size == 1 and len(last.word) < _SHORTEST):
            continue
        begun = text[first.start : last.end]
        wanted = _wanted(registry, typed[:-size])
        named = list(_of_sorts(view, begun, wanted, slips=size == 1))
        if named:
            yield from (_filled(each, text, typed[:-size], first.start, lang) for each in named[:_NAMES])
            return


def _of_sorts(view: View, begun: str, wanted: Sequence[str], *, slips: bool) -> Iterator[Suggestion]:
    """What words may begin: of each sort a few, first of those that the question has a place for."""
    for of in (*wanted, *(sort for sort in _SORTS if sort not in wanted)):
        found = [each for each in suggestions(view, of, begun, slips=slips) if of != _PLACES or _is_known(view, each)]
        yield from found[: _NAMES if of in wanted else _FEWER]


def _is_known(view: View, place: Suggestion) -> bool:
    """Whether a place is one of the store, large, or more than a commune."""
    territories, code = view.territories, place.value
    large = (territories.population(code) or 0) >= _LARGE or territories.level(code) != "commune"
    return code in territories.own or large


def _wanted(registry: Registry, before: Sequence[Token]) -> list[str]:
    """The sorts of values for which questions have a place behind the words before: "who works on …" a theme."""
    known = declarations(registry)
    said = [token.word for token in before]
    while said and said[-1] in known.language.articles:
        said.pop()
    found: dict[str, None] = {}
    for question in registry:
        declared = known.questions[question.name]
        for parameter in question.parameters:
            phrases = declared.ordered.get(parameter.name, ())
            if any(len(phrase) > 1 and tuple(said[-len(phrase) :]) == phrase for phrase in phrases):
                found[_sort_of(parameter)] = None
    return [sort for sort in found if sort]


def _sort_of(parameter: Parameter) -> str:
    if parameter.category in _SORTS:
        return parameter.category or ""
    types = [type_.value for type_ in parameter.named or parameter.refers]
    return _PLACES if types == [_PLACES] else ",".join(types)


def _filled(found: Suggestion, text: str, typed: Sequence[Token], start: int, lang: Lang) -> Completion:
    """The text with a name for its last words; words before them with which the name begins are not said twice."""
    name = say(found.text, lang).partition(" (")[0]
    words = fold_text(name).split()
    for size in range(min(len(words) - 1, len(typed)), 0, -1):
        if [token.word for token in typed[-size:]] == words[:size]:
            start = typed[-size].start
            break
    before = text[:start]
    return Completion(f"{before}{name}", found.detail, f"{before}{name} ", before=before, name=name)


def _questions(
    view: View, registry: Registry, text: str, named: Sequence[Completion], lang: Lang
) -> Iterator[Completion]:
    """Questions of which a sentence begins as the text does, or holds all of its words; and those that begin as what
    stands before the first of the names, with that name in their first gap."""
    begun, words = fold_text(text), fold_text(text).split()
    before, name = next(((fold_text(each.before), each.name) for each in named if each.name), ("", ""))
    ranked = []
    for question in registry:
        if not view.scope.sees(question.reads):
            continue
        for sentence in sentences_of(question, lang):
            said = PLACE.sub(_GAP, sentence)
            folded = fold_text(said)
            if folded.startswith(begun) or all(_holds(folded, word) for word in words):
                ranked.append((not folded.startswith(begun), len(said), Completion(said, (question.title,), said)))
            elif before and fold_text(said.partition(_GAP)[0]) == before:
                filled = said.replace(_GAP, name, 1)
                ranked.append((False, len(said), Completion(filled, (question.title,), filled)))
    yield from (found for *_, found in sorted(ranked, key=lambda each: each[:2]))


def _holds(folded: str, word: str) -> bool:
    return folded.startswith(word) or f" {word}" in folded
