"""The page of a real service in a real browser: F1 served on a free port, from the printed address to another way.

What the page asks and draws comes from the API as it is; the other tests of the page put answers in its way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph_service.graph import open_graph
from tests.deep import journeys
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import url

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own = tmp_path_factory.mktemp("served") / "f1.db"
    own.write_bytes(f1_file.read_bytes())
    with open_graph(url(own)) as graph:
        graph.configure(default_as_of="2025-01-01", fictional=True)
        with served(graph) as address:
            yield address


@pytest.mark.parametrize(("width", "lang"), journeys((1440, "fr"), (390, "en"), usual=0))
def test_from_the_printed_address_to_a_path_and_another_way(
    visit: Callable[[int, str], Visit], width: int, lang: str
) -> None:
    found = visit(width, lang)
    page = found.page
    assert "token" not in page.url
    assert page.inner_text("#answer .figures li b >> nth=0") == "13"
    assert page.is_visible("#fictional")
    assert len(found.map().evaluate("[...maillage.shown.nodes.keys()]")) == 13
    found.shot("home")

    page.fill("#text", "tours")
    page.wait_for_selector("#search .completion li")
    assert page.locator("#search .completion li").count() == 5  # three actors and two projects
    found.shot("search")
    found.choose("conseil reg", "id=REG")
    page.wait_for_selector("#answer .lines")
    assert page.inner_text("#answer h1") == "Conseil régional du Centre-Val de Loire (fictif)"
    partners = page.locator("#answer section").first.locator(".lines > li")
    assert partners.count() == 7
    drawn = set(found.map().evaluate("[...maillage.shown.nodes.keys()]"))
    assert drawn == {"REG", "TM", "TOURS", "PREF", "TH", "OM", "CDC", "V2"}
    if width > 1000:
        assert page.evaluate("scrollY") == 0
    found.shot("actor")
    partners.first.locator("summary").first.click()
    assert "(fictif)" in partners.first.locator(".proven").inner_text()
    found.shot("evidence")

    page.goto(page.url.split("?")[0] + f"?id=TH&lang={lang}")
    page.click(".asks .button")
    page.wait_for_selector("#p-to:focus")
    page.fill("#p-to", "sanitas")
    page.wait_for_selector(".control .completion li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer .ranked")
    first = page.locator("#answer .ranked > li").first
    assert first.locator(".stop").count() == 4
    assert {"fr": "2\u202f%", "en": "2%"}[lang] in first.inner_text()
    assert {"TH", "REG", "V2", "CCS"} <= set(found.map().evaluate("[...maillage.shown.nodes.keys()]"))
    found.shot("path")

    first.locator(".stop", has_text="Conseil régional").locator("a.button").click()
    page.wait_for_url("**avoid=REG**")
    told = page.inner_text("#answer")
    assert {"fr": "Aucun chemin", "en": "No path"}[lang] in told
    assert {"fr": "2\u202f%", "en": "2%"}[lang] in told
    assert "Conseil régional" in page.inner_text(".chips.set")
    found.shot("avoided")
    page.go_back()
    page.wait_for_selector("#answer .ranked")
    page.reload()
    page.wait_for_selector("#answer .ranked")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pointing_at_a_row_marks_its_nodes_and_the_reverse(visit: Callable[[int, str], Visit]) -> None:
    found = visit(1440, "fr")
    found.choose("conseil reg", "id=REG")
    page = found.page
    page.wait_for_selector("#answer .lines")
    drawn = found.map()
    page.hover("#answer .lines > li[data-about='TM'] summary")
    for _ in range(40):
        if drawn.evaluate("[...maillage.shown.chosen.marks]") == ["TM"]:
            break
        page.wait_for_timeout(25)
    assert drawn.evaluate("[...maillage.shown.chosen.marks]") == ["TM"]
    drawn.evaluate("maillage.shown.root.dispatchEvent(new CustomEvent('pointed', { detail: 'OM', bubbles: true }))")
    page.wait_for_selector("#answer .marked")
    assert page.get_attribute("#answer .marked", "data-about") == "OM"


def test_without_script_the_answer_and_its_form_are_there(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(f"{address}&lang=fr")
        page.fill("#text", "comment Vierzon peut-elle rejoindre l'Université de Tours ?")
        page.click("#search button")
        assert "/q/paths" in page.url
        page.goto(page.url.split("/q/")[0] + "/q/paths?lang=fr")
        page.fill("#p-from", "Toits de Touraine, office de l'habitat (fictif)")
        page.fill("#p-to", "Conseil citoyen du Sanitas (fictif)")
        page.click("#form button")
        assert page.locator(".ranked > li").count() == 3
        assert page.inner_text("#answer h1").startswith("De Toits de Touraine")
    finally:
        context.close()


def test_without_the_token_the_page_is_not_shown(browser: Any, address: str) -> None:
    page = browser.new_page()
    try:
        refused = page.goto(address.partition("?")[0])
        assert refused.status == 401
        assert "fictif" not in page.content()
    finally:
        page.close()


@pytest.mark.parametrize("width", journeys(1440, 390, usual=1))
def test_a_file_is_tried_imported_and_undone_from_the_page(
    visit: Callable[[int, str], Visit], width: int, tmp_path: Path
) -> None:
    file = tmp_path / f"nouveaux-{width}.csv"
    file.write_text(f"id,name,kind\nN{width},<b>Neuf</b>,association\nX,Autre,inconnu\n", "utf-8")
    found = visit(width, "fr")
    page = found.page
    page.click("header a[href^='/import']")
    page.wait_for_selector(".bring")
    page.set_input_files("input[type=file]", str(file))
    page.click(".bring button")
    page.wait_for_selector(".outcome .remarks")
    assert page.inner_text(".outcome .changes") == "Créé\u202f: 1 acteur"
    assert page.locator(".outcome .tag.err").count() == 1
    found.shot("import-tried")
    page.click(".outcome .main")
    page.wait_for_selector(".outcome a.button")
    assert page.locator(".outcome .button").count() == 2
    page.click(".outcome .button >> nth=0")
    page.wait_for_selector(".outcome .card")
    assert "annulé" in page.inner_text(".outcome .card")
    assert page.inner_text(".batches li >> nth=1").endswith("annulé")
    found.shot("import-undone")


@pytest.mark.parametrize(("width", "lang"), journeys((1440, "fr"), (390, "en"), usual=0))
def test_what_is_downloaded_is_edited_brought_back_and_undone(
    visit: Callable[[int, str], Visit], width: int, lang: str, tmp_path: Path
) -> None:
    found = visit(width, lang)
    page = found.page
    page.click("header a[href^='/import']")
    page.wait_for_selector(".bring")
    with page.expect_download() as download:
        page.click("a[href*='exports/']")
    path = tmp_path / "maillage.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    actors = next(sheet for sheet in book if sheet.title in ("Acteurs", "Actors"))
    row = next(cells[0].row for cells in actors.iter_rows(min_row=2) if cells[0].value == "UT")
    actors.cell(row, 2).value = "<i>Université</i> François-Rabelais"
    actors.delete_rows(next(cells[0].row for cells in actors.iter_rows(min_row=2) if cells[0].value == "CDC"))
    book.save(path)
    page.set_input_files("input[type=file]", str(path))
    page.check("input[name=replace]")
    page.click(".bring .main")
    page.wait_for_selector(".outcome details.remarks")
    listed = page.inner_text(".outcome details.remarks")
    assert "<i>Université</i> François-Rabelais" in listed
    assert page.locator(".outcome details .tag.err").count() >= 2
    found.shot("edited-tried")
    page.click(".outcome .main")
    page.wait_for_selector(".outcome a.button")
    found.shot("edited-done")
    page.click(".outcome .button >> nth=0")
    page.wait_for_selector(".outcome .card")


@pytest.mark.parametrize("how", ["sorted", "renamed"])
def test_what_an_edited_export_takes_away_is_confirmed_on_the_page(
    visit: Callable[[int, str], Visit], tmp_path: Path, how: str
) -> None:
    found = visit(1440, "fr")
    page = found.page
    found.expects = 400
    page.click("header a[href^='/import']")
    page.wait_for_selector(".bring")
    with page.expect_download() as download:
        page.click("a[href*='exports/']")
    path = tmp_path / "maillage.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    if how == "sorted":
        sheet = book["Participations"]
        cells = [row[0] for row in sheet.iter_rows(min_row=2) if row[0].value]
        for cell, text in zip(cells, sorted(cell.value for cell in cells), strict=True):
            cell.value = text
    else:
        for at in range(2, 7):
            book["Acteurs"].cell(at, 2).value = f"Nouveau nom {at}"
    book.save(path)
    page.set_input_files("input[type=file]", str(path))
    page.click(".bring .main")
    if how == "sorted":
        page.wait_for_selector(".outcome .remarks .tag.err")
        assert page.locator(".outcome .changes").inner_text() == "Rien ne change."
        found.shot("moved-tried")
        page.click(".outcome .button:has-text('c’est voulu')")
    else:
        page.click(".outcome .actions .main")
        page.wait_for_selector(".outcome .error")
        assert "renommeraient 5 des 13" in page.inner_text(".outcome .error")
        found.shot("renamed-asks")
        page.click(".outcome .error .button")
    page.wait_for_selector(".outcome a.button")
    page.click(".outcome .button >> nth=0")
    page.wait_for_selector(".outcome .card")


def test_what_shows_more_to_readers_is_asked_about_before_it_is_undone(visit: Callable[[int, str], Visit]) -> None:
    found = visit(1440, "fr")
    page = found.page
    found.expects = 422
    page.evaluate(
        """fetch('/api/v1/edits', {method: 'POST', headers: {'Content-Type': 'application/json'},
        body: JSON.stringify([{op: 'hide', ids: ['UO'], visibility: 'internal'}])})"""
    )
    page.click("header a[href^='/import']")
    page.wait_for_selector(".bring")
    page.click(".batches .button >> nth=0")
    page.wait_for_selector(".outcome .error")
    assert "Université d’Orléans" in page.inner_text(".outcome .error").replace("'", "’")
    found.shot("undo-asks")
    page.click(".outcome .error .button")
    page.wait_for_selector(".outcome .card:not(.error)")
    assert "annulé" in page.inner_text(".outcome .card")
