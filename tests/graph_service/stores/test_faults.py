"""Each fault that a store's file can meet: what still works, what is said, and that nothing is half written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.errors import StoreError, StoreMissing
from graph_service.graph import open_graph
from graph_service.messages import say
from graph_service.model import Batch, Say, Scope
from graph_service.stores.open import open_store
from graph_service.stores.sqlite import SqliteStore
from graph_service.stores.sqlite.schema import MIGRATIONS
from tests.graph_service.house import ROOT, Command, client, folder, url
from tests.graph_service.stores.contract import actor
from tests.graph_service.stores.faults import (
    common_folder,
    content,
    copied,
    fill,
    leave_a_log,
    posix,
    small_disk,
    spoil,
    without_rights,
)

LARGE = [Say(actor(f"L{i}", acronym=f"l{i}", website="https://example.org/" + "x" * 300)) for i in range(3000)]


@pytest.fixture
def path(f1_file: Path, tmp_path: Path) -> Path:
    """A store with F1 in it, of this test's own."""
    return Path(shutil.copy(f1_file, tmp_path / "own.db"))


@pytest.fixture
def common(f1_file: Path) -> Iterator[Path]:
    """The same where others may come in: rights are tested as somebody else than root."""
    with common_folder() as folder:
        yield Path(shutil.copyfile(f1_file, folder / "own.db"))


def refusal(path: Path, *, create: bool = True) -> StoreError:
    """How opening is refused, in both languages: what, where, and with a remedy."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as refused:
        open_store(url(path), create=create)
    for lang in ("fr", "en"):
        assert str(path) in say(refused.value.message, lang)
    assert (path.read_bytes() if path.is_file() else None) == before
    return refused.value


# A disk that is full


@pytest.mark.slow
def test_a_disk_that_fills_during_an_import_leaves_the_store_as_it_was_and_the_import_can_be_run_again(
    f1_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "\n".join(f"L{i},{'Nom ' * 60}{i},association" for i in range(3000))
    files = folder(tmp_path, "files", actors=f"id,name,kind\n{rows}")
    with small_disk(tmp_path / "disk", 2) as disk:
        path = Path(shutil.copy(f1_file, disk / "g.db"))
        before = content(path)
        maillage = Command(capsys, url(path))
        for lang, remedy in (("fr", "Libérez de la place"), ("en", "Free some space")):
            ran = maillage("import", files, "--lang", lang)
            assert ran.code == 1
            assert remedy in ran.err
        assert content(path) == before
        assert maillage("search", "tours").code == 0
        with open_graph(url(path)) as graph:
            # Nor does a service that goes on keep the room that an import had begun to take.
            with pytest.raises(StoreError, match="is full"):
                graph.import_files([files])
            assert shutil.disk_usage(disk).free > 1_000_000
        assert maillage("edit", "UT", "website=https://univ.example").code == 0
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        assert maillage("import", files).code == 0
        assert content(path)[1] == before[1] + 2


def test_on_a_disk_without_a_byte_left_questions_are_answered_and_a_write_says_why_not(
    f1_file: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        path = Path(shutil.copy(f1_file, disk / "g.db"))
        before = content(path)
        junk = fill(disk)
        with open_graph(url(path)) as graph:
            assert graph.search("tours").results
            with pytest.raises(StoreError) as refused:
                graph.edit([{"op": "deny", "type": "project", "ids": ["P1"]}])
            assert refused.value.code == "store-full"
            assert graph.search("tours").results
            # The service need not be started anew once there is room.
            junk.unlink()
            graph.edit([{"op": "deny", "type": "project", "ids": ["P1"]}])
            assert len(graph.batches()) == before[1] + 1


def test_a_full_temporary_folder_is_told_and_a_first_import_leaves_no_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first import is rehearsed there."""
    rows = "\n".join(f"L{i},{'Nom ' * 60}{i},association" for i in range(3000))
    files = folder(tmp_path, "files", actors=f"id,name,kind\n{rows}")
    maillage = Command(capsys, url(tmp_path / "g.db"))
    with small_disk(tmp_path / "disk", 1) as disk:
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        fill(disk)
        ran = maillage("import", files, "--lang", "en")
        assert ran.code == 1
        assert str(disk) in ran.err
        assert "Free some space" in ran.err
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [str(tmp_path / "none")])
    assert maillage("import", files, "--json").json["code"] == "temp-folder"
    assert not (tmp_path / "g.db").exists()
    monkeypatch.undo()
    assert maillage("import", files).code == 0


def test_a_store_that_may_not_grow_is_as_full_as_a_disk(path: Path) -> None:
    """SQLite's own limit: the same fault on every machine."""
    before = content(path)
    store = SqliteStore(url(path))
    pages = store._connections.get().execute("PRAGMA page_count").fetchone()[0]
    store._connections.get().execute(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(StoreError) as refused:
        store.write(Batch("large"), LARGE)
    assert refused.value.code == "store-full"
    assert (store.content_hash(Scope.INTERNAL), store.head().batches) == before
    store.write(Batch("small"), [Say(actor("A"))])
    store.close()
    assert content(path)[1] == before[1] + 1


@pytest.mark.slow
@posix
def test_a_disk_that_refuses_to_write_is_told_and_nothing_is_half_written(path: Path, tmp_path: Path) -> None:
    """A limit on a file's size: what a quota or a stick's old file system does."""
    import resource

    files = folder(tmp_path, "files", actors="id,name,kind\n" + "\n".join(f"L{i},N {i},commune" for i in range(4000)))
    before = content(path)
    limit = path.stat().st_size + 100_000
    ran = subprocess.run(
        [sys.executable, "-m", "graph_service.cli", "import", str(files), "--store", url(path), "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.returncode == 1, ran.stderr
    assert '"code": "store-io"' in ran.stdout
    assert content(path) == before


# No right to write


@posix
def test_a_read_only_file_answers_questions_and_says_why_it_takes_no_write(
    common: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = common.read_bytes()
    writes = writes_that_work_elsewhere(common, capsys)
    with without_rights(common):
        assert_read_only(Command(capsys, url(common)), writes, "store-readonly")
    assert common.read_bytes() == before


@posix
@pytest.mark.parametrize("file_too", [True, False])
def test_a_store_in_a_read_only_folder_answers_questions_and_says_why_it_takes_no_write(
    common: Path, file_too: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(common.parent.iterdir())
    writes = writes_that_work_elsewhere(common, capsys)
    with without_rights(common.parent, *([common] if file_too else [])):
        assert_read_only(Command(capsys, url(common)), writes, "store-folder-readonly")
    assert sorted(common.parent.glob("own.db*")) == before


def writes_that_work_elsewhere(common: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, ...]]:
    """Commands that write, tried on a copy. This loads all that they need, which somebody else may not read."""
    files = folder(common.parent, "files", actors="id,name,kind\nA,Une,association")
    writes = [("deny", "P1"), ("import", str(files))]
    maillage = Command(capsys, url(copied(common, common.parent / "elsewhere")))
    for words in (("search", "tours"), ("imports", "list"), *writes):
        assert maillage(*words).code == 0
    return writes


def assert_read_only(maillage: Command, writes: list[tuple[str, ...]], code: str) -> None:
    assert maillage("search", "tours", "--json").json["results"]
    assert maillage("imports", "list").code == 0
    for words in writes:
        ran = maillage(*words, "--json")
        assert (ran.code, ran.json["code"]) == (1, code)
        assert maillage.at.removeprefix("sqlite:///") in ran.json["detail"]


@posix
def test_what_is_not_merged_yet_is_not_passed_over_in_a_read_only_folder(common: Path) -> None:
    killed = leave_a_log(common)
    with without_rights(killed.parent):
        assert refusal(killed).code == "store-unfinished"
    assert content(killed)[1] == content(common)[1]


@posix
def test_a_file_that_changes_while_it_is_read_without_locks_is_asked_again(common: Path) -> None:
    with without_rights(common.parent):
        store = open_store(url(common))
        store.head()
    other = open_store(url(common))

    def read_while_somebody_writes() -> None:
        with store.read():
            other.write(Batch("more"), [Say(actor("A"))])
            other.close()

    with pytest.raises(StoreError) as refused:
        read_while_somebody_writes()
    assert refused.value.code == "store-changed"
    assert store.head().batches == content(common)[1]
    store.close()


def test_in_a_folder_that_cannot_be_written_no_store_is_made(common: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights of POSIX")
    with without_rights(common.parent):
        assert refusal(common.parent / "new.db").code == "store-folder-readonly"


# Not the whole file, or not ours


def test_a_file_cut_short_anywhere_is_told_and_left_as_it_was(path: Path) -> None:
    whole = path.read_bytes()
    page = 4096
    cuts = {
        1: "store-foreign",
        16: "store-foreign",
        50: "store-damaged",
        page - 1: "store-damaged",
        page: "store-damaged",
        len(whole) // 2: "store-damaged",
        len(whole) - page: "store-damaged",
        len(whole) - 1: "store-damaged",
    }
    for length, code in cuts.items():
        path.write_bytes(whole[:length])
        assert refusal(path).code == code, length
        assert refusal(path, create=False).code == code, length


def test_an_empty_file_holds_no_store_and_becomes_one_where_one_may_be_made(path: Path) -> None:
    path.write_bytes(b"")
    missing = refusal(path, create=False)
    assert isinstance(missing, StoreMissing)
    assert missing.code == "store-empty"
    with open_graph(url(path), create=True) as graph:
        assert graph.batches() == []


@posix
def test_an_empty_file_beside_its_log_is_no_new_store(path: Path) -> None:
    killed = leave_a_log(path)
    killed.write_bytes(b"")
    assert refusal(killed).code == "store-damaged"


def test_what_is_no_store_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Réunion du 3 mars\n" * 500, "utf-8")
    assert refusal(text).code == "store-foreign"

    with sqlite3.connect(tmp_path / "theirs.sqlite") as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    assert refusal(tmp_path / "theirs.sqlite").code == "store-foreign"

    (tmp_path / "folder.db").mkdir()
    assert refusal(tmp_path / "folder.db").code == "store-is-folder"
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.db")
        assert refusal(tmp_path / "pipe.db").code == "store-foreign"


@posix
@pytest.mark.parametrize("restored", [True, False])
def test_a_file_that_is_moved_or_replaced_while_it_is_open_takes_no_write_that_would_be_lost(
    path: Path, f1_file: Path, restored: bool
) -> None:
    with open_graph(url(path)) as graph:
        path.rename(path.with_name("aside.db"))
        if restored:
            shutil.copy(f1_file, path)
        for ask in (lambda: graph.search("tours"), lambda: graph.undo(graph.batches()[0][0].id)):
            with pytest.raises(StoreError) as refused:
                ask()
            assert refused.value.code == "store-file-moved"
    assert path.exists() is restored


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_was(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        open_store(url(path))
    assert refused.value.code == "store-newer"
    assert "Mettez Maillage à jour" in say(refused.value.message, "fr")
    assert path.read_bytes() == before


def test_damage_that_is_met_in_the_middle_of_a_question_is_told_by_command_and_service(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The store opens; pages that questions need later are noise."""
    spoil(path, "fact", "batch", "statement", "label_data", "sqlite_autoindex_alias_1", "alias")
    maillage = Command(capsys, url(path))
    for words in (("search", "tours"), ("paths", "TH", "CCS"), ("imports", "list"), ("export", "-o", "all.zip")):
        ran = maillage(*words, "--json")
        assert (ran.code, ran.json["code"]) == (1, "store-damaged"), words
    assert "sauvegarde" in maillage("actor", "UT").err
    with open_graph(url(path)) as graph:
        answer = client(graph).get("/api/v1/search", params={"text": "tours"})
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "store-damaged"
        with pytest.raises(StoreError) as refused:
            graph.edit([{"op": "deny", "type": "project", "ids": ["P1"]}])
        assert refused.value.code == "store-damaged"


@pytest.mark.parametrize(
    "garbled",
    [
        "UPDATE fact SET body = substr(body, 1, 20)",
        "UPDATE fact SET body = cast(x'7bff7d' AS TEXT)",
        "UPDATE fact SET extra = '[' WHERE type = 'project'",
        "UPDATE statement SET fields = 'x'",
        "UPDATE batch SET body = '{}'",
    ],
)
def test_a_text_that_cannot_be_read_back_is_damage_and_no_fault_of_the_question(
    path: Path, garbled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(path) as db:
        db.execute(garbled)
    db.close()
    told = [
        Command(capsys, url(path))(*words, "--json")
        for words in (("paths", "TH", "CCS"), ("history", "UT"), ("imports", "list"))
    ]
    assert [ran.json["code"] for ran in told if ran.code] != []
    assert {(ran.code, ran.json.get("code")) for ran in told} <= {(0, None), (1, "store-damaged")}
