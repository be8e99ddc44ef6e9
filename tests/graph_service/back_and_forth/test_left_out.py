"""Rows that an exported workbook does not have any more: what is denied with `--replace`, and what never is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.model import Op, RecordType, Scope
from tests.graph_service.back_and_forth.book import Book, actor, said
from tests.graph_service.house import bodies


def test_what_was_left_out_is_denied_only_when_asked_and_only_of_what_was_written(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="public")
    book.sheet("actors").delete_rows(book.row("actors", id="N"))
    told = book.bring()
    assert [(p["code"], p["sheet"]) for p in told.problems] == [("rows_left_out", "Acteurs")]
    assert actor(graph, "N")
    report = book.bring(replace=True)
    assert said(graph, report) == [(Op.DENY, RecordType.ACTOR, {})]
    assert [one["id"] for one in report.changes if one["what"] == "withdrawn" and one["type"] == "actor"] == ["N"]
    assert report.counts["withdrawn"]["actors"] == 1
    assert {f.id for f in graph.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)} >= {"PA", "X", "ST"}


def test_leaving_out_more_than_a_tenth_asks_for_yes(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    book.sheet("participations").delete_rows(2, 200)
    before = bodies(graph)
    assert book.bring(replace=True, dry_run=True).counts["withdrawn"]["participations"] > 10
    with pytest.raises(UsageError) as caught:
        book.bring(replace=True)
    assert caught.value.code == "many-denied"
    assert bodies(graph) == before
    assert book.bring(replace=True, yes=True).counts["withdrawn"]["participations"] > 10


@pytest.mark.parametrize(("rows", "left"), [(-1, [(5000.0, 1)]), (1, [(5000.0, 1), (5000.0, 2)])])
def test_of_equal_grants_one_is_left_out_or_added(graph: Graph, tmp_path: Path, rows: int, left: Any) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, row = book.sheet("fundings"), book.row("fundings", funder="REG", recipient="N")
    if rows < 0:
        page.delete_rows(row)
        assert [p["code"] for p in book.bring(dry_run=True).problems] == ["rows_left_out"]
    else:
        page.append([cell.value for cell in page[row]])
    book.bring(replace=True, yes=True)
    grants = [f for f in graph.store.incident(["N"], Scope.INTERNAL) if f.type is RecordType.FUNDING]
    assert sorted((f.get("amount"), f.count) for f in grants) == left


@pytest.mark.parametrize("mark", [None, "oops", "cut", "of another"])
def test_a_row_that_is_there_is_never_removed_whatever_became_of_its_mark(
    graph: Graph, tmp_path: Path, mark: str | None
) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    for sheet, row in (
        ("actors", book.row("actors", id="N")),
        ("participations", book.row("participations", actor="N", project="Q")),
        ("fundings", book.row("fundings", funder="REG", recipient="N")),
    ):
        page, at = book.sheet(sheet), book.column(sheet, "maillage")
        other = page.cell(next(r for r in (2, 3) if r != row), at).value
        was = str(page.cell(row, at).value)
        page.cell(row, at).value = {"cut": was[:-6], "of another": other}.get(mark or "", mark)
    report = book.bring(replace=True)
    gone = {one["type"] for one in report.changes if one["what"] == "withdrawn"}
    # A row that lost its mark and is as it was is known again, so that nothing is told.
    assert gone == set()
    assert actor(graph, "N").name.startswith("Nom;")
    grants = [f for f in graph.store.incident(["N"], Scope.INTERNAL) if f.type is RecordType.FUNDING]
    assert sum(f.count for f in grants) == 2
    found = {p["code"] for p in report.problems}
    assert found == {None: set(), "of another": {"stray_mark"}}.get(mark, {"bad_mark", "nothing_removed"})


def test_a_chain_of_edits_ends_no_row_that_is_in_the_file(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    rows = [book.row("participations", actor=a, project="Q") for a in ("N", "PA")]
    book.edit("participations", rows[0], actor="PA", role="partenaire", start=None)
    book.edit("participations", rows[1], actor="TM")
    book.bring(replace=True, yes=True)
    held = [f for f in graph.store.incident(["Q"], Scope.INTERNAL) if f.type is RecordType.PARTICIPATION]
    assert {f.get("actor") for f in held} == {"PA", "TM", "X", "V"}
