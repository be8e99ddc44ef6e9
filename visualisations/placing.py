"""Where names and badges stand on a static picture. `viewer/src/names.ts` says the same rule for the page:

- A name stands beside its own node, where that node's outline is the nearest by NEAREST pixels, measured from the
  name's box.
- Where no such place is free, it stands further off, at the end of a leader line from its node.
- Where there is no room for that either, it is left out. What the picture is about (`always`) is not left out: its
  name is tried in narrower forms, then anywhere in sight.
- No name lies over a node, another name, a badge or a leader line, nor over the edge of the map.

Greedy: what is more important comes first, and takes the free place that crosses fewest ties. All is in pixels, from
where the map's own 0, 0 is drawn. Who changes a constant here changes it there; a test compares both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from visualisations.geometry import (
    Box,
    Grid,
    Outline,
    Segment,
    around,
    box_to_point,
    box_to_segment,
    crossing,
    gap,
    grown,
    leader_to,
    nearer,
    overlap,
    segment_to_point,
    within,
)

NEAREST = 4.0
"""Pixels: 3, and one for letters that are drawn beyond their box."""
TOUCHING = 1.5
"""Least distance of a name from its own outline."""
BESIDE = 4.0
"""Of the places beside a node, from the circle around it."""
ALOOF = 14.0
"""Of a name with a leader line from the outlines of others."""
AWAY = (13, 22, 34, 48, 64, 84, 108)
"""Of a name with a leader line from its own."""
SHORT = 12
"""Pixels of a leader line that weigh as much as a crossed tie."""
WAYS = 16
"""Directions that a leader line may take."""
STEP = 10
"""Between the spots tried where a name may stand anywhere."""
MOST = 100
"""Names on a map."""
FIRST = 12
"""Of the most asked-for even a leader line comes before a place for others."""
FAR = 130
"""A leader line of theirs."""
SHORTLY = 56
"""Of all others."""
BOLD = 3
"""Cost of a tie from which on a name rather stands at a leader line than over it."""
# fmt: off
PLACES = (
    (0, 1), (1, 0), (-1, 0), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1), (0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1)
)
# fmt: on
LINES = 400
"""Ties up to which the crossed ones are counted."""


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it may be written: its lines, how wide each is drawn, and the height of all."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    height: float

    @property
    def width(self) -> float:
        return max(self.widths, default=0.0)

    @property
    def is_cut(self) -> bool:
        return any("…" in line for line in self.lines)


@dataclass(frozen=True, slots=True)
class Name:
    """What would be written at a node. Further forms are narrower; only `always` names are tried in them."""

    id: str
    forms: tuple[Form, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A drawn line as points some pixels apart. `cost` is what crossing it costs."""

    points: tuple[tuple[float, float], ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Badge:
    """A figure on a tie, and the middles where it may stand, in order of preference."""

    text: str
    width: float
    spots: tuple[tuple[float, float], ...]
    best: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with its box, and with a leader line from its node where it does not stand beside it."""

    id: str
    form: Form
    box: Box
    leader: Segment | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    names: tuple[Placed, ...]
    badges: tuple[tuple[Badge, tuple[float, float]], ...]
    left: tuple[str, ...]
    """Ids of the nodes whose name found no room."""


def place(
    names: Sequence[Name],
    outlines: Mapping[str, Outline],
    ties: Sequence[Tie],
    badges: Iterable[Badge],
    sight: Box,
    outwards: bool = False,
    covered: Iterable[Box] = (),
) -> Placing:
    """Where names and badges stand. `names` come the most important first; `sight` is what is in sight; `outwards` says
    that names rather stand away from the middle; `covered` is where something else stands."""
    board = _Board(outlines, ties, sight, outwards)
    board.cover(covered)
    for name in names:
        if name.always and (found := board.demanded(name)):
            board.put(name, *found)
    set_ = [(badge, spot) for badge in badges if (spot := board.spot(badge)) is not None]
    waiting = []
    for rank, name in enumerate(name for name in names if not name.always):
        if len(board.placed) >= MOST:
            break
        node, form = outlines[name.id], name.forms[0]
        at = board.first(node, form) if rank < FIRST else board.beside(node, form)
        if at:
            board.put(name, form, at)
        elif rank >= FIRST:
            waiting.append(name)
    for name in waiting:
        if len(board.placed) >= MOST:
            break
        if at := board.led(outlines[name.id], name.forms[0], SHORTLY):
            board.put(name, name.forms[0], at)
    written = {placed.id for placed in board.placed}
    left = tuple(name.id for name in names if name.id not in written)
    return Placing(tuple(board.placed), tuple(set_), left)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place for a name: its box, the room that it takes from others, what it costs."""

    box: Box
    room: Box
    cost: float = 0.0
    leader: Segment | None = None


class _Board:
    """What stands where so far, and what is still free."""

    def __init__(self, outlines: Mapping[str, Outline], ties: Sequence[Tie], sight: Box, outwards: bool) -> None:
        self.placed: list[Placed] = []
        self._outlines = outlines
        self._sight = sight
        self._outwards = outwards
        self._bodies: Grid[Outline] = Grid()
        self._boxes: Grid[Box] = Grid()
        self._leaders: Grid[Segment] = Grid()
        self._points: Grid[tuple[float, float, int]] = Grid()
        self._costs = [tie.cost for tie in ties]
        for node in outlines.values():
            self._bodies.add(grown((node.x, node.y, node.x, node.y), node.reach), node)
        for at, tie in enumerate(ties if len(ties) <= LINES else ()):
            for x, y in tie.points:
                self._points.add((x, y, x, y), (x, y, at))

    def cover(self, boxes: Iterable[Box]) -> None:
        for box in boxes:
            self._boxes.add(box, box)

    def put(self, name: Name, form: Form, spot: _Spot) -> None:
        self._boxes.add(spot.room, spot.room)
        if spot.leader:
            self._leaders.add(around(spot.leader), spot.leader)
        self.placed.append(Placed(name.id, form, spot.box, spot.leader))

    def demanded(self, name: Name) -> tuple[Form, _Spot] | None:
        """Where a name stands that must not be left out, in the widest form that finds a place."""
        node = self._outlines[name.id]
        whole = [form for form in name.forms if not form.is_cut]
        tries: tuple[tuple[Sequence[Form], Callable[[Outline, Form], _Spot | None]], ...] = (
            (whole, self._open),
            (whole, self.wanted),
            (whole, lambda node, form: self.anywhere(node, form, FAR)),
            (whole, self.anywhere),
            (name.forms, self.wanted),
            (name.forms[-1:], self.anywhere),
        )
        found = ((form, way(node, form)) for forms, way in tries for form in forms)
        return next(((form, spot) for form, spot in found if spot), None)

    def spot(self, badge: Badge) -> tuple[float, float] | None:
        """Where a badge stands; nothing else may stand there then."""
        for x, y in badge.spots:
            box = (x - badge.width / 2 - 2, y - 12, x + badge.width / 2 + 2, y + 12)
            if self._free(box) and self._clear(box, 1):
                self._boxes.add(box, box)
                return x, y
        return None

    def beside(self, node: Outline, form: Form) -> _Spot | None:
        best: _Spot | None = None
        for rank, (sx, sy) in enumerate(PLACES):
            away = (node.round or node.r) + BESIDE
            slant = 0.75 if abs(sx * sy) == 1 else 1.0
            x = node.x + sx * (form.width / 2 + (0.0 if abs(sx) < 1 else away * slant))
            box, room = _boxed(x, node.y + sy * (form.height / 2 + away * slant), form)
            if not self._in_sight(room) or not self._free(room) or gap(box, node)[0] < TOUCHING:
                continue
            if not self._nearest(box, node):
                continue
            cost = self._crossed(room) + (6 * self._inwards(node, sx, sy) if self._outwards else 0.5 * rank)
            if best is None or cost < best.cost:
                best = _Spot(box, room, cost)
        return best

    def led(self, node: Outline, form: Form, far: float = FAR) -> _Spot | None:
        best: _Spot | None = None
        for away in (one for one in AWAY if one <= far):
            if best and best.cost < away / SHORT:
                break
            for way in range(WAYS):
                angle = 2 * math.pi * way / WAYS
                sx, sy = math.cos(angle), math.sin(angle)
                x = node.x + sx * (node.reach + away) + within(sx * 1.4, -1, 1) * form.width / 2
                y = node.y + sy * (node.reach + away) + within(sy * 1.4, -1, 1) * form.height / 2
                box, room = _boxed(x, y, form)
                if not self._in_sight(room) or not self._free(room) or not self._clear(box, ALOOF, node):
                    continue
                leader = leader_to(box, node)
                if not self._reaches(leader, node):
                    continue
                cost = away / SHORT + self._crossed(room) + self._inwards(node, sx, sy)
                cost += 0.0 if self._nearest(box, node) else 0.6
                if best is None or cost < best.cost:
                    best = _Spot(box, room, cost, leader)
        return best

    def anywhere(self, node: Outline, form: Form, far: float = math.inf) -> _Spot | None:
        """The nearest free spot in sight for a name that is asked for, up to `far` from its node."""
        wide, high = form.width / 2 + 8, form.height / 2 + 5
        left, top, right, bottom = self._sight
        spots = []
        for x in _steps(left + wide, right - wide):
            beyond = max(0.0, abs(x - node.x) - form.width / 2)
            if beyond - node.reach >= far:
                continue
            for y in _steps(top + high, bottom - high):
                away = math.hypot(beyond, max(0.0, abs(y - node.y) - form.height / 2)) - node.reach
                if away < far:
                    spots.append((away, x, y))
        spots.sort()
        # A line across other nodes is better than no name, where there must be one.
        for reaches in (self._reaches,) if far < math.inf else (self._reaches, lambda line, _: self._passes(line)):
            for _, x, y in spots:
                box, room = _boxed(x, y, form)
                if not self._free(room) or not self._clear(box, ALOOF, node) or gap(box, node)[0] < TOUCHING:
                    continue
                leader = leader_to(box, node)
                if reaches(leader, node):
                    return _Spot(box, room, leader=leader)
        return None

    def first(self, node: Outline, form: Form) -> _Spot | None:
        """Where a name stands that is among the most asked-for."""
        return self.wanted(node, form) or self.anywhere(node, form, FAR)

    def wanted(self, node: Outline, form: Form) -> _Spot | None:
        """Beside its node, else led there; led too where the name would lie over what the map is to show."""
        near = self.beside(node, form)
        if near and not self._hides(near):
            return near
        far = self.led(node, form)
        return near if near and far and self._hides(far) else far or near

    def _open(self, node: Outline, form: Form) -> _Spot | None:
        near = self.beside(node, form)
        return near if near and not self._hides(near) else None

    def _hides(self, spot: _Spot) -> bool:
        return self._points.some(
            spot.box, lambda point: self._costs[point[2]] >= BOLD and box_to_point(spot.box, *point[:2]) == 0
        )

    def _in_sight(self, box: Box) -> bool:
        left, top, right, bottom = self._sight
        return box[0] > left + 2 and box[1] > top + 2 and box[2] < right - 2 and box[3] < bottom - 2

    def _free(self, box: Box) -> bool:
        area = grown(box, 2)
        return not self._boxes.some(box, lambda other: overlap(box, other)) and not self._leaders.some(
            area, lambda leader: overlap(area, grown(around(leader), 0.1)) and box_to_segment(box, leader) < 2
        )

    def _clear(self, box: Box, least: float, own: Outline | None = None) -> bool:
        return not self._bodies.some(grown(box, least), lambda node: node is not own and nearer(box, node, least))

    def _nearest(self, box: Box, own: Outline) -> bool:
        return self._clear(box, gap(box, own)[1] + NEAREST, own)

    def _crossed(self, box: Box) -> float:
        crossed = {tie for x, y, tie in self._points.near(box) if box[0] < x < box[2] and box[1] < y < box[3]}
        return sum(self._costs[tie] for tie in sorted(crossed))

    def _passes(self, line: Segment) -> bool:
        area = grown(around(line), 2)
        return not self._boxes.some(
            area, lambda box: overlap(area, box) and box_to_segment(box, line) < 1
        ) and not self._leaders.some(area, lambda other: crossing(line, other) is not None)

    def _reaches(self, line: Segment, own: Outline) -> bool:
        return self._passes(line) and not self._bodies.some(
            grown(around(line), 2),
            lambda node: node is not own and segment_to_point(line, node.x, node.y) < node.reach + 2,
        )

    def _inwards(self, node: Outline, sx: float, sy: float) -> float:
        far = math.hypot(node.x, node.y)
        if not self._outwards or not far:
            return 0.0
        return 1 - (sx * node.x + sy * node.y) / far / math.hypot(sx, sy) - (0.0 if sy else 0.12)


def _boxed(x: float, y: float, form: Form) -> tuple[Box, Box]:
    """A name's box with its middle there, and the room that it takes from others."""
    box = (x - form.width / 2, y - form.height / 2, x + form.width / 2, y + form.height / 2)
    return box, (box[0] - 5, box[1] - 2, box[2] + 5, box[3] + 2)


def _steps(start: float, end: float) -> list[float]:
    return [start + STEP * i for i in range(max(0, math.ceil((end - start) / STEP)))]
