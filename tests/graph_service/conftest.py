"""F1 in a store that a whole session reads and nobody writes, and the command line in this process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.graph import Graph
from tests.graph_service.house import F1, Command, new_graph, url


@pytest.fixture(scope="session")
def f1_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with F1 in it; to be read only."""
    path = tmp_path_factory.mktemp("f1") / "f1.db"
    new_graph(path, F1, visibility="public").close()
    return path


@pytest.fixture(scope="session")
def f1(f1_file: Path) -> Iterator[Graph]:
    graph = new_graph(f1_file)
    yield graph
    graph.close()


@pytest.fixture
def own_f1(f1_file: Path, tmp_path: Path) -> Iterator[Graph]:
    """F1 in a store of this test's own, which it may change."""
    shutil.copy(f1_file, tmp_path / "own.db")
    graph = new_graph(tmp_path / "own.db")
    yield graph
    graph.close()


@pytest.fixture
def maillage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """The command line over a store of this test's own, which does not exist yet."""
    return Command(capsys, url(tmp_path / "maillage.db"))


@pytest.fixture
def f1_maillage(capsys: pytest.CaptureFixture[str], f1_file: Path) -> Command:
    """The command line over F1; to be asked only."""
    return Command(capsys, url(f1_file))
