"""The ties between groups, each pair of groups made one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph_service.messages import m
from graph_service.queries.grouping import expected
from graph_service.queries.picture import Emphasis, Line, LineType


def between(lines: Iterable[Line], group: Mapping[str, str], most: int) -> list[Line]:
    """At most `most` lines between pairs of groups whose actors are tied, those that stand for most beyond chance.

    As many ties fall on a pair by chance as both groups have ends (the null model of Newman and Girvan 2004); without
    it, every picture would be a star around the largest group.
    """
    count: dict[tuple[str, str], int] = defaultdict(int)
    weight: dict[tuple[str, str], float] = defaultdict(float)
    ends: dict[str, int] = defaultdict(int)
    for line in lines:
        if line.emphasis is Emphasis.GONE:
            continue
        a, b = sorted((group[line.a], group[line.b]))
        if a != b:
            count[a, b] += 1
            weight[a, b] += line.strength
            ends[a] += 1
            ends[b] += 1
    whole = sum(count.values())
    excess = {pair: n - expected(ends[pair[0]], ends[pair[1]], whole) for pair, n in count.items()}
    order = sorted(count, key=lambda pair: (-excess[pair], pair))
    return [
        Line(a, b, LineType.BETWEEN, weight=weight[a, b], projects=count[a, b], note=m("map-between", n=count[a, b]))
        for a, b in order[:most]
    ]
