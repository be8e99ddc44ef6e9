"""A moment: the date, tie profile and filters under which a projection is looked at, as factors and masks.

Filters leave out contexts or actors; they never change n_p, which counts what the scope sees
(docs/method.md#participants).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from graph_service.dates import RUNNING, day_code
from graph_service.projection.affiliation import PARTNERS, Affiliation, Array, Flags, Floats, Ints
from graph_service.projection.engine import Engine
from graph_service.projection.intervals import Intervals
from graph_service.projection.kernel_arrays import KernelArrays, Pool
from graph_service.stores.base import Snapshot
from graph_service.vocabulary import TieProfile, Vocabulary


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question leaves out. Empty leaves out nothing; ids are those of the vocabulary and of territories."""

    themes: tuple[str, ...] = ()
    """A project's themes, with those below them."""
    territories: tuple[str, ...] = ()
    """A project's territories, with those inside them."""
    actor_kinds: tuple[str, ...] = ()
    """Who may appear, with the kinds below them; the ends of a path always may."""
    project_kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """A context counts for a pair of whom at least one holds one of these roles in it."""
    since: int | None = None
    """Months: contexts whose overlap for a pair ended longer before `as_of` are left out for that pair."""
    avoid: tuple[int, ...] = ()
    """Actors, by position, that a path may not pass through."""

    @property
    def about_projects(self) -> bool:
        """Whether something is asked that only a project can be: partnerships have no theme, place or project kind."""
        return bool(self.themes or self.territories or self.project_kinds)


@dataclass(frozen=True)
class Moment:
    """All that a question about ties depends on beside the projection; made by `Projection.at`."""

    as_of: date
    profile: TieProfile
    filters: Filters
    arrays: KernelArrays = field(repr=False)
    intervals: Intervals = field(repr=False)
    allowed: Flags = field(repr=False)
    """Of each actor, whether its kind may appear."""
    role_factors: Floats = field(repr=False)
    """ρ of two role sets before any filter."""
    engine: Engine = field(repr=False)
    """The form of the kernels that reads `arrays`."""
    pools: list[Pool] = field(default_factory=list, repr=False)
    """Rows of ties that searches have computed and given back: the next one begins with them."""

    @cached_property
    def there(self) -> Flags:
        """Of each link, whether it is there on the date, whatever the filters."""
        return self.intervals.covering(self.arrays.as_of)


class Lens:
    """Turns filters into masks over the contexts and actors of one projection."""

    def __init__(
        self,
        snapshot: Snapshot,
        affiliation: Affiliation,
        vocabulary: Vocabulary,
        ancestors: Callable[[str], frozenset[str]],
    ) -> None:
        self.affiliation = affiliation
        self.vocabulary = vocabulary
        self._ancestors = ancestors
        self._parents = {fact.id: str(fact.get("parent")) for fact in snapshot.themes if fact.get("parent")}
        self._actors_of_kind = _positions((kind,) for kind in snapshot.actor_kinds)
        self._projects_of_kind = _positions((kind,) for kind in snapshot.project_kinds)
        self._projects_of_theme = _positions(snapshot.project_themes)
        self._projects_in_territory = _positions(snapshot.project_territories)
        self._kappa = self._kind_factors(snapshot)
        self._weights = np.ones(affiliation.contexts)
        self._weights[affiliation.projects :] = [
            1.0 if (weight := snapshot.partnership_weights[p]) is None else weight for p in affiliation.partnerships
        ]

    def factors(self, profile: TieProfile, filters: Filters) -> Floats:
        """κ/(n−1) of each context (of a partnership κ·weight); 0 where it ties nobody or is left out."""
        ties = self.affiliation.participants > 1
        per_tie = np.divide(
            self._weights, self.affiliation.participants - 1, out=np.zeros(self.affiliation.contexts), where=ties
        )
        factors = per_tie * self._kappa if profile.kinds else per_tie
        return np.where(self.contexts(filters), factors, 0.0)

    def allowed(self, filters: Filters) -> Flags:
        """Which actors may appear."""
        if not filters.actor_kinds:
            return np.ones(self.affiliation.actors, dtype=np.bool_)
        kinds = self._below("actor_kind", filters.actor_kinds)
        return _mask(self.affiliation.actors, self._actors_of_kind, kinds.__contains__)

    def role_factors(self, profile: TieProfile) -> Floats:
        """ρ of any two role sets: the largest over their pairs of roles."""
        sets = self.affiliation.role_sets
        roles = sorted({role for held in sets for role in held})
        rho = np.array([[profile.role_factor(one, other) for other in roles] for one in roles])
        holds = np.array([[role in held for role in roles] for held in sets], dtype=np.bool_)
        factors = np.ones((len(sets), len(sets)))
        for i in range(PARTNERS + 1, len(sets)):
            towards = rho[holds[i]].max(axis=0)
            factors[i, PARTNERS + 1 :] = np.where(holds[PARTNERS + 1 :], towards, 0.0).max(axis=1)
        return factors

    def left_out_by_role(self, factors: Floats, filters: Filters) -> Floats:
        """`factors`, negative for pairs of role sets of which neither has a role asked for."""
        if not filters.roles:
            return factors
        asked = np.array(
            [not set(held).isdisjoint(filters.roles) for held in self.affiliation.role_sets], dtype=np.bool_
        )
        return np.where(asked[:, None] | asked[None, :], factors, -1.0)

    def contexts(self, filters: Filters) -> Flags:
        """Which contexts fit: of projects and partnerships, in the order of the two-mode arrays."""
        n = self.affiliation.projects
        kept = np.ones(self.affiliation.contexts, dtype=np.bool_)
        if filters.about_projects:
            kept[n:] = False
        if filters.themes:
            asked = frozenset(filters.themes)
            kept[:n] &= _mask(n, self._projects_of_theme, lambda theme: not asked.isdisjoint(self._above(theme)))
        if filters.territories:
            places = frozenset(filters.territories)
            kept[:n] &= _mask(
                n,
                self._projects_in_territory,
                lambda code: code in places or not places.isdisjoint(self._ancestors(code)),
            )
        if filters.project_kinds:
            kinds = self._below("project_kind", filters.project_kinds)
            kept[:n] &= _mask(n, self._projects_of_kind, kinds.__contains__)
        return kept

    def _below(self, category: str, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(kind for id_ in ids for kind in self.vocabulary.descendants(category, id_))

    def _above(self, theme: str) -> set[str]:
        """A theme and all above it, by the parents that facts state and those of the vocabulary."""
        above, waiting = set[str](), [theme]
        while waiting:
            id_ = waiting.pop()
            if id_ not in above:
                above.add(id_)
                term = self.vocabulary.get("theme", id_)
                waiting += [parent for parent in (self._parents.get(id_), term and term.parent) if parent]
        return above

    def _kind_factors(self, snapshot: Snapshot) -> Floats:
        partnership_kinds = (snapshot.partnership_kinds[p] for p in self.affiliation.partnerships)
        terms = [
            *(self.vocabulary.get("project_kind", kind) for kind in snapshot.project_kinds),
            *(self.vocabulary.get("partnership_kind", kind) for kind in partnership_kinds),
        ]
        return np.array([term.factor if term else 1.0 for term in terms], dtype=np.float64)


def decays(intervals: Intervals, as_of: int, half_life: float, since: int | None) -> Floats:
    """2^(−Δ/h) for the last day of each interval; negative where Δ is more than `since` months."""
    months = months_since(intervals.ends, as_of)
    decay = np.exp2(-months / half_life)
    if since is not None:
        decay[months > since] = -1.0
    return np.asarray(decay[intervals.end_index], dtype=np.float64)


def months_since(ends: Array, as_of: int) -> Floats:
    """Δ (docs/method.md#months), from day codes: 12·(y2−y1) + (m2−m1) + (d2−d1)/30 months, never below 0."""
    ends = ends.astype(np.int64)
    months = as_of // 32 - ends // 32 + (as_of % 32 - ends % 32) / 30.0
    return np.maximum(np.where(ends == RUNNING, 0.0, months), 0.0)


def look(
    lens: Lens, intervals: Intervals, as_of: date, profile: TieProfile, filters: Filters, engine: Engine
) -> Moment:
    """The moment of a date, a profile and filters."""
    affiliation, day = lens.affiliation, day_code(as_of)
    role_factors = lens.role_factors(profile)
    arrays = KernelArrays(
        context_ptr=affiliation.context_ptr,
        link_actor=affiliation.link_actor,
        link_context=affiliation.link_context,
        link_set=affiliation.link_set,
        actor_ptr=affiliation.actor_ptr,
        actor_links=affiliation.actor_links,
        interval_ptr=intervals.ptr,
        interval_start=intervals.start,
        interval_end=intervals.end,
        decay=decays(intervals, day, profile.half_life_months, filters.since),
        factor=lens.factors(profile, filters),
        rho=np.ascontiguousarray(lens.left_out_by_role(role_factors, filters)).ravel(),
        sets=len(affiliation.role_sets),
        as_of=day,
        w0=float(profile.w0),
    )
    allowed = lens.allowed(filters)
    return Moment(as_of, profile, filters, engine.reads(arrays), intervals, allowed, role_factors, engine)


def without(filters: Filters, name: str) -> Filters:
    """The filters with one of them lifted."""
    nothing: dict[str, Any] = {name: None if name == "since" else ()}
    return replace(filters, **nothing)


def _positions(groups: Iterable[Iterable[str]]) -> dict[str, Ints]:
    """Of each id, the positions of the groups that hold it."""
    found: dict[str, list[int]] = {}
    for position, group in enumerate(groups):
        for id_ in group:
            found.setdefault(id_, []).append(position)
    return {id_: np.array(positions, dtype=np.int64) for id_, positions in found.items()}


def _mask(length: int, positions: Mapping[str, Ints], fits: Callable[[str], bool]) -> Flags:
    kept = np.zeros(length, dtype=np.bool_)
    for id_, at in positions.items():
        if fits(id_):
            kept[at] = True
    return kept
