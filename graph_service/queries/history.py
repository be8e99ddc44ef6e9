"""History: everything that was ever said about a fact, by whom, when, and where it stands in which file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import Field

from graph_service.checked import clip
from graph_service.errors import Ambiguous, NotFound
from graph_service.messages import Items, Label, Message, m
from graph_service.model import STAFF, Op, RecordType, Scope, Statement
from graph_service.queries.declare import Argument, TextLine, question
from graph_service.queries.records import Answer, AnswerRecord, Page, QueryInput, Sentence
from graph_service.queries.said import Names, fields, referred
from graph_service.queries.view import View
from graph_service.stores.reading import Said


class HistoryQuery(QueryInput, Page):
    id: Annotated[str, Field(max_length=500, description="history-id"), Argument(0)]
    order: Annotated[str, Field(pattern="^(said|latest)$", description="history-order")] = "said"


class SaidField(AnswerRecord):
    """A field as it was said, in words."""

    field: str
    label: Sentence
    text: Sentence


class SaidRecord(AnswerRecord):
    """One statement as one batch says it. `fields` is what was said; of a `set`, null empties."""

    op: Op
    op_label: Sentence
    type: RecordType
    ids: list[str]
    fields: dict[str, Any]
    what: list[SaidField]
    """The same in words; of a word without fields, what it is about."""
    source: str
    updated: str | None
    """The source's date, null where it gave none."""
    visibility: Scope
    batch: str
    batch_kind: str
    at: str
    """When it was said to the store."""
    who: str
    note: str
    live: bool
    """Whether its batch counts: neither it nor its withdrawal is undone."""
    counts: bool
    """Whether it counts today: its batch does, and neither its source nor a later word has taken its place."""
    file: str | None
    sheet: str | None
    row: int | None


class HistoryAnswer(Answer):
    id: str
    said: list[SaidRecord]
    total: int
    next: str | None = None


def _tell(answer: HistoryAnswer) -> Iterator[TextLine]:
    yield m("history-count", id=answer.id, n=answer.total)
    for one in answer.said:
        yield m(
            "history-line",
            at=one.at[:16].replace("T", " "),
            op=one.op_label,
            source=m("source-staff") if one.source == STAFF else one.source,
            what=Items([m("said-field", label=each.label, text=_short(each.text)) for each in one.what], ";"),
            place=_place(one),
            batch=one.batch,
            state=_state(one),
        )


def _place(one: SaidRecord) -> TextLine:
    """Where in which file it stands, or by which way it was typed."""
    if not one.file:
        return m(f"said-by-{one.who}") if one.who in ("cli", "http") else one.who
    file, row, sheet = one.file, one.row or 0, one.sheet or ""
    if not row:
        return file
    named = sheet and sheet != PurePosixPath(file).stem
    return (
        m("history-place-in-sheet", file=file, sheet=sheet, row=row)
        if named
        else m("history-place", file=file, row=row)
    )


@question(
    reads=Scope.INTERNAL,
    title=m("history-title"),
    about=m("history-about"),
    path="/history/{id}",
    tell=_tell,
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
        **view.stamp(query, {one.statement.source for one in said}),
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


def _state(one: SaidRecord) -> Message:
    return m("said-counts" if one.counts else "said-replaced" if one.live else "said-undone")


def _short(text: TextLine) -> TextLine:
    """A value as a line of a terminal holds it."""
    return Label(clip(text.fr, 60), clip(text.en, 60)) if isinstance(text, Label) else text
