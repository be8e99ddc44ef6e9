"""The README's console blocks are run, in order, and print what they say. `…` stands for any text left out."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
_ID = re.compile(r"\b\d{8}-[0-9a-f]{6}\b")


def commands(*, shared: bool) -> Iterator[tuple[str, list[str]]]:
    """(command, printed lines) of the console blocks that need ../shared, or of the others."""
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        if ("../shared" in block) == shared:
            for part in block.split("$ maillage ")[1:]:
                command, *printed = part.rstrip("\n").split("\n")
                yield command, printed


def run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        main(shlex.split(command))
    out, err = capsys.readouterr()
    assert left.value.code == 0, err
    return str(out)


def check(shared: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """The ids of imports in the README are examples: each stands for the one made in its place."""
    made: dict[str, str] = {}
    for command, printed in commands(shared=shared):
        out = run(_ID.sub(lambda found: made[found[0]], command), capsys)
        told = "\n".join(printed)
        if not _ID.search(command):
            made.update(zip(_ID.findall(told), _ID.findall(out), strict=False))
        expected = re.escape(_ID.sub(lambda found: made[found[0]], told))
        assert re.fullmatch(expected.replace("…", ".*") + "\n", out, re.DOTALL), f"{command}\n{out}"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds what the README's commands name, an empty store, and English."""
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "graph_service").symlink_to(ROOT / "graph_service")
    (tmp_path / "shared").symlink_to(ROOT.parent / "shared")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("MAILLAGE_LANG", "en")
    monkeypatch.delenv("MAILLAGE_STORE", raising=False)
    return tmp_path


def test_every_command_of_the_readme_prints_what_it_says(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(False, capsys)


# Its numbers are those of tests/graph_service/test_h2020.py, which imports the same files.
@pytest.mark.deep(only=True)
@pytest.mark.slow
@pytest.mark.needs("h2020")
def test_the_readmes_published_file_is_imported_and_asked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(True, capsys)


def test_the_readmes_python_runs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("import graph_service/data/demo", capsys)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "Conseil citoyen du Sanitas (fictif)" in capsys.readouterr().out
