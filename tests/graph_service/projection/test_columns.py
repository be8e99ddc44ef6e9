"""Columns made of facts are those that a store reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from graph_service.model import SCOPES, RecordType
from graph_service.projection.columns import snapshot_of
from graph_service.stores.sqlite import SqliteStore
from tests.deep import rounds
from tests.graph_service.graph.test_snapshots import same
from tests.graph_service.stores.logs import Log, logs


@rounds(15)
@given(log=logs(max_batches=4))
def test_columns_made_of_facts_are_those_of_the_store(tmp_path_factory: pytest.TempPathFactory, log: Log) -> None:
    store = SqliteStore(f"sqlite:///{tmp_path_factory.mktemp('s') / 'g.db'}", create=True)
    store.load(log)
    for scope in SCOPES:
        held = store.snapshot(scope)
        types = (RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION, RecordType.PARTNERSHIP)
        facts = [fact for type_ in types for fact in store.facts(type_, None, scope)]
        made = snapshot_of(facts, scope, held.revision, held.terms, held.themes)
        assert same(replace(made, territories=held.territories), held)
    store.close()
