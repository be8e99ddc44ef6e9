"""From a dropped file that nobody knows to a drawn map, in a real browser; and the list of mappings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph_service.graph import open_graph
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import url

pytestmark = pytest.mark.browser

LINES = (
    "Actions soutenues en 2024;;;;;",
    "",
    "Intitulé;Structure porteuse;Associés;Début;Présidente;Courriel",
    'Ateliers <b>cuisine</b>;MJC du Foix;"Ville de Blois ; CAF du Loir-et-Cher";2024-01-01;Jeanne Martin;j@example.org',
    "Jardin partagé;Association Terres;Ville de Blois;2024-02-01;Karim Haddad;k@example.org",
    'Repair café;Association Terres;"CCAS de Blois ; Ville de Blois";2024-03-01;Sylvie Durand;s@example.org',
)


@pytest.fixture(scope="module")
def address(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own = tmp_path_factory.mktemp("mapped") / "f1.db"
    own.write_bytes(f1_file.read_bytes())
    with open_graph(url(own)) as graph:
        graph.configure(default_as_of="2025-01-01", fictional=True)
        with served(graph) as address:
            yield address


def dropped(found: Visit, tmp_path: Path) -> None:
    """Drop the file on the import page, which goes on to its columns."""
    file = tmp_path / f"actions-{found.width}.csv"
    file.write_text("\n".join(LINES) + "\n", "utf-8")
    found.expects = 422
    found.page.goto(found.page.url.partition("?")[0] + f"import?lang={found.lang}")
    found.page.wait_for_selector(".bring")
    found.page.set_input_files("input[type=file]", str(file))
    found.page.click(".bring button.main")
    found.page.wait_for_selector("#mapping.scripted")  # the script runs after the page is there


@pytest.mark.parametrize(("width", "lang"), [(1440, "fr"), (390, "en")])
def test_a_file_that_nobody_knows_becomes_a_drawn_map(
    visit: Callable[[int, str], Visit], width: int, lang: str, tmp_path: Path
) -> None:
    found = visit(width, lang)
    page = found.page
    dropped(found, tmp_path)
    found.shot("map-columns")
    assert page.input_value("#header") == "3"
    left_out = page.locator(".columns .left-out")
    assert left_out.count() == 2
    assert "Martin" not in page.inner_text("#answer")
    assert "<b>cuisine</b>" in page.inner_text(".columns")
    judged = Axe().run(page).response["violations"]
    assert [each["id"] for each in judged if each["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # What the file does not say is asked for, and the rows are drawn anew at each answer.
    assert page.locator(".becomes .record").count() > 0
    before = page.locator(".becomes .record").count()
    page.select_option("#c2", "org_name:partner")
    page.wait_for_selector("#mapping:not(.drawing)")
    page.select_option("#project_kind", "projet")
    page.wait_for_selector("#mapping:not(.drawing)")
    for _ in range(100):
        if page.locator(".becomes .record").count() > before:
            break
        page.wait_for_timeout(50)
    assert page.locator(".becomes .record").count() > before
    page.fill("#producer", "Ville de Blois")
    page.fill("#label", f"Actions {width}")
    page.locator("#label").blur()
    page.wait_for_selector("#mapping:not(.drawing)")
    found.shot("map-columns-chosen")

    page.click("button[value=try]")
    page.wait_for_selector(".tried")
    found.until("document.activeElement.id == 'told-of-it'")
    found.shot("map-columns-tried")
    page.click("button[value=keep]")
    page.wait_for_selector(".note.ok")
    page.click("button[value=import]")
    page.wait_for_selector(".ways.met a")
    found.shot("map-columns-done")
    page.click(".ways.met a >> nth=0")
    found.map()
    found.shot("map-columns-map")

    # Next time it is known, and the list of mappings says so until it is deleted.
    page.goto(page.url.partition("/q/")[0] + f"/mappings?lang={lang}")
    found.shot("mappings")
    kept = page.locator(".known > li", has_text=f"actions-{width}")
    assert kept.count() == 1
    kept.locator("summary").last.click()
    kept.locator("form button").click()
    page.wait_for_selector(".known")
    assert page.locator(".known > li", has_text=f"actions-{width}").count() == 0


def test_without_a_script_the_same_forms_do_it(browser: object, address: str, tmp_path: Path) -> None:
    file = tmp_path / "actions.csv"
    file.write_text("\n".join(LINES) + "\n", "utf-8")
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    try:
        page = context.new_page()
        page.goto(f"{address}&lang=fr")
        page.goto(page.url.partition("?")[0] + "import?lang=fr")
        page.set_input_files("input[type=file]", str(file))
        page.click(".bring button")
        page.select_option("#project_kind", "projet")
        page.click(".redraw button")
        assert page.locator(".becomes .record").count() > 0
        page.click("button[value=import]")
        assert page.locator(".ways.met a").count() > 0
    finally:
        context.close()


def test_the_keyboard_alone_describes_a_column(visit: Callable[[int, str], Visit], tmp_path: Path) -> None:
    found = visit(1440, "fr")
    dropped(found, tmp_path)
    page = found.page
    page.focus("#c1")
    chosen = page.input_value("#c1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    found.until("document.activeElement.id == 'c2'")
    page.wait_for_selector("#mapping:not(.drawing)")
    assert page.input_value("#c1") != chosen
    assert page.evaluate("document.activeElement.id") == "c2"
