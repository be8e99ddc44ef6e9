"""Facts as stores keep them: one row for each distinct content, with a mask of the scopes that see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.model import SCOPES, Fact, RecordType, Scope
from graph_service.stores.fold import Facts

Key = tuple[RecordType, str]


def bit(scope: Scope) -> int:
    """The bit of a scope in a mask of scopes."""
    return 1 << scope.rank


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between the facts that a store holds and those of a new fold. Masks are of the scopes that see a
    variant."""

    drop: list[tuple[Key, int]]
    add: list[tuple[Key, int, Fact]]
    touched: Mapping[Key, int]
    """Of each fact that changed for anyone, the scopes that see a difference."""


def variants(found: Mapping[Scope, Facts]) -> dict[Key, dict[int, Fact]]:
    """The distinct contents of each fact, by the mask of scopes that see each."""
    result: dict[Key, dict[int, Fact]] = {}
    all_scopes = sum(bit(scope) for scope in SCOPES)
    # Of scopes that share one result (everything public: the usual case of open data) nothing need be compared.
    if all(found[scope] is found[Scope.INTERNAL] for scope in SCOPES):
        return {key: {all_scopes: fact} for key, fact in found[Scope.INTERNAL].items()}
    for key in dict.fromkeys(key for scope in SCOPES for key in found[scope]):
        result[key] = contents({scope: found[scope].get(key) for scope in SCOPES})
    return result


def contents(seen: Mapping[Scope, Fact | None]) -> dict[int, Fact]:
    """The distinct contents of one fact, by the mask of the scopes that see each."""
    objects: dict[int, tuple[int, Fact]] = {}
    for scope, fact in seen.items():
        if fact is not None:
            objects[id(fact)] = objects.get(id(fact), (0, fact))[0] | bit(scope), fact
    # Most often all scopes have the very same, and no digest need be taken.
    if len(objects) == 1:
        return dict(objects.values())
    masks: dict[str, int] = defaultdict(int)
    facts: dict[str, Fact] = {}
    for mask, fact in objects.values():
        masks[fact.hash] |= mask
        facts[fact.hash] = fact
    return {mask: facts[content] for content, mask in masks.items()}


def change(held: Mapping[Key, Mapping[int, str]], found: Mapping[Scope, Facts]) -> Change:
    """Return what to drop and what to add so that a store that holds `held` (hashes by mask) holds `found`."""
    new = variants(found)
    drop: list[tuple[Key, int]] = []
    add: list[tuple[Key, int, Fact]] = []
    touched: dict[Key, int] = {}
    # Masks of one fact's variants are disjoint: their sum is all who see it.
    for key, after in new.items():
        before = held.get(key)
        if before is None:
            add += [(key, mask, fact) for mask, fact in after.items()]
            touched[key] = sum(after)
            continue
        gone = [mask for mask, content in before.items() if mask not in after or after[mask].hash != content]
        come = [mask for mask, fact in after.items() if before.get(mask) != fact.hash]
        if gone or come:
            drop += [(key, mask) for mask in gone]
            add += [(key, mask, after[mask]) for mask in come]
            touched[key] = sum(bit(s) for s in SCOPES if _seen(before, s) != _seen_fact(after, s))
    for key, before in held.items():
        if key not in new:
            drop += [(key, mask) for mask in before]
            touched[key] = sum(before)
    return Change(drop, add, {key: mask for key, mask in touched.items() if mask})


def _seen(variants_: Mapping[int, str], scope: Scope) -> str | None:
    return next((content for mask, content in variants_.items() if mask & bit(scope)), None)


def _seen_fact(variants_: Mapping[int, Fact], scope: Scope) -> str | None:
    return next((fact.hash for mask, fact in variants_.items() if mask & bit(scope)), None)
