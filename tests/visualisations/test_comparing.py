"""One picture at two dates: what is new, what was kept, what has ended, everything in one place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.graph.drawing import draw
from graph_service.messages import say
from tests.graph_service.house import ROOT, new_graph
from visualisations.arrange import arrange
from visualisations.presets import Figure
from visualisations.renderers import renderer
from visualisations.view import EdgeState, MapView

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


def test_what_is_told_is_what_is_drawn(cvl: Graph) -> None:
    view = view_of(cvl, Figure(against=THEN))
    states = [edge.state for edge in view.edges if edge.state is not EdgeState.BETWEEN]
    told = say(view.notes[0], "en")
    assert f"{states.count(EdgeState.NEW)} new ties" in told
    assert f"{states.count(EdgeState.GONE)} ended" in told
    assert f"{len(states) - states.count(EdgeState.NEW) - states.count(EdgeState.GONE)} kept" in told
    assert "2019-01-01" in say(view.title, "en")


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
