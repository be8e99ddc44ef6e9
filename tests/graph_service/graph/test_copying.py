"""Moving and sharing stores. How a store is made is a parameter: what is said here holds between any two kinds."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import neo4j
import pytest
from hypothesis import given

from graph_service.errors import Conflict, Forbidden, UsageError
from graph_service.graph import Graph, open_graph
from graph_service.graph.copying import copy, log_hash, shown_url
from graph_service.model import SCOPES, Batch, RecordType, Say, Scope
from graph_service.settings import Neo4jSettings
from graph_service.stores import moved
from graph_service.stores.base import Document, Store
from graph_service.stores.health import State, examine
from graph_service.stores.open import open_store
from tests.deep import rounds, some
from tests.graph_service.house import F1, TOKEN, Command, client, folder, new_graph, url
from tests.graph_service.stores.contract import actor, ground
from tests.graph_service.stores.faults import killed_before, posix, statements
from tests.graph_service.stores.logs import Log, logs
from tests.graph_service.stores.servers import credentials
from tests.neo4j import wipe

PUBLIC, PARTNERS, INTERNAL = Scope
CANARY = "kanari"
shared = pytest.mark.parametrize("scope", [PUBLIC, PARTNERS])

PAIRS = [
    pytest.param(("sqlite", "sqlite")),
    pytest.param(("sqlite", "neo4j"), marks=pytest.mark.neo4j),
    pytest.param(("neo4j", "sqlite"), marks=pytest.mark.neo4j),
    # Between two servers nothing is asked that the pairs with a file do not ask of one.
    pytest.param(("neo4j", "neo4j"), marks=[pytest.mark.neo4j, pytest.mark.deep(only=True)]),
]


def made(kinds: tuple[str, str], folder: Path, servers: Sequence[Any], patch: pytest.MonkeyPatch) -> list[str]:
    """Where a source and a target are to be made; each of two servers has its own secret."""
    left, found = list(servers), []
    for kind, name in zip(kinds, ("source", "target"), strict=True):
        if kind == "sqlite":
            found.append(url(folder / f"{name}.db"))
        else:
            wipe(left[0].url, left[0].auth)
            found.append(left.pop(0).url)
    credentials(servers, folder / "credentials", patch)
    return found


@pytest.fixture(params=PAIRS, ids="-to-".join)
def urls(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where a source and a target are to be made, of every pair of kinds."""
    needed = request.param.count("neo4j")
    names = ("neo4j_server", "own_neo4j")[:needed]
    return made(request.param, tmp_path, [request.getfixturevalue(name) for name in names], monkeypatch)


@pytest.fixture
def pair(urls: list[str]) -> Iterator[tuple[Store, Store]]:
    """A source with three batches, one of them undone, and an empty target."""
    source, target = (open_store(at, create=True) for at in urls)
    ground(source)
    source.write(Batch("more", at="2026-01-02T00:00:00+00:00", who="cli", note="n"), [Say(actor("Y"), "f.csv", "a", 9)])
    source.write(Batch("undo", "undo", withdraws=("more",)), [])
    yield source, target
    source.close()
    target.close()


def written(store: Store) -> tuple[object, ...]:
    """All that a store holds of a log, but for its own id."""
    return (
        list(store.log()),
        store.head().revisions,
        [store.content_hash(scope) for scope in SCOPES],
        [(d.collection, d.id, d.body, d.scope) for d in store.documents() if d.id != moved.ORIGINS],
    )


# A whole copy


def test_a_copy_holds_batches_ids_times_summaries_revisions_and_documents(pair: tuple[Store, Store]) -> None:
    source, target = pair
    source.put(Document("settings", "store", 0, {"fictional": True}, PUBLIC))
    source.put(Document("shelf", "one", 0, {"later": ["A"]}))
    told: list[tuple[int, int, int]] = []
    report = copy(source, target, progress=lambda *how_far: told.append(how_far))
    assert written(target) == written(source)
    assert [b.summary for b, _ in target.batches()] == [b.summary for b, _ in source.batches()]
    assert (report.batches, report.copied, report.says) == (3, 3, 8)
    assert report.log == log_hash(source) == log_hash(target)
    assert report.hashes == {scope: source.content_hash(scope) for scope in SCOPES}
    assert told == [(1, 3, 7), (2, 3, 8), (3, 3, 8)]


@given(log=logs(max_batches=4))
@rounds(8)
def test_any_log_is_copied_as_it_is(tmp_path_factory: pytest.TempPathFactory, log: Log) -> None:
    copies_as_it_is(("sqlite", "sqlite"), tmp_path_factory.mktemp("law"), [], log)


@given(log=logs(max_batches=3))
@rounds(2, deep=200)
@pytest.mark.parametrize("kinds", [("sqlite", "neo4j"), ("neo4j", "sqlite")], ids="-to-".join)
def test_so_it_is_between_a_file_and_a_server(
    tmp_path_factory: pytest.TempPathFactory, neo4j_server: Any, kinds: tuple[str, str], log: Log
) -> None:
    copies_as_it_is(kinds, tmp_path_factory.mktemp("law"), [neo4j_server], log)


def copies_as_it_is(kinds: tuple[str, str], folder: Path, servers: Sequence[Any], log: Log) -> None:
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        source, target = (open_store(at, create=True) for at in made(kinds, folder, servers, patch))
        stack.callback(source.close)
        stack.callback(target.close)
        for batch, says in log:
            source.write(batch, says)
        copy(source, target)
        assert written(target) == written(source)


def test_a_second_copy_writes_only_what_came_since(pair: tuple[Store, Store]) -> None:
    source, target = pair
    copy(source, target)
    assert (copy(source, target).copied, copy(source, target).documents) == (0, 0)
    source.write(Batch("new"), [Say(actor("Z"))])
    source.put(Document("settings", "store", 0, {"fictional": False}, PUBLIC))
    report = copy(source, target)
    assert (report.copied, report.documents) == (1, 1)
    assert written(target) == written(source)


def test_a_copy_goes_back_where_the_work_went_on_in_it(pair: tuple[Store, Store]) -> None:
    source, target = pair
    copy(source, target)
    target.write(Batch("there"), [Say(actor("Z"))])
    with pytest.raises(UsageError, match="ahead of") as refused:
        copy(source, target)
    assert "there" in str(refused.value)
    assert copy(target, source).copied == 1
    assert written(target) == written(source)


def test_a_target_with_a_log_of_its_own_is_refused_and_left_as_it_was(pair: tuple[Store, Store]) -> None:
    source, target = pair
    copy(source, target)
    source.write(Batch("here"), [Say(actor("Z"))])
    target.write(Batch("there"), [Say(actor("W"))])
    before = written(target)
    with pytest.raises(UsageError, match="3 batches are the same") as refused:
        copy(source, target)
    assert "here" in str(refused.value)
    assert "there" in str(refused.value)
    assert written(target) == before


@posix
def test_killed_after_any_batch_a_copy_goes_on_where_it_stopped(urls: list[str]) -> None:
    source = open_store(urls[0], create=True)
    ground(source)
    for n in range(6):
        source.write(Batch(f"b{n}"), [Say(actor(f"N{n}"))])
    whole = written(source)
    source.close()

    def die(batches: int, *_: int) -> None:
        if batches % 3 == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def run() -> None:
        copy(open_store(urls[0]), open_store(urls[1], create=True), progress=die)

    counts = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            run()
            os._exit(0)
        counts.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    assert counts == [-signal.SIGKILL, -signal.SIGKILL, 0]
    target = open_store(urls[1])
    assert written(target) == whole
    target.close()


@posix
@pytest.mark.deep
@pytest.mark.slow
def test_killed_before_any_statement_a_copy_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Of a file: each statement of SQLite is where a process may end."""
    with new_graph(tmp_path / "source.db") as source:
        ground(source.store)
        whole = written(source.store)
    total = statements(lambda: _copied(tmp_path / "source.db", tmp_path / "counted.db"))
    for statement in some(range(total), 14):
        at = tmp_path / f"{statement}.db"
        assert killed_before(statement, lambda at=at: _copied(tmp_path / "source.db", at))
        _copied(tmp_path / "source.db", at)
        target = open_store(url(at))
        assert written(target) == whole, statement
        target.close()


def _copied(source: Path, target: Path, scope: Scope | None = None) -> None:
    with open_graph(url(source)) as graph:
        graph.copy_to(url(target), scope)


def test_a_copy_has_an_id_of_its_own_and_answers_to_the_workbooks_of_its_source(tmp_path: Path) -> None:
    with new_graph(tmp_path / "a.db", F1, visibility="public") as graph:
        graph.export(tmp_path / "out.zip")
        graph.copy_to(url(tmp_path / "b.db"))
        ids = {graph.store.head().store_id}
    with open_graph(url(tmp_path / "b.db")) as graph:
        assert graph.store.head().store_id not in ids
        assert moved.answers_to(graph.store) == ids | {graph.store.head().store_id}
        report = graph.import_files([tmp_path / "out.zip"])
        assert not any(report.counts["created"].values())
        assert report.counts["unchanged"]["actors"] == 13
        graph.copy_to(url(tmp_path / "c.db"))
    with open_graph(url(tmp_path / "c.db")) as graph:
        assert ids < moved.answers_to(graph.store)


# A replica


@pytest.fixture
def seeded(urls: list[str], tmp_path: Path) -> Iterator[Graph]:
    """F1 with partners' rows, and the canary in everything that only the team may see or that is not so."""
    files = folder(
        tmp_path,
        f"{CANARY}-dossier",
        actors=f"""id,name,kind,aliases,siren,visibility
            {CANARY}1,{CANARY} acteur,association,{CANARY}-alias,,internal
            PA,Partenaire,association,,732829320,partners
            PX,Public,association,,,public
            {CANARY}2,{CANARY} retiré,association,,,public
            {CANARY}3,{CANARY} caché,association,,,public
            {CANARY}4,{CANARY} aussi,association,,732829320,internal""",
        projects=f"""id,title,kind,description,themes,documents,succeeds,territories,visibility
            {CANARY}5,{CANARY} projet,operation,{CANARY},,,,,internal
            Q,Projet,operation,,cohesion,P1;{CANARY}1,{CANARY}5,Z:{CANARY};R24,partners""",
        participations=f"""actor,project,role,visibility
            {CANARY}1,Q,porteur,internal
            {CANARY}1,P1,expert,public
            {CANARY}2,P1,expert,public
            PA,Q,partenaire,partners
            PA,{CANARY}5,partenaire,public
            PX,Q,partenaire,partners""",
        partnerships=f"actor,partner,kind,title,visibility\nVIE,UO,convention,{CANARY} accord,internal",
        fundings=f"funder,recipient,amount,visibility\nREG,{CANARY}1,7351926,public",
        functions=f"id,actor,title,generic_contact\nF,TM,{CANARY} cheffe,contact@{CANARY}.example",
        territories=f"code,level,name,within\nZ:{CANARY},perimetre_libre,{CANARY} lieu,R24",
        sources="id,producer,title\nnous--liste,Nous,Liste",
    )
    graph = Graph(open_store(urls[0], create=True), INTERNAL)
    graph.import_files([F1], visibility="public")
    graph.import_files([files], source="Nous - Liste", who=CANARY)
    graph.edit(
        [
            {"op": "set", "ids": ["TM"], "fields": {"aliases": [CANARY]}, "visibility": "internal"},
            {"op": "set", "ids": ["PX"], "fields": {"territory": f"Z:{CANARY}"}},
            {"op": "hide", "ids": [f"Z:{CANARY}"], "visibility": "internal"},
            {"op": "deny", "ids": [f"{CANARY}2"]},
            {"op": "hide", "ids": [f"{CANARY}3"], "visibility": "internal"},
            {"op": "hide", "ids": ["REG"], "visibility": "partners"},
            {"op": "same", "ids": ["PX", f"{CANARY}3"], "visibility": "internal"},
            {"op": "different", "ids": ["PX", f"{CANARY}1"], "visibility": "public"},
            {"op": "set", "ids": ["PX"], "fields": {"name": f"{CANARY} ancien nom"}, "visibility": "public"},
            {"op": "set", "ids": ["PX"], "fields": {"name": "Nom public"}, "visibility": "public"},
        ],
        who=CANARY,
        note=CANARY,
    )
    graph.configure(
        default_as_of="2026-01-01",
        examples=[
            {"question": "paths", "from": f"{CANARY} acteur", "to": "TM"},
            {"question": "paths", "from": "TM", "to": "UT"},
        ],
    )
    for collection in ("audit", "tokens", "review", "gaps"):
        graph.store.put(Document(collection, CANARY, 0, {"x": CANARY}, PUBLIC))
    yield graph
    graph.close()


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
    says = [Say(actor(f"s{n}", name=f"secretariat {n} " + "x" * 300)) for n in range(400)]
    seeded.store.write(Batch("shown"), says)
    seeded.copy_to(at, PARTNERS)
    with open_graph(at) as reader:
        assert b"secretariat 399" in raw(at)
        assert len(reader.store.facts(RecordType.ACTOR, None, PUBLIC)) > 400
        before = reader.store.head()
        seeded.undo("shown")
        seeded.copy_to(at, PARTNERS)
        # The full-text index writes of a word only what differs from the word before.
        assert b"retariat" not in raw(at)
        assert b"s399" not in raw(at)
        assert {s: n + 1 for s, n in before.revisions.items()} == reader.store.head().revisions
        assert all(id_ != "s399" for _, _, id_ in reader.store.changes(PUBLIC, 0))
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
        assert moved.replica_of(replica.store).scope is PUBLIC  # type: ignore[union-attr]


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

    total = statements(lambda: _copied(tmp_path / "source.db", again(tmp_path / "counted.db"), PUBLIC))
    known = []
    for statement in some(range(total), 20):
        at = again(tmp_path / f"{statement}.db")
        assert killed_before(statement, lambda at=at: _copied(tmp_path / "source.db", at, PUBLIC))
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


# The command


def test_the_command_copies_and_says_how_far_it_is(
    pair: tuple[Store, Store], urls: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    maillage = Command(capsys)
    first = maillage("copy", "--from", urls[0], "--to", urls[1], "--lang", "en")
    assert (first.code, "2 of 3 batches, 8 statements written" in first.err) == (0, True)
    assert f"{urls[1]} is a whole copy." in first.out
    assert pair[0].content_hash(PUBLIC) in first.out
    again = maillage("copy", "--to", urls[1], "--json", store=urls[0])
    assert (again.code, again.json["copied"], again.json["batches"]) == (0, 0, 3)
    assert again.json["hashes"]["internal"] == pair[1].content_hash(INTERNAL)
    refused = maillage("copy", "--from", urls[0], "--to", urls[1], "--scope", "public", "--lang", "en")
    assert (refused.code, "data of its own" in refused.err) == (2, True)
    assert maillage("copy", "--from", urls[0]).code == 2
    assert maillage("copy", "--from", urls[0], "--to", urls[1], "--scope", "internal").code == 2


def test_a_copy_of_nothing_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Command(capsys)("copy", "--from", url(tmp_path / "none.db"), "--to", url(tmp_path / "target.db"))
    assert ran.code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_name_and_password_in_an_address_are_shown_to_nobody() -> None:
    assert shown_url("neo4j://somebody:word@host:7687/x") == "neo4j://host:7687/x"
