"""The card of an actor of which two sources, and the team, said different things: who else says what, and everything
that was ever said. A real service, a real browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.model import Scope
from tests.deep import journeys
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import F1, folder, new_graph

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> Métropole"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """F1, where the INSEE names the métropole otherwise and has corrected itself since, the team gave it an acronym
    many times over, and an internal list says something that partners may not read."""
    tmp = tmp_path_factory.mktemp("said")
    with new_graph(tmp / "said.db", F1, visibility="public") as graph:
        graph.configure(default_as_of="2025-01-01", fictional=True)
        for name, day in ((HOSTILE, "2023"), (f"{HOSTILE} (nouvelle)", "2024-06")):
            rows = f"id,name,kind,siren\nTM,{name},epci,243700754\nN,Nulle part,epci,"
            files = folder(tmp, day, actors=rows)
            graph.import_files([files], source="Insee - Répertoire", updated=day, visibility="public", who="claire")
        secret = folder(tmp, "secret", actors="id,name,kind,start\nTM,Métropole confidentielle,epci,2017")
        graph.import_files([secret], source="Équipe - notes", updated="2022", visibility="internal", who="http")
        for n in range(25):
            graph.edit([{"op": "set", "ids": ["TM"], "fields": {"acronym": f"T{n}"}}], who="cli")
        undone = graph.edit([{"op": "set", "ids": ["TM"], "fields": {"website": "https://faux.example"}}], who="cli")
        graph.undo(undone.import_id or "")
        yield graph


@pytest.fixture(scope="module")
def team(graph: Graph) -> Iterator[str]:
    with served(graph) as address:
        yield address


@pytest.fixture(scope="module")
def partners(graph: Graph) -> Iterator[str]:
    with served(graph, Scope.PARTNERS) as address:
        yield address


def opened(browser: Any, address: str, width: int, lang: str, query: str, ready: str) -> Visit:
    found = Visit(browser, address, width, lang)
    found.page.goto(f"{found.page.url.split('?')[0]}{query}&lang={lang}")
    found.page.wait_for_selector(ready)
    return found


def closed(found: Visit) -> None:
    """Nothing went wrong on the way, and nothing is wider than the window."""
    assert found.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert found.faults == []
    found.page.close()


WORDS = {
    "fr": {
        "others": "d’autres sources disent\u202f:",
        "said": "Historique et sources",
        "count": "20 déclarations montrées sur 30",
        "colon": "\u202f: ",
        "name": "Nom",
        "acronym": "Sigle",
        "now": "compte aujourd’hui",
        "replaced": "remplacé depuis",
        "undone": "annulé",
        "row": "actors.csv ligne 2",
        "insee": "Insee – Répertoire (données de 06/2024)",
    },
    "en": {
        "others": "other sources say:",
        "said": "History and sources",
        "count": "20 of 30 statements shown",
        "colon": ": ",
        "name": "Name",
        "acronym": "Acronym",
        "now": "counts today",
        "replaced": "replaced since",
        "undone": "undone",
        "row": "actors.csv row 2",
        "insee": "Insee – Répertoire (data of 06/2024)",
    },
}


@pytest.mark.parametrize(("width", "lang"), journeys((1440, "fr"), (390, "en"), usual=1))
def test_a_card_shows_who_says_otherwise_and_opens_everything_that_was_said(
    browser: Any, team: str, width: int, lang: str
) -> None:
    words = WORDS[lang]
    found = opened(browser, team, width, lang, "q/actor?id=TM", ".identity")
    page = found.page
    name = page.locator(".identity dd .others").first.inner_text()
    assert words["others"] in name
    assert "Métropole confidentielle (Équipe – notes)" in name
    acronym = page.locator(".identity dd", has_text="T24")
    assert "TM (Villes et quartiers" in acronym.locator(".others").inner_text()
    found.shot("said-closed")

    panel = page.locator("#answer > details.later")
    button = panel.locator("summary").first
    assert button.inner_text().startswith(words["said"])
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer > details.later .lines > li")
    assert panel.evaluate("one => one.open")
    assert words["count"] in panel.inner_text()
    items = panel.locator(".lines > li")
    assert items.count() == 20
    latest, corrected, replaced = (items.nth(n).inner_text() for n in range(3))
    assert (words["undone"] in latest, words["now"] in latest) == (True, False)
    assert "https://faux.example" in latest
    assert words["now"] in corrected
    assert f"{words['acronym']}{words['colon']}T24" in corrected
    assert words["replaced"] in replaced
    found.shot("said-open")

    panel.locator(".more a").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer > details.later .lines > li:nth-child(30)")
    assert panel.locator(".more").count() == 0
    assert (
        page.evaluate("[...document.querySelectorAll('details.later .lines > li')].indexOf(document.activeElement)")
        == 20
    )
    new, old = (items.filter(has_text=text) for text in (f"{HOSTILE} (nouvelle)", "2023"))
    told = new.inner_text()
    assert words["now"] in told
    assert f"{words['name']}{words['colon']}{HOSTILE} (nouvelle)" in told
    assert words["insee"] in told
    assert words["row"] in told
    assert words["replaced"] in old.inner_text()
    assert page.locator("main img:not(.imaging img)").count() == 0
    new.scroll_into_view_if_needed()
    found.shot("said-all")
    button.click()
    assert not panel.evaluate("one => one.open")
    closed(found)


@pytest.mark.parametrize("width", journeys(1440, 390, usual=0))
def test_the_evidence_of_a_path_opens_what_was_said_of_each_of_its_facts(browser: Any, team: str, width: int) -> None:
    found = opened(browser, team, width, "fr", "q/paths?from=TH&to=CCS", ".ranked > li")
    page = found.page
    first = page.locator(".paths .hop").first
    button = first.locator(".proven > li > details.later > summary").first
    assert "Historique et sources – " in button.text_content()
    button.click()
    chapters = first.locator(".opened .lines")
    chapters.nth(1).wait_for()
    assert chapters.count() == 2
    told = chapters.first.inner_text()
    assert "Acteur\u202f: Toits de Touraine" in told
    assert "participations.csv ligne" in told
    chapters.nth(1).scroll_into_view_if_needed()
    found.shot("said-path")
    closed(found)


def test_partners_read_no_history_and_of_other_sources_only_what_they_may(browser: Any, partners: str) -> None:
    found = opened(browser, partners, 1440, "fr", "q/actor?id=TM", ".identity")
    page = found.page
    told = page.inner_text("#answer")
    assert f"{HOSTILE} (nouvelle)" in told
    assert "confidentielle" not in told
    assert "2017" not in page.inner_text(".identity")
    page.click("#answer section .lines summary >> nth=0")
    assert page.locator("#answer section details[open] .proven").count() == 1
    assert page.locator(".later").count() == 0
    found.shot("said-partners")
    closed(found)


def test_what_cannot_be_fetched_is_said_and_asked_again(browser: Any, team: str) -> None:
    found = opened(browser, team, 1440, "fr", "q/actor?id=TM", ".identity")
    page = found.page
    page.route("**/part/**", lambda route: route.abort())
    page.click("#answer > details.later > summary")
    alert = page.wait_for_selector("#answer > details.later [role=alert]")
    assert "pas pu être chargé" in alert.inner_text()
    page.unroute("**/part/**")
    page.click("#answer > details.later .button")
    page.wait_for_selector("#answer > details.later .lines > li")
    assert page.locator("#answer > details.later [role=alert]").count() == 0
    found.faults.clear()  # the browser tells of the request that this test let fail
    closed(found)
