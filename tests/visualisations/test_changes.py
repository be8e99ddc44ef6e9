"""What changed between two pictures of one question."""

from __future__ import annotations

from dataclasses import replace

from tests.visualisations.sample import caption, node, tie
from visualisations.changes import Change, changes
from visualisations.view import LineType, MapEdge, MapView


def view(nodes: str, *edges: MapEdge) -> MapView:
    made = tuple(node(id_, id_.upper(), "communes") for id_ in nodes)
    return MapView("Réseau", caption(len(made), len(edges)), made, edges)


def told(before: MapView, after: MapView, **more: dict[str, str]) -> set[tuple[str, ...]]:
    found = changes(before, after, **more)
    nodes = {(each.change.value, each.id) for each in found.nodes}
    return nodes | {(each.change.value, each.a, each.b) for each in found.lines}


def test_what_is_on_one_of_the_two_pictures_is_new_or_gone() -> None:
    before, after = view("abc", tie("a", "b", 0.4), tie("b", "c", 0.2)), view("abd", tie("b", "a", 0.4))
    assert told(before, after) == {("new", "d"), ("gone", "c"), ("gone", "b", "c")}
    assert told(after, before) == {("new", "c"), ("gone", "d"), ("new", "b", "c")}


def test_the_same_picture_has_no_changes_whatever_the_order_and_direction_of_its_lines() -> None:
    one = view("abc", tie("a", "b", 0.4), tie("b", "c", 0.2))
    found = changes(one, view("cba", tie("c", "b", 0.2), tie("b", "a", 0.4)))
    assert (found.nodes, found.lines, found.kept_nodes, found.kept_lines) == ((), (), 3, 2)


def test_a_tie_is_stronger_or_weaker_from_one_per_cent_on() -> None:
    def changed(was: float, is_: float) -> set[tuple[str, ...]]:
        return told(view("ab", tie("a", "b", was)), view("ab", tie("a", "b", is_)))

    assert changed(0.40, 0.42) == {("stronger", "a", "b")}
    assert changed(0.42, 0.40) == {("weaker", "a", "b")}
    assert changed(0.400, 0.409) == changed(0.4, 0.4) == set()


def test_a_line_that_is_no_tie_has_no_strength_and_is_only_new_or_gone() -> None:
    part = replace(tie("a", "b", 0), type=LineType.PART, said="Participe")
    (line,) = changes(view("ab"), view("ab", part)).lines
    assert (line.change, line.is_tie, line.before, line.after) == (Change.NEW, False, None, None)
    assert told(view("ab", part), view("ab", tie("a", "b", 0.5))) == set()


def test_who_has_another_id_today_is_the_same() -> None:
    before = view("abc", tie("a", "b", 0.3), tie("b", "c", 0.6))
    assert told(before, view("xb", tie("b", "x", 0.6)), became={"a": "x", "c": "x"}) == set()
    one = view("ab", tie("a", "b", 0.3))
    assert told(one, view("x"), became={"a": "x", "b": "x"}) == set(), "a tie of two who are one now is none"


def test_the_largest_changes_come_first() -> None:
    before = view("abcd", tie("a", "b", 0.2), tie("b", "c", 0.2), tie("c", "d", 0.9))
    after = view("abcd", tie("a", "b", 0.3), tie("b", "c", 0.7), tie("a", "d", 0.1), tie("b", "d", 0.5))
    assert [(each.change.value, each.a, each.b) for each in changes(before, after).lines] == [
        ("new", "b", "d"),
        ("new", "a", "d"),
        ("gone", "c", "d"),
        ("stronger", "b", "c"),
        ("stronger", "a", "b"),
    ]
