"""A star: only the ties of the actor that the picture is about."""

from __future__ import annotations

from graph_service.messages import m
from graph_service.queries.picture import Emphasis, Picture
from visualisations.forms._choosing import actors, drawn, ties


def make(picture: Picture) -> Picture | None:
    """The actor in the focus with its ties; None where the picture has no focus."""
    focus = next((node for node in actors(picture) if node.emphasis is Emphasis.FOCUS), None)
    if focus is None:
        return None
    lines = [line for line in ties(picture) if focus.id in (line.a, line.b)]
    near = {end for line in lines for end in (line.a, line.b)} | {focus.id}
    nodes = [node for node in actors(picture) if node.id in near]
    return drawn(picture, nodes, lines, "ego", (m("map-form-star", name=focus.label),), groups=())
