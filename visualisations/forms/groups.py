"""Groups alone: a disc for each, and one line between two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from graph_service.messages import m
from graph_service.queries.grouping import placing_told
from graph_service.queries.picture import Group, Node, NodeType, Picture
from visualisations.forms._between import between
from visualisations.forms._choosing import actors, drawn, ties

MOST = 40
"""Lines between groups."""


def make(picture: Picture) -> Picture | None:
    """A disc for each group; None where there are fewer than two."""
    group = {node.id: node.group for node in actors(picture) if node.group is not None}
    sizes = Counter(group.values())
    if len(sizes) < 2:
        return None
    inside = (line for line in ties(picture) if line.a in group and line.b in group)
    lines, told = between(inside, group, min(MOST, 2 * len(sizes)))
    nodes = [
        disc(one, [id_ for id_, own in group.items() if own == one.id]) for one in picture.groups if one.id in sizes
    ]
    notes = (m("map-form-groups"), *placing_told(one for one in picture.groups if one.id in sizes), *told)
    return drawn(picture, nodes, lines, "discs", notes, groups=())


def disc(group: Group, members: Iterable[str]) -> Node:
    """A group as one node, which keeps its place on the ground."""
    said = m("group-said", n=group.size)
    node = Node(group.id, NodeType.GROUP, group.label, "", said, size=group.size, note=said)
    return replace(node, spot=group.spot, middle=group.middle, members=tuple(sorted(members)))
