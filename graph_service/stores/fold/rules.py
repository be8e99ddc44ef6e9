"""What the fold needs beside the log: rules of the packaged vocabulary, and facts outside a partial fold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from graph_service.model import RecordType, Scope
from graph_service.vocabulary import packaged

_OFFICIAL = re.compile(r"R\d\d|D(?:\d\d|2[AB]|97\d)|\d{9}|(?:\d\d|2[AB])\d{3}|Q[PN].*")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the fold needs of the packaged vocabulary, the same for every store."""

    shared_siren_kinds: frozenset[str]
    known_theme: Callable[[str], bool]
    known_territory: Callable[[str], bool]
    """Whether a code is there without a row: official codes are, a free `Z:slug` is where a row states it."""


@cache
def packaged_rules() -> Rules:
    vocabulary = packaged()
    return Rules(
        vocabulary.shared_siren_kinds,
        lambda theme: vocabulary.get("theme", theme) is not None,
        lambda code: _OFFICIAL.fullmatch(code) is not None,
    )


@dataclass(frozen=True, slots=True)
class Outside:
    """What a partial fold needs to know of the records that it leaves as they are."""

    ids: Mapping[tuple[RecordType, str], Mapping[Scope, str]]
    """Of records not folded, by (type, id as stated): the id of the fact that each scope has, where it has one."""
    speaking: Mapping[str, Scope]
    """Of the sources folded that any row counts of, the least hidden visibility of their rows."""
