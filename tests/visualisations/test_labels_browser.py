"""Every name on a map stands at its own node: the demo's pictures in a real browser, looked over by `judge`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph
from tests.deep import DEEP, some
from tests.graph_service.house import F1, ROOT, new_graph
from tests.visualisations.judge import LOOK, RECORD, faults
from tests.visualisations.sample import VIEWS, network_view
from visualisations.renderers import renderer
from visualisations.view import MapView

pytestmark = pytest.mark.browser

WIDTHS = (390, 768, 1024, 1440)
AS_OF = {"as_of": "2026-01-01"}
CVL = ROOT / "graph_service" / "data" / "cvl"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Graph]]:
    folder = tmp_path_factory.mktemp("maps")
    with new_graph(folder / "f1.db", F1) as f1, new_graph(folder / "cvl.db", CVL) as cvl:
        yield {"demo": f1, "cvl": cvl}


@pytest.fixture(scope="module")
def board(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    found = Board(browser, tmp_path_factory.mktemp("board"))
    yield found
    found.page.close()


class Board:
    """One page that shows one map after the other."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        self.page.add_init_script(RECORD)
        self.file = folder / "map.html"

    def show(self, view: MapView, width: int = 1440) -> None:
        self.file.write_bytes(renderer("html").render(view, "fr"))
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(self.file.as_uri())
        self.page.wait_for_function("document.fonts.status === 'loaded'")

    def look(self) -> dict[str, Any]:
        seen: dict[str, Any] = self.page.evaluate(LOOK)
        return seen

    def framed(self, view: MapView, width: int) -> dict[str, Any]:
        """What is seen of a map in a frame, as on the page of the service."""
        self.file.write_bytes(renderer("html").render(view, "fr"))
        host = self.file.with_name("host.html")
        host.write_text('<iframe src="map.html" style="width: 100%; height: 560px; border: 0"></iframe>', "utf-8")
        self.page.set_viewport_size({"width": width, "height": 700})
        self.page.goto(host.as_uri())
        seen: dict[str, Any] = self.page.query_selector("iframe").content_frame().evaluate(LOOK)
        return seen

    def at(self, width: int) -> dict[str, Any]:
        self.page.set_viewport_size({"width": width, "height": 900})
        return self.look()


SHOWN: dict[str, tuple[dict[str, Any], ...]] = {
    "demo": ({}, {"focus": "TM"}, {"path": ("TH", "CCS")}, {"project": "P1"}),
    "cvl": (
        {},
        {"focus": "Villes au Carré (démo)"},
        {"path": ("Ville de Vierzon (démo)", "Université de Tours (démo)")},
        {"project": "Contrat de ville de Vierzon 2024-2030 (démo)"},
    ),
}
"""The demos' pictures: the networks, and of actors, paths and projects those that README and guide show."""


def pictures(graphs: dict[str, Graph]) -> Iterator[tuple[str, MapView]]:
    """The demos' pictures; in `make deep` every actor, every project and many paths."""
    for name, graph in graphs.items():
        for asked in SHOWN[name]:
            yield f"{name} {asked}", graph.map(**asked, values=AS_OF)
        if not DEEP:
            continue
        ties = graph.ties(**AS_OF, evidence=3, limit=10_000)  # type: ignore[attr-defined]
        actors = sorted(brief.id for brief in ties.actors)
        for actor in actors:
            yield f"{name} {actor}", graph.map(focus=actor, values=AS_OF)
        for a, b in zip(actors, actors[7:], strict=False):
            yield f"{name} {a} to {b}", graph.map(path=(a, b), values=AS_OF)
        for project in sorted({e.project for tie in ties.ties for e in tie.evidence if e.project}):
            yield f"{name} {project}", graph.map(project=project, values=AS_OF)


def test_names_of_every_picture_of_the_demos_stand_at_their_own_node_at_every_width(
    board: Board, graphs: dict[str, Graph]
) -> None:
    wrong: dict[str, list[str]] = {}
    named = 0
    for name, view in pictures(graphs):
        assert view.nodes, name
        board.show(view, WIDTHS[0])
        for width in WIDTHS:
            seen = board.at(width)
            named += len(seen["labels"])
            if found := faults(seen):
                wrong[f"{name} at {width}"] = found
    assert wrong == {}
    assert named > 0


def test_so_they_do_when_the_map_is_zoomed_and_moved(board: Board, graphs: dict[str, Graph]) -> None:
    board.show(graphs["cvl"].map(focus="Villes au Carré (démo)", values=AS_OF), 1024)
    for step in ("in", "in", "out", "out", "out", "out", "out"):
        board.page.click(f"[data-zoom={step}]")
        assert faults(board.look()) == [], step
    board.page.click("[data-zoom=fit]")
    board.page.mouse.move(500, 400)
    board.page.mouse.down()
    board.page.mouse.move(300, 330, steps=4)
    board.page.mouse.up()
    assert faults(board.look()) == []


@pytest.mark.parametrize("width", [390, 900])
def test_so_they_do_in_a_frame_beside_the_mark_of_invented_relations(board: Board, width: int) -> None:
    seen = board.framed(VIEWS["ego"](), width)
    assert len(seen["controls"]) == 3
    assert faults(seen) == []


@pytest.mark.parametrize("size", some([1, 2, 30, 90, 300], 3))
def test_so_they_do_on_networks_of_any_size(board: Board, size: int) -> None:
    board.show(network_view(size))
    for width in (390, 1440):
        seen = board.at(width)
        assert faults(seen) == []
        assert 0 < len(seen["labels"]) <= 60


@pytest.mark.parametrize("name", list(VIEWS))
def test_so_they_do_on_made_up_maps_with_hostile_names(board: Board, name: str) -> None:
    board.show(VIEWS[name]())
    for width in WIDTHS:
        assert faults(board.at(width)) == []
