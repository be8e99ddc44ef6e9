"""An answer is drawn at its own revision and scope, with the sources of all that it shows and what was not searched."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.errors import Forbidden, UsageError
from graph_service.graph import Graph
from graph_service.graph.drawing import draw
from graph_service.messages import Day, say
from graph_service.model import Scope
from graph_service.queries.asked.gaps import declared
from graph_service.queries.picture import Caption, Line, LineType, Node, NodeType, Picture, Shown, Way
from graph_service.queries.registry import Registry
from tests.graph_service.house import AS_OF
from visualisations.renderers import formats, renderer
from visualisations.view import EdgeState

PLAIN = {"as_of": AS_OF}
CAPTION = Caption(Day("2025-01-01"), Shown(1, 1), Shown(0, 0), "standard", 1)


def node(id_: str) -> Node:
    return Node(id_, NodeType.ACTOR, id_, "commune", "Commune")


def test_a_short_form_is_the_picture_of_its_question(f1: Graph) -> None:
    for asked, name, values in (
        ({"focus": "REG"}, "actor", {"id": "REG"}),
        ({"focus": "REG", "depth": 2}, "actor", {"id": "REG", "depth": 2}),
        ({"path": ("TH", "CCS")}, "paths", {"from": "TH", "to": "CCS", "k": 3}),
        ({"project": "P1"}, "project", {"id": "P1"}),
        ({}, "ties", {}),
    ):
        short, own = f1.map(**asked, values=PLAIN), draw(f1, name, {**PLAIN, **values})
        for lang in ("fr", "en"):
            assert renderer("json").render(short, lang) == renderer("json").render(own, lang), name


def test_a_picture_is_of_the_whole_answer_whatever_page_of_its_list_is_asked_for(f1: Graph) -> None:
    whole = draw(f1, "ties", PLAIN)
    assert draw(f1, "ties", {**PLAIN, "limit": 2, "order": "strength"}) == whole
    assert len(whole.edges) == 20


def test_ties_of_an_actor_are_drawn_without_those_between_its_partners(f1: Graph) -> None:
    view = draw(f1, "ties", {**PLAIN, "of": ["AGG"]})
    assert {frozenset((edge.a, edge.b)) for edge in view.edges} == {
        frozenset(("AGG", tie.b if tie.a == "AGG" else tie.a)) for tie in f1.ties(of=["AGG"], as_of=AS_OF).ties
    }


def test_it_names_the_sources_of_what_it_shows(f1: Graph) -> None:
    view = draw(f1, "paths", {**PLAIN, "from": "TH", "to": "CCS"})
    cited = {source for edge in view.edges for line in edge.evidence for source in line.sources}
    assert cited
    assert cited <= {source.id for source in view.sources}


def test_a_legend_says_what_the_question_means(f1: Graph) -> None:
    view = draw(f1, "paths", {**PLAIN, "from": "TH", "to": "CCS", "k": 3})
    assert say(view.legend[EdgeState.PATH], "en") == "best path"
    assert EdgeState.PATH not in draw(f1, "actor", {**PLAIN, "id": "REG"}).legend


def test_who_works_on_something_is_drawn_with_the_ties_among_them(f1: Graph) -> None:
    view = draw(f1, "who", {**PLAIN, "project_kind": ["contrat_de_ville"]})
    found: Any = f1.ask("who", {**PLAIN, "project_kind": ["contrat_de_ville"]})
    assert {node.id for node in view.nodes} == {actor.id for actor in found.actors}
    assert view.caption.actors.total == found.total


def test_an_answer_about_nobody_is_an_empty_picture_and_not_one_of_everybody(f1: Graph) -> None:
    for name, values in (("who", {"territory": ["D18"]}), ("ties", {"territory": ["D18"]})):
        view = draw(f1, name, {**PLAIN, **values})
        assert (view.nodes, view.edges) == ((), ()), name
        for format_ in formats():
            assert renderer(format_).render(view, "fr")


def test_an_answer_that_is_not_drawn_is_refused(f1: Graph) -> None:
    with pytest.raises(UsageError) as refused:
        draw(f1, "search", {"text": "tours"})
    assert refused.value.code == "no-picture"


def test_what_a_question_asks_beside_is_asked_in_the_readers_scope_or_refused(f1: Graph) -> None:
    gaps = declared(Registry.scan())
    with f1.view(Scope.PUBLIC) as view, pytest.raises(Forbidden):
        view.ask(gaps, gaps.input(as_of=AS_OF))


def test_another_question_on_a_view_begins_its_search_anew(f1: Graph) -> None:
    with f1.view() as view:
        view.leave_out("left-out-around")
        assert view.again().complete
        assert view.again().revision == view.revision


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"nodes": (node("A"), node("A"))}, "two nodes"),
        ({"nodes": (node("A"),), "lines": (Line("A", "B"),)}, "a line"),
        ({"nodes": (node("A"), node("B")), "lines": (Line("A", "B"), Line("B", "A", LineType.PART))}, "two lines"),
        ({"nodes": (node("A"),), "ways": (Way(1, 0.5, ("A", "B"), ""),)}, "a way"),
    ],
)
def test_a_picture_does_not_contradict_itself(parts: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Picture(**{"title": "x", "caption": CAPTION, "lines": (), "layout": "network", **parts})
