"""A scope's facts as the columns of `stores.base.Snapshot`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np

from graph_service.model import RecordType, Scope
from graph_service.stores.base import IntArray, Snapshot
from graph_service.stores.sqlite import codec
from graph_service.stores.variants import bit


def read_snapshot(db: sqlite3.Connection, scope: Scope, revision: int) -> Snapshot:
    """Read inside a transaction that the caller holds: all columns are of one revision."""
    actors = _rows(db, RecordType.ACTOR, scope)
    projects = _rows(db, RecordType.PROJECT, scope)
    participations = _rows(db, RecordType.PARTICIPATION, scope)
    partnerships = _rows(db, RecordType.PARTNERSHIP, scope)
    extra = {
        name: [codec.beside(row[8]) for row in rows]
        for name, rows in (("actors", actors), ("projects", projects), ("partnerships", partnerships))
    }
    actor_at = {row[0]: position for position, row in enumerate(actors)}
    project_at = {row[0]: position for position, row in enumerate(projects)}
    return Snapshot(
        scope=scope,
        revision=revision,
        actors=[row[1] for row in actors],
        actor_names=[row[4] for row in actors],
        actor_kinds=[row[5] or "" for row in actors],
        actor_territories=[more.get("territory") for more in extra["actors"]],
        projects=[row[1] for row in projects],
        project_titles=[row[4] for row in projects],
        project_kinds=[row[5] or "" for row in projects],
        project_starts=[row[6] for row in projects],
        project_ends=[row[7] for row in projects],
        project_sizes=[more.get("size") for more in extra["projects"]],
        project_themes=[tuple(more.get("themes", ())) for more in extra["projects"]],
        project_territories=[tuple(more.get("territories", ())) for more in extra["projects"]],
        participations=[row[1] for row in participations],
        participation_actors=_positions(participations, 2, actor_at),
        participation_projects=_positions(participations, 3, project_at),
        participation_roles=[row[5] for row in participations],
        participation_starts=[row[6] for row in participations],
        participation_ends=[row[7] for row in participations],
        partnerships=[row[1] for row in partnerships],
        partnership_actors=_positions(partnerships, 2, actor_at),
        partnership_partners=_positions(partnerships, 3, actor_at),
        partnership_kinds=[row[5] for row in partnerships],
        partnership_titles=[more.get("title") for more in extra["partnerships"]],
        partnership_starts=[row[6] for row in partnerships],
        partnership_ends=[row[7] for row in partnerships],
        partnership_weights=[more.get("weight") for more in extra["partnerships"]],
        terms=_facts(db, RecordType.TERM, scope),
        themes=_facts(db, RecordType.THEME, scope),
        territories=_facts(db, RecordType.TERRITORY, scope),
    )


def _rows(db: sqlite3.Connection, type_: RecordType, scope: Scope) -> list[Any]:
    """(node, id, a, b, name, kind, start, end, extra), sorted by id as Python sorts strings."""
    return db.execute(
        "SELECT fact.node, node.id, a, b, name, kind, start, end, extra FROM fact JOIN node ON node.n = fact.node "
        "WHERE fact.type = ? AND fact.scopes & ? ORDER BY node.id",
        (type_.value, bit(scope)),
    ).fetchall()


def _facts(db: sqlite3.Connection, type_: RecordType, scope: Scope) -> list[Any]:
    rows = db.execute(
        "SELECT fact.type, node.id, fact.body FROM fact JOIN node ON node.n = fact.node "
        "WHERE fact.type = ? AND fact.scopes & ? ORDER BY node.id",
        (type_.value, bit(scope)),
    )
    return [codec.fact(*row) for row in rows]


def _positions(rows: Sequence[Any], column: int, at: dict[int, int]) -> IntArray:
    try:
        return np.fromiter((at[row[column]] for row in rows), dtype=np.int64, count=len(rows))
    except KeyError as error:
        raise codec.Unreadable from error
