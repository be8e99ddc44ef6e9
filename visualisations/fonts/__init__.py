"""Inter, the font of page, reference, maps and pictures: texts are as wide everywhere as where they were looked at."""

from __future__ import annotations

import base64
import json
from functools import cache
from importlib.resources import files
from pathlib import Path

FILE = "inter.woff2"
WEIGHTS = (400, 500, 600, 700)
"""The weights of the static fonts, for programs that read no variable font."""
FOLDER = Path(__file__).parent
"""Where the static fonts are."""


@cache
def inter() -> bytes:
    """The font file: a variable font of the weights 400 to 700, in WOFF2. `README.md` says what is in it."""
    return (files(__name__) / FILE).read_bytes()


@cache
def embedded() -> str:
    """A style rule that holds the font itself, for a page that may ask no host for it."""
    address = f"data:font/woff2;base64,{base64.b64encode(inter()).decode()}"
    return f'@font-face {{ font-family: Inter; font-weight: 400 700; src: url("{address}") format("woff2"); }}\n'


def ttf_name(weight: int) -> str:
    """The file of the static font of that weight."""
    return f"inter-{weight}.ttf"


@cache
def advances(weight: int) -> dict[str, float]:
    """How wide each letter of the font is at that weight, as a share of the font's size, without kerning."""
    table = json.loads((files(__name__) / "widths.json").read_text("utf-8"))
    return {
        letter: width / 1000 for letter, width in zip(table["letters"], table["advances"][str(weight)], strict=True)
    }
