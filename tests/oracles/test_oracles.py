"""The oracles that tests hold answers to are a copy, so that they are there in every clone."""

from __future__ import annotations

import json

import pytest

from tests.graph_service.house import ORACLES
from tests.needs import SHARED


@pytest.mark.needs("shared")
def test_the_copy_is_the_shared_one() -> None:
    assert ORACLES.read_bytes() == (SHARED / "oracles.json").read_bytes()


def test_the_published_graphs_have_as_many_edges_as_they_say() -> None:
    graphs = json.loads(ORACLES.read_text("utf-8"))["published_graphs"]
    assert len(graphs["florentine"]["edges"]) == graphs["florentine"]["m"]
    assert len(graphs["davis"]["edge_list"]) == graphs["davis"]["edges"]
