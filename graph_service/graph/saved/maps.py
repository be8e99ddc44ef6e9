"""Saves, lists, shows and deletes maps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from graph_service.errors import Ambiguous, Conflict, NotFound, StoreError, UsageError
from graph_service.graph.retrying import asked_again
from graph_service.graph.saved import holding
from graph_service.graph.saved import records as r
from graph_service.graph.saved.naming import told_by
from graph_service.graph.session import Session
from graph_service.graph.valued import texts_set
from graph_service.graph.writing import faces_of
from graph_service.messages import Day, Items, m
from graph_service.model import Scope
from graph_service.queries.declare import Question
from graph_service.stores.base import Document
from graph_service.vocabulary import fold_text
from visualisations.changes import MapChanges, changes
from visualisations.frozen import CARDS, frozen, thawed
from visualisations.presets import OPTIONS, PLAIN, Figure, figure
from visualisations.view import MapView

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Listed:
    """A saved map as its list tells it."""

    map: r.SavedMap
    missing: tuple[holding.Missing, ...] = ()
    """What it holds and its scope sees no more: told to the team alone."""

    @property
    def withheld(self) -> bool:
        """Whether it holds what was hidden since, so that nobody but the team is shown it."""
        return any(each.hidden for each in self.missing)


def save(
    session: Session,
    name: str,
    question: str,
    values: Mapping[str, Any],
    *,
    scope: Scope | str | None = None,
    freeze: bool = False,
    preset: str | None = None,
    form: str | None = None,
    colour: str | None = None,
    again: bool = False,
) -> r.SavedMap:
    """Save a question with its values under a name, for who sees `scope`. `freeze`: keep the picture as it is now.
    `preset`: the size, `form` the form, and `colour` what its colours say, that it is drawn with. `again`: in the place
    of the map of that name.

    Raises what the question raises; Conflict where the name is taken; UsageError for a question that is not drawn, an
    unknown preset, and a name that tells of what the scope does not see.
    """
    session.check_writable()
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageError("saved-name", most=LONGEST_NAME)
    chosen = figure({"preset": preset, "form": form, "colour": colour}, name, {name: OPTIONS})
    asked = session.question(question)
    if asked.draw is None:
        raise UsageError("no-picture", question=asked.title)
    id_, seen_by = r.id_of(name), session.lowered(scope)
    there = session.store.document(r.MAPS, id_)
    old = next((each for each in r.read_all(session.store)[0] if each.id == id_), None)
    if there and there.body is not None and not again:
        raise Conflict("saved-taken", name=name)
    _refuse_telling_name(session, name, seen_by)
    found, picture = _drawn(session, asked, values, seen_by, chosen, keep=freeze)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    version = there.version if there else 0
    made = replace(found, id=id_, name=name, saved_at=now, preset=preset, form=form, colour=colour, version=version)
    if picture is not None:
        kept = Document(r.PICTURES, f"{id_}-{version + 1}", 0, frozen(picture), seen_by)
        state = r.Frozen(now, picture.caption.as_of.stated, picture.caption.revision, kept.id)
        # The picture first: a map never names one that is not there.
        session.store.put(_over(session, kept))
        made = replace(made, frozen=state)
    written = session.store.put(r.document(made))
    if old is not None:
        _forget_picture(session, old)
    return replace(made, version=written.version)


def _over(session: Session, document: Document) -> Document:
    """A document at the version of what an attempt that failed left in its place."""
    there = session.store.document(document.collection, document.id)
    return replace(document, version=there.version if there else 0)


def _drawn(
    session: Session,
    question: Question[Any, Any],
    values: Mapping[str, Any],
    scope: Scope,
    chosen: Figure,
    *,
    keep: bool,
) -> tuple[r.SavedMap, MapView | None]:
    """A map without a name, and its picture where that is kept."""
    with session.view(scope) as view:
        asked = session.asked(question, _usual(question) | dict(values), scope=scope)
        texts = {
            p.name: [str(each) for each in (given if isinstance(given, list | tuple) else (given,))]
            for p in question.parameters
            if (given := values.get(p.name, values.get(p.field))) is not None
        }
        kept = {name: tuple(each) for name, each in texts_set(question, texts, asked.query).items() if each}
        holds = holding.of_values(view, question, kept)
        picture = None
        if keep or chosen.form:
            # Drawing tells whether the picture can take the form.
            picture = asked_picture(session, question, values, scope, CARDS, chosen)
        if not keep:
            picture = None
        if picture is not None:
            holds = r.held_once([*holds, *holding.of_picture(picture)])
        holds = holding.seen(session.store, scope, holds)
    return r.SavedMap("", "", question.name, kept, scope, "", holds=holds), picture


def _usual(question: Question[Any, Any]) -> dict[str, Any]:
    return {**({"limit": question.limit} if question.limit is not None else {}), **question.page}


def asked_picture(
    session: Session,
    question: Question[Any, Any],
    values: Mapping[str, Any],
    scope: Scope,
    cards: Mapping[str, str] | None = CARDS,
    chosen: Figure = PLAIN,
) -> MapView:
    """The picture that a question has now, in a scope. `cards` says where a host shows the card of a record, `chosen`
    which form it takes."""
    with faces_of(session, question, values, "fr", scope=scope, cards=cards, figure=chosen) as faces:
        view = faces.picture()
    assert view is not None, "a question that is drawn"
    # A map is saved in one form and with one set of colours, and offers no other.
    return replace(view, forms=(), colours=())


def _refuse_telling_name(session: Session, name: str, scope: Scope) -> None:
    """Raise UsageError where a name tells of an actor or project which the scope does not see."""
    if told := told_by(session, name, scope):
        raise UsageError("saved-telling", name=name, record=told, scope=m(f"scope-of-{scope.value}"))


def listed(session: Session, scope: Scope | str | None = None) -> list[Listed]:
    """The maps that a scope sees, by name. Those that hold what was hidden since are told to the team alone."""
    asked = session.lowered(scope)
    with session.store.read():
        maps = [each for each in r.read_all(session.store)[0] if asked.sees(each.scope)]
        lost = holding.missing(session.store, maps)
    found = [Listed(each, lost.get(each.id, ())) for each in maps]
    if asked is not Scope.INTERNAL:
        found = [Listed(each.map) for each in found if not each.withheld]
    return sorted(found, key=lambda each: (fold_text(each.map.name), each.map.id))


def unread(session: Session, scope: Scope | str | None = None) -> dict[str, StoreError]:
    """By id why some maps cannot be read; nothing for who is not of the team."""
    return r.read_all(session.store)[1] if session.lowered(scope) is Scope.INTERNAL else {}


def find(session: Session, text: str, scope: Scope | str | None = None) -> Listed:
    """The map that an id or a name leads to.

    Raises NotFound where the scope sees none, Ambiguous where a text begins the names of several, StoreError for one
    that cannot be read."""
    known = listed(session, scope)
    wanted = fold_text(" ".join(text.split()))
    for fits in (
        [each for each in known if each.map.id == text.strip()],
        [each for each in known if fold_text(each.map.name) == wanted],
        [each for each in known if wanted and fold_text(each.map.name).startswith(wanted)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            pairs = [(each.map.id, each.map.name) for each in fits]
            raise Ambiguous("ambiguous", pairs, text=text[:200], list=Items([f"{n} [{i}]" for i, n in pairs[:10]]))
    damaged = unread(session, scope)
    if error := damaged.get(text.strip()) or damaged.get(r.id_of(text)):
        raise error
    raise NotFound("saved-unknown", [(each.map.id, each.map.name) for each in known[:5]], text=text[:200])


def figure_of(found: r.SavedMap) -> Figure:
    """The size and the form that a map is drawn in. Raises UsageError for one that is no more."""
    return figure(
        {"preset": found.preset, "form": found.form, "colour": found.colour}, found.name, {found.name: OPTIONS}
    )


@asked_again
def picture(session: Session, found: r.SavedMap, cards: Mapping[str, str] | None = None) -> MapView:
    """The picture of a map: as it was kept, or asked again in the map's own scope. `cards` says where a host shows the
    card of a record. Raises what the question raises."""
    if found.frozen is None:
        question = session.question(found.question)
        return asked_picture(session, question, found.asked(question), found.scope, cards, figure_of(found))
    return as_frozen(kept_picture(session, found.frozen, cards), found.frozen)


def as_frozen(view: MapView, state: r.Frozen) -> MapView:
    """A kept picture that says that it is one."""
    said = m("saved-frozen-on", at=Day(state.at[:10]), as_of=Day(state.as_of))
    return replace(view, notes=(said, *view.notes))


def changed(session: Session, found: r.SavedMap, as_of: str | None = None) -> MapChanges:
    """What differs between the picture that was frozen and the one that its question has today, or at another date.

    Raises UsageError for a live map, which has no before, and what the question raises.
    """
    if found.frozen is None:
        raise UsageError("saved-live", name=found.name)
    before = kept_picture(session, found.frozen)
    question = session.question(found.question)
    values = {name: value for name, value in found.asked(question).items() if name != "as_of"}
    values |= {"as_of": as_of} if as_of else {}
    with session.view(found.scope):
        after = asked_picture(session, question, values, found.scope, None, figure_of(found))
        lost = sorted(before.by_id.keys() - after.by_id.keys())
        leads = session.store.resolve(lost, found.scope) if lost else {}
    became = {id_: hits[0][1] for id_, hits in leads.items() if len(hits) == 1 and hits[0][1] in after.by_id}
    return changes(before, after, became)


def kept_picture(session: Session, state: r.Frozen, cards: Mapping[str, str] | None = None) -> MapView:
    """The picture of a frozen map. Raises NotFound where it is missing, StoreError where it cannot be read."""
    held = session.store.document(r.PICTURES, state.picture)
    if held is None or held.body is None:
        raise NotFound("saved-no-picture", picture=state.picture)
    return thawed(held.body, cards)


def delete(session: Session, text: str, version: int | None = None) -> r.SavedMap:
    """Delete a map, with its picture. `version` is that which the caller was shown.

    Raises NotFound where there is none, Conflict where it was changed meanwhile."""
    session.check_writable()
    if text.strip() in unread(session):
        held = session.store.document(r.MAPS, text.strip())
        assert held is not None, "a document that was read"
        session.store.put(r.emptied(held))
        return r.SavedMap(held.id, held.id, "", {}, held.scope, "")
    found = find(session, text).map
    if version not in (None, found.version):
        raise Conflict("saved-moved", name=found.name)
    session.store.put(r.emptied(r.document(found)))
    _forget_picture(session, found)
    return found


def _forget_picture(session: Session, found: r.SavedMap) -> None:
    if found.frozen is None:
        return
    held = session.store.document(r.PICTURES, found.frozen.picture)
    if held is not None and held.body is not None:
        session.store.put(r.emptied(held))
