"""No cell keeps a question from being answered: what is extreme is refused with words, or every question answers.

Extreme values go in by files, by `edit` and by `PUT`; a store that holds some already (kept by an older version, or
put there by hand) answers as if they were unknown, and doctor names them.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.errors import MaillageError
from graph_service.graph import Graph
from graph_service.messages import LANGS, say
from graph_service.model import Batch, Column, Op, RecordType, Say, Scope, Statement, columns, row
from graph_service.records.template import SHEETS
from graph_service.records.validation import fields_of
from graph_service.stores.health import State, examine
from tests.graph_service.house import AS_OF, client, new_graph
from tests.told import told as told_lines
from visualisations.renderers import formats, renderer

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
BASE: dict[str, dict[str, str]] = {
    "themes": {"id": "T", "label_fr": "Thème"},
    "territories": {"code": "Z:x", "level": "perimetre_libre", "name": "Lieu"},
    "actors": {"id": "A", "name": "Acteur", "kind": "association", "visibility": "public"},
    "projects": {"id": "P", "title": "Projet", "kind": "operation", "visibility": "public"},
    "participations": {"actor": "A", "project": "P", "role": "porteur", "visibility": "public"},
    "partnerships": {"actor": "A", "partner": "B", "kind": "convention", "visibility": "public"},
    "fundings": {"funder": "A", "recipient": "P", "visibility": "public"},
    "functions": {"id": "F", "actor": "A", "title": "Cheffe de projet"},
}
ENDS = [
    {"id": "B", "name": "Autre", "kind": "commune", "territory": "37261", "visibility": "public"},
    {"id": "C", "name": "Tiers", "kind": "commune", "visibility": "public"},
]
EXTREME = [
    "9223372036854775808", "-9223372036854775809", "99999999999999999999999999", "0", "-1", "1e308", "1e999",
    "-1e308", "1" * 400, "0," + "0" * 400 + "1", "nan", "inf", "-inf", "NaN", "Infinity", "1e-320", "2147483648",
    "100001", "1e13", "50%%%%", "%", "1_000", "0x10", "٢٠٢١", "२०२१", "１２", "²", "½", "Ⅻ", "true", "VRAI", "x",
    "0000", "0001", "0001-01-01", "9999", "9999-12-31", "99999", "10000-01-01", "2021-13", "2021-00", "2021-02-30",
    "2021-00-00", "31/12/9999", "30/02/2021", "٢٠٢١-٠٣", "91", "-180.0001", "1900-02-29", "-2021", ";", ";;;",
    "\\;", "\u200b", "\ufeff", "\u202e", "é" * 1001, "𝄞" * 999, "a\x0bb", "\x01", "<script>", "'", '"', "=1+1",
    "R24;D37", "Z:x", "37261", "T", "000000000", "W000000000",
]  # fmt: skip
LONG = ["x" * 17_000, "9" * 17_000, ";".join(f"37{n}" for n in range(3_000)), ";".join(["T"] * 5_001), "%" * 17_000]
HUGE = ["x" * 99_999, "9" * 99_999, ";".join(f"{n:x}" for n in range(15_000)), "%" * 99_999]


def _no_number(word: str) -> None:
    pytest.fail(f"{word} in an answer")


@contextmanager
def worded() -> Iterator[None]:
    """What is inside may be refused, with words."""
    try:
        yield
    except MaillageError as refused:
        if not all(say(refused.message, lang) for lang in LANGS):
            pytest.fail(f"no words for {refused.code}")


def ask_everything(graph: Graph, actors: list[str], projects: list[str], target: Path) -> None:
    """Ask every question and make every file. Only what is said in words may be raised."""
    for name in graph.registry.names:
        known = {"search", "who", "actor", "project", "ties", "paths", "gaps", "history", "overview", "sources"}
        assert name in known, f"ask {name} here too"
    asked: list[tuple[str, dict[str, Any]]] = [("ties", {"evidence": 2}), ("ties", {"order": "strength"})]
    asked += [("overview", {}), ("overview", {"by": "kind"}), ("sources", {})]
    asked += [("who", {}), ("who", {"running": True, "since": 12})]
    asked += [("search", {"query": text}) for text in ("Acteur", "Projet", "A", "x" * 200)]
    asked += [("actor", {"id": id_}) for id_ in actors] + [("project", {"id": id_}) for id_ in projects]
    asked += [("gaps", {"project": id_}) for id_ in projects] + [
        ("history", {"id": id_}) for id_ in (*actors, *projects)
    ]
    asked += [("paths", {"from": one, "to": "C"}) for one in actors[:15]]
    asked += [("ties", {"tie_profile": "plain", "since": 12})] if "plain" in graph_profiles(graph) else []
    for name, values in asked:
        question = graph.registry.get(name)
        assert question is not None
        values = {**values, "as_of": AS_OF} if any(p.name == "as_of" for p in question.parameters) else values
        with worded():
            answer = graph.ask(name, values)
            told = answer.model_dump_json(by_alias=True)
            json.loads(told, parse_constant=_no_number)
            assert "".join(told_lines(graph, name, full=True, **values))
    maps: list[dict[str, Any]] = [{}, {"path": ("A", "C")}, *({"focus": id_, "depth": 2} for id_ in actors[:4])]
    maps += [{"project": id_} for id_ in projects[:4]]
    for wanted in maps:
        with worded():
            drawn = graph.map(**wanted)
            for format_ in formats():
                assert renderer(format_).render(drawn, "fr")
    for name in ("all.xlsx", "all.zip"):
        with worded():
            graph.export(target / name)
    for two_mode in (True, False):
        graph.to_networkx(two_mode=two_mode)


def graph_profiles(graph: Graph) -> set[str]:
    with graph.view() as view:
        return set(view.vocabulary.profiles)


def write(folder: Path, sheets: dict[str, list[dict[str, str]]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for sheet, rows in sheets.items():
        names = list(dict.fromkeys(name for each in rows for name in each))
        with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="", errors="replace") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def base() -> dict[str, list[dict[str, str]]]:
    return {sheet: [dict(each)] + (ENDS if sheet == "actors" else []) for sheet, each in BASE.items()}


def swept() -> dict[str, list[dict[str, str]]]:
    """Of every sheet a row for each column and each extreme value, each about something of its own."""
    sheets = base()
    for sheet, first in BASE.items():
        for column in fields_of(SHEETS[sheet]):
            huge = HUGE if column.name in ("id", "title", "size", "start", "themes", "budget") else []
            everything = [*enumerate([*EXTREME, *LONG]), *enumerate(huge, 1000)]
            step = 4 if DEEP else 23
            for at, text in everything[len(sheets[sheet]) % step :: step]:
                own = f"{column.name}{at}"
                made = dict(first)
                if sheet in ("participations", "partnerships", "fundings"):
                    sheets["projects"].append({**BASE["projects"], "id": f"{sheet}-{own}", "title": own})
                    sheets["actors"].append({**BASE["actors"], "id": f"{sheet}-{own}", "name": own})
                    made[{"participations": "project", "partnerships": "partner", "fundings": "recipient"}[sheet]] = (
                        f"{sheet}-{own}"
                    )
                elif "id" in first:
                    made["id"] = f"{sheet}-{own}"
                    made["name" if sheet == "actors" else "title"] = own
                else:
                    made["code"] = f"Z:{own}"
                sheets[sheet].append({**made, column.name: text})
    return sheets


def test_extreme_cells_of_every_column_are_refused_with_words_or_every_question_answers(tmp_path: Path) -> None:
    sheets = swept()
    graph = new_graph(tmp_path / "g.db")
    report = graph.import_files([write(tmp_path / "in", sheets)], allow_personal="essai")
    assert report.any_rejected
    held = {type_: graph.store.facts(type_, None, Scope.INTERNAL) for type_ in RecordType}
    assert len(held[RecordType.PROJECT]) > 100
    picked = slice(None, None, 4 if DEEP else 10)
    actors = ["A", *[f.id for f in held[RecordType.ACTOR]][picked]]
    projects = ["P", *[f.id for f in held[RecordType.PROJECT]][picked]]
    ask_everything(graph, actors, projects, tmp_path / "out")
    assert {c.name: c.state for c in examine(graph.store.url)}["bounds"] is State.OK
    graph.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small")
    new_graph(path / "g.db", write(path / "in", base())).close()
    return path / "g.db"


cells = st.one_of(
    st.sampled_from([*EXTREME, *LONG, *HUGE]),
    st.integers().map(str),
    st.floats().map(repr),
    st.text(max_size=50),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
    st.lists(st.text(max_size=5), max_size=30).map(";".join),
)
places = st.sampled_from([(sheet, column) for sheet in BASE for column in fields_of(SHEETS[sheet])])


@settings(max_examples=int(settings().max_examples / 20))
@given(st.lists(st.tuples(places, cells), min_size=1, max_size=8))
def test_any_cells_of_a_file_are_refused_with_words_or_every_question_answers(
    small: Path, tmp_path_factory: pytest.TempPathFactory, changed: list[tuple[tuple[str, Column], str]]
) -> None:
    path = tmp_path_factory.mktemp("any")
    sheets = base()
    for (sheet, column), text in changed:
        sheets[sheet][0][column.name] = text
    shutil.copy(small, path / "g.db")
    graph = new_graph(path / "g.db")
    with worded():
        graph.import_files([write(path / "in", sheets)], allow_personal="essai")
    ask_everything(graph, ["A", "B"], ["P"], path / "out")
    graph.close()
    shutil.rmtree(path)


@settings(max_examples=int(settings().max_examples / 20))
@given(st.lists(st.tuples(places, cells), min_size=1, max_size=8))
def test_any_edit_is_refused_with_words_or_every_question_answers(
    small: Path, tmp_path_factory: pytest.TempPathFactory, changed: list[tuple[tuple[str, Column], str]]
) -> None:
    path = tmp_path_factory.mktemp("any")
    shutil.copy(small, path / "g.db")
    graph = new_graph(path / "g.db")
    for (sheet, column), text in changed:
        type_ = SHEETS[sheet]
        id_ = graph.store.facts(type_, None, Scope.INTERNAL)
        words = [{"op": "set", "type": type_.value, "ids": [f.id], "fields": {column.name: text}} for f in id_[:1]]
        words.append({"op": "add", "type": type_.value, "fields": {**BASE[sheet], "id": "NEW", column.name: text}})
        for word in words:
            if "id" not in BASE[sheet] and word["op"] == "add":
                word["fields"].pop("id", None)  # type: ignore[union-attr]
            word["fields"].pop("visibility", None)  # type: ignore[union-attr]
            with worded():
                graph.edit([word])
    ask_everything(graph, ["A", "B"], ["P"], path / "out")
    graph.close()
    shutil.rmtree(path)


PUTS: list[tuple[str, Any]] = [
    ("size", 9223372036854775808), ("size", 1e400), ("size", 0), ("size", True), ("budget", 1e308), ("start", "99999"),
    ("title", "x" * 100_000), ("themes", ["T"] * 100_000), ("end", "2021-02-30"),
]  # fmt: skip


def test_a_put_or_an_edit_of_an_extreme_value_is_a_problem_document(small: Path, tmp_path: Path) -> None:
    shutil.copy(small, tmp_path / "g.db")
    graph = new_graph(tmp_path / "g.db")
    json_body = {"Content-Type": "application/json"}
    with client(graph) as web:
        for field, value in PUTS:
            word = {"operations": [{"op": "set", "ids": ["P"], "fields": {field: value}}]}
            for answer in (
                web.put(
                    "/api/v1/projects/P", content=json.dumps({field: value}), headers={"If-Match": "*", **json_body}
                ),
                web.post("/api/v1/edits", content=json.dumps(word), headers=json_body),
            ):
                assert answer.status_code in (400, 413, 422), (field, answer.text)
                assert answer.headers["content-type"].startswith("application/problem+json")
                assert answer.json()["detail"]
    graph.close()


OUT: list[tuple[RecordType, dict[str, Any], str]] = [
    (RecordType.PROJECT, {"id": "P", "title": "Projet", "kind": "operation"}, "size"),
    (RecordType.PROJECT, {"id": "P", "title": "Projet", "kind": "operation"}, "start"),
    (RecordType.PROJECT, {"id": "P", "title": "Projet", "kind": "operation"}, "budget"),
    (RecordType.PARTICIPATION, {"actor": "A", "project": "P", "role": "porteur"}, "end"),
    (RecordType.PARTNERSHIP, {"actor": "A", "partner": "B", "kind": "convention"}, "weight"),
    (RecordType.PARTNERSHIP, {"actor": "A", "partner": "B", "kind": "convention"}, "start"),
    (RecordType.FUNDING, {"funder": "A", "recipient": "P"}, "amount"),
    (RecordType.FUNDING, {"funder": "A", "recipient": "P"}, "year"),
    (RecordType.ACTOR, {"id": "A", "name": "Acteur", "kind": "association"}, "latitude"),
    (RecordType.ACTOR, {"id": "A", "name": "Acteur", "kind": "association"}, "end"),
    (RecordType.TERRITORY, {"code": "Z:x", "level": "perimetre_libre"}, "population"),
    (RecordType.TERM, {"id": "project_kind:operation2"}, "usual_months"),
    (RecordType.SOURCE, {"id": "s"}, "rank"),
]
BAD: dict[str, list[Any]] = {
    "date": ["2021-02-30", "٢٠٢١", "0000", "hier", "99999", 2021, ""],
    "integer": [9223372036854775808, -1, "12", 10**30, 2.5],
    "number": [1e308, -1e308, 10**40, "cher"],
}


@pytest.fixture
def damaged(small: Path, tmp_path: Path) -> Iterator[Graph]:
    """A store that holds, of each field of OUT, values that nobody may enter."""
    shutil.copy(small, tmp_path / "g.db")
    graph = new_graph(tmp_path / "g.db")
    says: list[Say] = []
    for at, (type_, fields, name) in enumerate(OUT):
        (column,) = [c for c in columns(type_) if c.name == name]
        for nth, value in enumerate(BAD[column.kind]):
            own = dict(fields)
            if type_ is RecordType.PARTICIPATION:
                own["start"] = f"20{nth:02}"
            elif "id" in own and own["id"] not in ("s",):
                own["id"] = f"{own['id']}{at}-{nth}"
            says.append(Say(row(type_, {**own, name: value}, source="s", visibility=Scope.PUBLIC)))
            if type_ in (RecordType.PROJECT, RecordType.ACTOR):
                part = {"actor": "A", "project": "P", "role": "expert"}
                part["project" if type_ is RecordType.PROJECT else "actor"] = str(own["id"])
                said = row(RecordType.PARTICIPATION, part, source="s", visibility=Scope.PUBLIC)
                says += [Say(said), Say(row(RecordType.PARTICIPATION, {**part, "actor": "C"}, source="s"))]
    graph.store.write(Batch("bad"), says)
    (project,) = graph.store.facts(RecordType.PROJECT, ["P"], Scope.INTERNAL)
    word = Statement(Op.SET, RecordType.PROJECT, "staff", "", "", Scope.PUBLIC, project.keys, {"size": 2**63})
    graph.store.write(Batch("worse", "edit"), [Say(word)])
    yield graph
    graph.close()


def test_a_value_that_is_already_there_keeps_no_question_from_being_answered(damaged: Graph, tmp_path: Path) -> None:
    actors = [f.id for f in damaged.store.facts(RecordType.ACTOR, None, Scope.INTERNAL)]
    projects = [f.id for f in damaged.store.facts(RecordType.PROJECT, None, Scope.INTERNAL)]
    assert len(projects) > 10
    ask_everything(damaged, actors, projects, tmp_path / "out")
    assert damaged.ask("paths", {"from": "A", "to": "C", "as_of": AS_OF})


def test_doctor_names_what_is_out_of_bounds(damaged: Graph) -> None:
    (check,) = [c for c in examine(damaged.store.url) if c.name == "bounds"]
    assert check.state is State.WARNING
    assert "(latitude)" in str(check.message.args["which"])
    assert check.message.args["n"] > 40


def test_what_is_out_of_bounds_is_corrected_by_an_edit(damaged: Graph) -> None:
    damaged.edit([{"op": "set", "ids": ["P"], "fields": {"size": 12}}])
    damaged.edit([{"op": "set", "ids": ["P1-0"], "fields": {"end": "2022"}}])
    (project,) = damaged.store.facts(RecordType.PROJECT, ["P"], Scope.INTERNAL)
    assert project.get("size") == 12


def test_doctor_names_numbers_that_are_nobodys_and_whom_they_join(tmp_path: Path) -> None:
    graph = new_graph(tmp_path / "g.db")
    shared = {"kind": "association", "siren": "000000000"}
    both = [{"id": "X", "name": "Un", **shared}, {"id": "Y", "name": "Deux", **shared}]
    graph.store.write(Batch("old"), [Say(row(RecordType.ACTOR, fields, source="s")) for fields in both])
    (check,) = [c for c in examine(graph.store.url) if c.name == "identifiers"]
    assert (check.state, check.message.args["n"], check.message.args["joined"]) == (State.WARNING, 1, 1)
    rows = [{name: value for name, value in fields.items() if name != "siren"} for fields in both]
    graph.store.write(Batch("again"), [Say(row(RecordType.ACTOR, fields, source="s")) for fields in rows])
    assert {c.name: c.state for c in examine(graph.store.url)}["identifiers"] is State.OK
    graph.close()
