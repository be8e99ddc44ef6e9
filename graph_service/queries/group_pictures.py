"""Pictures of groups of actors: a disc for each, or the actors of one that is opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from graph_service.messages import Day, Share, Text, m
from graph_service.queries.drawing import actors, tie, ties_among
from graph_service.queries.grouping import BEFORE, by_family, by_territory, chosen, grouping_by, members, placing_told
from graph_service.queries.picture import Caption, Emphasis, Line, LineType, Node, NodeType, Picture, Shown

if TYPE_CHECKING:
    from graph_service.queries.asked.overview import OverviewAnswer, OverviewQuery
    from graph_service.queries.view import View

FORMS = ("ties", "territories", "groups")
DRAWN = 120
"""Actors of an opened group that its picture holds, those with the strongest ties first."""
LINES = 2
"""Lines of a picture of groups, for each group."""


def discs(view: View, answer: OverviewAnswer) -> Picture:
    """Return a disc for each group, and the lines that stand for most ties beyond chance."""
    _, grouping = grouping_by(view, answer.by)
    places = {group.id: (group.spot, group.middle) for group in grouping.groups}
    drawn_pairs = {*chosen({(pair.a, pair.b): pair.ties for pair in answer.pairs}, LINES * len(answer.groups))}
    kept = [pair for pair in answer.pairs if (pair.a, pair.b) in drawn_pairs]
    nodes, inside = [], members(grouping)
    for record in answer.groups:
        said = m("group-said", n=record.actors)
        spot, middle = places[BEFORE + record.id]
        group = Node(BEFORE + record.id, NodeType.GROUP, record.name, "", said, size=record.actors, note=said)
        held = tuple(view.projection.snapshot.actors[at] for at in inside[record.id])
        nodes.append(replace(group, card=record.id, spot=spot, middle=middle, members=held))
    lines = [
        Line(BEFORE + p.a, BEFORE + p.b, LineType.BETWEEN, projects=p.ties, note=m("map-between", n=p.ties))
        for p in kept
    ]
    drawn, between = (sum(pair.ties for pair in pairs) for pairs in (kept, answer.pairs))
    left = (m("map-between-left", share=Share(round(drawn / between, 2))),) if drawn < between else ()
    return Picture(
        title=m("map-title-network"),
        caption=_caption(view, answer, Shown(answer.actors_total, answer.actors_total), Shown(0, answer.ties_total)),
        nodes=tuple(nodes),
        lines=tuple(lines),
        layout="discs",
        alternative=_alternative(answer),
        notes=(m("map-form-groups"), *placing_told(grouping.groups), *left),
    )


def _alternative(answer: OverviewAnswer) -> Text:
    numbers = {"n": answer.actors_total, "groups": len(answer.groups)}
    if not answer.pairs:
        return m("overview-alt", **numbers)
    best = max(answer.pairs, key=lambda pair: pair.ties)
    return m("overview-alt-best", **numbers, a=best.a_name, b=best.b_name, ties=best.ties)


def opened(view: View, query: OverviewQuery, answer: OverviewAnswer) -> Picture:
    """Return the actors of a group that have the strongest ties inside it, in groups of their own."""
    record = answer.opened
    assert record, "a group was asked about"
    _, grouping = grouping_by(view, answer.by)
    inside = np.zeros(len(grouping.of), dtype=np.bool_)
    inside[members(grouping)[record.id]] = True
    strongest: dict[int, float] = dict.fromkeys(np.flatnonzero(inside).tolist(), 0.0)
    for block in view.projection.all_ties(view.moment(query)):
        both = inside[block.a] & inside[block.b]
        for ends in (block.a[both], block.b[both]):
            for end, weight in zip(ends.tolist(), block.weight[both].tolist(), strict=True):
                strongest[end] = max(strongest[end], weight)
    drawn = sorted(strongest, key=lambda at: (-strongest[at], at))[:DRAWN]
    briefs = view.briefs(drawn, view.moment(query))
    tied = ties_among(view, query, [brief.id for brief in briefs])
    finer = by_territory(view.territories, [brief.territory for brief in briefs]) if answer.by == "kind" else None
    finer = finer or by_family(view, [brief.kind for brief in briefs])
    left = record.actors - len(briefs)
    counted = Shown(len(briefs), record.actors), Shown(len(tied.ties), record.inside)
    return Picture(
        title=m("overview-heading-one", name=record.name),
        caption=_caption(view, answer, *counted),
        nodes=tuple(actors(view, briefs, groups=finer.of)),
        lines=tuple(tie(one, view.vocabulary, Emphasis.REST) for one in tied.ties),
        layout="network",
        forms=FORMS,
        groups=finer.groups,
        shows_answer=False,
        notes=(m("who-left", n=left),) if left else (),
    )


def _caption(view: View, answer: OverviewAnswer, drawn: Shown, ties: Shown) -> Caption:
    profile = view.vocabulary.profile(answer.tie_profile).label
    return Caption(Day(answer.as_of.isoformat()), drawn, ties, profile, answer.revision)
