"""How answers must change when the data does (docs/method.md#weight)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given

from graph_service.dates import add_months
from graph_service.projection import engine, strongest_paths
from graph_service.projection.engine import Engine
from graph_service.projection.kernel_arrays import ENDLESS
from tests.deep import rounds

from .test_against_naive import dates, worlds
from .world import PLAIN, Asked, Project, Row, World

STILL = rounds(15)


def told(asked: Asked) -> list[tuple[list[str], int]]:
    found = strongest_paths(asked.projection, asked.moment, asked.at("A"), asked.at("B"), 5)
    return [(asked.ids(path.actors), path.cost) for path in found]


@STILL
@given(worlds(), dates)
def test_an_isolated_actor_changes_no_path(world: World, as_of: date) -> None:
    alone = world.plus(actors={"AA": "commune"})
    assert told(Asked.about(alone, as_of)) == told(Asked.about(world, as_of))


@STILL
@given(worlds(), dates)
def test_a_shared_project_never_lowers_a_strength(world: World, as_of: date) -> None:
    more = world.plus(projects=(Project("more"),), rows=(Row("A", "more"), Row("C", "more")))
    before, after = Asked.about(world, as_of).weights(), Asked.about(more, as_of).weights()
    assert all(after[pair] >= weight for pair, weight in before.items())
    assert after["A", "C"] >= before.get(("A", "C"), 0) + 1 - 1e-12


@STILL
@given(worlds(), dates)
def test_more_participants_never_raise_a_strength(world: World, as_of: date) -> None:
    larger = replace(world, projects=tuple(replace(p, size=50) for p in world.projects))
    before, after = Asked.about(world, as_of).weights(), Asked.about(larger, as_of).weights()
    assert after.keys() == before.keys()
    assert all(after[pair] <= weight for pair, weight in before.items())


@STILL
@given(worlds(), dates)
def test_a_year_later_no_ended_tie_is_stronger(world: World, as_of: date) -> None:
    now = Asked.about(world, as_of)
    later = Asked(now.projection, now.projection.at(add_months(as_of, 12), PLAIN)).weights()
    for (a, b), weight in now.weights().items():
        a_, b_ = now.at(a), now.at(b)
        if later[a, b] > weight:
            # Then a piece has begun since: the tie was not over.
            moment = now.projection.at(add_months(as_of, 12), PLAIN)
            evidence = now.projection.evidence(a_, b_, moment)
            assert any(e.start and e.start > as_of for e in evidence)


@STILL
@given(worlds(), dates)
def test_the_order_of_rows_changes_nothing(world: World, as_of: date) -> None:
    shuffled = replace(
        world,
        rows=tuple(random.Random(1).sample(world.rows, len(world.rows))),
        projects=world.projects[::-1],
        partnerships=world.partnerships[::-1],
    )
    assert Asked.about(shuffled, as_of).weights() == Asked.about(world, as_of).weights()
    assert told(Asked.about(shuffled, as_of)) == told(Asked.about(world, as_of))


@pytest.mark.parametrize("form", [engine.interpreted, engine.compiled])
def test_a_search_that_may_keep_no_rows_finds_the_same_paths(form: Callable[[], Engine]) -> None:
    draw = random.Random(7)
    names = [f"a{i:02}" for i in range(60)]
    rows = tuple(Row(draw.choice(names), f"p{i % 40:02}") for i in range(160))
    world = World(dict.fromkeys(names, "association"), tuple(Project(f"p{i:02}") for i in range(40)), rows)
    asked = Asked.about(world, date(2020, 1, 1), form=form())
    kernels = asked.moment.engine
    nobody = kernels.flags(np.zeros(len(names), dtype=np.bool_))
    ends = [(0, b, hops) for b in range(1, len(names)) for hops in (3, 120)]
    for a, b, hops in ends:
        found = strongest_paths(asked.projection, asked.moment, a, b, 1, hops)
        pool = kernels.pool(len(names), 0)
        _, cost, actors = kernels.best_path(asked.moment.arrays, pool, nobody, nobody, a, b, hops, ENDLESS)
        assert (cost, tuple(actors)) == ((found[0].cost, found[0].actors) if found else (-1, ()))
