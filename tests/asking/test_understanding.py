"""How well sentences are understood must not fall. Failures tell counts, never a sentence of the kept half."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from graph_service.graph import Graph
from tests.asking.evaluating import corpus, judge
from tests.examples.world import CVL
from tests.graph_service.house import new_graph

LEAST = {
    **{"tuned": (70, 75), "more": (135, 149), "third": (127, 136), "fourth": (84, 88), "fifth": (79, 89)},
    **{"sixth": (143, 160), "kept": (61, 68), "kept-second": (69, 84)},
}
"""Of each corpus how many are understood at once at least, and how many with what is rightly offered."""
MOST_MISREAD = {
    **{"tuned": 0, "more": 0, "third": 0, "fourth": 0, "fifth": 0, "sixth": 0},
    **{"kept": 2, "kept-second": 3},
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("understanding") / "demo.db", CVL, source=DEMO_SOURCE) as graph:
        graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        yield graph


@pytest.mark.parametrize("name", list(LEAST))
def test_sentences_are_understood_as_well_as_before(demo: Graph, name: str) -> None:
    with demo.view() as view:
        counts = Counter(judge(view, demo.registry, entry).outcome for entry in corpus(name))
    understood, told = LEAST[name]
    assert counts["understood"] >= understood, counts
    assert counts["understood"] + counts["offered"] >= told, counts
    assert counts["misread in silence"] <= MOST_MISREAD[name], counts
