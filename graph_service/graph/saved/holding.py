"""What saved maps hold, and what of it their readers see no more.

A frozen picture stays what it was though the data moved. Only what was *hidden* since is another matter: it stands
above every other law, so that such a map is withheld from all but the team until it is deleted or saved anew. What is
*gone* (undone, denied, said no more by its source) the list tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph_service.graph.saved.records import Held, SavedMap, Values, held_once
from graph_service.messages import say
from graph_service.model import Scope
from graph_service.stores.base import Store
from visualisations.frozen import card_of

if TYPE_CHECKING:
    from graph_service.queries.declare import Question
    from graph_service.queries.view import View
    from visualisations.view import MapView


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a map holds and its scope sees no more. `hidden`: the team still sees it."""

    held: Held
    hidden: bool


def of_picture(view: MapView) -> tuple[Held, ...]:
    """The records that a picture shows or rests on. Its cards are addressed by `visualisations.frozen.CARDS`."""
    found = [Held(*record, say(node.label, "fr")) for node in view.nodes if (record := card_of(node.url)) is not None]
    found += [
        Held("source", source.id, " – ".join(each for each in (source.producer, source.title) if each) or source.id)
        for source in view.sources
    ]
    found += [
        Held("record", id_, say(line.title, "fr"))
        for edge in view.edges
        for line in edge.evidence
        for id_ in line.records
    ]
    # Whom a disc counts, and what a line between groups rests on, is held as much as what is shown by name.
    found += [Held("actor", id_, id_) for node in view.nodes for id_ in node.members]
    found += [Held("record", id_, id_) for edge in view.edges for id_ in edge.records]
    return held_once(found)


def of_values(view: View, question: Question[Any, Any], values: Values) -> tuple[Held, ...]:
    """The records that a question is asked with."""
    found = []
    for parameter in question.parameters:
        for type_ in parameter.refers:
            ids = sorted(set(values.get(parameter.name, ())))
            found += [Held(type_.value, fact.id, fact.name) for fact in view.facts(type_, ids)] if ids else []
    return held_once(found)


def seen(store: Store, scope: Scope, held: Iterable[Held]) -> tuple[Held, ...]:
    """Those of the records that a scope sees."""
    asked = list(held)
    leads = store.resolve(sorted({each.id for each in asked}), scope) if asked else {}
    return tuple(each for each in asked if leads.get(each.id))


def missing(store: Store, maps: Sequence[SavedMap]) -> Mapping[str, tuple[Missing, ...]]:
    """What each map holds and its scope sees no more, by the map's id; maps that miss nothing are left out."""
    found: dict[str, tuple[Missing, ...]] = {}
    for scope in {each.scope for each in maps}:
        mine = [each for each in maps if each.scope is scope]
        ids = sorted({held.id for each in mine for held in each.holds})
        leads = store.resolve(ids, scope) if ids else {}
        lost = [id_ for id_ in ids if not leads.get(id_)]
        team = store.resolve(lost, Scope.INTERNAL) if lost else {}
        for each in mine:
            gone = tuple(Missing(held, bool(team.get(held.id))) for held in each.holds if not leads.get(held.id))
            found |= {each.id: gone} if gone else {}
    return found
