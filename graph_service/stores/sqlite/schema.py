"""The tables, as forward migrations. A released migration is never edited: a change is a new one at the end.

`batch`, `statement`, `says`, `about` and `hook` are the log, only ever appended to. `now`, `speaking`, `node`, `fact`,
`alias`, `label` and `change` are what the fold made of it and can be made again. `document` holds what is no fact.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graph_service.errors import StoreError
from graph_service.stores.sqlite import sealing

APPLICATION_ID = 1296124236  # "MAIL", as in the first migration

MIGRATIONS = (
    """
    PRAGMA application_id = 1296124236;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    INSERT INTO meta VALUES ('store_id', lower(hex(randomblob(8))));

    CREATE TABLE batch (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
    CREATE TABLE statement (
        n INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        op TEXT NOT NULL,
        type TEXT NOT NULL,
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        updated TEXT NOT NULL,
        visibility TEXT NOT NULL,
        ids TEXT NOT NULL,
        fields TEXT NOT NULL
    );
    CREATE INDEX statement_chain ON statement (source, type, key);
    CREATE INDEX statement_word ON statement (type) WHERE op <> 'row';
    CREATE TABLE place (n INTEGER PRIMARY KEY, file TEXT NOT NULL, sheet TEXT NOT NULL, UNIQUE (file, sheet));
    CREATE TABLE says (
        n INTEGER PRIMARY KEY,
        batch INTEGER NOT NULL REFERENCES batch,
        statement INTEGER NOT NULL REFERENCES statement,
        place INTEGER NOT NULL REFERENCES place,
        row INTEGER NOT NULL
    );
    CREATE INDEX says_batch ON says (batch);
    CREATE INDEX says_statement ON says (statement);
    -- Which facts' ids, by any member key, a statement speaks of: history, and words about what is gone.
    CREATE TABLE about (
        id TEXT NOT NULL, type TEXT NOT NULL, statement INTEGER NOT NULL REFERENCES statement,
        PRIMARY KEY (id, type, statement)
    ) WITHOUT ROWID;

    -- The ids that a statement refers to and the identifiers it states: what is folded again when these change.
    CREATE TABLE hook (
        text TEXT NOT NULL, statement INTEGER NOT NULL REFERENCES statement, PRIMARY KEY (text, statement)
    ) WITHOUT ROWID;
    -- The rows that count now, and how often.
    CREATE TABLE now (statement INTEGER PRIMARY KEY REFERENCES statement, count INTEGER NOT NULL);
    -- By how many of these each source speaks to whom, its own record left out: which sources are there.
    CREATE TABLE speaking (
        source TEXT NOT NULL, visibility TEXT NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (source, visibility)
    ) WITHOUT ROWID;

    -- A node is a fact's (type, id), whatever its content and whoever sees it.
    CREATE TABLE node (n INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, UNIQUE (id, type));
    CREATE TABLE fact (
        n INTEGER PRIMARY KEY,
        node INTEGER NOT NULL REFERENCES node,
        type TEXT NOT NULL,
        scopes INTEGER NOT NULL,
        a INTEGER REFERENCES node,
        b INTEGER REFERENCES node,
        name TEXT NOT NULL,
        kind TEXT,
        start TEXT,
        end TEXT,
        extra TEXT,
        hash TEXT NOT NULL,
        content TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (node, scopes)
    );
    CREATE INDEX fact_type ON fact (type);
    CREATE INDEX fact_a ON fact (a) WHERE a IS NOT NULL;
    CREATE INDEX fact_b ON fact (b) WHERE b IS NOT NULL;
    -- Other exact names of a fact. kind 0: another member's id; 1: SIREN, SIRET, RNA; 2: a name, folded.
    CREATE TABLE alias (
        alias TEXT NOT NULL, kind INTEGER NOT NULL, fact INTEGER NOT NULL REFERENCES fact ON DELETE CASCADE,
        PRIMARY KEY (alias, kind, fact)
    ) WITHOUT ROWID;
    CREATE INDEX alias_fact ON alias (fact);
    -- rowid is fact.n. The text is folded by us: SQLite would keep ligatures and split nothing at an apostrophe.
    CREATE VIRTUAL TABLE label USING fts5 (text, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');

    CREATE TABLE revision (
        scope INTEGER NOT NULL, revision INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES batch,
        PRIMARY KEY (scope, revision)
    ) WITHOUT ROWID;
    CREATE TABLE change (
        batch INTEGER NOT NULL REFERENCES batch, node INTEGER NOT NULL REFERENCES node, scopes INTEGER NOT NULL,
        PRIMARY KEY (batch, node)
    ) WITHOUT ROWID;

    CREATE TABLE document (
        collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, scope TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (collection, id)
    ) WITHOUT ROWID;
    """,
    """
    -- Digests of what the log does not give by itself: see `sealing.py`.
    CREATE TABLE seal (
        kind TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (kind, id)
    ) WITHOUT ROWID;
    """,
)
_AFTER: dict[int, Callable[[sqlite3.Connection], None]] = {2: sealing.seal_all}
"""What a migration does beside its script, in its transaction, by the version that it leads to."""


LATER = (
    "statement_chain",
    "says_batch",
    "says_statement",
    "fact_type",
    "fact_a",
    "fact_b",
    "alias_fact",
)
"""Indexes that nothing looks into while an empty store is filled."""


@contextmanager
def indexed_later(connection: sqlite3.Connection) -> Iterator[None]:
    """Fill an empty store inside: indexes made of all rows at once cost half of what they cost row by row.

    In the caller's transaction, as everything else: nobody ever sees a store without them.
    """
    texts = [
        text
        for name in LATER
        for (text,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?", (name,))
    ]
    for name in LATER:
        connection.execute(f"DROP INDEX IF EXISTS {name}")
    yield
    for text in texts:
        connection.execute(text)


def migrate(connection: sqlite3.Connection) -> int | None:
    """Bring a store, or an empty database, to this version's schema, a migration a transaction.

    Returns the version that a store had, where this call has brought it forward; None of an empty database, and where
    nothing was to be done.
    """
    first = None
    while (at := version(connection)) < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        # Somebody else may have opened the same store in the meantime.
        if version(connection) == at:
            for statement in _statements(MIGRATIONS[at]):
                connection.execute(statement)
            if at + 1 in _AFTER:
                _AFTER[at + 1](connection)
            connection.execute(f"PRAGMA user_version = {at + 1}")
            first = at if first is None else first
        connection.execute("COMMIT")
    return first or None


def check_known(connection: sqlite3.Connection) -> None:
    """Raise StoreError for a store that a newer version has written."""
    at = version(connection)
    if at > len(MIGRATIONS):
        raise StoreError("store-newer", version=at, known=len(MIGRATIONS))


def version(connection: sqlite3.Connection) -> int:
    """How many migrations the file has been through."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit what is open."""
    text = ""
    for part in script.split(";"):
        text += part + ";"
        if part.strip() and sqlite3.complete_statement(text):
            yield text
            text = ""
