"""An export that comes back cut off, with marks that are gone or not the row's own: it changes and removes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.errors import InputError
from graph_service.graph import Graph
from graph_service.model import RecordType, Scope
from tests.graph_service.house import bodies, folder, new_graph
from tests.graph_service.test_mangled_exports import Table, cell, codes, exported, rewrite

SHEETS = {
    "actors": """id,name,kind,visibility
        01004,Commune d’Ambérieu,commune,public
        1004,Association,association,public
        REG,Région,conseil_regional,public""",
    "projects": """id,title,kind,visibility
        0042,Un,operation,public
        42,Deux,operation,public""",
    "participations": """actor,project,role,visibility
        01004,0042,porteur,public
        1004,42,porteur,public
        REG,0042,partenaire,public""",
    "fundings": """funder,recipient,amount,year,visibility
        REG,01004,5000,2023,public
        REG,1004,6000,2023,public""",
}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    graph = new_graph(tmp_path / "g.db", folder(tmp_path, "in", **SHEETS), source="Nous - Liste", updated="2024-05")
    yield graph
    graph.close()


@pytest.fixture
def out(graph: Graph, tmp_path: Path) -> Path:
    return exported(graph, tmp_path)


def cut_after(file: Path, cells: int, more: str = "") -> None:
    """Cut a CSV file in its last row after so many cells."""
    text = file.read_text("utf-8-sig").rstrip()
    start = text.rindex("\n") + 1
    file.write_text(text[:start] + ",".join(text[start:].split(",")[:cells]) + more, "utf-8")


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("more", ["", ',"reste'])
@pytest.mark.parametrize(("sheet", "cells"), [("participations", 3), ("actors", 2), ("projects", 3), ("fundings", 3)])
def test_a_file_that_is_cut_in_its_last_row_changes_and_removes_nothing(
    graph: Graph, out: Path, sheet: str, cells: int, more: str, replace: bool
) -> None:
    before = bodies(graph)
    cut_after(out / f"{sheet}.csv", cells, more)
    report = graph.import_files([out], replace=replace, yes=True)
    assert bodies(graph) == before
    assert report.rejected == {"cut_row": 1}


def test_a_row_without_a_mark_that_is_shorter_than_the_header_is_rejected(graph: Graph, out: Path) -> None:
    before = bodies(graph)
    rewrite(out / "actors.csv", lambda table: [*table, ["NEW", "Nouveau", "commune"]])
    report = graph.import_files([out], replace=True, yes=True)
    assert (bodies(graph), report.rejected) == (before, {"cut_row": 1})


@pytest.mark.parametrize(("sheet", "id_"), [("actors", "01004"), ("projects", "0042"), ("participations", "01004")])
def test_a_mark_filled_down_the_column_changes_and_removes_nothing(
    graph: Graph, out: Path, sheet: str, id_: str
) -> None:
    before = bodies(graph)

    def fill_down(table: Table) -> None:
        (first,) = [row for row in table[1:] if row[0] == id_]
        for row in table[1:]:
            row[-1] = first[-1]

    rewrite(out / f"{sheet}.csv", fill_down)
    report = graph.import_files([out], replace=True, yes=True)
    assert bodies(graph) == before
    assert set(report.rejected) == {"stray_mark"}


def test_with_replace_a_rejected_row_keeps_the_rows_that_are_missing(graph: Graph, out: Path) -> None:
    before = bodies(graph)
    cell(out / "participations.csv", {"actor": "01004"}, "project", "nobody")
    rewrite(out / "participations.csv", lambda table: [row for row in table if row[0] != "REG"])
    report = graph.import_files([out], replace=True, yes=True)
    assert bodies(graph) == before
    assert "nothing_removed" in report.warnings


def test_an_end_that_is_another_record_and_may_be_mangled_rejects_its_row(graph: Graph, out: Path) -> None:
    before = bodies(graph)
    cell(out / "participations.csv", {"actor": "01004"}, "actor", "1004")
    report = graph.import_files([out], replace=True, yes=True)
    assert bodies(graph) == before
    assert codes(report) == [("actor", "maybe_mangled")]


def test_of_a_row_whose_end_may_be_mangled_nothing_else_is_taken(graph: Graph, out: Path) -> None:
    before = bodies(graph)
    cell(out / "participations.csv", {"actor": "01004"}, "end", "2031")
    cell(out / "participations.csv", {"actor": "01004"}, "actor", "1004")
    report = graph.import_files([out])
    assert bodies(graph) == before
    assert report.rejected == {"maybe_mangled": 1}


def without_marks(table: Table) -> None:
    for row in table[1:]:
        row[-1] = ""


@pytest.mark.parametrize("sheet", ["sources", "actors", "projects", "participations", "fundings"])
def test_with_replace_a_sheet_whose_marks_are_all_empty_is_no_complete_list(
    graph: Graph, out: Path, sheet: str
) -> None:
    before = bodies(graph)
    rewrite(out / f"{sheet}.csv", without_marks)
    for dry_run in (True, False):
        with pytest.raises(InputError) as caught:
            graph.import_files([out], replace=True, yes=True, dry_run=dry_run)
        assert caught.value.code == "replace-without-marks"
    assert bodies(graph) == before


def test_a_source_whose_mark_is_lost_ends_nothing(graph: Graph, tmp_path: Path) -> None:
    other = folder(tmp_path, "other", actors="id,name,kind\nO,Autre,association")
    graph.import_files([other], source="Eux - Liste")
    out, before = exported(graph, tmp_path), bodies(graph)
    cell(out / "sources.csv", {"id": "nous--liste"}, "maillage", "")
    report = graph.import_files([out], replace=True)
    assert bodies(graph) == before
    assert sum(report.counts["withdrawn"].values()) == 0


def test_a_mark_of_a_source_filled_down_changes_nothing(graph: Graph, tmp_path: Path) -> None:
    other = folder(tmp_path, "other", actors="id,name,kind\nO,Autre,association")
    graph.import_files([other], source="Eux - Liste")
    out, before = exported(graph, tmp_path), bodies(graph)

    def fill_down(table: Table) -> None:
        for row in table[1:]:
            row[-1] = table[1][-1]

    rewrite(out / "sources.csv", fill_down)
    graph.import_files([out], replace=True)
    assert bodies(graph) == before


@pytest.mark.parametrize("sheet", ["actors", "projects", "participations", "fundings"])
def test_a_row_that_lost_its_mark_and_is_as_it_was_creates_nothing(graph: Graph, out: Path, sheet: str) -> None:
    before = bodies(graph)
    rewrite(out / f"{sheet}.csv", lambda table: [[*row[:-1], ""] if i == 1 else row for i, row in enumerate(table)])
    report = graph.import_files([out], replace=True)
    assert (bodies(graph), codes(report)) == (before, [])


def test_marks_that_are_all_empty_are_told_as_a_column_that_is_gone(graph: Graph, out: Path) -> None:
    held = len(graph.store.facts(RecordType.FUNDING, None, Scope.INTERNAL))
    rewrite(out / "fundings.csv", without_marks)
    report = graph.import_files([out])
    assert ("", "marks_lost") in codes(report)
    assert len(graph.store.facts(RecordType.FUNDING, None, Scope.INTERNAL)) == held


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("sheet", ["actors", "projects"])
def test_a_column_of_ids_that_was_sorted_alone_swaps_nothing(
    graph: Graph, out: Path, sheet: str, replace: bool
) -> None:
    before = bodies(graph)

    def turn(table: Table) -> None:
        ids = [row[0] for row in table[1:]]
        for row, id_ in zip(table[1:], [*ids[1:], ids[0]], strict=True):
            row[0] = id_
        at = table[0].index("name" if sheet == "actors" else "title")
        table[1][at] = "Corrigé aussi"

    rewrite(out / f"{sheet}.csv", turn)
    report = graph.import_files([out], replace=replace, yes=True)
    assert bodies(graph) == before
    assert report.rejected["moved_id"] >= 1
    assert set(report.rejected) <= {"moved_id", "stray_mark"}
    told = [p["message"].args for p in report.problems if p["code"] == "moved_id"]
    assert all(one["was"] != one["value"] for one in told)


def test_a_column_of_marks_that_was_sorted_alone_still_changes_nothing(graph: Graph, out: Path) -> None:
    before = bodies(graph)

    def turn(table: Table) -> None:
        marks = [row[-1] for row in table[1:]]
        for row, mark in zip(table[1:], [*marks[1:], marks[0]], strict=True):
            row[-1] = mark

    rewrite(out / "actors.csv", turn)
    report = graph.import_files([out], replace=True)
    assert (bodies(graph), codes(report)) == (before, [("", "marks_moved")])
