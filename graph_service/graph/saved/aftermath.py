"""Which frozen maps and publications still show what a batch took away or hid: whoever does that is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graph_service.graph.saved.records import PUBLICATIONS, read_all
from graph_service.messages import Message, m
from graph_service.stores.base import Changed, Store


@dataclass(frozen=True, slots=True)
class StillShown:
    """A frozen map, or a map of a publication, that shows what is gone or hidden."""

    name: str
    map: str
    """Id of the saved map."""
    publication: str | None = None
    where: str | None = None
    """Of a published one: its folder, on the web where that is known."""

    @property
    def message(self) -> Message:
        if self.publication is None:
            return m("saved-still-frozen", name=self.name)
        return m("saved-still-published", name=self.name, where=self.where or "")

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "map": self.map, "publication": self.publication, "where": self.where}


def still_shown(store: Store, changes: Iterable[Changed]) -> list[StillShown]:
    """Return what still shows the facts that these changes end or narrow."""
    lost = {
        each.before.id
        for each in changes
        if each.before and (each.after is None or each.after.visibility.rank > each.before.visibility.rank)
    }
    return [*_maps(store, lost), *_published(store, lost)] if lost else []


def _maps(store: Store, lost: set[str]) -> Iterator[StillShown]:
    # A map that cannot be read is told where maps are listed; what was written just now stays written.
    for found in read_all(store)[0]:
        if found.frozen is not None and any(each.id in lost for each in found.holds):
            yield StillShown(found.name, found.id)


def _published(store: Store, lost: set[str]) -> Iterator[StillShown]:
    if not store.documents(PUBLICATIONS):
        return
    # What reads the register draws pictures too, which takes long to load.
    from graph_service.graph.saved import register

    for publication in register.listed(store):
        for each in publication.maps if publication.withdrawn is None else ():
            if any(held.id in lost for held in each.holds):
                yield StillShown(each.name, each.id, publication.id, publication.address(f"{each.entry.slug}/"))
