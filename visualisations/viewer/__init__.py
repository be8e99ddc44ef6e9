"""The viewer of interactive maps: TypeScript in `src`, which `hatch_build.py` builds into one script at install."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from graph_service.errors import Incomplete

FILE = "viewer.js"


@cache
def script() -> str:
    """The viewer as one classic script, which shows the map of the page that it stands in, and gives it
    `maillage.mount`. Raises Incomplete where it was not built."""
    built = files(__name__) / "dist" / FILE
    try:
        return built.read_text("utf-8")
    except FileNotFoundError as error:
        raise Incomplete("viewer-not-built", path=str(built)) from error
