"""Layouts: where each node of a view stands. One file each; a new file here is a new layout everywhere.

A layout module declares `place`, a pure function from the view to points: no clock, no global random, so that the
same view gives the same picture on every machine. One unit is one pixel at zoom 1; `y` grows downwards.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from visualisations.view import MapView

Point = tuple[float, float]
Points = dict[str, Point]
Layout = Callable[[MapView], Points]


@cache
def layout_names() -> tuple[str, ...]:
    """The names of all layouts, which are the names of their files."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")))


def layout(name: str) -> Layout:
    """The layout of that name. Raises KeyError with the known names for another one."""
    if name not in layout_names():
        raise KeyError(f"no layout {name!r}; known: {', '.join(layout_names())}")
    found: Layout = import_module(f"{__name__}.{name}").place
    return found
