"""What servers meet, all of it real: an importer killed before each step, a wrong password, nobody there, two at once,
data of others. A batch is whole or absent through all of it. A server that is killed itself: test_neo4j_killed.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import StoreError, StoreMissing, UsageError
from graph_service.model import Batch, RecordType, Say, Scope, row
from graph_service.stores.neo4j import Neo4jStore, lock
from tests.deep import some
from tests.graph_service.house import ROOT, folder
from tests.graph_service.stores.contract import PART, actor, ground
from tests.graph_service.stores.faults import posix
from tests.graph_service.stores.killing import (
    alone,
    both,
    held,
    killed_before,
    killed_in,
    known,
    write,
    writes,
    wrong,
)
from tests.graph_service.stores.servers import environment, new_store, open_store, settings


@posix
@pytest.mark.deep
@pytest.mark.slow
@pytest.mark.usefixtures("steps")
def test_an_importer_killed_before_any_step_leaves_all_or_nothing_and_the_next_one_finishes(
    neo4j_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = environment(neo4j_server, monkeypatch)
    before, after = both(neo4j_server)

    def work() -> None:
        write(open_store(neo4j_server))

    with closing(new_store(neo4j_server)) as store:
        ground(store)
    total = writes(work)
    assert total > 8
    ends = []
    for step in some(range(total + 1), 5):
        with closing(new_store(neo4j_server)) as store:
            ground(store)
        if not killed_before(step, work):
            break
        with closing(open_store(neo4j_server)) as store:
            # Within the lease the store is read as it was; whatever was committed is finished by the next writer.
            found = held(store)
            assert found in (before, after), step
            if "more" not in known(neo4j_server):
                # Another batch about the same actors, not the same one again: nothing of the dead one may be in it.
                store.write(Batch("other"), [Say(actor("TM", "t", siren="243700754")), Say(actor("N1", "t"))])
                assert wrong(url) == [], step
                assert store.facts(RecordType.ACTOR, ["N2"], Scope.INTERNAL) == [], step
                assert {fact.source for fact in store.facts(RecordType.ACTOR, ["N1"], Scope.INTERNAL)} == {"t"}, step
                store.write(Batch("undo", withdraws=("other",)), [])
                write(store)
            else:
                store.write(Batch("last"), [])
            assert held(store)[:3] == after[:3], step
        assert wrong(url) == [], step
        ends.append(found == after)
    assert not ends[0]


@pytest.mark.usefixtures("steps")
def test_a_reader_in_a_loop_sees_the_batch_before_or_the_batch_after_and_nothing_between(neo4j_server: Any) -> None:
    before, after = both(neo4j_server)
    with closing(new_store(neo4j_server)) as store, closing(open_store(neo4j_server)) as reader:
        ground(store)
        done = threading.Event()
        seen: list[tuple[object, ...]] = []

        def look() -> None:
            while not done.is_set():
                with reader.read():
                    snapshot = reader.snapshot(Scope.INTERNAL)
                    names = tuple(snapshot.actor_names), len(snapshot.participations)
                    found = [hit.id for hit in reader.search("autre", Scope.INTERNAL)]
                    seen.append((held(reader), names, found, len(reader.incident(["P1"], Scope.PUBLIC))))

        thread = threading.Thread(target=look)
        thread.start()
        looked(thread, seen, 2)
        write(store)
        # One look may have begun before; the next begins after.
        looked(thread, seen, len(seen) + 2)
        done.set()
        thread.join()
    states = {repr(one): one for one in seen}
    assert {tuple(map(repr, one[0])) for one in states.values()} == {tuple(map(repr, one)) for one in (before, after)}
    assert len(states) == 2


def looked(thread: threading.Thread, seen: Sequence[object], times: int) -> None:
    """Wait until a reader has looked so many times."""
    while len(seen) < times:
        assert thread.is_alive()
        time.sleep(0.02)


@pytest.mark.usefixtures("steps")
def test_an_import_waits_out_the_lease_of_a_dead_owner_and_takes_over(neo4j_server: Any) -> None:
    with closing(new_store(neo4j_server)) as store:
        dead = lock.held(store._connection)
        lease = dead.__enter__()
        lease.stop()
        write(store)
        assert [batch.id for batch, _ in store.batches()] == ["more"]
        with pytest.raises(StoreError) as caught:
            lease.write(lambda run: run("CREATE (:Actor { id: 'late' })"))
        assert caught.value.code == "neo4j-lease-lost"
        assert store.facts(RecordType.ACTOR, ["late"], Scope.INTERNAL) == []


def test_a_lock_that_somebody_deleted_is_made_again(neo4j_server: Any) -> None:
    with closing(new_store(neo4j_server)) as store:
        alone(neo4j_server, "MATCH (l:Maillage { id: 'writer' }) DELETE l")
        write(store)
        assert [batch.id for batch, _ in store.batches()] == ["more"]


@posix
@pytest.mark.usefixtures("steps")
def test_a_service_that_runs_already_finishes_what_a_dead_writer_committed(neo4j_server: Any) -> None:
    """Who reads sees it and waits for the lease to end; nobody need open the store anew."""
    with closing(new_store(neo4j_server)) as store:
        ground(store)
        assert killed_in("MERGE (f:Actor", lambda: write(open_store(neo4j_server)))
        assert alone(neo4j_server, "MATCH (h:Maillage { id: 'head' }) RETURN h.folding") == [[2]]
        until = time.monotonic() + 30
        while [batch.id for batch, _ in store.batches()] != ["ground", "more"] and time.monotonic() < until:
            time.sleep(0.1)
        assert [fact.id for fact in store.facts(RecordType.ACTOR, ["N7"], Scope.INTERNAL)] == ["N7"]


def test_whoever_lives_keeps_the_lock_and_the_other_is_told(neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "LEASE", 0.6)
    monkeypatch.setattr(lock, "PATIENCE", 2.0)
    with closing(new_store(neo4j_server)) as store, closing(open_store(neo4j_server)) as other:
        with lock.held(store._connection), pytest.raises(StoreError) as caught:
            write(other)
        assert caught.value.code == "neo4j-busy"
        write(other)


@pytest.mark.slow
def test_two_imports_at_once_take_turns(neo4j_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = environment(neo4j_server, monkeypatch)
    new_store(neo4j_server).close()
    files = [
        folder(tmp_path, name, actors="id,name,kind\n" + "\n".join(f"{name}{i},{name} {i},epci" for i in range(400)))
        for name in ("un", "deux")
    ]
    words = [sys.executable, "-m", "graph_service.cli", "import"]
    running = [
        subprocess.Popen([*words, str(file), "--store", url, "--json"], env={**os.environ, "PYTHONPATH": str(ROOT)})
        for file in files
    ]
    assert [process.wait() for process in running] == [0, 0]
    with closing(open_store(neo4j_server)) as store:
        assert len(store.facts(RecordType.ACTOR, None, Scope.INTERNAL)) == 800
        assert store.head().batches == 2
    assert wrong(url) == []


def test_nobody_there_is_told_within_the_timeout() -> None:
    began = time.monotonic()
    with pytest.raises(StoreError) as caught:
        Neo4jStore("bolt://127.0.0.1:9", settings=settings(_Nobody, timeout=1))
    assert caught.value.code == "neo4j-unreachable"
    assert time.monotonic() - began < 30


class _Nobody:
    auth = ("neo4j", "x")


def test_a_wrong_password_is_told_and_no_word_of_it_is_shown(neo4j_server: Any) -> None:
    with pytest.raises(StoreError) as caught:
        Neo4jStore(neo4j_server.url, settings=settings(_Wrong))
    assert caught.value.code == "neo4j-refused"
    assert "tout-faux" not in str(caught.value) + repr(settings(_Wrong)) + repr(caught.value.__cause__)


class _Wrong:
    auth = ("neo4j", "tout-faux")


def test_an_address_with_a_password_is_refused_without_repeating_it() -> None:
    with pytest.raises(UsageError) as caught:
        Neo4jStore("neo4j://neo4j:secret@example.org")
    assert caught.value.code == "neo4j-secret-in-url"
    assert "secret@" not in str(caught.value)


def test_a_database_with_data_of_others_is_not_made_a_store(neo4j_server: Any) -> None:
    new_store(neo4j_server).close()
    alone(neo4j_server, "MATCH (n) DETACH DELETE n", "CREATE (:Person { name: 'Ada' })")
    with pytest.raises(StoreError) as caught:
        open_store(neo4j_server, create=True)
    assert caught.value.code == "neo4j-foreign"
    alone(neo4j_server, "MATCH (n) DETACH DELETE n")
    with pytest.raises(StoreMissing):
        open_store(neo4j_server)


def test_what_others_write_beside_changes_no_answer(neo4j_server: Any) -> None:
    with closing(new_store(neo4j_server)) as store:
        ground(store)
        before = held(store)
        alone(
            neo4j_server,
            "CREATE (:Actor { id: 'ghost', name: 'Tours fantôme', words: 'tours fantome', names: ['2:tours'] })",
            "CREATE (:Actor { name: 'Sans id' }), (:Person { name: 'Ada' }), (:Variant { of: 'actor:TM' })",
            "MATCH (a:Actor { id: 'TM' }), (p:Project { id: 'P1' }) CREATE (a)-[:PARTICIPATES_IN { role: 'x' }]->(p)",
        )
        assert held(store) == before
        assert {hit.id for hit in store.search("tours", Scope.INTERNAL)} == {"TM", "TOURS"}
        assert store.resolve(["ghost", "tours"], Scope.INTERNAL) == {"ghost": [], "tours": []}
        assert len(store.incident(["TM"], Scope.INTERNAL)) == 1
        assert len(store.snapshot(Scope.INTERNAL).participations) == 3
        write(store)


def test_what_others_deleted_waits_as_if_missing_until_it_is_made_again(
    neo4j_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = environment(neo4j_server, monkeypatch)
    part = row(PART, {"actor": "TM", "project": "P1", "role": "expert"}, source="s", visibility=Scope.PUBLIC)
    with closing(new_store(neo4j_server)) as store:
        ground(store)
        alone(neo4j_server, "MATCH (a:Actor { id: 'TM' }) DETACH DELETE a")
        assert len(store.write(Batch("part"), [Say(part)]).waiting) == 1
        assert [line.split(":")[0] for line in wrong(url)] == ["facts"]
        store.mend(Batch("mend"))
        assert len(store.incident(["TM"], Scope.PUBLIC)) == 2
    assert wrong(url) == []
