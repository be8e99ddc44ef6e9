"""From answers to a map: what is asked of the graph becomes the one record that renderers draw from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from graph_service.messages import Day, Items, Label, m, when
from graph_service.project_templates import Level
from graph_service.queries.asked.actor import ActorAnswer
from graph_service.queries.asked.paths import PathsAnswer
from graph_service.queries.asked.project import InvolvementRecord, ProjectAnswer, RoleRecord
from graph_service.queries.asked.ties import TieRecord, TiesAnswer
from graph_service.queries.base import ActorBrief, Answer, EvidenceRecord, ReachingAnswer, SourceRecord, event_words
from graph_service.queries.slots import SlotRecord
from graph_service.vocabulary import Family, Vocabulary
from visualisations import style
from visualisations.view import (
    Caption,
    EdgeState,
    EvidenceLine,
    MapEdge,
    MapNode,
    MapPath,
    MapView,
    NodeState,
    Shown,
    SourceLine,
    Words,
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What maps need beside answers. `fictional`: the relations are invented. `acronyms`: by actor, where it has one.
    `cards`: where a host shows the card of a record, by type of record, up to the id."""

    vocabulary: Vocabulary
    fictional: bool
    acronyms: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, str] = field(default_factory=dict)

    def card(self, kind: str, id_: str) -> str | None:
        return f"{self.cards[kind]}{quote(id_, safe='')}" if kind in self.cards else None


def ego(card: ActorAnswer, ties: TiesAnswer, draw: Drawing) -> MapView:
    """An actor, its partners, and the ties among those that are drawn (and, at depth 2, beyond)."""
    briefs = {brief.id: brief for brief in (*ties.actors, *card.partners)} | {card.actor.id: card.actor}
    near = {partner.id for partner in card.partners}
    left = card.partners_total - len(near)
    nodes = [
        _node(brief, draw, NodeState.FOCUS if id_ == card.actor.id else _rest(id_ in near))
        for id_, brief in sorted(briefs.items())
    ]
    # Drawn in order: the focus's own ties come last, on top.
    own = sorted(ties.ties, key=lambda tie: card.actor.id in (tie.a, tie.b))
    edges = [
        _edge(tie, draw.vocabulary, EdgeState.REST if card.actor.id in (tie.a, tie.b) else EdgeState.QUIET)
        for tie in own
    ]
    return MapView(
        title=m("map-title-ego", name=card.actor.name),
        caption=_caption(ties, draw.vocabulary, (len(nodes), len(nodes) + left), (len(edges), ties.total)),
        nodes=tuple(nodes),
        edges=tuple(edges),
        sources=_sources((card, ties)),
        notes=(*((m("map-partners-left", n=left),) if left else ()), *_left_out(card, ties)),
        fictional=draw.fictional,
        layout="ego",
    )


def network(ties: TiesAnswer, isolated: Sequence[ActorBrief], draw: Drawing) -> MapView:
    """All ties of an answer, and the actors who have none."""
    briefs = {brief.id: brief for brief in (*ties.actors, *isolated)}
    edges = [_edge(tie, draw.vocabulary, EdgeState.REST) for tie in _thinned(ties.ties)]
    return MapView(
        title=m("map-title-network"),
        caption=_caption(ties, draw.vocabulary, (len(briefs), len(briefs)), (len(edges), ties.total)),
        nodes=tuple(_node(brief, draw, NodeState.REST) for _, brief in sorted(briefs.items())),
        edges=tuple(edges),
        sources=_sources((ties,)),
        notes=(m("map-hidden-weak", n=ties.total - len(edges)),) if ties.total > len(edges) else (),
        fictional=draw.fictional,
    )


MANY, WEAK, KEPT = 200, 0.2, 3
"""On a map of more than so many ties, one weaker than this is left out, as long as both ends keep so many."""


def _thinned(ties: Sequence[TieRecord]) -> list[TieRecord]:
    """The ties that a map of many draws (docs/method.md#drawing). A contract of thirteen ties each of its pairs at
    7.7%: whoever has little else keeps it."""
    if len(ties) <= MANY:
        return list(ties)
    left: dict[str, int] = {}
    for tie in ties:
        left[tie.a], left[tie.b] = left.get(tie.a, 0) + 1, left.get(tie.b, 0) + 1
    gone = set[int]()
    for at in sorted(range(len(ties)), key=lambda i: (ties[i].strength, ties[i].a, ties[i].b)):
        tie = ties[at]
        if tie.strength < WEAK and min(left[tie.a], left[tie.b]) > KEPT:
            gone.add(at)
            left[tie.a] -= 1
            left[tie.b] -= 1
    return [tie for at, tie in enumerate(ties) if at not in gone]


def ways(paths: PathsAnswer, ties: TiesAnswer, draw: Drawing) -> MapView:
    """The paths between two actors, with the other ties among those who stand on them, quiet.

    Where there is none: the two actors, and the sentence that says why.
    """
    best = {_pair(hop.from_, hop.to) for path in paths.paths[:1] for hop in path.hops}
    others = {_pair(hop.from_, hop.to) for path in paths.paths for hop in path.hops} - best
    edges = []
    for tie in ties.ties:
        pair = _pair(tie.a, tie.b)
        state = EdgeState.PATH if pair in best else EdgeState.ALTERNATIVE if pair in others else EdgeState.QUIET
        edges.append(_edge(tie, draw.vocabulary, state))
    edges.sort(key=lambda edge: (EdgeState.QUIET, EdgeState.ALTERNATIVE, EdgeState.PATH).index(edge.state))
    ends = {paths.from_, paths.to}
    return MapView(
        title=m("map-title-paths", a=paths.from_name, b=paths.to_name),
        subtitle="" if paths.paths else paths.sentence,
        caption=_caption(ties, draw.vocabulary, (len(paths.actors), len(paths.actors)), (len(edges), ties.total)),
        nodes=tuple(
            _node(brief, draw, NodeState.FOCUS if brief.id in ends else NodeState.PATH) for brief in paths.actors
        ),
        edges=tuple(edges),
        paths=tuple(
            MapPath(rank, path.strength, tuple(path.actors), path.sentence) for rank, path in enumerate(paths.paths, 1)
        ),
        sources=_sources((paths, ties)),
        notes=_left_out(paths, ties),
        fictional=draw.fictional,
        layout="path",
    )


PROJECT = Family("projet", Label("Projet", "Project"), style.PAGE, "#FFFFFF", "#FFFFFF")
"""How a project is drawn: no family of actors."""
COULD = 3
"""Actors drawn beside a place that nobody fills; the card lists more."""


def project(card: ProjectAnswer, ties: TiesAnswer | None, draw: Drawing) -> MapView:
    """A project, who is in it with their ties, the places that law and method ask for and nobody fills, and who of
    that kind is already there. Of a project that does not run: who was in it. `ties` is None where nobody is."""
    parts = _members(card)
    centre = card.project.id if card.project.id not in parts else f"project:{card.project.id}"
    briefs: dict[str, ActorBrief] = {id_: each[0][1] for id_, each in parts.items()}
    nodes = [_sheet(card, centre, draw)] + [_node(brief, draw, NodeState.REST) for brief in briefs.values()]
    edges = [_edge(tie, draw.vocabulary, EdgeState.QUIET) for tie in ties.ties] if ties else []
    edges += [_involvement(card, centre, id_, each) for id_, each in parts.items()]
    missing = card.expectation.missing if card.expectation else []
    asked = [slot for slot in missing if slot.level is not Level.OPTIONAL]
    for slot in asked:
        ghost = f"{centre}#{slot.id}"
        nodes.append(_ghost(ghost, slot, draw))
        expected = m("map-expected", level=slot.level_label)
        edges.append(MapEdge(centre, ghost, 0, 0, 0, state=EdgeState.EXPECTED, said=expected))
        for actor in slot.nearby[:COULD]:
            said = m("map-nearby-already" if actor.already else "map-nearby-seat")
            if actor.id not in briefs:
                briefs[actor.id] = actor
                nodes.append(_node(actor, draw, NodeState.QUIET))
            edges.append(MapEdge(ghost, actor.id, 0, 0, 0, state=EdgeState.NEARBY, said=said))
    optional = len(missing) - len(asked)
    day = Day(card.as_of.isoformat())
    return MapView(
        title=m("map-title-project", title=card.project.title),
        caption=Caption(
            as_of=day,
            actors=Shown(len(parts), card.actors_active if card.project.running else card.actors_total),
            ties=Shown(len(ties.ties), ties.total) if ties else Shown(0, 0),
            tie_profile=draw.vocabulary.profile(card.tie_profile).label,
            revision=card.revision,
        ),
        nodes=tuple(nodes),
        edges=tuple(edges),
        sources=_sources((card, ties) if ties else (card,)),
        notes=(
            *((m("map-optional-left", n=optional),) if optional else ()),
            *_left_out(card, *([ties] if ties else [])),
        ),
        fictional=draw.fictional,
        layout="project",
    )


def _members(card: ProjectAnswer) -> dict[str, list[tuple[RoleRecord, InvolvementRecord]]]:
    """Who is on the map of a project, with what they do in it: of one that runs only those who still do."""
    found: dict[str, list[tuple[RoleRecord, InvolvementRecord]]] = {}
    for role in card.roles:
        for part in role.actors:
            if part.active or not card.project.running:
                found.setdefault(part.id, []).append((role, part))
    return found


def _sheet(card: ProjectAnswer, id_: str, draw: Drawing) -> MapNode:
    told, start, end = card.project.kind_label, card.project.start, card.project.end
    plain = m("map-project-said", kind=told, period=when(start, end))
    return MapNode(
        id=id_,
        label=_INVENTED.sub("", card.project.title) if draw.fictional else card.project.title,
        kind=card.project.kind or "",
        kind_label=card.project.kind_label,
        family=PROJECT,
        state=NodeState.FOCUS,
        url=draw.card("project", card.project.id),
        said=event_words(told, start, end) if card.project.event else plain,
    )


def _ghost(id_: str, slot: SlotRecord, draw: Drawing) -> MapNode:
    kind = slot.kinds[0] if slot.kinds else ""
    return MapNode(
        id=id_,
        label=m("map-ghost", slot=slot.label),
        kind=kind,
        kind_label=slot.label,
        family=draw.vocabulary.family(kind),
        state=NodeState.GHOST,
        said=m("map-ghost-said", level=slot.level_label),
    )


def _involvement(
    card: ProjectAnswer, centre: str, id_: str, held: Sequence[tuple[RoleRecord, InvolvementRecord]]
) -> MapEdge:
    labels: list[Words] = [role.label for role, _ in held]
    active = any(part.active for _, part in held)
    starts = [part.start for _, part in held if part.start]
    ends = [part.end for _, part in held]
    first, last = min(starts, default=None), None if None in ends else max(e for e in ends if e)
    line = EvidenceLine(
        title=card.project.title,
        roles=tuple(labels),
        start=first,
        end=last,
        running=active,
        event=card.project.event,
        sources=tuple(sorted({source for _, part in held for source in part.sources})),
    )
    said = m("map-part", roles=Items(labels))
    return MapEdge(
        centre,
        id_,
        0,
        0,
        0,
        first,
        last,
        state=EdgeState.PART,
        ended=not active and not card.project.event,
        evidence=(line,),
        said=said,
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _left_out(*answers: ReachingAnswer) -> tuple[Words, ...]:
    """What was not searched of a graph too large to be held, each said once."""
    said: list[Words] = []
    for answer in answers:
        if answer.left_out and answer.left_out not in said:
            said.append(answer.left_out)
    return tuple(said)


def _rest(near: bool) -> NodeState:
    return NodeState.REST if near else NodeState.QUIET


_INVENTED = re.compile(r"\s*\((?:fictif|fictive|fictional)\)$", re.IGNORECASE)


def _node(brief: ActorBrief, draw: Drawing, state: NodeState) -> MapNode:
    # A map of invented data says so by its watermark; on every label the word only takes a name's place. "(démo)"
    # stays: these are real bodies, and a cropped picture must not pass for real relations.
    return MapNode(
        id=brief.id,
        label=_INVENTED.sub("", brief.name) if draw.fictional else brief.name,
        kind=brief.kind,
        kind_label=brief.kind_label,
        family=draw.vocabulary.family(brief.kind),
        running=brief.running,
        state=state,
        territory=brief.territory_name or brief.territory,
        url=draw.card("actor", brief.id),
        short=draw.acronyms.get(brief.id, ""),
    )


def _edge(tie: TieRecord, vocabulary: Vocabulary, state: EdgeState) -> MapEdge:
    return MapEdge(
        a=tie.a,
        b=tie.b,
        strength=tie.strength,
        weight=tie.weight,
        projects=tie.projects,
        first=tie.first.isoformat() if tie.first else None,
        last=tie.last.isoformat() if tie.last else None,
        state=state,
        ended=bool(tie.evidence) and not tie.evidence[0].running and not tie.evidence[0].event,
        meetings_only=bool(tie.evidence) and all(_meeting(vocabulary, proof) for proof in tie.evidence),
        evidence=tuple(_line(proof) for proof in tie.evidence),
    )


def _meeting(vocabulary: Vocabulary, proof: EvidenceRecord) -> bool:
    """Whether a context is a meeting or a network: what the vocabulary lets count less than a third."""
    term = vocabulary.get("project_kind", proof.kind)
    return bool(term and term.factor < 1 / 3)


def _line(proof: EvidenceRecord) -> EvidenceLine:
    labels: list[Words] = list(proof.role_labels or (proof.kind_label, proof.kind_label))
    return EvidenceLine(
        title=proof.title,
        roles=(labels[0], labels[1]),
        start=proof.start.isoformat() if proof.start else None,
        end=proof.end.isoformat() if proof.end else None,
        end_estimated=proof.end_estimated,
        running=proof.running,
        event=proof.event,
        sources=tuple(proof.sources),
    )


def _caption(answer: TiesAnswer, vocabulary: Vocabulary, actors: tuple[int, int], ties: tuple[int, int]) -> Caption:
    return Caption(
        as_of=Day(answer.as_of.isoformat()),
        actors=Shown(*actors),
        ties=Shown(*ties),
        tie_profile=vocabulary.profile(answer.tie_profile).label,
        revision=answer.revision,
    )


def _sources(answers: Iterable[Answer]) -> tuple[SourceLine, ...]:
    found: dict[str, SourceRecord] = {source.id: source for answer in answers for source in answer.sources}
    return tuple(
        SourceLine(id_, source.producer or id_, source.title or "", source.licence or "", source.updated)
        for id_, source in sorted(found.items())
    )
