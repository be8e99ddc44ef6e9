"""The questions. One module a question: its input, its answer, a pure function, examples that run.

`QUESTIONS` is the registry that the command line, HTTP, Python and OpenAPI are drawn from.
"""

from graph_service.queries import actor, gaps, history, paths, project, search, ties
from graph_service.queries.declare import Registry

QUESTIONS = Registry([search.search, actor.actor, project.project, ties.ties, paths.paths, gaps.gaps, history.history])

__all__ = ["QUESTIONS"]
