"""How a typed sentence was understood, on the page of its answer: chips that can be changed, words that were not read.

Changing a chip is another address, and so is asking another question: nothing here needs a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.messages import Lang, Text, m, say
from graph_service.queries.declare import Parameter, Question
from graph_service.vocabulary import Vocabulary
from visualisations.web.addresses import Addresses
from visualisations.web.forms import value_text

_BESIDE = 6
"""Terms that a chip offers in place of its own at most."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something else that was meant, and where it leads."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class ChangedChip:
    """A value as it is set, what else it may be, and where the answer without it is; empty where it is needed."""

    label: str
    text: str
    others: Sequence[Choice]
    without: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A sentence beside what it was understood as."""

    text: str
    quoted: str
    """The sentence in quotation marks."""
    question: str
    questions: Sequence[Choice]
    """Other questions that the sentence may ask."""
    chips: Sequence[ChangedChip]
    unread: Sequence[str]


@dataclass(frozen=True, slots=True)
class Read:
    """What the page needs to know of a value that was read."""

    parameter: str
    value: str
    text: Text
    others: Sequence[tuple[str, Text]]


def strip(
    text: str,
    question: Question[Any, Any],
    read: Sequence[Read],
    unread: Sequence[str],
    others: Sequence[tuple[Question[Any, Any], Mapping[str, Any], str]],
    values: Mapping[str, Sequence[str]],
    names: Mapping[tuple[str, str], str],
    vocabulary: Vocabulary,
    to: Addresses,
) -> Typed:
    """Return what stands above an answer that a sentence led to. `values` are those that are set now, by parameter;
    `others` the other questions that the sentence may ask, each with its values in a line."""
    by_name = {parameter.name: parameter for parameter in question.parameters}
    chips = [
        _chip(text, question, by_name[name], value, _said(read, name, value, given), values, names, vocabulary, to)
        for name, given in values.items()
        for value in given
        if name in by_name
    ]
    return Typed(
        text,
        say(m("asked-quoted", text=text), to.lang),
        say(question.title, to.lang),
        [Choice(said, to.typed(other.name, set_, text)) for other, set_, said in others],
        chips,
        unread,
    )


def _said(read: Sequence[Read], name: str, value: str, given: Sequence[str]) -> Read | None:
    """What was read where this value stands now: it itself, or what it took the place of."""
    mine = [each for each in read if each.parameter == name]
    same = next((each for each in mine if each.value == value), None)
    return same or next((each for each in mine if each.value not in given), None)


def _chip(
    text: str,
    question: Question[Any, Any],
    parameter: Parameter,
    value: str,
    said: Read | None,
    values: Mapping[str, Sequence[str]],
    names: Mapping[tuple[str, str], str],
    vocabulary: Vocabulary,
    to: Addresses,
) -> ChangedChip:
    def without(*new: str) -> str:
        kept = {n: [*(v for v in given if (n, v) != (parameter.name, value))] for n, given in values.items()}
        kept[parameter.name] += new
        return to.typed(question.name, {n: given for n, given in kept.items() if given}, text)

    shown = say(said.text, to.lang) if said and said.value == value else None
    return ChangedChip(
        say(parameter.label, to.lang),
        shown or value_text(parameter, value, names, vocabulary, to.lang),
        [
            Choice(name, without(other))
            for other, name in dict(
                (*_beside(parameter, value, vocabulary, to.lang), *_others(said, value, to.lang))
            ).items()
        ],
        "" if parameter.required else without(),
    )


def _beside(parameter: Parameter, value: str, vocabulary: Vocabulary, lang: Lang) -> Iterator[tuple[str, str]]:
    """The terms that stand beside one in the vocabulary, below the same term."""
    category = parameter.category or ""
    term = vocabulary.get(category, value) if category else None
    if term is not None:
        beside = [each for each in vocabulary.of(category) if each.parent == term.parent and each.id != value]
        yield from ((each.id, say(each.label, lang)) for each in beside[:_BESIDE])


def _others(said: Read | None, value: str, lang: Lang) -> Iterator[tuple[str, str]]:
    if said is not None:
        if said.value != value:
            yield said.value, say(said.text, lang)
        for other, text in said.others:
            if other != value:
                yield other, say(text, lang)
