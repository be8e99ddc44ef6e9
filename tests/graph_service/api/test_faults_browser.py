"""What the page says when something goes wrong: that the service does not answer only where it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import open_graph
from graph_service.messages import m, say
from tests.graph_service.api.visits import served
from tests.graph_service.house import folder, url

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(f1_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own = tmp_path_factory.mktemp("served") / "f1.db"
    own.write_bytes(f1_file.read_bytes())
    with open_graph(url(own)) as graph, served(graph) as address:
        yield address


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    page = browser.new_page()
    page.goto(f"{address}&lang=fr")
    page.wait_for_selector("#answer .figures")
    yield page
    page.close()


def told(page: Any, answer: Any) -> str:
    """What the page where files are brought in says where the API is answered for by `answer`."""
    page.route("**/api/v1/imports", answer)
    page.click("header a[href^='/import']")
    page.wait_for_selector("#answer .card.error")
    return str(page.inner_text("#answer .card.error"))


def test_that_the_service_does_not_answer_is_said_where_nothing_does(page: Any) -> None:
    assert say(m("web-error-network"), "fr") in told(page, lambda route: route.abort())


def test_it_is_said_of_a_server_before_it_that_finds_it_away(page: Any) -> None:
    said = told(page, lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>"))
    assert say(m("web-error-network"), "fr") in said


def test_another_answer_than_the_services_is_told_as_such(page: Any) -> None:
    said = told(page, lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Bienvenue</h1>"))
    assert say(m("web-error-other"), "fr") in said
    assert say(m("web-error-network"), "fr") not in said


def test_an_error_of_the_page_itself_says_what_it_is_and_what_to_do(page: Any) -> None:
    said = told(
        page, lambda route: route.fulfill(status=200, content_type="application/json", body='{"imports": null}')
    )
    assert say(m("web-error-page"), "fr") in said
    assert "TypeError" in said
    assert say(m("web-error-network"), "fr") not in said


def test_a_completion_that_cannot_be_had_is_said_and_comes_back(page: Any) -> None:
    page.route("**/suggest**", lambda route: route.abort())
    page.fill("#text", "tours")
    page.wait_for_selector("#search .completion .none")
    assert say(m("web-later-failed"), "fr") in page.inner_text("#search .completion")
    page.unroute("**/suggest**")
    page.fill("#text", "tour")
    page.wait_for_selector("#search .completion li[data-address]")


def test_what_the_service_refuses_is_said_in_its_own_words(page: Any) -> None:
    refused = page.goto(f"{page.url.split('?')[0]}q/actor?id=personne&lang=fr")
    assert refused.status == 404
    said = page.inner_text("#answer .card.error")
    assert "Rien ne correspond à" in said
    assert say(m("web-error-network"), "fr") not in said


def test_an_import_shows_what_each_name_was_taken_for_before_anything_is_written(page: Any, tmp_path: Path) -> None:
    rows = "actor,project,role\nUniversité de Tours (fictif),P1,partenaire\nUniversité de Tour (fictif),P1,partenaire"
    file = folder(tmp_path, "n", participations=rows) / "participations.csv"
    page.click("header a[href^='/import']")
    page.set_input_files("input[type=file]", str(file))
    page.click("form.bring button[type=submit]")
    page.wait_for_selector(".remarks.names")
    assert page.locator(".remarks.names tbody tr").inner_text().split("\t") == [
        "Université de Tours (fictif)",
        "Université de Tours (fictif) UT",
        "Acteur",
        "1",
    ]
    remark = page.locator(".remarks tbody tr", has_text="Acteur inconnu").inner_text()
    assert "Vouliez-vous dire Université de Tours (fictif) [UT]" in remark


@pytest.mark.parametrize("answer", ["the service failed", "a proxy failed", "nothing answered"])
def test_a_file_that_cannot_be_described_says_so_and_what_to_do(page: Any, tmp_path: Path, answer: str) -> None:
    failed = say(m("error-unexpected"), "fr")
    body = json.dumps({"detail": failed, "code": "unexpected", "title": "", "status": 500})
    answers = {
        "the service failed": lambda route: route.fulfill(
            status=500, content_type="application/problem+json", body=body
        ),
        "a proxy failed": lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad</h1>"),
        "nothing answered": lambda route: route.abort(),
    }
    page.route(re.compile(r"/map-columns(\?|$)"), answers[answer])
    file = tmp_path / "inconnu.csv"
    file.write_text("Structure;Porteuse\nMJC du Foix;Ville de Blois\n", "utf-8")
    page.click("header a[href^='/import']")
    page.set_input_files("input[type=file]", str(file))
    page.click(".bring button.main")
    page.wait_for_selector("#answer .card.error")
    said = page.inner_text("#answer .card.error")
    assert (failed if answer == "the service failed" else say(m("web-error-network"), "fr")) in said
    assert say(m("web-retry"), "fr") in said


def test_columns_that_cannot_be_drawn_again_say_so_and_what_to_do(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "inconnu.csv"
    file.write_text("Structure;Porteuse\nMJC du Foix;Ville de Blois\n", "utf-8")
    page.click("header a[href^='/import']")
    page.set_input_files("input[type=file]", str(file))
    page.click(".bring button.main")
    page.wait_for_selector("#mapping.scripted")
    alert = f'<div role="alert"><h1>Panne</h1><p>{say(m("error-unexpected"), "fr")}</p></div>'
    page.route("**/map-columns/*", lambda route: route.fulfill(status=500, content_type="text/html", body=alert))
    page.select_option("#c0", "org_name:funder")
    page.wait_for_selector("#told-of-it .card.error")
    said = page.inner_text("#told-of-it")
    assert say(m("error-unexpected"), "fr") in said
    assert say(m("mapping-failed"), "fr") in said
