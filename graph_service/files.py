"""Writes files whole or not at all: a reader has the old file until the new one is complete."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from graph_service.errors import UsageError


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
