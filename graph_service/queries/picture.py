"""What an answer is drawn from: a record that knows no renderer, no colour and no question.

A question draws its answer as a picture (`draw` in `declare.py`); `visualisations` lays it out and renders it. Texts of
data (names, titles, places) are plain strings and stay so: whoever writes them into a page or an image escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph_service.messages import Day, Text

COLOURED = ("theme", "territory")
"""What the colours of actors can say instead of their kind."""
OTHERS, NONE = "others", "none"
"""Ids of the tags of whoever has a theme or territory without a colour of its own, and of whoever has none."""


class NodeType(StrEnum):
    """What a node stands for. `opening` is a place that nobody fills: expected, not observed. `group` is many actors
    drawn as one."""

    ACTOR = "actor"
    PROJECT = "project"
    OPENING = "opening"
    GROUP = "group"


class LineType(StrEnum):
    """What a line stands for. Only `tie` has a strength; `part` joins an actor and its project, `expected` a project
    and an opening, `nearby` an opening and an actor who could fill it, `between` two groups whose actors are tied."""

    TIE = "tie"
    PART = "part"
    EXPECTED = "expected"
    NEARBY = "nearby"
    BETWEEN = "between"


class Emphasis(StrEnum):
    """How prominent something is. `focus` is a node that the picture is about; `first` and `second` stand out, in this
    order; `quiet` stays in the background; of two dates `new` is there at the later one only, `gone` at the earlier
    one. What it means here, the legend of the picture says."""

    REST = "rest"
    FOCUS = "focus"
    FIRST = "first"
    SECOND = "second"
    QUIET = "quiet"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One project or partnership behind a tie. Dates are as stated; `sources` are ids of the picture's sources."""

    title: Text
    roles: tuple[Text, ...]
    """The role of the tie's `a`, then of its `b`; of an actor in a project its own roles."""
    start: str | None = None
    end: str | None = None
    end_estimated: bool = False
    running: bool = False
    event: bool = False
    """A meeting: it has a day, and neither runs nor has to be revived."""
    sources: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    """Ids of the records that it rests on: its project, and participations or the partnership."""


@dataclass(frozen=True, slots=True)
class Group:
    """Actors that belong together: of one territory, or of one kind."""

    id: str
    label: Text
    size: int
    """How many actors it has, drawn or not."""
    spot: tuple[float, float] | None = None
    """Where it is on the ground: longitude and latitude."""
    middle: bool = False
    """Whether it stands for what the other groups lie in."""
    is_kind: bool = False
    """Whether its actors are of one kind, and not of one territory."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What a colour says of actors where it does not say their kind: a theme, a territory."""

    id: str
    label: Text
    slot: int | None = None
    """Which of the colours it has; None: a grey, as what is no theme and no territory of its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the ground: its name, longitude and latitude."""

    id: str
    name: Text
    spot: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A territory whose outline a map shows, by code; `outer` where others lie in it."""

    code: str
    label: Text
    outer: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, a project, an opening, or a group of actors."""

    id: str
    type: NodeType
    label: Text
    """Its name; of an opening, what is expected there."""
    kind: str
    """Id of its kind, which its sign is drawn by."""
    kind_label: Text
    emphasis: Emphasis = Emphasis.REST
    size: int = 0
    """What its size shows: of an actor how many of its projects run, of a group how many actors it has."""
    note: Text = ""
    """What is said of a node that is no actor."""
    territory: str | None = None
    """The name of its territory."""
    group: str | None = None
    """Id of the group that it belongs to, of those of the picture."""
    place: Place | None = None
    """Where it stands on a map of the ground."""
    spot: tuple[float, float] | None = None
    """Of a group: where it is on the ground, longitude and latitude."""
    middle: bool = False
    """Of a group: whether it stands for what the other groups lie in."""
    members: tuple[str, ...] = ()
    """Of a group: the ids of its actors, which no reader is given: who keeps the picture has to know whom it counts."""
    card: str | None = None
    """Id of the record whose card it leads to."""
    short: str = ""
    """A shorter name, for where the name would be cut."""
    closed: bool = False
    """Whether the actor itself has ended."""
    tag: str | None = None
    """Of an actor the id of what its colour says, of the tags of the picture; None: its kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """What joins two nodes, without direction."""

    a: str
    b: str
    type: LineType = LineType.TIE
    emphasis: Emphasis = Emphasis.REST
    strength: float = 0
    """Of a tie: 0 to 1."""
    weight: float = 0
    projects: int = 0
    """How many contexts the two share, running or not."""
    first: str | None = None
    last: str | None = None
    """The latest end; None while the tie runs or where nobody knows it."""
    ended: bool = False
    """Whether the context that counts most has ended."""
    meetings_only: bool = False
    """Whether all of its evidence is meetings or networks."""
    evidence: tuple[EvidenceLine, ...] = ()
    """The strongest first."""
    note: Text = ""
    """What is said of a line that is no tie."""
    records: tuple[str, ...] = ()
    """Of a line between groups: ids of the records that it rests on, as far as they are known."""

    @property
    def key(self) -> tuple[str, str]:
        """The pair without direction."""
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


@dataclass(frozen=True, slots=True)
class Way:
    """A way from the first of `actors` to the last. `strength` is the product of its ties' strengths."""

    rank: int
    strength: float
    actors: tuple[str, ...]
    sentence: Text


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
    """What the numbers of the picture count: of how many, at which date, by which measure."""

    as_of: Day
    actors: Shown
    ties: Shown
    tie_profile: Text
    revision: int


@dataclass(frozen=True)
class Picture:
    """What is drawn. Raises ValueError where it contradicts itself."""

    title: Text
    caption: Caption
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    layout: str
    """The name of the layout that suits it (visualisations.layouts)."""
    forms: tuple[str, ...] = ()
    """The forms that it may take (visualisations.forms), the one that shows most first; it is drawn in the first that
    is easy to read. Without any it is drawn as it stands."""
    groups: tuple[Group, ...] = ()
    areas: tuple[Area, ...] = ()
    """What a map of the ground shows behind the places of its nodes."""
    subtitle: Text = ""
    alternative: Text = ""
    """The picture in one sentence, for who does not see it; where a question gives none, its numbers say it."""
    ways: tuple[Way, ...] = ()
    shows_answer: bool = True
    """Whether it shows the answer itself, and not only what was asked beside it: then it names the answer's sources."""
    sources: tuple[SourceLine, ...] = ()
    """The sources of what it shows: whoever lets a question draw adds those of the answers that it was drawn from."""
    notes: tuple[Text, ...] = ()
    """What was left out; what was not searched is added to them."""
    colour: str = "kind"
    """What the colours of its actors say: their kind, or what `tags` name."""
    tags: tuple[Tag, ...] = ()
    legend: Mapping[LineType | Emphasis, Text] = field(default_factory=dict)
    """What its lines mean: by type for those that are no ties, by emphasis for ties."""

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        groups = {group.id for group in self.groups}
        if len(known) + len(groups) != len(self.nodes) + len(self.groups) or known & groups:
            raise ValueError("two nodes or groups of a picture have one id")
        _require(groups, "a node", (node.group for node in self.nodes if node.group is not None))
        _require(known | groups, "a line", (end for line in self.lines for end in (line.a, line.b)))
        _require({tag.id for tag in self.tags}, "a node", (node.tag for node in self.nodes if node.tag is not None))
        _require(known, "a way", (actor for way in self.ways for actor in way.actors))
        if len({line.key for line in self.lines}) != len(self.lines):
            raise ValueError("two lines of a picture join the same pair")


def _require(known: set[str], what: str, ids: Iterable[str]) -> None:
    missing = sorted(set(ids) - known)
    if missing:
        raise ValueError(f"{what} of the picture names what is not drawn: {missing[0]!r}")
