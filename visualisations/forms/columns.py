"""Two columns: actors beside their projects, in the same lines as around an actor."""

from __future__ import annotations

from dataclasses import replace

from graph_service.messages import m
from graph_service.queries.picture import LineType, Picture
from visualisations.forms import projects


def make(picture: Picture) -> Picture | None:
    """Actors and projects with the parts that join them; None where no project is drawn."""
    made = projects.make(picture)
    if made is None:
        return None
    lines = tuple(line for line in made.lines if line.type is LineType.PART)
    notes = (m("map-form-columns"), *made.notes[1:])
    return replace(made, lines=lines, layout="columns", notes=notes)
