"""Strongest paths on Horizon 2020 (CORDIS, 2014-2017): how long one takes, and against networkx on stored ties.

    python -m benchmarks.bench_paths [FOLDER]

FOLDER holds `h2020-2014-2017.csv.gz` (../shared/data/h2020-participations unless said). The two-mode arrays hold
22,787 organisations and 70,724 participations; networkx gets the one-mode ties of one date, built once, and is asked
for the cheapest path of any number of hops, which is an easier question. Times are medians over random pairs.
"""

from __future__ import annotations

import csv
import gzip
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import networkx as nx
import numpy as np

from graph_service.messages import Label
from graph_service.model import Scope
from graph_service.projection import Path as Found
from graph_service.projection import Projection, strongest_paths
from graph_service.projection.kernel import cost_of
from graph_service.stores.base import Snapshot
from graph_service.vocabulary import TieProfile, Vocabulary

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "h2020-participations"
AS_OF = date(2020, 1, 1)
PAIRS, DATES, NETWORKX_PAIRS, NETWORKX_SECONDS = 200, 20, 50, 30
PROFILE = TieProfile("plain", Label("simple", "plain"), kinds=False, estimate_ends=False)


def snapshot(file: Path) -> Snapshot:
    """The participations of the file as a snapshot: organisations, projects and their stated dates."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    actors = sorted({row["pic"] for row in rows})
    by_project = {row["rcn"]: row for row in rows}
    projects = sorted(by_project)
    actor_at, project_at = ({id_: i for i, id_ in enumerate(ids)} for ids in (actors, projects))

    def stated(name: str) -> list[str | None]:
        return [None if (text := by_project[p][name]) == "NA" else text for p in projects]

    none = np.empty(0, dtype=np.int64)
    return Snapshot(
        scope=Scope.PUBLIC,
        revision=1,
        actors=actors,
        actor_names=actors,
        actor_kinds=["entreprise"] * len(actors),
        actor_territories=[None] * len(actors),
        projects=projects,
        project_titles=projects,
        project_kinds=["projet"] * len(projects),
        project_starts=stated("start_date"),
        project_ends=stated("end_date"),
        project_sizes=[None] * len(projects),
        project_themes=[()] * len(projects),
        project_territories=[()] * len(projects),
        participations=[f"{i}" for i in range(len(rows))],
        participation_actors=np.array([actor_at[row["pic"]] for row in rows], dtype=np.int64),
        participation_projects=np.array([project_at[row["rcn"]] for row in rows], dtype=np.int64),
        participation_roles=[row["role"] for row in rows],
        participation_starts=[None] * len(rows),
        participation_ends=[None] * len(rows),
        partnerships=[],
        partnership_actors=none,
        partnership_partners=none,
        partnership_kinds=[],
        partnership_titles=[],
        partnership_starts=[],
        partnership_ends=[],
        partnership_weights=[],
    )


def timed(run: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def one_mode(projection: Projection) -> nx.Graph:
    graph = nx.Graph()
    for ties in projection.all_ties(projection.at(AS_OF, PROFILE)):
        costs = [cost_of(weight, PROFILE.w0) for weight in ties.weight.tolist()]
        graph.add_weighted_edges_from(zip(ties.a.tolist(), ties.b.tolist(), costs, strict=True))
    return graph


def networkx_times(graph: nx.Graph, pairs: list[tuple[int, int]]) -> tuple[list[float], list[int | None]]:
    """Times, and the costs of the cheapest paths, None where there is none."""
    times: list[float] = []
    costs: list[int | None] = []

    def ask(a: int, b: int) -> None:
        try:
            costs.append(nx.bidirectional_dijkstra(graph, a, b)[0])
        except nx.NetworkXNoPath:
            costs.append(None)

    while len(times) < len(pairs) and sum(times) < NETWORKX_SECONDS * 1000:
        times.append(timed(partial(ask, *pairs[len(times)])))
    return times, costs


def ask_at(projection: Projection, as_of: date, a: int, b: int) -> list[Found]:
    return strongest_paths(projection, projection.at(as_of, PROFILE), a, b)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    file = folder / "h2020-2014-2017.csv.gz"
    if not file.exists():
        print(f"skipped: {file} is not there")
        return
    read = snapshot(file)
    built: list[Projection] = []
    build = timed(lambda: built.append(Projection(read, Vocabulary({}, {}), lambda code: frozenset((code,)))))
    projection = built[0]
    moment = projection.at(AS_OF, PROFILE)
    draw = random.Random(2007)
    connected = [i for i in range(len(read.actors)) if len(projection.ties_of(i, moment))]
    pairs = [(draw.choice(connected), draw.choice(connected)) for _ in range(PAIRS)]
    strongest_paths(projection, moment, *pairs[0], k=3)

    rows: list[tuple[str, list[float]]] = []
    for k, max_hops in ((1, 4), (1, None), (3, 4), (5, 4)):
        times = [timed(partial(strongest_paths, projection, moment, *pair, k, max_hops)) for pair in pairs]
        rows.append((f"k={k}, {'any number of' if max_hops is None else f'at most {max_hops}'} hops", times))
    dates = [date(2016 + n % 10, 1 + n % 12, 1 + n) for n in range(DATES)]
    rows.append(
        (
            "k=1, at most 4 hops, a date never asked before",
            [timed(partial(ask_at, projection, day, *pair)) for pair, day in zip(pairs, dates, strict=False)],
        )
    )
    ties = one_mode(projection)
    reference, costs = networkx_times(ties, pairs[:NETWORKX_PAIRS])
    rows.append(("networkx bidirectional_dijkstra, ties stored", reference))
    ours = [strongest_paths(projection, moment, *pair, 1, None) for pair in pairs[: len(costs)]]
    equal = sum((found[0].cost if found else None) == cost for found, cost in zip(ours, costs, strict=True))

    base = statistics.median(reference)
    counts = f"{len(read.actors):,} actors, {len(read.participations):,} participations"
    print(f"{counts}, {ties.number_of_edges():,} one-mode ties on {AS_OF}; projection built in {build:.0f} ms\n")
    print("| question | pairs | median ms | p95 ms | networkx / this |\n| --- | --- | --- | --- | --- |")
    for name, times in rows:
        median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"| {name} | {len(times)} | {median:.2f} | {p95:.2f} | {base / median:.1f} |")
    print(f"\nSame cost as networkx: {equal} of {len(costs)} pairs.")


if __name__ == "__main__":
    main()
