"""History: everything that was ever said about a fact, by whom, when, and where it stands in which file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import Field

from graph_service.checked import clip
from graph_service.errors import Ambiguous, NotFound
from graph_service.messages import Day, Items, Label, Message, Text, m
from graph_service.model import STAFF, Op, RecordType, Scope, Statement
from graph_service.queries.base import Answer, AnswerRecord, FieldValue, Page, QueryInput, Sentence
from graph_service.queries.blocks import Ask, Badge, Block, Lead, Row, Rows, Title
from graph_service.queries.declare import Argument, OfRecord, question
from graph_service.queries.table import Of, Table, stated, table
from graph_service.queries.telling import some, source_names
from graph_service.queries.view import View
from graph_service.queries.wording import Names, fields, referred
from graph_service.stores.reading import Said

_RECORDS = (RecordType.ACTOR, RecordType.PROJECT)


class HistoryQuery(QueryInput, Page):
    id: Annotated[str, Field(max_length=500, description="history-id"), Argument(0), OfRecord(_RECORDS)]
    order: Annotated[Literal["said", "latest"], Field(description="history-order")] = "said"


class SaidField(AnswerRecord):
    """A field as it was said, in words."""

    field: str
    """The field's name."""
    label: Sentence
    """What people call the field."""
    text: Sentence
    """The value in words."""


class SaidRecord(AnswerRecord):
    """One statement as one batch says it. `fields` is what was said; of a `set`, null empties."""

    op: Op
    """What was done: a source's `row`, or a word of the team."""
    op_label: Sentence
    """The same in words."""
    type: RecordType
    """The type of the record that it is about."""
    ids: list[str]
    """The ids that it names: of a row its own, of a word all that the record had when it was spoken."""
    fields: dict[str, FieldValue]
    """What was said, by field name. In a `set`, null empties a field."""
    what: list[SaidField]
    """The same in words; of a word without fields, what it is about."""
    source: str
    """Id of the source that says so; `staff` is the team."""
    updated: str | None
    """The source's date, null where it gave none."""
    visibility: Scope
    """The least scope that sees it."""
    batch: str
    """Id of the batch that it came in, by which it is undone."""
    batch_kind: str
    """What that batch is: `import`, `edit` or `undo`."""
    at: str
    """When it was said to the store."""
    who: str
    """Who brought the batch: `cli`, `http`, or a name."""
    note: str
    """What the batch was noted as; empty without a note."""
    live: bool
    """Whether its batch counts: neither it nor its withdrawal is undone."""
    counts: bool
    """Whether it counts today: its batch does, and neither its source nor a later word has taken its place."""
    file: str | None
    """The file that it stands in; null for what was typed."""
    sheet: str | None
    """The sheet of that file; null for what was typed."""
    row: int | None
    """The number of the row there, the header being row 1; null for what was typed."""


class HistoryAnswer(Answer):
    """Everything that was ever said about a record."""

    id: str
    """The id that was asked for."""
    said: list[SaidRecord]
    """The statements, in the asked order."""
    total: int
    """How many statements there are, whatever the limit."""
    next: str | None = None
    """Give it as `after` to get the next page; null on the last."""


def _tell(answer: HistoryAnswer, query: HistoryQuery) -> Iterator[Block]:
    yield Title(m("history-title-of", id=answer.id))
    yield Lead(m("history-count", n=answer.total, shown=len(answer.said)))
    names = source_names(answer)
    yield Rows(
        tuple(_row(one, names) for one in answer.said),
        more=Ask("history", query.given("after") | {"after": answer.next}, m("history-more")) if answer.next else None,
    )


def _row(one: SaidRecord, names: Mapping[str, Text]) -> Row:
    source = names.get(one.source, one.source)
    when = {"day": Day(one.at[:10]), "time": one.at[11:16], "id": one.batch}
    return Row(
        m("history-said", op=one.op_label, source=source, updated=Day(one.updated))
        if one.updated
        else m("history-said-undated", op=one.op_label, source=source),
        badge=_state(one),
        reason=Items([m("said-field", label=each.label, text=_short(each.text)) for each in one.what], ";"),
        places=some(_place(one) if one.file else None),
        details=some(_by(one), m("history-typed" if one.batch_kind == "edit" else "history-imported", **when)),
    )


def _by(one: SaidRecord) -> Text:
    """By which way it was typed, of what stands in no file."""
    if one.file or not one.who:
        return ""
    return m(f"said-by-{one.who}") if one.who in ("cli", "http") else m("history-by", who=one.who)


def _place(one: SaidRecord) -> Text:
    """Where in its file it stands."""
    file, row, sheet = one.file or "", one.row or 0, one.sheet or ""
    if not row:
        return file
    named = sheet and sheet != PurePosixPath(file).stem
    return (
        m("history-place-in-sheet", file=file, sheet=sheet, row=row)
        if named
        else m("history-place", file=file, row=row)
    )


def _rows(answer: HistoryAnswer) -> Table:
    """What was said of each field, in the order of the answer."""
    names = source_names(answer)
    columns: list[Of[tuple[SaidRecord, SaidField | None]]] = [
        Of("at", lambda one: stated(one[0].at[:10]), "date"),
        Of("time", lambda one: one[0].at[11:16]),
        Of("op", lambda one: one[0].op_label),
        Of("field", lambda one: one[1].label if one[1] else None),
        Of("value", lambda one: one[1].text if one[1] else None),
        Of("state", lambda one: _state(one[0]).text),
        Of("visibility", lambda one: m(f"visibility-{one[0].visibility}")),
        Of("batch", lambda one: one[0].batch, "id"),
        Of("who", lambda one: m(f"said-by-{one[0].who}") if one[0].who in ("cli", "http") else one[0].who or None),
        Of("file", lambda one: one[0].file, places=True),
        Of("sheet", lambda one: one[0].sheet, places=True),
        Of("row", lambda one: one[0].row, "integer", places=True),
        Of("updated", lambda one: stated(one[0].updated), "date"),
        Of("sources", lambda one: names.get(one[0].source, one[0].source), heading="column-source"),
    ]
    said: list[tuple[SaidRecord, SaidField | None]] = []
    for one in answer.said:
        said += [(one, field) for field in one.what] or [(one, None)]
    return table(said, columns, len(said) + answer.total - len(answer.said))


@question(
    reads=Scope.INTERNAL,
    title=m("history-title"),
    about=m("history-about"),
    path="/history/{id}",
    tell=_tell,
    rows=_rows,
    purpose="check",
    page={"order": "latest", "limit": 50},
    limit=500,
    examples=[{"id": "REG"}],
)
def history(view: View, query: HistoryQuery) -> HistoryAnswer:
    """In the order it was said, or the latest first, live or not. Also of what is denied, undone or merged away: by
    any id it ever had."""
    said = view.reader.said(_ids(view, query.id))
    if not said:
        raise NotFound("not-found", text=query.id[:200], near="none")
    page, following = view.page(said[::-1] if query.order == "latest" else said, query.limit, query.after)
    names = referred(view, (one.statement for one in page))
    return HistoryAnswer(
        id=query.id,
        said=[_record(view, one, names) for one in page],
        total=len(said),
        next=following,
        **view.stamp(query, also={one.statement.source for one in said}),
    )


def _ids(view: View, text: str) -> list[str]:
    """All member keys of the facts that `text` names today, else the text itself: an id of what is gone.

    One id may be an actor's and a territory's; a name that is two actors' says nothing certain of either.
    """
    facts = [fact for type_, id_ in view.reader.resolve([text])[text] for fact in view.facts(type_, [id_])]
    if len({fact.type for fact in facts}) < len(facts):
        shown = Items([f"{fact.name} [{fact.id}]" for fact in facts[:10]])
        raise Ambiguous("ambiguous", [(fact.id, fact.name) for fact in facts], text=text[:200], list=shown)
    return list(dict.fromkeys([*(key for fact in facts for key in fact.keys), text]))


def _record(view: View, one: Said, names: Names) -> SaidRecord:
    statement, batch = one.statement, one.batch
    return SaidRecord(
        op=statement.op,
        op_label=_op(statement),
        type=statement.type,
        ids=list(statement.ids),
        fields=dict(statement.fields),
        what=[SaidField(field=f, label=label, text=text) for f, label, text in fields(view, statement, names)],
        source=statement.source,
        updated=statement.updated or None,
        visibility=statement.visibility,
        batch=batch.id,
        batch_kind=batch.kind,
        at=batch.at,
        who=batch.who,
        note=batch.note,
        live=one.live,
        counts=one.counts,
        file=one.file or None,
        sheet=one.sheet or None,
        row=one.row or None,
    )


def _op(said: Statement) -> Message:
    """What was done: a row of the team's own is one that it added."""
    return m("op-add" if said.op is Op.ROW and said.source == STAFF else f"op-{said.op}")


def _state(one: SaidRecord) -> Badge:
    if one.counts:
        return Badge("ok", m("said-counts"))
    return Badge("warn", m("said-replaced")) if one.live else Badge("off", m("said-undone"))


def _short(text: Text) -> Text:
    """A value as a line of a terminal holds it."""
    return Label(clip(text.fr, 60), clip(text.en, 60)) if isinstance(text, Label) else text
