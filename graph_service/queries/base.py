"""Base classes of questions and answers, and the records that several answers share."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from graph_service.messages import Day, Label, Message, m, say, when
from graph_service.model import OneOf, Scope, TermOf


def _worded(value: Any, info: SerializationInfo) -> Any:
    return say(value, (info.context or {}).get("lang", "fr")) if value is not None else None


Sentence = Annotated[
    Message | Label | str,
    PlainSerializer(_worded, when_used="unless-none"),
    WithJsonSchema({"type": "string", "description": "In the asked language."}),
]
"""A message that becomes words when an entrance writes the answer: `model_dump(context={"lang": …})`."""

FieldValue = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "number"},
                {"type": "boolean"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "null"},
            ]
        }
    ),
]
"""What a field of a record holds: a text, a number, a flag, a list of texts, or nothing."""


def _profiles() -> tuple[str, ...]:
    from graph_service.vocabulary import packaged

    return tuple(packaged().profiles)


def _day(value: Any) -> Any:
    """A day is written YYYY-MM-DD: pydantic would take a number for seconds since 1970, too."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_form", "not YYYY-MM-DD")
    return value


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

    as_of: Annotated[date | None, BeforeValidator(_day), Field(description="param-as-of")] = None
    tie_profile: Annotated[str, Field(description="param-tie-profile"), OneOf(_profiles)] = "standard"

    @property
    def day(self) -> date:
        """`as_of`, once the facade has filled it."""
        assert self.as_of is not None, "the facade fills as_of before a question runs"
        return self.as_of

    def given(self, *without: str) -> dict[str, Any]:
        """What was asked for, as a question asked next takes it: by name, without what nobody said or that is the
        default, and without some fields."""
        found = {}
        for name, info in type(self).model_fields.items():
            value = getattr(self, name)
            if name in self.model_fields_set and name not in without and value != info.get_default():
                found[info.alias or name] = value
        return found


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
    """A part of an answer. The docstring under each field is its description in OpenAPI (graph_service.schemas)."""

    model_config = ConfigDict(
        frozen=True,
        populate_by_name=True,
        arbitrary_types_allowed=True,
        defer_build=True,
        json_schema_serialization_defaults_required=True,
    )


class SourceRecord(AnswerRecord):
    """Where what is told comes from, as a caption must cite it (Licence Ouverte: producer and date of update)."""

    id: str
    """The source's id, as facts name it; `staff` for what the team typed itself."""
    producer: str | None = None
    """Who published it; null where nobody says."""
    title: str | None = None
    """What the publication is called; null where nobody says."""
    licence: str | None = None
    """The licence that it is published under; null where nobody says."""
    updated: str | None = None
    """When the source was last updated, as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where it gives no date."""
    url: str | None = None
    """Where it is published; null where nobody says."""
    facts: int | None = None
    """Of how many of the facts that the answer rests on (`rests_on`) it says something; null where none are counted."""
    alone: int | None = None
    """Of how many of them nobody else says anything."""


class RowRecord(AnswerRecord):
    """Where in a file a person finds what is told. Not shown to the public."""

    file: str
    """The name of the file, with its folder or archive where it came in one."""
    sheet: str
    """The sheet of the workbook; of a CSV file, the list of the template or mapping that it was read as."""
    row: int
    """The number of the row, as a spreadsheet counts: the header is row 1."""


class ActorBrief(AnswerRecord):
    """An actor as lists and maps show it. `running` counts its projects that run at the answer's date."""

    id: str
    """The actor's id, by which every question takes it."""
    name: str
    """What the actor is called."""
    kind: str
    """Id of its kind, of the vocabulary `actor_kind`."""
    kind_label: Sentence
    """The name of its kind."""
    family: str
    """Id of the family that its kind is drawn as."""
    territory: str | None
    """Code of the territory of its seat or remit; null where nobody says."""
    territory_name: str | None
    """The name of that territory; null without one."""
    running: int
    """How many of its projects run at the answer's date."""


class EvidenceRecord(AnswerRecord):
    """One context that ties two actors."""

    project: str
    """The project's id, or the partnership's."""
    facts: list[str]
    """The participations (or the partnership) that it rests on."""
    title: Sentence
    """The project's or the partnership's; of a partnership without one, what its kind is called."""
    kind: str
    """Id of the project's or partnership's kind, of `project_kind` or `partnership_kind`."""
    kind_label: Sentence
    """The name of that kind."""
    event: bool
    """Whether it is a meeting: told by its day, it neither runs nor has to be revived."""
    roles: list[str] | None
    """The pair of roles that gave ρ; null for a partnership."""
    role_labels: list[Sentence] | None
    """The names of these two roles, in the same order; null for a partnership."""
    start: date | None
    """First day of the latest stretch in which both took part; null where nobody says."""
    end: date | None
    """Last day of that stretch; null while it has no end."""
    end_estimated: bool
    """Whether nobody states this end, and it is estimated from how long projects of the kind usually run."""
    running: bool
    """Whether both take part at the answer's date."""
    contribution: float
    """What it adds to the tie's weight (docs/method.md#weight)."""
    sources: list[str]
    """Ids of the sources that say so; `sources` of the answer describes them."""
    rows: list[RowRecord] = Field(default_factory=list)
    """Where these facts stand in the files; empty for the public and where they were not asked for."""


class OtherSays(AnswerRecord):
    """A value that another source states, and that did not win. `label` and `text` say it in words."""

    field: str
    """The field's name."""
    label: Sentence
    """What people call the field."""
    value: FieldValue
    """The value as that source states it."""
    text: Sentence
    """The value in words."""
    source: str
    """Id of the source that states it."""


class Answer(AnswerRecord):
    """What every answer carries."""

    revision: int
    """How many batches have changed what this scope sees: while it stays, the same question has the same answer."""
    as_of: date
    """The date that the answer is for."""
    tie_profile: str
    """Id of the tie profile that weights were computed with."""
    scope: Scope
    """Who may see what the answer was made from."""
    sources: list[SourceRecord] = Field(default_factory=list)
    """The sources that the answer rests on, in the order of their ids."""
    rests_on: int | None = None
    """How many facts the answer rests on: those of its evidence, each once. Null where it rests on all data that the
    reader sees: how much each source says of these is the question `sources`."""


class ReachingAnswer(Answer):
    """An answer about a part of the graph, which of a very large one may not all have been searched."""

    complete: bool = True
    """Whether nothing was left out for want of memory (`MAILLAGE_MEMORY`)."""
    left_out: Sentence | None = None
    """Where it is not complete: what was not searched."""
