"""Layouts beside those of others, on the same graphs, drawn by nobody else's numbers than these.

    python -m benchmarks.bench_layout

Every layout places the same nodes and lines. The points are scaled so that two joined nodes are 90 pixels apart in the
middle; a label of 96 x 28 pixels stands under each node. Stress is that of Kamada and Kawai over all pairs that a way
joins, with the best scale, 0 where all are as far apart as the steps between them. networkx: spring_layout of 50
rounds; igraph: Fruchterman-Reingold and Kamada-Kawai; graphviz: sfdp; pyvis: its stock physics in Chromium until it
stands still, or for 30 seconds. What is missing on the machine is left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import networkx
import numpy as np

from benchmarks.table import SHARED
from graph_service.graph import Graph
from graph_service.graph.drawing import draw
from graph_service.messages import Day
from graph_service.vocabulary import Family
from tests.graph_service.house import AS_OF, F1, ROOT, new_graph
from visualisations.arrange import placed
from visualisations.crossings import crossings
from visualisations.layouts import Points
from visualisations.presets import Figure
from visualisations.view import Caption, MapEdge, MapNode, MapView, Shown

NEAR = 90.0
LABEL = (96.0, 28.0)
NODE = 9.0
PATIENCE = 30.0
KIND = Family("b", "b", "circle", "#000000", "#000000")  # type: ignore[arg-type]


@dataclass(frozen=True)
class Judged:
    """What a layout of a graph is like."""

    seconds: float
    crossings: float
    """Of a line."""
    nodes: int
    """Pairs of nodes that overlap."""
    labels: int
    """Pairs of labels that overlap."""
    stress: float


def judged(view: MapView, points: Points, seconds: float) -> Judged:
    """Measure points, scaled as all others are."""
    ids = sorted(view.by_id)
    pairs = [edge.key for edge in view.edges if edge.a != edge.b]
    spots = np.array([points[id_] for id_ in ids])
    at = {id_: i for i, id_ in enumerate(ids)}
    ends = np.array([(at[a], at[b]) for a, b in pairs])
    between = np.hypot(*(spots[ends[:, 0]] - spots[ends[:, 1]]).T)
    spots = spots * (NEAR / max(float(np.median(between)), 1e-9))
    delta = np.abs(spots[:, None] - spots[None])
    upper = np.triu_indices(len(ids), 1)
    near = np.hypot(delta[..., 0], delta[..., 1])[upper]
    beside = (delta[..., 0][upper] < LABEL[0]) & (delta[..., 1][upper] < LABEL[1])
    steps = _steps(len(ids), ends)[upper]
    known = np.isfinite(steps) & (steps > 0)
    ratio = near[known] / steps[known]
    scale = ratio.sum() / (ratio**2).sum() if len(ratio) else 1.0
    stress = float(np.mean((scale * ratio - 1) ** 2)) if len(ratio) else 0.0
    scaled = {id_: (float(x), float(y)) for id_, (x, y) in zip(ids, spots, strict=True)}
    cross = crossings(scaled, pairs) / len(pairs)
    return Judged(seconds, cross, int((near < 2 * NODE).sum()), int(beside.sum()), stress)


def _steps(n: int, ends: np.ndarray) -> np.ndarray:
    graph = networkx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(map(tuple, ends.tolist()))
    found = np.full((n, n), np.inf)
    for source, lengths in networkx.all_pairs_shortest_path_length(graph):
        found[source, list(lengths)] = list(lengths.values())
    return found


def ours(view: MapView) -> Points:
    return placed(view)


def by_networkx(view: MapView) -> Points:
    found = networkx.spring_layout(_graph(view), seed=1)
    return {id_: (float(x), float(y)) for id_, (x, y) in found.items()}


def by_igraph(name: str) -> Callable[[MapView], Points]:
    def place(view: MapView) -> Points:
        import random

        import igraph

        random.seed(1)
        ids = sorted(view.by_id)
        at = {id_: i for i, id_ in enumerate(ids)}
        graph = igraph.Graph(len(ids), [(at[a], at[b]) for a, b in (e.key for e in view.edges) if a != b])
        return {ids[i]: (x, y) for i, (x, y) in enumerate(graph.layout(name).coords)}

    return place


def by_sfdp(view: MapView) -> Points:
    ids = sorted(view.by_id)
    at = {id_: i for i, id_ in enumerate(ids)}
    lines = [f"{at[a]} -- {at[b]};" for a, b in (e.key for e in view.edges) if a != b]
    text = "graph { node [shape=point]; " + " ".join([*(f"{i};" for i in range(len(ids))), *lines]) + " }"
    made = subprocess.run(["sfdp", "-Tplain"], input=text, capture_output=True, text=True, check=True, timeout=600)
    words = (line.split() for line in made.stdout.splitlines() if line.startswith("node "))
    return {ids[int(word[1])]: (float(word[2]), float(word[3])) for word in words}


def by_pyvis(view: MapView) -> Points:
    from playwright.sync_api import sync_playwright
    from pyvis.network import Network

    ids = sorted(view.by_id)
    at = {id_: i for i, id_ in enumerate(ids)}
    page = Network(cdn_resources="in_line")
    page.add_nodes(list(range(len(ids))), label=[str(view.by_id[id_].label) for id_ in ids])
    for a, b in (edge.key for edge in view.edges if edge.a != edge.b):
        page.add_edge(at[a], at[b])
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "stock.html"
        file.write_text(page.generate_html(), "utf-8")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"])
        tab = browser.new_page()
        tab.goto(file.as_uri(), wait_until="commit")
        tab.wait_for_function("typeof network !== 'undefined'", timeout=60_000)
        tab.evaluate("network.once('stabilized', () => { window.still = true; })")
        begun = time.perf_counter()
        while time.perf_counter() - begun < PATIENCE and not tab.evaluate("window.still === true"):
            time.sleep(0.2)
        found = tab.evaluate("network.getPositions()")
        browser.close()
    return {ids[int(i)]: (spot["x"], spot["y"]) for i, spot in found.items()}


def _graph(view: MapView) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from(sorted(view.by_id))
    graph.add_edges_from(sorted(edge.key for edge in view.edges if edge.a != edge.b))
    return graph


def graphs() -> Iterator[tuple[str, MapView]]:
    with tempfile.TemporaryDirectory() as folder, new_graph(Path(folder) / "f1.db", F1) as f1:
        yield "F1, ties", _drawn(f1, "ties", "ties")
        with new_graph(Path(folder) / "cvl.db", ROOT / "graph_service" / "data" / "cvl") as cvl:
            yield "demo, ties", _drawn(cvl, "ties", "ties")
            yield "demo, the region and its projects", _drawn(cvl, "actor", "projects", id="region")
            yield "demo, in groups", _drawn(cvl, "ties", "territories")
    yield "datactivist", _links("datactivist-logement")
    yield "IntellectualCooperation", _links("IntellectualCooperation")


def _drawn(graph: Graph, question: str, form: str, **values: str) -> MapView:
    view = draw(graph, question, {"as_of": AS_OF, **values}, figure=Figure(form=form))
    from dataclasses import replace

    # Lines between groups join no nodes, which no other program has.
    kept = tuple(edge for edge in view.edges if edge.a in view.by_id and edge.b in view.by_id)
    return replace(view, edges=kept, arrangement=None)


def _links(name: str) -> MapView:
    """A graph of shared/data/graphs: measured, and published nowhere."""
    import csv

    folder = SHARED / "graphs"
    file = next(folder / f"{name}{end}" for end in ("-links.csv", "_edges.csv") if (folder / f"{name}{end}").exists())
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    head = [cell.strip().lower() for cell in rows[0]]
    one, other = (
        next(head.index(n) for n in names if n in head) for names in (("source", "from", "in"), ("target", "to", "out"))
    )
    pairs = sorted({tuple(sorted((row[one], row[other]))) for row in rows[1:] if row[one] != row[other]})
    nodes = sorted({end for pair in pairs for end in pair})
    return MapView(
        name,
        Caption(Day("2026"), Shown(len(nodes), len(nodes)), Shown(len(pairs), len(pairs)), "", 1),
        tuple(MapNode(id_, id_, "b", "b", KIND) for id_ in nodes),
        tuple(MapEdge(a, b, 0.3, 0.3, 1) for a, b in pairs),
    )


WAYS: dict[str, Callable[[MapView], Points]] = {
    "Maillage": ours,
    "networkx spring": by_networkx,
    "igraph fr": by_igraph("fr"),
    "igraph kk": by_igraph("kk"),
    "graphviz sfdp": by_sfdp,
    "pyvis physics": by_pyvis,
}


def main() -> None:
    print("| graph | layout | seconds | crossings a line | nodes over nodes | labels over labels | stress |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, view in graphs():
        told = f"{name}, {len(view.nodes)} nodes, {len(view.edges)} lines"
        for way, place in WAYS.items():
            begun = time.perf_counter()
            try:
                points = place(view)
            except (ImportError, FileNotFoundError) as error:
                print(f"left out: {way} ({error})", file=sys.stderr)
                continue
            found = judged(view, points, time.perf_counter() - begun)
            cells = [f"{found.seconds:.2f}", f"{found.crossings:.2f}", str(found.nodes), str(found.labels)]
            print(f"| {told} | {way} | " + " | ".join(cells) + f" | {found.stress:.3f} |", flush=True)


if __name__ == "__main__":
    main()
