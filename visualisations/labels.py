"""Which names are written, and where: greedy, the most asked-for first, eight places each, never over anything.

A name that finds no place is not written; hovering, the keyboard and the table still have it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_service.messages import Lang, Share, say
from visualisations.bends import CAREFUL, control
from visualisations.layouts import Point, Points
from visualisations.style import radius
from visualisations.view import EdgeState, MapView, NodeState

MOST = 60
"""Labels on a map of more than `ALL` actors."""
ALL = 60
FIRST = 12
"""Of the most asked-for actors the name may stand a little further off, rather than nowhere."""
WRAP = 112.0
"""Width in pixels at which a name is wrapped, once."""

Box = tuple[float, float, float, float]
"""left, top, right, bottom"""


_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
"""Signs that draw nothing or turn the direction of what follows, such as the strength behind a name."""


_MARK = re.compile(r"\s*\((?:démo|demo)\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map. `x`, `y` are the middle of its box; `lines` at most two; `rank` 0 is the most important."""

    id: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    weight: int
    align: str
    """`left`, `center` or `right`, as the text of its lines is set."""
    box: Box
    rank: int


def text_width(text: str, size: float) -> float:
    """About how wide `text` is drawn, in pixels: system fonts differ, so this errs to the wide side."""
    return size * sum(_advance(c) for c in text)


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
    """`text` on one line, else balanced on two, else its `short` form, else cut with an ellipsis.

    `suffix` is never cut, and neither is the mark of an invented actor at the end of a name: a cropped picture stays
    marked.
    """
    clean = " ".join(_CONTROLS.sub("", text).split())
    if marked := _MARK.search(clean):
        clean, mark = clean[: marked.start()], marked[0].strip()
        # The mark takes room of its own, so that it never costs a name its end.
        suffix = f"{mark}  {suffix}" if suffix else mark
        width += text_width(mark, size) / 2
    whole = _with(clean, suffix)
    if text_width(whole, size) <= width:
        return (whole,)
    words = clean.split(" ")
    splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    if splits:
        one, two = min(splits, key=lambda s: abs(text_width(s[0], size) - text_width(_with(s[1], suffix), size)))
    else:
        one, two = clean, ""
    limit = width * 1.3
    lines = (_cut(one, limit, size), _cut(two, limit, size, suffix)) if two else (_cut(one, limit, size, suffix),)
    if short and any("…" in line for line in lines) and "…" not in clean:
        return wrapped(short, size, suffix, width=width)
    return lines


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
    """What would be written for a node, whether or not there is room."""

    id: str
    lines: tuple[str, ...]
    size: float
    weight: int


def label_texts(view: MapView, lang: Lang) -> list[LabelText]:
    """A label for every node, the most important first. Around one actor they tell the tie's strength too."""
    strengths = dict(view.neighbours[ego]) if (ego := _ego(view)) is not None else {}
    texts = []
    for id_ in _order(view, strengths):
        node = view.by_id[id_]
        size, weight = _type(node.state, id_ in strengths)
        suffix = say(Share(round(strengths[id_], 2)), lang) if strengths.get(id_, 0) >= 0.005 else ""
        texts.append(
            LabelText(id_, wrapped(say(node.label, lang), size, suffix, node.short, _width(node.state)), size, weight)
        )
    return texts


def place_labels(view: MapView, points: Points, bent: Mapping[tuple[str, str], float], lang: Lang) -> tuple[Label, ...]:
    """The labels of a view whose nodes stand at `points`, the most important first."""
    boxes = _Taken()
    for node in view.nodes:
        r = radius(node, view) + 3
        x, y = points[node.id]
        boxes.add((x - r, y - r, x + r, y + r))
    lines = _Lines(view, points, bent)
    ego = _ego(view)
    labels: list[Label] = []
    for rank, text in enumerate(label_texts(view, lang)):
        if len(labels) >= (MOST if len(view.nodes) > ALL else len(view.nodes)):
            break
        outwards = ego is not None and text.id != ego
        r = radius(view.by_id[text.id], view)
        found = _spot(text.lines, text.size, points[text.id], r, boxes, lines, outwards)
        if found:
            x, y, align, box = found
            boxes.add(box)
            labels.append(Label(text.id, text.lines, x, y, text.size, text.weight, align, box, rank))
    return tuple(labels)


def _ego(view: MapView) -> str | None:
    """The actor that the map is around, if it is around one."""
    return next((n.id for n in view.nodes if n.state is NodeState.FOCUS), None) if view.layout == "ego" else None


def _order(view: MapView, strengths: dict[str, float]) -> list[str]:
    """Focus, then the paths' actors, then partners by strength, then by projects and ties, then id."""
    rank = {NodeState.FOCUS: 0, NodeState.GHOST: 1, NodeState.PATH: 1, NodeState.REST: 2, NodeState.QUIET: 3}

    def key(id_: str) -> tuple[int, float, float, str]:
        node = view.by_id[id_]
        score = 3 * node.running + 0.3 * len(view.neighbours[id_])
        return rank[node.state], -strengths.get(id_, 0.0), -score, id_

    return sorted(view.by_id, key=key)


def _width(state: NodeState) -> float:
    """At which width a name is wrapped: what the map is about has room for a title."""
    return 1.7 * WRAP if state is NodeState.FOCUS else WRAP


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


class _Taken:
    """Boxes already used, in a grid, so that asking is quick on large maps."""

    def __init__(self, cell: float = 80.0) -> None:
        self._cell = cell
        self._grid: dict[tuple[int, int], list[Box]] = {}

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (math.floor(v / self._cell) for v in box)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))

    def add(self, box: Box) -> None:
        for cell in self._cells(box):
            self._grid.setdefault(cell, []).append(box)

    def free(self, box: Box) -> bool:
        left, top, right, bottom = box
        return not any(
            left < r and right > x and top < b and bottom > y
            for cell in self._cells(box)
            for x, y, r, b in self._grid.get(cell, ())
        )


class _Lines:
    """Points along the ties, in a grid: how many ties a box would cross. Ties in the background count little."""

    def __init__(
        self, view: MapView, points: Points, bent: Mapping[tuple[str, str], float], cell: float = 40.0
    ) -> None:
        self._cell = cell
        self._cost = [0.25 if edge.state is EdgeState.QUIET else 1.0 for edge in view.edges]
        self._grid: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
        for i, edge in enumerate(view.edges if len(view.edges) <= CAREFUL else ()):
            a, b = points[edge.a], points[edge.b]
            c = control(a, b, bent.get((edge.a, edge.b), 0.0))
            steps = max(2, int(math.dist(a, b) / 8))
            for t in (k / steps for k in range(1, steps)):
                x, y = ((1 - t) ** 2 * a[i] + 2 * (1 - t) * t * c[i] + t**2 * b[i] for i in (0, 1))
                self._grid.setdefault((math.floor(x / cell), math.floor(y / cell)), []).append((x, y, i))

    def crossed(self, box: Box) -> float:
        left, top, right, bottom = box
        columns = range(math.floor(left / self._cell), math.floor(right / self._cell) + 1)
        rows = range(math.floor(top / self._cell), math.floor(bottom / self._cell) + 1)
        near = (point for column in columns for row in rows for point in self._grid.get((column, row), ()))
        return sum(self._cost[i] for i in {i for x, y, i in near if left <= x <= right and top <= y <= bottom})


def _spot(
    lines: tuple[str, ...], size: float, at: Point, r: float, taken: _Taken, ties: _Lines, outwards: bool
) -> tuple[float, float, str, Box] | None:
    """Of eight places around a node the free one that crosses fewest ties; on a ring, outwards first."""
    w, h = max(text_width(line, size) for line in lines), size * 1.25 * len(lines)
    gap = r + 5.0
    sides: list[tuple[int, int]] = [(0, 1), (1, 0), (-1, 0), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)]
    if outwards and (at[0] or at[1]):
        far = math.hypot(*at)
        out = (at[0] / far, at[1] / far)
        sides.sort(key=lambda s: -((s[0] * out[0] + s[1] * out[1]) / math.hypot(*s)) - (0.12 if s[1] == 0 else 0.0))
    best: tuple[float, float, float, str, Box] | None = None
    for rank, (dx, dy) in enumerate(sides):
        slant = 0.75 if dx and dy else 1.0
        x = at[0] + dx * (gap * slant + w / 2)
        y = at[1] + dy * (gap * slant + h / 2)
        box = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
        if not taken.free(box):
            continue
        cost = ties.crossed(box) + rank * (1.4 if outwards else 0.35)
        if best is None or cost < best[0] - 1e-9:
            align = "left" if dx > 0 else "right" if dx < 0 else "center"
            best = (cost, round(x, 1), round(y, 1), align, box)
    return best and best[1:]


def bounds(points: Points, labels: tuple[Label, ...]) -> Box:
    """What has to be in sight: all nodes and all labels, with a margin."""
    xs = [x for x, _ in points.values()] + [v for label in labels for v in (label.box[0], label.box[2])]
    ys = [y for _, y in points.values()] + [v for label in labels for v in (label.box[1], label.box[3])]
    if not xs:
        return (-100.0, -100.0, 100.0, 100.0)
    return (min(xs) - 30, min(ys) - 30, max(xs) + 30, max(ys) + 30)
