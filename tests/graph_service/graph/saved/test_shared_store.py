"""Saved maps and publications in the shared store: kept, drawn and refused as in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.graph import Graph, open_graph
from graph_service.graph.saved import records as r
from tests.graph_service.graph.copies import _pair
from tests.graph_service.house import AS_OF, F1, new_graph
from visualisations.renderers import renderer


@pytest.mark.parametrize("urls", [_pair("neo4j", "sqlite")], indirect=True)
def test_a_store_keeps_maps_and_publications_whatever_it_is(urls: list[str], tmp_path: Path) -> None:
    with new_graph(tmp_path / "file.db", F1, visibility="public") as file, open_graph(urls[0], create=True) as graph:
        graph.import_files([F1], visibility="public")
        for each in (file, graph):
            each.save_map("Réseau", "ties", {"as_of": AS_OF}, scope="public", freeze=True)
            each.save_map("Chemin", "paths", {"from": "TH", "to": "CCS"}, scope="public")
            each.save_map("Vieille", "ties", {}, freeze=True)
            each.delete_map("Vieille")
        drawn = [renderer("svg").render(each.draw_map("Réseau"), "fr") for each in (file, graph)]
        assert drawn[0] == drawn[1]
        assert [found.map.name for found in graph.saved_maps(scope="public")] == ["Chemin", "Réseau"]
        assert len(list(r.documents(graph.store, r.PICTURES))) == 1

        graph.publish(tmp_path / "web")
        graph.edit([{"op": "hide", "type": "actor", "ids": ["TH"], "visibility": "internal"}])
        assert _exposed(graph) == {"Réseau", "Chemin"}
        graph.withdraw(str(tmp_path / "web"))
        assert not (tmp_path / "web").exists()
        assert _exposed(graph) == set()


def _exposed(graph: Graph) -> set[str]:
    return {each.map.name for _, shown in graph.publications() for each in shown}
