"""A question is declared once. The one below is known to nobody but this test, and is asked by Python, the command
line and HTTP, in French and in English, with nothing else written than its declaration.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import click
import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from pydantic import Field

from graph_service.cli.main import group
from graph_service.errors import Forbidden, UsageError
from graph_service.graph import Graph
from graph_service.messages import m, say
from graph_service.model import RecordType, Scope
from graph_service.queries import QUESTIONS
from graph_service.queries.base import Answer, QueryInput, Sentence
from graph_service.queries.blocks import Block, Lead, List, Title
from graph_service.queries.declare import ActorRef, Argument, Registry, Short, question
from graph_service.queries.view import View
from graph_service.settings import Settings
from tests.graph_service.house import client
from tests.told import told


class RollCall(QueryInput):
    """Who of these is there, after a greeting?"""

    place: Annotated[str, Field(description="param-territory"), Argument(0)]
    greeting: Annotated[str, Field(max_length=20, description="search-text")]
    who: Annotated[tuple[ActorRef, ...], Field(description="paths-avoid"), Short("-w")] = ()
    times: Annotated[int, Field(ge=1, le=5, description="paths-k")] = 1
    loudly: Annotated[bool, Field(description="paths-max-hops")] = False


class Present(Answer):
    greeting: str
    present: list[str]
    said: Sentence


def _tell(answer: Present, query: RollCall) -> list[Block]:
    return [Title(query.place), Lead(answer.said), List(tuple(answer.present))]


@question(reads=Scope.PARTNERS, title=m("search-title"), path="/places/{place}/roll-call", tell=_tell, purpose="check")
def roll_call(view: View, query: RollCall) -> Present:
    """Names of the asked actors, in the order of their ids."""
    names = [fact.name for fact in view.facts(RecordType.ACTOR, query.who)]
    greeting = " ".join([query.greeting] * query.times) + ("!" if query.loudly else "")
    said = m("ties-count", n=len(names), day=query.place)
    return Present(greeting=greeting, present=names, said=said, **view.stamp(query))


REGISTRY = Registry([roll_call])
SAID = {"fr": "2 liens au Tours.", "en": "2 ties on Tours."}
PATH = "/api/v1/places/Tours/roll-call"
ASKED: dict[str, Any] = {"greeting": "bonjour", "who": ["TM", "Ville de Vierzon (fictif)"], "times": 2}
NAMES = ["Métropole de Tours (fictif)", "Ville de Vierzon (fictif)"]


@pytest.fixture
def graph(f1: Graph) -> Graph:
    return Graph(f1.store, Scope.INTERNAL, REGISTRY)


@pytest.fixture
def web(graph: Graph) -> Iterator[TestClient]:
    with client(graph) as caller:
        yield caller


@pytest.fixture
def run(f1: Graph) -> Any:
    def run(*words: str, lang: str = "fr") -> Any:
        commands = group(lang, Settings(store=f1.store.url), REGISTRY)
        return CliRunner().invoke(commands, words)

    return run


def test_python_has_a_method(graph: Graph) -> None:
    answer = graph.roll_call("Tours", **ASKED)
    assert isinstance(answer, Present)
    assert (answer.greeting, answer.present) == ("bonjour bonjour", NAMES)
    assert {lang: say(answer.said, lang) for lang in SAID} == SAID
    assert "roll_call" in dir(graph)
    assert graph.roll_call.__doc__ == roll_call.run.__doc__


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_command_line_has_a_command(run: Any, lang: str) -> None:
    words = ("--greeting", "bonjour", "-w", "TM", "--who", "Ville de Vierzon (fictif)", "--times", "2")
    ran = run("roll_call", "Tours", *words, lang=lang)
    assert (ran.exit_code, ran.stdout.splitlines()) == (0, ["Tours", SAID[lang], *(f"- {name}" for name in NAMES)])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_its_help_is_drawn_from_the_messages_of_its_fields(run: Any, lang: str) -> None:
    shown = " ".join(run("roll_call", "--help", lang=lang).stdout.split())
    for code in ("search-title", "search-text", "paths-avoid", "paths-k", "param-as-of", "option-scope"):
        assert " ".join(say(m(code), lang).split()[:4]) in shown
    assert "-w, --who" in shown
    assert "PLACE" in shown


def test_http_has_a_route_with_its_path_and_its_repeated_parameters(web: TestClient) -> None:
    for lang in ("fr", "en"):
        got = web.get(PATH, params={**ASKED, "lang": lang, "loudly": "true"})
        assert got.status_code == 200
        assert (got.json()["present"], got.json()["said"]) == (NAMES, SAID[lang])
        assert got.json()["greeting"] == "bonjour bonjour!"
    assert "who=TM&who=Ville" in str(got.request.url)


def test_the_three_give_one_answer(graph: Graph, run: Any, web: TestClient) -> None:
    python = graph.roll_call("Tours", **ASKED).model_dump(mode="json", by_alias=True, context={"lang": "fr"})
    words = [w for name in ASKED["who"] for w in ("--who", name)]
    told = run("roll_call", "Tours", "--greeting", "bonjour", *words, "--times", "2", "--json")
    assert python == json.loads(told.stdout) == web.get(PATH, params=ASKED).json()


def test_openapi_knows_its_parameters_answer_and_scope(web: TestClient) -> None:
    document = web.get("/api/v1/openapi.json").json()
    operation = document["paths"]["/api/v1/places/{place}/roll-call"]["get"]
    assert operation["x-scope"] == "partners"
    parameters = {p["name"]: p for p in operation["parameters"] if p["in"] != "header"}
    names = {"place", "greeting", "who", "times", "loudly", "as_of", "tie_profile", "scope", "lang"}
    assert set(parameters) == names
    assert parameters["place"]["in"] == "path"
    assert {name for name, p in parameters.items() if p["required"]} == {"place", "greeting"}
    assert all(p["description"] for p in parameters.values())
    assert parameters["times"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 5, "default": 1}
    assert parameters["who"]["schema"] == {"type": "array", "items": {"type": "string"}}
    assert parameters["loudly"]["schema"] == {"type": "boolean", "default": False}
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
    assert document["components"]["schemas"][answer]["properties"]["said"]["type"] == "string"


@pytest.mark.parametrize(
    ("more", "parameter"),
    [
        ({"times": 6}, "times"),
        ({"times": 0}, "times"),
        ({"times": "often"}, "times"),
        ({"greeting": "x" * 21}, "greeting"),
        ({"greeting": None}, "greeting"),
        ({"who": ["personne"]}, "personne"),
    ],
)
def test_a_wrong_value_is_told_by_each_in_the_same_form(
    graph: Graph, run: Any, web: TestClient, more: dict[str, Any], parameter: str
) -> None:
    asked = {name: value for name, value in {**ASKED, **more}.items() if value is not None}
    with pytest.raises(Exception, match=parameter):
        graph.roll_call("Tours", **asked)
    got = web.get(PATH, params=asked)
    assert 400 <= got.status_code < 500
    assert got.headers["content-type"] == "application/problem+json"
    assert parameter in got.json()["detail"]
    words = [w for k, v in asked.items() for one in (v if isinstance(v, list) else [v]) for w in (f"--{k}", str(one))]
    ran = run("roll_call", "Tours", *words)
    if ran.exception and isinstance(ran.exception, click.ClickException):
        assert ran.exit_code == 2
    assert ran.exit_code == 2
    assert parameter in ran.output


def test_who_sees_less_than_it_reads_may_not_ask_it(f1: Graph) -> None:
    public = Graph(f1.store, Scope.PUBLIC, REGISTRY)
    with pytest.raises(Forbidden):
        public.roll_call("Tours", greeting="x")
    with client(Graph(f1.store, Scope.INTERNAL, REGISTRY), scope=Scope.PUBLIC) as caller:
        assert caller.get(PATH, params=ASKED).status_code == 403


def test_a_question_asked_by_a_name_that_is_none(f1: Graph) -> None:
    with pytest.raises(UsageError):
        f1.ask("rumour", {})


@pytest.mark.parametrize("asked", [(q, e) for q in QUESTIONS for e in q.examples], ids=lambda a: f"{a[0].name} {a[1]}")
def test_every_example_of_a_question_runs_and_can_be_told(f1: Graph, asked: Any) -> None:
    found, example = asked
    answer = f1.ask(found, example)
    for lang in ("fr", "en"):
        assert answer.model_dump(mode="json", by_alias=True, context={"lang": lang})
        assert told(f1, found, lang, **example)
