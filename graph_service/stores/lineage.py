"""Records where a store's log came from: the stores it was copied from, and the store it is a replica of.

Both are documents of the collection `settings`. A copy keeps an id of its own, for it may go its own way from then on;
it answers to the workbooks of the stores that it was moved from, since it holds all that they were exported from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_service.model import Scope
from graph_service.stores.base import Document, Store

SETTINGS, ORIGINS, REPLICA = "settings", "origins", "replica"


@dataclass(frozen=True, slots=True)
class Replica:
    """The origin of a replica: a scope of another store, at a revision of that scope, copied at a time."""

    scope: Scope
    store_id: str
    revision: int
    at: str


def own_store_ids(store: Store) -> frozenset[str]:
    """Return the ids of the stores whose exported workbooks count as this store's own: itself, and those it was copied
    from."""
    held = store.document(SETTINGS, ORIGINS)
    return frozenset({store.head().store_id, *(held.body["stores"] if held else ())})


def origins_document(ids: Iterable[str], version: int = 0) -> Document:
    """Return the document that records these store ids; `version` is that of the one held."""
    return Document(SETTINGS, ORIGINS, version, {"stores": sorted(ids)}, Scope.INTERNAL)


def replica_of(store: Store) -> Replica | None:
    """Return the origin of a replica; None for a store with a log of its own."""
    held = store.document(SETTINGS, REPLICA)
    if held is None:
        return None
    body = held.body
    return Replica(Scope(body["scope"]), body["store"], body["revision"], body["at"])


def replica_document(replica: Replica, version: int = 0) -> Document:
    """Return the document that makes a store a replica; `version` is that of the one held."""
    body = {"scope": replica.scope.value, "store": replica.store_id, "revision": replica.revision, "at": replica.at}
    return Document(SETTINGS, REPLICA, version, body, replica.scope)
