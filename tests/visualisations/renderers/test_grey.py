"""A figure in greys: no colour is left, signs keep apart, and no text changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.visualisations.sample import VIEWS
from visualisations.presets import Figure, figure
from visualisations.renderers import renderer

COLOR = re.compile(r"#[0-9A-Fa-f]{6}\b")


@pytest.mark.parametrize("name", ["ego", "path", "network", "hostile"])
def test_every_colour_is_a_grey_and_every_text_the_same(name: str) -> None:
    view = VIEWS[name]()
    colour, grey = (renderer("svg").draw(view, "fr", Figure(grey=each)).decode() for each in (False, True))
    paints = re.findall(r'(?:fill|stroke)="(#[0-9A-Fa-f]{6})"', grey)
    assert paints
    assert all(color[1:3] == color[3:5] == color[5:7] or color == "#1B1F27" for color in map(str.upper, paints))
    texts = [re.findall(r">([^<>]+)<", each.partition("</style>")[2]) for each in (colour, grey)]
    assert texts[0] == texts[1]


def test_a_name_that_looks_like_a_colour_stays_a_name() -> None:
    view = VIEWS["ego"]()
    node = replace(view.nodes[0], label='fill="#B4472E"')
    named = replace(view, nodes=(node, *view.nodes[1:]))
    assert "#B4472E" in renderer("svg").draw(named, "fr", Figure(grey=True)).decode()


def test_families_keep_apart_by_shade_and_outline() -> None:
    grey = renderer("svg").draw(VIEWS["ego"](), "fr", Figure(grey=True)).decode()
    families = {node.family for node in VIEWS["ego"]().nodes}
    for family in families:
        assert f'fill="{family.print.upper()}" stroke="#1B1F27"' in grey


def test_the_ink_is_one_of_two() -> None:
    from graph_service.errors import UsageError

    assert figure({"ink": "grey"}, "x.svg", {"x.svg": ("ink",)}).grey
    with pytest.raises(UsageError):
        figure({"ink": "sepia"}, "x.svg", {"x.svg": ("ink",)})
