"""Who looks over a drawn map: reads what stands where, and says what would mislead a reader.

It shares nothing with the script that places names. Nodes and names are taken from `maillage.shown.onShow()`, and that
the names are drawn where it says so is checked against what the canvas was asked to write.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Box = Sequence[float]

RECORD = """
(() => {
  const { fillText: write, clearRect: clear, drawImage: show } = CanvasRenderingContext2D.prototype;
  window.written = [];
  CanvasRenderingContext2D.prototype.clearRect = function (...given) {
    this.texts = [];
    return clear.apply(this, given);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const at = this.getTransform().transformPoint({ x, y });
    (this.texts ??= []).push({ text, x: at.x, y: at.y, width: this.measureText(text).width });
    return write.call(this, text, x, y);
  };
  CanvasRenderingContext2D.prototype.drawImage = function (image, x, y, width, height) {
    const by = width / image.width, ratio = this.canvas.width / this.canvas.clientWidth;
    const texts = image.getContext("2d").texts || [];
    window.written = texts.map((one) => ({ ...one, x: (x + one.x * by) / ratio, y: (y + one.y * by) / ratio }));
    return show.call(this, image, x, y, width, height);
  };
})();
"""
"""To be run before the page: keeps the texts of the bitmap that is shown, with where their middle is, in pixels of the
map."""

LOOK = """
async () => {
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  const { shown } = maillage;
  shown.settle();
  return {
    ...shown.onShow(), written: window.written,
    always: shown.data.draw.labels.filter((text) => text.always).map((text) => text.id),
    width: shown.canvas.clientWidth, height: shown.canvas.clientHeight,
  };
}
"""
"""To be evaluated in the page: what `faults` looks at, once the page has settled."""


def faults(seen: dict[str, Any], nearest: float = 3.0) -> list[str]:
    """What is wrong with a map: a sentence each."""
    return [*_wrong(seen, nearest), *_covered(seen), *_unnamed(seen), *_elsewhere(seen)]


def _wrong(seen: dict[str, Any], nearest: float) -> list[str]:
    """Names without a leader line whose own node's outline is not the nearest, by so many pixels."""
    found = []
    for label in seen["labels"]:
        if label["leader"]:
            continue
        for how in (outline_gap, circle_gap):
            near = [n for n in seen["nodes"] if n["id"] == label["id"] or circle_gap(label["box"], n) < 60 + n["r"]]
            gaps = {node["id"]: how(label["box"], node) for node in near}
            own = gaps.pop(label["id"])
            other = min(gaps, key=lambda id_: gaps[id_], default=None)
            if other is not None and gaps[other] < own + nearest:
                found.append(
                    f"{label['id']}: its name is {own:.1f} from it, {gaps[other]:.1f} from {other} ({how.__name__})"
                )
    return found


def _covered(seen: dict[str, Any]) -> list[str]:
    """Names over another name, a node, a badge, a control, a leader line or the edge; leaders over another node."""
    found = []
    labels = seen["labels"]
    for i, label in enumerate(labels):
        box = label["box"]
        if box[0] < 0 or box[1] < 0 or box[2] > seen["width"] or box[3] > seen["height"]:
            found.append(f"{label['id']}: its name is cut at the edge")
        found += [f"{label['id']} over the name of {o['id']}" for o in labels[i + 1 :] if overlap(box, o["box"])]
        found += [
            f"{label['id']} over {n['id']}"
            for n in seen["nodes"]
            if circle_gap(box, n) < n["r"] and outline_gap(box, n) <= 0
        ]
        found += [f"{label['id']} over the badge {b['text']}" for b in seen["badges"] if overlap(box, b["box"])]
        found += [f"{label['id']} under a control" for control in seen["controls"] if overlap(box, control)]
        for other in labels:
            if other is not label and other["leader"] and box_to_segment(box, other["leader"]) <= 0:
                found.append(f"{label['id']} over the leader line of {other['id']}")
        if label["leader"]:
            line = label["leader"]
            others = [n for n in seen["nodes"] if n["id"] != label["id"]]
            found += [f"the leader line of {label['id']} meets {n['id']}" for n in others if _meets(line, n)]
            own = next(n for n in seen["nodes"] if n["id"] == label["id"])
            if circle_gap((line[0], line[1], line[0], line[1]), own) > own["r"]:
                found.append(f"the leader line of {label['id']} does not begin at it")
            if point_gap(box, line[2], line[3]) > 1:
                found.append(f"the leader line of {label['id']} does not end at its name")
    for badge in seen["badges"]:
        found += [
            f"the badge {badge['text']} over {n['id']}" for n in seen["nodes"] if outline_gap(badge["box"], n) <= 0
        ]
    return found


def _unnamed(seen: dict[str, Any]) -> list[str]:
    """What the map is about, is in sight, and has no name."""
    named = {label["id"] for label in seen["labels"]}
    found = []
    for node in seen["nodes"]:
        inside = 0 < node["x"] < seen["width"] and 0 < node["y"] < seen["height"]
        if node["id"] in seen["always"] and inside and node["id"] not in named:
            found.append(f"{node['id']} has no name")
    return found


def _elsewhere(seen: dict[str, Any]) -> list[str]:
    """Names whose lines are not written inside the box that is told."""
    found = []
    for label in seen["labels"]:
        left, top, right, bottom = label["box"]
        for line in label["lines"]:
            written = [w for w in seen["written"] if w["text"] == line and top <= w["y"] <= bottom]
            spans = [(w["x"] - w["width"] / 2, w["x"] + w["width"] / 2) for w in written]
            if not any(left - 1 <= start and end <= right + 1 for start, end in spans):
                found.append(f"{label['id']}: {line!r} is not written in its box")
    return found


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def point_gap(box: Box, x: float, y: float) -> float:
    return math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))


def circle_gap(box: Box, node: dict[str, Any]) -> float:
    """From a box to the circle of a node's size."""
    return max(0.0, point_gap(box, node["x"], node["y"]) - node["r"])


def outline_gap(box: Box, node: dict[str, Any]) -> float:
    """From a box to a node's outline as drawn: a circle, or a polygon."""
    if node["round"]:
        return max(0.0, point_gap(box, node["x"], node["y"]) - node["round"])
    corners = node["corners"]
    if point_gap(box, node["x"], node["y"]) == 0 or _inside(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), corners):
        return 0.0
    return min(box_to_segment(box, (*a, *b)) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True))


def box_to_segment(box: Box, line: Box) -> float:
    """The least distance of a box and a segment: 0 where the segment comes into the box (by Liang and Barsky), else
    that of an end to the box or of a corner to the segment."""
    ax, ay, bx, by = line
    enters, leaves = 0.0, 1.0
    for start, way, least, most in ((ax, bx - ax, box[0], box[2]), (ay, by - ay, box[1], box[3])):
        if way == 0:
            if not least <= start <= most:
                enters, leaves = 1.0, 0.0
            continue
        one, other = sorted(((least - start) / way, (most - start) / way))
        enters, leaves = max(enters, one), min(leaves, other)
    if enters <= leaves:
        return 0.0
    corners = ((x, y) for x in (box[0], box[2]) for y in (box[1], box[3]))
    return min(point_gap(box, ax, ay), point_gap(box, bx, by), *(_to_segment(line, x, y) for x, y in corners))


def _to_segment(line: Box, x: float, y: float) -> float:
    ax, ay, bx, by = line
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
    return math.hypot(x - ax - t * dx, y - ay - t * dy)


def _meets(line: Box, node: dict[str, Any]) -> bool:
    return _to_segment(line, node["x"], node["y"]) < (node["round"] or node["r"] * 0.5)


def _inside(at: tuple[float, float], corners: Sequence[Sequence[float]]) -> bool:
    odd = False
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (ay > at[1]) != (by > at[1]) and at[0] < (bx - ax) * (at[1] - ay) / (by - ay) + ax:
            odd = not odd
    return odd
