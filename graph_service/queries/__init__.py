"""The questions. One module a question: its input, its answer, a pure function, examples that run.

`QUESTIONS` is the registry that the command line, HTTP, Python and OpenAPI are drawn from. It names the modules:
`maillage --help` lists their titles without loading any.
"""

from graph_service.queries.registry import Registry

QUESTIONS = Registry(["search", "actor", "project", "ties", "paths", "gaps", "history"])

__all__ = ["QUESTIONS"]
