"""Pages that take a record away, hide it or join it with another: each tells its consequences and asks once. And undo,
which takes back whatever a page did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from graph_service.api import done
from graph_service.api.contract import Table
from graph_service.api.editing_pages import WHO, Sent, saved, stated, way
from graph_service.api.entries import cell_shown, title
from graph_service.api.pages import Reader
from graph_service.api.posted import Form, html, needed, one, only, team
from graph_service.api.questions import EVERYWHERE, only_known
from graph_service.api.routes import router
from graph_service.errors import Ambiguous, InputError, MaillageError, NotFound, UsageError
from graph_service.graph import consequences, entering, putting
from graph_service.graph.consequences import Consequences
from graph_service.messages import m, say
from graph_service.model import Column, Fact, RecordType, Scope, columns
from graph_service.records import cells
from graph_service.stores.reading import Reader as StoreReader
from visualisations.web import editing, forms


def add(table: Table) -> None:
    """Put the routes into the table."""
    route = router(table)

    @route("GET", "/deny/{type_}/{id_}", Scope.INTERNAL)
    def ask_denial(request: Request, type_: str, id_: str) -> Response:
        """What goes with a record, before it is taken away."""
        only_known(request, EVERYWHERE)
        return _denial(request, *stated(request, type_, id_))

    @route("POST", "/deny/{type_}/{id_}", Scope.INTERNAL)
    def deny(request: Request, type_: str, id_: str, form: Sent) -> Response:
        """Take a record away."""
        reader, fact = stated(request, type_, id_)
        only(form, ["version"])
        if fact.hash != needed(form, "version"):
            return _denial(request, reader, fact, met=True)
        return _done(request, reader, [{"op": "deny", "type": type_, "ids": [fact.id]}], None)

    @route("GET", "/hide/{type_}/{id_}", Scope.INTERNAL)
    def ask_hiding(request: Request, type_: str, id_: str) -> Response:
        """What readers see no more, before a record is hidden."""
        only_known(request, EVERYWHERE)
        return _hiding(request, *stated(request, type_, id_))

    @route("POST", "/hide/{type_}/{id_}", Scope.INTERNAL)
    def hide(request: Request, type_: str, id_: str, form: Sent) -> Response:
        """Hide a record from readers below a scope."""
        reader, fact = stated(request, type_, id_)
        only(form, ["version", "visibility"])
        below = cells.visibility(needed(form, "visibility"))
        if fact.hash != needed(form, "version"):
            return _hiding(request, reader, fact, met=True)
        if below is None or below.rank <= fact.visibility.rank:
            raise UsageError("edit-hide-below")
        words = [{"op": "hide", "type": type_, "ids": [fact.id], "visibility": below.value}]
        return _done(request, reader, words, fact)

    @route("GET", "/merge/actor/{id_}", Scope.INTERNAL)
    def ask_merge(request: Request, id_: str) -> Response:
        """Two actors beside each other, and what would be left of them as one."""
        only_known(request, ["other", *_CHOSEN, *EVERYWHERE])
        reader, fact = stated(request, RecordType.ACTOR.value, id_)
        query = request.query_params
        return _merge(request, reader, fact, {name: query.getlist(name) for name in query})

    @route("POST", "/merge/actor/{id_}", Scope.INTERNAL)
    def merge(request: Request, id_: str, form: Sent) -> Response:
        """Join two actors."""
        reader, fact = stated(request, RecordType.ACTOR.value, id_)
        only(form, ["other", "version", "version2"])
        other = putting.find(StoreReader(reader.graph.store, Scope.INTERNAL), RecordType.ACTOR, needed(form, "other"))
        if other is None or (fact.hash, other.hash) != (needed(form, "version"), needed(form, "version2")):
            return _merge(request, reader, fact, {"other": [one(form, "other")]}, met=True)
        return _done(request, reader, [{"op": "same", "ids": [fact.id, other.id]}], fact)

    @route("POST", "/undo", Scope.INTERNAL)
    def undo(request: Request, form: Sent) -> Response:
        """Take a batch back, and go to the record that was shown if it still is there."""
        reader = team(request)
        only(form, ["batch", "type", "id", "yes"])
        return _undone(request, reader, form)


_CHOSEN = ("meant.other", "about.other")


def _done(request: Request, reader: Reader, words: list[dict[str, Any]], fact: Fact | None) -> Response:
    """Write, and go on to the record as it then is."""
    report = reader.graph.edit(words, who=WHO)
    store = StoreReader(reader.graph.store, Scope.INTERNAL)
    return saved(request, reader, report, putting.find(store, fact.type, fact.id) if fact else None)


def _denial(request: Request, reader: Reader, fact: Fact, met: bool = False) -> Response:
    found = consequences.of_denial(reader.graph, fact)
    told = [say(m("editing-deny-what"), reader.lang), *_told(reader, found, "goes")]
    more = {"told": told, "ask": say(m("editing-deny"), reader.lang), "hidden": {"version": fact.hash}}
    return _confirm(request, reader, fact, "deny", met, more)


def _hiding(request: Request, reader: Reader, fact: Fact, met: bool = False) -> Response:
    options = []
    for below in [scope for scope in Scope if scope.rank > fact.visibility.rank]:
        lost = ", ".join(_told(reader, consequences.of_hiding(reader.graph, fact, below), "unseen"))
        text = say(m(f"editing-seen-{below.value}"), reader.lang)
        options.append({"value": below.value, "text": text, "about": lost, "checked": False})
    seen = say(m(f"editing-seen-{fact.visibility.value}"), reader.lang)
    more: dict[str, Any] = {"told": [say(m("editing-hide-now", seen=seen), reader.lang)]}
    if options:
        legend = say(m("editing-hide-legend"), reader.lang)
        more |= {"ask": say(m("editing-hide"), reader.lang), "hidden": {"version": fact.hash}}
        more["choices"] = {"legend": legend, "options": options}
    return _confirm(request, reader, fact, "hide", met, more)


def _merge(request: Request, reader: Reader, fact: Fact, given: Mapping[str, list[str]], met: bool = False) -> Response:
    """`given` names the other actor, as a form does."""
    lang, name = reader.lang, "other"
    picked = Column(name, True, False, "text", (RecordType.ACTOR,))
    text = next((text.strip() for text in given.get(name, ()) if text.strip()), "")
    if given.get("about.other") == [text] and given.get("meant.other"):
        text = given["meant.other"][-1]
    more: dict[str, Any] = {"carried": {"lang": lang}}
    values = [forms.Value(text, text)] if text else []
    faults: list[str] = []
    candidates: tuple[tuple[str, str], ...] = ()
    error: MaillageError | None = None
    if text:
        with reader.graph.view() as view:
            found = entering.meant(view.reader, text, (RecordType.ACTOR,))
            if found.id is None:
                code = "several" if found.several else "near" if found.candidates else "nobody"
                faults, candidates = [say(m(f"editing-name-{code}", text=text[:200]), lang)], found.candidates
            else:
                values = [forms.Value(found.id, entering.name_of(view, picked, found.id))]
                (other,) = view.facts(RecordType.ACTOR, [found.id])
        if not faults:
            try:
                more |= beside(reader, fact, other)
            except (UsageError, InputError, NotFound, Ambiguous) as refused:
                error = refused
    control = editing.picker(name, values, RecordType.ACTOR, lang)
    more["pick"] = editing.Entry(control, faults, candidates)
    return _confirm(request, reader, fact, "merge", met, more, error, 422 if faults else 200)


def beside(reader: Reader, fact: Fact, other: Fact) -> dict[str, Any]:
    """The two actors, and the one that is left."""
    lang, merge = reader.lang, consequences.of_merge(reader.graph, fact, other)
    told = [say(m("editing-merge-name", name=merge.after.name, id=merge.after.id), lang)]
    told += _told(reader, merge.moved, "moves")
    told += [say(m(f"editing-falls-{type_.sheet}", n=n), lang) for type_, n in merge.fallen.items()]
    with reader.graph.view() as view:
        rows = []
        for column in columns(RecordType.ACTOR):
            cells_ = [
                cell_shown(view, column, entering.cell_of(each.get(column.name)), lang)
                for each in (fact, other, merge.after)
            ]
            if any(cells_):
                rows.append((editing.label(column.name, lang), *cells_))
        seen = [say(m(f"editing-seen-{each.visibility.value}"), lang) for each in (fact, other, merge.after)]
        rows.append((say(m("editing-visibility"), lang), *seen))
    return {
        "told": told,
        "table": {"heads": [fact.name, other.name, say(m("editing-merged"), lang)], "rows": rows},
        "ask": say(m("editing-merge-do"), lang),
        "hidden": {"other": other.id, "version": fact.hash, "version2": other.hash},
    }


def _told(reader: Reader, found: Consequences, how: str) -> list[str]:
    """The consequences in sentences: what goes, is seen no more, or moves."""
    told = [m(f"editing-{how}-{type_.sheet}", n=n) for type_, n in found.relations.items() if n]
    told += [m(f"editing-{how}-ties", n=found.ties)] if found.ties else []
    return [say(each, reader.lang) for each in told or [m(f"editing-{how}-nothing")]]


def _confirm(
    request: Request,
    reader: Reader,
    fact: Fact,
    what: str,
    met: bool,
    more: Mapping[str, Any],
    error: MaillageError | None = None,
    status: int = 200,
) -> Response:
    with reader.graph.view() as view:
        name = title(view, fact)
    page = editing.confirm_page(
        reader.frame(request, "edit"),
        m(f"editing-{what}-title", name=name),
        error.problem(reader.lang) if error else None,
        **{
            "notes": [say(m("editing-met-before"), reader.lang)] if met else [],
            "action": way(reader, what, fact),
            "back": way(reader, "correct", fact),
            **more,
        },
    )
    return html(request, page, 412 if met else error.status if error else status)


def _undone(request: Request, reader: Reader, form: Form) -> Response:
    batch, about = needed(form, "batch"), (one(form, "type"), one(form, "id"))
    try:
        report = reader.graph.undo(batch, who=WHO, yes=one(form, "yes") == "true")
    except InputError as widens:
        # Readers would see what they do not see now: that is listed, and asked about once.
        page = editing.confirm_page(
            reader.frame(request, "edit"),
            m("editing-undo-title"),
            told=[say(each["message"], reader.lang) for each in widens.problems],
            notes=[say(widens.message, reader.lang)],
            ask=say(m("editing-undo-anyway"), reader.lang),
            action=reader.to.place("/undo"),
            hidden={"batch": batch, "type": about[0], "id": about[1], "yes": "true"},
            back=reader.to.home(),
        )
        return html(request, page, widens.status)
    address = (
        reader.to.place("/review")
        if about[0] == "review"
        else done.shown_again(reader.graph, reader.to, about, report.import_id)
    )
    if report.still_shown:
        notes = [say(each.message, reader.lang) for each in report.still_shown]
        page = editing.confirm_page(reader.frame(request, "edit"), m("editing-undone"), notes=notes, back=address)
        return html(request, page)
    return RedirectResponse(address, 303)
