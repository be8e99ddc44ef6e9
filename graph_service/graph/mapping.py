"""Which questions a map asks, and how much of their answers it can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph_service.errors import UsageError
from graph_service.graph.asking import checked, make_input
from graph_service.graph.configuring import is_fictional
from graph_service.graph.retrying import asked_again
from graph_service.graph.session import Session
from graph_service.model import RecordType, Scope
from graph_service.queries.asked.actor import actor
from graph_service.queries.asked.paths import paths
from graph_service.queries.asked.project import InvolvementRecord, ProjectAnswer, project
from graph_service.queries.asked.ties import TiesAnswer, ties
from graph_service.queries.base import ActorBrief
from graph_service.queries.view import View
from visualisations import build
from visualisations.view import MapView

PARTNERS = 40
"""Partners drawn around an actor, the strongest first; the rest is counted."""
SECOND_RING = 60
NETWORK = 300
"""Actors on a map of everything."""
TIES = 1500
PATHS = 3
"""Paths drawn between two actors unless said."""
_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class MapRequest:
    """An actor's surroundings (`focus`), the paths between two (`path`), a project and who is in it (`project`), or,
    with none of these, the whole network. `cards` says where a host shows the card of a record, by type of record, up
    to the id.

    `values` are those of the questions: date, profile, filters; of paths also k, max_hops, avoid.
    """

    focus: str | None = None
    depth: int = 1
    path: tuple[str, str] | None = None
    project: str | None = None
    cards: Mapping[str, str] = field(default_factory=dict)
    scope: Scope | str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@asked_again
def map_view(session: Session, request: MapRequest) -> MapView:
    """Ask, and build the view, all at one revision. Raises what the questions raise."""
    if sum(1 for subject in (request.focus, request.path, request.project) if subject) > 1:
        raise UsageError("map-one-subject")
    if not 1 <= request.depth <= 2:
        raise UsageError("map-depth")
    with session.view(request.scope) as view:
        more = _Drawing(view, request)
        if request.path:
            return _paths(session, request, more)
        # Some of what paths are asked by is of no use from here on; a wrong value is told all the same.
        plain = {p.field for p in paths.parameters if not (p.refers or p.category)}
        checked(paths, {"from": "", "to": "", **{n: v for n, v in request.values.items() if n in plain}})
        if request.project:
            return _project(session, request, more)
        shared = {name: value for name, value in request.values.items() if name not in ("k", "max_hops", "avoid")}
        if request.focus:
            return _ego(session, request, shared, more)
        return _network(session, request, shared, more)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What a map needs beside its answers, once it is known whom it shows."""

    view: View
    request: MapRequest

    def of(self, *briefs: ActorBrief) -> build.Drawing:
        ids = sorted({brief.id for brief in briefs})
        facts = self.view.facts(RecordType.ACTOR, ids) if ids else []
        acronyms = {fact.id: str(fact.get("acronym")) for fact in facts if fact.get("acronym")}
        return build.Drawing(self.view.vocabulary, is_fictional(self.view.reader), acronyms, self.request.cards)


def _ego(session: Session, request: MapRequest, values: Mapping[str, Any], draw: _Drawing) -> MapView:
    asked = {**values, "id": request.focus, "limit": PARTNERS}
    card = session.ask(actor, asked, scope=request.scope)
    drawn = [card.actor.id, *(partner.id for partner in card.partners)]
    if request.depth == 2:
        around = _ties(session, request, values, of=drawn, order="strength", limit=TIES)
        beyond = dict.fromkeys(id_ for tie in around.ties for id_ in (tie.a, tie.b) if id_ not in drawn)
        drawn += list(beyond)[:SECOND_RING]
    tied = _ties(session, request, values, among=drawn, evidence=_EVIDENCE)
    return build.ego(card, tied, draw.of(card.actor, *card.partners, *tied.actors))


def _paths(session: Session, request: MapRequest, draw: _Drawing) -> MapView:
    assert request.path is not None
    asked = {"k": PATHS, **request.values, "from": request.path[0], "to": request.path[1]}
    found = session.ask(paths, asked, scope=request.scope)
    shared = {name: value for name, value in request.values.items() if name not in ("k", "max_hops", "avoid")}
    # A filter of actor kinds lets a path's ends through, and ties only where both ends fit.
    shared.pop("actor_kind", None)
    among = [brief.id for brief in found.actors]
    tied = _ties(session, request, shared, among=among, evidence=_EVIDENCE)
    return build.ways(found, tied, draw.of(*found.actors))


def _project(session: Session, request: MapRequest, draw: _Drawing) -> MapView:
    """The card of a project, and the ties of those who are in it. Of what a filter leaves out a project has none."""
    plain = {name: value for name, value in request.values.items() if name in ("as_of", "tie_profile")}
    card = session.ask(project, {**plain, "id": request.project}, scope=request.scope)
    among = list(dict.fromkeys(part.id for role in card.roles for part in role.actors if _drawn(card, part)))
    tied = _ties(session, request, plain, among=among, evidence=_EVIDENCE) if among else None
    near = [one for slot in (card.expectation.slots if card.expectation else ()) for one in slot.nearby]
    return build.project(card, tied, draw.of(*(part for role in card.roles for part in role.actors), *near))


def _drawn(card: ProjectAnswer, part: InvolvementRecord) -> bool:
    return part.active or not card.project.running


def _network(session: Session, request: MapRequest, values: Mapping[str, Any], draw: _Drawing) -> MapView:
    """The actors of the strongest ties, as many as a map can hold; where all fit, also those without a tie."""
    everything = _ties(session, request, values, order="strength", limit=TIES)
    drawn: dict[str, None] = {}
    for tie in everything.ties:
        if len(drawn.keys() | {tie.a, tie.b}) <= NETWORK:
            drawn |= {tie.a: None, tie.b: None}
    isolated: list[ActorBrief] = []
    view = draw.view
    actors = view.projection.snapshot.actors
    if len(actors) <= NETWORK and not any(values.get(name) for name in ("theme", "territory", "actor_kind")):
        moment = view.moment(make_input(ties, {**values}, view, lambda: everything.as_of))
        isolated = view.briefs((at for at, id_ in enumerate(actors) if id_ not in drawn), moment)
    kept = _ties(session, request, values, among=list(drawn), evidence=_EVIDENCE) if drawn else everything
    return build.network(kept, isolated, draw.of(*kept.actors, *isolated))


def _ties(session: Session, request: MapRequest, values: Mapping[str, Any], **more: Any) -> TiesAnswer:
    return session.ask(ties, {**values, **more}, scope=request.scope)
