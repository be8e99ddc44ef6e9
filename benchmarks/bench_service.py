"""What an answer costs: a path on Horizon 2020 in this process, over HTTP, and asked by one, ten and fifty clients.

    python -m benchmarks.bench_service [FOLDER]

The kernel is what every path needs at least: the same pairs, without evidence, names and sentences. The service is
`maillage serve` in a process of its own; its clients share one other process, keep their connections, and ask one
after the other. Requests a second are those of all clients together, in turns of a few seconds each; memory is the
service's, after each. Every pair is asked once before.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.table import Row, cpu, h2020, median, run
from graph_service.graph import Graph, open_graph
from graph_service.projection import strongest_paths
from graph_service.queries.asked.paths import paths

AS_OF = "2018-01-01"
PAIRS = 200
CLIENTS = (1, 10, 50)
ROUNDS = 3
SECONDS = 5.0
TOKEN = "benchmark-" + "0" * 20


def rows(
    folder: Path | None = None, *, pairs: int = PAIRS, seconds: float = SECONDS, processes: tuple[int, ...] = (1, 2)
) -> list[Row]:
    folder = folder or h2020()
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary) / "service.db"
        with open_graph(f"sqlite:///{store}", create=True) as graph:
            graph.import_files([folder])
            graph.warm()
            asked = drawn(graph, pairs)
            found = in_process(graph, asked)
        for workers in processes:
            with served(store, workers) as (port, pid):
                found += over_http(port, pid, asked, seconds, workers)
        return found


def drawn(graph: Graph, pairs: int) -> list[tuple[str, str]]:
    """Random pairs of actors, the same each time."""
    with graph.view() as view:
        ids = list(view.projection.snapshot.actors)
    draw = random.Random(11)
    return [tuple(draw.sample(ids, 2)) for _ in range(pairs)]  # type: ignore[misc]


def in_process(graph: Graph, asked: list[tuple[str, str]]) -> list[Row]:
    whole, kernel = [], []
    with graph.view() as view:
        moment = view.projection.at(date.fromisoformat(AS_OF), view.vocabulary.profile("standard"))
        for _ in range(2):
            whole, kernel = [], []
            for a, b in asked:
                one, other = view.position(a), view.position(b)
                kernel.append(1000 * cpu(lambda: strongest_paths(view.projection, moment, one, other)))  # noqa: B023
                whole.append(1000 * cpu(lambda: graph.ask(paths, {"from": a, "to": b, "as_of": AS_OF})))  # noqa: B023
    return [
        Row(
            f"a path asked in process, {len(asked)} pairs, against its kernel alone",
            mean(whole),
            mean(kernel),
            "ms CPU",
        ),
        Row("a path asked in process", mean(whole), None, "ms CPU", 2),
    ]


def over_http(port: int, pid: int, asked: list[tuple[str, str]], seconds: float, workers: int) -> list[Row]:
    urls = [f"/api/v1/paths?{urlencode({'from': a, 'to': b, 'as_of': AS_OF})}" for a, b in asked]
    asyncio.run(asking(port, urls, 2 * workers, None))
    with_workers = "" if workers == 1 else f", --workers {workers}"
    found = []
    if workers == 1:
        for what, url, aim in (("`/healthz`", ["/healthz"], None), ("a path", urls, 3)):
            times = asyncio.run(asking(port, url * (len(urls) // len(url)), 1, None))
            found.append(Row(f"{what} over HTTP, one client, median", 1000 * median(times), None, "ms", aim))
    rate: dict[int, list[float]] = {n: [] for n in CLIENTS}
    memory = dict.fromkeys(CLIENTS, 0.0)
    for _ in range(ROUNDS):
        for clients in CLIENTS:
            done = asyncio.run(asking(port, urls, clients, seconds))
            rate[clients].append(len(done) / seconds)
            memory[clients] = resident(pid)
    for clients in CLIENTS:
        one, many = median(rate[1]), median(rate[clients])
        what = f"{clients} clients asking paths{with_workers}: {memory[clients]:.0f} MB, ms a path in sum, against one"
        found.append(Row(what, 1000 / many, 1000 / one, "ms", 1 if clients > 1 else None))
    return found


async def asking(port: int, urls: list[str], clients: int, seconds: float | None) -> list[float]:
    """Seconds of each answer: `clients` ask one after the other until the time is over, or (None) all urls once."""
    until = time.perf_counter() + seconds if seconds is not None else None
    todo: Iterator[str] = iter(urls) if until is None else cycle(urls)
    taken: list[float] = []

    async def client() -> None:
        reading, writing = await asyncio.open_connection("127.0.0.1", port)
        for url in todo:
            if until is not None and time.perf_counter() > until:
                break
            begun = time.perf_counter()
            head = f"GET {url} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
            writing.write(head.encode())
            answer = await reading.readuntil(b"\r\n\r\n")
            status, *headers = answer.decode().lower().split("\r\n")
            length = next(int(line.split(":")[1]) for line in headers if line.startswith("content-length"))
            body = await reading.readexactly(length)
            if " 200 " not in status:
                raise SystemExit(f"{url}: {status} {body[:300]!r}")
            taken.append(time.perf_counter() - begun)
        writing.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return taken


@contextmanager
def served(store: Path, workers: int) -> Iterator[tuple[int, int]]:
    """(port, process id) of a service over a store."""
    command = [sys.executable, "-m", "graph_service.cli", "--store", f"sqlite:///{store}"]
    options = ["serve", "--no-browser", "--port", "0", *(["--workers", str(workers)] if workers > 1 else [])]
    import os

    environment = {**os.environ, "MAILLAGE_TOKEN": TOKEN}
    service = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True, env=environment)
    assert service.stderr is not None
    try:
        said = next(line for line in service.stderr if "http://" in line)
        yield int(said.split("127.0.0.1:")[1].split("/")[0]), service.pid
    finally:
        service.terminate()
        service.wait()


def resident(pid: int) -> float:
    """Megabytes that a process and its children hold in memory."""
    found = subprocess.run(["ps", "-o", "rss=", "--pid", str(pid), "--ppid", str(pid)], capture_output=True, text=True)
    return sum(map(int, found.stdout.split())) / 1000


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    run(rows)
