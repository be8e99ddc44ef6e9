"""Which filter is told to block a path where several do, each of a path as strong as the other's."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from graph_service.projection import blocked_by, strongest_paths
from graph_service.projection.paths import FILTERS
from tests.graph_service.projection.world import Asked, Partnership, Project, Row, World

AS_OF = date(2025, 1, 1)
FITS: dict[str, Any] = {"themes": ("habitat",), "territories": ("D37",), "kind": "operation"}
ASKED = {
    "avoid": {"avoid_ids": ("avoid",)},
    "theme": {"themes": ("habitat",)},
    "territory": {"territories": ("D37",)},
    "actor_kind": {"actor_kinds": ("commune",)},
    "project_kind": {"project_kinds": ("operation",)},
    "role": {"roles": ("porteur",)},
}
ELSE: dict[str, dict[str, Any]] = {
    "theme": {"themes": ("sante",)},
    "territory": {"territories": ("R24",)},
    "project_kind": {"kind": "recherche"},
}
"""What the projects of a way are that one filter leaves out."""


def ways(*filters: str) -> World:
    """A way from A to B for each filter, over an actor of its name, that this filter alone leaves out."""
    projects, rows = [], []
    for name in filters:
        for end in "AB":
            projects.append(Project(f"{name}-{end}", **{**FITS, **ELSE.get(name, {})}))
            role = "partenaire" if name == "role" else "porteur"
            rows += [Row(end, projects[-1].id, role), Row(name, projects[-1].id, role)]
    kinds = {name: "association" if name == "actor_kind" else "commune" for name in ("A", "B", "avoid", *filters)}
    return World(actors=kinds, projects=tuple(projects), rows=tuple(rows))


def told(world: World, **asked: Any) -> str | None:
    about = Asked.about(world, AS_OF, **asked)
    assert strongest_paths(about.projection, about.moment, about.at("A"), about.at("B")) == []
    found = blocked_by(about.projection, about.moment, about.at("A"), about.at("B"))
    return found.filter if found else None


def test_they_are_tried_in_the_order_of_the_reference() -> None:
    assert list(FILTERS) == [
        "since",
        "avoid",
        "max_hops",
        "theme",
        "territory",
        "actor_kind",
        "project_kind",
        "role",
    ]


@pytest.mark.parametrize(("first", "second"), list(combinations(ASKED, 2)))
def test_of_two_that_block_equally_strong_paths_the_first_is_told(first: str, second: str) -> None:
    world = ways(second, first)
    assert told(world, **ASKED[first], **ASKED[second]) == first
    assert told(ways(second), **ASKED[first], **ASKED[second]) == second


def test_so_it_is_of_what_ended_too_long_ago() -> None:
    """Half as strong after 36 months: a link of weight 2 that ended then is as strong as one of weight 1."""
    links = [
        *(Partnership(f"q{end}", end, "avoid", weight=1.0) for end in "AB"),
        *(Partnership(f"r{end}", end, "ended", weight=2.0, end="2022-01-01") for end in "AB"),
    ]
    world = World(actors=dict.fromkeys(("A", "B", "avoid", "ended"), "commune"), partnerships=tuple(links))
    assert told(world, avoid_ids=("avoid",), since=24) == "since"


def test_the_one_whose_path_is_stronger_is_told_whatever_the_order() -> None:
    links = [
        *(Partnership(f"q{end}", end, "avoid", weight=1.0) for end in "AB"),
        *(Partnership(f"r{end}", end, "other", weight=1.5) for end in "AB"),
    ]
    kinds = {"A": "commune", "B": "commune", "avoid": "commune", "other": "association"}
    world = World(actors=kinds, partnerships=tuple(links))
    assert told(world, avoid_ids=("avoid",), actor_kinds=("commune",)) == "actor_kind"
