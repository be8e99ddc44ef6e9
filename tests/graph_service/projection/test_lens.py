"""What a date, a profile and filters leave out of a small world, and what they leave alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph_service.dates import from_day_code
from graph_service.model import Fact, RecordType, Scope
from graph_service.projection import strongest_paths

from .world import PLAIN, STANDARD, Asked, Partnership, Project, Row, World

AS_OF = date(2020, 1, 1)


def theme(id_: str, parent: str | None) -> Fact:
    return Fact(RecordType.THEME, id_, {"id": id_, "parent": parent}, (id_,), "s", ("s",), Scope.PUBLIC)


WORLD = World(
    actors={"A": "commune", "B": "association", "C": "association", "D": "collectivite"},
    projects=(
        Project("p1", "operation", themes=("bail",), territories=("37261",)),
        Project("p2", "salon", themes=("sante",), territories=("R24",)),
    ),
    rows=(
        Row("A", "p1", "porteur"),
        Row("B", "p1"),
        Row("C", "p1"),
        Row("C", "p2", "expert"),
        Row("D", "p2"),
        Row("D", "p2", "expert"),
    ),
    partnerships=(Partnership("q1", "D", "A"), Partnership("q2", "A", "B", "adhesion")),
    themes=(theme("bail", "logement"),),
)
P1, P2, Q1 = {("A", "B"), ("A", "C"), ("B", "C")}, {("C", "D")}, {("A", "D")}


def one_project(*rows: Row, **project: Any) -> World:
    return World(projects=(Project("p", **project),), rows=rows)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, P1 | P2 | Q1),
        ({"themes": ("sante",)}, P2),
        ({"themes": ("habitat",)}, P1),  # bail is below logement by a fact, logement below habitat by the vocabulary
        ({"themes": ("bail", "sante")}, P1 | P2),
        ({"territories": ("R24",)}, P1 | P2),
        ({"territories": ("D37",)}, P1),
        ({"project_kinds": ("evenement",)}, P2),
        ({"actor_kinds": ("collectivite",)}, Q1),
        ({"actor_kinds": ("association",)}, {("B", "C")}),
        ({"roles": ("porteur",)}, {("A", "B"), ("A", "C")}),
        ({"roles": ("expert",)}, P2),
        ({"themes": ("nothing",)}, set()),
    ],
)
def test_filters_leave_out_contexts_and_actors(filters: dict[str, Any], left: set[tuple[str, str]]) -> None:
    assert set(Asked.about(WORLD, AS_OF, **filters).weights()) == left


def test_filters_never_change_the_number_of_participants() -> None:
    assert Asked.about(WORLD, AS_OF, actor_kinds=("association",)).weights() == {("B", "C"): 0.5}
    assert Asked.about(WORLD, AS_OF, roles=("porteur",)).weight("A", "B") == 0.5


def test_the_ends_of_a_path_may_be_of_any_kind_but_nobody_between() -> None:
    world = World(
        actors={"A": "commune", "B": "commune", "C": "association", "D": "commune"},
        partnerships=(
            Partnership("q1", "A", "B", weight=9),
            Partnership("q2", "B", "D", weight=9),
            Partnership("q3", "A", "C"),
            Partnership("q4", "C", "D"),
        ),
    )
    asked = Asked.about(world, AS_OF, actor_kinds=("association",))
    (path,) = strongest_paths(asked.projection, asked.moment, asked.at("A"), asked.at("D"), 3)
    assert asked.ids(path.actors) == ["A", "C", "D"]
    assert path.strength == 0.25
    ego = asked.projection.ties_of(asked.at("A"), asked.moment)
    assert [tie.b for tie in ego] == [asked.at("C")]


def test_kinds_and_roles_weigh_under_standard_only() -> None:
    assert Asked.about(WORLD, AS_OF, PLAIN).weight("C", "D") == 1
    assert Asked.about(WORLD, AS_OF, STANDARD).weight("C", "D") == 0.15
    rows = (Row("A", "p", "observateur"), Row("B", "p", "observateur"), Row("B", "p", "beneficiaire"))
    asked = Asked.about(one_project(*rows), AS_OF, STANDARD)
    # Each pair counts its smallest factor, 0.25; with A as partner too, B's best pair is beneficiary and partner.
    assert asked.weight("A", "B") == 0.25
    more = Asked.about(one_project(*rows, Row("A", "p")), AS_OF, STANDARD)
    assert more.weight("A", "B") == 0.5
    (evidence,) = more.projection.evidence(more.at("B"), more.at("A"), more.moment)
    assert evidence.roles == ("beneficiaire", "partenaire")
    assert len(evidence.facts_a) == len(evidence.facts_b) == 2


def test_since_keeps_what_ended_exactly_so_long_ago() -> None:
    world = one_project(Row("A", "p"), Row("B", "p"), end="2018-01-01")
    assert Asked.about(world, AS_OF, since=24).weight("A", "B") > 0
    assert Asked.about(world, AS_OF, since=23).weights() == {}


@pytest.mark.parametrize(
    ("end", "months"),
    [
        ("2020", 0),
        ("2020-01-01", 0),
        ("2019", 1 - 30 / 30),
        ("2019-12-01", 1),
        ("2019-11", 2 - 29 / 30),
        ("2017-01", 35),
    ],
)
def test_decay_runs_from_the_last_day_of_the_overlap(end: str, months: float) -> None:
    asked = Asked.about(one_project(Row("A", "p"), Row("B", "p", end=end)), AS_OF)
    (evidence,) = asked.projection.evidence(asked.at("A"), asked.at("B"), asked.moment)
    assert evidence.contribution == pytest.approx(2 ** (-months / 36))
    assert evidence.running == (end >= "2020")


def test_who_never_overlapped_never_met() -> None:
    after = one_project(Row("A", "p", end="2018-06"), Row("B", "p", start="2018-07"))
    assert Asked.about(after, AS_OF).weights() == {}
    same_day = one_project(Row("A", "p", end="2018-07-01"), Row("B", "p", start="2018-07"))
    assert Asked.about(same_day, AS_OF).weight("A", "B") > 0


def test_pieces_that_have_not_begun_do_not_count() -> None:
    world = one_project(Row("A", "p"), Row("B", "p", start="2016", end="2016"), Row("B", "p", start="2019", end="2021"))
    assert Asked.about(world, date(2015, 1, 1)).weights() == {}
    assert Asked.about(world, date(2019, 1, 1)).weight("A", "B") == 1
    lapsed = Asked.about(world, date(2018, 12, 31)).weight("A", "B")
    assert lapsed == pytest.approx(2 ** (-24 / 36))


def test_an_estimated_end_is_start_plus_the_usual_months_and_says_so() -> None:
    world = one_project(Row("A", "p"), Row("B", "p"), kind="recherche", start="2014")
    asked = Asked.about(world, AS_OF, STANDARD)
    (evidence,) = asked.projection.evidence(asked.at("A"), asked.at("B"), asked.moment)
    assert (evidence.start, evidence.end, evidence.end_estimated) == (date(2014, 1, 1), date(2017, 1, 1), True)
    assert asked.weight("A", "B") == 0.5
    assert Asked.about(world, AS_OF, PLAIN).weight("A", "B") == 1
    stated = one_project(Row("A", "p"), Row("B", "p", end="2016"), kind="recherche", start="2014")
    asked = Asked.about(stated, AS_OF, STANDARD)
    (evidence,) = asked.projection.evidence(asked.at("A"), asked.at("B"), asked.moment)
    assert (evidence.end, evidence.end_estimated) == (date(2016, 12, 31), False)


def test_a_start_that_nobody_knows_estimates_no_end() -> None:
    world = one_project(Row("A", "p"), Row("B", "p"), kind="recherche")
    assert Asked.about(world, AS_OF, STANDARD).weight("A", "B") == 1


def test_a_partnership_is_a_context_of_two_with_its_weight() -> None:
    world = World(partnerships=(Partnership("q", "B", "A", "convention", start="2012", weight=3.0),))
    asked = Asked.about(world, AS_OF, STANDARD)
    assert asked.weight("A", "B") == pytest.approx(1.8)
    (evidence,) = asked.projection.evidence(asked.at("A"), asked.at("B"), asked.moment)
    assert (evidence.is_partnership, evidence.id, evidence.kind, evidence.roles) == (True, "q", "convention", None)
    assert (evidence.facts_a, evidence.facts_b) == ((0,), (0,))
    assert (evidence.start, evidence.end) == (date(2012, 1, 1), None)


def test_a_membership_or_a_partnership_with_oneself_ties_nobody() -> None:
    world = World(partnerships=(Partnership("q1", "A", "B", "adhesion"), Partnership("q2", "A", "A")))
    assert Asked.about(world, AS_OF).weights() == {}


def test_an_empty_world_has_no_ties() -> None:
    assert Asked.about(World(), AS_OF).weights() == {}


def test_of_equal_paths_the_first_by_ids_is_told_whatever_the_order_of_contexts() -> None:
    between = ("M", "C", "K", "B", "Z")
    links = [("A", x) for x in between] + [(x, "Y") for x in between]
    world = World(partnerships=tuple(Partnership(f"q{i}", *link) for i, link in enumerate(links)))
    asked = Asked.about(world, AS_OF)
    found = strongest_paths(asked.projection, asked.moment, asked.at("A"), asked.at("Y"), 5, 2)
    assert [asked.ids(path.actors)[1] for path in found] == sorted(between)


def test_a_path_to_oneself_is_the_actor_alone() -> None:
    asked = Asked.about(WORLD, AS_OF)
    (path,) = strongest_paths(asked.projection, asked.moment, 0, 0, 3)
    assert (path.actors, path.cost, path.strength, path.hops) == ((0,), 0, 1.0, ())


@pytest.mark.parametrize(
    ("own", "others", "days"),
    [
        # One other row: its date. Several: the widest. A row with neither date copies another and adds nothing.
        ((None, "2016"), [("2013", "2014")], [("2013-01-01", "2016-12-31")]),
        ((None, "2019"), [("2015", "2015"), ("2012", "2013")], [("2012-01-01", "2019-12-31")]),
        (("2011", None), [("2012", "2013"), ("2015", "2016-02")], [("2011-01-01", "2016-02-29")]),
        (
            (None, None),
            [("2012", "2012"), ("2015", "2015")],
            [("2012-01-01", "2012-12-31"), ("2015-01-01", "2015-12-31")],
        ),
        (("2013-01-01", "2013"), [("2012", "2012-12-31")], [("2012-01-01", "2013-12-31")]),
        (("2013-01-02", "2013"), [("2012", "2012")], [("2012-01-01", "2012-12-31"), ("2013-01-02", "2013-12-31")]),
    ],
)
def test_rows_of_one_role_lend_each_other_their_dates(
    own: tuple[str | None, str | None], others: list[tuple[str, str]], days: list[tuple[str, str]]
) -> None:
    rows = [Row("A", "p", start=start, end=end) for start, end in (own, *others)]
    asked = Asked.about(one_project(*rows), AS_OF)
    when = asked.moment.intervals
    pieces = [(from_day_code(s), from_day_code(e)) for s, e in zip(when.start.tolist(), when.end.tolist(), strict=True)]
    assert [(str(start), str(end)) for start, end in pieces] == days
