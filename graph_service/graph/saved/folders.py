"""Writes a publication's folder whole or not at all, and leaves alone what is not of the publication.

The new folder is made beside the old one and takes its name; what was cut short in between is put right by the next
command.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph_service.errors import UsageError
from graph_service.messages import Items

MARKER = "maillage-publication.json"
"""The file that makes a folder a publication of ours. It names the others with their digests."""
_FORMAT = 1
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """A folder that holds a publication."""

    id: str
    files: Mapping[str, str]
    """Digests by path."""


def digest(data: bytes) -> str:
    """The digest of a file."""
    return sha256(data).hexdigest()


def marked(id_: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a publication with the one that names them."""
    listed = {path: digest(data) for path, data in sorted(files.items())}
    text = json.dumps({"maillage": _FORMAT, "publication": id_, "files": listed}, indent=1)
    return {**files, MARKER: f"{text}\n".encode()}


def standing(target: Path) -> Standing | None:
    """The publication that a folder holds; None where there is no folder, or an empty one.

    Raises UsageError for a folder that holds anything else.
    """
    _recover(target)
    if not target.exists():
        return None
    if not target.is_dir():
        raise UsageError("publish-not-folder", folder=str(target))
    if found := _marker(target):
        return found
    others = sorted(each.name for each in target.iterdir())
    if others:
        raise UsageError("publish-foreign", folder=str(target), names=Items(others[:_TOLD], ","))
    return None


def _marker(target: Path) -> Standing | None:
    try:
        read = json.loads((target / MARKER).read_text("utf-8"))
        if read["maillage"] == _FORMAT and isinstance(read["publication"], str):
            return Standing(read["publication"], {str(path): str(held) for path, held in read["files"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Whatever is no marker of ours makes the folder somebody else's.
        return None
    return None


def holds(target: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds exactly these files already, beside those that are not of the publication."""
    return all((target / path).is_file() and (target / path).read_bytes() == data for path, data in files.items())


def write(target: Path, files: Mapping[str, bytes], before: Standing | None) -> None:
    """Make a folder hold these files. Those of `before` that are not among them go; what else is there stays.

    Raises UsageError for the folder that the command runs in, OSError with the name of what cannot be written.
    """
    if target == Path.cwd() or target in Path.cwd().parents:
        raise UsageError("publish-here", folder=str(target))
    part, old = _beside(target)
    try:
        part.mkdir()
        for path, data in files.items():
            (part / path).parent.mkdir(parents=True, exist_ok=True)
            (part / path).write_bytes(data)
        for path in _others(target, before):
            if path not in files:
                (part / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(target / path, part / path, follow_symlinks=False)
        there = target.exists()
        if there:
            shutil.copymode(target, part)
            os.replace(target, old)
        try:
            os.replace(part, target)
        except OSError:
            if there:
                os.replace(old, target)
            raise
    except OSError as cause:
        raise OSError(cause.errno, cause.strerror, str(target)) from cause
    finally:
        shutil.rmtree(part, ignore_errors=True)
    if old.exists():
        shutil.rmtree(old)


def remove(target: Path, before: Standing) -> None:
    """Delete the files of a publication, and the folder where nothing else is in it."""
    for path in (*before.files, MARKER):
        (target / path).unlink(missing_ok=True)
    for folder in sorted({(target / path).parent for path in before.files}, key=lambda each: -len(each.parts)):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()


def _beside(target: Path) -> tuple[Path, Path]:
    """Where the new folder is made, and where the old one waits."""
    return target.with_name(f".{target.name}.maillage-new"), target.with_name(f".{target.name}.maillage-old")


def _recover(target: Path) -> None:
    """Put right what an earlier command was cut short in."""
    part, old = _beside(target)
    if old.is_dir():
        if target.exists():
            shutil.rmtree(old)
        else:
            os.replace(old, target)
    if part.is_dir():
        shutil.rmtree(part)


def _others(target: Path, before: Standing | None) -> Iterator[str]:
    """The files of a folder that are not of the publication."""
    mine = {*(before.files if before else ()), MARKER}
    for at, folders, names in os.walk(target):
        linked = [name for name in folders if (Path(at) / name).is_symlink()]
        for name in (*names, *linked):
            path = (Path(at) / name).relative_to(target).as_posix()
            if path not in mine:
                yield path
