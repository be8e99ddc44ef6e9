"""The command line. `main` is the console script; commands for questions are drawn from their declarations."""

from graph_service.cli.main import main

__all__ = ["main"]
