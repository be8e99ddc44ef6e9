"""The sentences that the guide gives as examples are understood as they are written there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from tests.examples.world import CVL
from tests.graph_service.house import new_graph

GUIDE = Path(__file__).parents[2] / "docs" / "guide.fr.md"
SENTENCES = re.findall(r"^- « (.+?) »$", GUIDE.read_text("utf-8"), re.M)
QUOTED = re.findall(r"Tapez la question comme elle vient : « (.+?) »", GUIDE.read_text("utf-8"))


def test_each_is_run_and_reads_every_word(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert len(SENTENCES) >= 8
    with new_graph(tmp_path_factory.mktemp("guide") / "demo.db", CVL, source=DEMO_SOURCE) as graph:
        graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        offered = [each for each in (*SENTENCES, *QUOTED) if not graph.understand(each).runs]
        assert offered == []
        assert not graph.understand("supprime la Région").runs
