"""Writes files whole or not at all: a reader has the old file until the new one is complete. Packs zips that hold no
time of their making. Makes folders that nobody else may read."""

from __future__ import annotations

import io
import os
import re
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from graph_service.errors import UsageError

_STAMP = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def private_folder(name: str) -> Path:
    """A folder of this user's among the machine's temporary ones, the same for all processes that ask for this name.

    One that somebody else may have made, or may read, is not used: then it is a new one, of this process alone.
    """
    user = os.getuid() if hasattr(os, "getuid") else 0
    path = Path(tempfile.gettempdir()) / f"maillage-{name}-{user}"
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    foreign = hasattr(os, "getuid") and (found.st_uid != user or found.st_mode & 0o077)
    if foreign or not stat.S_ISDIR(found.st_mode):
        return Path(tempfile.mkdtemp(prefix=f"maillage-{name}-"))
    return path


def write_whole(target: Path, data: bytes) -> None:
    """Write `data` to `target`. Raises UsageError if a program holds the file open, else OSError with its name."""
    write_all({target: data})


def write_all(parts: Mapping[Path, bytes]) -> None:
    """Write several files. Replaces none of them before all are written."""
    beside = {target: target.with_name(f".{target.name}.part") for target in parts}
    target = next(iter(parts), Path())
    try:
        for target, data in parts.items():
            beside[target].write_bytes(data)
        for target, made in beside.items():
            os.replace(made, target)
    except PermissionError as cause:
        # A spreadsheet that has a file open may let nobody else write it.
        if target.exists():
            raise UsageError("target-in-use", file=str(target)) from cause
        raise PermissionError(cause.errno, cause.strerror, str(target)) from cause
    except OSError as cause:
        raise OSError(cause.errno, cause.strerror, str(target)) from cause
    finally:
        for made in beside.values():
            made.unlink(missing_ok=True)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of these parts. The same parts make the same bytes: every part has one fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            archive.writestr(info, data)
    return out.getvalue()


def unstamped(package: bytes) -> bytes:
    """Return an office document (.xlsx, .docx) without the time of its making."""
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    core = "docProps/core.xml"
    parts[core] = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">1980-01-01T00:00:00Z<", parts[core])
    return packed(parts)
