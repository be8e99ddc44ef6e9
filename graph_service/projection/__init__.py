"""The projection: ties and strongest paths of one (revision, scope), at any date, under any profile and filters.

`arrays` holds who stood in which context, `intervals` when, `lens` turns a date, a profile and filters into factors
and masks, `kernel` computes rows of ties and best paths, `ties` and `paths` answer in records. Where the whole is too
large, `partial` holds the part that a question needs and `reaching` says when a path needs no more.
"""

from __future__ import annotations

from graph_service.projection.lens import Filters, Moment
from graph_service.projection.partial import Excerpt, PartialProjection
from graph_service.projection.paths import Blocked, Path, blocked_by, strongest_paths
from graph_service.projection.reaching import Reach
from graph_service.projection.ties import Evidence, Projection, Tie, Ties

__all__ = [
    "Blocked",
    "Evidence",
    "Excerpt",
    "Filters",
    "Moment",
    "PartialProjection",
    "Path",
    "Projection",
    "Reach",
    "Tie",
    "Ties",
    "blocked_by",
    "strongest_paths",
]
