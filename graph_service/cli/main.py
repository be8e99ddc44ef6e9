"""The group of all commands. A command and its imports are loaded when it runs."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from graph_service.cli.output import Group, NoCommand, language, tell_error
from graph_service.errors import UsageError
from graph_service.messages import Items, Lang, Message, codes, m, read_by, say
from graph_service.settings import Settings

if TYPE_CHECKING:
    from graph_service.queries.declare import Registry

MODULES = {
    "serving": ("demo", "serve"),
    "files": ("template", "import", "imports", "export", "map"),
    "doctor": ("doctor",),
    "copying": ("copy",),
    "saved": ("maps", "publish"),
    "mappings": ("mappings",),
    "map_columns": ("map-columns",),
    "review": ("review",),
    "asking": ("ask",),
    "edits": ("add", "edit", "deny", "affirm", "hide", "merge", "split"),
}
"""The commands that are no questions: by module, whose `commands` makes them. The title of each is `cli-NAME`."""


class Commands(Group):
    """All commands in a language. Loads only the one that is run."""

    def __init__(self, lang: Lang, settings: Settings, registry: Registry) -> None:
        super().__init__("maillage", lang, help=say(m("cli-title"), lang))
        self.lang, self.settings, self.registry = lang, settings, registry
        self.titles = {name: Message(f"cli-{name}") for names in MODULES.values() for name in names}
        self.titles |= {name: registry.title(name) for name in registry.names}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.titles)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if question := self.registry.get(cmd_name):
            from graph_service.cli.questions import question_command

            return question_command(question, self.lang, self.settings)
        for module, names in MODULES.items():
            if cmd_name in names:
                made: Iterator[click.Command]
                made = import_module(f"graph_service.cli.{module}").commands(self.lang, self.settings)
                return next(one for one in made if one.name == cmd_name)
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        listed = {name: click.Command(name, help=say(title, self.lang)) for name, title in self.titles.items()}
        click.Group("maillage", commands=listed).format_commands(ctx, formatter)


def group(lang: Lang, settings: Settings, registry: Registry) -> click.Group:
    """All commands in a language; `registry` holds the questions that become commands."""
    return Commands(lang, settings, registry)


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
        with read_by("terminal"):
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
    return tell_error(UsageError("usage", detail=_detail(error), command=_command(error)), lang, as_json)


def _detail(error: click.ClickException) -> Message | str:
    """What was wrong; click's own words only where we have none."""
    if isinstance(error, NoCommand):
        near = _near(error.word, error.known)
        return m("usage-no-command", name=error.word[:80], near=near, known=Items(error.known))
    if isinstance(error, click.NoSuchOption):
        command = error.ctx.command if error.ctx else None
        known = [name for param in command.params for name in param.opts if name.startswith("--")] if command else []
        return m("usage-no-option", name=error.option_name, near=_near(error.option_name, known))
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return m("usage-missing", name=_called(error.param, error.ctx.command.name if error.ctx else None))
    if isinstance(error, click.BadParameter) and error.param is not None:
        if isinstance(error.param.type, click.Choice):
            return m("usage-choice", name=error.param.opts[0], known=Items(list(error.param.type.choices), "or"))
        whole = isinstance(error.param.type, click.types.IntParamType)
        return m("usage-bad", name=error.param.opts[0], expected="integer" if whole else "other")
    if isinstance(error, click.UsageError) and error.ctx and isinstance(error.ctx.command, click.Group):
        return m("usage-which-command", known=Items(error.ctx.command.list_commands(error.ctx)))
    if isinstance(error, click.BadOptionUsage):
        takes_none = "does not take" in error.message
        return m("usage-no-value" if takes_none else "usage-needs-value", name=error.option_name)
    if type(error) is click.UsageError:
        # What is left of a command that was understood: click raises its other faults as kinds of their own.
        return m("usage-too-many", words=error.message.partition("(")[2].rstrip(").") or error.message)
    return error.format_message()


def _called(param: click.Parameter, command: str | None) -> Message | str:
    """What is missing, as people call it; an option that has no such name by its own."""
    name = (param.name or "").strip("_").replace("_", "-")
    known = codes("fr")
    return next(
        (m(code) for code in (f"argument-{command}-{name}", f"argument-{name}") if code in known), param.opts[0]
    )


def _near(word: str, known: Sequence[str]) -> Items | str:
    """The words that a mistyped one may mean, for a sentence; `none`."""
    begun = [name for name in known if len(word.strip("-")) > 2 and name.startswith(word)]
    found = [*begun, *difflib.get_close_matches(word, known, 3, 0.6)]
    return Items(list(dict.fromkeys(found))[:3], "or") if found else "none"


def _command(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return context.command_path if context else "maillage"
