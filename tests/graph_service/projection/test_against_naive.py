"""Random worlds: ties and paths agree with a second, naive reading of docs/method.md (`naive.py`)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.projection import strongest_paths
from tests.deep import rounds

from . import naive
from .world import PLAIN, STANDARD, Asked, Partnership, Project, Row, World

DAYS = ("2015", "2017", "2020", "2016-02", "2017-12", "2018-01", "2016-02-29", "2017-12-31", "2018-01-01", "2019-06-15")
ACTORS = tuple("ABCDEF")

stated = st.one_of(st.none(), st.sampled_from(DAYS))


@st.composite
def worlds(draw: st.DrawFn, crowded: bool = False) -> World:
    """Few actors and projects. `crowded`: two actors with many rows in one project, mostly of one role."""
    ids = ["p0"] if crowded else [f"p{i}" for i in range(draw(st.integers(1, 4)))]
    who = ACTORS[:2] if crowded else ACTORS
    kinds = st.sampled_from(("operation", "recherche", "evenement"))
    dated = st.sampled_from((None, None, None, *DAYS)) if crowded else stated
    sizes = st.sampled_from((None, None, 2, 9))
    projects = tuple(Project(id_, draw(kinds), draw(dated), draw(dated), draw(sizes)) for id_ in ids)
    others = () if crowded and draw(st.booleans()) else ("financeur", "beneficiaire", "observateur")
    roles = st.sampled_from(("partenaire", "partenaire", *others))
    row = st.builds(Row, st.sampled_from(who), st.sampled_from(ids), roles, stated, stated)
    ends = st.sampled_from(ACTORS)
    link = st.tuples(
        ends,
        ends,
        st.sampled_from(("lien", "convention", "adhesion")),
        stated,
        stated,
        st.sampled_from((None, 0.25, 3.0)),
    )
    links = [] if crowded else draw(st.lists(link, max_size=4))
    return World(
        actors=dict.fromkeys(ACTORS, "association"),
        projects=projects,
        rows=tuple(draw(st.lists(row, min_size=4 if crowded else 0, max_size=16))),
        partnerships=tuple(Partnership(f"q{i}", *link) for i, link in enumerate(links)),
    )


dates = st.sampled_from(
    (date(2016, 2, 29), date(2017, 12, 31), date(2018, 1, 1), date(2019, 3, 31), date(2021, 7, 1), date(2025, 1, 1))
)


@rounds(40)
@given(
    worlds(),
    dates,
    st.booleans(),
    st.sampled_from((None, 0, 24)),
    st.sampled_from(((), ("financeur",), ("partenaire", "observateur"))),
)
def test_ties_are_those_of_the_definition(
    world: World, as_of: date, standard: bool, since: int | None, roles: tuple[str, ...]
) -> None:
    compare(world, as_of, standard, since, roles)


@rounds(60)
@given(worlds(crowded=True), dates, st.booleans(), st.sampled_from((None, 12)))
def test_two_actors_with_many_rows_in_one_project(world: World, as_of: date, standard: bool, since: int | None) -> None:
    compare(world, as_of, standard, since)


def compare(world: World, as_of: date, standard: bool, since: int | None = None, roles: tuple[str, ...] = ()) -> None:
    expected = naive.ties(world, as_of, standard=standard, since=since, roles=roles)
    asked = Asked.about(world, as_of, STANDARD if standard else PLAIN, since=since, roles=roles)
    names = asked.projection.snapshot.actors
    found = {(names[tie.a], names[tie.b]): tie for block in asked.projection.all_ties(asked.moment) for tie in block}
    assert found.keys() == expected.keys()
    for pair, tie in found.items():
        met = expected[pair]
        assert tie.weight == pytest.approx(met.weight, abs=1e-9)
        assert (tie.contexts, tie.first, tie.last) == (met.contexts, met.first, met.last)


@rounds(25)
@given(worlds(), dates, st.booleans())
def test_every_way_to_ask_for_a_weight_gives_the_same_bits(world: World, as_of: date, standard: bool) -> None:
    asked = Asked.about(world, as_of, STANDARD if standard else PLAIN)
    projection, moment = asked.projection, asked.moment
    listed = {(t.a, t.b): t for block in projection.all_ties(moment) for t in block}
    for a in range(len(ACTORS)):
        row = {t.b: t for t in projection.ties_of(a, moment)}
        assert row.keys() == {y if x == a else x for x, y in listed if a in (x, y)}
        for b, tie in row.items():
            other = listed[min(a, b), max(a, b)]
            assert (tie.weight, tie.contexts, tie.first, tie.last) == (
                other.weight,
                other.contexts,
                other.first,
                other.last,
            )
            assert projection.weight(a, b, moment) == projection.weight(b, a, moment) == tie.weight
            evidence, mirrored = projection.evidence(a, b, moment), projection.evidence(b, a, moment)
            assert len(evidence) == tie.contexts
            assert sum(e.contribution for e in evidence) == pytest.approx(tie.weight)
            assert [(e.id, e.contribution, e.end, e.end_estimated) for e in evidence] == [
                (e.id, e.contribution, e.end, e.end_estimated) for e in mirrored
            ]


@rounds(50)
@given(
    st.lists(
        st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from("ABCDEFGH"), st.sampled_from((1.0, 1.0, 2.0, 0.2))),
        max_size=22,
    ),
    st.integers(1, 7),
    st.integers(1, 5),
    st.sampled_from(((), ("C",), ("C", "D"))),
)
def test_paths_are_all_simple_paths_in_the_order_of_the_definition(
    links: list[tuple[str, str, float]], k: int, max_hops: int, avoid: tuple[str, ...]
) -> None:
    """Few distinct weights, so that many paths are equally strong and the order of ties is put to the test."""
    world = World(
        actors=dict.fromkeys("ABCDEFGH", "association"),
        partnerships=tuple(Partnership(f"q{i:02}", a, b, weight=w) for i, (a, b, w) in enumerate(links)),
    )
    asked = Asked.about(world, date(2020, 1, 1), avoid_ids=avoid)
    for hops in (max_hops, None):
        expected = naive.paths(asked.weights(), "A", "B", hops or 8, avoid)[:k]
        found = strongest_paths(asked.projection, asked.moment, asked.at("A"), asked.at("B"), k, hops)
        assert [(p.cost, len(p.hops), asked.ids(p.actors)) for p in found] == expected


@rounds(25)
@given(worlds(), dates, st.integers(1, 4))
def test_paths_over_dated_contexts(world: World, as_of: date, max_hops: int) -> None:
    asked = Asked.about(world, as_of, STANDARD)
    expected = naive.paths(asked.weights(), "A", "F", max_hops)[:4]
    found = strongest_paths(asked.projection, asked.moment, asked.at("A"), asked.at("F"), 4, max_hops)
    assert [(p.cost, len(p.hops), asked.ids(p.actors)) for p in found] == expected
    back = strongest_paths(asked.projection, asked.moment, asked.at("F"), asked.at("A"), 4, max_hops)
    assert [p.cost for p in back] == [p.cost for p in found]
