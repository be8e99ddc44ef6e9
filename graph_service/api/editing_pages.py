"""Pages by which the team adds and corrects records. Their forms are drawn from the columns of each type.

A form that is sent is one batch, or it comes back as it was filled in, with each fault at its field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from graph_service.api import done
from graph_service.api.contract import Table
from graph_service.api.entries import entries, title, told
from graph_service.api.pages import Reader
from graph_service.api.posted import Form, html, needed, one, only, posted, team
from graph_service.api.questions import EVERYWHERE, only_known
from graph_service.api.routes import router
from graph_service.errors import InputError, MaillageError, NotFound, Outdated, UsageError
from graph_service.graph import entering, putting
from graph_service.graph.editing import EditReport
from graph_service.graph.putting import PUTTABLE
from graph_service.messages import Ref, m, say
from graph_service.model import RELATIONS, Fact, Op, RecordType, Scope, columns, ends
from graph_service.queries.view import View
from graph_service.stores.fold import fact_id
from graph_service.stores.reading import Reader as StoreReader
from visualisations.web import editing

WHO = "http"
Sent = Annotated[Form, Depends(posted)]
_MEETING = "meeting"
_NAMED = (RecordType.ACTOR, RecordType.PROJECT)
_RELATIONS = 200
"""Relations of a record that its form lists."""


def add(table: Table) -> None:
    """Put the routes into the table."""
    route = router(table)

    @route("GET", "/add", Scope.INTERNAL)
    def choice(request: Request) -> Response:
        """What may be added."""
        only_known(request, EVERYWHERE)
        return _choice(request, team(request))

    @route("GET", "/add/{sheet}", Scope.INTERNAL)
    def empty(request: Request, sheet: str) -> Response:
        """The form of a new record; values in the address are filled in."""
        reader, type_ = team(request), _sheet(request, sheet)
        names = [column.name for column in entering.entered(type_)]
        only_known(request, [*names, *EVERYWHERE])
        given = {name: request.query_params.getlist(name) for name in names if name in request.query_params}
        with reader.graph.view() as view:
            return _new(request, reader, view, type_, entering.read(view, type_, given, {}), Scope.INTERNAL.value)

    @route("POST", "/add/{sheet}", Scope.INTERNAL)
    def added(request: Request, sheet: str, form: Sent) -> Response:
        """Add a record."""
        return _added(request, team(request), _sheet(request, sheet), form)

    @route("GET", "/correct/{type_}/{id_}", Scope.INTERNAL)
    def shown(request: Request, type_: str, id_: str) -> Response:
        """A record in a form, with who says what stands there."""
        only_known(request, EVERYWHERE)
        reader, fact = stated(request, type_, id_)
        with reader.graph.view() as view:
            return _shown(request, reader, view, fact)

    @route("POST", "/correct/{type_}/{id_}", Scope.INTERNAL)
    def corrected(request: Request, type_: str, id_: str, form: Sent) -> Response:
        """Say what was changed in the form."""
        return _corrected(request, team(request), type_, id_, form)


def stated(request: Request, type_: str, id_: str) -> tuple[Reader, Fact]:
    """Who writes, and the record that an address names. Raises NotFound where there is none."""
    reader = team(request)
    fact = putting.find(StoreReader(reader.graph.store, Scope.INTERNAL), _type(request, type_), id_)
    if fact is None:
        raise NotFound("not-found", text=id_[:200], near="none")
    return reader, fact


def way(reader: Reader, what: str, fact: Fact) -> str:
    """The address of what is done to a record: `correct`, `deny`, `hide` or `merge`."""
    return reader.to.place(f"/{what}/{fact.type.value}/{quote(fact.id, safe='')}")


def saved(request: Request, reader: Reader, report: EditReport, fact: Fact | None) -> Response:
    """Go on to the record that was written, where what was done is told; first say what does not count everywhere."""
    address = done.address(reader.to, fact, report.import_id)
    notes = [say(each.message, reader.lang) for each in report.unheard]
    notes += [say(m("editing-waits", word=word), reader.lang) for word in report.waiting]
    notes += [say(each.message, reader.lang) for each in report.still_shown]
    if not notes:
        return RedirectResponse(address, 303)
    page = editing.confirm_page(
        reader.frame(request, "edit"),
        m("editing-saved"),
        notes=notes,
        back=address,
    )
    return html(request, page)


def _sheet(request: Request, sheet: str) -> RecordType:
    if sheet not in PUTTABLE:
        raise NotFound("no-page", path=request.url.path[:200])
    return PUTTABLE[sheet]


def _type(request: Request, name: str) -> RecordType:
    found = next((type_ for type_ in PUTTABLE.values() if type_.value == name), None)
    if found is None:
        raise NotFound("no-page", path=request.url.path[:200])
    return found


def _choice(request: Request, reader: Reader) -> Response:
    links = [
        editing.Link(
            say(m(f"editing-what-{name}"), reader.lang),
            reader.to.place(f"/add/{name}"),
            say(m(f"editing-about-{name}"), reader.lang),
        )
        for name in (_MEETING, *PUTTABLE)
    ]
    about = say(m("editing-about-review"), reader.lang)
    links.append(editing.Link(say(m("review-title"), reader.lang), reader.to.place("/review"), about))
    page = editing.page("editing_choice.html.jinja", reader.frame(request, "edit"), m("editing-add-title"), links=links)
    return html(request, page)


# Adding


def _added(request: Request, reader: Reader, type_: RecordType, form: Form) -> Response:
    only(form, [*_fields(type_), "visibility", "new"])
    with reader.graph.view() as view:
        draft = entering.read(view, type_, form, {}, whole=True)
        name = draft.cells.get("name") or draft.cells.get("title") or ""
        alike = entering.alike(view, type_, name) if one(form, "new") != name else []
    fields = {name: text for name, text in draft.cells.items() if text}
    visibility = one(form, "visibility") or Scope.INTERNAL.value
    error: MaillageError | None = None
    if not draft.faults and not alike:
        operation = {"op": "add", "type": type_.value, "fields": fields, "visibility": visibility}
        try:
            report = reader.graph.edit([operation], who=WHO)
        except (UsageError, InputError, NotFound) as refused:
            error = refused
        else:
            return saved(request, reader, report, _made(reader, type_, report))
    with reader.graph.view() as view:
        return _new(request, reader, view, type_, draft, visibility, error, sent=True, alike=alike, name=name)


def _made(reader: Reader, type_: RecordType, report: EditReport) -> Fact | None:
    """The fact of a record that a batch has just added."""
    store = StoreReader(reader.graph.store, Scope.INTERNAL)
    said = reader.graph.store.statements(batch=report.import_id) if report.import_id else ()
    rows = [each.statement for each in said if each.statement.op is Op.ROW]
    keys = [fact_id(row.type, key) for row in rows for key in row.ids]
    ids = [id_ for hits in store.resolve(keys).values() for t, id_ in hits if t is type_]
    return next(iter(store.facts(type_, ids)), None) if ids else None


def _new(
    request: Request,
    reader: Reader,
    view: View,
    type_: RecordType,
    draft: entering.Draft,
    visibility: str,
    error: MaillageError | None = None,
    sent: bool = False,
    alike: Sequence[tuple[str, str]] = (),
    name: str = "",
) -> Response:
    problem, faults = told(error, reader)
    asks = bool(alike) and not draft.faults
    if not sent:
        draft.faults.clear()
    fields = [
        *entries(reader, view, type_, draft, faults),
        editing.Entry(editing.seen_by(visibility, reader.lang)),
    ]
    shown = {column.name: column.required or bool(draft.cells.get(column.name)) for column in columns(type_)}
    open_, folded = editing.split(fields, {**shown, "visibility": True})
    page = editing.page(
        "editing_form.html.jinja",
        reader.frame(request, "edit"),
        m(f"editing-new-{type_.sheet}"),
        problem,
        about=say(m(f"editing-about-{type_.sheet}"), reader.lang),
        open=open_,
        folded=folded,
        hidden={"new": name} if asks else {},
        notes=[say(m("editing-not-saved"), reader.lang)] if draft.faults and not problem else [],
        alike=_cards(reader, type_, alike) if asks else [],
        save=say(m("editing-save-new" if asks else "editing-save"), reader.lang),
        back=reader.to.place("/add"),
        ways=[],
        relations={"links": [], "title": ""},
        more=[],
    )
    return html(request, page, error.status if error else 422 if draft.faults or asks else 200)


def _cards(reader: Reader, type_: RecordType, found: Sequence[tuple[str, str]]) -> list[editing.Link]:
    """Records, each with the address of its card."""
    return [
        editing.Link(name, reader.to.card(Ref(type_.value, id_, name)) or reader.to.home(), id_) for id_, name in found
    ]


# Correcting


def _shown(request: Request, reader: Reader, view: View, fact: Fact) -> Response:
    held = entering.cells_of(fact)
    draft = entering.Draft(held, {c.name: entering.items(c, held[c.name]) for c in entering.entered(fact.type)})
    return _correcting(request, reader, view, fact, draft, held["visibility"], held)


def _corrected(request: Request, reader: Reader, type_name: str, id_: str, form: Form) -> Response:
    type_ = _type(request, type_name)
    only(form, [*_fields(type_), "visibility", "version", "was"])
    version, was = needed(form, "version"), _was(type_, needed(form, "was"))
    with reader.graph.view() as view:
        draft = entering.read(view, type_, form, was)
    visibility = one(form, "visibility") or was["visibility"]
    typed = {**draft.cells, "visibility": visibility}
    changed = {name: text for name, text in typed.items() if text != was.get(name, "")}

    def unmoved(fact: Fact | None) -> None:
        if fact is None:
            raise Outdated("put-gone", id=id_[:80])
        if fact.hash != version:
            raise Outdated("put-outdated", id=fact.id)

    error: MaillageError | None = None
    if not draft.faults:
        try:
            done_ = putting.put(reader.graph, type_, id_, {n: t or None for n, t in changed.items()}, unmoved, who=WHO)
        except (UsageError, InputError, NotFound, Outdated) as refused:
            error = refused
        else:
            fact = putting.find(StoreReader(reader.graph.store, Scope.INTERNAL), type_, done_.id)
            return saved(request, reader, done_.edit, fact)
    with reader.graph.view() as view:
        fact = putting.find(view.reader, type_, id_)
        if fact is None:
            return _gone(request, reader, type_, changed)
        now = entering.cells_of(fact)
        moved = {name for name in now if now[name] != was.get(name, "")} if fact.hash != version else set()
        # What the person did not touch is as it is now; what they typed stays beside what is there now.
        for column in entering.entered(type_):
            if column.name not in changed:
                draft.texts[column.name] = entering.items(column, now[column.name])
        seen = visibility if "visibility" in changed else now["visibility"]
        met = fact.hash != version
        return _correcting(request, reader, view, fact, draft, seen, now, error, moved, met=met)


def _correcting(
    request: Request,
    reader: Reader,
    view: View,
    fact: Fact,
    draft: entering.Draft,
    visibility: str,
    held: Mapping[str, str],
    error: MaillageError | None = None,
    moved: set[str] | frozenset[str] = frozenset(),
    met: bool = False,
) -> Response:
    lang = reader.lang
    problem, faults = told(None if isinstance(error, Outdated) else error, reader)
    seen = editing.seen_by(visibility, lang, new=False)
    now = say(m(f"editing-seen-{held['visibility']}"), lang) if "visibility" in moved else None
    fields = [
        *entries(reader, view, fact.type, draft, faults, fact, held, moved),
        editing.Entry(seen, tuple(faults.get("visibility", ())), now=now),
    ]
    open_, folded = editing.split(fields, {**{name: bool(text) for name, text in held.items()}, "visibility": True})
    notes = [say(m("editing-met"), lang)] if met else []
    notes += [say(m("editing-not-saved"), lang)] if draft.faults and not problem else []
    name = title(view, fact)
    page = editing.page(
        "editing_form.html.jinja",
        reader.frame(request, "edit"),
        m("editing-correct-title", name=name),
        problem,
        about=say(m("editing-correct-about"), lang),
        open=open_,
        folded=folded,
        hidden={"version": fact.hash, "was": json.dumps(held, ensure_ascii=False)},
        notes=notes,
        save=say(m("editing-go-on" if met else "editing-save"), lang),
        back=done.address(reader.to, fact, None),
        ways=[
            editing.Link(say(m(f"editing-{what}"), lang), way(reader, what, fact), say(m(f"editing-{what}-hint"), lang))
            for what in ("deny", "hide", *(("merge",) if fact.type is RecordType.ACTOR else ()))
        ],
        alike=[],
        relations=_relations(reader, view, fact),
        more=[
            editing.Link(
                say(m(f"editing-new-{type_.sheet}"), lang), f"{reader.to.place(f'/add/{type_.sheet}')}&{query}"
            )
            for type_, query in _with(fact)
        ],
    )
    return html(request, page, 412 if met else error.status if error else 422 if draft.faults else 200)


def _relations(reader: Reader, view: View, fact: Fact) -> dict[str, Any]:
    """What a record takes part in, each where it is corrected: no card shows these for themselves."""
    found = view.incident([fact.id]) if fact.type not in RELATIONS else []
    shown = found[:_RELATIONS]
    ids = {type_: sorted({str(f.get(e.name)) for f in shown for e in ends(f.type)}) for type_ in _NAMED}
    names = {each.id: each.name for type_, wanted in ids.items() for each in view.facts(type_, wanted)}
    links = []
    for each in shown:
        kind = next((c for c in columns(each.type) if c.category and each.get(c.name)), None)
        label = say(view.vocabulary.label(kind.category or "", str(each.get(kind.name))), reader.lang) if kind else ""
        text = " → ".join(names.get(str(each.get(end.name)), str(each.get(end.name))) for end in ends(each.type))
        links.append(editing.Link(text, way(reader, "correct", each), label))
    return {"links": links, "title": say(m("editing-relations", n=len(found), shown=len(links)), reader.lang)}


def _with(fact: Fact) -> Iterator[tuple[RecordType, str]]:
    """The types of relations that a record may be an end of, each with the query that fills this end in."""
    for type_ in RELATIONS if fact.type not in RELATIONS else ():
        end = next((end for end in ends(type_) if fact.type in end.refs), None)
        if end is not None:
            yield type_, urlencode({end.name: fact.id})


def _gone(request: Request, reader: Reader, type_: RecordType, changed: Mapping[str, str]) -> Response:
    """A record that was taken away while somebody corrected it: what they typed is told, so that nothing is lost."""
    typed = [
        say(m("editing-typed", field=editing.label(name, reader.lang), text=text or "–"), reader.lang)
        for name, text in changed.items()
    ]
    page = editing.confirm_page(
        reader.frame(request, "edit"),
        m("editing-gone"),
        notes=[say(m("editing-gone-note"), reader.lang)],
        told=typed,
        back=reader.to.home(),
    )
    return html(request, page, 412)


def _was(type_: RecordType, text: str) -> dict[str, str]:
    """The cells that a form was filled from, which it carries with it."""
    try:
        held = json.loads(text)
    except ValueError as error:
        raise UsageError("bad-parameter", parameter="was", reason=m("reason-json")) from error
    names = {"visibility", *(column.name for column in entering.entered(type_))}
    if not isinstance(held, dict) or held.keys() != names or not all(isinstance(v, str) for v in held.values()):
        raise UsageError("bad-parameter", parameter="was", reason=m("reason-form"))
    return held


def _fields(type_: RecordType) -> list[str]:
    """The fields of a form about a type: each column, and what was chosen for its name."""
    names = [column.name for column in entering.entered(type_)]
    return [*names, *(f"{what}.{name}" for what in ("meant", "about") for name in names)]
