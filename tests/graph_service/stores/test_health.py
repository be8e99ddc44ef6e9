"""What doctor finds: nothing wrong in a sound store, whatever was said; each fault by its name. It changes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given

from graph_service.errors import StoreMissing, UsageError
from graph_service.messages import LANGS, say
from graph_service.model import Batch, Say
from graph_service.stores.health import Check, State, examine
from graph_service.stores.open import open_store
from graph_service.stores.sqlite import health, place
from graph_service.stores.sqlite.place import FileSystem
from graph_service.stores.sqlite.schema import MIGRATIONS
from tests.deep import rounds
from tests.graph_service.house import url
from tests.graph_service.stores.contract import actor
from tests.graph_service.stores.faults import common_folder, fill, leave_a_log, posix, small_disk, spoil, without_rights
from tests.graph_service.stores.logs import logs

OK, WARNING, ERROR = State


@pytest.fixture
def path(f1_file: Path) -> Iterator[Path]:
    """A store with F1 in it, of this test's own, where others may come in."""
    with common_folder() as folder:
        own = Path(shutil.copyfile(f1_file, folder / "own.db"))
        own.chmod(0o666)
        yield own


def found(path: Path) -> dict[str, Check]:
    """The checks by name. The file and its log are left as they were, to the byte."""
    kept = [file for file in path.parent.glob(f"{path.name}*") if file.is_file() and not file.name.endswith("-shm")]
    before = {file: file.read_bytes() for file in kept if os.access(file, os.R_OK)}
    checks = list(examine(url(path)))
    assert {file: file.read_bytes() for file in before} == before
    assert len({check.name for check in checks}) == len(checks)
    for check in checks:
        for lang in LANGS:
            assert say(check.message, lang).endswith((".", ")"))
    return {check.name: check for check in checks}


def other_than_ok(path: Path) -> dict[str, State]:
    # How full the disk of whoever runs the tests is, no test can know.
    return {c.name: c.state for c in found(path).values() if c.state is not OK and c.name != "room"}


def change(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def test_of_a_sound_store_every_part_is_looked_at_and_found_well(path: Path) -> None:
    assert list(found(path)) == [
        "program", "place", "file", "folder", "room", "leftover", "application", "schema", "journal", "lock",
        "integrity", "references", "log", "origins", "documents", "revisions", "facts", "index", "bounds",
        "identifiers", "clock",
    ]  # fmt: skip
    assert other_than_ok(path) == {}
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@given(log=logs(max_batches=5))
@rounds(12)
def test_whatever_was_said_and_undone_nothing_is_found_wrong(tmp_path_factory: pytest.TempPathFactory, log) -> None:
    path = tmp_path_factory.mktemp("law") / "g.db"
    store = open_store(url(path), create=True)
    for batch, says in log:
        store.write(batch, says)
    # Once beside whoever has it open, with the last batches still in the log; once when it is closed.
    assert other_than_ok(path) == {}
    store.close()
    assert other_than_ok(path) == {}


def test_where_there_is_no_store_doctor_says_so_as_any_question_does(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        examine(url(tmp_path / "none.db"))
    path.write_bytes(b"")
    with pytest.raises(StoreMissing) as empty:
        examine(url(path))
    assert empty.value.code == "store-empty"
    with pytest.raises(UsageError):
        examine("mysql://x")


def cut(path: Path, keep: Callable[[int], int]) -> None:
    os.truncate(path, keep(path.stat().st_size))


FREE_PAGES = 39
"""In a SQLite file: the last byte of how many pages are free."""


def poke(path: Path, at: int, byte: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(bytes([byte]))


def another_database(path: Path) -> None:
    path.unlink()
    change(path, "CREATE TABLE theirs (x)")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


FAULTS: list[tuple[Callable[[Path], object], str, str]] = [
    (lambda path: path.write_text("Réunion\n" * 900, "utf-8"), "application", "error-store-foreign"),
    (another_database, "application", "error-store-foreign"),
    (a_folder, "file", "error-store-is-folder"),
    (lambda path: cut(path, lambda size: 1), "application", "error-store-foreign"),
    (lambda path: cut(path, lambda size: size // 2), "application", "doctor-damaged"),
    (lambda path: cut(path, lambda size: size - 4096), "application", "doctor-damaged"),
    (lambda path: cut(path, lambda size: size - 1), "application", "doctor-damaged"),
    (lambda path: change(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}"), "application", "error-store-newer"),
    (lambda path: spoil(path, "says"), "integrity", "doctor-damaged"),
    (lambda path: poke(path, FREE_PAGES, 5), "integrity", "doctor-integrity-broken"),
    (lambda path: change(path, "DELETE FROM place"), "references", "doctor-references-broken"),
    (lambda path: change(path, "UPDATE statement SET source = 'x' WHERE n = 1"), "log", "doctor-log-broken"),
    (lambda path: change(path, "UPDATE statement SET fields = '{' WHERE n = 1"), "log", "doctor-damaged"),
    (lambda path: change(path, "UPDATE batch SET n = 7"), "log", "doctor-log-gap"),
    (lambda path: change(path, "DELETE FROM fact WHERE n = 1"), "facts", "doctor-facts-broken"),
    (lambda path: change(path, "UPDATE fact SET name = 'x' WHERE n = 1"), "facts", "doctor-facts-broken"),
    (lambda path: change(path, "UPDATE fact SET scopes = 4 WHERE n = 1"), "facts", "doctor-facts-broken"),
    (lambda path: change(path, "DELETE FROM now WHERE statement = 1"), "facts", "doctor-counting-broken"),
    (lambda path: change(path, "UPDATE speaking SET rows = rows + 1"), "facts", "doctor-counting-broken"),
    (lambda path: change(path, "DELETE FROM alias WHERE kind = 2"), "index", "doctor-index-broken"),
    (lambda path: change(path, "DELETE FROM label"), "index", "doctor-index-broken"),
    (
        lambda path: change(path, "UPDATE label_content SET c0 = 'tours' WHERE id = 1"),
        "index",
        "doctor-index-broken",
    ),
    (lambda path: change(path, "DELETE FROM label_data WHERE id > 10"), "index", "doctor-index-broken"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{i}-{code}" for i, (_, _, code) in enumerate(FAULTS)])
def test_each_fault_of_the_file_is_an_error_by_its_name(
    path: Path, fault: tuple[Callable[[Path], object], str, str]
) -> None:
    break_, name, code = fault
    break_(path)
    check = found(path)[name]
    assert (check.state, check.message.code) == (ERROR, code)


def test_a_store_that_was_not_brought_forward_yet_is_a_remark(path: Path) -> None:
    path.unlink()
    change(path, "PRAGMA application_id = 0x4D41494C")
    assert other_than_ok(path) == {"schema": WARNING, "journal": WARNING}


def test_what_a_killed_process_left_to_be_merged_is_no_fault(path: Path) -> None:
    killed = leave_a_log(path)
    check = found(killed)["leftover"]
    assert (check.state, check.message.code) == (OK, "doctor-leftover")
    assert other_than_ok(killed) == {}


def test_an_interrupted_making_of_a_store_is_told(path: Path) -> None:
    path.with_name("own.db-journal").write_bytes(b"x")
    check = found(path)["application"]
    assert (check.state, check.message.code) == (WARNING, "doctor-unfinished")


def test_somebody_who_writes_is_told_and_not_disturbed(path: Path) -> None:
    store = open_store(url(path))
    store.write(Batch("more"), [Say(actor("A"))])
    assert other_than_ok(path) == {}
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert other_than_ok(path) == {"lock": WARNING}
    other.execute("INSERT INTO meta VALUES ('test', '1')")
    other.execute("COMMIT")
    other.close()
    store.write(Batch("and more"), [Say(actor("B"))])
    store.close()


def test_a_network_drive_is_an_error_and_nothing_is_read_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "file_system", lambda path: FileSystem("cifs", True))
    assert list(found(path)) == ["program", "place"]
    assert found(path)["place"].message.code == "error-store-remote"


@posix
def test_a_file_or_folder_that_cannot_be_written_is_a_remark(path: Path) -> None:
    found(path)  # all that is needed is loaded while it may be read
    with without_rights(path):
        assert other_than_ok(path) == {"file": WARNING}
    with without_rights(path.parent):
        assert other_than_ok(path) == {"folder": WARNING}


@posix
def test_a_log_that_cannot_be_merged_in_a_read_only_folder_is_an_error(path: Path) -> None:
    killed = leave_a_log(path)
    found(path)
    with without_rights(killed.parent):
        checks = found(killed)
    assert checks["application"].message.code == "error-store-unfinished"


def test_a_full_disk_is_an_error_and_little_room_a_remark(
    f1_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        path = Path(shutil.copy(f1_file, disk / "g.db"))
        fill(disk)
        assert found(path)["room"].message.code == "doctor-room-none"
        assert found(path)["facts"].state is OK
    with small_disk(tmp_path / "larger", 4) as disk:
        path = Path(shutil.copy(f1_file, disk / "g.db"))
        assert (found(path)["room"].state, found(path)["room"].message.code) == (WARNING, "doctor-room-little")
        monkeypatch.setattr(health, "LITTLE", 0)
        assert found(path)["room"].state is OK


@pytest.mark.parametrize(
    ("times", "code"),
    [
        (("2026-01-02T10:00:00+00:00", "2026-01-02T11:00:00+01:00", "2026-01-03T00:00:00+00:00"), "doctor-clock"),
        (("2026-01-02T10:00:00+00:00", "2026-01-02T09:59:59+00:00"), "doctor-clock-back"),
        (("2999-01-01T00:00:00+00:00",), "doctor-clock-ahead"),
        (("", "yesterday"), "doctor-clock-none"),
    ],
)
def test_a_clock_that_went_back_is_a_remark(tmp_path: Path, times: tuple[str, ...], code: str) -> None:
    store = open_store(url(tmp_path / "g.db"), create=True)
    for n, at in enumerate(times):
        store.write(Batch(f"b{n}", at=at), [Say(actor(f"A{n}"))])
    store.close()
    check = found(tmp_path / "g.db")["clock"]
    assert check.message.code == code
    assert check.state is (WARNING if code in ("doctor-clock-back", "doctor-clock-ahead") else OK)
