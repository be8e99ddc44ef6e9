"""One record tells what went wrong: the same to who calls the service and to who reads `--json`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_type_hints

import pytest

from graph_service.api import documents
from graph_service.errors import Candidate, CellProblem, InputError, MaillageError, Problem, RowProblem
from graph_service.graph import Graph
from graph_service.messages import LANGS
from tests.graph_service.house import Command, client, folder, new_graph

CELL, ROW = set(get_type_hints(CellProblem)), set(get_type_hints(RowProblem))
ALWAYS = {"type", "title", "status", "code", "detail"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("actors/Ville%20de%20Nulle%20Part", ("actor", "Ville de Nulle Part")),
        ("paths?from=TH&to=CCS&k=0", ("paths", "TH", "CCS", "-k", "0")),
        ("ties?theme=nothing", ("ties", "--theme", "nothing")),
    ],
)
def test_the_service_and_the_command_line_tell_an_error_by_the_same_document(
    f1: Graph, f1_maillage: Command, path: str, words: tuple[str, ...], lang: str
) -> None:
    answer = client(f1).get(f"/api/v1/{path}", headers={"Accept-Language": lang})
    ran = f1_maillage(*words, "--json", "--lang", lang)
    assert ran.json == answer.json()
    assert ran.json.keys() >= ALWAYS
    assert ran.json["status"] == answer.status_code


def test_a_wrong_command_is_told_as_any_other_error(maillage: Command) -> None:
    ran = maillage("pathes", "--json", "--lang", "en")
    assert (ran.code, ran.json["code"], ran.json.keys()) == (2, "usage", ALWAYS)


def test_an_address_that_is_none_and_a_method_that_is_none_keep_their_status(f1: Graph) -> None:
    for method, path, status in (("GET", "/api/v1/nowhere", 404), ("DELETE", "/api/v1/ties", 405)):
        answer = client(f1).request(method, path)
        assert (answer.status_code, answer.json()["status"], answer.json().keys()) == (status, status, ALWAYS)


def test_every_type_of_error_has_a_title_of_its_own_in_both_languages() -> None:
    for type_ in every(MaillageError):
        error = type_("unexpected", []) if type_.__name__ == "Ambiguous" else type_("unexpected")
        assert {error.problem(lang)["title"] for lang in LANGS}.isdisjoint({f"title-{type_.__name__}", ""})
        assert error.problem("en").keys() <= set(get_type_hints(Problem))


def test_all_that_is_told_of_the_rows_of_a_file_has_the_same_fields(tmp_path: Path) -> None:
    with new_graph(tmp_path / "g.db", folder(tmp_path, "a", actors="id,name,kind\nA,Un,association")) as graph:
        bad = folder(
            tmp_path,
            "b",
            # A kind that is none, a SIRET that is none, an end that waits.
            actors="id,name,kind,siret\nB,Deux,inconnu,\nC,Trois,association,12",
            projects="id,title,kind\nP,Projet,operation",
            participations="actor,project,role\nD,P,porteur",
        )
        report = graph.import_files([bad], source="Autre - Liste")
        assert {"unknown_kind", "bad_siret", "waiting_end"} <= {problem["code"] for problem in report.problems}
        assert all(problem.keys() == ROW for problem in report.problems)
        with pytest.raises(InputError) as typed:
            graph.edit([{"op": "add", "type": "actor", "fields": {"name": "Quatre", "kind": "inconnu"}}])
        assert [problem.keys() for problem in typed.value.problems] == [CELL]


def every(type_: type[MaillageError]) -> list[Any]:
    return [type_, *(below for each in type_.__subclasses__() for below in every(each))]


@pytest.mark.parametrize(
    ("document", "record", "left_out"),
    [
        (documents.Problem, Problem, set(get_type_hints(Problem)) - ALWAYS),
        (documents.ReportedProblem, RowProblem, ROW - CELL),
        (documents.Candidate, Candidate, set()),
    ],
)
def test_openapi_tells_the_fields_that_are_sent(document: type[Any], record: type[Any], left_out: set[str]) -> None:
    assert set(document.model_fields) == set(get_type_hints(record))
    assert {name for name, field in document.model_fields.items() if not field.is_required()} == left_out
