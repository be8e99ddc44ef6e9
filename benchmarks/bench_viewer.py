"""Panning, pointing and the first picture of interactive maps in Chromium, beside a page of stock pyvis.

    python -m benchmarks.bench_viewer

Both pages show the same nodes at the same places, with 2.3 ties a node, in one window of 1440 x 900 without WebGL and
without a graphics processor; pyvis gets positions and no physics. The mouse drags the map, then wanders over it, in
turns; a frame is the time between two pictures of the browser. The first picture is counted from the start of the
navigation until the map stands still, labels included. Medians over the rounds.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from pyvis.network import Network

from benchmarks.table import Row, median, run
from graph_service.messages import Day, Label
from graph_service.vocabulary import Family
from visualisations.arrange import Arrangement
from visualisations.renderers.html import document
from visualisations.view import Caption, MapEdge, MapNode, MapView, Shown

SIZES = (2_000, 5_000, 20_000)
FIRST = (500, 3_000)
ROUNDS = 3
TIES = 2.3
"""Of a node."""
MOVES = 90
"""Of the mouse, in one drag."""
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-webgl", "--disable-3d-apis", "--no-first-run"]

RECORD = """
(() => {
  window.frames_ = [];
  let last = performance.now();
  const next = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next);
})();
"""
OURS_STILL = "typeof maillage !== 'undefined' && maillage.shown && maillage.shown.stillSince !== null"
STOCK_STILL = "typeof network !== 'undefined' && document.querySelector('canvas') !== null"


@dataclass(frozen=True)
class Frames:
    """Milliseconds between two pictures: half of them, 95 of 100 and all take at most that."""

    p50: float
    p95: float
    most: float


def view(size: int) -> tuple[MapView, Arrangement]:
    """Actors at random places on a disc, tied at random, always the same; strong ties are few, as in real data."""
    chance = np.random.default_rng(size)
    label = Label("association", "association")
    shapes = ("square", "circle", "hexagon", "plus", "triangle", "ring", "house", "diamond", "star")
    colors = ("#B4472E", "#0F5F9E", "#358DC9", "#5B4633", "#0A8260", "#5F6673", "#B57C00", "#16365C", "#CE5C98")
    families = [
        Family(f"f{i}", Label(f"Famille {i}", f"Family {i}"), shape, color, "#555555")
        for i, (shape, color) in enumerate(zip(shapes, colors, strict=True))
    ]
    nodes = tuple(
        MapNode(f"n{i}", f"Association des habitants {i}", "association", label, families[i % 9], running=i % 13)
        for i in range(size)
    )
    pairs = {tuple(sorted(map(int, pair))) for pair in chance.integers(0, size, (round(size * TIES), 2))}
    strengths = chance.beta(1, 4, len(pairs))
    edges = tuple(
        MapEdge(f"n{a}", f"n{b}", round(float(s), 3), 1.0, 2, first="2020")
        for (a, b), s in zip(sorted(pairs), strengths, strict=True)
        if a != b
    )
    reach, turn = np.sqrt(chance.random(size)) * 20 * size**0.5, chance.random(size) * 2 * np.pi
    points = {
        f"n{i}": (round(float(x), 1), round(float(y), 1))
        for i, (x, y) in enumerate(zip(reach * np.cos(turn), reach * np.sin(turn), strict=True))
    }
    edge = 20 * size**0.5
    shown = Caption(Day("2026-01-01"), Shown(size, size), Shown(len(edges), len(edges)), label, 1)
    return MapView("Banc d’essai", shown, nodes, edges), Arrangement(points, {}, (-edge, -edge, edge, edge))


@cache
def pages(size: int, folder: Path) -> dict[str, Path]:
    """The same map as a file of ours and of stock pyvis."""
    shown, found = view(size)
    ours, stock = folder / f"ours-{size}.html", folder / f"stock-{size}.html"
    ours.write_bytes(document(shown, "fr", found))
    network = Network(height="780px", width="100%", cdn_resources="in_line")
    network.nodes = [
        {
            "id": n.id,
            "label": str(n.label),
            "x": found.points[n.id][0],
            "y": found.points[n.id][1],
            "size": 9,
            "shape": "dot",
        }
        for n in shown.nodes
    ]
    network.edges = [{"from": e.a, "to": e.b, "width": 1 + 3 * e.strength} for e in shown.edges]
    network.set_options('{"physics": {"enabled": false}, "edges": {"smooth": false}, "interaction": {"hover": true}}')
    stock.write_text(network.generate_html(), "utf-8")
    return {"ours": ours, "stock": stock}


@contextmanager
def browser() -> Iterator[Any]:
    """A Chromium without WebGL."""
    program = shutil.which("chromium")
    if program is None or find_spec("playwright") is None:
        raise SystemExit("left out: no chromium, or no playwright, on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@contextmanager
def opened(started: Any, file: Path, still: str) -> Iterator[Any]:
    """The page of a file without a network, once its map stands still."""
    context = started.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.add_init_script(RECORD)
    page.goto(file.as_uri(), wait_until="commit")
    # Not wait_for_function, which evaluates a text in the page: its policy forbids that.
    until = time.monotonic() + 120
    while not page.evaluate(still):
        if time.monotonic() > until:
            raise TimeoutError(f"{file.name} does not stand still")
        page.wait_for_timeout(20)
    page.wait_for_load_state("load", timeout=180_000)
    yield page
    context.close()


def frames(page: Any, act: Callable[[], None]) -> Frames:
    """What the browser needs for its pictures while something is done."""
    page.evaluate("frames_.length = 0")
    act()
    taken = sorted(page.evaluate("frames_.slice(2)"))
    return Frames(median(taken), taken[int(len(taken) * 0.95)], taken[-1])


def drag(page: Any) -> None:
    page.mouse.move(500, 400)
    page.mouse.down()
    for i in range(MOVES):
        page.mouse.move(500 + 3 * (i if i < MOVES / 2 else MOVES - i), 400 + 2 * (i if i < MOVES / 2 else MOVES - i))
        page.wait_for_timeout(8)
    page.mouse.up()


def wander(page: Any) -> None:
    for i in range(MOVES // 2):
        page.mouse.move(250 + 12 * i, 250 + 5 * i)
        page.wait_for_timeout(16)


def first(started: Any, file: Path, still: str) -> float:
    """Seconds from the start of the navigation until the map stands still."""
    with opened(started, file, still) as page:
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return float(
            page.evaluate(
                "((typeof maillage !== 'undefined' && maillage.shown.stillSince) || performance.now()) / 1000"
            )
        )


STILL = {"ours": OURS_STILL, "stock": STOCK_STILL}
AIMS = {500: 0.5, 3_000: 1.5}
ACTS = {"panning": drag, "pointing": wander}


def rows(firsts: Sequence[int] = FIRST, sizes: Sequence[int] = SIZES, rounds: int = ROUNDS) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, browser() as started:
        return [
            *(row for size in firsts for row in _first(started, pages(size, Path(folder)), size, rounds)),
            *(row for size in sizes for row in _moved(started, pages(size, Path(folder)), size, rounds)),
        ]


def _first(started: Any, files: dict[str, Path], size: int, rounds: int) -> list[Row]:
    taken: dict[str, list[float]] = {name: [] for name in files}
    for _ in range(rounds):
        for name, file in files.items():
            taken[name].append(first(started, file, STILL[name]))
    ours, stock = (median(taken[name]) for name in ("ours", "stock"))
    what = f"first picture that stands still, {size:,} nodes"
    return [Row(what, ours, None, "s", AIMS.get(size)), Row(f"{what}, beside stock pyvis", ours, stock, "s")]


def _moved(started: Any, files: dict[str, Path], size: int, rounds: int) -> list[Row]:
    taken: dict[tuple[str, str], list[Frames]] = {(name, act): [] for act in ACTS for name in files}
    for _ in range(rounds):
        for name, file in files.items():
            with opened(started, file, STILL[name]) as page:
                for what, act in ACTS.items():
                    page.wait_for_timeout(500)
                    taken[name, what].append(frames(page, partial(act, page)))
    return [
        Row(
            f"{what}, {size:,} nodes, {said} frame",
            *(median([getattr(one, part) for one in taken[name, what]]) for name in ("ours", "stock")),
            "ms",
        )
        for what in ACTS
        for part, said in (("p50", "median"), ("p95", "95th of 100"), ("most", "longest"))
    ]


if __name__ == "__main__":
    run(rows)
