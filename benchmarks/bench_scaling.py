"""What a graph takes in memory, in the store and in the cache; how fast it is loaded; and what a part costs.

    python -m benchmarks.bench_scaling [FOLDER]

Horizon 2020 (FOLDER, ../shared/data/h2020-participations unless said) and a generated graph of 50,000 actors, 25,000
projects and 250,000 participations, heavy-tailed. Memory is what the process grows by while it loads a scope and asks
for paths at eight dates. Times are in turns, medians: a snapshot from the cache beside the same from the store; a
question whose projection is whole beside the same question that reads its part of the store (`MAILLAGE_MEMORY`).
"""

from __future__ import annotations

import csv
import gc
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.table import Row, clock, h2020, interleaved, median, table, timed
from graph_service.graph import Graph
from graph_service.graph.caching import Cache
from graph_service.model import RecordType, Scope
from graph_service.projection import Excerpt, Projection, engine, estimate, strongest_paths
from graph_service.settings import Settings
from graph_service.stores.sqlite import SqliteStore

ROUNDS, PAIRS, CARDS = 5, 10, 20
ACTORS, PROJECTS, PARTICIPATIONS = 50_000, 25_000, 250_000
AS_OF = "2018-01-01"


@dataclass(frozen=True)
class Taken:
    """Bytes of a graph, and of how much."""

    name: str
    facts: int
    participations: int
    memory: int
    estimated: int
    file: int
    cache: int

    def cells(self) -> tuple[str, ...]:
        each = (f"{size / self.participations:,.0f}" for size in (self.memory, self.estimated, self.file, self.cache))
        return self.name, f"{self.facts:,}", f"{self.participations:,}", *each


HEAD = ("graph", "facts", "participations", "in memory", "as estimated", "SQLite file", "cache")


def generated(folder: Path) -> Path:
    """The generated graph as a folder of the template, the same each time."""
    draw = random.Random(7)

    def sheet(name: str, head: list[str], rows: Iterable[tuple[str, ...]]) -> None:
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([head, *rows])

    sheet("actors", ["id", "name", "kind"], ((f"A{i:06}", f"Actor {i}", "association") for i in range(ACTORS)))
    dates = ((f"{2008 + i % 15}-{1 + i % 12:02}", f"{2011 + i % 15}-{1 + i % 12:02}") for i in range(PROJECTS))
    projects = ((f"P{i:06}", f"Project {i}", "operation", *each) for i, each in enumerate(dates))
    sheet("projects", ["id", "title", "kind", "start", "end"], projects)
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < PARTICIPATIONS:
        hub = min(int(draw.paretovariate(0.9) * ACTORS / 40) - ACTORS // 40, ACTORS - 1)
        pairs[hub if draw.random() < 0.5 else draw.randrange(ACTORS), draw.randrange(PROJECTS)] = None
    sheet("participations", ["actor", "project", "role"], ((f"A{a:06}", f"P{p:06}", "partenaire") for a, p in pairs))
    return folder


def imported(source: Path, store: Path) -> SqliteStore:
    """The store of a folder, filled by a process of its own: this one's memory is measured."""
    words = ["import", str(source), "--store", f"sqlite:///{store}", "--json"]
    subprocess.run([sys.executable, "-m", "graph_service.cli", *words], check=True, capture_output=True)
    return SqliteStore(f"sqlite:///{store}")


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def memory(store: str) -> int:
    """Bytes by which a process grows that loads a scope and asks for paths at eight dates."""
    engine.compiled()
    graph = Graph(SqliteStore(store), Scope.INTERNAL, settings=Settings(memory="1T"))
    with graph.view() as view:
        gc.collect()
        before = resident()
        projection: Projection = view.projection
        for year in range(2011, 2019):
            moment = projection.at(date(year, 1, 1), view.vocabulary.profile("standard"))
            strongest_paths(projection, moment, 0, len(projection.snapshot.actors) // 2, 3)
        return resident() - before


def taken(name: str, store: SqliteStore, cache: Cache) -> Taken:
    """What a graph takes; of memory in a process of its own, which has freed nothing before."""
    words = ["-c", f"from benchmarks.bench_scaling import memory; print(memory({store.url!r}))"]
    told = subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True).stdout
    with store.read():
        cache.snapshot(store, Scope.INTERNAL)
    (kept,) = cache.folder.iterdir()
    counts = store.size(Scope.INTERNAL)
    path = Path(store.url.removeprefix("sqlite:///"))
    return Taken(
        name=name,
        facts=sum(counts.values()),
        participations=counts[RecordType.PARTICIPATION],
        memory=int(told),
        estimated=estimate.needed(counts),
        file=path.stat().st_size,
        cache=kept.stat().st_size,
    )


def loading(name: str, store: SqliteStore, cache: Cache) -> list[Row]:
    with store.read():
        times = interleaved(
            ROUNDS,
            store=lambda: clock(lambda: store.snapshot(Scope.INTERNAL)),
            cache=lambda: clock(lambda: cache.snapshot(store, Scope.INTERNAL)),
        )
    return [
        Row(f"{name}: a snapshot from the cache, against SQLite", median(times["cache"]), median(times["store"]), "ms")
    ]


def in_part(name: str, whole: Graph) -> list[Row]:
    """The same questions of the whole and of parts that have room."""
    parts: list[Excerpt] = []
    part = Graph(whole.store, Scope.INTERNAL, settings=Settings(memory="1M"))
    made = part.loader._excerpt

    def kept(*args: Any) -> Excerpt | None:
        found = made(*args)
        if found is not None:
            found.most = sys.maxsize
            parts.append(found)
        return found

    part.loader._excerpt = kept  # type: ignore[method-assign]
    ids = sorted(fact.id for fact in whole.store.facts(RecordType.ACTOR, None, Scope.INTERNAL))
    draw = random.Random(3)
    asked: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "card": [("actor", {"id": draw.choice(ids), "limit": 50}) for _ in range(CARDS)],
        "path": [("paths", dict(zip(("from", "to"), draw.sample(ids, 2), strict=True))) for _ in range(PAIRS)],
    }
    found = []
    for what, questions in asked.items():
        mine, theirs, read = [], [], []
        for question, values in questions:
            values["as_of"] = AS_OF
            took, answer = timed(lambda q=question, v=values: whole.ask(q, v))
            theirs.append(took)
            took, other = timed(lambda q=question, v=values: part.ask(q, v))
            mine.append(took)
            read.append(parts[-1].links / whole.store.size(Scope.INTERNAL)[RecordType.PARTICIPATION])
            if other != answer:
                raise SystemExit(f"not the same answer: {question} {values}")
        share = f"{100 * median(read):.2g} % of the graph read"
        found.append(
            Row(f"{name}: a {what} in part ({share}), against the whole in memory", median(mine), median(theirs), "ms")
        )
    return found


def main() -> None:
    engine.compiled()
    sizes, rows = [], []
    for name, source in (("Horizon 2020", h2020()), ("generated", None)):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            store = imported(source or generated(folder), folder / "scaling.db")
            cache = Cache(folder / "cache" / "snapshots")
            sizes.append(taken(name, store, cache))
            graph = Graph(store, Scope.INTERNAL, settings=Settings(memory="1T"))
            rows += [*loading(name, store, cache), *in_part(name, graph)]
            store.close()
    lines = [HEAD, tuple("---" for _ in HEAD), *(size.cells() for size in sizes)]
    print("Bytes for each participation:\n")
    print("\n".join("| " + " | ".join(cells) + " |" for cells in lines))
    print(f"\n{table(rows)}")


if __name__ == "__main__":
    main()
