"""What a part says: the same as the whole where it says that nothing was left out, and never more than is so."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.model import Fact, RecordType, Scope
from graph_service.projection import Excerpt, Filters, Projection, Reach, blocked_by, reaching, strongest_paths
from graph_service.stores.base import Snapshot
from graph_service.stores.reading import Reader
from graph_service.vocabulary import TieProfile
from tests.deep import rounds

from .test_against_naive import dates, worlds
from .world import PLAIN, STANDARD, VOCABULARY, Partnership, Project, Row, World, ancestors, snapshot

ACTORS = "ABCDEF"


class Shelf:
    """What a part asks of a store, of the facts that a snapshot was made of; and how many it handed out."""

    def __init__(self, held: Snapshot) -> None:
        self.given = 0
        self.all: list[Fact] = []

        def add(type_: RecordType, id_: str, **values: Any) -> None:
            self.all.append(Fact(type_, id_, values, (id_,), "s", ("s",), Scope.PUBLIC))

        for id_, kind in zip(held.actors, held.actor_kinds, strict=True):
            add(RecordType.ACTOR, id_, name=id_, kind=kind)
        columns = held.project_kinds, held.project_starts, held.project_ends, held.project_sizes, held.project_themes
        for id_, kind, start, end, size, themes in zip(held.projects, *columns, strict=True):
            add(RecordType.PROJECT, id_, title=id_, kind=kind, start=start, end=end, size=size, themes=themes)
        for i, id_ in enumerate(held.participations):
            add(
                RecordType.PARTICIPATION,
                id_,
                actor=held.actors[held.participation_actors[i]],
                project=held.projects[held.participation_projects[i]],
                role=held.participation_roles[i],
                start=held.participation_starts[i],
                end=held.participation_ends[i],
            )
        for i, id_ in enumerate(held.partnerships):
            add(
                RecordType.PARTNERSHIP,
                id_,
                actor=held.actors[held.partnership_actors[i]],
                partner=held.actors[held.partnership_partners[i]],
                kind=held.partnership_kinds[i],
                start=held.partnership_starts[i],
                end=held.partnership_ends[i],
                weight=held.partnership_weights[i],
            )

    def facts(self, type_: RecordType, ids: list[str], scope: Scope) -> list[Fact]:
        return self._given(f for f in self.all if f.type is type_ and f.id in ids)

    def incident(self, ids: list[str], scope: Scope) -> list[Fact]:
        ends = ("actor", "project", "partner")
        return self._given(f for f in self.all if any(f.get(end) in ids for end in ends))

    def _given(self, facts: Any) -> list[Fact]:
        found = list(facts)
        self.given += len(found)
        return found


def part_of(world: World, most: int = 10_000, shelf: Shelf | None = None) -> Excerpt:
    shelf = shelf or Shelf(snapshot(world))
    reader = Reader(cast(Any, shelf), Scope.INTERNAL)
    return Excerpt(reader, 1, VOCABULARY, ancestors, ((), world.themes), most)


def told(projection: Projection, asked: Reach) -> list[tuple[list[str], int, float]]:
    """The paths of a question, by ids."""
    moment, at = looked(projection, asked)
    found = strongest_paths(projection, moment, at[asked.a], at[asked.b], asked.k, asked.max_hops)
    return [([projection.snapshot.actors[p] for p in path.actors], path.cost, path.strength) for path in found]


def looked(projection: Projection, asked: Reach) -> tuple[Any, dict[str, int]]:
    at = {id_: place for place, id_ in enumerate(projection.snapshot.actors)}
    avoid = tuple(sorted(at[id_] for id_ in asked.avoid))
    return projection.at(asked.as_of, asked.profile, replace(asked.filters, avoid=avoid)), at


profiles = st.sampled_from((PLAIN, STANDARD))
filters = st.builds(
    Filters,
    actor_kinds=st.sampled_from(((), ("commune",), ("association",))),
    project_kinds=st.sampled_from(((), ("operation",))),
    roles=st.sampled_from(((), ("financeur",))),
    since=st.sampled_from((None, None, 24)),
)


@st.composite
def connected(draw: st.DrawFn) -> World:
    """Worlds in which much hangs together, with few distinct weights, so that many paths are equally strong."""
    who = "ABCDEFGHIJKLMN"
    pairs = st.tuples(st.sampled_from(who), st.sampled_from(who), st.sampled_from((1.0, 1.0, 2.0, 0.2, 9.0)))
    links = draw(st.lists(pairs, min_size=12, max_size=36))
    return World(
        actors={id_: draw(st.sampled_from(("commune", "association"))) for id_ in who},
        partnerships=tuple(Partnership(f"q{i:02}", a, b, weight=w) for i, (a, b, w) in enumerate(links)),
    )


@rounds(100)
@given(
    world=st.one_of(worlds(), connected()),
    as_of=dates,
    profile=profiles,
    filters=filters,
    k=st.integers(1, 5),
    max_hops=st.sampled_from((1, 2, 3, 4, None)),
    avoid=st.sampled_from(((), ("C",), ("C", "D"))),
    most=st.sampled_from((10_000, 10_000, 0, 1, 3, 6)),
)
def test_paths_are_those_of_the_whole_or_say_that_they_may_not_be(
    world: World,
    as_of: date,
    profile: TieProfile,
    filters: Filters,
    k: int,
    max_hops: int | None,
    avoid: tuple[str, ...],
    most: int,
) -> None:
    whole = Projection(snapshot(world), VOCABULARY, ancestors)
    part = part_of(world, most)
    asked = Reach(part, as_of, profile, "A", "F", filters, frozenset(avoid), k, max_hops, first=1, faster=1)
    complete = asked.grow_for_answer()
    if most == 10_000:
        assert complete
    expected, found = told(whole, asked), told(part.projection(), asked)
    if complete:
        assert found == expected
        blocks = [
            blocked_by(projection, moment, at["A"], at["F"], max_hops)
            for projection in (whole, part.projection())
            for moment, at in [looked(projection, asked)]
        ]
        if not found:
            assert blocks[0] == blocks[1]
    moment, at = looked(whole, asked)
    for rank, (ids, cost, strength) in enumerate(found):
        assert cost >= expected[rank][1]
        assert strength <= expected[0][2]
        for one, other in pairwise(ids):
            assert whole.weight(at[one], at[other], moment) > 0


@rounds(50)
@given(seed=st.integers(0, 2**32), k=st.integers(1, 3), max_hops=st.sampled_from((3, None)))
def test_a_search_that_stops_early_has_missed_nothing(seed: int, k: int, max_hops: int | None) -> None:
    """One actor is read at a time, in a world large enough that most of it need not be."""
    draw = random.Random(seed)
    ids = [f"N{i:02}" for i in range(30)]
    links = [(*draw.sample(ids, 2), draw.choice((1.0, 1.5, 2.0, 9.0))) for _ in range(60)]
    world = World(
        actors=dict.fromkeys(ids, "commune"),
        partnerships=tuple(Partnership(f"q{i:02}", a, b, weight=w) for i, (a, b, w) in enumerate(links)),
    )
    whole, part = Projection(snapshot(world), VOCABULARY, ancestors), part_of(world)
    asked = Reach(part, date(2020, 1, 1), PLAIN, "N00", "N01", k=k, max_hops=max_hops, first=1, faster=1)
    assert asked.grow()
    assert told(part.projection(), asked) == told(whole, asked)


def test_a_search_among_too_many_ties_stops_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "TIES", 1)
    ids = [f"N{i:02}" for i in range(40)]
    world = World(rows=tuple(Row(id_, "p") for id_ in ids), projects=(Project("p"),))
    part = part_of(world, most=100)
    assert not Reach(part, date(2020, 1, 1), PLAIN, "N00", "N01", k=3, max_hops=None).grow()
    assert len(part.expanded) < 40


@rounds(30)
@given(world=worlds(), as_of=dates, profile=profiles, filters=filters)
def test_an_expanded_actor_has_the_ties_evidence_and_projects_of_the_whole(
    world: World, as_of: date, profile: TieProfile, filters: Filters
) -> None:
    whole = Projection(snapshot(world), VOCABULARY, ancestors)
    part = part_of(world)
    assert part.expand(["B"])
    part.name()
    projection = part.projection()
    names, others = whole.snapshot.actors, projection.snapshot.actors
    one, other = (p.at(as_of, profile, filters) for p in (whole, projection))
    at, here = list(names).index("B"), list(others).index("B")
    expected = [(names[t.b], t.weight, t.contexts, t.first, t.last) for t in whole.ties_of(at, one)]
    assert [(others[t.b], t.weight, t.contexts, t.first, t.last) for t in projection.ties_of(here, other)] == expected
    for id_, *_ in expected:
        mine = whole.evidence(at, list(names).index(id_), one)
        theirs = projection.evidence(here, list(others).index(id_), other)
        assert [(e.id, e.contribution, e.roles, e.start, e.end) for e in mine] == [
            (e.id, e.contribution, e.roles, e.start, e.end) for e in theirs
        ]
    projection.meet(range(len(others)), other)
    for place, id_ in enumerate(others):
        assert projection.running(place, other) == whole.running(list(names).index(id_), one)


def test_a_part_reads_what_the_question_reaches_and_no_more() -> None:
    """A long chain: of a path between neighbours the far end is not read."""
    ids = [f"N{i:03}" for i in range(400)]
    world = World(partnerships=tuple(Partnership(f"q{i:03}", *ends) for i, ends in enumerate(pairwise(ids))))
    shelf = Shelf(snapshot(world))
    part = part_of(world, shelf=shelf)
    asked = Reach(part, date(2020, 1, 1), PLAIN, "N200", "N202")
    assert asked.grow_for_answer()
    assert [ids for ids, _, _ in told(part.projection(), asked)] == [["N200", "N201", "N202"]]
    assert shelf.given < 60
