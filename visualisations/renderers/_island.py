"""What the viewer reads: the types of the JSON island of an interactive map. `tools/viewer_types.py` writes them for
TypeScript into `visualisations/viewer/src/island.ts`.

Positions are those of the arrangement: one unit is one pixel at zoom 1, `y` grows downwards.
"""

from __future__ import annotations

from typing import Literal

# Pydantic makes a schema of this one only, on Python 3.11.
from typing_extensions import TypedDict

Spot = tuple[float, float]
Corners = tuple[float, float, float, float]
"""left, top, right, bottom"""


class Evidence(TypedDict):
    """What a line rests on, in words."""

    title: str
    state: str
    dates: str
    roles: list[str]
    sources: list[str]
    """Ids of sources."""


class Node(TypedDict):
    """What is told of a node: of `nodes`, in the order of `draw.nodes`."""

    id: str
    label: str
    text: str
    url: str | None
    """Where its card is; followed only where it is an address of the web or of this service."""
    state: str
    closed: bool


class Edge(TypedDict):
    """What is told of a line: of `edges`, in the order of `draw.edges`."""

    text: str
    share: str
    strength: float
    evidence: list[Evidence]


class DrawnNode(TypedDict):
    """How a node is drawn. `keys` are those of the legend's entries that it belongs to."""

    id: str
    x: float
    y: float
    r: float
    fill: str
    outline: str
    """A name of `shapes`."""
    keys: list[str]


class Color(TypedDict):
    """A colour as pyvis names it."""

    color: str


class Curve(TypedDict):
    """A bend as pyvis names it: clockwise, as a share of the length."""

    roundness: float


# "from" is a word of Python.
DrawnEdge = TypedDict(
    "DrawnEdge",
    {
        "id": str,
        "from": str,
        "to": str,
        "width": float,
        "color": Color,
        "dashes": list[float] | Literal[False],
        "smooth": Curve | Literal[False],
        "casing": float,
        "state": str,
        "keys": list[str],
    },
)
"""How a line is drawn: `casing` is how wide the white line under it is. `from` and `to` are ids of nodes or groups."""


class LabelText(TypedDict):
    """A name as it may be written: further forms are narrower. `always` names are written in any of them."""

    id: str
    forms: list[list[str]]
    size: float
    weight: int
    always: bool


class Standing(TypedDict):
    """Where a group stands."""

    outline: list[Spot]
    """The closed line around its nodes."""
    title: Spot
    """The middle of the line that its name stands on, above the outline."""
    centre: Spot
    """Where lines between groups begin and end."""


class Narrow(TypedDict):
    """Where all stands instead on a map narrower than `below` pixels, in the order of `draw` and of `groups`."""

    below: float
    nodes: list[Spot]
    bends: list[float]
    groups: list[Standing]
    box: Corners


class Draw(TypedDict):
    """What is drawn."""

    nodes: list[DrawnNode]
    edges: list[DrawnEdge]
    labels: list[LabelText]
    """The most important name first."""
    narrow: Narrow | None


class Group(TypedDict):
    """Actors that stand together: an outline under them, and their name."""

    id: str
    label: str
    names: list[list[str]]
    """Its name with how many actors it has: on one line, and on two."""
    text: str
    url: str | None
    stands: Standing


class Land(TypedDict):
    """A territory behind all else, as closed lines; `outer` where others lie in it."""

    rings: list[list[Spot]]
    outer: bool


class Way(TypedDict):
    """A path of the map, by its actors."""

    rank: int
    actors: list[str]


class Source(TypedDict):
    """A source as it is cited."""

    id: str
    text: str


class Outline(TypedDict):
    """A shape of about unit radius. No points is a circle; `hole` is the radius of the white disc in its middle."""

    points: list[Spot]
    hole: float
    radius: float


class Island(TypedDict):
    """All that the viewer reads."""

    nodes: list[Node]
    edges: list[Edge]
    sources: list[Source]
    paths: list[Way]
    groups: list[Group]
    land: list[Land]
    sized: bool
    """Whether discs of groups keep their size on the map at any zoom."""
    fictional: bool
    draw: Draw
    box: Corners
    """What is in sight at first: all nodes."""
    hull: Spot | None
    """Half axes of the pale disc under a map around one actor."""
    shapes: dict[str, Outline]
    words: dict[str, str]
