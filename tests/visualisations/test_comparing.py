"""One picture at two dates: what is new, what was kept, what has ended, everything in one place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest

from graph_service.errors import NotFound, UsageError
from graph_service.graph import Graph
from graph_service.graph.drawing import draw
from graph_service.messages import say
from tests.graph_service.house import ROOT, new_graph
from tests.visualisations.seen import SVG
from visualisations.arrange import arrange
from visualisations.frozen import frozen, thawed
from visualisations.presets import PRESETS, Figure
from visualisations.renderers import renderer
from visualisations.renderers._payload import payload
from visualisations.style import GROUND
from visualisations.view import EdgeState, Emphasis, LineType, MapView, NodeState

CVL = ROOT / "graph_service" / "data" / "cvl"
NOW, THEN = "2026-01-01", date(2019, 1, 1)


@pytest.fixture(scope="module")
def cvl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("dates") / "cvl.db", CVL) as graph:
        yield graph


def view_of(graph: Graph, figure: Figure, as_of: str = NOW, question: str = "ties", **values: object) -> MapView:
    return draw(graph, question, {"as_of": as_of, **values}, figure=figure)


def test_a_line_is_new_kept_or_ended_by_what_runs_at_each_of_the_dates(cvl: Graph) -> None:
    view = view_of(cvl, Figure(form="projects", against=THEN), question="actor", id="agglopolys")
    card = {each.id: each for each in cvl.ask("actor", {"id": "agglopolys", "as_of": NOW}).projects}
    before = {each.id: each for each in cvl.ask("actor", {"id": "agglopolys", "as_of": THEN.isoformat()}).projects}
    own = {edge.a: edge.state for edge in view.edges if edge.b == "agglopolys"}
    assert own.keys() >= {"cdv-blois-2015", "cdv-blois-2024"}
    for project, state in own.items():
        now, then = (bool(found.get(project) and found[project].running) for found in (card, before))
        expected = {(True, True): EdgeState.PART, (True, False): EdgeState.NEW, (False, True): EdgeState.GONE}
        if not card[project].event:
            assert state is expected[now, then], project


def test_the_order_in_which_dates_are_given_changes_nothing(cvl: Graph) -> None:
    forth = view_of(cvl, Figure(against=THEN))
    back = view_of(cvl, Figure(against=date.fromisoformat(NOW)), THEN.isoformat())
    assert {edge.key: edge.state for edge in forth.edges} == {edge.key: edge.state for edge in back.edges}


def test_all_that_changed_is_told_whatever_form_draws_it(cvl: Graph) -> None:
    views = [view_of(cvl, Figure(form=form, against=THEN)) for form in ("ties", "territories")]
    assert say(views[0].notes[0], "en") == say(views[1].notes[0], "en")
    states = [edge.state for edge in views[0].edges]
    told = say(views[0].notes[0], "en")
    # New and ended ties are never thinned out.
    assert f"{states.count(EdgeState.NEW)} new ties" in told
    assert f"{states.count(EdgeState.GONE)} ended" in told
    assert "2019-01-01" in say(views[0].title, "en")


def test_who_comes_last_in_a_list_at_one_date_is_not_gone(cvl: Graph) -> None:
    view = view_of(cvl, Figure(form="projects", against=date(2022, 1, 1)), question="actor", id="region", limit=50)
    now = {one.id for one in cvl.ask("actor", {"id": "region", "as_of": NOW}).partners}
    assert not {node.id for node in view.actors if node.state is NodeState.QUIET} & now


def test_a_meeting_after_the_earlier_date_is_new(cvl: Graph) -> None:
    view = view_of(cvl, Figure(form="projects", against=date(2022, 1, 1)), question="actor", id="region")
    later = [edge for edge in view.edges if edge.first and edge.first > "2022-01-01"]
    assert later
    assert {edge.state for edge in later} == {EdgeState.NEW}


def test_sums_are_not_compared(cvl: Graph) -> None:
    with pytest.raises(UsageError):
        view_of(cvl, Figure(against=THEN), question="overview")
    for form in ("groups", "geography"):
        with pytest.raises(NotFound):
            view_of(cvl, Figure(form=form, against=THEN))


def test_between_a_date_and_itself_nothing_is_new_or_ended(cvl: Graph) -> None:
    view = view_of(cvl, Figure(against=date.fromisoformat(NOW)))
    assert not {EdgeState.NEW, EdgeState.GONE} & {edge.state for edge in view.edges}


def test_both_dates_side_by_side_show_everything_in_its_place(cvl: Graph) -> None:
    view = view_of(cvl, Figure(beside=THEN))
    (_, then), (_, now) = view.panels
    found = [arrange(each) for each in (view, then, now)]
    assert found[0].points == found[1].points == found[2].points
    assert {edge.key for edge in then.edges} != {edge.key for edge in now.edges}
    svg = renderer("svg").render(view, "fr").decode()
    assert "Au 01/01/2019" in svg
    assert "Au 01/01/2026" in svg


def test_both_at_once_are_refused(cvl: Graph) -> None:
    from visualisations.presets import figure

    takes = {"x.svg": ("against", "beside")}
    with pytest.raises(UsageError):
        figure({"against": "2019-01-01", "beside": "2019-01-01"}, "x.svg", takes)
    for wrong in ("2019", "20190101", "01/01/2019", "2019-13-01"):
        with pytest.raises(UsageError):
            figure({"against": wrong}, "x.svg", takes)


@pytest.mark.parametrize("how", ["against", "beside"])
def test_paths_and_projects_are_compared_too(cvl: Graph, how: str) -> None:
    """A path of one date may lead over who has no line at the other."""
    figure = Figure(**{how: THEN})
    view = view_of(cvl, figure, question="paths", **{"from": "agglopolys", "to": "tours-metropole"})
    assert view.nodes
    assert view_of(cvl, figure, question="project", id="cdv-blois-2024").nodes


def test_before_anything_began_a_panel_joins_nobody(cvl: Graph) -> None:
    figure = Figure(form="projects", beside=date(1990, 1, 1))
    (_, then), (_, now) = view_of(cvl, figure, question="actor", id="agglopolys").panels
    assert (then.edges, bool(now.edges)) == ((), True)


def test_in_columns_parts_are_compared(cvl: Graph) -> None:
    view = view_of(cvl, Figure(form="columns", against=THEN), question="actor", id="agglopolys")
    assert EdgeState.NEW in {edge.state for edge in view.edges}
    assert "participation" in say(view.notes[0], "en")


def test_what_changed_is_still_a_part_or_a_tie(cvl: Graph) -> None:
    view = view_of(cvl, Figure(form="projects", against=THEN), question="actor", id="agglopolys")
    changed = [edge for edge in view.edges if edge.emphasis in (Emphasis.NEW, Emphasis.GONE)]
    assert {edge.type for edge in changed} >= {LineType.PART}
    told = {(each["a"], each["b"]): each for each in payload(view, "fr")["edges"]}
    for edge in changed:
        assert edge.is_tie is (edge.type is LineType.TIE)
        assert edge.state.value == edge.emphasis.value
        assert (told[edge.a, edge.b]["type"], told[edge.a, edge.b]["state"]) == (edge.type.value, edge.emphasis.value)


def test_a_picture_that_was_frozen_before_type_and_change_were_two_is_drawn_the_same(cvl: Graph) -> None:
    figure = Figure(form="projects", against=THEN)
    for view in (
        view_of(cvl, figure, question="actor", id="agglopolys"),
        draw(cvl, "paths", {"from": "agglopolys", "to": "insa", "k": 2, "as_of": NOW}),
    ):
        first = json.loads(json.dumps(frozen(view)))
        first["version"] = 1
        for edge, whole in zip(first["view"]["edges"], view.edges, strict=True):
            del edge["type"], edge["emphasis"]
            edge["state"] = whole.state.value
        again = thawed(first, {})
        assert [(edge.type, edge.state) for edge in again.edges] == [(edge.type, edge.state) for edge in view.edges]
        assert renderer("svg").render(again, "fr") == renderer("svg").render(thawed(frozen(view), {}), "fr")


def test_on_a_slide_two_dates_stand_beside_their_legend_and_have_its_height(cvl: Graph) -> None:
    (slide,) = (preset for preset in PRESETS if preset.id == "slide")
    made = ElementTree.fromstring(renderer("svg").draw(view_of(cvl, Figure(beside=THEN)), "fr", Figure(slide)))
    wide, high = (float(part) for part in made.get("viewBox", "").split()[2:])
    at = {text.text: (float(text.get("x", 0)), float(text.get("y", 0))) for text in made.findall(f"{SVG}text")}
    assert at["Communes"][0] > 0.65 * wide
    assert at["Au 01/01/2019"][1] == at["Au 01/01/2026"][1] < 0.3 * high
    corners = " ".join(shape.get("points", "") for shape in made.iter(f"{SVG}polygon") if shape.get("fill") == GROUND)
    ys = [float(point.partition(",")[2]) for point in corners.split()]
    assert max(ys) - min(ys) > 0.33 * high
