"""What the environment says. Read once at an entrance, and passed on."""

from __future__ import annotations

import os
from dataclasses import dataclass


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
