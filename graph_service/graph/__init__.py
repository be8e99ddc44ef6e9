"""The facade: one object that the command line, HTTP and Python all go through.

`session` asks a store and guards what is written to it, on what `loading` keeps in memory and `asking` makes of raw
words. Each operation is a module on a session: `importing`, `editing`, `putting`, `undoing`, `mapping`, `exporting`,
`copying`. `facade` has them all as methods of one `Graph`.
"""

from graph_service.graph.facade import Graph, open_graph

__all__ = ["Graph", "open_graph"]
