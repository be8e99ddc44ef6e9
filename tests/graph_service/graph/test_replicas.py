"""Replicas of what a scope sees, between stores of any two kinds: what is in them, what is not, and who writes.

Of a pair with a server, the server is `neo4j_server`: by this word tests/sharing.py knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph_service.errors import Conflict, Forbidden, UsageError
from graph_service.graph import Graph, open_graph
from graph_service.graph.copying import copy
from graph_service.model import SCOPES, Batch, RecordType, Say, Scope
from graph_service.settings import Neo4jSettings
from graph_service.stores import lineage
from graph_service.stores.base import Document, Store
from graph_service.stores.health import State, examine
from tests.deep import some
from tests.graph_service.graph.copies import CANARY, both_ways, copied, files, written
from tests.graph_service.house import F1, TOKEN, Command, client, new_graph, url
from tests.graph_service.stores.contract import actor, ground
from tests.graph_service.stores.faults import killed_before, posix, statements

PUBLIC, PARTNERS, INTERNAL = Scope
shared = pytest.mark.parametrize("scope", [PUBLIC, PARTNERS])


@both_ways
@shared
def test_a_replica_agrees_with_its_source_in_every_scope_up_to_its_own(
    seeded: Graph, urls: list[str], scope: Scope
) -> None:
    report = seeded.copy_to(urls[1], scope)
    with open_graph(urls[1]) as replica:
        for lower in SCOPES:
            if scope.sees(lower):
                assert replica.store.content_hash(lower) == seeded.store.content_hash(lower) == report.hashes[lower]
                assert replica.search("tours", scope=lower) == _at(seeded.search("tours", scope=lower), replica, lower)
        ((batch, says),) = replica.store.log()
        assert (batch.kind, batch.who, batch.note) == ("copy", "", "")
        assert (report.batches, report.says) == (1, len(says))
        files = {(say.file, say.sheet) for say in says}
        assert files == {("", "")} if scope is PUBLIC else ("actors.csv", "actors") in files
        held = {(d.collection, d.id): d.body for d in replica.store.documents()}
        assert held.keys() == {("settings", "store"), ("settings", "replica")}
        assert held["settings", "store"] == {
            "default_as_of": "2026-01-01",
            "fictional": False,
            "examples": [{"question": "paths", "from": "TM", "to": "UT"}],
        }
        assert [held["settings", "replica"][name] for name in ("scope", "store", "revision")] == [
            scope.value,
            seeded.store.head().store_id,
            seeded.store.head().revisions[scope],
        ]


def _at(answer: Any, graph: Graph, scope: Scope) -> Any:
    """An answer as another store gives it, whose revisions are its own."""
    return answer.model_copy(update={"revision": graph.store.head().revisions[scope]})


@shared
def test_who_asks_a_replica_as_the_team_sees_what_its_scope_sees(seeded: Graph, urls: list[str], scope: Scope) -> None:
    seeded.copy_to(urls[1], scope)
    with open_graph(urls[1]) as replica:
        assert replica.store.content_hash(INTERNAL) == seeded.store.content_hash(scope)


ALL_OF_IT = """
    MATCH (n) RETURN labels(n) AS kind, properties(n) AS held
    UNION ALL MATCH ()-[n]->() RETURN [type(n)] AS kind, properties(n) AS held
"""


def raw(at: str | Path) -> bytes:
    """All bytes of a store's file and of what SQLite keeps beside it; of a server, all that whoever asks it sees."""
    if isinstance(at, Path) or at.startswith("sqlite:"):
        path = Path(str(at).removeprefix("sqlite:///"))
        return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
    told = Neo4jSettings.from_environment(at)
    with neo4j.GraphDatabase.driver(at, auth=(told.user, told.password)) as driver:
        rows = driver.execute_query(ALL_OF_IT).records
    return repr([row.data() for row in rows]).encode()


@shared
def test_nothing_that_a_replica_holds_tells_what_it_may_not(seeded: Graph, urls: list[str], scope: Scope) -> None:
    held = raw(seeded.store.url).lower()
    for secret in (CANARY, "7351926", "ancien nom"):
        assert secret.encode() in held
    seeded.copy_to(urls[1], scope)
    shown = raw(urls[1]).lower()
    assert b"partenaire" in shown
    for secret in (CANARY, "7351926", "ancien nom"):
        assert secret[1:].encode() not in shown


@shared
def test_no_byte_of_a_replica_of_the_demo_holds_its_planted_canary(tmp_path: Path, scope: Scope) -> None:
    with new_graph(tmp_path / "demo.db", F1.parent / "cvl") as demo:
        demo.copy_to(url(tmp_path / "replica.db"), scope)
        held, shown = (raw(tmp_path / f"{name}.db") for name in ("demo", "replica"))
        for secret in (b"CANARI-INTERNE-5C1E", b"canari", b"424242"):
            assert secret in held
            assert secret.lower() not in shown.lower()
        with open_graph(url(tmp_path / "replica.db")) as replica:
            assert len(replica.store.snapshot(scope).actors) == len(demo.store.snapshot(scope).actors) > 80


def test_what_is_no_longer_seen_is_gone_with_the_next_copy(urls: list[str], seeded: Graph) -> None:
    at = urls[1]
    says = [Say(actor(f"s{n}", name=f"secretariat {n} " + "x" * 300)) for n in range(80)]
    seeded.store.write(Batch("shown"), says)
    seeded.copy_to(at, PARTNERS)
    with open_graph(at) as reader:
        assert b"secretariat 79" in raw(at)
        assert len(reader.store.facts(RecordType.ACTOR, None, PUBLIC)) > 80
        before = reader.store.head()
        seeded.undo("shown")
        seeded.copy_to(at, PARTNERS)
        # The full-text index writes of a word only what differs from the word before.
        assert b"retariat" not in raw(at)
        assert b"s79" not in raw(at)
        assert {s: n + 1 for s, n in before.revisions.items()} == reader.store.head().revisions
        assert all(id_ != "s79" for _, _, id_ in reader.store.changes(PUBLIC, 0))
    assert [check for check in examine(at) if check.state is State.ERROR] == []


def test_revisions_of_a_replica_rise_for_those_who_see_a_difference(seeded: Graph, urls: list[str]) -> None:
    seeded.copy_to(urls[1], PARTNERS)
    with open_graph(urls[1]) as replica:
        before = replica.store.head()
        (first, _), *_ = replica.store.batches()
        again = seeded.copy_to(urls[1], PARTNERS)
        assert (again.copied, replica.store.head(), replica.batches()[0][0]) == (0, before, first)
        seeded.edit([{"op": "set", "ids": ["PA"], "fields": {"acronym": "PAR"}, "visibility": "partners"}])
        assert seeded.copy_to(urls[1], PARTNERS).copied == 1
        after = replica.store.head().revisions
        assert after[PUBLIC] == before.revisions[PUBLIC]
        assert after[PARTNERS] == before.revisions[PARTNERS] + 1
        assert {id_ for _, _, id_ in replica.store.changes(PARTNERS, before.revisions[PARTNERS])} >= {"PA"}


def test_a_replica_may_be_narrowed(seeded: Graph, urls: list[str]) -> None:
    seeded.copy_to(urls[1], PARTNERS)
    seeded.copy_to(urls[1], PUBLIC)
    with open_graph(urls[1]) as replica:
        assert replica.store.facts(RecordType.ACTOR, ["PA"], INTERNAL) == []
        assert lineage.replica_of(replica.store).scope is PUBLIC  # type: ignore[union-attr]


@posix
@pytest.mark.deep
@pytest.mark.slow
def test_killed_at_any_moment_a_replica_is_as_before_or_as_after(tmp_path: Path) -> None:
    """Of a file: each statement of SQLite is where a process may end."""
    with new_graph(tmp_path / "source.db") as source:
        ground(source.store)
        source.copy_to(url(tmp_path / "replica.db"), PUBLIC)
        source.store.write(Batch("undo", withdraws=("ground",)), [])
        source.store.write(Batch("new"), [Say(actor("N"))])
    whole = (tmp_path / "replica.db").read_bytes()

    def again(at: Path) -> Path:
        at.write_bytes(whole)
        return at

    total = statements(lambda: copied(tmp_path / "source.db", again(tmp_path / "counted.db"), PUBLIC))
    known = []
    for statement in some(range(total), 20):
        at = again(tmp_path / f"{statement}.db")
        assert killed_before(statement, lambda at=at: copied(tmp_path / "source.db", at, PUBLIC))
        with open_graph(url(at)) as graph:
            known.append(tuple(fact.id for fact in graph.store.facts(RecordType.ACTOR, None, PUBLIC)))
        assert [check for check in examine(url(at)) if check.state is State.ERROR] == [], statement
    # Once it is there it stays.
    assert known == sorted(known, reverse=True)
    assert set(known) == {("TM", "TOURS"), ("N",)}


def test_a_replica_is_made_only_of_what_was_seen_when_it_was_looked_at(pair: tuple[Store, Store]) -> None:
    _, target = pair
    seen = target.head()
    target.write(Batch("own"), [Say(actor("W"))])
    with pytest.raises(Conflict):
        target.load([(Batch("copy", "copy"), [])], replacing=seen)
    assert [batch.id for batch, _ in target.batches()] == ["own"]


def test_a_store_with_data_of_its_own_never_becomes_a_replica(pair: tuple[Store, Store]) -> None:
    source, target = pair
    target.put(Document("settings", "store", 0, {"fictional": False}, PUBLIC))
    with pytest.raises(UsageError, match="data of its own"):
        copy(source, target, PUBLIC)
    target.write(Batch("own"), [Say(actor("W"))])
    before = written(target)
    with pytest.raises(UsageError, match="data of its own"):
        copy(source, target, PUBLIC)
    with pytest.raises(UsageError, match="data of its own"):
        copy(source, source, PUBLIC)
    assert written(target) == before


def test_a_replica_is_no_whole_copy_and_another_stores_replica_stays(pair: tuple[Store, Store], tmp_path: Path) -> None:
    source, target = pair
    with pytest.raises(UsageError):
        copy(source, target, INTERNAL)
    copy(source, target, PUBLIC)
    before = written(target)
    with pytest.raises(UsageError, match="cannot become a whole copy"):
        copy(source, target)
    with new_graph(tmp_path / "other.db") as other:
        with pytest.raises(UsageError, match="holds only what its scope sees"):
            copy(target, other.store)
        ground(other.store)
        with pytest.raises(UsageError, match="replica of another store"):
            copy(other.store, target, PUBLIC)
    assert written(target) == before


# Nobody writes to a replica


@pytest.fixture
def replica(seeded: Graph, urls: list[str]) -> Iterator[Graph]:
    seeded.copy_to(urls[1], PARTNERS)
    graph = open_graph(urls[1])
    before = written(graph.store)
    yield graph
    assert written(graph.store) == before
    graph.close()


def test_python_refuses_to_write_to_a_replica(replica: Graph) -> None:
    batch = replica.batches()[0][0].id
    attempts: list[Callable[[], object]] = [
        lambda: replica.import_files([F1]),
        lambda: replica.import_files([F1], dry_run=True),
        lambda: replica.check_files([F1]),
        lambda: replica.edit([{"op": "deny", "ids": ["TM"]}]),
        lambda: replica.undo(batch),
        lambda: replica.configure(fictional=True),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden, match="replica of what partners"):
            attempt()


@files
def test_http_refuses_to_write_to_a_replica(replica: Graph) -> None:
    batch = replica.batches()[0][0].id
    files = [("files", (f.name, f.read_bytes())) for f in sorted(F1.glob("*.csv"))]
    with client(replica, token=TOKEN) as http:
        found = [
            http.post("/api/v1/imports", files=files),
            http.post("/api/v1/imports", files=files, data={"dry_run": "true"}),
            http.post("/api/v1/edits", json=[{"op": "deny", "ids": ["TM"]}]),
            http.post(f"/api/v1/imports/{batch}/undo"),
            http.put("/api/v1/actors/TM", json={"acronym": "T"}, headers={"If-Match": "*"}),
            http.delete("/api/v1/actors/TM", headers={"If-Match": "*"}),
        ]
        assert [(answer.status_code, answer.json().get("code")) for answer in found] == [(403, "replica")] * len(found)
        assert http.get("/api/v1/actors/TM").status_code == 200


@files
def test_the_command_line_refuses_to_write_to_a_replica(
    replica: Graph, urls: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    maillage = Command(capsys, urls[1])
    batch = replica.batches()[0][0].id
    for words in (
        ("import", str(F1)),
        ("import", str(F1), "--dry-run"),
        ("add", "actor", "id=N", "name=N", "kind=association"),
        ("edit", "TM", "acronym=T"),
        ("deny", "TM"),
        ("affirm", "TM"),
        ("hide", "TM", "--below", "partners"),
        ("merge", "TM", "UT"),
        ("split", "TM", "UT"),
        ("imports", "undo", batch),
    ):
        ran = maillage(*words, "--lang", "en")
        assert (ran.code, "replica of what partners may see" in ran.err) == (1, True), words
    listed = maillage("imports", "list", "--lang", "en")
    assert " · copy · " in listed.out
