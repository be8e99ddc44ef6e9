"""A connection that breaks at a COMMIT: asked again, and whatever comes of it, the truth is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest

from graph_service.errors import StoreError
from graph_service.messages import say
from graph_service.model import Batch, RecordType, Say, Scope
from graph_service.stores.base import Document
from graph_service.stores.health import State, examine
from graph_service.stores.neo4j import Neo4jStore
from tests.graph_service.stores.between import Between
from tests.graph_service.stores.contract import actor, ground
from tests.graph_service.stores.killing import write
from tests.graph_service.stores.servers import environment, new_store, open_store, settings


@contextmanager
def through(server: Any) -> Iterator[tuple[Neo4jStore, Between]]:
    """An empty store reached through a proxy."""
    new_store(server).close()
    with (
        closing(Between(server.url)) as between,
        closing(Neo4jStore(between.url, settings=replace(settings(server), timeout=5))) as store,
    ):
        yield store, between


def wrong(url: str) -> list[str]:
    return [f"{check.name}: {check.message}" for check in examine(url) if check.state is State.ERROR]


@pytest.mark.parametrize("how", [pytest.param("lost", marks=pytest.mark.deep(only=True)), "unheard"])
def test_an_edit_whose_commit_is_not_acknowledged_is_there_once(
    neo4j_server: Any, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    with through(neo4j_server) as (store, between):
        ground(store)
        between.seen, between.breaks = 0, {0: how}
        written = store.write(Batch("edit"), [Say(actor("N1"))])
        assert between.seen >= 1
        assert (written.revision, written.counts.created[RecordType.ACTOR]) == (2, 1)
        assert [batch.id for batch, _ in store.batches()] == ["ground", "edit"]
    assert wrong(environment(neo4j_server, monkeypatch)) == []


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("how", ["lost", pytest.param("unheard", marks=pytest.mark.deep(only=True))])
def test_an_import_is_there_whichever_of_its_commits_is_not_acknowledged(
    neo4j_server: Any, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    with through(neo4j_server) as (store, between):
        ground(store)
        between.seen = 0
        # Every third: the one after is then asked again, and goes through.
        between.breaks = dict.fromkeys(range(0, 60, 3), how)
        write(store)
        assert between.seen > 9
        assert [batch.id for batch, _ in store.batches()] == ["ground", "more"]
        assert [f.id for f in store.facts(RecordType.ACTOR, ["N7"], Scope.INTERNAL)] == ["N7"]
    assert wrong(environment(neo4j_server, monkeypatch)) == []


@pytest.mark.parametrize("how", ["lost", "unheard"])
def test_a_document_is_set_once(neo4j_server: Any, how: str) -> None:
    with through(neo4j_server) as (store, between):
        between.seen, between.breaks = 0, {0: how}
        assert store.put(Document("c", "x", 0, {"a": 1})).version == 1
        assert store.document("c", "x") == Document("c", "x", 1, {"a": 1})


@pytest.mark.parametrize(("how", "fate"), [("lost", "Nothing of it is in the store"), ("unheard", "is in the store")])
def test_where_no_commit_is_acknowledged_the_truth_is_looked_up_and_said(
    neo4j_server: Any, monkeypatch: pytest.MonkeyPatch, how: str, fate: str
) -> None:
    monkeypatch.setattr("graph_service.stores.neo4j.connection.PAUSE", 0.1)
    with through(neo4j_server) as (store, between):
        ground(store)
        between.seen, between.breaks = 0, dict.fromkeys(range(1000), how)
        with pytest.raises(StoreError) as caught:
            store.write(Batch("edit"), [Say(actor("N1"))])
        assert caught.value.code == "neo4j-unreachable"
        assert fate in say(caught.value.message, "en")
        with closing(open_store(neo4j_server)) as other:
            assert ("edit" in [batch.id for batch, _ in other.batches()]) is (how == "unheard")


def test_while_nobody_answers_it_is_said_that_nobody_knows(neo4j_server: Any) -> None:
    with through(neo4j_server) as (store, between):
        ground(store)
        between.seen, between.breaks = 0, {0: "gone"}
        with pytest.raises(StoreError) as caught:
            store.write(Batch("edit"), [Say(actor("N1"))])
        assert "not known until the server answers" in say(caught.value.message, "en")
