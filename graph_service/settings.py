"""What the environment says. Read once at an entrance, and passed on."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from graph_service.errors import UsageError

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
_FALLBACK = 2 * 2**30
"""Bytes, where a machine does not say what it has."""


@dataclass(frozen=True, slots=True)
class Settings:
    store: str = "sqlite:///maillage.db"
    token: str | None = None
    lang: str = "fr"
    hosts: tuple[str, ...] = ()
    memory: str = ""
    """How much the projections may take ("2G", "500M"); empty: half of what the machine has."""
    cache: str = ""
    """The folder of snapshots of remote stores; empty: the platform's cache folder; "none": no cache."""

    @staticmethod
    def from_environment() -> Settings:
        """MAILLAGE_STORE, MAILLAGE_TOKEN, MAILLAGE_LANG, MAILLAGE_HOSTS (names with commas between them),
        MAILLAGE_MEMORY, MAILLAGE_CACHE."""
        return Settings(
            store=os.environ.get("MAILLAGE_STORE") or Settings().store,
            token=os.environ.get("MAILLAGE_TOKEN") or None,
            lang=os.environ.get("MAILLAGE_LANG") or Settings().lang,
            hosts=tuple(h.strip() for h in os.environ.get("MAILLAGE_HOSTS", "").split(",") if h.strip()),
            memory=os.environ.get("MAILLAGE_MEMORY") or "",
            cache=os.environ.get("MAILLAGE_CACHE") or "",
        )


def memory_of(settings: Settings) -> int:
    """Bytes that a projection may take: as said, else half of what the machine, or its control group, has.

    Raises UsageError for a text that is no amount.
    """
    if not settings.memory.strip():
        return min(_machine(), _control_group()) // 2
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", settings.memory.strip(), re.IGNORECASE)
    amount = int(float(found[1]) * _UNITS[found[2].upper()]) if found else 0
    if amount <= 0:
        raise UsageError("memory-unknown", text=settings.memory[:80])
    return amount


def _machine() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 2 * _FALLBACK


def _control_group() -> int:
    """What a container may use, by either version of control groups; as much as there is where it is not said."""
    found = [_machine()]
    for name in ("memory.max", "memory/memory.limit_in_bytes"):
        try:
            found.append(int((Path("/sys/fs/cgroup") / name).read_text()))
        except (OSError, ValueError):
            continue
    return min(found)
