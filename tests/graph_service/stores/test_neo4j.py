"""The shared store on a real server: the contract, and what only a server can do."""

from __future__ import annotations

import pytest

from graph_service.settings import Neo4jSettings
from graph_service.stores.neo4j import Neo4jStore
from tests.graph_service.stores.contract import StoreContract
from tests.neo4j import wipe


class TestNeo4jStore(StoreContract):
    @pytest.fixture(autouse=True)
    def _server(self, neo4j_server):
        self.server = neo4j_server

    def make(self, folder):
        wipe(self.server.url, self.server.auth)
        user, password = self.server.auth
        return Neo4jStore(self.server.url, create=True, settings=Neo4jSettings(user, password))
