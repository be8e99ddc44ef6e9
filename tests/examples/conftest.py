"""CVL-demo in a store that a whole session reads and nobody writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from graph_service.graph import Graph
from tests.examples.world import CVL
from tests.graph_service.house import new_graph


@pytest.fixture(scope="session")
def cvl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("cvl") / "cvl.db", CVL, source=DEMO_SOURCE) as graph:
        graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        yield graph
