"""Both stores tell the same of the same log: after every write, in every scope, to whatever a reader may ask."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.model import Batch, RecordType, Say, Scope, row
from graph_service.stores.base import Clues
from graph_service.vocabulary import fold_text
from tests.deep import DEEP, rounds, some
from tests.graph_service.stores import logs as random
from tests.graph_service.stores.servers import file_store, new_store
from tests.graph_service.stores.test_incremental import EXAMPLES, GROUND, LINKS, NAMES

ASKED = random.ACTORS + random.PROJECTS
CLUES = (
    Clues(names=[fold_text(name) for name in NAMES], numbers=["111111118", "W372000001"]),
    Clues(words=[word for name in NAMES for word in fold_text(name).split()]),
    Clues(places=["37261"], kinds=["commune", "association"]),
)


def told(store):
    """All that a reader can ask, in every scope."""
    result = {
        "head": (store.head().revisions, store.head().batches),
        "batches": store.batches(),
        "said": list(store.statements()),
        "about": list(store.statements(keys=ASKED)),
        "log": [(batch.id, says) for batch, says in store.log()],
    }
    for scope in Scope:
        facts = {(t, f.id): f for t in RecordType for f in store.facts(t, None, scope)}
        result[scope] = {
            "facts": {key: fact.body for key, fact in facts.items()},
            "some": {t: [f.body for f in store.facts(t, [*ASKED, "f", "t1", "none"], scope)] for t in RecordType},
            "content": store.content_hash(scope),
            "changes": store.changes(scope, 0),
            "later": store.changes(scope, 1),
            "incident": [(f.type, f.body) for f in store.incident(ASKED, scope)],
            "names": store.resolve([*NAMES, *(id_ for _, id_ in facts)], scope),
            "search": {text: store.search(text, scope, types=list(RecordType)) for text in ("un", "d", "x", "a")},
            "holding": [store.holding(["un", "deux", "d"], scope, types=[], most=most) for most in (2, 200)],
            "near": [store.near_words(word, scope) for word in ("dexu", "unn", "projt")],
            "candidates": [store.candidates(clues, scope, most) for clues in CLUES for most in (1, 50)],
            "snapshot": columns(store.snapshot(scope)),
        }
    return result


def columns(snapshot):
    return {
        name: value.tolist() if hasattr(value, "tolist") else list(value) if isinstance(value, list | tuple) else value
        for name, value in ((name, getattr(snapshot, name)) for name in type(snapshot).__dataclass_fields__)
    }


def agree(server, folder, log, undone=()):
    """Write a log to both, and hear both after each batch; what then undoes it is heard at its end."""
    with closing(file_store(folder)) as file, closing(new_store(server)) as graph:
        for batch, says in [*log, *undone]:
            assert graph.write(batch, says, dry_run=True) == file.write(batch, says, dry_run=True)
            assert graph.write(batch, says) == file.write(batch, says)
            if DEEP or batch not in [batch for batch, _ in undone[:-1]]:
                with graph.read(), file.read():
                    assert told(graph) == told(file)


@pytest.mark.deep
@pytest.mark.parametrize("name", some(list(EXAMPLES), 3))
def test_what_hangs_together_is_told_alike(neo4j_server, tmp_path, name):
    log = [(Batch(f"b{n}"), says) for n, says in enumerate(EXAMPLES[name])]
    agree(
        neo4j_server, tmp_path, log, [(Batch(f"u{n}", "undo", withdraws=(b.id,)), []) for n, (b, _) in enumerate(log)]
    )


few = rounds(2, deep=500)


@few
@given(log=random.logs(max_batches=5))
def test_random_logs_are_told_alike(neo4j_server, tmp_path_factory, log):
    agree(neo4j_server, tmp_path_factory.mktemp("law"), log)


@few
@given(log=random.logs(max_batches=3), links=st.lists(st.sampled_from(LINKS), max_size=3))
def test_so_they_are_where_everything_hangs_together(neo4j_server, tmp_path_factory, log, links):
    ground = [(Batch("ground"), GROUND), (Batch("links", "edit"), links)]
    agree(neo4j_server, tmp_path_factory.mktemp("law"), ground + log)


@few
@given(log=random.logs(max_batches=4))
def test_written_in_steps_a_batch_is_told_as_if_written_at_once(neo4j_server, tmp_path_factory, log):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph_service.stores.neo4j.writing.AT_ONCE", -1)
        patch.setattr("graph_service.stores.neo4j.stepping.SIZE", 3)
        agree(neo4j_server, tmp_path_factory.mktemp("law"), log)


def test_a_number_that_neo4j_cannot_keep_is_told_alike(neo4j_server, tmp_path):
    """None gets in today; a store made before may hold one, and is copied."""
    large = row(RecordType.PROJECT, {"id": "P", "title": "Un", "kind": "operation", "size": 2**63}, source="s")
    with closing(file_store(tmp_path)) as file, closing(new_store(neo4j_server)) as graph:
        bodies = []
        for store in (file, graph):
            store.write(Batch("b"), [Say(large)])
            bodies.append([fact.body for fact in store.facts(RecordType.PROJECT, None, Scope.INTERNAL)])
            # A snapshot may say it or leave it out: what it cannot be counts as unknown.
            assert store.snapshot(Scope.INTERNAL).project_sizes[0] in (None, 2**63)
        assert bodies[0] == bodies[1]
        assert graph.content_hash(Scope.INTERNAL) == file.content_hash(Scope.INTERNAL)
