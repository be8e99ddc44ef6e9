"""Who: which actors work on a theme, in a place, on a kind of project, in a role?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from graph_service.dates import first_day
from graph_service.messages import Day, Items, Message, Text, m
from graph_service.model import RecordType, Scope, TermOf
from graph_service.queries.base import ActorBrief, Answer, AnswerRecord, Page, RowRecord, Sentence, TieQuery
from graph_service.queries.blocks import Ask, Badge, Block, Evidence, Lead, Note, Proof, Row, Rows, Shows, Title
from graph_service.queries.declare import question
from graph_service.queries.drawing import actors, caption, tie, ties_among
from graph_service.queries.grouping import grouped
from graph_service.queries.involvements import period_of
from graph_service.queries.picture import Emphasis, Picture, Shown
from graph_service.queries.places import areas_around
from graph_service.queries.table import Of, Table, listed, table
from graph_service.queries.telling import (
    actor_ref,
    history_of,
    named_sources,
    period,
    places,
    project_ref,
    some,
    source_names,
    state,
    theme_label,
)
from graph_service.queries.two_mode import two_mode
from graph_service.queries.view import View

if TYPE_CHECKING:
    from graph_service.projection import Moment


FORMS = ("ties", "projects", "territories", "groups", "columns", "geography")
DRAWN = 60
"""Actors that a picture holds, the first of the answer."""


class WhoQuery(TieQuery, Page):
    role: Annotated[tuple[str, ...], Field(description="who-role"), TermOf("role")] = ()
    running: Annotated[bool, Field(description="who-running")] = False
    projects: Annotated[int, Field(ge=0, le=20, description="who-projects")] = 3


class PartRecord(AnswerRecord):
    """What an actor does in a project that fits."""

    project: str
    """The project's id."""
    title: str
    """The project's title."""
    kind_label: Sentence
    """The name of the project's kind."""
    roles: list[str]
    """Ids of the actor's roles in it, of the vocabulary `role`."""
    role_labels: list[Sentence]
    """The names of these roles, in the same order."""
    start: str | None
    """Since when the actor takes part, as stated, else since when the project runs; null where nobody says."""
    end: str | None
    """Until when, in the same way; null while one of its parts has no end."""
    running: bool
    """Whether the actor takes part on the answer's date."""
    event: bool
    """Whether it is a meeting, which has a day and neither runs nor has ended."""
    facts: list[str]
    """Ids of the participations that this rests on."""
    sources: list[str]
    """Ids of the sources that say so; `sources` of the answer describes them."""
    rows: list[RowRecord]
    """Where these rows stand in their files; not shown to the public."""


class WhoRecord(ActorBrief):
    """An actor that works on what was asked for. Its own `running` counts all of its projects."""

    projects: int
    """How many projects that fit it takes part in or did."""
    projects_running: int
    """In how many of them it takes part on the answer's date."""
    roles: list[str]
    """Ids of the roles that it holds or held in them."""
    role_labels: list[Sentence]
    """The names of these roles, in the same order."""
    parts: list[PartRecord]
    """Some of these projects, those that it still takes part in first, then the latest."""


class WhoAnswer(Answer):
    """Who works on what was asked for."""

    actors: list[WhoRecord]
    """Those in most of these projects today first, then those in most of them at any time, then by name."""
    total: int
    """How many actors there are, whatever the limit."""
    projects: int
    """How many projects fit that anybody takes part in."""
    asked: list[Sentence]
    """What was asked for, in words: themes, places, kinds, roles."""
    beside: Sentence | None
    """Where a département or a region is asked for: which projects are not counted; else null."""
    next: str | None = None
    """Give it as `after` to get the next page; null on the last."""


def _tell(answer: WhoAnswer, query: WhoQuery) -> Iterator[Block]:
    yield Title(m("who-heading-of", what=Items(answer.asked, ",")) if answer.asked else m("who-heading"))
    yield Lead(m("who-count", n=answer.total, projects=answer.projects, day=Day(answer.as_of.isoformat())))
    if not answer.actors:
        yield Note("plain", m("who-nobody"))
        if answer.beside:
            yield Note("caveat", answer.beside)
        return
    if answer.beside:
        yield Note("caveat", answer.beside)
    names = source_names(answer)
    yield Rows(
        tuple(_row(actor, answer, names) for actor in answer.actors),
        more=Ask("who", query.given("after") | {"after": answer.next}, m("who-more")) if answer.next else None,
    )
    yield Shows(m("who-map"))


def _row(actor: WhoRecord, answer: WhoAnswer, names: Mapping[str, Text]) -> Row:
    me = actor_ref(actor)
    running = Badge("ok", m("who-running-count", n=actor.projects_running)) if actor.projects_running else None
    only_ended = Badge("warn", m("told-over")) if any(not part.event for part in actor.parts) else None
    return Row(
        me,
        me,
        badge=running or only_ended,
        details=some(
            m("who-projects-count", n=actor.projects),
            Items(actor.role_labels, ","),
            actor.kind_label,
            actor.territory_name,
        ),
        parts=(Evidence(tuple(_proof(part, answer, names) for part in actor.parts)),) if actor.parts else (),
    )


def _proof(part: PartRecord, answer: WhoAnswer, names: Mapping[str, Text]) -> Proof:
    return Proof(
        project_ref(part.project, part.title),
        badge=state(part.running, part.event),
        details=some(period(part.start, part.end), Items(part.role_labels, ","), part.kind_label),
        sources=tuple(names.get(source, source) for source in part.sources),
        places=places(part.rows),
        later=history_of(part.facts, answer.scope, part.title),
    )


def _rows(answer: WhoAnswer) -> Table:
    cited = named_sources(answer)
    columns: list[Of[WhoRecord]] = [
        Of("id", lambda one: one.id, "id"),
        Of("name", lambda one: one.name),
        Of("kind", lambda one: one.kind_label),
        Of("territory", lambda one: one.territory_name or one.territory),
        Of("projects", lambda one: one.projects, "integer", "column-projects-fitting"),
        Of("projects_running", lambda one: one.projects_running, "integer"),
        Of("roles", lambda one: listed(one.role_labels)),
        Of("titles", lambda one: listed(part.title for part in one.parts)),
        Of("sources", lambda one: cited(source for part in one.parts for source in part.sources)),
    ]
    return table(answer.actors, columns, answer.total)


def _draw(view: View, query: WhoQuery, answer: WhoAnswer) -> Picture:
    """Those of the answer who come first, with the ties among them."""
    drawn = answer.actors[:DRAWN]
    tied = ties_among(view, query, [one.id for one in drawn], role=(), actor_kind=())
    lines = [tie(one, view.vocabulary, Emphasis.REST) for one in tied.ties]
    left = answer.total - len(drawn)
    moment = view.moment(query)
    found = view.projection.affiliation.link_context[view.projection.parts_in(moment, running=query.running)]
    shared = two_mode(view, moment, [one.id for one in drawn], sorted({int(place) for place in found}))
    ordered = sorted(drawn, key=lambda one: one.id)
    groups = grouped(view, ordered)
    nodes = actors(view, ordered, groups=groups.of)
    counted = Shown(len(drawn), answer.total), Shown(len(lines), tied.total)
    return Picture(
        title=m("who-heading-of", what=Items(answer.asked, ",")) if answer.asked else m("who-heading"),
        caption=caption(view, answer, *counted),
        nodes=(*nodes, *shared.nodes),
        lines=(*lines, *shared.lines),
        layout="network",
        forms=FORMS,
        groups=groups.groups,
        areas=areas_around(view.territories, nodes, (one.territory for one in ordered)),
        sources=shared.sources,
        notes=(m("who-left", n=left),) if left else (),
    )


@question(
    reads=Scope.PUBLIC,
    title=m("who-title"),
    about=m("who-about"),
    path="/who",
    tell=_tell,
    draw=_draw,
    rows=_rows,
    purpose="explore",
    leads=("theme", "territory", "actor_kind", "role"),
    limit=50,
    examples=[{"theme": ("participation",)}, {"territory": ("D37",), "role": ("porteur",)}],
)
def who(view: View, query: WhoQuery) -> WhoAnswer:
    """Actors who take part in a project that the filters let through, or did: a theme, a place, a kind of project; of
    the actor its own kind and role there, and how long ago its part ended at most."""
    moment = view.moment(query)
    projection, affiliation = view.projection, view.projection.affiliation
    found = projection.parts_in(moment, running=query.running)
    links: dict[int, list[int]] = defaultdict(list)
    for link in found.tolist():
        links[int(affiliation.link_actor[link])].append(link)
    running = {actor: sum(bool(moment.there[link]) for link in each) for actor, each in links.items()}
    snapshot = projection.snapshot
    ranked = sorted(links, key=lambda a: (-running[a], -len(links[a]), snapshot.actor_names[a], snapshot.actors[a]))
    page, following = view.page(ranked, query.limit, query.after)
    parts = _Parts(view, moment, {actor: links[actor] for actor in page}, query.projects)
    briefs = {brief.id: brief for brief in view.briefs(page, moment)}
    records = [
        WhoRecord(
            **briefs[snapshot.actors[actor]].__dict__,
            projects=len(links[actor]),
            projects_running=running[actor],
            roles=(roles := parts.roles(links[actor])),
            role_labels=[view.vocabulary.label("role", role) for role in roles],
            parts=parts.of(actor),
        )
        for actor in page
    ]
    return WhoAnswer(
        actors=records,
        total=len(ranked),
        projects=len(set(affiliation.link_context[found].tolist())),
        asked=_asked(view, query),
        beside=_beside(view, query.territory),
        next=following,
        **view.stamp(query, parts.sources),
    )


def _beside(view: View, asked: Sequence[str]) -> Message | None:
    """Tell which intercommunalities with projects lie only in part where was asked: a project placed in one is not
    counted."""
    territories = view.territories
    placed = {code for codes in view.projection.snapshot.project_territories for code in codes}
    partly = sorted(code for code in placed if any(territories.is_partly_in(code, one) for one in asked))
    return m("who-epci", n=len(partly), names=Items([territories.name(code) for code in partly])) if partly else None


def _asked(view: View, query: WhoQuery) -> list[Text]:
    label = view.vocabulary.label
    themes = {fact.id: fact for fact in view.facts(RecordType.THEME)} if query.theme else {}
    found: list[Text] = [theme_label(view.vocabulary, themes.get(id_), id_) for id_ in query.theme]
    found += [view.territories.name(code) for code in query.territory]
    for category, ids in (
        ("project_kind", query.project_kind),
        ("actor_kind", query.actor_kind),
        ("role", query.role),
    ):
        found += [label(category, id_) for id_ in ids]
    return found


class _Parts:
    """What some actors do in projects, with the rows that say so read in one go."""

    def __init__(self, view: View, moment: Moment, links: Mapping[int, Sequence[int]], most: int) -> None:
        self.view, self.moment = view, moment
        self.snapshot, self.affiliation = view.projection.snapshot, view.projection.affiliation
        self.shown = {actor: sorted(each, key=self._rank)[:most] for actor, each in links.items()}
        rows = [row for each in self.shown.values() for link in each for row in self.affiliation.rows_of(link).tolist()]
        ids = sorted({self.snapshot.participations[row] for row in rows})
        facts = view.facts(RecordType.PARTICIPATION, ids) if ids else []
        self.sources = {fact.id: fact.sources for fact in facts}
        self.places = view.rows(facts)

    def roles(self, links: Sequence[int]) -> list[str]:
        order = {term.id: at for at, term in enumerate(self.view.vocabulary.of("role"))}
        sets, of = self.affiliation.role_sets, self.affiliation.link_set
        held = {role for link in links for role in sets[of[link]]}
        return sorted(held, key=lambda role: (order.get(role, len(order)), role))

    def of(self, actor: int) -> list[PartRecord]:
        return [self._record(link) for link in self.shown[actor]]

    def _rank(self, link: int) -> tuple[bool, int, str]:
        place = int(self.affiliation.link_context[link])
        start, _ = self._period(link)
        return (
            not self.moment.there[link],
            -(first_day(start).toordinal() if start else 0),
            self.snapshot.projects[place],
        )

    def _period(self, link: int) -> tuple[str | None, str | None]:
        place = int(self.affiliation.link_context[link])
        return period_of(self.snapshot, place, self.affiliation.rows_of(link).tolist())

    def _record(self, link: int) -> PartRecord:
        snapshot, place = self.snapshot, int(self.affiliation.link_context[link])
        rows = self.affiliation.rows_of(link).tolist()
        ids = [snapshot.participations[row] for row in rows]
        start, end = self._period(link)
        roles = self.roles([link])
        return PartRecord(
            project=snapshot.projects[place],
            title=snapshot.project_titles[place],
            kind_label=self.view.vocabulary.label("project_kind", snapshot.project_kinds[place]),
            roles=roles,
            role_labels=[self.view.vocabulary.label("role", role) for role in roles],
            start=start,
            end=end,
            running=bool(self.moment.there[link]),
            event=self.view.vocabulary.is_event(snapshot.project_kinds[place]),
            facts=ids,
            sources=sorted({source for id_ in ids for source in self.sources[id_]}),
            rows=[row for id_ in ids for row in self.places.get(id_, ())],
        )
