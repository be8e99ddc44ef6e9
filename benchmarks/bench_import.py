"""Importing Horizon 2020 (CORDIS, 2014-2017) with everything on, against a bare loop into the same fact tables.

    python -m benchmarks.bench_import [FOLDER]

Ours reads, checks and digests every row, keeps the log (who said what, in which line), folds it for three scopes and
writes the facts that came of it. The bare loop is csv.reader and executemany upserts: of each row the actor, the
project and the participation, of each organisation its name, into the tables of facts, names and search, without a
check, a digest, a log or an undo. Both are one transaction into a new file. CPU seconds, in turns, medians. Where
ours goes, by samples: reading and checking 24 %, matching and other checks of all rows 13 %, the log 18 %, the fold
13 %, the facts 24 %; a quarter of all is inside SQLite.
"""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Row, cpu, h2020, interleaved, median, run
from graph_service.graph import open_graph
from graph_service.stores.sqlite import SqliteStore

ROUNDS = 3
_NODE = "INSERT INTO node (id, type) VALUES (?, ?) ON CONFLICT (id, type) DO NOTHING"
_FACT = """
    INSERT INTO fact (node, type, scopes, a, b, name, kind, start, end, hash, content, body)
    VALUES ((SELECT n FROM node WHERE id = ?1 AND type = ?2), ?2, 7, (SELECT n FROM node WHERE id = ?3),
            (SELECT n FROM node WHERE id = ?4), ?5, ?6, ?7, ?8, '', '', ?9)
    ON CONFLICT (node, scopes) DO UPDATE SET
        name = excluded.name, kind = excluded.kind, start = excluded.start, end = excluded.end, body = excluded.body
"""
Fact = tuple[str, str, str | None, str | None, str, str, str | None, str | None, str]


def bare(folder: Path, store: Path) -> None:
    """The loop that somebody writes who has one file and no questions about it yet."""
    SqliteStore(f"sqlite:///{store}", create=True).close()
    db = sqlite3.connect(store, isolation_level=None)
    db.execute("PRAGMA synchronous = FULL")
    db.execute("BEGIN IMMEDIATE")
    for name, delimiter in (("h2020-2014-2017.csv.gz", ","), ("h2020-organisations.csv.gz", ";")):
        with gzip.open(folder / name, "rt", encoding="utf-8", newline="") as file:
            lines = csv.reader(file, delimiter=delimiter)
            at = {column: place for place, column in enumerate(next(lines))}
            facts = list(_participations(lines, at) if "rcn" in at else _organisations(lines, at))
        db.executemany(_NODE, (fact[:2] for fact in facts))
        db.executemany(_FACT, facts)
    named = db.execute("SELECT n, lower(name) FROM fact WHERE type IN ('actor', 'project')").fetchall()
    db.executemany("INSERT INTO alias VALUES (?, 2, ?)", ((name, n) for n, name in named))
    db.executemany("INSERT INTO label (rowid, text) VALUES (?, ?)", named)
    db.execute("COMMIT")
    db.close()


def _participations(lines: Iterator[list[str]], at: dict[str, int]) -> Iterator[Fact]:
    rcn, role, pic, kind, start, end = (at[n] for n in ("rcn", "role", "pic", "type", "start_date", "end_date"))
    for line in lines:
        actor, project = f"pic:{line[pic]}", f"cordis:{line[rcn]}"
        yield actor, "actor", None, None, actor, line[kind], None, None, json.dumps({"kind": line[kind]})
        dated = json.dumps({"title": project, "kind": "project", "start": line[start], "end": line[end]})
        yield project, "project", None, None, project, "project", line[start], line[end], dated
        body = json.dumps({"actor": actor, "project": project, "role": line[role]})
        yield f"{project} {actor} {line[role]}", "participation", actor, project, "", line[role], None, None, body


def _organisations(lines: Iterator[list[str]], at: dict[str, int]) -> Iterator[Fact]:
    pic, name, acronym, kind = (at[n] for n in ("pic", "name", "shortName", "activityType"))
    for line in lines:
        body = json.dumps({"name": line[name], "acronym": line[acronym], "kind": line[kind]})
        yield f"pic:{line[pic]}", "actor", None, None, line[name], line[kind], None, None, body


def ours(folder: Path, store: Path) -> None:
    with open_graph(f"sqlite:///{store}", create=True) as graph:
        graph.import_files([folder])


def counts(store: Path) -> dict[str, int]:
    """Facts by type: both must have made the same."""
    db = sqlite3.connect(store)
    found = dict(db.execute("SELECT type, count(*) FROM fact GROUP BY type"))
    db.close()
    return {type_: found[type_] for type_ in ("actor", "project", "participation")}


def rows(folder: Path | None = None, rounds: int = ROUNDS) -> list[Row]:
    folder = folder or h2020()
    with tempfile.TemporaryDirectory() as temporary:
        made: dict[str, list[Path]] = {"ours": [], "bare": []}

        def into(name: str) -> Path:
            made[name].append(Path(temporary) / f"{name}{len(made[name])}.db")
            return made[name][-1]

        times = interleaved(
            rounds,
            ours=lambda: cpu(lambda: ours(folder, into("ours"))),
            bare=lambda: cpu(lambda: bare(folder, into("bare"))),
        )
        said = [counts(stores[0]) for stores in made.values()]
    if said[0] != said[1]:
        raise SystemExit(f"the two did not make the same facts: {said}")
    what = f"import of {sum(said[0].values()):,} facts with log, fold and checks, against a bare upsert loop"
    return [Row(what, median(times["ours"]), median(times["bare"]), "s CPU", 1 / 4)]


if __name__ == "__main__":
    run(rows)
