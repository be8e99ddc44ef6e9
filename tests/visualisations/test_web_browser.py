"""The service's page in a real browser, with answers in the shapes of the API put in its way: no server, no store.

The page is served with its own policy, so that a violation shows as a console error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from graph_service import french
from tests.visualisations.sample import HOSTILE, path_view
from tests.visualisations.test_web import vocabulary
from visualisations import web
from visualisations.renderers import renderer

pytestmark = pytest.mark.browser

HOST = "http://maillage.test"
NAMES = {"vierzon": "Vierzon", "vac": HOSTILE["tag"], "ut": "Université de Tours"}
STATUS = {"actors": 90, "projects": 64, "ties_as_of": "2026-01-01", "fictional": True, "revision": 128}
SOURCES = [{"id": "s", "producer": "Insee", "title": "Jeu", "licence": "Licence Ouverte 2.0", "updated": "2026-01-01"}]
EVIDENCE = {
    "project": "p",
    "facts": ["f"],
    "title": HOSTILE["close"],
    "roles": ["pilote", "appui"],
    "start": "2024",
    "end": None,
    "end_estimated": False,
    "running": True,
    "project_kind": "mission",
    "sources": ["s"],
}
TIE = {"strength": 0.37, "weight": 1.0, "projects": 2, "first": "2015", "last": None, "evidence": [EVIDENCE] * 2}
COMMON = {"as_of": "2026-01-01", "revision": 128, "sources": SOURCES}


def actor(id_: str) -> dict[str, Any]:
    return {"id": id_, "name": NAMES[id_], "kind": "commune", "kind_label": "Commune", "territory_name": "Cher"}


def answer(path: str, query: dict[str, list[str]]) -> tuple[int, Any]:
    """The API's answer: a path over `vac` unless it is avoided."""
    if path == "/status":
        return 200, STATUS
    if path == "/search":
        found = [i for i, name in NAMES.items() if query["text"][0].lower() in name.lower()]
        return 200, {"results": [{**actor(i), "type": "actor"} for i in found]}
    if path.startswith("/actors/") and path[8:] in NAMES:
        return 200, {
            "actor": actor(path[8:]),
            "partners": [{**actor("vac"), **TIE}],
            "projects": [{"id": "p", "title": HOSTILE["quotes"], "kind_label": "x", "roles": ["r"], "running": True}],
            "partners_total": 28,
            **COMMON,
        }
    if path == "/paths" and "avoid" in query:
        return 200, {"paths": [], "blocked_by": {"filter": "avoid", "would_give": 0.111}, "title": "x", **COMMON}
    if path == "/paths":
        hops = [{"from": a, "to": b, **TIE} for a, b in (("vierzon", "vac"), ("vac", "ut"))]
        way = {"strength": 0.111, "actors": list(NAMES), "hops": hops, "sentence": HOSTILE["tag"]}
        return 200, {"paths": [way], "blocked_by": None, "title": "De Vierzon à l’Université de Tours", **COMMON}
    return 404, {"detail": "Aucun acteur de ce nom.", "code": "no-such-thing"}


class Site:
    def __init__(self, browser: Any, answers: Callable[[str, dict[str, list[str]]], tuple[int, Any]]) -> None:
        self.faults: list[str] = []
        self.answers = answers
        self.page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.route("**/*", self._serve)

    def _serve(self, route: Any) -> None:
        url = urlsplit(route.request.url)
        query = parse_qs(url.query)
        lang = query.get("lang", ["fr"])[0]
        if url.path == "/":
            policy = {"Content-Security-Policy": web.POLICY, "Content-Type": "text/html; charset=utf-8"}
            return route.fulfill(body=web.page(lang, vocabulary()), headers=policy)
        if url.path.startswith("/web/"):
            name = url.path[5:]
            return route.fulfill(body=web.asset(name), content_type=web.ASSETS[name])
        if url.path == "/api/v1/map.html":
            found = renderer("html")
            return route.fulfill(body=found.render(path_view(), lang), content_type=found.media_type)
        status, body = self.answers(url.path.removeprefix("/api/v1"), query)
        return route.fulfill(status=status, body=json.dumps(body), content_type="application/json")

    def open(self, query: str = "") -> Any:
        self.page.goto(f"{HOST}/{query}")
        self.page.wait_for_function("document.title.includes(' – ')")
        self.page.wait_for_selector("#answer :is(h2, .card, pre)")
        return self.page


@pytest.fixture
def site(browser: Any) -> Iterator[Site]:
    found = Site(browser, answer)
    yield found
    found.page.close()


def test_from_a_name_to_a_card_to_a_path_to_another_way(site: Site) -> None:
    page = site.open()
    assert "90" in page.inner_text("#answer")
    page.fill("#text", "vier")
    page.click("#results a")
    page.wait_for_selector("text=1 partenaire sur 28")
    assert page.inner_text("#answer h1") == "Vierzon"
    page.click("text=→ Rejoindre…")
    page.fill("#text", "univ")
    page.click("#results a")
    page.wait_for_selector(".paths")
    assert parse_qs(urlsplit(page.url).query) == {"v": ["path"], "from": ["vierzon"], "to": ["ut"], "lang": ["fr"]}
    assert "11,1\u202f%" in page.inner_text(".paths")
    assert parse_qs(urlsplit(page.get_attribute("#map", "src")).query)["path"] == ["vierzon", "ut"]
    page.click("text=Ne pas passer par")
    page.wait_for_selector(".card")
    assert parse_qs(urlsplit(page.url).query)["avoid"] == ["vac"]
    assert "Ne pas passer par\u202f» le bloque" in page.inner_text(".card")
    page.go_back()
    page.wait_for_selector(".paths")
    assert site.faults == []


def test_names_from_data_stay_text(site: Site) -> None:
    page = site.open("?v=path&from=vierzon&to=ut")
    assert HOSTILE["tag"] in page.inner_text(".sentence")
    assert HOSTILE["close"] in page.locator(".evidence").first.inner_text()
    assert page.locator("main img, main script").count() == 0
    assert site.faults == []


def test_an_address_opens_where_it_points_and_the_other_language_stays_there(site: Site) -> None:
    page = site.open("?v=actor&id=ut&lang=en")
    assert page.inner_text("#answer h1") == "Université de Tours"
    assert "1 partner of 28" in page.inner_text("#answer")
    page.click("nav a[data-lang=fr]")
    page.wait_for_selector("text=1 partenaire sur 28")
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert site.faults == []


def test_an_empty_store_says_how_to_fill_it(site: Site) -> None:
    site.answers = lambda path, query: (200, {**STATUS, "actors": 0, "fictional": False})
    page = site.open()
    assert page.get_attribute("#answer .steps a >> nth=0", "href").startswith("/api/v1/template.xlsx")
    assert "v=import" in page.get_attribute("#answer .steps a >> nth=1", "href")
    assert page.is_hidden("#stage")
    assert page.is_hidden("#fictional")


def test_an_error_shows_the_detail_of_the_problem_and_offers_to_try_again(site: Site) -> None:
    page = site.open("?v=actor&id=nobody")
    assert "Aucun acteur de ce nom." in page.inner_text("#answer")
    assert "no-such-thing" in page.inner_text("#answer")
    assert page.is_visible("#answer button")


SPOKEN = """Ville de Tours | Université de Tours | Conseil citoyen | Agglopolys | Le Compa | Les Compagnons | La Rotonde
Compagnons du Cher | Habitat 44 | Hauts-de-Loire | Œuvre du Cher | État | ÉTAT | CAF de Touraine | L’Escale | ville
«Ville» de Tours | Yzeures | Haut Conseil | Tours Métropole | Les | 15/03/2024 | 2024 | 03/2024""".replace("\n", " | ")


def test_the_page_speaks_of_names_and_dates_as_the_server_does(site: Site) -> None:
    page = site.open()
    forms = {name.lower(): form for name, form in french.functions().items()}
    said = page.evaluate(
        """async ([names, forms]) => {
          const { inSentence } = await import("/web/french.js");
          return forms.map((form) => names.map((name) => inSentence(form, name)));
        }""",
        [SPOKEN.split(" | "), list(forms)],
    )
    assert said == [[form(name) for name in SPOKEN.split(" | ")] for form in forms.values()]


@pytest.mark.parametrize("view", ["", "v=actor&id=vierzon", "v=path&from=vierzon&to=ut"])
def test_a_scope_in_the_address_is_asked_for_everywhere_and_told(site: Site, view: str) -> None:
    asked: list[str] = []
    site.page.on("request", lambda request: asked.append(request.url))
    page = site.open(f"?{view}&scope=partners")
    questions = [url for url in asked if "/api/v1/" in url]
    assert questions
    assert [url for url in questions if parse_qs(urlsplit(url).query).get("scope") != ["partners"]] == []
    assert page.locator("#lowered").inner_text().startswith("Vous voyez ce que verraient les partenaires.")
    ways = page.locator("#answer a[href^='?'], header a[href^='?']").evaluate_all("all => all.map((a) => a.search)")
    assert [way for way in ways if "scope=partners" not in way] == []
    page.locator("#lowered a").click()
    page.wait_for_function("!location.search.includes('scope') && document.title.includes(' – ')")
    assert not page.locator("#lowered").is_visible()
