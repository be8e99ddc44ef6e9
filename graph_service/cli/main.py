"""The group of all commands. What a command needs is imported when it runs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from graph_service.cli.edits import edit_commands
from graph_service.cli.files import file_commands
from graph_service.cli.output import language
from graph_service.cli.questions import question_command
from graph_service.cli.serving import serving_commands
from graph_service.messages import Lang, m, say
from graph_service.settings import Settings

if TYPE_CHECKING:
    from graph_service.queries.declare import Registry


def group(lang: Lang, settings: Settings, registry: Registry) -> click.Group:
    """All commands in a language; `registry` holds the questions that become commands."""
    commands = [
        *serving_commands(lang, settings),
        *file_commands(lang, settings),
        *edit_commands(lang, settings),
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
    """Wrong use of a command, in the same form as any other error."""
    if as_json:
        detail = error.format_message()
        title = say(m("title-UsageError"), lang)
        problem = {"type": "about:blank", "title": title, "status": 400, "code": "usage", "detail": detail}
        sys.stdout.write(json.dumps(problem, ensure_ascii=False) + "\n")
    else:
        error.show()
    return 2
