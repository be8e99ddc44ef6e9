"""What differs between two pictures of the same question: what came, what went, which ties are stronger or weaker.

Pure. What is told is told of the pictures: who is drawn no more may still be in the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph_service.messages import Label
from visualisations.view import Caption, MapEdge, MapNode, MapView, Words

LEAST = 0.01
"""By how much the strength of a tie must differ to be told: one per cent of the strongest tie there can be."""


class Change(StrEnum):
    """How something differs from before."""

    NEW = "new"
    GONE = "gone"
    STRONGER = "stronger"
    WEAKER = "weaker"


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node that is on one of the pictures only."""

    change: Change
    id: str
    label: Words
    kind_label: Words
    is_actor: bool


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that is on one of the pictures only, or a tie whose strength differs. `before` and `after` are strengths;
    None where the line is not there, or is no tie."""

    change: Change
    a: str
    b: str
    labels: tuple[Words, Words]
    is_tie: bool
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, slots=True)
class MapChanges:
    """Everything that differs, in the order of changes; of one change the strongest ties first, then by names."""

    title: Words
    before: Caption
    after: Caption
    nodes: tuple[NodeChange, ...]
    lines: tuple[LineChange, ...]
    kept_nodes: int
    kept_lines: int
    """Lines on both, whatever their strength."""


def changes(before: MapView, after: MapView, became: Mapping[str, str] | None = None) -> MapChanges:
    """Return what differs. `became` are the ids that nodes of `before` have today, of those whose id is another."""
    ids = {node.id: (became or {}).get(node.id, node.id) for node in before.nodes}
    old = {ids[node.id]: node for node in reversed(before.nodes)}
    lines_before, lines_after = _lines(before, ids), _lines(after, {})
    nodes = [*_nodes(Change.NEW, after.by_id, old), *_nodes(Change.GONE, old, after.by_id)]
    names: dict[str, Words] = {id_: node.label for id_, node in old.items()}
    for view in (before, after):
        names |= {each.id: each.label for each in (*view.nodes, *getattr(view, "groups", ()))}
    lines = []
    for pair in {*lines_before, *lines_after}:
        if found := _line(pair, lines_before.get(pair), lines_after.get(pair), names):
            lines.append(found)
    order = list(Change)
    return MapChanges(
        title=after.title,
        before=before.caption,
        after=after.caption,
        nodes=tuple(sorted(nodes, key=lambda each: (order.index(each.change), _plain(each.label), each.id))),
        lines=tuple(
            sorted(lines, key=lambda each: (order.index(each.change), -_moved(each), *map(_plain, each.labels)))
        ),
        kept_nodes=len(old.keys() & after.by_id.keys()),
        kept_lines=len(lines_before.keys() & lines_after.keys()),
    )


def _lines(view: MapView, ids: Mapping[str, str]) -> dict[tuple[str, str], MapEdge]:
    """The lines by pair; of two that now join the same pair the stronger."""
    found: dict[tuple[str, str], MapEdge] = {}
    for edge in sorted(view.edges, key=lambda each: each.strength):
        a, b = sorted((ids.get(edge.a, edge.a), ids.get(edge.b, edge.b)))
        if a != b:
            found[a, b] = edge
    return found


def _nodes(change: Change, there: Mapping[str, MapNode], other: Mapping[str, MapNode]) -> Iterator[NodeChange]:
    for id_, node in there.items():
        if id_ not in other:
            yield NodeChange(change, id_, node.label, node.kind_label, not node.said)


def _line(
    pair: tuple[str, str], before: MapEdge | None, after: MapEdge | None, names: Mapping[str, Words]
) -> LineChange | None:
    there = after or before
    assert there is not None, "a line of one of the two"
    old, new = (edge.strength if edge and edge.is_tie else None for edge in (before, after))
    if before is None or after is None:
        change = Change.GONE if after is None else Change.NEW
    elif old is None or new is None or abs(new - old) < LEAST:
        return None
    else:
        change = Change.STRONGER if new > old else Change.WEAKER
    return LineChange(change, *pair, (names[pair[0]], names[pair[1]]), there.is_tie, old, new)


def _moved(line: LineChange) -> float:
    return abs((line.after or 0) - (line.before or 0))


def _plain(text: Words) -> str:
    """A text to sort by: a name as it stands, else its French words."""
    return text if isinstance(text, str) else text.fr if isinstance(text, Label) else ""
