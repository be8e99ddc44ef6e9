"""The shared store: Neo4j 5.26 or newer over Bolt, with the official driver."""

from graph_service.stores.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
