"""Layouts: where each node of a view stands. One file each; a new file here is a new layout everywhere.

A layout module declares `place`, a pure function from the view and how many times wider than high it is drawn to
points: no clock, no global random, so that the same view gives the same picture on every machine. One unit is one pixel
at zoom 1; `y` grows downwards.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType

from visualisations.view import MapView, Point, Points

__all__ = ["Layout", "Point", "Points", "layout", "layout_names", "narrow_below"]

Layout = Callable[[MapView, float], Points]
WIDE, TALL = 1.3, 1.0
"""How many times wider than high a picture is: on a screen, and on a sheet of paper or a telephone."""


@cache
def layout_names() -> tuple[str, ...]:
    """The names of all layouts, which are the names of their files."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")))


def layout(name: str) -> Layout:
    """The layout of that name. Raises KeyError with the known names for another one."""
    found: Layout = _module(name).place
    return found


def narrow_below(name: str) -> float | None:
    """Pixels of width below which that layout stands otherwise: its module says them as `NARROW`; None where it always
    stands the same."""
    found: float | None = getattr(_module(name), "NARROW", None)
    return found


def _module(name: str) -> ModuleType:
    if name not in layout_names():
        raise KeyError(f"no layout {name!r}; known: {', '.join(layout_names())}")
    return import_module(f"{__name__}.{name}")
