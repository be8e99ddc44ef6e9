"""Pairs that may be one actor are decided by keys alone, one key a decision, and each is undone by a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph_service.graph import Graph
from graph_service.messages import m, say
from graph_service.model import RecordType, Scope
from tests.deep import journeys
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import folder, new_graph

pytestmark = pytest.mark.browser

TOURS = "37261"
NAMES = ("L'Étape", "Amitié Sanitas", "Club Tourangeau")
OTHERS = ("Association L'Étape", "Amtiié Sanitas", "Tourangeau Club")


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    def rows(prefix: str, names: tuple[str, ...]) -> str:
        lines = [f"{prefix}{n},{name},association,{TOURS}" for n, name in enumerate(names)]
        return "\n".join(["id,name,kind,territory", *lines])

    files = folder(tmp_path, "one", actors=rows("a", NAMES))
    with new_graph(tmp_path / "g.db", files, source="Ville - Liste") as graph:
        graph.import_files([folder(tmp_path, "two", actors=rows("b", OTHERS))], source="Région - Liste")
        yield graph


@pytest.fixture
def address(graph: Graph) -> Iterator[str]:
    with served(graph) as address:
        yield address


def actors(graph: Graph) -> set[tuple[str, ...]]:
    return {fact.keys for fact in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)}


@pytest.mark.parametrize(("width", "lang"), journeys((1440, "fr"), (390, "en"), usual=1))
def test_pairs_are_decided_put_off_and_undone_by_one_key_each(
    visit: Callable[[int, str], Visit], graph: Graph, width: int, lang: str
) -> None:
    def key(name: str) -> str:
        return say(m(name), lang)  # type: ignore[arg-type]

    def press(name: str) -> None:
        with page.expect_navigation():
            page.keyboard.press(key(name))
        page.wait_for_selector("button[data-key]")

    def heading() -> str:
        return str(page.inner_text("#answer h2 >> nth=0"))

    found = visit(width, lang)
    page = found.page
    page.goto(page.url.partition("?")[0] + f"review?lang={lang}")
    found.shot("review")
    judged = Axe().run(page).response["violations"]
    assert [each["id"] for each in judged if each["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown = {page.inner_text("#answer h2 >> nth=0")}
    assert len(actors(graph)) == 6

    # A letter that is typed into the reason is a letter of the reason.
    page.focus("#reason")
    page.keyboard.type(key("review-key-same"))
    assert page.input_value("#reason") == key("review-key-same")
    page.fill("#reason", "")
    page.locator("#reason").blur()

    first = heading()
    press("review-key-later")
    assert heading() != first
    shown.add(heading())
    press("review-key-same")
    assert len(actors(graph)) == 5
    shown.add(heading())
    assert page.locator("form.done").count() == 1
    found.shot("review-decided")
    press("editing-review-undo-key")
    assert len(actors(graph)) == 6
    press("review-key-same")
    press("review-key-different")
    # What was put off comes last.
    assert heading() == first
    assert len(shown) == 3
    with page.expect_navigation():
        page.keyboard.press(key("review-key-different"))
    page.wait_for_selector("form.done")
    assert page.locator("#answer h2").count() == 0
    assert len(actors(graph)) == 5
    assert found.faults == []
