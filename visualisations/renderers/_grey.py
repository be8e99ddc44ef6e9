"""A figure in greys, for printers without colours: families take their `print` grey with a line of ink around them, and
everything else as much grey as it is bright. Shapes tell kinds apart; dashes and widths tell lines apart."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

from visualisations.style import INK
from visualisations.view import MapView

_TAG = re.compile(r"<[a-z]+ [^<>]*>")
_PAINT = re.compile(r' (fill|stroke)="(#[0-9A-Fa-f]{6})"')
_OUTLINE = 1.1
"""Pixels of the line around a sign."""


def grey(drawn: Markup, view: MapView) -> Markup:
    """The elements of a figure with each colour as a grey. Texts are left as they are."""
    families = {node.paint.color.upper(): node.paint.print.upper() for node in view.nodes}
    # Escaped texts hold no sign `<`, so that what looks like a tag is one.
    return Markup(_TAG.sub(lambda tag: _greyed(tag[0], families), drawn))  # noqa: S704 (it was markup before)


def _greyed(tag: str, families: Mapping[str, str]) -> str:
    filled = re.search(r' fill="(#[0-9A-Fa-f]{6})"', tag)
    sign = bool(filled and filled[1].upper() in families and tag.startswith(("<polygon", "<circle")))

    def paint(found: re.Match[str]) -> str:
        color = found[2].upper()
        shade = families.get(color) or _shade(color)
        if found[1] == "stroke" and shade == "#FFFFFF" and color in families:
            shade = INK
        return f' {found[1]}="{shade}"'

    made = _PAINT.sub(paint, tag)
    if sign and " stroke=" not in made:
        end = "/>" if made.endswith("/>") else ">"
        made = f'{made.removesuffix(end)} stroke="{INK}" stroke-width="{_OUTLINE}"{end}'
    return made


def _shade(color: str) -> str:
    """The grey that is as bright as a colour (ITU-R BT.709)."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return f"#{level:02X}{level:02X}{level:02X}"
