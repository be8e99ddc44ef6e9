"""A map as a picture of pixels: the SVG figure, drawn by typst at twice its size on white.

typst gets the figure as data, not as markup, reads our font's folder and nothing else, and asks nobody. The fonts of
the machine are used only where a text has signs that the shipped font lacks.
"""

from __future__ import annotations

from graph_service.messages import Lang
from visualisations import fonts
from visualisations.lettering import lacking
from visualisations.renderers import Renderer
from visualisations.renderers.svg import WIDTH, document
from visualisations.view import MapView

TWICE = 144
"""Pixels an inch at which one pixel of the figure, drawn as one point, is two."""
_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.figure), format: "svg", width: WIDTHpt)
""".replace("WIDTH", str(WIDTH))


def render(view: MapView, lang: Lang) -> bytes:
    """The figure as a PNG file."""
    import typst

    figure = document(view, lang).decode()
    known = typst.Fonts(
        include_system_fonts=bool(lacking(figure.replace("\n", ""))),
        font_paths=[fonts.FOLDER],
    )
    made = typst.compile(_PAGE.encode(), font_paths=known, format="png", ppi=TWICE, sys_inputs={"figure": figure})
    if not isinstance(made, bytes):
        raise TypeError("typst drew more than one page")
    return made


RENDERER = Renderer("png", "image/png", render, place=40)
