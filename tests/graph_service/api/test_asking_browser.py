"""A question typed as it comes, by the keyboard alone, in a real browser: completed, understood, changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from tests.examples.world import CVL
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import new_graph

pytestmark = pytest.mark.browser

WALKS = [
    (1440, "fr", "de vierzon à dreux sans la région", "comment vier", "Comment Ville de Vierzon peut rejoindre"),
    (390, "en", "from vierzon to dreux without the region", "how can vier", "How can Ville de Vierzon reach"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with new_graph(tmp_path_factory.mktemp("asked") / "demo.db", CVL, source=DEMO_SOURCE) as graph:
        graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        with served(graph) as address:
            yield address


@pytest.mark.parametrize(("width", "lang", "sentence", "begun", "completed"), WALKS)
def test_a_sentence_is_typed_completed_understood_and_changed_by_keys_alone(
    visit: Callable[[int, str], Visit], width: int, lang: str, sentence: str, begun: str, completed: str
) -> None:
    found = visit(width, lang)
    page = found.page

    # While it is typed, questions and names are proposed; a proposed question fills the bar and its gap is selected.
    page.keyboard.press("/")
    page.keyboard.type(begun)
    # Proposals for the first letters come and go while the others are typed.
    page.wait_for_selector(f".completion [role=option]:has-text('{completed}')")
    options = page.locator(".completion [role=option]")
    assert any(completed in text for text in options.all_inner_texts())
    found.shot("asked-completed")
    for _ in range(options.count()):
        page.keyboard.press("ArrowDown")
        if completed in page.locator(".completion [aria-selected=true]").inner_text():
            break
    assert page.get_attribute("#text", "aria-activedescendant")
    page.keyboard.press("Enter")
    assert page.input_value("#text").startswith(completed)
    assert page.evaluate("document.activeElement.selectionEnd - document.activeElement.selectionStart") == 1

    # The sentence leads to its answer, with a chip for each value.
    page.fill("#text", "")
    page.keyboard.type(sentence)
    page.keyboard.press("Enter")
    page.wait_for_url("**/q/paths?**")
    assert page.input_value("#text") == sentence
    chips = page.locator(".understood .chip")
    assert chips.count() == 4
    found.map()
    found.shot("asked-understood")
    judged = Axe().run(page).response["violations"]
    assert [each["id"] for each in judged if each["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # A chip is opened and changed by keys: another address, and the sentence stays.
    page.locator(".understood .chip summary:has-text('Dreux')").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.understood .chip') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "to=ville-de-dreux" not in url)
    assert "typed=" in page.url
    assert "from=ville-de-vierzon" in page.url
    assert page.locator(".understood .chip").count() == 4


def test_what_is_not_understood_is_offered_and_never_done(visit: Callable[[int, str], Visit]) -> None:
    found = visit(390, "fr")
    page = found.page
    page.fill("#text", "supprime la région")
    page.keyboard.press("Enter")
    page.wait_for_selector(".readings")
    assert page.locator(".readings s").first.inner_text() == "supprime"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    judged = Axe().run(page).response["violations"]
    assert [each["id"] for each in judged if each["impact"] in ("serious", "critical")] == []
    page.click(".readings a >> nth=0")
    page.wait_for_url("**/q/actor?**id=region**")
    assert page.locator(".understood s").inner_text() == "supprime"
