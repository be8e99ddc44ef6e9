"""Data of others in the same database, under our labels, types and names too: no write, undo, replacement, mending or
crash of ours changes it, none of it stops us, and no answer reads it.
"""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graph_service.model import SCOPES, Batch, RecordType, Say, Scope
from graph_service.stores.health import State, examine
from graph_service.stores.neo4j.names import BEHIND, DERIVED, NODES, RELATIONS
from tests.graph_service.stores import logs as random
from tests.graph_service.stores.contract import actor, ground
from tests.graph_service.stores.faults import posix
from tests.graph_service.stores.killing import alone, held, killed_before, write
from tests.graph_service.stores.servers import environment, file_store, new_store, open_store

LABELS = st.sampled_from([*NODES.values(), *BEHIND, "Person", "City"])
TYPES = st.sampled_from([*RELATIONS.values(), *DERIVED, "SAYS", "CHANGED", "OWNS"])
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["head", "writer", "lock", "TM", *random.ACTORS, *random.PROJECTS]),
        "n": st.sampled_from([1, 2, 3, 500, 424242]),
        "since": st.sampled_from([0, 1, 99]),
        "until": st.just(1),
        "gone": st.just(0),
        "stub": st.just(True),
        "committed": st.just(True),
        "scopes": st.just(["public", "partners", "internal"]),
        "maillage": st.just("another"),
        "store_id": st.just("0123456789abcdef"),
        "schema": st.just(1),
        "collection": st.just("settings"),
        "of": st.sampled_from([f"actor:{id_}" for id_ in random.ACTORS]),
        "type": st.just("actor"),
        "names": st.just(["2:un"]),
        "words": st.just("un deux"),
        "hooks": st.just(["siren=123456782"]),
        "digest": st.just("00"),
        "name": st.just("à moi"),
        "rows": st.just([1]),
        "file": st.just("f.csv"),
    },
)
END = st.one_of(
    st.integers(0, 4).map(lambda n: ("theirs", n)), st.sampled_from(random.ACTORS).map(lambda i: ("ours", i))
)
GRAPHS = st.tuples(
    st.lists(st.tuples(LABELS, VALUES), min_size=5, max_size=5),
    st.lists(st.tuples(END, TYPES, VALUES, END), max_size=6),
    st.lists(st.sampled_from(random.ACTORS), max_size=2),
)


def plant(server: Any, graph: Any) -> None:
    """Write a graph of somebody else's: nodes, relations between them and to ours, notes on ours."""
    nodes, relations, noted = graph
    match = {
        "theirs": "({name} {{ theirs: {id!r} }})",
        "ours": "({name}:Actor {{ id: {id!r} }}) WHERE {name}.theirs IS NULL WITH *",
    }
    for n, (label, values) in enumerate(nodes):
        # Of two with one mark the same id would be refused.
        own = values | ({"maillage": f"another {n}"} if "maillage" in values else {})
        told(server, f"CREATE (x:{label}) SET x = $values, x.theirs = {n}", values=own)
    for n, ((one, a), type_, values, (other, b)) in enumerate(relations):
        ends = "MATCH " + match[one].format(name="a", id=a) + " MATCH " + match[other].format(name="b", id=b)
        told(
            server,
            f"{ends} CREATE (a)-[r:{type_}]->(b) SET r = $values, r.theirs = {n}",
            values=values | {"maillage": f"another {n}"},
        )
    for id_ in noted:
        told(server, "MATCH (a:Actor { id: $id }) WHERE a.theirs IS NULL SET a.noted = 'à moi'", id=id_)


def told(server: Any, text: str, **parameters: Any) -> list[list[Any]]:
    import neo4j

    off: Any = "OFF"
    with neo4j.GraphDatabase.driver(server.url, auth=server.auth, notifications_min_severity=off) as driver:
        return [list(row.values()) for row in driver.execute_query(text, parameters).records]


def theirs(server: Any) -> tuple[Any, ...]:
    """All that is somebody else's, with what it hangs on."""
    nodes = told(server, "MATCH (x) WHERE x.theirs IS NOT NULL RETURN elementId(x), labels(x), properties(x)")
    relations = told(
        server,
        "MATCH (a)-[r]->(b) WHERE r.theirs IS NOT NULL "
        "RETURN elementId(r), type(r), properties(r), elementId(a), elementId(b)",
    )
    notes = told(server, "MATCH (x) WHERE x.noted IS NOT NULL RETURN elementId(x), x.noted")
    return sorted(map(repr, nodes)), sorted(map(repr, relations)), sorted(map(repr, notes))


def errors(url: str) -> list[str]:
    return [f"{check.name}: {check.message}" for check in examine(url) if check.state is State.ERROR]


# Not shrunk: an example takes a second on a server.
@settings(max_examples=max(6, settings().max_examples // 12), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(log=random.logs(max_batches=4), graph=GRAPHS, in_steps=st.booleans())
def test_whatever_others_keep_beside_survives_all_that_we_do_and_changes_no_answer(
    neo4j_server: Any, tmp_path_factory: pytest.TempPathFactory, log: Any, graph: Any, in_steps: bool
) -> None:
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(file_store(tmp_path_factory.mktemp("law"))) as file,
        closing(new_store(neo4j_server)) as store,
    ):
        url = environment(neo4j_server, patch)
        if in_steps:
            patch.setattr("graph_service.stores.neo4j.writing.AT_ONCE", -1)
            patch.setattr("graph_service.stores.neo4j.stepping.SIZE", 3)
        (first, says), *rest = log
        for kept in (store, file):
            kept.write(first, says)
        plant(neo4j_server, graph)
        before = theirs(neo4j_server)
        for kept in (store, file):
            for batch, more in rest:
                kept.write(batch, more)
            kept.write(Batch("undo", "undo", withdraws=(first.id,)), [])
            kept.write(Batch("redo", "undo", withdraws=("undo",)), [])
        assert theirs(neo4j_server) == before
        for scope in SCOPES:
            assert store.content_hash(scope) == file.content_hash(scope)
            assert store.size(scope) == file.size(scope)
        assert [hit.id for hit in store.search("un", Scope.INTERNAL)] == [
            hit.id for hit in file.search("un", Scope.INTERNAL)
        ]
        assert errors(url) == []
        store.mend(Batch("mend"))
        assert theirs(neo4j_server) == before
        store.load([(first, says)], replacing=store.head())
        assert theirs(neo4j_server) == before
        assert errors(url) == []
        assert len(store.batches()) == 1


FOREIGN = (
    "CREATE (:Person { id: 'alice', theirs: 0 })-[:LOCATED_IN { theirs: 0 }]->(:City { name: 'Tours', theirs: 1 })",
    "CREATE (:Import { n: 500, theirs: 2 })-[:OWNS { theirs: 1 }]->(:Thing { theirs: 3 })",
    "CREATE (:Import { id: 'other', n: 424242, theirs: 4 })-[:SAYS { theirs: 2 }]->(:Row { theirs: 5 })",
    "CREATE (:Document { title: 'à moi', theirs: 6 }), (:Document { collection: 'settings', id: 'x', theirs: 7 })",
    "CREATE (:Variant { of: 'actor:TM', gone: 0, theirs: 8 }), (:Actor { id: 'TM', theirs: 9 })",
    "MATCH (p:Person), (a:Actor { id: 'X' }) CREATE (p)-[:KNOWS { theirs: 3 }]->(a)",
    "MATCH (p:Person), (s:Statement) CREATE (p)-[:QUOTES { theirs: 4 }]->(s)",
    "MATCH (p:Person), (i:Import { id: 'ground' }) CREATE (i)-[:SAYS { theirs: 5 }]->(p)",
    "MATCH (a:Actor { id: 'X' }) SET a.noted = 'à moi'",
)


def test_data_of_others_outlives_every_way_to_write(neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    url = environment(neo4j_server, monkeypatch)
    with closing(new_store(neo4j_server)) as store:
        ground(store)
        alone(neo4j_server, *FOREIGN)
        before = theirs(neo4j_server)
        write(store)
        store.write(Batch("undo", "undo", withdraws=("ground",)), [])
        assert store.facts(RecordType.ACTOR, ["X"], Scope.INTERNAL) == []
        store.mend(Batch("mend"))
        assert errors(url) == []
        store.load([(Batch("only"), [Say(actor("Z"))])], replacing=store.head())
        assert theirs(neo4j_server) == before
        assert errors(url) == []


def test_what_others_hold_on_to_stays_as_a_stub_and_is_taken_up_again(neo4j_server: Any) -> None:
    with closing(new_store(neo4j_server)) as store:
        ground(store)
        alone(neo4j_server, "MATCH (a:Actor { id: 'X' }) CREATE (:Person { name: 'Ada' })-[:KNOWS]->(a)")
        store.write(Batch("undo", "undo", withdraws=("ground",)), [])
        text = "MATCH (:Person)-[:KNOWS]->(a) RETURN a { .id, .name, .stub, .since } AS a"
        assert alone(neo4j_server, text) == [[{"id": "X", "name": None, "stub": True, "since": None}]]
        store.write(Batch("redo", "undo", withdraws=("undo",)), [])
        ((found,),) = alone(neo4j_server, text)
        assert (found["id"], found["stub"], found["since"]) == ("X", None, 3)
        assert found["name"]


def test_what_an_analyst_wrote_onto_ours_stays_through_an_edit(neo4j_server: Any) -> None:
    with closing(new_store(neo4j_server)) as store:
        ground(store)
        alone(
            neo4j_server,
            "MATCH (a:Actor { id: 'TM' }) SET a.community = 7",
            "MATCH (:Actor { id: 'TM' })-[r:PARTICIPATES_IN]->() SET r.weight_gds = 0.5",
        )
        at = "MATCH (a:Actor { id: 'TM' })-[r:PARTICIPATES_IN]->() RETURN a.community, r.weight_gds, elementId(r)"
        before = alone(neo4j_server, at)
        store.write(Batch("edit"), [Say(actor("TM", "t", siren="243700754", name="Autre nom"))])
        assert alone(neo4j_server, at) == before


@posix
@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("step", [1, 5, 9])
def test_so_it_outlives_an_import_that_is_killed(neo4j_server: Any, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    url = environment(neo4j_server, monkeypatch)
    with closing(new_store(neo4j_server)) as store:
        ground(store)
    alone(neo4j_server, *FOREIGN)
    before = theirs(neo4j_server)
    assert killed_before(step, lambda: write(open_store(neo4j_server)))
    with closing(open_store(neo4j_server)) as store:
        store.write(Batch("last"), [Say(actor("Z"))])
        assert held(store)[3][-1] == "last"
    assert theirs(neo4j_server) == before
    assert errors(url) == []
