"""One picture at two dates: what is new, what was kept, what is gone, everything in one place.

Ties do not vanish: who worked together once stays tied, more weakly each year. So a line counts as there at a date
while its main evidence runs; one that runs at neither date is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph_service.messages import m
from graph_service.queries.picture import Emphasis, Group, Line, LineType, Node, NodeType, Picture, Shown
from visualisations.view import EdgeState, MapView

_COMPARED = (LineType.TIE, LineType.PART)


def difference(then: Picture, now: Picture) -> Picture:
    """Return one picture of both: all nodes of both, and the lines that run at one of the dates."""
    before, after = _running(then.lines), _running(now.lines)
    lines: list[Line] = [line for line in now.lines if line.type not in _COMPARED]
    for key in sorted(before.keys() | after.keys()):
        emphasis = Emphasis.REST if key in before and key in after else Emphasis.NEW if key in after else Emphasis.GONE
        line = after.get(key) or before[key]
        # What was quiet beside something else is what is asked about here.
        lines.append(replace(line, emphasis=emphasis, ended=False, meetings_only=False))
    nodes = _nodes(then, now)
    people = sum(node.type is NodeType.ACTOR for node in nodes)
    return replace(
        now,
        title=m("map-title-difference", title=now.title, then=then.caption.as_of, now=now.caption.as_of),
        nodes=nodes,
        lines=tuple(lines),
        groups=_groups(then, now, nodes),
        areas=tuple({area.code: area for area in (*then.areas, *now.areas)}.values()),
        ways=(),
        caption=replace(now.caption, actors=Shown(people, max(people, now.caption.actors.total))),
        notes=now.notes,
        alternative="",
        sources=tuple({source.id: source for source in (*then.sources, *now.sources)}.values()),
        legend={
            **now.legend,
            Emphasis.NEW: m("map-tie-new"),
            Emphasis.GONE: m("map-tie-gone"),
        },
    )


def _running(lines: Iterable[Line]) -> Mapping[tuple[str, str], Line]:
    """The lines that run, by their ends. A meeting neither runs nor ends: it counts once it was."""
    return {line.key: line for line in lines if line.type in _COMPARED and not line.ended}


def _nodes(then: Picture, now: Picture) -> tuple[Node, ...]:
    there = {node.id: node for node in now.nodes}
    gone = [node for node in then.nodes if node.id not in there]
    return (*now.nodes, *(replace(node, emphasis=Emphasis.GONE) for node in gone))


def _groups(then: Picture, now: Picture, nodes: Iterable[Node]) -> tuple[Group, ...]:
    sizes = Counter(node.group for node in nodes)
    known = {group.id: group for group in (*then.groups, *now.groups)}
    return tuple(replace(group, size=sizes[id_]) for id_, group in known.items() if sizes[id_])


def counted(view: MapView, then: Picture, now: Picture) -> MapView:
    """The view of what changed, which tells how many of its lines are new, kept and gone."""
    states = Counter(edge.state for edge in view.edges if edge.state is not EdgeState.BETWEEN)
    new, gone = states[EdgeState.NEW], states[EdgeState.GONE]
    counts = {"new": new, "kept": states.total() - new - gone, "gone": gone}
    days = {"then": then.caption.as_of, "now": now.caption.as_of}
    told = m("map-difference", **days, **counts)
    return replace(
        view,
        notes=(told, *view.notes),
        alternative=m("map-alt-difference", title=now.title, **days, **counts),
    )
