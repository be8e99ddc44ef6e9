"""The questions. One file a question in `asked`: its input, its answer, a pure function, how it is told, examples that
run; its words beside it. What serves several stands here.

`QUESTIONS` is the registry that the command line, HTTP, Python and OpenAPI are drawn from. It knows the names of the
files: `maillage --help` lists titles without loading any.
"""

from graph_service.queries.registry import Registry

QUESTIONS = Registry.scan()

__all__ = ["QUESTIONS"]
