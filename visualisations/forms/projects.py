"""Two-mode: actors and the projects that they take part in, instead of a line for each pair of them."""

from __future__ import annotations

from dataclasses import replace

from graph_service.messages import m
from graph_service.queries.picture import Emphasis, Line, LineType, NodeType, Picture
from visualisations.forms._choosing import drawn


def make(picture: Picture) -> Picture | None:
    """Actors and projects, and the ties that no drawn project tells: of the actor in the focus, and of who is in none.
    Ties between the others come from elsewhere than what the picture is about. None where no project is drawn."""
    parts = [line for line in picture.lines if line.type is LineType.PART]
    if not parts:
        return None
    projects = {node.id for node in picture.nodes if node.type is NodeType.PROJECT}
    of: dict[str, set[str]] = {}
    for line in parts:
        project, actor = (line.a, line.b) if line.a in projects else (line.b, line.a)
        of.setdefault(actor, set()).add(project)
    focus = {node.id for node in picture.nodes if node.emphasis is Emphasis.FOCUS}

    def told(line: Line) -> bool:
        one, other = of.get(line.a, set()), of.get(line.b, set())
        return bool(one & other) or bool(one and other and not focus & {line.a, line.b})

    lines = [line for line in picture.lines if line.type is not LineType.TIE or not told(line)]
    nodes = [replace(node, group=None) for node in picture.nodes]
    return drawn(picture, nodes, lines, "two_mode", (m("map-form-projects"),), groups=())
