"""Finds nodes and relations that bear our mark and that Maillage did not write: somebody put it there by hand.

Facts, relations for people, statements and batches are held to the log elsewhere (`health`); here is what that misses.
"""

from __future__ import annotations

from graph_service.stores.neo4j.connection import Run
from graph_service.stores.neo4j.names import BEHIND, DERIVED, NODES, RELATIONS

_OURS = "|".join((*NODES.values(), *BEHIND))
_THINGS = "|".join(NODES.values())
_TYPES = [*RELATIONS.values(), *DERIVED, "SAYS", "CHANGED"]
_NODES = (
    f"MATCH (n) WHERE n.maillage = $store AND NOT n:{_OURS}",
    f"MATCH (n:{_THINGS} {{ maillage: $store }}) WHERE n.since IS NULL AND n.stub IS NULL",
    f"MATCH (n:{_THINGS} {{ maillage: $store }}) WHERE n.id IS NULL",
    # Of a fact that others hold on to a stub is left, which says nothing of its own.
    f"MATCH (n:{_THINGS} {{ maillage: $store }}) WHERE n.stub AND n.since IS NULL AND "
    "any(key IN ['name', 'title', 'kind', 'scopes', 'visibility', 'hash', 'values'] WHERE n[key] IS NOT NULL)",
    "MATCH (n:Variant { maillage: $store }) WHERE n.stub IS NULL AND "
    "(n.since IS NULL OR NOT n.type IN $facts OR (n.until IS NOT NULL AND n.gone IS NULL))",
    "MATCH (n:Import { maillage: $store }) WHERE n.stub IS NULL AND n.n IS NULL",
    "MATCH (n:Statement { maillage: $store }) WHERE n.stub IS NULL AND n.digest IS NULL",
    "MATCH (n:Change { maillage: $store }) WHERE n.stub IS NULL AND "
    "NOT EXISTS { (:Import { maillage: $store })-[:CHANGED { maillage: $store }]->(n) }",
    "MATCH (n:Document { maillage: $store }) WHERE n.stub IS NULL AND n.collection IS NULL",
    "MATCH (n:Maillage { maillage: $store }) WHERE n.id IS NULL OR NOT n.id IN ['head', 'writer']",
)
_RELATIONS = (
    "MATCH (a)-[n]->(b) WHERE n.maillage = $store AND NOT type(n) IN $types",
    "MATCH (a)-[n]->(b) WHERE n.maillage = $store AND "
    "(a.maillage IS NULL OR b.maillage IS NULL OR a.maillage <> $store OR b.maillage <> $store)",
    "MATCH (a)-[n:SAYS|CHANGED { maillage: $store }]->() WHERE NOT a:Import",
    f"MATCH ()-[n:{'|'.join(RELATIONS.values())} {{ maillage: $store }}]->() WHERE n.id IS NULL OR n.since IS NULL",
)


def found(run: Run) -> list[tuple[str, int]]:
    """(what it is called, how many) of each sort."""
    return [(str(name), int(n)) for name, n in run(_COUNTED, types=_TYPES, facts=_FACTS)]


def unmark(run: Run) -> None:
    """Take the mark from it: it is left to whoever wrote it."""
    for text in (*_NODES, *_RELATIONS):
        run(f"{text} WITH DISTINCT n REMOVE n.maillage", types=_TYPES, facts=_FACTS)


_FACTS = [type_.value for type_ in (*NODES, *RELATIONS)]
_COUNTED = "\n    UNION ALL\n".join(
    [f"    {text} WITH DISTINCT n RETURN coalesce(labels(n)[0], '?') AS name, count(n) AS n" for text in _NODES]
    + [f"    {text} WITH DISTINCT n RETURN type(n) AS name, count(n) AS n" for text in _RELATIONS]
)
