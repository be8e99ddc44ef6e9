"""Whole sentences: how long one takes to be understood, and how long completion takes, on small and on large stores.

    python -m benchmarks.bench_asking [FOLDER OF HORIZON 2020]

Milliseconds on the clock, medians, in one process. Sentences are those of tests/asking; completions are the beginnings
of names and of questions, from two letters on. The largest store is generated: 200,000 associations of 5,000 words.
"""

from __future__ import annotations

import csv
import itertools
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.table import Row, clock, h2020, median, run
from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from graph_service.graph import Graph, open_graph
from graph_service.graph.sentences.completing import completions
from graph_service.graph.sentences.understanding import understand
from tests.asking.evaluating import corpus

DEMO = Path(__file__).parents[1] / "graph_service" / "data" / "cvl"
ON = date.fromisoformat(DEMO_AS_OF)
LARGE = 200_000
TYPED = ("de", "co", "uni", "univ", "tour", "qui tr", "comment", "qui travaille avec uni", "de tours à univ", "asso s")


def generated(path: Path, actors: int) -> None:
    """Actors with names of two to five words of 5,000, the same each time."""
    draw = random.Random(7)
    parts = ["ba", "co", "de", "fi", "gu", "la", "mon", "ni", "ro", "sa", "ti", "uni", "ver", "tour", "as", "so"]
    words = ["".join(draw.choices(parts, k=draw.randint(2, 4))) for _ in range(5000)]
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("id", "name", "kind"))
        for at in range(actors):
            name = " ".join(["Association", *draw.choices(words, k=draw.randint(1, 4))])
            lines.writerow((f"a{at}", name, "association"))


@contextmanager
def stores() -> Iterator[dict[str, Graph]]:
    """A store of each size, made anew."""
    files = {"demo": [DEMO], "Horizon 2020, 23,000 actors": sorted(h2020().glob("*.csv.gz"))}
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "actors.csv"
        generated(large, LARGE)
        files["generated, 200,000 actors"] = [large]
        opened = {}
        for n, (name, paths) in enumerate(files.items()):
            graph = open_graph(f"sqlite:///{folder}/{n}.db", create=True)
            graph.import_files(paths, source=DEMO_SOURCE if name == "demo" else None)
            opened[name] = graph
        try:
            yield opened
        finally:
            for graph in opened.values():
                graph.close()


def rows() -> list[Row]:
    found = []
    sentences = [entry["text"] for entry in corpus("tuned")]
    aims = {"demo": (15, 50), "Horizon 2020, 23,000 actors": (100, 50), "generated, 200,000 actors": (None, 100)}
    with stores() as opened:
        for name, graph in opened.items():
            with graph.view() as view:
                understand(view, graph.registry, sentences[0], ON)
                asked = [clock(partial(understand, view, graph.registry, text, ON)) for text in sentences]
                done = [
                    clock(partial(completions, view, graph.registry, text, "fr", ON))
                    for _, text in itertools.product(range(3), TYPED)
                ]
            sentence, completion = aims[name]
            found.append(Row(f"a sentence understood, {name}", median(asked), None, "ms", sentence))
            found.append(Row(f"completion, {name}", median(done), None, "ms", completion))
            found.append(Row(f"completion, {name}, slowest", max(done), None, "ms"))
    return found


if __name__ == "__main__":
    run(rows)
