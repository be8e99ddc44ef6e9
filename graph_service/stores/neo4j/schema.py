"""Constraints and indexes, as forward migrations. A released migration is never edited: a change is a new one.

Each is idempotent. At every opening what somebody dropped is made again, so that nothing is slow or double for long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph_service.errors import StoreError
from graph_service.stores.neo4j.names import NODES, RELATIONS

_WORDS = "Actor|Project|Theme|Territory|Variant"
_ANALYSED = "OPTIONS { indexConfig: { `fulltext.analyzer`: '%s' } }"

MIGRATIONS: tuple[dict[str, str], ...] = (
    {
        "maillage_id": "CREATE CONSTRAINT maillage_id IF NOT EXISTS FOR (n:Maillage) REQUIRE n.id IS UNIQUE",
        **{
            f"{label.lower()}_id": f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE n.id IS UNIQUE"
            for label in NODES.values()
        },
        **{
            f"{name.lower()}_id": f"CREATE CONSTRAINT {name.lower()}_id IF NOT EXISTS "
            f"FOR ()-[r:{name}]-() REQUIRE r.id IS UNIQUE"
            for name in RELATIONS.values()
        },
        # Not unique: a log that replaces another may have batches of the same ids, and for a moment both are there.
        "import_id": "CREATE INDEX import_id IF NOT EXISTS FOR (n:Import) ON (n.id)",
        "import_n": "CREATE CONSTRAINT import_n IF NOT EXISTS FOR (n:Import) REQUIRE n.n IS UNIQUE",
        "statement_digest": "CREATE CONSTRAINT statement_digest IF NOT EXISTS "
        "FOR (n:Statement) REQUIRE n.digest IS UNIQUE",
        "document_id": "CREATE CONSTRAINT document_id IF NOT EXISTS "
        "FOR (n:Document) REQUIRE (n.collection, n.id) IS UNIQUE",
        "statement_about": "CREATE INDEX statement_about IF NOT EXISTS FOR (n:Statement) ON (n.about)",
        "statement_chain": "CREATE INDEX statement_chain IF NOT EXISTS FOR (n:Statement) ON (n.source, n.type, n.key)",
        "change_n": "CREATE INDEX change_n IF NOT EXISTS FOR (n:Change) ON (n.n)",
        "function_actor": "CREATE INDEX function_actor IF NOT EXISTS FOR (n:Function) ON (n.actor)",
        "variant_of": "CREATE INDEX variant_of IF NOT EXISTS FOR (n:Variant) ON (n.of)",
        "variant_a": "CREATE INDEX variant_a IF NOT EXISTS FOR (n:Variant) ON (n.a)",
        "variant_b": "CREATE INDEX variant_b IF NOT EXISTS FOR (n:Variant) ON (n.b)",
        "variant_gone": "CREATE INDEX variant_gone IF NOT EXISTS FOR (n:Variant) ON (n.gone)",
        # Names are looked up whole, words one by one. Both are folded by us before they come here, since terms with a
        # wildcard are not folded by any analyzer.
        "fact_names": f"CREATE FULLTEXT INDEX fact_names IF NOT EXISTS FOR (n:{'|'.join(NODES.values())}|Variant) "
        f"ON EACH [n.names] {_ANALYSED % 'keyword'}",
        "relation_names": f"CREATE FULLTEXT INDEX relation_names IF NOT EXISTS "
        f"FOR ()-[r:{'|'.join(RELATIONS.values())}]-() ON EACH [r.names] {_ANALYSED % 'keyword'}",
        "fact_words": f"CREATE FULLTEXT INDEX fact_words IF NOT EXISTS FOR (n:{_WORDS}) "
        f"ON EACH [n.words] {_ANALYSED % 'whitespace'}",
        "statement_hooks": f"CREATE FULLTEXT INDEX statement_hooks IF NOT EXISTS FOR (n:Statement) "
        f"ON EACH [n.hooks] {_ANALYSED % 'keyword'}",
    },
)
"""By name, so that what is missing can be told and made."""

Run = Callable[..., list[Any]]
"""Runs one text by itself, outside any transaction of ours, and gives its rows."""


def wanted(version: int = len(MIGRATIONS)) -> dict[str, str]:
    """What a database of this version has, by name."""
    return {name: text for migration in MIGRATIONS[:version] for name, text in migration.items()}


def missing(run: Run) -> dict[str, str]:
    """The constraints and indexes that are not there, or that failed."""
    there = {name for (name,) in run("SHOW INDEXES YIELD name, state WHERE state <> 'FAILED' RETURN name")}
    return {name: text for name, text in wanted().items() if name not in there}


def ensure(run: Run) -> None:
    """Make what is missing, and wait until it answers."""
    texts = missing(run)
    if not texts:
        return
    failed = [name for (name,) in run("SHOW INDEXES YIELD name, state WHERE state = 'FAILED' RETURN name")]
    for name in set(failed) & texts.keys():
        run(f"DROP INDEX {name} IF EXISTS")
    for text in texts.values():
        run(text)
    run("CALL db.awaitIndexes(300)")


def check_known(version: int) -> None:
    """Raise StoreError for a store that a newer version has written."""
    if version > len(MIGRATIONS):
        raise StoreError("store-newer", version=version, known=len(MIGRATIONS))
