"""Hulls: the actors of each group together, their ties inside, and one line between two groups."""

from __future__ import annotations

from collections import Counter

from graph_service.messages import m
from graph_service.queries.grouping import placing_told
from graph_service.queries.picture import Line, NodeType, Picture
from visualisations.forms._between import between
from visualisations.forms._choosing import actors, drawn, thinned, ties

MOST = 16
"""Lines between groups."""
INSIDE = 30
"""Ties inside a group up to which none is left out."""


def make(picture: Picture) -> Picture | None:
    """The actors in their groups; None where there are no groups, or where one holds nearly all."""
    nodes = actors(picture)
    group = {node.id: node.group for node in nodes if node.group is not None and node.type is NodeType.ACTOR}
    sizes = Counter(group.values())
    if len(sizes) < 2 or len(group) < len(nodes) or max(sizes.values()) > 0.8 * len(nodes):
        return None
    all_ties = ties(picture)
    inner: dict[str, list[Line]] = {}
    for line in all_ties:
        if group[line.a] == group[line.b]:
            inner.setdefault(group[line.a], []).append(line)
    bands, told = between(all_ties, group, MOST)
    inside = [line for _, each in sorted(inner.items()) for line in thinned(each, INSIDE)]
    weak = sum(map(len, inner.values())) - len(inside) + picture.caption.ties.total - len(all_ties)
    kept = tuple(one for one in picture.groups if one.id in sizes)
    form = m("map-form-families" if any(one.is_kind for one in kept) else "map-form-territories")
    return drawn(picture, nodes, [*bands, *inside], "hulls", (form, *placing_told(kept), *told), weak, groups=kept)
