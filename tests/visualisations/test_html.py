"""The interactive map as a file: it asks nobody for anything, and no text from data becomes markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.messages import codes
from tests.deep import rounds
from tests.visualisations.sample import (
    HOSTILE,
    VIEWS,
    caption,
    ego_view,
    evidence,
    hostile_view,
    node,
    path_view,
    rendered,
    tie,
)
from visualisations import style
from visualisations.island import json_island
from visualisations.renderers import formats, renderer
from visualisations.view import MapView

LANGS = ("fr", "en")
EVERY = [(name, lang) for name in VIEWS for lang in LANGS]


class Page(HTMLParser):
    """What a browser would see: elements with attributes, the texts of script and style, the texts of cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []
        self.text = ""
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = (tag, dict(attrs))
            self.blocks.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attrs, text = self.blocks[-1]
            self.blocks[-1] = (tag, attrs, text + data)
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def page(view: MapView, lang: str = "fr") -> Page:
    return Page(renderer("html").render(view, lang).decode())


def island(found: Page) -> Any:
    return json.loads(next(text for tag, attrs, text in found.blocks if attrs.get("type") == "application/json"))


def test_hostile_texts_add_no_element_and_no_attribute() -> None:
    found = page(hostile_view())
    scripts = [attrs for tag, attrs, _ in found.blocks if tag == "script"]
    assert len(scripts) == 2
    assert not found.all("img")
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on") or name == "style"]
    # The template's braces are data too: nothing evaluates them.
    assert "{{ 7*7 }}" in found.text
    assert HOSTILE["tag"] in found.text
    assert HOSTILE["quotes"] in found.text


@rounds(8)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=2, max_size=4, unique=True))
def test_any_text_comes_back_as_it_was_and_adds_no_element(texts: list[str]) -> None:
    nodes = tuple(node(text, text, "autres", territory=text) for text in texts)
    edges = (tie(texts[0], texts[1], 0.3, evidence=(evidence(texts[-1], sources=(texts[0],)),)),)
    found = page(MapView(texts[0], caption(len(nodes), 1), nodes, edges, subtitle=texts[1]))
    plain = page(
        MapView("a", caption(len(nodes), 1), tuple(node(f"n{i}", "b", "autres") for i in range(len(nodes))), ())
    )
    assert [n["label"] for n in island(found)["nodes"]] == texts
    assert Counter(t for t, _ in found.tags)["script"] == Counter(t for t, _ in plain.tags)["script"]
    assert {t for t, _ in found.tags} - {t for t, _ in plain.tags} <= {"tr", "td", "bdi", "button", "span", "line"}


@pytest.mark.parametrize("name", ["ego", "path", "network"])
def test_an_empty_view_one_actor_and_broken_text_are_drawn_all_the_same(name: str) -> None:
    for nodes in ((), (node("a", "A", "autres"),), (node("\ud800", "B\udfff", "autres"), node("b", "B", "autres"))):
        view = MapView("x", caption(len(nodes), 0), nodes, (), layout=name)
        for format_ in formats():
            made = renderer(format_).render(view, "fr")
            assert made.decode(errors="ignore" if format_ in ("png", "pdf") else "strict")


def test_no_address_of_data_becomes_a_link_before_it_is_checked() -> None:
    links = [attrs["href"] for attrs in page(hostile_view()).all("a")]
    assert links
    assert all(link and link.startswith("#") for link in links)


def test_the_json_island_comes_back_as_it_was_and_cannot_end_its_element() -> None:
    assert json.loads(json_island(HOSTILE)) == HOSTILE
    assert not set("<>&\u2028\u2029") & set(json_island(HOSTILE))
    found = island(page(hostile_view()))
    assert [node["label"] for node in found["nodes"]] == list(HOSTILE.values())
    assert [node["id"] for node in found["nodes"]] == [node.id for node in hostile_view().nodes]


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_page_asks_no_host(name: str, lang: str) -> None:
    found = Page(rendered(name, lang, "html").decode())
    for _, attrs in found.tags:
        for attribute in ("src", "href", "srcset", "data", "action", "poster", "xlink:href"):
            assert (attrs.get(attribute) or "#").startswith("#")
    assert not found.all("link")
    for tag, attrs, text in found.blocks:
        assert "sourceMappingURL" not in text
        if tag == "style":
            assert not re.search(r"@import|url\((?!\"data:)", text)
        if tag == "script" and attrs.get("type") != "application/json":
            assert not re.search(r"\b(fetch|importScripts|XMLHttpRequest|WebSocket|sendBeacon)\s*\(", text)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_policy_allows_exactly_the_blocks_of_the_page(name: str, lang: str) -> None:
    found = Page(rendered(name, lang, "html").decode())
    policy = next(a["content"] for a in found.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        texts = [t for tag, attrs, t in found.blocks if tag == kind and attrs.get("type") != "application/json"]
        allowed = re.search(rf"{kind}-src ([^;]*);", policy)
        assert allowed
        assert allowed[1].split() == [
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts
        ]


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_table_has_one_row_for_each_tie_drawn(name: str, lang: str) -> None:
    view = VIEWS[name]()
    found = page(view, lang)
    rows = [attrs["data-edge"] for attrs in found.all("tr") if "data-edge" in attrs]
    drawn = island(found)["draw"]["edges"]
    assert rows == [edge["id"] for edge in drawn]
    assert [(edge["from"], edge["to"]) for edge in drawn] == [(edge.a, edge.b) for edge in view.edges]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_language_title_landmarks_and_an_alternative(lang: str) -> None:
    found = page(ego_view(), lang)
    tags = [tag for tag, _ in found.tags]
    assert found.all("html")[0]["lang"] == lang
    assert tags.count("h1") == 1
    assert {"main", "header", "aside", "figure", "figcaption", "table"} <= set(tags)
    picture = next(attrs for _, attrs in found.tags if attrs.get("role") == "img")
    assert picture["aria-label"] is not None
    assert "Agglopolys" in picture["aria-label"]
    assert "#table" in [attrs["href"] for attrs in found.all("a")]


def test_caption_says_how_many_of_how_many_at_which_date_by_which_measure() -> None:
    text = page(ego_view(), "en").text
    assert "28 actors of 90, 33 ties of 1,687. As of 2026-01-01, revision 1280." in text
    assert "Measure of ties: standard (half-life 36 months)." in text
    assert "412 weak ties hidden." in text


def test_sources_are_named_with_date_and_licence_as_the_licence_asks() -> None:
    text = page(ego_view()).text
    assert "Villes au Carré – jeu « CVL-demo » – màj 01/01/2026 – Licence Ouverte 2.0" in text
    assert "Insee – Code officiel géographique – màj 01/2026 – Licence Ouverte 2.0" in text
    assert "Fichier sans date – nu – màj date inconnue – licence inconnue" in text


def test_invented_relations_are_marked_on_page_and_canvas() -> None:
    found = page(ego_view())
    assert "Données fictives" in found.text
    assert island(found)["fictional"] is True
    assert "Données fictives" not in page(hostile_view()).text


def test_the_legend_shows_what_is_drawn_and_nothing_else() -> None:
    ego, path = page(ego_view()).text, page(path_view()).text
    assert "rencontres ou réseaux seulement" in ego
    assert "meilleur chemin" not in ego
    assert "meilleur chemin" in path
    assert "rencontres ou réseaux seulement" not in path
    assert "Bailleurs sociaux" not in path


def test_paths_are_listed_with_their_sentences() -> None:
    found = page(path_view(), "en")
    assert found.text.count("Vierzon can reach the Université de Tours in 2 steps.") == 3
    assert "11.1%" in found.text


def test_lines_and_shapes_tell_without_colour() -> None:
    outlines = [(s.points, s.hole, s.radius) for s in style.SHAPES.values()]
    assert len(set(outlines)) == 11  # nine families, a project, and the patch of a colour in a legend
    assert len({c.width for c in style.TIE_CLASSES}) == 4
    ended = next(e for e in ego_view().edges if e.ended)
    assert style.line(ended).dash == style.ENDED_DASH


@pytest.mark.parametrize("name", list(VIEWS))
def test_the_json_of_a_view_has_its_nodes_with_places_and_its_edges(name: str) -> None:
    view = VIEWS[name]()
    found = json.loads(renderer("json").render(view, "en"))
    assert [n["id"] for n in found["nodes"]] == [n.id for n in view.nodes]
    assert all(isinstance(n["x"], float) and isinstance(n["y"], float) for n in found["nodes"])
    assert [(e["a"], e["b"]) for e in found["edges"]] == [(e.a, e.b) for e in view.edges]
    assert found["caption"]["revision"] == 1280


@pytest.mark.parametrize("name", list(VIEWS))
@pytest.mark.parametrize("format_", formats())
def test_the_same_view_is_the_same_file(name: str, format_: str) -> None:
    assert renderer(format_).render(VIEWS[name](), "fr") == renderer(format_).render(VIEWS[name](), "fr")


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="html, json"):
        renderer("tiff")


def test_a_view_that_contradicts_itself_is_refused() -> None:
    view = path_view()
    with pytest.raises(ValueError, match="not drawn: 'ut'"):
        MapView("x", view.caption, view.nodes[:1] + view.nodes[2:], view.edges)


def test_both_languages_have_the_same_messages() -> None:
    assert codes("fr") == codes("en")


@pytest.mark.parametrize("lang", LANGS)
def test_every_format_says_of_how_many_what_it_shows_is_a_part(lang: str) -> None:
    """Of a view of 5 actors of 90 and some ties of 1,687: the numbers in JSON, the same sentence in both."""
    view = ego_view()
    said = json.loads(renderer("json").render(view, lang))["caption"]
    assert said["actors"] == {"shown": view.caption.actors.shown, "total": 90}
    assert said["ties"] == {"shown": view.caption.ties.shown, "total": 1687}
    assert (said["as_of"], said["revision"]) == ("2026-01-01", 1280)
    assert view.caption.actors.shown != 90
    text = said["text"].replace("\u202f", "").replace("\xa0", "").replace(",", "")
    for number in (view.caption.actors.shown, 90, view.caption.ties.shown, 1687, 1280):
        assert re.search(rf"\b{number}\b", text), (number, text)
    assert said["text"] in Page(renderer("html").render(view, lang).decode()).text
