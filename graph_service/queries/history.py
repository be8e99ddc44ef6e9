"""History: everything that was ever said about a fact, by whom, when, and where it stands in which file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from graph_service.errors import NotFound
from graph_service.messages import m
from graph_service.model import Op, RecordType, Scope
from graph_service.queries.declare import Argument, Line, question
from graph_service.queries.records import Answer, AnswerRecord, Page, QueryInput
from graph_service.queries.view import View
from graph_service.stores.base import Spoken


class HistoryQuery(QueryInput, Page):
    id: Annotated[str, Field(max_length=500, description="history-id"), Argument(0)]


class SaidRecord(AnswerRecord):
    """One statement as one batch says it. `fields` is what was said; of a `set`, null empties."""

    op: Op
    type: RecordType
    ids: list[str]
    fields: dict[str, Any]
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
    file: str | None
    sheet: str | None
    row: int | None


class HistoryAnswer(Answer):
    id: str
    said: list[SaidRecord]
    total: int
    next: str | None = None


def _tell(answer: HistoryAnswer) -> Iterator[Line]:
    yield m("history-count", id=answer.id, n=answer.total)
    for one in answer.said:
        yield m(
            "history-line",
            at=one.at[:16].replace("T", " "),
            op=m(f"op-{one.op}"),
            source=one.source,
            what=", ".join(f"{name}={_short(value)}" for name, value in sorted(one.fields.items())),
            place=m("history-place", file=one.file or "", row=one.row or 0) if one.file else one.who,
            batch=one.batch,
            state=m("batch-live" if one.live else "batch-undone"),
        )


@question(
    reads=Scope.INTERNAL,
    title=m("history-title"),
    path="/history/{id}",
    tell=_tell,
    limit=500,
    examples=[{"id": "REG"}],
)
def history(view: View, query: HistoryQuery) -> HistoryAnswer:
    """In the order it was said, live or not. Also of what is denied, undone or merged away: by any id it ever had."""
    ids = _ids(view, query.id)
    said = list(view.store.statements(keys=ids))
    if not said:
        raise NotFound("not-found", text=query.id[:200], near="none")
    page, following = view.page(said, query.limit, query.after)
    return HistoryAnswer(
        id=query.id,
        said=[_record(one) for one in page],
        total=len(said),
        next=following,
        **view.stamp(query, {one.statement.source for one in said}),
    )


def _ids(view: View, text: str) -> list[str]:
    """All member keys of the facts that `text` names today, else the text itself: an id of what is gone."""
    named = view.store.resolve([text], view.scope)[text]
    keys = [key for type_, id_ in named for fact in view.facts(type_, [id_]) for key in fact.keys]
    return list(dict.fromkeys([*keys, text]))


def _record(one: Spoken) -> SaidRecord:
    statement, batch = one.statement, one.batch
    return SaidRecord(
        op=statement.op,
        type=statement.type,
        ids=list(statement.ids),
        fields=dict(statement.fields),
        source=statement.source,
        updated=statement.updated or None,
        visibility=statement.visibility,
        batch=batch.id,
        batch_kind=batch.kind,
        at=batch.at,
        who=batch.who,
        note=batch.note,
        live=one.live,
        file=one.file or None,
        sheet=one.sheet or None,
        row=one.row or None,
    )


def _short(value: Any) -> str:
    text = "" if value is None else ";".join(value) if isinstance(value, tuple | list) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
