"""Starting up: help lists every command and loads none, and what is heavy is loaded only where it is used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from graph_service.cli.main import group
from graph_service.messages import LANGS
from graph_service.queries import QUESTIONS
from graph_service.settings import Settings

HEAVY = ("numba", "numpy", "pydantic", "fluent", "fastapi", "uvicorn", "openpyxl", "jinja2", "networkx", "yaml", "csv")


def loaded(words: tuple[str, ...], store: Path) -> set[str]:
    """Of the heavy modules those that a command in a process of its own had loaded when it left."""
    tell = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    run = f"{tell}; from graph_service.cli import main; main({list(words)!r})"
    store_url = {"MAILLAGE_STORE": f"sqlite:///{store}"}
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, env={**os.environ, **store_url})
    assert done.returncode == 0, done.stderr
    return set(HEAVY) & set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("lang", LANGS)
def test_help_lists_each_command_as_its_own_help_begins(lang: str) -> None:
    commands = group(lang, Settings(), QUESTIONS)
    context = click.Context(commands, terminal_width=200, max_content_width=200)
    shown = commands.get_help(context)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        assert command is not None
        assert command.name == name
        lines = [line.split(maxsplit=1)[1] for line in shown.splitlines() if line.startswith(f"  {name} ")]
        assert lines == [command.get_short_help_str(200)], name


def test_a_command_that_is_none_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    from graph_service.cli.main import main

    with pytest.raises(SystemExit) as left:
        main(["pathes", "--lang", "en"])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert all(name in told for name in ("paths", "import", "serve"))


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded(("--help",), tmp_path / "none.db") == set()
