"""Documents in the database: compared and set, each with its seal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from graph_service.errors import Conflict
from graph_service.model import Scope, canonical_json
from graph_service.stores.base import Document
from graph_service.stores.neo4j import codec
from graph_service.stores.neo4j.connection import Run
from graph_service.stores.neo4j.names import taken_away
from graph_service.stores.seals import document_seal


def put(run: Run, document: Document) -> Document:
    """Compare and set one document; `version` is that which the caller read, 0 for none yet."""
    new = replace(document, version=document.version + 1)
    if not run(_PUT, before=document.version, props=_props(new), collection=document.collection, id=document.id):
        raise Conflict("document-changed", collection=document.collection, id=document.id)
    if not document.version:
        run(_COUNTED, all=False)
    return new


def replace_all(run: Run, documents: Sequence[Document]) -> None:
    """Leave these documents, each at its version plus one, and no others."""
    run(_NONE, parts=codec.parted("Document"))
    rows = [{"id": one.id, "props": _props(replace(one, version=one.version + 1))} for one in documents]
    run(_ALL, rows=rows)
    run(_COUNTED, all=True)


def one(run: Run, collection: str, id_: str) -> Document | None:
    found = run(_ONE, collection=collection, id=id_)
    return _document(found[0]) if found else None


def every(run: Run, collection: str | None) -> list[Document]:
    """The documents of a collection, or (None) of all, in the order of collection and id."""
    return [_document(row) for row in run(_EVERY, collection=collection)]


def seals(run: Run) -> list[tuple[Document, str | None]]:
    """All documents, each with the seal that stands on it."""
    return [(_document(row), seal) for *row, seal in run(_SEALS)]


def gone(run: Run) -> int:
    """How many documents that were written are there no more. A store in which an older version wrote the last new one
    does not tell."""
    ((noted, there),) = run(_NOTED)
    return max(0, noted - there) if noted is not None else 0


def _props(document: Document) -> dict[str, Any]:
    return {
        "collection": document.collection,
        "version": document.version,
        "body": canonical_json(document.body),
        "scope": document.scope.value,
        "seal": document_seal(document),
    }


def _document(row: Sequence[Any]) -> Document:
    collection, id_, version, body, scope = row
    return Document(collection, id_, version, json.loads(body), Scope(scope))


# Written first, which locks the node: of two who compare at once only one sets.
_PUT = """
    MERGE (d:Document { maillage: $store, collection: $collection, id: $id })
    ON CREATE SET d.version = 0
    SET d.asked = true
    WITH d WHERE d.version = $before
    SET d += $props REMOVE d.asked, d.stub RETURN d.version
"""
_NONE = f"MATCH (d:Document {{ maillage: $store }}) {taken_away('d')}"
_ALL = """
    UNWIND $rows AS row
    MERGE (d:Document { maillage: $store, collection: row.props.collection, id: row.id }) SET d += row.props
"""
_THERE = "COUNT { (d:Document { maillage: $store }) WHERE d.collection IS NOT NULL }"
# The head notes how many there are, so that one that somebody deletes is missed.
_COUNTED = f"""
    MATCH (h:Maillage {{ maillage: $store, id: 'head' }})
    SET h.documents = CASE WHEN $all OR h.documents IS NULL THEN {_THERE} ELSE h.documents + 1 END
"""
_NOTED = f"MATCH (h:Maillage {{ maillage: $store, id: 'head' }}) RETURN h.documents, {_THERE}"
_COLUMNS = "d.collection, d.id, d.version, d.body, d.scope"
_ONE = f"""
    MATCH (d:Document {{ maillage: $store, collection: $collection, id: $id }}) RETURN {_COLUMNS}
"""
_EVERY = f"""
    MATCH (d:Document {{ maillage: $store }})
    WHERE d.collection IS NOT NULL AND ($collection IS NULL OR d.collection = $collection)
    RETURN {_COLUMNS} ORDER BY d.collection, d.id
"""
_SEALS = f"""
    MATCH (d:Document {{ maillage: $store }}) WHERE d.collection IS NOT NULL
    RETURN {_COLUMNS}, d.seal ORDER BY d.collection, d.id
"""
