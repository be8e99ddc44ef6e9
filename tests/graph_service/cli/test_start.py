"""Starting up: help lists every command and loads none, and what is heavy is loaded only where it is used."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from graph_service.cli.main import group, main
from graph_service.graph import Graph
from graph_service.messages import LANGS, m, say
from graph_service.model import Scope
from graph_service.projection import engine
from graph_service.queries import QUESTIONS
from graph_service.settings import Settings
from tests.graph_service.house import F1, ROOT

HEAVY = (
    *("numba", "numpy", "pydantic", "fluent", "fastapi", "uvicorn", "openpyxl", "jinja2", "networkx", "yaml", "csv"),
    *("neo4j", "defusedxml", "multipart", "starlette", "pyvis"),
)


def loaded(words: tuple[str, ...], store: Path, here: Path | None = None) -> set[str]:
    """Of the heavy modules those that a command in a process of its own had loaded when it left."""
    tell = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    run = f"{tell}; from graph_service.cli import main; main({list(words)!r})"
    store_url = {"MAILLAGE_STORE": f"sqlite:///{store}"}
    done = subprocess.run(
        [sys.executable, "-c", run],
        capture_output=True,
        text=True,
        env={**os.environ, **store_url, "PYTHONPATH": str(ROOT)},
        cwd=here,
    )
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
    with pytest.raises(SystemExit) as left:
        main(["pathes", "--lang", "en"])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert all(name in told for name in ("paths", "import", "serve"))


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded(("--help",), tmp_path / "none.db") == set()


def test_a_question_of_a_small_store_loads_no_compiler_and_nothing_of_other_commands(f1: Graph) -> None:
    store = Path(f1.store.url.removeprefix("sqlite:///"))
    found = loaded(("paths", "TH", "CCS", "-k", "3"), store)
    assert "numpy" in found
    assert found.isdisjoint({"numba"} | SERVING | BOOKS | DRAWING)


SERVING = {"neo4j", "fastapi", "starlette", "uvicorn", "multipart"}
DRAWING = {"jinja2", "networkx", "pyvis"}
BOOKS = {"openpyxl", "defusedxml"}


@pytest.mark.parametrize(
    ("words", "others"),
    [
        (("imports", "list"), {"numba"} | BOOKS | DRAWING),
        (("doctor",), {"numba"} | BOOKS | DRAWING),
        (("import", str(F1)), {"numba", "openpyxl"} | DRAWING),
        (("export", "-o", "out.xlsx"), {"numba"} | DRAWING),
        (("map", "-o", "out.html"), {"numba"} | BOOKS),
    ],
    ids=["a list", "doctor", "an import", "an export", "a map"],
)
def test_a_command_over_a_file_loads_nothing_of_other_commands_and_no_driver_of_a_server(
    words: tuple[str, ...], others: set[str], f1_file: Path, tmp_path: Path
) -> None:
    shutil.copy(f1_file, tmp_path / "own.db")
    assert loaded(words, tmp_path / "own.db", tmp_path) & (SERVING | others) == set()


def test_who_waits_for_the_compiler_is_told(
    f1: Graph, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engine, "_compiled", None)
    monkeypatch.setattr(engine, "SMALL", 0)
    monkeypatch.setattr(engine, "PATIENCE", 0)
    with pytest.raises(SystemExit) as left:
        main(["paths", "TH", "CCS", "--json", "--lang", "en", "--store", f1.store.url])
    said = capsys.readouterr()
    assert left.value.code == 0
    assert say(m("cli-preparing"), "en") in said.err
    assert json.loads(said.out)["paths"]


def test_a_service_loads_what_its_first_question_needs(f1: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_compiled", None)
    graph = Graph(f1.store, Scope.INTERNAL)
    graph.warm()
    assert engine.fitting(0) is engine.interpreted()
    monkeypatch.setattr(engine, "FELT", 0)
    graph.warm()
    assert engine.fitting(0) is engine.compiled()
    with graph.view() as view:
        assert view.projection is graph.loader._loaded[Scope.INTERNAL].projection
