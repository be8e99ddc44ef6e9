"""Columns made of facts are those that a store reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given

from graph_service.model import SCOPES, RecordType
from graph_service.projection.columns import snapshot_of
from graph_service.stores.base import Snapshot
from graph_service.stores.sqlite import SqliteStore
from tests.deep import rounds
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


def same(one: Snapshot, other: Snapshot) -> bool:
    """Field by field: equal values of equal kinds."""
    for each in fields(Snapshot):
        a, b = getattr(one, each.name), getattr(other, each.name)
        if isinstance(a, str | int):
            if a != b:
                return False
        elif _plain(a) != _plain(b):
            return False
    return True


def _plain(column: object) -> object:
    if isinstance(column, np.ndarray):
        return column.dtype, column.tolist()
    assert isinstance(column, Sequence)
    return [(type(value), value) for value in column]
