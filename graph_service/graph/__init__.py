"""The facade: one object that the command line, HTTP and Python all go through.

`asking` turns raw words into a question's input, `facade` holds the store and what was loaded from it, `editing`
makes staff's words of operations, `importing` reports on files.
"""

from graph_service.graph.facade import Graph, open_graph

__all__ = ["Graph", "open_graph"]
