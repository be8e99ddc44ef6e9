"""Inter, the font of page, reference and maps: texts are as wide everywhere as where they were looked at."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files

FILE = "inter.woff2"


@cache
def inter() -> bytes:
    """The font file: a variable font of the weights 400 to 700, in WOFF2. `README.md` says what is in it."""
    return (files(__name__) / FILE).read_bytes()


@cache
def embedded() -> str:
    """A style rule that holds the font itself, for a page that may ask no host for it."""
    address = f"data:font/woff2;base64,{base64.b64encode(inter()).decode()}"
    return f'@font-face {{ font-family: Inter; font-weight: 400 700; src: url("{address}") format("woff2"); }}\n'
