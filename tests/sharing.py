"""How tests are shared out among the processes of `pytest -n`.

A file is not cut in two, so that what it builds is built once. All files that need a Neo4j server are one part: a
server takes ten seconds to start and half a minute to become quick, so one process of tests has all of them. Parts go
out in this order: servers first, then what takes long, so that no process waits for another at the end.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
_LONG = ((r"neo4j_server|own_neo4j|mark\.neo4j", 0), (r"mark\.slow", 1), (r"mark\.browser", 2), (r"@given|rounds\(", 3))
SERVERS = "files that need a Neo4j server"


class Shared(LoadScopeScheduling):
    """One part after the other, in their order, to whichever process is free."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return SERVERS if _rank(file) == 0 else file


def in_order(items: list[pytest.Item]) -> None:
    """Sort by parts: xdist gives them out as their first tests come."""
    items.sort(key=lambda item: _rank(item.nodeid.partition("::")[0]))


@cache
def _rank(file: str) -> int:
    """When a file's turn is, by what it says of itself."""
    text = (ROOT / file).read_text("utf-8")
    return next((rank for words, rank in _LONG if re.search(words, text)), len(_LONG))
