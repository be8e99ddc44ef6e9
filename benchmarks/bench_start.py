"""Starting: whole processes, from the command to the end of the answer, or to a service that answers.

    python -m benchmarks.bench_start

Seconds on the clock and of CPU, medians, the commands in turns. Python's own start is beside them. The demo's store is
made before; the compiler's cache is as the machine has it, and a small store does not need it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.request import urlopen

from benchmarks.table import Row, median, run
from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from graph_service.graph import open_graph

ROUNDS = 7
DEMO = Path(__file__).parents[1] / "graph_service" / "data" / "cvl"
MAILLAGE = [sys.executable, "-m", "graph_service.cli"]
Taken = tuple[float, float]
"""Seconds on the clock, and of CPU."""


def whole(command: list[str], store: Path) -> Taken:
    """A process from its start to its end."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_at(store))
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} left with {process.returncode}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime


def until_served(command: list[str], store: Path) -> Taken:
    """A service from its start until the address that it printed answers."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=_at(store))
    assert process.stderr is not None
    address = next(found[0] for line in process.stderr if (found := re.search(r"http://[^/]+/", line)))
    urlopen(f"{address}healthz").read()
    taken = time.perf_counter() - begun
    process.terminate()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return taken, used.ru_utime + used.ru_stime


def _at(store: Path) -> dict[str, str]:
    return {**os.environ, "MAILLAGE_STORE": f"sqlite:///{store}"}


def rows(rounds: int = ROUNDS) -> list[Row]:
    path = [*MAILLAGE, "paths", "Ville de Vierzon", "Université de Tours"]
    quiet = ["--port", "0", "--no-browser"]
    runs: dict[str, tuple[Callable[[Path], Taken], float | None]] = {
        "`python -c pass`": (partial(whole, [sys.executable, "-c", "pass"]), None),
        "`maillage --help`": (partial(whole, [*MAILLAGE, "--help"]), 0.3),
        "`maillage paths A B` on the demo": (partial(whole, path), 1),
        "`maillage serve` on the demo, until it answers": (partial(until_served, [*MAILLAGE, "serve", *quiet]), 2),
        "`maillage demo`, a fresh store imported, until it answers": (
            partial(until_served, [*MAILLAGE, "demo", *quiet]),
            None,
        ),
    }
    taken: dict[str, list[Taken]] = {name: [] for name in runs}
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary) / "demo.db"
        with open_graph(f"sqlite:///{store}", create=True) as graph:
            graph.import_files([DEMO], source=DEMO_SOURCE)
            graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        for _ in range(rounds):
            for name, (measure, _) in runs.items():
                taken[name].append(measure(store))
    found = []
    for name, (_, aim) in runs.items():
        found.append(Row(f"{name}, whole process", median([clock for clock, _ in taken[name]]), None, "s", aim))
        found.append(Row(f"{name}, CPU", median([cpu for _, cpu in taken[name]]), None, "s CPU"))
    return found


if __name__ == "__main__":
    run(rows)
