"""Models, for OpenAPI, of the bodies of all routes but questions. A field with a default is not always sent.

The handlers write these documents themselves; `tests/graph_service/api/test_openapi.py` holds what they send to what
stands here.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from graph_service.dates import STATED
from graph_service.model import Column, Op, RecordType, Scope
from graph_service.records.headers import explained
from graph_service.records.template import sheet_columns
from graph_service.records.validation import fields_of

_FIELDS = "The record as PUT takes it back."
_KINDS: dict[str, Any] = {"integer": int, "number": float, "flag": bool}


class Document(BaseModel):
    """The base of documents that are not answers of questions."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class ReportedProblem(Document):
    """What is wrong or doubtful, and where. Of a typed correction there is no file."""

    # As `RowProblem`, `Candidate` and `Problem` of `graph_service.errors` are sent: tests hold them to be alike.

    file: str = ""
    """The name of the file."""
    sheet: str = ""
    """The sheet of the workbook; of a CSV file, the list of the template or mapping that it was read as."""
    row: int = 0
    """The number of the row, the header being row 1; 0 where it is about no single row."""
    column: str
    """The column or field; empty where it is about no single one."""
    value: str
    """The value as it stands there, cut where it is long."""
    code: str
    """What is wrong, for programs."""
    severity: Literal["error", "warning"]
    """`error` rejects the row or the correction; `warning` does not."""
    message: str
    """What is wrong and what to do, in the asked language."""


class Candidate(Document):
    """A record that an ambiguous name may mean."""

    id: str
    """Its id, by which it can be asked for."""
    name: str
    """What it is called."""


class Problem(Document):
    """An error, as RFC 9457 tells it."""

    type: Literal["about:blank"]
    """Nothing more than `status` says."""
    title: str
    """What sort of error it is, in the asked language."""
    status: int
    """The HTTP status."""
    code: str
    """What went wrong, for programs: it does not change with the language."""
    detail: str
    """What went wrong, where, why, and what to do, in the asked language."""
    problems: list[ReportedProblem] = Field(default_factory=list)
    """Of what was refused: every cause that was found."""
    candidates: list[Candidate] = Field(default_factory=list)
    """Of a name that fits several records: these."""


class Health(Document):
    """That the service answers."""

    status: Literal["ok"]
    """`ok` wherever it answers at all; whether its store does, questions tell (503)."""


class Start(Document):
    """A question to begin with. The parameters of the question are named, each with what it leads to."""

    question: str
    """The question's name."""
    from_: str = Field(default="", alias="from")
    """Of `paths`: id of the actor to start from."""
    from_name: str = ""
    """What that actor is called."""
    to: str = ""
    """Of `paths`: id of the actor to reach."""
    to_name: str = ""
    """What that actor is called."""
    project: str = ""
    """Of `gaps`: id of the project."""
    project_name: str = ""
    """What that project is called."""


class Status(Document):
    """What a store holds for a reader."""

    actors: int
    """How many actors the reader sees."""
    projects: int
    """How many projects the reader sees."""
    ties_as_of: date | None
    """The date that questions are answered for unless they say otherwise; null: today."""
    fictional: bool
    """Whether the relations are invented, as those of the demo."""
    replica: Scope | None
    """Of a copy that holds what a scope sees and that nobody writes to: that scope; else null."""
    examples: list[Start]
    """Questions to begin with."""
    revision: int
    """How many batches have changed what this scope sees."""
    scope: Scope
    """Who may see what is counted here."""


Counts = Annotated[
    dict[str, int],
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}),
]


class Counted(Document):
    """What a batch did to the facts that the team sees, by record type (`actors`, `projects`, …)."""

    import_id: str | None
    """Id of the batch, by which it is undone; null where nothing was written."""
    revision: int
    """The team's revision after it."""
    created: Counts
    """How many facts are new."""
    updated: Counts
    """How many facts have changed."""
    unchanged: Counts
    """How many facts it spoke of and left as they were."""
    withdrawn: Counts
    """How many facts are no more."""


class UnheardCorrection(Document):
    """A correction that does not apply for every reader: one who sees two records as two keeps the fact."""

    op: Op
    """What the word does."""
    type: RecordType
    """The type of the relation."""
    id: str
    """Id of the relation."""
    scopes: list[Scope]
    """The scopes that do not hear it."""


class StillShown(Document):
    """A frozen map, or a map of a publication, that shows what is gone or hidden."""

    name: str
    """What the map is called."""
    map: str
    """Id of the saved map."""
    publication: str | None
    """Id of the publication; null for a map that is only saved."""
    where: str | None
    """Of a published one: the folder that must be deleted."""


class EditReport(Counted):
    """What a correction or an undo did."""

    added: list[str]
    """Ids of the records that it added."""
    waiting: list[str]
    """Words that reach no fact today, and rows whose ends are not there yet: they are kept and wait."""
    unheard: list[UnheardCorrection]
    """Words that not every reader hears."""
    still_shown: list[StillShown]
    """Frozen maps and publications that show what it took away or hid."""


class RecordReport(EditReport):
    """What putting or taking away a record did."""

    id: str
    """Id of the record now. A relation that was given another end or role is another record."""


class StoredRecord(Document):
    """A record as a whole, with what it takes to put it back."""

    id: str
    """Id of the record."""
    type: RecordType
    """Its type."""
    source: str
    """Id of the source that its row is from; `staff` for what the team typed itself."""
    sources: list[str]
    """Ids of all sources that speak of it."""
    version: str
    """What `If-Match` takes of this record, in quotes; it is the ETag, too."""
    revision: int
    """How many batches have changed what this scope sees."""
    scope: Scope
    """Who may see what is told here."""


@cache
def stored(type_: RecordType) -> Any:
    """The document of one record of a type: `StoredParticipation`, …"""
    fields = (fields_model(type_), Field(description=_FIELDS))
    return create_model(f"Stored{type_.title()}", __base__=StoredRecord, __doc__=StoredRecord.__doc__, fields=fields)


@cache
def fields_model(type_: RecordType) -> Any:
    """The fields of a type as they are read and put: `ActorFields`, … Each explains itself as the template does."""
    known = {column.name: column for column in fields_of(type_)}
    fields: dict[str, Any] = {}
    for name in sheet_columns(type_.sheet):
        if name == "source":
            continue
        if name in known:
            hint, text = _hint(known[name]), _meaning(type_, known[name])
        else:
            hint, text = Scope | None, "The least scope that sees the record; of a new one `internal` unless said."
        fields[name] = (hint, Field(default=None, description=text))
    text = f"The fields of {type_.sheet}. One that is not named stays as it is; null empties one."
    return create_model(f"{type_.title()}Fields", __base__=Document, __doc__=text, **fields)


def _meaning(type_: RecordType, column: Column) -> str:
    """What the template says of a column, and what differs in JSON."""
    text = explained(type_.sheet, column.name, "en")
    if column.many:
        return f"{text} Here: a list."
    return f"{text} {ids_of(column.category)}" if column.category else text


def ids_of(category: str) -> str:
    """Where the ids of a vocabulary are listed."""
    if category == "territory":
        return "A code (of a commune, EPCI, département, region, QPV, or `Z:…`) or a name that only one place bears."
    return (
        f"An id or a label of the vocabulary `{category}`: the lists of `template.xlsx` hold those that come with the"
        " service; files may have brought more."
    )


def _hint(column: Column) -> Any:
    """The type of a column's values in JSON."""
    if column.many:
        return list[str] | None
    if column.kind == "date":
        return Annotated[str, Field(pattern=STATED)] | None
    bounds: dict[str, Any] = {"ge": column.low, "le": column.high}
    if column.kind == "text":
        bounds["max_length"] = column.longest
    return Annotated[_KINDS.get(column.kind, str), Field(**bounds)] | None
