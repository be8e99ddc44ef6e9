"""Forms: what of a picture is drawn. One file each; a new file here is a new form everywhere.

A form module declares `make`, a pure function from a picture to the one that is drawn: which nodes and lines, in which
layout, and what is said of it. None where the picture has nothing of the kind. `build.py` takes the first form of those
that a picture may take whose lines cross seldom enough (docs/method.md#forms).
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from graph_service.queries.picture import Picture

__all__ = ["Form", "form", "form_names"]

Form = Callable[[Picture], Picture | None]


@cache
def form_names() -> tuple[str, ...]:
    """The names of all forms, which are the names of their files."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")))


def form(name: str) -> Form:
    """The form of that name. Raises KeyError with the known names for another one."""
    if name not in form_names():
        raise KeyError(f"no form {name!r}; known: {', '.join(form_names())}")
    found: Form = import_module(f"{__name__}.{name}").make
    return found
