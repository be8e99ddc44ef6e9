"""The view as JSON, with where its nodes stand: what the service's own page, and anyone's, draws from."""

from __future__ import annotations

import json

from graph_service.messages import Lang, say
from visualisations.arrange import arrange
from visualisations.renderers import Renderer
from visualisations.renderers._payload import alternative, payload
from visualisations.view import MapView


def render(view: MapView, lang: Lang) -> bytes:
    """One JSON document in UTF-8: `payload`, and `x`, `y` (pixels at zoom 1, y downwards) for each node."""
    document = payload(view, lang)
    # No table stands below data.
    document["alternative"] = say(alternative(view, table=False), lang)
    points = arrange(view).points
    for node in document["nodes"]:
        node["x"], node["y"] = points[node["id"]]
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(errors="replace")


RENDERER = Renderer("json", "application/json", render, place=90)
