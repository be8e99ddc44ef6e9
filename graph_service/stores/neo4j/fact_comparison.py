"""Compares facts with their properties in the database, so that doctor sees what others changed.

What they wrote beside it, under names that are not ours, is theirs and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph_service.model import Fact, RecordType, ends_of
from graph_service.stores.neo4j import codec
from graph_service.stores.neo4j.connection import PAGE, Run
from graph_service.stores.neo4j.names import NODES, PATTERN, RELATIONS

Variant = tuple[RecordType, str, int]
"""(type, fact id, mask of scopes)."""


def comparable(props: Mapping[str, Any], ends: list[Any]) -> dict[str, Any]:
    """Return a version of a fact for comparison: all properties but `since`."""
    return {**props, "since": None, "ends": ends}


def arrow(fact: Fact) -> list[Any]:
    """Return the ids of a relation's start and end node; empty for a node."""
    return [*ends_of(fact.type, fact.values)] if fact.type in RELATIONS else []


def held_props(run: Run, base: int) -> Iterator[tuple[Variant, dict[str, Any]]]:
    """Yield every current variant of every fact in the form of `comparable`; keeps a `since` that cannot be right."""
    changed = changed_at(run, base)
    yield from front(run, changed)
    yield from behind(run, changed)


@dataclass(frozen=True, slots=True)
class Changed:
    """The numbers of the batches that changed each (type, id). Unknown for batches up to `base`."""

    at: Mapping[tuple[str, str], set[int]]
    base: int

    def made(self, type_: str, id_: str, since: Any) -> bool:
        """Return whether batch `since` can have made the present version of a fact."""
        return since in self.at.get((type_, id_), ()) or (isinstance(since, int) and 0 < since <= self.base)


def changed_at(run: Run, base: int) -> Changed:
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for n, type_, ids in run(_CHANGED, base=base):
        for id_ in ids:
            found[type_, id_].add(n)
    return Changed(found, base)


def front(run: Run, changed: Changed) -> Iterator[tuple[Variant, dict[str, Any]]]:
    """Yield the team's variants, which are labelled nodes and relations."""
    for type_ in RecordType:
        last = ""
        while True:
            rows = run(_FRONT[type_], last=last, page=PAGE)
            for id_, found, ends in rows:
                yield _variant(type_, id_, found), _comparable(type_, found, ends, changed)
            if len(rows) < PAGE:
                break
            last = rows[-1][0]


def behind(run: Run, changed: Changed) -> Iterator[tuple[Variant, dict[str, Any]]]:
    """Yield the variants that only lower scopes see, which are `Variant` nodes."""
    for type_text, found in run(_BEHIND):
        type_ = codec.TYPES.get(type_text)
        if type_ is None:
            continue  # told as a mark where none belongs (`health`)
        ends = [found[end] for end in ("a", "b") if end in found] if type_ in RELATIONS else []
        yield _variant(type_, str(found.get("id")), found), _comparable(type_, found, ends, changed)


def _variant(type_: RecordType, id_: str, found: Mapping[str, Any]) -> Variant:
    try:
        return type_, id_, codec.mask_of(found["scopes"])
    except (LookupError, TypeError, ValueError):
        return type_, id_, 0


def _comparable(type_: RecordType, found: Mapping[str, Any], ends: list[Any], changed: Changed) -> dict[str, Any]:
    ours = codec.plain(found, ("id", *codec.own(NODES.get(type_) or RELATIONS[type_])))
    told = comparable(ours, ends)
    if not changed.made(type_.value, str(found.get("id")), found.get("since")):
        told["since"] = found.get("since")
    return told


def untouched(type_: RecordType, found: Mapping[str, Any]) -> bool:
    """Return whether the properties are exactly those that were written for the fact."""
    try:
        fact = codec.fact(type_, found)
        mask = codec.mask_of(found["scopes"])
        return comparable(codec.props(fact, mask, 0), arrow(fact)) == dict(found)
    except (LookupError, TypeError, ValueError):
        return False


_CHANGED = """
    MATCH (i:Import { maillage: $store })-[:CHANGED { maillage: $store }]->(c:Change) WHERE i.n > $base
    RETURN i.n, c.type, c.ids
"""
_BEHIND = (
    "MATCH (v:Variant { maillage: $store }) WHERE v.until IS NULL AND v.since IS NOT NULL RETURN v.type, properties(v)"
)
_FRONT = {
    type_: f"""
    MATCH {pattern if type_ in NODES else pattern.replace("()", "(a)", 1).replace("->()", "->(b)")}
    WHERE f.id > $last AND f.since IS NOT NULL
    RETURN f.id, properties(f), {"[a.id, b.id]" if type_ in RELATIONS else "[]"} ORDER BY f.id LIMIT $page
"""
    for type_, pattern in PATTERN.items()
}
