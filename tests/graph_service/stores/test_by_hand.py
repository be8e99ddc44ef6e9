"""Whatever somebody else changes in the file by hand is found, named, and made again from the log or told as lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import StoreError
from graph_service.graph import Graph, open_graph
from graph_service.graph.copying import log_hash
from graph_service.messages import say
from graph_service.model import SCOPES, Batch
from graph_service.stores.health import Check, State, examine
from graph_service.stores.open import open_store
from graph_service.stores.sqlite import agreement, codec
from tests.graph_service.house import Command, bodies, url
from tests.graph_service.stores import before

HARMLESS = {
    ("meta", "key"): "only `store_id` is read, and without it nothing opens",
    ("says", "n"): "only the order counts, which is sealed",
    ("speaking", "*"): "a count of 0 says nothing, whoever it is of",
    ("node", "*"): "a node that nothing refers to is nobody's",
    ("seal", "*"): "a seal of nothing",
    ("fact", "n"): "a number; names and search refer to it, relations have none",
    ("label_idx", "segid"): "where a search begins to read; SQLite finds the first page without it",
    ("label_config", "k"): "upper and lower case are one to SQLite",
}
"""What need not be found, and why."""


DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one of everything in it, closed."""
    path = before.unpacked("store", tmp_path_factory.mktemp("kept"))
    open_store(url(path)).close()
    return path


@pytest.fixture
def path(kept: Path, tmp_path: Path) -> Path:
    """One of this test's own."""
    own = tmp_path / "own.db"
    own.write_bytes(kept.read_bytes())
    return own


def columns() -> list[tuple[str, str]]:
    """Every column of every table of a new store, those of the full-text index too."""
    with closing(sqlite3.connect(":memory:")) as db:
        for _, _, sql in sorted(agreement.objects_made().values(), key=lambda one: one[0] != "table"):
            if sql and sql.startswith(("CREATE TABLE", "CREATE VIRTUAL")) and "'label_" not in sql:
                db.execute(sql)
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            (table, name)
            for table in tables
            if table != "label"
            for _, name, *_ in db.execute(f"PRAGMA table_info({table})")
        ]


@contextmanager
def changed(db: sqlite3.Connection, statement: str, *values: object) -> Iterator[None]:
    """Something changed by hand, for as long as the block lasts."""
    db.execute("BEGIN")
    try:
        db.execute(statement, values)
        yield
    finally:
        db.execute("ROLLBACK")


def found(db: sqlite3.Connection, first: str = "") -> str | None:
    """A check that does not find all well; the one that is likely to is made first."""
    if db.execute("PRAGMA foreign_key_check").fetchone():
        return "references"
    for name in sorted(agreement.CHECKS, key=lambda name: name != CHECKED_BY.get(first)):
        try:
            if agreement.CHECKS[name](db).state is State.ERROR:
                return name
        except (codec.Unreadable, LookupError, ValueError, TypeError, AttributeError, sqlite3.DatabaseError):
            return name
    return None


CHECKED_BY = {
    **dict.fromkeys(("batch", "says", "place"), "origins"),
    **dict.fromkeys(("meta", "document"), "documents"),
    **dict.fromkeys(("revision", "change"), "revisions"),
    **dict.fromkeys(("about", "hook", "now", "speaking", "fact", "node"), "facts"),
    **dict.fromkeys(("alias", "label_data", "label_idx", "label_content", "label_docsize", "label_config"), "index"),
}


ROWS = [table for table in dict.fromkeys(table for table, _ in columns()) if not table.startswith("label_")]


def other(value: object) -> list[object]:
    """Values that somebody may put in the place of one."""
    if isinstance(value, int):
        return [value + 1, value + 1000]
    if isinstance(value, bytes):
        return [value[:-1] + bytes([value[-1] ^ 1]) if value else b"x"]
    return [f"{value or ''}x", str(value).swapcase()] if value else ["x"]


@pytest.mark.parametrize(("table", "column"), columns(), ids=lambda one: one)
def test_every_column_of_every_table_is_looked_at(kept: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(f"file:{kept}?mode=rw", uri=True, isolation_level=None)) as db:
        rowid = "rowid" if "WITHOUT ROWID" not in (agreement.objects_made()[table][2] or "") else None
        keys = [rowid] if rowid else [n for _, n, _, _, _, pk in db.execute(f"PRAGMA table_info({table})") if pk]
        rows = db.execute(f"SELECT {', '.join(keys)}, {column} FROM {table}").fetchall()
        some = {rows[0], rows[len(rows) // 2], rows[-1]} if DEEP else rows[len(rows) // 2 :][:1]
        for *key, value in some:
            at = " AND ".join(f"{name} = ?" for name in keys)
            for new in other(value):
                if new == value:
                    continue
                try:
                    with changed(db, f"UPDATE {table} SET {column} = ? WHERE {at}", new, *key):
                        assert found(db, table) or harmless(table, column), (table, column, key, value, new)
                except sqlite3.IntegrityError:
                    continue  # the table itself does not take it


def harmless(table: str, column: str) -> bool:
    return (table, column) in HARMLESS or (table, "*") in HARMLESS


@pytest.mark.parametrize("table", ROWS)
def test_a_row_that_is_gone_is_missed(kept: Path, table: str) -> None:
    with closing(sqlite3.connect(kept, isolation_level=None)) as db:
        keys = [n for _, n, _, _, _, pk in db.execute(f"PRAGMA table_info({table})") if pk] or ["rowid"]
        rows = db.execute(f"SELECT {', '.join(keys)} FROM {table}").fetchall()
        at = " AND ".join(f"{name} = ?" for name in keys)
        for key in {rows[0], rows[len(rows) // 2], rows[-1]} if DEEP else rows[-1:]:
            with changed(db, f"DELETE FROM {table} WHERE {at}", *key):
                assert found(db, table) or (table, "*") in HARMLESS, key


MORE = [
    "INSERT INTO batch SELECT max(n) + 1, 'x', replace(body, id, 'x') FROM batch",
    "INSERT INTO says (batch, statement, place, row) SELECT batch, statement, place, row FROM says WHERE n = 9",
    "UPDATE says SET n = -n WHERE batch = (SELECT n FROM batch WHERE n IN (SELECT batch FROM says GROUP BY 1"
    " HAVING count(*) > 1) LIMIT 1)",
    "INSERT INTO now SELECT n, 1 FROM statement WHERE n NOT IN (SELECT statement FROM now) LIMIT 1",
    "INSERT INTO about SELECT 'zz', type, statement FROM about LIMIT 1",
    "INSERT INTO hook SELECT 'zz', statement FROM hook LIMIT 1",
    "INSERT INTO speaking VALUES ('zz', 'public', 3)",
    "INSERT INTO fact SELECT 9999, node, type, 8, a, b, name, kind, start, end, extra, hash, content, body FROM fact"
    " LIMIT 1",
    "INSERT INTO alias SELECT 'zz', 2, n FROM fact LIMIT 1",
    "INSERT INTO label (rowid, text) VALUES (9999, 'zz')",
    "INSERT INTO revision SELECT scope, max(revision) + 1, batch FROM revision",
    "INSERT INTO change SELECT 1, node, 7 FROM change WHERE node NOT IN (SELECT node FROM change WHERE batch = 1)"
    " LIMIT 1",
    "INSERT INTO document VALUES ('maps', 'zz', 1, 'public', '{}')",
]


@pytest.mark.parametrize("statement", MORE)
def test_a_row_that_is_too_many_is_noticed(kept: Path, statement: str) -> None:
    with closing(sqlite3.connect(kept, isolation_level=None)) as db, changed(db, statement):
        assert db.execute("SELECT changes()").fetchone()[0]
        assert found(db)


def test_the_last_import_taken_out_with_all_that_it_said_is_missed(kept: Path) -> None:
    """One that changed no fact leaves nothing else behind."""
    with closing(sqlite3.connect(kept, isolation_level=None)) as db:
        (n,) = db.execute("SELECT max(n) FROM batch").fetchone()
        with changed(db, "DELETE FROM says WHERE batch = ?", n):
            for table in ("change", "revision"):
                db.execute(f"DELETE FROM {table} WHERE batch = ?", (n,))
            db.execute("DELETE FROM seal WHERE id = (SELECT id FROM batch WHERE n = ?)", (n,))
            db.execute("DELETE FROM batch WHERE n = ?", (n,))
            assert found(db) == "log"


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def wrong(path: Path) -> dict[str, Check]:
    return {check.name: check for check in examine(url(path)) if check.state is State.ERROR}


FOLLOWS: dict[str, list[str]] = {
    "facts": [
        "UPDATE fact SET name = 'Ailleurs', body = replace(body, 'Tours', 'Ailleurs') WHERE type = 'actor'",
        "UPDATE fact SET scopes = 7 WHERE scopes = 4 AND node NOT IN (SELECT node FROM fact WHERE scopes <> 4)",
        "UPDATE fact SET a = b WHERE type = 'participation'",
        "DELETE FROM fact WHERE type = 'funding'",
    ],
    "nodes": ["UPDATE node SET id = id || 'x' WHERE n % 2", "UPDATE node SET type = 'zz' WHERE NOT n % 2"],
    "search": ["UPDATE label_content SET c0 = 'zz'", "DELETE FROM alias"],
    "words": ["DELETE FROM label"],
    "counts": ["DELETE FROM now", "UPDATE speaking SET rows = 0"],
    "found by": ["DELETE FROM hook", "UPDATE about SET id = id || 'x'"],
    "revisions": ["UPDATE revision SET revision = -revision", "DELETE FROM change"],
    "seals": ["DELETE FROM seal WHERE kind IN ('changed', 'revision')"],
    "tables": [
        "CREATE TRIGGER theirs AFTER INSERT ON statement BEGIN DELETE FROM fact; END",
        "DROP INDEX fact_a",
    ],
}
"""What follows from the log, changed by hand."""


def answers(graph: Graph) -> dict[str, Any]:
    """What readers are told: facts, contents, names, search."""
    return {
        "facts": bodies(graph),
        "content": {scope: graph.store.content_hash(scope) for scope in SCOPES},
        "search": graph.store.search("tou", scope=SCOPES[0]),
        "names": graph.store.resolve(["UT", "502086465"], SCOPES[2]),
    }


@pytest.fixture(scope="module")
def sound(kept: Path) -> tuple[dict[str, Any], Any, str]:
    """What is told of the store that nobody changed, where it stands, and its log."""
    with open_graph(url(kept)) as graph:
        return answers(graph), graph.store.head(), log_hash(graph.store)


@pytest.mark.parametrize("statements", FOLLOWS.values(), ids=FOLLOWS.keys())
def test_what_follows_from_the_log_is_found_and_made_again(
    path: Path, sound: tuple[dict[str, Any], Any, str], statements: list[str]
) -> None:
    told, head, said = sound
    change(path, *statements)
    assert wrong(path)
    with open_graph(url(path)) as graph:
        graph.mend()
        assert answers(graph) == told
        after = graph.store.head()
        assert all(after.revisions[scope] >= head.revisions[scope] for scope in SCOPES)
        assert after.batches == head.batches + 1
        assert graph.batches()[0][0].note == "doctor --mend"
        assert said != log_hash(graph.store)  # the log says that it was mended
    assert wrong(path) == {}


def test_who_read_what_was_changed_asks_again(path: Path) -> None:
    """The revision of who saw it rises, of nobody else."""
    with open_graph(url(path)) as graph:
        before_ = graph.store.head().revisions
        change(path, "UPDATE fact SET name = 'zz' WHERE name = 'Cabinet Ombre'")
        assert graph.mend() == 1
        after = graph.store.head().revisions
    assert [after[scope] - before_[scope] for scope in SCOPES] == [0, 0, 1]


def test_a_sound_store_is_left_as_it_is(path: Path) -> None:
    with open_graph(url(path)) as graph:
        head, said = graph.store.head(), log_hash(graph.store)
        assert graph.mend() == 0
        assert (graph.store.head(), log_hash(graph.store)) == (head, said)


LOST = [
    ("UPDATE statement SET fields = replace(fields, 'Cabinet Ombre', 'Autre')", "log", ["actors.csv", "5"]),
    ("UPDATE batch SET body = replace(body, '\"Ada\"', '\"Eve\"')", "origins", ["2026"]),
    ("UPDATE batch SET body = replace(body, '2026-11-29', '2020-01-01')", "origins", ["2026"]),
    ("UPDATE says SET row = row + 1 WHERE n = 5", "origins", ["2026"]),
    ("UPDATE place SET file = 'autre.csv' WHERE n = 2", "origins", ["2026"]),
    ("UPDATE document SET body = replace(body, 'Carte', 'carte')", "documents", ["maps", "carte-"]),
    ("UPDATE document SET scope = 'public'", "documents", ["maps"]),
    ("DELETE FROM document WHERE collection = 'review'", "documents", ["review", "a-b"]),
    ("UPDATE meta SET value = 'zz' WHERE key = 'store_id'", "documents", ["maillage copy"]),
]


@pytest.mark.parametrize(("statement", "name", "told"), LOST)
def test_what_nothing_else_tells_is_named_and_told_as_lost(
    path: Path, statement: str, name: str, told: list[str]
) -> None:
    change(path, statement)
    found_ = wrong(path)
    assert name in found_
    for lang in ("fr", "en"):
        sentence = say(found_[name].message, lang)
        assert all(part in sentence for part in told), sentence


def test_facts_are_never_made_to_follow_a_log_that_somebody_changed(path: Path) -> None:
    """They may be all that still tells what was said."""
    change(path, "UPDATE statement SET fields = replace(fields, 'Cabinet Ombre', 'Autre')")
    was = path.read_bytes()
    with open_graph(url(path)) as graph, pytest.raises(StoreError) as error:
        graph.mend()
    assert error.value.code == "mend-log"
    assert path.read_bytes() == was


def test_what_can_be_mended_is_and_the_rest_is_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        path, "UPDATE fact SET name = 'zz' WHERE name = 'Cabinet Ombre'", "UPDATE says SET row = row + 1 WHERE n = 5"
    )
    ran = Command(capsys, url(path))("doctor", "--mend", "--json", "--lang", "en")
    assert ran.code == 1
    assert "Facts made again: 1." in ran.err
    assert [check["name"] for check in ran.json["checks"] if check["state"] == "error"] == ["origins"]


def test_a_copy_takes_a_changed_log_as_it_stands_and_seals_it(path: Path, tmp_path: Path) -> None:
    """What doctor advises where all is right as it is."""
    change(path, "UPDATE says SET row = row + 1 WHERE n = 5")
    with open_graph(url(path)) as graph:
        graph.copy_to(url(tmp_path / "copy.db"))
    assert wrong(tmp_path / "copy.db") == {}


def test_mending_is_whole_or_absent(path: Path) -> None:
    """What fails in the middle leaves the file as it was."""
    change(path, "UPDATE fact SET name = 'zz' WHERE type = 'actor'")
    (n,) = sqlite3.connect(path).execute("SELECT id FROM batch LIMIT 1").fetchone()
    was = path.read_bytes()
    store = open_store(url(path))
    with pytest.raises(StoreError):
        store.mend(Batch(n))  # an id that a batch has
    store.close()
    assert path.read_bytes() == was


def test_a_replica_whose_facts_were_changed_is_filled_again(path: Path, tmp_path: Path) -> None:
    """Nobody mends a replica: it is copied again."""
    replica = tmp_path / "replica.db"
    with open_graph(url(path)) as graph:
        graph.copy_to(url(replica), scope="partners")
        change(replica, "UPDATE fact SET name = 'zz', content = 'zz' WHERE type = 'actor'")
        assert "facts" in wrong(replica)
        graph.copy_to(url(replica), scope="partners")
    assert wrong(replica) == {}
