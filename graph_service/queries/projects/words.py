"""The card of a project in blocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph_service.dates import first_day, last_day
from graph_service.messages import LANGS, Day, Items, Message, Ref, Text, m, say
from graph_service.model import RecordType
from graph_service.queries.base import event_words
from graph_service.queries.blocks import (
    Badge,
    Block,
    Evidence,
    Fields,
    Lead,
    List,
    Note,
    Proof,
    Row,
    Rows,
    Section,
    Shows,
    Title,
)
from graph_service.queries.funded import money
from graph_service.queries.missing import held_to_template
from graph_service.queries.projects.records import (
    Documented,
    InvolvementRecord,
    ProjectAnswer,
    ProjectBrief,
    ProjectQuery,
)
from graph_service.queries.telling import (
    actor_ref,
    history_of,
    number,
    period,
    places,
    project_ref,
    some,
    source_names,
    stated,
)


def tell(answer: ProjectAnswer, query: ProjectQuery) -> Iterator[Block]:
    card = answer.project
    me = project_ref(card.id, card.title)
    where = Items([each.name for each in answer.territories], ",") if answer.territories else None
    kind: Text | None = event_words(card.kind_label, card.start, card.end) if card.event else card.kind_label
    if card.event and kind and any(card.title.startswith(say(kind, lang)) for lang in LANGS):
        kind = None  # A meeting that is called by its kind and day is not told twice.
    badge = None
    if not card.event:
        badge = Badge("ok" if card.running else "warn", m(_state(card, answer.as_of)))
    yield Title(card.title, me, badge, some(kind, where, None if card.event else period(card.start, card.end)))
    yield Lead(_who_is_there(answer))
    if answer.left_out:
        yield Note("warn", answer.left_out)
    if answer.expectation:
        yield Section(m("project-missing-title"), tuple(held_to_template(answer.expectation, card.id)))
    for role in answer.roles:
        yield Section(role.label, (Rows(tuple(_part_row(one, answer) for one in role.actors)),))
    yield from _money(answer)
    for code, around in (
        ("project-before", [_brief_row(each) for each in answer.succeeds]),
        ("project-after", [_brief_row(each) for each in answer.succeeded_by]),
        ("project-documented-by", [_documented_row(each) for each in answer.documented_by]),
        ("project-documents", [_documented_row(each) for each in answer.documents]),
    ):
        if around:
            yield Section(m(code), (Rows(tuple(around)),))
    yield Section(m("project-record"), (_identity(answer), *history_of([card.id], answer.scope, card.title)))
    if answer.actors_total or answer.expectation:
        yield Shows(m("project-map", title=card.title))


def _who_is_there(answer: ProjectAnswer) -> Message:
    card = answer.project
    if card.event:
        return m("project-event", n=answer.actors_total)
    return m(
        "project-counts",
        day=Day(answer.as_of.isoformat()),
        running="yes" if card.running else "no",
        active=answer.actors_active,
        total=answer.actors_total,
    )


def _part_row(one: InvolvementRecord, answer: ProjectAnswer) -> Row:
    card, names = answer.project, source_names(answer)
    me = actor_ref(one)
    gone = not one.active and card.running and not card.event
    dates = None if card.event else period(one.start, one.end)
    proof = Proof(
        one.kind_label,
        sources=tuple(names.get(source, source) for source in one.sources),
        places=places(one.rows),
        later=history_of(one.facts, answer.scope, one.name),
    )
    return Row(
        me,
        me,
        badge=Badge("warn", m("project-left")) if gone else None,
        details=some(one.kind_label, dates),
        parts=(Evidence((proof,)),),
    )


def _money(answer: ProjectAnswer) -> Iterator[Block]:
    if not answer.fundings:
        return
    rows = []
    for one in answer.fundings:
        me = Ref(RecordType.ACTOR.value, one.funder, one.funder_name, one.funder_kind or "")
        amount: Text = money(one.amount, one.currency) if one.amount is not None else m("project-no-amount")
        year = str(one.year) if one.year else None
        rows.append(Row(me, me, reason=amount, details=some(year, one.nature_label, one.status_label)))
    sums_ = tuple(m("project-funding-sum", **total.args()) for total in answer.funding_sums)
    yield Section(m("project-fundings"), (List(sums_), Rows(tuple(rows))))


def _brief_row(brief: ProjectBrief) -> Row:
    me = project_ref(brief.id, brief.title)
    return Row(me, me, details=some(brief.kind_label, period(brief.start, brief.end)))


def _documented_row(one: Documented) -> Row:
    me = Ref(one.type.value, one.id, one.name)
    return Row(me, me)


def _identity(answer: ProjectAnswer) -> Fields:
    card = answer.project
    return stated(
        {
            "id": Items(card.members, ","),
            # Its title and kind stand above; what others call it stands here.
            "title": None,
            "kind": None,
            "status": card.status,
            "territories": Items([each.name for each in answer.territories], ",") if answer.territories else None,
            "themes": Items([each.name for each in answer.themes], ",") if answer.themes else None,
            "size": number(card.size) if card.size is not None else None,
            "budget": money(card.budget, "EUR") if card.budget is not None else None,
            "description": card.description,
            "website": card.website,
            "start": None,
            "end": None,
        },
        card.others,
        answer,
    )


def _state(card: ProjectBrief, day: date) -> str:
    """The message that says whether a project runs on a day, has ended, or has not begun."""
    if card.running:
        return "project-running"
    if card.start and first_day(card.start) > day:
        return "project-ahead"
    return "project-over" if card.end and last_day(card.end) < day else "project-not-running"
