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
from visualisations.view import MapView

COMPARED = (LineType.TIE, LineType.PART)
FORMS = ("ties", "projects", "columns", "territories", "star")
"""Forms that draw what changed; discs and places draw sums."""


def difference(then: Picture, now: Picture) -> Picture:
    """Return one picture of both: all nodes of both, and the lines that run at one of the dates."""
    before, after = _running(then.lines), _running(now.lines)
    lines: list[Line] = [line for line in now.lines if line.type not in COMPARED]
    for key in sorted(before.keys() | after.keys()):
        emphasis = Emphasis.REST if key in before and key in after else Emphasis.NEW if key in after else Emphasis.GONE
        line = after.get(key) or before[key]
        # What was quiet beside something else is what is asked about here.
        lines.append(replace(line, emphasis=emphasis, ended=False, meetings_only=False))
    nodes = _nodes(then, now, lines)
    people = sum(node.type is NodeType.ACTOR for node in nodes)
    return replace(
        now,
        title=m("map-title-difference", title=now.title, then=then.caption.as_of, now=now.caption.as_of),
        nodes=nodes,
        lines=tuple(lines),
        groups=_groups(then, now, nodes),
        forms=tuple(form for form in now.forms if form in FORMS),
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
    return {line.key: line for line in lines if line.type in COMPARED and not line.ended}


def _nodes(then: Picture, now: Picture, lines: Iterable[Line]) -> tuple[Node, ...]:
    """The nodes of both, without those whose lines run at neither date."""
    there = {node.id: node for node in now.nodes}
    gone = [replace(node, emphasis=Emphasis.GONE) for node in then.nodes if node.id not in there]
    had = {end for line in (*then.lines, *now.lines) for end in line.key}
    have = {end for line in lines for end in line.key}
    return tuple(node for node in (*now.nodes, *gone) if node.id in have or node.id not in had)


def _groups(then: Picture, now: Picture, nodes: Iterable[Node]) -> tuple[Group, ...]:
    sizes = Counter(node.group for node in nodes)
    known = {group.id: group for group in (*then.groups, *now.groups)}
    return tuple(replace(group, size=sizes[id_]) for id_, group in known.items() if sizes[id_])


def counted(view: MapView, both: Picture, then: Picture, now: Picture) -> MapView:
    """The view of what changed, which tells how many ties, or parts in projects, are new, kept and ended: all of them,
    also those that its form makes one line or leaves out."""
    counts_parts = view.form in ("projects", "columns") or not any(line.type is LineType.TIE for line in both.lines)
    type_ = LineType.PART if counts_parts else LineType.TIE
    told = Counter(line.emphasis for line in both.lines if line.type is type_)
    new, gone = told[Emphasis.NEW], told[Emphasis.GONE]
    counts = {"new": new, "kept": told.total() - new - gone, "gone": gone}
    days = {"then": then.caption.as_of, "now": now.caption.as_of}
    what = "parts" if counts_parts else "ties"
    cut = any(each.caption.actors.shown < each.caption.actors.total for each in (then, now))
    return replace(
        view,
        notes=(
            m(f"map-difference-{what}", **days, **counts),
            *((m("map-difference-cut"),) if cut else ()),
            *view.notes,
        ),
        alternative=m(f"map-alt-difference-{what}", title=now.title, **days, **counts),
    )
