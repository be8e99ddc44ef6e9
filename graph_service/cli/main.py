"""The group of all commands. What a command needs is imported when it runs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from graph_service.cli.doctor import doctor_commands
from graph_service.cli.edits import edit_commands
from graph_service.cli.files import file_commands
from graph_service.cli.output import language
from graph_service.cli.questions import question_command
from graph_service.cli.serving import serving_commands
from graph_service.errors import UsageError
from graph_service.messages import Items, Lang, Message, m, say
from graph_service.settings import Settings

if TYPE_CHECKING:
    from graph_service.queries.declare import Registry


def group(lang: Lang, settings: Settings, registry: Registry) -> click.Group:
    """All commands in a language; `registry` holds the questions that become commands."""
    commands = [
        *serving_commands(lang, settings),
        *file_commands(lang, settings),
        *edit_commands(lang, settings),
        *doctor_commands(lang, settings),
        *(question_command(question, lang, settings) for question in registry),
    ]
    return click.Group("maillage", commands={c.name: c for c in commands if c.name}, help=say(m("cli-title"), lang))


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line; leaves with 0 done, 1 failed, 2 wrong use, 3 done with rejected rows."""
    from graph_service.queries import QUESTIONS

    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # A Windows pipe has the old code page, which knows neither arrows nor thin spaces.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    settings = Settings.from_environment()
    lang = language(words, settings)
    try:
        group(lang, settings, QUESTIONS).main(words, prog_name="maillage", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_:
        click.echo(help_.format_message())
    except click.ClickException as error:
        sys.exit(_misused(error, lang, "--json" in words))
    except click.exceptions.Abort:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the answer has read enough (`| head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _misused(error: click.ClickException, lang: Lang, as_json: bool) -> int:
    """Wrong use of a command, in the same form and language as any other error."""
    problem = UsageError("usage", detail=_detail(error), command=_command(error)).problem(lang)
    if as_json:
        sys.stdout.write(json.dumps(problem, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(say(m("cli-error", detail=problem["detail"]), lang) + "\n")
    return UsageError.exit_code


def _detail(error: click.ClickException) -> Message | str:
    """What was wrong; click's own words only where we have none."""
    if isinstance(error, click.NoSuchOption):
        return m("usage-no-option", name=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        context = error.ctx or click.Context(click.Command("maillage"))
        return m("usage-missing", name=error.param.make_metavar(context))
    if isinstance(error, click.BadParameter) and error.param is not None:
        if isinstance(error.param.type, click.Choice):
            return m("usage-choice", name=error.param.opts[0], known=Items(list(error.param.type.choices), "or"))
        return m("usage-bad", name=error.param.opts[0])
    if isinstance(error, click.UsageError) and isinstance(error.ctx and error.ctx.command, click.Group):
        return m("usage-no-command", known=Items(sorted(error.ctx.command.commands)))  # type: ignore[union-attr]
    return error.format_message()


def _command(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return context.command_path if context else "maillage"
