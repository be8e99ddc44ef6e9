"""Every kind of page as axe-core judges it: nothing serious for who sees little, or hears it, or has no mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph_service.graph import open_graph
from tests.deep import some
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import url

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "questions",
    "import",
    "mappings",
    "q/paths",
    "q/paths?from=TH&to=CCS",
    "q/actor?id=REG",
    "q/project?id=P1",
    "q/gaps",
    "q/history?id=REG",
    "q/paths/table?from=TH&to=CCS",
    "q/history/table?id=REG",
    "q/who?theme=participation",
    "q/actor?id=nobody",
    "add",
    "add/actors",
    "add/meeting",
    "correct/actor/REG",
    "maps",
    "maps/save?of=actor&id=REG",
    "maps/Chemin",
    "maps/Chemin/changes",
    "maps/Chemin/delete",
)


@pytest.fixture(scope="module")
def address(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own = tmp_path_factory.mktemp("served") / "f1.db"
    own.write_bytes(f1_file.read_bytes())
    with open_graph(url(own)) as graph:
        graph.configure(default_as_of="2025-01-01", fictional=True)
        graph.save_map("Chemin", "paths", {"from": "TH", "to": "CCS", "as_of": "2023-01-01"}, freeze=True)
        with served(graph) as address:
            yield address


@pytest.mark.parametrize(("width", "lang"), [(1440, "fr"), (390, "en")])
def test_axe_finds_nothing_serious(browser: Any, address: str, width: int, lang: str) -> None:
    found = Visit(browser, address, width, lang)
    found.expects = 404
    page = found.page
    base = page.url.partition("?")[0]
    wrong = []
    judged_too = PAGES if width > 1000 else some(PAGES, 6)
    for path in PAGES:
        page.goto(f"{base}{path}{'&' if '?' in path else '?'}lang={lang}")
        page.evaluate("document.querySelectorAll('#answer details:not(.later)').forEach((one) => (one.open = true))")
        # On a narrow screen the same is there, and all of it has to fit; axe judges some of it again.
        judged = Axe().run(page, options={"resultTypes": ["violations"]}) if path in judged_too else None
        wrong += [
            (path, each["id"], each["nodes"][0]["html"][:200])
            for each in (judged.response["violations"] if judged else ())
            if each["impact"] in ("serious", "critical")
        ]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.close()
    assert wrong == []


def test_the_keyboard_alone_asks_a_question_and_reads_its_evidence(browser: Any, address: str) -> None:
    found = Visit(browser, address, 1440, "fr")
    page, keys = found.page, found.page.keyboard
    page.locator("body").press("/")
    keys.type("toits de tour")
    page.wait_for_selector("#search .completion li")
    keys.press("ArrowDown")
    keys.press("Enter")
    page.wait_for_url("**/q/actor**")
    reached = ""
    for _ in range(50):
        keys.press("Tab")
        reached = page.evaluate("document.activeElement.innerText")
        if "Rejoindre" in reached:
            break
    assert "Rejoindre" in reached
    keys.press("Enter")
    page.wait_for_url("**/q/paths**")
    keys.type("sanitas")
    page.wait_for_selector(".control .completion li")
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.press("Enter")
    page.wait_for_selector("#answer .ranked")
    for _ in range(90):
        keys.press("Tab")
        if page.evaluate("document.activeElement.matches('.ranked > li:nth-child(2) summary')"):
            break
    assert page.evaluate("document.activeElement.matches('.ranked > li:nth-child(2) summary')")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    page.close()
    assert found.faults == []
