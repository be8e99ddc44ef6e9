"""What keeps a file out as a whole: ids that another source uses for somebody else, and personal data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.errors import InputError
from graph_service.graph import Graph
from graph_service.messages import read_by
from graph_service.model import RecordType, row
from graph_service.records import personal
from tests.graph_service.house import folder, new_graph
from tests.importers.preparing import codes, run, saying, table


def test_an_id_of_somebody_else_keeps_the_whole_file_out(tmp_path: Path) -> None:
    file = table(
        tmp_path, "actors", "id,name,kind", "A,Office de la Touraine,bailleur_social", "B,Ville de Tours,commune"
    )
    same = row(RecordType.ACTOR, {"id": "B", "name": "TOURS", "kind": "epci"}, source="x")
    other = row(RecordType.ACTOR, {"id": "A", "name": "Université de la Loire", "kind": "universite"}, source="x")
    with pytest.raises(InputError) as caught:
        run(file, store=saying(tmp_path.parent, same, other), source="C - l")
    assert caught.value.code == "ids-of-another"
    assert [(p["row"], p["value"], p["code"]) for p in caught.value.problems] == [(2, "A", "id_of_another")]
    with read_by("terminal"):
        assert "--ids own" in str(caught.value)
    assert "--" not in str(caught.value)
    assert run(file, store=saying(tmp_path.parent, same, other), source="C - l", ids="own").files[0]["accepted"] == 2
    prepared = run(file, store=saying(tmp_path.parent, same), source="C - l")
    assert codes(prepared) == [("actors", 3, "kind", "other_kind")]
    ours = saying(tmp_path.parent, row(RecordType.ACTOR, same.fields, source="c--l"))
    assert not run(file, store=ours, source="C - l").problems


OTHER = "A,Université de la Loire,universite"
OURS = "A,Office de la Touraine,bailleur_social"


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    """A store in which another source calls A by another name."""
    with new_graph(tmp_path / "g.db") as graph:
        others = folder(tmp_path, "others", actors=f"id,name,kind\n{OTHER}")
        graph.import_files([others], source="X - x")
        yield graph


def refused(graph: Graph, tmp_path: Path, row: str = OURS) -> bool:
    """Whether a row of another source is kept out because its id is somebody else's."""
    (tmp_path / "ours").mkdir(exist_ok=True)
    (tmp_path / "ours" / "actors.csv").write_text(f"id,name,kind\n{row}\n", "utf-8")
    try:
        graph.check_files([tmp_path / "ours"], source="C - l")
    except InputError as error:
        return error.code == "ids-of-another"
    return False


def test_what_an_import_that_was_undone_said_blocks_no_id(graph: Graph, tmp_path: Path) -> None:
    (batch, _), *_ = graph.batches()
    assert refused(graph, tmp_path)
    undo = graph.undo(batch.id).import_id
    assert not refused(graph, tmp_path)
    graph.undo(str(undo))
    assert refused(graph, tmp_path)


def test_what_the_other_source_took_back_blocks_no_id(graph: Graph, tmp_path: Path) -> None:
    fewer = folder(tmp_path, "fewer", actors="id,name,kind\nZ,Autre chose,association")
    graph.import_files([fewer], source="X - x", replace=True, yes=True)
    assert not refused(graph, tmp_path)
    graph.undo(graph.batches()[0][0].id)
    assert refused(graph, tmp_path)


def test_an_id_that_is_somebodys_own_or_that_a_word_of_staff_names_is_not_another_sources(
    graph: Graph, tmp_path: Path
) -> None:
    graph.edit([{"op": "set", "ids": ["A"], "fields": {"name": "Office de la Touraine"}}])
    assert refused(graph, tmp_path), "what a row says blocks, whatever staff say of it"
    graph.edit([{"op": "set", "ids": ["A"], "fields": {"name": "Maison des habitants"}}])
    assert not refused(graph, tmp_path, OTHER), "what staff say blocks nothing"
    graph.edit([{"op": "add", "type": "actor", "fields": {"id": "N", "name": "Un", "kind": "association"}}])
    files = folder(tmp_path, "prefixed", actors="id,name,kind\nx:A,Université de la Loire,universite")
    graph.import_files([files], source="X - x")
    assert not refused(graph, tmp_path, "x:A,Office de la Touraine,bailleur_social")


@pytest.mark.parametrize(
    ("row", "blocked"),
    [
        ("A,Université de la Loire,universite", False),
        ("A,La Loire et son université,association", False),
        ("A,UNIVERSITE,universite", False),
        ("A,Commune de la,commune", True),  # words that all names share
        ("a,Office de la Touraine,bailleur_social", False),  # another id
    ],
)
def test_an_id_is_another_sources_where_no_word_of_the_names_is_the_same(
    graph: Graph, tmp_path: Path, row: str, blocked: bool
) -> None:
    assert refused(graph, tmp_path, row) is blocked


def test_personal_data_keeps_the_file_out_unless_there_is_a_reason(tmp_path: Path) -> None:
    file = table(
        tmp_path,
        "projects",
        "id,title,kind,description,courriel",
        "P,T,operation,voir jean.dupont@example.org ou 02 47 00 00 00,x@y.fr",
    )
    with pytest.raises(InputError) as caught:
        run(file)
    assert caught.value.code == "personal-data"
    assert "dupont" not in json.dumps(caught.value.problems, default=str)
    prepared = run(file, allow_personal="contact of an office", source="C - l")
    assert codes(prepared) == [("projects", 1, "courriel", "personal_column")]
    functions = table(tmp_path, "functions", "id,actor,title,generic_contact", "f,A,Accueil,accueil@ville.fr")
    assert run(functions, source="C - l").files[0]["accepted"] == 1


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("écrire à j.d@ville-de.tours.fr", "écrire à …@…"),
        ("+33 (0)2 47 00 00 00", "…"),
        ("tél. 02.47.00.00.00.", "tél. …."),
        ("20003452800014 et 2014-2020", None),
        ("x" * 50_000 + " @ " + "a." * 25_000, None),
    ],
)
def test_what_looks_personal_is_masked_and_long_text_is_quick(text: str, masked: str | None) -> None:
    assert personal.find(RecordType.PROJECT, {"description": text}) == ([("description", masked)] if masked else [])
