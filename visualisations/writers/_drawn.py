"""The picture of an answer as writers put it into pages and notes: as SVG, as PNG, and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from graph_service.messages import Lang, say
from visualisations.renderers import renderer
from visualisations.renderers._payload import alternative
from visualisations.renderers.svg import document
from visualisations.view import MapView
from visualisations.writers import Faces

_HEAD = re.compile(rb"^\s*<\?xml[^>]*\?>\s*")


@dataclass(frozen=True)
class Drawn:
    """A picture, drawn in a format when somebody asks for it."""

    view: MapView
    lang: Lang

    @cached_property
    def title(self) -> str:
        return " ".join(say(self.view.title, self.lang).split())

    @cached_property
    def alternative(self) -> str:
        """The picture in one sentence, for who does not see it."""
        return say(alternative(self.view), self.lang)

    @cached_property
    def svg(self) -> bytes:
        """One document without a font of its own: a page has the font already, and Word takes none from a picture."""
        return document(self.view, self.lang)

    @cached_property
    def inline(self) -> str:
        """The SVG as an element of a page."""
        return _HEAD.sub(b"", self.svg).decode()

    @cached_property
    def png(self) -> bytes:
        return renderer("png").render(self.view, self.lang)


def drawn(faces: Faces) -> Drawn | None:
    """Return the picture of an answer; None where it has none."""
    view = faces.picture()
    return Drawn(view, faces.lang) if view else None
