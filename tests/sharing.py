"""How tests are shared out among the processes of `pytest -n`.

A file is not cut in two, so that what it builds is built once. Nor are the files that need a Neo4j server, which takes
ten seconds to start and half a minute to become quick: those that kill theirs are one part, the others another. Parts
go out in this order: servers first, then what takes long, so that no process waits for another at the end.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
_LONG = (r"own_neo4j|stopped_neo4j", r"neo4j_server|mark\.neo4j", r"mark\.slow", r"mark\.browser", r"@given|rounds\(")
"""What a file says of itself, the longest first."""
_SERVERS = ("files that kill a Neo4j server", "files that need a Neo4j server")


class Shared(LoadScopeScheduling):
    """One part after the other, in their order, to whichever process is free."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        rank = _rank(file)
        return _SERVERS[rank] if rank < len(_SERVERS) else file


def in_order(items: list[pytest.Item]) -> None:
    """Sort by parts: xdist gives them out as their first tests come."""
    items.sort(key=lambda item: _rank(item.nodeid.partition("::")[0]))


@cache
def _rank(file: str) -> int:
    """When a file's turn is, by what it says of itself."""
    text = (ROOT / file).read_text("utf-8")
    return next((rank for rank, words in enumerate(_LONG) if re.search(words, text)), len(_LONG))
