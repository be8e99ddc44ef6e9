"""The raw files of examples/dirty: about three rows in a hundred are dirty, and an import says of each what is wrong.

What it must say stands in expected.json, written by the generator from where it put the dirt.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.graph.importing import ImportReport
from graph_service.model import RecordType, Scope
from tests.examples.world import EXAMPLES
from tests.graph_service.house import new_graph

DIRTY = EXAMPLES / "dirty"
EXPECTED: Mapping[str, Any] = json.loads((DIRTY / "expected.json").read_text("utf-8"))
TOLD = ("sheet", "row", "column", "value", "code", "severity")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return new_graph(tmp_path_factory.mktemp("dirty") / "dirty.db")


@pytest.fixture(scope="module")
def report(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> ImportReport:
    files = [DIRTY / f"{sheet}.csv" for sheet in EXPECTED["rows"]]
    return graph.import_files(files, source="Fichiers bruts (fictif) - CVL-demo", updated="2026-01-01")


def test_each_dirty_row_is_told_with_its_place_and_its_fault_and_no_other_is(report: ImportReport) -> None:
    told = sorted(([str(p[name]) for name in TOLD] for p in report.problems if p["row"]), key=str)
    assert told == sorted(([str(p[name]) for name in TOLD] for p in EXPECTED["problems"]), key=str)


def test_as_many_rows_are_kept_out_as_were_bad(report: ImportReport) -> None:
    read = {Path(file["file"]).stem: (file["read"], file["rejected"]) for file in report.files}
    assert read == {sheet: (n["read"], n["rejected"]) for sheet, n in EXPECTED["rows"].items()}
    errors = [p for p in EXPECTED["problems"] if p["severity"] == "error"]
    assert sum(report.rejected.values()) == len(errors) == 8


def test_all_five_kinds_of_dirt_are_there_and_make_three_rows_in_a_hundred() -> None:
    codes = {p["code"] for p in EXPECTED["problems"]}
    assert codes == {"bad_siret_key", "lost_zero", "reversed_dates", "unknown_role"}
    dirty = len(EXPECTED["problems"]) + len(EXPECTED["same_name_two_actors"])
    assert 0.025 < dirty / sum(n["read"] for n in EXPECTED["rows"].values()) < 0.035


def test_a_name_that_comes_twice_is_one_actor_where_kind_and_place_are_one_and_else_two(
    graph: Graph, report: ImportReport
) -> None:
    assert len(EXPECTED["same_name_two_actors"]) == 3
    kept = {fact.id: fact for fact in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)}
    for one, other in EXPECTED["same_name_two_actors"]:
        found = [fact for fact in kept.values() if {one, other} & set(fact.keys)]
        places = {(str(fact.get("kind")), str(fact.get("territory"))) for fact in found}
        assert len(found) == len(places), "of one kind and place there is one"
        assert len({fact.name for fact in found}) == 1


def test_a_dropped_cell_leaves_its_row_in(graph: Graph, report: ImportReport) -> None:
    with (DIRTY / "actors.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    dropped = [(ids[p["row"] - 2], p["column"]) for p in EXPECTED["problems"] if p["severity"] == "warning"]
    kept = {fact.id: fact for fact in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)}
    assert [(id_, column) for id_, column in dropped if kept[id_].get(column) is not None] == []
    assert len(dropped) == 9
