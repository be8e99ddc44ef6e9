"""What was done a moment ago, told on the page that follows, with the way back."""

from __future__ import annotations

from urllib.parse import urlencode

from graph_service.errors import NotFound
from graph_service.graph import Graph
from graph_service.graph.batch_titles import display_names, titles
from graph_service.messages import Lang, Ref, m, say
from graph_service.model import Fact, RecordType, Scope, ends
from graph_service.stores.reading import Reader
from visualisations import web
from visualisations.web.addresses import Addresses

DONE = "done"
"""The parameter of a page that names the batch to tell of."""


def done(graph: Graph, batch: str, lang: Lang, about: tuple[str, str] | None) -> web.Done | None:
    """Return what a batch did; None for one that is not there or was undone since. `about` is the record (type, id)
    that the page shows: after an undo it is shown again where it still is."""
    try:
        found, alive = graph.batch(batch)
    except NotFound:
        return None
    if not alive:
        return None
    # What was undone has a name; the undo itself has none.
    told = graph.batch(found.withdraws[0])[0] if found.kind == "undo" and found.withdraws else found
    name = say(display_names([told], titles(graph, [told]))[told.id], lang)
    kind = "undone" if found.kind == "undo" else "saved"
    return web.Done(say(m(f"editing-{kind}"), lang), name, found.id, about or ("", ""), found.kind == "undo")


def address(to: Addresses, fact: Fact | None, batch: str | None) -> str:
    """Return where a record is shown after it was written: on its card, or on that of the first of its ends; home for
    one that is no more."""
    shown = card_ref(to, fact) if fact else None
    card = to.card(shown) if shown else None
    more = f"&{urlencode({DONE: batch})}" if batch else ""
    return f"{card or to.home()}{more}"


def card_ref(to: Addresses, fact: Fact) -> Ref | None:
    """The record whose card shows a fact."""
    about = [(fact.type, fact.id)]
    about += [(type_, str(fact.get(end.name))) for end in ends(fact.type) for type_ in end.refs]
    return next((Ref(type_.value, id_, "") for type_, id_ in about if type_.value in to.cards), None)


def shown_again(graph: Graph, to: Addresses, about: tuple[str, str], batch: str | None) -> str:
    """Return where to go after an undo: to the record (type, id) that was shown, if it still is there."""
    type_, id_ = about
    facts = Reader(graph.store, Scope.INTERNAL).facts(RecordType(type_), [id_]) if type_ in [*RecordType] else []
    return address(to, facts[0] if facts else None, batch)
