"""A column of a figure: what is drawn in it so far, from the top down."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from visualisations import style
from visualisations.geometry import Box
from visualisations.lettering import flowed, width
from visualisations.renderers import _ink as ink
from visualisations.renderers._legend import Entry, Legend, Swatch
from visualisations.renderers._xml import element, joined, number

WORDS = (12.0, 18.0)
"""Size and step of a figure's words."""


@dataclass
class Sheet:
    """A column that begins at `left` and is `room` wide; `y` is the foot of what is drawn in it."""

    left: float
    room: float
    y: float = 0.0
    parts: list[Markup] = field(default_factory=list)
    words: list[Box] = field(default_factory=list)
    """Where its words stand."""

    @property
    def right(self) -> float:
        return self.left + self.room

    def down(self, by: float) -> None:
        self.y += by

    def write(
        self, words: str, x: float, size: float, weight: int, color: str = style.INK, beside: float = 0.0
    ) -> None:
        """Draw a text on the foot of the column; `beside` is how much room a sign on its left takes."""
        self.parts.append(ink.text(words, x, self.y, size, weight, fill=color))
        self.words.append((x - beside, self.y - size, x + width(words, size, weight), self.y + 0.3 * size))

    def line(
        self, words: str, size: float, weight: int, step: float, color: str = style.INK, middle: bool = False
    ) -> None:
        """Draw a line of text, with its foot `step` further down."""
        self.down(step)
        before = (self.room - width(words, size, weight)) / 2 if middle else 0.0
        self.write(words, self.left + before, size, weight, color)

    def rule(self, color: str, thick: float) -> None:
        self.parts.append(element("rect", x=self.left, y=self.y, width=self.room, height=thick, fill=color))

    def paragraph(self, words: str, head: str = "", most: int | None = None) -> None:
        """Draw a text that breaks into lines, with the first words in bold."""
        size, step = WORDS
        first = width(f"{head} ", size, 600) if head else 0.0
        for at, line in enumerate(flowed(words, size, 400, self.room, most, first)):
            if head and at == 0:
                self.line(head, size, 600, step)
                self.write(line, self.left + first, size, 400)
            else:
                self.line(line, size, 400, step)

    def legend(self, found: Legend, grain: float, ruled: bool = True) -> None:
        """Draw what colours say where they do not say the kind, then the kinds of actors, then the kinds of lines, each
        in rows from the left; a long one breaks into lines. Without rules around it, it is denser."""
        step = 20 if ruled else 16
        if ruled:
            self.rule(style.HAIRLINE, 1)
            self.down(8)
        if found.title:
            for line in flowed(found.title, 12, 600, self.room):
                self.line(line, 12, 600, step)
        for entries, wide in ((found.hues, 14.0), (found.families, 14.0), (found.ties, 30.0)):
            x = self.left
            for at, entry in enumerate(entries):
                first, *more = flowed(entry.text, 12, 400, self.room - wide - 8, 2)
                needed = wide + 8 + max(width(line, 12, 400) for line in (first, *more))
                if at == 0 or x + needed > self.right + 0.5:
                    x = self.left
                    self.down(step)
                self.parts.append(_sign(entry, x, self.y - 4.4, wide, grain))
                self.write(first, x + wide + 8, 12, 400, beside=wide + 8)
                for line in more:
                    self.down(15)
                    self.write(line, x + wide + 8, 12, 400)
                x += needed + 22
        if ruled:
            self.down(14)
            self.rule(style.HAIRLINE, 1)
        self.down(5)


def _sign(entry: Entry, x: float, y: float, wide: float, grain: float) -> Markup:
    sign = entry.sign
    if not isinstance(sign, Swatch):
        dash = " ".join(number(part * grain) for part in sign.dash) or None
        return element(
            "path",
            d=f"M{number(x)} {number(y)}h{number(wide)}",
            stroke=sign.color,
            stroke_width=sign.width * grain,
            stroke_dasharray=dash,
        )
    x, r = x + wide / 2, 6.2
    if sign.ghost:
        return ink.shape(
            sign.shape, x, y, r, fill=style.ACCENT_WEAK, stroke=style.ACCENT, stroke_width=1.6, stroke_dasharray="3 2.2"
        )
    if sign.shape == style.PAGE or sign.hollow:
        edge = style.INK if sign.shape == style.PAGE else sign.color
        return ink.shape(sign.shape, x, y, r, fill="#fff", stroke=edge, stroke_width=1.6)
    hole = style.shape(sign.shape).hole
    parts = [ink.shape(sign.shape, x, y, r, fill=sign.color)]
    return joined([*parts, element("circle", cx=x, cy=y, r=r * hole, fill="#fff")] if hole else parts)
