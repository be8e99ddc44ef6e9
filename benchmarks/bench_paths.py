"""Strongest paths on Horizon 2020 (CORDIS, 2014-2017), against networkx and igraph on stored ties.

    python -m benchmarks.bench_paths [FOLDER]

FOLDER holds `h2020-2014-2017.csv.gz` (../shared/data/h2020-participations unless said). The two-mode arrays hold
22,787 organisations and 70,724 participations. networkx and igraph get the one-mode ties of one date with integer
costs, built once and not counted; all three are asked for paths of any number of hops between the same random pairs,
and must find paths of the same cost. igraph takes part where it is installed (`pip install .[bench]`).
"""

from __future__ import annotations

import csv
import gzip
import random
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from benchmarks.table import Row, clock, h2020, median, run, timed
from graph_service.messages import Label
from graph_service.model import Scope
from graph_service.projection import Moment, Projection, engine, strongest_paths
from graph_service.projection import Path as Found
from graph_service.projection.kernel import cost_of
from graph_service.stores.base import Snapshot
from graph_service.vocabulary import TieProfile, Vocabulary

AS_OF = date(2020, 1, 1)
PAIRS, BLOCK, DATES, SECONDS = 100, 10, 20, 30
PROFILE = TieProfile("plain", Label("simple", "plain"), kinds=False, estimate_ends=False)
Ask = Callable[[int, int, int], list[int]]
"""From one actor to another: the costs of the k cheapest paths."""


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


def part_of(whole: Snapshot, scope: Scope, share: float) -> Snapshot:
    """What a scope sees of which some participations are hidden, the same ones each time."""
    draw = random.Random(24)
    kept = [i for i in range(len(whole.participations)) if draw.random() < share]

    def of(column: Sequence[Any]) -> list[Any]:
        return [column[i] for i in kept]

    return replace(
        whole,
        scope=scope,
        participations=of(whole.participations),
        participation_actors=whole.participation_actors[kept],
        participation_projects=whole.participation_projects[kept],
        participation_roles=of(whole.participation_roles),
        participation_starts=of(whole.participation_starts),
        participation_ends=of(whole.participation_ends),
    )


def project(read: Snapshot) -> Projection:
    return Projection(read, Vocabulary({}, {}), lambda code: frozenset((code,)))


def one_mode(projection: Projection) -> nx.Graph:
    graph = nx.Graph()
    for ties in projection.all_ties(projection.at(AS_OF, PROFILE)):
        costs = [cost_of(weight, PROFILE.w0) for weight in ties.weight.tolist()]
        graph.add_weighted_edges_from(zip(ties.a.tolist(), ties.b.tolist(), costs, strict=True))
    return graph


def by_networkx(graph: nx.Graph) -> Ask:
    def ask(a: int, b: int, k: int) -> list[int]:
        try:
            if k == 1:
                return [nx.bidirectional_dijkstra(graph, a, b)[0]]
            paths = islice(nx.shortest_simple_paths(graph, a, b, "weight"), k)
            return [nx.path_weight(graph, path, "weight") for path in paths]
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return []

    return ask


def by_igraph(graph: nx.Graph, actors: int) -> Ask | None:
    try:
        import igraph
    except ImportError:
        return None
    edges = list(graph.edges(data="weight"))
    ties = igraph.Graph(actors, [(a, b) for a, b, _ in edges])
    costs = [cost for _, _, cost in edges]

    def ask(a: int, b: int, k: int) -> list[int]:
        with warnings.catch_warnings():
            # igraph warns where there is no path.
            warnings.simplefilter("ignore")
            if k == 1:
                found = [ties.get_shortest_path(a, b, costs, output="epath")]
            else:
                found = ties.get_k_shortest_paths(a, b, k=k, weights=costs, output="epath")
        return [sum(costs[edge] for edge in path) for path in found if path]

    return ask


def against(projection: Projection, pairs: list[tuple[int, int]], k: int, other: Ask) -> tuple[float, float, int]:
    """Medians of ours and of the other's over as many pairs as fit into `SECONDS`, and how many.

    In turns, a block of pairs each: one by one, each would find the processor's caches full of the other's graph.
    """
    mine: list[float] = []
    theirs: list[float] = []
    moment = projection.at(AS_OF, PROFILE)
    for start in range(0, len(pairs), BLOCK):
        block = pairs[start : start + BLOCK]
        told = [timed(partial(other, *pair, k)) for pair in block]
        asked = [timed(partial(strongest_paths, projection, moment, *pair, k, None)) for pair in block]
        theirs += [took for took, _ in told]
        mine += [took for took, _ in asked]
        if [[path.cost for path in paths] for _, paths in asked] != [costs for _, costs in told]:
            raise SystemExit(f"not the same paths: {asked} {told}")
        if sum(theirs) > SECONDS * 1000:
            break
    return median(mine), median(theirs), len(mine)


def rows(folder: Path | None = None, pairs: int = PAIRS) -> list[Row]:
    read = snapshot((folder or h2020()) / "h2020-2014-2017.csv.gz")
    engine.compiled()
    projection = project(read)
    moment = projection.at(AS_OF, PROFILE)
    draw = random.Random(2007)
    connected = [i for i in range(len(read.actors)) if len(projection.ties_of(i, moment))]
    asked = [(draw.choice(connected), draw.choice(connected)) for _ in range(pairs)]
    graph = one_mode(projection)
    others = {"networkx": by_networkx(graph), "igraph": by_igraph(graph, len(read.actors))}
    ties = f"{graph.number_of_edges():,} ties"
    found = []
    for k in (1, 3):
        for name, other in others.items():
            if other is not None:
                mine, theirs, n = against(projection, asked, k, other)
                what = f"{k} strongest path{'s' if k > 1 else ''}, {ties}, {n} pairs, against {name}"
                found.append(Row(what, mine, theirs, "ms", 50 if (k, name) == (1, "networkx") else None))
    times = [clock(partial(strongest_paths, projection, moment, *pair)) for pair in asked]
    found.append(Row("1 strongest path of at most 4 hops, as asked by default", median(times), None, "ms"))
    cold = [clock(partial(ask_anew, projection, moment, *pair)) for pair in asked]
    found.append(Row("the same with no tie kept of an earlier question", median(cold), None, "ms"))
    return [*found, *never_asked(read, asked)]


def never_asked(read: Snapshot, asked: list[tuple[int, int]]) -> list[Row]:
    """The same path at 20 dates in each of three scopes, none of which was asked about before."""
    scopes = [part_of(read, scope, share) for scope, share in zip(Scope, (0.6, 0.8, 1.0), strict=True)]
    dates = [date(2016 + n % 10, 1 + n % 12, 1 + n) for n in range(DATES)]
    first, later = [], []
    for part in scopes:
        loaded, projection = timed(partial(project, part))
        times = [clock(partial(ask_at, projection, day, *asked[0])) for day in dates]
        first.append(loaded + times[0])
        later += times[1:]
    what = f"a path at a date never asked about before, {DATES} dates in 3 scopes"
    return [
        Row(f"{what}, median", median(later), None, "ms", 100),
        Row(f"{what}, the slowest", max(later), None, "ms", 100),
        Row("a path in a scope never asked about before, its arrays included", median(first), None, "ms"),
    ]


def ask_anew(projection: Projection, moment: Moment, a: int, b: int) -> list[Found]:
    moment.pools.clear()
    return strongest_paths(projection, moment, a, b)


def ask_at(projection: Projection, as_of: date, a: int, b: int) -> list[Found]:
    return strongest_paths(projection, projection.at(as_of, PROFILE), a, b)


if __name__ == "__main__":
    run(rows)
