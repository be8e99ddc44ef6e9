"""`maillage doctor` as people and scripts meet it: lines under each other, one document, exit codes, both languages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.stores.sqlite import place
from graph_service.stores.sqlite.place import FileSystem
from tests.graph_service.house import Command, url


@pytest.fixture
def maillage(f1_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line over F1 in a store of this test's own."""
    return Command(capsys, url(Path(shutil.copy(f1_file, tmp_path / "own.db"))))


@pytest.mark.parametrize(("lang", "last"), [("fr", "Tout"), ("en", "Everything|All")])
def test_of_a_sound_store_it_leaves_with_0_and_a_line_for_each_check(maillage: Command, lang: str, last: str) -> None:
    ran = maillage("doctor", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    *lines, summary = ran.out.splitlines()
    assert re.match(last, summary)
    # Names stand under each other, and so do the sentences; a long one goes on below itself.
    heads = [re.match(r"(\S+ +)(\S+(?: \S+)* {2,})\S", line) for line in lines if not line.startswith(" ")]
    assert len(heads) == 21
    columns = {(len(head[1]), len(head[0])) for head in heads if head}
    assert len(columns) == 1
    ((_, sentence),) = columns
    assert all(line.startswith(" " * (sentence - 1)) for line in lines if line.startswith(" "))
    assert max(map(len, lines)) <= 110 + len(maillage.at)


def test_with_json_it_is_one_document(maillage: Command) -> None:
    ran = maillage("doctor", "--json", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    assert set(ran.json) == {"checks", "ok"}
    assert ran.json["ok"] is True
    assert {tuple(check) for check in ran.json["checks"]} == {("name", "state", "message")}
    assert {check["state"] for check in ran.json["checks"]} <= {"ok", "warning"}


def test_a_remark_leaves_with_0_and_says_that_everything_works(
    maillage: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_service.stores.sqlite.health.LITTLE", 10**18)
    ran = maillage("doctor", "--lang", "en")
    assert ran.code == 0
    assert "warning  free space" in ran.out
    assert "Everything works" in ran.out


def test_an_error_leaves_with_1_and_is_told_with_its_remedy(maillage: Command, tmp_path: Path) -> None:
    (tmp_path / "own.db").write_text("Pas une base", "utf-8")
    for lang, remedy in (("fr", "reprenez votre dernière sauvegarde"), ("en", "restore your last backup")):
        ran = maillage("doctor", "--lang", lang)
        assert (ran.code, ran.err) == (1, "")
        assert remedy in " ".join(ran.out.split())
    told = maillage("doctor", "--json")
    assert told.code == 1
    assert told.json["ok"] is False
    assert told.json["checks"][-1]["state"] == "error"


def test_a_network_drive_is_told_with_what_to_do(maillage: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "file_system", lambda path: FileSystem("smbfs", True))
    ran = maillage("doctor", "--lang", "fr")
    assert ran.code == 1
    assert "maillage serve" in ran.out


def test_without_a_store_it_leaves_with_2_as_any_question(maillage: Command, tmp_path: Path) -> None:
    for lang in ("fr", "en"):
        ran = maillage("doctor", "--lang", lang, store=url(tmp_path / "none.db"))
        assert (ran.code, ran.out) == (2, "")
        assert "none.db" in ran.err
    assert maillage("doctor", "--json", store=url(tmp_path / "none.db")).json["code"] == "store-missing"
    assert not (tmp_path / "none.db").exists()


@pytest.mark.slow
def test_it_examines_a_store_that_is_being_served(maillage: Command) -> None:
    serving = subprocess.Popen(
        [sys.executable, "-m", "graph_service.cli", "serve", "--port", "0", "--no-browser", "--store", maillage.at],
        cwd=Path(__file__).parents[3],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert serving.stderr
        assert next(line for line in serving.stderr if "http" in line)
        ran = maillage("doctor", "--json")
        assert (ran.code, ran.json["ok"]) == (0, True)
    finally:
        serving.terminate()
        serving.wait()
        assert serving.stderr
        serving.stderr.close()
