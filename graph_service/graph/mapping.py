"""Which questions a map asks, and how much of their answers it can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph_service.errors import UsageError
from graph_service.graph.asking import checked
from graph_service.graph.retrying import asked_again
from graph_service.model import RecordType, Scope
from graph_service.queries.actor import ActorAnswer
from graph_service.queries.paths import PathsAnswer, paths
from graph_service.queries.project import PartRecord, ProjectAnswer
from graph_service.queries.records import ActorBrief
from graph_service.queries.ties import TiesAnswer
from graph_service.queries.view import View
from visualisations import build
from visualisations.view import MapView

if TYPE_CHECKING:
    from graph_service.graph.facade import Graph

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
    with none of these, the whole network. `cards` is the address of a host's cards of actors and
    projects, up to their own parameters.

    `values` are those of the questions: date, profile, filters; of paths also k, max_hops, avoid.
    """

    focus: str | None = None
    depth: int = 1
    path: tuple[str, str] | None = None
    project: str | None = None
    cards: str = ""
    scope: Scope | str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@asked_again
def map_view(graph: Graph, request: MapRequest) -> MapView:
    """Ask, and build the view, all at one revision. Raises what the questions raise."""
    if sum(1 for subject in (request.focus, request.path, request.project) if subject) > 1:
        raise UsageError("map-one-subject")
    if not 1 <= request.depth <= 2:
        raise UsageError("map-depth")
    with graph.view(request.scope) as view:
        more = _Drawing(graph, view, request)
        if request.path:
            return _paths(graph, request, more)
        # Some of what paths are asked by is of no use from here on; a wrong value is told all the same.
        plain = {p.field for p in paths.parameters if not (p.refers or p.category)}
        checked(paths, {"from": "", "to": "", **{n: v for n, v in request.values.items() if n in plain}})
        if request.project:
            return _project(graph, request, more)
        shared = {name: value for name, value in request.values.items() if name not in ("k", "max_hops", "avoid")}
        if request.focus:
            return _ego(graph, request, shared, more)
        return _network(graph, request, shared, more)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What a map needs beside its answers, once it is known whom it shows."""

    graph: Graph
    view: View
    request: MapRequest

    def of(self, *briefs: ActorBrief) -> build.Drawing:
        ids = sorted({brief.id for brief in briefs})
        facts = self.view.facts(RecordType.ACTOR, ids) if ids else []
        acronyms = {fact.id: str(fact.get("acronym")) for fact in facts if fact.get("acronym")}
        return build.Drawing(self.view.vocabulary, self.graph.fictional, acronyms, self.request.cards)


def _ego(graph: Graph, request: MapRequest, values: Mapping[str, Any], draw: _Drawing) -> MapView:
    asked = {**values, "id": request.focus, "limit": PARTNERS}
    card: ActorAnswer = graph.ask("actor", asked, scope=request.scope)  # type: ignore[assignment]
    drawn = [card.actor.id, *(partner.id for partner in card.partners)]
    if request.depth == 2:
        around = _ties(graph, request, values, of=drawn, order="strength", limit=TIES)
        beyond = dict.fromkeys(id_ for tie in around.ties for id_ in (tie.a, tie.b) if id_ not in drawn)
        drawn += list(beyond)[:SECOND_RING]
    ties = _ties(graph, request, values, among=drawn, evidence=_EVIDENCE)
    return build.ego(card, ties, draw.of(card.actor, *card.partners, *ties.actors))


def _paths(graph: Graph, request: MapRequest, draw: _Drawing) -> MapView:
    assert request.path is not None
    asked = {"k": PATHS, **request.values, "from": request.path[0], "to": request.path[1]}
    found: PathsAnswer = graph.ask("paths", asked, scope=request.scope)  # type: ignore[assignment]
    shared = {name: value for name, value in request.values.items() if name not in ("k", "max_hops", "avoid")}
    # A filter of actor kinds lets a path's ends through, and ties only where both ends fit.
    shared.pop("actor_kind", None)
    among = [brief.id for brief in found.actors]
    ties = _ties(graph, request, shared, among=among, evidence=_EVIDENCE)
    return build.ways(found, ties, draw.of(*found.actors))


def _project(graph: Graph, request: MapRequest, draw: _Drawing) -> MapView:
    """The card of a project, and the ties of those who are in it. Of what a filter leaves out a project has none."""
    plain = {name: value for name, value in request.values.items() if name in ("as_of", "tie_profile")}
    card: ProjectAnswer = graph.ask("project", {**plain, "id": request.project}, scope=request.scope)  # type: ignore[assignment]
    among = list(dict.fromkeys(part.id for role in card.roles for part in role.actors if _drawn(card, part)))
    ties = _ties(graph, request, plain, among=among, evidence=_EVIDENCE) if among else None
    near = [actor for slot in (card.expectation.slots if card.expectation else ()) for actor in slot.nearby]
    return build.project(card, ties, draw.of(*(part for role in card.roles for part in role.actors), *near))


def _drawn(card: ProjectAnswer, part: PartRecord) -> bool:
    return part.active or not card.project.running


def _network(graph: Graph, request: MapRequest, values: Mapping[str, Any], draw: _Drawing) -> MapView:
    """The actors of the strongest ties, as many as a map can hold; where all fit, also those without a tie."""
    everything = _ties(graph, request, values, order="strength", limit=TIES)
    drawn: dict[str, None] = {}
    for tie in everything.ties:
        if len(drawn.keys() | {tie.a, tie.b}) <= NETWORK:
            drawn |= {tie.a: None, tie.b: None}
    isolated = []
    with graph.view(request.scope) as view:
        actors = [fact.id for fact in view.facts(RecordType.ACTOR)]
        if len(actors) <= NETWORK and not any(values.get(name) for name in ("theme", "territory", "actor_kind")):
            alone = [id_ for id_ in actors if id_ not in drawn]
            cards = [graph.ask("actor", {**values, "id": id_, "limit": 1}, scope=request.scope) for id_ in alone]
            isolated = [card.actor for card in cards if isinstance(card, ActorAnswer)]
    kept = _ties(graph, request, values, among=list(drawn), evidence=_EVIDENCE) if drawn else everything
    return build.network(kept, isolated, draw.of(*kept.actors, *isolated))


def _ties(graph: Graph, request: MapRequest, values: Mapping[str, Any], **more: Any) -> TiesAnswer:
    found = graph.ask("ties", {**values, **more}, scope=request.scope)
    assert isinstance(found, TiesAnswer)
    return found
