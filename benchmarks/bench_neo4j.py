"""The shared store on Horizon 2020 (CORDIS, 2014-2017): other ways to write the same, and Neo4j's own shortest paths.

    python -m benchmarks.bench_neo4j [FOLDER]

One server (heap 2 GB), one run. The import reads, checks, folds for three scopes and writes facts and log; what it
wrote is read back and written again by the other ways into the same labels, constraints and indexes, and must be the
same to the last property. `LOAD CSV` gets files with the answer in them, in transactions of 10,000 rows; the
one-row-one-query way is a sample, a commit each, times the number of rows. A path of ours goes over HTTP: the strongest
by ties at a date in a scope, with evidence and a sentence. Theirs goes over Bolt: fewest hops over stored
participations, ids and names only, at no date and in no scope. The same pairs, in turns, on the clock.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import neo4j

from benchmarks import bulk
from benchmarks.table import Row, clock, h2020, median, run
from graph_service.graph import open_graph
from graph_service.model import Scope
from tools.neo4j_server import Server, Unavailable

AS_OF, MOST_HOPS = "2020-01-01", 6
SAMPLE, PAIRS, WARM = 3000, 200, 20
TEXTS = {
    1: (
        "MATCH (a:Actor {id: $a}), (b:Actor {id: $b}) MATCH p = shortestPath((a)-[:PARTICIPATES_IN*..12]-(b)) "
        "RETURN [n IN nodes(p) | [n.id, coalesce(n.name, n.title)]]"
    ),
    3: (
        "MATCH p = SHORTEST 3 (a:Actor {id: $a})-[:PARTICIPATES_IN]-{1,12}(b:Actor {id: $b}) "
        "RETURN [n IN nodes(p) | [n.id, coalesce(n.name, n.title)]]"
    ),
}
NEWER = TEXTS[3].replace("SHORTEST 3", "SHORTEST 1")


def heavy_server() -> Server:
    # Backslashes in our JSON are no quotes of CSV's.
    return Server(heap="2g", pagecache="512m", settings={"db.import.csv.legacy_quote_escaping": "false"})


def rows(folder: Path | None = None, sample: int = SAMPLE, pairs: int = PAIRS) -> list[Row]:
    """Raises Unavailable where no server can be had."""
    folder = folder or h2020()
    with (
        heavy_server() as server,
        neo4j.GraphDatabase.driver(server.url, auth=server.auth, notifications_min_severity="OFF") as driver,
        driver.session() as session,
    ):
        os.environ.update(MAILLAGE_NEO4J_USER=server.user, MAILLAGE_NEO4J_PASSWORD=server.password)
        found = writing(server, session, folder, sample)
        return [*found, *paths(server, session, pairs)]


# Writing


@dataclass
class Took:
    """Seconds on the clock, and of CPU of both processes: what else the machine does counts less in these."""

    clock: float = 0.0
    cpu: float = 0.0

    def times(self, n: float) -> Took:
        return Took(self.clock * n, self.cpu * n)


@contextmanager
def taken(server: Server, into: Took) -> Iterator[None]:
    begun, used = time.perf_counter(), of_both(server)
    yield
    into.clock += time.perf_counter() - begun
    into.cpu += of_both(server) - used


def of_both(server: Server) -> float:
    """CPU seconds so far, of this process and of the server's (where /proc tells)."""
    stat = Path(f"/proc/{server.pid}/stat")
    ticks = stat.read_text().rsplit(")", 1)[1].split()[11:13] if stat.exists() else ("0", "0")
    return time.process_time() + sum(map(int, ticks)) / 100


def writing(server: Server, session: neo4j.Session, folder: Path, sample: int) -> list[Row]:
    """The import against the other ways. Afterwards the database holds what LOAD CSV made."""
    with TemporaryDirectory() as temporary:
        # What a server has never done is slow once; it does all of it before anything is counted.
        measured(server, session, beginning(folder, Path(temporary)), 300)
    bulk.empty(session)
    whole, saving, one, loaded, alone, total, facts, written = measured(server, session, folder, sample)
    what = f"{total:,} nodes and relations"
    found = [
        (f"import, {what}, against one row one query (of {written:,}, extrapolated)", whole, one.times(total), 20.0),
        (f"import, {what}, against `LOAD CSV` of the same", whole, loaded, 1 / 3),
        ('the same from "Saving" on: the fold, and all that is written', saving, loaded, 1 / 3),
        (f"the same against `LOAD CSV` of the {facts:,} facts alone: no log, no undo", saving, alone, None),
    ]
    rows = [Row(what, ours.clock, other.clock, "s", aim) for what, ours, other, aim in found]
    return rows + [Row(f"CPU: {what}", ours.cpu, other.cpu, "s CPU") for what, ours, other, _ in found]


def measured(
    server: Server, session: neo4j.Session, folder: Path, sample: int
) -> tuple[Took, Took, Took, Took, Took, int, int, int]:
    """Of an empty database: import, saving, a row alone, LOAD CSV of all and of facts; how much that is, of what."""
    whole, saving, told = imported(server, folder)
    groups = bulk.read_back(session)
    held = bulk.shape(session)
    say(f"import {whole}, of these saving {saving}: {held}")
    bulk.write_csv(groups, server.import_folder)
    facts = [n for n, group in enumerate(groups) if group.fact]
    bulk.empty(session)
    alone, loaded, rows = Took(), Took(), Took()
    with taken(server, alone):
        bulk.load_csv(session, groups, facts)
    bulk.empty(session)
    drawn = bulk.draw(groups, sample)
    for group, some in drawn:
        bulk.put_ends(session, group, some)
        with taken(server, rows):
            bulk.row_by_row(session, group, some)
    bulk.empty(session)
    with taken(server, loaded):
        bulk.load_csv(session, groups, range(len(groups)))
    if bulk.shape(session) != held:
        raise SystemExit(f"not the same graph: {held} {bulk.shape(session)}")
    with open_graph(server.url) as graph:
        if told != {scope: graph.store.content_hash(scope) for scope in Scope}:
            raise SystemExit("not the same facts")
    written = sum(len(some) for _, some in drawn)
    total = sum(len(group.rows) for group in groups)
    say(f"LOAD CSV {loaded}, facts alone {alone}; {written} rows alone {rows}")
    of_facts = sum(len(groups[n].rows) for n in facts)
    return whole, saving, rows.times(1 / written), loaded, alone, total, of_facts, written


def beginning(folder: Path, to: Path, lines: int = 2000) -> Path:
    """The first lines of each file, in a folder of their own."""
    for file in folder.glob("*.csv.gz"):
        with (
            gzip.open(file, "rt", encoding="utf-8") as whole,
            gzip.open(to / file.name, "wt", encoding="utf-8") as part,
        ):
            part.writelines(islice(whole, lines))
    return to


def imported(server: Server, folder: Path) -> tuple[Took, Took, dict[Scope, str]]:
    """What it takes in all and from "Saving" on, and the digests of what came of it."""
    reading, saving = Took(), Took()
    with open_graph(server.url, create=True) as graph:
        prepared = taken(server, reading)
        saved = taken(server, saving)

        def progress(file: str, _: int) -> None:
            if not file:
                prepared.__exit__(None, None, None)
                saved.__enter__()

        prepared.__enter__()
        graph.import_files([folder], progress=progress)
        saved.__exit__(None, None, None)
        whole = Took(reading.clock + saving.clock, reading.cpu + saving.cpu)
        return whole, saving, {scope: graph.store.content_hash(scope) for scope in Scope}


# Paths


def paths(server: Server, session: neo4j.Session, pairs: int) -> list[Row]:
    asked = connected(session, pairs)
    found = []
    with served(server) as get:
        for k, text in TEXTS.items():
            runs: dict[str, Callable[[str, str], object]] = {
                "ours": partial(ours, get, k),
                "theirs": partial(theirs, session, text),
            }
            if k == 1:
                runs["newer"] = partial(theirs, session, NEWER)
            times: dict[str, list[float]] = {name: [] for name in runs}
            for one, other in asked[:WARM]:
                for ask in runs.values():
                    ask(one, other)
            for one, other in asked:
                for name, ask in runs.items():
                    times[name].append(clock(partial(ask, one, other)))
            their = "shortestPath(*..12)" if k == 1 else "SHORTEST 3 {1,12}"
            ours_is = f"{k} strongest path{'s' if k > 1 else ''} over HTTP"
            found.append(
                Row(
                    f"{ours_is}, {len(asked)} pairs, against `{their}` over Bolt, median",
                    median(times["ours"]),
                    median(times["theirs"]),
                    "ms",
                    1 if k == 1 else None,
                )
            )
            found.append(Row(f"{ours_is}, 95th percentile", p95(times["ours"]), p95(times["theirs"]), "ms"))
            if k == 1:
                newer = times["newer"]
                found.append(
                    Row(f"{ours_is}, against `SHORTEST 1 {{1,12}}`, median", median(times["ours"]), median(newer), "ms")
                )
        found.append(Row("an answer of the service that needs no graph (`/healthz`)", nothing(get), None, "ms"))
        found.append(Row("`RETURN 1` over Bolt", median(of_bolt(session)), None, "ms"))
    return found


def connected(session: neo4j.Session, pairs: int) -> list[tuple[str, str]]:
    """Random pairs of actors, the same each time, that a chain of at most 12 participations joins."""
    ids = [
        id_
        for (id_,) in session.run("MATCH (a:Actor)-[:PARTICIPATES_IN]->() RETURN DISTINCT a.id ORDER BY a.id").values()
    ]
    draw = random.Random(2007)
    found: list[tuple[str, str]] = []
    while len(found) < pairs:
        one, other = draw.sample(ids, 2)
        if theirs(session, TEXTS[1], one, other):
            found.append((one, other))
    return found


def ours(get: Callable[[str], bytes], k: int, a: str, b: str) -> int:
    asked = f"/api/v1/paths?from={quote(a)}&to={quote(b)}&k={k}&max_hops={MOST_HOPS}&as_of={AS_OF}"
    return len(json.loads(get(asked))["paths"])


def theirs(session: neo4j.Session, text: str, a: str, b: str) -> int:
    return len(session.run(text, a=a, b=b).values())


def nothing(get: Callable[[str], bytes]) -> float:
    return median([clock(partial(get, "/healthz")) for _ in range(100)])


def of_bolt(session: neo4j.Session) -> list[float]:
    return [clock(lambda: session.run("RETURN 1").consume()) for _ in range(100)]


@contextmanager
def served(server: Server) -> Iterator[Callable[[str], bytes]]:
    """The service on this store in a process of its own, and what asks it, over one connection that stays open."""
    command = [sys.executable, "-m", "graph_service.cli", "serve", "--port", "0", "--no-browser", "--no-token"]
    env = {**os.environ, "MAILLAGE_STORE": server.url}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
    try:
        assert process.stderr is not None
        address = next(found[1] for line in process.stderr if (found := re.search(r"http://([^/\s]+)/", line)))
        connection = http.client.HTTPConnection(address, timeout=120)

        def get(path: str) -> bytes:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path}: {answer.status} {body[:300]!r}")
            return body

        yield get
        connection.close()
    finally:
        process.terminate()
        process.wait()


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    try:
        run(rows)
    except Unavailable as error:
        raise SystemExit(f"left out: {error}") from None
