"""MapView: the one record that every renderer draws from. It holds what is shown, never how it is computed.

It is made from the picture of an answer (`build.py`); layouts, style and renderers read nothing else. Texts from data
(names, titles, places) are plain strings and stay so: whoever writes them into a page or a picture escapes them there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from graph_service.messages import Text
from graph_service.model import Scope
from graph_service.queries.picture import (
    Area,
    Caption,
    Emphasis,
    EvidenceLine,
    Group,
    LineType,
    Shown,
    SourceLine,
)
from graph_service.queries.picture import Way as MapPath
from graph_service.vocabulary import Family

__all__ = [
    "Area",
    "Arrangement",
    "Box",
    "Caption",
    "EdgeState",
    "Emphasis",
    "EvidenceLine",
    "Group",
    "Hue",
    "LineType",
    "MapEdge",
    "MapNode",
    "MapPath",
    "MapView",
    "NodeState",
    "Outlined",
    "Point",
    "Points",
    "Shown",
    "SourceLine",
    "Words",
]

Point = tuple[float, float]
Points = dict[str, Point]
Box = tuple[float, float, float, float]
"""left, top, right, bottom"""
Words = Text
"""What a reader is told: a sentence, a bilingual label, or a text from data that is said as it stands."""


class NodeState(StrEnum):
    """How prominent a node is. `focus` is what the map is about, `path` stands out, `ghost` is a place that nobody
    fills: expected, not observed; `group` stands for many actors."""

    REST = "rest"
    FOCUS = "focus"
    PATH = "path"
    QUIET = "quiet"
    GHOST = "ghost"
    GROUP = "group"


class EdgeState(StrEnum):
    """How a line is drawn, by its type and its emphasis.

    `path` stands out (on the map of paths: the best one), `alternative` less so. No ties are `part` (an actor in a
    project), `expected` (the project and a place that nobody fills), `nearby` (that place and an actor of its kind who
    already works there) and `between` (two groups whose actors are tied). Of two dates `new` is there at the later one
    only, `gone` at the earlier one.
    """

    REST = "rest"
    PATH = "path"
    ALTERNATIVE = "alternative"
    QUIET = "quiet"
    PART = "part"
    EXPECTED = "expected"
    NEARBY = "nearby"
    BETWEEN = "between"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Hue:
    """A colour that says a theme or a territory of an actor, and not its kind, which its shape still says."""

    id: str
    label: Words
    color: str
    print: str
    rest: bool = False
    """Whether it is a grey: of whoever has none of what the others say."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """An actor on the map. `running` counts its running projects at the caption's date; the node's size shows it."""

    id: str
    label: Words
    """Its name; of a place that nobody fills, what is expected there."""
    kind: str
    kind_label: Words
    family: Family
    running: int = 0
    state: NodeState = NodeState.REST
    closed: bool = False
    """The actor itself has ended; drawn hollow."""
    territory: str | None = None
    group: str | None = None
    """Id of the group that it stands in, of those of the view."""
    spot: Point | None = None
    """Where it is on the ground: longitude and latitude."""
    middle: bool = False
    """Of a group: whether it stands for what the other groups lie in."""
    members: tuple[str, ...] = ()
    """Of a group: the ids of its actors. No renderer writes them; a kept picture tells by them whom it counts."""
    url: str | None = None
    """Where its card is, for whoever hosts the map; never fetched."""
    short: str = ""
    """A shorter name, for where the name would be cut."""
    said: Words = ""
    """What is said of a node that is no actor."""
    hue: Hue | None = None
    """What its colour says; None: its family."""

    @property
    def paint(self) -> Family | Hue:
        """What it has its colour of."""
        return self.hue or self.family


_DRAWN = {
    Emphasis.REST: EdgeState.REST,
    Emphasis.FOCUS: EdgeState.PATH,
    Emphasis.FIRST: EdgeState.PATH,
    Emphasis.SECOND: EdgeState.ALTERNATIVE,
    Emphasis.QUIET: EdgeState.QUIET,
}


def state_of(type_: LineType, emphasis: Emphasis) -> EdgeState:
    """How a line of a type is drawn: by what changed, else by its type, a tie by its emphasis."""
    if emphasis in (Emphasis.NEW, Emphasis.GONE):
        return EdgeState(emphasis.value)
    return _DRAWN[emphasis] if type_ is LineType.TIE else EdgeState(type_.value)


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A tie that is drawn. `strength` is 0 to 1, of a line between groups its share of the thickest one; `projects`
    counts the contexts of the tie, running or not, of a line between groups the ties."""

    a: str
    b: str
    strength: float
    weight: float
    projects: int
    first: str | None = None
    last: str | None = None
    """The latest end; None while the tie runs or where nobody knows it."""
    type: LineType = LineType.TIE
    emphasis: Emphasis = Emphasis.REST
    """Of two dates also of what is no tie: `new`, `gone`."""
    ended: bool = False
    """The main evidence has ended: the tie could be revived."""
    meetings_only: bool = False
    """All evidence is meetings or networks."""
    evidence: tuple[EvidenceLine, ...] = ()
    """The strongest first."""
    said: Words = ""
    """What a line says that is no tie, and so has no strength."""
    records: tuple[str, ...] = ()
    """Of a line between groups: ids of the records that it rests on. No renderer writes them."""

    @property
    def is_tie(self) -> bool:
        return self.type is LineType.TIE

    @property
    def state(self) -> EdgeState:
        """How it is drawn."""
        return state_of(self.type, self.emphasis)

    @property
    def key(self) -> tuple[str, str]:
        """The pair without direction."""
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


@dataclass(frozen=True)
class Outlined:
    """Where a group stands: a closed line around its nodes, and the middle of its name, which stands above it."""

    outline: tuple[Point, ...]
    title: Point
    centre: Point


@dataclass(frozen=True)
class Arrangement:
    """Where everything of a view stands. One unit is one pixel at zoom 1; `y` grows downwards."""

    points: Points
    """Of the nodes and of the groups, by id."""
    bends: dict[tuple[str, str], float]
    box: Box
    """What has to be in sight: all nodes, with the outlines of groups."""
    outlines: dict[str, Outlined] = field(default_factory=dict)
    """Of groups, by id."""
    ground: tuple[tuple[Area, tuple[tuple[Point, ...], ...]], ...] = ()
    """Territories behind all else, each with its closed lines."""
    narrow: Arrangement | None = None
    """Another one, for where the map is narrow; None where all stands in the same places."""
    below: float = 0.0
    """Pixels of width below which the map is narrow."""


@dataclass(frozen=True)
class MapView:
    """All that a picture of the network shows. Raises ValueError where it contradicts itself."""

    title: Words
    caption: Caption
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    subtitle: Words = ""
    paths: tuple[MapPath, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    notes: tuple[Words, ...] = ()
    seen_by: Scope | None = None
    """Who may see what it was drawn from, where that is known: a picture that is taken along says so."""
    fictional: bool = False
    """Relations are invented: every rendering carries a watermark that cannot be taken off."""
    layout: str = "network"
    """The name of the layout (visualisations.layouts) that suits it."""
    form: str = ""
    """The name of the form (visualisations.forms) that its picture takes; empty where it is drawn as it stands."""
    forms: tuple[str, ...] = ()
    """The names of all forms that its picture can take."""
    colour: str = "kind"
    """What the colours of actors say: their kind, or what their hues name."""
    colours: tuple[str, ...] = ()
    """All that the colours of its picture can say."""
    groups: tuple[Group, ...] = ()
    """Groups with an outline around their nodes."""
    areas: tuple[Area, ...] = ()
    """Territories whose outlines it shows behind them."""
    panels: tuple[tuple[Words, MapView], ...] = ()
    """Views of the same picture at several dates, each with its heading, that a static picture shows side by side
    instead; everything stands in them as in this one."""
    arrangement: Arrangement | None = field(default=None, compare=False, repr=False)
    """Where everything stands, once it is arranged (`arrange.py`), or as it stood when it was kept (`frozen.py`)."""
    alternative: Words = ""
    """The picture in one sentence; its numbers say it where this is empty."""
    legend: Mapping[EdgeState, Words] = field(default_factory=dict)
    """What lines in a state mean here, where that is more than the state says."""
    by_id: dict[str, MapNode] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {node.id: node for node in self.nodes})
        if len(self.by_id) != len(self.nodes):
            raise ValueError("two nodes of a view have one id")
        groups = {group.id for group in self.groups}
        self._require("a node", (node.group for node in self.nodes if node.group is not None), groups)
        self._require("an edge", (end for edge in self.edges for end in (edge.a, edge.b)), groups | self.by_id.keys())
        self._require("a path", (actor for path in self.paths for actor in path.actors), self.by_id.keys())
        if len({edge.key for edge in self.edges}) != len(self.edges):
            raise ValueError("two edges of a view join the same pair")

    def _require(self, what: str, ids: Iterable[str], known: Set[str]) -> None:
        missing = sorted(set(ids) - known)
        if missing:
            raise ValueError(f"{what} of the view names an actor that is not drawn: {missing[0]!r}")

    @cached_property
    def actors(self) -> tuple[MapNode, ...]:
        """The nodes that are actors: neither a project nor a place that nobody fills."""
        return tuple(node for node in self.nodes if not node.said)

    @cached_property
    def neighbours(self) -> dict[str, list[tuple[str, float]]]:
        """For each node its drawn ties as (other id, strength), the strongest first, then by id."""
        found: dict[str, list[tuple[str, float]]] = {node.id: [] for node in self.nodes}
        for edge in self.edges:
            if edge.a != edge.b and edge.a in found and edge.b in found:
                found[edge.a].append((edge.b, edge.strength))
                found[edge.b].append((edge.a, edge.strength))
        for ties in found.values():
            ties.sort(key=lambda tie: (-tie[1], tie[0]))
        return found

    @cached_property
    def families(self) -> list[Family]:
        """The families on the map, by how many actors they have; the legend lists these."""
        count: dict[str, int] = {}
        for node in self.actors:
            count[node.family.id] = count.get(node.family.id, 0) + 1
        known = {node.family.id: node.family for node in self.actors}
        return [known[id_] for id_ in sorted(count, key=lambda id_: (-count[id_], id_))]

    @property
    def colour_column(self) -> str:
        """The name of the column that says in tables what the colours do."""
        return f"colour_{self.colour}"

    @cached_property
    def hues(self) -> list[tuple[Hue, int]]:
        """What the colours of its actors say where they do not say the kind, with how many actors have each; the most
        frequent first, greys last."""
        count = Counter(node.hue.id for node in self.nodes if node.hue)
        known = {node.hue.id: node.hue for node in self.nodes if node.hue}
        order = sorted(known.values(), key=lambda hue: (hue.rest, -count[hue.id], hue.id))
        return [(hue, count[hue.id]) for hue in order]
