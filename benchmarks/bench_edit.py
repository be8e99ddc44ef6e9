"""Small writes on Horizon 2020 (CORDIS, 2014-2017): folding what they touch, against folding everything.

    python -m benchmarks.bench_edit [FOLDER]

FOLDER is ../shared/data/h2020-participations unless said. It is imported once, into a store of which two copies get
the same batches one after the other. Times are CPU seconds of `store.write`, medians of several batches of a kind.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from graph_service.graph import open_graph
from graph_service.model import STAFF, Batch, Op, RecordType, Say, Scope, Statement, row
from graph_service.stores.sqlite import SqliteStore

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "h2020-participations"
ROUNDS, ROWS = 3, 50
A, PART = RecordType.ACTOR, RecordType.PARTICIPATION


def word(op: Op, *ids: str, **fields: str) -> Say:
    return Say(Statement(op, A, STAFF, "", "", Scope.PUBLIC, ids, fields))


def batches(store: SqliteStore) -> Iterator[tuple[str, Batch, list[Say]]]:
    """(what is measured, batch, what it says)."""
    snapshot = store.snapshot(Scope.INTERNAL)
    pick = random.Random(1)
    ties: dict[str, int] = {}
    for actor in snapshot.participation_actors:
        ties[snapshot.actors[actor]] = ties.get(snapshot.actors[actor], 0) + 1
    largest = sorted(ties, key=lambda id_: -ties[id_])
    for n in range(ROUNDS):
        yield "one-word edit", Batch(f"edit{n}", "edit"), [word(Op.SET, pick.choice(snapshot.actors), name=f"Nom {n}")]
        says = []
        for i in range(ROWS):
            actor = pick.choice(snapshot.actors)
            if i % 5 == 0:
                actor = f"new:{n}-{i}"
                says.append(Say(row(A, {"id": actor, "name": actor, "kind": "entreprise"}, source="s")))
            fields = {"actor": actor, "project": pick.choice(snapshot.projects), "role": "partenaire", "start": "2019"}
            says.append(Say(row(PART, fields, source="s", visibility=Scope.PUBLIC)))
        yield f"{ROWS}-row import", Batch(f"rows{n}"), says
        yield "its undo", Batch(f"undo{n}", "undo", withdraws=(f"rows{n}",)), []
        yield "merge of two", Batch(f"same{n}", "edit"), [word(Op.SAME, *pick.sample(list(snapshot.actors), 2))]
        two = largest[2 * n : 2 * n + 2]
        kind = "merge of two of the largest"
        yield kind, Batch(f"large{n}", "edit"), [word(Op.SAME, *two)]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    with tempfile.TemporaryDirectory() as temporary:
        first, second = (Path(temporary) / name for name in ("touched.db", "whole.db"))
        begun = time.process_time()
        graph = open_graph(f"sqlite:///{first}", create=True)
        graph.import_files([folder])
        graph.close()
        print(f"import: {time.process_time() - begun:.1f} s CPU, {first.stat().st_size / 1e6:.0f} MB")
        shutil.copy(first, second)
        stores = [SqliteStore(f"sqlite:///{first}"), SqliteStore(f"sqlite:///{second}", whole=True)]
        took: dict[str, tuple[list[float], list[float]]] = {}
        for kind, batch, says in batches(stores[0]):
            told = []
            for times, store in zip(took.setdefault(kind, ([], [])), stores, strict=True):
                begun = time.process_time()
                told.append(store.write(batch, says))
                times.append(time.process_time() - begun)
            if told[0] != told[1]:
                raise SystemExit(f"the two differ at {batch.id}")
        for scope in Scope:
            if stores[0].content_hash(scope) != stores[1].content_hash(scope):
                raise SystemExit(f"the two differ in scope {scope}")
        for kind, (touched, whole) in took.items():
            one, other = statistics.median(touched), statistics.median(whole)
            print(f"{kind}: touched {one * 1000:.0f} ms, whole {other * 1000:.0f} ms, ratio 1:{other / one:.0f}")


if __name__ == "__main__":
    main()
