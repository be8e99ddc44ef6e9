"""MapView: the one record that every renderer draws from. It holds what is shown, never how it is computed.

Builders make it from answer records; layouts, style and renderers read nothing else. Texts from data (names,
titles, places) are plain strings and stay so: whoever writes them into a page or a picture escapes them there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from graph_service.messages import Day, Label, Message
from graph_service.vocabulary import Family

Words = Message | Label | str
"""What a reader is told: a message, a bilingual label, or a text from data that is said as it stands."""


class NodeState(StrEnum):
    """How prominent a node is. `focus` is what the map is about, `path` is on a path, `ghost` is a place that nobody
    fills: expected, not observed."""

    REST = "rest"
    FOCUS = "focus"
    PATH = "path"
    QUIET = "quiet"
    GHOST = "ghost"


class EdgeState(StrEnum):
    """`path` is on the best path, `alternative` on another one only. No ties are `part` (an actor in the project that
    the map is about), `expected` (the project and a place that nobody fills) and `nearby` (that place and an actor of
    its kind who already works there)."""

    REST = "rest"
    PATH = "path"
    ALTERNATIVE = "alternative"
    QUIET = "quiet"
    PART = "part"
    EXPECTED = "expected"
    NEARBY = "nearby"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One project or partnership behind a tie. Dates are as stated; `sources` are ids of the view's sources."""

    title: Words
    roles: tuple[Words, ...]
    """The role of the tie's `a`, then of its `b`; of an actor in the map's project its own roles."""
    start: str | None = None
    end: str | None = None
    end_estimated: bool = False
    running: bool = False
    event: bool = False
    """A meeting: it has a day, and neither runs nor has to be revived."""
    sources: tuple[str, ...] = ()


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
    url: str | None = None
    """Where its card is, for whoever hosts the map; never fetched."""
    short: str = ""
    """A shorter name, for where the name would be cut."""
    said: Words = ""
    """What is said of a node that is no actor."""


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A tie that is drawn. `strength` is 0 to 1; `projects` counts the contexts of the tie, running or not."""

    a: str
    b: str
    strength: float
    weight: float
    projects: int
    first: str | None = None
    last: str | None = None
    """The latest end; None while the tie runs or where nobody knows it."""
    state: EdgeState = EdgeState.REST
    ended: bool = False
    """The main evidence has ended: the tie could be revived."""
    meetings_only: bool = False
    """All evidence is meetings or networks."""
    evidence: tuple[EvidenceLine, ...] = ()
    """The strongest first."""
    said: Words = ""
    """What a line says that is no tie, and so has no strength."""

    @property
    def is_tie(self) -> bool:
        return self.state not in (EdgeState.PART, EdgeState.EXPECTED, EdgeState.NEARBY)

    @property
    def key(self) -> tuple[str, str]:
        """The pair without direction."""
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


@dataclass(frozen=True, slots=True)
class MapPath:
    """A way from the first of `actors` to the last. `strength` is the product of its ties' strengths."""

    rank: int
    strength: float
    actors: tuple[str, ...]
    sentence: Words


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Who said so; what the Licence Ouverte asks to be named."""

    id: str
    producer: str
    title: str = ""
    licence: str = ""
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """How many are drawn, of how many there are."""

    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class Caption:
    """What the numbers of the map count: of how many, at which date, by which measure."""

    as_of: Day
    actors: Shown
    ties: Shown
    tie_profile: Words
    revision: int


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
    fictional: bool = False
    """Relations are invented: every rendering carries a watermark that cannot be taken off."""
    layout: str = "network"
    """The name of the layout (visualisations.layouts) that suits the question."""
    by_id: dict[str, MapNode] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {node.id: node for node in self.nodes})
        if len(self.by_id) != len(self.nodes):
            raise ValueError("two nodes of a view have one id")
        self._require("an edge", (end for edge in self.edges for end in (edge.a, edge.b)))
        self._require("a path", (actor for path in self.paths for actor in path.actors))
        if len({edge.key for edge in self.edges}) != len(self.edges):
            raise ValueError("two edges of a view join the same pair")

    def _require(self, what: str, ids: Iterable[str]) -> None:
        missing = sorted(set(ids) - self.by_id.keys())
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
            if edge.a != edge.b:
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
