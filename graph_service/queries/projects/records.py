"""What the card of a project holds."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from graph_service.model import RecordType
from graph_service.queries.base import (
    ActorBrief,
    AnswerRecord,
    FieldValue,
    QueryInput,
    ReachingAnswer,
    RowRecord,
    Sentence,
)
from graph_service.queries.cards import Card
from graph_service.queries.declare import Argument, ProjectRef
from graph_service.queries.funded import FundingRecord, FundingSum
from graph_service.queries.slots import Expectation


class ProjectQuery(QueryInput):
    id: Annotated[ProjectRef, Field(description="project-id"), Argument(0)]


class ProjectBrief(AnswerRecord):
    """A project as lists show it. `running`: by its stated dates, at the answer's date. `event`: it is a meeting, which
    neither runs nor has stopped running."""

    id: str
    """The project's id, by which every question takes it."""
    title: str
    """The project's title."""
    kind: str | None
    """Id of its kind, of the vocabulary `project_kind`; null where nobody says."""
    kind_label: Sentence
    """The name of its kind."""
    start: str | None
    """Since when it runs, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where nobody says."""
    end: str | None
    """Until when it runs, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where nobody says."""
    running: bool
    """Whether it runs at the answer's date by these dates; a date that nobody states does not hinder it."""
    event: bool
    """Whether it is a meeting, which has a day and neither runs nor has ended."""


class Named(AnswerRecord):
    """A theme or a territory, with what it lies in. `kind` is the theme's scheme, the territory's level."""

    id: str
    """Id of the theme, or code of the territory."""
    name: Sentence
    """What it is called."""
    kind: str | None
    """Of a theme the list that it comes from, of a territory its level; null where nobody says."""
    within: list[Sentence]
    """The names of what it lies in, the nearest first."""


class Documented(AnswerRecord):
    """A record that a resource documents, or a resource that documents this project."""

    id: str
    """Id of the record."""
    type: RecordType
    """Whether it is a project or an actor."""
    name: str
    """What it is called."""


class ProjectRecord(ProjectBrief):
    """What is stated of one project. Fields that nobody states are null or empty."""

    status: str | None = None
    """How far it has come, in the words of its source."""
    size: int | None = None
    """How many take part, where only the number is known."""
    budget: float | None = None
    """Its budget in euros."""
    description: str | None = None
    """A few words on what it is."""
    website: str | None = None
    """The address of its web site."""


class ProjectCard(Card, ProjectRecord):
    """All that is known of one project itself. Fields that nobody states are null or empty."""


class InvolvementRecord(ActorBrief):
    """An actor in a role. Dates as stated, the project's where the row states none."""

    start: str | None
    """Since when it holds the role, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where nobody says."""
    end: str | None
    """Until when it holds the role, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where nobody says."""
    active: bool
    """Whether it holds the role at the answer's date."""
    facts: list[str]
    """Ids of the participations that this rests on."""
    sources: list[str]
    """Ids of the sources that say so; `sources` of the answer describes them."""
    rows: list[RowRecord] = Field(default_factory=list)
    """Where its rows stand in their files; not shown to the public."""


class RoleRecord(AnswerRecord):
    """A role in the project, and who holds it."""

    role: str
    """Id of the role, of the vocabulary `role`."""
    label: Sentence
    """The name of the role."""
    actors: list[InvolvementRecord]
    """Who holds it or did: those who still do first, then by name."""


class ProjectAnswer(ReachingAnswer):
    """The card of one project."""

    project: ProjectCard
    """The project itself."""
    roles: list[RoleRecord]
    """Who does what, in the order of the vocabulary's roles; those who still do come first."""
    actors_total: int
    """How many actors take part in it or did."""
    actors_active: int
    """How many of them take part at the answer's date."""
    themes: list[Named]
    """What it is about."""
    territories: list[Named]
    """Where it takes place."""
    fundings: list[FundingRecord]
    """The money that it receives, the latest year first."""
    funding_sums: list[FundingSum]
    """What these fundings come to, by status and currency."""
    documents: list[Documented]
    """What this project documents."""
    documented_by: list[Documented]
    """The resources that document this project."""
    succeeds: list[ProjectBrief]
    """The projects that came before it."""
    succeeded_by: list[ProjectBrief]
    """The projects that came after it."""
    expectation: Expectation | None
    """A running project held to the template of its kind; null without one, and for the public (see `gaps`)."""
    fields: dict[str, FieldValue]
    """The record as PUT takes it back."""
