"""The facts of an empty store are made one by one as they are written: every table, and what is told of the batch, are
those of the general way, which holds and compares all facts."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from graph_service.errors import InputError, StoreError
from graph_service.model import STAFF, Batch, Op, RecordType, Say, Says, Scope, Statement, row
from graph_service.stores.folding import FirstFold, fold_first, partial
from graph_service.stores.sqlite import SqliteStore, writing
from graph_service.stores.sqlite.lookup import SqliteLookup
from importers.batch import Prepared
from tests.deep import rounds
from tests.graph_service.stores import logs as random
from tests.importers import preparing
from tests.needs import H2020

DEMO = Path(writing.__file__).parents[2] / "data" / "demo"
A, P, PART = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION
_TABLES = (
    *("batch", "statement", "place", "says", "about", "hook", "now", "speaking", "node", "fact", "alias"),
    *("revision", "change", "document"),
)


@contextmanager
def two_stores(folder: Path) -> Iterator[tuple[SqliteStore, SqliteStore]]:
    """An empty store that makes its first facts one by one, however few they are, and one that holds them all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partial, "SMALL", 0)
        stores = [
            SqliteStore(f"sqlite:///{folder / name}.db", create=True, whole=whole)
            for name, whole in (("first", False), ("whole", True))
        ]
        yield stores[0], stores[1]
        for store in stores:
            store.close()


def tables(store: SqliteStore) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, numbers too; the store's own id left out."""
    db = store._connections.get()
    found = {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in _TABLES}
    found["label"] = db.execute("SELECT rowid, text FROM label ORDER BY rowid").fetchall()
    found["seal"] = db.execute("SELECT * FROM seal WHERE kind <> 'store' ORDER BY 1, 2").fetchall()
    found["schema"] = db.execute("SELECT name, sql FROM sqlite_master ORDER BY 1").fetchall()
    return found


def equal(first: SqliteStore, whole: SqliteStore) -> None:
    mine, other = tables(first), tables(whole)
    for name in mine:
        assert mine[name] == other[name], name


def is_made_one_by_one(store: SqliteStore) -> bool:
    """Whether the log of this store, were it empty of facts, would have them made one by one."""
    db = store._connections.get()
    db.execute("SAVEPOINT look")
    try:
        db.execute("DELETE FROM now")
        return isinstance(fold_first(SqliteLookup(db), writing.batches_of(db), {}), FirstFold)
    finally:
        db.execute("ROLLBACK TO look")
        db.execute("RELEASE look")


@st.composite
def logs(draw: Any, max_batches: int) -> random.Log:
    """Random logs, most of them of one visibility, as files mostly are."""
    log = draw(random.logs(max_batches=max_batches))
    scope = draw(st.sampled_from([None, *Scope]))
    if scope is None:
        return log
    return [(batch, [_seen(say, scope) for say in says]) for batch, says in log]


def _seen(say: Say, scope: Scope) -> Say:
    return replace(say, statement=replace(say.statement, visibility=scope))


@rounds(25)
@given(logs(max_batches=1))
def test_any_first_batch_makes_the_tables_of_the_general_way_and_tells_the_same(
    tmp_path_factory: pytest.TempPathFactory, log: random.Log
) -> None:
    with two_stores(tmp_path_factory.mktemp("first")) as (first, whole):
        ((batch, says),) = log
        assert first.write(batch, says) == whole.write(batch, says)
        equal(first, whole)
        event(f"one by one: {is_made_one_by_one(first)}")


@rounds(25)
@given(logs(max_batches=6))
def test_any_log_loaded_at_once_makes_the_tables_of_the_general_way(
    tmp_path_factory: pytest.TempPathFactory, log: random.Log
) -> None:
    """With edits, denials, hidings, merges, complete imports that end rows, and undos in it."""
    with two_stores(tmp_path_factory.mktemp("first")) as (first, whole):
        for store in (first, whole):
            store.load(log)
        equal(first, whole)
        event(f"one by one: {is_made_one_by_one(first)}")


# Files

_PARTICIPATIONS = """\
rcn,role,pic,type,country,start_date,end_date
1,coordinator,11,HES,FR,2014-01-01,2016-12-31
1,participant,12,REC,DE,2014-01-01,2016-12-31
1,participant,12,REC,DE,2014-01-01,2016-12-31
1,partner,13,PRC,ES,2014-01-01,2016-12-31
2,coordinator,12,HES,DE,2015-01-01,2017-12-31
2,participant,11,HES,UK,2015-01-01,2018-12-31
2,boss,13,PRC,ES,2015-01-01,2017-12-31
3,participant,,PRC,ES,2015-01-01,2017-12-31
4,coordinator,14,XYZ,??,2019-01-01,2017-12-31
5,coordinator,15,PUB,IT,soon,NA
5,coordinator,15,PUB,IT,soon
6,participant,16,OTH,EL,2016,2018,more
"""
_ORGANISATIONS = """\
pic;name;shortName;activityType;country
11;Université de Tours;UT;HES;FR
12;Institut für Müller;IM;REC;DE
12;Institut Mueller;IM;HES;DE
17;Nobody's partner;;PRC;FR
"""
_TEMPLATE = """\
id,nom,type,siren,visibilité
a,Association A,association,732829320,public
b,Association B,association,732829320,internal
c,Commune C,commune,,partners
"""


def _files(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return [folder / f"{name}.csv" for name in texts]


CASES = {
    "participations with duplicates, conflicts and rejected rows": {"participations": _PARTICIPATIONS},
    "organisations of which one has two names": {"organisations": _ORGANISATIONS},
    "several files in one batch": {"participations": _PARTICIPATIONS, "organisations": _ORGANISATIONS},
    "rows that not all readers see": {"acteurs": _TEMPLATE},
}


def both(folder: Path, prepare: Any) -> tuple[Prepared, Any]:
    """What is read, and what is told of it when it is written in both ways; the tables are compared."""
    with two_stores(folder) as (first, whole):
        told = []
        for store in (first, whole):
            prepared = prepare(store)
            told.append(store.write(Batch("b", ends=prepared.ends), prepared.says))
        assert told[0] == told[1]
        equal(first, whole)
    return prepared, told[0]


@pytest.mark.parametrize("case", CASES)
def test_a_file_makes_the_tables_of_the_general_way(tmp_path: Path, case: str) -> None:
    paths = _files(tmp_path, **CASES[case])
    _, told = both(tmp_path, lambda store: preparing.run(*paths, store=store))
    assert sum(told.counts.created.values()) > 2


def test_the_demo_makes_the_tables_of_the_general_way(tmp_path: Path) -> None:
    _, told = both(tmp_path, lambda store: preparing.run(DEMO, store=store))
    assert (told.counts.created[A], told.counts.created[P], told.counts.created[PART]) == (13, 8, 21)


@pytest.mark.needs("shared")
def test_horizon_2020_makes_the_tables_of_the_general_way(tmp_path: Path) -> None:
    for name, most in (("h2020-2014-2017.csv", 400), ("h2020-organisations.csv", 300)):
        with gzip.open(H2020 / f"{name}.gz", "rt", encoding="utf-8") as file:
            (tmp_path / name).write_text("".join(islice(file, most)), "utf-8")
    paths = sorted(tmp_path.glob("*.csv"))
    _, told = both(tmp_path, lambda store: preparing.run(*paths, store=store))
    assert told.counts.created[PART] > 300


def test_a_file_with_personal_data_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    (path,) = _files(tmp_path, acteurs="id,nom,type\na,Écrire à jeanne@example.org,association\n")
    with two_stores(tmp_path) as (first, _):
        before = tables(first)
        with pytest.raises(InputError):
            preparing.run(path, store=first)
        assert tables(first) == before


# By hand


def _said(type_: RecordType, visibility: Scope = Scope.PUBLIC, **fields: Any) -> Say:
    return Say(row(type_, fields, source="s", visibility=visibility), "f.csv", "", 2)


def _word(op: Op, type_: RecordType, *ids: str) -> Say:
    return Say(Statement(op, type_, STAFF, "", "", Scope.INTERNAL, ids, {}))


GROUND = [
    *(_said(A, id=id_, name=id_, kind="association") for id_ in "abc"),
    *(_said(P, id=id_, title=id_, kind="operation") for id_ in "pq"),
    *(_said(PART, actor=a, project=p, role="porteur") for a in "abc" for p in "pq"),
]
BY_HAND: dict[str, tuple[Sequence[Say], bool]] = {
    "one visibility": (GROUND, True),
    "labels that nobody names, which the team alone sees": (
        [
            *GROUND,
            _said(RecordType.THEME, id="t", label_fr="T", parent="u"),
            _said(RecordType.THEME, id="u", label_fr="U"),
        ],
        True,
    ),
    "a relation that only the team sees": (
        [*GROUND, _said(PART, Scope.INTERNAL, actor="a", project="p", role="expert")],
        False,
    ),
    "a denial of one of its relations": ([*GROUND, _word(Op.DENY, PART, '["a","p","porteur",""]')], True),
    "a denial of an actor, with whom its relations go": ([*GROUND, _word(Op.DENY, A, "a")], True),
    "two that are one, and so are their relations": ([*GROUND, _word(Op.SAME, A, "a", "b")], False),
    "a relation whose end is not there": ([*GROUND, _said(PART, actor="z", project="p", role="porteur")], True),
    "nothing but what waits": ([_said(PART, actor="z", project="p", role="porteur")], True),
    "nothing": ([], False),
}


@pytest.mark.parametrize("case", BY_HAND)
def test_what_is_contested_is_folded_as_ever(tmp_path: Path, case: str) -> None:
    says, one_by_one = BY_HAND[case]
    with two_stores(tmp_path) as (first, whole):
        assert first.write(Batch("b"), says) == whole.write(Batch("b"), says)
        equal(first, whole)
        assert not says or is_made_one_by_one(first) is one_by_one


def test_a_store_whose_facts_are_all_gone_is_no_empty_one(tmp_path: Path) -> None:
    with two_stores(tmp_path) as (first, whole):
        for store in (first, whole):
            store.write(Batch("b"), GROUND)
            store.write(Batch("u", "undo", withdraws=("b",)), [])
            store.write(Batch("c"), GROUND[::-1])
        equal(first, whole)


def test_a_first_import_that_fails_half_way_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its indexes, which are dropped meanwhile; the next one makes all."""
    monkeypatch.setattr(writing, "_MANY", 100)
    monkeypatch.setattr(writing, "_AT_ONCE", 50)
    many = [_said(A, id=f"a{n}", name=f"A{n}", kind="association") for n in range(200)]
    with two_stores(tmp_path) as (first, whole):
        before = tables(first)
        db = sqlite3.connect(tmp_path / "first.db")
        fails = "CREATE TRIGGER fails BEFORE INSERT ON fact WHEN NEW.n = 150 BEGIN SELECT RAISE(ABORT, 'no'); END"
        db.executescript(fails)
        with pytest.raises(StoreError):
            first.write(Batch("b"), [*many, *GROUND])
        db.executescript("DROP TRIGGER fails")
        db.close()
        assert tables(first) == before
        for store in (first, whole):
            store.write(Batch("b"), [*many, *GROUND])
        equal(first, whole)


def test_a_trial_writes_nothing_and_tells_the_same(tmp_path: Path) -> None:
    with two_stores(tmp_path) as (first, _):
        before = tables(first)
        tried = first.write(Batch("b"), GROUND, dry_run=True)
        assert tables(first) == before
        assert replace(first.write(Batch("b"), GROUND), batch=None) == tried


# What a batch says


def test_says_are_held_in_columns_and_told_one_by_one() -> None:
    says = Says(GROUND)
    assert (list(says), len(says), says[-1], says[1:3]) == (GROUND, len(GROUND), GROUND[-1], GROUND[1:3])
    assert says == GROUND
    assert Says.of(says) is says
    again = Says([*GROUND, replace(GROUND[0], row=9), Say(GROUND[0].statement, "g.csv", "s", 1)])
    assert again.distinct() == [say.statement for say in GROUND]
    assert again.places == [("f.csv", ""), ("g.csv", "s")]
    assert list(again.placed(["f", "g"])) == ["f"] * (len(GROUND) + 1) + ["g"]
    again.restate(0, GROUND[1].statement)
    assert again[0] == replace(GROUND[1], row=2)
