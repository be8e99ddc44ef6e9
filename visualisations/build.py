"""From the picture of an answer to the view that renderers draw from: signs by kind, states by emphasis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from graph_service.messages import Label, Message, m
from graph_service.model import Scope
from graph_service.queries.picture import Emphasis, Line, LineType, Node, NodeType, Picture
from graph_service.vocabulary import Family, Vocabulary
from visualisations import style
from visualisations.view import EdgeState, MapEdge, MapNode, MapView, NodeState, Words

PROJECT = Family("projet", Label("Projet", "Project"), style.PAGE, "#FFFFFF", "#FFFFFF")
"""How a project is drawn: no family of actors."""

_NODES = {
    Emphasis.REST: NodeState.REST,
    Emphasis.FOCUS: NodeState.FOCUS,
    Emphasis.FIRST: NodeState.PATH,
    Emphasis.SECOND: NodeState.PATH,
    Emphasis.QUIET: NodeState.QUIET,
}
_TIES = {
    Emphasis.REST: EdgeState.REST,
    Emphasis.FOCUS: EdgeState.PATH,
    Emphasis.FIRST: EdgeState.PATH,
    Emphasis.SECOND: EdgeState.ALTERNATIVE,
    Emphasis.QUIET: EdgeState.QUIET,
}
_OTHERS = {
    LineType.PART: EdgeState.PART,
    LineType.EXPECTED: EdgeState.EXPECTED,
    LineType.NEARBY: EdgeState.NEARBY,
}
_INVENTED = re.compile(r"\s*\((?:fictif|fictive|fictional)\)$", re.IGNORECASE)


def map_view(
    picture: Picture,
    vocabulary: Vocabulary,
    *,
    fictional: bool = False,
    seen_by: Scope | None = None,
    cards: Mapping[str, str] | None = None,
) -> MapView:
    """Return the view of a picture. `fictional`: its relations are invented. `seen_by`: who may see it. `cards` says
    where a host shows the card of a record, by type of record, up to the id."""
    return MapView(
        title=picture.title,
        subtitle=picture.subtitle,
        caption=picture.caption,
        nodes=tuple(_node(node, vocabulary, fictional, cards or {}) for node in picture.nodes),
        edges=tuple(_edge(line) for line in picture.lines),
        paths=picture.ways,
        sources=picture.sources,
        notes=picture.notes,
        seen_by=seen_by,
        fictional=fictional,
        layout=picture.layout,
        alternative=_unmarked(picture.alternative) if fictional else picture.alternative,
        legend={_state(sign): text for sign, text in picture.legend.items()},
    )


def _state(sign: LineType | Emphasis) -> EdgeState:
    return _TIES[sign] if isinstance(sign, Emphasis) else _OTHERS[sign]


def _node(node: Node, vocabulary: Vocabulary, fictional: bool, cards: Mapping[str, str]) -> MapNode:
    before = cards.get(node.type.value)
    return MapNode(
        id=node.id,
        label=_unmarked(node.label) if fictional else node.label,
        kind=node.kind,
        kind_label=node.kind_label,
        family=PROJECT if node.type is NodeType.PROJECT else vocabulary.family(node.kind),
        running=node.size,
        state=NodeState.GHOST if node.type is NodeType.OPENING else _NODES[node.emphasis],
        closed=node.closed,
        territory=node.group,
        url=f"{before}{quote(node.card, safe='')}" if before and node.card else None,
        short=node.short,
        said=node.note,
    )


def _unmarked(text: Words) -> Words:
    """A name, or a sentence with names, without the word that marks an invented one. A map of invented data says so by
    its watermark; on every label the word only takes a name's place. "(démo)" stays: these are real bodies, and a
    cropped picture must not pass for real relations."""
    if isinstance(text, Message):
        return m(text.code, **{name: _unmarked(arg) for name, arg in text.args.items()})
    return _INVENTED.sub("", text) if isinstance(text, str) else text


def _edge(line: Line) -> MapEdge:
    return MapEdge(
        a=line.a,
        b=line.b,
        strength=line.strength,
        weight=line.weight,
        projects=line.projects,
        first=line.first,
        last=line.last,
        state=_TIES[line.emphasis] if line.type is LineType.TIE else _OTHERS[line.type],
        ended=line.ended,
        meetings_only=line.meetings_only,
        evidence=line.evidence,
        said=line.note,
    )
