"""What a batch changes for the team, fact by fact, as it was and as it is: read before the facts are written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from heapq import nsmallest

from graph_service.model import Fact, Scope
from graph_service.stores.base import MOST_CHANGES, Changed
from graph_service.stores.sqlite import codec
from graph_service.stores.sqlite.incremental import Part
from graph_service.stores.sqlite.whole import Whole
from graph_service.stores.variants import Key, bit


def told(db: sqlite3.Connection, folded: Part | Whole) -> tuple[Changed, ...]:
    """The first of what ended, of what differs, and of what is new; what more readers see now is never left out."""
    after = folded.found[Scope.INTERNAL]
    internal = [key for key, mask in folded.differs.touched.items() if mask & bit(Scope.INTERNAL)]
    ended = nsmallest(MOST_CHANGES, (key for key in internal if key in folded.before and key not in after))
    both = sorted(key for key in internal if key in folded.before and key in after)
    new = nsmallest(MOST_CHANGES, (key for key in internal if key not in folded.before))
    differs = [Changed(fact, after[fact.type, fact.id]) for fact in _held(db, both)]
    differs = [one for one in differs if one.widens or one.differs]
    differs.sort(key=lambda one: not one.widens)
    return (
        *(Changed(fact, None) for fact in _held(db, ended)),
        *differs[: max(MOST_CHANGES, sum(one.widens for one in differs))],
        *(Changed(None, after[key]) for key in new),
    )


def _held(db: sqlite3.Connection, keys: Iterable[Key]) -> list[Fact]:
    """Facts as the file has them for the team."""
    asked = json.dumps([[type_.value, id_] for type_, id_ in keys])
    rows = db.execute(
        "SELECT fact.type, node.id, fact.body FROM json_each(?) AS asked "
        "CROSS JOIN node ON node.id = asked.value ->> 1 AND node.type = asked.value ->> 0 "
        "JOIN fact ON fact.node = node.n WHERE fact.scopes & ? ORDER BY asked.key",
        (asked, bit(Scope.INTERNAL)),
    )
    return [codec.fact(*row) for row in rows]
