"""A period that ends before it starts is refused with one code, by whichever way it comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from graph_service.errors import InputError
from graph_service.graph import Graph, putting
from graph_service.model import RecordType, columns
from graph_service.records import template
from graph_service.records.validation import PERIODS, reversed_dates
from tests.graph_service.house import folder, new_graph

KINDS = {
    "projects": (RecordType.PROJECT, "C", "start", "end"),
    "sources": (RecordType.SOURCE, "ville--liste", "covers_from", "covers_to"),
}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    """A project of 2020 to 2024, and a source that covers these years."""
    files = folder(
        tmp_path,
        "a",
        projects="id,title,kind,start,end\nC,Contrat,contrat_de_ville,2020,2024",
        sources="id,producer,title,covers_from,covers_to\nville--liste,Ville,Liste,2020,2024",
    )
    with new_graph(tmp_path / "g.db", files, source="Ville - Liste", visibility="public") as graph:
        yield graph


def typed(graph: Graph, file: Path, sheet: str, field: str, value: str) -> list[str]:
    type_, id_, *_ = KINDS[sheet]
    with pytest.raises(InputError) as caught:
        graph.edit([{"op": "set", "type": type_.value, "ids": [id_], "fields": {field: value}}])
    return [problem["code"] for problem in caught.value.problems]


def put(graph: Graph, file: Path, sheet: str, field: str, value: str) -> list[str]:
    type_, id_, *_ = KINDS[sheet]
    with pytest.raises(InputError) as caught:
        putting.put(graph, type_, id_, {field: value}, lambda fact: None, who="test")
    return [problem["code"] for problem in caught.value.problems]


def in_a_workbook(graph: Graph, file: Path, sheet: str, field: str, value: str) -> list[str]:
    graph.export(file)
    book = openpyxl.load_workbook(file)
    page = book[template.sheet_label(sheet, "fr")]
    (at,) = [cell.column for cell in page[1] if str(cell.value).removesuffix(" *") == template.header(field, "fr")]
    page.cell(2, at).value = value
    book.save(file)
    return [problem["code"] for problem in graph.import_files([file]).problems]


@pytest.mark.parametrize("way", [typed, put, in_a_workbook])
@pytest.mark.parametrize("sheet", KINDS)
@pytest.mark.parametrize("side", ["start", "end"])
def test_a_date_beyond_the_one_that_stands_is_refused(
    graph: Graph, tmp_path: Path, way: Callable[..., list[str]], sheet: str, side: str
) -> None:
    *_, start, end = KINDS[sheet]
    field, value = (start, "2025") if side == "start" else (end, "2019")
    assert way(graph, tmp_path / "edited.xlsx", sheet, field, value) == ["reversed_dates"]


@pytest.mark.parametrize("sheet", KINDS)
def test_a_row_of_a_file_that_ends_before_it_starts_is_rejected(graph: Graph, tmp_path: Path, sheet: str) -> None:
    *_, start, end = KINDS[sheet]
    named = {"projects": "title,kind", "sources": "producer,title"}[sheet]
    values = {"projects": "Autre,contrat_de_ville", "sources": "Etat,Liste"}[sheet]
    one = folder(tmp_path, "b", **{sheet: f"id,{named},{start},{end}\nN,{values},2024-02,2024-01"})
    report = graph.import_files([one], source="Ville - Autre")
    assert report.rejected == {"reversed_dates": 1}


@pytest.mark.parametrize(("start", "end"), [("2024-06", "2024"), ("2024", "2024-01-01"), ("2024-02-29", "2024-02")])
def test_dates_stated_less_exactly_are_not_reversed_where_they_may_not_be(start: str, end: str) -> None:
    assert reversed_dates({"start": start, "end": end}) == []


def test_who_changes_something_else_is_not_blamed_for_dates_of_two_sources(graph: Graph, tmp_path: Path) -> None:
    # One source says when it begins, another when it ends: together they are reversed, and neither is.
    one = folder(tmp_path, "b", projects="id,title,kind,start\nD,Double,contrat_de_ville,2022")
    other = folder(tmp_path, "c", projects="id,title,kind,end\nD,Double,contrat_de_ville,2021")
    graph.import_files([one], source="Un - Liste")
    graph.import_files([other], source="Deux - Liste")
    graph.edit([{"op": "set", "ids": ["D"], "fields": {"website": "https://double.example"}}])
    with pytest.raises(InputError, match="start"):
        graph.edit([{"op": "set", "ids": ["D"], "fields": {"end": "2020"}}])
    graph.edit([{"op": "set", "ids": ["D"], "fields": {"end": "2023"}}])


def test_every_stated_date_of_a_record_is_one_end_of_a_period_but_when_a_source_was_updated() -> None:
    dates = {(type_.value, c.name) for type_ in RecordType for c in columns(type_) if c.kind == "date"}
    in_periods = {(t, name) for t, name in dates for pair in PERIODS if name in pair}
    assert dates - in_periods == {("source", "updated")}
