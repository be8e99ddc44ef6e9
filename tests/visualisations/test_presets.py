"""A preset is a figure's width and its greatest height: readable in print, whole, and with all that must be said."""

from __future__ import annotations

import itertools
import re
import struct
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from graph_service.errors import UsageError
from graph_service.messages import Lang
from graph_service.model import Scope
from tests.visualisations.renderers.test_svg import LONG, outside
from tests.visualisations.sample import VIEWS, caption, ego_view, network_view, node, path_view, rendered, tie
from tests.visualisations.seen import SVG
from visualisations.presets import INCH, LEAST_DPI, MOST_DPI, OPTIONS, POINTS, PRESETS, Figure, Preset, figure
from visualisations.renderers import formats, renderer
from visualisations.view import MapView, NodeState, SourceLine

BY_ID = {preset.id: preset for preset in PRESETS}
FEW_LINES = ("slide", "half")
EVERY = [(name, preset) for name in VIEWS for preset in PRESETS]
NAMED = [f"{name}-{preset.id}" for name, preset in EVERY]
TAKES = {format_: renderer(format_).takes for format_ in formats()}


def document(view: MapView, preset: Preset, lang: Lang = "fr", **more: Any) -> ElementTree.Element:
    return ElementTree.fromstring(renderer("svg").draw(view, lang, Figure(preset, **more)))


def read(found: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in found.iter(f"{SVG}text"))


def unbroken(found: ElementTree.Element) -> str:
    return read(found).replace(" ", "")


def scale(found: ElementTree.Element) -> float:
    """Points on paper of one unit of the figure, from what the document itself says."""
    *_, wide, _high = (float(part) for part in found.get("viewBox", "").split())
    return float(found.get("width", 0)) / wide * POINTS / 96


@pytest.mark.parametrize(("name", "preset"), EVERY, ids=NAMED)
def test_a_figure_is_as_wide_as_its_preset_and_no_higher(name: str, preset: Preset) -> None:
    if name == "hostile":
        return  # a licence of seven lines is told whole; see below
    found = ElementTree.fromstring(rendered(name, figure=Figure(preset)))
    wide, high = (float(found.get(side, 0)) * INCH / 96 for side in ("width", "height"))
    assert wide == pytest.approx(preset.width, abs=0.01)
    assert high <= preset.height + 0.01
    if preset.filled:
        assert high == pytest.approx(preset.height, abs=0.01)


@pytest.mark.parametrize(("name", "preset"), EVERY, ids=NAMED)
def test_no_text_in_print_is_smaller_than_nine_points_or_reaches_beyond_the_figure(name: str, preset: Preset) -> None:
    found = ElementTree.fromstring(rendered(name, figure=Figure(preset)))
    smallest = min(float(text.get("font-size", 0)) for text in found.iter(f"{SVG}text"))
    assert smallest * scale(found) >= 9 - 1e-6
    box = [float(part) for part in found.get("viewBox", "").split()]
    found.set("width", str(box[2]))
    found.set("height", str(box[3]))
    assert outside(found) == []


def test_a_slide_is_sixteen_to_nine_and_its_smallest_text_has_twelve_points() -> None:
    found = document(ego_view(), BY_ID["slide"])
    assert float(found.get("width", 0)) / float(found.get("height", 1)) == pytest.approx(16 / 9, rel=1e-4)
    assert (found.get("width"), found.get("height")) == ("1280", "720")
    smallest = min(float(text.get("font-size", 0)) for text in found.iter(f"{SVG}text"))
    assert smallest * scale(found) >= 12


def rich_view() -> MapView:
    """As much to say as there may be: many sources of several licences, many remarks."""
    licences = ("Licence Ouverte 2.0", "ODbL 1.0", "CC BY-SA 4.0", "CC0-1.0")
    sources = tuple(
        SourceLine(f"s{i}", f"Observatoire régional numéro {i}", f"Jeu {i}", licences[i % 4], "2025-06-30")
        for i in range(24)
    )
    notes = tuple(f"Une remarque assez longue sur ce que la carte ne montre pas, numéro {i}." for i in range(8))
    return replace(ego_view(), sources=sources, notes=notes, seen_by=Scope.INTERNAL)


@pytest.mark.parametrize("preset", PRESETS, ids=list(BY_ID))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_shortened_is_never_numbers_readers_licences_or_the_mark_of_invented_relations(
    preset: Preset, lang: Lang
) -> None:
    found = document(rich_view(), preset, lang)
    said = unbroken(found)
    for licence in ("Licence Ouverte 2.0", "ODbL 1.0", "CC BY-SA 4.0", "CC0-1.0"):
        assert licence.replace(" ", "") in said
    for words in {
        "fr": (
            "28 acteurs sur 90",
            "Données fictives",
            "Les relations montrées sont inventées",
            "Vu par l’équipe seule",
        ),
        "en": ("28 actors of 90", "Fictional data", "relations shown are invented", "The team alone"),
    }[lang]:
        assert words.replace(" ", "") in said.replace("\u202f", ""), words
    if preset.id in FEW_LINES:
        assert {"fr": "sontabrégées", "en": "areshortened"}[lang] in said


def test_what_has_room_is_not_shortened() -> None:
    for preset in PRESETS:
        said = unbroken(document(path_view(), preset))
        if preset.id != "half":
            assert "Codeofficielgéographique" in said
            assert "abrégées" not in said


def test_a_share_alike_licence_is_told_in_a_sentence_of_its_own_and_others_are_not() -> None:
    names = ("ODbL", "ODbL 1.0", "Open Database License", "CC BY-SA 4.0", "cc-by-nc-sa", "Licence Art Libre 1.3")
    for licence, preset in zip(names, PRESETS, strict=True):
        view = replace(path_view(), sources=(SourceLine("s", "OpenStreetMap", "Carte", licence, "2026"),))
        for figure_ in (Figure(), Figure(preset)):
            found = ElementTree.fromstring(renderer("svg").draw(view, "fr", figure_))
            assert f"{licence} : une licence à partage".replace(" ", "") in unbroken(found).replace("\u202f", "")
    for licence in ("", "Licence Ouverte 2.0", "CC BY 4.0", "CC0-1.0", "CC BY-ND", "Modbl"):
        view = replace(path_view(), sources=(SourceLine("s", "Insee", "Carte", licence, "2026"),))
        assert "partage" not in renderer("svg").draw(view, "fr", Figure()).decode()


@pytest.mark.parametrize(("key", "preset"), [*zip(LONG, itertools.cycle(PRESETS), strict=False)][:6])
def test_texts_without_end_lie_inside_the_figure(key: str, preset: Preset) -> None:
    text = LONG[key]
    nodes = tuple(node(f"{i}", text, "autres", state=NodeState.REST) for i in range(3))
    view = MapView(
        text, caption(3, 1), nodes, (tie("0", "1", 0.5),), subtitle=text, notes=(text,), fictional=True,
        sources=(SourceLine(text, text, text, "Licence Ouverte 2.0"),),
    )  # fmt: skip
    found = document(view, preset)
    box = [float(part) for part in found.get("viewBox", "").split()]
    found.set("width", str(box[2]))
    found.set("height", str(box[3]))
    assert outside(found) == []
    assert "LicenceOuverte2.0" in unbroken(found)


@pytest.mark.parametrize("preset", PRESETS, ids=list(BY_ID))
def test_a_picture_without_actors_says_so_at_any_size(preset: Preset) -> None:
    found = document(MapView("Rien", caption(0, 0), (), ()), preset)
    assert "Aucun acteur à montrer" in read(found)
    assert float(found.get("width", 0)) * INCH / 96 == pytest.approx(preset.width, abs=0.01)


def size(png: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


@pytest.mark.parametrize("dpi", [72, 150, 300])
def test_a_png_has_the_dots_an_inch_that_were_asked_for_and_says_so(dpi: int) -> None:
    png = renderer("png").draw(path_view(), "fr", Figure(BY_ID["slide"], dpi))
    assert size(png) == pytest.approx((1280 * dpi / 96, 720 * dpi / 96), abs=1)
    at = png.index(b"pHYs") + 4
    assert struct.unpack(">IIB", png[at : at + 9]) == (round(dpi / 0.0254), round(dpi / 0.0254), 1)


def test_a_transparent_figure_has_no_ground_and_a_white_one_has() -> None:
    view = replace(path_view(), fictional=False)
    clear, white = (document(view, BY_ID["a4"], transparent=chosen) for chosen in (True, False))
    grounds = [[each.get("fill") for each in found.findall(f"{SVG}rect")][:1] for found in (clear, white)]
    assert grounds[1] == ["#FFFFFF"]
    assert [rect.get("width") for rect in clear.findall(f"{SVG}rect")][:1] != [clear.get("viewBox", "").split()[2]]


def corner(png: bytes) -> bytes:
    """The first pixel."""
    import zlib

    at = png.index(b"IDAT") + 4
    return zlib.decompressobj().decompress(png[at:], 5)[1:5]


def test_the_pixels_of_a_transparent_picture_are_transparent() -> None:
    view = replace(path_view(), fictional=False)
    assert corner(renderer("png").draw(view, "fr", Figure(dpi=72, transparent=True))) == b"\0\0\0\0"
    assert corner(renderer("png").draw(view, "fr", Figure(dpi=72))) == b"\xff\xff\xff\xff"


@pytest.mark.parametrize(
    ("chosen", "file", "code", "told"),
    [
        ({"preset": "A4"}, "png", "figure-preset", "a4-landscape"),
        ({"preset": ""}, "svg", "figure-preset", "half"),
        ({"preset": "<b>"}, "pdf", "figure-preset", "slide"),
        ({"background": "none"}, "png", "figure-background", "transparent"),
        *(({"dpi": each}, "png", "figure-dpi", str(MOST_DPI)) for each in (71, 601, "0", "-300", "3e2", "١٢٣", "")),
        ({"dpi": 300}, "svg", "figure-not-taken", "png"),
        ({"dpi": 300}, "pdf", "figure-not-taken", "png"),
        *(({"preset": "a4"}, each, "figure-not-taken", "svg") for each in ("json", "html")),
        ({"background": "white"}, "html", "figure-not-taken", "pdf"),
    ],
)  # fmt: skip
def test_what_is_not_known_or_not_taken_is_refused_with_what_is(
    chosen: dict[str, Any], file: str, code: str, told: str
) -> None:
    with pytest.raises(UsageError) as refused:
        figure(chosen, file, TAKES)
    assert refused.value.code == code
    assert told in str(refused.value)


def test_what_is_known_is_taken_and_nothing_is_chosen_by_none() -> None:
    assert figure(dict.fromkeys(OPTIONS), "html", TAKES) == Figure()
    for dpi in (LEAST_DPI, str(MOST_DPI), " 300 "):
        assert figure({"dpi": dpi, "preset": "a3", "background": "transparent"}, "png", TAKES) == Figure(
            BY_ID["a3"], int(dpi), True
        )


def test_a_picture_of_too_many_dots_is_refused_before_it_is_drawn_and_the_number_that_is_told_will_do() -> None:
    view = network_view()
    with pytest.raises(UsageError) as refused:
        renderer("png").draw(view, "fr", Figure(BY_ID["a3"], MOST_DPI))
    assert refused.value.code == "figure-pixels"
    fits = int(re.findall(r"at most (\d+) dots", str(refused.value))[0])
    from visualisations.presets import check_pixels
    from visualisations.renderers.svg import sized

    drawn = sized(view, "fr", figure=Figure(BY_ID["a3"]))
    check_pixels(drawn.width, drawn.height, fits)
    with pytest.raises(UsageError):
        check_pixels(drawn.width, drawn.height, fits + 1)


def test_a_default_picture_of_any_view_may_be_drawn_at_the_most_dots() -> None:
    from visualisations.presets import check_pixels
    from visualisations.renderers.svg import sized

    for preset in (BY_ID["a4"], BY_ID["half"], BY_ID["a4-landscape"]):
        drawn = sized(network_view(), "fr", figure=Figure(preset))
        check_pixels(drawn.width, drawn.height, MOST_DPI)
