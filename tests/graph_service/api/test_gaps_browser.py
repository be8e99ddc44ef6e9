"""A project and who is missing from it, on the page of a real service in a real browser, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import open_graph
from graph_service.model import Scope
from tests.deep import journeys
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import url

pytestmark = pytest.mark.browser

EXAMPLES = (
    {"question": "paths", "from": "Ville de Tours (fictif)", "to": "Université d'Orléans (fictif)"},
    {"question": "gaps", "project": "Contrat <b>de Tours</b>"},
    {"question": "gaps", "project": "Un projet que personne ne connaît"},
)
"""The last one leads nowhere and is left out."""


@pytest.fixture(scope="module")
def store(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    own = tmp_path_factory.mktemp("served") / "f1.db"
    own.write_bytes(f1_file.read_bytes())
    with open_graph(url(own)) as graph:
        fields = {"title": "Contrat <b>de Tours</b>", "description": "<i>x</i>"}
        graph.edit([{"op": "set", "ids": ["P1"], "fields": fields}])
        graph.configure(default_as_of="2025-01-01", fictional=True, examples=EXAMPLES)
    return url(own)


@pytest.fixture(scope="module")
def address(store: str) -> Iterator[str]:
    with open_graph(store) as graph, served(graph) as address:
        yield address


def nodes(found: Visit) -> set[str]:
    return set(found.map().evaluate("[...maillage.shown.nodes.keys()]"))


@pytest.mark.parametrize(("width", "lang"), journeys((1440, "fr"), (390, "en"), usual=1))
def test_who_is_missing_from_a_contract_is_found_from_the_home_page_without_help(
    visit: Callable[[int, str], Visit], width: int, lang: str
) -> None:
    found = visit(width, lang)
    page = found.page
    asked = page.locator(".examples a")
    assert asked.count() == 2
    assert asked.nth(1).inner_text().startswith({"fr": "Qui manque à", "en": "Who is missing from"}[lang])
    found.shot("home-examples")
    asked.nth(1).click()
    page.wait_for_selector(".places")
    assert "Contrat <b>de Tours</b>" in page.inner_text(".ranked > li .what >> nth=0")
    page.click(".see a")
    page.wait_for_selector("#answer .head")
    assert page.inner_text("#answer h1") == "Contrat <b>de Tours</b>"
    assert {"fr": "13 points sur 22", "en": "13 points of 22"}[lang] in page.inner_text("#answer")
    # What the law asks for stands apart from what the method expects, and from what is optional.
    assert page.locator(".places").count() == 3
    assert page.locator(".places >> nth=0").locator(".place.gone").count() == 1
    assert page.locator(".places >> nth=1").locator(".place.gone").count() == 1
    assert page.locator(".places >> nth=2").locator(".place.free").count() == 5
    assert {"P1", "TM", "P1#departement", "P1#voix_habitants", "CCS"} <= nodes(found)
    found.shot("project")
    near = page.locator(".instead a[href*='id=CCS']")
    assert near.inner_text() == "Conseil citoyen du Sanitas (fictif)"
    near.click()
    page.wait_for_url("**id=CCS**")
    page.go_back()
    page.wait_for_selector(".places")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "lang"), journeys((1440, "fr"), (390, "en"), usual=0))
def test_all_gaps_are_listed_each_with_its_map_and_its_caveat(
    visit: Callable[[int, str], Visit], width: int, lang: str
) -> None:
    found = visit(width, lang)
    page = found.page
    page.click(".questions a[href^='/q/gaps']")
    page.wait_for_selector(".ranked > li")
    assert page.inner_text("#answer h1") == {"fr": "Qui manque\u202f?", "en": "Who is missing?"}[lang]
    assert page.locator(".ranked > li").count() == 3
    assert page.locator(".ranked > li > details[open]").count() == 1
    assert "P2#etat" in nodes(found)
    assert page.locator(".ranked details[open] .note.caveat").inner_text().startswith({"fr": "Peut", "en": "It"}[lang])
    found.shot("gaps")
    page.focus(".ranked > li:nth-child(2) summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#stage[data-shown*='P1']")
    assert page.locator(".ranked > li > details[open]").count() == 1
    assert "P1#departement" in nodes(found)
    page.click(".refine > summary")
    page.click(".filters > summary")
    page.select_option("#p-project_kind", "recherche_action")
    page.click("#form button")
    page.wait_for_url("**project_kind=recherche_action**")
    page.wait_for_selector(".ranked > li:only-child")
    assert {"fr": "Recherche-action", "en": "Action research"}[lang] in page.inner_text(".chips.set")
    page.goto(page.url.replace("recherche_action", "convention_acv"))
    assert page.locator(".ranked").count() == 0
    page.click(".chips.set a")
    page.wait_for_selector(".ranked > li:nth-child(3)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_search_finds_projects_and_an_actors_card_leads_to_them(visit: Callable[[int, str], Visit]) -> None:
    found = visit(1440, "fr")
    page = found.page
    found.choose("revitalisation", "id=P7")
    page.wait_for_selector("#answer .head")
    assert "Revitalisation du centre de Blois" in page.inner_text("#answer h1")
    assert page.locator(".places").count() == 0
    page.click("#answer .lines summary >> text=Banque")
    page.click("#answer .see a[href*='id=CDC']")
    page.wait_for_url("**/q/actor?**id=CDC**")
    page.click(".line a[href*='/q/project'][href*='id=P2']")
    page.wait_for_selector(".places")
    assert "6 points sur 22" in page.inner_text("#answer")
    found.expects = 404
    page.goto(page.url.replace("id=P2", "id=nowhere"))
    page.wait_for_selector(".error")


@pytest.mark.parametrize(
    ("lang", "asked", "leads"),
    [
        ("fr", "Qui manque au contrat de ville de la métropole d'Orléans ?", "/q/gaps?project=P2"),
        ("en", "Who is missing from the Contrat de ville de la métropole d'Orléans?", "/q/gaps?project=P2"),
        ("fr", "qui manque", "/q/gaps?lang"),
        ("fr", "Comment Vierzon peut-elle rejoindre l'Université de Tours ?", "from=VIE&to=UT"),
        ("en", "How can Métropole de Tours reach the Université d'Orléans?", "from=TM&to=UO"),
    ],
)
def test_a_whole_question_is_understood(visit: Callable[[int, str], Visit], lang: str, asked: str, leads: str) -> None:
    found = visit(1440, lang)
    page = found.page
    page.fill("#text", asked)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{leads}**")
    assert page.inner_text("#answer h1")


WIDE = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { font-family: 'DejaVu Sans Mono', monospace !important; letter-spacing: 0.5px !important; }");
  document.adoptedStyleSheets = [sheet];
}
"""
"""Draws all texts wider, as with other fonts."""


def test_the_reference_of_all_questions_is_one_step_from_home(visit: Callable[[int, str], Visit]) -> None:
    found = visit(390, "en")
    page = found.page
    page.click("a[href^='/reference']")
    page.wait_for_selector("section#question-gaps")
    assert page.evaluate("document.fonts.check('14px Inter')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found.shot("reference")
    page.evaluate(WIDE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", journeys(1440, 390, usual=1))
def test_every_section_of_the_reference_can_be_read(visit: Callable[[int, str], Visit], width: int) -> None:
    page = visit(width, "fr").page
    page.click("a[href^='/reference']")
    page.wait_for_selector("section#question-search")
    looks = page.locator("main > section").evaluate_all(
        """all => all.map(one => {
          const { display, height, borderRadius } = getComputedStyle(one);
          const { bottom } = one.lastElementChild.getBoundingClientRect(), own = one.getBoundingClientRect();
          const next = one.nextElementSibling;
          return { look: `${display} ${borderRadius}`, whole: bottom <= own.bottom + 1,
            apart: !next || next.getBoundingClientRect().top >= own.bottom };
        })"""
    )
    assert len({one["look"] for one in looks}) == 1
    assert all(one["whole"] and one["apart"] for one in looks)


def test_the_public_page_tells_of_projects_and_of_no_gap(browser: Any, store: str) -> None:
    with open_graph(store) as graph, served(graph, Scope.PUBLIC) as address:
        found = Visit(browser, address, 1440, "fr")
        page = found.page
        try:
            assert page.locator(".examples a").count() == 1
            assert page.locator("a[href*='/q/gaps'], a[href^='/import']").count() == 0
            found.choose("Contrat", "id=P1")
            page.wait_for_url("**/q/project**")
            assert page.locator(".places").count() == 0
            assert "manque" not in page.inner_text("#answer").lower()
            assert nodes(found) == {"P1", "TM", "TOURS", "PREF", "REG", "TH"}
        finally:
            page.close()
