"""The projection of one revision and scope, and the ties that it yields at a moment (docs/method.md#weight).

    w_ab(t) = Σ_p κ(kind_p) · ρ(role_a, role_b) · 1/(n_p − 1) · 2^(−Δ_p(t)/h)

The 1/(n−1) is Newman's collaboration weight (Newman 2001, Phys. Rev. E 64, 016132). Weights have no unit: 1 is one
running project of two. Actors are positions in `snapshot.actors`, whose order is that of their ids.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

import numpy as np

from graph_service.dates import RUNNING, UNBOUNDED_START, from_day_code
from graph_service.projection import affiliation, engine, intervals
from graph_service.projection.affiliation import Array, Floats, Ints
from graph_service.projection.columns import readable_columns
from graph_service.projection.engine import Engine
from graph_service.projection.intervals import Intervals
from graph_service.projection.kernel_arrays import TieRows, empty_rows
from graph_service.projection.lens import Filters, Lens, Moment, look, months_since
from graph_service.stores.base import Snapshot
from graph_service.vocabulary import TieProfile, Vocabulary

NO_FILTERS = Filters()
MOMENTS = 8
"""How many of the latest moments a projection keeps, with the rows of ties that searches computed for each."""
BLOCK = 65_536
"""How many ties `Projection.all_ties` holds at once, give or take the row of one actor."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors who met by the moment's date, `a` before `b` where all ties are listed."""

    a: int
    b: int
    weight: float
    contexts: int
    """How many contexts they share."""
    first: date | None
    """When their earliest overlap started, None where nobody says."""
    last: date | None
    """When their latest overlap ends or ended, None while one has no end."""


@dataclass(frozen=True)
class Ties:
    """Ties as columns. `first` and `last` are day codes, `UNBOUNDED_START` and `RUNNING` where there is no day."""

    a: Ints
    b: Ints
    weight: Floats
    contexts: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.a)

    def at(self, places: Sequence[int] | Ints) -> Ties:
        """The ties at these places, in this order."""
        chosen = np.asarray(places, dtype=np.int64)
        return Ties(*(getattr(self, column.name)[chosen] for column in fields(self)))

    @staticmethod
    def joined(parts: Sequence[Ties]) -> Ties:
        """All ties of several, one after the other."""
        return Ties(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Ties)))

    def __iter__(self) -> Iterator[Tie]:
        columns = (self.a, self.b, self.weight, self.contexts, self.first, self.last)
        for a, b, weight, contexts, first, last in zip(*(c.tolist() for c in columns), strict=True):
            yield Tie(a, b, weight, contexts, _day(first), _day(last))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One context that ties two actors, and what it adds to their weight."""

    id: str
    """The project's or the partnership's."""
    position: int
    """In the snapshot's projects, or in its partnerships."""
    is_partnership: bool
    kind: str
    contribution: float
    roles: tuple[str, str] | None
    """The pair that gave ρ, `a`'s first; None of a partnership."""
    start: date | None
    """Of the last piece of their overlap that has begun; None where nobody says."""
    end: date | None
    """Of the same piece, its last day; None while it has no end."""
    end_estimated: bool
    running: bool
    facts_a: tuple[int, ...]
    """Positions of `a`'s participations in the project; of a partnership, its own position."""
    facts_b: tuple[int, ...]


class Projection:
    """Two-mode arrays of a snapshot, looked at through moments. No question changes what another one is answered.

    `ancestors` gives the territories that contain one, itself included. `form` is for tests: the form of the kernels.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        vocabulary: Vocabulary,
        ancestors: Callable[[str], frozenset[str]],
        form: Engine | None = None,
    ) -> None:
        self.snapshot = snapshot = readable_columns(snapshot)
        self.vocabulary = vocabulary.extended(snapshot.terms)
        self.affiliation = affiliation.build(snapshot, self.vocabulary)
        self.lens = Lens(snapshot, self.affiliation, self.vocabulary, ancestors)
        self._usual = intervals.usual_months(snapshot, self.vocabulary)
        self._intervals: dict[bool, Intervals] = {}
        self._moments: dict[tuple[date, TieProfile, Filters, str], Moment] = {}
        self._lock = threading.Lock()
        self._form = form

    @cached_property
    def pairs(self) -> int:
        """How many pairs of links share a context: what computing every tie once takes."""
        members = np.diff(self.affiliation.context_ptr)
        return int((members * (members - 1)).sum())

    def at(self, as_of: date, profile: TieProfile, filters: Filters = NO_FILTERS) -> Moment:
        """What the ties look like on a date, under a profile and filters."""
        form = self._form or engine.fitting(self.pairs)
        asked = as_of, profile, filters, form.name
        with self._lock:
            moment = self._moments.pop(asked, None)
        if moment is None:
            when = self._dated(profile.estimate_ends and any(self._usual))
            moment = look(self.lens, when, as_of, profile, filters, form)
        with self._lock:
            self._moments[asked] = moment
            while len(self._moments) > MOMENTS:
                del self._moments[next(iter(self._moments))]
        return moment

    def ties_of(self, actor: int, moment: Moment) -> Ties:
        """The ties of one actor, in the order of the others' ids.

        A filter of actor kinds is for the others: whoever is asked about may be of any kind.
        """
        rows = empty_rows(self.affiliation.actors, 0)
        _, found = moment.engine.tie_rows(moment.arrays, moment.allowed, actor, actor + 1, False, rows)
        return _sorted(rows, found)

    def all_ties(self, moment: Moment) -> Iterator[Ties]:
        """Every tie once (a < b), in the order of (a, b), in blocks so that memory stays bounded.

        A filter of actor kinds is for both ends.
        """
        at, rows = 0, empty_rows(self.affiliation.actors, BLOCK)
        while at < self.affiliation.actors:
            at, found = moment.engine.tie_rows(moment.arrays, moment.allowed, at, self.affiliation.actors, True, rows)
            if found:
                yield _sorted(rows, found)

    def every_tie(self, moment: Moment) -> Ties:
        """Every tie once (a < b), in the order of (a, b)."""
        return Ties.joined([_sorted(empty_rows(self.affiliation.actors, 0), 0), *self.all_ties(moment)])

    def weight(self, a: int, b: int, moment: Moment) -> float:
        """w_ab at the moment, 0 where they are not tied; equal to the last bit in both directions."""
        return float(moment.engine.weight_of(moment.arrays, a, b))

    def evidence(self, a: int, b: int, moment: Moment) -> list[Evidence]:
        """The contexts that tie two actors, the largest contribution first, then by id."""
        return self.strongest_evidence(a, b, moment, None)[0]

    def strongest_evidence(self, a: int, b: int, moment: Moment, most: int | None) -> tuple[list[Evidence], int]:
        """The first `most` contexts that tie two actors (None: all), as `evidence` orders them; and how many there
        are in all."""
        if a == b:
            return [], 0
        contexts, ones, others = self._shared(a, b)
        found = np.empty(len(contexts))
        last, other_last = np.empty((2, len(contexts)), dtype=np.int64)
        moment.engine.shares(moment.arrays, contexts, ones, others, found, last, other_last)
        counting = np.flatnonzero(found >= 0).tolist()
        order = sorted(counting, key=lambda at: (-found[at], *self._named(int(contexts[at]))))
        pieces = list(
            zip(contexts.tolist(), ones.tolist(), others.tolist(), last.tolist(), other_last.tolist(), strict=True)
        )
        return [self._evidence(*pieces[at], float(found[at]), moment) for at in order[:most]], len(order)

    def meet(self, actors: Iterable[int], moment: Moment) -> None:
        """Prepare these actors for being shown. A projection that holds all has nothing to do."""

    def parts_in(self, moment: Moment, *, running: bool = False) -> Ints:
        """Return the links of actors to projects that the moment's filters let through, in the order of the contexts.

        Theme, place and kind are the project's; the kind of actor, the role and how long ago it ended at most are the
        link's own. With `running` only links that hold on the date."""
        filters, affiliation, when = moment.filters, self.affiliation, moment.intervals
        kept = self.lens.contexts(filters)[affiliation.link_context] & (affiliation.link_context < affiliation.projects)
        if filters.actor_kinds:
            kept &= moment.allowed[affiliation.link_actor]
        if filters.roles:
            asked = set(filters.roles)
            fits = np.array([not asked.isdisjoint(roles) for roles in affiliation.role_sets], dtype=np.bool_)
            kept &= fits[affiliation.link_set]
        if running:
            kept &= moment.there
        links = np.flatnonzero(kept)
        if filters.since is not None:
            ended = months_since(when.end, moment.arrays.as_of) <= filters.since
            links = links[[bool(ended[when.ptr[link] : when.ptr[link + 1]].any()) for link in links.tolist()]]
        return np.asarray(links, dtype=np.int64)

    def parts(self) -> list[int]:
        """Return how many parts in projects and partnerships each actor has, at any date."""
        counts: list[int] = np.diff(self.affiliation.actor_ptr).tolist()
        return counts

    def shares(self, a: int, b: int) -> bool:
        """Return whether two actors have a context in common, at any date."""
        return len(self._shared(a, b)[0]) > 0

    def running(self, actor: int, moment: Moment) -> int:
        """How many projects the actor takes part in on the moment's date, whatever its filters."""
        return len(self._running(actor, moment))

    def takes_part(self, actor: int, moment: Moment) -> set[int]:
        """The projects that the actor takes part in on the moment's date, whatever its filters."""
        return set(self._running(actor, moment).tolist())

    def _running(self, actor: int, moment: Moment) -> Ints:
        links = self._links_of(actor)
        contexts = self.affiliation.link_context[links[moment.there[links]]]
        return np.asarray(contexts[contexts < self.affiliation.projects], dtype=np.int64)

    def projects_of(self, actor: int, moment: Moment) -> list[int]:
        """The actor's projects of any date that the moment's filters let through, in the order of their ids.

        A filter of actor kinds asks for somebody else in it who fits, one of roles for anybody who holds one, one of
        recency for a part of the actor's own that had not ended longer ago: what could make a tie there.
        """
        fits = self.lens.contexts(moment.filters)
        links = self._links_of(actor)
        contexts = self.affiliation.link_context[links]
        kept = fits[contexts] & (contexts < self.affiliation.projects)
        pairs = zip(contexts[kept].tolist(), links[kept].tolist(), strict=True)
        return [context for context, link in pairs if self._could_tie(link, context, moment)]

    def _could_tie(self, link: int, context: int, moment: Moment) -> bool:
        """Whether the filters by actor and by time let a link to a project through."""
        filters, affiliation, when = moment.filters, self.affiliation, moment.intervals
        members = affiliation.links_of(context)
        if filters.actor_kinds and not any(
            moment.allowed[affiliation.link_actor[one]] for one in members if one != link
        ):
            return False
        if filters.roles and not any(
            set(affiliation.role_sets[affiliation.link_set[one]]).intersection(filters.roles) for one in members
        ):
            return False
        ends = when.end[when.ptr[link] : when.ptr[link + 1]]
        return filters.since is None or bool((months_since(ends, moment.arrays.as_of) <= filters.since).any())

    def there(self, project: int, moment: Moment) -> set[int]:
        """The actors who take part in a project on the moment's date, whatever its filters."""
        links = self.affiliation.links_of(project)
        members = slice(links.start, links.stop)
        return set(self.affiliation.link_actor[members][moment.there[members]].tolist())

    def context_id(self, context: int) -> str:
        """The id of the project or partnership that a context is."""
        position, is_partnership = self._position(context)
        return self.snapshot.partnerships[position] if is_partnership else self.snapshot.projects[position]

    def _named(self, context: int) -> tuple[str, bool]:
        return self.context_id(context), context >= self.affiliation.projects

    def _shared(self, a: int, b: int) -> tuple[Ints, Ints, Ints]:
        """The contexts that two actors have in common, ascending, and each one's links there."""
        ours, theirs = self._links_of(a), self._links_of(b)
        contexts = self.affiliation.link_context
        if len(ours) > len(theirs):
            common, other, one = _common(contexts[theirs], contexts[ours])
        else:
            common, one, other = _common(contexts[ours], contexts[theirs])
        return common, ours[one].astype(np.int64), theirs[other].astype(np.int64)

    def _evidence(
        self, context: int, one: int, other: int, i: int, j: int, contribution: float, moment: Moment
    ) -> Evidence:
        """A context with an actor's link each; `i` and `j` are the intervals of the last piece of their overlap."""
        arrays, when = moment.arrays, moment.intervals
        start, end = max(when.start[i], when.start[j]), min(when.end[i], when.end[j])
        position, is_partnership = self._position(context)
        kinds = self.snapshot.partnership_kinds if is_partnership else self.snapshot.project_kinds
        return Evidence(
            id=self.context_id(context),
            position=position,
            is_partnership=is_partnership,
            kind=kinds[position],
            contribution=contribution,
            roles=None if is_partnership else self._roles(one, other, moment.profile),
            start=_day(int(start)),
            end=_day(int(end)),
            end_estimated=any(when.estimated[piece] for piece in (i, j) if when.end[piece] == end),
            running=bool(arrays.as_of <= end),
            facts_a=tuple(self.affiliation.rows_of(one).tolist()),
            facts_b=tuple(self.affiliation.rows_of(other).tolist()),
        )

    def _roles(self, one: int, other: int, profile: TieProfile) -> tuple[str, str]:
        sets, of = self.affiliation.role_sets, self.affiliation.link_set
        pairs = [(a, b) for a in sets[of[one]] for b in sets[of[other]]]
        return min(pairs, key=lambda pair: (-profile.role_factor(*pair), pair))

    def _links_of(self, actor: int) -> Array:
        """The links of an actor, in the order of their contexts."""
        start, stop = self.affiliation.actor_ptr[actor], self.affiliation.actor_ptr[actor + 1]
        return self.affiliation.actor_links[start:stop]

    def _position(self, context: int) -> tuple[int, bool]:
        after = context - self.affiliation.projects
        return (context, False) if after < 0 else (int(self.affiliation.partnerships[after]), True)

    def _dated(self, estimated: bool) -> Intervals:
        # Two threads may build it at once; both build the same, and one of them is kept.
        if estimated not in self._intervals:
            usual = self._usual if estimated else [None] * self.affiliation.projects
            self._intervals[estimated] = intervals.build(self.snapshot, self.affiliation, usual)
        return self._intervals[estimated]


def _common(few: Array, many: Array) -> tuple[Ints, Ints, Ints]:
    """What two ascending lists of distinct numbers have in common, and its places in each."""
    at = np.searchsorted(many, few)
    found = np.flatnonzero(many[np.minimum(at, len(many) - 1)] == few) if len(many) else np.empty(0, dtype=np.int64)
    return few[found].astype(np.int64), found, at[found]


def _sorted(rows: TieRows, found: int) -> Ties:
    """Copies of the first `found` ties, by their ends."""
    order = np.lexsort((rows.b[:found], rows.a[:found]))
    return Ties(
        a=rows.a[order],
        b=rows.b[order],
        weight=rows.weight[order],
        contexts=rows.contexts[order],
        first=rows.first[order],
        last=rows.last[order],
    )


def _day(code: int) -> date | None:
    return None if code in (UNBOUNDED_START, RUNNING) else from_day_code(code)
