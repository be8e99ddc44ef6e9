"""No actor is its own partner, by whichever way that comes in: by id or by name, as a whole or by changing one end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from graph_service.errors import InputError
from graph_service.graph import Graph, putting
from graph_service.model import Fact, RecordType, Scope
from graph_service.records import template
from tests.graph_service.house import folder, new_graph

LINK = RecordType.PARTNERSHIP
ITSELF = pytest.mark.parametrize("itself", ["A", "Un"])


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    files = folder(
        tmp_path,
        "a",
        actors="id,name,kind\nA,Un,association\nB,Deux,association",
        partnerships="actor,partner,kind\nA,B,convention",
    )
    with new_graph(tmp_path / "g.db", files, source="Un - Liste", visibility="public") as graph:
        yield graph
        assert [(fact.get("actor"), fact.get("partner")) for fact in links(graph)] == [("A", "B")]


def links(graph: Graph) -> list[Fact]:
    return graph.store.facts(LINK, None, Scope.INTERNAL)


@ITSELF
def test_a_row_of_a_file_is_rejected(graph: Graph, tmp_path: Path, itself: str) -> None:
    report = graph.import_files(
        [folder(tmp_path, "b", partnerships=f"actor,partner,kind\nA,{itself},convention")], source="Deux - Liste"
    )
    assert [(p["column"], p["value"], p["code"]) for p in report.problems] == [("partner", itself, "partner_of_itself")]


@ITSELF
def test_a_correction_that_adds_it_is_refused(graph: Graph, itself: str) -> None:
    fields = {"actor": "A", "partner": itself, "kind": "convention"}
    with pytest.raises(InputError) as caught:
        graph.edit([{"op": "add", "type": "partnership", "fields": fields}])
    assert [problem["code"] for problem in caught.value.problems] == ["partner_of_itself"]


@ITSELF
def test_a_change_of_one_end_is_refused(graph: Graph, itself: str) -> None:
    (link,) = links(graph)
    with pytest.raises(InputError) as caught:
        putting.put(graph, LINK, link.id, {"partner": itself}, lambda fact: None, who="test")
    assert [problem["code"] for problem in caught.value.problems] == ["partner_of_itself"]


@ITSELF
def test_an_edited_cell_of_an_export_is_rejected(graph: Graph, tmp_path: Path, itself: str) -> None:
    file = tmp_path / "edited.xlsx"
    graph.export(file)
    book = openpyxl.load_workbook(file)
    page = book[template.sheet_label("partnerships", "fr")]
    head = template.header("partner", "fr")
    (at,) = [cell.column for cell in page[1] if str(cell.value).removesuffix(" *") == head]
    page.cell(2, at).value = itself
    book.save(file)
    assert [problem["code"] for problem in graph.import_files([file]).problems] == ["partner_of_itself"]
