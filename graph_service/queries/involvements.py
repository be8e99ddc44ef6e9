"""Who takes part in a project, in which role, since when, and whether still: for cards and gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph_service.dates import first_day, last_day
from graph_service.queries.view import View

if TYPE_CHECKING:
    from graph_service.projection import Moment
    from graph_service.stores.base import Snapshot


@dataclass(frozen=True, slots=True)
class Involvement:
    """A participation. `actor` and `position` are places in the projection's snapshot; dates as stated, the
    project's where the row states none."""

    position: int
    actor: int
    role: str
    start: str | None
    end: str | None
    active: bool
    """Whether the actor takes part in this role at the moment's date."""


def covers(start: str | None, end: str | None, day: date) -> bool:
    """Return whether a period with these stated dates contains a day. A missing start or end leaves it open."""
    return (not start or first_day(start) <= day) and (not end or last_day(end) >= day)


def runs(view: View, project: int, day: date) -> bool:
    """Return whether a project, given by its position in the snapshot, runs on a day by its stated dates."""
    snapshot = view.projection.snapshot
    return covers(snapshot.project_starts[project], snapshot.project_ends[project], day)


def stated_start(snapshot: Snapshot, project: int, row: int) -> str | None:
    """Return when a participation in a project starts, as stated: where the row does not say, as the project does. Both
    are given by their positions in the snapshot."""
    return snapshot.participation_starts[row] or snapshot.project_starts[project]


def stated_end(snapshot: Snapshot, project: int, row: int) -> str | None:
    """Return when a participation in a project ends, in the same way."""
    return snapshot.participation_ends[row] or snapshot.project_ends[project]


def period_of(snapshot: Snapshot, project: int, rows: Sequence[int]) -> tuple[str | None, str | None]:
    """Return since when and until when somebody takes part in a project, by the rows that say so: their earliest start,
    None where none has one, and their latest end, None while one has none. Both as stated, and compared by day: 2015
    ends after 2015-03. Of two that mean the same day it is the first start and the last end by their texts."""
    starts = [start for row in rows if (start := stated_start(snapshot, project, row))]
    ends = [end for row in rows if (end := stated_end(snapshot, project, row))]
    first = min(starts, key=lambda start: (first_day(start), start), default=None)
    last = max(ends, key=lambda end: (last_day(end), end), default=None)
    return first, last if len(ends) == len(rows) else None


def involvements_of(view: View, project: int, moment: Moment) -> Iterator[Involvement]:
    """Return the participations in a project, given by its position in the snapshot, actor by actor.

    A part is active where its actor is in the project at the date (docs/method.md#interval) and the row's own dates say
    so too.
    """
    projection = view.projection
    snapshot, there = projection.snapshot, projection.there(project, moment)
    for link in projection.affiliation.links_of(project):
        actor = int(projection.affiliation.link_actor[link])
        for position in projection.affiliation.rows_of(link).tolist():
            start, end = stated_start(snapshot, project, position), stated_end(snapshot, project, position)
            active = actor in there and covers(start, end, moment.as_of)
            yield Involvement(position, actor, snapshot.participation_roles[position], start, end, active)
