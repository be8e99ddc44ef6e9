"""Project: the card of one project, with who does what in it, what it is about, its money, and its generations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from graph_service.dates import first_day, last_day
from graph_service.messages import LANGS, Day, Items, Label, Message, Ref, Text, m, say
from graph_service.model import Fact, RecordType, Scope
from graph_service.queries.base import (
    ActorBrief,
    AnswerRecord,
    FieldValue,
    QueryInput,
    ReachingAnswer,
    RowRecord,
    Sentence,
    TieQuery,
    event_words,
)
from graph_service.queries.blocks import (
    Badge,
    Block,
    Evidence,
    Fields,
    Lead,
    List,
    Note,
    Proof,
    Row,
    Rows,
    Section,
    Shows,
    Title,
)
from graph_service.queries.cards import Card, card_of
from graph_service.queries.declare import Argument, ProjectRef, question
from graph_service.queries.funded import FundingRecord, FundingSum, fundings_of, money, sums
from graph_service.queries.involvements import Involvement, covers, involvements_of
from graph_service.queries.missing import held_to_template
from graph_service.queries.slots import Expectation, Slots
from graph_service.queries.telling import (
    actor_ref,
    history_of,
    number,
    period,
    places,
    project_ref,
    some,
    source_names,
    stated,
    theme_label,
)
from graph_service.queries.territory_index import TerritoryIndex
from graph_service.queries.view import View

if TYPE_CHECKING:
    from graph_service.projection import Moment


class ProjectQuery(QueryInput):
    id: Annotated[ProjectRef, Field(description="project-id"), Argument(0)]


class ProjectBrief(AnswerRecord):
    """A project as lists show it. `running`: by its stated dates, at the answer's date. `event`: it is a meeting, which
    neither runs nor has stopped running."""

    id: str
    """The project's id, by which every question takes it."""
    title: str
    """The project's title."""
    kind: str | None
    """Id of its kind, of the vocabulary `project_kind`; null where nobody says."""
    kind_label: Sentence
    """The name of its kind."""
    start: str | None
    """Since when it runs, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where nobody says."""
    end: str | None
    """Until when it runs, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where nobody says."""
    running: bool
    """Whether it runs at the answer's date by these dates; a date that nobody states does not hinder it."""
    event: bool
    """Whether it is a meeting, which has a day and neither runs nor has ended."""


class Named(AnswerRecord):
    """A theme or a territory, with what it lies in. `kind` is the theme's scheme, the territory's level."""

    id: str
    """Id of the theme, or code of the territory."""
    name: Sentence
    """What it is called."""
    kind: str | None
    """Of a theme the list that it comes from, of a territory its level; null where nobody says."""
    within: list[Sentence]
    """The names of what it lies in, the nearest first."""


class Documented(AnswerRecord):
    """A record that a resource documents, or a resource that documents this project."""

    id: str
    """Id of the record."""
    type: RecordType
    """Whether it is a project or an actor."""
    name: str
    """What it is called."""


class ProjectRecord(ProjectBrief):
    """What is stated of one project. Fields that nobody states are null or empty."""

    status: str | None = None
    """How far it has come, in the words of its source."""
    size: int | None = None
    """How many take part, where only the number is known."""
    budget: float | None = None
    """Its budget in euros."""
    description: str | None = None
    """A few words on what it is."""
    website: str | None = None
    """The address of its web site."""


class ProjectCard(Card, ProjectRecord):
    """All that is known of one project itself. Fields that nobody states are null or empty."""


class InvolvementRecord(ActorBrief):
    """An actor in a role. Dates as stated, the project's where the row states none."""

    start: str | None
    """Since when it holds the role, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where nobody says."""
    end: str | None
    """Until when it holds the role, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where nobody says."""
    active: bool
    """Whether it holds the role at the answer's date."""
    facts: list[str]
    """Ids of the participations that this rests on."""
    sources: list[str]
    """Ids of the sources that say so; `sources` of the answer describes them."""
    rows: list[RowRecord] = Field(default_factory=list)
    """Where its rows stand in their files; not shown to the public."""


class RoleRecord(AnswerRecord):
    """A role in the project, and who holds it."""

    role: str
    """Id of the role, of the vocabulary `role`."""
    label: Sentence
    """The name of the role."""
    actors: list[InvolvementRecord]
    """Who holds it or did: those who still do first, then by name."""


class ProjectAnswer(ReachingAnswer):
    """The card of one project."""

    project: ProjectCard
    """The project itself."""
    roles: list[RoleRecord]
    """Who does what, in the order of the vocabulary's roles; those who still do come first."""
    actors_total: int
    """How many actors take part in it or did."""
    actors_active: int
    """How many of them take part at the answer's date."""
    themes: list[Named]
    """What it is about."""
    territories: list[Named]
    """Where it takes place."""
    fundings: list[FundingRecord]
    """The money that it receives, the latest year first."""
    funding_sums: list[FundingSum]
    """What these fundings come to, by status and currency."""
    documents: list[Documented]
    """What this project documents."""
    documented_by: list[Documented]
    """The resources that document this project."""
    succeeds: list[ProjectBrief]
    """The projects that came before it."""
    succeeded_by: list[ProjectBrief]
    """The projects that came after it."""
    expectation: Expectation | None
    """A running project held to the template of its kind; null without one, and for the public (see `gaps`)."""
    fields: dict[str, FieldValue]
    """The record as PUT takes it back."""


def _tell(answer: ProjectAnswer, query: ProjectQuery) -> Iterator[Block]:
    card = answer.project
    me = project_ref(card.id, card.title)
    where = Items([each.name for each in answer.territories], ",") if answer.territories else None
    kind: Text | None = event_words(card.kind_label, card.start, card.end) if card.event else card.kind_label
    if card.event and kind and any(card.title.startswith(say(kind, lang)) for lang in LANGS):
        kind = None  # A meeting that is called by its kind and day is not told twice.
    badge = None
    if not card.event:
        badge = Badge("ok" if card.running else "warn", m(_state(card, answer.as_of)))
    yield Title(card.title, me, badge, some(kind, where, None if card.event else period(card.start, card.end)))
    yield Lead(_who_is_there(answer))
    if answer.left_out:
        yield Note("warn", answer.left_out)
    if answer.expectation:
        yield Section(m("project-missing-title"), tuple(held_to_template(answer.expectation, card.id)))
    for role in answer.roles:
        yield Section(role.label, (Rows(tuple(_part_row(one, answer) for one in role.actors)),))
    yield from _money(answer)
    for code, around in (
        ("project-before", [_brief_row(each) for each in answer.succeeds]),
        ("project-after", [_brief_row(each) for each in answer.succeeded_by]),
        ("project-documented-by", [_documented_row(each) for each in answer.documented_by]),
        ("project-documents", [_documented_row(each) for each in answer.documents]),
    ):
        if around:
            yield Section(m(code), (Rows(tuple(around)),))
    yield Section(m("project-record"), (_identity(answer), *history_of([card.id], answer.scope, card.title)))
    if answer.actors_total or answer.expectation:
        yield Shows({"project": card.id, **query.given("id")}, m("project-map", title=card.title))


def _who_is_there(answer: ProjectAnswer) -> Message:
    card = answer.project
    if card.event:
        return m("project-event", n=answer.actors_total)
    return m(
        "project-counts",
        day=Day(answer.as_of.isoformat()),
        running="yes" if card.running else "no",
        active=answer.actors_active,
        total=answer.actors_total,
    )


def _part_row(one: InvolvementRecord, answer: ProjectAnswer) -> Row:
    card, names = answer.project, source_names(answer)
    me = actor_ref(one)
    gone = not one.active and card.running and not card.event
    dates = None if card.event else period(one.start, one.end)
    proof = Proof(
        one.kind_label,
        sources=(*(names.get(source, source) for source in one.sources), *places(one.rows)),
        later=history_of(one.facts, answer.scope, one.name),
    )
    return Row(
        me,
        me,
        badge=Badge("warn", m("project-left")) if gone else None,
        details=some(one.kind_label, dates),
        parts=(Evidence((proof,)),),
    )


def _money(answer: ProjectAnswer) -> Iterator[Block]:
    if not answer.fundings:
        return
    rows = []
    for one in answer.fundings:
        me = Ref(RecordType.ACTOR.value, one.funder, one.funder_name, one.funder_kind or "")
        amount: Text = money(one.amount, one.currency) if one.amount is not None else m("project-no-amount")
        year = str(one.year) if one.year else None
        rows.append(Row(me, me, reason=amount, details=some(year, one.nature_label, one.status_label)))
    sums_ = tuple(m("project-funding-sum", **total.args()) for total in answer.funding_sums)
    yield Section(m("project-fundings"), (List(sums_), Rows(tuple(rows))))


def _brief_row(brief: ProjectBrief) -> Row:
    me = project_ref(brief.id, brief.title)
    return Row(me, me, details=some(brief.kind_label, period(brief.start, brief.end)))


def _documented_row(one: Documented) -> Row:
    me = Ref(one.type.value, one.id, one.name)
    return Row(me, me)


def _identity(answer: ProjectAnswer) -> Fields:
    card = answer.project
    return stated(
        {
            "id": Items(card.members, ","),
            # Its title and kind stand above; what others call it stands here.
            "title": None,
            "kind": None,
            "status": card.status,
            "territories": Items([each.name for each in answer.territories], ",") if answer.territories else None,
            "themes": Items([each.name for each in answer.themes], ",") if answer.themes else None,
            "size": number(card.size) if card.size is not None else None,
            "budget": money(card.budget, "EUR") if card.budget is not None else None,
            "description": card.description,
            "website": card.website,
            "start": None,
            "end": None,
        },
        card.others,
        answer,
    )


def _state(card: ProjectBrief, day: date) -> str:
    """The message that says whether a project runs on a day, has ended, or has not begun."""
    if card.running:
        return "project-running"
    if card.start and first_day(card.start) > day:
        return "project-ahead"
    return "project-over" if card.end and last_day(card.end) < day else "project-not-running"


@question(
    reads=Scope.PUBLIC,
    title=m("project-title"),
    about=m("project-about"),
    path="/projects/{id}",
    tell=_tell,
    purpose="explore",
    card_of=RecordType.PROJECT,
    examples=[{"id": "P1"}],
)
def project(view: View, query: ProjectQuery) -> ProjectAnswer:
    """One project at a date: who is in it in which role, and whether still; its themes, territories, fundings,
    documents, and the generations before and after. What the reader does not see is in no list and in no count."""
    from graph_service.records.template import row_of

    view.around(projects=[query.id])
    (fact,) = view.facts(RecordType.PROJECT, [query.id])
    place = view.projection.snapshot.projects.index(fact.id)
    moment = view.moment(TieQuery(as_of=query.as_of, tie_profile=query.tie_profile))
    involvements = list(involvements_of(view, place, moment))
    roles, rows_of_sources = _roles(view, moment, involvements)
    told = view.scope.sees(Scope.PARTNERS)
    fundings, money_sources = fundings_of(view, fact.id)
    around = _Around(view, query, fact)
    expected = Slots(TerritoryIndex(view, moment)).check(place) if told else None
    row = {name: list(value) if isinstance(value, tuple) else value for name, value in row_of(fact).items()}
    return ProjectAnswer(
        project=card_of(view, fact, ProjectCard, brief_of(view, query, fact)),
        roles=roles,
        actors_total=len({one.actor for one in involvements}),
        actors_active=len({one.actor for one in involvements if one.active}),
        themes=_themes(view, fact.get("themes") or ()),
        territories=_territories(view, fact.get("territories") or ()),
        fundings=fundings,
        funding_sums=sums(view, fundings),
        documents=around.documents(),
        documented_by=around.documented_by(),
        succeeds=around.succeeds(),
        succeeded_by=around.succeeded_by(),
        expectation=expected,
        fields={name: value for name, value in row.items() if name != "source"},
        **view.completeness(),
        **view.stamp(query, {*fact.sources, *rows_of_sources, *money_sources}),
    )


def brief_of(view: View, query: QueryInput, fact: Fact) -> ProjectBrief:
    """A project as lists show it."""
    kind, start, end = fact.get("kind"), fact.get("start"), fact.get("end")
    label = view.vocabulary.label("project_kind", kind or "")
    return ProjectBrief(
        id=fact.id,
        title=fact.name,
        kind=kind,
        kind_label=label,
        start=start,
        end=end,
        running=covers(start, end, query.day),
        event=view.vocabulary.is_event(kind or ""),
    )


def _roles(view: View, moment: Moment, involvements: Sequence[Involvement]) -> tuple[list[RoleRecord], set[str]]:
    """Actors by role, and the sources of their rows."""
    ids = view.projection.snapshot.participations
    facts = {
        fact.id: fact for fact in view.facts(RecordType.PARTICIPATION, sorted(ids[p.position] for p in involvements))
    }
    where = view.rows(list(facts.values()))
    briefs = {brief.id: brief for brief in view.briefs((one.actor for one in involvements), moment)}
    grouped: dict[str, dict[tuple[str, str | None, str | None], list[Involvement]]] = {}
    for one in involvements:
        held = (view.projection.snapshot.actors[one.actor], one.start, one.end)
        grouped.setdefault(one.role, {}).setdefault(held, []).append(one)
    records = []
    for role in sorted(grouped, key=_rank(view)):
        actors = []
        for (actor, start, end), same in grouped[role].items():
            said = [ids[one.position] for one in same]
            actors.append(
                InvolvementRecord(
                    **briefs[actor].__dict__,
                    start=start,
                    end=end,
                    active=any(one.active for one in same),
                    facts=said,
                    sources=sorted({source for id_ in said for source in facts[id_].sources}),
                    rows=[row for id_ in said for row in where.get(id_, ())],
                )
            )
        actors.sort(key=lambda each: (not each.active, each.name, each.start or ""))
        records.append(RoleRecord(role=role, label=view.vocabulary.label("role", role), actors=actors))
    return records, {source for fact in facts.values() for source in fact.sources}


def _rank(view: View) -> Any:
    order = {term.id: at for at, term in enumerate(view.vocabulary.of("role"))}
    return lambda role: (order.get(role, len(order)), role)


def _themes(view: View, ids: Iterable[str]) -> list[Named]:
    facts = {fact.id: fact for fact in view.facts(RecordType.THEME)}

    def label(id_: str) -> Label:
        return theme_label(view.vocabulary, facts.get(id_), id_)

    def parent(id_: str) -> str | None:
        term = view.vocabulary.get("theme", id_)
        return (facts[id_].get("parent") if id_ in facts else None) or (term.parent if term else None)

    found = []
    for id_ in ids:
        above: list[str] = []
        at = parent(id_)
        while at and at not in (id_, *above):
            above.append(at)
            at = parent(at)
        scheme = facts[id_].get("scheme") if id_ in facts else None
        found.append(Named(id=id_, name=label(id_), kind=scheme, within=[label(each) for each in above]))
    return found


def _territories(view: View, codes: Iterable[str]) -> list[Named]:
    levels = [term.id for term in view.vocabulary.of("territory_level")]

    def size(code: str) -> tuple[int, str]:
        level = view.territories.level(code)
        return (levels.index(level) if level in levels else len(levels), code)

    return [
        Named(
            id=code,
            name=view.territories.name(code),
            kind=view.territories.level(code),
            within=[view.territories.name(c) for c in sorted(view.territories.ancestors(code) - {code}, key=size)],
        )
        for code in codes
    ]


class _Around:
    """Other records that a project names, or that name it."""

    def __init__(self, view: View, query: ProjectQuery, fact: Fact) -> None:
        self.view, self.query, self.fact = view, query, fact
        self.naming = self._projects(view.projects_naming(fact.id))

    def documents(self) -> list[Documented]:
        ids = sorted(set(self.fact.get("documents") or ()))
        types = (RecordType.PROJECT, RecordType.ACTOR)
        return [_documented(fact) for type_ in types if ids for fact in self.view.facts(type_, ids)]

    def documented_by(self) -> list[Documented]:
        return [_documented(fact) for fact in self.naming if self.fact.id in (fact.get("documents") or ())]

    def succeeds(self) -> list[ProjectBrief]:
        before = self._projects(sorted(set(self.fact.get("succeeds") or ())))
        return [brief_of(self.view, self.query, fact) for fact in before]

    def succeeded_by(self) -> list[ProjectBrief]:
        after = (fact for fact in self.naming if self.fact.id in (fact.get("succeeds") or ()))
        return [brief_of(self.view, self.query, fact) for fact in after]

    def _projects(self, ids: Sequence[str]) -> list[Fact]:
        return self.view.facts(RecordType.PROJECT, ids) if ids else []


def _documented(fact: Fact) -> Documented:
    return Documented(id=fact.id, type=fact.type, name=fact.name)
