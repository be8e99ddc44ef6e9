"""A file is written whole or not at all, and what was there stays until then."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from graph_service.errors import UsageError
from graph_service.files import write_all, write_whole


def test_what_is_written_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        write_whole(tmp_path / "a.zip", data)
        assert (tmp_path / "a.zip").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("fails", ["write", "replace"])
def test_a_disk_that_fills_leaves_what_was_there_and_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    """As a full disk does it: half of the bytes are there, then there is no room."""
    (tmp_path / "a.zip").write_bytes(b"old")
    written = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        written(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "no space left")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    if fails == "write":
        monkeypatch.setattr(Path, "write_bytes", full)
    else:
        monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="no space left") as caught:
        write_whole(tmp_path / "a.zip", b"new data")
    assert caught.value.filename == str(tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_of_several_files_none_is_there_before_all_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if "b.csv" in path.name:
            raise OSError(errno.ENOSPC, "no space left")
        return written(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space left"):
        write_all({tmp_path / "a.csv": b"a", tmp_path / "b.csv": b"b"})
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_a_program_holds_open_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")

    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(UsageError) as caught:
        write_whole(tmp_path / "a.xlsx", b"new")
    assert caught.value.code == "target-in-use"
