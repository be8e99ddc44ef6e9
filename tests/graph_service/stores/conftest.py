"""What the tests of several faults of a server use: killing.py."""

from tests.graph_service.stores.killing import steps as steps
