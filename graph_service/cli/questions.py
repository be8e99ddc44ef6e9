"""A command for each question, drawn from its declaration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from graph_service.cli.output import Terminal, command
from graph_service.messages import Lang, m, say
from graph_service.queries.declare import Parameter, Question, meaning
from graph_service.settings import Settings
from visualisations.words.terminal import lines

_TYPES = {int: click.INT, float: click.FLOAT, bool: click.BOOL}


def question_command(question: Question[Any, Any], lang: Lang, settings: Settings) -> click.Command:
    """The command of a question: its arguments and options are its input's fields."""
    alone = len(question.arguments) == 1 and question.arguments[0].type is str
    params = [_param(parameter, lang, alone) for parameter in (*question.arguments, *_options(question))]
    params.append(click.Option(["--scope"], help=say(m("option-scope"), lang)))

    params.append(click.Option(["--full"], is_flag=True, help=say(m("option-full"), lang)))

    def run(terminal: Terminal, scope: str | None, full: bool, **values: Any) -> None:
        if alone:
            name = question.arguments[0].field
            values[name] = " ".join(values[name])
        asked = {name: value for name, value in values.items() if value is not None and value != ()}
        with terminal.graph() as graph:
            found = graph.asked(question, asked, scope=scope)
        if terminal.as_json:
            terminal.tell(found.answer.model_dump(mode="json", by_alias=True, context={"lang": terminal.lang}), ())
        else:
            terminal.tell(None, lines(found.told(), found.answer, terminal.lang, full=full))

    return command(question.name, lang, settings, question.title.code, params)(run)  # type: ignore[no-any-return]


def _options(question: Question[Any, Any]) -> Iterator[Parameter]:
    return (parameter for parameter in question.parameters if parameter.place is None)


def _param(parameter: Parameter, lang: Lang, alone: bool) -> click.Parameter:
    if parameter.place is not None:
        # Several words without quotes are one text, where a question takes only one argument.
        nargs = -1 if alone else 1
        return click.Argument([parameter.field], metavar=parameter.name.upper(), nargs=nargs, required=True)
    declared = [parameter.option, parameter.field]
    if parameter.short:
        declared.insert(0, parameter.short)
    text = meaning(parameter, lang)
    if text and parameter.many:
        text = f"{text} {say(m('option-many'), lang)}"
    if parameter.type is bool and not parameter.required:
        return click.Option(declared, is_flag=True, default=None, help=text)
    kind = click.STRING if parameter.type is date else _TYPES.get(parameter.type, click.STRING)
    return click.Option(declared, type=kind, multiple=parameter.many, help=text, required=parameter.required)
