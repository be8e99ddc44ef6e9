"""Small writes and reads wait for no new plans of the server: it keeps those that it made for about this size."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from graph_service.model import Batch, Say, Scope
from graph_service.stores.neo4j.connection import Connection, settled_text
from tests.graph_service.stores.contract import actor
from tests.graph_service.stores.servers import new_store

SKIP = "CYPHER replan=skip "


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each transaction of a store whether it is settled."""
    found: list[bool] = []
    kept: Callable[..., Any] = Connection._runner

    def noted(self: Connection, tx: Any, settled: bool) -> Any:
        found.append(settled)
        return kept(self, tx, settled)

    monkeypatch.setattr(Connection, "_runner", noted)
    return found


def test_a_text_has_a_plan_of_its_own_for_each_grade_of_size() -> None:
    text = "MATCH (h:Maillage { maillage: $store, id: 'head' }) WHERE h.n = $stored RETURN $store"
    assert settled_text(text, 3) == SKIP + text.replace("$store,", "$store_3,").replace(
        "RETURN $store", "RETURN $store_3"
    )
    assert settled_text(text, 3) != settled_text(text, 4)


def test_an_edit_and_its_reads_keep_their_plans(neo4j_server: Any, asked: list[bool]) -> None:
    with closing(new_store(neo4j_server)) as store:
        store.write(Batch("ground"), [Say(actor("A"))])
        asked.clear()
        store.write(Batch("edit"), [Say(actor("B"))])
        assert [fact.id for fact in store.facts(actor("A").type, None, Scope.INTERNAL)] == ["A", "B"]
    assert asked
    assert all(asked)


@pytest.mark.usefixtures("steps")
def test_an_import_in_steps_lets_plans_follow_what_it_writes(neo4j_server: Any, asked: list[bool]) -> None:
    with closing(new_store(neo4j_server)) as store:
        asked.clear()
        store.write(Batch("ground"), [Say(actor(f"N{n}")) for n in range(20)])
    assert asked.count(False) > len(asked) / 2


@pytest.mark.usefixtures("steps")
def test_behind_an_import_plans_are_those_of_the_larger_size(neo4j_server: Any) -> None:
    with closing(new_store(neo4j_server)) as store:
        store.write(Batch("ground"), [Say(actor("A"))])
        store.head()
        small = store._connection._grade
        store.write(Batch("more"), [Say(actor(f"N{n}")) for n in range(200)])
        store.head()
        # 200 actors and what they say are more than four times four times what was there.
        assert store._connection._grade >= small + 2
