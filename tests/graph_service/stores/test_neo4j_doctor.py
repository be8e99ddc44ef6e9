"""What `maillage doctor` finds in a Neo4j: what somebody else wrote or changed, and that --mend makes it right."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from graph_service.errors import StoreMissing
from graph_service.model import Batch, Op, Say, Scope, Statement
from graph_service.stores.health import State, examine
from tests.graph_service.house import Command
from tests.graph_service.stores.contract import A, actor, ground
from tests.graph_service.stores.servers import environment, new_store, open_store
from tests.graph_service.stores.test_neo4j_faults import alone, held


@pytest.fixture
def url(neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    with closing(new_store(neo4j_server)) as store:
        ground(store)
        store.write(
            Batch("lower"), [Say(actor("TM", "t", siren="243700754", name="Pour l’équipe", visibility=Scope.INTERNAL))]
        )
        store.write(Batch("hide"), [Say(Statement(Op.HIDE, A, "staff", "", "", Scope.PARTNERS, ("TOURS",), {}))])
    return environment(neo4j_server, monkeypatch)


def states(url: str) -> dict[str, State]:
    return {check.name: check.state for check in examine(url)}


def test_a_store_that_nobody_touched_is_well(url: str) -> None:
    assert set(states(url).values()) == {State.OK}


@pytest.mark.parametrize(
    ("spoil", "check", "state"),
    [
        ("MATCH (a:Actor { id: 'TM' }) SET a.name = 'Autre'", "facts", State.ERROR),
        ("MATCH (a:Actor { id: 'TM' }) SET a.note = 'à moi'", "facts", State.ERROR),
        ("MATCH (a:Actor { id: 'X' }) SET a.scopes = ['public']", "facts", State.ERROR),
        ("MATCH ()-[r:PARTICIPATES_IN { role: 'porteur' }]->() DELETE r", "facts", State.ERROR),
        (
            "MATCH (b:Actor { id: 'TOURS' }) MATCH (a:Actor)-[r:PARTICIPATES_IN { role: 'porteur' }]->(p) "
            "WITH b, r, p, properties(r) AS kept DELETE r CREATE (b)-[n:PARTICIPATES_IN]->(p) SET n = kept",
            "facts",
            State.ERROR,
        ),
        ("MATCH (a:Actor { id: 'X' }) DETACH DELETE a", "facts", State.ERROR),
        (
            "MATCH (a:Actor { id: 'TM' }) WITH a { .*, id: 'FAUX' } AS kept CREATE (b:Actor) SET b = kept",
            "facts",
            State.ERROR,
        ),
        ("MATCH (v:Variant) WHERE v.until IS NULL DELETE v", "facts", State.ERROR),
        ("CREATE (:Actor { id: 'ghost' })", "foreign", State.WARNING),
        ("MATCH (a:Actor { id: 'TM' }), (b:Actor { id: 'X' }) CREATE (a)-[:FUNDS]->(b)", "foreign", State.WARNING),
        ("MATCH ()-[r:ABOUT]->() DELETE r", "facts", State.ERROR),
        ("MATCH (a:Actor { id: 'TM' }), (b:Actor { id: 'X' }) CREATE (a)-[:SUCCEEDS]->(b)", "facts", State.ERROR),
        ("CREATE (:Actor { id: 'FAUX', since: 1, scopes: ['public'], hash: 'x', content: 'y' })", "facts", State.ERROR),
        ("CREATE (:Person { name: 'Ada' })", "others", State.WARNING),
        ("MATCH (s:Statement) WITH s LIMIT 1 SET s.fields = '{}'", "log", State.ERROR),
        ("MATCH (i:Import { id: 'lower' }) DETACH DELETE i", "log", State.ERROR),
    ],
)
def test_what_others_wrote_or_changed_is_found(
    url: str, neo4j_server: Any, spoil: str, check: str, state: State
) -> None:
    alone(neo4j_server, spoil)
    assert states(url)[check] is state


def test_mending_makes_the_facts_again_from_what_was_said(
    url: str, neo4j_server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(neo4j_server)) as store:
        before = held(store)[:3]
    alone(
        neo4j_server,
        "MATCH (a:Actor { id: 'TM' }) SET a.name = 'Autre', a.note = 'à moi'",
        "MATCH (a:Actor { id: 'X' }) DETACH DELETE a",
        "MATCH ()-[r:ABOUT|LOCATED_IN]->() DELETE r",
        "MATCH (a:Actor { id: 'TM' }), (b:Actor { id: 'TOURS' }) CREATE (a)-[:SUCCEEDS]->(b)",
        "CREATE (:Actor { id: 'PUB', since: 1, scopes: ['public'], hash: 'x', content: 'y' })",
        "MATCH ()-[r:PARTICIPATES_IN { role: 'porteur' }]->() DELETE r",
        "MATCH (a:Actor { id: 'TOURS' }) WITH a { .*, id: 'FAUX' } AS kept CREATE (b:Actor) SET b = kept",
    )
    maillage = Command(capsys, url)
    assert maillage("doctor").code == 1
    assert maillage("doctor", "--mend").code == 0
    assert set(states(url).values()) == {State.OK}
    with closing(open_store(neo4j_server)) as store:
        assert held(store)[:3] == before


def test_where_there_is_no_store_doctor_says_so(url: str, neo4j_server: Any) -> None:
    alone(neo4j_server, "MATCH (n) DETACH DELETE n")
    with pytest.raises(StoreMissing):
        list(examine(url))


def test_a_server_that_is_not_there_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_NEO4J_TIMEOUT", "1")
    assert [(c.name, c.state, c.message.code) for c in examine("bolt://127.0.0.1:9")] == [
        ("server", State.ERROR, "error-neo4j-unreachable")
    ]
