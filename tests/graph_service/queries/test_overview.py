"""Which groups of actors work together: by territory where that tells them apart, else by kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.graph.drawing import draw
from graph_service.messages import say
from graph_service.queries.grouping import by_territory
from graph_service.territories import packaged
from tests.graph_service.house import AS_OF, F1, ROOT, folder, new_graph
from visualisations.presets import Figure
from visualisations.view import EdgeState, NodeState

CVL = ROOT / "graph_service" / "data" / "cvl"
TOURS, BLOIS, ORLEANS, TOURS_METROPOLE = "37261", "41018", "45234", "243700754"


@pytest.fixture(scope="module")
def cvl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("overview") / "cvl.db", CVL) as graph:
        yield graph


def groups_of(codes: list[str | None]) -> dict[str, int] | None:
    found = by_territory(packaged(), codes)
    return {group.id.removeprefix("group/"): group.size for group in found.groups} if found else None


def test_actors_of_one_region_are_grouped_by_departement() -> None:
    codes = [TOURS, TOURS_METROPOLE, BLOIS, "D41", ORLEANS, "D45", "R24", None]
    assert groups_of(codes) == {"D37": 2, "D41": 2, "D45": 2, "R24": 1, "elsewhere": 1}


def test_actors_of_several_regions_are_grouped_by_region_and_countries_stand_beside_them() -> None:
    codes = [TOURS, "D41", "75056", "R11", "33063", "R75", "Z:DE", "Z:DE"]
    assert groups_of(codes) == {"R24": 2, "R11": 2, "R75": 2, "Z:DE": 2}


def test_a_region_elsewhere_is_no_departement_of_the_one_that_is_drawn() -> None:
    codes = [TOURS, "D37", BLOIS, "D41", ORLEANS, "D45", "R52"]
    assert groups_of(codes) == {"D37": 2, "D41": 2, "D45": 2, "elsewhere": 1}


def test_where_no_level_tells_actors_apart_there_are_no_groups_by_territory() -> None:
    assert groups_of([TOURS, TOURS, None]) is None
    assert groups_of([]) is None


def test_of_many_territories_the_smallest_are_counted_together() -> None:
    codes = [f"Z:{i}" for i in range(30) for _ in range(2 + (i < 24))]
    found = groups_of(codes)
    assert found
    assert found.pop("others") == 12
    assert sorted(found.values()) == [3] * 24


def test_ties_inside_and_between_groups_are_all_ties_each_once(cvl: Graph) -> None:
    answer = cvl.ask("overview", {"as_of": AS_OF})
    total = cvl.ask("ties", {"as_of": AS_OF}).total
    assert answer.by == "territory"
    assert answer.ties_total == total
    assert sum(group.inside for group in answer.groups) + sum(pair.ties for pair in answer.pairs) == total
    assert sum(group.outside for group in answer.groups) == 2 * sum(pair.ties for pair in answer.pairs)
    assert sum(group.actors for group in answer.groups) == answer.actors_total == 90


def test_a_pair_is_counted_as_its_ties_are_listed(cvl: Graph) -> None:
    answer = cvl.ask("overview", {"as_of": AS_OF})
    names = {group.id: say(group.name, "fr") for group in answer.groups}
    pair = next(pair for pair in answer.pairs if {names[pair.a], names[pair.b]} == {"Loiret", "Eure-et-Loir"})
    ids = {}
    for group in (pair.a, pair.b):
        opened = cvl.ask("overview", {"as_of": AS_OF, "group": group})
        ids[group] = {one.id for one in opened.actors}
    ties = cvl.ask("ties", {"as_of": AS_OF, "limit": 500}).ties
    ties += cvl.ask(
        "ties", {"as_of": AS_OF, "limit": 500, "after": cvl.ask("ties", {"as_of": AS_OF, "limit": 500}).next}
    ).ties
    listed = [t for t in ties if {t.a in ids[pair.a], t.b in ids[pair.a]} == {True, False} and {t.a, t.b} & ids[pair.b]]
    assert pair.ties == len(listed)


def test_an_opened_group_shows_who_is_in_it_with_the_ties_among_them(cvl: Graph) -> None:
    view = draw(cvl, "overview", {"as_of": AS_OF, "group": "D37"})
    assert len(view.actors) == 14
    told = cvl.ask("overview", {"as_of": AS_OF, "group": "D37"}).opened
    assert told
    assert view.caption.ties.total == told.inside == len([edge for edge in view.edges if edge.is_tie])


def test_an_unknown_group_names_the_known_ones(cvl: Graph) -> None:
    with pytest.raises(NotFound, match="D37"):
        cvl.ask("overview", {"as_of": AS_OF, "group": "D99"})


def test_without_territories_groups_are_families_of_kinds(tmp_path_factory: pytest.TempPathFactory) -> None:
    with new_graph(tmp_path_factory.mktemp("overview") / "f1.db", F1) as f1:
        answer = f1.ask("overview", {"as_of": AS_OF})
        assert answer.by == "kind"
        assert "communes" in {group.id for group in answer.groups}
        with pytest.raises(NotFound, match="by=kind"):
            f1.ask("overview", {"as_of": AS_OF, "by": "territory"})
        view = draw(f1, "overview", {"as_of": AS_OF})
        assert {node.state for node in view.nodes} == {NodeState.GROUP}
        assert {edge.state for edge in view.edges} == {EdgeState.BETWEEN}


NOWHERE = "Where a group stands does not say where it is"


def test_where_nobody_says_where_territories_are_a_map_says_that_places_do_not_tell(tmp_path: Path) -> None:
    actors = [f"{place}{i},{place} {i},commune,Z:{place}" for place in ("DE", "FR", "IT") for i in range(3)]
    files = folder(
        tmp_path,
        "in",
        actors="\n".join(["id,name,kind,territory", *actors]),
        territories="code,level,name\n"
        + "\n".join(f"Z:{place},perimetre_libre,{place}" for place in ("DE", "FR", "IT")),
        projects="id,title,kind\nP,Project,operation",
        participations="\n".join(["actor,project,role", *(f"{line.split(',')[0]},P,partenaire" for line in actors)]),
    )
    with new_graph(tmp_path / "countries.db", files) as graph:
        told = [draw(graph, "overview", {"as_of": AS_OF})]
        told += [draw(graph, "ties", {"as_of": AS_OF}, figure=Figure(form=form)) for form in ("territories", "groups")]
    for view in told:
        notes = " ".join(say(note, "en") for note in view.notes)
        assert NOWHERE in notes, view.form
        assert "grouped by kind" not in notes


def test_where_groups_stand_as_on_the_ground_or_are_kinds_nothing_is_said_of_places(cvl: Graph, tmp_path: Path) -> None:
    with new_graph(tmp_path / "f1.db", F1) as f1:
        views = [draw(cvl, "ties", {"as_of": AS_OF}), draw(f1, "overview", {"as_of": AS_OF})]
    views += [draw(cvl, "overview", {"as_of": AS_OF})]
    assert not any(NOWHERE in say(note, "en") for view in views for note in view.notes)


def test_more_actors_than_a_picture_holds_are_drawn_as_groups(cvl: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph_service.queries.asked import ties

    monkeypatch.setattr(ties, "DRAWN", 50)
    view = draw(cvl, "ties", {"as_of": AS_OF, "limit": 1})
    assert {node.state for node in view.nodes} == {NodeState.GROUP}
    assert sum(node.running for node in view.nodes) == 90
