"""One-mode: actors, and the ties between them."""

from __future__ import annotations

from dataclasses import replace

from graph_service.queries.picture import Picture
from visualisations.forms._choosing import actors, drawn, thinned, ties


def make(picture: Picture) -> Picture | None:
    """The actors with their ties, of many ties those that tell most."""
    nodes = [replace(node, group=None) for node in actors(picture)]
    kept = thinned(ties(picture))
    weak = picture.caption.ties.total - len(kept)
    return drawn(picture, nodes, kept, picture.layout, weak=weak, groups=())
