"""Actor: the card of one actor, with its partners, its projects, and what other sources say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from graph_service.dates import first_day
from graph_service.messages import Day, Share, m
from graph_service.model import RecordType, Scope
from graph_service.queries.cards import Card, card_of, tell_beside
from graph_service.queries.declare import ActorRef, Argument, TextLine, question
from graph_service.queries.records import (
    ActorBrief,
    AnswerRecord,
    EvidenceRecord,
    ReachingAnswer,
    Sentence,
    TieQuery,
)
from graph_service.queries.view import View


class ActorQuery(TieQuery):
    id: Annotated[ActorRef, Field(description="actor-id"), Argument(0)]
    limit: Annotated[int | None, Field(ge=1, le=10_000, description="param-limit")] = None
    evidence: Annotated[int, Field(ge=0, le=20, description="ties-evidence")] = 3


class ActorRecord(ActorBrief):
    acronym: str | None = None
    aliases: list[str] = Field(default_factory=list)
    siren: str | None = None
    siret: str | None = None
    rna: str | None = None
    website: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    start: str | None = None
    end: str | None = None
    succeeds: list[str] = Field(default_factory=list)


class ActorCard(Card, ActorRecord):
    """All that is known of one actor itself."""


class PartnerRecord(ActorBrief):
    weight: float
    strength: float
    projects: int
    first: date | None
    last: date | None
    evidence: list[EvidenceRecord]
    evidence_total: int


class ActorProject(AnswerRecord):
    id: str
    title: str
    kind: str | None
    kind_label: Sentence
    roles: list[str]
    role_labels: list[Sentence]
    start: str | None
    end: str | None
    running: bool
    """Whether the actor takes part on the answer's date."""
    event: bool
    participants: int


class ActorAnswer(ReachingAnswer):
    actor: ActorCard
    partners: list[PartnerRecord]
    partners_total: int
    projects: list[ActorProject]


def _tell(answer: ActorAnswer) -> Iterator[TextLine]:
    card = answer.actor
    yield m("actor-head", name=card.name, kind=card.kind_label, place=card.territory_name or "", id=card.id)
    yield m(
        "actor-counts",
        partners=answer.partners_total,
        projects=len(answer.projects),
        running=sum(project.running and not project.event for project in answer.projects),
        day=Day(answer.as_of.isoformat()),
    )
    for partner in answer.partners:
        best = partner.evidence[0].title if partner.evidence else ""
        yield m("actor-partner", name=partner.name, strength=Share(partner.strength), n=partner.projects, best=best)
    yield from tell_beside(answer, card)


@question(
    reads=Scope.PUBLIC,
    title=m("actor-title"),
    about=m("actor-about"),
    path="/actors/{id}",
    tell=_tell,
    limit=50,
    examples=[{"id": "REG"}],
)
def actor(view: View, query: ActorQuery) -> ActorAnswer:
    """Partners from the strongest tie to the weakest, then by id; each with its strongest contexts."""
    view.around(actors=[query.id])
    (fact,) = view.facts(RecordType.ACTOR, [query.id])
    partners, total = _partners(view, query)
    projects = _projects(view, query)
    spoken = {s for partner in partners for proof in partner.evidence for s in proof.sources}
    return ActorAnswer(
        actor=card_of(view, fact, ActorCard, view.briefs([view.position(query.id)], view.moment(query))[0]),
        partners=partners,
        partners_total=total,
        projects=projects,
        **view.completeness(),
        **view.stamp(query, {*fact.sources, *spoken}),
    )


def _partners(view: View, query: ActorQuery) -> tuple[list[PartnerRecord], int]:
    moment = view.moment(query)
    me = view.position(query.id)
    snapshot, w0 = view.projection.snapshot, moment.profile.w0
    found = sorted(view.projection.ties_of(me, moment), key=lambda tie: (-tie.weight, tie.b))
    kept = found[: query.limit]
    proofs, totals = view.evidence([(me, tie.b) for tie in kept], moment, query.evidence, rows=True)
    briefs = {brief.id: brief for brief in view.briefs((tie.b for tie in kept), moment)}
    partners = [
        PartnerRecord(
            **briefs[snapshot.actors[tie.b]].__dict__,
            weight=tie.weight,
            strength=tie.weight / (tie.weight + w0),
            projects=tie.contexts,
            first=tie.first,
            last=tie.last,
            evidence=proof,
            evidence_total=n,
        )
        for tie, proof, n in zip(kept, proofs, totals, strict=True)
    ]
    return partners, len(found)


def _projects(view: View, query: ActorQuery) -> list[ActorProject]:
    """The actor's projects that the filters let through, running ones first, then the latest."""
    moment, projection = view.moment(query), view.projection
    me = view.position(query.id)
    running = projection.takes_part(me, moment)
    found = [_project(view, me, place, place in running) for place in projection.projects_of(me, moment)]
    return sorted(found, key=lambda p: (not p.running, _latest(p), p.id))


def _latest(project: ActorProject) -> int:
    return -first_day(project.start).toordinal() if project.start else 0


def _project(view: View, actor: int, place: int, running: bool) -> ActorProject:
    """One project of an actor, by their places in the snapshot, with what the actor does in it."""
    snapshot, mode = view.projection.snapshot, view.projection.affiliation
    links = mode.links_of(place)
    (mine,) = [link for link in links if int(mode.link_actor[link]) == actor]
    rows = mode.rows_of(mine).tolist()
    kind = snapshot.project_kinds[place]
    held = sorted({snapshot.participation_roles[row] for row in rows})
    starts = [snapshot.participation_starts[row] or snapshot.project_starts[place] for row in rows]
    ends = [snapshot.participation_ends[row] or snapshot.project_ends[place] for row in rows]
    return ActorProject(
        id=snapshot.projects[place],
        title=snapshot.project_titles[place],
        kind=kind or None,
        kind_label=view.vocabulary.label("project_kind", kind),
        roles=held,
        role_labels=[view.vocabulary.label("role", role) for role in held],
        start=min((start for start in starts if start), default=None),
        end=max(end for end in ends if end) if all(ends) else None,
        running=running,
        event=view.vocabulary.is_event(kind),
        participants=len(links),
    )
