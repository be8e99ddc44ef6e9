"""Yesterday's meeting with six known partners in a real browser, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph, open_graph
from graph_service.graph.session import today
from graph_service.messages import Day, say
from graph_service.model import RecordType, Scope
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import bodies, url

pytestmark = pytest.mark.browser

SIX = {"metro": "TM", "ville de t": "TOURS", "prefec": "PREF", "conseil re": "REG", "banque": "CDC", "toits": "TH"}
"""What is typed of each, and who is meant: without accents, and with the start of a word."""
MOST = 120
"""Keystrokes that entering the meeting may take."""


@pytest.fixture(scope="module")
def graph(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    own = tmp_path_factory.mktemp("met") / "f1.db"
    own.write_bytes(f1_file.read_bytes())
    with open_graph(url(own)) as graph:
        graph.configure(default_as_of="2025-01-01", fictional=True)
        yield graph


@pytest.fixture(scope="module")
def address(graph: Graph) -> Iterator[str]:
    with served(graph) as address:
        yield address


class Keyboard:
    """Presses keys, and counts them."""

    def __init__(self, page: Any) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def reach(self, selector: str) -> None:
        """Tab until this is focused."""
        for _ in range(30):
            if self.page.evaluate("at => document.activeElement.matches(at)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} is not reached")


def test_yesterdays_meeting_takes_few_keystrokes_and_one_undo(visit: Callable[[int, str], Visit], graph: Graph) -> None:
    before, batches = bodies(graph), len(graph.batches())
    found = visit(1440, "fr")
    page, keys = found.page, Keyboard(found.page)
    keys.reach(".top-link[href^='/add']")
    keys.press("Enter")
    page.wait_for_selector("h1:has-text('ajouter')")
    keys.press("Tab", "Enter")
    keys.reach("#answer a[href^='/add/meeting']")
    keys.press("Enter")
    page.wait_for_selector("#person:focus")
    found.shot("meeting-empty")
    for typed, id_ in SIX.items():
        keys.type(typed)
        page.wait_for_selector(f"[role=option][data-value='{id_}'] >> visible=true")
        keys.press("ArrowDown")
        while page.get_attribute("[aria-selected=true]", "data-value") != id_:
            keys.press("ArrowDown")
        keys.press("Enter")
    assert page.locator("#rows .row").count() == len(SIX)
    found.shot("meeting-filled")
    keys.press("Enter")
    page.wait_for_url("**/q/project?**")
    assert keys.pressed < MOST, keys.pressed
    assert len(graph.batches()) == batches + 1
    yesterday = say(Day((today() - timedelta(days=1)).isoformat()), "fr")
    assert f"Rencontre du {yesterday}" in page.inner_text("h1")
    assert "6 participants" in page.inner_text("#answer")
    assert "Enregistré." in page.inner_text(".done")
    found.shot("meeting-saved")
    page.focus(".done button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Rétablir")
    assert bodies(graph) == before
    found.shot("meeting-undone")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_name_that_nobody_bears_is_asked_about_and_lines_keep_what_was_typed(
    visit: Callable[[int, str], Visit], graph: Graph
) -> None:
    before = bodies(graph)
    found = visit(390, "fr")
    page, keys = found.page, Keyboard(found.page)
    page.goto(page.url.split("/?")[0] + "/add/meeting?lang=fr")
    page.wait_for_selector("#person:focus")
    for name in ("TM", "Ville de Tour", "Régie nouvelle"):
        keys.type(name)
        keys.press("Enter")
    page.select_option("#rows .row >> nth=2 >> select", "porteur")
    found.expects = 422
    page.focus("#person")
    keys.press("Enter")
    page.wait_for_selector(".fault")
    assert bodies(graph) == before
    assert page.inner_text("#rows .row >> nth=0 >> bdi") == "Métropole de Tours (fictif)"
    assert page.input_value("#rows .row >> nth=2 >> select >> nth=0") == "porteur"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found.shot("meeting-asked")
    page.check("input[name='is.2'][value='TOURS']")
    page.check("input[name='is.3'][value='new']")
    page.select_option("select[name='kind.3']", "association")
    page.click(".meeting .main")
    page.wait_for_url("**/q/project?**")
    assert "3 participants" in page.inner_text("#answer")
    page.click(".done button")
    page.wait_for_selector("text=Rétablir")
    assert bodies(graph) == before


def test_a_field_that_is_emptied_and_one_that_is_picked_are_saved_as_they_stand(
    visit: Callable[[int, str], Visit], graph: Graph
) -> None:
    found = visit(390, "en")
    page = found.page
    page.goto(page.url.split("/?")[0] + "/q/actor?id=TM&lang=en")
    page.click("text=Correct")
    page.fill("#f-acronym", "")
    page.fill("#f-territory", "blois")
    page.wait_for_selector("[role=option][data-value='41018']")
    page.click("[role=option][data-value='41018']")
    found.shot("correct")
    page.click(".editing .main")
    page.wait_for_selector(".done")
    (fact,) = graph.store.facts(RecordType.ACTOR, ["TM"], Scope.INTERNAL)
    assert (fact.get("acronym"), fact.get("territory"), fact.get("name")) == (
        None,
        "41018",
        "Métropole de Tours (fictif)",
    )
    page.click(".done button")
    page.wait_for_selector("text=Restore")
    assert "id=TM" in page.url
    (fact,) = graph.store.facts(RecordType.ACTOR, ["TM"], Scope.INTERNAL)
    assert fact.get("acronym") == "TM"


def test_without_script_a_list_of_names_is_checked_and_saved(browser: Any, address: str, graph: Graph) -> None:
    before = bodies(graph)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(f"{address}&lang=fr")
        page.goto(page.url.split("/?")[0] + "/add/meeting?lang=fr")
        page.fill("#names", "TM\nPREF\nTOURS")
        page.click(".meeting .main")
        assert "relisez" in page.inner_text(".note")
        assert bodies(graph) == before
        page.click(".meeting .main")
        assert "3 participants" in page.inner_text("#answer")
        page.click(".done button")
        assert bodies(graph) == before
    finally:
        context.close()
