"""Keeps a file that is being described, between the pages that ask about it: few, bounded, for an hour, for the session
that brought it.

Files lie in a folder of the machine's temporary ones that only the service's user may read, so that all processes of a
service find them. A file's folder is named by a digest of its key, which cannot be guessed, and of whose it is: without
both nobody finds it. It goes when it was imported, when its hour is over, when newer ones need its place, and when the
process that took it stops.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import time
import weakref
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_service.errors import NotFound, TooLarge
from graph_service.files import private_folder

MOST = 8
"""Files that are kept at a time; the one that was used least lately goes first."""
MOST_BYTES = 256 * 2**20
SECONDS = 3600
"""How long a file stays since it was last used."""
_REMEMBERED = 4


@dataclass
class Upload:
    """A file that somebody brought, and what was computed of it in this process."""

    key: str
    path: Path
    _remembered: dict[Hashable, Any] = field(default_factory=dict)

    def remember(self, of: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` answers, computed once: looking at a large table takes seconds."""
        if of not in self._remembered:
            while len(self._remembered) >= _REMEMBERED:
                self._remembered.pop(next(iter(self._remembered)))
            self._remembered[of] = make()
        return self._remembered[of]


class Uploads:
    """The files of a service. `root` is the folder that holds them, by default one of the user."""

    def __init__(self, root: Path | None = None, now: Callable[[], float] = time.time) -> None:
        self._root, self._now = root, now
        self._known: dict[str, Upload] = {}
        self._mine: set[Path] = set()
        weakref.finalize(self, _remove_all, self._mine)

    def put(self, owner: str, save: Callable[[Path], Path]) -> Upload:
        """Keep a file that `save` writes into a folder of its own. Returns it with its key."""
        root = self._folder()
        key = secrets.token_urlsafe(24)
        folder = root / _name(owner, key)
        folder.mkdir(mode=0o700)
        try:
            path = save(folder)
            if path.stat().st_size > MOST_BYTES:
                raise TooLarge("body-too-large", most=MOST_BYTES // 1024)
        except BaseException:
            _remove(folder)
            raise
        self._touch(folder)
        self._mine.add(folder)
        self._sweep(root)
        self._known[folder.name] = Upload(key, path)
        return self._known[folder.name]

    def get(self, owner: str, key: str) -> Upload:
        """The file of a key. Raises NotFound where it is gone, or somebody else's."""
        root = self._folder()
        self._sweep(root)
        folder = root / _name(owner, key)
        files = [path for path in folder.glob("*") if path.name != MAPPING] if folder.is_dir() else []
        if len(files) != 1:
            raise NotFound("upload-gone")
        self._touch(folder)
        return self._known.setdefault(folder.name, Upload(key, files[0]))

    def drop(self, upload: Upload) -> None:
        """Forget a file that is needed no more."""
        self._drop(upload.path.parent)

    def _drop(self, folder: Path) -> None:
        self._known.pop(folder.name, None)
        self._mine.discard(folder)
        _remove(folder)

    def _touch(self, folder: Path) -> None:
        os.utime(folder, (self._now(), self._now()))

    def _sweep(self, root: Path) -> None:
        """Take away what is over its hour, then the oldest where there are too many or too large."""
        found = sorted(((_used(each), each) for each in root.iterdir()), key=lambda each: each[0], reverse=True)
        total = 0
        for n, (used, folder) in enumerate(found):
            total += sum(path.stat().st_size for path in folder.glob("*"))
            if n >= MOST or total > MOST_BYTES or self._now() - used > SECONDS:
                self._drop(folder)

    def _folder(self) -> Path:
        if self._root is None or not self._root.is_dir():
            self._root = self._root or private_folder("uploads")
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._root


MAPPING = "mapping.yaml"
"""The mapping that is proposed for a file, beside it: an import reads it from there."""


def _used(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return 0.0  # another process has just taken it away


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _remove_all(folders: set[Path]) -> None:
    for folder in list(folders):
        _remove(folder)


def _name(owner: str, key: str) -> str:
    return hashlib.blake2b(f"{len(owner)}\n{owner}\n{key}".encode(), digest_size=20).hexdigest()
