"""Sizes that a picture is made for: a slide, a page, half a page. One record each; every surface draws from the table.

A preset says how wide a figure is printed and how high it may be. Lengths of paper are millimetres. A figure is laid
out in units: one is a pixel of 1/96 inch, times the preset's zoom.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_service.errors import UsageError
from graph_service.messages import Items, Message, m
from graph_service.queries.picture import COLOURED
from visualisations.forms import form_names

INCH, PIXELS, POINTS = 25.4, 96.0, 72.0
"""Millimetres, pixels of a page, and points of an inch."""
SMALLEST = 11.5
"""The smallest text of a figure, in units."""
READABLE = 9.0
"""Points of the smallest text in print."""
PRINT = READABLE / POINTS * PIXELS / SMALLEST
"""The zoom at which the smallest text is just readable on paper."""
PROJECTED = 1.4
"""The zoom of a slide, which is read from further away: its smallest text has 12 points."""
LEAST_DPI, MOST_DPI = 72, 600
USUAL_DPI = 192
"""Dots an inch where nobody says: a pixel of a page is two."""
MOST_PIXELS = 36_000_000
"""Pixels of one picture: an A4 page at 600 dots an inch has 34.8 million, and takes half a gigabyte and 2 s to draw."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A size. A figure is `width` wide and at most `height` high; `filled`: exactly so."""

    id: str
    width: float
    height: float
    zoom: float = PRINT
    """Pixels of a page that a unit of the figure takes."""
    filled: bool = False
    beside: bool = False
    """Whether legend and words stand beside the map, and not below it."""
    paper: tuple[float, float] | None = None
    """Width and height of the page of a PDF, where that is another than the figure's."""

    @property
    def label(self) -> Message:
        return m(f"preset-{self.id}")

    @property
    def units(self) -> tuple[float, float]:
        """Width and greatest height of the figure, in its units."""
        wide, high = (side / INCH * PIXELS / self.zoom for side in (self.width, self.height))
        return round(wide, 4), round(high, 4)

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page of a PDF."""
        return self.paper or (self.width, self.height)


PRESETS = (
    Preset("slide", 338.667, 190.5, PROJECTED, filled=True, beside=True),
    Preset("a4", 210, 297),
    Preset("a4-landscape", 297, 210, beside=True),
    Preset("a3", 297, 420),
    Preset("a3-landscape", 420, 297, beside=True),
    Preset("half", 170, 128, beside=True, paper=(210, 297)),
)
"""The sizes there are. Half a page is half of the text of an A4 note: 17 cm wide, and half as high as its page."""

BACKGROUNDS = ("white", "transparent")
INKS = ("colour", "grey")
COLOURS = ("kind", *COLOURED)
"""What the colours of actors can say."""
OPTIONS = ("form", "colour", "against", "beside", "preset", "dpi", "background", "ink")
"""What can be chosen of a figure. Which format takes which: `visualisations.renderers.Renderer.takes`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was chosen of a figure; a figure of which nothing was chosen is as wide as an A4 page."""

    preset: Preset | None = None
    dpi: int | None = None
    transparent: bool = False
    form: str | None = None
    """The name of the form that the picture takes (visualisations.forms); None: the one that reads best."""
    colour: str = COLOURS[0]
    """What the colours of actors say, of `COLOURS`."""
    against: date | None = None
    """Another date: the picture shows what changed between the two."""
    beside: date | None = None
    """Another date: the picture shows both, side by side where its format can."""
    grey: bool = False
    """Whether it is drawn in greys."""

    @property
    def zoom(self) -> float:
        return self.preset.zoom if self.preset else 1.0


PLAIN = Figure()


def figure(chosen: Mapping[str, Any], file: str, takes: Mapping[str, Sequence[str]]) -> Figure:
    """Return the figure of what was chosen for a file, by the names of `OPTIONS`; a value of None was not.

    `takes` is what can be chosen of each file that there is. Raises UsageError where something cannot be chosen of this
    one, and tells of which it can, and for a value that is not known, with the known ones.
    """
    given = {name: chosen[name] for name in OPTIONS if chosen.get(name) is not None}
    for name in given:
        if name not in takes.get(file, ()):
            known = Items([other for other, taken in takes.items() if name in taken], "or")
            raise UsageError("figure-not-taken", option=m(f"figure-{name}"), file=file, known=known)
    asked, background = given.get("preset"), str(given.get("background", BACKGROUNDS[0]))
    preset = next((each for each in PRESETS if each.id == asked), None)
    if asked is not None and preset is None:
        raise UsageError("figure-preset", value=str(asked)[:80], known=Items([each.id for each in PRESETS], "or"))
    if background not in BACKGROUNDS:
        raise UsageError("figure-background", value=background[:80], known=Items(list(BACKGROUNDS), "or"))
    form = str(given["form"]) if "form" in given else None
    if form is not None and form not in form_names():
        raise UsageError("no-form", form=form[:40], known=Items(list(form_names()), "or"))
    colour = str(given.get("colour", COLOURS[0]))
    if colour not in COLOURS:
        raise UsageError("figure-colour", value=colour[:80], known=Items(list(COLOURS), "or"))
    against, beside = (_day(name, given) for name in ("against", "beside"))
    if against and beside:
        raise UsageError("figure-one-date")
    ink = str(given.get("ink", INKS[0]))
    if ink not in INKS:
        raise UsageError("figure-ink", value=ink[:80], known=Items(list(INKS), "or"))
    dpi = _dpi(given["dpi"]) if "dpi" in given else None
    return Figure(preset, dpi, background == "transparent", form, colour, against, beside, ink == "grey")


def _day(name: str, given: Mapping[str, Any]) -> date | None:
    if name not in given:
        return None
    text = str(given[name])
    try:
        # Python also takes 20250101 and 2025-W01-1, which are other people's ways to write it.
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError("figure-date", value=text[:40])


def _dpi(value: Any) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6 and LEAST_DPI <= int(text) <= MOST_DPI):
        raise UsageError("figure-dpi", value=text[:80], least=LEAST_DPI, most=MOST_DPI)
    return int(text)


def check_pixels(wide: float, high: float, dpi: int) -> None:
    """Raise UsageError where a figure of these pixels of a page has too many dots at `dpi`; tells how many would do."""
    if wide * high * (dpi / PIXELS) ** 2 > MOST_PIXELS:
        fits = math.floor(PIXELS * math.sqrt(MOST_PIXELS / (wide * high)))
        raise UsageError("figure-pixels", dpi=dpi, most=MOST_PIXELS // 1_000_000, fits=fits)
