"""The demo, asked by the team on its own date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from graph_service.graph import Graph
from graph_service.graph.sentences.understanding import Understood, understand
from tests.examples.world import CVL
from tests.graph_service.house import new_graph

ON = date.fromisoformat(DEMO_AS_OF)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("sentences") / "demo.db", CVL, source=DEMO_SOURCE) as graph:
        graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        yield graph


@pytest.fixture
def asked(demo: Graph) -> Callable[[str], Understood]:
    """How a sentence is understood."""

    def understood(text: str, scope: str = "internal") -> Understood:
        with demo.view(scope) as view:
            return understand(view, demo.registry, text, ON)

    return understood
