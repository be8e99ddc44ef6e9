"""Names on a static picture: each stands at its own node, by the same rule and before the same judge as on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.graph import Graph
from tests.deep import DEEP, rounds, some
from tests.graph_service.house import F1, ROOT, new_graph
from tests.visualisations.judge import faults
from tests.visualisations.sample import VIEWS, network_view
from tests.visualisations.seen import seen, staged
from visualisations import placing, stage
from visualisations.geometry import Outline, overlap
from visualisations.placing import Badge, Form, Name, Tie, place
from visualisations.view import MapView

AS_OF = {"as_of": "2026-01-01"}
CVL = ROOT / "graph_service" / "data" / "cvl"
SHOWN = {
    "f1": ({}, {"focus": "TM"}, {"path": ("TH", "CCS")}, {"project": "P1"}),
    "cvl": (
        {},
        {"focus": "region"},
        {"path": ("Ville de Vierzon (démo)", "Université de Tours (démo)")},
        {"project": "Contrat de ville de Vierzon 2024-2030 (démo)"},
    ),
}


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Graph]]:
    folder = tmp_path_factory.mktemp("pictures")
    with new_graph(folder / "f1.db", F1) as f1, new_graph(folder / "cvl.db", CVL) as cvl:
        yield {"f1": f1, "cvl": cvl}


def pictures(graphs: dict[str, Graph]) -> Iterator[tuple[str, MapView]]:
    for name, graph in graphs.items():
        for asked in SHOWN[name]:
            yield f"{name} {asked}", graph.map(**asked, values=AS_OF)
        if DEEP:
            ties = graph.ties(**AS_OF, limit=10_000)  # type: ignore[attr-defined]
            for actor in sorted(brief.id for brief in ties.actors):
                yield f"{name} {actor}", graph.map(focus=actor, values=AS_OF)


def judged(view: MapView, found: dict[str, Any]) -> list[str]:
    """What is wrong with a picture of this view; that it names what it is about is asked too."""
    best = min(view.paths, key=lambda path: path.rank).actors if view.paths else ()
    found["always"] = [node.id for node in view.nodes if node.state in ("focus", "ghost") or node.id in best]
    return faults(found)


def test_names_of_every_picture_of_the_demos_stand_at_their_own_node(graphs: dict[str, Graph]) -> None:
    """And not few, though each of these names ends in a mark that a map of invented data would leave out."""
    wrong, named = {}, {}
    for name, view in pictures(graphs):
        found = seen(view)
        named[name] = len(found["labels"])
        if told := judged(view, found):
            wrong[name] = told
    assert wrong == {}
    assert named["cvl {}"] >= 24
    assert named["cvl {'focus': 'region'}"] >= 32


@pytest.mark.parametrize("name", list(VIEWS))
def test_so_they_do_on_made_up_maps_with_hostile_names(name: str) -> None:
    assert judged(VIEWS[name](), seen(VIEWS[name]())) == []


@pytest.mark.parametrize("size", some([1, 2, 30, 300, 90], 3))
def test_so_they_do_on_networks_of_any_size(size: int) -> None:
    view = network_view(size)
    assert judged(view, seen(view)) == []


def test_every_name_is_written_or_counted_as_left_out() -> None:
    view = network_view(90)
    found = staged(view).placing
    named = [name.id for name in found.names]
    assert sorted([*named, *found.left]) == sorted(node.id for node in view.nodes)
    assert found.left
    assert len(named) <= placing.MOST


def test_of_a_map_of_few_actors_all_names_are_written() -> None:
    assert staged(VIEWS["path"]()).placing.left == ()
    assert staged(network_view(20)).placing.left == ()


def spot(x: float, y: float, r: float = 8.0) -> Outline:
    return Outline(x, y, r, r, (), r)


def name(id_: str, always: bool = False, wide: float = 60.0) -> Name:
    return Name(id_, (Form((id_,), (wide,), 15.0),), always)


SIGHT = (-300.0, -200.0, 300.0, 200.0)


def test_a_name_beside_two_nodes_gets_a_leader_line_or_none() -> None:
    crowd = {f"n{i}": spot(i % 5 * 18.0, i // 5 * 18.0) for i in range(25)}
    found = place([name(id_) for id_ in crowd], crowd, [], [], SIGHT)
    middle = [one for one in found.names if one.id in ("n6", "n7", "n8", "n11", "n12", "n13", "n16", "n17", "n18")]
    assert all(one.leader for one in middle)


def test_a_name_that_must_be_written_is_written_however_crowded_it_is() -> None:
    crowd = {f"n{i}": spot(i % 20 * 28.0 - 270, i // 20 * 28.0 - 180) for i in range(200)}
    found = place([name("n100", always=True), *(name(id_) for id_ in crowd if id_ != "n100")], crowd, [], [], SIGHT)
    assert found.names[0].id == "n100"
    assert found.names[0].leader


def test_a_name_rather_stands_where_it_crosses_no_tie() -> None:
    nodes = {"a": spot(0, 0)}
    below = Tie(tuple((0.0, 10.0 + 3 * i) for i in range(20)), 1.0)
    free, crossed = (place([name("a")], nodes, ties, [], SIGHT).names[0].box for ties in ([], [below]))
    assert free[1] > 0
    assert not any(crossed[0] < x < crossed[2] and crossed[1] < y < crossed[3] for x, y in below.points)


def test_a_badge_stands_at_the_first_of_its_spots_that_is_free() -> None:
    badges = [Badge("1", 30, ((0, 0), (0, 60))), Badge("2", 30, ((5, 5), (90, 0))), Badge("3", 30, ((0, 0),))]
    found = place([], {}, [], badges, SIGHT).badges
    assert [(badge.text, at) for badge, at in found] == [("1", (0, 0)), ("2", (90, 0))]


@st.composite
def crowds(draw: st.DrawFn) -> tuple[list[Name], dict[str, Outline]]:
    places = draw(st.lists(st.tuples(st.integers(-28, 28), st.integers(-18, 18)), unique=True, min_size=1, max_size=40))
    nodes = {
        f"n{i}": spot(x * 10.0, y * 10.0, draw(st.sampled_from((3.6, 8.0, 14.0)))) for i, (x, y) in enumerate(places)
    }
    texts = [name(id_, draw(st.booleans()), draw(st.sampled_from((8.0, 60.0, 140.0)))) for id_ in nodes]
    return texts, nodes


@given(crowds())
@rounds(25)
def test_in_any_crowd_no_name_lies_over_another_nor_nearer_to_another_node(
    crowd: tuple[list[Name], dict[str, Outline]],
) -> None:
    texts, nodes = crowd
    found = place(texts, nodes, [], [], SIGHT).names
    for at, one in enumerate(found):
        assert not any(overlap(one.box, other.box) for other in found[at + 1 :])
        assert SIGHT[0] < one.box[0] < one.box[2] < SIGHT[2]
        assert SIGHT[1] < one.box[1] < one.box[3] < SIGHT[3]
        if one.leader is None:
            gaps = {id_: _gap(one.box, node) for id_, node in nodes.items()}
            own = gaps.pop(one.id)
            assert min(gaps.values(), default=1e9) >= own + 3


def _gap(box: tuple[float, float, float, float], node: Outline) -> float:
    dx, dy = max(box[0] - node.x, 0, node.x - box[2]), max(box[1] - node.y, 0, node.y - box[3])
    return max(0.0, (dx * dx + dy * dy) ** 0.5 - node.r)


def test_page_and_picture_place_names_by_the_same_numbers() -> None:
    script = (Path(placing.__file__).parent / "viewer" / "src" / "names.ts").read_text("utf-8")
    told = dict(re.findall(r"^export const ([A-Z]+) = (.+?);", script, re.MULTILINE))
    assert set(told) == {name for name in vars(placing) if name.isupper()}
    for constant, value in told.items():
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", value)]
        ours = getattr(placing, constant)
        flat = (
            [float(one) for each in ours for one in (each if isinstance(each, tuple) else (each,))]
            if isinstance(ours, tuple)
            else [float(ours)]
        )
        assert flat == numbers, constant


def test_page_and_picture_place_names_of_groups_by_the_same_numbers() -> None:
    script = (Path(placing.__file__).parent / "viewer" / "src" / "titles.ts").read_text("utf-8")
    told = {name: float(n) for name, n in re.findall(r"^export const ([A-Z]+) = ([0-9.]+);", script, re.MULTILINE)}
    assert told == {
        name: getattr(stage, name)
        for name in ("WRAPPED", "UNDER", "ASIDE", "STRAYED", "OVER", "CLIPPED", "LIKE", "TRIES")
    }
