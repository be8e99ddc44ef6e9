"""Where a graph is larger than the memory it may take, answers are the same to the byte or say what they leave out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import MaillageError, UsageError
from graph_service.graph import Graph
from graph_service.messages import LANGS, say
from graph_service.model import SCOPES, RecordType, Scope
from graph_service.projection import PartialProjection, estimate
from graph_service.settings import Settings, memory_of
from tests.deep import some
from tests.graph_service.house import AS_OF, Command, new_graph
from tests.told import told

CVL = Path(__file__).parents[3] / "graph_service" / "data" / "cvl"
TINY = Settings(memory="1K")
ROOM = 1_000_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    graph = new_graph(tmp_path_factory.mktemp("cvl") / "cvl.db", CVL)
    yield graph
    graph.close()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts as large as they like, of a graph that is too large to be held whole."""
    monkeypatch.setattr(estimate, "held", lambda memory: ROOM)


def partial(graph: Graph) -> Graph:
    return Graph(graph.store, Scope.INTERNAL, settings=TINY)


def said(graph: Graph, question: str, scope: Scope, **values: Any) -> Any:
    """The answer as JSON in both languages, or why there is none."""
    try:
        answer = graph.ask(question, {"as_of": AS_OF, **values}, scope=scope)
    except MaillageError as error:
        return error.problem("en")
    shown = [answer.model_dump(mode="json", by_alias=True, context={"lang": lang}) for lang in LANGS]
    return json.dumps(shown, ensure_ascii=False), shown[1]


def ids(graph: Graph, type_: RecordType, scope: Scope) -> list[str]:
    return [fact.id for fact in graph.store.facts(type_, None, scope)]


def same(graph: Graph, question: str, scope: Scope, **values: Any) -> None:
    whole, part = said(graph, question, scope, **values), said(partial(graph), question, scope, **values)
    if question == "project" and not part[1]["complete"]:
        for told in (whole[1], part[1]):
            # Nor does its sentence name who is near.
            del told["expectation"]["sentence"]
            for slot in told["expectation"]["slots"]:
                for name in ("nearby", "nearby_total", "already_total", "compared"):
                    del slot[name]
            for name in ("complete", "left_out"):
                del told[name]
        whole, part = whole[1], part[1]
    assert part == whole, (question, values)


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("scope", SCOPES)
def test_every_card_of_f1_is_the_same_to_the_byte(f1: Graph, scope: Scope) -> None:
    for id_ in ids(f1, RecordType.ACTOR, scope):
        same(f1, "actor", scope, id=id_)
        same(f1, "ties", scope, of=[id_], evidence=3)
        same(f1, "actor", scope, id=id_, theme=["habitat_logement"], since=60, tie_profile="plain")
    for id_ in ids(f1, RecordType.PROJECT, scope):
        same(f1, "project", scope, id=id_)
    same(f1, "ties", scope, among=ids(f1, RecordType.ACTOR, scope)[:6], evidence=2, order="strength")
    same(f1, "search", scope, text="tours")
    same(f1, "history", scope, id=ids(f1, RecordType.ACTOR, scope)[0])


PATHS: list[dict[str, Any]] = [
    {"k": 3},
    {"k": 1, "max_hops": 1},
    {"k": 5, "max_hops": 12, "tie_profile": "plain"},
    {"since": 24},
    {"k": 2, "avoid": ["TM"]},
    {"theme": ["habitat_logement"]},
    {"actor_kind": ["association"]},
]


@pytest.mark.usefixtures("room")
@pytest.mark.deep
@pytest.mark.parametrize("values", PATHS, ids=str)
def test_every_path_of_f1_is_the_same_to_the_byte(f1: Graph, values: dict[str, Any]) -> None:
    """Of every pair in `make deep`, of a fifth of them before."""
    for a, b in some([*combinations(ids(f1, RecordType.ACTOR, Scope.PUBLIC), 2)], 16):
        same(f1, "paths", Scope.PUBLIC, **{"from": a, "to": b, **values})


@pytest.mark.usefixtures("room")
@pytest.mark.deep
@pytest.mark.parametrize("scope", SCOPES)
def test_the_demo_answers_the_same_to_the_byte(demo: Graph, scope: Scope) -> None:
    actors, projects = ids(demo, RecordType.ACTOR, scope), ids(demo, RecordType.PROJECT, scope)
    for id_ in some(actors[::9], 8):
        same(demo, "actor", scope, id=id_)
        same(demo, "ties", scope, of=[id_], evidence=1)
    for id_ in some(projects[::9], 8):
        same(demo, "project", scope, id=id_)
    for a, b in some([*zip(actors[::7], reversed(actors[::7]), strict=True)], 10):
        same(demo, "paths", scope, **{"from": a, "to": b, "k": 3})
        same(demo, "paths", scope, **{"from": a, "to": b, "since": 12, "max_hops": 2})


@pytest.mark.usefixtures("room")
def test_a_project_in_part_tells_what_is_missing_and_not_who_is_near(f1: Graph) -> None:
    whole, part = (said(graph, "project", Scope.INTERNAL, id="P1")[1] for graph in (f1, partial(f1)))
    slots = [[(slot["id"], slot["filled"]) for slot in told["expectation"]["slots"]] for told in (whole, part)]
    assert slots[0] == slots[1]
    missing = [slot for slot in part["expectation"]["slots"] if not slot["filled"]]
    assert missing
    assert all(not slot["nearby"] and slot["compared"] is None for slot in missing)
    assert (part["complete"], whole["complete"]) == (False, True)
    assert "not searched" in part["left_out"]


def test_without_room_an_answer_says_so_and_claims_no_more_than_is_so(demo: Graph) -> None:
    actors = ids(demo, RecordType.ACTOR, Scope.INTERNAL)
    seen = set()
    for a, b in zip(actors[::11], reversed(actors[::11]), strict=True):
        values = {"from": a, "to": b, "k": 2}
        whole, part = (said(graph, "paths", Scope.INTERNAL, **values) for graph in (demo, partial(demo)))
        if not isinstance(part, tuple):
            assert part == whole
            continue
        seen.add(part[1]["complete"])
        if part[1]["complete"]:
            assert part == whole
            continue
        assert "not searched further" in part[1]["left_out"].lower()
        assert part[1]["blocked_by"] is None
        for found in part[1]["paths"]:
            assert found["strength"] <= whole[1]["paths"][0]["strength"]
        if not part[1]["paths"]:
            assert "in the part that was searched" in part[1]["sentence"]
    assert False in seen


def test_an_answer_that_leaves_something_out_says_so_at_a_terminal(demo: Graph) -> None:
    graph = partial(demo)
    for id_ in ids(demo, RecordType.ACTOR, Scope.INTERNAL)[:40]:
        answer: Any = graph.actor(id_, as_of=AS_OF)
        lines = told(graph, "actor", id=id_, as_of=AS_OF)
        assert answer.complete is not any("Not searched further" in line for line in lines)


@pytest.mark.parametrize(("question", "values"), [("ties", {}), ("gaps", {}), ("gaps", {"project": ["P1"]})])
def test_what_needs_the_whole_says_what_to_do(f1: Graph, question: str, values: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        partial(f1).ask(question, values)
    assert refused.value.code == "whole-needed"
    assert re.search(r"and 1K is allowed.*MAILLAGE_MEMORY=\d+K or more", str(refused.value))


@pytest.mark.usefixtures("room")
def test_maps_of_an_actor_of_paths_and_of_a_project_are_the_same(f1: Graph) -> None:
    values = {"as_of": AS_OF}
    for asked in ({"focus": "TM"}, {"focus": "TM", "depth": 2}, {"path": ("TH", "CCS")}):
        assert partial(f1).map(**asked, values=values) == f1.map(**asked, values=values)
    whole, part = (graph.map(project="P1", values=values) for graph in (f1, partial(f1)))
    assert {node.id for node in part.nodes} < {node.id for node in whole.nodes}
    assert any("not searched" in say(note, "en") for note in part.notes)
    with pytest.raises(UsageError):
        partial(f1).map(values=values)


def test_a_picture_of_a_part_is_whole_or_says_what_it_leaves_out(demo: Graph) -> None:
    values = {"as_of": AS_OF}
    actors = some(ids(demo, RecordType.ACTOR, Scope.INTERNAL), 6)
    asked = [{"focus": id_, "depth": depth} for id_ in some(actors, 3) for depth in (1, 2)]
    asked += [{"path": pair} for pair in some(list(pairwise(actors)), 3)]
    asked += [{"project": id_} for id_ in some(ids(demo, RecordType.PROJECT, Scope.INTERNAL), 2)]
    seen = set()
    for each in asked:
        whole, part = demo.map(**each, values=values), partial(demo).map(**each, values=values)
        told = any("not searched" in say(note, "en").lower() for note in part.notes)
        same_ties = {edge.key for edge in part.edges} == {edge.key for edge in whole.edges}
        assert told or same_ties, each
        seen.add(told)
    assert True in seen


def test_a_table_in_part_says_so_or_is_refused(demo: Graph) -> None:
    values = {"as_of": AS_OF, "from": "ville-de-vierzon", "to": "univ-tours"}
    assert "univ-tours" in demo.written("paths", values, "table.csv").decode()
    part = partial(demo)
    assert not part.paths("ville-de-vierzon", "univ-tours", as_of=AS_OF).complete
    with pytest.raises(UsageError) as refused:
        part.written("paths", values, "table.csv")
    assert refused.value.code == "table-in-part"
    assert "MAILLAGE_MEMORY" in str(refused.value)
    for name in ("page.html", "words.html"):
        assert "MAILLAGE_MEMORY" in part.written("paths", values, name).decode(), name


def test_the_choice_is_made_by_what_the_scope_sees(f1: Graph) -> None:
    needed = estimate.needed(f1.store.size(Scope.PUBLIC))
    for memory, whole in ((needed, True), (needed - 1, False)):
        graph = Graph(f1.store, Scope.INTERNAL, settings=Settings(memory=str(memory)))
        with graph.view(Scope.PUBLIC) as view:
            assert (view.excerpt is None) is whole
            view.around(actors=["TM"])
            assert isinstance(view.projection, PartialProjection) is not whole


def test_a_service_over_a_large_graph_starts_without_reading_it(f1: Graph) -> None:
    graph = partial(f1)
    graph.warm()
    with graph.view() as view:
        assert view.excerpt is not None


@pytest.mark.parametrize(
    ("text", "size"), [("2G", 2**31), ("500M", 500 * 2**20), ("1.5 GiB", 3 * 2**29), ("4096", 4096), ("64kb", 2**16)]
)
def test_an_amount_of_memory(text: str, size: int) -> None:
    assert memory_of(Settings(memory=text)) == size


def test_unless_told_it_is_half_of_what_there_is() -> None:
    assert 2**26 < memory_of(Settings()) < 2**50


@pytest.mark.parametrize("text", ["much", "0", "-1G", "2 apples", "G"])
def test_what_is_no_amount_is_refused(f1: Graph, text: str) -> None:
    with pytest.raises(UsageError) as refused:
        Graph(f1.store, Scope.INTERNAL, settings=Settings(memory=text))
    assert refused.value.code == "memory-unknown"


def test_the_command_line_hears_what_the_environment_says(
    f1_maillage: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILLAGE_MEMORY", "1K")
    assert f1_maillage("ties", "--json").json["code"] == "whole-needed"
    assert f1_maillage("actor", "TM", "--json").code == 0
    monkeypatch.setenv("MAILLAGE_MEMORY", "much")
    refused = f1_maillage("ties", "--json", "--lang", "en")
    assert (refused.code, refused.json["code"]) == (2, "memory-unknown")
    assert "500M" in refused.json["detail"]
