"""What `maillage doctor` finds in a Neo4j: what somebody else wrote or changed, and that --mend makes it right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import neo4j
import pytest

from graph_service.errors import StoreError, StoreMissing
from graph_service.messages import say
from graph_service.model import Batch, Op, RecordType, Say, Scope, Statement, row
from graph_service.stores.base import Document
from graph_service.stores.health import State, examine
from graph_service.stores.neo4j import heads
from graph_service.stores.neo4j.connection import Run
from graph_service.stores.neo4j.health import CHECKS
from tests.graph_service.house import Command
from tests.graph_service.stores.contract import A, actor, ground
from tests.graph_service.stores.killing import alone, held
from tests.graph_service.stores.servers import environment, new_store, open_store


@pytest.fixture(scope="module")
def made(neo4j_server: Any) -> Any:
    """The server with a store that no test changes."""
    with closing(new_store(neo4j_server)) as store:
        fill(store)
    return neo4j_server


@pytest.fixture
def spoiled(made: Any) -> Iterator[Callable[..., Run]]:
    """What a database answers once somebody changed it by these texts; taken back after the test."""
    off: Any = "OFF"
    with (
        neo4j.GraphDatabase.driver(made.url, auth=made.auth, notifications_min_severity=off) as driver,
        driver.session() as session,
        session.begin_transaction() as tx,
    ):
        (store,) = tx.run("MATCH (h:Maillage { id: 'head' }) RETURN h.store_id").values()[0]

        def run(text: str, **parameters: Any) -> list[list[Any]]:
            return tx.run(text, {"store": store, **parameters}).values()

        def spoil(*texts: str) -> Run:
            for text in texts:
                run(text)
            return run

        yield spoil
        tx.rollback()


def fill(store: Any) -> None:
    ground(store)
    store.write(
        Batch("lower"), [Say(actor("TM", "t", siren="243700754", name="Pour l’équipe", visibility=Scope.INTERNAL))]
    )
    store.put(Document("collection", "paper", 0, {"a": 1}))
    store.write(Batch("hide"), [Say(Statement(Op.HIDE, A, "staff", "", "", Scope.PARTNERS, ("TOURS",), {}))])


@pytest.fixture
def url(neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    with closing(new_store(neo4j_server)) as store:
        fill(store)
    return environment(neo4j_server, monkeypatch)


def states(url: str) -> dict[str, State]:
    return {check.name: check.state for check in examine(url)}


def test_a_store_that_nobody_touched_is_well(url: str) -> None:
    assert set(states(url).values()) == {State.OK}


FACTS = [
    "MATCH (a:Actor { id: 'TM' }) SET a.name = 'Autre'",
    "MATCH (a:Actor { id: 'TM' }) SET a.start_day = date('2020-01-01')",
    "MATCH (a:Actor { id: 'X' }) SET a.scopes = ['public']",
    "MATCH (a:Actor { id: 'X' }) SET a.since = 99",
    "MATCH (a:Actor { id: 'X' }) REMOVE a.since, a.hash",
    "MATCH ()-[r:PARTICIPATES_IN { role: 'porteur' }]->() DELETE r",
    "MATCH ()-[r:PARTICIPATES_IN { role: 'porteur' }]->() SET r.since = 99",
    "MATCH ()-[r:PARTICIPATES_IN { role: 'porteur' }]->() REMOVE r.maillage",
    "MATCH (b:Actor { id: 'TOURS' }) MATCH (a:Actor)-[r:PARTICIPATES_IN { role: 'porteur' }]->(p) "
    "WITH b, r, p, properties(r) AS kept DELETE r CREATE (b)-[n:PARTICIPATES_IN]->(p) SET n = kept",
    "MATCH (a:Actor { id: 'X' }) DETACH DELETE a",
    "MATCH (a:Actor { id: 'TM' }) WITH a { .*, id: 'FAUX' } AS kept CREATE (b:Actor) SET b = kept",
    "MATCH (v:Variant) WHERE v.until IS NULL DETACH DELETE v",
    "MATCH (v:Variant) WHERE v.until IS NULL SET v.since = 99",
    "MATCH ()-[r:ABOUT]->() DELETE r",
    "MATCH (:Actor { id: 'TM' })-[r:SAID_BY]->() DELETE r",
    "MATCH (:Actor { id: 'TM' })-[r:SAID_BY]->(t) CREATE (:Actor { id: 'Y' })-[s:SAID_BY]->(t) SET s = properties(r)",
    "MATCH (h:Maillage { id: 'head' }), (a:Actor { id: 'TM' }), (b:Actor { id: 'X' }) "
    "CREATE (a)-[:SUCCEEDS { maillage: h.store_id }]->(b)",
    "MATCH (h:Maillage { id: 'head' }) "
    "CREATE (:Actor { maillage: h.store_id, id: 'FAUX', since: 1, scopes: ['public'], hash: 'x', content: 'y' })",
    "MATCH (t) WHERE t.stub SET t.label = 'autre'",
    "MATCH (s:Statement { type: 'actor', key: 'X' }) REMOVE s.counts",
    "MATCH (s:Statement { type: 'actor', key: 'X' }) SET s.counts = 2",
]
"""What the log gives, changed by hand: found in the facts, and made again by --mend."""
FOUND_BY = [
    "MATCH (s:Statement { type: 'actor', key: 'X' }) SET s.about = 'actor:TM'",
    "MATCH (s:Word) SET s.hooks = []",
    "MATCH (s:Word) REMOVE s:Word",
]
HEADS = [
    "MATCH (h:Maillage { id: 'head' }) SET h.n = h.n - 1",
    "MATCH (h:Maillage { id: 'head' }) SET h.n = h.n + 7",
    "MATCH (h:Maillage { id: 'head' }) SET h.base = 1",
    "MATCH (h:Maillage { id: 'head' }) SET h.public = 40",
    "MATCH (h:Maillage { id: 'head' }) SET h.swept = 99",
]
LOG = [
    "MATCH (s:Statement { type: 'actor', key: 'X' }) SET s.fields = '{}'",
    "MATCH (i:Import { id: 'lower' }) DETACH DELETE i",
]
MARKED = [
    "MATCH (h:Maillage { id: 'head' }) CREATE (:Person { maillage: h.store_id })",
    "MATCH (h:Maillage { id: 'head' }) CREATE (:Actor { maillage: h.store_id, id: 'FAUX' })",
    "MATCH (h:Maillage { id: 'head' }) "
    "CREATE (:Actor { maillage: h.store_id, id: 'FAUX', stub: true, name: 'Faux', kind: 'association' })",
    "MATCH (h:Maillage { id: 'head' }) CREATE (:Change { maillage: h.store_id, n: 1 })",
    "MATCH (h:Maillage { id: 'head' }), (a:Actor { id: 'TM' }) CREATE (a)-[:KNOWS { maillage: h.store_id }]->(a)",
]
BEYOND = [
    "MATCH (i:Import { id: 'lower' }) SET i.who = 'moi'",
    "MATCH (i:Import { id: 'lower' }) SET i.at = '1999-01-01T00:00:00+00:00'",
    "MATCH (i:Import { id: 'lower' }) SET i.note = 'autre'",
    "MATCH (i:Import { id: 'ground' })-[r:SAYS]->(s { key: 'X' }) SET r.rows = [7]",
    "MATCH (i:Import { id: 'ground' })-[r:SAYS]->(s { key: 'X' }) SET r.file = 'autre.csv'",
    "MATCH (i:Import { id: 'ground' })-[r:SAYS]->(s { key: 'X' }) SET r.sheet = 'autre'",
    "MATCH (d:Document) SET d.body = '{}'",
    "MATCH (d:Document) SET d.version = 5",
    "MATCH (d:Document) DETACH DELETE d",
    "MATCH (d:Document) SET d.scope = 'public'",
    "MATCH (:Import { id: 'lower' })-[:CHANGED]->(c) SET c.ids = []",
    "MATCH (i:Import { id: 'lower' }) SET i.internal = 1",
    "MATCH (i:Import { id: 'lower' }) SET i.withdraws = ['ground']",
]
"""What nothing gives but itself: named, and not to be mended."""
OTHERS = [
    ("CREATE (:Actor { id: 'ghost' })", "foreign"),
    ("CREATE (:Document { title: 'à moi' })", "foreign"),
    ("MATCH (a:Actor { id: 'TM' }), (b:Actor { id: 'X' }) CREATE (a)-[:FUNDS]->(b)", "foreign"),
    ("MATCH (a:Actor { id: 'TM' }), (b:Actor { id: 'X' }) CREATE (a)-[:SUCCEEDS]->(b)", "foreign"),
    ("CREATE (:Person { name: 'Ada' })", "others"),
]


@pytest.mark.parametrize(
    ("spoil", "check"),
    [
        *((spoil, "facts") for spoil in FACTS),
        *((spoil, "log") for spoil in (*FOUND_BY, *LOG)),
        *((spoil, "head") for spoil in HEADS),
        *((spoil, "marked") for spoil in MARKED),
        *((spoil, "documents" if "Document" in spoil else "origins") for spoil in BEYOND),
    ],
)
def test_what_others_changed_is_found(spoiled: Callable[..., Run], spoil: str, check: str) -> None:
    assert CHECKS[check](spoiled()).state is State.OK
    assert CHECKS[check](spoiled(spoil)).state is State.ERROR


@pytest.mark.parametrize(
    ("named", "spoil"), [("lower", BEYOND[0]), ("ground", BEYOND[3]), ("collection/paper", BEYOND[6])]
)
def test_an_import_or_document_that_is_not_as_it_was_is_named(
    spoiled: Callable[..., Run], named: str, spoil: str
) -> None:
    check = "documents" if "/" in named else "origins"
    assert named in say(CHECKS[check](spoiled(spoil)).message, "en")


@pytest.mark.parametrize("spoil", HEADS)
def test_where_the_store_stands_is_made_again_of_its_batches(spoiled: Callable[..., Run], spoil: str) -> None:
    run = spoiled(spoil)
    before = heads.head(spoiled())
    heads.mend(run)
    assert CHECKS["head"](run).state is State.OK
    assert before.folding is None


@pytest.mark.parametrize(("said", "check"), OTHERS)
def test_data_of_others_is_told_and_is_no_error(spoiled: Callable[..., Run], said: str, check: str) -> None:
    run = spoiled(said)
    assert CHECKS[check](run).state is State.WARNING
    assert [name for name, look in CHECKS.items() if look(run).state is State.ERROR] == []


def test_what_others_write_onto_our_nodes_is_theirs_and_no_fault(spoiled: Callable[..., Run]) -> None:
    run = spoiled("MATCH (a:Actor { id: 'TM' }) SET a.community = 7, a:Important")
    assert {look(run).state for look in CHECKS.values()} <= {State.OK, State.WARNING}


def test_mending_makes_the_facts_again_from_what_was_said(
    url: str, neo4j_server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(neo4j_server)) as store:
        before = held(store)[:3]
    alone(
        neo4j_server,
        "MATCH (a:Actor { id: 'TM' }) SET a.name = 'Autre'",
        "MATCH (a:Actor { id: 'X' }) DETACH DELETE a",
        "MATCH ()-[r:ABOUT|LOCATED_IN]->() DELETE r",
        "MATCH (t) WHERE t.stub SET t.label = 'autre'",
        "MATCH (v:Variant) WHERE v.until IS NULL SET v.since = 99",
        "MATCH (s:Word) SET s.hooks = [] REMOVE s:Word",
        "MATCH (s:Statement { type: 'actor', key: 'X' }) SET s.about = 'actor:TM', s.counts = 3",
        "MATCH ()-[r:PARTICIPATES_IN { role: 'membre' }]->() SET r.since = 99",
        "MATCH (h:Maillage { id: 'head' }) SET h.n = h.n - 1, h.swept = 99, h.public = 0",
        "MATCH (h:Maillage { id: 'head' }), (a:Actor { id: 'TM' }) CREATE (a)-[:KNOWS { maillage: h.store_id }]->(a)",
        "MATCH (:Actor { id: 'TM' })-[r:SAID_BY]->(t) CREATE (:City)-[s:SAID_BY]->(t) SET s = properties(r)",
        "MATCH (a:Actor { id: 'TM' }) SET a.community = 7",
        "MATCH (a:Actor { id: 'TM' })-[r:SAID_BY]->() SET r.weight = 3",
        "MATCH (a:Actor { id: 'TM' }), (b:Actor { id: 'TOURS' }) CREATE (a)-[:SUCCEEDS { maillage: a.maillage }]->(b)",
        "MATCH (h:Maillage { id: 'head' }) "
        "CREATE (:Actor { maillage: h.store_id, id: 'PUB', since: 1, scopes: ['public'], hash: 'x', content: 'y' })",
        "MATCH ()-[r:PARTICIPATES_IN { role: 'porteur' }]->() DELETE r",
        "MATCH (a:Actor { id: 'TOURS' }) WITH a { .*, id: 'FAUX' } AS kept CREATE (b:Actor) SET b = kept",
    )
    maillage = Command(capsys, url)
    assert maillage("doctor").code == 1
    assert maillage("doctor", "--mend").code == 0
    assert [name for name, state in states(url).items() if state is State.ERROR] == []
    with closing(open_store(neo4j_server)) as store:
        assert held(store)[:3] == before
    assert alone(
        neo4j_server, "MATCH (a:Actor { id: 'TM' })-[r:SAID_BY]->() RETURN DISTINCT a.community, r.weight"
    ) == [[7, 3]]


def test_what_territories_lie_in_is_drawn_again_where_other_tables_said_it(url: str, neo4j_server: Any) -> None:
    with closing(open_store(neo4j_server)) as store:
        fields = {"id": "P37", "title": "P", "kind": "projet", "territories": ("243700754",)}
        store.write(Batch("places"), [Say(row(RecordType.PROJECT, fields, source="s"))])
    above = "MATCH (:Territory { id: '243700754' })-[r:WITHIN]->(:Territory { id: 'D37' })"
    assert alone(neo4j_server, f"{above} RETURN count(r)") == [[1]]
    # As a version drew it whose tables place no intercommunality, and a town elsewhere.
    alone(
        neo4j_server,
        f"{above} DELETE r",
        "MATCH (a:Territory { id: 'D37' }), (b:Territory { id: '243700754' }) "
        "CREATE (a)-[:WITHIN { maillage: a.maillage }]->(b)",
    )
    assert State.ERROR in states(url).values()
    alone(neo4j_server, "MATCH (h:Maillage { id: 'head' }) SET h.tables = 'other'")
    with closing(open_store(neo4j_server)):
        assert alone(neo4j_server, f"{above} RETURN count(r)") == [[1]]
    assert set(states(url).values()) == {State.OK}


def test_a_head_that_somebody_deleted_is_made_again_at_opening(url: str, neo4j_server: Any) -> None:
    with closing(open_store(neo4j_server)) as store:
        before = held(store), store.head()
    alone(neo4j_server, "MATCH (h:Maillage { id: 'head' }) DELETE h")
    assert states(url)["head"] is State.ERROR
    with closing(open_store(neo4j_server)) as store:
        assert (held(store), store.head()) == before
    assert states(url)["head"] is State.OK


def test_by_a_head_that_somebody_changed_no_import_is_swept_away(url: str, neo4j_server: Any) -> None:
    alone(neo4j_server, "MATCH (h:Maillage { id: 'head' }) SET h.n = h.n - 2")
    with closing(open_store(neo4j_server)) as store, pytest.raises(StoreError) as caught:
        store.write(Batch("next"), [Say(actor("N"))])
    assert caught.value.code == "neo4j-head-changed"
    assert len(alone(neo4j_server, "MATCH (i:Import) RETURN i.id")) == 3


def test_where_there_is_no_store_doctor_says_so(url: str, neo4j_server: Any) -> None:
    alone(neo4j_server, "MATCH (n) DETACH DELETE n")
    with pytest.raises(StoreMissing):
        list(examine(url))


def test_a_server_that_is_not_there_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_NEO4J_TIMEOUT", "1")
    assert [(c.name, c.state, c.message.code) for c in examine("bolt://127.0.0.1:9")] == [
        ("server", State.ERROR, "error-neo4j-unreachable")
    ]
