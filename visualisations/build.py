"""From answers to a map: what is asked of the graph becomes the one record that renderers draw from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graph_service.messages import Day, m
from graph_service.queries.actor import ActorAnswer
from graph_service.queries.paths import PathsAnswer
from graph_service.queries.records import ActorBrief, Answer, EvidenceRecord, SourceRecord
from graph_service.queries.ties import TieRecord, TiesAnswer
from graph_service.vocabulary import Vocabulary
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


def ego(card: ActorAnswer, ties: TiesAnswer, vocabulary: Vocabulary, *, fictional: bool) -> MapView:
    """An actor, its partners, and the ties among those that are drawn (and, at depth 2, beyond)."""
    briefs = {brief.id: brief for brief in (*ties.actors, *card.partners)} | {card.actor.id: card.actor}
    near = {partner.id for partner in card.partners}
    left = card.partners_total - len(near)
    nodes = [
        _node(brief, vocabulary, NodeState.FOCUS if id_ == card.actor.id else _rest(id_ in near), fictional)
        for id_, brief in sorted(briefs.items())
    ]
    # Drawn in order: the focus's own ties come last, on top.
    own = sorted(ties.ties, key=lambda tie: card.actor.id in (tie.a, tie.b))
    edges = [
        _edge(tie, vocabulary, EdgeState.REST if card.actor.id in (tie.a, tie.b) else EdgeState.QUIET) for tie in own
    ]
    return MapView(
        title=m("map-title-ego", name=card.actor.name),
        caption=_caption(ties, vocabulary, (len(nodes), len(nodes) + left), (len(edges), ties.total)),
        nodes=tuple(nodes),
        edges=tuple(edges),
        sources=_sources((card, ties)),
        notes=(m("map-partners-left", n=left),) if left else (),
        fictional=fictional,
        layout="ego",
    )


def network(ties: TiesAnswer, isolated: Sequence[ActorBrief], vocabulary: Vocabulary, *, fictional: bool) -> MapView:
    """All ties of an answer, and the actors who have none."""
    briefs = {brief.id: brief for brief in (*ties.actors, *isolated)}
    edges = [_edge(tie, vocabulary, EdgeState.REST) for tie in ties.ties]
    return MapView(
        title=m("map-title-network"),
        caption=_caption(ties, vocabulary, (len(briefs), len(briefs)), (len(edges), ties.total)),
        nodes=tuple(_node(brief, vocabulary, NodeState.REST, fictional) for _, brief in sorted(briefs.items())),
        edges=tuple(edges),
        sources=_sources((ties,)),
        notes=(m("map-hidden-weak", n=ties.total - len(edges)),) if ties.total > len(edges) else (),
        fictional=fictional,
    )


def ways(paths: PathsAnswer, ties: TiesAnswer, vocabulary: Vocabulary, *, fictional: bool) -> MapView:
    """The paths between two actors, with the other ties among those who stand on them, quiet.

    Where there is none: the two actors, and the sentence that says why.
    """
    best = {_pair(hop.from_, hop.to) for path in paths.paths[:1] for hop in path.hops}
    others = {_pair(hop.from_, hop.to) for path in paths.paths for hop in path.hops} - best
    edges = []
    for tie in ties.ties:
        pair = _pair(tie.a, tie.b)
        state = EdgeState.PATH if pair in best else EdgeState.ALTERNATIVE if pair in others else EdgeState.QUIET
        edges.append(_edge(tie, vocabulary, state))
    edges.sort(key=lambda edge: (EdgeState.QUIET, EdgeState.ALTERNATIVE, EdgeState.PATH).index(edge.state))
    ends = {paths.from_, paths.to}
    return MapView(
        title=m("map-title-paths", a=paths.from_name, b=paths.to_name),
        subtitle="" if paths.paths else paths.sentence,
        caption=_caption(ties, vocabulary, (len(paths.actors), len(paths.actors)), (len(edges), ties.total)),
        nodes=tuple(
            _node(brief, vocabulary, NodeState.FOCUS if brief.id in ends else NodeState.PATH, fictional)
            for brief in paths.actors
        ),
        edges=tuple(edges),
        paths=tuple(
            MapPath(rank, path.strength, tuple(path.actors), path.sentence) for rank, path in enumerate(paths.paths, 1)
        ),
        sources=_sources((paths, ties)),
        fictional=fictional,
        layout="path",
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _rest(near: bool) -> NodeState:
    return NodeState.REST if near else NodeState.QUIET


_INVENTED = re.compile(r"\s*\((?:fictif|fictive|fictional|démo|demo)\)$", re.IGNORECASE)


def _node(brief: ActorBrief, vocabulary: Vocabulary, state: NodeState, fictional: bool) -> MapNode:
    # A map of invented data says so by its watermark; on every label the word only takes a name's place.
    return MapNode(
        id=brief.id,
        label=_INVENTED.sub("", brief.name) if fictional else brief.name,
        kind=brief.kind,
        kind_label=brief.kind_label,
        family=vocabulary.family(brief.kind),
        running=brief.running,
        state=state,
        territory=brief.territory_name or brief.territory,
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
        ended=bool(tie.evidence) and not tie.evidence[0].running,
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
