"""What several forms choose among: nodes by type, ties that tell little, what the numbers of a picture count then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph_service.messages import Text, m
from graph_service.queries.picture import Emphasis, Line, LineType, Node, NodeType, Picture, Shown

MANY, WEAK, KEPT = 200, 0.2, 3
"""Of more ties than so many, one weaker than this is left out, as long as both ends keep so many."""


def actors(picture: Picture) -> list[Node]:
    """The nodes that are no projects."""
    return [node for node in picture.nodes if node.type is not NodeType.PROJECT]


def ties(picture: Picture) -> list[Line]:
    return [line for line in picture.lines if line.type is LineType.TIE]


def thinned(lines: Sequence[Line], many: int = MANY) -> list[Line]:
    """The ties that a picture of many draws (docs/method.md#drawing). A contract of thirteen ties each of its pairs at
    7.7%: whoever has little else keeps it."""
    if len(lines) <= many:
        return list(lines)
    left: dict[str, int] = {}
    for line in lines:
        left[line.a], left[line.b] = left.get(line.a, 0) + 1, left.get(line.b, 0) + 1
    gone = set[int]()
    for at in sorted(range(len(lines)), key=lambda i: (lines[i].strength, lines[i].a, lines[i].b)):
        line = lines[at]
        if line.emphasis in (Emphasis.NEW, Emphasis.GONE):
            continue
        if line.strength < WEAK and min(left[line.a], left[line.b]) > KEPT:
            gone.add(at)
            left[line.a] -= 1
            left[line.b] -= 1
    return [line for at, line in enumerate(lines) if at not in gone]


def drawn(
    picture: Picture,
    nodes: Iterable[Node],
    lines: Iterable[Line],
    layout: str,
    notes: Iterable[Text] = (),
    weak: int = 0,
    **more: object,
) -> Picture:
    """The picture with these nodes and lines, its numbers counting the ties that are drawn. `notes` come first; `weak`
    is how many ties are left out because they tell little."""
    kept = tuple(lines)
    shown = sum(line.type is LineType.TIE for line in kept)
    hidden = (m("map-hidden-weak", n=weak),) if weak > 0 else ()
    caption = replace(picture.caption, ties=Shown(shown, picture.caption.ties.total))
    return replace(
        picture,
        nodes=tuple(nodes),
        lines=kept,
        layout=layout,
        caption=caption,
        forms=(),
        notes=(*notes, *picture.notes, *hidden),
        **more,  # type: ignore[arg-type]
    )
