"""Actor: the card of one actor, with its partners, its projects, and what other sources say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from graph_service.dates import first_day
from graph_service.messages import Day, Items, Share, Text, m
from graph_service.model import RecordType, Scope
from graph_service.queries.base import (
    ActorBrief,
    AnswerRecord,
    EvidenceRecord,
    ReachingAnswer,
    Sentence,
    TieQuery,
)
from graph_service.queries.blocks import Ask, Asks, Block, Fields, Gauge, Lead, Note, Row, Rows, Section, Shows, Title
from graph_service.queries.cards import Card, card_of
from graph_service.queries.declare import ActorRef, Argument, question
from graph_service.queries.drawing import actors, asked_by, caption, neighbours, short, tie, ties_among
from graph_service.queries.involvements import period_of
from graph_service.queries.picture import Emphasis, Picture, Shown
from graph_service.queries.places import areas_around
from graph_service.queries.table import Of, Table, table
from graph_service.queries.telling import (
    actor_ref,
    day,
    evidence,
    history_of,
    most_linked,
    named_sources,
    number,
    period,
    project_ref,
    some,
    state,
    stated,
)
from graph_service.queries.two_mode import two_mode
from graph_service.queries.view import Rests, View, said_by

_MORE = 500
"""Partners that are added to a list at a time."""
DRAWN = 65
"""Partners drawn around an actor, the strongest first; the rest is counted."""
FORMS = ("ties", "projects", "star", "columns", "geography")
BEYOND = 60
"""Partners of these that a wider picture draws."""
LOOKED = 1500
"""Ties among which those are looked for."""


class ActorQuery(TieQuery):
    id: Annotated[ActorRef, Field(description="actor-id"), Argument(0)]
    limit: Annotated[int | None, Field(ge=1, le=10_000, description="param-limit")] = None
    evidence: Annotated[int, Field(ge=0, le=20, description="ties-evidence")] = 3
    depth: Annotated[int, Field(ge=1, le=2, description="actor-depth")] = 1


class ActorRecord(ActorBrief):
    """What is stated of one actor. Fields that nobody states are null or empty."""

    acronym: str | None = None
    """Its acronym."""
    aliases: list[str] = Field(default_factory=list)
    """Other names that it is found by."""
    siren: str | None = None
    """SIREN of the legal unit: nine digits."""
    siret: str | None = None
    """SIRET of the establishment: fourteen digits."""
    rna: str | None = None
    """RNA number of an association: W and nine digits."""
    website: str | None = None
    """The address of its web site."""
    latitude: float | None = None
    """Degrees north, -90 to 90."""
    longitude: float | None = None
    """Degrees east, -180 to 180."""
    start: str | None = None
    """Since when it exists, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    end: str | None = None
    """Until when it existed, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where nobody says."""
    succeeds: list[str] = Field(default_factory=list)
    """Ids of the actors that it succeeds."""


class ActorCard(Card, ActorRecord):
    """All that is known of one actor itself. Fields that nobody states are null or empty."""


class PartnerRecord(ActorBrief):
    """An actor that has worked with the asked one, and how they are tied."""

    weight: float
    """Weight of their tie: the sum of what each shared context contributes."""
    strength: float
    """Strength of their tie, 0 to 1: weight / (weight + w0 of the tie profile)."""
    projects: int
    """How many contexts (projects and partnerships) they share, running or not."""
    first: date | None
    """The earliest start of their overlaps; null where nobody says."""
    last: date | None
    """The latest end of their overlaps; null while one has no end."""
    evidence: list[EvidenceRecord]
    """Their shared contexts, the one that counts most first; as many as `evidence` asks for."""
    evidence_total: int
    """How many contexts there are in all."""


class ActorProject(AnswerRecord):
    """A project of the actor, with what the actor does in it."""

    id: str
    """The project's id."""
    title: str
    """The project's title."""
    kind: str | None
    """Id of its kind, of the vocabulary `project_kind`; null where nobody says."""
    kind_label: Sentence
    """The name of its kind."""
    roles: list[str]
    """Ids of the actor's roles in it, of the vocabulary `role`."""
    role_labels: list[Sentence]
    """The names of these roles, in the same order."""
    start: str | None
    """The earliest start of the actor's participation, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; the project's
    where it has none; null where nobody says."""
    end: str | None
    """The latest end of the actor's participation, in the same form; null while one has no end."""
    running: bool
    """Whether the actor takes part on the answer's date."""
    event: bool
    """Whether it is a meeting, which has a day and neither runs nor has ended."""
    participants: int
    """How many actors take part in it or did, this one included."""


class ActorAnswer(ReachingAnswer):
    """The card of one actor."""

    actor: ActorCard
    """The actor itself."""
    partners: list[PartnerRecord]
    """Who it is tied to, from the strongest tie to the weakest, then by id."""
    partners_total: int
    """How many partners there are, whatever the limit."""
    projects: list[ActorProject]
    """The projects that the filters let through: running ones first, then the latest."""


def _tell(answer: ActorAnswer, query: ActorQuery) -> Iterator[Block]:
    card = answer.actor
    me = actor_ref(card)
    yield Title(card.name, me, under=some(card.kind_label, card.territory_name or card.territory))
    yield Lead(
        m(
            "actor-counts",
            partners=answer.partners_total,
            projects=len(answer.projects),
            running=sum(project.running and not project.event for project in answer.projects),
            day=Day(answer.as_of.isoformat()),
        )
    )
    if answer.left_out:
        yield Note("warn", answer.left_out)
    yield Asks((Ask("paths", {"from": card.id}, m("actor-reach")),))
    yield _identity(answer)
    yield from history_of([card.id], answer.scope, card.name)
    yield Section(m("actor-partners"), tuple(_partner_list(answer, query)))
    projects = tuple(_project_row(each) for each in answer.projects)
    yield Section(m("actor-projects"), (Rows(projects) if projects else Note("plain", m("actor-no-project")),))
    yield Shows(m("actor-map", name=me))


def _identity(answer: ActorAnswer) -> Fields:
    card = answer.actor
    place = f"{card.territory_name} ({card.territory})" if card.territory_name else card.territory
    return stated(
        {
            "id": Items(card.members, ","),
            # Its name and kind stand in the title; what others call it stands here.
            "name": None,
            "kind": None,
            "acronym": card.acronym,
            "aliases": Items(card.aliases, ",") if card.aliases else None,
            **{name: getattr(card, name) for name in ("siren", "siret", "rna")},
            "territory": place,
            "website": card.website,
            "latitude": number(card.latitude) if card.latitude is not None else None,
            "longitude": number(card.longitude) if card.longitude is not None else None,
            "start": day(card.start),
            "end": day(card.end),
        },
        card.others,
        answer,
    )


def _partner_list(answer: ActorAnswer, query: ActorQuery) -> Iterator[Block]:
    shown, total = len(answer.partners), answer.partners_total
    if not shown:
        yield Note("plain", m("actor-no-partner"))
        return
    if shown < total:
        yield Note("plain", m("actor-partners-count", n=shown, total=total))
    more = min(total - shown, _MORE)
    wider = {**query.given("limit"), "limit": shown + more}
    yield Rows(
        tuple(_partner_row(each, answer) for each in answer.partners),
        more=Ask("actor", wider, m("actor-partners-more", n=more)) if more else None,
    )


def _partner_row(partner: PartnerRecord, answer: ActorAnswer) -> Row:
    best = partner.evidence[0] if partner.evidence else None
    met = bool(best) and all(proof.event for proof in partner.evidence)
    running = any(proof.running and not proof.event for proof in partner.evidence)
    return Row(
        actor_ref(partner),
        actor_ref(partner),
        gauge=Gauge(partner.strength, Share(partner.strength)),
        badge=state(running, met, "told-ended") if best else None,
        reason=best.title if best else None,
        details=some(
            m("told-shared", n=partner.projects),
            m("told-since", year=str(partner.first.year)) if partner.first else None,
        ),
        parts=(evidence(partner.evidence, answer),),
    )


def _project_row(project: ActorProject) -> Row:
    me = project_ref(project.id, project.title)
    return Row(
        me,
        me,
        badge=state(project.running, project.event),
        details=some(period(project.start, project.end), project.kind_label, Items(project.role_labels, ",")),
    )


def _rows(answer: ActorAnswer) -> Table:
    """Its partners."""
    cited = named_sources(answer)
    columns: list[Of[PartnerRecord]] = [
        Of("id", lambda one: one.id, "id"),
        Of("name", lambda one: one.name),
        Of("kind", lambda one: one.kind_label),
        Of("territory", lambda one: one.territory_name or one.territory),
        Of("strength", lambda one: one.strength, "share"),
        Of("weight", lambda one: one.weight, "number"),
        Of("projects", lambda one: one.projects, "integer", "column-projects-shared"),
        Of("first", lambda one: one.first, "date"),
        Of("last", lambda one: one.last, "date"),
        Of("evidence", lambda one: one.evidence[0].title if one.evidence else None),
        Of("running", lambda one: one.evidence[0].running if one.evidence else None, "flag", "column-evidence-running"),
        Of("sources", lambda one: cited(source for proof in one.evidence for source in proof.sources)),
    ]
    return table(answer.partners, columns, answer.partners_total)


def _draw(view: View, query: ActorQuery, answer: ActorAnswer) -> Picture:
    """An actor, its partners, and the ties among those that are drawn (and, at depth 2, beyond)."""
    me, partners = answer.actor.id, answer.partners[:DRAWN]
    drawn = [me, *(partner.id for partner in partners)]
    if query.depth == 2:
        drawn += _beyond(view, query, drawn)
    tied = ties_among(view, query, drawn)
    near = {partner.id for partner in partners}
    briefs = {brief.id: brief for brief in (*tied.actors, *partners)} | {me: answer.actor}
    left = answer.partners_total - len(near)
    emphases = {id_: Emphasis.REST if id_ in near else Emphasis.QUIET for id_ in briefs} | {me: Emphasis.FOCUS}
    # Drawn in order: the focus's own ties come last, on top.
    order = sorted(tied.ties, key=lambda one: me in (one.a, one.b))
    lines = [tie(one, view.vocabulary, Emphasis.REST if me in (one.a, one.b) else Emphasis.QUIET) for one in order]
    alternative: Text = ""
    if found := neighbours(lines, me):
        best, strength = found[0]
        alternative = m(
            "map-alt-ego",
            focus=short(answer.actor.name),
            partners=len(found),
            best=short(briefs[best].name),
            share=Share(round(strength, 2)),
        )
    view.around(actors=[me])
    moment = view.moment(query)
    mine = view.projection.projects_of(view.position(me), moment)
    shared = two_mode(view, moment, [me, *near], mine)
    ordered = [brief for _, brief in sorted(briefs.items())]
    nodes = actors(view, ordered, emphases)
    return Picture(
        title=m("map-title-ego", name=answer.actor.name),
        caption=caption(view, tied, Shown(len(briefs), len(briefs) + left), Shown(len(lines), tied.total)),
        nodes=(*nodes, *shared.nodes),
        lines=(*lines, *shared.lines),
        layout="ego",
        forms=FORMS if query.depth == 1 else FORMS[:2],
        areas=areas_around(view.territories, nodes, (brief.territory for brief in ordered)),
        alternative=alternative,
        sources=shared.sources,
        notes=(m("map-partners-left", n=left),) if left else (),
    )


def _beyond(view: View, query: ActorQuery, drawn: Sequence[str]) -> list[str]:
    """Who else the drawn ones have worked with, the strongest first."""
    from graph_service.queries.asked.ties import TiesQuery, ties

    asked = TiesQuery(**asked_by(query), of=tuple(drawn), order="strength", limit=LOOKED)
    around = view.ask(ties, asked, shown=False)
    beyond = dict.fromkeys(id_ for one in around.ties for id_ in (one.a, one.b) if id_ not in drawn)
    return list(beyond)[:BEYOND]


def _begins(view: View) -> Mapping[str, Any] | None:
    """The actor with the most parts in projects and partnerships."""
    found = most_linked(view, 1)
    return {"id": found[0]} if found else None


@question(
    reads=Scope.PUBLIC,
    title=m("actor-title"),
    about=m("actor-about"),
    path="/actors/{id}",
    tell=_tell,
    draw=_draw,
    rows=_rows,
    purpose="explore",
    card_of=RecordType.ACTOR,
    limit=50,
    examples=[{"id": "REG"}],
    begins=_begins,
)
def actor(view: View, query: ActorQuery) -> ActorAnswer:
    """Partners from the strongest tie to the weakest, then by id; each with its strongest contexts."""
    view.around(actors=[query.id])
    (fact,) = view.facts(RecordType.ACTOR, [query.id])
    partners, total, rests = _partners(view, query)
    projects = _projects(view, query)
    return ActorAnswer(
        actor=card_of(view, fact, ActorCard, view.briefs([view.position(query.id)], view.moment(query))[0]),
        partners=partners,
        partners_total=total,
        projects=projects,
        **view.completeness(),
        **view.stamp(query, {**said_by([fact]), **rests}),
    )


def _partners(view: View, query: ActorQuery) -> tuple[list[PartnerRecord], int, Rests]:
    moment = view.moment(query)
    me = view.position(query.id)
    snapshot, w0 = view.projection.snapshot, moment.profile.w0
    found = sorted(view.projection.ties_of(me, moment), key=lambda tie: (-tie.weight, tie.b))
    kept = found[: query.limit]
    proofs, totals, rests = view.evidence([(me, tie.b) for tie in kept], moment, query.evidence, rows=True)
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
    return partners, len(found), rests


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
    start, end = period_of(snapshot, place, rows)
    return ActorProject(
        id=snapshot.projects[place],
        title=snapshot.project_titles[place],
        kind=kind or None,
        kind_label=view.vocabulary.label("project_kind", kind),
        roles=held,
        role_labels=[view.vocabulary.label("role", role) for role in held],
        start=start,
        end=end,
        running=running,
        event=view.vocabulary.is_event(kind),
        participants=len(links),
    )
