"""The names and texts under which facts are found, and how a row's place in a file is shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import PurePosixPath, PureWindowsPath

from rapidfuzz.distance import OSA

from graph_service.model import Fact, RecordType, Scope
from graph_service.stores.fold import fact_id
from graph_service.vocabulary import fold_text

_LONG = 8
"""Letters of a word in which people slip twice."""


def aliases_of(fact: Fact) -> Iterable[tuple[str, int]]:
    """Exact names beside the fact's id: see the table `alias`."""
    if len(fact.keys) > 1:
        for other in (fact_id(fact.type, key) for key in fact.keys):
            if other != fact.id:
                yield other, 0
    if fact.type in (RecordType.ACTOR, RecordType.PROJECT):
        for name in ("siren", "siret", "rna"):
            if fact.values.get(name):
                yield str(fact.values[name]), 1
        for text in _names(fact):
            yield fold_text(text), 2


def label_of(fact: Fact) -> str:
    """The text that full-text search looks in: names in force and lost, ids, identifiers."""
    if fact.type not in (RecordType.ACTOR, RecordType.PROJECT, RecordType.THEME, RecordType.TERRITORY):
        return ""
    numbers = [str(fact.values[name]) for name in ("siren", "siret", "rna") if fact.values.get(name)]
    return " ".join(dict.fromkeys(fold_text(text) for text in (*_names(fact), *fact.keys, *numbers)))


@cache
def file_shown(file: str, scope: Scope) -> str:
    """Return a file's name as a scope reads it. Below the team it has no folders, which may reveal more than its
    rows."""
    return file if scope is Scope.INTERNAL else PureWindowsPath(PurePosixPath(file).name).name


RowLocation = tuple[str, str, int]
"""Where a row stands: (file as it is shown, sheet, row)."""


def locations_shown(places: Iterable[RowLocation], scope: Scope) -> list[RowLocation]:
    """Return the places of a fact's rows as a scope reads them, sorted by file, sheet and row, the same in every store
    and replica. The public gets none."""
    if scope is Scope.PUBLIC:
        return []
    return sorted((file_shown(file, scope), sheet, row) for file, sheet, row in places)


def score(folded: str, name: str, id_: str, *, exact: bool) -> int:
    """How well a hit of a search fits, as `Hit.score` says; `exact` where an alias is the very text, folded."""
    plain = fold_text(name)
    if exact or folded in (plain, fold_text(id_)):
        return 0
    return 1 if plain.startswith(folded) else 2


def nearest_words(word: str, words: Iterable[str]) -> list[str]:
    """Return those of these words that a mistyped one may have meant, nearest first, then in their order: one letter
    more, less, other or in its neighbour's place; two such slips where it has eight letters and more."""
    slips = 2 if len(word) >= _LONG else 1
    near = (each for each in words if each[:1] == word[:1] and each != word)
    found = ((OSA.distance(word, each, score_cutoff=slips), each) for each in near)
    return [each for distance, each in sorted(found) if distance <= slips]


def _names(fact: Fact) -> list[str]:
    aliases = fact.values.get("aliases") or ()
    found = [fact.name, *(aliases if isinstance(aliases, tuple) else ())]
    if fact.values.get("acronym"):
        found.append(str(fact.values["acronym"]))
    for name in ("name", "title", "acronym"):
        found += [str(value) for value, _ in (fact.others or {}).get(name, ())]
    return found
