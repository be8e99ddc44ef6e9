"""What befalls a server itself, so that these tests have one of their own: killed in each phase of an import, or robbed
of an index.
"""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from graph_service.errors import StoreError
from graph_service.model import Batch, Scope
from graph_service.stores.health import State, examine
from graph_service.stores.neo4j import Neo4jStore
from graph_service.stores.neo4j.connection import Connection
from tests.graph_service.stores.contract import ground
from tests.graph_service.stores.killing import (
    alone,
    before_write,
    held,
    known,
    write,
    writes,
    wrong,
)
from tests.graph_service.stores.servers import environment, new_store, open_store, settings

PHASES = {"says": 0.2, "before the mark": 0.39, "after the mark": 0.44, "facts": 0.6, "before the head": 0.95}
"""How far an import has come, by its share of write transactions: what it says, the mark that commits it, its facts,
and the head from which readers see it."""


@pytest.mark.slow
@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize(
    "phase",
    [pytest.param(name, marks=pytest.mark.deep(only=name != "facts")) for name in PHASES],
)
def test_a_server_killed_in_any_phase_of_an_import_holds_all_or_nothing(
    own_neo4j: Any, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    url = environment(own_neo4j, monkeypatch)
    with closing(new_store(own_neo4j)) as store:
        ground(store)
        before = held(store)
        total = writes(lambda: write(store))
        after = held(store)
    with closing(new_store(own_neo4j)) as store:
        ground(store)
    quick = Neo4jStore(own_neo4j.url, settings=settings(own_neo4j, timeout=3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connection, "write", Connection.write)
        before_write(round(PHASES[phase] * total), own_neo4j.kill)
        with closing(quick), pytest.raises(StoreError) as caught:
            write(quick)
    assert caught.value.code == "neo4j-unreachable"
    own_neo4j.start()
    with closing(open_store(own_neo4j)) as store:
        assert held(store) in (before, after)
        if "more" not in known(own_neo4j):
            write(store)
        else:
            store.write(Batch("last"), [])
        assert held(store)[:3] == after[:3]
    assert wrong(url) == []


def test_a_missing_index_is_made_again_at_opening(own_neo4j: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    url = environment(own_neo4j, monkeypatch)
    with closing(new_store(own_neo4j)) as store:
        ground(store)
    alone(own_neo4j, "DROP INDEX fact_words", "DROP CONSTRAINT ours_actor")
    told = {check.name: check.state for check in examine(url)}
    assert told["schema"] is State.WARNING
    with closing(open_store(own_neo4j)) as store:
        assert [hit.id for hit in store.search("tours metro", Scope.PUBLIC)] == ["TM"]
    assert {check.name: check.state for check in examine(url)}["schema"] is State.OK
