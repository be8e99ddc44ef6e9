"""Stores to copy from and to, of each pair of kinds: copies.py."""

from tests.graph_service.graph.copies import pair as pair
from tests.graph_service.graph.copies import seeded as seeded
from tests.graph_service.graph.copies import urls as urls
