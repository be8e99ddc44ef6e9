"""MapView: the one record that every renderer draws from. It holds what is shown, never how it is computed.

It is made from the picture of an answer (`build.py`); layouts, style and renderers read nothing else. Texts from data
(names, titles, places) are plain strings and stay so: whoever writes them into a page or a picture escapes them there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from graph_service.messages import Text
from graph_service.model import Scope
from graph_service.queries.picture import Caption, EvidenceLine, Shown, SourceLine
from graph_service.queries.picture import Way as MapPath
from graph_service.vocabulary import Family

__all__ = [
    "Caption",
    "EdgeState",
    "EvidenceLine",
    "MapEdge",
    "MapNode",
    "MapPath",
    "MapView",
    "NodeState",
    "Shown",
    "SourceLine",
    "Words",
]

Words = Text
"""What a reader is told: a sentence, a bilingual label, or a text from data that is said as it stands."""


class NodeState(StrEnum):
    """How prominent a node is. `focus` is what the map is about, `path` stands out, `ghost` is a place that nobody
    fills: expected, not observed."""

    REST = "rest"
    FOCUS = "focus"
    PATH = "path"
    QUIET = "quiet"
    GHOST = "ghost"


class EdgeState(StrEnum):
    """`path` stands out (on the map of paths: the best one), `alternative` less so. No ties are `part` (an actor in the
    project that the map is about), `expected` (the project and a place that nobody fills) and `nearby` (that place and
    an actor of its kind who already works there)."""

    REST = "rest"
    PATH = "path"
    ALTERNATIVE = "alternative"
    QUIET = "quiet"
    PART = "part"
    EXPECTED = "expected"
    NEARBY = "nearby"


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
    alternative: Words = ""
    """The picture in one sentence; its numbers say it where this is empty."""
    legend: Mapping[EdgeState, Words] = field(default_factory=dict)
    """What lines in a state mean here, where that is more than the state says."""
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
