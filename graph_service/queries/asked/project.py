"""Project: the card of one project, with who does what in it, what it is about, its money, and its generations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from graph_service.messages import Label, m
from graph_service.model import Fact, RecordType, Scope
from graph_service.queries.base import QueryInput, TieQuery
from graph_service.queries.cards import card_of
from graph_service.queries.declare import question
from graph_service.queries.funded import fundings_of, sums
from graph_service.queries.involvements import Involvement, covers, involvements_of
from graph_service.queries.projects.picture import draw
from graph_service.queries.projects.records import (
    Documented,
    InvolvementRecord,
    Named,
    ProjectAnswer,
    ProjectBrief,
    ProjectCard,
    ProjectQuery,
    RoleRecord,
)
from graph_service.queries.projects.table import rows
from graph_service.queries.projects.words import tell
from graph_service.queries.slots import Slots
from graph_service.queries.telling import theme_label
from graph_service.queries.territory_index import TerritoryIndex
from graph_service.queries.view import Rests, View, said_by

if TYPE_CHECKING:
    from graph_service.projection import Moment


@question(
    reads=Scope.PUBLIC,
    title=m("project-title"),
    about=m("project-about"),
    path="/projects/{id}",
    tell=tell,
    draw=draw,
    rows=rows,
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
    roles, parts = _roles(view, moment, involvements)
    told = view.scope.sees(Scope.PARTNERS)
    fundings = fundings_of(view, fact.id)
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
        **view.stamp(query, {**said_by([fact]), **parts, **{one.id: one.sources for one in fundings}}),
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


def _roles(view: View, moment: Moment, involvements: Sequence[Involvement]) -> tuple[list[RoleRecord], Rests]:
    """Actors by role, and the participations that say so."""
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
    return records, said_by(facts.values())


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
