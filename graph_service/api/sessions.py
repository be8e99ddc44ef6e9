"""Makes and checks the browser's cookie: how long it lasts, for which store, and where its secret is kept.

The secret of a store stands in a file of the user's settings folder, so that a bookmark still opens after the service
was started again. Whoever takes the file away ends all sessions of that store.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import stat
import time
from collections.abc import Callable
from pathlib import Path

DAYS = 30
"""How long a cookie opens the page since it was last used, by day."""
SECONDS = DAYS * 86_400
_BYTES = 32
_RENEWED = 86_400
"""Seconds after which a cookie that is used is made anew."""


class Sessions:
    """Makes and checks the cookies of one store. All end when `bound` changes, as when the token changes."""

    def __init__(self, secret: bytes | None = None, bound: str = "", now: Callable[[], float] = time.time) -> None:
        self._secret = secret or secrets.token_bytes(_BYTES)
        self._bound, self._now = bound, now

    def made(self) -> str:
        """Return a new cookie's value: when it expires, and a proof that it was made here."""
        until = str(int(self._now()) + SECONDS)
        return f"{until}.{self._proof(until)}"

    def left(self, cookie: str) -> int:
        """Return for how many seconds a cookie is still valid; 0 if it is not."""
        until, _, proof = cookie.partition(".")
        is_ours = hmac.compare_digest(proof.encode(), self._proof(until).encode())
        if not is_ours or not re.fullmatch(r"[0-9]{1,12}", until):
            return 0
        return max(0, int(until) - int(self._now()))

    def is_due(self, cookie: str) -> bool:
        """Return whether a valid cookie should be renewed."""
        return self.left(cookie) < SECONDS - _RENEWED

    def _proof(self, until: str) -> str:
        return hmac.new(self._secret, f"{until}\n{self._bound}".encode(), hashlib.sha256).hexdigest()


def kept_secret(folder: Path, store: str) -> bytes:
    """Return a store's secret from its file in `folder`. Makes the file if there is none that can be trusted.

    Raises OSError where it can be neither read nor written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"session-{store}"
    if (found := _read(path)) is None:
        path.unlink(missing_ok=True)
        made = secrets.token_bytes(_BYTES)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(made.hex().encode())
        except FileExistsError:
            # Another service of this store began at the same time.
            found = _read(path)
        return found or made
    return found


def _read(path: Path) -> bytes | None:
    """The secret in a file; None where there is none, or where others may have read or written it."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
            found = os.fstat(file.fileno())
            foreign = hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o077)
            if not stat.S_ISREG(found.st_mode) or foreign:
                return None
            secret = bytes.fromhex(file.read(200).decode("ascii"))
    except (FileNotFoundError, ValueError):
        return None
    except OSError:
        if path.is_symlink():
            return None
        raise
    return secret if len(secret) == _BYTES else None
