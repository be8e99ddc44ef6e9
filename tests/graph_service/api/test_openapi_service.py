"""The service takes and answers what its OpenAPI document says, parameter by parameter and answer by answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.serving import DEMO_AS_OF, DEMO_EXAMPLES, DEMO_SOURCE
from graph_service.errors import StoreError
from graph_service.graph import Graph
from graph_service.messages import LANGS
from graph_service.model import STAFF, RecordType, Scope
from graph_service.queries import QUESTIONS
from graph_service.queries.declare import Question
from tests.examples.world import CVL
from tests.graph_service.api.held import Held
from tests.graph_service.house import client, folder, new_graph

API = "/api/v1"


@pytest.fixture(scope="module")
def held(f1: Graph) -> Iterator[Held]:
    with client(f1) as web:
        yield Held(web)


@pytest.fixture
def own(own_f1: Graph, held: Held) -> Iterator[Held]:
    """F1 in a store of this test's own, held to the same document."""
    with client(own_f1) as web:
        yield Held(web, held.document)


# Parameters: what the document allows is what the service takes.

FILLED = {"actor": "actors/TM", "project": "projects/P1", "history": "history/TM"}
OTHERS = {
    "map_json": "map.json?path=TH&path=CCS",
    "export": "exports/all.zip",
    "status": "status",
    "read_participation": "participations/{participation}",
    "list_imports": "imports",
}
DAYS = ["2025-01-01", "2024-02-29", "2025-02-29", "2025-13-01", "2025-1-1", "2025-01", "2025", "20250101", "0", "86400"]
DAYS += ["2025-01-01T00:00:00", "01/01/2025", "yesterday"]


def address(held: Held, operation: Any) -> str:
    """An address at which an operation answers."""
    id_ = operation["operationId"]
    question = QUESTIONS.get(id_)
    if question is None:
        return OTHERS[id_]
    (example, *_) = question.examples
    given = "&".join(
        f"{name}={one}" for name, one in example.items() if f"{{{name}}}" not in question.path and isinstance(one, str)
    )
    return f"{FILLED.get(id_, question.path.strip('/'))}?{given}"


def trials(schema: Any) -> Iterator[str]:
    """Values at and beyond each bound of a schema, as a query says them."""
    schema = schema.get("items", schema)
    yield from (str(value) for value in schema.get("enum", ()))
    yield from (str(value) for value in schema.get("examples", ()))
    if "enum" in schema:
        yield from ("zzz", "", str(schema["enum"][0]).upper())
    if schema["type"] == "integer":
        low, high = schema["minimum"], schema["maximum"]
        yield from map(str, (low, high, low - 1, high + 1, "many", "1.5", ""))
    if schema["type"] == "boolean":
        yield from ("true", "false", "perhaps", "")
    if schema.get("format") == "date":
        yield from (*DAYS, "")
    if "maxLength" in schema:
        yield from ("x" * schema["maxLength"], "x" * (schema["maxLength"] + 1))
    if "pattern" in schema:
        yield from ("zzz", "")


def as_json(schema: Any, text: str) -> Any:
    """What a text in a query means, of the type that the schema asks for; the text itself where it means none."""
    kind = schema.get("items", schema)["type"]
    found: Any = text
    if kind in ("integer", "boolean"):
        try:
            found = json.loads(text)
        except ValueError:
            found = text
    return [found] if schema["type"] == "array" else found


def cases(held: Held) -> Iterator[tuple[str, Any]]:
    """(address, parameter) of every parameter of every question and of other reads; each declaration once."""
    tried = set()
    for operation in held.operations():
        if operation["operationId"] in (*QUESTIONS.names, *OTHERS):
            for parameter in operation["parameters"]:
                key = json.dumps([parameter, operation["tags"]], sort_keys=True)
                if parameter["in"] == "query" and key not in tried:
                    tried.add(key)
                    yield address(held, operation), parameter


def test_the_service_takes_what_the_document_allows_and_refuses_what_it_does_not(held: Held, f1: Graph) -> None:
    participation = f1.project("P1").roles[0].actors[0].facts[0]
    wrong = []
    n = 0
    for path, parameter in cases(held):
        name, schema = parameter["name"], held.resolved(parameter["schema"])
        for text in dict.fromkeys(trials(schema)):
            path_, _, query = path.format(participation=participation).partition("?")
            given = [tuple(pair.split("=")) for pair in query.split("&") if pair and not pair.startswith(f"{name}=")]
            answer = held.web.get(f"{API}/{path_}", params=[*given, (name, text)])
            allowed = not list(held.faults(schema, as_json(schema, text)))
            n += 1
            # What names nobody is looked for, and not found.
            if allowed != (answer.status_code in (200, 404)):
                wrong.append((path, name, text, allowed, answer.status_code))
    assert wrong == []
    assert n > 200


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_map_of_paths_takes_two_actors(held: Held, count: int) -> None:
    (schema,) = [p["schema"] for p in held.operation("GET", f"{API}/map.json")["parameters"] if p["name"] == "path"]
    given = ["TH", "CCS", "TM"][:count]
    allowed = not list(held.faults(schema, given))
    assert allowed == (held("GET", f"{API}/map.json", params={"path": given}).status_code == 200)


def test_what_a_map_without_a_path_has_no_use_for_must_fit_all_the_same(held: Held) -> None:
    for of in ("", "focus=TM", "project=P1"):
        for name, low, high in (("k", 1, 50), ("max_hops", 1, 12), ("since", 0, 1200)):
            for value, status in ((low, 200), (high, 200), (low - 1, 400), (high + 1, 400), ("many", 400)):
                assert held("GET", f"{API}/map.json?{of}&{name}={value}").status_code == status, (of, name, value)


def test_an_address_that_refuses_a_method_names_those_of_the_document(held: Held) -> None:
    for path, operations in held.document["paths"].items():
        answer = held.web.request("PATCH", re.sub(r"\{\w+\}", "P1", path))
        assert answer.status_code == 405
        assert answer.headers["allow"].split(", ") == sorted(method.upper() for method in operations)


def test_a_default_in_the_document_is_what_is_answered_without_the_parameter(held: Held) -> None:
    told = {
        (operation["operationId"], parameter["name"]): parameter["schema"].get("default")
        for operation in held.operations()
        for parameter in operation["parameters"]
    }
    assert (told["paths", "k"], told["paths", "max_hops"], told["map_json", "k"]) == (1, 4, 3)
    assert (told["ties", "limit"], told["ties", "tie_profile"]) == (500, "standard")
    for operation in held.operations():
        if operation["operationId"] not in (*QUESTIONS.names, "map_json"):
            continue
        path = f"{API}/{address(held, operation)}"
        plain = held("GET", path)
        for parameter in operation["parameters"]:
            if "default" in parameter["schema"]:
                said = held("GET", f"{path}&{parameter['name']}={parameter['schema']['default']}")
                assert said.content == plain.content, (path, parameter["name"])


# Answers: each is one that the document tells of.


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, held: Held) -> Iterator[Held]:
    """The invented network of Centre-Val de Loire, as `maillage demo` serves it."""
    with new_graph(tmp_path_factory.mktemp("cvl") / "cvl.db", CVL, source=DEMO_SOURCE) as graph:
        graph.configure(default_as_of=DEMO_AS_OF, fictional=True, examples=DEMO_EXAMPLES)
        with client(graph) as web:
            yield Held(web, held.document)


def asked(question: Question[Any, Any], example: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The address of a question with an example's values, and its parameters."""
    given = dict(example)
    path = re.sub(r"\{(\w+)\}", lambda found: str(given.pop(found[1])), question.path)
    return API + path, {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scope", list(Scope))
def test_every_example_of_every_question_is_answered_as_the_document_says(held: Held, scope: Scope, lang: str) -> None:
    for question in QUESTIONS:
        for example in question.examples:
            path, given = asked(question, example)
            answer = held("GET", path, params={**given, "scope": scope, "lang": lang})
            assert answer.status_code == (200 if scope.sees(question.reads) else 403)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scope", list(Scope))
def test_the_demo_is_answered_as_the_document_says(demo: Held, scope: Scope, lang: str) -> None:
    more = {"scope": scope, "lang": lang}
    found = demo("GET", f"{API}/search", params={"text": "a", "limit": 400, **more}).json()["results"]
    for hit in found[:: 30 if lang == "fr" else 90]:
        demo("GET", f"{API}/{hit['type']}s/{hit['id']}", params={**more, "evidence": 20})
        demo("GET", f"{API}/history/{hit['id']}", params=more)
    ties = demo("GET", f"{API}/ties", params={"limit": 25, "evidence": 3, "order": "strength", **more}).json()
    for tie in ties["ties"][:2]:
        demo("GET", f"{API}/paths", params={"from": tie["a"], "to": tie["b"], "k": 3, **more})
        demo("GET", f"{API}/map.json", params={"path": [tie["a"], tie["b"]], **more})
    demo("GET", f"{API}/gaps", params={"limit": 6, **more})
    for of in ({"focus": ties["ties"][0]["a"]}, {"project": "cdv-vierzon-2024"}, {"theme": "sante"}):
        demo("GET", f"{API}/map.json", params={**of, **more})
    status = demo("GET", f"{API}/status", params={"scope": scope}).json()
    assert {example["question"] for example in status["examples"]} <= set(QUESTIONS.names)


def test_labels_are_text_in_the_asked_language(held: Held) -> None:
    schema = held.document["components"]["schemas"]["ActorBrief"]["properties"]["kind_label"]
    assert schema["type"] == "string"
    assert schema["description"].endswith("In the asked language.")
    said = {held("GET", f"{API}/actors/TM", params={"lang": lang}).json()["actor"]["kind_label"] for lang in LANGS}
    assert len(said) == 2


def test_files_are_sent_as_the_document_says(held: Held) -> None:
    for path in (
        *("exports/all.xlsx", "exports/all.zip", "template.xlsx"),
        *("map.html?focus=TM", "map.svg?path=TH&path=CCS", "map.png?project=P1"),
    ):
        assert held("GET", f"{API}/{path}").status_code == 200
    held("GET", "/healthz")


def test_a_file_brought_in_listed_and_undone_is_told_as_the_document_says(own: Held, tmp_path: Path) -> None:
    made = folder(
        tmp_path,
        "new",
        actors="id,name,kind,siret,colour\nN,Neuf,association,1,red\n,Sans id,association,,",
        participations="actor,project,role\nN,P1,partenaire\nVille de Vierzon (fictif),P1,partenaire\nX,P1,expert",
    )
    files = [("files", (path.name, path.read_bytes(), "text/csv")) for path in sorted(made.iterdir())]
    for dry_run in ("true", "false"):
        sent = {"dry_run": dry_run, "source": "Ville - liste", "updated": "2025-06", "mapping": ""}
        report = own("POST", f"{API}/imports", files=files, data=sent).json()
    assert report["problems"]
    assert report["names"]
    assert report["changes"]
    id_ = report["import_id"]
    own("GET", f"{API}/imports")
    own("GET", f"{API}/imports/{id_}")
    own("POST", f"{API}/imports/{id_}/undo")
    assert own("POST", f"{API}/imports/{id_}/undo").status_code == 400
    assert own("GET", f"{API}/imports/none").status_code == 404
    assert own("POST", f"{API}/imports", files=files, data={"dry": "1"}).status_code == 400
    assert own("POST", f"{API}/imports", files=[("files", ("a.csv", b"x,y\n1,2", "text/csv"))]).status_code == 422
    own("GET", f"{API}/imports", params={"lang": "en"})


def test_corrections_are_told_as_the_document_says(own: Held) -> None:
    said = [
        {"op": "add", "type": "actor", "fields": {"id": "N", "name": "Neuf", "kind": "association", "latitude": 47.4}},
        {"op": "set", "ids": ["TM"], "fields": {"acronym": None}, "visibility": "partners"},
        {"op": "hide", "ids": ["CCS"], "visibility": "partners"},
        {"op": "same", "ids": ["TOURS", "VIE"]},
    ]
    report = own("POST", f"{API}/edits", json=said).json()
    assert report["added"] == ["N"]
    assert own("POST", f"{API}/imports/{report['import_id']}/undo").status_code == 422
    assert own("POST", f"{API}/imports/{report['import_id']}/undo", params={"yes": True}).status_code == 201
    for wrong, status in (
        ([], 400),
        ([{"op": "shout"}], 400),
        ([{"op": "deny", "ids": ["personne"]}], 404),
        ([{"op": "set", "ids": ["TM"], "fields": {"siren": "1"}}], 422),
    ):
        assert own("POST", f"{API}/edits", json=wrong).status_code == status
    assert own("POST", f"{API}/edits", content=b"x" * 3_000_000).status_code == 413


def test_the_document_allows_the_bodies_that_are_taken(own: Held) -> None:
    body = own.operation("POST", f"{API}/edits")["requestBody"]["content"]["application/json"]["schema"]
    for said, allowed in (
        ([{"op": "deny", "ids": ["VIE"]}], True),
        ([{"op": "set", "ids": ["REG"], "fields": {"acronym": "R"}}] * 1000, True),
        ([{"op": "deny", "ids": ["VIE"]}] * 1001, False),
        ([], False),
        ([{"op": "shout", "ids": ["VIE"]}], False),
        ([{"op": "deny", "ids": "VIE"}], False),
        ([{"op": "deny", "ids": ["VIE"], "colour": "red"}], False),
        ([{"op": "hide", "ids": ["VIE"], "visibility": "secret"}], False),
        ([{"op": "set", "ids": ["REG"], "fields": {"name": "Autre", "latitude": 47.4, "aliases": ["a", "b"]}}], True),
    ):
        assert bool(list(own.faults(body, said))) is not allowed, said[:1]
        assert (own("POST", f"{API}/edits", json=said).status_code == 201) is allowed


@pytest.mark.parametrize("sheet", ["actors", "projects", "participations", "partnerships", "fundings"])
def test_a_record_is_read_put_back_and_taken_away_as_the_document_says(own: Held, sheet: str) -> None:
    made = {
        "actors": {"name": "Neuf", "kind": "association", "aliases": ["N"], "latitude": 47.4, "start": "2019-03"},
        "projects": {"title": "Neuf", "kind": "operation", "size": 3, "budget": 1.5, "themes": ["sante"]},
    }
    ends = {
        "participations": {"actor": "TM", "project": "P3", "role": "expert", "start": "2020"},
        "partnerships": {"actor": "TM", "partner": "UO", "kind": "convention", "weight": 2.5},
        "fundings": {"funder": "TM", "recipient": "P1", "amount": 1000, "year": 2020},
    }
    if sheet in made:
        body, path = made[sheet], f"{API}/{sheet}/N"
        schema = own.operation("PUT", path)["requestBody"]["content"]["application/json"]["schema"]
        assert not list(own.faults(schema, body))
        assert own("PUT", path, json=body).status_code == 201
    else:
        type_ = sheet.removesuffix("s")
        own("POST", f"{API}/edits", json=[{"op": "add", "type": type_, "fields": ends[sheet], "visibility": "public"}])
        path = f"{API}/{sheet}/{relation(own, sheet)}"
        schema = own.operation("PUT", path)["requestBody"]["content"]["application/json"]["schema"]
    read = own("GET", path)
    fields = read.json()["fields"] if sheet not in ("actors",) else {"website": "https://n.example"}
    assert not list(own.faults(schema, fields))
    assert own("GET", path, headers={"If-None-Match": read.headers["etag"]}).status_code == 304
    assert own("PUT", path, json=fields).status_code == 428
    assert own("PUT", path, json=fields, headers={"If-Match": '"old"'}).status_code == 412
    again = own("PUT", path, json=fields, headers={"If-Match": read.headers["etag"]})
    assert again.status_code == 200
    assert own("PUT", path, json={"colour": "red"}, headers={"If-Match": "*"}).status_code == 422
    assert own("DELETE", path, headers={"If-Match": "*"}).status_code == 200
    assert own("GET", path).status_code == 404


def test_every_refusal_is_one_that_the_document_tells_of(held: Held, own_f1: Graph) -> None:
    for path, status in (
        ("actors/personne", 404),
        ("ties?as_of=hier", 400),
        ("ties?of=personne", 404),
        ("search?text=tours&after=zzz", 400),
        ("status?scope=secret", 400),
        ("exports/all.docx", 404),
        ("map.json?focus=TM&path=TM&path=UO", 400),
        ("participations/none", 404),
    ):
        assert held("GET", f"{API}/{path}").status_code == status
    twins = [{"op": "add", "type": "actor", "fields": {"id": i, "name": "Un", "kind": "association"}} for i in "AB"]
    own_f1.edit(twins)
    with client(own_f1) as web:
        own = Held(web, held.document)
        first = own("GET", f"{API}/ties", params={"limit": 3}).json()
        assert own("GET", f"{API}/actors/Un").json()["candidates"]
        own_f1.edit([{"op": "deny", "ids": ["VIE"]}])
        assert own("GET", f"{API}/ties", params={"limit": 3, "after": first["next"]}).status_code == 409
        del web.headers["Authorization"]
        assert own("GET", f"{API}/ties").status_code == 401
        assert own("GET", f"{API}/ties", headers={"Host": "evil.example"}).status_code == 403
    with client(own_f1, scope=Scope.PUBLIC) as web:
        own = Held(web, held.document)
        for path in ("gaps", "history/TM", "imports", "template.xlsx"):
            assert own("GET", f"{API}/{path}").status_code == 403
        assert own("PUT", f"{API}/actors/N", json={}).status_code == 403


def test_a_fault_of_ours_and_a_store_that_is_away_are_in_the_document(
    f1: Graph, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    with client(f1) as known:
        web = TestClient(known.app, raise_server_exceptions=False, base_url=known.base_url, headers=known.headers)
        own = Held(web, held.document)
        for error, status in ((ZeroDivisionError(), 500), (StoreError("store-busy", path="f1.db"), 503)):
            monkeypatch.setattr(Graph, "ask", failing(error))
            assert own("GET", f"{API}/ties").status_code == status


def failing(error: Exception) -> Callable[..., Any]:
    def ask(*_: Any, **__: Any) -> Any:
        raise error

    return ask


def relation(own: Held, sheet: str) -> str:
    """The id of a relation of the Métropole de Tours that the team typed."""
    type_ = RecordType(sheet.removesuffix("s"))
    graph: Graph = own.web.app.state.graph  # type: ignore[attr-defined]
    return next(fact.id for fact in graph.store.facts(type_, None, Scope.INTERNAL) if fact.source == STAFF)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.draw], ids=lambda q: q.name)
def test_the_picture_of_a_question_as_json_is_the_record_that_is_told(held: Held, question: Question[Any, Any]) -> None:
    values = max(question.examples, key=len)
    path = question.path.format(**values)
    query = {name: value for name, value in values.items() if name not in question.in_path}
    drawn = held("GET", f"{API}{path}/picture.json", params={**query, "as_of": "2025-01-01"})
    assert drawn.json()["nodes"]


def test_groups_that_no_territory_tells_apart_are_refused_as_told(held: Held) -> None:
    refused = held("GET", f"{API}/overview", params={"theme": "participation", "by": "territory", "since": 0})
    assert refused.status_code in (200, 404)
    nowhere = held("GET", f"{API}/overview", params={"by": "territory", "territory": "Z:nulle-part"})
    assert nowhere.status_code == 404
