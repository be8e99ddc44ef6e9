"""Finds a store in a database, makes one, and upgrades one of an older version."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from graph_service.errors import StoreError, StoreMissing
from graph_service.stores.neo4j import derived_relations, heads, lock, migrating, schema
from graph_service.stores.neo4j.connection import Connection, Run
from graph_service.territories import tables_digest


@dataclass(frozen=True, slots=True)
class Found:
    """A store in a database: its id, the version that wrote it, and whether it has its mark yet."""

    store_id: str
    schema: int
    marked: bool
    unfinished: bool = False
    """Whether a batch is committed and not finished."""
    headless: bool = False
    """Whether somebody deleted the node that says where it stands."""


def find(connection: Connection, *, remake: bool = True) -> Found | None:
    """Return the store of a database, and bind the connection to it. None if there is none.

    A head that somebody deleted is made again (`remake`): all that it says, the batches say too.
    """
    rows = connection.read(lambda run: run(_FIND))
    if rows:
        connection.store = rows[0][0]
        return Found(*rows[0])
    orphaned = connection.read(lambda run: run(_HEADLESS))
    if len(orphaned) != 1:
        return None
    connection.store = orphaned[0][0]
    known = len(schema.MIGRATIONS)
    if remake:

        def again(run: Run) -> None:
            run(_HEAD_AGAIN, schema=known)
            heads.mend(run)

        connection.write(again)
    return Found(connection.store, known, True, headless=True)


def make(connection: Connection, *, create: bool) -> None:
    """Make a store in an empty database. Raises StoreMissing if none may be made."""
    if connection.read(lambda run: run("MATCH (n) RETURN 1 LIMIT 1")):
        raise StoreError("neo4j-foreign", url=connection.url)
    if not create:
        raise StoreMissing("neo4j-missing", url=connection.url)
    schema.ensure(connection.alone)
    connection.store = secrets.token_hex(8)
    rows = connection.write(lambda run: run(_MAKE, schema=len(schema.MIGRATIONS), tables=tables_digest()))
    # Of two that make one at once, the first has made it.
    connection.store = rows[0][0]


def bring_up_to_date(connection: Connection, found: Found) -> bool:
    """Make the constraints and indexes of this version, mark what an older one wrote, and draw what territories lie in
    by the tables of this version. Returns whether it had no marks."""
    schema.check_known(found.schema)
    if schema.missing(connection.alone):
        schema.ensure(connection.alone)
    if not found.marked:
        migrating.mark_all(connection)
    schema.drop_old(connection.alone)
    _draw_places(connection)
    return not found.marked


def _draw_places(connection: Connection) -> None:
    """Draw what territories lie in by the tables of this version, where another one drew it. Where somebody writes, or
    nothing can be written, a later opening does; until then only who asks by hand sees what was drawn before."""
    tables = tables_digest()
    if connection.read(lambda run: run(_TABLES))[0][0] == tables:
        return

    def draw(run: Run) -> None:
        derived_relations.places_again(run)
        run(_DRAWN, tables=tables)

    try:
        with lock.held(connection, patience=0) as lease:
            lease.write(draw)
    except StoreError as error:
        if error.code not in _LATER:
            raise


# One that bears its mark comes before one that an older version made, without a mark.
_FIND = """
    MATCH (h:Maillage { id: 'head' })
    WHERE h.store_id IS NOT NULL AND h.schema IS NOT NULL AND (h.maillage = h.store_id OR h.maillage IS NULL)
    RETURN h.store_id, h.schema, h.maillage IS NOT NULL AS marked, h.folding IS NOT NULL
    ORDER BY marked DESC, h.store_id LIMIT 1
"""
_LATER = ("neo4j-busy", "neo4j-read-only", "neo4j-refused", "neo4j-full", "neo4j-memory", "neo4j-slow")
"""Why nothing can be written now by who may read."""
_TABLES = "MATCH (h:Maillage { maillage: $store, id: 'head' }) RETURN h.tables"
_DRAWN = "MATCH (h:Maillage { maillage: $store, id: 'head' }) SET h.tables = $tables"
_HEADLESS = """
    MATCH (i:Import) WHERE i.committed AND i.maillage IS NOT NULL AND i.seal IS NOT NULL RETURN DISTINCT i.maillage
"""
_HEAD_AGAIN = """
    MERGE (h:Maillage { maillage: $store, id: 'head' })
    SET h.store_id = $store, h.schema = $schema, h.n = 0, h.base = 0, h.swept = 0,
        h.public = 0, h.partners = 0, h.internal = 0
"""
# The node `making` keeps two who make a store at once apart: the second waits for it, and finds what the first made.
_MAKE = """
    MERGE (m:Maillage { maillage: '', id: 'making' }) SET m.asked = true
    WITH m OPTIONAL MATCH (made:Maillage { id: 'head' }) WHERE made.maillage = made.store_id
    WITH m, coalesce(made.store_id, $store) AS id
    MERGE (h:Maillage { maillage: id, id: 'head' })
    ON CREATE SET h.store_id = id, h.schema = $schema, h.tables = $tables, h.n = 0, h.base = 0, h.swept = 0,
                  h.public = 0, h.partners = 0, h.internal = 0
    MERGE (:Maillage { maillage: id, id: 'writer' })
    DELETE m RETURN id
"""
