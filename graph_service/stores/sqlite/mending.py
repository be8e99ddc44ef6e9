"""Making again from the log all that follows from it, where somebody else changed the file, in one transaction.

Facts, names, what they are found by, and the tables' own indexes are thrown away and made anew; what was changed for
whom is written as a batch that says nothing. Nothing is done where the log itself is not as it was written: the facts
would then follow what somebody else put there.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from graph_service.errors import StoreError
from graph_service.messages import Items, m
from graph_service.model import SCOPES, Batch, RecordType, Says, Scope
from graph_service.stores.base import Counts, Written
from graph_service.stores.fold import fold
from graph_service.stores.folding import WholeFold, counting
from graph_service.stores.health import State
from graph_service.stores.sqlite import agreement, codec, sealing, writing
from graph_service.stores.sqlite.lookup import SqliteLookup
from graph_service.stores.variants import Key, bit, change

_Seen = dict[tuple[str, str], dict[int, tuple[Any, ...]]]
"""Of each fact what answers are made of, by the mask of scopes that see it."""
_DERIVED = ("about", "hook", "now", "speaking", "alias", "fact")


def mend(db: sqlite3.Connection, batch: Batch) -> Written:
    """Make again what follows from the log. `batch` says nothing; it is kept only where something was wrong.

    Raises StoreError where the log is not as it was written.
    """
    said = agreement.log(db)
    if said.state is State.ERROR:
        raise StoreError("mend-log", reason=said.message)
    wrong = {name for name in ("revisions", "facts", "index") if not _agrees(db, name)}
    if not wrong and not list(agreement.shape(db)):
        return Written(None, writing.revision(db), _counts({}, {}), (), ())
    before = _seen(db)
    _shape(db)
    if "revisions" in wrong:
        # Where scopes stood is sealed by itself: a revision never goes back to what readers have seen.
        held = sealing.held(db)
        stood = {scope: max(_revision(db, scope), sealing.revision_of(held, scope)) for scope in SCOPES}
        db.execute("DELETE FROM revision")
        db.execute("DELETE FROM change")
    writing.log_batch(db, batch, Says())
    number: int = db.execute("SELECT max(n) FROM batch").fetchone()[0]
    _make_again(db)
    after = _seen(db)
    if "revisions" in wrong:
        rows = [(scope.rank, stood[scope] + 1, number) for scope in SCOPES]
        db.executemany("INSERT INTO revision (scope, revision, batch) VALUES (?, ?, ?)", rows)
        db.execute("INSERT INTO change SELECT ?, node, sum(scopes) FROM fact GROUP BY node", (number,))
    else:
        _tell(db, _touched(before, after), number)
    sealing.seal_batch(db, number)
    if "revisions" in wrong:
        db.execute("DELETE FROM seal WHERE kind IN ('changed', 'revision')")
        sealing.seal_changes(db, list(range(1, number + 1)))
    return Written(batch, writing.revision(db), _counts(before, after), (), ())


def _agrees(db: sqlite3.Connection, name: str) -> bool:
    """Whether a check finds all well; what it cannot even read is not well."""
    try:
        return agreement.CHECKS[name](db).state is State.OK
    except (codec.Unreadable, LookupError, ValueError, TypeError):
        return False


def _shape(db: sqlite3.Connection) -> None:
    """Take away triggers and indexes on our tables that are not ours, and make those again that are gone."""
    should, is_ = agreement.objects_made(), agreement.objects(db)
    for name in list(agreement.shape(db)):
        kind = is_[name][0] if name in is_ else ""
        if kind in ("trigger", "index", "view") and is_[name][2]:
            quoted = name.replace('"', '""')
            db.execute(f'DROP {kind.upper()} "{quoted}"')
        made_by = should[name][2] if name in should and should[name][0] == "index" else None
        if made_by:
            db.execute(made_by)
    if names := list(agreement.shape(db)):
        raise StoreError("mend-log", reason=m("doctor-schema-changed", names=Items(names[:5])))
    db.execute("REINDEX")


def _make_again(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM statement WHERE n NOT IN (SELECT statement FROM says)")
    for table in _DERIVED:
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    (label,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'label'").fetchone()
    db.execute("DROP TABLE label")
    db.execute(label)
    db.execute("DELETE FROM node WHERE n NOT IN (SELECT node FROM change)")
    look = SqliteLookup(db)
    statements, now, counts = counting(look, writing.batches_of(db), {})
    writing.find_by(db, statements)
    look.keep_counting({}, counts, statements)
    found = fold(now)
    writing.facts_of(db, WholeFold(now, found, change({}, found), {}))


def _seen(db: sqlite3.Connection) -> _Seen:
    found: _Seen = defaultdict(dict)
    for type_, id_, scopes, *rest in db.execute(_SEEN):
        if isinstance(scopes, int):
            found[str(type_), str(id_)][scopes] = tuple(rest)
    return found


def _touched(before: _Seen, after: _Seen) -> dict[tuple[str, str], int]:
    """Of each fact that differs for anyone, the scopes that see a difference."""

    def seen(rows: Mapping[int, tuple[Any, ...]], scope: Scope) -> tuple[Any, ...] | None:
        return next((row for mask, row in rows.items() if mask & bit(scope)), None)

    found = {
        key: sum(bit(s) for s in SCOPES if seen(before.get(key, {}), s) != seen(after.get(key, {}), s))
        for key in before.keys() | after.keys()
    }
    return {key: mask for key, mask in found.items() if mask and key[0] in codec.TYPES}


def _tell(db: sqlite3.Connection, touched: Mapping[tuple[str, str], int], number: int) -> None:
    """Write what was changed for whom; what was there and should not have been is named too."""
    db.executemany("INSERT OR IGNORE INTO node (id, type) VALUES (?, ?)", sorted((id_, t) for t, id_ in touched))
    nodes = {(t, id_): n for n, id_, t in db.execute("SELECT n, id, type FROM node")}
    keys: dict[Key, int] = {(codec.TYPES[t], id_): mask for (t, id_), mask in touched.items()}
    writing.revise(db, keys, {(codec.TYPES[t], id_): nodes[t, id_] for t, id_ in touched}, number)


def _revision(db: sqlite3.Connection, scope: Scope) -> int:
    (found,) = db.execute("SELECT max(revision) FROM revision WHERE scope = ?", (scope.rank,)).fetchone()
    return found if isinstance(found, int) else 0


def _counts(before: _Seen, after: _Seen) -> Counts:
    """What differs for the team, by type."""
    differ = [key for key, mask in _touched(before, after).items() if mask & bit(Scope.INTERNAL)]
    created = Counter(t for t, id_ in differ if (t, id_) not in before)
    withdrawn = Counter(t for t, id_ in differ if (t, id_) not in after)
    updated = Counter(t for t, id_ in differ if (t, id_) in before and (t, id_) in after)
    told = [{type_: found[type_.value] for type_ in RecordType} for found in (created, updated, withdrawn)]
    return Counts(told[0], told[1], dict.fromkeys(RecordType, 0), told[2])


_SEEN = """
    SELECT node.type, node.id, fact.scopes, fact.type, one.type, one.id, other.type, other.id,
           fact.name, fact.kind, fact.start, fact.end, fact.extra, fact.hash, fact.content, fact.body
    FROM fact LEFT JOIN node ON node.n = fact.node
    LEFT JOIN node AS one ON one.n = fact.a LEFT JOIN node AS other ON other.n = fact.b
"""
