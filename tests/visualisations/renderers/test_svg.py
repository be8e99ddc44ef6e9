"""The map as a figure of a report: whole, legible, escaped, marked, and the same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.messages import Lang
from tests.deep import DEEP, rounds
from tests.visualisations.sample import (
    HOSTILE,
    VIEWS,
    caption,
    ego_view,
    hostile_view,
    network_view,
    node,
    path_view,
    rendered,
    tie,
)
from tests.visualisations.seen import SVG, document, staged
from visualisations import style
from visualisations.geometry import overlap
from visualisations.lettering import drawable, width
from visualisations.presets import PRESETS, Figure, Preset
from visualisations.renderers import renderer
from visualisations.view import Emphasis, MapNode, MapPath, MapView, NodeState, SourceLine

EVERY = [(name, lang) for name in VIEWS for lang in ("fr", "en")]


def texts(figure: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in figure.iter(f"{SVG}text")]


def read(figure: ElementTree.Element) -> str:
    """All words of the figure below and above its map, as a reader has them."""
    return " ".join(texts(figure))


def size(figure: ElementTree.Element) -> tuple[float, float]:
    return float(figure.get("width", 0)), float(figure.get("height", 0))


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_figure_is_as_wide_as_a_page_and_says_what_it_shows(name: str, lang: Lang) -> None:
    view = VIEWS[name]()
    figure = ElementTree.fromstring(rendered(name, lang))
    assert size(figure)[0] == 794
    assert figure.get("viewBox") == f"0 0 794 {figure.get('height')}"
    assert (figure.get("role"), figure.get("lang")) == ("img", lang)
    first, second = list(figure)[:2]
    assert (first.tag, second.tag) == (f"{SVG}title", f"{SVG}desc")
    assert first.text
    assert second.text
    assert not re.search("tableau|table", second.text)
    said = read(figure)
    assert str(view.caption.revision) in said
    assert "2026" in said


def test_around_an_actor_the_figure_tells_legend_numbers_notes_and_sources_with_their_licences() -> None:
    said = read(document(ego_view()))
    for words in ("terminé, à réactiver", "rencontres ou réseaux seulement", "acteur qui n’existe plus", "28 acteurs"):
        assert words in said
    for words in ("412 liens faibles masqués", "Licence Ouverte 2.0", "Code officiel géographique", "licence inconnue"):
        assert words in said
    assert "meilleur chemin" not in said
    assert "meilleur chemin" in read(document(path_view()))


TAGS = {"svg", "title", "desc", "style", "rect", "g", "text", "path", "line", "circle", "polygon", "ellipse"}


def test_a_figure_is_real_text_and_holds_no_script_and_no_reference_but_data() -> None:
    for make in VIEWS.values():
        raw = renderer("svg").render(make(), "fr").decode()
        found = ElementTree.fromstring(raw)
        tags = {element.tag.removeprefix(SVG) for element in found.iter()}
        assert tags <= TAGS
        attributes = {name for element in found.iter() for name in element.attrib}
        assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]
        style_ = found.findtext(f"{SVG}style") or ""
        assert re.findall(r"url\((.{6})", style_) == ['"data:']
        assert "@import" not in style_
        others = [value for element in found.iter() for value in element.attrib.values()]
        assert not [value for value in others if "url(" in value]


def test_names_are_written_twice_as_halo_and_as_text() -> None:
    figure = document(path_view())
    named = [text for text in figure.iter(f"{SVG}text") if text.text == "Vierzon"]
    assert [text.get("stroke") for text in named] == ["#fff", None]
    assert [text.get("fill") for text in named] == ["none", style.INK]
    assert float(named[1].get("font-size", 0)) >= 12


@pytest.mark.parametrize("name", list(VIEWS))
def test_no_text_is_smaller_than_eleven_and_a_half_pixels(name: str) -> None:
    figure = ElementTree.fromstring(rendered(name))
    assert min(float(text.get("font-size", 0)) for text in figure.iter(f"{SVG}text")) >= 11.5


@pytest.mark.parametrize("key", list(HOSTILE))
def test_a_hostile_text_reads_as_it_is_wherever_it_stands(key: str) -> None:
    view = hostile_view()
    text = HOSTILE[key]
    figure = document(replace(view, title=text, subtitle=text, notes=(text,)))
    assert (figure.findtext(f"{SVG}title") or "") == drawable(text)
    assert {element.tag.removeprefix(SVG) for element in figure.iter()} <= TAGS


TEXT = st.text(st.characters(codec=None) | st.sampled_from("<>&\"']\ud800\x00\ufffe\u202e\u0301"), max_size=30)


@given(TEXT, TEXT)
@rounds(40)
def test_any_text_gives_well_formed_xml(one: str, other: str) -> None:
    nodes = (node("a", one, "autres", short=other), node("b", other, "communes", state=NodeState.FOCUS))
    view = MapView(
        other,
        caption(2, 1),
        nodes,
        (tie("a", "b", 0.3),),
        subtitle=one,
        notes=(other,),
        sources=(SourceLine(one, other, one, other, "2025"),),
        fictional=True,
    )
    figure = document(view)
    assert (figure.findtext(f"{SVG}title") or "") == drawable(other)


def outside(figure: ElementTree.Element) -> list[str]:
    """The texts that reach beyond the picture, but those of the watermark."""
    wide, high = size(figure)
    found = []

    def look(element: ElementTree.Element, dx: float, dy: float) -> None:
        if element.get("aria-hidden"):
            return
        if moved := re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform", "")):
            dx, dy = dx + float(moved[1]), dy + float(moved[2])
        if element.tag == f"{SVG}text":
            words, em = element.text or "", float(element.get("font-size", 0))
            long = width(words, em, int(element.get("font-weight", 0)))
            left = float(element.get("x", 0)) + dx
            left -= {"middle": long / 2, "end": long}.get(element.get("text-anchor", ""), 0.0)
            foot = float(element.get("y", 0)) + dy
            if not (left >= 0 and left + long <= wide and em * 0.75 <= foot <= high - em * 0.25):
                found.append(words)
        for inner in element:
            look(inner, dx, dy)

    look(figure, 0.0, 0.0)
    return found


LONG = {
    "letters": "W" * 5000,
    "words": "Syndicat " * 700,
    "arabic": "جمعية سكان الحي " * 40,
    "chinese": "城市与社区资源中心" * 60,
    "emoji": "👩🏽‍🌾🏳️‍🌈" * 200,
    "accents": "e" + "\u0301" * 5000,
}


LAYOUTS = ("network", "ego", "path")
LAID_OUT = [(key, layout) for i, key in enumerate(LONG) for layout in (LAYOUTS if DEEP else LAYOUTS[i % 3 :][:1])]


@pytest.mark.parametrize(("key", "layout"), LAID_OUT)
def test_texts_without_end_lie_inside_the_picture(key: str, layout: str) -> None:
    text = LONG[key]
    states = (NodeState.FOCUS, NodeState.REST, NodeState.QUIET)
    nodes = tuple(node(f"{i}", text, "autres", state=state) for i, state in enumerate(states))
    view = MapView(
        text,
        caption(3, 2),
        nodes,
        (tie("0", "1", 0.5), tie("0", "2", 0.3)),
        subtitle=text,
        notes=(text,),
        sources=(SourceLine(text, text, text, "Licence Ouverte 2.0"),),
        fictional=True,
        layout=layout,
    )
    figure = document(view)
    assert outside(figure) == []
    assert size(figure)[1] < 2500
    assert "Licence Ouverte 2.0" in read(figure)


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_no_text_reaches_beyond_the_picture(name: str, lang: Lang) -> None:
    assert outside(ElementTree.fromstring(rendered(name, lang))) == []


def few() -> MapView:
    """An actor with four partners: the disc under them is wider and higher than they stand."""
    view = ego_view()
    near = view.nodes[:5]
    return replace(view, nodes=near, edges=tuple(edge for edge in view.edges if {edge.a, edge.b} <= ids(near)))


def bowed() -> MapView:
    """Ties around an actor in the middle bend far out of the box of the nodes."""
    at = {"path": ("a", "m", "b")}
    nodes = tuple(node(id_, id_.upper(), "autres", state=NodeState.PATH) for id_ in at["path"])
    edges = (tie("a", "m", 0.3), tie("m", "b", 0.3), tie("a", "b", 0.3, emphasis=Emphasis.SECOND))
    paths = (MapPath(1, 0.1, at["path"], "x"), MapPath(2, 0.1, ("a", "b"), "y"))
    return MapView("x", caption(3, 3), nodes, edges, paths=paths, layout="path")


def ids(nodes: tuple[MapNode, ...]) -> set[str]:
    return {each.id for each in nodes}


@pytest.mark.parametrize("make", [*VIEWS.values(), few, bowed])
def test_nodes_lines_and_the_disc_under_partners_stay_on_the_stage(make: Callable[[], MapView]) -> None:
    drawn = staged(make())
    ox, oy = drawn.origin
    boxes = [(m.outline.x, m.outline.y, m.outline.reach) for m in drawn.marks]
    boxes += [(*line.at(t / 40), 3.0) for line in drawn.lines for t in range(41)]
    if drawn.hull:
        boxes += [(drawn.hull[0] * x, drawn.hull[1] * y, 1.0) for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1))]
    assert [
        (x, y)
        for x, y, reach in boxes
        if not (reach <= x + ox <= drawn.width - reach and reach <= y + oy <= drawn.height - reach)
    ] == []


def test_a_name_without_end_keeps_its_short_form_and_the_mark_of_an_invented_actor() -> None:
    named = texts(document(MapView("x", caption(1, 0), (node("a", "Syndicat " * 700, "epci", short="SIVOM"),), ())))
    assert "SIVOM" in named
    named = texts(document(MapView("x", caption(1, 0), (node("a", f"{'Syndicat ' * 700}(démo)", "epci"),), ())))
    assert [line for line in named if line.endswith("… (démo)")]


def test_a_name_that_is_written_short_is_told_whole_below() -> None:
    full = "Union régionale pour l’habitat social et solidaire du Centre-Val de Loire"
    view = MapView("x", caption(1, 0), (node("a", full, "bailleurs", short="URHS"),), ())
    figure = document(view)
    assert "URHS" in texts(figure)
    assert f"URHS\u202f: {full}" in read(figure)
    assert "Noms abrégés" not in read(document(path_view()))


@pytest.mark.parametrize(("lang", "said"), [("fr", "noms ne sont pas écrits, faute de place"), ("en", "names are not")])
def test_names_left_out_for_want_of_room_are_counted(lang: Lang, said: str) -> None:
    view = network_view(90)
    left = len(staged(view).placing.left)
    assert left > 0
    assert f"{left} {said}" in read(document(view, lang))
    assert said not in read(document(path_view(), lang))


@pytest.mark.parametrize(("lang", "said"), [("fr", "Aucun acteur à montrer."), ("en", "No actor to show.")])
@pytest.mark.parametrize("layout", ["network", "ego", "path", "project"])
def test_a_view_without_actors_gives_a_figure_that_says_so(lang: Lang, said: str, layout: str) -> None:
    figure = document(MapView("Rien", caption(0, 0), (), (), fictional=True, layout=layout), lang)
    assert said in texts(figure)
    assert figure.findtext(f"{SVG}desc") == said
    assert outside(figure) == []


def marks(figure: ElementTree.Element, lang: Lang) -> list[tuple[float, float, float, float]]:
    """The boxes of the whole marks of invented relations that stand all over a figure."""
    layer = next(element for element in figure if element.get("aria-hidden"))
    found = []
    for mark in layer:
        assert mark.text == {"fr": "Données fictives", "en": "Fictional data"}[lang]
        x, y, em = (float(mark.get(name, 0)) for name in ("x", "y", "font-size"))
        found.append((x, y - em, x + width(mark.text, em, 500), y + 0.3 * em))
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["ego", "path", "network", "empty"])
def test_any_quarter_that_is_cut_out_of_an_invented_figure_stays_marked(name: str, lang: Lang) -> None:
    """A half of its width and height; of one that shows a map also a quarter of its width, or of its height."""
    view = MapView("Rien", caption(0, 0), (), ()) if name == "empty" else VIEWS[name]()
    figure = document(replace(view, fictional=True), lang)
    wide, high = size(figure)
    whole = marks(figure, lang)
    for across, down in ((0.5, 0.5), (0.25, 1.0), (1.0, 0.25))[: 3 if view.nodes else 1]:
        w, h = wide * across, high * down
        for i in range(21):
            for j in range(21):
                x, y = (wide - w) * i / 20, (high - h) * j / 20
                assert any(
                    x <= left and y <= top and right <= x + w and foot <= y + h for left, top, right, foot in whole
                ), (across, down, x, y)


@pytest.mark.parametrize("preset", [None, *PRESETS], ids=lambda preset: preset.id if preset else "plain")
@pytest.mark.parametrize("name", ["ego", "path", "network"])
def test_the_mark_of_invented_relations_stands_beside_words_and_never_under_them(
    name: str, preset: Preset | None
) -> None:
    made = renderer("svg").draw(replace(VIEWS[name](), fictional=True), "fr", Figure(preset))
    figure = ElementTree.fromstring(made)
    box = [float(part) for part in figure.get("viewBox", "").split()]
    whole, wide = marks(figure, "fr"), box[2]
    assert 12 <= len(whole) <= 40
    words = [
        (x, y - em, min(wide, x + width(text.text or "", em, int(text.get("font-weight", 400)))), y + 0.3 * em)
        for text in figure.findall(f"{SVG}text")
        for x, y, em in [[float(text.get(each, 0)) for each in ("x", "y", "font-size")]]
    ]
    assert len(words) > 3
    under = [mark for mark in whole if any(overlap(mark, box) for box in words)]
    # Half a page that is full of words may have no other place for one.
    assert len(under) <= (preset is not None and preset.id == "half")


def test_a_figure_of_real_relations_bears_no_mark() -> None:
    raw = renderer("svg").render(replace(ego_view(), fictional=False), "fr").decode()
    assert "fictives" not in raw.lower()


def shuffled(view: MapView) -> MapView:
    return replace(view, nodes=view.nodes[::-1], edges=view.edges[1::2] + view.edges[::2])


@pytest.mark.parametrize("name", ["ego", "path", "network"])
def test_the_order_of_nodes_and_ties_in_the_view_changes_no_byte(name: str) -> None:
    view = VIEWS[name]()
    assert renderer("svg").render(shuffled(view), "fr") == renderer("svg").render(view, "fr")


ELSEWHERE = """
import hashlib, sys
from tests.visualisations.sample import VIEWS
from visualisations.renderers import formats, renderer
[renderer(format_) for format_ in formats()]
print("typst" in sys.modules, "fontTools" in sys.modules)
for name in ("ego", "path"):
    for format_ in ("svg", "png"):
        print(hashlib.sha256(renderer(format_).render(VIEWS[name](), "fr")).hexdigest())
"""


def test_another_process_makes_the_same_bytes_and_loads_typst_for_pixels_only() -> None:
    seeds = {**os.environ, "PYTHONHASHSEED": "7"}
    run = [sys.executable, "-c", ELSEWHERE]
    loaded, *told = subprocess.check_output(run, cwd=Path(__file__).parents[3], env=seeds, text=True).splitlines()
    assert loaded == "False False"
    pictures = [renderer(format_).render(VIEWS[name](), "fr") for name in ("ego", "path") for format_ in ("svg", "png")]
    assert told == [hashlib.sha256(picture).hexdigest() for picture in pictures]


def test_what_is_asked_about_is_drawn_over_the_rest_on_a_white_line() -> None:
    view = path_view()
    view = replace(view, edges=(*view.edges, tie("region", "tmvl", 0.2, emphasis=Emphasis.QUIET)))
    drawn = [element.get("stroke") for element in document(view).iter(f"{SVG}path") if element.get("stroke")]
    ties = drawn[: drawn.index(style.ACCENT) + 3]
    assert ties == [style.TIE_QUIET, *["#fff", style.ACCENT_2] * 4, *["#fff", style.ACCENT] * 2]


def test_a_large_view_is_drawn_and_stays_small() -> None:
    view = network_view(300)
    pairs = {edge.key for edge in view.edges}
    far = (tuple(sorted((f"n{i}", f"n{(i + step) % 300}"))) for step in (3, 11, 37, 71, 113, 29) for i in range(300))
    more = [tie(a, b, 0.3) for a, b in dict.fromkeys(far) if (a, b) not in pairs]
    view = replace(view, edges=(*view.edges, *more)[:1500])
    assert len(view.edges) == 1500
    assert len(renderer("svg").render(view, "fr")) < 500_000


@pytest.mark.browser
@pytest.mark.parametrize("name", ["hostile", "path"])
def test_a_browser_reads_the_figure_asks_nobody_and_sets_it_in_our_font(
    browser: Any, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "map.svg"
    file.write_bytes(rendered(name))
    page = browser.new_page(viewport={"width": 794, "height": 1200})
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: faults.append(said.text))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto(file.as_uri())
    boxes = page.evaluate(
        """async () => {
          await document.fonts.ready;
          return {
            font: [...document.fonts].map((font) => font.family + " " + font.status),
            root: document.documentElement.tagName,
            wrong: document.querySelectorAll("parsererror").length,
            texts: [...document.querySelectorAll("text:not([aria-hidden] *)")].map((text) => {
              const { left, top, right, bottom } = text.getBoundingClientRect();
              return [left, top, right, bottom];
            }),
          };
        }"""
    )
    page.close()
    assert (boxes["root"], boxes["wrong"], boxes["font"]) == ("svg", 0, ["Inter loaded"])
    high = size(ElementTree.fromstring(rendered(name)))[1]
    assert [box for box in boxes["texts"] if box[0] < 0 or box[1] < 0 or box[2] > 794 or box[3] > high] == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert faults == []
