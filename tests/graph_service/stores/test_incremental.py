"""The law of the incremental fold: after every write a store holds and tells what folding from nothing gives."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.model import STAFF, Batch, Op, RecordType, Say, Scope, Statement, row
from graph_service.stores.base import Written
from graph_service.stores.folding import partial
from graph_service.stores.sqlite import SqliteStore
from tests.deep import rounds
from tests.graph_service.stores import logs as random

A, P, PART, PARTNER = list(RecordType)[:4]
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
    result["speaking"] = sorted(store._connections.get().execute(_SPEAKING))
    return result


_ENDS = """
    SELECT node.id, node.type, a.id, a.type, b.id, b.type FROM fact JOIN node ON node.n = fact.node
    JOIN node AS a ON a.n = fact.a LEFT JOIN node AS b ON b.n = fact.b WHERE fact.scopes & ?
"""
_ALIASES = """
    SELECT alias.alias, alias.kind, node.id, node.type FROM alias JOIN fact ON fact.n = alias.fact
    JOIN node ON node.n = fact.node WHERE fact.scopes & ?
"""
_NOW = "SELECT digest, count FROM now JOIN statement ON statement.n = now.statement"
_SPEAKING = "SELECT * FROM speaking WHERE rows <> 0"


def obey(folder, log: random.Log) -> None:
    with stores(folder) as (touched, whole):
        for batch, says in log:
            told: list[Written] = [store.write(batch, says) for store in (touched, whole)]
            assert told[0] == told[1]
            assert held(touched) == held(whole)


def said(type_, *, source="s1", visibility=Scope.PUBLIC, updated="", **fields):
    return Say(row(type_, fields, source=source, visibility=visibility, updated=updated))


def actor(id_, name="Un", kind="association", **more):
    return said(A, id=id_, name=name, kind=kind, **more)


def part(actor_, project="P", **more):
    return said(PART, actor=actor_, project=project, role="porteur", **more)


def word(op, *ids, type_=A, source=STAFF, visibility=Scope.INTERNAL, **fields):
    return Say(Statement(op, type_, source, "", "", visibility, ids, fields))


PROJECT = said(P, id="P", title="Un", kind="operation")
GROUND = [
    *(actor(id_) for id_ in random.ACTORS),
    PROJECT,
    *(part(id_) for id_ in random.ACTORS),
    *(said(PARTNER, actor=a, partner=b, kind="lien") for a, b in ("AC", "CB", "DC", "CE", "AB")),
    said(PARTNER, actor="B", partner="C", kind="lien", directed=True),
    said(RecordType.FUNDING, funder="B", recipient="P"),
    said(RecordType.FUNCTION, id="f", actor="D", title="x"),
]
LINKS = [
    word(op, *pair, visibility=scope)
    for op in (Op.SAME, Op.SAME, Op.DIFFERENT)
    for pair in ("AB", "BD", "CE", "DE")
    for scope in Scope
]
EXAMPLES = {
    "an edit of one of two that staff joined": [
        [actor("A"), actor("B")],
        [word(Op.SAME, "A", "B", visibility=Scope.PUBLIC)],
        [word(Op.SET, "B", name="Trois", visibility=Scope.PUBLIC)],
    ],
    "two that shared a SIREN part": [
        [actor("A", siren="732829320"), PROJECT, part("A"), part("B")],
        [actor("B", siren="732829320", source="s2")],
        [actor("B", siren="200034528", source="s2", updated="2025")],
    ],
    "a SIRET joins by its SIREN": [
        [actor("A", siren="732829320")],
        [actor("B", siret="73282932000074"), actor("C", siret="73282932000074", kind="etat_deconcentre")],
        [actor("A", "Deux", source="s2")],
    ],
    "rows of two actors become one fact when these join, and who refers to them follows": [
        [actor("A"), actor("B"), actor("C"), PROJECT, part("A"), part("B", end="2024")],
        [said(PARTNER, actor="C", partner="B", kind="lien"), said(PARTNER, actor="A", partner="C", kind="lien")],
        [actor("D", succeeds=("B",)), said(RecordType.TERRITORY, code="Z:z", level="perimetre_libre", governed_by="B")],
        [word(Op.SAME, "A", "B", visibility=Scope.PARTNERS)],
        [part("B", source="s2", level="x")],
        [word(Op.DENY, "A")],
    ],
    "a source that is ranked": [
        [actor("A", "Un"), actor("A", "Deux", source="s2"), actor("B", "Un"), actor("B", "Deux", source="s2")],
        [word(Op.SET, "s2", type_=RecordType.SOURCE, rank=2)],
        [word(Op.SET, "B", kind="commune")],
    ],
    "words about what is no key of any row": [
        [actor("A"), PROJECT, part("A")],
        [word(Op.DENY, "x", "[1]", '["A","P"]', '["A",1,"porteur",""]', type_=PART)],
    ],
    "who refers to what went is one with another": [
        [actor("A"), actor("B"), actor("C", succeeds=("A",)), actor("D", siren="732829320")],
        [word(Op.SAME, "B", "C", visibility=Scope.PUBLIC), actor("B", source="s2", siren="732829320")],
        [word(Op.DENY, "A")],
    ],
    "groups that overlap from scope to scope": [
        [actor("A"), actor("B"), actor("C"), PROJECT, part("A"), part("B"), part("C")],
        [word(Op.SAME, "A", "B"), word(Op.DIFFERENT, "A", "C"), word(Op.SAME, "B", "C", visibility=Scope.PARTNERS)],
        [part("A", source="s2", level="x")],
    ],
    "an end that comes late, of rows, lists and functions": [
        [part("A"), said(RecordType.FUNCTION, id="f", actor="A", title="x"), actor("B", succeeds=("A",))],
        [PROJECT],
        [actor("A", visibility=Scope.PARTNERS)],
        [word(Op.HIDE, "A", visibility=Scope.INTERNAL)],
    ],
}


@pytest.mark.parametrize("batches", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_what_hangs_together_is_folded_together(tmp_path, batches):
    log = [(Batch(f"b{n}"), says) for n, says in enumerate(batches)]
    obey(tmp_path, log + [(Batch(f"u{n}", "undo", withdraws=(b.id,)), []) for n, (b, _) in enumerate(log)])


# Each example folds twice after every write: fewer of them than elsewhere.
few = rounds(20, deep=1300)


@few
@given(log=random.logs(max_batches=6), small=st.sampled_from([500, 500, 6]))
def test_after_every_write_a_store_is_as_if_folded_from_nothing(tmp_path_factory, log, small):
    with pytest.MonkeyPatch.context() as patch:
        # What is too much is found out on the way: then everything is folded after all.
        patch.setattr(partial, "SMALL", small)
        obey(tmp_path_factory.mktemp("law"), log)


@few
@given(log=random.logs(max_batches=4), links=st.lists(st.sampled_from(LINKS), max_size=3))
def test_so_it_is_where_everything_hangs_together(tmp_path_factory, log, links):
    ground = [(Batch("ground"), GROUND), (Batch("links", "edit"), links)]
    obey(tmp_path_factory.mktemp("law"), ground + log)
