"""Horizon 2020, a real file of 70,724 rows, through the house: what is counted, what a changed file changes, and that
the evidence of a path stands in the file where it says. One store for all of it: an import takes half a minute. What
is imported again is a part of it, in `make deep` the whole.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.graph import Graph, open_graph
from graph_service.graph.importing import ImportReport
from graph_service.model import RecordType, Scope
from tests.deep import DEEP
from tests.graph_service.house import H2020, new_graph

pytestmark = [
    pytest.mark.deep,
    pytest.mark.slow,
    pytest.mark.needs("h2020"),
]

PARTICIPATIONS, ORGANISATIONS = "h2020-2014-2017.csv.gz", "h2020-organisations.csv.gz"
COUNTED = ("actors", "projects", "participations")
PART = 6_000


def lines(name: str, folder: Path = H2020) -> list[str]:
    with gzip.open(folder / name, "rt", encoding="utf-8") as file:
        return file.read().splitlines()


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Graph, ImportReport]]:
    graph = new_graph(tmp_path_factory.mktemp("h2020") / "g.db")
    yield graph, graph.import_files([H2020])
    graph.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files in a folder; but in `make deep` their first rows."""
    if DEEP:
        return H2020
    folder = tmp_path_factory.mktemp("part") / H2020.name
    folder.mkdir()
    for name in (PARTICIPATIONS, ORGANISATIONS):
        written(folder / name, lines(name)[:PART])
    return folder


@pytest.fixture(scope="module")
def part(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Graph, ImportReport]]:
    graph = new_graph(tmp_path_factory.mktemp("part") / "g.db")
    yield graph, graph.import_files([files])
    graph.close()


def written(path: Path, rows: list[str]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")


def numbers(report: ImportReport, name: str) -> dict[str, int]:
    return {sheet: report.counts[name][sheet] for sheet in COUNTED}


def test_every_row_is_read_and_either_taken_or_told(imported: tuple[Graph, ImportReport]) -> None:
    _, report = imported
    assert [(f["mapping"], f["read"]) for f in report.files] == [("h2020", 70_724), ("h2020", 16_591)]
    accepted = sum(f["accepted"] for f in report.files)
    rejected = sum(f["rejected"] for f in report.files)
    assert accepted + rejected == 70_724 + 16_591
    assert sum(report.rejected.values()) == rejected == 0
    assert numbers(report, "created") == {"actors": 23_109, "projects": 15_004, "participations": 70_724}


def test_organisations_without_a_name_are_labelled_by_their_id(imported: tuple[Graph, ImportReport]) -> None:
    graph, _ = imported
    actors = graph.store.facts(RecordType.ACTOR, None, Scope.PUBLIC)
    nameless = [a for a in actors if not a.get("name")]
    assert (len(actors), len(nameless)) == (23_109, 6_518)
    assert all(a.name == a.id and a.id.startswith("pic:") for a in nameless)


def test_a_path_rests_on_rows_that_stand_in_the_file(imported: tuple[Graph, ImportReport]) -> None:
    graph, _ = imported
    answer = graph.paths("Universite Francois Rabelais de Tours", "UNIVERSITE D'ORLEANS", k=3, as_of="2018-01-01")
    assert answer.paths
    file = lines(PARTICIPATIONS)
    for path in answer.paths:
        assert [hop.from_ for hop in path.hops] + [path.hops[-1].to] == path.actors
        for hop in path.hops:
            assert hop.evidence
            for proof in hop.evidence:
                rows = [next(csv.reader([file[at.row - 1]])) for at in proof.rows]
                assert {at.file for at in proof.rows} == {f"h2020-participations/{PARTICIPATIONS}"}
                assert {f"cordis:{row[0]}" for row in rows} == {proof.project}
                assert {f"pic:{row[2]}" for row in rows} == {hop.from_, hop.to}
                assert proof.sources == ["cordis--participations-horizon-2020"]


def test_the_same_files_again_create_and_update_nothing(part: tuple[Graph, ImportReport], files: Path) -> None:
    graph, first = part
    again = graph.import_files([files])
    assert again.revision == first.revision
    assert {*numbers(again, "created").values(), *numbers(again, "updated").values()} == {0}
    assert numbers(again, "unchanged") == numbers(first, "created")
    assert again.import_id
    graph.undo(again.import_id)
    assert graph.store.head().revisions[Scope.INTERNAL] == first.revision


def test_a_row_more_in_a_shuffled_file_is_one_participation_more(
    part: tuple[Graph, ImportReport], files: Path, tmp_path: Path
) -> None:
    graph, first = part
    header, *rows = lines(PARTICIPATIONS, files)
    cells = [next(csv.reader([row])) for row in rows]
    pairs = {(c[0], c[2]) for c in cells}
    project, actor = next((p, a) for p in cells for a in reversed(cells) if (p[0], a[2]) not in pairs)
    new = [project[0], "participant", actor[2], actor[3], *project[4:]]
    bad = [["1", "chief", *new[2:]], ["1", "participant", "NA", *new[3:]]]
    random.Random(7).shuffle(rows)
    middle = len(rows) // 2
    rows[middle:middle] = [",".join(row) for row in (bad[0], new, bad[1])]
    written(tmp_path / PARTICIPATIONS, [header, *rows])
    report = graph.import_files([tmp_path / PARTICIPATIONS])
    assert numbers(report, "created") == {"actors": 0, "projects": 0, "participations": 1}
    assert set(numbers(report, "updated").values()) == set(numbers(report, "withdrawn").values()) == {0}
    assert report.files[0]["rejected"] == 2
    assert report.rejected == {"unknown_role": 1, "missing_value": 1}
    assert {p["row"] for p in report.problems if p["severity"] == "error"} == {middle + 2, middle + 4}
    again = open_graph(graph.store.url)
    found = again.store.facts(RecordType.PARTICIPATION, None, Scope.PUBLIC)
    assert len(found) == first.counts["created"]["participations"] + 1
    again.close()
