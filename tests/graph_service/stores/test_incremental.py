"""The law of the incremental fold: after every write a store holds and tells what folding from nothing gives."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager

from hypothesis import given

from graph_service.model import RecordType, Scope
from graph_service.stores.base import Written
from graph_service.stores.sqlite import SqliteStore
from tests.graph_service.stores import logs as random

NAMES = [*random.ACTORS, *random.PROJECTS, "732829320", "200034528", "un", "deux", "trois", "f", "x", "Z:z", "t1"]


@contextmanager
def stores(folder, *, create=True):
    """A store that folds what a batch touches, and one that folds everything."""
    with ExitStack() as stack:
        found = []
        for name, whole in (("touched.db", False), ("whole.db", True)):
            found.append(SqliteStore(f"sqlite:///{folder / name}", create=create, whole=whole))
            stack.callback(found[-1].close)
        yield found


def held(store: SqliteStore):
    """All that a reader can ask, in every scope."""
    result = {"revisions": store.head().revisions}
    for scope in Scope:
        result[scope] = {
            "facts": {(t, f.id): f.body for t in RecordType for f in store.facts(t, None, scope)},
            "content": store.content_hash(scope),
            "changes": store.changes(scope, 0),
            "incident": [(f.type, f.id) for f in store.incident(random.ACTORS + random.PROJECTS, scope)],
            "names": store.resolve(NAMES, scope),
            "ids": store.resolve([f.id for t in RecordType for f in store.facts(t, None, scope)], scope),
            "search": {text: store.search(text, scope, types=list(RecordType)) for text in ("un", "d", "x", "a")},
            "ends": sorted(store._connections.get().execute(_ENDS, (1 << scope.rank,))),
            "aliases": sorted(store._connections.get().execute(_ALIASES, (1 << scope.rank,))),
        }
    result["now"] = sorted(store._connections.get().execute(_NOW))
    return result


_ENDS = """
    SELECT node.id, node.type, a.id, a.type, b.id, b.type FROM fact JOIN node ON node.n = fact.node
    JOIN node AS a ON a.n = fact.a LEFT JOIN node AS b ON b.n = fact.b WHERE fact.scopes & ?
"""
_ALIASES = """
    SELECT alias.alias, alias.kind, node.id, node.type FROM alias JOIN fact ON fact.n = alias.fact
    JOIN node ON node.n = fact.node WHERE fact.scopes & ?
"""
_NOW = """
    SELECT digest, count, now.source, now.visibility FROM now JOIN statement ON statement.n = now.statement
"""


def obey(folder, log: random.Log) -> None:
    with stores(folder) as (touched, whole):
        for batch, says in log:
            told: list[Written] = [store.write(batch, says) for store in (touched, whole)]
            assert told[0] == told[1]
            assert held(touched) == held(whole)


@given(log=random.logs(max_batches=7))
def test_after_every_write_a_store_is_as_if_folded_from_nothing(tmp_path_factory, log):
    obey(tmp_path_factory.mktemp("law"), log)
