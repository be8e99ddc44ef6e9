"""Widths of letters are those of the shipped fonts, and lines break where these say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.deep import rounds
from tests.visualisations.sample import HOSTILE
from tools.fonts import table
from visualisations.fonts import FOLDER, WEIGHTS, embedded
from visualisations.lettering import balanced, cut, drawable, drawn_weight, flowed, lacking, width

ANYTHING = st.text(st.characters(codec=None) | st.sampled_from("\ud800\x00\ufffe\u202e \u0301"), max_size=60)


def test_the_table_of_widths_is_that_of_the_shipped_fonts() -> None:
    assert json.loads((FOLDER / "widths.json").read_text("utf-8")) == table()


SAID = [
    "Préfecture d’Eure-et-Loir  43 %",
    "Carte du réseau : 12 noms ne sont pas écrits, faute de place.",
    "Œuvre « Ça & là » – n° 3 (À réactiver), WAVE, fiction",
]
KERNED = "AVATAR, Toits de Touraine, Vierzon, Yèvre, To, Wa, LT"
"""Pairs of letters that a browser sets closer: it is drawn narrower than measured, and so lies in its box."""


@pytest.mark.browser
def test_a_browser_draws_texts_as_wide_as_they_are_measured(browser: Any, tmp_path: Path) -> None:
    """Within 2 %: what is left is kerning. So the font in the file is the one that was measured."""
    asked = [(text, weight) for text in (*SAID, KERNED) for weight in WEIGHTS]
    lines = "".join(f'<text font-size="13" font-weight="{weight}"/>' for _, weight in asked)
    style = f"<style>{embedded()} text {{ white-space: pre }}</style>"
    file = tmp_path / "texts.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" font-family="Inter">{style}{lines}</svg>')
    page = browser.new_page()
    page.goto(file.as_uri())
    drawn = page.evaluate(
        """async (texts) => {
          const all = [...document.querySelectorAll("text")];
          all.forEach((text, i) => (text.textContent = texts[i]));
          await document.fonts.load("500 13px Inter");
          await document.fonts.ready;
          return all.map((text) => text.getComputedTextLength());
        }""",
        [text for text, _ in asked],
    )
    page.close()
    shares = {(text, weight): d / width(text, 13, weight) for (text, weight), d in zip(asked, drawn, strict=True)}
    assert {
        key: share for key, share in shares.items() if not (0.95 if key[0] == KERNED else 0.98) < share < 1.01
    } == {}


def test_a_weight_that_no_static_font_has_is_drawn_by_the_next_lighter_one() -> None:
    assert [drawn_weight(weight) for weight in (300, 400, 450, 500, 650, 700, 900)] == [
        400,
        400,
        400,
        500,
        600,
        700,
        700,
    ]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("a\x00b\x1fc\x7fd\x9f", "abcd"),
        ("half \ud83d or \udc00", "half ? or ?"),
        ("no\ufffe\uffffthing", "nothing"),
        ("\u202eleft\u202c to \u2067right\u2069", "left to right"),
        (" two\tkinds\u2028of\r\nspace ", "two kinds of space"),
        ("29\u202f%, n°\u00a03", "29\u202f%, n°\u00a03"),
        ("E\u0301cole", "École"),
        ("جمعية 中国 👩🏽‍🌾", "جمعية 中国 👩🏽‍🌾"),
        ("e" + "\u0316" * 5000, "e" + "\u0316" * 8),
    ],
)
def test_what_no_picture_can_hold_is_left_out(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


@given(ANYTHING)
@rounds(100)
def test_any_text_can_be_written_into_xml_and_stays_so(text: str) -> None:
    clean = drawable(text)
    element = ElementTree.Element("text")
    element.text = clean
    assert (ElementTree.fromstring(ElementTree.tostring(element, "utf-8")).text or "") == clean
    assert drawable(clean) == clean


@given(ANYTHING | st.sampled_from([*HOSTILE.values(), "W" * 5000]), st.integers(60, 700), st.none() | st.integers(1, 5))
@rounds(100)
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: int, most: int | None) -> None:
    lines = flowed(text, 12, 400, room, most)
    assert all(width(line, 12, 400) <= room + 0.01 for line in lines)
    if most is None:
        assert "".join(lines).replace(" ", "") == drawable(text).replace(" ", "")
    else:
        assert len(lines) <= most


def test_a_heading_has_no_last_line_of_a_single_word() -> None:
    title = "De la Ville de Vierzon (démo) à l’Université de Tours (démo)"
    assert flowed(title, 22, 700, 600) == [title.removesuffix(" (démo)"), "(démo)"]
    assert balanced(title, 22, 700, 600, 3) == ["De la Ville de Vierzon (démo) à", "l’Université de Tours (démo)"]
    assert balanced("Qui travaille avec qui", 22, 700, 600, 3) == ["Qui travaille avec qui"]
    assert balanced("W" * 5000, 22, 700, 600, 3) == flowed("W" * 5000, 22, 700, 600, 3)


def test_what_is_cut_ends_with_an_ellipsis_inside_its_room() -> None:
    assert cut("Agglopolys", 12, 500, 200) == "Agglopolys"
    short = cut("Syndicat intercommunal à vocation multiple", 12, 500, 120)
    assert short.endswith("…")
    assert 90 < width(short, 12, 500) <= 120


def test_signs_that_the_font_lacks_are_named() -> None:
    assert lacking("École – 29\u202f%, « n° 3 » → ?") == set()
    assert lacking("Ж, 中") == {"Ж", "中"}
