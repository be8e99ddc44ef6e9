"""Constraints and indexes, as forward migrations. A released migration is never edited: a change is a new one.

Each is idempotent. At every opening what somebody dropped is made again, so that nothing is slow or double for long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph_service.errors import StoreError
from graph_service.stores.neo4j.names import NODES, RELATIONS

_WORDS = "Actor|Project|Theme|Territory|Variant"
_ANALYSED = "OPTIONS { indexConfig: { `fulltext.analyzer`: '%s' } }"


@dataclass(frozen=True, slots=True)
class Migration:
    """What a version adds, by name, and what it no longer has."""

    made: Mapping[str, str]
    dropped: tuple[str, ...] = ()


def _unique(name: str, label: str, *properties: str) -> dict[str, str]:
    keys = ", ".join(f"n.{one}" for one in properties)
    pattern = f"()-[n:{label}]-()" if label in RELATIONS.values() else f"(n:{label})"
    return {name: f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR {pattern} REQUIRE ({keys}) IS UNIQUE"}


def _index(name: str, label: str, *properties: str) -> dict[str, str]:
    keys = ", ".join(f"n.{one}" for one in properties)
    return {name: f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON ({keys})"}


_IDS = (*NODES.values(), *RELATIONS.values())

MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        {
            **_unique("maillage_id", "Maillage", "id"),
            **{name: text for label in _IDS for name, text in _unique(f"{label.lower()}_id", label, "id").items()},
            # Not unique: a log that replaces another may have batches of the same ids, and for a moment both are there.
            **_index("import_id", "Import", "id"),
            **_unique("import_n", "Import", "n"),
            **_unique("statement_digest", "Statement", "digest"),
            **_unique("document_id", "Document", "collection", "id"),
            **_index("statement_about", "Statement", "about"),
            **_index("statement_chain", "Statement", "source", "type", "key"),
            **_index("change_n", "Change", "n"),
            **_index("function_actor", "Function", "actor"),
            **_index("variant_of", "Variant", "of"),
            **_index("variant_a", "Variant", "a"),
            **_index("variant_b", "Variant", "b"),
            **_index("variant_gone", "Variant", "gone"),
            # Names are looked up whole, words one by one. Both are folded by us before they come here, since no
            # analyzer folds terms with a wildcard.
            "fact_names": f"CREATE FULLTEXT INDEX fact_names IF NOT EXISTS FOR (n:{'|'.join(NODES.values())}|Variant) "
            f"ON EACH [n.names] {_ANALYSED % 'keyword'}",
            "relation_names": f"CREATE FULLTEXT INDEX relation_names IF NOT EXISTS "
            f"FOR ()-[r:{'|'.join(RELATIONS.values())}]-() ON EACH [r.names] {_ANALYSED % 'keyword'}",
            "fact_words": f"CREATE FULLTEXT INDEX fact_words IF NOT EXISTS FOR (n:{_WORDS}) "
            f"ON EACH [n.words] {_ANALYSED % 'whitespace'}",
            "statement_hooks": f"CREATE FULLTEXT INDEX statement_hooks IF NOT EXISTS FOR (n:Statement) "
            f"ON EACH [n.hooks] {_ANALYSED % 'keyword'}",
        }
    ),
    # Ids are unique among what is ours: a node of somebody else may bear the same label and the same id.
    Migration(
        {
            **_unique("ours_maillage", "Maillage", "maillage", "id"),
            **{n: t for label in _IDS for n, t in _unique(f"ours_{label.lower()}", label, "maillage", "id").items()},
            **_unique("ours_import", "Import", "maillage", "n"),
            **_unique("ours_statement", "Statement", "maillage", "digest"),
            **_unique("ours_document", "Document", "maillage", "collection", "id"),
            # For whoever asks by hand: by id, by the whole name, and by words as people type them.
            **{n: t for label in NODES.values() for n, t in _index(f"{label.lower()}_by_id", label, "id").items()},
            **_index("actor_by_name", "Actor", "name"),
            **_index("project_by_title", "Project", "title"),
            **_index("actor_by_visibility", "Actor", "visibility"),
            **_index("project_by_visibility", "Project", "visibility"),
            **_index("theme_by_label", "Theme", "label"),
            **_index("territory_by_label", "Territory", "label"),
            "by_words": "CREATE FULLTEXT INDEX by_words IF NOT EXISTS FOR (n:Actor|Project|Theme|Territory) "
            f"ON EACH [n.words] {_ANALYSED % 'standard-folding'}",
        },
        (
            "maillage_id",
            *(f"{label.lower()}_id" for label in _IDS),
            "import_n",
            "statement_digest",
            "document_id",
        ),
    ),
)
"""By name, so that what is missing can be told and made."""

Run = Callable[..., list[Any]]
"""Runs one text by itself, outside any transaction of ours, and gives its rows."""


def wanted(version: int = len(MIGRATIONS)) -> dict[str, str]:
    """Return the constraints and indexes of this version, by name."""
    found: dict[str, str] = {}
    for migration in MIGRATIONS[:version]:
        for name in migration.dropped:
            del found[name]
        found |= migration.made
    return found


def missing(run: Run) -> dict[str, str]:
    """Return the constraints and indexes that do not exist or that failed."""
    there = {name for (name,) in run("SHOW INDEXES YIELD name, state WHERE state <> 'FAILED' RETURN name")}
    return {name: text for name, text in wanted().items() if name not in there}


def ensure(run: Run) -> None:
    """Make the missing constraints and indexes, and wait until they are online."""
    texts = missing(run)
    if not texts:
        return
    failed = [name for (name,) in run("SHOW INDEXES YIELD name, state WHERE state = 'FAILED' RETURN name")]
    for name in set(failed) & texts.keys():
        run(f"DROP INDEX {name} IF EXISTS")
    for text in texts.values():
        run(text)
    run("CALL db.awaitIndexes(300)")


def drop_old(run: Run) -> None:
    """Drop what versions before this one had and this one has not. Doing it twice has the same effect."""
    there = {name for (name,) in run("SHOW CONSTRAINTS YIELD name RETURN name")}
    for name in [name for migration in MIGRATIONS for name in migration.dropped if name in there]:
        run(f"DROP CONSTRAINT {name} IF EXISTS")


def check_known(version: int) -> None:
    """Raise StoreError for a store that a newer version has written."""
    if version > len(MIGRATIONS):
        raise StoreError("store-newer", version=version, known=len(MIGRATIONS))
