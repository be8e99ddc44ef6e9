"""Opening a store of Horizon 2020 until it answers, against reading the same rows into numpy arrays.

    python -m benchmarks.bench_open [FOLDER]

Ours opens the file, reads a scope at a revision, and makes the arrays of a date, ready for the first path. The other
selects the same columns of the same rows and turns each column into an array; it can answer nothing yet. CPU
milliseconds, in turns, medians. What is loaded once a process (vocabulary, compiled kernels) is loaded before.
"""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.table import Row, cpu, h2020, interleaved, median, run
from graph_service.graph import open_graph
from graph_service.projection import engine, strongest_paths

ROUNDS = 7
_ROWS = """
    SELECT fact.node, node.id, a, b, name, kind, start, end, extra FROM fact JOIN node ON node.n = fact.node
    WHERE fact.type = ? AND fact.scopes & 4
"""


def ours(store: Path) -> None:
    with open_graph(f"sqlite:///{store}") as graph, graph.view() as view:
        moment = view.projection.at(date(2018, 1, 1), view.vocabulary.profile("standard"))
        strongest_paths(view.projection, moment, 0, 1)


def bare(store: Path) -> int:
    db = sqlite3.connect(store)
    arrays = []
    for type_ in ("actor", "project", "participation"):
        for column in zip(*db.execute(_ROWS, (type_,)).fetchall(), strict=True):
            numbers = isinstance(column[0], int)
            arrays.append(np.array(column, dtype=np.int64 if numbers else object))
    db.close()
    return sum(map(len, arrays))


def rows(folder: Path | None = None, rounds: int = ROUNDS) -> list[Row]:
    folder = folder or h2020()
    engine.compiled()
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary) / "open.db"
        with open_graph(f"sqlite:///{store}", create=True) as graph:
            graph.import_files([folder])
        ours(store)
        times = interleaved(
            rounds, ours=lambda: 1000 * cpu(lambda: ours(store)), bare=lambda: 1000 * cpu(lambda: bare(store))
        )
    what = "opening a store until its first path is found, against reading the same rows into numpy"
    return [Row(what, median(times["ours"]), median(times["bare"]), "ms CPU", 1 / 3)]


if __name__ == "__main__":
    run(rows)
