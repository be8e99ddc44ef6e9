"""The benchmarks run, on a little of Horizon 2020; how long anything takes is no test."""

from __future__ import annotations

import csv
import gzip
import os
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import __main__ as runner
from benchmarks import bench_import, bench_neo4j, bench_open, bench_paths, bench_service, bench_start, bench_viewer
from benchmarks.table import Row, table
from tests.graph_service.house import H2020
from tests.neo4j import needed

needs_h2020 = pytest.mark.needs("h2020")


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first projects of the file, and every organisation's name."""
    folder = tmp_path_factory.mktemp("h2020")
    for name, lines in (("h2020-2014-2017.csv.gz", 1500), ("h2020-organisations.csv.gz", 300)):
        with gzip.open(H2020 / name, "rt", encoding="utf-8") as whole, gzip.open(folder / name, "wt") as part:
            part.writelines(islice(whole, lines))
    return folder


@needs_h2020
@pytest.mark.slow
def test_the_bare_loop_makes_the_facts_that_an_import_makes(little: Path) -> None:
    # It raises where the two differ.
    (row,) = bench_import.rows(little, 1)
    with gzip.open(little / "h2020-2014-2017.csv.gz", "rt", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    with gzip.open(little / "h2020-organisations.csv.gz", "rt", encoding="utf-8") as file:
        names = {line["pic"] for line in csv.DictReader(file, delimiter=";")}
    actors, projects = names | {line["pic"] for line in lines}, {line["rcn"] for line in lines}
    parts = {(line["rcn"], line["pic"], line["role"]) for line in lines}
    assert f"import of {len(actors) + len(projects) + len(parts):,} facts" in row.what
    assert row.other


@needs_h2020
@pytest.mark.slow
def test_paths_are_those_of_networkx_and_a_page_is_made_of_the_rows(little: Path) -> None:
    found = {"Paths": bench_paths.rows(little, 10), "Opening": bench_open.rows(little, 1)}
    page = runner.page(found, "a machine", "2026-11-24")
    assert all(row.what in page for rows in found.values() for row in rows)
    assert len([row for row in found["Paths"] if "networkx" in row.what]) == 2


@needs_h2020
@pytest.mark.slow
def test_an_answer_is_timed_in_process_and_over_http(little: Path) -> None:
    found = bench_service.rows(little, pairs=4, seconds=0.2, processes=(1,))
    assert [row.aim for row in found if row.aim] == [2, 3, 1, 1]
    assert all(row.ours > 0 for row in found)


@pytest.mark.deep(only=True)
@pytest.mark.slow
@pytest.mark.neo4j
@needs_h2020
def test_other_ways_into_neo4j_make_the_graph_that_an_import_makes(little: Path) -> None:
    needed()
    # It leaves where LOAD CSV did not give the same, to the last property, or a path is refused.
    found = bench_neo4j.rows(little, 200, 5)
    assert [row.aim for row in found if row.aim] == [20, 1 / 3, 1 / 3, 1]
    assert all(row.ours > 0 for row in found)


@pytest.mark.deep(only=True)
@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the CPU time of a child is not told here")
def test_whole_processes_start_and_answer() -> None:
    found = bench_start.rows(1)
    assert all(row.ours > 0 for row in found)
    assert [row.aim for row in found if row.aim] == [0.3, 1, 2]


def test_a_row_says_whether_its_aim_is_met() -> None:
    assert Row("x", 2, 100, "ms", 50).met
    assert not Row("x", 2, 99, "ms", 50).met
    assert Row("x", 2, None, "s", 2).met
    assert Row("x", 2, None, "s").met is None
    assert "| **no** |" in table([Row("x", 3, None, "s", 2)])


@pytest.mark.needs("browser")
@pytest.mark.browser
@pytest.mark.slow
def test_the_viewer_is_measured_beside_a_page_of_stock_pyvis() -> None:
    found = bench_viewer.rows(firsts=(12,), sizes=(20,), rounds=1)
    assert len(found) == 8
    assert all(row.ours > 0 and (row.other is None or row.other > 0) for row in found)
