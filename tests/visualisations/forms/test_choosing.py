"""A picture takes the form that is easy to read, and says which; nothing is left out unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.graph.drawing import draw
from graph_service.messages import say
from graph_service.queries.picture import LineType, Picture
from graph_service.vocabulary import Vocabulary
from tests.deep import DEEP
from tests.graph_service.house import AS_OF, F1, ROOT, new_graph
from visualisations import build
from visualisations.arrange import arrange, placed
from visualisations.crossings import crossings, crossings_a_line
from visualisations.forms import form, form_names
from visualisations.layouts import layout_names
from visualisations.presets import Figure
from visualisations.renderers._payload import payload
from visualisations.view import EdgeState, MapView, NodeState

CVL = ROOT / "graph_service" / "data" / "cvl"


@pytest.fixture(scope="module")
def cvl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("forms") / "cvl.db", CVL) as graph:
        yield graph


@pytest.fixture(scope="module")
def f1(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("forms") / "f1.db", F1) as graph:
        yield graph


def view_of(graph: Graph, question: str, form_: str | None = None, **values: object) -> MapView:
    return draw(graph, question, {"as_of": AS_OF, **values}, figure=Figure(form=form_))


def test_two_lines_cross_where_they_do_and_not_where_they_share_an_end() -> None:
    points = {"a": (0.0, 0.0), "b": (10.0, 10.0), "c": (0.0, 10.0), "d": (10.0, 0.0), "e": (20.0, 0.0)}
    assert crossings(points, [("a", "b"), ("c", "d")]) == 1
    assert crossings(points, [("a", "b"), ("a", "d"), ("b", "d")]) == 0
    assert crossings(points, [("a", "b"), ("c", "d"), ("c", "e")]) == 2


def test_the_whole_demo_is_drawn_in_groups_by_territory_that_hold_all_its_actors(cvl: Graph) -> None:
    view = view_of(cvl, "ties")
    assert view.form == "territories"
    assert {group.id.removeprefix("group/"): group.size for group in view.groups} == {
        "D45": 17, "D37": 14, "D28": 13, "D41": 12, "R24": 10, "D18": 9, "elsewhere": 8, "D36": 7,
    }  # fmt: skip
    assert crossings_a_line(view, placed(view)) <= 2
    between = [edge for edge in view.edges if edge.state is EdgeState.BETWEEN]
    assert 0 < len(between) <= 16
    groups = {node.id: node.group for node in view.nodes}
    assert all(groups[e.a] == groups[e.b] for e in view.edges if e.is_tie)


def test_an_outline_holds_its_own_nodes_and_no_other(cvl: Graph) -> None:
    view = view_of(cvl, "ties")
    for found in (arrange(view), arrange(view).narrow):
        assert found
        for group in view.groups:
            outline = np.array(found.outlines[group.id].outline)
            inside = {node.id for node in view.nodes if within(found.points[node.id], outline)}
            assert inside == {node.id for node in view.nodes if node.group == group.id}


def within(point: tuple[float, float], outline: np.ndarray) -> bool:
    """Whether a point lies in a convex outline."""
    start, end = outline, np.roll(outline, -1, axis=0)
    turn = (end[:, 0] - start[:, 0]) * (point[1] - start[:, 1]) - (end[:, 1] - start[:, 1]) * (point[0] - start[:, 0])
    return bool((turn >= 0).all() or (turn <= 0).all())


@pytest.mark.parametrize("actor", ["region", "agglopolys", "tours-metropole"])
def test_around_an_actor_of_the_demo_projects_stand_instead_of_a_line_for_each_pair(cvl: Graph, actor: str) -> None:
    both, ties = view_of(cvl, "actor", id=actor), view_of(cvl, "actor", "ties", id=actor)
    assert both.form == "projects"
    assert len(both.edges) < 0.7 * ties.caption.ties.total
    assert crossings_a_line(both, placed(both)) <= 2 < crossings_a_line(ties, placed(ties))
    sheets = {node.id for node in both.nodes if node.family is build.PROJECT}
    partners = {node.id for node in both.nodes} - sheets - {actor}
    assert partners == {node.id for node in ties.nodes} - {actor}
    joined = {edge.a: set[str]() for edge in both.edges}
    for edge in both.edges:
        joined[edge.a].add(edge.b)
    # Each project that is drawn is one of the actor's, with at least one of its partners.
    assert all(actor in joined[sheet] and len(joined[sheet]) > 1 for sheet in sheets)


def test_the_parts_that_are_drawn_are_those_of_the_project_with_their_roles_and_sources(f1: Graph) -> None:
    view = view_of(f1, "actor", "projects", id="REG")
    for sheet in (node for node in view.nodes if node.family is build.PROJECT):
        card = f1.ask("project", {"id": sheet.id, "as_of": AS_OF})
        held = {part.id: (role, part) for role in card.roles for part in role.actors}
        drawn = {edge.b: edge for edge in view.edges if edge.a == sheet.id}
        assert drawn.keys() == held.keys() & {node.id for node in view.nodes}
        for actor, edge in drawn.items():
            role, part = held[actor]
            assert say(role.label, "fr") in say(edge.said, "fr")
            assert set(part.sources) <= set(edge.evidence[0].sources) <= {source.id for source in view.sources}


def test_a_project_of_twelve_has_a_line_for_each_of_them(cvl: Graph) -> None:
    view = view_of(cvl, "project", id="Contrat de ville de Blois 2024-2030 (démo)")
    assert len(view.edges) == 12
    assert {edge.state for edge in view.edges} == {EdgeState.PART}


def test_few_ties_are_drawn_as_they_are(f1: Graph) -> None:
    view = view_of(f1, "ties")
    assert view.form == "ties"
    assert not view.groups
    assert len(view.edges) == f1.ask("ties", {"as_of": AS_OF}).total


def test_what_is_asked_for_by_name_is_drawn_so_and_what_is_none_is_told(cvl: Graph) -> None:
    assert view_of(cvl, "ties", "ties").form == "ties"
    assert view_of(cvl, "ties", "groups").form == "groups"
    with pytest.raises(NotFound) as told:
        view_of(cvl, "ties", "hairball")
    assert "territories" in str(told.value)
    with pytest.raises(NotFound):
        view_of(cvl, "project", "groups", id="Contrat de ville de Blois 2024-2030 (démo)")


def test_groups_alone_count_all_ties_and_more_of_them_than_chance_first(cvl: Graph) -> None:
    view = view_of(cvl, "ties", "groups")
    assert {node.state for node in view.nodes} == {NodeState.GROUP}
    assert sum(node.running for node in view.nodes) == 90
    told = payload(view, "fr")["caption"]["text"]
    assert f"90 acteurs en 8 groupes, {cvl.ask('ties', {'as_of': AS_OF}).total} liens" in told


def test_on_the_ground_actors_stand_in_their_commune_and_who_has_none_is_counted(cvl: Graph) -> None:
    view = view_of(cvl, "ties", "geography")
    marks = {say(node.label, "fr"): node.running for node in view.nodes}
    assert marks["Tours"] == 9
    assert marks["Orléans"] == 8
    placed_ = sum(marks.values())
    # Whose territory is a region, or nobody's.
    assert placed_ == 90 - 18
    assert any("18" in say(note, "fr") for note in view.notes)
    assert [area.code for area in view.areas] == ["D18", "D28", "D36", "D37", "D41", "D45", "R24"]
    assert any(source.producer == "IGN" for source in view.sources)
    points = arrange(view).points
    where = {say(node.label, "fr"): points[node.id] for node in view.nodes}
    assert where["Tours"][0] < where["Blois"][0] < where["Orléans"][0]
    assert where["Chartres"][1] < where["Orléans"][1] < where["Châteauroux"][1]


def test_a_form_says_which_it_is_where_it_is_not_plain(cvl: Graph) -> None:
    for name in ("territories", "groups", "geography"):
        first = view_of(cvl, "ties", name).notes[0]
        assert say(first, "fr") != say(first, "en")


def test_each_form_is_a_file_that_leaves_a_picture_as_it_is(cvl: Graph) -> None:
    picture = picture_of(cvl)
    before = (picture.nodes, picture.lines, picture.notes)
    for name in form_names():
        made = form(name)(picture)
        if made:
            assert made.layout in layout_names()
            assert made.forms == ()
            assert {node.group for node in made.nodes} - {None} <= {group.id for group in made.groups}
    assert (picture.nodes, picture.lines, picture.notes) == before


def picture_of(graph: Graph) -> Picture:
    question = graph.question("ties")
    assert question.draw
    asked = graph.asked("ties", {"as_of": AS_OF, "limit": 1})
    with graph.view() as view:
        return question.draw(view.again(), asked.query, asked.answer)


def vocabulary_of(graph: Graph) -> Vocabulary:
    with graph.view() as view:
        return view.vocabulary


def without(picture: Picture, actor: str) -> Picture:
    nodes = tuple(node for node in picture.nodes if node.id != actor)
    sizes = Counter(node.group for node in nodes)
    return replace(
        picture,
        nodes=nodes,
        lines=tuple(line for line in picture.lines if actor not in (line.a, line.b)),
        groups=tuple(replace(group, size=sizes[group.id]) for group in picture.groups if sizes[group.id]),
    )


def test_who_leaves_moves_the_others_little(cvl: Graph) -> None:
    """The median of how far the others move, in shares of the picture's width: under 3 % for nine actors of ten."""
    picture, vocabulary = picture_of(cvl), vocabulary_of(cvl)
    base = build.map_view(picture, vocabulary)
    found = arrange(base)
    wide = found.box[2] - found.box[0]
    moved = []
    for node in picture.nodes if DEEP else picture.nodes[::9]:
        other = arrange(build.map_view(without(picture, node.id), vocabulary)).points
        shared = sorted(other.keys() & base.by_id.keys())
        far = np.array([other[id_] for id_ in shared]) - np.array([found.points[id_] for id_ in shared])
        moved.append(float(np.median(np.hypot(far[:, 0], far[:, 1]))) / wide)
    assert np.mean(np.array(moved) < 0.03) >= 0.9
    assert max(moved) < 0.117


def test_lines_between_groups_are_those_that_chance_explains_least() -> None:
    from graph_service.queries.picture import Line
    from visualisations.forms._between import between

    group = {f"{g}{i}": g for g in "ABC" for i in range(4)}
    lines = [Line(f"A{i}", f"B{i}") for i in range(4)] + [Line("A0", "C0"), Line("B0", "C0"), Line("A0", "A1")]
    found, told = between(lines, group, 1)
    # Ends that lead out: A 5, B 5, C 2. By chance A-B has 3.3 of 6, A-C and B-C 1.3; C keeps the line with most.
    assert [(line.a, line.b, line.projects) for line in found] == [("A", "B", 4), ("B", "C", 1)]
    assert {line.type for line in found} == {LineType.BETWEEN}
    assert "83" in say(told[0], "en")


def test_a_picture_is_drawn_the_same_whatever_the_order_of_its_parts(cvl: Graph) -> None:
    picture, vocabulary = picture_of(cvl), vocabulary_of(cvl)
    turned = replace(picture, nodes=picture.nodes[::-1], lines=picture.lines[::-1], groups=picture.groups[::-1])
    one, other = build.map_view(picture, vocabulary), build.map_view(turned, vocabulary)
    assert one.form == other.form
    assert arrange(one).points == arrange(other).points


def test_the_outlines_of_the_ground_are_those_of_metropolitan_france() -> None:
    from visualisations.ground import outlines

    codes = outlines().keys()
    assert sum(code.startswith("D") for code in codes) == 96
    assert sum(code.startswith("R") for code in codes) == 13


def test_ties_between_groups_are_not_told_as_weak_ones(cvl: Graph) -> None:
    """Those inside are drawn or left out; those between are lines between groups, whose share is told."""
    view = view_of(cvl, "ties")
    counted = cvl.ask("overview", {"as_of": AS_OF})
    inside = sum(group.inside for group in counted.groups)
    drawn = sum(edge.is_tie for edge in view.edges)
    told = [say(note, "en") for note in view.notes]
    assert f"{inside - drawn} weak ties" in " ".join(told)
    assert any(text.startswith("Lines between groups") for text in told)


def test_what_has_not_begun_is_not_drawn_as_what_has_ended(cvl: Graph) -> None:
    view = draw(cvl, "actor", {"as_of": "2022-01-01", "id": "region"}, figure=Figure(form="projects"))
    assert all(not edge.first or edge.first <= "2022-01-01" for edge in view.edges)


def test_in_columns_actors_stand_beside_their_projects(cvl: Graph) -> None:
    view = view_of(cvl, "actor", "columns", id="agglopolys")
    points = arrange(view).points
    for node in view.nodes:
        assert (points[node.id][0] > 0) is (node.family is build.PROJECT)
    other = view_of(cvl, "actor", "projects", id="agglopolys")
    parts = {edge.key for edge in other.edges if edge.state is EdgeState.PART}
    assert {edge.key for edge in view.edges} == parts
