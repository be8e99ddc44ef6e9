"""Who takes part in a project, in which role, since when, and whether still: for cards and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph_service.dates import first_day, last_day
from graph_service.queries.view import View

if TYPE_CHECKING:
    from graph_service.projection import Moment


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
            start = snapshot.participation_starts[position] or snapshot.project_starts[project]
            end = snapshot.participation_ends[position] or snapshot.project_ends[project]
            active = actor in there and covers(start, end, moment.as_of)
            yield Involvement(position, actor, snapshot.participation_roles[position], start, end, active)
