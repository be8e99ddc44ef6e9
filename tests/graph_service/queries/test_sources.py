"""Who says what: how many facts each source says, alone and first."""

from __future__ import annotations

from pathlib import Path

from graph_service.graph import Graph
from graph_service.model import Scope
from tests.graph_service.house import folder, new_graph


def said(graph: Graph, scope: Scope | None = None) -> list[tuple[str, int, int, int]]:
    return [(use.id, use.facts, use.alone, use.wins) for use in graph.ask("sources", {}, scope=scope).uses]


def test_each_source_is_told_with_what_it_says_alone_and_first_and_the_rank_decides(tmp_path: Path) -> None:
    one = folder(tmp_path, "one", actors="id,name,kind\nA,Une,association\nB,Deux,association\nC,Trois,association")
    graph = new_graph(tmp_path / "g.db", one, source="Ville - Liste", licence="ODbL", updated="2024")
    other = folder(tmp_path, "other", actors="id,name,kind,visibility\nA,Une,association,internal")
    graph.import_files([other], source="Région - Registre", updated="2025")
    assert said(graph) == [("ville--liste", 3, 2, 2), ("region--registre", 1, 0, 1)]
    assert said(graph, Scope.PARTNERS) == [("ville--liste", 3, 3, 3)]
    graph.edit([{"op": "set", "ids": ["ville--liste"], "fields": {"rank": "2"}}])
    assert said(graph)[0] == ("ville--liste", 3, 2, 3)
    first = graph.ask("sources", {}).uses[0]
    assert (first.rank, first.licence, first.share_alike, first.updated, first.share) == (2, "ODbL", True, "2024", 1.0)
    graph.close()


def test_an_empty_store_has_no_source(tmp_path: Path) -> None:
    graph = new_graph(tmp_path / "g.db")
    assert graph.ask("sources", {}).uses == []
    graph.close()
