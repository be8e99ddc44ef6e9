"""What the API sends of imports: their reports, batches, and jobs."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from graph_service.api.documents import Counted, Counts, Document, ReportedProblem
from graph_service.model import RecordType
from graph_service.queries.base import FieldValue


class FileReport(Document):
    """How a file, or a sheet of a workbook, was read."""

    file: str
    """The name of the file."""
    sheet: str = ""
    """Of a workbook: the sheet."""
    mapping: str
    """Id of the mapping that it was read by; `template` for the template."""
    encoding: str
    """The character encoding that it was read in."""
    read: int
    """How many rows were read."""
    accepted: int
    """How many of them are taken."""
    rejected: int
    """How many of them are not, each with a problem that says why; of a row read as several, where one is not."""
    records: int = 0
    """How many records the accepted rows speak of: a row may make several, and several may speak of one."""
    aside: Counts = Field(default_factory=dict)
    """How many are no records, by what they are: totals, headings, notes."""
    recognised_by: list[str] = Field(default_factory=list)
    """Headers by which the mapping knew the file."""
    unused_columns: list[str]
    """Headers of the columns that are not read."""


class JobDocument(Document):
    """Long work in the background."""

    id: str
    """What the job is asked for by."""
    state: Literal["reading", "writing", "done", "failed", "cancelled"]
    """What it does. From `writing` on it cannot be cancelled."""
    file: str
    """The file that it reads."""
    rows: int
    """Rows of that file that are done in this pass: a mapped file is gone through twice."""
    expected_rows: int | None
    """About how many rows the file has, where that is known before it is read."""
    rows_per_second: float | None
    """How fast it reads, in this pass."""
    seconds: float
    """How long it has run."""
    seconds_left: float | None
    """Seconds until all rows are read, at the rate so far."""
    has_corrected: bool
    """Whether a copy to correct can be downloaded: of a trial with remarks, and of an import with rejected rows."""
    result: dict[str, Any] | None
    """Once it is done: what it made, such as the report of an import."""
    problem: dict[str, Any] | None
    """Where it failed or was cancelled: why, as a problem document."""


class Matches(Document):
    """How actors of the files met actors that were there."""

    by_identifier: int
    """How many are one with another record by SIRET, RNA or SIREN."""
    by_name: int
    """How many are one with another record by name."""
    to_review: int
    """How many may be one with another record: somebody has to look."""


class NameTaken(Document):
    """A name that stood in the place of an id, and what it was taken for."""

    source: str
    """Id of the source that names it so."""
    column: str
    """The column that it stands in."""
    text: str
    """The name as it stands there."""
    type: RecordType
    """The type of the record that it names."""
    id: str
    """Id of that record."""
    name: str
    """What that record is called."""
    rows: int
    """In how many rows it stands."""


class FieldChange(Document):
    """A field before and after."""

    field: str
    """The field's name."""
    label: str
    """What people call the field, in the asked language."""
    before: FieldValue
    """What it held; null where it was empty."""
    after: FieldValue
    """What it holds now; null where it is empty."""


class Change(Document):
    """A fact that a batch changes."""

    what: Literal["created", "updated", "withdrawn"]
    """What becomes of it."""
    type: RecordType
    """The type of the fact."""
    id: str
    """Id of the fact."""
    name: str
    """What people call it; of a relation, its ends."""
    fields: list[FieldChange]
    """Of an updated fact: the fields that change."""


class ImportReport(Counted):
    """What an import did, or would do (`dry_run`)."""

    files: list[FileReport]
    """The files, or the sheets of the workbooks, in the order that they were read in."""
    matches: Matches
    """How actors of the files met actors that were there."""
    rejected: Counts
    """How many rows are rejected, by the code of their first error."""
    warnings: Counts
    """How many warnings there are, by their code."""
    names: list[NameTaken]
    """What each name in the place of an id was taken for."""
    changes: list[Change]
    """What changes, one by one; of many the first few hundred of each sort."""
    problems: list[ReportedProblem]
    """What is wrong or doubtful in the files, in the order of their rows."""


class Batch(Document):
    """One import, correction or undo."""

    import_id: str
    """Id of the batch, by which it is undone."""
    kind: Literal["import", "edit", "undo"]
    """What it is."""
    at: str
    """When it was written, as ISO 8601 in UTC."""
    who: str
    """Who brought it: `cli`, `http`, or a name."""
    live: bool
    """Whether it counts: it is not undone."""
    withdraws: list[str]
    """Ids of the batches that it undoes."""
    note: str
    """What it was noted as; empty without a note."""
    title: str
    """What people call it, in the asked language: its files, what it corrected, or what it undid."""
    created: Counts = Field(default_factory=dict)
    """How many facts were new, by record type (`actors`, `projects`, …)."""
    updated: Counts = Field(default_factory=dict)
    """How many facts changed."""
    unchanged: Counts = Field(default_factory=dict)
    """How many facts it spoke of and left as they were."""
    withdrawn: Counts = Field(default_factory=dict)
    """How many facts were no more."""
    files: list[FileReport] = Field(default_factory=list)
    """Of an import: its files."""
    rejected: Counts = Field(default_factory=dict)
    """Of an import: how many rows were rejected, by the code of their first error."""
    warnings: Counts = Field(default_factory=dict)
    """Of an import: how many warnings there were, by their code."""
    names: list[NameTaken] = Field(default_factory=list)
    """Of an import: what each name in the place of an id was taken for."""


class Batches(Document):
    """Everything that was written."""

    imports: list[Batch]
    """Every batch, the newest first."""
