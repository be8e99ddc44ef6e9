"""The form of a question, drawn from its parameters: one control each, by what the parameter is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_service.messages import Day, Lang, m, say
from graph_service.queries.base import Page, TieQuery
from graph_service.queries.declare import Parameter, Question
from graph_service.vocabulary import Vocabulary

SHARED = frozenset({*TieQuery.model_fields, *Page.model_fields, "evidence", "tie_profile"})
"""Parameters that many questions have: they are folded below a question's own."""
_HIDDEN = frozenset({"after"})
"""Parameters that people do not fill in."""
_SEARCHED = ("theme", "territory")
"""Vocabularies too long for a list: they are typed and completed."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is set, and what people read in its place."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a form."""

    name: str
    label: str
    help: str
    kind: str
    """`pick` (typed and completed), `choice`, `date`, `number`, `flag` or `text`."""
    many: bool
    required: bool
    values: Sequence[Value]
    options: Sequence[Value] = ()
    picks: str = ""
    """What is completed: types of records or a vocabulary."""
    least: float | None = None
    most: float | None = None
    longest: int | None = None
    usual: str = ""
    """The value that is taken where nobody gives one."""


@dataclass(frozen=True, slots=True)
class Chip:
    """What is set: a value with its parameter, and the address without it."""

    label: str
    text: str
    without: str


def controls(
    question: Question[Any, Any],
    given: Mapping[str, Sequence[str]],
    names: Mapping[tuple[str, str], str],
    vocabulary: Vocabulary,
    lang: Lang,
) -> tuple[list[Control], list[Control]]:
    """Return the controls of a question: those that are its own or lead it, and those that many questions share.

    `given` holds the values that are set, by parameter; `names` what the ids among them are called, by (parameter, id).
    """
    leads = [p for name in question.leads for p in question.parameters if p.field == name]
    own = [p for p in question.parameters if p.place is None and p not in leads]
    made = [
        _control(parameter, given.get(parameter.name, ()), names, vocabulary, lang, _usual(question, parameter))
        for parameter in (*question.arguments, *leads, *own)
        if parameter.field not in _HIDDEN
    ]
    shared = {p.name for p in question.parameters if p.field in SHARED and p not in leads}
    return [each for each in made if each.name not in shared], [each for each in made if each.name in shared]


def _usual(question: Question[Any, Any], parameter: Parameter) -> Any:
    known = {"limit": question.limit, **question.page}
    return known.get(parameter.name, parameter.default)


def _control(
    parameter: Parameter,
    given: Sequence[str],
    names: Mapping[tuple[str, str], str],
    vocabulary: Vocabulary,
    lang: Lang,
    usual: Any,
) -> Control:
    picks = ",".join(type_.value for type_ in parameter.refers)
    options: list[Value] = []
    if parameter.category in _SEARCHED:
        picks = parameter.category
    elif parameter.category:
        options = [Value(term.id, say(term.label, lang)) for term in vocabulary.of(parameter.category)]
    elif parameter.choices:
        options = [Value(choice, say(parameter.choice(choice), lang)) for choice in parameter.choices]
    return Control(
        name=parameter.name,
        label=say(parameter.label, lang),
        help=say(m(parameter.description), lang) if parameter.description else "",
        kind="pick" if picks else "choice" if options else _kind(parameter.type),
        many=parameter.many,
        required=parameter.required,
        values=[Value(text, value_text(parameter, text, names, vocabulary, lang)) for text in given],
        options=options,
        picks=picks,
        least=parameter.least,
        most=parameter.most,
        longest=parameter.longest,
        usual="" if usual is None else str(usual),
    )


def _kind(type_: Any) -> str:
    return {bool: "flag", int: "number", float: "number", date: "date"}.get(type_, "text")


def value_text(
    parameter: Parameter, text: str, names: Mapping[tuple[str, str], str], vocabulary: Vocabulary, lang: Lang
) -> str:
    """Return what people read in the place of a value."""
    if (parameter.name, text) in names:
        return names[parameter.name, text]
    if parameter.category and parameter.category != "territory":
        return say(vocabulary.label(parameter.category, text), lang)
    if parameter.type is bool:
        return say(m("said-yes" if text.casefold() == "true" else "said-no"), lang)
    if parameter.type is date:
        return Day(text).text(lang)
    return say(parameter.choice(text), lang) if parameter.choices else text


def chips(
    question: Question[Any, Any], made: Sequence[Control], query: Sequence[tuple[str, str]], address: Any
) -> Iterator[Chip]:
    """Yield a chip for each value that is set and may be taken away; `address(query)` gives where the rest leads."""
    required = {parameter.name for parameter in question.parameters if parameter.required}
    for control in made:
        for value in control.values:
            if control.name not in required and control.usual != value.value:
                rest = [pair for pair in query if pair != (control.name, value.value)]
                yield Chip(control.label, value.text, address(rest))
