"""Maps: the pictures of four questions, asked for by what they are about instead of by the question's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph_service.errors import UsageError
from graph_service.graph.asking import checked
from graph_service.graph.drawing import draw
from graph_service.graph.session import Session
from graph_service.model import Scope
from graph_service.queries.asked.actor import DRAWN
from graph_service.queries.asked.paths import paths
from visualisations.presets import PLAIN, Figure
from visualisations.view import MapView

PATHS = 3
"""Paths drawn between two actors unless said."""
_OF_PATHS = ("k", "max_hops", "avoid")


@dataclass(frozen=True, slots=True)
class MapRequest:
    """An actor's surroundings (`focus`), the paths between two (`path`), a project and who is in it (`project`), or,
    with none of these, the whole network. `cards` says where a host shows the card of a record, by type of record, up
    to the id.

    `values` are those of the questions: date, profile, filters; of paths also k, max_hops, avoid. `figure`: what was
    chosen of its picture.
    """

    focus: str | None = None
    depth: int = 1
    path: tuple[str, str] | None = None
    project: str | None = None
    cards: Mapping[str, str] = field(default_factory=dict)
    scope: Scope | str | None = None
    figure: Figure = PLAIN
    values: Mapping[str, Any] = field(default_factory=dict)


def map_view(session: Session, request: MapRequest) -> MapView:
    """Ask the question that a map is the picture of, and draw its answer. Raises what the question raises."""
    if sum(1 for subject in (request.focus, request.path, request.project) if subject) > 1:
        raise UsageError("map-one-subject")
    if not 1 <= request.depth <= 2:
        raise UsageError("map-depth")
    if request.path is None:
        # Some of what paths are asked by is of no use from here on; a wrong value is told all the same.
        plain = {p.field for p in paths.parameters if not (p.refers or p.category)}
        checked(paths, {"from": "", "to": "", **{n: v for n, v in request.values.items() if n in plain}})
    name, values = _asked(request)
    return draw(session, name, values, scope=request.scope, cards=request.cards, figure=request.figure)


def _asked(request: MapRequest) -> tuple[str, dict[str, Any]]:
    """The question whose picture a map is, and its values."""
    given = dict(request.values)
    if request.path:
        return "paths", {"k": PATHS, **given, "from": request.path[0], "to": request.path[1]}
    if request.project:
        return "project", {n: v for n, v in given.items() if n in ("as_of", "tie_profile")} | {"id": request.project}
    shared = {name: value for name, value in given.items() if name not in _OF_PATHS}
    if request.focus:
        return "actor", {**shared, "id": request.focus, "depth": request.depth, "limit": DRAWN}
    return "ties", {**shared, "limit": 1}
