"""Saved maps as JSON, for OpenAPI: what `graph_service.graph.saved.telling` writes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graph_service.api.documents import Document
from graph_service.model import Scope


class FrozenState(Document):
    """When a picture was frozen, and what it shows."""

    at: str
    """The moment that it was frozen at, in UTC."""
    as_of: str
    """The date that it is for."""
    revision: int
    """How many batches had changed what its scope sees."""


class SavedMap(Document):
    """A question with its values under a name."""

    id: str
    """Its id."""
    name: str
    """What it is called."""
    question: str
    """The name of the question that it is the picture of."""
    values: dict[str, list[str]]
    """What the question is asked with, by parameter; names stand as ids."""
    scope: Scope
    """Who may see it: it is asked in this scope, whoever looks."""
    preset: str | None
    """The page size that it is drawn for; null where none was chosen."""
    form: str | None
    """The form that its picture takes; null for the one that reads best."""
    colour: str | None
    """What the colours of its actors say; null where they say the kind."""
    saved_at: str
    """The moment that it was saved at, in UTC."""
    frozen: FrozenState | None
    """Of a frozen one: since when; null for a live one, whose question is asked again each time."""
    state: str
    """Whether it is live or frozen, and since when, in words."""
    warnings: list[str]
    """What it holds that its readers see no more, in words; told to the team alone."""


class SavedMaps(Document):
    """The saved maps that the caller sees."""

    maps: list[SavedMap]
    """Each map, by name."""


class SavedMapGone(Document):
    """A map that was deleted."""

    id: str
    """The id that it had."""
    name: str
    """What it was called."""


class NewMap(Document):
    """A map to save."""

    name: str = Field(min_length=1, max_length=120)
    """What it shall be called. Two maps cannot have one name."""
    question: str
    """The name of a question that is drawn."""
    values: dict[str, str | int | bool | list[str]] = Field(default_factory=dict)
    """What the question is asked with, by parameter: ids, identifiers or unambiguous names."""
    scope: Scope = Scope.INTERNAL
    """Whom it is for: it shows what they see."""
    frozen: bool = False
    """Whether it keeps today's picture."""
    preset: str | None = None
    """The page size that it is drawn for."""
    form: str | None = None
    """The form that its picture takes; without one that which reads best."""
    colour: str | None = None
    """What the colours of its actors say: `kind`, `theme` or `territory`; without one their kind."""
    replace: bool = False
    """Whether it takes the place of a map of that name."""


class ChangedState(Document):
    """One of the two pictures that are compared."""

    as_of: str
    """The date that it is for."""
    revision: int
    """How many batches had changed what its scope sees."""


class ChangedNode(Document):
    """Something that is on one of the two pictures only."""

    change: Literal["new", "gone"]
    """Whether it is on the later or the earlier one."""
    id: str
    """Its id."""
    label: str
    """What it is called."""


class ChangedLine(Document):
    """A line that is on one of the two pictures only, or a tie whose strength differs."""

    change: Literal["new", "gone", "stronger", "weaker"]
    """How it differs."""
    a: str
    """Id of the node at one end."""
    b: str
    """Id of the node at the other end."""
    labels: list[str]
    """What both are called."""
    before: float | None
    """The strength of the tie on the earlier picture, 0 to 1; null where it is not there, or is no tie."""
    after: float | None
    """The strength of the tie on the later picture."""


class Kept(Document):
    """How much is on both pictures."""

    nodes: int
    """Nodes on both."""
    lines: int
    """Lines on both, whatever their strength."""


class MapChanges(Document):
    """What differs between a frozen map and the picture that its question has today, or at another date."""

    title: str
    """What the map shows."""
    before: ChangedState
    """The frozen picture."""
    after: ChangedState
    """The later picture."""
    sentences: list[str]
    """What changed, in words."""
    nodes: list[ChangedNode]
    """What is on one of the two only."""
    lines: list[ChangedLine]
    """Lines that differ, the largest changes first."""
    kept: Kept
    """How much is on both."""
