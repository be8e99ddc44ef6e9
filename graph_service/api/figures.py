"""What can be chosen of a picture over HTTP, and what is told of one beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph_service.messages import Items, Message, m, say
from visualisations.forms import form_names
from visualisations.presets import BACKGROUNDS, COLOURS, INKS, LEAST_DPI, MOST_DPI, PRESETS, USUAL_DPI

REMARK = "Maillage-Remark"
"""The header that tells what is to be known of a file, in English: a header holds no other letters."""


def figure_parameters(takes: Sequence[str]) -> list[dict[str, Any]]:
    """The parameters of what can be chosen, as OpenAPI describes them."""
    known = Items([preset.id for preset in PRESETS], "or")
    about: dict[str, tuple[Message, dict[str, Any]]] = {
        "against": (m("param-against"), {"type": "string", "format": "date"}),
        "beside": (m("param-beside"), {"type": "string", "format": "date"}),
        "form": (m("param-form"), {"type": "string", "enum": list(form_names())}),
        "colour": (m("param-colour"), {"type": "string", "enum": [*COLOURS], "default": COLOURS[0]}),
        "preset": (m("param-preset", known=known), {"type": "string", "enum": [preset.id for preset in PRESETS]}),
        "dpi": (
            m("param-dpi", least=LEAST_DPI, most=MOST_DPI, usual=USUAL_DPI),
            {"type": "integer", "minimum": LEAST_DPI, "maximum": MOST_DPI, "default": USUAL_DPI},
        ),
        "ink": (m("param-ink"), {"type": "string", "enum": [*INKS], "default": INKS[0]}),
        "background": (m("param-background"), {"type": "string", "enum": [*BACKGROUNDS], "default": BACKGROUNDS[0]}),
    }
    return [
        {"name": name, "in": "query", "required": False, "description": say(about[name][0], "en"), "schema": schema}
        for name in takes
        for schema in (about[name][1],)
    ]


def remarked(remark: Message | None) -> dict[str, str]:
    """The header that tells a remark; none where there is none."""
    return {REMARK: say(remark, "en").encode("ascii", "replace").decode()} if remark else {}
