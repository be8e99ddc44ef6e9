"""How an exported file is known again: what nobody edited changes nothing, whatever a program did around it."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from graph_service.graph import Graph
from graph_service.model import Op, RecordType, Scope
from tests.graph_service.back_and_forth.book import Book, actor, fact, said
from tests.graph_service.house import bodies, new_graph
from tests.office import saved


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["out.xlsx", "out.zip"])
@pytest.mark.parametrize("scope", list(Scope))
def test_what_nobody_edited_changes_nothing(graph: Graph, tmp_path: Path, scope: Scope, name: str, lang: str) -> None:
    before, revision = bodies(graph), graph.store.head().revisions
    rows = graph.export(tmp_path / name, scope=scope, lang=lang)  # type: ignore[arg-type]
    for options in ({}, {"replace": True}, {"strict": True}):
        report = graph.import_files([tmp_path / name], **options)
        assert said(graph, report) == []
        assert report.problems == []
        assert (bodies(graph), graph.store.head().revisions) == (before, revision)
        assert sum(file["accepted"] for file in report.files) == sum(rows.values())
        assert not any(n for name in ("created", "updated", "withdrawn") for n in report.counts[name].values())
        assert report.counts["unchanged"]["actors"] == len(graph.store.facts(RecordType.ACTOR, None, scope))


def test_rows_in_another_order_and_columns_of_notes_are_nobodys_edit(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    for name in ("actors", "participations"):
        page = book.sheet(name)
        rows = [[cell.value for cell in line] for line in page.iter_rows()]
        shuffled = [rows[0], *random.Random(3).sample(rows[1:], len(rows) - 1)]
        order = random.Random(4).sample(range(len(rows[0])), len(rows[0]))
        page.delete_rows(1, len(rows))
        for i, line in enumerate(shuffled):
            page.append([line[0], "Mes notes" if i == 0 else f"note {i}", *(line[k] for k in order if k)])
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    report = book.bring()
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Nouveau nom"})]
    assert [file["unused_columns"] for file in report.files if file["unused_columns"]] == [["Mes notes"]] * 2


@pytest.mark.parametrize("sheet", ["actors", "participations", "fundings"])
@pytest.mark.parametrize("how", ["rotated", "shuffled", "swapped"])
def test_rows_sorted_without_the_column_of_marks_are_known_by_what_they_name(
    graph: Graph, tmp_path: Path, sheet: str, how: str
) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    page, at = book.sheet(sheet), book.column(sheet, "maillage")
    marks = [page.cell(row, at).value for row in range(2, page.max_row + 1)]
    moved = {
        "rotated": marks[1:] + marks[:1],
        "shuffled": random.Random(5).sample(marks, len(marks)),
        "swapped": [marks[1], marks[0], *marks[2:]],
    }[how]
    for row, mark in enumerate(moved, 2):
        page.cell(row, at).value = mark
    if sheet == "participations":
        book.edit(sheet, book.row(sheet, actor="N", project="Q"), end="2024")
    before = bodies(graph)
    report = book.bring(replace=True)
    if sheet == "participations":
        assert said(graph, report) == [(Op.SET, RecordType.PARTICIPATION, {"end": "2024"})]
    else:
        assert bodies(graph) == before
    assert {p["code"] for p in report.problems} <= {"marks_moved"}


def test_line_ends_that_a_spreadsheet_changes_are_no_edit(graph: Graph, tmp_path: Path) -> None:
    graph.edit([{"op": "set", "type": "project", "ids": ["Q"], "fields": {"description": "un\r\ndeux\rtrois"}}])
    book = Book(graph, tmp_path / "a.xlsx")
    book.edit("projects", book.row("projects", id="Q"), description="un\ndeux\ntrois")
    assert said(graph, book.bring()) == []


@pytest.mark.slow
@pytest.mark.needs("libreoffice")
def test_saved_by_libreoffice_it_is_still_what_it_was(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "a.xlsx")
    book = Book(graph, tmp_path / "b.xlsx")
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    book.book.save(tmp_path / "b.xlsx")
    untouched, edited = saved(tmp_path / "a.xlsx", tmp_path / "b.xlsx", to=tmp_path / "saved")
    report = graph.import_files([untouched], replace=True)
    assert (said(graph, report), report.problems) == ([], [])
    report = graph.import_files([edited], replace=True)
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Nouveau nom"})]


def test_the_store_is_asked_about_edited_rows_only(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="partners")
    asked: list[str] = []
    resolve = graph.store.resolve
    monkeypatch.setattr(graph.store, "resolve", lambda names, scope: asked.extend(names) or resolve(names, scope))
    book.bring()
    assert asked == []
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    book.bring()
    assert asked == ["N"]


@pytest.mark.parametrize("how", ["sheet", "column"])
def test_without_its_hidden_sheet_it_is_a_new_file_and_says_so(graph: Graph, tmp_path: Path, how: str) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="public")
    if how == "sheet":
        del book.book["_maillage"]
    else:
        book.sheet("actors").delete_cols(book.column("actors", "maillage"))
    book.edit("actors", book.row("actors", id="N"), name="Nom changé")
    report = book.bring()
    told = {"sheet": "link_lost", "column": "marks_lost"}[how]
    assert [p["code"] for p in report.problems if p["code"].endswith("_lost")] == [told]
    rows = [one for one in said(graph, report) if one[0] is Op.ROW and one[1] is RecordType.ACTOR]
    assert len(rows) == len(graph.store.facts(RecordType.ACTOR, None, Scope.PUBLIC))
    assert not any(op in (Op.SET, Op.DENY) for op, *_ in said(graph, report))


def test_in_another_store_marks_are_ignored_and_staff_is_the_exporting_store(graph: Graph, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.zip"):
        graph.export(tmp_path / name)
        other = new_graph(tmp_path / f"{name}.db")
        report = other.import_files([tmp_path / name])
        assert report.problems == []
        store_id = graph.store.head().store_id
        assert actor(other, "ST").source == f"export:{store_id}"
        assert actor(other, "N").source == "nous--liste"
        assert fact(other, RecordType.SOURCE, f"export:{store_id}").get("producer") == "Maillage"
        other.close()


def test_a_zip_is_edited_as_text_files(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "a.zip")
    out = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "a.zip") as read, zipfile.ZipFile(out, "w") as written:
        for name in read.namelist():
            text = read.read(name)
            written.writestr(f"dossier/{name}", text.replace(b"Projet public", b"Projet ouvert"))
    (tmp_path / "b.zip").write_bytes(out.getvalue())
    report = graph.import_files([tmp_path / "b.zip"])
    assert said(graph, report) == [(Op.SET, RecordType.PROJECT, {"title": "Projet ouvert"})]
    with zipfile.ZipFile(tmp_path / "a.zip") as read:
        read.extractall(tmp_path / "ouvert")
    assert said(graph, graph.import_files([tmp_path / "ouvert"])) == []


def test_a_damaged_link_is_as_good_as_none(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "a.zip", scope="public")
    with zipfile.ZipFile(tmp_path / "a.zip") as read:
        read.extractall(tmp_path / "d")
    good = (tmp_path / "d" / "maillage.json").read_text("utf-8")
    for text in (
        "{",
        "[]",
        good.replace('"maillage": 1', '"maillage": 99'),
        '{"maillage": 1, "columns": 3, "ids": {}}',
        "\x00",
    ):
        (tmp_path / "d" / "maillage.json").write_text(text, "utf-8")
        report = graph.import_files([tmp_path / "d"], dry_run=True)
        assert "link_lost" in report.warnings
