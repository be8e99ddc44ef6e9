"""A batch's way into the file: the log, the fold, the facts that differ. All inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import islice, repeat
from operator import or_
from typing import Any

from graph_service.errors import Conflict
from graph_service.model import (
    RELATIONS,
    SCOPES,
    Batch,
    Fact,
    RecordType,
    Says,
    Scope,
    Statement,
    canonical_json,
    ends,
    ends_of,
    texts_digest,
)
from graph_service.stores.base import Document, Written
from graph_service.stores.fold import fact_id
from graph_service.stores.fold.touched import hooks
from graph_service.stores.folding import FirstFold, Folded, changes, fold_all, fold_first, fold_touched
from graph_service.stores.naming import aliases_of, label_of
from graph_service.stores.sqlite import codec, schema, sealing
from graph_service.stores.sqlite.lookup import SqliteLookup
from graph_service.stores.variants import Change, Key, bit

_EXTRA = {
    RecordType.ACTOR: ("territory",),
    RecordType.PROJECT: ("size", "themes", "territories"),
    RecordType.PARTNERSHIP: ("title", "weight"),
}
_KIND = {RecordType.PARTICIPATION: "role"}
_LOWEST = {mask: next(s for s in SCOPES if mask & bit(s)) for mask in range(1, 1 << len(SCOPES))}
"""Of a mask of scopes, the first of them."""
_AT_ONCE = 10_000
"""Statements, and facts, that are written at once: only of so many their texts are held."""
_MANY = 5_000
"""Rows said from which on it pays to make the indexes of an empty store last."""


def append(
    db: sqlite3.Connection,
    log: Sequence[tuple[Batch, Says]],
    documents: Sequence[Document],
    *,
    whole: bool = False,
) -> Written:
    """Append batches, fold once, and write what differs. Returns what the last batch did.

    Folded is what the batch touches; all, from nothing, where that is much, or `whole` asks for it. The facts of a
    store that has none are made one by one, unless `whole` asks to hold and compare them.
    """
    if sum(len(says) for _, says in log) > _MANY and not db.execute("SELECT 1 FROM batch").fetchone():
        with schema.indexed_later(db):
            return _append(db, log, documents, whole)
    return _append(db, log, documents, whole)


def _append(
    db: sqlite3.Connection, log: Sequence[tuple[Batch, Says]], documents: Sequence[Document], whole: bool
) -> Written:
    told: dict[int, Statement] = {}
    for batch, says in log:
        told.update(log_batch(db, batch, says))
    batches = batches_of(db)
    look = SqliteLookup(db)
    part = None if whole or len(log) > 1 else fold_touched(look, batches)
    first = not (whole or db.execute("SELECT 1 FROM node").fetchone())
    folded = part or (fold_first if first else fold_all)(look, batches, told)
    number: int = db.execute("SELECT max(n) FROM batch").fetchone()[0]
    if isinstance(folded, FirstFold):
        changed = folded.changed()
        first_facts(db, folded)
        revise_first(db, number)
    else:
        changed = changes.changed(look, folded)
        nodes = facts_of(db, folded)
        revise(db, folded.differs.touched, nodes, number)
        del nodes
    for document in documents:
        put(db, document)
    batch, says = log[-1]
    written = folded.written(look, batch, says)
    batch = replace(batch, summary={**(batch.summary or {}), **written.counts.by_sheet()})
    db.execute("UPDATE batch SET body = ? WHERE n = ?", (codec.batch_text(batch), number))
    # Sealing reads the batch back: without this, all three would be held at once, where memory is highest.
    del folded, part, told
    for appended in range(number - len(log) + 1, number + 1):
        sealing.seal_batch(db, appended)
    return replace(written, batch=batch, revision=revision(db), changes=changed)


def revision(db: sqlite3.Connection) -> int:
    """The revision of scope internal."""
    found: int = db.execute(
        "SELECT coalesce(max(revision), 0) FROM revision WHERE scope = ?", (Scope.INTERNAL.rank,)
    ).fetchone()[0]
    return found


def put(db: sqlite3.Connection, document: Document) -> Document:
    """Compare and set one document; `version` is that which the caller read, 0 for none yet."""
    row = db.execute(
        "SELECT version FROM document WHERE collection = ? AND id = ?", (document.collection, document.id)
    ).fetchone()
    if (row[0] if row else 0) != document.version:
        raise Conflict("document-changed", collection=document.collection, id=document.id)
    kept = Document(document.collection, document.id, document.version + 1, document.body, document.scope)
    keep(db, kept)
    return kept


def keep(db: sqlite3.Connection, document: Document) -> None:
    """Write a document as it is, with its seal."""
    db.execute(
        "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?)",
        (document.collection, document.id, document.version, document.scope.value, canonical_json(document.body)),
    )
    sealing.seal_document(db, document)


# The log


def log_batch(db: sqlite3.Connection, batch: Batch, says: Says) -> dict[int, Statement]:
    """Append a batch. Returns what it says, by number."""
    number = db.execute(
        "INSERT INTO batch (id, body) VALUES (?, ?) RETURNING n", (batch.id, codec.batch_text(batch))
    ).fetchone()[0]
    db.executemany("INSERT OR IGNORE INTO place (file, sheet) VALUES (?, ?)", sorted(says.places))
    place_at = {(file, sheet): n for n, file, sheet in db.execute("SELECT n, file, sheet FROM place")}
    first: int = db.execute("SELECT coalesce(max(n), 0) + 1 FROM statement").fetchone()[0]
    told, numbers = _state(db, says.distinct(), first)
    db.executemany(
        "INSERT INTO says (batch, statement, place, row) VALUES (?, ?, ?, ?)",
        zip(
            repeat(number),
            map(numbers.__getitem__, map(id, says.statements)),
            says.placed([place_at[place] for place in says.places]),
            says.rows,
            strict=False,
        ),
    )
    del numbers
    find_by(db, told if first == 1 else {n: said for n, said in told.items() if n >= first})
    return told


def _state(
    db: sqlite3.Connection, statements: Sequence[Statement], first: int
) -> tuple[dict[int, Statement], dict[int, int]]:
    """Write the statements that are said for the first time, numbered from `first` on. Returns each by its number, and
    the numbers by the object's `id`."""
    numbers: dict[str, int] = {}
    told: dict[int, Statement] = {}
    of_object: dict[int, int] = {}
    following = first
    for start in range(0, len(statements), _AT_ONCE):
        some = statements[start : start + _AT_ONCE]
        rows = [codec.statement_row(said) for said in some]
        if first > 1:
            unknown = [row[0] for row in rows if row[0] not in numbers]
            known = "SELECT digest, n FROM statement WHERE digest IN (SELECT value FROM json_each(?))"
            numbers.update(db.execute(known, (json.dumps(unknown),)))
        new = []
        for said, row in zip(some, rows, strict=True):
            n = numbers.setdefault(row[0], following)
            if n == following:
                new.append((n, *row))
                following += 1
            told[n] = said
            of_object[id(said)] = n
        db.executemany("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", new)
    return told, of_object


def find_by(db: sqlite3.Connection, statements: Mapping[int, Statement]) -> None:
    """Write by what statements are found: the facts that they speak of, and the hooks that they hang on."""
    about = [(fact_id(said.type, key), said.type._value_, n) for n, said in statements.items() for key in set(said.ids)]
    # In the order of the table, which is its primary key: a quarter of the time of any other order.
    db.executemany("INSERT INTO about (id, type, statement) VALUES (?, ?, ?)", _sorted(about))
    del about
    named: dict[str, list[int]] = defaultdict(list)
    for n, said in statements.items():
        for text in hooks(said):
            named[text].append(n)
    db.executemany(
        "INSERT INTO hook (text, statement) VALUES (?, ?)", ((text, n) for text in sorted(named) for n in named[text])
    )


def _sorted(rows: list[Any]) -> list[Any]:
    """The list itself, sorted: it is as long as the log."""
    rows.sort()
    return rows


def batches_of(db: sqlite3.Connection) -> list[Batch]:
    return [codec.batch(body) for (body,) in db.execute("SELECT body FROM batch ORDER BY n")]


# Facts


def facts_of(db: sqlite3.Connection, folded: Folded) -> dict[Key, int]:
    """Write the facts that differ. Returns the numbers of their nodes, and of those that they refer to."""
    differs = folded.differs
    come = sorted({(id_, type_._value_) for (type_, id_), _, _ in differs.add})
    if db.execute("SELECT 1 FROM node").fetchone():
        db.executemany("INSERT OR IGNORE INTO node (id, type) VALUES (?, ?)", come)
        nodes = _nodes(db, differs)
    else:
        # Of an empty store all that is named comes now.
        db.executemany("INSERT INTO node (n, id, type) VALUES (?, ?, ?)", ((n, *key) for n, key in enumerate(come, 1)))
        nodes = {(codec.TYPES[type_], id_): n for n, (id_, type_) in enumerate(come, 1)}
    del come
    gone = [
        row
        for key, mask in differs.drop
        for row in db.execute("SELECT n FROM fact WHERE node = ? AND scopes = ?", (nodes[key], mask))
    ]
    db.executemany("DELETE FROM label WHERE rowid = ?", gone)
    db.executemany("DELETE FROM fact WHERE n = ?", gone)
    _insert_facts(db, ((nodes[key], mask, fact) for key, mask, fact in differs.add), nodes, folded.has)
    return nodes


def first_facts(db: sqlite3.Connection, folded: FirstFold) -> None:
    """Write the facts of a store that holds none, as `facts_of` does, each as it is made."""
    keys = [(id_, type_._value_) for type_, id_ in folded.every_key()]
    in_order = sorted(range(len(keys)), key=keys.__getitem__)
    db.executemany(
        "INSERT INTO node (n, id, type) VALUES (?, ?, ?)", ((n, *keys[at]) for n, at in enumerate(in_order, 1))
    )
    del keys
    numbers = array("q", bytes(8 * len(in_order)))
    for n, at in enumerate(in_order, 1):
        numbers[at] = n
    del in_order
    # Only what relations lean on is looked up by its id.
    nodes = {key: n for key, n in zip(folded.every_key(), numbers, strict=True) if key[0] not in RELATIONS}
    facts = ((numbers[at], mask, fact) for at, mask, fact in folded.every_fact())
    _insert_facts(db, facts, nodes, folded.has)


def _insert_facts(
    db: sqlite3.Connection,
    facts: Iterable[tuple[int, int, Fact]],
    nodes: Mapping[Key, int],
    has: Callable[[Scope, Key], bool],
) -> None:
    """Insert facts, each with the number of its node and the scopes that see it, and what they are found by."""
    first: int = db.execute("SELECT coalesce(max(n), 0) + 1 FROM fact").fetchone()[0]
    aliases: list[tuple[str, int, int]] = []
    numbered = enumerate(facts, first)
    while some := list(islice(numbered, _AT_ONCE)):
        db.executemany(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (fact_row(n, node, mask, fact, nodes, has) for n, (node, mask, fact) in some),
        )
        db.executemany(
            "INSERT INTO label (rowid, text) VALUES (?, ?)",
            ((n, text) for n, (_, _, fact) in some if (text := label_of(fact))),
        )
        aliases += ((alias, kind, n) for n, (_, _, fact) in some for alias, kind in set(aliases_of(fact)))
    # In the order of the table, as `about`.
    db.executemany("INSERT INTO alias (alias, kind, fact) VALUES (?, ?, ?)", _sorted(aliases))


def _nodes(db: sqlite3.Connection, differs: Change) -> dict[Key, int]:
    """The numbers of the nodes that what differs is about or refers to."""
    ids = {id_ for _, id_ in differs.touched} | {id_ for (_, id_), _ in differs.drop}
    for (type_, id_), _, fact in differs.add:
        ids.add(id_)
        ids.update(ends_of(type_, fact.values))
    rows = db.execute(
        "SELECT node.n, node.id, node.type FROM json_each(?) AS asked CROSS JOIN node ON node.id = asked.value",
        (json.dumps(sorted(ids)),),
    )
    return {(codec.TYPES[type_], id_): n for n, id_, type_ in rows}


def fact_row(
    n: int, node: int, mask: int, fact: Fact, nodes: Mapping[Key, int], has: Callable[[Scope, Key], bool]
) -> tuple[object, ...]:
    """The row of the table `fact`, `node` being its own; `has` says whether a scope has a fact. Raises KeyError where
    the node of an end is missing."""
    at: list[int | None] = [None, None]
    if named := ends(fact.type):
        scope = _LOWEST[mask]
        for position, end in enumerate(named):
            id_ = str(fact.values[end.name])
            for type_ in end.refs:
                if has(scope, (type_, id_)):
                    at[position] = nodes[type_, id_]
                    break
            else:
                raise KeyError(id_)
    extra = {name: fact.values[name] for name in _EXTRA.get(fact.type, ()) if name in fact.values}
    # Its digest is taken of this text, not of another made anew.
    body = fact.body
    return (
        n,
        node,
        fact.type._value_,
        mask,
        *at,
        fact.name,
        fact.values.get(_KIND.get(fact.type, "kind")),
        fact.values.get("start"),
        fact.values.get("end"),
        canonical_json(extra) if extra else None,
        texts_digest(body),
        fact.content_hash,
        body,
    )


def revise(db: sqlite3.Connection, touched: Mapping[Key, int], nodes: Mapping[Key, int], batch: int) -> None:
    """A scope's revision rises only by a batch that changes what that scope sees: `touched` says which scopes do."""
    _raise(db, reduce(or_, touched.values(), 0), batch)
    db.executemany(
        "INSERT INTO change (batch, node, scopes) VALUES (?, ?, ?)",
        ((batch, nodes[key], mask) for key, mask in touched.items()),
    )


def revise_first(db: sqlite3.Connection, batch: int) -> None:
    """As `revise`, of a store that had no fact: all that is there has changed, for the scopes that see it."""
    masks = db.execute("SELECT DISTINCT scopes FROM fact")
    _raise(db, reduce(or_, (mask for (mask,) in masks), 0), batch)
    # Masks of one fact's contents are disjoint: their sum is all who see it.
    db.execute("INSERT INTO change SELECT ?, node, sum(scopes) FROM fact GROUP BY node", (batch,))


def _raise(db: sqlite3.Connection, seen: int, batch: int) -> None:
    """Raise the revision of each scope in a mask."""
    for scope in SCOPES:
        if seen & bit(scope):
            db.execute(
                "INSERT INTO revision SELECT ?1, coalesce(max(revision), 0) + 1, ?2 FROM revision WHERE scope = ?1",
                (scope.rank, batch),
            )
