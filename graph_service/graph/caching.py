"""Snapshots kept on disk, for stores from which loading one takes long: those on another machine.

What lies there is people's data (names of organisations, who took part in what), as the store shows it to a scope. So
the folder and the files are their owner's alone, one file for each store and scope, and the whole within a bound.
A cache is never needed: whatever fails in it, the store is asked.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from graph_service.files import write_own
from graph_service.graph import snapshots
from graph_service.model import Scope
from graph_service.settings import Settings, cache_folder
from graph_service.stores.base import Snapshot, Store

MOST = 2 * 2**30
"""Bytes of all files together; the ones not used for longest go first."""
_ENDING = ".snapshot"
_STALE = 3600
"""Seconds after which a file that was never finished is somebody's who was killed."""


class Cache:
    """A folder of snapshots. Several processes may use it at once: a file is there whole or not at all."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self.folder, self.most = folder, most

    def snapshot(self, store: Store, scope: Scope) -> Snapshot:
        """The snapshot of a scope at the store's revision: the kept one, else the store's, which is kept then.

        The caller holds the store's `read()`, so that the key and the snapshot are of one state.
        """
        key = key_of(store, scope)
        path = self.folder / name_of(store, scope)
        usable = self._usable()
        if usable and (kept := _read(path, key)) is not None:
            return kept
        found = store.snapshot(scope)
        if usable:
            # OSError: no room, no right. ValueError: a text that no file holds.
            with suppress(OSError, ValueError):
                self._keep(path, snapshots.encode(key, found))
        return found

    def _keep(self, path: Path, data: bytes) -> None:
        room = self.most - len(data)
        if room >= 0:
            write_own(path, data)
            self._tidy(path, room)

    def _tidy(self, newest: Path, room: int) -> None:
        """Take away what was left half made, and the oldest files beyond `room` bytes."""
        now = time.time()
        kept = []
        for other in self.folder.iterdir():
            with suppress(OSError):
                found = other.stat()
                if other.suffix == _ENDING and other != newest:
                    kept.append((found.st_mtime, found.st_size, other))
                elif other.suffix == ".part" and now - found.st_mtime > _STALE:
                    other.unlink()
        for _, size, other in sorted(kept, reverse=True):
            room -= size
            if room < 0:
                with suppress(OSError):
                    other.unlink()

    def _usable(self) -> bool:
        """Whether the folder is there, ours, and nobody else's to look into or write to."""
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            found = self.folder.lstat()
        except OSError:
            return False
        foreign = hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o077)
        return not foreign and self.folder.is_dir() and not self.folder.is_symlink()


def cache_of(settings: Settings) -> Cache | None:
    """The cache that the settings ask for; None where they ask for none."""
    folder = cache_folder(settings)
    return Cache(folder / "snapshots") if folder else None


def key_of(store: Store, scope: Scope) -> list[str]:
    """What a kept snapshot must agree in. A revision alone is not enough: a store restored from a backup, or one
    that a copy filled anew, comes to the same number by other batches."""
    head = store.head()
    batches = store.batches()
    newest = batches[-1][0] if batches else None
    stood = [str(head.revisions[scope]), str(head.batches), newest.id if newest else "", newest.at if newest else ""]
    return [_version(), _place(store), scope.value, *stood, head.stamp]


def name_of(store: Store, scope: Scope) -> str:
    """A file's name: the same for all states of a store and scope, so that a newer one takes the older one's place."""
    return f"{_place(store)}-{scope.value}{_ENDING}"


def _place(store: Store) -> str:
    """A store and where it is; a digest, for an address may hold what is secret."""
    told = "\n".join([store.head().store_id, store.url])
    return blake2b(told.encode(), digest_size=12).hexdigest()


def _read(path: Path, key: list[str]) -> Snapshot | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    found = snapshots.decode(key, data)
    if found is not None:
        with suppress(OSError):
            os.utime(path)
    return found


def _version() -> str:
    try:
        return version("maillage")
    except PackageNotFoundError:
        return ""
