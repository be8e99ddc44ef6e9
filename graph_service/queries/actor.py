"""Actor: the card of one actor, with its partners, its projects, and what other sources say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from graph_service.dates import first_day, last_day
from graph_service.messages import Day, Share, m
from graph_service.model import Fact, RecordType, Scope
from graph_service.queries.declare import ActorRef, Argument, Line, question
from graph_service.queries.records import (
    ActorBrief,
    AnswerRecord,
    EvidenceRecord,
    OtherSays,
    ReachingAnswer,
    Sentence,
    TieQuery,
)
from graph_service.queries.said import otherwise
from graph_service.queries.view import View


class ActorQuery(TieQuery):
    id: Annotated[ActorRef, Field(description="actor-id"), Argument(0)]
    limit: Annotated[int | None, Field(ge=1, le=10_000, description="param-limit")] = None
    evidence: Annotated[int, Field(ge=0, le=20, description="ties-evidence")] = 3


class ActorCard(ActorBrief):
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
    members: list[str]
    """The ids that lead here: its own, and those of the records joined to it."""
    visibility: Scope
    version: str
    """What `If-Match` takes of this record, in quotes."""
    others: list[OtherSays]


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
    participants: int


class ActorAnswer(ReachingAnswer):
    actor: ActorCard
    partners: list[PartnerRecord]
    partners_total: int
    projects: list[ActorProject]


def _tell(answer: ActorAnswer) -> Iterator[Line]:
    card = answer.actor
    yield m("actor-head", name=card.name, kind=card.kind_label, place=card.territory_name or "", id=card.id)
    yield m(
        "actor-counts",
        partners=answer.partners_total,
        projects=len(answer.projects),
        running=card.running,
        day=Day(answer.as_of.isoformat()),
    )
    for partner in answer.partners:
        best = partner.evidence[0].title if partner.evidence else ""
        yield m("actor-partner", name=partner.name, strength=Share(partner.strength), n=partner.projects, best=best)
    if answer.left_out:
        yield answer.left_out
    for other in card.others:
        yield m("actor-other", field=other.label, value=other.text, source=other.source)


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
        actor=_card(view, fact, view.briefs([view.position(query.id)], view.moment(query))[0]),
        partners=partners,
        partners_total=total,
        projects=projects,
        **view.told_left_out(),
        **view.stamp(query, {*fact.sources, *spoken}),
    )


def _card(view: View, fact: Fact, brief: ActorBrief) -> ActorCard:
    names = ("acronym", "siren", "siret", "rna", "website", "latitude", "longitude", "start", "end")
    return ActorCard(
        **brief.__dict__,
        aliases=list(fact.get("aliases") or ()),
        succeeds=list(fact.get("succeeds") or ()),
        members=list(fact.keys),
        visibility=fact.visibility,
        version=fact.hash,
        others=otherwise(view, fact),
        **{name: fact.get(name) for name in names},
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
    """The actor's projects, running ones first, then the latest."""
    parts = [f for f in view.incident([query.id]) if f.type is RecordType.PARTICIPATION]
    roles: dict[str, list[Fact]] = {}
    for part in parts:
        if part.get("actor") == query.id:
            roles.setdefault(str(part.get("project")), []).append(part)
    facts = view.facts(RecordType.PROJECT, sorted(roles))
    members: dict[str, set[str]] = {fact.id: set() for fact in facts}
    for part in view.incident(sorted(roles)):
        if part.type is RecordType.PARTICIPATION and part.get("project") in members:
            members[str(part.get("project"))].add(str(part.get("actor")))
    found = [_project(view, query, fact, roles[fact.id], len(members[fact.id])) for fact in facts]
    return sorted(found, key=lambda p: (not p.running, _latest(p), p.id))


def _latest(project: ActorProject) -> int:
    return -first_day(project.start).toordinal() if project.start else 0


def _project(view: View, query: ActorQuery, fact: Fact, parts: list[Fact], participants: int) -> ActorProject:
    kind = fact.get("kind")
    held = sorted({str(part.get("role")) for part in parts})
    ends = [str(part.get("end") or fact.get("end") or "") for part in parts]
    starts = [str(part.get("start") or fact.get("start") or "") for part in parts]
    begun = any(not start or first_day(start) <= query.day for start in starts)
    over = all(end and last_day(end) < query.day for end in ends)
    return ActorProject(
        id=fact.id,
        title=fact.name,
        kind=kind,
        kind_label=view.vocabulary.label("project_kind", kind or ""),
        roles=held,
        role_labels=[view.vocabulary.label("role", role) for role in held],
        start=min((s for s in starts if s), default=None),
        end=max(ends) if all(ends) else None,
        running=begun and not over,
        participants=participants,
    )
