"""Back and forth (docs/statements.md#8-what-comes-back): an exported workbook that is imported again says what was
edited, nothing else. Every test begins with the same store, in a file of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.graph import Graph
from tests.graph_service.back_and_forth.book import MORE
from tests.graph_service.house import F1, folder, new_graph


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's file: F1 and one of everything else, in all three visibilities; and one actor typed by staff."""
    at = tmp_path_factory.mktemp("filled")
    with new_graph(at / "g.db", F1, visibility="public") as graph:
        graph.import_files([folder(at, "more", **MORE)], source="Nous - Liste", updated="2024-05")
        graph.edit([{"op": "add", "type": "actor", "fields": {"id": "ST", "name": "Ajouté", "kind": "association"}}])
        graph.edit([{"op": "set", "ids": ["TM"], "fields": {"acronym": "TM!"}}])
    return at / "g.db"


@pytest.fixture
def graph(filled: Path, tmp_path: Path) -> Iterator[Graph]:
    """What is filled, in a store of this test's own."""
    shutil.copy(filled, tmp_path / "g.db")
    with new_graph(tmp_path / "g.db") as graph:
        yield graph
