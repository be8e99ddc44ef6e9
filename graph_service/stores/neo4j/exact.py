"""Facts as they stand in the database, property by property: what others changed there does not go unseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph_service.model import Fact, RecordType
from graph_service.stores import naming
from graph_service.stores.neo4j import codec
from graph_service.stores.neo4j.connection import PAGE
from graph_service.stores.neo4j.lookup import Run
from graph_service.stores.neo4j.names import NODES, PATTERN, RELATIONS

Variant = tuple[RecordType, str, int]
"""(type, fact id, mask of scopes)."""


def exact(props: Mapping[str, Any], ends: list[Any]) -> dict[str, Any]:
    """What two versions of a fact are compared by: all but since when it is so."""
    return {**props, "since": None, "ends": ends}


def ends_of(fact: Fact) -> list[Any]:
    return [fact.values[name] for name, _ in naming.ENDS[fact.type]] if fact.type in RELATIONS else []


def held_props(run: Run) -> Iterator[tuple[Variant, dict[str, Any]]]:
    """Every variant of every fact that counts now, as `exact` has them."""
    yield from front(run)
    yield from behind(run)


def front(run: Run) -> Iterator[tuple[Variant, dict[str, Any]]]:
    """What stands as a labelled node or a relation."""
    for type_ in RecordType:
        last = ""
        while True:
            rows = run(_FRONT[type_], last=last, page=PAGE)
            for id_, found, ends in rows:
                yield (type_, id_, codec.mask_of(found["scopes"])), exact(found, ends)
            if len(rows) < PAGE:
                break
            last = rows[-1][0]


def behind(run: Run) -> Iterator[tuple[Variant, dict[str, Any]]]:
    """What lower scopes see otherwise."""
    for type_text, found in run(_BEHIND):
        type_ = codec.TYPES[type_text]
        ends = [found[end] for end in ("a", "b") if end in found] if type_ in RELATIONS else []
        own = {name: value for name, value in found.items() if name not in ("of", "type", "a", "b")}
        yield (type_, found["id"], codec.mask_of(found["scopes"])), exact(own, ends)


def untouched(type_: RecordType, found: Mapping[str, Any]) -> bool:
    """Whether properties tell of a fact just as it was written."""
    try:
        fact = codec.fact(type_, found)
        mask = codec.mask_of(found["scopes"])
        return exact(codec.props(fact, mask, 0), ends_of(fact)) == dict(found)
    except (LookupError, TypeError, ValueError):
        return False


_BEHIND = "MATCH (v:Variant) WHERE v.until IS NULL AND v.since IS NOT NULL RETURN v.type, properties(v)"
_FRONT = {
    type_: f"""
    MATCH {pattern if type_ in NODES else pattern.replace("()", "(a)", 1).replace("->()", "->(b)")}
    WHERE f.id > $last AND f.since IS NOT NULL
    RETURN f.id, properties(f), {"[a.id, b.id]" if type_ in RELATIONS else "[]"} ORDER BY f.id LIMIT $page
"""
    for type_, pattern in PATTERN.items()
}
