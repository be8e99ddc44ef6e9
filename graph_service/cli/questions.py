"""A command for each question, drawn from its declaration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from graph_service.cli.figures import chosen_of, figure_options
from graph_service.cli.output import Terminal, command
from graph_service.errors import UsageError
from graph_service.messages import Items, Lang, m, say
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
    params.append(click.Option(["-o", "output"], metavar="FILE", help=say(m("option-answer-file"), lang)))
    params.append(click.Option(["--file-rows"], is_flag=True, help=say(m("option-file-rows"), lang)))
    params += figure_options(lang) if question.draw else []

    def run(
        terminal: Terminal, scope: str | None, full: bool, output: str | None, file_rows: bool, **values: Any
    ) -> None:
        chosen = chosen_of(values)
        if alone:
            name = question.arguments[0].field
            values[name] = " ".join(values[name])
        asked = {name: value for name, value in values.items() if value is not None and value != ()}
        if output is not None:
            _to_file(terminal, question, asked, output, scope=scope, places=file_rows, chosen=chosen)
            return
        if chosen:
            raise UsageError("figure-no-file", option=m(f"figure-{next(iter(chosen))}"))
        with terminal.graph() as graph:
            found = graph.asked(question, asked, scope=scope)
        if terminal.as_json:
            terminal.tell(found.answer.model_dump(mode="json", by_alias=True, context={"lang": terminal.lang}), ())
        else:
            terminal.tell(None, lines(found.told(), found.answer, terminal.lang, full=full))

    return command(question.name, lang, settings, question.title.code, params)(run)  # type: ignore[no-any-return]


def _to_file(
    terminal: Terminal,
    question: Question[Any, Any],
    values: dict[str, Any],
    output: str,
    *,
    scope: str | None,
    places: bool,
    chosen: dict[str, Any],
) -> None:
    """Write the answer to a file, in the format that the file's ending names."""
    from graph_service.files import write_whole
    from graph_service.graph.writing import face_names
    from visualisations.presets import figure
    from visualisations.writers import of_extension, written_by

    writer = of_extension(Path(output).suffix.lstrip(".").lower())
    if writer is None or writer not in written_by(question):
        known = Items(
            [f".{each.extension}" for each in written_by(question) if of_extension(each.extension) is each], "or"
        )
        code = "no-file-format" if writer is None else "no-face"
        raise UsageError(code, file=output, question=question.title, faces=face_names(question), known=known)
    # As `-o` does: of several files with one extension the first.
    takes = {f".{each.extension}": each.takes for each in reversed(written_by(question))}
    made = figure(chosen, f".{writer.extension}", takes)
    with terminal.graph() as graph:
        data = graph.written(question, values, writer.name, lang=terminal.lang, scope=scope, places=places, figure=made)
        seen_by = graph.lowered(scope)
    write_whole(Path(output), data)
    told = [m("cli-answer-written", file=output, holds=writer.holds(question)), m(f"about-scope-{seen_by}")]
    told += [remark] if (remark := writer.remark(data)) else []
    terminal.tell({"file": output, "holds": writer.name, "bytes": len(data)}, told)


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
