"""The map beside an answer, in the page itself: a real service in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import open_graph
from tests.deep import journeys
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import url

pytestmark = pytest.mark.browser

PLACES = """(id) => {
  const { shown } = maillage, { x, y } = shown.nodes.get(id), { left, top } = shown.canvas.getBoundingClientRect();
  const at = shown.view.toScreen(x, y), box = (selector) => document.querySelector(selector).getBoundingClientRect();
  return { x: at[0] + left, y: at[1] + top, panel: box(".explains").toJSON(), stage: box(".stage").toJSON() };
}"""


@pytest.fixture(scope="module")
def address(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own = tmp_path_factory.mktemp("served") / "f1.db"
    own.write_bytes(f1_file.read_bytes())
    with open_graph(url(own)) as graph:
        graph.configure(default_as_of="2025-01-01", fictional=True)
        with served(graph) as address:
            yield address


def inside(box: Any, x: float, y: float) -> bool:
    return bool(box["left"] < x < box["right"] and box["top"] < y < box["bottom"])


@pytest.mark.parametrize(("width", "lang"), journeys((1440, "fr"), (390, "en"), usual=1))
def test_the_page_shows_the_map_without_a_frame_and_its_panel_covers_no_chosen_actor(
    browser: Any, address: str, width: int, lang: str
) -> None:
    found = Visit(browser, address, width, lang)
    page = found.page
    page.goto(f"{address.partition('?')[0]}q/actor?id=REG&lang={lang}")
    found.map()
    assert page.locator("iframe").count() == 0
    ids = page.evaluate("[...maillage.shown.nodes.keys()]")
    for id_ in ids:
        page.evaluate("(id) => { maillage.shown.showNode(id, false); maillage.shown.settle(); }", id_)
        seen = page.evaluate(PLACES, id_)
        assert inside(seen["stage"], seen["x"], seen["y"]), id_
        assert not inside(seen["panel"], seen["x"], seen["y"]), id_
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.focus("#map")
    page.keyboard.press("t")
    assert page.locator("details.twin").evaluate("one => one.open")
    assert page.evaluate("document.activeElement.id") == "table"
    assert page.locator("#table tbody tr").count() == page.evaluate("maillage.shown.scene.drawnLines.length")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "map"
    assert found.faults == []
    page.close()


def test_a_map_that_cannot_be_drawn_is_said_and_tried_again(browser: Any, address: str) -> None:
    found = Visit(browser, address, 1440, "en")
    found.expects = 503
    page = found.page
    page.route("**/picture.html*", lambda route: route.fulfill(status=503, body="busy"))
    page.goto(f"{address.partition('?')[0]}q/actor?id=REG&lang=en")
    again = page.locator("#drawn button")
    again.wait_for()
    page.unroute("**/picture.html*")
    again.click()
    found.map()
    assert page.locator("#drawn canvas").count() == 2
    page.close()


def test_another_colour_is_another_picture_that_is_filtered_and_saved_as_it_is_looked_at(
    browser: Any, address: str
) -> None:
    found = Visit(browser, address, 390, "fr")
    page = found.page
    page.goto(f"{address.partition('?')[0]}q/actor?id=REG&lang=fr")
    found.map()
    page.get_by_role("button", name="thème", exact=True).click()
    entry = page.locator(".legend li[data-key^='hue:'] button").first
    entry.wait_for()
    assert page.locator(".colours [aria-pressed=true]").inner_text() == "thème"
    assert page.evaluate("document.activeElement.dataset.colour") == "theme"
    assert "colour=theme" in (page.locator("a.keep").first.get_attribute("href") or "")
    before = page.evaluate("maillage.shown.scene.drawnNodes.length")
    entry.click()
    assert page.evaluate("maillage.shown.scene.drawnNodes.length") < before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("a.keep").first.click()
    assert page.locator("input[name='map.colour']").get_attribute("value") == "theme"
    assert found.faults == []
    page.close()
