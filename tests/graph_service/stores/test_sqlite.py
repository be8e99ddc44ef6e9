"""The embedded store: the contract, and what only a file can do."""

import sqlite3

import pytest

from graph_service.errors import StoreError, StoreMissing, UsageError
from graph_service.model import Batch, Say
from graph_service.stores.open import open_store
from graph_service.stores.sqlite import SqliteStore, writing
from graph_service.stores.sqlite.schema import LATER, MIGRATIONS
from tests.graph_service.stores.contract import StoreContract, actor, ground


class TestSqliteStore(StoreContract):
    def make(self, folder):
        return SqliteStore(f"sqlite:///{folder / 'graph.db'}", create=True)


def url(path):
    return f"sqlite:///{path}"


def test_a_store_is_made_only_where_it_is_asked_for(tmp_path):
    with pytest.raises(StoreMissing):
        open_store(url(tmp_path / "none.db"))
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(UsageError):
        open_store("mysql://x")


def test_what_was_acknowledged_is_there_after_reopening(tmp_path):
    store = open_store(url(tmp_path / "à côté.db"), create=True)
    ground(store)
    before = store.head()
    store.close()
    again = open_store(url(tmp_path / "à côté.db"))
    assert again.head() == before
    again.close()


def test_the_file_is_durable_and_keeps_its_references(tmp_path):
    store = SqliteStore(url(tmp_path / "g.db"), create=True)
    db = store._connections.get()
    pragma = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    store.close()


@pytest.mark.parametrize("content", [b"%PDF-1.7 not a store", b"SQLite format 3\x00" + b"\x00" * 100])
def test_a_file_of_another_program_is_refused_and_left_as_it_was(tmp_path, content):
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(StoreError):
        open_store(url(path), create=True)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a Maillage store"):
        open_store(url(path), create=True)
    assert path.read_bytes() == before


def test_a_newer_store_is_refused(tmp_path):
    path = tmp_path / "g.db"
    open_store(url(path), create=True).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    with pytest.raises(StoreError, match="newer version"):
        open_store(url(path))


def test_every_store_of_an_earlier_schema_is_brought_forward(tmp_path):
    path = tmp_path / "g.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA application_id = 0x4D41494C")
    db.close()
    store = open_store(url(path))
    store.write(Batch("b"), [Say(actor("A"))])
    assert store._connections.get().execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    store.close()


def test_a_large_first_batch_leaves_the_store_that_a_small_one_leaves(tmp_path, monkeypatch):
    """Its indexes are made last: they are there, and so is everything else; also after a trial, and a failure."""

    def made(name, many):
        monkeypatch.setattr(writing, "_MANY", many)
        store = SqliteStore(url(tmp_path / name), create=True)
        db = store._connections.get()
        schema_ = db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        says = [Say(actor(f"a{i}"), "f", "s", i) for i in range(20)]
        store.write(Batch("trial"), says, dry_run=True)
        with pytest.raises(AttributeError):
            store.write(Batch("broken"), [*says, Say(None)])
        store.write(Batch("first"), says)
        store.write(Batch("second"), says[:3])
        assert db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall() == schema_
        assert {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")} >= set(LATER)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = ("batch", "statement", "says", "about", "now", "node", "fact", "alias", "change", "revision")
        found = {table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}
        store.close()
        return found

    assert made("large.db", 0) == made("small.db", 1000)
