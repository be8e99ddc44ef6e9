"""A snapshot of facts that are at hand: what a store reads as columns, made of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from graph_service.model import Fact, RecordType, Scope, readable
from graph_service.model.bounds import is_date, is_size, is_weight
from graph_service.stores.base import IntArray, Snapshot

_DATES = (
    "project_starts",
    "project_ends",
    "participation_starts",
    "participation_ends",
    "partnership_starts",
    "partnership_ends",
)

A, P, PART, TIE = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION, RecordType.PARTNERSHIP


def snapshot_of(
    facts: Iterable[Fact], scope: Scope, revision: int, terms: Sequence[Fact] = (), themes: Sequence[Fact] = ()
) -> Snapshot:
    """The snapshot of these actors, projects, participations and partnerships, whose ends are among them.

    Equal to the store's where they are all that the scope sees, but for the territories, which no projection reads.
    """
    of: dict[RecordType, list[Fact]] = {A: [], P: [], PART: [], TIE: []}
    for fact in sorted(facts, key=lambda each: each.id):
        of[fact.type].append(fact)
    actor_at = {fact.id: place for place, fact in enumerate(of[A])}
    project_at = {fact.id: place for place, fact in enumerate(of[P])}

    def column(type_: RecordType, name: str) -> list[Any]:
        return [fact.get(name) for fact in of[type_]]

    def ids(type_: RecordType) -> list[str]:
        return [fact.id for fact in of[type_]]

    def ends(type_: RecordType, name: str, at: Mapping[str, int]) -> IntArray:
        return np.fromiter((at[str(fact.get(name))] for fact in of[type_]), dtype=np.int64, count=len(of[type_]))

    return Snapshot(
        scope=scope,
        revision=revision,
        actors=ids(A),
        actor_names=[fact.name for fact in of[A]],
        actor_kinds=[kind or "" for kind in column(A, "kind")],
        actor_territories=column(A, "territory"),
        projects=ids(P),
        project_titles=[fact.name for fact in of[P]],
        project_kinds=[kind or "" for kind in column(P, "kind")],
        project_starts=column(P, "start"),
        project_ends=column(P, "end"),
        project_sizes=column(P, "size"),
        project_themes=[tuple(each or ()) for each in column(P, "themes")],
        project_territories=[tuple(each or ()) for each in column(P, "territories")],
        participations=ids(PART),
        participation_actors=ends(PART, "actor", actor_at),
        participation_projects=ends(PART, "project", project_at),
        participation_roles=column(PART, "role"),
        participation_starts=column(PART, "start"),
        participation_ends=column(PART, "end"),
        partnerships=ids(TIE),
        partnership_actors=ends(TIE, "actor", actor_at),
        partnership_partners=ends(TIE, "partner", actor_at),
        partnership_kinds=column(TIE, "kind"),
        partnership_titles=column(TIE, "title"),
        partnership_starts=column(TIE, "start"),
        partnership_ends=column(TIE, "end"),
        partnership_weights=column(TIE, "weight"),
        terms=terms,
        themes=themes,
    )


def readable_columns(snapshot: Snapshot) -> Snapshot:
    """The snapshot without values that no projection can compute with; the same one where there are none."""
    tests: dict[str, Callable[[Any], bool]] = {
        **dict.fromkeys(_DATES, is_date),
        "project_sizes": is_size,
        "partnership_weights": is_weight,
    }
    mended: dict[str, Any] = {}
    for name, test in tests.items():
        column = getattr(snapshot, name)
        bad = {value for value in set(column) if value not in (None, "") and not test(value)}
        if bad:
            mended[name] = [None if value in bad else value for value in column]
    for name in ("terms", "themes", "territories"):
        facts = getattr(snapshot, name)
        if any(readable(fact) is not fact for fact in facts):
            mended[name] = [readable(fact) for fact in facts]
    return replace(snapshot, **mended) if mended else snapshot
