"""What the colours of a picture say of its actors where they do not say the kind: a main theme, or a territory.

An actor's main theme is the one that most of its running projects have, of those that the question lets through, themes
below others counted as the ones above them; of two as frequent the one that comes first in the vocabulary. Territories
are the groups that maps of groups have (`graph_service.queries.grouping`). The most frequent get a colour each, the
same at both dates of a comparison; all others share one (docs/method.md#drawing).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph_service.messages import Text, m
from graph_service.queries.base import QueryInput, TieQuery
from graph_service.queries.drawing import asked_by
from graph_service.queries.grouping import ELSEWHERE, by_territory
from graph_service.queries.picture import NONE, OTHERS, NodeType, Picture, Tag
from graph_service.queries.telling import theme_label
from graph_service.vocabulary import Vocabulary

if TYPE_CHECKING:
    from graph_service.queries.view import View

MOST = 8
"""Colours that are told apart, also by who is colour-blind."""


@dataclass(frozen=True)
class _Found:
    """Of a picture the id of each actor's tag, where it has one; `labels` by id, in the order of preference."""

    of: Mapping[str, str]
    labels: Mapping[str, Text]


def coloured(view: View, by: str, asked: Sequence[tuple[QueryInput, Picture]]) -> list[Picture]:
    """Return the pictures that some questions were answered with, with tags by `theme` or by `territory`: the same for
    all of them. `view` has been asked nothing yet."""
    ids = [[node.id for node in picture.nodes if node.type is NodeType.ACTOR] for _, picture in asked]
    everyone = sorted({id_ for each in ids for id_ in each})
    if not everyone:
        return [picture for _, picture in asked]
    view.around(actors=everyone)
    snapshot = view.projection.snapshot
    known = set(snapshot.actors)
    at = {id_: view.position(id_) for id_ in everyone if id_ in known}
    if by == "territory":
        found = [_territories(view, at)] * len(asked)
    else:
        here = [{id_: at[id_] for id_ in each if id_ in at} for each in ids]
        found = [_themes(view, query, each) for (query, _), each in zip(asked, here, strict=True)]
    tags = _tags(by, found, ids)
    kept = {tag.id for tag in tags}

    def tag(of: Mapping[str, str], id_: str) -> str:
        return NONE if id_ not in of else of[id_] if of[id_] in kept else OTHERS

    return [
        replace(
            picture,
            colour=by,
            tags=tags,
            nodes=tuple(
                replace(node, tag=tag(one.of, node.id)) if node.type is NodeType.ACTOR else node
                for node in picture.nodes
            ),
        )
        for (_, picture), one in zip(asked, found, strict=True)
    ]


def _tags(by: str, found: Sequence[_Found], ids: Sequence[Sequence[str]]) -> tuple[Tag, ...]:
    """The most frequent as tags, each with the colour that its place in the order gives it, or the next free one."""
    labels = {id_: label for one in found for id_, label in one.labels.items()}
    order = {id_: place for place, id_ in enumerate(labels)}
    counts = Counter(one.of[id_] for one, each in zip(found, ids, strict=True) for id_ in each if id_ in one.of)
    often = sorted(counts, key=lambda id_: (-counts[id_], order[id_]))[:MOST]
    free, tags = list(range(MOST)), []
    for id_ in often:
        wanted = order[id_] % MOST
        slot = next((each for each in free if each >= wanted), free[0])
        free.remove(slot)
        tags.append(Tag(id_, labels[id_], slot))
    return (*tags, Tag(OTHERS, m(f"colour-{by}-others")), Tag(NONE, m(f"colour-{by}-none")))


def _territories(view: View, at: Mapping[str, int]) -> _Found:
    """Who belongs to which group of territories; where no level tells actors apart, to which territory."""
    own = view.projection.snapshot.actor_territories
    codes = {id_: own[place] for id_, place in at.items()}
    grouping = by_territory(view.territories, list(codes.values()))
    if grouping is None:
        stated = {id_: code for id_, code in codes.items() if code}
        return _Found(stated, {code: view.territories.name(code) for code in sorted(set(stated.values()))})
    labels = {group.id: group.label for group in sorted(grouping.groups, key=lambda group: group.id)}
    labels |= {ELSEWHERE: m("group-elsewhere")} if ELSEWHERE in labels else {}
    of = dict(zip(codes, grouping.of, strict=True))
    # Who works outside what the picture is of has a territory; of whom nobody says where has none.
    return _Found({id_: group for id_, group in of.items() if group != ELSEWHERE or codes[id_]}, labels)


def _themes(view: View, query: QueryInput, at: Mapping[str, int]) -> _Found:
    """The main theme of each actor."""
    projection = view.projection
    moment = view.moment(TieQuery(**asked_by(query)))
    through, themes = projection.lens.contexts(moment.filters), projection.snapshot.project_themes
    facts = {fact.id: fact for fact in projection.snapshot.themes}
    parents = {id_: str(fact.get("parent")) for id_, fact in facts.items() if fact.get("parent")}
    order = {term.id: place for place, term in enumerate(view.vocabulary.of("theme"))}
    tops = {id_: _top(id_, parents, view.vocabulary) for id_ in {one for each in themes for one in each}}

    def place(theme: str) -> tuple[int, str]:
        return order.get(theme, len(order)), theme

    of = {}
    for id_, actor in at.items():
        running = (project for project in projection.takes_part(actor, moment) if through[project])
        counts = Counter(top for project in running for top in {tops[theme] for theme in themes[project]})
        if counts:
            of[id_] = min(counts, key=lambda top: (-counts[top], place(top)))
    used = sorted({*order, *of.values()}, key=place)
    return _Found(of, {id_: theme_label(view.vocabulary, facts.get(id_), id_) for id_ in used})


def _top(theme: str, parents: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """The theme above all that a theme lies in. A circle is walked once."""
    seen = [theme]
    while True:
        term = vocabulary.get("theme", seen[-1])
        above = parents.get(seen[-1]) or (term.parent if term else None)
        if not above or above in seen:
            return seen[-1]
        seen.append(above)
