"""Maillage: an actor-network graph service. The one public entrance in Python is `open_graph`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph_service.graph import Graph

__all__ = ["open_graph"]


def open_graph(url: str, **options: Any) -> "Graph":
    """Open the graph kept at `url` (`sqlite:///path.db`). See `graph_service.graph.open_graph`."""
    from graph_service.graph import open_graph as opener

    return opener(url, **options)
