"""An answer as a page that opens from a disk: it asks nobody for anything, leads nowhere, and says what it is."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph_service.messages import Day, Label, Ref, m
from graph_service.model import Scope
from graph_service.queries import blocks as b
from graph_service.queries.table import Column
from tests.visualisations.words.sheet import Element, headings, read
from tests.visualisations.words.test_html import EVERY
from tests.visualisations.writers.sheet import HOSTILE_TEXTS, ROWS, faces, picture, table, texts
from visualisations.writers import of_extension
from visualisations.writers.html import document, page, words_alone

TOURS = Ref("actor", "TOURS", "Ville de Tours", "commune")
WEB = b.Fields((b.Stated("Web", "tours.fr", address="https://tours.fr"),))
TOLD = (b.Title("Ville de Tours", TOURS), b.Lead("Trois partenaires."), WEB, *list(EVERY.values())[2:])
"""A title, a web site, and every other block."""


def whole(**more: Any) -> bytes:
    lang = more.get("lang", "fr")
    return document(faces(None, *more.pop("told", TOLD), **more), picture(lang), more.pop("table", table(*ROWS)))


def sheet(data: bytes) -> Element:
    return read(re.sub("<!doctype html>|<meta [^>]*>", "", data.decode(), flags=re.IGNORECASE))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_has_words_picture_and_table(lang: str) -> None:
    found = sheet(whole(lang=lang))
    assert found.one("html").attrs["lang"] == lang
    assert found.one("h1").text == "Ville de Tours"
    (drawing,) = found.classed("drawing")
    assert [each.text for each in drawing.all("text")] == ["Ville de Tours"]
    shown = next(each for each in found.all("section") if each.attrs.get("id") == "table")
    assert [each.text for each in shown.all("th")][:2] == (["Identifiant", "Nom"] if lang == "fr" else ["Id", "Name"])
    first = [each.text for each in shown.one("tbody").all("tr")[0].all("td")]
    days = {"fr": "15/03/2024", "en": "2024-03-15"}
    assert first[3:] == [
        *(["12\u202f500,5", "16,6\u202f%"] if lang == "fr" else ["12,500.5", "16.6%"]),
        days[lang],
        "oui" if lang == "fr" else "yes",
    ]


def test_the_picture_is_told_in_a_sentence_for_who_does_not_see_it() -> None:
    (drawing,) = sheet(whole()).classed("drawing")
    assert drawing.all("div")[0].attrs == {"role": "img", "aria-label": picture().alternative}


def test_the_headings_stand_in_order_and_the_parts_are_reached_from_the_top() -> None:
    found = sheet(whole())
    levels = list(headings(found))
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))
    ids = {each.attrs.get("id") for each in found.all()}
    assert [each.attrs["href"] for each in found.one("nav").all("a")] == ["#picture", "#table", "#sources"]
    assert {"picture", "table", "sources"} <= ids


def test_no_link_is_dead_and_nothing_is_asked() -> None:
    found = sheet(whole())
    for each in found.all():
        for name in ("src", "srcset", "data", "action", "poster", "xlink:href", "data-later", "data-shows"):
            assert name not in each.attrs
        assert each.tag not in ("script", "link", "iframe", "object", "form", "button", "img")
    links = [each.attrs["href"] or "" for each in found.all("a")]
    assert "https://tours.fr" in links
    assert [link for link in links if not link.startswith(("#", "http://", "https://"))] == []


def test_the_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    data = whole().decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', data)
    (css,) = re.findall(r"<style>(.*?)</style>", data, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert css.count("font/woff2;base64,") == 1
    assert not re.search(r"@import|url\((?!\"data:)", css)


def test_the_colours_are_those_of_the_page_of_the_service() -> None:
    web = Path(__file__).parents[3] / "visualisations" / "web" / "app.css"
    own = Path(__file__).parents[3] / "visualisations" / "writers" / "page.css"
    named = [dict(re.findall(r"(--[\w-]+): ([^;]+);", file.read_text("utf-8"))) for file in (web, own)]
    # The service also has those of maps; the file's page holds a picture.
    assert named[1].items() <= named[0].items()


@pytest.mark.parametrize("scope", list(Scope))
def test_the_page_says_who_may_see_it_its_date_and_its_sources(scope: Scope) -> None:
    found = sheet(whole(says={"scope": scope}, fictional=True))
    (said,) = found.classed(scope.value)
    assert said.text in found.all("footer")[-1].text
    assert "Situation au 01/01/2026, révision 7." in found.all("footer")[-1].text
    assert "Les relations montrées sont inventées." in found.all("footer")[-1].text
    assert "Données fictives" in found.one("header").text
    assert "Rôle" in found.classed("asked")[0].text
    told = next(each for each in found.all("section") if each.attrs.get("id") == "sources")
    # Those of the words, then those of the picture alone.
    assert {"Insee – Sirene – màj 01/01/2025 – Licence Ouverte 2.0"} < {each.text for each in told.all("li")}


def test_an_answer_that_rests_on_no_source_says_so() -> None:
    found = sheet(words_alone(faces(says={"sources": []})))
    assert "Aucune source n’est nommée." in found.text


def test_words_alone_have_neither_picture_nor_table() -> None:
    found = sheet(words_alone(faces(table(*ROWS), *TOLD)))
    assert not found.classed("drawing")
    assert not found.all("nav")
    assert "12\u202f500,5" not in found.text


def test_rows_of_files_are_told_only_where_somebody_asks_for_them() -> None:
    told = (b.Title("x"), b.Evidence((b.Proof("Project", places=("a.csv row 3",)),)))
    assert "a.csv" not in page(faces(None, *told)).decode()
    assert "a.csv row 3" in page(faces(None, *told, places=True)).decode()


def test_a_long_table_says_where_its_rest_is() -> None:
    found = sheet(document(faces(), None, texts(*["x"] * 2_001)))
    assert len(found.one("tbody").all("tr")) == 2_000
    assert "Les 2\u202f000 premières lignes sur 2\u202f001" in found.text


def test_a_column_is_laid_out_by_what_it_holds() -> None:
    columns = tuple(Column(kind, Label(kind, kind), kind) for kind in ("text", "text", "text", "share", "date"))
    row = ("short", "a" * 61, "a" * 241, 0.5, Day("2024-05"))
    found = sheet(document(faces(), None, table(row, columns=columns)))
    assert [each.attrs["class"] for each in found.one("tbody").all("td")] == [
        "text",
        "long",
        "longest",
        "number",
        "day",
    ]


def test_a_table_without_rows_is_left_out() -> None:
    assert not sheet(document(faces(), None, table())).all("table")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_stays_a_text(text: str) -> None:
    told = (b.Title(text), b.Lead(m("actor-map", name=Ref("actor", text, text))), b.List((text,)))
    plain = sheet(document(faces(texts("a"), *_said("a"), asked=[("a", "a")]), None, texts("a")))
    found = sheet(document(faces(texts(text), *told, asked=[(text, text)]), None, texts(text)))
    assert {each.tag for each in found.all()} == {each.tag for each in plain.all()}
    assert not [name for each in found.all() for name in each.attrs if name.startswith("on") or name == "style"]


def _said(text: str) -> tuple[b.Block, ...]:
    return (b.Title(text), b.Lead(m("actor-map", name=Ref("actor", text, text))), b.List((text,)))


def test_a_file_that_ends_in_html_is_the_page() -> None:
    writer = of_extension("html")
    assert writer
    assert writer.name == "page.html"


# In a browser.


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    pages = []

    def open_(width: int, lang: str, data: bytes) -> tuple[Any, list[str]]:
        file = tmp_path / f"page-{width}-{lang}.html"
        file.write_bytes(data)
        made, faults = browser.new_page(viewport={"width": width, "height": 900}), list[str]()
        made.on("console", lambda said: faults.append(said.text))
        made.on("pageerror", lambda error: faults.append(str(error)))
        made.on("request", lambda asked: faults.append(asked.url) if asked.url[:5] not in ("file:", "data:") else None)
        made.goto(file.as_uri())
        pages.append(made)
        return made, faults

    yield open_
    for each in pages:
        each.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "lang"), [(1440, "fr"), (390, "en")])
def test_it_opens_from_a_disk_without_a_fault_or_a_request_and_fits(opened: Any, width: int, lang: str) -> None:
    made, faults = opened(width, lang, whole(lang=lang, fictional=True, says={"scope": Scope.INTERNAL}))
    assert made.evaluate("document.documentElement.scrollWidth") == width
    assert made.evaluate("document.fonts.check('12px Inter')")
    assert faults == []


@pytest.mark.browser
def test_axe_finds_nothing_serious(opened: Any) -> None:
    made, _ = opened(390, "fr", whole(fictional=True, says={"scope": Scope.PARTNERS}))
    violations = Axe().run(made).response["violations"]
    assert [each["id"] for each in violations if each["impact"] in ("serious", "critical")] == []


@pytest.mark.browser
def test_on_paper_no_row_is_cut_and_the_headings_of_the_table_repeat(opened: Any) -> None:
    made, _ = opened(1440, "fr", document(faces(), picture(), table(*(ROWS[0] for _ in range(120)))))
    made.emulate_media(media="print")
    shown = made.evaluate(
        """() => [...document.querySelectorAll("thead, tbody tr, .scroll")].map((each) => {
            const { display, breakInside, overflowX } = getComputedStyle(each);
            return each.tagName === "THEAD" ? display : each.tagName === "TR" ? breakInside : overflowX;
        })"""
    )
    assert set(shown) == {"table-header-group", "avoid", "visible"}
