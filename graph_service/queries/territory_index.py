"""Indexes by territory which projects run and which actors take part on one date, for gaps and cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from graph_service.queries.involvements import Involvement, involvements_of, runs
from graph_service.queries.view import View

if TYPE_CHECKING:
    from graph_service.projection import Moment


class TerritoryIndex:
    """A view at a moment, by territory. Projects and actors are positions in the projection's snapshot.

    A project is on a territory where it is located in it or inside it; one of the whole region is not on each commune.
    """

    def __init__(self, view: View, moment: Moment) -> None:
        self.view, self.moment = view, moment
        self.snapshot = view.projection.snapshot
        self._active: dict[int, list[Involvement]] = {}

    @cached_property
    def running(self) -> list[int]:
        """The projects that run at the moment's date, in the order of their ids."""
        return [
            position for position in range(len(self.snapshot.projects)) if runs(self.view, position, self.moment.as_of)
        ]

    def active(self, project: int) -> list[Involvement]:
        """The participations in a project that hold at the moment's date."""
        if project not in self._active:
            self._active[project] = [one for one in involvements_of(self.view, project, self.moment) if one.active]
        return self._active[project]

    def projects_on(self, territories: Iterable[str]) -> list[int]:
        """The running projects on any of these territories."""
        return sorted({position for code in territories for position in self._projects.get(code, ())})

    def seated(self, territories: Iterable[str]) -> set[int]:
        """The actors whose own territory is one of these, lies inside one, or holds one."""
        found = set[int]()
        for code in territories:
            found.update(self._seats.get(code, ()))
            for above in self.view.territories.ancestors(code):
                found.update(self._at.get(above, ()))
        return found

    @cached_property
    def _projects(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for position in self.running:
            codes = self.snapshot.project_territories[position]
            for code in {above for own in codes for above in self.view.territories.ancestors(own)}:
                found[code].append(position)
        return found

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        """Actors by their own territory."""
        found: dict[str, list[int]] = defaultdict(list)
        for position, code in enumerate(self.snapshot.actor_territories):
            if code:
                found[code].append(position)
        return found

    @cached_property
    def _seats(self) -> dict[str, list[int]]:
        """Actors by every territory that their own lies in."""
        found: dict[str, list[int]] = defaultdict(list)
        for code, positions in self._at.items():
            for above in self.view.territories.ancestors(code):
                found[above] += positions
        return found
