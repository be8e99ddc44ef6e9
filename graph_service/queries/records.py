"""What questions and answers are made of, whatever they ask."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, SerializationInfo, WithJsonSchema

from graph_service.messages import Day, Label, Message, m, say, when
from graph_service.model import Scope, TermOf


def _worded(value: Any, info: SerializationInfo) -> Any:
    return say(value, (info.context or {}).get("lang", "fr")) if value is not None else None


Sentence = Annotated[
    Message | Label | str,
    PlainSerializer(_worded, when_used="unless-none"),
    WithJsonSchema({"type": "string", "description": "in the asked language"}),
]
"""A message that becomes words when an entrance writes the answer: `model_dump(context={"lang": …})`."""


def event_words(kind: Message | Label | str, start: str | None, end: str | None) -> Message | Label | str:
    """What a meeting is called by its day: "Rencontre du 28/11/2025"."""
    if start and end and start != end:
        return m("event-between", kind=kind, when=when(start, end))
    day = start or end
    return m("event-on", kind=kind, day=Day(day)) if day else kind


class QueryInput(BaseModel):
    """What every question takes."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True, defer_build=True
    )

    as_of: Annotated[date | None, Field(description="param-as-of")] = None
    tie_profile: Annotated[str, Field(description="param-tie-profile")] = "standard"

    @property
    def day(self) -> date:
        """`as_of`, once the facade has filled it."""
        assert self.as_of is not None, "the facade fills as_of before a question runs"
        return self.as_of


class TieQuery(QueryInput):
    """What every question about ties takes: the filters (docs/method.md#filters)."""

    theme: Annotated[tuple[str, ...], Field(description="param-theme"), TermOf("theme")] = ()
    territory: Annotated[tuple[str, ...], Field(description="param-territory"), TermOf("territory")] = ()
    actor_kind: Annotated[tuple[str, ...], Field(description="param-actor-kind"), TermOf("actor_kind")] = ()
    project_kind: Annotated[tuple[str, ...], Field(description="param-project-kind"), TermOf("project_kind")] = ()
    role: Annotated[tuple[str, ...], Field(description="param-role"), TermOf("role")] = ()
    since: Annotated[int | None, Field(ge=0, le=1200, description="param-since")] = None


class Page(BaseModel):
    """Of a question that answers with a list: how much of it. A cursor holds the revision that it was made at."""

    limit: Annotated[int | None, Field(ge=1, le=100_000, description="param-limit")] = None
    after: Annotated[str | None, Field(description="param-after")] = None


class AnswerRecord(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True, arbitrary_types_allowed=True, defer_build=True)


class SourceRecord(AnswerRecord):
    """Where what is told comes from, as a caption must cite it (Licence Ouverte: producer and date of update)."""

    id: str
    producer: str | None = None
    title: str | None = None
    licence: str | None = None
    updated: str | None = None
    url: str | None = None


class RowRecord(AnswerRecord):
    """Where in a file a person finds what is told. Not shown to the public."""

    file: str
    sheet: str
    row: int


class ActorBrief(AnswerRecord):
    """An actor as lists and maps show it. `running` counts its projects that run at the answer's date."""

    id: str
    name: str
    kind: str
    kind_label: Sentence
    family: str
    territory: str | None
    territory_name: str | None
    running: int


class EvidenceRecord(AnswerRecord):
    """One context that ties two actors."""

    project: str
    """The project's id, or the partnership's."""
    facts: list[str]
    """The participations (or the partnership) that it rests on."""
    title: Sentence
    """The project's or the partnership's; of a partnership without one, what its kind is called."""
    kind: str
    kind_label: Sentence
    event: bool
    """Whether it is a meeting: told by its day, it neither runs nor has to be revived."""
    roles: list[str] | None
    """The pair of roles that gave ρ; null for a partnership."""
    role_labels: list[Sentence] | None
    start: date | None
    end: date | None
    end_estimated: bool
    running: bool
    contribution: float
    """What it adds to the tie's weight (docs/method.md#weight)."""
    sources: list[str]
    rows: list[RowRecord] = Field(default_factory=list)


class OtherSays(AnswerRecord):
    """A value that another source states, and that did not win. `label` and `text` say it in words."""

    field: str
    label: Sentence
    value: Any
    text: Sentence
    source: str


class Answer(AnswerRecord):
    """What every answer carries."""

    revision: int
    as_of: date
    tie_profile: str
    scope: Scope
    sources: list[SourceRecord] = Field(default_factory=list)


class ReachingAnswer(Answer):
    """An answer about a part of the graph, which of a very large one may not all have been searched."""

    complete: bool = True
    """Whether nothing was left out for want of memory (`MAILLAGE_MEMORY`)."""
    left_out: Sentence | None = None
    """Where it is not complete: what was not searched."""
