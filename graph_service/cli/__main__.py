"""`python -m graph_service.cli`: the command line where no console script is installed."""

from graph_service.cli import main

main()
