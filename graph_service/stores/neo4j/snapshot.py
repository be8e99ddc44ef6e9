"""A scope's facts as the columns of `stores.base.Snapshot`: read in columns, page by page, and exact at one batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph_service.errors import StoreError
from graph_service.model import Fact, RecordType, Scope
from graph_service.stores.base import IntArray, Snapshot
from graph_service.stores.neo4j.connection import PAGE, Run
from graph_service.stores.neo4j.names import PATTERN

Columns = Mapping[str, tuple[str, Any]]
"""Of each column: the property, and what stands for none. No list may hold null."""
_ACTOR: Columns = {"id": ("id", ""), "name": ("name", ""), "kind": ("kind", ""), "territory": ("territory", "")}
_PROJECT: Columns = {
    "id": ("id", ""),
    "name": ("title", ""),
    "kind": ("kind", ""),
    "start": ("start", ""),
    "end": ("end", ""),
    "size": ("size", 0),
    "themes": ("themes", []),
    "territories": ("territories", []),
}
_PARTICIPATION: Columns = {name: (name, "") for name in ("id", "actor", "project", "role", "start", "end")}
_PARTNERSHIP: Columns = {
    **{name: (name, "") for name in ("id", "actor", "partner", "kind", "title", "start", "end")},
    "weight": ("weight", 0.0),
}
_BLOCKS: Mapping[RecordType, Columns] = {
    RecordType.ACTOR: _ACTOR,
    RecordType.PROJECT: _PROJECT,
    RecordType.PARTICIPATION: _PARTICIPATION,
    RecordType.PARTNERSHIP: _PARTNERSHIP,
}


@dataclass(frozen=True, slots=True)
class Blocks:
    """The columns of each type, the rows sorted by id as Python sorts strings."""

    of: Mapping[RecordType, Mapping[str, list[Any]]]

    @property
    def ids(self) -> Mapping[RecordType, list[str]]:
        return {type_: block["id"] for type_, block in self.of.items()}


def read_front(run: Run, scope: Scope, n: int) -> dict[RecordType, dict[str, list[Any]]]:
    """Return the facts on labelled nodes and relations that batch `n` or an earlier one made, by type, as columns."""
    found: dict[RecordType, dict[str, list[Any]]] = {}
    for type_, columns in _BLOCKS.items():
        block: dict[str, list[Any]] = {name: [] for name in columns}
        last = ""
        while True:
            end, size, *page = run(_PAGES[type_], last=last, page=PAGE, scope=scope.value, n=n)[0]
            for name, column in zip(columns, page, strict=True):
                block[name] += column
            if size < PAGE:
                break
            last = end
        found[type_] = block
    return found


def read_behind(run: Run, scope: Scope, n: int) -> dict[RecordType, list[dict[str, Any]]]:
    """Return the facts on `Variant` nodes that the scope saw at batch `n`: lower variants, and versions ended since."""
    found: dict[RecordType, list[dict[str, Any]]] = {type_: [] for type_ in _BLOCKS}
    for type_, last in ((type_, "") for type_ in _BLOCKS):
        while True:
            rows = run(_BEHIND, type=type_.value, last=last, page=PAGE, scope=scope.value, n=n)
            found[type_] += [row for _, row in rows]
            if len(rows) < PAGE:
                break
            last = rows[-1][0]
    return found


def joined(
    front: Mapping[RecordType, Mapping[str, list[Any]]], behind: Mapping[RecordType, Iterable[Mapping[str, Any]]]
) -> Blocks:
    """Return both as one block for each type."""
    result: dict[RecordType, Mapping[str, list[Any]]] = {}
    for type_, columns in _BLOCKS.items():
        block = {name: list(column) for name, column in front[type_].items()}
        there = set(block["id"])
        for row in behind[type_]:
            if row["id"] not in there:
                there.add(row["id"])
                for name, (prop, none) in columns.items():
                    value = row.get(prop)
                    block[name].append(none if value is None else value)
        order = sorted(range(len(block["id"])), key=block["id"].__getitem__)
        result[type_] = {name: [column[i] for i in order] for name, column in block.items()}
    return Blocks(result)


def snapshot(
    blocks: Blocks,
    scope: Scope,
    revision: int,
    terms: Sequence[Fact],
    themes: Sequence[Fact],
    territories: Sequence[Fact],
) -> Snapshot:
    actors, projects = blocks.of[RecordType.ACTOR], blocks.of[RecordType.PROJECT]
    parts, links = blocks.of[RecordType.PARTICIPATION], blocks.of[RecordType.PARTNERSHIP]
    actor_at = {id_: position for position, id_ in enumerate(actors["id"])}
    project_at = {id_: position for position, id_ in enumerate(projects["id"])}
    return Snapshot(
        scope=scope,
        revision=revision,
        actors=actors["id"],
        actor_names=[name or id_ for name, id_ in zip(actors["name"], actors["id"], strict=True)],
        actor_kinds=actors["kind"],
        actor_territories=_or_none(actors["territory"]),
        projects=projects["id"],
        project_titles=[name or id_ for name, id_ in zip(projects["name"], projects["id"], strict=True)],
        project_kinds=projects["kind"],
        project_starts=_or_none(projects["start"]),
        project_ends=_or_none(projects["end"]),
        project_sizes=_or_none(projects["size"]),
        project_themes=[tuple(found) for found in projects["themes"]],
        project_territories=[tuple(found) for found in projects["territories"]],
        participations=parts["id"],
        participation_actors=_positions(parts["actor"], actor_at),
        participation_projects=_positions(parts["project"], project_at),
        participation_roles=parts["role"],
        participation_starts=_or_none(parts["start"]),
        participation_ends=_or_none(parts["end"]),
        partnerships=links["id"],
        partnership_actors=_positions(links["actor"], actor_at),
        partnership_partners=_positions(links["partner"], actor_at),
        partnership_kinds=links["kind"],
        partnership_titles=_or_none(links["title"]),
        partnership_starts=_or_none(links["start"]),
        partnership_ends=_or_none(links["end"]),
        partnership_weights=_or_none(links["weight"]),
        terms=terms,
        themes=themes,
        territories=territories,
    )


def _or_none(column: list[Any]) -> list[Any]:
    return [value or None for value in column]


def _positions(ids: list[str], at: Mapping[str, int]) -> IntArray:
    try:
        return np.fromiter((at[id_] for id_ in ids), dtype=np.int64, count=len(ids))
    except KeyError as error:
        raise StoreError("neo4j-changed") from error


def _column(prop: str, none: Any) -> str:
    text = "''" if none == "" else repr(none)
    return f"[f IN seen | coalesce(f.{prop}, {text})]"


_PAGES = {
    type_: f"""
    MATCH {PATTERN[type_]} WHERE f.id > $last WITH f ORDER BY f.id LIMIT $page
    WITH collect(f) AS found
    WITH found[-1].id AS last, size(found) AS size, [f IN found WHERE f.since <= $n AND $scope IN f.scopes] AS seen
    RETURN last, size, {", ".join(_column(*column) for column in columns.values())}
"""
    for type_, columns in _BLOCKS.items()
}
_BEHIND = """
    MATCH (v:Variant) WHERE v.maillage = $store AND v.of > $type + ':' + $last AND v.of < $type + ';' AND v.type = $type
    AND v.since <= $n AND (v.until IS NULL OR v.until > $n) AND $scope IN v.scopes
    RETURN v.id AS id, properties(v) ORDER BY v.of LIMIT $page
"""
