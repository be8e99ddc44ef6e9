"""An exported workbook that comes back to a store that moved on, or beside another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.errors import InputError
from graph_service.graph import Graph
from graph_service.model import Op, RecordType, Scope
from tests.graph_service.back_and_forth.book import Book, actor, codes, said
from tests.graph_service.house import bodies, folder


def test_exported_for_partners_filtered_edited_and_brought_to_a_store_that_moved_on(
    graph: Graph, tmp_path: Path
) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="partners", project_kind=["operation"])
    listed = {str(line[0].value) for line in book.sheet("actors").iter_rows(min_row=2)}
    assert listed >= {"N", "PA", "V"}
    assert not listed & {"X", "VIE"}
    book.edit("actors", book.row("actors", id="N"), name="Nouveau nom")
    # In the meantime: a newer list of another source, another edit, a new actor, and one that left.
    graph.edit([{"op": "set", "ids": ["N"], "fields": {"acronym": "NNN"}}])
    graph.edit([{"op": "set", "ids": ["PA"], "fields": {"name": "Partenaire d’ailleurs"}}])
    graph.edit([{"op": "deny", "ids": ["X"]}])
    new = folder(tmp_path, "new", actors="id,name,kind\nNEW,Tout nouveau,association\nV,Vierzon,commune")
    graph.import_files([new], source="Autre - Liste", updated="2025")
    before = bodies(graph)
    report = book.bring(replace=True)
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"name": "Nouveau nom"})]
    assert report.problems == []
    after = bodies(graph)
    changed = {(scope, id_) for scope in after for id_ in after[scope] if after[scope][id_] != before[scope].get(id_)}
    assert changed == {(scope, "actor:N") for scope in Scope}
    assert all(after[scope].keys() == before[scope].keys() for scope in after)


def test_a_cell_changed_on_both_sides_is_a_conflict_and_listed(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    row = book.row("actors", id="N")
    book.edit("actors", row, name="Mon nom", acronym="MN")
    book.edit("actors", book.row("actors", id="V"), name="Vierzon (ville)")
    graph.edit([{"op": "set", "ids": ["N"], "fields": {"name": "Leur nom"}}])
    graph.edit([{"op": "set", "ids": ["V"], "fields": {"name": "Vierzon (ville)"}}])
    report = book.bring()
    assert codes(report) == [("Acteurs", row, "name", "conflict")]
    arguments = report.problems[0]["message"].args
    assert (arguments["mine"], arguments["theirs"]) == ("Mon nom", "Leur nom")
    assert report.any_rejected
    assert said(graph, report) == [(Op.SET, RecordType.ACTOR, {"acronym": "MN"})]
    assert (actor(graph, "N").name, actor(graph, "N").get("acronym")) == ("Leur nom", "MN")
    with pytest.raises(InputError, match="asked for all of them"):
        book.bring(strict=True)


def test_an_edited_row_of_what_is_gone_is_listed_and_an_unedited_one_stays_gone(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    graph.edit([{"op": "deny", "ids": ["N"]}, {"op": "deny", "ids": ["V"]}])
    row = book.row("actors", id="N")
    book.edit("actors", row, name="Revenu")
    report = book.bring()
    found = codes(report)
    assert ("Acteurs", row, "name", "gone") in found
    assert {code for *_, code in found} == {"gone", "rows_gone"}
    assert not graph.store.facts(RecordType.ACTOR, ["N", "V"], Scope.INTERNAL)
    book.edit("actors", row, maillage=None)
    book.bring()
    assert actor(graph, "N").name == "Revenu"


def test_rows_joined_since_are_one_and_each_may_be_edited(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx")
    graph.edit([{"op": "same", "ids": ["N", "V"]}])
    assert said(graph, book.bring()) == []
    book.edit("actors", book.row("actors", id="V"), website="https://ville.example")
    book.bring()
    assert actor(graph, "N").get("website") == "https://ville.example"


def test_two_exports_edited_apart_and_brought_together_do_not_overwrite_each_other(
    graph: Graph, tmp_path: Path
) -> None:
    for n in (1, 2):
        book = Book(graph, tmp_path / f"{n}.xlsx")
        book.edit("actors", book.row("actors", id="N"), acronym=f"A{n}")
        book.book.save(tmp_path / f"{n}.xlsx")
    report = graph.import_files([tmp_path / "1.xlsx", tmp_path / "2.xlsx"])
    assert [p["code"] for p in report.problems] == ["edited_twice"]
    assert actor(graph, "N").get("acronym") == "A1"


def test_an_edit_for_partners_does_not_silence_what_the_team_says_for_itself(graph: Graph, tmp_path: Path) -> None:
    book = Book(graph, tmp_path / "a.xlsx", scope="partners")
    row = book.row("actors", id="PA")
    book.edit("actors", row, acronym="MINE")
    graph.edit([{"op": "set", "ids": ["PA"], "fields": {"acronym": "SECRET"}, "visibility": "internal"}])
    report = book.bring()
    assert codes(report) == [("Acteurs", row, "acronym", "conflict")]
    assert actor(graph, "PA").get("acronym") == "SECRET"
