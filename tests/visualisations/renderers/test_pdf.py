"""A map as a PDF: tagged, with its fonts inside, real text and its table; the same bytes, whatever the texts hold."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from graph_service.messages import Lang, say
from graph_service.model import Scope
from tests.vera import faults
from tests.visualisations.sample import (
    HOSTILE,
    VIEWS,
    caption,
    ego_view,
    hostile_view,
    network_view,
    node,
    path_view,
    tie,
)
from visualisations.presets import PRESETS, Figure
from visualisations.renderers import renderer
from visualisations.renderers._table import line_table
from visualisations.view import EdgeState, MapView

SIZES = (Figure(), *(Figure(preset) for preset in PRESETS))


def drawn(view: MapView, lang: Lang = "fr", figure: Figure = Figure()) -> bytes:
    return renderer("pdf").draw(view, lang, figure)


def tool(name: str, made: bytes, *options: str) -> str:
    """What a program of poppler tells of a file."""
    end = ("-",) if name == "pdftotext" else ()
    options = ("-raw",) if name == "pdftotext" else options
    run = subprocess.run([name, *options, "-", *end], input=made, capture_output=True, check=True)
    return run.stdout.decode(errors="replace")


def flat(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


@pytest.mark.deep(only=True)
@pytest.mark.needs("verapdf")
def test_an_independent_validator_finds_nothing_against_pdf_ua_1(tmp_path: Path) -> None:
    made = [drawn(make()) for name, make in VIEWS.items() if name != "hostile"]
    made += [drawn(ego_view(), "en", figure) for figure in SIZES] + [drawn(MapView("Rien", caption(0, 0), (), ()))]
    files = [tmp_path / f"{at}.pdf" for at in range(len(made))]
    for file, pdf in zip(files, made, strict=True):
        file.write_bytes(pdf)
    assert faults(*files) == dict.fromkeys(files, "")


@pytest.mark.needs("poppler")
@pytest.mark.parametrize("figure", SIZES, ids=["usual", *(preset.id for preset in PRESETS)])
def test_a_file_has_title_language_tags_and_pages_of_its_preset(figure: Figure) -> None:
    made = drawn(path_view(), "en", figure)
    told = tool("pdfinfo", made)
    assert re.search(r"Title: +De Vierzon à l’Université de Tours\n", told)
    assert re.search(r"Tagged: +yes", told)
    wide, high = map(float, re.findall(r"Page size: +([\d.]+) x ([\d.]+)", told)[0])
    page = figure.preset.page if figure.preset else (210, 297)
    assert (wide, high) == pytest.approx([side / 25.4 * 72 for side in page], abs=0.01)
    assert re.search(rb"/Lang ?\(en", made)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert not re.findall("CreationDate|ModDate", told)


@pytest.mark.needs("poppler")
def test_title_figure_caption_sources_and_table_are_tagged_and_the_figure_has_words_for_who_cannot_see_it() -> None:
    made = drawn(ego_view())
    tree = tool("pdfinfo", made, "-struct")
    for tag in ("H1", "Caption", "Figure", "H2", "LBody", "Table", "THead", "TH", "TBody", "TD"):
        assert re.search(rf"^ *{tag}\b", tree, re.MULTILINE), tag
    assert len(re.findall(r"^ *TH\b", tree, re.MULTILINE)) == 8
    (told,) = re.findall(rb"/Alt ?(\(.*?\)|<[0-9A-F]+>)", made, re.DOTALL)
    said = bytes.fromhex(told[1:-1].decode()) if told.startswith(b"<") else told[1:-1]
    assert said.decode("utf-16") == "Carte d’Agglopolys et de 27 partenaires."


@pytest.mark.needs("poppler")
@pytest.mark.parametrize("name", [name for name in VIEWS if name != "hostile"])
def test_all_words_and_all_names_are_text_that_can_be_found(name: str) -> None:
    view = replace(VIEWS[name](), seen_by=Scope.PARTNERS)
    read = flat(tool("pdftotext", drawn(view)))
    for words in ("Vu par les partenaires", "acteurs sur 90", "Licence Ouverte 2.0", "Tous les liens de la carte"):
        assert flat(words) in read
    if view.fictional:
        assert flat("Les relations montrées sont inventées") in read
    for each in view.nodes:
        if view.neighbours[each.id]:
            assert flat(say(each.label, "fr")) in read


@pytest.mark.needs("poppler")
@pytest.mark.parametrize("figure", SIZES[:3], ids=["usual", "slide", "a4"])
def test_the_table_has_a_row_for_each_line_that_is_drawn(figure: Figure) -> None:
    view = network_view(30)
    told = line_table(view, "fr")
    assert [(row[0], row[1]) for row in told.rows] == [
        (say(view.by_id[edge.a].label, "fr"), say(view.by_id[edge.b].label, "fr")) for edge in view.edges
    ]
    tree = tool("pdfinfo", drawn(view, "fr", figure), "-struct")
    assert len(re.findall(r"^ *TR\b", tree, re.MULTILINE)) == 1 + len(view.edges)


@pytest.mark.needs("poppler")
def test_every_font_is_inside() -> None:
    run = subprocess.run(["pdffonts", "-"], input=drawn(ego_view()), capture_output=True, text=False, check=True)
    fonts = run.stdout.decode().splitlines()[2:]
    assert fonts
    for font in fonts:
        assert "Inter" in font
        assert re.search(r"yes yes yes", font), font


@pytest.mark.needs("poppler")
def test_the_mark_of_invented_relations_and_who_may_see_them_stand_on_every_page() -> None:
    view = replace(network_view(), fictional=True, seen_by=Scope.INTERNAL)
    pages = tool("pdftotext", drawn(view)).split("\f")[:-1]
    assert len(pages) > 3
    for page in pages:
        assert "Données fictives" in page
        assert "ne pas diffuser" in page


def test_the_same_view_gives_the_same_bytes_whatever_its_order() -> None:
    view = ego_view()
    assert drawn(view) == drawn(view)
    assert drawn(view) != drawn(view, "en")


def foreign(text: str) -> MapView:
    return MapView(text, caption(2, 1), (node("a", text, "autres"), node("b", "B", "autres")), (tie("a", "b", 0.3),))


@pytest.mark.parametrize("sign", ["\U000e0041", "\u0378"], ids=ascii)
def test_a_sign_that_no_font_has_costs_the_standard_and_the_file_says_so(sign: str) -> None:
    made = drawn(foreign(f"Signe {sign}"))
    assert b"pdfuaid:part" not in made
    remark = renderer("pdf").remark(made)
    assert remark is not None
    assert "PDF/UA-1" in say(remark, "fr")
    kept = drawn(foreign("Œuvre de l’Été – À Łódź"))
    assert renderer("pdf").remark(kept) is None
    assert made.startswith(b"%PDF-")


@pytest.mark.needs("poppler")
def test_a_file_that_does_not_keep_the_standard_says_so_in_its_own_words() -> None:
    read = flat(tool("pdftotext", drawn(foreign("Signe \u0378"))))
    assert flat("ne suit pas la norme d’accessibilité PDF/UA-1") in read
    assert flat("PDF/UA-1") not in flat(tool("pdftotext", drawn(foreign("Signe"))))


MARKUP = ['#image("/etc/passwd")', "$ x $", "*gras* _it_ `code`", "= Titre", "- liste", "\\#", "#panic()", "@cite"]


@pytest.mark.needs("poppler")
@pytest.mark.parametrize("text", [*MARKUP, *HOSTILE.values()])
def test_markup_in_texts_of_data_stays_text(text: str) -> None:
    view = replace(foreign(text), subtitle=text, notes=(text,), legend={EdgeState.REST: text})
    read = flat(tool("pdftotext", drawn(view)))
    shown = "".join(letter for letter in flat(text) if letter.isascii() and letter.isprintable())
    assert shown[:40] in "".join(letter for letter in read if letter.isascii())


def test_hostile_texts_and_empty_pictures_become_a_file_at_every_size() -> None:
    for figure in SIZES[::3]:
        for view in (hostile_view(), MapView("", caption(0, 0), (), ())):
            assert drawn(view, "fr", figure).startswith(b"%PDF-")


def test_a_transparent_page_has_no_ground() -> None:
    clear, white = (drawn(path_view(), "fr", Figure(transparent=chosen)) for chosen in (True, False))
    assert clear != white
