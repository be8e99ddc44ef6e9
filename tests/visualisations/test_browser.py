"""The map as a reader has it: the file opened from a disk in a real browser, by mouse and by keyboard alone.

A violated Content-Security-Policy is a console error, so "no console error" also says that the policy fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.visualisations.sample import VIEWS, rendered

pytestmark = pytest.mark.browser


class Opened:
    """A page opened from a file, with all it complained of and all it asked for."""

    def __init__(self, browser: Any, file: Path, width: int) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.page.on(
            "console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog {dialog.message}"))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())
        self.page.wait_for_function("document.querySelector('canvas') !== null")
        self.page.wait_for_timeout(150)


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    pages: list[Opened] = []

    def open_(name: str, lang: str = "fr", width: int = 1440) -> Opened:
        file = tmp_path / f"{name}-{lang}.html"
        file.write_bytes(rendered(name, lang, "html"))
        pages.append(Opened(browser, file, width))
        return pages[-1]

    yield open_
    for one in pages:
        one.page.close()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", list(VIEWS))
def test_the_map_draws_without_a_fault_and_without_a_request(opened: Any, name: str, width: int) -> None:
    found = opened(name, width=width)
    assert found.faults == []
    assert [url for url in found.asked if not url.startswith(("file:", "data:"))] == []
    colours = found.page.evaluate(
        """() => {
          const c = document.querySelector('canvas');
          const all = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
          const seen = new Set();
          for (let i = 0; i < all.length; i += 16) seen.add(all[i] << 16 | all[i + 1] << 8 | all[i + 2]);
          return seen.size;
        }"""
    )
    assert colours > 20
    assert found.page.locator("tbody tr").count() == len(VIEWS[name]().edges)
    assert found.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_alone_reaches_an_actor_its_tie_and_the_evidence(opened: Any) -> None:
    page = opened("ego").page
    page.focus("#map")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#spoken") != ""
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#panel ol li").count() >= 1
    assert "Villes au Carré – jeu « CVL-demo » – màj 01/01/2026 – Licence Ouverte 2.0" in page.inner_text("#panel")


def test_a_row_opens_its_evidence_by_keyboard_and_the_same_tie_is_marked(opened: Any) -> None:
    page = opened("path", "en").page
    page.locator("tbody tr:nth-child(3) button").focus()
    page.keyboard.press("Enter")
    assert page.locator("tr.chosen").get_attribute("data-edge") == "e2"
    assert "Région Centre-Val de Loire" in page.inner_text("#panel h3")
    assert "Medium" not in page.inner_text("#panel > p")
    assert "Strong tie, 39%" in page.inner_text("#panel > p")


def test_a_click_on_an_actor_shows_its_ties(opened: Any) -> None:
    page = opened("ego").page
    box = page.locator("#canvas").bounding_box()
    x, y = page.evaluate("maillage.shown.view.toScreen(0, 0)")
    page.mouse.click(box["x"] + x, box["y"] + y)
    assert page.inner_text("#panel h3") == "Agglopolys"
    assert page.locator("#panel li").count() == 19


def test_on_a_telephone_a_touch_brings_the_evidence_into_sight(opened: Any) -> None:
    page = opened("path", "fr", 390).page
    box = page.locator("#canvas").bounding_box()
    x, y = page.evaluate("(({ x, y }) => maillage.shown.view.toScreen(x, y))(maillage.shown.nodes.get('vac'))")
    page.mouse.click(box["x"] + x, box["y"] + y)
    assert page.inner_text("#panel h3") == "Villes au Carré"
    assert page.locator("#panel h3").bounding_box()["y"] < 900


def test_a_click_on_a_column_title_sorts_the_rows(opened: Any) -> None:
    page = opened("ego").page
    page.click("thead th:nth-child(3) button")
    values = page.locator("tbody tr td:nth-child(3)").evaluate_all("cells => cells.map(c => Number(c.dataset.v))")
    assert values == sorted(values, reverse=True)
    assert page.get_attribute("thead th:nth-child(3)", "aria-sort") == "descending"
    page.click("thead th:nth-child(3) button")
    assert page.locator("tbody tr td:nth-child(3)").first.inner_text() == "6\u202f%"


def test_hostile_texts_stay_texts_in_panel_and_tooltip(opened: Any) -> None:
    found = opened("hostile")
    for i in range(7):
        found.page.locator(f"tr[data-edge=e{i}]").click()
    assert found.page.locator("#panel h3").count() == 1
    assert found.page.locator("main img, main a[href^='javascript']").count() == 0
    assert found.page.locator("script").count() == 2
    found.page.focus("#map")
    for key in ("ArrowUp", "Enter"):
        found.page.keyboard.press(key)
    assert found.page.locator("#panel a").count() == 0
    assert found.faults == []


def test_a_map_in_a_wider_window_is_fitted_again_until_the_reader_moves_it(opened: Any) -> None:
    page = opened("ego", width=390).page
    narrow = page.evaluate("maillage.shown.view.camera.scale")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function("maillage.shown.view.camera.width > 1000")
    page.wait_for_timeout(100)
    wide = opened("ego", width=1440).page.evaluate("maillage.shown.view.camera.scale")
    assert wide > 1.5 * narrow
    assert page.evaluate("maillage.shown.view.camera.scale") == pytest.approx(wide)
    assert page.evaluate(INSIDE)
    for move in ("[data-zoom=in]", "[data-zoom=in]"):
        page.click(move)
    zoomed = page.evaluate(CAMERA)
    page.set_viewport_size({"width": 1024, "height": 900})
    page.wait_for_timeout(150)
    kept = page.evaluate(CAMERA)
    assert kept[0] == pytest.approx(zoomed[0])
    assert kept[1] == pytest.approx(zoomed[1], abs=0.6)


INSIDE = """
() => {
  const { nodes } = maillage.shown.onShow(), { width, height } = maillage.shown.view.camera;
  return nodes.every(({ x, y, r }) => x - r > 0 && y - r > 0 && x + r < width && y + r < height);
}
"""
"""Whether every node is in sight."""

CAMERA = "(({ scale, x, y }) => [scale, { x, y }])(maillage.shown.view.camera)"
"""The zoom, and what is in the middle."""

PAPER = {"portrait": (718, 1046), "landscape": (1046, 718)}
"""A4 with margins of 10 mm, in pixels of 1/96 inch."""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", ["ego", "network"])
def test_on_paper_the_whole_map_and_its_legend_stand_on_one_page(opened: Any, name: str, width: int) -> None:
    page = opened(name, width=width).page
    page.click("[data-zoom=in]")
    zoomed = page.evaluate(CAMERA)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(INSIDE)
    assert page.evaluate("maillage.shown.onShow().labels.length") > 5
    for across, down in PAPER.values():
        page.set_viewport_size({"width": across, "height": down})
        picture, legend = (page.locator(what).bounding_box() for what in ("#canvas canvas", ".legend"))
        assert picture["x"] >= 0
        assert picture["x"] + picture["width"] <= across
        assert picture["y"] + picture["height"] <= legend["y"]
        assert legend["y"] + legend["height"] <= down
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_timeout(100)
    kept = page.evaluate(CAMERA)
    assert kept[0] == pytest.approx(zoomed[0])
    assert kept[1] == pytest.approx(zoomed[1], abs=0.6)
    assert page.evaluate("maillage.shown.view.camera.width === maillage.shown.canvas.clientWidth")
