"""Texts of static pictures: which signs they may hold, how wide they are in the shipped font, where lines break.

Widths are those of the static fonts, without kerning, which moves a line of our texts by less than 2 %. A sign that the
font lacks is drawn with whatever font the reader has, so its width is an estimate to the wide side
(`visualisations.labels.text_width`).
"""

from __future__ import annotations

import re
import unicodedata

from visualisations.fonts import WEIGHTS, advances
from visualisations.labels import text_width

_NO_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_HALVES = re.compile("[\ud800-\udfff]")
STACKED = 8
"""So many signs without a width, as accents, may follow each other; more would be drawn over other lines."""


def drawable(text: str) -> str:
    """`text` on one line, without what XML forbids and what turns the direction of the words around it.

    Half of a surrogate pair has no meaning and becomes a question mark, as in the HTML map.
    """
    clean = _HALVES.sub("?", _TURNING.sub("", _NO_XML.sub("", text)))
    clean = unicodedata.normalize("NFC", _SPACES.sub(" ", clean)).strip(" ")
    return clean if clean.isascii() else _thinned(clean)


def _thinned(text: str) -> str:
    kept, stacked = [], 0
    for letter in text:
        stacked = stacked + 1 if text_width(letter, 1) == 0 else 0
        if stacked <= STACKED:
            kept.append(letter)
    return "".join(kept)


def drawn_weight(weight: int) -> int:
    """The weight of the static font that stands in for `weight`: the next lighter one that there is."""
    return max((one for one in WEIGHTS if one <= weight), default=WEIGHTS[0])


def width(text: str, size: float, weight: int) -> float:
    """How wide `text` is drawn, in pixels."""
    known = advances(drawn_weight(weight))
    return size * sum(known[c] if c in known else text_width(c, 1) for c in text)


def lacking(text: str) -> set[str]:
    """The signs of `text` that the shipped font does not have."""
    return set(text) - advances(WEIGHTS[0]).keys()


def cut(text: str, size: float, weight: int, room: float) -> str:
    """`text`, or as much of its beginning as fits into `room` with an ellipsis behind it."""
    return text if width(text, size, weight) <= room else _head(text, size, weight, room, "…") + "…"


def flowed(text: str, size: float, weight: int, room: float, most: int | None = None, first: float = 0.0) -> list[str]:
    """`text` broken into lines of at most `room` pixels, at spaces, inside a word where the word alone is wider.

    `first` is how much of the first line is taken. Of more than `most` lines the last one ends with an ellipsis.
    """
    lines: list[str] = []
    line, used = "", first
    space = width(" ", size, weight)
    for word in drawable(text).split(" "):
        long = width(word, size, weight)
        if used + (space if line else 0.0) + long <= room:
            used += (space if line else 0.0) + long
            line = f"{line} {word}" if line else word
            continue
        if line or used:
            lines.append(line)
        while long > room and (most is None or len(lines) <= most):
            head = _head(word, size, weight, room)
            lines.append(head)
            word = word[len(head) :]
            long = width(word, size, weight)
        line, used = word, long
    lines.append(line)
    if most is not None and len(lines) > most:
        last = lines[most - 1]
        lines[most - 1 :] = [_head(last, size, weight, room - (first if most == 1 else 0.0), "…").rstrip() + "…"]
    return lines


def balanced(text: str, size: float, weight: int, room: float, most: int) -> list[str]:
    """`flowed`, with lines about equally long: no last line holds a single word where that can be helped."""
    lines = flowed(text, size, weight, room, most)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        narrower = flowed(text, size, weight, room * share)
        if len(lines) > 1 and len(narrower) == len(lines):
            return narrower
    return lines


def _head(text: str, size: float, weight: int, room: float, tail: str = "") -> str:
    """As many letters as fit before `tail`; at least one, so that who goes on with the rest comes to an end."""
    left = room - width(tail, size, weight)
    for at, letter in enumerate(text):
        left -= width(letter, size, weight)
        if left < 0:
            return text[: max(1, at)].rstrip(" ") if tail else text[: max(1, at)]
    return text
