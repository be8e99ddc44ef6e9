"""Snapshots of a remote store are kept on disk: for whom, until when, and what happens to files that are not right."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from graph_service.graph import Graph, caching
from graph_service.graph.caching import Cache, cache_of, key_of
from graph_service.model import SCOPES, Batch, RecordType, Say, Scope, row
from graph_service.settings import Settings
from graph_service.stores.base import Snapshot
from graph_service.stores.sqlite import SqliteStore
from tests.graph_service.graph.test_snapshots import same
from tests.graph_service.house import url

posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are told by Windows in another way")


class Distant(SqliteStore):
    """A store that says it is on another machine, and how often it was read whole."""

    remote = True
    asked = 0

    def snapshot(self, scope: Scope) -> Snapshot:
        self.asked += 1
        return super().snapshot(scope)


@pytest.fixture
def store(f1_file: Path, tmp_path: Path) -> Distant:
    shutil.copy(f1_file, tmp_path / "g.db")
    return Distant(url(tmp_path / "g.db"))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "kept" / "snapshots")


def files(cache: Cache) -> list[Path]:
    return sorted(cache.folder.iterdir())


def told(store: SqliteStore, name: str, id_: str = "b") -> None:
    """A batch by which an actor is there."""
    said = row(RecordType.ACTOR, {"id": name, "name": name, "kind": "commune"}, source="s", visibility=Scope.PUBLIC)
    store.write(Batch(id_), [Say(said)])


def test_a_second_reader_finds_what_the_first_was_given(store: Distant, cache: Cache) -> None:
    for scope in SCOPES:
        first, second = cache.snapshot(store, scope), cache.snapshot(store, scope)
        assert same(first, second)
        assert same(second, SqliteStore(store.url).snapshot(scope))
    assert store.asked == len(SCOPES) == len(files(cache))


def test_a_new_revision_takes_the_place_of_the_old_one(store: Distant, cache: Cache) -> None:
    cache.snapshot(store, Scope.PUBLIC)
    told(store, "NEW")
    assert "NEW" in cache.snapshot(store, Scope.PUBLIC).actors
    assert len(files(cache)) == 1


def test_a_restored_backup_at_the_same_revision_is_another_store(store: Distant, cache: Cache) -> None:
    path = Path(store.url.removeprefix("sqlite:///"))
    shutil.copy(path, path.with_name("backup.db"))
    told(store, "LOST", "one")
    before = store.head()
    assert "LOST" in cache.snapshot(store, Scope.PUBLIC).actors
    store.close()
    shutil.copy(path.with_name("backup.db"), path)
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    restored = Distant(store.url)
    told(restored, "OTHER", "two")
    assert restored.head() == before
    found = cache.snapshot(restored, Scope.PUBLIC).actors
    assert "OTHER" in found
    assert "LOST" not in found


def test_a_store_whose_stamp_changed_is_asked_again(store: Distant, monkeypatch: pytest.MonkeyPatch) -> None:
    before, head = key_of(store, Scope.PUBLIC), store.head()
    monkeypatch.setattr(store, "head", lambda: replace(head, stamp="copied over"))
    assert key_of(store, Scope.PUBLIC) != before


def test_another_version_of_maillage_reads_nothing_of_an_older_one(
    store: Distant, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.snapshot(store, Scope.PUBLIC)
    monkeypatch.setattr(caching, "_version", lambda: "99")
    cache.snapshot(store, Scope.PUBLIC)
    assert store.asked == 2


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x80\x04K\x01."])
def test_a_file_that_is_not_right_is_written_again(store: Distant, cache: Cache, damage: bytes) -> None:
    stated = cache.snapshot(store, Scope.PUBLIC)
    (file,) = files(cache)
    good = file.read_bytes()
    for wrong in (damage, good[:-1], good[:100] + b"x" + good[101:]):
        file.write_bytes(wrong)
        assert same(cache.snapshot(store, Scope.PUBLIC), stated)
        assert file.read_bytes() == good


def test_the_file_of_another_scope_is_not_taken_for_this_one(store: Distant, cache: Cache) -> None:
    cache.snapshot(store, Scope.INTERNAL)
    (file,) = files(cache)
    shutil.copy(file, file.with_name(caching.name_of(store, Scope.PUBLIC)))
    assert cache.snapshot(store, Scope.PUBLIC).scope is Scope.PUBLIC


@posix
def test_files_are_their_owners_alone(store: Distant, cache: Cache) -> None:
    cache.snapshot(store, Scope.PUBLIC)
    (file,) = files(cache)
    assert file.stat().st_mode & 0o777 == 0o600
    assert cache.folder.stat().st_mode & 0o777 == 0o700


@posix
def test_a_folder_that_others_can_look_into_or_write_to_is_left_alone(store: Distant, cache: Cache) -> None:
    cache.folder.mkdir(parents=True)
    cache.folder.chmod(0o777)
    cache.snapshot(store, Scope.PUBLIC)
    assert files(cache) == []


def test_a_folder_that_cannot_be_made_is_done_without(store: Distant, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = Cache(tmp_path / "file" / "snapshots").snapshot(store, Scope.PUBLIC)
    assert found.actors


def test_the_whole_stays_within_its_bound(store: Distant, cache: Cache) -> None:
    for scope in SCOPES:
        cache.snapshot(store, scope)
    small = Cache(cache.folder, 2 * max(file.stat().st_size for file in files(cache)))
    told(store, "NEW")
    small.snapshot(store, Scope.INTERNAL)
    assert len(files(cache)) == 2
    assert cache.folder / caching.name_of(store, Scope.INTERNAL) in files(cache)
    tiny = Cache(cache.folder.with_name("tiny"), 10)
    assert tiny.snapshot(store, Scope.PUBLIC).actors
    assert files(tiny) == []


def test_what_a_killed_process_left_is_taken_away_and_what_one_writes_now_is_not(store: Distant, cache: Cache) -> None:
    cache.folder.mkdir(parents=True, mode=0o700)
    old, new = cache.folder / ".a.snapshot.x.part", cache.folder / ".b.snapshot.y.part"
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (1, 1))
    cache.snapshot(store, Scope.PUBLIC)
    assert not old.exists()
    assert new.exists()


def test_many_at_once_all_read_what_is_so(store: Distant, cache: Cache) -> None:
    stated = SqliteStore(store.url).snapshot(Scope.INTERNAL)
    found: list[bool] = []

    def ask() -> None:
        for _ in range(5):
            found.append(same(cache.snapshot(store, Scope.INTERNAL), stated))
            (cache.folder / caching.name_of(store, Scope.INTERNAL)).unlink(missing_ok=True)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 20
    assert not list(cache.folder.glob(".*.part"))


def test_questions_of_a_remote_store_use_it_and_those_of_a_local_one_do_not(store: Distant, tmp_path: Path) -> None:
    chosen = Settings(cache=str(tmp_path / "mine"))
    for _ in range(2):
        Graph(store, Scope.INTERNAL, settings=chosen).ask("ties", {})
    assert store.asked == 1
    local = SqliteStore(store.url)
    Graph(local, Scope.INTERNAL, settings=Settings(cache=str(tmp_path / "other"))).ask("ties", {})
    assert not (tmp_path / "other").exists()


def test_none_switches_it_off(store: Distant) -> None:
    assert cache_of(Settings(cache="none")) is None
    for _ in range(2):
        Graph(store, Scope.INTERNAL, settings=Settings(cache="none")).ask("ties", {})
    assert store.asked == 2


def test_unless_told_it_is_in_the_platforms_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    found = cache_of(Settings())
    assert found is not None
    assert found.folder == Path("/somewhere/maillage/snapshots")
