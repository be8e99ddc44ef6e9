"""Stores in Neo4j that the version before the mark made: opened, they are marked from their log, all or nothing."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from graph_service.model import SCOPES, Batch, Say
from graph_service.stores.health import State, examine
from graph_service.stores.neo4j import Neo4jStore
from tests.graph_service.stores import before
from tests.graph_service.stores.contract import actor
from tests.graph_service.stores.faults import posix
from tests.graph_service.stores.killing import alone, killed_before
from tests.graph_service.stores.servers import environment, open_store
from tests.graph_service.stores.test_neo4j_marks import FOREIGN, theirs

PLANTED = [text.replace("X", "DHR").replace("TM", "UT").replace("ground", "20261129-7c1a71") for text in FOREIGN]
UNMARKED = "MATCH (h:Maillage { id: 'head' }) RETURN h.maillage IS NULL, h.schema"


def told(store: Neo4jStore) -> dict[str, Any]:
    return {
        "content": {scope.value: store.content_hash(scope) for scope in SCOPES},
        "batches": [[batch.id, batch.kind, alive] for batch, alive in store.batches()],
        "documents": [[d.collection, d.id, d.version, d.scope.value, d.body] for d in store.documents()],
        "revisions": {scope.value: n for scope, n in store.head().revisions.items()},
    }


def errors(url: str) -> list[str]:
    return [f"{check.name}: {check.message}" for check in examine(url) if check.state is State.ERROR]


@pytest.mark.deep(only=True)
@pytest.mark.slow
@pytest.mark.parametrize("name", ["store", "replica"])
def test_a_store_of_the_version_before_is_marked_at_opening_and_tells_the_same(
    stopped_neo4j: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    url = environment(stopped_neo4j, monkeypatch)
    before.load(stopped_neo4j, name)
    kept = before.TOLD[f"{name}.neo4j"]
    with closing(open_store(stopped_neo4j)) as store:
        found = told(store)
        assert {key: found[key] for key in found.keys() & kept.keys()} == {
            k: kept[k] for k in found.keys() & kept.keys()
        }
        assert store.head().store_id == kept.get("store_id", store.head().store_id)
    assert errors(url) == []
    assert {check.name: check.state for check in examine(url)}["foreign"] is State.OK
    with closing(open_store(stopped_neo4j)) as store:
        assert told(store) == found


@posix
@pytest.mark.deep(only=True)
@pytest.mark.slow
def test_marking_that_is_cut_short_begins_again_and_leaves_what_others_keep(
    stopped_neo4j: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = environment(stopped_neo4j, monkeypatch)
    before.load(stopped_neo4j, "store")
    # As the version before lets them: its ids were unique under a label.
    alone(stopped_neo4j, *(text for text in PLANTED if "(:Actor" not in text))
    beside = theirs(stopped_neo4j)
    for step in (2, 9, 21):
        assert killed_before(step, lambda: open_store(stopped_neo4j))
        assert alone(stopped_neo4j, UNMARKED) == [[True, 1]]
        # Its lease is over sooner than 30 s where nobody waits.
        alone(stopped_neo4j, "MATCH (l:Maillage) WHERE l.owner IS NOT NULL REMOVE l.owner, l.until")
    with closing(open_store(stopped_neo4j)) as store:
        assert told(store)["content"] == before.TOLD["store.neo4j"]["content"]
        assert alone(stopped_neo4j, UNMARKED) == [[False, 2]]
        assert theirs(stopped_neo4j) == beside
        assert errors(url) == []
        store.write(Batch("more"), [Say(actor("NEW"))])
        # A writer of the version before asks for this lock, and writes nothing more.
        assert alone(stopped_neo4j, "MATCH (l:Maillage { id: 'lock' }) RETURN l") == []
    assert theirs(stopped_neo4j) == beside
    assert errors(url) == []
