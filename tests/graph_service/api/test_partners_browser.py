"""An actor with more partners than an answer holds: the page and the command line lead to all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.graph.drawing import draw
from graph_service.messages import say
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import Command, folder, new_graph
from visualisations.view import MapView

PARTNERS = 57


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """HUB worked with each of 57 actors, a project for each."""
    place = tmp_path_factory.mktemp("hub")
    others = [f"A{i:02}" for i in range(PARTNERS)]
    files = folder(
        place,
        "in",
        actors="id,name,kind\n" + "\n".join(f"{id_},Acteur {id_},association" for id_ in ("HUB", *others)),
        projects="id,title,kind,start\n" + "\n".join(f"P{id_},Projet {id_},mission_appui,2025" for id_ in others),
        participations="actor,project,role\n"
        + "\n".join(f"{who},P{id_},partenaire" for id_ in others for who in ("HUB", id_)),
    )
    with new_graph(place / "hub.db", files) as graph:
        graph.configure(default_as_of="2026-01-01")
        yield graph


@pytest.mark.browser
def test_the_card_lists_the_partners_left_out_on_demand(browser: Any, graph: Graph) -> None:
    with served(graph) as address:
        found = Visit(browser, address, 1440, "fr")
        page = found.page
        try:
            found.choose("HUB", "id=HUB")
            page.wait_for_selector("#answer .lines")
            assert "50 partenaires sur 57" in page.inner_text("#answer")
            page.click("text=Voir 7 partenaires de plus")
            page.wait_for_url("**limit=57**")
            partners = page.locator("#answer section").first
            named = partners.locator(".lines > li .what bdi").all_inner_texts()
            assert sorted(named) == [f"Acteur A{i:02}" for i in range(PARTNERS)]
            assert page.locator("text=partenaires de plus").count() == 0
            assert found.faults == []
        finally:
            page.close()


def test_the_map_says_how_many_it_leaves_out_and_where_they_are(graph: Graph) -> None:
    view: MapView = draw(graph, "actor", {"id": "HUB", "limit": 40})
    assert len(view.actors) == 41
    told = "17 partenaires aux liens plus faibles ne sont pas montrés\u202f: la fiche de l’acteur les donne tous."
    assert told in [say(note, "fr") for note in view.notes]


def test_the_command_line_lists_all_of_them_and_as_few_as_asked(
    graph: Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Command(capsys, graph.store.url)
    whole = run("actor", "HUB", "--json").json
    assert len(whole["partners"]) == whole["partners_total"] == PARTNERS
    few = run("actor", "HUB", "--limit", "3", "--json").json
    assert (len(few["partners"]), few["partners_total"]) == (3, PARTNERS)
