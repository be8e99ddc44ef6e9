"""The page on which a meeting is entered: what, when, where and who, in one form and one batch.

A name that nobody bears is asked about before anything is written, and every line keeps what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from graph_service.api.contract import Table
from graph_service.api.editing_pages import WHO, Sent, saved
from graph_service.api.pages import Reader
from graph_service.api.posted import Form, html, one, only, team
from graph_service.api.questions import EVERYWHERE, only_known
from graph_service.api.routes import router
from graph_service.errors import InputError, MaillageError, NotFound, UsageError
from graph_service.graph import entering, meetings
from graph_service.graph.meetings import NEW, USUAL_KIND, USUAL_ROLE, Line, Participant
from graph_service.graph.putting import find
from graph_service.graph.session import today
from graph_service.messages import m, say
from graph_service.model import Column, RecordType, Scope, column
from graph_service.queries.view import View
from graph_service.stores.reading import Reader as StoreReader
from visualisations.web import editing, forms

_PARTS = ("who", "id", "role", "is", "kind", "about")
"""What a line of the form sends, each with the number of the line."""
_LINE = re.compile(rf"({'|'.join(_PARTS)})\.([0-9]{{1,6}})")
_MOST = 500
"""Participants of a meeting."""
_FOLDED = ("themes", "status", "description", "website")
"""What else may be said of the project that a meeting is."""
_OPEN = ("title", "kind", "start", "territories")


def add(table: Table) -> None:
    """Put the routes into the table."""
    route = router(table)

    @route("GET", "/add/meeting", Scope.INTERNAL)
    def empty(request: Request) -> Response:
        """The form: yesterday's meeting."""
        only_known(request, EVERYWHERE)
        reader = team(request)
        yesterday = (today() - timedelta(days=1)).isoformat()
        given = {"kind": [USUAL_KIND], "start": [yesterday]}
        with reader.graph.view() as view:
            draft = entering.read(view, RecordType.PROJECT, given, {})
            return _page(request, reader, view, draft, (), Scope.INTERNAL.value)

    @route("POST", "/add/meeting", Scope.INTERNAL)
    def added(request: Request, form: Sent) -> Response:
        """Write the meeting; where a name is not known yet, ask first."""
        return _added(request, team(request), form)


def _added(request: Request, reader: Reader, form: Form) -> Response:
    fields = {*_OPEN, *_FOLDED}
    lines = [name for name in form if _LINE.fullmatch(name)]
    only(form, [*sorted(fields), "visibility", "names", *lines])
    people, typed = _participants(form), [line.strip() for line in one(form, "names").splitlines() if line.strip()]
    people += [Participant(text, USUAL_ROLE) for text in typed]
    if len(people) > _MOST:
        raise UsageError("meeting-many", most=_MOST)
    visibility = one(form, "visibility") or Scope.INTERNAL.value
    with reader.graph.view() as view:
        draft = entering.read(view, RecordType.PROJECT, form, {})
        if not one(form, "title"):
            # One is proposed.
            draft.faults.pop("title", None)
        if not draft.cells.get("kind"):
            draft.faults["kind"] = [m("editing-missing")]
        if not draft.cells.get("start"):
            draft.faults["start"] = [m("editing-meeting-start")]
        kind = view.vocabulary.find("project_kind", draft.cells.get("kind", ""))
        if kind and not view.vocabulary.is_event(kind):
            draft.faults["kind"] = [m("editing-meeting-event")]
        looked = meetings.looked_up(view, people)
        # What was typed without the script's help is shown once as it was understood, before it is written.
        ready = bool(people) and not typed and not draft.faults and all(line.fault is None for line in looked)
        if ready:
            project = _project(view, reader, draft, kind or "")
    if not ready:
        with reader.graph.view() as view:
            return _page(request, reader, view, draft, looked, visibility, sent=True)
    try:
        words = meetings.operations(project, looked, visibility)
        # The batch is called by the meeting, and not by each line of it.
        note = f"row {RecordType.PROJECT} {words[0]['fields']['id']} …"
        report = reader.graph.edit(words, who=WHO, note=note)
    except (UsageError, InputError, NotFound) as refused:
        with reader.graph.view() as view:
            return _page(request, reader, view, draft, looked, visibility, refused, sent=True)
    fact = find(StoreReader(reader.graph.store, Scope.INTERNAL), RecordType.PROJECT, report.added[0])
    return saved(request, reader, report, fact)


def _project(view: View, reader: Reader, draft: entering.Draft, kind: str) -> dict[str, str]:
    """The cells of the project that a meeting is: it begins and ends on its day."""
    day = entering.dated(draft.cells["start"])
    place = (entering.items(_column("territories"), draft.cells.get("territories", "")) or [""])[0]
    title = draft.cells.get("title") or meetings.proposed_title(view, kind, day, place, reader.lang)
    return {**draft.cells, "title": title, "kind": kind, "start": day, "end": day}


def _participants(form: Form) -> list[Participant]:
    """The lines of a form, in the order of their numbers. An empty one, or one that is not kept, is none."""
    numbers = sorted({int(found[2]) for name in form if (found := _LINE.fullmatch(name))})
    people = []
    for n in numbers:
        sent = {part: one(form, f"{part}.{n}") for part in _PARTS}
        role = sent["role"] or USUAL_ROLE
        if sent["id"]:
            people.append(Participant(sent["id"], role, sent["id"]))
        elif sent["who"]:
            # What was said of a name does not hold for another one that was typed in its place.
            meant = sent["is"] if sent["about"] == sent["who"] else ""
            people.append(Participant(sent["who"], role, meant, sent["kind"]))
    return people


def _page(
    request: Request,
    reader: Reader,
    view: View,
    draft: entering.Draft,
    lines: Sequence[Line],
    visibility: str,
    error: MaillageError | None = None,
    sent: bool = False,
) -> Response:
    lang, terms = reader.lang, view.vocabulary

    def entry(name: str) -> editing.Entry:
        found = _column(name)
        values = [forms.Value(text, entering.name_of(view, found, text)) for text in draft.texts.get(name, ())]
        made = editing.control(RecordType.PROJECT, found, values, terms, lang)
        made = editing.for_meeting(made, [term for term in terms.of("project_kind") if terms.is_event(term.id)], lang)
        return editing.Entry(made, [say(fault, lang) for fault in draft.faults.get(name, ())])

    def choice(category: str) -> list[forms.Value]:
        return [forms.Value(term.id, say(term.label, lang)) for term in terms.of(category)]

    asked = any(line.fault for line in lines)
    status = error.status if error else 422 if draft.faults or asked else 200
    check = ""
    if sent and not error:
        check = "names" if asked else "faults" if draft.faults else "check" if lines else "nobody"
        status = 422 if check == "nobody" else status
    folded = [entry(name) for name in _FOLDED]
    page = editing.page(
        "editing_meeting.html.jinja",
        reader.frame(request, "edit"),
        m("editing-new-meeting"),
        error.problem(lang) if error else None,
        check=say(m(f"editing-check-{check}"), lang) if check else "",
        open=[entry(name) for name in _OPEN],
        folded=[*folded, editing.Entry(editing.seen_by(visibility, lang))],
        rows=[_row(n, line, lang) for n, line in enumerate(lines, 1)],
        names="",
        roles=choice("role"),
        usual_role=USUAL_ROLE,
        kinds=choice("actor_kind"),
        back=reader.to.place("/add"),
    )
    return html(request, page, status)


def _row(n: int, line: Line, lang: Any) -> editing.Row:
    who = line.participant
    return editing.Row(
        n,
        who.text,
        who.id if who.id != NEW else "",
        line.name,
        who.role,
        who.kind,
        who.id == NEW,
        say(line.fault, lang) if line.fault else "",
        line.near is not None,
        line.near.candidates if line.near else (),
    )


def _column(name: str) -> Column:
    found = column(RecordType.PROJECT, name)
    assert found is not None
    return found
