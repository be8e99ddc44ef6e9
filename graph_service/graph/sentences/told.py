"""A reading as people are told it: the question, a chip for each value with what else it may be, words left unread."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_service.graph.sentences.reading import Reading, Use
from graph_service.graph.sentences.understanding import Understood, understand
from graph_service.graph.suggesting import suggestions
from graph_service.messages import Lang, Text, m, say
from graph_service.queries.declare import Parameter, Question, Registry
from graph_service.queries.view import View

_OTHERS = 6
"""Other values that a chip offers."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A value that was understood, and what else its words may mean."""

    parameter: str
    label: Text
    value: str
    text: Text
    words: str
    """The words that say it, as they were typed."""
    others: tuple[tuple[str, Text], ...]
    """Other values, each with what it is called, the nearest first."""


@dataclass(frozen=True, slots=True)
class ToldReading:
    """A reading as it is shown."""

    question: Question[Any, Any]
    chips: tuple[Chip, ...]
    values: dict[str, Any]
    unread: tuple[str, ...]
    """Words that were not read, as they were typed."""
    missing: tuple[Text, ...]
    """What the question needs beside, by its labels."""

    def sentence(self, lang: Lang) -> str:
        """The question and its values in one line."""
        parts = [f"{say(chip.label, lang)}{say(m('web-colon'), lang)}{say(chip.text, lang)}" for chip in self.chips]
        return " · ".join([say(self.question.title, lang), *parts])


@dataclass(frozen=True, slots=True)
class Told:
    """How a sentence was understood."""

    text: str
    runs: bool
    """Whether its one reading is what is asked. Else its readings are offered, the nearest first."""
    readings: tuple[ToldReading, ...]


def understood(view: View, registry: Registry, text: str, on: date) -> Told:
    """Return how a sentence was understood, as people are told it."""
    found = understand(view, registry, text, on)
    readings = found.readings[:1] if found.runs else found.offered
    return Told(found.text, found.runs, tuple(told(view, found, each) for each in readings))


def led_here(
    view: View,
    registry: Registry,
    text: str,
    on: date,
    question: Question[Any, Any],
    values: Mapping[str, Sequence[str]],
) -> tuple[ToldReading, tuple[ToldReading, ...]] | None:
    """Return the reading of a sentence as a question that says most of these values, and the nearest other ones; None
    where the sentence does not ask that question."""
    found = understand(view, registry, text, on)
    set_ = {(name, value) for name, given in values.items() for value in given}
    own = [each for each in found.readings if each.question.name == question.name]
    if not own:
        return None
    said = max(own, key=lambda each: len(set_ & {(use.parameter, use.value) for use in each.uses}))
    others = [each for each in found.readings if each.question is not said.question][:_OTHERS]
    return told(view, found, said), tuple(told(view, found, each, others=False) for each in others)


def told(view: View, understood: Understood, reading: Reading, *, others: bool = True) -> ToldReading:
    """Return a reading as it is shown; with `others` what else each value may be."""
    by_name = {parameter.name: parameter for parameter in reading.question.parameters}
    return ToldReading(
        reading.question,
        tuple(_chip(view, understood, by_name[use.parameter], use, others) for use in reading.uses),
        reading.values,
        tuple(understood.words(reading.unread)),
        tuple(parameter.label for parameter in reading.missing),
    )


def _chip(view: View, understood: Understood, parameter: Parameter, use: Use, others: bool) -> Chip:
    first, last = understood.tokens[use.start], understood.tokens[use.end - 1]
    words = understood.text[first.start : last.end]
    text: Text = use.text
    if use.found is None and parameter.choices:
        text = parameter.choice(use.value)
    elif use.found is None and parameter.type is bool:
        text = m("said-yes" if use.value == "true" else "said-no")
    elif use.found is None and parameter.name == "since":
        text = m("asked-months", n=int(use.value))
    more = dict.fromkeys(_others(view, use, words)) if others and use.found else {}
    return Chip(parameter.name, parameter.label, use.value, text, words, tuple(more)[:_OTHERS])


def _others(view: View, use: Use, words: str) -> Iterator[tuple[str, Text]]:
    """What else the words of a value may mean: what they name as well, then what is called nearly so."""
    assert use.found is not None
    seen = {use.value}
    near: Sequence[tuple[str, Text]] = [(each.value, each.name) for each in use.found.also]
    if use.found.sort == "territory":
        around = sorted(view.territories.ancestors(use.value) - {use.value})
        near = [*near, *((code, _place(view, code)) for code in around)]
    if use.found.sort in ("actor", "project", "territory", "theme"):
        near = [*near, *((each.value, each.text) for each in suggestions(view, use.found.sort, words))]
    for value, text in near:
        if value not in seen:
            seen.add(value)
            yield value, text


def _place(view: View, code: str) -> str:
    return f"{view.territories.name(code)} ({code})"


def command(reading: ToldReading) -> str:
    """The command that asks what a reading says."""
    values = dict(reading.values)
    words = ["maillage", reading.question.name]
    for parameter in reading.question.arguments:
        value = values.pop(parameter.name, None)
        # What is missing stands as a word to fill in.
        words.append(shlex.quote(str(value)) if value is not None else parameter.name.upper())
    for parameter in reading.question.parameters:
        if parameter.name not in values:
            continue
        given = values[parameter.name]
        for value in given if isinstance(given, list) else [given]:
            flag = parameter.type is bool
            words.append(parameter.option if flag else f"{parameter.option} {shlex.quote(str(value))}")
    return re.sub(r"\s+", " ", " ".join(words))


def as_json(understood: Told, lang: Lang) -> dict[str, Any]:
    """How a sentence was understood, as programs are told it: see `graph_service.api.asking_documents`."""
    return {
        "text": understood.text,
        "runs": understood.runs,
        "readings": [_reading_json(each, lang) for each in understood.readings],
    }


def _reading_json(reading: ToldReading, lang: Lang) -> dict[str, Any]:
    return {
        "question": reading.question.name,
        "title": say(reading.question.title, lang),
        "values": reading.values,
        "chips": [
            {
                "parameter": chip.parameter,
                "label": say(chip.label, lang),
                "value": chip.value,
                "text": say(chip.text, lang),
                "words": chip.words,
                "others": [{"value": value, "text": say(text, lang)} for value, text in chip.others],
            }
            for chip in reading.chips
        ],
        "unread": list(reading.unread),
        "missing": [say(each, lang) for each in reading.missing],
    }
