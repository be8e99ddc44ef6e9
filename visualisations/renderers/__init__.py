"""Renderers: a view as bytes of one format. One file each; a new file here is a new format everywhere.

A renderer module declares `RENDERER`. It draws from the view only, so that every format says the same.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from graph_service.messages import Lang, Message
from visualisations.presets import Figure
from visualisations.view import MapView


def no_remark(made: bytes) -> None:
    """Nothing has to be told of a file."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """A format: its name (also its file suffix), its media type, and how a view becomes it."""

    format: str
    media_type: str
    render: Callable[..., bytes]
    """From a view and a language; where something can be chosen of the figure, also from a `Figure`."""
    place: int = 50
    """Where it stands in a list of formats: what people take most comes first."""
    takes: tuple[str, ...] = ()
    """What can be chosen of how it draws, of `visualisations.presets.OPTIONS`."""
    remark: Callable[[bytes], Message | None] = no_remark
    """What its reader must be told of a file that was made."""

    @property
    def options(self) -> tuple[str, ...]:
        """What can be chosen of its figure: of every picture its form, its colours, and another date."""
        return ("form", "colour", "against", "beside", *self.takes)

    def draw(self, view: MapView, lang: Lang, figure: Figure) -> bytes:
        """Render a view with what was chosen of the figure."""
        return self.render(view, lang, figure) if self.takes else self.render(view, lang)


@cache
def formats() -> tuple[str, ...]:
    """The formats there are, which are the names of the files here."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")))


def renderer(format_: str) -> Renderer:
    """The renderer of that format. Raises KeyError with the known formats for another one."""
    if format_ not in formats():
        raise KeyError(f"no renderer {format_!r}; known: {', '.join(formats())}")
    found: Renderer = import_module(f"{__name__}.{format_}").RENDERER
    return found
