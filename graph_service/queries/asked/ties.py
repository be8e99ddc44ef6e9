"""Ties: who works with whom, how strongly, since when?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from graph_service.messages import Day, Ref, Share, m
from graph_service.model import RecordType, Scope
from graph_service.queries.base import ActorBrief, AnswerRecord, EvidenceRecord, Page, ReachingAnswer, TieQuery
from graph_service.queries.blocks import Ask, Block, Gauge, Lead, Note, Row, Rows, Shows, Title
from graph_service.queries.declare import ActorRef, question
from graph_service.queries.drawing import PROOFS, actors, asked_by, caption, tie, ties_among
from graph_service.queries.group_pictures import discs
from graph_service.queries.grouping import grouped
from graph_service.queries.picture import Emphasis, Picture, Shown
from graph_service.queries.places import areas_around
from graph_service.queries.table import Of, Table, table
from graph_service.queries.telling import actor_ref, evidence, named_sources, period, some
from graph_service.queries.view import Rests, View

if TYPE_CHECKING:
    from graph_service.projection import Moment
    from graph_service.projection.ties import Ties


DRAWN = 300
"""Actors that a picture holds, those of the strongest ties first."""
LOOKED = 1500
"""Ties among which those are looked for."""
FEW = 40
"""Actors up to whom ties alone read well; of more a picture first tries to put them in groups."""
FORMS = ("ties", "territories", "groups", "geography")


class TiesQuery(TieQuery, Page):
    of: Annotated[tuple[ActorRef, ...], Field(description="ties-of")] = ()
    among: Annotated[tuple[ActorRef, ...], Field(description="ties-among")] = ()
    evidence: Annotated[int, Field(ge=0, le=20, description="ties-evidence")] = 0
    order: Annotated[Literal["id", "strength"], Field(description="ties-order")] = "id"


class TieRecord(AnswerRecord):
    """Two actors, a before b by id. `projects` counts their shared contexts."""

    a: str
    """Id of the actor whose id comes first."""
    b: str
    """Id of the other actor."""
    a_name: str
    """What the first is called."""
    b_name: str
    """What the other is called."""
    weight: float
    """Weight of the tie: the sum of what each shared context contributes."""
    strength: float
    """Strength of the tie, 0 to 1: weight / (weight + w0 of the tie profile)."""
    projects: int
    """How many contexts (projects and partnerships) they share, running or not."""
    first: date | None
    """The earliest start of their overlaps; null where nobody says."""
    last: date | None
    """The latest end; null while one has no end."""
    evidence: list[EvidenceRecord] = Field(default_factory=list)
    """Their shared contexts, the one that counts most first; as many as `evidence` asks for."""


class TiesAnswer(ReachingAnswer):
    """Who works with whom."""

    ties: list[TieRecord]
    """The ties, in the asked order."""
    actors: list[ActorBrief]
    """The ends of these ties."""
    total: int
    """How many ties there are, whatever the limit."""
    next: str | None = None
    """Give it as `after` to get the next page; null on the last."""


def _tell(answer: TiesAnswer, query: TiesQuery) -> Iterator[Block]:
    yield Title(m("ties-heading"))
    yield Lead(m("ties-count", n=answer.total, day=Day(answer.as_of.isoformat())))
    if answer.left_out:
        yield Note("warn", answer.left_out)
    refs = {actor.id: actor_ref(actor) for actor in answer.actors}
    if answer.ties:
        yield Rows(
            tuple(_row(tie, refs, answer) for tie in answer.ties),
            more=Ask("ties", query.given("after") | {"after": answer.next}, m("ties-more")) if answer.next else None,
        )
        yield Shows(m("ties-map"))


def _row(tie: TieRecord, refs: Mapping[str, Ref], answer: TiesAnswer) -> Row:
    return Row(
        m("ties-pair", a=refs[tie.a], b=refs[tie.b]),
        about=(tie.a, tie.b),
        gauge=Gauge(tie.strength, Share(tie.strength)),
        details=some(m("told-shared", n=tie.projects), period(tie.first, tie.last)),
        parts=(evidence(tie.evidence, answer),) if tie.evidence else (),
    )


def _rows(answer: TiesAnswer) -> Table:
    cited = named_sources(answer)
    columns: list[Of[TieRecord]] = [
        Of("a", lambda tie: tie.a, "id"),
        Of("a_name", lambda tie: tie.a_name),
        Of("b", lambda tie: tie.b, "id"),
        Of("b_name", lambda tie: tie.b_name),
        Of("strength", lambda tie: tie.strength, "share"),
        Of("weight", lambda tie: tie.weight, "number"),
        Of("projects", lambda tie: tie.projects, "integer", "column-projects-shared"),
        Of("first", lambda tie: tie.first, "date"),
        Of("last", lambda tie: tie.last, "date"),
    ]
    if any(tie.evidence for tie in answer.ties):
        columns += [
            Of("evidence", lambda tie: tie.evidence[0].title if tie.evidence else None),
            Of("sources", lambda tie: cited(source for proof in tie.evidence for source in proof.sources)),
        ]
    return table(answer.ties, columns, answer.total)


def _draw(view: View, query: TiesQuery, answer: TiesAnswer) -> Picture:
    """The ties of the actors whose ties are the strongest, as many as a picture can hold; where all actors fit, also
    those without a tie."""
    if not query.of and not query.among and len(view.projection.snapshot.actors) > DRAWN:
        return _by_group(view, query)
    found = _strongest(view, query, shown=False)
    drawn: dict[str, None] = {}
    for one in found.ties:
        if len(drawn.keys() | {one.a, one.b}) <= DRAWN:
            drawn |= {one.a: None, one.b: None}
    if query.of:
        tied, total = _strongest(view, query, shown=True, evidence=PROOFS), found.total
        held = [one for one in tied.ties if one.a in drawn and one.b in drawn]
    else:
        tied = ties_among(view, query, list(drawn))
        held, total = list(tied.ties), tied.total
    lines = [tie(one, view.vocabulary, Emphasis.REST) for one in held]
    briefs = dict(sorted((brief.id, brief) for brief in (*tied.actors, *_isolated(view, query, drawn))))
    groups = grouped(view, briefs.values())
    nodes = actors(view, briefs.values(), groups=groups.of)
    return Picture(
        title=m("map-title-network"),
        caption=caption(view, tied, Shown(len(briefs), len(briefs)), Shown(len(lines), total)),
        nodes=tuple(nodes),
        lines=tuple(lines),
        layout="network",
        forms=FORMS if len(nodes) <= FEW else (FORMS[1], FORMS[0], *FORMS[2:]),
        groups=groups.groups,
        areas=areas_around(view.territories, nodes, (brief.territory for brief in briefs.values())),
        shows_answer=False,
    )


def _by_group(view: View, query: TiesQuery) -> Picture:
    """The groups of actors, where the actors are too many to be drawn."""
    from graph_service.queries.asked.overview import OverviewQuery, overview

    return discs(view, view.ask(overview, OverviewQuery(**asked_by(query))))


def _strongest(view: View, query: TiesQuery, *, shown: bool, evidence: int = 0) -> TiesAnswer:
    """The strongest ties of those that a query asks for, from the first whatever page it asks for."""
    asked = {**asked_by(query), "of": query.of, "among": query.among, "evidence": evidence}
    return view.ask(ties, TiesQuery(**asked, order="strength", limit=LOOKED), shown=shown)


def _isolated(view: View, query: TiesQuery, drawn: Collection[str]) -> list[ActorBrief]:
    """The actors without a tie, where a picture of all actors has room for them and no filter chooses some."""
    if query.of or query.among or query.theme or query.territory or query.actor_kind:
        return []
    every = view.projection.snapshot.actors
    return view.briefs((at for at, id_ in enumerate(every) if id_ not in drawn), view.moment(query))


@question(
    reads=Scope.PUBLIC,
    title=m("ties-title"),
    about=m("ties-about"),
    path="/ties",
    tell=_tell,
    draw=_draw,
    rows=_rows,
    purpose="explore",
    page={"order": "strength", "limit": 50, "evidence": 1},
    limit=500,
    examples=[{}, {"of": ("REG",), "evidence": 1}],
)
def ties(view: View, query: TiesQuery) -> TiesAnswer:
    """Every tie once, by (a, b) or from the strongest. Weight and strength: docs/method.md#weight."""
    if centres := [*query.of, *query.among]:
        view.around(actors=centres)
    moment = view.moment(query)
    found = _found(view, query, moment)
    by_strength = query.order == "strength"
    order = np.lexsort((found.b, found.a, -found.weight)).tolist() if by_strength else range(len(found))
    places, following = view.page(order, query.limit, query.after)
    page = list(found.at(places))
    pairs = [(tie.a, tie.b) for tie in page]
    evidence: list[list[EvidenceRecord]] = [[] for _ in page]
    rests: Rests | None = None
    if query.evidence:
        evidence, _, rests = view.evidence(pairs, moment, query.evidence)
    snapshot, w0 = view.projection.snapshot, moment.profile.w0
    records = [
        TieRecord.model_construct(
            a=snapshot.actors[tie.a],
            b=snapshot.actors[tie.b],
            a_name=snapshot.actor_names[tie.a],
            b_name=snapshot.actor_names[tie.b],
            weight=tie.weight,
            strength=tie.weight / (tie.weight + w0),
            projects=tie.contexts,
            first=tie.first,
            last=tie.last,
            evidence=proof,
        )
        for tie, proof in zip(page, evidence, strict=True)
    ]
    also = () if query.evidence else (fact.id for fact in view.facts(RecordType.SOURCE))
    return TiesAnswer.model_construct(
        ties=records,
        actors=view.briefs((p for pair in pairs for p in pair), moment),
        total=len(found),
        next=following,
        **view.completeness(),
        **view.stamp(query, rests, also),
    )


def _found(view: View, query: TiesQuery, moment: Moment) -> Ties:
    """The ties that are asked for, in the order of (a, b)."""
    projection = view.projection
    within = {view.position(id_) for id_ in query.among}
    centres = [view.position(id_) for id_ in dict.fromkeys(query.of or query.among)]
    if not centres:
        return projection.every_tie(moment)
    seen: dict[tuple[int, int], tuple[Ties, int]] = {}
    for centre in centres:
        row = projection.ties_of(centre, moment)
        for at, (a, b) in enumerate(zip(row.a.tolist(), row.b.tolist(), strict=True)):
            pair = (a, b) if a < b else (b, a)
            if not within or within >= set(pair):
                seen.setdefault(pair, (row, at))
    each = [row.at([at]) for _, (row, at) in sorted(seen.items())]
    joined = type(row).joined(each) if each else row.at([])
    return replace(joined, a=np.minimum(joined.a, joined.b), b=np.maximum(joined.a, joined.b))
