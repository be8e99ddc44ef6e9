"""A snapshot that was written is read as it was, and what is no such file is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from graph_service.graph import Graph, snapshots
from graph_service.model import SCOPES, Scope
from graph_service.stores.base import Snapshot
from graph_service.stores.sqlite import SqliteStore
from tests.deep import rounds
from tests.graph_service.stores.logs import Log, logs

KEY = ["1", "store", "internal"]


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


@rounds(15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(log=logs(max_batches=4))
def test_what_was_written_is_read_field_by_field(tmp_path_factory, log: Log) -> None:  # type: ignore[no-untyped-def]
    store = SqliteStore(f"sqlite:///{tmp_path_factory.mktemp('s') / 'g.db'}", create=True)
    store.load(log)
    for scope in SCOPES:
        stated = store.snapshot(scope)
        kept = snapshots.decode(KEY, snapshots.encode(KEY, stated))
        assert kept is not None
        assert same(kept, stated)
    store.close()


def test_texts_that_repeat_are_kept_once(f1: Graph) -> None:
    stated = f1.store.snapshot(Scope.INTERNAL)
    kept = snapshots.decode(KEY, snapshots.encode(KEY, replace(stated, project_titles=["été\u2028\n"] * 8)))
    assert kept is not None
    assert len({id(title) for title in kept.project_titles}) == 1
    assert set(kept.project_titles) == {"été\u2028\n"}


def test_another_key_reads_nothing(f1: Graph) -> None:
    data = snapshots.encode(KEY, f1.store.snapshot(Scope.INTERNAL))
    assert snapshots.decode([*KEY, ""], data) is None
    assert snapshots.decode(["2", *KEY[1:]], data) is None


@rounds(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10_000), bit=st.integers(0, 7), cut=st.booleans())
def test_a_damaged_or_shortened_file_reads_nothing(f1: Graph, at: int, bit: int, cut: bool) -> None:
    data = bytearray(snapshots.encode(KEY, f1.store.snapshot(Scope.INTERNAL)))
    at %= len(data)
    if cut:
        del data[at:]
    else:
        data[at] ^= 1 << bit
    assert snapshots.decode(KEY, bytes(data)) is None


@rounds(40)
@given(data=st.binary(max_size=200))
def test_any_bytes_under_a_right_digest_are_a_snapshot_or_nothing(data: bytes) -> None:
    forged = snapshots.MARK + snapshots._digest(data) + data
    assert snapshots.decode(KEY, forged) is None
