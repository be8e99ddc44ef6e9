"""The map of a static picture: a view arranged, fitted to a width, with its names and badges placed. Knows no format.

It says for a picture what the viewer says for the page: the zoom, how much larger nodes and lines are drawn
where the zoom is small, where outlines are, which names and badges there are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph_service.messages import Lang, Share, m, say
from visualisations import style
from visualisations.arrange import Arrangement, arrange
from visualisations.bends import control
from visualisations.geometry import Box, Outline, box_to_segment, grown, overlap, within
from visualisations.labels import label_texts
from visualisations.layouts import Point
from visualisations.layouts.ego import ASPECT
from visualisations.lettering import cut, drawable, drawn_weight, width
from visualisations.placing import MOST, Badge, Form, Name, Placing, Tie, place
from visualisations.view import Area, EdgeState, Group, MapEdge, MapNode, MapView, NodeState

LARGEST = 1.3
"""Zoom of a map with few nodes, as on the page."""
HIGHEST = 720.0
"""Pixels of a map's height at most: with its legend and words it fits on a page."""
FLAT = 0.7
"""Of a map's width: a map that may be no higher is not drawn as on paper."""
TALLER = 1.35
"""How much higher than its layout a map is drawn at most."""
LOWEST = 150.0
EDGE = 46.0
"""Room above and below the nodes, for names."""
CLEAR = 8.0
"""Room around lines and the disc."""
SHEET = 0.86
"""Of a sheet's circle: its corners stand out of it."""
BADGE = (12.0, 600)
"""Size and weight of a badge's text."""
GROUP_NAME = (13.0, 700)
"""Size and weight of a group's name."""
NAME_GAP = 6.0
"""Between an outline and a name below it."""
WRAPPED, UNDER, ASIDE, STRAYED, OVER, CLIPPED = 0.3, 0.6, 0.4, 2, 4, 5
"""What it costs that a group's name has two lines, stands below it, stands aside, meets another one, and is not whole
in sight, where a covered node costs 1. The page has the same."""
LIKE = 4.0
"""Pixels by which an outline is about as near as another one."""
TRIES = 4
"""Orders in which the names of groups are placed, until all find room."""
LONGEST = 260.0
"""Pixels of a group's name."""
BETWEEN_WORDS = re.compile(r" |(?<=\w)-(?=\w)")
"""Where a group's name may go on in another line."""
_UNDER = (EdgeState.BETWEEN,)
"""Lines that a name may lie over."""
_COST = {EdgeState.QUIET: 0.25, EdgeState.PATH: 4.0, EdgeState.ALTERNATIVE: 3.0}
_ORDER = (
    EdgeState.BETWEEN,
    EdgeState.QUIET,
    EdgeState.REST,
    EdgeState.NEARBY,
    EdgeState.EXPECTED,
    EdgeState.PART,
    EdgeState.GONE,
    EdgeState.NEW,
    EdgeState.ALTERNATIVE,
    EdgeState.PATH,
)
"""What is drawn later lies over what is drawn before."""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as a quadratic curve from `a` to `b`; a straight one has its control point in its middle."""

    edge: MapEdge
    a: Point
    control: Point
    b: Point
    bent: bool

    def at(self, t: float) -> Point:
        u = 1 - t
        x, y = (u * u * self.a[i] + 2 * u * t * self.control[i] + t * t * self.b[i] for i in (0, 1))
        return x, y


@dataclass(frozen=True, slots=True)
class Mark:
    """A node where it is drawn. `r` is in pixels of the picture."""

    node: MapNode
    outline: Outline
    r: float


@dataclass(frozen=True, slots=True)
class Grouped:
    """A group where it is drawn: its outline, and its name with the middle of the last line that it stands on."""

    group: Group
    outline: tuple[Point, ...]
    lines: tuple[str, ...]
    at: Point


@dataclass(frozen=True, slots=True)
class Stage:
    """A map in pixels, from where its own 0, 0 is drawn: `origin` from the left top corner of the stage."""

    width: float
    height: float
    origin: Point
    grain: float
    """Pixels of the picture that one pixel of `style` is drawn with."""
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    placing: Placing
    types: dict[str, tuple[float, int]]
    """Size and weight of the names, by node."""
    hull: tuple[float, float] | None
    areas: tuple[Grouped, ...] = ()
    ground: tuple[tuple[Area, tuple[tuple[Point, ...], ...]], ...] = ()
    """Territories behind all else, with their closed lines."""


def stage(view: MapView, lang: Lang, wide: float, highest: float | None = None) -> Stage:
    """The view on a stage of that width, as high as it needs to be; `highest` is how much room there is at most.

    A window is wider than high, and so are our layouts; paper is not. Where names find no room the map is drawn higher:
    nodes come apart in one direction, so that no tie comes nearer to one. Where little height is given it is drawn
    wider, for the same reason.
    """
    found, room = arrange(view), (wide, HIGHEST if highest is None else highest)
    wider = 1.0 if highest is None else TALLER
    # Paper is higher than wide, a slide is not.
    if found.narrow and wide < found.below and room[1] > FLAT * wide:
        found = found.narrow
    if view.layout == "geography":
        # The ground keeps its shape.
        return _staged(view, lang, room, found, (1.0, 1.0))
    if len(view.nodes) <= MOST:
        flat = _staged(view, lang, room, found, (wider, 1.0))
        if not flat.placing.left:
            return flat
    return _staged(view, lang, room, found, (wider, TALLER))


def _staged(view: MapView, lang: Lang, room: Point, found: Arrangement, more: Point) -> Stage:
    """`more` is how much more a map may be zoomed across, and down, than the other direction has room for."""
    wide = room[0]
    zoom, origin, height = _fitted(view, found, room, more)
    grain = min(zoom) * min(2.2, max(1.0, 0.8 / min(zoom)))
    # A disc shows by its size how many it stands for, and keeps its distance from others.
    sized = view.layout == "discs"
    grains = {node.id: min(zoom) if sized and node.state is NodeState.GROUP else grain for node in view.nodes}
    marks = [_mark(node, view, _at(found.points[node.id], zoom), grains[node.id]) for node in view.nodes]
    lines = [_line(edge, found, zoom) for edge in view.edges if edge.a != edge.b]
    lines.sort(key=lambda line: (_ORDER.index(line.edge.state), line.edge.strength, line.edge.key))
    marks.sort(key=lambda mark: (mark.node.state is NodeState.FOCUS, mark.node.id))
    texts = label_texts(view, lang)
    axes = hull(view, found)
    sight = (-origin[0], -origin[1], wide - origin[0], height - origin[1])
    areas = _areas(view, found, zoom, marks, sight, lang)
    placing = place(
        [Name(t.id, tuple(_form(lines, t.size, t.weight) for lines in t.forms), t.always) for t in texts],
        {mark.node.id: mark.outline for mark in marks},
        [Tie(_points(line), _COST.get(line.edge.state, 1.0)) for line in lines if line.edge.state not in _UNDER],
        [badge for line in lines if (badge := _badge(line, view, lang))],
        sight,
        outwards=axes is not None,
        covered=[_covered(area) for area in areas if area.lines],
    )
    under = tuple(
        (area, tuple(tuple(_at(point, zoom) for point in ring) for ring in rings)) for area, rings in found.ground
    )
    types = {text.id: (text.size, drawn_weight(text.weight)) for text in texts}
    disc = _at(axes, zoom) if axes else None
    return Stage(wide, height, origin, grain, tuple(lines), tuple(marks), placing, types, disc, areas, under)


def _areas(
    view: MapView, found: Arrangement, zoom: Point, marks: Sequence[Mark], sight: Box, lang: Lang
) -> tuple[Grouped, ...]:
    """The groups where they are drawn, each with its name above it; the name wraps, or stands below or aside, where
    another one or a node is in its way. Who finds no room for its name takes it first."""
    nodes = [grown((m.outline.x, m.outline.y, m.outline.x, m.outline.y), m.outline.reach) for m in marks]
    groups = [group for group in sorted(view.groups, key=lambda one: (-one.size, one.id)) if group.id in found.outlines]
    most: list[Grouped] = []
    for _ in range(TRIES):
        named = _named(groups, found, zoom, nodes, sight, lang)
        if not most or sum(bool(area.lines) for area in named) > sum(bool(area.lines) for area in most):
            most = named
        without = {area.group.id for area in named if not area.lines}
        if not without:
            break
        groups.sort(key=lambda group: group.id not in without)
    return tuple(most)


def _named(
    groups: Sequence[Group], found: Arrangement, zoom: Point, nodes: Sequence[Box], sight: Box, lang: Lang
) -> list[Grouped]:
    """Groups with their names, placed in this order; without one where each place is taken."""
    taken: list[Box] = []
    areas = []
    rings = {group.id: tuple(_at(point, zoom) for point in found.outlines[group.id].outline) for group in groups}
    for group in groups:
        outline, others = rings[group.id], [ring for id_, ring in rings.items() if id_ != group.id]
        tried = [
            (WRAPPED * (len(lines) > 1) + cost, Grouped(group, outline, lines, at))
            for lines in group_names(group, lang)
            for cost, at in _spots(outline, _at(found.outlines[group.id].title, zoom), lines, sight)
        ]
        _, best = min(
            tried,
            key=lambda one: (
                one[0]
                + _over(_covered(one[1]), taken, nodes, sight)
                + STRAYED * _strays(_covered(one[1]), outline, others)
            ),
        )
        if any(overlap(_covered(best), box) for box in taken):
            # Two names over each other would tell neither.
            best = replace(best, lines=())
        else:
            taken.append(_covered(best))
        areas.append(best)
    return areas


def _over(box: Box, taken: Sequence[Box], nodes: Sequence[Box], sight: Box) -> int:
    """What a name would cover: nodes, other names of groups, by which it is left out, and the edge of the map."""
    seen = box[0] >= sight[0] and box[1] >= sight[1] and box[2] <= sight[2] and box[3] <= sight[3]
    over = OVER * sum(overlap(box, one) for one in taken) + sum(overlap(box, one) for one in nodes)
    return over if seen else over + CLIPPED


def _strays(box: Box, own: Sequence[Point], others: Sequence[Sequence[Point]]) -> bool:
    """Whether a name may be read as that of another group, whose outline is about as near to it as its own."""
    near = 2 * _to_ring(box, own) + LIKE
    wide = grown(box, near)
    beside = (other for other in others if overlap(wide, _around(other)))
    return any(_to_ring(box, other) < near for other in beside)


def _around(ring: Sequence[Point]) -> Box:
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _to_ring(box: Box, ring: Sequence[Point]) -> float:
    return min(box_to_segment(box, (*a, *b)) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


def _spots(outline: Sequence[Point], title: Point, lines: tuple[str, ...], sight: Box) -> Iterator[tuple[float, Point]]:
    """Where the lowest line of a group's name may stand, with what that costs: above its outline, below it, each also
    to the left and to the right, as far as is in sight."""
    xs, half = [x for x, _ in outline], _half(lines)
    foot = max(y for _, y in outline) + NAME_GAP + GROUP_NAME[0] * (1.2 * len(lines) - 0.3)
    for cost, y in ((0.0, title[1]), (UNDER, foot)):
        for side in (0, -1, 1, -2, 2):
            x = title[0] + side * (max(xs) - min(xs)) / 2
            yield cost + ASIDE * abs(side), (within(x, sight[0] + half, sight[2] - half), y)


def group_names(group: Group, lang: Lang) -> list[tuple[str, ...]]:
    """What a group is called, with how many actors it has: on one line, and on two where it has more than one word."""
    name, size = cut(drawable(say(group.label, lang)), *GROUP_NAME, LONGEST), say(m("group-size", n=group.size), lang)
    two = [(name[: at.end()].rstrip(), f"{name[at.end() :]} · {size}") for at in BETWEEN_WORDS.finditer(name)]
    best = [min(two, key=lambda lines: max(width(line, *GROUP_NAME) for line in lines))] if two else []
    return [(f"{name} · {size}",), *best]


def _covered(area: Grouped) -> Box:
    size, lines, half = GROUP_NAME[0], len(area.lines), _half(area.lines)
    x, y = area.at
    return x - half, y - size * (1.2 * (lines - 1) + 1), x + half, y + 0.35 * size


def _half(lines: Sequence[str]) -> float:
    return max(width(line, *GROUP_NAME) for line in lines) / 2 + 4


def _at(point: Point, zoom: Point) -> Point:
    return point[0] * zoom[0], point[1] * zoom[1]


def abbreviated(view: MapView, drawn: Stage, lang: Lang) -> list[tuple[str, str]]:
    """The names that are written shorter than they are, as they are written, and whole."""
    found = []
    for placed in drawn.placing.names:
        node = view.by_id[placed.id]
        name, written = drawable(say(node.label, lang)), " ".join(placed.form.lines).partition("\u00a0 ")[0]
        if "…" in written or (node.short and _letters(name) not in _letters(written)):
            found.append((written, name))
    return sorted(found)


def _letters(text: str) -> str:
    return "".join(text.split())


def hull(view: MapView, found: Arrangement) -> tuple[float, float] | None:
    """Half axes of the pale disc under the first ring of a map around one actor."""
    focus = next((n.id for n in view.nodes if n.state is NodeState.FOCUS), None)
    if view.layout != "ego" or focus is None or not view.neighbours[focus]:
        return None
    x, y = found.points[view.neighbours[focus][0][0]]
    height = math.hypot(x / ASPECT, y)
    return round(height * ASPECT, 1), round(height, 1)


def _fitted(view: MapView, found: Arrangement, room: Point, more: Point) -> tuple[Point, Point, float]:
    """Zoom across and down, origin and height: all nodes in sight, with room for names around them, and all of their
    disc and of the ties that bend outwards."""
    wide, highest = room
    beside = within(wide * 0.16, 36, 150) if view.layout == "ego" else within(wide * 0.09, 32, 110)
    lines, rooms = _drawn(view, found), (beside, EDGE)

    def least(axis: int) -> tuple[tuple[float, float], ...]:
        return (found.box[axis], rooms[axis]), (lines[axis], CLEAR)

    def most(axis: int) -> tuple[tuple[float, float], ...]:
        return (found.box[axis + 2], rooms[axis]), (lines[axis + 2], CLEAR)

    def largest(axis: int, pixels: float) -> float:
        ends = ((low, high) for low in least(axis) for high in most(axis))
        return min((pixels - low[1] - high[1]) / max(1.0, high[0] - low[0]) for low, high in ends)

    across, down = largest(0, wide), largest(1, highest)
    scale = min(across, down, LARGEST)
    zoom = min(scale * more[0], across), min(scale * more[1], down)
    left, top = (min(end * zoom[axis] - room for end, room in least(axis)) for axis in (0, 1))
    right, bottom = (max(end * zoom[axis] + room for end, room in most(axis)) for axis in (0, 1))
    spare = max(0.0, min(LOWEST, highest) - (bottom - top))
    return zoom, (wide / 2 - (left + right) / 2, spare / 2 - top), math.ceil(bottom - top + spare)


def _drawn(view: MapView, found: Arrangement) -> Box:
    """The box of the disc and of all lines, in the units of the arrangement."""
    lines = [_line(edge, found, (1.0, 1.0)) for edge in view.edges if edge.a != edge.b]
    spots = [*found.points.values(), *(line.at(t / 8) for line in lines if line.bent for t in range(9))]
    if axes := hull(view, found):
        spots += [(-axes[0], -axes[1]), axes]
    return min(x for x, _ in spots), min(y for _, y in spots), max(x for x, _ in spots), max(y for _, y in spots)


def _mark(node: MapNode, view: MapView, point: Point, grain: float) -> Mark:
    (x, y), r = point, style.radius(node, view) * grain
    shape, sheet = style.shape(node.family.shape), node.family.shape == style.PAGE
    size = r * SHEET if sheet else r
    ringed = node.state is NodeState.FOCUS and not sheet
    round_ = ring(r, grain) if ringed else 0.0 if shape.points else size * shape.radius
    corners = () if round_ else tuple((x + px * size, y + py * size) for px, py in shape.points)
    reach = max(r, round_, *(math.hypot(cx - x, cy - y) for cx, cy in corners), 0.0)
    return Mark(node, Outline(x, y, r, round_, corners, reach), r)


def ring(r: float, grain: float) -> float:
    """Radius of the ring around what the map is about."""
    return r * 1.28 + 7 * grain


def _line(edge: MapEdge, found: Arrangement, zoom: Point) -> Line:
    a, b = found.points[edge.a], found.points[edge.b]
    bend = found.bends.get((edge.a, edge.b), 0.0)
    middle = control(a, b, bend) if bend else ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    return Line(edge, _at(a, zoom), _at(middle, zoom), _at(b, zoom), bool(bend))


def _points(line: Line) -> tuple[Point, ...]:
    steps = max(2, round(math.dist(line.a, line.b) / 9))
    return tuple(line.at(i / steps) for i in range(1, steps))


def _form(lines: tuple[str, ...], size: float, weight: int) -> Form:
    # Two spaces stand for a wider gap, before a figure; XML readers would make one of them.
    clean = tuple(drawable(line.replace("  ", "\u00a0 ")) for line in lines)
    return Form(clean, tuple(width(line, size, weight) for line in clean), size * 1.25 * len(clean))


def _badge(line: Line, view: MapView, lang: Lang) -> Badge | None:
    """The rank of the first path that takes this tie, and the tie's strength."""
    edge = line.edge
    if edge.state not in (EdgeState.PATH, EdgeState.ALTERNATIVE):
        return None
    pair = {edge.a, edge.b}
    steps = ((path.rank, {*two}) for path in view.paths for two in zip(path.actors, path.actors[1:], strict=False))
    rank = next((rank for rank, step in steps if step == pair), None)
    text = f"{rank} · " * (rank is not None) + say(Share(edge.strength), lang)
    spots = tuple(line.at(t) for t in (0.5, 0.42, 0.58, 0.34, 0.66))
    return Badge(text, width(text, *BADGE) + 18, spots, edge.state is EdgeState.PATH)
