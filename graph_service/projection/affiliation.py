"""The two-mode arrays of one revision and scope: who stood in which context, in what roles.

A *context* is a project, or a partnership of a kind that ties (docs/method.md#weight): projects come first, then
partnerships, both in the order of their ids. A *link* is one actor in one context, whatever number of rows say so.
Links are sorted by (context, actor), so that an actor's links, read in ascending order, meet its contexts in
ascending order too: that is the fixed order in which weights are summed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_service.stores.base import Snapshot
from graph_service.vocabulary import Vocabulary

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Array = NDArray[Any]

PARTNERS = 0
"""The role set of a partnership's two ends, who hold no role."""


@dataclass(frozen=True)
class Affiliation:
    """Links as compressed rows, from both sides. Positions are those of the snapshot's blocks."""

    actors: int
    projects: int
    partnerships: Ints
    """Of each context after the projects: its position among the snapshot's partnerships."""
    participants: Ints
    """n_p of each context: the larger of the stated size and the distinct participants that the scope sees."""
    context_ptr: Ints
    """Links of context c: `context_ptr[c]` to `context_ptr[c + 1]`."""
    link_actor: Array
    link_context: Array
    link_set: Array
    """Which of `role_sets` the actor holds in the context, of all dates."""
    actor_ptr: Ints
    actor_links: Array
    """Links of actor a, ascending: `actor_links[actor_ptr[a] : actor_ptr[a + 1]]`."""
    row_ptr: Ints
    rows: Ints
    """Rows of a link: positions among the participations, or of a partnership's link the partnership's position."""
    role_sets: tuple[tuple[str, ...], ...]
    """Distinct sets of roles, each sorted; the first is that of partners, empty."""

    @property
    def contexts(self) -> int:
        return self.projects + len(self.partnerships)

    def links_of(self, context: int) -> range:
        return range(int(self.context_ptr[context]), int(self.context_ptr[context + 1]))

    def rows_of(self, link: int) -> Ints:
        return self.rows[self.row_ptr[link] : self.row_ptr[link + 1]]


def build(snapshot: Snapshot, vocabulary: Vocabulary) -> Affiliation:
    """The two-mode arrays of a snapshot. Dates are left to `intervals`, kinds and filters to `lens`."""
    actors, projects = len(snapshot.actors), len(snapshot.projects)
    key = snapshot.participation_projects.astype(np.int64) * max(actors, 1) + snapshot.participation_actors
    order = np.argsort(key, kind="stable").astype(np.int64)
    links, first = np.unique(key[order], return_index=True)
    role_sets, link_set = _role_sets(snapshot.participation_roles, order, first)

    ties = _tying(snapshot, vocabulary)
    one, other = snapshot.partnership_actors[ties], snapshot.partnership_partners[ties]
    pair = np.stack([np.minimum(one, other), np.maximum(one, other)], axis=1).ravel()
    numbers = np.arange(len(ties), dtype=np.int64)

    link_context = np.concatenate([links // max(actors, 1), projects + np.repeat(numbers, 2)])
    link_actor = np.concatenate([links % max(actors, 1), pair])
    seen = np.bincount(link_context, minlength=projects + len(ties)).astype(np.int64)
    sizes = np.array([size or 0 for size in snapshot.project_sizes], dtype=np.int64)
    by_actor = np.argsort(link_actor, kind="stable")
    return Affiliation(
        actors=actors,
        projects=projects,
        partnerships=ties,
        participants=np.concatenate([np.maximum(sizes, seen[:projects]), seen[projects:]]),
        context_ptr=pointers(seen),
        link_actor=link_actor.astype(np.int32),
        link_context=link_context.astype(np.int32),
        link_set=np.concatenate([link_set, np.full(len(pair), PARTNERS)]).astype(np.int32),
        actor_ptr=pointers(np.bincount(link_actor, minlength=actors)),
        actor_links=by_actor.astype(np.int32),
        row_ptr=np.concatenate([first, len(order) + np.arange(len(pair) + 1)]).astype(np.int64),
        rows=np.concatenate([order, np.repeat(ties, 2)]).astype(np.int64),
        role_sets=role_sets,
    )


def pointers(counts: Array) -> Ints:
    """Where each group of a compressed row begins, and after the last one where it ends."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _tying(snapshot: Snapshot, vocabulary: Vocabulary) -> Ints:
    """Positions of the partnerships that are contexts. A partnership of an actor with itself ties nobody."""
    terms = {kind: vocabulary.get("partnership_kind", kind) for kind in set(snapshot.partnership_kinds)}
    tying = {kind for kind, term in terms.items() if term is not None and term.tie}
    kept = [
        position
        for position, kind in enumerate(snapshot.partnership_kinds)
        if kind in tying and snapshot.partnership_actors[position] != snapshot.partnership_partners[position]
    ]
    return np.array(kept, dtype=np.int64)


def _role_sets(roles: Sequence[str], order: Ints, first: Ints) -> tuple[tuple[tuple[str, ...], ...], Ints]:
    """The distinct sets of roles, and which of them each link has."""
    numbers: dict[tuple[str, ...], int] = {(): PARTNERS}
    found = np.zeros(len(first), dtype=np.int64)
    for link, (start, end) in enumerate(pairwise([*first.tolist(), len(order)])):
        held = (roles[order[start]],) if end == start + 1 else tuple(sorted({roles[r] for r in order[start:end]}))
        found[link] = numbers.setdefault(held, len(numbers))
    return tuple(numbers), found
