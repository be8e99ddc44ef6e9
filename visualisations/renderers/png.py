"""A map as a picture of pixels: the SVG figure, drawn by typst at the chosen dots an inch, usually twice its size.

typst gets the figure as data, not as markup, reads our font's folder and nothing else, and asks nobody. The fonts of
the machine are used only where a text has signs that the shipped font lacks.
"""

from __future__ import annotations

import struct
import zlib

from graph_service.messages import Lang
from visualisations import fonts
from visualisations.lettering import lacking
from visualisations.presets import INCH, PIXELS, PLAIN, POINTS, USUAL_DPI, Figure, check_pixels
from visualisations.renderers import Renderer
from visualisations.renderers.svg import sized
from visualisations.view import MapView

_PAGE = b"""
#let wide = float(sys.inputs.wide) * 1pt
#set page(width: wide, height: auto, margin: 0pt, fill: if sys.inputs.fill == "" { none } else { white })
#image(bytes(sys.inputs.figure), format: "svg", width: wide)
"""


def render(view: MapView, lang: Lang, figure: Figure = PLAIN) -> bytes:
    """The figure as a PNG file. Raises UsageError where it would have too many pixels."""
    import typst

    made = sized(view, lang, figure=figure)
    drawn, dpi = made.svg.decode(), figure.dpi or USUAL_DPI
    check_pixels(made.width, made.height, dpi)
    known = typst.Fonts(
        include_system_fonts=bool(lacking(drawn.replace("\n", ""))),
        font_paths=[fonts.FOLDER],
    )
    given = {"figure": drawn, "wide": str(made.width), "fill": "" if figure.transparent else "white"}
    # A pixel of the figure is drawn as one point.
    picture = typst.compile(_PAGE, font_paths=known, format="png", ppi=dpi * POINTS / PIXELS, sys_inputs=given)
    if not isinstance(picture, bytes):
        raise TypeError("typst drew more than one page")
    return _with_size(picture, dpi)


def _with_size(png: bytes, dpi: int) -> bytes:
    """The picture with how many pixels a metre has: programs for notes and slides place it by that."""
    held = b"pHYs" + struct.pack(">IIB", *2 * (round(dpi / INCH * 1000),), 1)
    chunk = struct.pack(">I", len(held) - 4) + held + struct.pack(">I", zlib.crc32(held))
    end = 8 + 4 + 4 + 13 + 4  # signature, then the header: length, name, what it holds, sum
    return png[:end] + chunk + png[end:]


RENDERER = Renderer("png", "image/png", render, place=40, takes=("preset", "dpi", "background", "ink"))
