"""A picture may not depend on the day it is drawn, hide one actor behind another, or tie who is not tied."""

from __future__ import annotations

import dataclasses
import itertools
import math
import random

import pytest

from tests.visualisations.sample import VIEWS, ego_view, network_view, path_view
from visualisations.arrange import NEAREST, Arrangement, arrange
from visualisations.bends import control
from visualisations.labels import label_texts, text_width, wrapped
from visualisations.layouts import layout, layout_names
from visualisations.style import radius
from visualisations.view import EdgeState, MapView


@pytest.mark.parametrize("view", [build() for build in VIEWS.values()], ids=list(VIEWS))
@pytest.mark.parametrize("name", layout_names())
def test_any_layout_places_every_node_of_any_view_apart(view: MapView, name: str) -> None:
    found = arrange(dataclasses.replace(view, layout=name))
    assert found.points.keys() == view.by_id.keys()
    for a, b in itertools.combinations(found.points.values(), 2):
        assert math.dist(a, b) > NEAREST * 0.9


@pytest.mark.parametrize("view", [build() for build in VIEWS.values()], ids=list(VIEWS))
def test_the_same_view_is_arranged_the_same_whatever_the_order_and_the_global_random(view: MapView) -> None:
    first = arrange(view)
    random.seed(1)
    shuffled = dataclasses.replace(view, nodes=view.nodes[::-1], edges=view.edges[::-1])
    again = arrange(shuffled)
    assert again.points == first.points
    assert again.bends == first.bends
    assert again.box == first.box
    assert [text.id for text in label_texts(shuffled, "fr")] == [text.id for text in label_texts(view, "fr")]


def test_an_unknown_layout_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"ego.*network.*path"):
        layout("spiral")


def test_ego_stands_in_the_middle_with_partners_nearer_than_theirs() -> None:
    view = ego_view()
    points = arrange(view).points
    assert points["agglo"] == (0.0, 0.0)
    partners = {other for other, _ in view.neighbours["agglo"]}
    height = {id_: math.hypot(x / 1.32, y) for id_, (x, y) in points.items()}
    assert max(height[p] for p in partners) < min(h for id_, h in height.items() if id_ not in partners | {"agglo"})


def test_path_goes_left_to_right_with_the_best_one_straight() -> None:
    points = arrange(path_view()).points
    assert points["vierzon"][0] < points["vac"][0] < points["ut"][0]
    assert points["vierzon"][1] == points["vac"][1] == points["ut"][1]
    assert points["region"][1] != points["vac"][1] != points["tmvl"][1]


def test_a_large_network_needs_no_scipy() -> None:
    assert len(arrange(network_view(620)).points) == 620


def test_actors_without_ties_stand_below_the_others() -> None:
    view = network_view()
    points = arrange(view).points
    alone = [points[id_][1] for id_, ties in view.neighbours.items() if not ties]
    assert alone
    assert min(alone) > max(points[id_][1] for id_, ties in view.neighbours.items() if ties)


@pytest.mark.parametrize("view", [build() for build in VIEWS.values()], ids=list(VIEWS))
def test_the_box_of_a_map_holds_every_node(view: MapView) -> None:
    found = arrange(view)
    for node in view.nodes:
        (x, y), r = found.points[node.id], radius(node, view)
        assert found.box[0] - 0.1 <= x - r
        assert x + r <= found.box[2] + 0.1
        assert found.box[1] - 0.1 <= y - r
        assert y + r <= found.box[3] + 0.1


def test_ends_and_best_path_are_always_named_and_their_names_have_narrower_forms() -> None:
    view = path_view()
    texts = label_texts(view, "fr")
    assert {text.id for text in texts if text.always} == {"vierzon", "ut", "vac"}
    (ut,) = (text for text in texts if text.id == "ut")
    widths = [max(text_width(line, ut.size) for line in lines) for lines in ut.forms]
    assert len(widths) > 1
    assert widths == sorted(widths, reverse=True)
    assert all(len(text.forms) == 1 for text in texts if not text.always)


@pytest.mark.parametrize("view", [ego_view(), path_view()], ids=["ego", "path"])
def test_an_emphasised_line_passes_through_no_actor_that_it_does_not_join(view: MapView) -> None:
    found = arrange(view)
    for edge in view.edges:
        if edge.state in (EdgeState.PATH, EdgeState.ALTERNATIVE) or "agglo" in edge.key:
            for node in view.nodes:
                if node.id not in edge.key:
                    assert _nearest(found, edge.a, edge.b, found.points[node.id]) > radius(node, view)


def test_a_long_name_is_cut_on_two_lines_and_its_figure_never() -> None:
    lines = wrapped("Syndicat intercommunal à vocation multiple " * 7, 12, "52 %")
    assert len(lines) == 2
    assert lines[1].endswith("…  52 %")
    assert all(text_width(line, 12) < 150 for line in lines)


def _nearest(found: Arrangement, a: str, b: str, at: tuple[float, float]) -> float:
    p, q = found.points[a], found.points[b]
    c = control(p, q, found.bends.get((a, b), 0.0))
    steps = [i / 40 for i in range(41)]
    curve = [tuple((1 - t) ** 2 * p[i] + 2 * (1 - t) * t * c[i] + t**2 * q[i] for i in (0, 1)) for t in steps]
    return min(math.dist(point, at) for point in curve)


def test_a_name_is_broken_at_a_hyphen_rather_than_cut() -> None:
    assert wrapped("Vierzon-Sologne-Berry", 12, width=90) == ("Vierzon-", "Sologne-Berry")
    assert wrapped("CC Vierzon-Sologne-Berry (démo)", 12) == ("CC Vierzon-Sologne-", "Berry (démo)")
    assert wrapped("Contrat de ville 2024-2030", 12) == ("Contrat de ville", "2024-2030")
