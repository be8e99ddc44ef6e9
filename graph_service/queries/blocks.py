"""What an answer is told with: a closed set of records that know no surface.

A question tells its answer as blocks (`tell` in `declare.py`); a renderer for each surface writes them: lines at a
terminal, HTML on the page, later Word. Texts are sentences of the catalogue; a record named in one stays a `Ref`, so
that it becomes a link where there are links. Sources, date and scope are written by the renderer, from the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graph_service.messages import Ref, Text

Tone = Literal["ok", "warn", "off", "plain", "caveat"]
"""How a badge or a note is meant: runs or holds, ended or missing, no longer counts, neither, a reserve."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to ask next, with its values: an address, a command, or nothing, as the surface has it."""

    question: str
    values: Mapping[str, Any]
    text: Text


@dataclass(frozen=True, slots=True)
class Badge:
    """One word about something, with its tone."""

    tone: Tone
    text: Text


@dataclass(frozen=True, slots=True)
class Gauge:
    """A share from 0 to 1, drawn as a bar, and in words."""

    share: float
    text: Text


@dataclass(frozen=True, slots=True)
class Title:
    """What the answer is about. There is one, and it comes first."""

    text: Text
    of: Ref | None = None
    """The record that the answer is about; its sign stands before the title."""
    badge: Badge | None = None
    under: tuple[Text, ...] = ()
    """What identifies it, in a few words each: its kind, its place."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The answer in one sentence."""

    text: Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and what it counts."""

    value: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Figures:
    """A few numbers side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A value that another source states, and that did not win."""

    text: Text
    source: Text


@dataclass(frozen=True, slots=True)
class Stated:
    """A field of a record: what people call it, its value, and what others say."""

    label: Text
    value: Text | None
    others: tuple[Other, ...] = ()
    address: str | None = None
    """Where the value leads, of a web site."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What is stated of a record, field by field."""

    fields: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    text: Text
    of: Ref | None = None
    """The record that the line is about; its sign stands before the line."""
    about: tuple[str, ...] = ()
    """Ids of what it is about on a map, where that is more than `of`: pointing at the line marks them."""
    gauge: Gauge | None = None
    badge: Badge | None = None
    reason: Text | None = None
    """One line of reason."""
    details: tuple[Text, ...] = ()
    """A few words each, small."""
    parts: tuple[Block, ...] = ()
    """What opens below it."""
    asks: tuple[Ask, ...] = ()
    open: bool = False
    """Whether its parts are shown before anybody opens it."""
    shows: Shows | None = None
    """The picture that belongs to it while it is open."""
    places: tuple[Text, ...] = ()
    """In which rows of which files it stands."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of lines."""

    rows: tuple[Row, ...]
    ranked: bool = False
    """Whether their order is part of the answer: they are numbered."""
    more: Ask | None = None
    """The same list with more of it, where it is not whole."""
    one_open: bool = False
    """Whether opening one closes the others."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that the reader can look up: a shared project, a meeting, a partnership."""

    text: Text
    badge: Badge | None = None
    details: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()
    """Who says so."""
    places: tuple[Text, ...] = ()
    """In which rows of which files it stands."""
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement rests on, the strongest first. Those beyond the first `shown` are folded."""

    proofs: tuple[Proof, ...]
    shown: int = 1_000


@dataclass(frozen=True, slots=True)
class Stop:
    """An actor on a path."""

    of: Ref
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """What leads from one stop to the next."""

    text: Text
    about: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Steps:
    """A path: stops, and between each two a hop."""

    stops: tuple[Stop, ...]
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a team or a project: who fills it, or that nobody does, and who asks for it."""

    text: Text
    filled: bool
    needed: bool
    """Whether its being empty counts; what is optional may stay empty."""
    by: tuple[Ref, ...] = ()
    asked_by: Text | None = None
    """Law, method, or nobody."""
    parts: tuple[Block, ...] = ()
    """Of an empty one: who could fill it."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places that the same authority asks for."""

    title: Text
    places: tuple[Place, ...]
    rules: tuple[Quote, ...] = ()
    """The texts that ask for them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid: how strongly it is tinted (0 to 1; None: empty), what it says, where it leads."""

    value: float | None
    text: Text
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix whose cells are tinted by their values."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class List:
    """Short texts, one below the other."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Texts in columns under headings."""

    headings: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, with where they stand. `lang` is the language that they are in."""

    text: str
    source: Text
    lang: str = "fr"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark with its tone."""

    tone: Tone
    text: Text


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading."""

    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that are shown when somebody opens them."""

    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Asks:
    """What to ask next."""

    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """The answer of another question, asked when somebody opens it."""

    ask: Ask
    about: Text = ""
    """What it is about, for who hears the page and does not see what it stands beside."""


@dataclass(frozen=True, slots=True)
class Shows:
    """A picture, with its title: of another question's answer, or (`of` is None) of this answer itself, which stands
    beside it on the page."""

    title: Text
    of: Ask | None = None


Block = (
    Title
    | Lead
    | Figures
    | Fields
    | Rows
    | Steps
    | Places
    | Grid
    | List
    | Table
    | Evidence
    | Quote
    | Note
    | Section
    | Fold
    | Asks
    | Later
    | Shows
)
