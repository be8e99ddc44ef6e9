"""Overview: which groups of actors work together, by territory or by kind, and who is in one of them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from graph_service.errors import NotFound
from graph_service.messages import Day, Items, Share, m
from graph_service.model import RecordType, Scope
from graph_service.queries.base import ActorBrief, AnswerRecord, ReachingAnswer, Sentence, TieQuery
from graph_service.queries.blocks import Ask, Asks, Block, Gauge, Lead, Note, Row, Rows, Section, Shows, Title
from graph_service.queries.declare import question
from graph_service.queries.group_pictures import discs, opened
from graph_service.queries.grouping import BEFORE, beyond_chance, expected, grouping_by, members
from graph_service.queries.picture import Picture
from graph_service.queries.table import Of, Table, table
from graph_service.queries.telling import actor_ref, number, some
from graph_service.queries.view import View

Counts = NDArray[np.int64]
PAIRS = 20
"""Pairs of groups that the words tell; the table has all."""


class OverviewQuery(TieQuery):
    by: Annotated[Literal["auto", "territory", "kind"], Field(description="overview-by")] = "auto"
    group: Annotated[str, Field(max_length=200, description="overview-group")] = ""
    limit: Annotated[int | None, Field(ge=1, le=10_000, description="param-limit")] = None


class GroupRecord(AnswerRecord):
    """Actors that belong together."""

    id: str
    """Code of the territory or id of the family of kinds; `elsewhere` and `others` for the rest."""
    name: Sentence
    """What it is called."""
    actors: int
    """How many actors it has."""
    inside: int
    """How many ties join two of them."""
    outside: int
    """How many ties join one of them to an actor of another group."""


class PairRecord(AnswerRecord):
    """Two groups whose actors are tied."""

    a: str
    """Id of the group whose id comes first."""
    b: str
    """Id of the other group."""
    a_name: Sentence
    """What the first is called."""
    b_name: Sentence
    """What the other is called."""
    ties: int
    """How many ties join an actor of the one to an actor of the other."""
    ratio: float
    """How many times as many as if ties fell on groups by chance, each group keeping its number of ties
    (docs/method.md#groups)."""


class OverviewAnswer(ReachingAnswer):
    """Which groups of actors work together."""

    by: Literal["territory", "kind"]
    """What the groups are made by."""
    groups: list[GroupRecord]
    """The groups, the largest first."""
    pairs: list[PairRecord]
    """Pairs of groups, those with most ties beyond chance first."""
    actors_total: int
    """How many actors there are."""
    ties_total: int
    """How many ties there are."""
    opened: GroupRecord | None = None
    """The group that was asked about."""
    actors: list[ActorBrief] = Field(default_factory=list)
    """Who is in it: those in most projects today first, then those in most of them at any time."""


def _tell(answer: OverviewAnswer, query: OverviewQuery) -> Iterator[Block]:
    day = Day(answer.as_of.isoformat())
    if answer.opened:
        yield from _tell_one(answer, answer.opened, query)
        return
    yield Title(m("overview-heading"))
    yield Lead(
        m(
            f"overview-count-{answer.by}",
            n=answer.actors_total,
            groups=len(answer.groups),
            ties=answer.ties_total,
            day=day,
        )
    )
    if answer.left_out:
        yield Note("warn", answer.left_out)
    names = {group.id: group.name for group in answer.groups}
    rows = tuple(
        Row(
            m("ties-pair", a=names[pair.a], b=names[pair.b]),
            about=(BEFORE + pair.a, BEFORE + pair.b),
            details=(m("map-between", n=pair.ties), m("overview-ratio", ratio=number(round(pair.ratio, 1)))),
        )
        for pair in answer.pairs[:PAIRS]
    )
    yield Section(m("overview-pairs"), (Rows(rows) if rows else Note("plain", m("overview-no-pair")),))
    yield Section(m("overview-groups"), (Rows(tuple(_group_row(group, query) for group in answer.groups)),))
    yield Shows(m("overview-map"))


def _group_row(group: GroupRecord, query: OverviewQuery) -> Row:
    ends = 2 * group.inside + group.outside
    return Row(
        group.name,
        about=(BEFORE + group.id,),
        gauge=Gauge(2 * group.inside / ends, Share(round(2 * group.inside / ends, 2))) if ends else None,
        details=(
            m("group-said", n=group.actors),
            m("overview-inside", n=group.inside),
            m("overview-outside", n=group.outside),
        ),
        asks=(Ask("overview", query.given("limit") | {"group": group.id}, m("overview-open")),),
    )


def _tell_one(answer: OverviewAnswer, group: GroupRecord, query: OverviewQuery) -> Iterator[Block]:
    yield Title(m("overview-heading-one", name=group.name))
    yield Lead(m("overview-one", n=group.actors, inside=group.inside, outside=group.outside))
    yield Asks((Ask("overview", query.given("group", "limit"), m("overview-back")),))
    rows = tuple(
        Row(actor_ref(one), actor_ref(one), details=some(one.kind_label, m("map-n-running", n=one.running)))
        for one in answer.actors
    )
    left = group.actors - len(answer.actors)
    wider = query.given("limit") | {"limit": group.actors}
    yield Section(
        m("overview-actors"),
        (Rows(rows, more=Ask("overview", wider, m("overview-more", n=left)) if left else None),),
    )
    yield Shows(m("overview-map"))


def _rows(answer: OverviewAnswer) -> Table:
    if answer.opened:
        people: list[Of[ActorBrief]] = [
            Of("id", lambda one: one.id, "id"),
            Of("name", lambda one: one.name),
            Of("kind", lambda one: one.kind_label),
            Of("territory", lambda one: one.territory_name or one.territory),
            Of("running", lambda one: one.running, "integer", "column-running-projects"),
        ]
        return table(answer.actors, people, answer.opened.actors)
    columns: list[Of[PairRecord]] = [
        Of("a", lambda pair: pair.a, "id"),
        Of("a_name", lambda pair: pair.a_name),
        Of("b", lambda pair: pair.b, "id"),
        Of("b_name", lambda pair: pair.b_name),
        Of("ties", lambda pair: pair.ties, "integer"),
        Of("ratio", lambda pair: pair.ratio, "number"),
    ]
    return table(answer.pairs, columns)


def _draw(view: View, query: OverviewQuery, answer: OverviewAnswer) -> Picture:
    """The groups with the ties between them; of an opened group its actors with theirs."""
    return opened(view, query, answer) if answer.opened else discs(view, answer)


@question(
    reads=Scope.PUBLIC,
    title=m("overview-title"),
    about=m("overview-about"),
    path="/overview",
    tell=_tell,
    draw=_draw,
    rows=_rows,
    purpose="explore",
    limit=100,
    examples=[{}, {"by": "kind"}],
)
def overview(view: View, query: OverviewQuery) -> OverviewAnswer:
    """The groups of all actors, and how many ties join each pair of them. Ratio: docs/method.md#groups."""
    moment = view.moment(query)
    by, grouping = grouping_by(view, query.by)
    order = {group.id: at for at, group in enumerate(grouping.groups)}
    of = np.array([order[id_] for id_ in grouping.of], dtype=np.int64)
    n = len(order)
    counts, total = np.zeros((n, n), dtype=np.int64), 0
    for block in view.projection.all_ties(moment):
        counts += np.bincount(of[block.a] * n + of[block.b], minlength=n * n).reshape(n, n)
        total += len(block)
    counts = counts + counts.T
    records = [
        GroupRecord(
            id=group.id.removeprefix(BEFORE),
            name=group.label,
            actors=group.size,
            inside=int(counts[at, at]) // 2,
            outside=int(counts[at].sum() - counts[at, at]),
        )
        for at, group in enumerate(grouping.groups)
    ]
    chosen = next((record for record in records if record.id == query.group), None)
    if query.group and chosen is None:
        raise NotFound("no-group", group=query.group[:80], known=Items([record.id for record in records], "or"))
    people: list[ActorBrief] = []
    if chosen:
        briefs = view.briefs(members(grouping)[chosen.id], moment)
        parts = view.projection.parts()
        ranked = sorted(briefs, key=lambda one: (-one.running, -parts[view.position(one.id)], one.name, one.id))
        people = ranked[: query.limit]
    return OverviewAnswer(
        by=by,
        groups=records,
        pairs=_pairs(records, counts),
        actors_total=len(of),
        ties_total=total,
        opened=chosen,
        actors=people,
        **view.completeness(),
        **view.stamp(query, also={fact.id for fact in view.facts(RecordType.SOURCE)}),
    )


def _pairs(groups: list[GroupRecord], counts: Counts) -> list[PairRecord]:
    """Each pair of groups with ties between them, those with most ties beyond chance first."""
    names = {group.id: group.name for group in groups}
    ids = [group.id for group in groups]
    found: dict[tuple[str, str], int] = {}
    for at, other in zip(*np.nonzero(np.triu(counts, 1)), strict=True):
        a, b = sorted((ids[at], ids[other]))
        found[a, b] = int(counts[at, other])
    chance = expected(found)
    return [
        PairRecord(
            a=a, b=b, a_name=names[a], b_name=names[b], ties=found[a, b], ratio=round(found[a, b] / chance[a, b], 3)
        )
        for a, b in beyond_chance(found)
    ]
