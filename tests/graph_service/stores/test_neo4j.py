"""The shared store on a real server: the contract, and what only a server can do."""

from __future__ import annotations

import pytest

from tests.graph_service.stores.contract import StoreContract
from tests.graph_service.stores.servers import new_store


class TestNeo4jStore(StoreContract):
    @pytest.fixture(autouse=True)
    def _server(self, neo4j_server):
        self.server = neo4j_server

    def make(self, folder):
        return new_store(self.server)
