"""The ties between groups, each pair of groups made one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph_service.messages import Share, Text, m
from graph_service.queries.grouping import chosen
from graph_service.queries.picture import Emphasis, Line, LineType


def between(lines: Iterable[Line], group: Mapping[str, str], most: int) -> tuple[list[Line], tuple[Text, ...]]:
    """Lines between pairs of groups whose actors are tied, and what is told of those left out: at most `most`, those
    that stand for most ties beyond chance, and of every group that has ties the line that stands for most.

    By number alone every picture would be a star around the largest group (docs/method.md#groups).
    """
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        a, b = sorted((group[line.a], group[line.b]))
        if a != b and line.emphasis is not Emphasis.GONE:
            found[a, b].append(line)
    count = {pair: len(each) for pair, each in found.items()}
    kept = chosen(count, most)
    made = [
        Line(
            *pair,
            LineType.BETWEEN,
            weight=sum(line.strength for line in found[pair]),
            projects=count[pair],
            note=m("map-between", n=count[pair]),
            records=tuple(sorted({id_ for line in found[pair] for proof in line.evidence for id_ in proof.records})),
        )
        for pair in kept
    ]
    drawn, whole = sum(count[pair] for pair in kept), sum(count.values())
    return made, ((m("map-between-left", share=Share(round(drawn / whole, 2))),) if drawn < whole else ())
