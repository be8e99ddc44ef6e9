"""Keeps a file that is being described, between the pages that ask about it: few, bounded, for an hour, for the session
that brought it.

Files lie in a temporary folder of the service that only its user may read. Their keys cannot be guessed. A file goes
when it was imported, when its hour is over, when newer ones need its place, and when the service stops.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_service.errors import NotFound, TooLarge

MOST = 8
"""Files that are kept at a time; the one that was used least lately goes first."""
MOST_BYTES = 256 * 2**20
SECONDS = 3600
"""How long a file stays since it was last used."""
_REMEMBERED = 4


@dataclass
class Upload:
    """A file that somebody brought, and what was computed of it."""

    key: str
    owner: str
    path: Path
    size: int
    used: float
    _remembered: dict[Hashable, Any] = field(default_factory=dict)

    def remember(self, of: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` answers, computed once: looking at a large table takes seconds."""
        if of not in self._remembered:
            while len(self._remembered) >= _REMEMBERED:
                self._remembered.pop(next(iter(self._remembered)))
            self._remembered[of] = make()
        return self._remembered[of]


class Uploads:
    """The files of one service."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._kept: dict[str, Upload] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()

    def put(self, owner: str, save: Callable[[Path], Path]) -> Upload:
        """Keep a file that `save` writes into a folder of its own. Returns it with its key."""
        with self._lock:
            self._sweep()
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="maillage-uploads-")
            key = secrets.token_urlsafe(24)
            folder = Path(self._folder.name) / key
            folder.mkdir(mode=0o700)
            try:
                path = save(folder)
                size = path.stat().st_size
                if size > MOST_BYTES:
                    raise TooLarge("body-too-large", most=MOST_BYTES // 1024)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._kept[key] = Upload(key, _digest(owner), path, size, self._now())
            while len(self._kept) > MOST or sum(each.size for each in self._kept.values()) > MOST_BYTES:
                self._drop(min(self._kept.values(), key=lambda each: each.used).key)
            return self._kept[key]

    def get(self, owner: str, key: str) -> Upload:
        """The file of a key. Raises NotFound where it is gone, or somebody else's."""
        with self._lock:
            self._sweep()
            found = self._kept.get(key)
            if found is None or not secrets.compare_digest(found.owner, _digest(owner)):
                raise NotFound("upload-gone")
            found.used = self._now()
            return found

    def drop(self, key: str) -> None:
        """Forget a file that is needed no more."""
        with self._lock:
            self._drop(key)

    def _drop(self, key: str) -> None:
        found = self._kept.pop(key, None)
        if found:
            shutil.rmtree(found.path.parent, ignore_errors=True)

    def _sweep(self) -> None:
        for each in list(self._kept.values()):
            if self._now() - each.used > SECONDS:
                self._drop(each.key)


def _digest(owner: str) -> str:
    return hashlib.blake2b(owner.encode(), digest_size=16).hexdigest()
