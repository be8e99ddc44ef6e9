"""The reference of all questions, drawn from their declarations: as a page that is served, and as Markdown.

The answers of the examples are real: `tools/reference.py` asks them of F1 and keeps what a terminal says in
`visualisations/web/answers.json`, so that the page needs no store. A test asks them again.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from graph_service.messages import LANGS, Label, Lang, Message, m, say
from graph_service.queries.base import Page, TieQuery
from graph_service.queries.declare import Parameter, Question, Registry, meaning
from visualisations import web

Answers = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]
"""Language -> question -> for each of its examples the lines of its answer."""

PREFIX = "/api/v1"
_SHARED = {*TieQuery.model_fields, *Page.model_fields}
_TYPES = {int: "int", float: "float", bool: "bool", date: "date"}


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter in words."""

    name: str
    type: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Example:
    """An example as it is asked in three ways, and the lines of its answer."""

    command: str
    route: str
    python: str
    told: Sequence[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in words."""

    name: str
    title: str
    about: str
    command: str
    route: str
    python: str
    reads: str
    limit: str
    rows: Sequence[Row]
    examples: Sequence[Example]


def entries(registry: Registry, lang: Lang, answers: Answers) -> list[Entry]:
    """Every question of a registry, in its order."""
    return [_entry(question, lang, answers.get(lang, {}).get(question.name, ())) for question in registry]


def page(registry: Registry, lang: Lang, *, assets: str = "/web") -> bytes:
    """The reference as a page of the service: no script, and every text escaped."""
    html = web.page_template("reference.html.jinja").render(
        lang=lang,
        langs=LANGS,
        assets=assets,
        t=lambda code: say(m(code), lang),
        entries=entries(registry, lang, packaged_answers()),
    )
    return str(html).encode()


def markdown(registry: Registry, lang: Lang, answers: Answers) -> str:
    """The reference as a Markdown document."""
    return "\n".join(_markdown(entries(registry, lang, answers), lang)) + "\n"


@cache
def packaged_answers() -> Answers:
    """Return the answers of the examples, as they were last computed."""
    found: Answers = json.loads((files("visualisations") / "web" / "answers.json").read_text("utf-8"))
    return found


def _entry(question: Question[Any, Any], lang: Lang, told: Sequence[Sequence[str]]) -> Entry:
    places = question.arguments
    # What is a question's own comes before what all take.
    named = sorted((p for p in question.parameters if p.place is None), key=lambda p: p.field in _SHARED)
    python = ", ".join([*(p.name for p in places), *(f"{p.field}=…" for p in named if p.required)])
    limit = say(m("reference-limit", n=question.limit), lang) if question.limit else ""
    return Entry(
        name=question.name,
        title=say(question.title, lang),
        about=say(question.about or question.title, lang),
        command=" ".join(["maillage", question.name, *(p.name.upper() for p in places)]),
        route=f"GET {PREFIX}{question.path}",
        python=f"graph.{question.name}({python})",
        reads=say(m(f"reference-reads-{question.reads}"), lang),
        limit=limit,
        rows=[_row(parameter, lang) for parameter in (*places, *named)],
        examples=[
            _example(question, example, told[at] if at < len(told) else ())
            for at, example in enumerate(question.examples)
        ],
    )


def _row(parameter: Parameter, lang: Lang) -> Row:
    if parameter.refers:
        type_: Message | Label = m("reference-type-refers")
    elif parameter.category:
        type_ = m("reference-type-term")
    else:
        type_ = m(f"reference-type-{_TYPES.get(parameter.type, 'text')}")
    if parameter.many:
        type_ = m("reference-many", type=type_)
    default = parameter.default
    if parameter.required:
        told = say(m("reference-required"), lang)
    elif default is None or default == () or default is False:
        told = say(m("reference-none"), lang)
    else:
        told = str(default)
    name = parameter.name.upper() if parameter.place is not None else parameter.option
    return Row(
        name=f"{parameter.short}, {name}" if parameter.short else name,
        type=say(type_, lang),
        default=told,
        meaning=meaning(parameter, lang),
    )


def _example(question: Question[Any, Any], example: Mapping[str, Any], told: Sequence[str]) -> Example:
    given = {p.name: example.get(p.name, example.get(p.field)) for p in question.parameters}
    given = {name: value for name, value in given.items() if value is not None}
    places = {p.name for p in question.arguments}
    words = ["maillage", question.name, *(str(given[p.name]) for p in question.arguments)]
    for parameter in question.parameters:
        if parameter.name in given and parameter.name not in places:
            for one in _each(given[parameter.name]):
                words += [parameter.short or parameter.option, str(one)]
    path, query = question.path, dict(given)
    for name in given:
        if f"{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", quote(str(query.pop(name)), safe=""))
    asked = urlencode([(name, one) for name, value in query.items() for one in _each(value)])
    args = [*(repr(given[p.name]) for p in question.arguments)]
    args += [f"{p.field}={_python(given[p.name])}" for p in question.parameters if p.name in given.keys() - places]
    return Example(
        command=shlex.join(words),
        route=f"GET {PREFIX}{path}" + (f"?{asked}" if asked else ""),
        python=f"graph.{question.name}({', '.join(args)})",
        told=told,
    )


def _each(value: Any) -> Sequence[Any]:
    return value if isinstance(value, tuple | list) else (value,)


def _python(value: Any) -> str:
    return repr(list(value)) if isinstance(value, tuple) else repr(value)


def _markdown(found: Sequence[Entry], lang: Lang) -> Iterator[str]:
    def t(code: str) -> str:
        return say(m(code), lang)

    yield f"# {t('reference-title')}\n"
    yield f"{t('reference-intro')}\n"
    for entry in found:
        yield f"## {entry.name}\n"
        yield f"**{entry.title}.** {entry.about}\n"
        yield "| | |\n| --- | --- |"
        for code, text in (("command", entry.command), ("route", entry.route), ("python", entry.python)):
            yield f"| {t(f'reference-{code}')} | `{text}` |"
        yield f"| {t('reference-reads')} | {entry.reads} |\n"
        heads = [t(f"reference-col-{name}") for name in ("name", "type", "default", "meaning")]
        yield f"| {' | '.join(heads)} |\n| --- | --- | --- | --- |"
        for row in entry.rows:
            yield f"| `{row.name}` | {row.type} | {row.default} | {row.meaning.replace('|', '/')} |"
        if entry.limit:
            yield f"\n{entry.limit}"
        for example in entry.examples:
            yield f"\n{t('reference-example')}\n"
            yield "```console"
            yield f"$ {example.command}"
            yield from example.told
            yield "```\n"
            yield f"`{example.route}` · `{example.python}`"
        yield ""
