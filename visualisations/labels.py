"""Which names a map writes, in which order, and how they are wrapped. Where each stands: `viewer/src/names.ts`.

Places depend on the zoom, the window and the width of the drawn letters, so only the page knows them, and the rule is
written there, once. A name that finds no place is not written; hovering, the keyboard and the table still have it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph_service.messages import Lang, Share, m, say
from visualisations.view import MapView, NodeState

WRAP = 112.0
"""Width in pixels at which a name is wrapped, once."""
LONGEST = 400
"""Letters of a name that are looked at; it is cut long before, and each of them costs time."""
NARROWER = (0.62, 0.4)
"""A name that is always written and finds no room is wrapped at these shares of its width."""

_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
"""Signs that draw nothing or turn the direction of what follows, such as the strength behind a name."""


_BREAKS = (re.compile(" "), re.compile(r" |(?<=\w)-(?=\w)"))
"""Where a name may go on in another line; at a hyphen only where it would be cut otherwise."""
_MARK = re.compile(r"\s*\((?:démo|demo)\)$", re.IGNORECASE)


def text_width(text: str, size: float) -> float:
    """About how wide `text` is drawn, in pixels: system fonts differ, so this errs to the wide side."""
    return size * sum(_advance(c) for c in text)


@lru_cache(4096)
def _advance(c: str) -> float:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(c) in "WF" or ord(c) > 0x2E80:
        return 1.1
    if c in "iljI.,;:!|'’ ftr()[]":
        return 0.36
    if c in "mwMW@%—":
        return 0.92
    return 0.7 if c.isupper() else 0.58


def wrapped(text: str, size: float, suffix: str = "", short: str = "", width: float = WRAP) -> tuple[str, ...]:
    """`text` on one line, else balanced on two, else its `short` form on as many, else cut with an ellipsis.

    `suffix` is never cut, and neither is the mark of an invented actor at the end of a name: a cropped picture stays
    marked.
    """
    clean = " ".join(_CONTROLS.sub("", text).split())
    if marked := _MARK.search(clean):
        clean, mark = clean[: marked.start()], marked[0].strip()
        # The mark takes room of its own, so that it never costs a name its end.
        suffix = f"{mark}  {suffix}" if suffix else mark
        width += text_width(mark, size) / 2
    clean = clean[:LONGEST]
    whole = _with(clean, suffix)
    if text_width(whole, size) <= width:
        return (whole,)
    limit = width * 1.3
    lines: tuple[str, ...] = ()
    for breaks in _BREAKS:
        lines = _lines(clean, breaks, limit, size, suffix)
        if not any("…" in line for line in lines):
            return lines
    return wrapped(short, size, suffix, width=width) if short and "…" not in clean else lines


def _lines(text: str, breaks: re.Pattern[str], limit: float, size: float, suffix: str) -> tuple[str, ...]:
    """`text` balanced on two lines, broken at one of `breaks`; what is longer than `limit` is cut."""
    splits = [(text[: at.end()].rstrip(), text[at.end() :]) for at in breaks.finditer(text)]
    if not splits:
        return (_cut(text, limit, size, suffix),)
    one, two = min(splits, key=lambda s: abs(text_width(s[0], size) - text_width(_with(s[1], suffix), size)))
    return (_cut(one, limit, size), _cut(two, limit, size, suffix))


def _with(text: str, suffix: str) -> str:
    """`text` and what stands behind it: a figure a little apart, the mark of an invented actor as in the name."""
    return f"{text}{' ' if suffix.startswith('(') else '  '}{suffix}" if suffix else text


def _cut(text: str, limit: float, size: float, suffix: str = "") -> str:
    tail = _with("", suffix)
    if text_width(text + tail, size) <= limit:
        return text + tail
    room, kept = limit - text_width("…" + tail, size), ""
    for c in text:
        room -= size * _advance(c)
        if room < 0:
            break
        kept += c
    return kept.rstrip() + "…" + tail


@dataclass(frozen=True, slots=True)
class LabelText:
    """The label of a node, whether or not there is room for it."""

    id: str
    forms: tuple[tuple[str, ...], ...]
    """Its lines, at most two; further forms are narrower and for where the one before finds no room."""
    size: float
    weight: int
    always: bool
    """Whether the map must not leave it out: the actor or project that it is about, who is on the best path, a place
    that nobody fills."""


def label_texts(view: MapView, lang: Lang) -> list[LabelText]:
    """A label for every node, the most important first. Around one actor they tell the tie's strength too."""
    strengths = dict(view.neighbours[ego]) if (ego := _ego(view)) is not None else {}
    best = min(view.paths, key=lambda path: path.rank).actors if view.paths else ()
    texts = []
    for id_ in _order(view, strengths):
        node = view.by_id[id_]
        size, weight = _type(node.state, id_ in strengths)
        suffix = say(Share(round(strengths[id_], 2)), lang) if strengths.get(id_, 0) >= 0.005 else ""
        if node.state is NodeState.GROUP:
            suffix = say(m("group-size", n=node.running), lang)
        always = node.state in (NodeState.FOCUS, NodeState.GHOST) or id_ in best
        full = 1.7 * WRAP if node.state is NodeState.FOCUS else WRAP
        widths = [full, *(full * share for share in NARROWER)] if always else [full]
        forms = [wrapped(say(node.label, lang), size, suffix, node.short, width) for width in widths]
        texts.append(LabelText(id_, tuple(dict.fromkeys(forms)), size, weight, always))
    return texts


def _ego(view: MapView) -> str | None:
    """The actor that the map is around, if it is around one."""
    return next((n.id for n in view.nodes if n.state is NodeState.FOCUS), None) if view.layout == "ego" else None


def _order(view: MapView, strengths: dict[str, float]) -> list[str]:
    """Focus, then the paths' actors, then partners by strength, then by projects and ties, then id. A project beside
    its actors counts by these: its name says what joins them."""
    rank = {NodeState.FOCUS: 0, NodeState.GHOST: 1, NodeState.PATH: 1, NodeState.GROUP: 1, NodeState.QUIET: 3}

    actors = {node.id for node in view.actors}

    def key(id_: str) -> tuple[int, float, float, str]:
        node = view.by_id[id_]
        score = 3 * node.running + (0.3 if id_ in actors else 1.5) * len(view.neighbours[id_])
        return rank.get(node.state, 2), -strengths.get(id_, 0.0), -score, id_

    return sorted(view.by_id, key=key)


def _type(state: NodeState, partner: bool) -> tuple[float, int]:
    if state is NodeState.FOCUS:
        return 15.0, 700
    if state is NodeState.PATH:
        return 13.5, 700
    if state is NodeState.GHOST:
        return 13.0, 650
    if state is NodeState.QUIET:
        return 12.0, 450
    return (13.0, 600) if partner else (12.0, 500)
