"""The reference fixture F1 (docs/method.md) reproduces the numbers of the oracles."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx
import pytest

from graph_service.projection import Blocked, blocked_by, strongest_paths

from .world import STANDARD, Asked, World, f1

AS_OF = date(2025, 1, 1)


@pytest.fixture(scope="module")
def fixture() -> tuple[World, dict[str, Any]]:
    return f1()


@pytest.fixture(scope="module")
def plain(fixture: tuple[World, dict[str, Any]]) -> Asked:
    return Asked.about(fixture[0], AS_OF)


def found(asked: Asked, a: str, b: str, k: int = 3, max_hops: int | None = 4) -> list[tuple[list[str], float]]:
    paths = strongest_paths(asked.projection, asked.moment, asked.at(a), asked.at(b), k, max_hops)
    return [(asked.ids(path.actors), path.strength) for path in paths]


def by_pair(weights: dict[str, float]) -> dict[tuple[str, ...], float]:
    return {tuple(sorted(pair.split("|"))): weight for pair, weight in weights.items()}


def test_tie_weights_under_plain(plain: Asked, fixture: tuple[World, dict[str, Any]]) -> None:
    assert plain.weights() == pytest.approx(by_pair(fixture[1]["tie_weights"]), abs=1e-12)


def test_tie_weights_under_standard_halve_what_two_funders_share(fixture: tuple[World, dict[str, Any]]) -> None:
    world, expected = fixture
    changed = expected["standard_profile"]["tie_weights_changed"]
    weights = Asked.about(world, AS_OF, STANDARD).weights()
    assert weights == pytest.approx(by_pair({**expected["tie_weights"], **changed}), abs=1e-12)


def test_strengths_of_actors_count_their_contexts(plain: Asked) -> None:
    sums = dict.fromkeys(plain.projection.snapshot.actors, 0.0)
    for (a, b), weight in plain.weights().items():
        sums[a] += weight
        sums[b] += weight
    expected = {"REG": 3, "TM": 2, "TOURS": 2, "CDC": 2, "OM": 1.5, "UO": 1.5, "UT": 1.5, "V2": 1.5}
    expected |= {"PREF": 1, "TH": 1, "AGG": 1, "CCS": 0.5, "VIE": 0}
    assert sums == pytest.approx(expected)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("TH", "CCS", [("TH REG V2 CCS", 0.02), ("TH PREF REG V2 CCS", 0.004), ("TH REG V2 UT CCS", 0.004)]),
        ("TM", "UO", [("TM REG OM UO", 1 / 45), ("TM TOURS REG OM UO", 0.012346), ("TM REG V2 UT UO", 0.01)]),
        ("AGG", "UT", [("AGG CDC OM UO UT", 1 / 36), ("AGG CDC REG V2 UT", 1 / 60)]),
        ("V2", "TH", [("V2 REG TH", 0.1), ("V2 REG PREF TH", 0.02)]),
    ],
)
def test_strongest_paths_under_plain(plain: Asked, a: str, b: str, expected: list[tuple[str, float]]) -> None:
    answer = found(plain, a, b, k=len(expected))
    assert [" ".join(actors) for actors, _ in answer] == [path for path, _ in expected]
    assert [strength for _, strength in answer] == pytest.approx([s for _, s in expected], abs=1e-6)


def test_best_paths_of_the_oracle(plain: Asked, fixture: tuple[World, dict[str, Any]]) -> None:
    for name, (actors, strength) in fixture[1]["best_paths"].items():
        ends, _, rank = name.partition("#")
        a, b = ends.split(">")
        place = int(rank or 1)
        told = found(plain, a, b, k=place)[place - 1]
        assert told[0] == actors
        assert told[1] == pytest.approx(strength, abs=1e-9)


def test_best_paths_under_standard(fixture: tuple[World, dict[str, Any]]) -> None:
    """Of equally strong paths the oracle lists any; the definition's order (cost, hops, ids) is tested elsewhere."""
    asked = Asked.about(fixture[0], AS_OF, STANDARD)
    for ends, expected in fixture[1]["standard_profile"]["best_paths_max_4_hops"].items():
        a, b = ends.split(">")
        answer = found(asked, a, b, k=len(expected))
        assert [strength for _, strength in answer] == pytest.approx([s for _, s in expected], abs=1e-6)
        equals = [(actors, round(strength, 6)) for actors, strength in found(asked, a, b, k=20)]
        assert answer[0][0] == expected[0][0]
        assert all((actors, strength) in equals for actors, strength in expected), ends


def test_a_recency_of_24_months_cuts_the_two_ended_projects(fixture: tuple[World, dict[str, Any]]) -> None:
    asked = Asked.about(fixture[0], AS_OF, since=24)
    graph = nx.Graph(asked.weights().keys())
    graph.add_nodes_from(asked.projection.snapshot.actors)
    components = sorted(sorted(c) for c in nx.connected_components(graph))
    assert components == sorted(sorted(c) for c in fixture[1]["cutoff24_components"])


def test_a_path_cut_by_recency_is_none_and_says_so(fixture: tuple[World, dict[str, Any]]) -> None:
    asked = Asked.about(fixture[0], AS_OF, since=24)
    a, b = asked.at("TM"), asked.at("UO")
    assert strongest_paths(asked.projection, asked.moment, a, b) == []
    blocked = blocked_by(asked.projection, asked.moment, a, b)
    assert blocked
    assert (blocked.filter, blocked.would_give) == ("since", pytest.approx(1 / 45))


def test_nobody_is_reached_from_an_isolated_actor(plain: Asked) -> None:
    assert found(plain, "VIE", "REG") == []
    assert blocked_by(plain.projection, plain.moment, plain.at("VIE"), plain.at("REG")) is None


def test_the_strongest_path_of_so_many_hops_is_not_the_strongest_one_cut(plain: Asked) -> None:
    assert found(plain, "AGG", "UT", max_hops=4)[0][1] == pytest.approx(1 / 36)
    assert found(plain, "AGG", "UT", max_hops=3) == []
    blocked = blocked_by(plain.projection, plain.moment, plain.at("AGG"), plain.at("UT"), 3)
    assert blocked == Blocked("max_hops", pytest.approx(1 / 36))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"avoid_ids": ("REG", "CDC")}, "avoid"),
        ({"actor_kinds": ("commune",)}, "actor_kind"),
        ({"themes": ("cohesion",)}, "theme"),
        ({"territories": ("37261",)}, "territory"),
        ({"project_kinds": ("recherche_action",)}, "project_kind"),
        ({"roles": ("expert",)}, "role"),
    ],
)
def test_the_filter_that_blocks_is_named(
    fixture: tuple[World, dict[str, Any]], filters: dict[str, Any], expected: str
) -> None:
    asked = Asked.about(fixture[0], AS_OF, **filters)
    a, b = asked.at("TH"), asked.at("CCS")
    assert strongest_paths(asked.projection, asked.moment, a, b) == []
    blocked = blocked_by(asked.projection, asked.moment, a, b)
    assert blocked == Blocked(expected, pytest.approx(0.02))


def test_where_no_single_filter_helps_none_is_named(fixture: tuple[World, dict[str, Any]]) -> None:
    asked = Asked.about(fixture[0], AS_OF, themes=("nothing",), project_kinds=("nothing",))
    assert blocked_by(asked.projection, asked.moment, asked.at("TH"), asked.at("CCS")) is None


def test_evidence_of_a_hop_names_project_roles_and_facts(plain: Asked) -> None:
    first, second = plain.projection.evidence(plain.at("TM"), plain.at("TOURS"), plain.moment)
    assert (first.id, first.contribution, first.roles) == ("P6", 1.0, ("financeur", "porteur"))
    assert (second.id, second.contribution, second.roles) == ("P1", 0.25, ("porteur", "partenaire"))
    assert (first.running, first.start, first.end) == (True, None, None)
    rows = plain.projection.snapshot
    for evidence in (first, second):
        for fact, actor in ((evidence.facts_a, "TM"), (evidence.facts_b, "TOURS")):
            assert [rows.actors[rows.participation_actors[p]] for p in fact] == [actor]
            assert [rows.projects[rows.participation_projects[p]] for p in fact] == [evidence.id]


def test_an_ended_hop_says_when(plain: Asked) -> None:
    (only,) = plain.projection.evidence(plain.at("V2"), plain.at("CCS"), plain.moment)
    assert (only.id, only.end, only.running) == ("P3", date(2022, 1, 1), False)
    assert only.contribution == pytest.approx(0.25)
